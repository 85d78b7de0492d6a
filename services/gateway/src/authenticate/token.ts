import { fail, ok, type Result } from "@holdfast/result";
import { ACCOUNT_PATTERN, type Scope } from "./authenticate.ts";

/** What a token may be signed with: never nothing (`none`), never a secret that we would have to know, too (HS*). */
export const TOKEN_ALGORITHMS = ["EdDSA", "ES256", "RS256", "PS256"];
/** Clocks of issuers and ours differ by less. */
export const TOLERANCE_SECONDS = 30;

/** Three parts of base64url. A configured key that looks so is looked for first. */
export function looksLikeToken(presented: string): boolean {
  return TOKEN.test(presented);
}
const TOKEN = /^[\w-]+\.[\w-]+\.[\w-]+$/;
const ACCOUNT = new RegExp(ACCOUNT_PATTERN);

export type Claims = Readonly<Record<string, unknown>>;
export type ClaimsError = "no-account" | "no-scope";

/**
 * The account and scope that the claims of a verified token give: `scope` holds `holdfast:admin` or `holdfast:shop`, among others,
 * as a text (RFC 8693) or a list; the account is `holdfast_account`, or `sub` where there is no such claim.
 */
export function holderOf(
  claims: Claims,
): Result<{ readonly account: string; readonly scope: Scope }, ClaimsError> {
  const account = claims.holdfast_account ?? claims.sub;
  if (typeof account !== "string" || !ACCOUNT.test(account)) return fail("no-account");
  const scopes = scopesIn(claims.scope);
  if (scopes.includes("holdfast:admin")) return ok({ account, scope: "admin" });
  return scopes.includes("holdfast:shop") ? ok({ account, scope: "shop" }) : fail("no-scope");
}

function scopesIn(claim: unknown): readonly unknown[] {
  if (typeof claim === "string") return claim.split(" ");
  return Array.isArray(claim) ? claim : [];
}

export type TokenSettings = {
  readonly issuer: string;
  readonly audience: string;
  readonly jwksUrl: string;
};
type TokenVariables = Readonly<Record<keyof TokenSettings, string | undefined>>;

/**
 * undefined: no tokens are taken.
 * @throws Error for half a configuration, and for keys that would come over a network unprotected.
 */
export function tokenSettings(set: TokenVariables): TokenSettings | undefined {
  const { issuer, audience, jwksUrl } = set;
  if (!issuer && !audience && !jwksUrl) return undefined;
  if (!issuer || !audience || !jwksUrl) {
    throw new Error(
      "GATEWAY_JWT_ISSUER, GATEWAY_JWT_AUDIENCE and GATEWAY_JWT_JWKS_URL belong together: set all of them, or none",
    );
  }
  if (
    !URL.canParse(jwksUrl) ||
    !/^(https:\/\/|http:\/\/(127\.\d+\.\d+\.\d+|localhost|\[::1\])[:/])/.test(jwksUrl)
  ) {
    throw new Error(
      "GATEWAY_JWT_JWKS_URL must be an https address, or http on this machine: whoever could change its answer could call as anybody",
    );
  }
  return { issuer, audience, jwksUrl };
}
