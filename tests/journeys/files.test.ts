import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { type Stack, startStack } from "../stack.ts";
import { shopOf } from "./shop.ts";

/** A name that a careless reader or writer of CSV would change. */
const AWKWARD = ' "Rope", 10 m;\r\nhemp\rand\ttar ';

describe("files of items, stock and prices, at the command line", () => {
  let stack: Stack;
  let shop: ReturnType<typeof shopOf>;
  let folder: string;
  before(async () => {
    stack = await startStack();
    shop = shopOf(stack);
    folder = mkdtempSync(join(tmpdir(), "holdfast-files-"));
  });
  after(async () => {
    await stack?.stop();
    rmSync(folder, { recursive: true });
  });

  const file = (name: string, text?: string): string => {
    const path = join(folder, name);
    if (text !== undefined) writeFileSync(path, text);
    return path;
  };
  const report = async (kind: string, path: string) => {
    const { code, stdout, stderr } = await stack.holdfast("import", kind, path, "--json");
    assert.ok(code === 0 || code === 1, stderr);
    return JSON.parse(stdout);
  };
  const exported = async (kind: string, name: string): Promise<string> => {
    const { code, stderr } = await stack.holdfast("export", kind, file(name));
    assert.equal(code, 0, stderr);
    return readFileSync(file(name), "utf8");
  };

  it("bring items and counts, and list what is wrong with them by line", async () => {
    const items = await report(
      "items",
      file(
        "items.csv",
        "sku,name,safety_stock,preorder_limit,available_from,max_per_buyer,attribute.colour\n" +
          "ROPE,Rope,1,5,2027-03-01,3,tar\nCLEAT,,0,,,,\nBUOY,Buoy,,,,,\n",
      ),
    );
    assert.deepEqual([items.status, items.created, items.rejected], ["done", 2, 1]);
    assert.deepEqual(items.errors, [{ line: 3, column: "name", message: "is required" }]);
    const stock = await report(
      "stock",
      file("stock.csv", "sku,location,quantity\nROPE,BER,10\nROPE,ROT,4\nGONE,BER,1\nBUOY,XXX,1\n"),
    );
    assert.deepEqual([stock.status, stock.updated, stock.rejected], ["done", 2, 2]);
    assert.deepEqual(
      stock.errors.map(({ line, column }: { line: number; column: string }) => [line, column]),
      [
        [4, "sku"],
        [5, "location"],
      ],
    );
    const { body } = await shop.admin("GET", "/items/ROPE");
    const { safetyStock, preorderLimit, availableFrom, maxPerBuyer, attributes } = body;
    assert.deepEqual(
      [safetyStock, preorderLimit, availableFrom, maxPerBuyer, attributes],
      [1, 5, "2027-03-01T00:00:00.000Z", 3, { colour: "tar" }],
    );
    assert.equal((await shop.stockOf("ROPE")).onHand, 14);
  });

  it("come back from an export with nothing changed, whatever was sold and delivered since", async () => {
    const awkward = {
      ...{ name: AWKWARD, description: "=1+1\n", category: " deck ", taxCategory: "reduced" },
      ...{ attributes: { size: 12.5, tarred: true, note: "a\r\nb", none: "" }, maxPerOrder: 7 },
    };
    const put = await shop.admin("PUT", "/items/AWKWARD", { body: awkward });
    assert.equal(put.status, 201, JSON.stringify(put.body));
    await shop.stocked("HAND", 6); // no import has counted it
    for (const [quantity, kind] of [
      [5, "receive"],
      [2, "write-off"],
    ] as const) {
      const movement = { sku: "ROPE", location: "BER", kind, quantity, reason: "journey" };
      const moved = await shop.admin("POST", "/stock/movements", { body: movement });
      assert.equal(moved.status, 201, JSON.stringify(moved.body));
    }
    const items = await exported("items", "items-1.csv");
    const stock = await exported("stock", "stock-1.csv");
    assert.match(stock, /^ROPE,BER,10,13,0,0$/m);
    assert.match(stock, /^HAND,BER,6,6,0,0$/m);
    for (const [kind, name] of [
      ["items", "items-1.csv"],
      ["stock", "stock-1.csv"],
    ] as const) {
      const again = await report(kind, file(name));
      assert.ok(again.rows > 17, "the demo shop is in it too");
      assert.deepEqual([again.unchanged, again.errors], [again.rows, []], kind);
    }
    assert.equal((await shop.stockOf("ROPE")).onHand, 17);
    const { body } = await shop.admin("GET", "/items/AWKWARD");
    assert.deepEqual([body.name, body.attributes], [AWKWARD, awkward.attributes]);
    assert.equal(await exported("items", "items-2.csv"), items);
    assert.equal(await exported("stock", "stock-2.csv"), stock);
    assert.equal((await shop.audit()).ok, true);
  });

  it("bring prices with their conditions, and come back from an export with nothing changed", async () => {
    await shop.stocked("PRICED", 5, 2500);
    const prices = await report(
      "prices",
      file(
        "prices.csv",
        "sku,currency,amount,minQuantity,customerGroup,region,validFrom,floor\n" +
          "PRICED,EUR,19.99,,,,,10\n" +
          "PRICED,EUR,17.5,10,b2b,,,\n" +
          "PRICED,JPY,1.5,,,,,\n" +
          "PRICED,USD,20,2,,,,\n" +
          "PRICED,EUR,21,,,ES-CN,2020-01-01,\n" +
          "PRICED,EUR,18,,,,,\n",
      ),
    );
    assert.deepEqual([prices.status, prices.created, prices.updated], ["done", 2, 1]);
    assert.deepEqual(
      prices.errors.map(({ line, column }: { line: number; column: string }) => [line, column]),
      [
        [4, "amount"],
        [5, "minQuantity"],
        [7, "sku"],
      ],
    );
    const { body } = await shop.admin("GET", "/prices/PRICED");
    assert.deepEqual(body.prices, [
      { currency: "EUR", amount: 1999, minQuantity: 1, floor: 1000 },
      { currency: "EUR", amount: 1750, minQuantity: 10, customerGroup: "b2b" },
      {
        ...{ currency: "EUR", amount: 2100, minQuantity: 1, region: "ES-CN" },
        validFrom: "2020-01-01T00:00:00.000Z",
      },
    ]);
    const { body: history } = await shop.admin("GET", "/prices/PRICED/history?limit=1");
    assert.deepEqual([history.data[0].version, history.nextCursor], [2, "2"]);
    const written = await exported("prices", "prices-1.csv");
    assert.match(written, /^PRICED,EUR,19\.99,1,,,,,,,10\.00,0$/m);
    const again = await report("prices", file("prices-1.csv"));
    assert.ok(again.rows > 17, "the demo shop is in it too");
    assert.deepEqual([again.unchanged, again.errors], [again.rows, []]);
    assert.equal(await exported("prices", "prices-2.csv"), written);
  });
});
