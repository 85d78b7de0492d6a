import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { startCluster } from "./restate-cluster.ts";
import { eventually } from "./service-process.ts";
import { patient, type Shop, startShop } from "./shop-processes.ts";

const ORDERS = 60;
const BOUNDED = { timeout: 180_000 };

describe("an engine of three nodes", BOUNDED, () => {
  let cluster: Awaited<ReturnType<typeof startCluster>>;
  let shop: Shop;
  before(async () => {
    cluster = await startCluster();
    shop = await startShop({ engine: cluster.nodes });
    await shop.startOrders((policies) =>
      patient(policies, { timeoutMs: 20_000, deadlineMs: 60_000 }),
    );
    await Promise.all([shop.stock("mug", ORDERS), shop.price("mug")]);
  }, BOUNDED);
  after(async () => {
    await shop?.stop();
    await cluster?.remove();
  });

  it("ends every order once when one of them is killed, the one that all are given to", async () => {
    const ids: string[] = [];
    const placing = Promise.all(
      Array.from({ length: ORDERS }, async (_, index) => {
        // One of three takes seconds to pay, so that something is under way when the kill comes.
        const token = index % 3 === 1 ? "tok_slow" : "tok_ok";
        const { body } = await shop.placeSurely({ sku: "mug", token });
        ids.push(body.id);
      }),
    );
    await eventually("half of the orders to be accepted", async () =>
      ids.length >= ORDERS / 2 ? true : undefined,
    );
    await cluster.nodes[0]?.kill();
    await placing;
    for (const id of ids) {
      const { status, problem } = await shop.ended(id);
      assert.equal(status, "confirmed", JSON.stringify(problem));
      const charges = await shop.chargesOf(id);
      const moves = charges.map(({ events }) => events.map(({ kind }) => kind).join(" "));
      assert.deepEqual(moves, ["authorised captured"]);
    }
    assert.deepEqual(await shop.stockOf("mug"), { onHand: 0, reserved: 0 });
    assert.equal(await shop.audit(), true);
  });

  it("takes orders with the two that are left, and finishes them while their buyers wait", async () => {
    await shop.stock("mug", 2);
    for (const _ of [1, 2]) {
      const { status, body } = await shop.place({ sku: "mug", wait: 20 });
      assert.equal(status, 201, JSON.stringify(body));
    }
  });
});
