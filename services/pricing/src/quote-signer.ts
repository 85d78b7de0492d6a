import type { Database } from "@holdfast/postgres";
import {
  type CryptoKey,
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWTPayload,
  SignJWT,
} from "jose";
import {
  findSigningKey,
  insertFirstSigningKey,
  listSigningKeys,
  type PrivateJwk,
  type SigningKey,
} from "./sign-quotes/signing-key.store.ts";

/** Signs a quote token: a compact JWS (EdDSA over Ed25519) with the key's `kid`. */
export type SignToken = (claims: JWTPayload) => Promise<string>;

type PublicJwk = {
  readonly kty: string;
  readonly crv: string;
  readonly x: string;
  readonly kid: string;
  readonly alg: string;
  readonly use: string;
};

export type QuoteSigner = {
  /** Loads the signing key, creating it in an empty database. Call it outside of a transaction: it may need one itself. */
  ready(): Promise<SignToken>;
  /** The public keys that tokens verify with (RFC 7517). */
  publicKeys(): Promise<readonly PublicJwk[]>;
};

/**
 * Signs with the one key that the database holds: all processes share it, and those that start together on an empty
 * database agree on whose was stored first. Kept in memory once loaded; a failed load is tried again by the next caller.
 */
export function createQuoteSigner(deps: {
  readonly db: Database;
  readonly nowMs: () => number;
}): QuoteSigner {
  let loading: Promise<SignToken> | undefined;
  return {
    ready: () => {
      loading ??= loadSigner(deps).catch((error: unknown) => {
        loading = undefined;
        throw error;
      });
      return loading;
    },
    publicKeys: async () => {
      await ensureSigningKey(deps); // before the first quote there is none to show
      const keys = await listSigningKeys(deps.db);
      return keys.map(publicPart);
    },
  };
}

async function loadSigner(deps: Parameters<typeof createQuoteSigner>[0]): Promise<SignToken> {
  const { kid, privateJwk } = await ensureSigningKey(deps);
  const key = (await importJWK(privateJwk, "EdDSA")) as CryptoKey;
  const header = { alg: "EdDSA", typ: "JWT", kid };
  return (claims) => new SignJWT(claims).setProtectedHeader(header).sign(key);
}

async function ensureSigningKey({
  db,
  nowMs,
}: Parameters<typeof createQuoteSigner>[0]): Promise<SigningKey> {
  const existing = await findSigningKey(db);
  if (existing !== undefined) return existing;
  const pair = await generateKeyPair("EdDSA", { crv: "Ed25519", extractable: true });
  const privateJwk = (await exportJWK(pair.privateKey)) as PrivateJwk; // so says RFC 8037 of this kind of key
  const kid = await calculateJwkThumbprint(privateJwk);
  await insertFirstSigningKey(db, { kid, privateJwk }, nowMs());
  const stored = await findSigningKey(db);
  if (stored === undefined) throw new Error("The signing key was stored but cannot be read back");
  return stored;
}

function publicPart({ kid, privateJwk: { kty, crv, x } }: SigningKey): PublicJwk {
  return { kty, crv, x, kid, alg: "EdDSA", use: "sig" }; // named one by one: the private member stays here
}
