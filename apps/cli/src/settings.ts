/** The environment, read once: see `holdfast start --help` for what each variable means. */
import { isIPv4 } from "node:net";
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
  /** Where the gateway listens; see `hostOf` for all others. */
  readonly host: string;
  readonly portBase: number;
  /** How long a service may finish its work when it is stopped. */
  readonly drainMs: number;
  readonly env: Environment;
};

export const LOOPBACK = "127.0.0.1";
const ROOT = resolve(import.meta.dirname, "../../..");
const DRAIN_DEFAULT_MS = 10_000;
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
  const host = env.GATEWAY_HOST ?? LOOPBACK;
  const drainMs = Number(env.DRAIN_TIMEOUT_MS ?? DRAIN_DEFAULT_MS);
  if (!Number.isSafeInteger(drainMs) || drainMs < 0) {
    return fail(`DRAIN_TIMEOUT_MS must be whole milliseconds, not "${env.DRAIN_TIMEOUT_MS}"`);
  }
  const startedBase = running ? readRunRecord(home)?.portBase : undefined;
  const portBase =
    env.PORT_BASE === undefined
      ? ok(startedBase ?? PORT_BASE_DEFAULT)
      : parsePortBase(env.PORT_BASE);
  if (!portBase.ok) return portBase;
  return ok({ root: ROOT, home, host, portBase: portBase.value, drainMs, env });
}

/** Where a service listens. Only the gateway asks for a key: who reached another one could act as any account. */
export const hostOf = (service: string, { host }: Settings): string =>
  service === "gateway" ? host : LOOPBACK;

/** Can other machines reach what listens on `host`? A name that we do not know counts as one that they can. */
export function isOpenToNetwork(host: string): boolean {
  const address = host.toLowerCase();
  return (
    address !== "localhost" && address !== "::1" && !(isIPv4(address) && /^127\./.test(address))
  );
}

/** Why a gateway must not be opened to the network, as a message for the user; undefined when it may be. */
export function exposure({ host, env }: Settings): string | undefined {
  if (!isOpenToNetwork(host) || env.GATEWAY_API_KEYS !== undefined) return undefined;
  return (
    `GATEWAY_HOST=${host} opens the gateway to the network, and everybody knows the development keys. Unset GATEWAY_HOST, or give it keys ` +
    'of your own instead: GATEWAY_API_KEYS=\'[{"sha256": "<SHA-256 of the key, hex>", "account": "acme", "scope": "admin"}]\''
  );
}

/** An address under which this machine reaches what listens on `host`. */
export function originOf(host: string, port: number): string {
  const reachable = host === "0.0.0.0" || host === "::" ? LOOPBACK : host;
  return `http://${reachable.includes(":") ? `[${reachable}]` : reachable}:${port}`;
}
