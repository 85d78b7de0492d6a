import { hash } from "node:crypto";
import { fail, ok, type Result } from "@holdfast/result";
import { errors, jwtVerify } from "jose";
import type { AuthError, Identity } from "./authenticate.ts";
import { type IssuerKeys, KeysUnavailable } from "./issuer-keys.client.ts";
import { type Claims, holderOf, TOKEN_ALGORITHMS, TOLERANCE_SECONDS } from "./token.ts";

export type TokenVerifierDeps = {
  readonly issuer: string;
  readonly audience: string;
  readonly keys: Pick<IssuerKeys, "keyFor">;
  readonly nowMs: () => number;
  /** How many verified tokens are remembered. */
  readonly knownMax?: number;
};
export type TokenVerifier = {
  /** Whom a token that was verified before stands for; `sha256` is of the token, in hex. Undefined: `verify` it. */
  readonly known: (sha256: string) => Identity | undefined;
  readonly verify: (token: string, sha256: string) => Promise<Result<Identity, AuthError>>;
};

/** About 500 bytes each. */
const KNOWN_MAX = 10_000;
/** Then its signature is checked again: the issuer may have withdrawn the key. */
const KNOWN_MS = 5 * 60_000;

/**
 * Verifies tokens (JWT, RFC 9068): signed with an allowed algorithm by a key of the issuer, for us, not before nor after their
 * time. Who was verified is remembered, bounded, by the hash of the token: a signature costs a hundred times a look-up.
 */
export function tokenVerifier(deps: TokenVerifierDeps): TokenVerifier {
  const { issuer, audience, keys, nowMs, knownMax = KNOWN_MAX } = deps;
  const known = new Map<string, { readonly identity: Identity; readonly untilMs: number }>();
  const remember = (sha256: string, identity: Identity, expiresSeconds: number): void => {
    for (const oldest of known.size < knownMax ? [] : known.keys()) {
      known.delete(oldest);
      break;
    }
    const expiresMs = (expiresSeconds + TOLERANCE_SECONDS) * 1000;
    known.set(sha256, { identity, untilMs: Math.min(expiresMs, nowMs() + KNOWN_MS) });
  };
  return {
    known: (sha256) => {
      const holder = known.get(sha256);
      if (holder === undefined || nowMs() < holder.untilMs) return holder?.identity;
      known.delete(sha256);
      return undefined;
    },
    verify: async (token, sha256) => {
      try {
        const { payload } = await jwtVerify(token, keys.keyFor, {
          ...{ issuer, audience, algorithms: TOKEN_ALGORITHMS },
          clockTolerance: TOLERANCE_SECONDS,
          currentDate: new Date(nowMs()),
          requiredClaims: ["exp"],
        });
        const identity = identityOfClaims(payload);
        if (identity.ok) remember(sha256, identity.value, payload.exp ?? 0);
        return identity;
      } catch (error) {
        return fail(refusalOf(error));
      }
    },
  };
}

function identityOfClaims(claims: Claims): Result<Identity, AuthError> {
  const holder = holderOf(claims);
  if (!holder.ok) {
    return fail(
      holder.error === "no-scope" ? { kind: "forbidden", needed: "shop" } : INVALID_TOKEN,
    );
  }
  // The same for every token of a subject: a new token is no new quota. Hashed, as a subject may be an e-mail address.
  const subject = `${holder.value.account}\n${claims.sub ?? ""}`;
  return ok({ ...holder.value, keyId: `token-${hash("sha256", subject).slice(0, 12)}` });
}

const INVALID_TOKEN: AuthError = { kind: "unauthenticated", reason: "invalid-token" };

/** @throws what is no refusal. */
function refusalOf(error: unknown): AuthError {
  if (error instanceof KeysUnavailable) return { kind: "keys-unavailable" };
  if (error instanceof errors.JWTExpired) {
    return { kind: "unauthenticated", reason: "expired-token" };
  }
  // jose's own, a key that WebCrypto cannot use, or a text that is no base64: all of it came with the token.
  return INVALID_TOKEN;
}
