/** The environment, read once: see `holdfast start --help` for what each variable means. */
import { join, resolve } from "node:path";
import { fail, ok, type Result } from "@holdfast/result";
import { PORT_BASE_DEFAULT, parsePortBase } from "./ports.ts";
import { readRunRecord } from "./run-record.ts";

export type Environment = Readonly<Record<string, string | undefined>>;
export type Settings = {
  /** The repository's root. */
  readonly root: string;
  /** The data directory; it may not exist yet. */
  readonly home: string;
  /** Where services listen. */
  readonly host: string;
  readonly portBase: number;
  readonly env: Environment;
};

const ROOT = resolve(import.meta.dirname, "../../..");
/** What the embedded mode's gateway knows; any other mode refuses it. */
export const DEV_KEYS = { shop: "hf_dev_shop", admin: "hf_dev_admin" } as const;

/**
 * Without PORT_BASE, commands that talk to a running system (`running: true`) take the ports that it was started with.
 */
export function readSettings(
  env: Environment,
  { running }: { running: boolean },
): Result<Settings, string> {
  const home = resolve(env.HOLDFAST_HOME ?? join(ROOT, ".holdfast"));
  const host = env.HOST ?? "127.0.0.1";
  if (env.PORT_BASE !== undefined) {
    const base = parsePortBase(env.PORT_BASE);
    return base.ok ? ok({ root: ROOT, home, host, portBase: base.value, env }) : fail(base.error);
  }
  const portBase = (running ? readRunRecord(home)?.portBase : undefined) ?? PORT_BASE_DEFAULT;
  return ok({ root: ROOT, home, host, portBase, env });
}

/** An address under which this machine reaches what listens on `host`. */
export function originOf(host: string, port: number): string {
  const reachable = host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host;
  return `http://${reachable.includes(":") ? `[${reachable}]` : reachable}:${port}`;
}
