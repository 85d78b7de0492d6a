import type { Service } from "@holdfast/http-service";
import { PROBLEM_CONTENT_TYPE, type Problem, ProblemError } from "@holdfast/problem";
import type { FastifyReply, FastifyRequest } from "fastify";
import { toProblem } from "../problems.ts";
import { asOf, lifeOf, NEWEST, versionOf } from "./api-version.ts";

const GUIDE =
  '<https://github.com/holdfast/holdfast/blob/main/docs/guides/versioning.md>; rel="deprecation"';
const VERSION = Symbol("version");
/** The date that a request asked for, where it is an old one. */
type Dated = { [VERSION]?: string | undefined };

/**
 * Answers requests that name an old date in `Holdfast-Version` as they were answered then, and says until when that goes on.
 * A request without the header costs the look for it. An operation that its schema calls deprecated says so in every answer.
 */
export function addApiVersions(api: Service): void {
  api.decorateRequest(VERSION, undefined); // a field from the start is quicker than one added later

  api.addHook("onRequest", (request, reply, done) => {
    const asked = request.raw.headers["holdfast-version"];
    if (asked === undefined) return done();
    const version = versionOf(asked);
    if (!version.ok) return done(new ProblemError(toProblem(version.error)));
    reply.header("holdfast-version", version.value);
    if (version.value !== NEWEST) {
      (request as Dated)[VERSION] = version.value;
      tellLife(reply, lifeOf(version.value));
    }
    done();
  });

  api.addHook("onSend", (request, reply, payload, done) => {
    const version = (request as Dated)[VERSION];
    if (version === undefined || reply.statusCode < 400) return done(null, payload);
    done(null, olderAnswer(request, reply, { version, payload }));
  });

  api.addHook("onRoute", (route) => {
    const { deprecated, "x-sunset": sunset } = (route.schema ?? {}) as Deprecated;
    if (deprecated !== true) return;
    const sunsetAtMs = sunset === undefined ? undefined : Date.parse(sunset);
    route.onRequest = [
      ...[route.onRequest ?? []].flat(),
      (_request, reply, done) => {
        tellLife(reply, { deprecatedAtMs: 0, sunsetAtMs });
        done();
      },
    ];
  });
}

type Deprecated = { readonly deprecated?: boolean; readonly "x-sunset"?: string };

/** RFC 9745 and RFC 8594. */
function tellLife(
  reply: FastifyReply,
  life: { readonly deprecatedAtMs: number; readonly sunsetAtMs: number | undefined } | undefined,
): void {
  if (life === undefined) return;
  reply.header("deprecation", `@${life.deprecatedAtMs / 1000}`);
  if (life.sunsetAtMs !== undefined) {
    reply.header("sunset", new Date(life.sunsetAtMs).toUTCString());
  }
  reply.header("link", GUIDE);
}

function olderAnswer(
  request: FastifyRequest,
  reply: FastifyReply,
  { version, payload }: { readonly version: string; readonly payload: unknown },
): unknown {
  const isProblem = String(reply.getHeader("content-type")).startsWith(PROBLEM_CONTENT_TYPE);
  if (!isProblem || !(typeof payload === "string" || Buffer.isBuffer(payload))) return payload;
  const refusal = JSON.parse(payload.toString()) as Problem;
  const schema = request.routeOptions.schema as { readonly operationId?: string } | undefined;
  const older = asOf(version, refusal, schema?.operationId ?? "");
  if (older === refusal) return payload;
  reply.code(older.status).removeHeader("content-length");
  return Buffer.from(JSON.stringify(older));
}
