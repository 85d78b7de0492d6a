import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { createLogger } from "@holdfast/log";
import type { Database } from "@holdfast/postgres";
import { fakeCallees } from "../testing/fake-callees.ts";
import { type RecordedCheckout, replayingEngine } from "../testing/journal.ts";
import { runCheckout } from "./checkout.workflow.ts";

const JOURNALS = join(import.meta.dirname, "fixtures/journals");
const FILES = readdirSync(JOURNALS).filter((name) => name.endsWith(".json"));

/** Nothing of it is used: a replay does no work. */
const DEPS = {
  db: {} as Database,
  outbox: { wake: () => undefined },
  calls: fakeCallees().calls,
  log: createLogger({ service: "orders", level: "silent" }),
  nowMs: () => 0,
  stepDeadlineMs: 60_000,
};

describe("the journal of a checkout that older code wrote", () => {
  for (const name of FILES) {
    it(`is replayed by today's code: ${name.replace(".json", "")}`, async () => {
      const recorded = recordedIn(name);
      const { engine, end } = replayingEngine(recorded.journal);
      const answer = await runCheckout(engine, recorded.input, DEPS);
      end();
      assert.deepEqual(answer, recorded.answer);
    });
  }

  it("may end at any run: the process that died there is followed by one that goes on", async () => {
    for (const name of FILES) {
      const { input, journal, answer } = recordedIn(name);
      for (let runs = 0; runs < journal.length; runs += 1) {
        const { engine } = replayingEngine(journal.slice(0, runs));
        const next = journal[runs]?.name;
        const replay = runCheckout(engine, input, DEPS);
        await assert.rejects(replay, new RegExp(`"its end", .* asks for "${next}"`), name);
      }
      assert.notEqual(answer.ending, "nothing-to-do");
    }
  });

  it("holds every step, its undo, and every ending", () => {
    const recorded = FILES.map(recordedIn);
    const runs = new Set(recorded.flatMap(({ journal }) => journal.map(({ name }) => name)));
    const steps = ["quote", "redeem", "hold", "authorise", "confirm-hold", "capture"];
    const undos = ["undo redeem", "undo hold", "undo authorise", "insist on undo authorise"];
    for (const name of ["begin", ...steps, ...undos, "settle"]) assert.ok(runs.has(name), name);
    const endings = new Set(recorded.map(({ answer }) => answer.ending));
    assert.deepEqual(endings, new Set(["confirmed", "failed", "cancelled"]));
    assert.ok(recorded.some(({ answer }) => answer.paymentUnknown));
  });
});

describe("a change of the saga that its journals do not know", () => {
  const { input, journal } = recordedIn("v1-confirmed-by-items.json");
  const told = /asks for .*: checkouts in flight could not go on .* new version/;

  it("is found when a step is renamed, with what to do", async () => {
    const renamed = journal.map((entry) =>
      entry.name === "hold" ? { ...entry, name: "reserve" } : entry,
    );
    await assert.rejects(runCheckout(replayingEngine(renamed).engine, input, DEPS), told);
  });

  it("is found when two steps change places", async () => {
    const [begin, first, second, ...rest] = journal;
    assert.ok(begin !== undefined && first !== undefined && second !== undefined);
    const swapped = replayingEngine([begin, second, first, ...rest]);
    await assert.rejects(runCheckout(swapped.engine, input, DEPS), told);
  });

  it("is found when the last step is gone", async () => {
    const { engine, end } = replayingEngine([...journal, { name: "thank", value: null }]);
    await runCheckout(engine, input, DEPS);
    assert.throws(end, told);
  });
});

function recordedIn(name: string): RecordedCheckout {
  return JSON.parse(readFileSync(join(JOURNALS, name), "utf8"));
}
