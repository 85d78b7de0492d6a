import { parseRateLimit, type RateLimits } from "./rate-limit.ts";

/** A key of a shop: some hundred visitors who click at once. */
const PER_KEY = "1000/1s";
/** Behind one address there may be several keys. */
const PER_ADDRESS = "10000/1s";
/** Not to disturb a load test on the machine of a developer. */
const PER_KEY_EMBEDDED = "50000/1s";
const PER_ADDRESS_EMBEDDED = "200000/1s";

/** A call takes less than 1 ms; a process that is busy sees its answer later. Above it Redis is taken to be away. */
const REDIS_TIMEOUT_MS = 100;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * RATE_LIMIT_DEFAULT, RATE_LIMIT_ADDRESS and REDIS_URL.
 * @throws Error that names the variable that cannot be read, and not what REDIS_URL is: it may have a password.
 */
export function readRateLimits(env: Environment): RateLimits {
  const isEmbedded = env.HOLDFAST_MODE === "embedded";
  return {
    perKey: limitIn(env, "RATE_LIMIT_DEFAULT", isEmbedded ? PER_KEY_EMBEDDED : PER_KEY),
    perAddress: limitIn(env, "RATE_LIMIT_ADDRESS", isEmbedded ? PER_ADDRESS_EMBEDDED : PER_ADDRESS),
    redis: redisAt(env.REDIS_URL),
  };
}

function limitIn(env: Environment, variable: string, otherwise: string) {
  const limit = parseRateLimit(env[variable] || otherwise);
  if (limit.ok) return limit.value;
  throw new Error(
    `${variable} must be a quota and its window in seconds, such as ${otherwise}, not "${env[variable]}"`,
  );
}

function redisAt(url: string | undefined): RateLimits["redis"] {
  if (url === undefined || url === "") return undefined;
  if (/^rediss?:\/\//.test(url) && URL.canParse(url)) return { url, timeoutMs: REDIS_TIMEOUT_MS };
  throw new Error("REDIS_URL must be redis://host:port or rediss://host:port");
}
