import { operationTable } from "@holdfast/contracts";
import { TaxAnswer } from "@holdfast/contracts/tax-provider";
import type { Logger } from "@holdfast/log";
import {
  type CallError,
  createOutbound,
  type OriginDetail,
  type Resilience,
} from "@holdfast/outbound";
import type { Registry } from "prom-client";
import { Value } from "typebox/value";
import type { ProviderTax, TaxableBasket } from "./tax-basket.ts";
import { writeInstant } from "./wire.ts";

/**
 * Asks who computes tax where a rule says so; ask only what `asksTaxProvider` is true of, during `createQuote`. Never rejects: an
 * answer that is late, missing or wrong is `failed`, and the rule's own rates stand in.
 */
export type TaxProvider = {
  readonly ask: (basket: Omit<TaxableBasket, "provider">) => Promise<ProviderTax>;
  readonly breakers: () => readonly OriginDetail[];
  readonly close: () => Promise<void>;
};

export type TaxProviderParts = {
  /** Where `calculateTax` of contracts/tax-provider.openapi.json is served. */
  readonly url: string;
  readonly resilience: Resilience;
  readonly log: Logger;
  readonly registry: Registry;
};

/** @throws Error when the URL is none. */
export function openTaxProvider({ url, ...parts }: TaxProviderParts): TaxProvider {
  if (!URL.canParse(url)) throw new Error("TAX_PROVIDER_URL is no URL");
  const { origin, pathname: path } = new URL(url);
  const contract = () =>
    new Map([...operationTable("tax-provider")].map(([id, entry]) => [id, { ...entry, path }]));
  const outbound = createOutbound({
    ...parts,
    ...{ caller: "pricing", during: ["createQuote"], contract },
    origins: { "tax-provider": origin },
  });
  const client = outbound.client("tax-provider");
  return {
    ask: async (basket) => {
      const answer = await client.call("calculateTax", { body: question(basket) });
      if (!answer.ok) return { kind: "failed", reason: reasonOf(answer.error) };
      return read(answer.value.body, basket);
    },
    breakers: () => outbound.breakers(),
    close: () => outbound.close(),
  };
}

function question({
  tax,
  currency,
  postcode,
  taxId,
  nowMs,
  lines,
}: Omit<TaxableBasket, "provider">) {
  return {
    ...{ region: tax.region, postcode, currency, taxId },
    pricesIncludeTax: tax.rule.pricesIncludeTax,
    at: writeInstant(nowMs),
    lines: lines.map(({ sku, category, amountMinor }) => ({ sku, category, amount: amountMinor })),
  };
}

/** A tax for each line, none above the line itself: no rate is above 100 %. */
function read(body: unknown, { lines }: Omit<TaxableBasket, "provider">): ProviderTax {
  const wrong: ProviderTax = { kind: "failed", reason: "invalid-answer" };
  if (!Value.Check(TaxAnswer, body) || body.lines.length !== lines.length) return wrong;
  const taxesMinor = body.lines.map(({ tax }) => tax);
  const tooHigh = taxesMinor.some((tax, index) => tax > (lines[index]?.amountMinor ?? 0));
  return tooHigh ? wrong : { kind: "answered", taxesMinor };
}

function reasonOf(error: CallError): string {
  switch (error.kind) {
    case "problem":
      return "refused";
    case "timeout":
    case "deadline-exceeded":
      return "timeout";
    case "unreachable":
    case "circuit-open":
    case "overloaded":
      return error.kind;
    default:
      return error satisfies never;
  }
}
