import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type ReplayedOrder, reportOf, reportText } from "./replay-report.ts";

const SCREEN = { columns: undefined, colours: false };
const money = (amount: number, currency = "EUR") => ({ amount, currency });
const order = (orderId: string, over: Partial<ReplayedOrder> = {}): ReplayedOrder => ({
  ...{ orderId, quoteId: `q-${orderId}`, createdAt: `2026-11-22T10:00:0${orderId}Z` },
  ...{ status: "unchanged", before: money(1000), after: money(1000), reasons: [], ...over },
});
const changed = (orderId: string, before: number, after: number, currency = "EUR") =>
  order(orderId, {
    ...{ status: "changed", before: money(before, currency), after: money(after, currency) },
    reasons: [
      {
        ...{ code: "unit-price", subject: "mug", detail: "" },
        ...{ before: money(before, currency), after: money(after, currency) },
      },
    ],
  });
const PRICE = { code: "price-not-found", subject: "pen", detail: "has no price" };

describe("the report of a replay", () => {
  const report = reportOf([
    order("1"),
    changed("2", 1000, 1100),
    changed("3", 2000, 1500),
    changed("4", 300, 330, "JPY"),
    order("5", { status: "refused", after: null, reasons: [PRICE] }),
    order("6", { status: "undecided", before: null, after: null, reasons: [PRICE] }),
  ]);

  it("adds up each currency by itself, without what would be refused or is not decided", () => {
    assert.deepEqual(report.counts, {
      ...{ unchanged: 1, changed: 3, refused: 1, undecided: 1, stockUndecided: 0 },
    });
    assert.deepEqual(report.currencies, [
      {
        ...{ currency: "EUR", orders: 3, changed: 2, before: 4000, after: 3600 },
        ...{ difference: -400, refused: 1000 },
      },
      {
        ...{ currency: "JPY", orders: 1, changed: 1, before: 300, after: 330 },
        ...{ difference: 30, refused: 0 },
      },
    ]);
    assert.deepEqual([report.orders, report.from, report.to], [6, at("1"), at("6")]);
  });
  const at = (second: string) => `2026-11-22T10:00:0${second}Z`;

  it("has the largest differences first, whichever way they go", () => {
    assert.deepEqual(
      report.changed.map(({ orderId }) => orderId),
      ["3", "2", "4"],
    );
  });

  it("is read by people: amounts as they are written, and why", () => {
    const text = reportText(report, SCREEN);
    assert.match(text, /unchanged 1, changed 3, refused 1, not decided 1/);
    assert.match(text, /EUR +3 +2 +40\.00 EUR +36\.00 EUR +-4\.00 EUR +10\.00 EUR/);
    assert.match(text, /JPY +1 +1 +300 JPY +330 JPY \+?.*\+30 JPY +0 JPY/);
    assert.match(text, /^3 +q-3 +20\.00 EUR +15\.00 EUR +mug 20\.00 EUR → 15\.00 EUR$/m);
    assert.match(
      text,
      /would be refused\n[^\n]+\n5 +q-5 +10\.00 EUR +- +pen: has no price \(price-not-found\)/,
    );
  });

  it("says of how many the stock is not decided, also where their totals stay", () => {
    const open = { code: "stock-not-recorded", subject: "mug", detail: "" };
    const told = reportOf([order("1", { reasons: [open] }), order("2")]);
    assert.equal(told.counts.stockUndecided, 1);
    assert.match(reportText(told, SCREEN), /of 1 the safety stock is not decided/);
    const both = changed("3", 2000, 1500);
    const text = reportText(reportOf([{ ...both, reasons: [...both.reasons, open] }]), SCREEN);
    assert.match(text, /mug 20\.00 EUR → 15\.00 EUR$/m);
  });

  it("shows twenty of a kind, and says how many more there are", () => {
    const many = Array.from({ length: 23 }, (_, index) => changed("2", 1000, 1100 + index));
    const text = reportText(reportOf(many), SCREEN);
    assert.equal(text.match(/^2 +q-2/gm)?.length, 20);
    assert.match(text, /and 3 more: --json has them all/);
  });

  it("says so when there is nothing", () => {
    assert.equal(reportText(reportOf([]), SCREEN), "no order was sold in that time\n");
  });
});
