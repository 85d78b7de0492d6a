import { createHash, timingSafeEqual } from "node:crypto";
import { ProblemError } from "@holdfast/problem";
import { currentRequest, withRequest } from "@holdfast/request-context";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { toProblem } from "../problems.ts";
import {
  type ApiKey,
  admit,
  bearerKey,
  type Identity,
  isOpen,
  NOBODY,
  scopeNeeded,
} from "./authenticate.ts";

/** Where a request keeps whom it was admitted as. */
const IDENTITY = Symbol("identity");
type Identified = { [IDENTITY]?: Identity | undefined };

/** Whom the request was admitted as; undefined before it was, and where no key is asked for. */
export function identityOf(request: FastifyRequest): Identity | undefined {
  return (request as Identified)[IDENTITY];
}

/**
 * Admits requests to the routes of `api` by their API key, before a byte of their body is read, and runs them as the
 * key's account. What the client itself says of its account or scope is overwritten, never believed or passed on.
 */
export function authenticate(api: FastifyInstance, keys: readonly ApiKey[]): void {
  const identify = identifier(keys);
  api.decorateRequest(IDENTITY, undefined); // a field from the start is quicker than one added later

  api.addHook("onRequest", (request, reply, done) => {
    const servicePath = (request.routeOptions.url ?? "").replace(/^\/api/, "");
    if (isOpen(servicePath)) {
      (request as Identified)[IDENTITY] = NOBODY;
      return done();
    }
    const key = bearerKey(request.headers.authorization);
    const identity = key === undefined ? undefined : identify(key);
    const result = admit({ key, identity }, scopeNeeded(servicePath));
    if (result.ok) {
      (request as Identified)[IDENTITY] = result.value;
      return done();
    }
    if (result.error.kind === "unauthenticated") {
      const problem = key === undefined ? "" : ', error="invalid_token"';
      reply.header("www-authenticate", `Bearer realm="holdfast"${problem}`);
    }
    return done(new ProblemError(toProblem(result.error)));
  });

  // Last before the handler: the request's context is made anew after its body was read.
  api.addHook("preHandler", (request, _reply, done) => {
    const identity = identityOf(request);
    const current = currentRequest();
    if (identity === undefined || current === undefined) {
      return done(new Error("a request reached its handler without having been admitted"));
    }
    withRequest({ ...current, ...identity }, done);
  });
}

/** Finds the holder of a key by its hash, in a time that does not tell how much of it is right. */
function identifier(keys: readonly ApiKey[]): (key: string) => Identity | undefined {
  const known = keys.map(({ sha256, account, scope }) => ({
    hash: Buffer.from(sha256, "hex"),
    identity: { account, scope, keyId: sha256.slice(0, 12).toLowerCase() },
  }));
  return (key) => {
    const presented = createHash("sha256").update(key).digest();
    let found: Identity | undefined;
    for (const { hash, identity } of known) {
      if (timingSafeEqual(hash, presented)) found ??= identity;
    }
    return found;
  };
}
