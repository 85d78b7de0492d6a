import assert from "node:assert/strict";
import { after, afterEach, before, describe, it } from "node:test";
import { fingerprintOf } from "@holdfast/idempotency";
import { startInventory } from "../testing/running-service.ts";
import { audit, NOW_MS, shelf, stockItem } from "../testing/stock.ts";

type Service = Awaited<ReturnType<typeof startInventory>>;

describe("audit and repair", () => {
  let service: Service;
  before(async () => {
    service = await startInventory();
  });
  after(() => service.stop());
  afterEach(async () => assert.deepEqual((await audit(service.db)).drift, [], "nothing is left"));

  const tamper = (text: string) =>
    service.db.query({ name: `tamper-${fingerprintOf("tamper", text).slice(0, 8)}`, text });
  const repair = async () => {
    const answer = await service.call("POST", "/internal/audit/repair", { scope: "admin" });
    assert.equal(answer.status, 200);
    return answer.body.repairs as {
      sku: string;
      field: string;
      done: string;
      unrepaired?: string;
    }[];
  };
  const held = (sku: string, quantity: number) =>
    service.call("POST", "/v1/reservations", {
      key: `hold ${sku}`.replace(" ", "-"),
      body: { items: [{ sku, quantity }] },
    });
  const ledger = async (sku: string) => {
    const page = await service.call("GET", `/v1/admin/stock/movements?sku=${sku}`, {
      scope: "admin",
    });
    return (page.body.data as { kind: string; quantity: number; reason: string }[]).map(
      ({ kind, quantity, reason }) => `${kind} ${quantity}: ${reason}`,
    );
  };

  it("finds nothing to repair where all agrees, and writes nothing", async () => {
    await stockItem(service.db, { sku: "cup" }, { BER: 5 });
    assert.deepEqual(await repair(), []);
    assert.deepEqual(await ledger("cup"), ["receive 5: PO 1"]);
  });

  it("appends a correcting movement where the shelf and its ledger disagree", async () => {
    await stockItem(service.db, { sku: "mug" }, { BER: 5 });
    await tamper("update stock set on_hand = 8 where sku = 'mug'");
    const found = await service.call("GET", "/internal/audit");
    const drift = { sku: "mug", location: "BER", field: "onHand", stock: 8, ledger: 5 };
    assert.deepEqual([found.body.ok, found.body.drift], [false, [drift]]);
    const done = "the ledger said 5, the shelf says 8";
    assert.deepEqual(await repair(), [{ ...drift, done }]);
    assert.deepEqual(await ledger("mug"), [`adjust 3: audit: ${done}`, "receive 5: PO 1"]);
    assert.deepEqual(await repair(), [], "once");
  });

  it("sets what is reserved to what reservations hold, and tells it as a change of stock", async () => {
    await stockItem(service.db, { sku: "pot" }, { BER: 9 });
    assert.equal((await held("pot", 2)).status, 201);
    await tamper("update stock set reserved = 7 where sku = 'pot'");
    const [row] = await repair();
    assert.equal(row?.done, "reserved was 7, reservations add up to 2");
    assert.deepEqual(await shelf(service.db, "pot", NOW_MS), { BER: "9/2" });
    const [told] = await service.db.query<{ payload: unknown; gaps: number }>({
      name: "read-last-event",
      text: `select payload, (select max(sequence) - count(*) from outbox where aggregate = 'stock/pot') as gaps
               from outbox where aggregate = 'stock/pot' order by sequence desc limit 1`,
    });
    const locations = [{ code: "BER", onHand: 9, reserved: 2 }];
    assert.deepEqual(told, { payload: { sku: "pot", locations }, gaps: 0 });
  });

  it("counts what is owed of an item anew", async () => {
    await stockItem(service.db, { sku: "lid", backorderLimit: 5 }, { BER: 1 });
    assert.equal((await held("lid", 3)).status, 201);
    await tamper("update item_stock set owed = 5 where sku = 'lid'");
    const [row] = await repair();
    assert.deepEqual([row?.field, row?.done], ["owed", "owed was 5, reservations add up to 2"]);
  });

  it("leaves a shelf with fewer units than are held as it is, and says what to do", async () => {
    await stockItem(service.db, { sku: "pan" }, { BER: 5 });
    const answer = await held("pan", 4);
    await tamper("update stock set reserved = 0, on_hand = 3 where sku = 'pan'");
    const rows = await repair();
    assert.deepEqual(
      rows.map(({ field, unrepaired }) => [field, unrepaired !== undefined]),
      [
        ["onHand", false],
        ["reserved", true],
      ],
    );
    assert.match(rows[1]?.unrepaired ?? "", /hold 4 units, 3 are on hand: receive the missing/);
    await tamper("update stock set on_hand = 5, reserved = 4 where sku = 'pan'");
    await repair();
    assert.equal((await service.call("DELETE", `/v1/reservations/${answer.body.id}`)).status, 200);
  });
});
