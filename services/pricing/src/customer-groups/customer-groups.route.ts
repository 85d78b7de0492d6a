import type { Service } from "@holdfast/http-service";
import { sendProblem } from "@holdfast/http-service/errors";
import {
  etagOf,
  type Precondition,
  PreconditionHeaders,
  permits,
  preconditionOf,
} from "@holdfast/http-service/precondition";
import type { Database, Queryable } from "@holdfast/postgres";
import { problemResponses } from "@holdfast/problem";
import { fail, ok, type Result } from "@holdfast/result";
import { Type } from "typebox";
import { appendDocument, findDocument, lockDocument } from "../documents.store.ts";
import type { CustomerGroup } from "../price-inputs.ts";
import type { PricingError } from "../pricing-error.ts";
import { toProblem } from "../problems.ts";
import { CustomerGroup as Code, closed } from "../wire.ts";

const KIND = "customer-group";

const GroupFields = {
  name: Type.String({ minLength: 1, maxLength: 255 }),
  taxTreatment: Type.Enum(["standard", "exempt"], {
    description: "exempt: no tax is charged, whatever the region.",
  }),
};
const GroupBody = closed({ code: Type.String(), version: Type.Integer(), ...GroupFields });
const CodePath = closed({ code: Code });

export type CustomerGroupsDeps = { readonly db: Database; readonly nowMs: () => number };

const PUT_SCHEMA = {
  operationId: "putCustomerGroup",
  summary: "Say what a customer group is called and how it is taxed",
  tags: ["prices"],
  params: CodePath,
  headers: PreconditionHeaders,
  body: closed({ ...GroupFields, taxTreatment: Type.Optional(GroupFields.taxTreatment) }),
  response: { 200: GroupBody, 201: GroupBody, ...problemResponses(400, 412) },
};
const GET_SCHEMA = {
  operationId: "getCustomerGroup",
  summary: "What a customer group is called and how it is taxed",
  tags: ["prices"],
  params: CodePath,
  response: { 200: GroupBody, ...problemResponses(400, 404) },
};
const DELETE_SCHEMA = {
  operationId: "deleteCustomerGroup",
  summary: "Forget what was said of a customer group; its prices and promotions stay",
  tags: ["prices"],
  params: CodePath,
  headers: PreconditionHeaders,
  response: { 204: Type.Null({ description: "Deleted" }), ...problemResponses(400, 404, 412) },
};

/** PUT, GET and DELETE /v1/admin/customer-groups/{code}. A group need not be told of before prices name it. */
export function addCustomerGroupRoutes(app: Service, { db, nowMs }: CustomerGroupsDeps): void {
  const path = "/v1/admin/customer-groups/:code";
  app.put(path, { schema: PUT_SCHEMA }, async (request, reply) => {
    const { name, taxTreatment = "standard" } = request.body;
    const change = {
      ...{ code: request.params.code, body: { name, taxTreatment } },
      precondition: preconditionOf(request.headers),
    };
    const put = await db.inTransaction((tx) => putGroup(tx, change, nowMs()));
    if (!put.ok) return sendProblem(reply, toProblem(put.error));
    reply.code(put.value.created ? 201 : 200).header("etag", etagOf(put.value.version));
    return reply.send(toBody(put.value));
  });
  app.get(path, { schema: GET_SCHEMA }, async (request, reply) => {
    const { code } = request.params;
    const stored = await findDocument<CustomerGroup>(db, KIND, code);
    if (!stored?.body) return sendProblem(reply, toProblem({ kind: "group-not-found", code }));
    reply.header("etag", etagOf(stored.version));
    return toBody({ code, version: stored.version, body: stored.body });
  });
  app.delete(path, { schema: DELETE_SCHEMA }, async (request, reply) => {
    const { code } = request.params;
    const change = { code, body: null, precondition: preconditionOf(request.headers) };
    const deleted = await db.inTransaction((tx) => deleteGroup(tx, change, nowMs()));
    if (!deleted.ok) return sendProblem(reply, toProblem(deleted.error));
    return reply.code(204).send(null);
  });
}

type Group = { readonly code: string; readonly version: number; readonly body: CustomerGroup };
type Change<Body> = {
  readonly code: string;
  readonly body: Body;
  readonly precondition: Precondition;
};

/** Puts the group in force, unless it is so already: then nothing is written and the version stays. */
async function putGroup(
  tx: Queryable,
  { code, body, precondition }: Change<CustomerGroup>,
  nowMs: number,
): Promise<Result<Group & { readonly created: boolean }, PricingError>> {
  const current = await lockDocument<CustomerGroup>(tx, KIND, code);
  const before = current?.body ?? undefined;
  const version = before && current?.version;
  if (!permits(precondition, version)) return fail({ kind: "precondition-failed", version });
  if (version !== undefined && sameGroup(before, body)) {
    return ok({ code, version, body, created: false });
  }
  const put = await appendDocument<CustomerGroup>(tx, { kind: KIND, key: code, body }, nowMs);
  return ok({ code, version: put.version, body, created: before === undefined });
}

async function deleteGroup(
  tx: Queryable,
  { code, precondition }: Change<null>,
  nowMs: number,
): Promise<Result<null, PricingError>> {
  const current = await lockDocument<CustomerGroup>(tx, KIND, code);
  if (!current?.body) return fail({ kind: "group-not-found", code });
  const { version } = current;
  if (!permits(precondition, version)) return fail({ kind: "precondition-failed", version });
  await appendDocument(tx, { kind: KIND, key: code, body: null }, nowMs);
  return ok(null);
}

function sameGroup(a: CustomerGroup | undefined, b: CustomerGroup): boolean {
  return a?.name === b.name && a.taxTreatment === b.taxTreatment;
}

const toBody = ({ code, version, body }: Group) => ({ code, version, ...body });
