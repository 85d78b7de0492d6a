import type { FlagState, Flags } from "@holdfast/flags";
import type { PutFlagError } from "@holdfast/flags/flag-store";
import { isFlagKey } from "@holdfast/flags/flag-table";
import type { Service } from "@holdfast/http-service";
import { problemResponses } from "@holdfast/problem";
import { Type } from "typebox";
import { type FlagError, toProblem } from "../problems.ts";
import { refuse } from "../refuse.ts";

export type FlagRoutesDeps = {
  readonly flags: Pick<Flags, "states" | "put" | "evaluate">;
};

const Setting = {
  enabled: Type.Boolean({ description: "Off for every key when false." }),
  rolloutPercent: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 100,
      default: 100,
      description:
        "For how many of the keys that it is asked for (SKUs, operations) it is on: the same ones each time, in every process, and more of them as this grows.",
    }),
  ),
};
const Flag = Type.Object(
  {
    key: Type.String(),
    description: Type.String(),
    readBy: Type.String({ description: "The service that asks for it." }),
    byDefault: Type.Boolean({ description: "As it is while nobody has set it." }),
    rule: Type.Union(
      [Type.Object(Setting, { additionalProperties: false }), Type.Literal("custom")],
      {
        description: "`custom`: the file of flags has a rule of your own, in flagd's format.",
      },
    ),
    etag: Type.String({ description: "For If-Match." }),
    evaluation: Type.Optional(
      Type.Object(
        { targetingKey: Type.String(), value: Type.Boolean(), reason: Type.String() },
        {
          additionalProperties: false,
          description: "What it is for the `targetingKey` asked for.",
        },
      ),
    ),
  },
  { additionalProperties: false },
);
const TargetingKey = Type.String({ minLength: 1, maxLength: 256 });

const LIST = {
  operationId: "listFlags",
  summary: "Every feature flag, and how it is set",
  description: "With `targetingKey` also what each is for that key, such as a SKU, and why.",
  tags: ["flags"],
  security: [{ apiKey: [] }],
  querystring: Type.Object(
    { targetingKey: Type.Optional(TargetingKey) },
    { additionalProperties: false },
  ),
  response: {
    200: Type.Object({ data: Type.Array(Flag) }, { additionalProperties: false }),
    ...problemResponses(400, 401, 403, 429),
  },
};
const PUT = {
  operationId: "putFlag",
  summary: "Turn a feature flag on, off, or on for a share of its keys",
  description:
    "In force in this gateway at once, and within a second in every process that reads the same file of flags.",
  tags: ["flags"],
  security: [{ apiKey: [] }],
  params: Type.Object({ key: Type.String({ maxLength: 64 }) }),
  headers: Type.Object({ "if-match": Type.Optional(Type.String({ maxLength: 100 })) }),
  body: Type.Object(Setting, { additionalProperties: false }),
  response: { 200: Flag, ...problemResponses(400, 401, 403, 404, 409, 412, 429) },
};

/** What an operator turns on and off while the system runs. */
export function addFlagRoutes(api: Service, { flags }: FlagRoutesDeps): void {
  api.get("/api/v1/admin/flags", { schema: LIST }, async ({ query: { targetingKey } }, reply) => {
    const states = flags.states();
    if (targetingKey === undefined) return reply.send({ data: states.map(shown) });
    const evaluated = states.map(async (state) => ({
      ...shown(state),
      evaluation: { targetingKey, ...(await flags.evaluate(state.key, targetingKey)) },
    }));
    return reply.send({ data: await Promise.all(evaluated) });
  });

  api.put("/api/v1/admin/flags/:key", { schema: PUT }, async (request, reply) => {
    const { key } = request.params;
    if (!isFlagKey(key)) return refuse(reply, toProblem({ kind: "flag-not-found", key }));
    const { enabled, rolloutPercent = 100 } = request.body;
    const setting = { enabled, rolloutPercent: enabled ? rolloutPercent : 100 };
    const put = flags.put(key, setting, request.headers["if-match"]);
    if (!put.ok) return refuse(reply, toProblem(refusalOf(put.error)));
    return reply.header("etag", put.value.etag).send(shown(put.value));
  });
}

function refusalOf(error: PutFlagError): FlagError {
  if (error.kind === "changed") return { kind: "flags-changed" };
  return { kind: `flags-${error.kind}`, reason: error.reason };
}

const shown = (state: FlagState) => ({
  ...state,
  rule: state.rule === "custom" ? ("custom" as const) : { ...state.rule },
});
