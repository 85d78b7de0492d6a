import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { join } from "node:path";
import { after, before, beforeEach, describe, it } from "node:test";
import { createLogger } from "@holdfast/log";
import { type TestDatabase, testDatabase } from "@holdfast/postgres/testing";
import { createKey, findKey, forgetEndedKeys, liveKeys, recordUses } from "./api-keys.store.ts";
import type { Use } from "./api-keys.ts";
import { openKeyring } from "./keyring.ts";

const NOW_MS = Date.parse("2026-01-01T00:00:00Z");
const DAY_MS = 24 * 3_600_000;
const ID = "019aa000-0000-7000-8000-000000000001";
const hexOf = (key: string) => createHash("sha256").update(key).digest("hex");
const rowOf = (key: string, id = ID) => ({
  ...({ id, account: "acme", scope: "shop", label: "a shop" } as const),
  ...{ quota: null, windowSeconds: null, expiresAtMs: null },
  sha256: Buffer.from(hexOf(key), "hex"),
});

let test: TestDatabase;
before(async () => {
  test = await testDatabase(join(import.meta.dirname, "../../migrations"));
});
after(() => test.drop());
beforeEach(() => test.db.query({ name: "clear", text: "delete from api_key" }));
const make = (key: string, id?: string) =>
  test.db.inTransaction((tx) => createKey(tx, rowOf(key, id), NOW_MS));
const lastUsed = async () => (await findKey(test.db, ID))?.lastUsedAtMs;

/** The keyring of a gateway over the real tables, with a clock and timers of the test's. */
async function keyringOf(recorded: (uses: readonly Use[]) => Promise<void>) {
  const state = { nowMs: NOW_MS, minute: () => {} };
  const keyring = await openKeyring({
    migrate: async () => {},
    liveKeys: () => liveKeys(test.db, state.nowMs),
    recordUses: recorded,
    listen: () => ({ close: async () => {} }),
    nowMs: () => state.nowMs,
    schedule: (work, delayMs) => {
      if (delayMs === 60_000) state.minute = work;
      return () => {};
    },
    log: createLogger({ service: "gateway", level: "silent" }),
  });
  return { state, keyring };
}

describe("when a key was last used", () => {
  it("is written once a minute, however often it was, and not at all when it was not", async () => {
    await make("k");
    const writes: Promise<void>[] = [];
    const { state, keyring } = await keyringOf((uses) => {
      const write = recordUses(test.db, uses);
      writes.push(write);
      return write;
    });
    for (let second = 0; second < 50; second++) {
      state.nowMs += 1_000;
      assert.equal(keyring.find(hexOf("k"))?.keyId, ID);
    }
    assert.equal(keyring.find(hexOf("unknown")), undefined);
    assert.equal(await lastUsed(), null);
    state.minute();
    await Promise.all(writes);
    assert.equal(await lastUsed(), NOW_MS + 50_000);
    state.minute();
    assert.equal(writes.length, 1);
    state.nowMs += 5_000;
    keyring.find(hexOf("k"));
    await keyring.close();
    assert.deepEqual([writes.length, await lastUsed()], [2, NOW_MS + 55_000]);
  });

  it("is kept for the next minute when it could not be written", async () => {
    await make("k");
    let isAway = true;
    const { state, keyring } = await keyringOf(async (uses) => {
      if (isAway) throw new Error("away");
      await recordUses(test.db, uses);
    });
    keyring.find(hexOf("k"));
    state.minute();
    await new Promise((done) => setImmediate(done));
    isAway = false;
    await keyring.close();
    assert.equal(await lastUsed(), NOW_MS);
  });

  it("is never set back by a gateway that is behind", async () => {
    await make("k");
    await recordUses(test.db, [{ id: ID, atMs: NOW_MS }]);
    await recordUses(test.db, [{ id: ID, atMs: NOW_MS - 1 }]);
    assert.equal(await lastUsed(), NOW_MS);
  });

  it("is written by several gateways at once, in whatever order they used them", async () => {
    const ids = Array.from(
      { length: 200 },
      (_, at) => `019aa000-0000-7000-8000-${String(at).padStart(12, "0")}`,
    );
    for (const id of ids) await make(id, id);
    const uses = ids.map((id) => ({ id, atMs: NOW_MS }));
    const rounds = Array.from({ length: 20 }, (_, round) =>
      recordUses(test.db, round % 2 === 0 ? uses : uses.toReversed()),
    );
    await Promise.all(rounds);
    assert.equal(await lastUsed(), NOW_MS);
  });
});

describe("the keys of a database", () => {
  it("never open with what everybody knows, however it came there", async () => {
    await make("hf_dev_shop");
    await make("good", "019aa000-0000-7000-8000-000000000002");
    const { keyring } = await keyringOf(async () => {});
    assert.equal(keyring.find(hexOf("hf_dev_shop")), undefined);
    assert.equal(keyring.find(hexOf("good"))?.account, "acme");
    await keyring.close();
  });

  it("are 10,000 at most, ended ones not counted", async () => {
    await test.db.query({
      name: "fill",
      text: `insert into api_key (id, account, scope, label, sha256, created_at, revoked_at)
             select gen_random_uuid(), 'acme', 'shop', 'x', sha256(n::text::bytea), now(), case when n > 9999 then now() end
               from generate_series(1, 10500) n`,
    });
    assert.equal((await make("last")).ok, true);
    const refused = await make("one too many", "019aa000-0000-7000-8000-000000000002");
    assert.deepEqual(refused, { ok: false, error: { kind: "keys-over-limit", max: 10_000 } });
    assert.equal((await liveKeys(test.db, NOW_MS)).length, 10_000);
  });

  it("are forgotten 90 days after they ended, and never before", async () => {
    await make("k");
    const end = (column: string, daysAgo: number) =>
      test.db.query({
        name: `end-${column}`,
        text: `update api_key set ${column} = $1`,
        values: [new Date(NOW_MS - daysAgo * DAY_MS)],
      });
    const isThere = async () => (await findKey(test.db, ID)) !== undefined;
    await forgetEndedKeys(test.db, NOW_MS + 1_000 * DAY_MS);
    assert.equal(await isThere(), true);
    await end("expires_at", 89);
    await forgetEndedKeys(test.db, NOW_MS);
    assert.equal(await isThere(), true);
    await end("revoked_at", 91);
    await forgetEndedKeys(test.db, NOW_MS);
    assert.equal(await isThere(), false);
  });
});
