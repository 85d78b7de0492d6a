import { fail, ok, type Result } from "@holdfast/result";

export type Scope = "shop" | "admin";
/** An API key as configured: its SHA-256 in hex, never the key itself. */
export type ApiKey = { readonly sha256: string; readonly account: string; readonly scope: Scope };
/** Who calls. `keyId` names the key or token in logs and limits, and opens nothing. */
export type Identity = {
  readonly account: string;
  readonly scope: Scope;
  readonly keyId: string;
};

export type AuthError =
  | { readonly kind: "unauthenticated"; readonly reason: "no-key" | "unknown-key" }
  | { readonly kind: "forbidden"; readonly needed: Scope };

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

/** The key of an `Authorization: Bearer <key>` header; the scheme's name has no case (RFC 9110 §11.1). */
export function bearerKey(authorization: string | undefined): string | undefined {
  return /^bearer +([\x21-\x7e]{1,256})$/i.exec(authorization ?? "")?.[1];
}

/** Admits the holder of a key to what needs `needed`. `identity` is what the presented key was found to stand for. */
export function admit(
  presented: { readonly key: string | undefined; readonly identity: Identity | undefined },
  needed: Scope,
): Result<Identity, AuthError> {
  const { key, identity } = presented;
  if (key === undefined) return fail({ kind: "unauthenticated", reason: "no-key" });
  if (identity === undefined) return fail({ kind: "unauthenticated", reason: "unknown-key" });
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

/** The keys to serve with: the configured ones, in the embedded mode also the development keys, and nowhere else. */
export function keysFor(
  mode: string | undefined,
  configured: readonly ApiKey[],
): Result<readonly ApiKey[], KeysError> {
  if (mode === "embedded") return ok([...DEV_KEYS, ...configured]);
  const known = new Set(DEV_KEYS.map(({ sha256 }) => sha256));
  if (configured.some(({ sha256 }) => known.has(sha256.toLowerCase()))) {
    return fail("dev-keys-outside-embedded-mode");
  }
  return configured.length === 0 ? fail("no-keys") : ok(configured);
}
