import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import {
  ambiguousPrice,
  conditionsOf,
  type Price,
  type Purchase,
  pricesWithGap,
  samePrices,
  selectPrice,
} from "./price.ts";
import { price as priceOf } from "./testing/prices.ts";

const NOW_MS = Date.UTC(2026, 10, 1, 12);

const price = (fields: Partial<Price> = {}) => priceOf(1999, fields);
const buyer = (fields: Partial<Purchase> = {}): Purchase => ({
  currency: "EUR",
  quantity: 1,
  region: "DE",
  customerGroup: "vip",
  channel: "app",
  ...fields,
});
const selected = (prices: readonly Price[], purchase = buyer(), nowMs = NOW_MS) =>
  selectPrice(prices, purchase, nowMs)?.amountMinor;

describe("price selection", () => {
  const everyone = price({ amountMinor: 1000 });
  const germany = price({ amountMinor: 900, region: "DE" });
  const vip = price({ amountMinor: 800, customerGroup: "vip" });
  const vipGermany = price({ amountMinor: 850, customerGroup: "vip", region: "DE" });
  const app = price({ amountMinor: 870, channel: "app" });
  const part = price({ amountMinor: 950, region: "DE-BY" });
  const urgent = price({ amountMinor: 1100, priority: 1 });
  const ten = price({ amountMinor: 700, minQuantity: 10 });
  const hundred = price({ amountMinor: 600, minQuantity: 100 });

  for (const [outcome, prices, purchase, amountMinor] of [
    ["takes the price for everyone when there is no other", [everyone], buyer(), 1000],
    ["prefers the region's price to everyone's", [everyone, germany], buyer(), 900],
    ["prefers the group's price to the region's", [everyone, germany, vip], buyer(), 800],
    ["prefers the group's price for the region to the group's", [vip, vipGermany], buyer(), 850],
    ["ignores the price of another group", [everyone, vip], buyer({ customerGroup: "b2b" }), 1000],
    [
      "ignores a group's price for a buyer without group",
      [vip],
      buyer({ customerGroup: null }),
      undefined,
    ],
    ["ignores the price of another region", [everyone, germany], buyer({ region: "FR" }), 1000],
    [
      "ignores a region's price for a buyer without region",
      [germany],
      buyer({ region: null }),
      undefined,
    ],
    ["stays below a tier that is not reached", [everyone, ten], buyer({ quantity: 9 }), 1000],
    ["reaches a tier at its exact quantity", [everyone, ten], buyer({ quantity: 10 }), 700],
    ["takes the highest tier reached", [hundred, everyone, ten], buyer({ quantity: 5000 }), 600],
    ["prefers the group's price to a tier for everyone", [vip, ten], buyer({ quantity: 10 }), 800],
    ["prefers the channel's price to the region's", [germany, app], buyer(), 870],
    ["prefers the group's price to the channel's", [app, vip], buyer(), 800],
    ["ignores the price of another channel", [everyone, app], buyer({ channel: "shop" }), 1000],
    [
      "ignores a channel's price for a buyer without channel",
      [app],
      buyer({ channel: null }),
      undefined,
    ],
    [
      "falls back on the country for a part of it",
      [everyone, germany],
      buyer({ region: "DE-BY" }),
      900,
    ],
    ["prefers the part's price to its country's", [part, germany], buyer({ region: "DE-BY" }), 950],
    ["ignores a part's price for its country", [everyone, part], buyer(), 1000],
    ["ignores another part's price", [everyone, part], buyer({ region: "DE-BE" }), 1000],
    [
      "takes no code that merely begins alike for a part",
      [price({ region: "DE-B" })],
      buyer({ region: "DE-BY" }),
      undefined,
    ],
    ["prefers the higher priority of equals", [everyone, urgent], buyer(), 1100],
    ["prefers any condition to a priority", [urgent, germany], buyer(), 900],
    ["prefers a tier to a priority", [urgent, ten], buyer({ quantity: 10 }), 700],
    [
      "prefers a priority to a later beginning",
      [urgent, price({ validFromMs: NOW_MS })],
      buyer(),
      1100,
    ],
    ["never converts a currency", [everyone], buyer({ currency: "USD" }), undefined],
    ["finds nothing in an empty book", [], buyer(), undefined],
  ] as const) {
    it(outcome, () => assert.equal(selected(prices, purchase), amountMinor));
  }

  const sale = price({ amountMinor: 500, validFromMs: NOW_MS, validToMs: NOW_MS + 1000 });
  for (const [moment, nowMs, amountMinor] of [
    ["a millisecond before it begins", NOW_MS - 1, 1000],
    ["at the moment it begins", NOW_MS, 500],
    ["a millisecond before it ends", NOW_MS + 999, 500],
    ["at the moment it ends", NOW_MS + 1000, 1000],
  ] as const) {
    it(`gives ${amountMinor} ${moment} of a sale`, () =>
      assert.equal(selected([sale, everyone], buyer(), nowMs), amountMinor));
  }

  it("prefers of two periods the one that began last", () => {
    const earlier = price({ amountMinor: 400, validFromMs: NOW_MS - 5000 });
    assert.equal(selected([sale, earlier]), 500);
    assert.equal(selected([earlier, sale]), 500);
  });

  it("does not depend on the order of the rows", () => {
    const row = fc.record({
      currency: fc.constantFrom("EUR", "JPY"),
      amountMinor: fc.nat(1000),
      compareAtMinor: fc.constant(null),
      floorMinor: fc.constant(null),
      minQuantity: fc.constantFrom(1, 2, 10),
      customerGroup: fc.constantFrom(null, "vip", "b2b"),
      channel: fc.constantFrom(null, "app", "shop"),
      region: fc.constantFrom(null, "DE", "DE-BY", "FR"),
      validFromMs: fc.constantFrom(null, NOW_MS - 1, NOW_MS, NOW_MS + 1),
      validToMs: fc.constantFrom(null, NOW_MS, NOW_MS + 5),
      priority: fc.constantFrom(-1, 0, 1),
    });
    const distinct = fc.uniqueArray(row, {
      maxLength: 30,
      selector: conditionsOf,
    });
    const shuffled = distinct.chain((rows) =>
      fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })),
    );
    fc.assert(
      fc.property(shuffled, fc.integer({ min: 1, max: 20 }), ([rows, others], quantity) => {
        assert.equal(ambiguousPrice(rows), undefined);
        const purchase = buyer({ quantity, region: "DE-BY" });
        assert.deepEqual(
          selectPrice(rows, purchase, NOW_MS),
          selectPrice(others, purchase, NOW_MS),
        );
      }),
    );
  });
});

describe("a price book", () => {
  it("names two prices that nothing tells apart, though amounts and ends differ", () => {
    const prices = [price(), price({ region: "DE" }), price({ amountMinor: 1, validToMs: NOW_MS })];
    assert.deepEqual(ambiguousPrice(prices), { index: 2, earlierIndex: 0 });
  });

  const ten = (fields: Partial<Price> = {}) => price({ minQuantity: 10, ...fields });
  for (const [outcome, prices, gaps] of [
    ["has no gap when a tier has a price from 1 unit", [ten(), price()], []],
    ["has one at a tier without", [ten()], [0]],
    ["has one at every tier without", [ten(), ten({ minQuantity: 100 })], [0, 1]],
    ["has one when only another currency has a price", [ten(), price({ currency: "USD" })], [0]],
    [
      "has none when everyone's price is a group's too",
      [ten({ customerGroup: "vip" }), price()],
      [],
    ],
    ["has one when only a group has a price", [ten(), price({ customerGroup: "vip" })], [0]],
    ["has one when only a channel has a price", [ten(), price({ channel: "app" })], [0]],
    [
      "has none when the country's is the part's too",
      [ten({ region: "ES-CN" }), price({ region: "ES" })],
      [],
    ],
    [
      "has one when only a part has a price",
      [ten({ region: "ES" }), price({ region: "ES-CN" })],
      [0],
    ],
    ["has none for a price that ends", [ten(), price({ validToMs: 1 })], []],
  ] as const) {
    it(outcome, () => assert.deepEqual(pricesWithGap(prices), gaps));
  }

  it("is the same only when every field of every row is", () => {
    assert.equal(samePrices([price()], [price()]), true);
    assert.equal(samePrices([price()], [price(), price({ region: "DE" })]), false);
    const changes: readonly Partial<Price>[] = [
      { currency: "USD" },
      { amountMinor: 1 },
      { compareAtMinor: 1 },
      { minQuantity: 2 },
      { customerGroup: "vip" },
      { region: "DE" },
      { validFromMs: 0 },
      { validToMs: 0 },
      { channel: "app" },
      { floorMinor: 1 },
      { priority: 1 },
    ];
    for (const change of changes) {
      assert.equal(samePrices([price()], [price(change)]), false, JSON.stringify(change));
    }
  });
});
