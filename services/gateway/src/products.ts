import type { Service } from "@holdfast/http-service";
import type { Outbound, Resilience } from "@holdfast/outbound";
import { addBulkCheckRoute } from "./bulk-check/bulk-check.route.ts";
import { compressLarge } from "./compress-large.ts";
import { knownPrices } from "./known-prices.ts";
import { addListProductsRoute } from "./list-products/list-products.route.ts";
import type { OpenResponseCache } from "./open-response-cache.ts";
import type { Defaults } from "./purchase.ts";
import type { Changed } from "./response-cache/response-cache.ts";
import { sharedReads } from "./shared-reads.ts";
import type { Part } from "./view-json.ts";
import { addViewProductRoute } from "./view-product/view-product.route.ts";

export type ProductDeps = Defaults & {
  readonly outbound: Pick<Outbound, "client">;
  readonly resilience: Resilience;
  readonly cache: OpenResponseCache | undefined;
  /** Unix ms. */
  readonly nowMs: () => number;
};

/** Prices of products that are looked at: about 300 bytes each, in each of two memories. */
const PRICE_BOUNDS = { entriesMax: 10_000, bytesMax: 8 * 1024 * 1024 };

/** What is read of products. Whoever passes a write on tells `wrote` what is known of it when it is answered. */
export function addProductRoutes(
  api: Service,
  deps: ProductDeps,
): { readonly wrote: (what: () => Changed) => void } {
  const { defaultCurrency: currency, defaultRegion: region, resilience, nowMs } = deps;
  const prices = knownPrices({ currency, region }, PRICE_BOUNDS);
  const askMsMax = callMsMax(resilience, "getProduct");
  const reads = sharedReads<Part>({ askMsMax, nowMs });
  addViewProductRoute(api, { ...deps, prices, reads, askMsMax });
  compressLarge(api, (routes) => {
    addListProductsRoute(routes, { ...deps, prices });
    addBulkCheckRoute(routes, deps);
  });
  return {
    wrote(what) {
      reads.wrote();
      deps.cache?.wrote(what());
    },
  };
}

/** How long the slowest call of an operation of the gateway may take, all its attempts. */
function callMsMax({ services }: Resilience, operationId: string): number {
  const operation = services.gateway?.operations[operationId];
  const ownMs = operation?.deadlineMs ?? 0;
  return Math.max(...(operation?.calls ?? []).map(({ deadlineMs = ownMs }) => deadlineMs));
}
