import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { type Book, chargesOf, type Decision, decide, emptyBook, record } from "./book.ts";
import type { Authorise, Command, Move } from "./charge.ts";

const AUTHORISE: Authorise = {
  kind: "authorise",
  chargeId: "c1",
  orderId: "o1",
  amount: { amountMinor: 1999, currency: "EUR" },
  token: "tok_ok",
  idempotencyKey: "k1",
};
const move = (kind: Move, idempotencyKey: string, chargeId = "c1"): Command => ({
  kind,
  chargeId,
  idempotencyKey,
});

/** Decides, and writes the entry down as the service does. */
function run(book: Book, command: Command, nowMs = 1_000): Decision {
  const decision = decide(book, command, nowMs);
  if (decision.entry) record(book, decision.entry);
  return decision;
}

function bookWith(token: string, ...moves: Move[]): Book {
  const book = emptyBook();
  run(book, { ...AUTHORISE, token });
  for (const [index, kind] of moves.entries()) run(book, move(kind, `m${index}`), 2_000 + index);
  return book;
}

const statusOf = (book: Book) => chargesOf(book, "o1").map((charge) => charge.status);
const refusalOf = ({ answer }: Decision) => (answer.ok ? undefined : answer.error.kind);

describe("the charge's states", () => {
  const outcomes: readonly [from: Move[], move: Move, after: string][] = [
    [[], "capture", "captured"],
    [[], "void", "voided"],
    [["capture"], "refund", "refunded"],
    [["void"], "void", "voided"],
    [["capture", "refund"], "refund", "refunded"],
  ];
  for (const [from, kind, after] of outcomes) {
    it(`after ${["authorise", ...from].join(", ")}: ${kind} leaves it ${after}`, () => {
      const book = bookWith("tok_ok", ...from);
      const { answer } = run(book, move(kind, "new"));
      assert.equal(answer.ok && answer.value.status, after);
      assert.deepEqual(statusOf(book), [after]);
    });
  }

  it("keeps one event for each thing that happened, none for a move that changed nothing", () => {
    const book = bookWith("tok_ok", "capture", "refund", "refund");
    const [charge] = chargesOf(book, "o1");
    assert.deepEqual(
      charge?.events.map(({ kind, atMs, idempotencyKey }) => [kind, atMs, idempotencyKey]),
      [
        ["authorised", 1_000, "k1"],
        ["captured", 2_000, "m0"],
        ["refunded", 2_001, "m1"],
      ],
    );
  });
});

describe("a wrong move", () => {
  const refusals: readonly [from: Move[], move: Move][] = [
    [[], "refund"],
    [["capture"], "void"],
    [["capture"], "capture"],
    [["void"], "capture"],
    [["void"], "refund"],
    [["capture", "refund"], "capture"],
    [["capture", "refund"], "void"],
  ];
  for (const [from, kind] of refusals) {
    it(`after ${["authorise", ...from].join(", ")}: ${kind} is refused and changes nothing`, () => {
      const book = bookWith("tok_ok", ...from);
      const before = chargesOf(book, "o1");
      assert.equal(refusalOf(run(book, move(kind, "new"))), "invalid-state");
      assert.deepEqual(chargesOf(book, "o1"), before);
    });
  }

  it("does not know a charge that was never made", () => {
    assert.equal(refusalOf(run(emptyBook(), move("void", "k"))), "charge-not-found");
  });
});

const refund = (amountMinor: number, idempotencyKey: string, currency = "EUR"): Command => ({
  kind: "refund",
  chargeId: "c1",
  amount: { amountMinor, currency },
  idempotencyKey,
});

describe("refunds of an amount", () => {
  const shapeOf = ({ answer }: Decision) =>
    answer.ok ? [answer.value.status, answer.value.refunded.amountMinor] : answer.error.kind;

  it("add up: captured while something is left, then refunded", () => {
    const book = bookWith("tok_ok", "capture");
    assert.deepEqual(shapeOf(run(book, refund(500, "r1"))), ["captured", 500]);
    assert.deepEqual(shapeOf(run(book, refund(1499, "r2"))), ["refunded", 1999]);
    const [charge] = chargesOf(book, "o1");
    assert.deepEqual(
      charge?.events.map(({ kind, amount }) => [kind, amount.amountMinor]),
      [
        ["authorised", 1999],
        ["captured", 1999],
        ["refunded", 500],
        ["refunded", 1499],
      ],
    );
  });

  it("never give back more than was captured, and say what is left", () => {
    const book = bookWith("tok_ok", "capture");
    run(book, refund(1500, "r1"));
    const { answer } = run(book, refund(500, "r2"));
    assert.deepEqual(answer, {
      ok: false,
      error: {
        kind: "refund-exceeds-charge",
        chargeId: "c1",
        refundable: { amountMinor: 499, currency: "EUR" },
      },
    });
    assert.equal(refusalOf(run(book, refund(1, "r3", "USD"))), "refund-exceeds-charge");
    run(book, refund(499, "r4"));
    assert.equal(refusalOf(run(book, refund(1, "r5"))), "refund-exceeds-charge");
    assert.equal(chargesOf(book, "o1")[0]?.refunded.amountMinor, 1999);
  });

  it("without an amount give back all that is left", () => {
    const book = bookWith("tok_ok", "capture");
    run(book, refund(1500, "r1"));
    assert.deepEqual(shapeOf(run(book, move("refund", "r2"))), ["refunded", 1999]);
    assert.equal(chargesOf(book, "o1")[0]?.events.at(-1)?.amount.amountMinor, 499);
  });

  it("have one effect a key, and refuse the key for another amount", () => {
    const book = bookWith("tok_ok", "capture");
    run(book, refund(500, "r1"));
    const again = run(book, refund(500, "r1"));
    assert.deepEqual([again.replayed, shapeOf(again)], [true, ["captured", 500]]);
    assert.equal(refusalOf(run(book, refund(501, "r1"))), "key-reused");
    assert.equal(refusalOf(run(book, move("refund", "r1"))), "key-reused");
    assert.equal(chargesOf(book, "o1")[0]?.refunded.amountMinor, 500);
  });

  for (const from of [[], ["void"]] as const) {
    it(`are refused after ${["authorise", ...from].join(", ")}`, () => {
      const book = bookWith("tok_ok", ...from);
      assert.equal(refusalOf(run(book, refund(1, "r1"))), "invalid-state");
    });
  }

  it("in a currency that is none do not use up their key", () => {
    const book = bookWith("tok_ok", "capture");
    assert.equal(refusalOf(run(book, refund(1, "r1", "XXX"))), "currency-unknown");
    assert.equal(run(book, refund(1, "r1")).answer.ok, true);
  });
});

const ANY_COMMAND: fc.Arbitrary<Command> = fc
  .record({
    kind: fc.constantFrom("authorise", "capture", "void", "refund"),
    chargeId: fc.constantFrom("c1", "c2"),
    token: fc.constantFrom("tok_ok", "tok_flaky", "tok_capture_fails"),
    minor: fc.option(fc.integer({ min: 1, max: 60 }), { nil: undefined }),
    currency: fc.constantFrom("EUR", "EUR", "USD"),
    idempotencyKey: fc.integer({ min: 0, max: 30 }).map(String),
  })
  .map(({ kind, chargeId, idempotencyKey, token, minor, currency }): Command => {
    const amount = { amountMinor: minor ?? 50, currency };
    if (kind === "authorise") {
      return { kind, chargeId, idempotencyKey: chargeId, orderId: "o1", token, amount };
    }
    if (kind !== "refund" || minor === undefined) return { kind, chargeId, idempotencyKey };
    return { kind, chargeId, idempotencyKey, amount };
  });

describe("whatever is asked in whatever order", () => {
  it("a charge is captured once at most, never gives back more than it took, and its file tells the same", () => {
    fc.assert(
      fc.property(fc.array(ANY_COMMAND, { maxLength: 60 }), (commands) => {
        const book = emptyBook();
        const entries = commands.flatMap((command, index) => run(book, command, index).entry ?? []);
        for (const charge of chargesOf(book, "o1")) {
          const minorOf = (kind: string) =>
            charge.events
              .filter((event) => event.kind === kind)
              .map((event) => event.amount.amountMinor);
          const captures = minorOf("captured");
          const refunded = minorOf("refunded").reduce((sum, minor) => sum + minor, 0);
          assert.ok(captures.length <= 1);
          assert.ok((captures[0] ?? 0) - refunded >= 0);
          assert.equal(charge.refunded.amountMinor, refunded);
          assert.equal(charge.status === "refunded", captures[0] === refunded);
          assert.ok(!(minorOf("voided").length > 0 && captures.length > 0));
        }
        const readBack = emptyBook();
        for (const entry of JSON.parse(JSON.stringify(entries))) record(readBack, entry);
        assert.deepEqual(readBack, book);
      }),
      { numRuns: 500, seed: 5 },
    );
  });
});

describe("idempotency keys", () => {
  it("give the first answer again, as it was then", () => {
    const book = bookWith("tok_ok", "capture");
    const again = run(book, { ...AUTHORISE, chargeId: "c2" });
    assert.equal(again.replayed, true);
    assert.equal(again.answer.ok && again.answer.value.status, "authorised");
    assert.equal(again.answer.ok && again.answer.value.id, "c1");
    assert.equal(chargesOf(book, "o1").length, 1);
  });

  it("replay a decline and a wrong move too", () => {
    const declined = bookWith("tok_declined");
    const again = run(declined, { ...AUTHORISE, token: "tok_declined" });
    assert.deepEqual([refusalOf(again), again.replayed], ["payment-declined", true]);

    const voided = bookWith("tok_ok", "void", "capture");
    const wrong = run(voided, move("capture", "m1"));
    assert.deepEqual([refusalOf(wrong), wrong.replayed], ["invalid-state", true]);
  });

  for (const change of [
    { orderId: "o2" },
    { token: "tok_slow" },
    { amount: { amountMinor: 2000, currency: "EUR" } },
    { amount: { amountMinor: 1999, currency: "USD" } },
  ]) {
    it(`refuse another authorisation under the same key: ${JSON.stringify(change)}`, () => {
      const book = bookWith("tok_ok");
      assert.equal(refusalOf(run(book, { ...AUTHORISE, ...change })), "key-reused");
    });
  }

  it("refuse any other command: another move, another charge, an authorisation", () => {
    const book = bookWith("tok_ok", "capture");
    run(book, { ...AUTHORISE, chargeId: "c2", idempotencyKey: "k2" });
    const others: readonly Command[] = [
      move("refund", "m0"),
      move("capture", "m0", "c2"),
      move("void", "k1"),
      { ...AUTHORISE, chargeId: "c3", idempotencyKey: "m0" },
    ];
    for (const other of others) {
      const before = [...book.charges.values()];
      assert.equal(refusalOf(run(book, other)), "key-reused", JSON.stringify(other));
      assert.deepEqual([...book.charges.values()], before);
    }
  });

  it("are used up by a refused move also for the move that would pass", () => {
    const book = bookWith("tok_ok", "capture");
    assert.equal(refusalOf(run(book, move("void", "undo"))), "invalid-state");
    assert.equal(refusalOf(run(book, move("refund", "undo"))), "key-reused");
    assert.equal(run(book, move("refund", "undo-2")).answer.ok, true);
  });

  it("under two keys one order is charged twice, and the book shows it", () => {
    const book = bookWith("tok_ok");
    run(book, { ...AUTHORISE, chargeId: "c2", idempotencyKey: "k2" });
    assert.deepEqual(statusOf(book), ["authorised", "authorised"]);
  });
});

describe("tokens that decline", () => {
  for (const [token, declineCode] of [
    ["tok_declined", "declined"],
    ["tok_insufficient_funds", "insufficient-funds"],
  ] as const) {
    it(`${token} is declined and no charge comes into being`, () => {
      const book = emptyBook();
      const { answer } = run(book, { ...AUTHORISE, token });
      assert.deepEqual(answer, { ok: false, error: { kind: "payment-declined", declineCode } });
      assert.deepEqual(chargesOf(book, "o1"), []);
    });
  }

  it("an unknown token is refused and does not use up its key", () => {
    const book = emptyBook();
    assert.equal(refusalOf(run(book, { ...AUTHORISE, token: "tok_nope" })), "token-unknown");
    assert.equal(run(book, AUTHORISE).answer.ok, true);
  });
});

describe("tokens that misbehave", () => {
  it("tok_timeout stands in the book, and its answer never leaves, not on a repeat either", () => {
    const book = emptyBook();
    assert.equal(run(book, { ...AUTHORISE, token: "tok_timeout" }).pace, "never");
    assert.equal(run(book, { ...AUTHORISE, token: "tok_timeout" }).pace, "never");
    assert.deepEqual(statusOf(book), ["authorised"]);
    assert.equal(run(book, move("void", "v")).pace, "at-once");
  });

  it("tok_flaky fails twice for each order, then works under the same key", () => {
    const book = emptyBook();
    for (const orderId of ["o1", "o2"]) {
      const command = { ...AUTHORISE, orderId, token: "tok_flaky", idempotencyKey: orderId };
      const kinds = [1, 2, 3].map(() => refusalOf(run(book, command)));
      assert.deepEqual(kinds, ["provider-flaked", "provider-flaked", undefined]);
    }
  });

  it("tok_slow is slow to authorise and to capture, not to void", () => {
    const book = emptyBook();
    assert.equal(run(book, { ...AUTHORISE, token: "tok_slow" }).pace, "slow");
    assert.equal(decide(book, move("void", "v"), 1_000).pace, "at-once");
    assert.equal(run(book, move("capture", "c")).pace, "slow");
  });

  it("tok_capture_fails never captures, whatever the key, and can be voided", () => {
    const book = bookWith("tok_capture_fails");
    const decisions = ["a", "a", "b"].map((key) => run(book, move("capture", key)));
    assert.deepEqual(
      decisions.map((decision) => [refusalOf(decision), decision.replayed]),
      [
        ["capture-fails", false],
        ["capture-fails", true],
        ["capture-fails", false],
      ],
      "a failure on the way settles the key as well",
    );
    assert.deepEqual(statusOf(book), ["authorised"]);
    assert.equal(run(book, move("void", "v")).answer.ok, true);
  });
});
