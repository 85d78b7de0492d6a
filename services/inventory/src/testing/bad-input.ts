import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { contents } from "./contents.ts";
import { startInventory } from "./running-service.ts";
import { stockItem } from "./stock.ts";

type Inventory = Awaited<ReturnType<typeof startInventory>>;
type Method = Parameters<Inventory["call"]>[0];
export type Case = {
  readonly name: string;
  /** JSON as it is sent. */
  readonly json?: string;
  readonly url?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly status?: number;
  readonly code?: string;
  readonly path?: string;
};
export type BadRoute = {
  readonly method: Method;
  readonly url: string;
  readonly cases: readonly Case[];
};

export const MALFORMED: readonly Case[] = [
  { name: "malformed JSON", json: "{", code: "malformed-json", path: "/" },
  { name: "an empty body", json: "", code: "malformed-json", path: "/" },
  { name: "a trailing comma", json: '{"items":[],}', code: "malformed-json", path: "/" },
  { name: "a body that is no object", json: "[]", path: "/" },
  { name: "null", json: "null", path: "/" },
];

/** Each case is refused with a problem that names its path, and leaves every table as it was. */
export function describeBadInput(
  routes: readonly BadRoute[],
  more: (inventory: () => Inventory) => void = () => {},
): void {
  describe("bad input", () => {
    let inventory: Inventory;
    let untouched: unknown;
    before(async () => {
      inventory = await startInventory();
      await stockItem(inventory.db, { sku: "mug" }, { BER: 500_000 });
      untouched = await contents(inventory.db);
    });
    after(() => inventory.stop());

    for (const { method, url, cases } of routes) {
      for (const one of cases) {
        it(`${method} ${url} refuses ${one.name}`, async () => {
          const answer = await inventory.call(method, one.url ?? url, {
            body: one.json,
            scope: "admin",
            headers: { "idempotency-key": "k", ...one.headers },
          });
          const told = JSON.stringify(answer.body);
          assert.equal(answer.status, one.status ?? 400, told);
          assert.equal(answer.body.code, one.code ?? "validation-failed", told);
          const paths = answer.body.errors.map(({ path }: { path: string }) => path);
          assert.ok(paths.includes(one.path), `${told} does not name ${one.path}`);
          assert.deepEqual(await contents(inventory.db), untouched, "nothing changed");
        });
      }
    }
    more(() => inventory);
  });
}
