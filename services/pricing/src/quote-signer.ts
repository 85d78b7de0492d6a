import { createPrivateKey, type KeyObject, sign } from "node:crypto";
import type { Database, Queryable } from "@holdfast/postgres";
import { calculateJwkThumbprint, exportJWK, generateKeyPair } from "jose";
import {
  deleteRetiredKeys,
  findSigningKey,
  insertSigningKey,
  listSigningKeys,
  type PrivateJwk,
  retireSigningKey,
  type SigningKey,
} from "./sign-quotes/signing-key.store.ts";

/** Signs a quote token: a compact JWS (EdDSA over Ed25519) with the key's `kid`. The claims stand in it as given. */
export type SignToken = (claims: object) => Promise<string>;

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
  /** The public keys that tokens verify with (RFC 7517): the one that signs, and retired ones whose tokens may still hold. */
  publicKeys(): Promise<readonly PublicJwk[]>;
  /**
   * A new key signs from the transaction's commit on, in every process within `KEY_AGE_MAX_MS`. Two rotations at once are
   * one. Answers the `kid` of the key that signs.
   */
  rotate(tx: Queryable): Promise<string>;
};

export type QuoteSignerDeps = {
  readonly db: Database;
  readonly nowMs: () => number;
  /** How long a token holds. */
  readonly quoteTtlMs: number;
};

/** From this age on the key is read again, beside the requests. */
const KEY_REREAD_MS = 2_000;
/** A key of this age does not sign: it may have been retired. */
const KEY_AGE_MAX_MS = 5_000;
/** What the clocks of our processes and of those who verify may differ, and how long a list of keys may be cached. */
const RETIRED_MARGIN_MS = 60_000;

type Loaded = { readonly sign: SignToken; readonly kid: string; readonly readAtMs: number };

/**
 * Signs with the one key that the database holds: all processes share it, and those that start together on an empty
 * database agree on whose was stored first. A failed load is tried again by the next caller.
 */
export function createQuoteSigner(deps: QuoteSignerDeps): QuoteSigner {
  const { db, nowMs, quoteTtlMs } = deps;
  let loaded: Loaded | undefined;
  let loading: Promise<SignToken> | undefined;
  const reload = (): Promise<SignToken> => {
    loading ??= loadSigner(deps, loaded)
      .then((next) => {
        loaded = next;
        return next.sign;
      })
      .finally(() => {
        loading = undefined;
      });
    return loading;
  };
  const retiredSinceMs = () => nowMs() - KEY_AGE_MAX_MS - quoteTtlMs - RETIRED_MARGIN_MS;
  return {
    ready: async () => {
      const ageMs = loaded === undefined ? Number.POSITIVE_INFINITY : nowMs() - loaded.readAtMs;
      if (loaded === undefined || ageMs >= KEY_AGE_MAX_MS) return reload();
      if (ageMs >= KEY_REREAD_MS) reload().catch(() => undefined); // who comes when the key is too old hears of it
      return loaded.sign;
    },
    publicKeys: async () => {
      await ensureSigningKey(deps); // before the first quote there is none to show
      return (await listSigningKeys(db, retiredSinceMs())).map(publicPart);
    },
    rotate: async (tx) => {
      const key = await newKey();
      await retireSigningKey(tx, nowMs());
      await insertSigningKey(tx, key, nowMs());
      await deleteRetiredKeys(tx, retiredSinceMs());
      const stored = await findSigningKey(tx);
      return stored?.kid ?? key.kid;
    },
  };
}

async function loadSigner(deps: QuoteSignerDeps, before: Loaded | undefined): Promise<Loaded> {
  const readAtMs = deps.nowMs();
  const { kid, privateJwk } = await ensureSigningKey(deps);
  if (before?.kid === kid) return { ...before, readAtMs };
  const key = createPrivateKey({ key: privateJwk, format: "jwk" });
  return { kid, readAtMs, sign: signerWith(key, kid) };
}

/**
 * By node:crypto in a thread beside: 45 µs of CPU, of which the thread of the requests pays 6. The same bytes by jose, which
 * verifies them, go through WebCrypto: 150 µs.
 */
function signerWith(key: KeyObject, kid: string): SignToken {
  const header = base64url(JSON.stringify({ alg: "EdDSA", typ: "JWT", kid }));
  return (claims) => {
    const input = `${header}.${base64url(JSON.stringify(claims))}`;
    return new Promise((resolve, reject) => {
      sign(null, Buffer.from(input, "latin1"), key, (error, signature) => {
        if (error) reject(error);
        else resolve(`${input}.${signature.toString("base64url")}`);
      });
    });
  };
}

const base64url = (text: string): string => Buffer.from(text).toString("base64url");

async function ensureSigningKey({ db, nowMs }: QuoteSignerDeps): Promise<SigningKey> {
  const existing = await findSigningKey(db);
  if (existing !== undefined) return existing;
  await insertSigningKey(db, await newKey(), nowMs());
  const stored = await findSigningKey(db);
  if (stored === undefined) throw new Error("The signing key was stored but cannot be read back");
  return stored;
}

async function newKey(): Promise<SigningKey> {
  const pair = await generateKeyPair("EdDSA", { crv: "Ed25519", extractable: true });
  const privateJwk = (await exportJWK(pair.privateKey)) as PrivateJwk; // so says RFC 8037 of this kind of key
  return { kid: await calculateJwkThumbprint(privateJwk), privateJwk };
}

function publicPart({ kid, privateJwk: { kty, crv, x } }: SigningKey): PublicJwk {
  return { kty, crv, x, kid, alg: "EdDSA", use: "sig" }; // named one by one: the private member stays here
}
