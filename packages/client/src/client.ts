/** Typed client of Holdfast: every operation of the public contract by its name, answers and refusals as values. */
import type { Deprecation } from "./deprecation.ts";
import { type Client, clientOn } from "./operations-client.ts";

export type { Outcome, Received } from "./call.ts";
export type { Deprecation } from "./deprecation.ts";
export type { ClientError, KnownProblemCode, Problem, ProblemCode } from "./errors.ts";
// biome-ignore lint/performance/noBarrelFile: the one door of a published package
export { HoldfastError, isKnownCode, messageOf } from "./errors.ts";
export type {
  AnswerOf,
  CallOptions,
  FileBody,
  InputOf,
  ItemOf,
  JsonOperation,
  SizedStream,
} from "./operation-types.ts";
export type { Client } from "./operations-client.ts";
export type { File, ServerEvent } from "./streams.ts";

export type ClientOptions = {
  /** The gateway, such as `https://shop.example`; a slash at its end makes no difference. */
  readonly baseUrl: string;
  /** The API key, or a JWT. */
  readonly key: string;
  /** Instead of the platform's own. */
  readonly fetch?: typeof globalThis.fetch;
  /** How long a call may take with all its repeats; 30,000 where it is not given. */
  readonly timeoutMs?: number;
  /** How often a call that may be repeated is repeated; 3 where it is not given, 0 for never. */
  readonly retries?: number;
  /** The date whose behaviour is wanted (`Holdfast-Version`), such as `2026-11-22`; the newest where it is not given. */
  readonly version?: string;
  /** Told once of each operation that is called and that will not be answered like this for ever. */
  readonly onDeprecation?: (deprecation: Deprecation) => void;
};

const TIMEOUT_MS = 30_000; // the longest that the gateway gives any operation
const RETRIES = 3;

/** @throws TypeError when `baseUrl` is no http URL, `key` is empty, `version` is no date, or a number is out of bounds. */
export function createClient(options: ClientOptions): Client {
  const { baseUrl, key, timeoutMs = TIMEOUT_MS, retries = RETRIES, version } = options;
  return clientOn(
    { baseUrl, key, timeoutMs, retries, ...(version === undefined ? {} : { version }) },
    {
      fetch: options.fetch ?? globalThis.fetch.bind(globalThis),
      nowMs: () => performance.now(),
      dateMs: () => Date.now(),
      after: (ms, act) => {
        const timer = setTimeout(act, ms);
        return () => clearTimeout(timer);
      },
      random: () => Math.random(),
      newKey,
    },
    options.onDeprecation,
  );
}

/** 128 random bits. `crypto.randomUUID` is missing on pages that came by http. */
const newKey = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");
