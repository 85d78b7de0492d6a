import { after, before, describe, it } from "node:test";
import { createDatabase, proveBooks, stock } from "./books.ts";
import { type InventoryProcess, startInventory } from "./inventory-process.ts";
import { mixedAsks, sendAll } from "./load.ts";

const ASKS = 1_000;
const UNITS = 600;
const KILLED_AT = [250, 600] as const;

describe("inventory, killed with kill -9 under load", () => {
  let database: Awaited<ReturnType<typeof createDatabase>>;
  const started: InventoryProcess[] = [];
  before(async () => {
    database = await createDatabase();
  });
  after(async () => {
    await Promise.all(started.map((process) => process.kill()));
    await database.drop();
  });
  const start = async () => {
    const inventory = await startInventory(database.url);
    started.push(inventory);
    return inventory;
  };

  it("has every hold and delivery it acknowledged, and does what is repeated once", async () => {
    let serving = start();
    const first = await serving;
    await stock(first, "flash", UNITS);
    await stock(first, "goods", ASKS);
    const load = sendAll(mixedAsks(ASKS, "flash"), () => serving);
    for (const killedAt of KILLED_AT) {
      await load.answered(killedAt);
      const victim = await serving;
      serving = victim.kill().then(start); // whoever asks from now on waits for the next one
      await serving;
    }
    await load.done;
    const asked = { inventory: await serving, sku: "flash", units: UNITS };
    await proveBooks(database.url, load.answers, asked);
  });
});
