import type { InventoryOperations, PricingOperations } from "@holdfast/contracts";
import type { CallError, Outbound } from "@holdfast/outbound";
import { fail, ok, type Result } from "@holdfast/result";
import type { ItemResult, PriceOf, PriceResult } from "./apply-batch.ts";
import type { ImportedItem } from "./file-row.ts";

/** A whole batch refused: none of its rows landed, and a repeat would be refused too. */
export type BatchRefused = { readonly reason: string };

/** The callees of an import. Both throw when a callee is away, and both may be repeated. */
export type ImportCalls = {
  readonly importItems: (
    items: readonly ImportedItem[],
  ) => Promise<Result<readonly ItemResult[], BatchRefused>>;
  readonly importPrices: (
    prices: readonly PriceOf[],
  ) => Promise<Result<readonly PriceResult[], BatchRefused>>;
};

/** Call them inside a request context whose operation is `import-file`. */
export function importCalls(outbound: Outbound): ImportCalls {
  const inventory = outbound.client<InventoryOperations>("inventory");
  const pricing = outbound.client<PricingOperations>("pricing");
  return {
    importItems: async (items) => {
      const body = { items: items.map((item) => ({ ...item })) };
      const answer = await inventory.call("importItems", { body });
      return answer.ok ? ok(answer.value.body.results) : refused("importItems", answer.error);
    },
    importPrices: async (prices) => {
      const answer = await pricing.call("importPrices", { body: { prices: [...prices] } });
      if (!answer.ok) return refused("importPrices", answer.error);
      const { results } = answer.value.body;
      return ok(
        results.map(({ outcome, error }) =>
          error === undefined ? { outcome } : { refused: error.message, field: error.field },
        ),
      );
    },
  };
}

/** Refusals that are about the rows; every other one passes, so the batch is tried again. */
const FINAL: ReadonlySet<number> = new Set([400, 409, 413, 422]);

function refused(operation: string, error: CallError): Result<never, BatchRefused> {
  if (error.kind === "problem" && FINAL.has(error.status)) {
    return fail({ reason: error.problem.detail });
  }
  const why = error.kind === "problem" ? `${error.status} ${error.problem.code}` : error.kind;
  throw new Error(`${operation} did not succeed (${why}); it is tried again`);
}
