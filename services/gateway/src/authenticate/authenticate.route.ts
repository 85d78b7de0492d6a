import { hash } from "node:crypto";
import { actAs, routeOf } from "@holdfast/http-service/lifecycle";
import { ProblemError } from "@holdfast/problem";
import { fail, ok, type Result } from "@holdfast/result";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { toProblem } from "../problems.ts";
import {
  type ApiKey,
  type AuthError,
  admit,
  bearerKey,
  type Identity,
  isOpen,
  NOBODY,
  type Scope,
  scopeNeeded,
} from "./authenticate.ts";
import { looksLikeToken } from "./token.ts";
import type { TokenVerifier } from "./verify-token.client.ts";

/** Where a request keeps who makes it. */
const IDENTITY = Symbol("identity");
type Identified = { [IDENTITY]?: Identity | undefined };

/** Who makes the request; undefined before that is known, and where the key or token stands for nobody. */
export function identityOf(request: FastifyRequest): Identity | undefined {
  return (request as Identified)[IDENTITY];
}

export type Credentials = {
  /** Keys of the configuration. */
  readonly apiKeys: readonly ApiKey[];
  /** Keys of the database. `find` is given the key's SHA-256 in hex. */
  readonly keyring?:
    | {
        readonly find: (sha256: string) => Identity | undefined;
        /** False while nobody can tell that a key is unknown. */
        readonly isRead: () => boolean;
      }
    | undefined;
  readonly tokens?: TokenVerifier | undefined;
};

type Identify = (presented: string) => Found | Promise<Found>;
type Found = Result<Identity, AuthError>;

/**
 * Admits requests to the routes of `api` by their API key or token, before a byte of their body is read, and runs them as its
 * account. What the client itself says of its account or scope is overwritten, never believed or passed on.
 */
export function authenticate(api: FastifyInstance, credentials: Credentials): void {
  const identify = identifier(credentials);
  const demandOf = demands();
  api.decorateRequest(IDENTITY, undefined); // a field from the start is quicker than one added later

  api.addHook("onRequest", (request, reply, done) => {
    const { isOpen, needed } = demandOf(routeOf(request) ?? "");
    if (isOpen) {
      identified(request, NOBODY);
      return done();
    }
    const presented = bearerKey(request.headers.authorization);
    if (presented === undefined) return done(refusal(reply, NO_KEY));
    const found = identify(presented);
    if (!(found instanceof Promise)) return done(refused(request, reply, { found, needed }));
    found.then((verified) => done(refused(request, reply, { found: verified, needed })), done);
  });

  api.addHook("preHandler", (request, _reply, done) => {
    if (identityOf(request) !== undefined) return done();
    done(new Error("a request reached its handler without having been admitted"));
  });
}

function identified(request: FastifyRequest, identity: Identity): void {
  (request as Identified)[IDENTITY] = identity;
  actAs(request, identity);
}

type Demand = { readonly isOpen: boolean; readonly needed: Scope };

/** What each route demands, worked out once: of its pattern, so there are as many as there are routes. */
function demands(): (route: string) => Demand {
  const known = new Map<string, Demand>();
  return (route) => {
    const demand = known.get(route);
    if (demand !== undefined) return demand;
    const servicePath = route.replace(/^\/api/, "");
    const made = { isOpen: isOpen(servicePath), needed: scopeNeeded(servicePath) };
    known.set(route, made);
    return made;
  };
}

const NO_KEY: AuthError = { kind: "unauthenticated", reason: "no-key" };
const UNKNOWN_KEY: AuthError = { kind: "unauthenticated", reason: "unknown-key" };
const CANNOT_TELL: AuthError = { kind: "keys-unavailable" };

function refused(
  request: FastifyRequest,
  reply: FastifyReply,
  { found, needed }: { readonly found: Found; readonly needed: Scope },
): Error | undefined {
  if (!found.ok) return refusal(reply, found.error);
  identified(request, found.value); // known even where it is not admitted: the audit log says who tried
  const admitted = admit(found.value, needed);
  return admitted.ok ? undefined : refusal(reply, admitted.error);
}

/** With what RFC 6750 §3 and RFC 9110 say to it. */
function refusal(reply: FastifyReply, error: AuthError): ProblemError {
  const problem = toProblem(error);
  if (error.kind === "keys-unavailable") reply.header("retry-after", "1");
  else reply.header("www-authenticate", `Bearer realm="holdfast"${challengeOf(error)}`);
  return new ProblemError(problem);
}

function challengeOf(error: Exclude<AuthError, { kind: "keys-unavailable" }>): string {
  if (error.kind === "forbidden") {
    return `, error="insufficient_scope", scope="holdfast:${error.needed}"`;
  }
  return error.reason === "no-key" ? "" : `, error="invalid_token"`;
}

/**
 * Finds who a key or token stands for, by its SHA-256. How long the look-up takes depends on the hash alone, of which a
 * guesser chooses no part, so it tells nothing of any key. What is presented is kept nowhere.
 */
function identifier({ apiKeys, keyring, tokens }: Credentials): Identify {
  const configured = new Map(
    apiKeys.map(({ sha256, account, scope }) => {
      const hex = sha256.toLowerCase();
      return [hex, ok({ account, scope, keyId: hex.slice(0, 12) })] as const;
    }),
  );
  return (presented) => {
    const sha256 = hash("sha256", presented);
    const key = configured.get(sha256);
    if (key !== undefined) return key;
    const identity = keyring?.find(sha256) ?? tokens?.known(sha256);
    if (identity !== undefined) return ok(identity);
    if (tokens !== undefined && looksLikeToken(presented)) return tokens.verify(presented, sha256);
    return fail(keyring === undefined || keyring.isRead() ? UNKNOWN_KEY : CANNOT_TELL);
  };
}
