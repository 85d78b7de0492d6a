import { fail, ok, type Result } from "@holdfast/result";

export type Scope = "shop" | "admin";
/** An API key as configured: its SHA-256 in hex, never the key itself. */
export type ApiKey = { readonly sha256: string; readonly account: string; readonly scope: Scope };
/** So many requests in so many seconds. */
export type RateLimit = { readonly quota: number; readonly windowSeconds: number };
/** Who calls. `keyId` names the key or token in logs and limits, and opens nothing. */
export type Identity = {
  readonly account: string;
  readonly scope: Scope;
  readonly keyId: string;
  /** Of the key itself; without one it has the gateway's. */
  readonly rateLimit?: RateLimit;
};

export type AuthError =
  | {
      readonly kind: "unauthenticated";
      readonly reason: "no-key" | "unknown-key" | "invalid-token" | "expired-token";
    }
  | { readonly kind: "forbidden"; readonly needed: Scope }
  /** Nobody can tell at the moment whether the key or token is good. */
  | { readonly kind: "keys-unavailable" };

export const ACCOUNT_PATTERN = "^[a-z0-9][a-z0-9-]{0,62}$";

/** The scope that a public path needs; `admin` may do everything. */
export function scopeNeeded(servicePath: string): Scope {
  return servicePath.startsWith("/v1/admin/") ? "admin" : "shop";
}

/** Paths that ask for no key: whoever calls them proves in another way, to the service, who they are. */
export function isOpen(servicePath: string): boolean {
  return servicePath.startsWith("/v1/payment-webhooks/");
}

/** Who calls an open path, as far as the gateway knows: nobody's account. */
export const NOBODY: Identity = { account: "nobody", scope: "shop", keyId: "nobody" };

/** The key or token of an `Authorization: Bearer <key>` header; the scheme's name has no case (RFC 9110 §11.1). */
export function bearerKey(authorization: string | undefined): string | undefined {
  return /^bearer +([\x21-\x7e]{1,8192})$/i.exec(authorization ?? "")?.[1];
}

/** Admits whom a key or token was found to stand for to what needs `needed`. */
export function admit(identity: Identity, needed: Scope): Result<Identity, AuthError> {
  if (needed === "admin" && identity.scope !== "admin") return fail({ kind: "forbidden", needed });
  return ok(identity);
}

/** SHA-256 of `hf_dev_shop` and `hf_dev_admin`: known to everyone, so they open nothing but a development system. */
export const DEV_KEYS: readonly ApiKey[] = [
  {
    sha256: "e07f7d98a1c0bf638072c6e820be60edc25f7f4d6a3fe75650fd03b13606853d",
    account: "dev-shop",
    scope: "shop",
  },
  {
    sha256: "9a1c6fafc107908de712f7b65c9776b9e2347cf1b0ceecdc56664b0521602ff0",
    account: "dev-admin",
    scope: "admin",
  },
];

export type KeysError = "dev-keys-outside-embedded-mode" | "no-keys";

/**
 * The keys to serve with: the configured ones, in the embedded mode also the development keys, and nowhere else. None is
 * enough where a database has keys or an issuer makes tokens.
 */
export function keysFor(
  mode: string | undefined,
  configured: readonly ApiKey[],
  { hasOtherSource }: { readonly hasOtherSource: boolean },
): Result<readonly ApiKey[], KeysError> {
  if (mode === "embedded") return ok([...DEV_KEYS, ...configured]);
  const known = new Set(DEV_KEYS.map(({ sha256 }) => sha256));
  if (configured.some(({ sha256 }) => known.has(sha256.toLowerCase()))) {
    return fail("dev-keys-outside-embedded-mode");
  }
  return configured.length === 0 && !hasOtherSource ? fail("no-keys") : ok(configured);
}
