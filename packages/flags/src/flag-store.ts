/** The file on disk: read when it changes, rewritten whole, one writer at a time. */
import { createHash } from "node:crypto";
import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { fail, ok, type Result } from "@holdfast/result";
import {
  type FlagFile,
  type FlagSetting,
  readFlagFile,
  withFlag,
  writeFlagFile,
} from "./flag-file.ts";
import { FLAGS, type FlagKey } from "./flag-table.ts";

/** `read-only`: there is no file, or it cannot be written. `changed`: it is not as `ifMatch` says, or another writes it. */
export type PutFlagError =
  | { readonly kind: "read-only"; readonly reason: string }
  | { readonly kind: "broken"; readonly reason: string }
  | { readonly kind: "changed" };

type Change = {
  readonly key: FlagKey;
  readonly setting: FlagSetting;
  readonly ifMatch: string | undefined;
};

/** Reads the file anew, sets the flag and puts the whole in place at once, one writer at a time. */
export function rewrite(
  file: string | undefined,
  { key, setting, ifMatch }: Change,
): Result<void, PutFlagError> {
  if (file === undefined) return fail({ kind: "read-only", reason: "FLAGS_FILE is not set" });
  try {
    return locked(file, () => {
      const read = readFlagFile(textOf(file));
      if (!read.ok) return fail({ kind: "broken", reason: read.error });
      const isAsked =
        ifMatch === undefined || ifMatch === "*" || ifMatch === etagOf(read.value, key);
      if (!isAsked) return fail({ kind: "changed" });
      const draft = `${file}.${process.pid}.tmp`;
      writeFileSync(draft, writeFlagFile(withFlag(read.value, key, setting)), { flush: true });
      renameSync(draft, file);
      return ok(undefined);
    });
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
    if (code === "EEXIST") return fail({ kind: "changed" });
    return fail({ kind: "read-only", reason: `the file of flags cannot be written (${code})` });
  }
}

/** A writer is done within milliseconds; a lock that is older was left by one that was killed. */
const LOCK_STALE_MS = 5_000;

function locked<T>(file: string, work: () => T): T {
  const lock = `${file}.lock`;
  const heldSinceMs = statSync(lock, { throwIfNoEntry: false })?.mtimeMs;
  if (heldSinceMs !== undefined && Date.now() - heldSinceMs > LOCK_STALE_MS) rmSync(lock);
  writeFileSync(lock, String(process.pid), { flag: "wx" }); // throws EEXIST while another writes
  try {
    return work();
  } finally {
    rmSync(lock, { force: true });
  }
}

/** Another one whenever the file is another. */
export function stampOf(file: string | undefined): string {
  const stat = file === undefined ? undefined : statSync(file, { throwIfNoEntry: false });
  return stat === undefined ? "absent" : `${stat.mtimeMs} ${stat.size} ${stat.ino}`;
}

export function textOf(file: string | undefined): string | undefined {
  if (file === undefined || statSync(file, { throwIfNoEntry: false }) === undefined)
    return undefined;
  return readFileSync(file, "utf8");
}

export function etagOf({ flags }: FlagFile, key: FlagKey): string {
  const text = JSON.stringify(flags[key] ?? FLAGS[key].byDefault);
  return `"${createHash("sha256").update(text).digest("hex").slice(0, 16)}"`;
}
