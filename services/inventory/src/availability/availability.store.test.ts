import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { startInventory } from "../testing/running-service.ts";
import { NOW_MS, stockItem } from "../testing/stock.ts";

type Inventory = Awaited<ReturnType<typeof startInventory>>;

describe("the availability of many items", () => {
  let inventory: Inventory;
  before(async () => {
    inventory = await startInventory();
    const { db } = inventory;
    await stockItem(db, { sku: "mug", safetyStock: 1 }, { BER: 10, HAM: 4 });
    await stockItem(db, { sku: "cap" }, { BER: 2 });
    await stockItem(db, { sku: "bare" }, {});
    await stockItem(db, { sku: "late", backorderLimit: 3 }, { BER: 1 });
    const soon = { availableFrom: new Date(NOW_MS + 60_000), preorderLimit: 2 };
    await stockItem(db, { sku: "soon", ...soon }, {});
    await stockItem(db, { sku: "gone" }, { BER: 1 });
    await inventory.call("DELETE", "/v1/admin/items/gone", { scope: "admin" });
  });
  after(() => inventory.stop());

  const ask = (...skus: readonly string[]) =>
    inventory.call("POST", "/internal/availability", { body: { skus } });
  const told = async (sku: string) => {
    const [{ status, available }] = (await ask(sku)).body.data;
    const one = (await inventory.call("GET", `/internal/availability/${sku}`)).body.availability;
    assert.deepEqual([one.status, one.available], [status, available], "one and many agree");
    return [status, available];
  };
  const hold = async (sku: string, quantity: number, ttlSeconds: number) => {
    const body = { items: [{ sku, quantity }], ttlSeconds };
    const key = `${sku}-${quantity}-${ttlSeconds}`;
    const held = await inventory.call("POST", "/v1/reservations", { body, key });
    assert.equal(held.status, 201, JSON.stringify(held.body));
  };

  it("is told in the order asked, as often as asked, of unknown and discontinued ones too", async () => {
    const { status, body } = await ask("cap", "nix", "mug", "gone", "cap", "bare");
    assert.equal(status, 200);
    const cap = {
      ...{ sku: "cap", found: true, status: "low", available: 2 },
      locations: [{ code: "BER", available: 2 }],
    };
    const unknown = { found: false, status: null, available: 0, locations: [] };
    assert.deepEqual(body, {
      data: [
        cap,
        { sku: "nix", ...unknown },
        {
          ...{ sku: "mug", found: true, status: "in-stock", available: 12 },
          locations: [
            { code: "BER", available: 9 },
            { code: "HAM", available: 3 },
          ],
        },
        { sku: "gone", ...unknown },
        cap,
        { sku: "bare", found: true, status: "out", available: 0, locations: [] },
      ],
      asOf: "2026-11-01T12:00:00.000Z",
    });
  });

  it("is told of several as of each alone, in the order asked, a line each", async () => {
    const url = (sku: string) => `/internal/availability/${sku}`;
    const skus = ["cap", "nix", "mug", "gone", "cap"];
    const { status, body, text } = await inventory.call(
      "GET",
      `/internal/availability?skus=${skus.join(",")}`,
    );
    assert.equal(status, 200);
    const [, ...lines] = text.split("\n");
    for (const [index, sku] of skus.entries()) {
      const alone = await inventory.call("GET", url(sku));
      if (alone.status === 200) {
        assert.equal(lines[index]?.replace(/,$/, ""), alone.text, "in the same words");
      } else {
        const { instance: _, traceId: __, ...problem } = alone.body;
        assert.deepEqual(body[index], { problem });
      }
    }
    assert.deepEqual([lines.at(-1), lines.length], ["]", skus.length + 1]);
  });

  it("counts a hold until its time is over, and not a moment longer, swept or not", async () => {
    await hold("cap", 2, 60);
    assert.deepEqual(await told("cap"), ["out", 0]);
    inventory.clock.nowMs = NOW_MS + 59_999;
    assert.deepEqual(await told("cap"), ["out", 0]);
    inventory.clock.nowMs = NOW_MS + 60_000;
    assert.deepEqual(await told("cap"), ["low", 2]);
    inventory.clock.nowMs = NOW_MS;
  });

  it("is backorder as long as more may be promised, exact to the moment that a promise ends", async () => {
    await hold("late", 3, 60);
    assert.deepEqual(await told("late"), ["backorder", 0]);
    await hold("late", 1, 120);
    assert.deepEqual(await told("late"), ["out", 0]);
    inventory.clock.nowMs = NOW_MS + 60_000;
    assert.deepEqual(await told("late"), ["low", 1]);
    inventory.clock.nowMs = NOW_MS;
  });

  it("is backorder by the preorder limit before the item's first day, by the other from then on", async () => {
    assert.deepEqual(await told("soon"), ["backorder", 0]);
    inventory.clock.nowMs = NOW_MS + 60_000;
    assert.deepEqual(await told("soon"), ["out", 0]);
    inventory.clock.nowMs = NOW_MS;
    await hold("soon", 2, 30);
    assert.deepEqual(await told("soon"), ["out", 0]);
  });

  it("is told of 10,000 at once", async () => {
    const skus = Array.from({ length: 10_000 }, (_, index) => (index % 2 ? "mug" : `nix-${index}`));
    const { status, body } = await ask(...skus);
    assert.equal(status, 200);
    assert.deepEqual(
      body.data.map(({ sku }: { sku: string }) => sku),
      skus,
    );
    assert.equal(body.data.filter(({ found }: { found: boolean }) => found).length, 5_000);
  });
});
