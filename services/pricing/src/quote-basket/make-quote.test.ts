import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Database } from "@holdfast/postgres";
import type { PriceSource } from "../price-inputs.ts";
import type { TaxRule } from "../tax.ts";
import type { ProviderTax, TaxableBasket } from "../tax-basket.ts";
import { price } from "../testing/prices.ts";
import { NOW_MS, shopInputs, skuInputs } from "../testing/quote-inputs.ts";
import { makeQuote } from "./make-quote.store.ts";
import { unpackRecord } from "./quote-record.store.ts";

const unasked = () => Promise.reject(new Error("the database is not asked"));
const db: Database = { query: unasked, inTransaction: unasked, ping: unasked, close: unasked };

/** A source of one mug at 10.00 EUR, in a Germany whose tax is computed by `provider`. */
function sourceOf({ isStale = false, provider = "internal" as "internal" | "external" }) {
  const freshness = { asOfMs: NOW_MS, isStale };
  const rule: TaxRule = {
    ...{ pricesIncludeTax: true, provider },
    rounding: { mode: "half-up", level: "line" },
    rates: [{ category: "standard", ratePercent: "19", validFromMs: null }],
  };
  const source: PriceSource = {
    skus: async () => ({ bySku: new Map([["mug", skuInputs("mug", [price(1000)])]]), freshness }),
    shop: async () => ({ shop: shopInputs(), freshness }),
    tax: async () => ({ tax: { region: "DE", version: 1, rule }, freshness }),
  };
  return source;
}
const make = (
  prices: PriceSource,
  askTaxProvider: (basket: TaxableBasket) => Promise<ProviderTax>,
) =>
  makeQuote(
    { db, prices, newId: () => "q-1", quoteTtlMs: 900_000, isDynamic: () => false, askTaxProvider },
    {
      body: { items: [{ sku: "mug", quantity: 1 }], currency: "EUR", region: "DE" },
      ...{ account: "acme", sign: async () => "token", nowMs: NOW_MS },
    },
  );
const nobody = () => assert.fail("nobody is to be asked");

describe("making a quote", () => {
  it("asks the database for nothing where no coupon, budget or group has to do with the basket", async () => {
    const made = await make(sourceOf({}), nobody);
    assert.ok(made.ok);
    assert.equal(JSON.parse(made.value.answer).totals.tax.amount, 160); // 10.00 × 19 ÷ 119
  });

  it("promises nothing by prices that are only the last known ones", async () => {
    await assert.rejects(make(sourceOf({ isStale: true }), nobody), { code: "ETIMEDOUT" });
  });

  it("keeps what the tax provider said among its facts, and charges that", async () => {
    const asked: TaxableBasket[] = [];
    const made = await make(sourceOf({ provider: "external" }), async (basket) => {
      asked.push(basket);
      return { kind: "answered", taxesMinor: [77] };
    });
    assert.ok(made.ok);
    assert.deepEqual(
      asked.map(({ lines }) => lines),
      [[{ sku: "mug", category: "standard", amountMinor: 1000 }]],
    );
    assert.equal(JSON.parse(made.value.answer).totals.tax.amount, 77);
    const { facts, answer } = unpackRecord(made.value.stored.record);
    assert.deepEqual(JSON.parse(facts).provider, { kind: "answered", taxesMinor: [77] });
    assert.equal(answer, made.value.answer);
  });

  it("takes the rates of the rule where the provider does not answer, and says so", async () => {
    const made = await make(sourceOf({ provider: "external" }), async () => ({
      ...{ kind: "failed", reason: "timeout" },
    }));
    assert.ok(made.ok);
    const { totals, explanation } = JSON.parse(made.value.answer);
    assert.equal(totals.tax.amount, 160);
    assert.ok(explanation.some(({ step }: { step: string }) => step === "tax-fallback"));
  });
});
