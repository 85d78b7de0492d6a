import type { Service } from "@holdfast/http-service";
import { accountOf } from "@holdfast/http-service/caller";
import { traceIdOf } from "@holdfast/http-service/lifecycle";
import type { Database } from "@holdfast/postgres";
import { problemResponses } from "@holdfast/problem";
import { Type } from "typebox";
import { LocationCode, Sku, Units } from "../schemas.ts";
import { countChecked, findDrift, repairDrift } from "./audit-stock.store.ts";

const DriftFields = {
  sku: Sku,
  location: Type.Union([LocationCode, Type.Null()], {
    description: "Null where the item as a whole drifted.",
  }),
  field: Type.Enum(["onHand", "reserved", "owed"]),
  stock: Type.Integer({ description: "What the stock says." }),
  ledger: Type.Integer({
    description: "What the movements (onHand) or the reservations (reserved, owed) add up to.",
  }),
};
const AUDIT_STOCK = {
  operationId: "auditStock",
  summary: "Prove that stock, ledger and reservations agree",
  tags: ["internal"],
  response: {
    200: Type.Object({
      ok: Type.Boolean(),
      drift: Type.Array(Type.Object(DriftFields), {
        description: "The first 1,000 that disagree.",
      }),
      checked: Type.Object({ stockRows: Units, movements: Units, reservations: Units }),
    }),
  },
};
const REPAIR_STOCK = {
  operationId: "repairStock",
  summary: "Make an end of what an audit finds",
  description:
    "Units on hand are what is on the shelf: the ledger gets a correcting movement (`adjust`). What is reserved or owed is set to what the reservations add up to, where the shelf has that many.",
  tags: ["internal"],
  response: {
    200: Type.Object({
      repairs: Type.Array(
        Type.Object({
          ...DriftFields,
          done: Type.String({ description: "What was done; empty when nothing was." }),
          unrepaired: Type.Optional(Type.String({ description: "Why not, and what to do." })),
        }),
      ),
    }),
    ...problemResponses(401),
  },
};

export type AuditStockDeps = { readonly db: Database; readonly nowMs: () => number };

export function addAuditStockRoutes(app: Service, { db, nowMs }: AuditStockDeps): void {
  app.get("/internal/audit", { schema: AUDIT_STOCK }, async (_request, reply) => {
    const drift = await findDrift(db);
    const checked = await countChecked(db);
    return reply.send({ ok: drift.length === 0, drift: [...drift], checked });
  });

  app.post("/internal/audit/repair", { schema: REPAIR_STOCK }, async (request, reply) => {
    const by = { actor: accountOf(), traceId: traceIdOf(request), nowMs: nowMs() };
    return reply.send({ repairs: [...(await repairDrift(db, by))] });
  });
}
