import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { compileFx, type FxRates } from "../currency.ts";
import { listDocuments } from "../documents.store.ts";
import { type RunningService, runService } from "../testing/running-service.ts";

const TABLE = { base: "EUR", asOf: "2026-11-01", rates: { USD: "1.0832", JPY: "164.57" } };

describe("PUT and GET /v1/admin/fx-rates", () => {
  let service: RunningService;
  before(async () => {
    service = await runService();
  });
  after(() => service.stop());

  const put = (body: unknown, headers: Readonly<Record<string, string>> = {}) =>
    service.call("/v1/admin/fx-rates", { method: "PUT", body, headers });
  const get = () => service.call("/v1/admin/fx-rates");
  const versions = () =>
    service.db.query({
      name: "count-fx-versions",
      text: "select count(*) from document_history where kind = 'fx-rates'",
    });

  it("answers 404 fx-rate-not-found before there are any", async () => {
    const answer = await get();
    assert.deepEqual([answer.status, answer.body.code], [404, "fx-rate-not-found"]);
  });

  it("puts a table in force, then another in its place, whatever its base", async () => {
    const created = await put(TABLE);
    assert.equal(created.status, 201);
    assert.equal(created.headers.get("etag"), '"1"');
    const dollars = {
      base: "USD",
      asOf: "2026-11-02T14:15:00Z",
      rates: { EUR: "0.9232", KWD: "0.306" },
      maxAgeHours: 48,
      whenStale: "flag",
    };
    const replaced = await put(dollars);
    assert.equal(replaced.status, 200);
    const read = await get();
    assert.equal(read.headers.get("etag"), '"2"');
    assert.deepEqual(read.body, { version: 2, ...dollars });
    const fx = compileFx(await listDocuments<FxRates>(service.db, "fx-rates"));
    assert.deepEqual(
      [fx.base, fx.version, fx.rates.get("USD"), fx.rates.get("JPY")],
      ["USD", 2, "1", undefined],
    );
  });

  it("writes nothing when the table is the one in force, in whatever order", async () => {
    await put(TABLE);
    const before = await versions();
    const { version } = (await get()).body;
    const again = await put({ ...TABLE, rates: { JPY: "164.57", USD: "1.0832" } });
    assert.deepEqual([again.status, again.body.version], [200, version]);
    assert.deepEqual(await versions(), before);
  });

  it("replaces only the table that was read: 412 precondition-failed otherwise", async () => {
    const before = await versions();
    for (const headers of [{ "if-match": '"99"' }, { "if-none-match": "*" }]) {
      const answer = await put({ ...TABLE, asOf: "2026-11-05" }, headers);
      assert.deepEqual([answer.status, answer.body.code], [412, "precondition-failed"]);
    }
    assert.deepEqual(await versions(), before);
    const etag = (await get()).headers.get("etag") ?? "";
    assert.equal((await put({ ...TABLE, asOf: "2026-11-06" }, { "if-match": etag })).status, 200);
  });

  const rate = (text: unknown) => ({ ...TABLE, rates: { USD: text } });
  for (const [name, body, status, code, path] of [
    ["a base that is no currency", { ...TABLE, base: "XXX" }, 422, "unknown-currency", "/base"],
    [
      "a rate of no currency",
      { ...TABLE, rates: { ZZZ: "1" } },
      422,
      "unknown-currency",
      "/rates/ZZZ",
    ],
    ["a rate of 0", rate("0.000"), 400, "validation-failed", "/rates/USD"],
    ["a negative rate", rate("-1"), 400, "validation-failed", "/rates/USD"],
    ["a rate as a number", rate(1.08), 400, "validation-failed", "/rates/USD"],
    ["a rate with an exponent", rate("1e3"), 400, "validation-failed", "/rates/USD"],
    ["a rate of 13 digits", rate("123456.1234567"), 400, "validation-failed", "/rates/USD"],
    [
      "a base that is not worth itself",
      { ...TABLE, rates: { EUR: "2" } },
      400,
      "validation-failed",
      "/rates/EUR",
    ],
    [
      "a day that there is not",
      { ...TABLE, asOf: "2026-02-30" },
      400,
      "validation-failed",
      "/asOf",
    ],
    ["no day", { ...TABLE, asOf: "yesterday" }, 400, "validation-failed", "/asOf"],
    ["an age of no time", { ...TABLE, maxAgeHours: 0 }, 400, "validation-failed", "/maxAgeHours"],
    ["an unknown reaction", { ...TABLE, whenStale: "ask" }, 400, "validation-failed", "/whenStale"],
    ["an unknown field", { ...TABLE, source: "ECB" }, 400, "validation-failed", "/source"],
    ["no rates", { base: "EUR", asOf: "2026-11-01" }, 400, "validation-failed", "/rates"],
  ] as const) {
    it(`refuses ${name} and changes nothing`, async () => {
      const before = await versions();
      const answer = await put(body);
      assert.deepEqual([answer.status, answer.body.code], [status, code]);
      assert.equal(answer.body.errors[0].path, path);
      assert.deepEqual(await versions(), before);
    });
  }
});
