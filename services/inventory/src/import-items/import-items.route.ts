import type { Service } from "@holdfast/http-service";
import { accountOf } from "@holdfast/http-service/caller";
import type { Outbox } from "@holdfast/outbox";
import type { Database } from "@holdfast/postgres";
import { problemResponses } from "@holdfast/problem";
import { activeTraceparent } from "@holdfast/telemetry";
import { type Static, Type } from "typebox";
import type { Engine } from "../engine/command.ts";
import type { InventoryError } from "../inventory-error.ts";
import { toProblem } from "../problems.ts";
import type { Attributes } from "../schemas.ts";
import { importItems } from "./import-items.store.ts";
import { belowReserved, type ImportRow, type RowPlan } from "./import-items.ts";

export type ImportItemsDeps = {
  readonly db: Database;
  readonly engine: Engine;
  readonly outbox: Pick<Outbox, "wake">;
  readonly nowMs: () => number;
  readonly newId: () => string;
};

/** A batch and its locks stay short: about 50 ms. */
const ROWS_MAX = 500;

/** Only the types stand here: a row whose values are out of bounds is answered, it does not refuse the batch. */
const Row = Type.Object(
  {
    sku: Type.String(),
    name: Type.Optional(Type.String({ description: "Required for a new item." })),
    description: Type.Optional(Type.String()),
    category: Type.Optional(Type.String()),
    attributes: Type.Optional(
      Type.Unsafe<Attributes>({
        type: "object",
        additionalProperties: { type: ["string", "number", "boolean"] },
      }),
    ),
    taxCategory: Type.Optional(Type.String()),
    safetyStock: Type.Optional(Type.Number()),
    backorderLimit: Type.Optional(Type.Number()),
    preorderLimit: Type.Optional(Type.Number()),
    availableFrom: Type.Optional(Type.String({ format: "date-time" })),
    maxPerOrder: Type.Optional(Type.Number()),
    maxPerBuyer: Type.Optional(Type.Number()),
    stock: Type.Optional(
      Type.Object(
        {
          location: Type.String(),
          quantity: Type.Number({ description: "A count of the shelf, not a delivery." }),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);

const IMPORT_ITEMS = {
  operationId: "importItems",
  summary: "Create or replace many items, with counts of their stock",
  description:
    "Good rows land; a bad row is answered with its error and changes nothing. Rows that were imported before change nothing, whatever was sold since. Fields that a row leaves out stay as they are.",
  tags: ["internal"],
  body: Type.Object(
    { items: Type.Array(Row, { maxItems: ROWS_MAX }) },
    { additionalProperties: false },
  ),
  response: {
    200: Type.Object({
      results: Type.Array(
        Type.Object({
          sku: Type.String(),
          outcome: Type.Enum(["created", "updated", "unchanged"]),
          error: Type.Optional(Type.Object({ code: Type.String(), message: Type.String() })),
        }),
        { description: "One per row, in order." },
      ),
    }),
    ...problemResponses(400, 401, 413, 503, 504),
  },
};

const RowResult = IMPORT_ITEMS.response[200].properties.results.items;
type RowResult = Static<typeof RowResult>;

export function addImportItemsRoute(app: Service, deps: ImportItemsDeps): void {
  const { db, engine, outbox, nowMs, newId } = deps;
  app.post("/internal/import-items", { schema: IMPORT_ITEMS }, async (request, reply) => {
    const rows = request.body.items.map(withUtcTime);
    const by = { nowMs: nowMs(), traceparent: activeTraceparent() };
    const actor = accountOf();
    const plans = await db.inTransaction((tx) => importItems(tx, rows, by));
    outbox.wake();
    const count = countRow({ engine, newId, actor, traceparent: by.traceparent });
    const results = await Promise.all(
      plans.map((plan, index) => count(rows[index]?.sku ?? "", plan)),
    );
    return reply.send({ results });
  });
}

/** As the database tells it, so that equal times are equal text. */
function withUtcTime({ availableFrom, ...row }: Static<typeof Row>): ImportRow {
  if (availableFrom === undefined) return row;
  return { ...row, availableFrom: new Date(availableFrom).toISOString() };
}

/** Brings the row's shelf to its count, together with those of the other rows, and answers the row. */
function countRow(by: {
  readonly engine: Engine;
  readonly newId: () => string;
  readonly actor: string;
  readonly traceparent: string | undefined;
}) {
  const { engine, newId, actor, traceparent } = by;
  return async (sku: string, plan: RowPlan): Promise<RowResult> => {
    if ("fault" in plan) return { sku, outcome: "unchanged", error: plan.fault };
    if (plan.count === undefined) return { sku, outcome: plan.outcome };
    const { location, quantity: countedUnits } = plan.count;
    const counted = await engine.submit({
      kind: "count",
      ...{ id: newId(), sku, location, countedUnits, actor, traceparent },
    });
    if (!counted.ok) return { sku, outcome: plan.outcome, error: rowError(counted.error) };
    const changed = counted.value.changed && plan.outcome === "unchanged";
    return { sku, outcome: changed ? "updated" : plan.outcome };
  };
}

function rowError(error: InventoryError): { readonly code: string; readonly message: string } {
  if (error.kind === "stock-below-reserved") {
    return { code: error.kind, message: belowReserved(error) };
  }
  const { code, detail } = toProblem(error);
  return { code, message: detail };
}
