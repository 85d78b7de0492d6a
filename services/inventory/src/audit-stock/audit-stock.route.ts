import type { Service } from "@holdfast/http-service";
import type { Queryable } from "@holdfast/postgres";
import { Type } from "typebox";
import { LocationCode, Sku, Units } from "../schemas.ts";
import { countChecked, findDrift } from "./audit-stock.store.ts";

const AUDIT_STOCK = {
  operationId: "auditStock",
  summary: "Prove that stock, ledger and reservations agree",
  tags: ["internal"],
  response: {
    200: Type.Object({
      ok: Type.Boolean(),
      drift: Type.Array(
        Type.Object({
          sku: Sku,
          location: LocationCode,
          field: Type.Enum(["onHand", "reserved"]),
          stock: Type.Integer({ description: "What the stock row says." }),
          ledger: Type.Integer({
            description:
              "What the movements (onHand) or the held reservations (reserved) add up to.",
          }),
        }),
        { description: "The first 1,000 stock rows that disagree." },
      ),
      checked: Type.Object({ stockRows: Units, movements: Units, reservations: Units }),
    }),
  },
};

export function addAuditStockRoute(app: Service, { db }: { readonly db: Queryable }): void {
  app.get("/internal/audit", { schema: AUDIT_STOCK }, async (_request, reply) => {
    const drift = await findDrift(db);
    return reply.send({
      ok: drift.length === 0,
      drift: [...drift],
      checked: await countChecked(db),
    });
  });
}
