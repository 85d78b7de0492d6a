import assert from "node:assert/strict";
import { contents } from "./contents.ts";
import type { startInventory } from "./running-service.ts";

type Inventory = Awaited<ReturnType<typeof startInventory>>;

/** Fails when anything but the expected problem is answered, or any row of any table was written. */
export async function refused(
  { db, call }: Pick<Inventory, "db" | "call">,
  [method, url, asked]: Parameters<Inventory["call"]>,
  expected: { readonly status: number; readonly code: string; readonly paths?: readonly string[] },
) {
  const before = await contents(db);
  const answer = await call(method, url, asked);
  assert.equal(answer.status, expected.status, JSON.stringify(answer.body));
  assert.equal(answer.body.code, expected.code);
  assert.equal(answer.body.type, `/problems/${expected.code}`);
  assert.match(String(answer.headers["content-type"]), /^application\/problem\+json/);
  assert.equal(answer.body.traceId, answer.headers["x-trace-id"]);
  const paths = answer.body.errors?.map(({ path }: { path: string }) => path);
  assert.deepEqual(paths, expected.paths);
  assert.deepEqual(await contents(db), before, "nothing changed");
  return answer.body;
}
