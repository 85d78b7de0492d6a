import { after, before, describe, it } from "node:test";
import { createDatabase, proveBooks, stock } from "./books.ts";
import { type InventoryProcess, startInventory } from "./inventory-process.ts";
import { mixedAsks, sendAll } from "./load.ts";

const ASKS = 1_500;
const UNITS = 900;

for (const processes of [2, 4]) {
  describe(`${processes} inventory processes on one database, one of them killed under load`, () => {
    let database: Awaited<ReturnType<typeof createDatabase>>;
    let fleet: readonly InventoryProcess[] = [];
    before(async () => {
      database = await createDatabase();
      const starts = Array.from({ length: processes }, () => startInventory(database.url));
      fleet = await Promise.all(starts);
    });
    after(async () => {
      await Promise.all(fleet.map((process) => process.kill()));
      await database.drop();
    });

    it("sell exactly what there is, to those who were told so, and no key is used twice", async () => {
      const [victim, ...others] = fleet;
      if (victim === undefined) throw new Error("none was started");
      await stock(victim, "flash", UNITS);
      await stock(victim, "goods", ASKS);
      let turn = 0;
      let alive = fleet;
      const load = sendAll(mixedAsks(ASKS, "flash"), async () => {
        turn += 1;
        return alive[turn % alive.length] ?? victim;
      });
      await load.answered(ASKS / 3);
      await victim.kill();
      alive = others;
      await load.done;
      const asked = { inventory: others[0] ?? victim, sku: "flash", units: UNITS };
      await proveBooks(database.url, load.answers, asked);
    });
  });
}
