import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { isKnownGroup } from "../customer-group.store.ts";
import { type RunningService, runService } from "../testing/running-service.ts";

describe("/v1/admin/customer-groups/{code}", () => {
  let service: RunningService;
  before(async () => {
    service = await runService();
  });
  after(() => service.stop());

  const call = (
    method: string,
    code: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ) => service.call(`/v1/admin/customer-groups/${code}`, { method, body, headers });
  const put = (code: string, body: unknown, headers = {}) => call("PUT", code, body, headers);
  const remove = async (code: string, headers: Readonly<Record<string, string>> = {}) => {
    const { status, body } = await call("DELETE", code, undefined, headers);
    return status === 204 ? "deleted" : body.code;
  };

  it("are told of, changed, read and forgotten, each time with the next version", async () => {
    const created = await put("b2b", { name: "Trade" });
    assert.deepEqual([created.status, created.headers.get("etag")], [201, '"1"']);
    const group = { code: "b2b", version: 1, name: "Trade", taxTreatment: "standard" };
    assert.deepEqual(created.body, group);
    assert.equal((await put("b2b", { name: "Trade", taxTreatment: "standard" })).body.version, 1);
    const exempt = await put("b2b", { name: "Trade", taxTreatment: "exempt" });
    assert.deepEqual([exempt.status, exempt.body.version], [200, 2]);
    const read = await call("GET", "b2b");
    assert.deepEqual(read.body, { ...group, version: 2, taxTreatment: "exempt" });
    assert.equal(read.headers.get("etag"), '"2"');
    assert.equal(await remove("b2b"), "deleted");
    assert.equal((await call("GET", "b2b")).body.code, "customer-group-not-found");
    assert.equal(await remove("b2b"), "customer-group-not-found");
    const again = await put("b2b", { name: "Trade" });
    assert.deepEqual([again.status, again.body.version], [201, 4]);
  });

  it("change only at the version that was read", async () => {
    await put("vip", { name: "VIP" });
    const refused = await put("vip", { name: "Other" }, { "if-match": '"2"' });
    assert.deepEqual([refused.status, refused.body.code], [412, "precondition-failed"]);
    assert.equal((await put("vip", { name: "Other" }, { "if-none-match": "*" })).status, 412);
    assert.equal((await put("new", { name: "New" }, { "if-match": "*" })).status, 412);
    assert.equal(await remove("vip", { "if-match": '"9"' }), "precondition-failed");
    assert.equal((await put("vip", { name: "Other" }, { "if-match": '"1"' })).body.version, 2);
  });

  it("let exactly one of several win that replace the same version", async () => {
    await put("raced", { name: "0" });
    const answers = await Promise.all(
      [1, 2, 3, 4].map((name) => put("raced", { name: `${name}` }, { "if-match": '"1"' })),
    );
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 412, 412, 412]);
  });

  for (const [name, code, body, path] of [
    ["no name", "x", {}, "/name"],
    ["an empty name", "x", { name: "" }, "/name"],
    ["another tax treatment", "x", { name: "X", taxTreatment: "none" }, "/taxTreatment"],
    ["an unknown field", "x", { name: "X", rebate: 1 }, "/rebate"],
    ["a code with a space", "a%20b", { name: "X" }, "path/code"],
  ] as const) {
    it(`refuse ${name}`, async () => {
      const answer = await put(code, body);
      assert.deepEqual([answer.status, answer.body.code], [400, "validation-failed"]);
      assert.equal(answer.body.errors[0].path, path);
    });
  }

  it("are known when a document or a price names them, and nobody else", async () => {
    const known = (code: string) => isKnownGroup(service.db, code);
    assert.equal(await known("told"), false);
    await put("told", { name: "Told" });
    assert.equal(await known("told"), true);
    await remove("told");
    assert.equal(await known("told"), false);
    const prices = [
      { currency: "EUR", amount: 2 },
      { currency: "EUR", amount: 1, customerGroup: "priced" },
    ];
    await service.call("/v1/admin/prices/mug", { method: "PUT", body: { prices } });
    assert.equal(await known("priced"), true);
    assert.equal(await known("price"), false);
  });

  it("are known when the condition of a promotion names them", async () => {
    await service.db.inTransaction(async (tx) => {
      const run = (text: string) => tx.query({ name: text.slice(0, 40), text });
      const body = `'{"condition":{"==":[{"var":"customerGroup"},"club"]}}'`;
      await run(
        `insert into document_history values ('promotion', 'p', 1, 1, ${body}, '2026-11-01')`,
      );
      await run(`insert into document values ('promotion', 'p', 1, 1, ${body}, '2026-11-01')`);
    });
    assert.equal(await isKnownGroup(service.db, "club"), true);
    assert.equal(await isKnownGroup(service.db, "clu"), false);
  });
});
