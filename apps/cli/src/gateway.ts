/** The gateway that a command asks, and the client for it. */
import { type Client, type ClientError, type ClientOptions, createClient } from "@holdfast/client";
import { fail, ok, type Result } from "@holdfast/result";
import { portPlan } from "./ports.ts";
import { DEV_KEYS, type Environment, hostOf, originOf, readSettings } from "./settings.ts";

export type Gateway = { readonly origin: string; readonly client: Client };
/** As options of the command give it. */
type Named = { readonly url?: unknown; readonly key?: unknown };

/** The gateway that the options, else the environment, else the running system name; and the key likewise. */
export function gatewayOf(
  env: Environment,
  { url, key }: Named = {},
  options: Pick<ClientOptions, "retries"> = {},
): Result<Gateway, string> {
  const settings = readSettings(env, { running: true });
  if (!settings.ok) return settings;
  const { gateway } = portPlan(settings.value.portBase);
  const here = originOf(hostOf("gateway", settings.value), gateway);
  return openGateway(
    typeof url === "string" ? url : (env.HOLDFAST_URL ?? here),
    typeof key === "string" ? key : (env.HOLDFAST_KEY ?? DEV_KEYS.admin),
    options,
  );
}

/** Fails with what is wrong with the address or the key. */
export function openGateway(
  origin: string,
  key: string,
  options: Pick<ClientOptions, "retries"> = {},
): Result<Gateway, string> {
  try {
    return ok({ origin, client: createClient({ baseUrl: origin, key, ...options }) });
  } catch (error) {
    if (error instanceof TypeError) return fail(error.message);
    throw error;
  }
}

/** Why a call did not succeed, in one line: a refusal's detail, and the fields it names. */
export function reasonLine(error: ClientError, { origin }: Gateway): string {
  switch (error.kind) {
    case "problem": {
      const fields = (error.problem.errors ?? []).map(({ path, message }) => `${path} ${message}`);
      return [`${error.problem.detail} (${error.status} ${error.code})`, ...fields].join("; ");
    }
    case "network":
      return `${origin} cannot be reached (${error.message}); is Holdfast running?`;
    case "unexpected":
      return `${origin} answered ${error.status}, and is no gateway of Holdfast's`;
    case "timeout":
      return `${origin} did not answer within ${error.timeoutMs / 1_000} s`;
    case "aborted":
      return "aborted";
    default:
      return error satisfies never;
  }
}
