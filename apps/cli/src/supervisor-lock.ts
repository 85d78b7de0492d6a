/** One supervisor a data directory: the first one in holds `.holdfast/supervisor.json` until it goes. */
import { linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Identity, identify, isAlive } from "@holdfast/embedded/process";
import { fail, ok, type Result } from "@holdfast/result";
import { isRecord } from "./json.ts";

const FILE = "supervisor.json";

/** The lock's release, or the living supervisor that holds it. A dead one's lock is taken over. */
export function takeSupervisorLock(home: string): Result<() => void, Identity> {
  const file = join(home, FILE);
  const own = identify(process.pid, "");
  const candidate = join(home, `${FILE}.${process.pid}`);
  writeFileSync(candidate, `${JSON.stringify(own)}\n`);
  try {
    for (;;) {
      try {
        linkSync(candidate, file); // atomic, and never over an existing file
        return ok(() => rmSync(file, { force: true }));
      } catch {
        const holder = supervisorOf(home);
        if (holder !== undefined) return fail(holder);
        rmSync(file, { force: true });
      }
    }
  } finally {
    rmSync(candidate, { force: true });
  }
}

/** The living supervisor of `home`. */
export function supervisorOf(home: string): Identity | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(join(home, FILE), "utf8"));
    if (!isRecord(value) || typeof value.pid !== "number" || typeof value.startedAt !== "string") {
      return undefined;
    }
    const holder = { pid: value.pid, startedAt: value.startedAt, marker: "" };
    return isAlive(holder) ? holder : undefined;
  } catch {
    return undefined;
  }
}
