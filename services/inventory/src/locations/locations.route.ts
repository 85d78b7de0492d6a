import type { Service } from "@holdfast/http-service";
import { sendProblem } from "@holdfast/http-service/errors";
import { etagOf, PreconditionHeaders, preconditionOf } from "@holdfast/http-service/precondition";
import type { Queryable } from "@holdfast/postgres";
import { problemResponses } from "@holdfast/problem";
import { type Static, Type } from "typebox";
import { toProblem } from "../problems.ts";
import { LocationCode, Name, Timestamp, withDefault } from "../schemas.ts";
import { findLocation, putLocation, type StoredLocation } from "./locations.store.ts";

export type LocationsDeps = { readonly db: Queryable; readonly nowMs: () => number };

const PRIORITY_MAX = 1_000_000;
const CodeParams = Type.Object({ code: LocationCode });
const LocationWritten = Type.Object(
  {
    name: Name,
    priority: withDefault(
      Type.Integer({
        minimum: 0,
        maximum: PRIORITY_MAX,
        default: 1,
        description: "Lower is allocated first; equal ones by code.",
      }),
    ),
    latitude: Type.Optional(Type.Number({ minimum: -90, maximum: 90 })),
    longitude: Type.Optional(Type.Number({ minimum: -180, maximum: 180 })),
    country: Type.Optional(Type.String({ pattern: "^[A-Z]{2}$", description: "ISO 3166" })),
  },
  { additionalProperties: false },
);
const LocationBody = Type.Object({
  code: LocationCode,
  name: Type.String(),
  priority: Type.Integer(),
  latitude: Type.Union([Type.Number(), Type.Null()]),
  longitude: Type.Union([Type.Number(), Type.Null()]),
  country: Type.Union([Type.String(), Type.Null()]),
  createdAt: Timestamp,
  updatedAt: Timestamp,
});

const PUT_LOCATION = {
  operationId: "putLocation",
  summary: "Create or replace a location",
  description:
    "Fields that are left out take their defaults. The ETag of the answer is the location's version.",
  tags: ["locations"],
  params: CodeParams,
  headers: PreconditionHeaders,
  body: LocationWritten,
  response: { 200: LocationBody, 201: LocationBody, ...problemResponses(400, 412) },
};
const GET_LOCATION = {
  operationId: "getLocation",
  summary: "Read a location",
  tags: ["locations"],
  params: CodeParams,
  response: { 200: LocationBody, ...problemResponses(400, 404) },
};

export function addLocationRoutes(app: Service, { db, nowMs }: LocationsDeps): void {
  app.put("/v1/admin/locations/:code", { schema: PUT_LOCATION }, async (request, reply) => {
    const { latitude = null, longitude = null, country = null, ...rest } = request.body;
    const location = { code: request.params.code, latitude, longitude, country, ...rest };
    const precondition = preconditionOf(request.headers);
    const written = await putLocation(db, { location, precondition, nowMs: nowMs() });
    if (written === undefined)
      return sendProblem(reply, toProblem({ kind: "precondition-failed" }));
    reply.header("etag", etagOf(written.version)).code(written.version === 1 ? 201 : 200);
    return reply.send(toBody(written));
  });

  app.get("/v1/admin/locations/:code", { schema: GET_LOCATION }, async (request, reply) => {
    const { code } = request.params;
    const location = await findLocation(db, code);
    if (location === undefined) {
      const named = { path: "path/code", value: code };
      return sendProblem(reply, toProblem({ kind: "location-not-found", location: named }));
    }
    return reply.header("etag", etagOf(location.version)).send(toBody(location));
  });
}

function toBody({
  version: _,
  createdAt,
  updatedAt,
  ...location
}: StoredLocation): Static<typeof LocationBody> {
  return { ...location, createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString() };
}
