/** Demo data for a first look: our own invented shop, loaded through the public API like anybody's. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ok, type Result } from "@holdfast/result";
import { askAudit } from "./audit.ts";

export type DemoOptions = {
  readonly home: string;
  readonly gatewayOrigin: string;
  readonly inventoryOrigin: string;
};

/**
 * Fills an empty shop, once: `started` in `<home>/demo-data` means that a load was cut off and is done again (every step may
 * be repeated), `ended` that nothing is left to do. A shop with stock in it is the user's, and left as it is.
 */
export async function loadDemoOnce(
  options: DemoOptions,
): Promise<Result<"loaded" | "not-needed", string>> {
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
  const { loadDemo } = await import("./load-demo.ts"); // most starts have nothing to load
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
