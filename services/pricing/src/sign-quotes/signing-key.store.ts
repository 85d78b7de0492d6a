import type { Queryable } from "@holdfast/postgres";

/** An Ed25519 key pair as RFC 8037 writes it. `x` is public, `d` is not. */
export type PrivateJwk = {
  readonly kty: string;
  readonly crv: string;
  readonly x: string;
  readonly d: string;
};
/** `kid` is the key's RFC 7638 thumbprint. */
export type SigningKey = { readonly kid: string; readonly privateJwk: PrivateJwk };

/** The key that signs now. */
export async function findSigningKey(db: Queryable): Promise<SigningKey | undefined> {
  const [key] = await db.query<SigningKey>({
    name: "find-signing-key",
    text: `select kid, private_jwk as "privateJwk" from signing_key where signs`,
  });
  return key;
}

/** Stores the key as the one that signs; when there is one already (another process was first), changes nothing. */
export async function insertFirstSigningKey(
  db: Queryable,
  key: SigningKey,
  nowMs: number,
): Promise<void> {
  await db.query({
    name: "insert-first-signing-key",
    text: `insert into signing_key (kid, private_jwk, signs, created_at) values ($1, $2, true, $3)
           on conflict (signs) where signs do nothing`,
    values: [key.kid, JSON.stringify(key.privateJwk), new Date(nowMs)],
  });
}

/** Every key that ever signed, newest first. */
export function listSigningKeys(db: Queryable): Promise<readonly SigningKey[]> {
  return db.query<SigningKey>({
    name: "list-signing-keys",
    text: `select kid, private_jwk as "privateJwk" from signing_key order by created_at desc, kid`,
  });
}
