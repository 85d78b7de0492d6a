import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type Stack, startStack } from "../stack.ts";
import { eventually, shopOf } from "./shop.ts";

/** Far above what it takes: a loaded machine is not what is tested. */
const SOLD_WITHIN_MS = 120_000;

describe("the system after a crash", () => {
  let stack: Stack;
  let shop: ReturnType<typeof shopOf>;
  let seeded: Awaited<ReturnType<typeof shop.stockOf>>;
  before(async () => {
    stack = await startStack();
    shop = shopOf(stack);
    seeded = await shop.stockOf("MUG-HARBOUR-BLUE");
  });
  after(() => stack.stop());

  const confirmed = (path: string) =>
    eventually("the order to be confirmed", async () => {
      const { body } = await shop.call("GET", path);
      return body.status === "confirmed" ? body : undefined;
    });

  /**
   * Sells a unit as docs/errors.md tells a client to: repeats with the same key while nobody knows what became of the
   * order, and takes a new one when it has ended otherwise. (A new key each time is a new order, and takes a unit each.)
   */
  const sold = async (sku: string) => {
    let headers = shop.once();
    let placed: string | undefined;
    const answers: unknown[] = [];
    const look = async () => {
      const { status, body } =
        placed === undefined
          ? await shop.order(sku, 1, "tok_ok", { headers })
          : await shop.call("GET", `/api/v1/orders/${placed}`);
      answers.push([status, body.code ?? body.status]);
      if (body.status === "confirmed") return true;
      if (status < 300) placed = body.id;
      const isOver = status < 300 ? body.status !== "processing" : status < 500 || body.orderId;
      if (isOver) [headers, placed] = [shop.once(), undefined];
      return undefined;
    };
    await eventually("a unit to be sold", look, SOLD_WITHIN_MS).catch((error) => {
      throw new Error(`${error.message}; answers: ${JSON.stringify(answers)}`);
    });
  };

  it("has what it had before kill -9 of everything, and finishes the order that was under way", async () => {
    const sku = await shop.stocked("CRASH-1", 10);
    const finished = await shop.order(sku, 1);
    const underway = await shop.order(sku, 2, "tok_slow", {
      headers: { ...shop.once(), prefer: "wait=1" },
    });
    assert.deepEqual([finished.status, underway.status], [201, 202]);

    await stack.crashAndStart();

    const kept = await shop.call("GET", `/api/v1/orders/${finished.body.id}`);
    assert.equal(kept.body.status, "confirmed");
    const done = await confirmed(underway.headers.get("location") ?? "");
    const [charge, ...others] = await shop.charges(done.id);
    assert.deepEqual(others, []);
    assert.deepEqual(
      charge?.events.map(({ kind }) => kind),
      ["authorised", "captured"],
    );
    assert.deepEqual(await shop.stockOf(sku), { onHand: 7, reserved: 0, available: 7 });
    const audit = await stack.holdfast("audit", "--json");
    assert.equal(audit.code, 0, audit.stdout + audit.stderr);
  });

  it("seeds its demo data once: a second start finds the first one's", async () => {
    assert.ok(seeded.onHand > 0);
    assert.deepEqual(await shop.stockOf("MUG-HARBOUR-BLUE"), seeded);
    assert.ok(stack.logLines().some((line) => line.includes('"firstStart":false')));
  });

  for (const victim of ["postgres", "restate", "inventory"] as const) {
    it(`sells again when ${victim} was killed and came back`, async () => {
      const sku = await shop.stocked(`BACK-${victim.toUpperCase()}`, 3);
      await stack.kill(victim, "SIGKILL");
      await sold(sku);
      assert.equal((await shop.audit()).ok, true);
    });
  }

  it("shows every process as ready to the command line", async () => {
    const status = await stack.holdfast("status", "--json");
    assert.equal(status.code, 0, status.stdout + status.stderr);
    const { processes } = JSON.parse(status.stdout);
    assert.deepEqual(
      processes.map(({ name, ready }: { name: string; ready: boolean }) => [name, ready]),
      ["postgres", "restate", "gateway", "inventory", "pricing", "orders", "payment-sandbox"].map(
        (name) => [name, true],
      ),
    );
  });
});
