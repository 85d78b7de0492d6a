import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, afterEach, before, describe, it } from "node:test";
import type { Database } from "@holdfast/postgres";
import { findReservation } from "../reservation.store.ts";
import { disagreements } from "../testing/agreement.ts";
import { holdOf, keyedHoldOf, moveOf, settleOf, wordOf } from "../testing/commands.ts";
import { contents } from "../testing/contents.ts";
import { type RunningEngine, startEngine } from "../testing/engine.ts";
import { behindLock } from "../testing/race.ts";
import { NOW_MS, shelf, stockItem } from "../testing/stock.ts";
import type { Command, Outcome } from "./command.ts";

describe("a batch in which something goes wrong", () => {
  let running: RunningEngine;
  let db: Database;
  before(async () => {
    running = await startEngine();
    db = running.db;
    await stockItem(db, { sku: "good" }, { BER: 1_000 });
    await stockItem(db, { sku: "bad" }, { BER: 1_000 });
  });
  after(() => running.stop());
  afterEach(async () => {
    for (const table of ["movement", "reservation_line", "outbox", "stock"]) {
      await db.query({ name: `heal-${table}`, text: `drop trigger if exists planted on ${table}` });
    }
    assert.deepEqual(await disagreements(db), []);
  });

  /** Runs PL/pgSQL before each row that is written to the table. */
  const plant = async (table: string, body: string) => {
    const text = `create or replace function planted() returns trigger language plpgsql as $$ begin ${body} return new; end $$`;
    await db.query({ name: randomUUID(), text });
    const event = table === "stock" ? "update" : "insert";
    const create = `create trigger planted before ${event} on ${table} for each row execute function planted()`;
    await db.query({ name: `plant-${table}`, text: create });
  };
  /** All in one batch: they gather while the engine waits for the lock. `broken` where it threw. */
  const together = async (commands: readonly Command[]) => {
    const waits = moveOf({ sku: "good", units: 1, reason: "first" });
    const told = await behindLock(running, waits, () =>
      commands.map((command) =>
        running.engine.submit(command).catch((error: unknown) => ({ error })),
      ),
    );
    return Promise.all(told);
  };
  const wordsOf = (told: readonly (Outcome | { readonly error: unknown })[]) =>
    told.map((one) => ("ok" in one ? wordOf(one) : "broken"));

  /** Each is something that the database refuses and no validation saw. */
  const poisons: Readonly<Record<string, () => Command>> = {
    "a NUL character in a reason": () => moveOf({ sku: "bad", units: 1, reason: "a\u0000b" }),
    "a NUL character in an account": () => holdOf({ bad: 1 }, { account: "a\u0000b" }),
    "an id that is none": () => settleOf("not-a-uuid", "cancel"),
    "a time past the calendar": () => holdOf({ bad: 1 }, { ttlSeconds: 1e12 }),
  };
  for (const [what, poison] of Object.entries(poisons)) {
    it(`${what}: fails alone, and its neighbours succeed`, async () => {
      const holds = [holdOf({ good: 1 }), holdOf({ good: 1, bad: 1 }), holdOf({ good: 1 })];
      const words = wordsOf(await together([...holds.slice(0, 2), poison(), ...holds.slice(2)]));
      assert.deepEqual(words, ["ok", "ok", "broken", "ok"]);
      for (const { id } of holds) assert.equal((await findReservation(db, id))?.status, "held");
    });
  }

  it("several that the database refuses fail among many that succeed", async () => {
    await plant("movement", "if new.reason = 'poison' then raise exception 'planted'; end if;");
    const commands = Array.from({ length: 100 }, (_, index) =>
      moveOf({ sku: "good", units: 1, reason: index % 17 === 5 ? "poison" : "fine" }),
    );
    const before = await shelf(db, "good", NOW_MS);
    const words = wordsOf(await together(commands));
    for (const [index, word] of words.entries()) {
      assert.equal(word, index % 17 === 5 ? "broken" : "ok");
    }
    const fine = words.filter((word) => word === "ok").length;
    const unitsOf = (it: typeof before) => Number(it.BER?.split("/")[0]);
    assert.equal(unitsOf(await shelf(db, "good", NOW_MS)), unitsOf(before) + fine + 1);
  });

  it("a quick hold that the database refuses fails alone", async () => {
    const holds = Array.from({ length: 9 }, (_, index) =>
      keyedHoldOf({ good: 1 }, index === 4 ? { account: "a\u0000b" } : {}),
    );
    assert.ok((await running.engine.submit(keyedHoldOf({ good: 1 }))).ok, "it is known now");
    const told = holds.map((hold) =>
      running.engine.submit(hold).catch((error: unknown) => ({ error })),
    );
    const words = wordsOf(await Promise.all(told));
    assert.deepEqual(
      words.toSpliced(4, 1),
      Array.from({ length: 8 }, () => "ok"),
    );
    assert.equal(words[4], "broken");
  });

  it("cannot oversell by a bug of ours: the database refuses the batch, and nothing is written", async () => {
    for (const bug of ["new.reserved := new.on_hand + 1;", "new.on_hand := -1;"]) {
      await plant("stock", `if new.sku = 'bad' then ${bug} end if;`);
      const before = await contents(db);
      for (const hold of [holdOf({ bad: 1 }), keyedHoldOf({ bad: 1 })]) {
        await assert.rejects(running.engine.submit(hold), /check constraint/);
      }
      assert.deepEqual(await contents(db), before);
      await db.query({ name: "heal", text: "drop trigger planted on stock" });
    }
  });

  it("cannot owe more than the limit by a bug of ours", async () => {
    const text = "update item_stock set owed = owed_max + 1 where sku = 'bad'";
    await assert.rejects(db.query({ name: "overpromise", text }), /item_never_overpromised/);
  });

  it("leaves no event, line or key of a batch that is rolled back", async () => {
    await plant("outbox", "raise exception 'planted';");
    const before = await contents(db);
    for (const command of [
      holdOf({ bad: 1 }),
      keyedHoldOf({ bad: 1 }),
      moveOf({ sku: "bad", units: 1, key: { value: "k", fingerprint: "f" } }),
    ]) {
      await assert.rejects(running.engine.submit(command), /planted/);
    }
    assert.deepEqual(await contents(db), before);
  });

  for (const state of ["40001", "40P01", "23505"]) {
    it(`is decided anew after ${state}, until it succeeds`, async () => {
      await db.query({ name: `count-${state}`, text: `create sequence conflicts_${state}` });
      const conflict = `if nextval('conflicts_${state}') <= 3 then raise exception using errcode = '${state}'; end if;`;
      await plant("reservation_line", conflict);
      const asked = holdOf({ good: 1, bad: 1 });
      assert.equal(wordOf(await running.engine.submit(asked)), "ok");
      assert.equal((await findReservation(db, asked.id))?.status, "held");
    });
  }

  it("does not wait again, half by half, for what somebody else keeps locked for too long", async () => {
    await db.query({ name: "count-tries", text: "create sequence tries" });
    await plant(
      "reservation_line",
      "perform nextval('tries'); raise exception using errcode = '57014';",
    );
    const before = await shelf(db, "bad", NOW_MS);
    const holds = Array.from({ length: 20 }, () => holdOf({ bad: 1 }));
    const words = wordsOf(await together(holds));
    assert.deepEqual(new Set(words), new Set(["overloaded"]));
    assert.deepEqual(await shelf(db, "bad", NOW_MS), before);
    const [tries] = await db.query<{ made: number }>({
      name: "tries",
      text: "select last_value as made from tries",
    });
    assert.equal(tries?.made, 1);
  });

  it("says that it is overloaded when the conflicts do not end, and has done nothing", async () => {
    await plant("reservation_line", "raise exception using errcode = '40001';");
    const before = await contents(db);
    for (const asked of [holdOf({ good: 1 }), keyedHoldOf({ good: 1 })]) {
      assert.equal(wordOf(await running.engine.submit(asked)), "overloaded");
    }
    assert.deepEqual(await contents(db), before);
  });
});
