/** Many checkouts at once, while what they stand on is killed: the engine, the databases; and more buyers than goods. */
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type PostgresProcess, startPostgres } from "./postgres-process.ts";
import { eventually, type RestateProcess, startRestate } from "./service-process.ts";
import { patient, type Shop, startShop } from "./shop-processes.ts";

const ORDERS = 60;
/** One of three takes seconds to pay: however fast the others are, something is under way when the kill comes. */
const SLOW_EVERY = 3;
const BUYERS = 1_000;
const UNITS = 100;
const BOUNDED = { timeout: 240_000 };

describe("checkouts under load", BOUNDED, () => {
  let restate: RestateProcess;
  let shop: Shop;
  let ofOrders: PostgresProcess;
  let ofInventory: PostgresProcess;
  before(async () => {
    [restate, ofOrders, ofInventory] = await Promise.all([
      startRestate(),
      startPostgres(),
      startPostgres(),
    ]);
    shop = await startShop({
      engine: [restate],
      databases: { orders: ofOrders.url, inventory: ofInventory.url },
    });
    await shop.startOrders((policies) =>
      patient(policies, { timeoutMs: 20_000, deadlineMs: 60_000 }),
    );
  }, BOUNDED);
  after(async () => {
    await shop?.stop();
    await Promise.all([restate?.remove(), ofOrders?.remove(), ofInventory?.remove()]);
  });

  const onSale = async (sku: string, units: number) => {
    await Promise.all([shop.stock(sku, units), shop.price(sku)]);
    return sku;
  };
  /** So many buyers of one unit each, who ask until they are told something definite. Some orders have begun when it resolves. */
  const beginAll = async (sku: string, buyers: number, slowEvery = Number.POSITIVE_INFINITY) => {
    const ids: string[] = [];
    const placing = Promise.all(
      Array.from({ length: buyers }, async (_, index) => {
        const token = index % slowEvery === 1 ? "tok_slow" : "tok_ok";
        const { body } = await shop.placeSurely({ sku, token });
        ids.push(body.id ?? body.orderId);
      }),
    );
    await eventually("half of the orders to be accepted", async () =>
      ids.length >= buyers / 2 ? true : undefined,
    );
    return { ids, placing };
  };
  const proveAll = async (sku: string, ids: readonly string[], units: number) => {
    assert.equal(new Set(ids).size, ids.length, "each buyer has an order of their own");
    let sold = 0;
    for (const id of ids) {
      const { status, problem } = await shop.ended(id);
      if (status === "confirmed") sold += 1;
      const expected = status === "confirmed" ? /^authorised captured$/ : /^$|(voided|refunded)$/;
      assert.match((await movesOf(id)).join(", "), expected, `${status} ${problem?.code}`);
    }
    assert.deepEqual(await shop.stockOf(sku), { onHand: units - sold, reserved: 0 });
    assert.equal(await shop.audit(), true);
    return sold;
  };
  const movesOf = async (orderId: string) =>
    (await shop.chargesOf(orderId)).map(({ events }) => events.map(({ kind }) => kind).join(" "));

  it("all end, each once, when the engine is killed and comes back", async () => {
    const sku = await onSale("ENGINE", ORDERS);
    const { ids, placing } = await beginAll(sku, ORDERS, SLOW_EVERY);
    await restate.kill();
    await restate.start();
    await placing;
    assert.equal(await proveAll(sku, ids, ORDERS), ORDERS);
  });

  for (const [name, server] of [
    ["orders", () => ofOrders],
    ["inventory", () => ofInventory],
  ] as const) {
    it(`all end, each once, when the PostgreSQL of ${name} is killed and comes back`, async () => {
      const sku = await onSale(`POSTGRES-OF-${name.toUpperCase()}`, ORDERS);
      const { ids, placing } = await beginAll(sku, ORDERS, SLOW_EVERY);
      await server().kill();
      await server().start();
      await placing;
      const sold = await proveAll(sku, ids, ORDERS);
      // Without its own database an order waits; one that inventory does not answer is refused.
      if (name === "orders") assert.equal(sold, ORDERS);
    });
  }

  it("sell exactly 100 of 100 units to 1,000 buyers", async () => {
    const sku = await onSale("LAST-100", UNITS);
    const { ids, placing } = await beginAll(sku, BUYERS);
    await placing;
    assert.equal(await proveAll(sku, ids, UNITS), UNITS);
    const charges = (await Promise.all(ids.map(shop.chargesOf))).flat();
    const statuses = charges.map(({ status }) => status);
    assert.deepEqual(
      statuses,
      Array.from({ length: UNITS }, () => "captured"),
    );
  });
});
