import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "./free-port.ts";

export type Service = { readonly url: string; readonly close: () => Promise<void> };

const SERVICES = join(import.meta.dirname, "../../services");
const READY_WITHIN_MS = 20_000;

/** A service as a process of its own, as it runs in production: it logs every request, into `logFile`. */
export async function startService({
  name,
  env,
  logFile,
}: {
  readonly name: "inventory" | "pricing";
  readonly env: Readonly<Record<string, string>>;
  readonly logFile: string;
}): Promise<Service> {
  const port = await freePort();
  const log = openSync(logFile, "a");
  const child = spawn(process.execPath, [join(SERVICES, name, "src/main.ts")], {
    env: { PATH: process.env.PATH, PORT: String(port), ...env },
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  const kill = () => child.kill("SIGKILL");
  process.once("exit", kill);
  const url = `http://127.0.0.1:${port}`;
  await untilReady(child, { url, logFile });
  return {
    url,
    close: async () => {
      process.off("exit", kill);
      if (child.exitCode !== null) return;
      child.kill();
      await once(child, "exit");
    },
  };
}

async function untilReady(
  child: ChildProcess,
  { url, logFile }: { readonly url: string; readonly logFile: string },
): Promise<void> {
  const giveUpAtMs = Date.now() + READY_WITHIN_MS;
  for (;;) {
    const answer = await fetch(`${url}/readyz`).catch(() => undefined);
    if (answer?.ok === true) return;
    if (child.exitCode !== null || Date.now() > giveUpAtMs)
      throw new Error(`the service did not start: ${readFileSync(logFile, "utf8").slice(-2000)}`);
    await sleep(50);
  }
}
