/** Demo data for a first look: our own invented shop, loaded through the public API like anybody's. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fail, ok, type Result } from "@holdfast/result";
import { askAudit } from "./audit.ts";

export type DemoOptions = {
  readonly home: string;
  readonly gatewayOrigin: string;
  readonly inventoryOrigin: string;
};

/** `loadDemoOnce` in a process of its own, if there is anything to do: it takes 20 MiB, which a supervisor would keep. */
export async function loadDemoApart(options: DemoOptions): Promise<DemoOutcome> {
  if (readMarker(join(options.home, "demo-data")) === "ended") return ok("not-needed");
  const main = join(import.meta.dirname, "demo-main.ts");
  const args = [main, JSON.stringify(options)];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  const [said] = await Promise.all([text(child.stdout), once(child, "close")]);
  return said === "" ? fail("its process was ended") : JSON.parse(said);
}

type DemoOutcome = Result<"loaded" | "not-needed", string>;

/**
 * Fills an empty shop, once: `started` in `<home>/demo-data` means that a load was cut off and is done again (every step may
 * be repeated), `ended` that nothing is left to do. A shop with stock in it is the user's, and left as it is.
 */
export async function loadDemoOnce(options: DemoOptions): Promise<DemoOutcome> {
  const marker = join(options.home, "demo-data");
  const state = readMarker(marker);
  if (state === "ended") return ok("not-needed");
  if (state !== "started") {
    const audit = await askAudit(options.inventoryOrigin);
    if (!audit.ok) return audit;
    if ((audit.value.checked.stockRows ?? 0) > 0) {
      writeFileSync(marker, "ended");
      return ok("not-needed");
    }
    writeFileSync(marker, "started");
  }
  const { loadDemo } = await import("./load-demo.ts");
  const loaded = await loadDemo(options.gatewayOrigin);
  if (!loaded.ok) return loaded;
  writeFileSync(marker, "ended");
  return ok("loaded");
}

function readMarker(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
