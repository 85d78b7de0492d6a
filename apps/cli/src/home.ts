/** The data directory (`.holdfast/` in the repository, or HOLDFAST_HOME): ours to fill, and with --fresh to empty. */
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { removePostgres } from "@holdfast/embedded/postgres-host";
import { fail, ok, type Result } from "@holdfast/result";

const MARKER = "THIS-IS-HOLDFAST-DATA.txt";
const MARKER_TEXT = `Holdfast keeps its databases, logs and process records here. It may be deleted while Holdfast is stopped;
"holdfast start --fresh" does that. Nothing else belongs into this directory.
`;
const KEPT_WHEN_EMPTIED = new Set([MARKER, "supervisor.json"]);

/** The directory's real path, made when missing. Refuses one that holds anything else than our data. */
export function openHome(path: string): Result<string, string> {
  // Others may pass through (PostgreSQL runs under its own user when we are root) and list nothing.
  try {
    mkdirSync(path, { recursive: true, mode: 0o711 });
    accessSync(path, constants.R_OK | constants.W_OK);
  } catch {
    return fail(`${path} cannot be written; run as its owner, or set HOLDFAST_HOME`);
  }
  const home = realpathSync(path);
  const marked = existsSync(join(home, MARKER));
  if (!marked && readdirSync(home).length > 0) {
    return fail(
      `${home} holds files that are not Holdfast's; point HOLDFAST_HOME to an empty directory`,
    );
  }
  if (!marked) writeFileSync(join(home, MARKER), MARKER_TEXT);
  return ok(home);
}

/** Forgets everything: databases, sagas, payments, logs. No process of ours may run in `home`. */
export function emptyHome(home: string): void {
  removePostgres(home);
  for (const entry of readdirSync(home)) {
    if (!KEPT_WHEN_EMPTIED.has(entry)) rmSync(join(home, entry), { recursive: true, force: true });
  }
}
