import {
  DEV_KEYS,
  type Identity,
  type RateLimit,
  type Scope,
} from "../authenticate/authenticate.ts";

/** An API key as it is stored: never its secret, of which only the SHA-256 is kept. */
export type StoredKey = {
  readonly id: string;
  readonly account: string;
  readonly scope: Scope;
  readonly label: string;
  readonly quota: number | null;
  readonly windowSeconds: number | null;
  readonly version: number;
  readonly createdAtMs: number;
  readonly expiresAtMs: number | null;
  readonly revokedAtMs: number | null;
  readonly lastUsedAtMs: number | null;
  readonly previousUntilMs: number | null;
};
export type LiveKey = Pick<
  StoredKey,
  "id" | "account" | "scope" | "quota" | "windowSeconds" | "expiresAtMs" | "previousUntilMs"
> & {
  readonly sha256: string;
  readonly previousSha256: string | null;
};
/** That a key opened something. */
export type Use = { readonly id: string; readonly atMs: number };

export type KeyError =
  | { readonly kind: "key-not-found"; readonly id: string }
  | { readonly kind: "key-revoked"; readonly id: string }
  | { readonly kind: "keys-over-limit"; readonly max: number }
  | { readonly kind: "key-changed" }
  | { readonly kind: "key-expiry-past" };

/** All of them are in the memory of every gateway, about 1 KiB each, and are read again at each change. */
export const LIVE_KEYS_MAX = 10_000;
export const OVERLAP_SECONDS = { byDefault: 24 * 3_600, max: 30 * 24 * 3_600 } as const;
/** How long one can still see that there was a key. */
export const ENDED_KEPT_MS = 90 * 24 * 3_600_000;

/** 43 characters hold 256 bits. */
export const SECRET_BYTES = 32;
const SECRET_CHARACTERS = 43;
const BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/**
 * `hf_<scope>_<43 characters>` of `SECRET_BYTES` random bytes. Nobody guesses 256 bits, so a plain SHA-256 of it is a safe
 * thing to keep, and to look up by.
 */
export function keyOf(scope: Scope, random: Uint8Array): string {
  let rest = random.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
  let text = "";
  for (let at = 0; at < SECRET_CHARACTERS; at++) {
    text = `${BASE62[Number(rest % 62n)]}${text}`;
    rest /= 62n;
  }
  return `hf_${scope}_${text}`;
}

/** What the hash of a presented key stands for, until when: in ms of the Unix clock, Infinity without an end. */
export type Holder = { readonly identity: Identity; readonly untilMs: number };

/** Keys that everybody knows come by the configuration of a development system, and in no other way. */
const KNOWN_TO_ALL: ReadonlySet<string> = new Set(DEV_KEYS.map(({ sha256 }) => sha256));

/** Every live hash, in hex. During a rotation's overlap a key has two. */
export function holdersOf(keys: readonly LiveKey[]): ReadonlyMap<string, Holder> {
  const holders = new Map<string, Holder>();
  for (const key of keys) {
    const identity = identityOfKey(key);
    const untilMs = key.expiresAtMs ?? Number.POSITIVE_INFINITY;
    holders.set(key.sha256, { identity, untilMs });
    if (key.previousSha256 === null || key.previousUntilMs === null) continue;
    const previousUntilMs = Math.min(untilMs, key.previousUntilMs);
    holders.set(key.previousSha256, { identity, untilMs: previousUntilMs });
  }
  for (const sha256 of KNOWN_TO_ALL) holders.delete(sha256);
  return holders;
}

function identityOfKey(key: LiveKey): Identity {
  const { id, account, scope } = key;
  const rateLimit = rateLimitOf(key);
  return rateLimit === null
    ? { account, scope, keyId: id }
    : { account, scope, keyId: id, rateLimit };
}

export function rateLimitOf({
  quota,
  windowSeconds,
}: Pick<StoredKey, "quota" | "windowSeconds">): RateLimit | null {
  return quota === null || windowSeconds === null ? null : { quota, windowSeconds };
}
