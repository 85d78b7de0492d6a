import { fail, ok, type Result } from "@holdfast/result";

export type EdgeSettings = {
  /** Web pages of these origins may call, or any with `*`; empty: none. */
  readonly corsOrigins: readonly string[];
  /** Addresses and networks whose X-Forwarded-For is believed. */
  readonly trustedProxies: readonly string[];
  /** undefined: browsers are not told to come by HTTPS only. */
  readonly hstsMaxAgeSeconds: number | undefined;
};

const YEARS_SECONDS_MAX = 10 * 366 * 86_400;
/** `https://shop.example`, with a port where it has one, and nothing else: as a browser writes it. */
const ORIGIN = /^https?:\/\/(?:[a-z0-9.-]+|\[[0-9a-f:]+\])(?::\d{1,5})?$/;
/** An IPv4 or IPv6 address or network. What they mean is read by who uses them. */
const NETWORK = /^[0-9a-f.:]+(?:\/\d{1,3})?$/i;

type Environment = Readonly<Record<string, string | undefined>>;
export type EdgeSettingsError = { readonly variable: string; readonly message: string };

/** CORS_ORIGINS, TRUSTED_PROXIES (both comma separated) and HSTS_MAX_AGE_SECONDS; unset is off. */
export function readEdge(env: Environment): Result<EdgeSettings, EdgeSettingsError> {
  const corsOrigins = listIn(env.CORS_ORIGINS);
  if (!corsOrigins.every((origin) => origin === "*" || ORIGIN.test(origin))) {
    return wrong("CORS_ORIGINS", "must be origins such as https://shop.example, or *");
  }
  const trustedProxies = listIn(env.TRUSTED_PROXIES);
  if (!trustedProxies.every((network) => NETWORK.test(network))) {
    return wrong("TRUSTED_PROXIES", "must be addresses or networks such as 10.0.0.0/8");
  }
  const maxAge = env.HSTS_MAX_AGE_SECONDS || undefined;
  const hstsMaxAgeSeconds = maxAge === undefined ? undefined : Number(maxAge);
  if (hstsMaxAgeSeconds !== undefined && !isAge(hstsMaxAgeSeconds)) {
    return wrong("HSTS_MAX_AGE_SECONDS", "must be a whole number of seconds, up to ten years");
  }
  return ok({ corsOrigins, trustedProxies, hstsMaxAgeSeconds });
}

const isAge = (seconds: number) =>
  Number.isInteger(seconds) && seconds >= 0 && seconds <= YEARS_SECONDS_MAX;

const wrong = (variable: string, message: string) => fail({ variable, message });

function listIn(text = ""): readonly string[] {
  return text
    .split(",")
    .map((each) => each.trim())
    .filter((each) => each !== "");
}
