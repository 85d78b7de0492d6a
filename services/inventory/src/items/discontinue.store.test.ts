import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { startInventory } from "../testing/running-service.ts";
import { NOW_MS, stockItem } from "../testing/stock.ts";

type Inventory = Awaited<ReturnType<typeof startInventory>>;
type Headers = Readonly<Record<string, string>>;

describe("an item that is discontinued", () => {
  let inventory: Inventory;
  before(async () => {
    inventory = await startInventory();
  });
  after(() => inventory.stop());

  const path = (sku: string) => `/v1/admin/items/${sku}`;
  const get = (url: string) => inventory.call("GET", url);
  const put = (sku: string, headers: Headers = {}) =>
    inventory.call("PUT", path(sku), { body: { name: `New ${sku}` }, headers, scope: "admin" });
  const remove = (sku: string, headers: Headers = {}) =>
    inventory.call("DELETE", path(sku), { headers, scope: "admin" });
  const hold = (sku: string, key: string) =>
    inventory.call("POST", "/v1/reservations", { body: { items: [{ sku, quantity: 1 }] }, key });
  const coded = ({ status, body }: { status: number; body: { code?: string } }) => [
    status,
    body.code,
  ];
  const versionOf = async (sku: string) => {
    const text = "select version from item where sku = $1";
    const [item] = await inventory.db.query<{ version: number }>({
      name: "v",
      text,
      values: [sku],
    });
    return item?.version;
  };

  it("is gone for shops, and nothing more of it is held", async () => {
    await stockItem(inventory.db, { sku: "mug" }, { BER: 5 });
    assert.equal((await hold("mug", "before")).status, 201);
    const gone = await remove("mug");
    assert.deepEqual([gone.status, gone.body], [204, undefined]);
    assert.deepEqual(coded(await get("/internal/availability/mug")), [404, "product-not-found"]);
    const many = await inventory.call("POST", "/internal/availability", {
      body: { skus: ["mug"] },
    });
    assert.equal(many.body.data[0].found, false);
    assert.deepEqual((await get("/internal/products")).body.data, []);
    assert.deepEqual(coded(await hold("mug", "after")), [404, "item-not-found"]);
  });

  it("says when it went and how it comes back", async () => {
    await stockItem(inventory.db, { sku: "cap" }, {});
    await remove("cap");
    const read = await get(path("cap"));
    assert.deepEqual(coded(read), [404, "item-not-found"]);
    assert.match(read.body.detail, /discontinued at 2026-11-01T12:00:00\.000Z.*PUT/);
    assert.equal(read.body.errors[0].path, "path/sku");
    const again = await remove("cap");
    assert.deepEqual(coded(again), [404, "item-not-found"]);
    assert.match(again.body.detail, /discontinued/);
  });

  it("keeps its stock, its ledger and what is held of it", async () => {
    await stockItem(inventory.db, { sku: "pen" }, { BER: 5 });
    const held = await hold("pen", "pen-1");
    await remove("pen");
    const stock = await get("/v1/admin/stock/pen");
    assert.deepEqual([stock.status, stock.body.onHand, stock.body.reserved], [200, 5, 1]);
    const ledger = await get("/v1/admin/stock/movements?sku=pen");
    assert.equal(ledger.body.data.length, 1);
    const url = `/internal/reservations/${held.body.id}/confirm`;
    const confirmed = await inventory.call("POST", url);
    assert.deepEqual([confirmed.status, confirmed.body.status], [200, "confirmed"]);
  });

  it("comes back by writing it: created, with the next version and all it had", async () => {
    await stockItem(inventory.db, { sku: "tea", safetyStock: 4 }, { BER: 5 });
    await remove("tea");
    inventory.clock.nowMs = NOW_MS + 1_000;
    const back = await put("tea", { "if-none-match": "*" });
    assert.deepEqual([back.status, back.headers.etag], [201, '"3"']);
    assert.equal(back.body.createdAt, "2026-11-01T12:00:00.000Z");
    assert.equal(back.body.updatedAt, "2026-11-01T12:00:01.000Z");
    assert.deepEqual((await get(path("tea"))).body, back.body);
    const { availability } = (await get("/internal/availability/tea")).body;
    assert.deepEqual([availability.status, availability.available], ["low", 5]);
    assert.equal((await hold("tea", "tea-1")).status, 201);
    inventory.clock.nowMs = NOW_MS;
  });

  it("comes back without a precondition too, and only once as created", async () => {
    await stockItem(inventory.db, { sku: "jar" }, {});
    await remove("jar");
    assert.equal((await put("jar")).status, 201);
    assert.equal((await put("jar")).status, 200);
  });

  it("is no item to a precondition that asks for one", async () => {
    await stockItem(inventory.db, { sku: "box" }, {});
    await remove("box");
    for (const match of ["*", '"1"', '"2"']) {
      const refused = await put("box", { "if-match": match });
      assert.deepEqual(coded(refused), [412, "precondition-failed"], match);
      assert.deepEqual(coded(await remove("box", { "if-match": match })), [404, "item-not-found"]);
    }
    assert.equal(await versionOf("box"), 2);
  });

  it("was discontinued only under its precondition", async () => {
    await stockItem(inventory.db, { sku: "hat" }, {});
    for (const headers of [
      { "if-match": '"2"' },
      { "if-match": 'W/"1"' },
      { "if-match": "1" },
      { "if-none-match": "*" },
    ]) {
      const refused = await remove("hat", headers);
      assert.deepEqual(coded(refused), [412, "precondition-failed"], JSON.stringify(headers));
      assert.equal((await get(path("hat"))).headers.etag, '"1"');
    }
    assert.equal((await remove("hat", { "if-match": '"1"' })).status, 204);
  });

  it("was never there where nobody made it", async () => {
    for (const headers of [{}, { "if-match": "*" }, { "if-match": '"1"' }]) {
      const refused = await remove("nix", headers);
      assert.deepEqual(coded(refused), [404, "item-not-found"]);
      assert.doesNotMatch(refused.body.detail, /discontinued/);
    }
    assert.equal(await versionOf("nix"), undefined);
  });

  it("is discontinued by one of many at once", async () => {
    await stockItem(inventory.db, { sku: "one" }, {});
    const answers = await Promise.all(Array.from({ length: 6 }, () => remove("one")));
    const statuses = answers.map(({ status }) => status).sort();
    assert.deepEqual(statuses, [204, 404, 404, 404, 404, 404]);
    assert.equal(await versionOf("one"), 2);
  });
});
