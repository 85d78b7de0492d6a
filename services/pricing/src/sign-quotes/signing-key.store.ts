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
export async function insertSigningKey(
  db: Queryable,
  key: SigningKey,
  nowMs: number,
): Promise<void> {
  await db.query({
    name: "insert-signing-key",
    text: `insert into signing_key (kid, private_jwk, signs, created_at) values ($1, $2, true, $3)
           on conflict (signs) where signs do nothing`,
    values: [key.kid, JSON.stringify(key.privateJwk), new Date(nowMs)],
  });
}

/** No key signs until the transaction has inserted another. */
export async function retireSigningKey(tx: Queryable, nowMs: number): Promise<void> {
  await tx.query({
    name: "retire-signing-key",
    text: "update signing_key set signs = false, retired_at = $1 where signs",
    values: [new Date(nowMs)],
  });
}

/** The key that signs and those that were retired at or after `retiredSinceMs`, newest first. */
export function listSigningKeys(
  db: Queryable,
  retiredSinceMs: number,
): Promise<readonly SigningKey[]> {
  return db.query<SigningKey>({
    name: "list-signing-keys",
    text: `select kid, private_jwk as "privateJwk" from signing_key
            where signs or retired_at >= $1 order by created_at desc, kid`,
    values: [new Date(retiredSinceMs)],
  });
}

/** Forgets keys that were retired before `retiredBeforeMs`. */
export async function deleteRetiredKeys(db: Queryable, retiredBeforeMs: number): Promise<void> {
  await db.query({
    name: "delete-retired-keys",
    text: "delete from signing_key where not signs and retired_at < $1",
    values: [new Date(retiredBeforeMs)],
  });
}
