import assert from "node:assert/strict";
import { appendFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { type BookFile, openBookFile } from "./book.store.ts";
import { chargesOf } from "./book.ts";
import type { Authorise } from "./charge.ts";

const AUTHORISE: Authorise = {
  kind: "authorise",
  chargeId: "c1",
  orderId: "o1",
  amount: { amountMinor: 1999, currency: "EUR" },
  token: "tok_ok",
  idempotencyKey: "k1",
};
const CAPTURE = { kind: "capture", chargeId: "c1", idempotencyKey: "k2" } as const;

let directory: string;
before(async () => {
  directory = await mkdtemp(join(tmpdir(), "holdfast sandbox "));
});
after(() => rm(directory, { recursive: true }));

/** Opens a book for the length of `work`. A book that is opened anew knows only what the file holds. */
async function withBook<T>(name: string, work: (file: BookFile) => Promise<T>): Promise<T> {
  const file = await openBookFile(join(directory, name, "book.jsonl"));
  try {
    return await work(file);
  } finally {
    await file.close();
  }
}
const read = (name: string) => readFile(join(directory, name, "book.jsonl"), "utf8");
const write = (name: string, text: string) => writeFile(join(directory, name, "book.jsonl"), text);

describe("the book on disk", () => {
  it("holds a charge before the decision is given out", async () => {
    await withBook("durable", async (file) => {
      await file.execute(AUTHORISE, 1_000);
      assert.match(await read("durable"), /"chargeId":"c1".*\n$/);
    });
  });

  it("comes back after a restart with its charges, keys and failures", async () => {
    const flaky = { ...AUTHORISE, orderId: "o2", token: "tok_flaky", idempotencyKey: "k3" };
    const made = await withBook("restart", async (file) => {
      await file.execute(AUTHORISE, 1_000);
      await file.execute(CAPTURE, 2_000);
      await file.execute(flaky, 3_000);
      return chargesOf(file.book, "o1");
    });
    await withBook("restart", async (file) => {
      assert.deepEqual(chargesOf(file.book, "o1"), made);
      const again = await file.execute({ ...AUTHORISE, chargeId: "c9" }, 9_000);
      assert.equal(again.answer.ok && again.answer.value.id, "c1");
      const results = [await file.execute(flaky, 9_000), await file.execute(flaky, 9_000)];
      assert.deepEqual(
        results.map(({ answer }) => answer.ok),
        [false, true],
        "one failure was before the restart, so one is left",
      );
    });
  });

  it("writes commands that come together in their order, each once", async () => {
    await withBook("together", async (file) => {
      const ids = Array.from({ length: 50 }, (_, index) => `c${index}`);
      await Promise.all(
        ids.map((id) => file.execute({ ...AUTHORISE, chargeId: id, idempotencyKey: id }, 1_000)),
      );
      const lines = (await read("together")).trimEnd().split("\n");
      assert.deepEqual(
        lines.map((line) => JSON.parse(line).command.chargeId),
        ids,
      );
    });
  });
});

describe("a book of before refunds had amounts", () => {
  it("is read as it was meant: its refunds gave everything back", async () => {
    await withBook("old", async () => {});
    const refund = { kind: "refund", chargeId: "c1", idempotencyKey: "k3" };
    const entries = [AUTHORISE, CAPTURE, refund].map((command, index) =>
      JSON.stringify({ atMs: index, command, outcome: "done" }),
    );
    await write("old", `${entries.join("\n")}\n`);
    await withBook("old", async (file) => {
      const [charge] = chargesOf(file.book, "o1");
      assert.deepEqual([charge?.status, charge?.refunded.amountMinor], ["refunded", 1999]);
    });
  });
});

describe("a damaged book", () => {
  it("loses a torn last line and nothing else, and goes on after it", async () => {
    await withBook("torn", (file) => file.execute(AUTHORISE, 1_000));
    const whole = await read("torn");
    await appendFile(join(directory, "torn", "book.jsonl"), '{"atMs":2000,"command":{"kind":"cap');

    await withBook("torn", async (file) => {
      assert.equal(chargesOf(file.book, "o1")[0]?.status, "authorised");
      assert.equal(await read("torn"), whole);
      await file.execute(CAPTURE, 3_000);
    });
    await withBook("torn", async (file) => {
      assert.equal(chargesOf(file.book, "o1")[0]?.status, "captured");
    });
  });

  it("is refused when a line in the middle cannot be read", async () => {
    await withBook("damaged", (file) => file.execute(AUTHORISE, 1_000));
    await write("damaged", `{"atMs":\n${await read("damaged")}`);
    await assert.rejects(
      withBook("damaged", async () => {}),
      /the book is damaged at line 1/,
    );
  });
});
