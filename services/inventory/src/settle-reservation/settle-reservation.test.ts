import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { SettleCommand } from "../engine/command.ts";
import type { ReservationStatus } from "../reservation.ts";
import { extendOf, holdOf, settleOf } from "../testing/commands.ts";
import { answerOf, done, type MemoryStock, NOW_MS, refused } from "../testing/memory-stock.ts";
import { linesOf, receive, shelvesOf, stocked } from "../testing/stocked.ts";

type Move = SettleCommand["move"];
const BOLT = { account: "bolt", scope: "shop" } as const;
const ADMIN = { account: "dev-admin", scope: "admin" } as const;
const END_MS = NOW_MS + 60_000;

/** Five mugs, two of them in reservation r1, for 60 s. */
function held(): MemoryStock {
  const stock = stocked({ mug: { on: { A: 5 } } });
  done(answerOf(stock, holdOf({ mug: 2 }, { id: "r1", ttlSeconds: 60 })));
  return stock;
}

/** How r1 came to be in a status. `due`: stored as held, past its time, not swept yet. */
const BEFORE: Readonly<Record<ReservationStatus | "due", readonly Move[]>> = {
  held: [],
  due: [],
  expired: [],
  confirmed: ["confirm"],
  released: ["release"],
};

function reservationThatIs(status: ReservationStatus | "due"): MemoryStock {
  const stock = held();
  for (const move of BEFORE[status]) done(answerOf(stock, settleOf("r1", move)));
  if (status === "expired") stock.decide([], END_MS);
  return stock;
}

const MATRIX: readonly (readonly [Move, ReservationStatus | "due", string])[] = [
  ["confirm", "held", "confirmed, 3/0 left"],
  ["confirm", "confirmed", "confirmed, 3/0 left"],
  ["confirm", "released", "refused: released, 5/0 left"],
  ["confirm", "expired", "refused: expired, 5/0 left"],
  ["confirm", "due", "refused: expired, 5/0 left"],
  ["release", "held", "released, 5/0 left"],
  ["release", "released", "released, 5/0 left"],
  ["release", "confirmed", "refused: confirmed, 3/0 left"],
  ["release", "expired", "refused: expired, 5/0 left"],
  ["release", "due", "refused: expired, 5/0 left"],
  ["cancel", "held", "released, 5/0 left"],
  ["cancel", "confirmed", "released, 5/0 left"],
  ["cancel", "released", "released, 5/0 left"],
  ["cancel", "expired", "expired, 5/0 left"],
  ["cancel", "due", "expired, 5/0 left"],
];

function moved(stock: MemoryStock, move: Move, nowMs: number): string {
  const outcome = answerOf(stock, settleOf("r1", move), nowMs);
  const { error } = outcome.ok ? {} : outcome;
  const refusal = error?.kind === "invalid-state" ? `refused: ${error.status}` : error?.kind;
  const told = outcome.ok ? outcome.value.reservation.status : refusal;
  return `${told}, ${shelvesOf(stock, "mug").A} left`;
}
const momentOf = (status: ReservationStatus | "due") =>
  status === "due" || status === "expired" ? END_MS : END_MS - 1;

describe("settle reservation", () => {
  for (const [move, status, expected] of MATRIX) {
    it(`${move} of a ${status} reservation: ${expected}`, () => {
      assert.equal(moved(reservationThatIs(status), move, momentOf(status)), expected);
    });
  }

  it("comes to the same when a move is repeated, also in one batch, and tells it once", () => {
    for (const [move, status, expected] of MATRIX) {
      const stock = reservationThatIs(status);
      moved(stock, move, momentOf(status));
      const told = stock.tables.outbox.length;
      assert.equal(moved(stock, move, momentOf(status)), expected);
      assert.equal(stock.tables.outbox.length, told);

      const batch = reservationThatIs(status);
      const twice = [settleOf("r1", move), settleOf("r1", move)];
      batch.decide(twice, momentOf(status));
      assert.equal(batch.tables.outbox.length, told);
      assert.deepEqual(batch.tables.shelves, stock.tables.shelves);
    }
  });

  it("writes a sale into the ledger, and its undoing, each with who asked and for which reservation", () => {
    const stock = held();
    const traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    done(answerOf(stock, { ...settleOf("r1", "confirm"), traceparent }));
    done(answerOf(stock, settleOf("r1", "cancel", { caller: ADMIN }), NOW_MS + 1));
    const common = { sku: "mug", location: "A", reference: "r1", otherLocation: undefined };
    assert.deepEqual(
      stock.tables.ledger.slice(1).map(({ id: _, ...line }) => line),
      [
        {
          ...{ ...common, kind: "sale", units: -2, reason: "reservation sale", atMs: NOW_MS },
          ...{ actor: "acme", traceId: "0af7651916cd43dd8448eb211c80319c" },
        },
        {
          ...{ ...common, kind: "sale-undone", units: 2, reason: "reservation sale-undone" },
          ...{ atMs: NOW_MS + 1, actor: "dev-admin", traceId: undefined },
        },
      ],
    );
  });

  it("leaves the ledger alone when nothing was sold", () => {
    for (const move of ["release", "cancel"] as const) {
      const stock = held();
      done(answerOf(stock, settleOf("r1", move)));
      assert.equal(stock.tables.ledger.length, 1);
    }
  });

  it("hides a reservation from other accounts, and shows all of them to scope admin", () => {
    for (const move of ["confirm", "release", "cancel"] as const) {
      const stock = held();
      const refusal = refused(answerOf(stock, settleOf("r1", move, { caller: BOLT })));
      assert.deepEqual(refusal, { kind: "reservation-not-found", id: "r1" });
      assert.deepEqual(shelvesOf(stock, "mug"), { A: "5/2" });
      assert.ok(answerOf(stock, settleOf("r1", move, { caller: ADMIN })).ok);
    }
  });

  it("knows no id that was never held, and leaves a tombstone only on cancel", () => {
    const stock = held();
    for (const move of ["confirm", "release"] as const) {
      const refusal = refused(answerOf(stock, settleOf("nix", move)));
      assert.deepEqual(refusal, { kind: "reservation-not-found", id: "nix" });
    }
    assert.equal(stock.tables.reservations.has("nix"), false);
    const { reservation } = done(answerOf(stock, settleOf("nix", "cancel")));
    assert.deepEqual([reservation.status, reservation.allocations], ["released", []]);
    assert.deepEqual(stock.tables.reservations.get("nix")?.account, "acme");
    assert.equal(done(answerOf(stock, settleOf("nix", "cancel"))).reservation.status, "released");
  });

  it("tells what became of a reservation, also of one that is held, sold and undone in one batch", () => {
    const stock = stocked({ mug: { on: { A: 5 } } });
    const all = [
      holdOf({ mug: 2 }, { id: "r1" }),
      settleOf("r1", "confirm"),
      settleOf("r1", "cancel"),
    ];
    stock.decide(all, NOW_MS);
    const told = stock.tables.outbox.filter(({ aggregate }) => aggregate === "reservation/r1");
    assert.deepEqual(
      told.map(({ sequence, type }) => [sequence, type]),
      [
        [1, "reservation.held"],
        [2, "reservation.confirmed"],
        [3, "reservation.released"],
      ],
    );
    assert.deepEqual(shelvesOf(stock, "mug"), { A: "5/0" });
    assert.equal(stock.tables.ledger.length, 3);
  });
});

describe("settle reservation, with units that are owed", () => {
  /** One mug is there, three are promised. */
  const owing = () => {
    const stock = stocked({ mug: { backorderLimitUnits: 2, on: { A: 1 } } });
    done(answerOf(stock, holdOf({ mug: 3 }, { id: "r1", ttlSeconds: 60 })));
    assert.deepEqual(shelvesOf(stock, "mug"), { A: "1/1", owed: "2" });
    return stock;
  };

  it("sells what is there and goes on owing the rest", () => {
    const stock = owing();
    const { reservation } = done(answerOf(stock, settleOf("r1", "confirm")));
    assert.deepEqual(linesOf(reservation), ["1 mug@A", "2 mug"]);
    assert.deepEqual(shelvesOf(stock, "mug"), { A: "0/0", owed: "2" });
    assert.deepEqual(
      stock.tables.ledger.map(({ kind, units }) => [kind, units]),
      [
        ["receive", 1],
        ["sale", -1],
      ],
    );
  });

  it("owes nothing any more once the reservation is given back, expires or its sale is undone", () => {
    for (const moves of [["release"], ["cancel"], ["confirm", "cancel"]] as const) {
      const stock = owing();
      for (const move of moves) done(answerOf(stock, settleOf("r1", move)));
      assert.deepEqual(shelvesOf(stock, "mug"), { A: "1/0" }, moves.join());
    }
    const stock = owing();
    stock.decide([], END_MS);
    assert.deepEqual(shelvesOf(stock, "mug"), { A: "1/0" });
  });

  it("gives back to the shelf what a filled promise took from it", () => {
    const stock = owing();
    done(answerOf(stock, settleOf("r1", "confirm")));
    receive(stock, { sku: "mug", location: "B", units: 5 });
    assert.deepEqual(shelvesOf(stock, "mug"), { A: "0/0", B: "3/0" });
    done(answerOf(stock, settleOf("r1", "cancel")));
    assert.deepEqual(shelvesOf(stock, "mug"), { A: "1/0", B: "5/0" });
  });

  it("passes what it gives back to those who wait for it", () => {
    const stock = stocked({ mug: { backorderLimitUnits: 9, on: { A: 2 } } });
    done(answerOf(stock, holdOf({ mug: 2 }, { id: "r1", ttlSeconds: 60 })));
    done(answerOf(stock, holdOf({ mug: 1 }, { id: "r2", ttlSeconds: 900 })));
    done(answerOf(stock, settleOf("r1", "release")));
    assert.deepEqual(shelvesOf(stock, "mug"), { A: "2/1" });
    assert.deepEqual(linesOf(stock.tables.reservations.get("r2") ?? { allocations: [] }), [
      "1 mug@A",
    ]);
  });
});

describe("extend a hold", () => {
  const lastsUntil = (stock: MemoryStock) => stock.tables.reservations.get("r1")?.expiresAtMs;
  const HELD_MAX_MS = 7_200_000;

  it("lets it last so long from now", () => {
    const stock = held();
    const { reservation } = done(answerOf(stock, extendOf("r1", 900), END_MS - 1));
    assert.deepEqual([reservation.status, reservation.expiresAtMs], ["held", END_MS - 1 + 900_000]);
    assert.equal(lastsUntil(stock), END_MS - 1 + 900_000);
    assert.equal(moved(stock, "confirm", END_MS + 1), "confirmed, 3/0 left");
  });

  it("never ends it earlier than before", () => {
    const stock = held();
    const { reservation } = done(answerOf(stock, extendOf("r1", 59), NOW_MS));
    assert.equal(reservation.expiresAtMs, END_MS);
    assert.equal(lastsUntil(stock), END_MS);
  });

  it("lets it last two hours from its beginning, and not a second longer", () => {
    const stock = held();
    done(answerOf(stock, extendOf("r1", 3_600), NOW_MS + 30_000));
    done(answerOf(stock, extendOf("r1", 3_600), NOW_MS + 3_600_000));
    assert.equal(lastsUntil(stock), NOW_MS + HELD_MAX_MS);
    const refusal = refused(answerOf(stock, extendOf("r1", 1), NOW_MS + HELD_MAX_MS - 999));
    assert.deepEqual(refusal, { kind: "extension-over-limit", limitSeconds: 0 });
    const early = refused(answerOf(stock, extendOf("r1", 3_600), NOW_MS + 3_600_001));
    assert.deepEqual(early, { kind: "extension-over-limit", limitSeconds: 3_599 });
    assert.equal(lastsUntil(stock), NOW_MS + HELD_MAX_MS);
  });

  it("does not bring back what is over, sold or given back", () => {
    for (const status of ["due", "expired", "confirmed", "released"] as const) {
      const stock = reservationThatIs(status);
      assert.deepEqual(refused(answerOf(stock, extendOf("r1", 900), momentOf(status))), {
        kind: "invalid-state",
        id: "r1",
        status: status === "due" ? "expired" : status,
      });
    }
  });

  it("hides a reservation from other accounts, and knows none that was never held", () => {
    const stock = held();
    for (const [id, caller] of [
      ["r1", BOLT],
      ["nix", ADMIN],
    ] as const) {
      const refusal = refused(answerOf(stock, { ...extendOf(id, 900), caller }));
      assert.deepEqual(refusal, { kind: "reservation-not-found", id });
    }
    assert.ok(answerOf(stock, { ...extendOf("r1", 900), caller: ADMIN }).ok);
  });

  it("keeps what it was extended to when it is sold in the same batch", () => {
    const stock = held();
    stock.decide([extendOf("r1", 900), settleOf("r1", "confirm")], NOW_MS);
    assert.equal(lastsUntil(stock), NOW_MS + 900_000);
  });

  it("answers a repeat of the hold with the end that it was first told", () => {
    const stock = stocked({ mug: { on: { A: 5 } } });
    const key = { value: "k1", fingerprint: "f1" };
    const first = done(answerOf(stock, holdOf({ mug: 2 }, { id: "r1", ttlSeconds: 60, key })));
    done(answerOf(stock, extendOf("r1", 900)));
    const repeat = done(answerOf(stock, holdOf({ mug: 2 }, { id: "r2", ttlSeconds: 60, key })));
    assert.deepEqual(repeat.reservation, first.reservation);
  });
});
