import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type CurrencyRule, compileCurrencies } from "../currency.ts";
import { listDocuments } from "../documents.store.ts";
import { type RunningService, runService } from "../testing/running-service.ts";

describe("/v1/admin/currencies/{code}", () => {
  let service: RunningService;
  before(async () => {
    service = await runService();
  });
  after(() => service.stop());

  const call = (method: string, code: string, body?: unknown, headers = {}) =>
    service.call(`/v1/admin/currencies/${code}`, { method, body, headers });
  const rules = async () =>
    compileCurrencies(await listDocuments<CurrencyRule>(service.db, "currency"));

  it("is put, read and deleted, and put again as a later version", async () => {
    const created = await call("PUT", "CHF", { priceEnding: "90", cashIncrement: 5 });
    assert.equal(created.status, 201);
    assert.deepEqual(created.body, {
      code: "CHF",
      version: 1,
      priceEnding: "90",
      cashIncrement: 5,
    });
    assert.deepEqual((await rules()).rules.get("CHF"), { ending: "90", cashIncrementMinor: 5 });
    const read = await call("GET", "CHF");
    assert.deepEqual([read.headers.get("etag"), read.body], ['"1"', created.body]);
    assert.equal((await call("DELETE", "CHF", undefined, { "if-match": '"7"' })).status, 412);
    assert.equal((await call("DELETE", "CHF")).status, 204);
    assert.equal((await call("DELETE", "CHF")).status, 404);
    assert.equal((await rules()).rules.size, 0);
    const gone = await call("GET", "CHF");
    assert.deepEqual([gone.status, gone.body.code], [404, "currency-not-found"]);
    const again = await call("PUT", "CHF", { cashIncrement: 5 }, { "if-none-match": "*" });
    assert.deepEqual(
      [again.status, again.body],
      [201, { code: "CHF", version: 3, cashIncrement: 5 }],
    );
  });

  it("is changed only as it was read, and not at all when it says the same", async () => {
    await call("PUT", "USD", { priceEnding: "99" });
    const { revision } = await rules();
    const same = await call("PUT", "USD", { priceEnding: "99" }, { "if-match": '"1"' });
    assert.deepEqual([same.status, same.headers.get("etag")], [200, '"1"']);
    for (const headers of [{ "if-match": '"7"' }, { "if-none-match": "*" }]) {
      assert.equal((await call("PUT", "USD", {}, headers)).status, 412);
    }
    assert.equal((await rules()).revision, revision);
  });

  for (const [name, code, body, status, path] of [
    ["a currency that is none", "XXX", {}, 422, "path/code"],
    ["a code that is none", "euro", {}, 400, "path/code"],
    ["an ending with letters", "EUR", { priceEnding: "9x" }, 400, "/priceEnding"],
    ["an ending of five digits", "EUR", { priceEnding: "99999" }, 400, "/priceEnding"],
    ["a coin of one minor unit", "EUR", { cashIncrement: 1 }, 400, "/cashIncrement"],
    ["a coin of half a minor unit", "EUR", { cashIncrement: 2.5 }, 400, "/cashIncrement"],
    ["an unknown field", "EUR", { symbol: "€" }, 400, "/symbol"],
  ] as const) {
    it(`refuses ${name} and changes nothing`, async () => {
      const { revision } = await rules();
      const answer = await call("PUT", code, body);
      assert.equal(answer.status, status);
      assert.equal(answer.body.code, status === 422 ? "unknown-currency" : "validation-failed");
      assert.equal(answer.body.errors[0].path, path);
      assert.equal((await rules()).revision, revision);
    });
  }
});
