import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { COLUMNS, type ReportRow, reportText } from "./report-text.ts";
import type { ReportFormat } from "./reports.ts";

const row = (more: ReportRow): ReportRow => ({
  ...{ id: "m1", at: "2026-11-01T12:00:00.000Z", sku: "mug", location: "BER", kind: "adjust" },
  ...{ quantity: -3, otherLocation: null, reason: "ok", reference: null, ...more },
});
const fileOf = (format: ReportFormat, rows: readonly ReportRow[]) => {
  const text = reportText("stock-movements", format);
  return text.head + rows.map((each, index) => text.row(each, index === 0)).join("") + text.tail;
};
const csvOf = (reason: string) => parse(fileOf("csv", [row({ reason })]))[1];

describe("a report as CSV", () => {
  it("has a header, and a line a row in the order of the columns", () => {
    assert.equal(
      fileOf("csv", [row({})]),
      "id,at,sku,location,kind,quantity,otherLocation,reason,reference\r\n" +
        "m1,2026-11-01T12:00:00.000Z,mug,BER,adjust,-3,,ok,\r\n",
    );
  });

  for (const text of ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"]) {
    it(`makes no formula of ${JSON.stringify(text)}`, () => {
      assert.equal(csvOf(text)?.[7], `'${text}`);
    });
  }

  it("gives back any other text as it was", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        fc.pre(!/^[=+\-@\t\r]/.test(text) && !text.includes("\0"));
        assert.equal(csvOf(text)?.[7], text);
      }),
    );
  });

  it("writes money as a decimal of its currency", () => {
    const text = reportText("stock-valuation", "csv");
    const line = text.row(
      {
        ...{ sku: "mug", location: "BER", onHand: 2, reserved: null, currency: "KWD" },
        ...{ unit: { amount: 1_500, currency: "KWD" }, value: { amount: 3_000, currency: "KWD" } },
      },
      true,
    );
    assert.equal(line, "mug,BER,2,,1.500,3.000,KWD\r\n");
  });
});

describe("a report as JSON", () => {
  it("is one array, with rows or without", () => {
    assert.deepEqual(JSON.parse(fileOf("json", [])), []);
    const rows = [row({}), row({ reason: 'say "hi"\n' })];
    assert.deepEqual(JSON.parse(fileOf("json", rows)), rows);
    assert.deepEqual(Object.keys(row({})), COLUMNS["stock-movements"]);
  });
});
