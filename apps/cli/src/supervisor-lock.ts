/**
 * One supervisor a data directory: the first one in holds `.holdfast/supervisor.json` until it goes.
 *
 * A lock is a file that names its holder, made by `link`, which never replaces one. A dead holder's file has to be removed,
 * and between looking and removing another could have taken it over. So nobody removes a dead `x` but the holder of
 * `x.takeover`, which is a lock of the same kind: while that is held, a dead `x` stays as it is.
 */
import { linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Identity, identify, isAlive } from "@holdfast/embedded/process";
import { fail, ok, type Result } from "@holdfast/result";
import { isRecord } from "./json.ts";

const FILE = "supervisor.json";

/** The lock's release, or the living supervisor that holds it. A dead one's lock is taken over. */
export function takeSupervisorLock(home: string): Result<() => void, Identity> {
  const file = join(home, FILE);
  const own = `${JSON.stringify(identify(process.pid, ""))}\n`;
  const candidate = join(home, `${FILE}.${process.pid}`);
  writeFileSync(candidate, own);
  try {
    const holder = take(file, candidate);
    return holder === undefined ? ok(() => release(file, own)) : fail(holder);
  } finally {
    rmSync(candidate, { force: true });
  }
}

/** The living supervisor of `home`. */
export function supervisorOf(home: string): Identity | undefined {
  try {
    const found = lookAt(join(home, FILE));
    return typeof found === "object" ? found : undefined;
  } catch {
    return undefined; // another user's, who does not show it to us
  }
}

/** Makes `file` the candidate's, or says which living process has it or is just taking it over. */
function take(file: string, candidate: string): Identity | undefined {
  for (;;) {
    try {
      linkSync(candidate, file); // atomic, and never over an existing file
      return undefined;
    } catch (error) {
      const found = lookAt(file);
      if (typeof found === "object") return found;
      if (found === "nothing") {
        if (codeOf(error) === "EEXIST") continue; // it was released just now
        throw error; // no lock is in the way, but a disk or a permission
      }
    }
    const takeover = `${file}.takeover`;
    const rival = take(takeover, candidate);
    if (rival !== undefined) return rival;
    if (lookAt(file) === "dead") rmSync(file, { force: true });
    rmSync(takeover, { force: true });
  }
}

/** Only our own: who deletes the data directory under a running system may have started another one in it. */
function release(file: string, own: string): void {
  try {
    if (readFileSync(file, "utf8") === own) rmSync(file, { force: true });
  } catch {
    // It is gone already.
  }
}

/** Who holds `file`? One that cannot be understood has no holder: locks are linked whole, never written in place. */
function lookAt(file: string): Identity | "dead" | "nothing" {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return "nothing";
    throw error;
  }
  const holder = parseHolder(text);
  return holder !== undefined && isAlive(holder) ? holder : "dead";
}

function parseHolder(text: string): Identity | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (!isRecord(value) || typeof value.pid !== "number" || typeof value.startedAt !== "string") {
      return undefined;
    }
    return { pid: value.pid, startedAt: value.startedAt, marker: "" };
  } catch {
    return undefined;
  }
}

const codeOf = (error: unknown): unknown =>
  error instanceof Error && "code" in error ? error.code : undefined;
