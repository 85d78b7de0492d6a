import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { START_MS, serveRoutes } from "../testing/some-routes.ts";
import { addTakeEventsRoute } from "./take-events.route.ts";

describe("POST /internal/events", () => {
  let service: Awaited<ReturnType<typeof serveRoutes>>;
  before(async () => {
    service = await serveRoutes(addTakeEventsRoute);
  });
  after(() => service.stop());

  const at = new Date(START_MS).toISOString();
  const event = (type: string, aggregate: string, sequence: number, data: unknown) => ({
    ...{ id: `${aggregate}/${sequence}`, aggregate, sequence, type, at, traceparent: null, data },
  });
  const item = (sku: string, version: number, fields: Readonly<Record<string, unknown>> = {}) =>
    event("item.changed", `item/${sku}`, version, {
      ...{ sku, category: null, attributes: {}, taxCategory: "standard", discontinued: false },
      ...fields,
    });
  const stock = (sku: string, sequence: number, shelves: Readonly<Record<string, number>>) =>
    event("stock.changed", `stock/${sku}`, sequence, {
      sku,
      locations: Object.entries(shelves).map(([code, onHand]) => ({ code, onHand, reserved: 0 })),
    });
  const bought = (id: string, items: Readonly<Record<string, number>>) =>
    event("reservation.confirmed", `reservation/${id}`, 2, {
      ...{ id, account: "acme", expiresAt: at },
      items: Object.entries(items).map(([sku, quantity]) => ({ sku, quantity, allocations: [] })),
    });
  const take = (...events: readonly unknown[]) =>
    service.call("POST", "/internal/events", { body: { events } });
  const rows = (text: string, sku: string) =>
    service.db.query<unknown>({ name: `look-${text.slice(7, 40)}`, text, values: [sku] });
  const signal = (sku: string) =>
    rows(
      `select available_units as units, stock_sequence as sequence, due_at is not null as due from signal where sku = $1`,
      sku,
    );
  const demand = (sku: string) => rows("select units from demand where sku = $1", sku);

  it("keeps every version that was in force, and ignores older ones", async () => {
    const attributes = { colour: "blue", grams: 310, fragile: true };
    assert.equal((await take(item("mug", 7, { category: "kitchen", attributes }))).status, 204);
    await take(item("mug", 6, { category: "older" }), item("mug", 7, { category: "again" }));
    await take(item("mug", 9, { taxCategory: "reduced" }));
    assert.deepEqual(
      await rows(
        `select h.version, category, attributes, tax_category as tax, h.version = p.version as "inForce"
           from product_history h join product p using (sku) where sku = $1 order by h.version`,
        "mug",
      ),
      [
        { version: 7, category: "kitchen", attributes, tax: "standard", inForce: false },
        { version: 9, category: null, attributes: {}, tax: "reduced", inForce: true },
      ],
    );
  });

  it("adds up what the locations have, each as its newest event says", async () => {
    await take(stock("cup", 1, { BER: 9, HAM: 5 }));
    await take(stock("cup", 2, { BER: 1 }));
    await take(stock("cup", 1, { BER: 9, HAM: 5 }));
    assert.deepEqual(await signal("cup"), [{ units: 6, sequence: 2, due: true }]);
  });

  it("counts what was bought once, however often it is told", async () => {
    const first = bought("a", { pot: 3, lid: 3 });
    await take(first, first, bought("b", { pot: 2 }));
    await take(first);
    assert.deepEqual(await demand("pot"), [{ units: 5 }]);
    assert.deepEqual(await demand("lid"), [{ units: 3 }]);
    assert.deepEqual(await signal("pot"), [{ units: null, sequence: 0, due: true }]);
  });

  it("takes batches that overlap at the same time, each event once", async () => {
    const batch = [bought("c", { one: 1, two: 1 }), stock("two", 1, { BER: 4 }), item("one", 1)];
    const answers = await Promise.all(
      [batch, batch.toReversed(), batch, batch.toReversed()].map((events) => take(...events)),
    );
    assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([204]));
    assert.deepEqual([await demand("one"), await demand("two")], [[{ units: 1 }], [{ units: 1 }]]);
    assert.deepEqual(await signal("two"), [{ units: 4, sequence: 1, due: true }]);
  });

  it("passes over what it does not know, and takes the rest", async () => {
    const strange = [
      event("item.moved", "item/jug", 1, { sku: "jug" }),
      event("stock.changed", "stock/jug", 1, { sku: "jug", locations: "all" }),
      event("stock.low", "stock/jug", 2, { sku: "jug", available: 1 }),
    ];
    assert.equal((await take(...strange, stock("jug", 3, { BER: 2 }))).status, 204);
    assert.deepEqual(await signal("jug"), [{ units: 2, sequence: 3, due: true }]);
  });

  it("refuses what is no batch of events", async () => {
    for (const events of [[{}], [{ ...item("x", 1), sequence: 0 }], ["event"]]) {
      assert.equal((await take(...events)).status, 400);
    }
    assert.deepEqual(await signal("x"), []);
  });
});
