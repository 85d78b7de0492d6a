import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { type TestDatabase, testDatabase } from "@holdfast/postgres/testing";
import { KEPT_MS, once } from "./idempotency.ts";

const NOW_MS = Date.UTC(2026, 0, 15, 12);

describe("work done once per key", () => {
  let test: TestDatabase;
  before(async () => {
    test = await testDatabase(join(import.meta.dirname, "fixtures/migrations"));
  });
  after(() => test.drop());

  type Asked = {
    readonly account?: string;
    readonly fingerprint?: string;
    readonly nowMs?: number;
  };
  const ask = (key: string, asked: Asked = {}, status = 201) =>
    test.db.inTransaction((tx) =>
      once(tx, { account: "acme", fingerprint: "f", nowMs: NOW_MS, ...asked, key }, async () => {
        await tx.query({
          name: "effect",
          text: "insert into effect (note) values ($1)",
          values: [key],
        });
        return { status, body: { made: key } };
      }),
    );
  const effects = async (key: string) =>
    (
      await test.db.query({
        name: "effects",
        text: "select id from effect where note = $1",
        values: [key],
      })
    ).length;

  it("gives a repeat the first answer and no second effect", async () => {
    const first = await ask("a");
    const second = await ask("a");
    assert.deepEqual(first, {
      ok: true,
      value: { status: 201, body: { made: "a" }, replayed: false },
    });
    assert.deepEqual(second, {
      ok: true,
      value: { status: 201, body: { made: "a" }, replayed: true },
    });
    assert.equal(await effects("a"), 1);
  });

  it("remembers a refusal as well as a success", async () => {
    await ask("refused", {}, 409);
    const second = await ask("refused", {}, 201);
    assert.equal(second.ok && second.value.status, 409);
  });

  it("refuses the key for another request", async () => {
    await ask("b");
    assert.deepEqual(await ask("b", { fingerprint: "other" }), {
      ok: false,
      error: { kind: "idempotency-key-reused" },
    });
  });

  it("keeps the keys of accounts apart", async () => {
    await ask("shared");
    const other = await ask("shared", { account: "other" });
    assert.equal(other.ok && other.value.replayed, false);
  });

  it("has one effect when many ask at once: the others are told to wait, or get the answer", async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask("race")));
    assert.equal(await effects("race"), 1);
    assert.equal(answers.filter((answer) => answer.ok && !answer.value.replayed).length, 1);
    for (const answer of answers) {
      assert.ok(answer.ok || answer.error.kind === "idempotency-key-in-flight");
    }
  });

  it("leaves the key free when the work throws", async () => {
    await assert.rejects(
      test.db.inTransaction((tx) =>
        once(tx, { account: "acme", key: "bug", fingerprint: "f", nowMs: NOW_MS }, async () => {
          throw new Error("bug");
        }),
      ),
    );
    const again = await ask("bug");
    assert.equal(again.ok && again.value.replayed, false);
  });

  it("forgets an answer after a day, and removes it", async () => {
    await ask("old");
    const afterwards = { nowMs: NOW_MS + KEPT_MS + 1 };
    const again = await ask("old", afterwards);
    assert.equal(again.ok && again.value.replayed, false);
    for (let index = 0; index < 10; index++) await ask(`later-${index}`, afterwards);
    const rows = await test.db.query({
      name: "old-keys",
      text: "select key from idempotency_key where created_at = $1",
      values: [new Date(NOW_MS)],
    });
    assert.deepEqual(rows, []);
  });
});
