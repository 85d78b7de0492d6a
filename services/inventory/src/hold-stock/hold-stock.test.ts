import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import type { HoldCommand } from "../engine/command.ts";
import { anyHold, anyShop, ids, openingOf } from "../testing/any-commands.ts";
import { holdOf, settleOf } from "../testing/commands.ts";
import {
  answerOf,
  done,
  type MemoryStock,
  memoryStock,
  NOW_MS,
  outcomesOf,
  refused,
} from "../testing/memory-stock.ts";
import { linesOf, receive, shelvesOf, stocked } from "../testing/stocked.ts";

const DAY_MS = 86_400_000;
const lines = (...them: readonly (readonly [sku: string, units: number])[]) => ({
  lines: them.map(([sku, units]) => ({ sku, units })),
});
const held = (stock: MemoryStock, command: HoldCommand, nowMs = NOW_MS) =>
  linesOf(done(answerOf(stock, command, nowMs)).reservation);
const why = (stock: MemoryStock, command: HoldCommand, nowMs = NOW_MS) =>
  refused(answerOf(stock, command, nowMs));

describe("hold stock", () => {
  it("holds free units until the time to live ends", () => {
    const stock = stocked({ mug: { on: { A: 10 } } });
    const command = holdOf({ mug: 2 }, { id: "r1", orderId: "o1", buyerId: "ann", ttlSeconds: 60 });
    assert.deepEqual(answerOf(stock, command), {
      ok: true,
      value: {
        replayed: false,
        reservation: {
          id: "r1",
          account: "acme",
          status: "held",
          orderId: "o1",
          buyerId: "ann",
          ttlSeconds: 60,
          createdAtMs: NOW_MS,
          expiresAtMs: NOW_MS + 60_000,
          allocations: [{ sku: "mug", location: "A", units: 2 }],
        },
      },
    });
    assert.deepEqual(shelvesOf(stock, "mug"), { A: "10/2" });
  });

  it("refuses to promise a unit that another order holds", () => {
    const stock = stocked({ mug: { on: { A: 5 } } });
    held(stock, holdOf({ mug: 3 }));
    assert.deepEqual(why(stock, holdOf({ mug: 3 })), {
      kind: "insufficient-stock",
      shortages: [{ sku: "mug", requested: 3, available: 2 }],
    });
    assert.deepEqual(shelvesOf(stock, "mug"), { A: "5/3" });
  });

  it("sums several lines of one SKU before it decides", () => {
    const stock = stocked({ mug: { on: { A: 5 } } });
    assert.deepEqual(why(stock, holdOf({}, lines(["mug", 3], ["mug", 3]))), {
      kind: "insufficient-stock",
      shortages: [{ sku: "mug", requested: 6, available: 5 }],
    });
    assert.deepEqual(held(stock, holdOf({}, lines(["mug", 2], ["mug", 3]))), ["5 mug@A"]);
  });

  it("keeps the items in the order asked", () => {
    const stock = stocked({ cup: { on: { A: 1 } }, mug: { on: { A: 1, B: 1 } } });
    assert.deepEqual(held(stock, holdOf({}, lines(["mug", 2], ["cup", 1]))), [
      "1 mug@A",
      "1 mug@B",
      "1 cup@A",
    ]);
  });

  it("asks the locations in the order of the strategy", () => {
    const hamburg = { latitude: 53.55, longitude: 9.99 };
    const tokyo = { latitude: 35.68, longitude: 139.65 };
    const places = { A: { place: tokyo, priority: 1 }, B: { place: hamburg, priority: 2 } };
    const ask = (over: Partial<HoldCommand>) =>
      held(stocked({ mug: { on: { A: 1, B: 2, C: 3 } } }, places), holdOf({ mug: 3 }, over));
    assert.deepEqual(ask({}), ["1 mug@A", "2 mug@C"]);
    assert.deepEqual(ask({ strategy: "nearest", shipTo: hamburg }), ["2 mug@B", "1 mug@A"]);
    assert.deepEqual(ask({ strategy: "fewest-locations" }), ["3 mug@C"]);
  });

  it("keeps the safety stock back at each location", () => {
    const stock = stocked({ mug: { safetyStockUnits: 2, on: { A: 10, B: 1 } } });
    assert.deepEqual(why(stock, holdOf({ mug: 9 })), {
      kind: "insufficient-stock",
      shortages: [{ sku: "mug", requested: 9, available: 8 }],
    });
    assert.deepEqual(held(stock, holdOf({ mug: 8 })), ["8 mug@A"]);
  });

  it("names every short SKU, and holds nothing of the others", () => {
    const stock = stocked({
      mug: { on: { A: 1 } },
      cup: { on: { A: 10 } },
      pot: { on: { A: 10 } },
    });
    assert.deepEqual(why(stock, holdOf({ mug: 2, cup: 1, pot: 11 })), {
      kind: "insufficient-stock",
      shortages: [
        { sku: "mug", requested: 2, available: 1 },
        { sku: "pot", requested: 11, available: 10 },
      ],
    });
    assert.deepEqual(shelvesOf(stock, "cup"), { A: "10/0" });
  });

  it("names each line of an item that is unknown or not sold any more", () => {
    const stock = stocked({ mug: { on: { A: 10 } }, old: { on: { A: 10 }, discontinued: true } });
    assert.deepEqual(
      why(stock, holdOf({}, lines(["nix", 1], ["mug", 99], ["old", 1], ["nix", 2]))),
      {
        kind: "item-not-found",
        items: [
          { path: "/items/0/sku", value: "nix" },
          { path: "/items/2/sku", value: "old" },
          { path: "/items/3/sku", value: "nix" },
        ],
      },
    );
  });
});

describe("hold stock, within quotas", () => {
  it("refuses more than an item's maximum per order, summed over its lines", () => {
    const stock = stocked({ mug: { maxPerOrderUnits: 4, on: { A: 10 } } });
    assert.deepEqual(why(stock, holdOf({}, lines(["mug", 2], ["mug", 3]))), {
      kind: "quota-exceeded",
      over: [
        { path: "/items/0/quantity", sku: "mug", requested: 5, limit: 4, already: 0, per: "order" },
      ],
    });
    assert.deepEqual(held(stock, holdOf({}, lines(["mug", 2], ["mug", 2]))), ["4 mug@A"]);
  });

  const limited = () =>
    stocked({ mug: { maxPerBuyerUnits: 3, on: { A: 20 } }, cup: { on: { A: 20 } } });
  const ann = (units: number, over: Partial<HoldCommand> = {}) =>
    holdOf({ mug: units }, { buyerId: "ann", ...over });
  const overBy = (requested: number, already: number) => ({
    kind: "quota-exceeded",
    over: [{ path: "/items/0/quantity", sku: "mug", requested, limit: 3, already, per: "buyer" }],
  });

  it("refuses a buyer more than the maximum per buyer, over all reservations together", () => {
    const stock = limited();
    assert.deepEqual(why(stock, ann(4)), overBy(4, 0));
    held(stock, ann(2));
    assert.deepEqual(why(stock, ann(2)), overBy(2, 2));
    assert.deepEqual(held(stock, ann(1)), ["1 mug@A"]);
  });

  it("counts several reservations of a buyer in one batch, those that were refused not", () => {
    const stock = limited();
    const batch = [ann(2), ann(2), ann(1), ann(1)];
    const told = outcomesOf(stock.decide(batch, NOW_MS)).map((it) => (it.ok ? "held" : it.error));
    assert.deepEqual(told, ["held", overBy(2, 2), "held", overBy(1, 3)]);
  });

  it("counts what was bought, and not what was given back or is over", () => {
    for (const [move, left] of [
      ["confirm", 0],
      ["release", 3],
      ["cancel", 3],
    ] as const) {
      const stock = limited();
      held(stock, ann(3, { id: "r1" }));
      done(answerOf(stock, settleOf("r1", move)));
      assert.equal(answerOf(stock, ann(3)).ok, left === 3, move);
    }
    const stock = limited();
    held(stock, ann(3, { ttlSeconds: 60 }));
    assert.deepEqual(why(stock, ann(1), NOW_MS + 59_999), overBy(1, 3));
    assert.deepEqual(held(stock, ann(3), NOW_MS + 60_000), ["3 mug@A"]);
  });

  it("lets a buyer have in the same batch what the buyer gave back before", () => {
    for (const moves of [["release"], ["cancel"], ["confirm", "cancel"]] as const) {
      const stock = limited();
      held(stock, ann(3, { id: "r1" }));
      const back = moves.map((move) => settleOf("r1", move));
      const [...outcomes] = outcomesOf(stock.decide([...back, ann(3), ann(1)], NOW_MS));
      assert.deepEqual(refused(outcomes.pop()), overBy(1, 3));
      assert.ok(outcomes.every(({ ok }) => ok));
    }
  });

  it("takes every reservation without a buyer for another buyer's", () => {
    const stock = limited();
    for (let times = 0; times < 3; times++) {
      assert.deepEqual(held(stock, holdOf({ mug: 3 })), ["3 mug@A"]);
    }
  });

  it("knows buyers by account, and limits only the items that say so", () => {
    const stock = limited();
    held(stock, ann(3));
    assert.deepEqual(held(stock, ann(3, { account: "bolt" })), ["3 mug@A"]);
    assert.deepEqual(held(stock, holdOf({ cup: 9 }, { buyerId: "ann" })), ["9 cup@A"]);
    assert.deepEqual(held(stock, holdOf({ cup: 9 }, { buyerId: "ann" })), ["9 cup@A"]);
  });

  it("counts units that are still owed", () => {
    const stock = stocked({ mug: { maxPerBuyerUnits: 3, backorderLimitUnits: 9, on: { A: 1 } } });
    assert.deepEqual(held(stock, ann(2)), ["1 mug@A", "1 mug"]);
    assert.deepEqual(why(stock, ann(2)), overBy(2, 2));
  });
});

describe("hold stock, beyond what is on the shelves", () => {
  it("owes what is missing, up to the backorder limit, and tells how much it could have promised", () => {
    const stock = stocked({ mug: { backorderLimitUnits: 3, safetyStockUnits: 1, on: { A: 3 } } });
    assert.deepEqual(held(stock, holdOf({ mug: 4 })), ["2 mug@A", "2 mug"]);
    assert.deepEqual(shelvesOf(stock, "mug"), { A: "3/2", owed: "2" });
    assert.deepEqual(why(stock, holdOf({ mug: 2 })), {
      kind: "insufficient-stock",
      shortages: [{ sku: "mug", requested: 2, available: 1 }],
    });
    assert.deepEqual(held(stock, holdOf({ mug: 1 })), ["1 mug"]);
    assert.equal(why(stock, holdOf({ mug: 1 })).kind, "insufficient-stock");
  });

  it("owes nothing while the shelves have enough", () => {
    const stock = stocked({ mug: { backorderLimitUnits: 3, on: { A: 1, B: 1 } } });
    assert.deepEqual(held(stock, holdOf({ mug: 2 })), ["1 mug@A", "1 mug@B"]);
  });

  it("goes by the preorder limit before the item is available, and by the backorder limit from then on", () => {
    const mug = { preorderLimitUnits: 2, backorderLimitUnits: 3, availableFromMs: NOW_MS + 1_000 };
    const stock = stocked({ mug });
    const last = NOW_MS + 999;
    assert.deepEqual(held(stock, holdOf({ mug: 2 }), last), ["2 mug"]);
    assert.equal(why(stock, holdOf({ mug: 1 }), last).kind, "insufficient-stock");
    assert.deepEqual(held(stock, holdOf({ mug: 1 }), last + 1), ["1 mug"]);
    assert.equal(why(stock, holdOf({ mug: 1 }), last + 1).kind, "insufficient-stock");
  });

  it("takes nothing back when a limit ends below what is promised, and promises no more", () => {
    const mug = { preorderLimitUnits: 5, backorderLimitUnits: 2, availableFromMs: NOW_MS + 1_000 };
    const stock = stocked({ mug });
    held(stock, holdOf({ mug: 5 }));
    assert.deepEqual(why(stock, holdOf({ mug: 1 }), NOW_MS + 1_000), {
      kind: "insufficient-stock",
      shortages: [{ sku: "mug", requested: 1, available: 0 }],
    });
    assert.deepEqual(shelvesOf(stock, "mug"), { owed: "5" });
  });

  it("gives what comes on the shelves before the item is available to whoever asks", () => {
    const stock = stocked({ mug: { availableFromMs: NOW_MS + 1_000, on: { A: 1 } } });
    assert.deepEqual(held(stock, holdOf({ mug: 1 })), ["1 mug@A"]);
  });
});

describe("hold stock, repeated under an id of the caller's", () => {
  const first = (over: Partial<HoldCommand> = {}) => {
    const stock = stocked({ mug: { on: { A: 2, B: 9 } }, cup: { on: { A: 9 } } });
    held(stock, holdOf({ mug: 3 }, { id: "r1", ttlSeconds: 60, ...over }));
    return stock;
  };
  const again = (over: Partial<HoldCommand> = {}) =>
    holdOf({ mug: 3 }, { id: "r1", ttlSeconds: 60, ...over });

  it("answers with the first reservation while it counts, held or confirmed", () => {
    const stock = first();
    for (const status of ["held", "confirmed"]) {
      const answer = done(answerOf(stock, again(lines(["mug", 1], ["mug", 2])), NOW_MS + 59_999));
      assert.deepEqual(
        [answer.replayed, answer.reservation.status, linesOf(answer.reservation)],
        [true, status, ["2 mug@A", "1 mug@B"]],
      );
      done(answerOf(stock, settleOf("r1", "confirm")));
    }
    assert.deepEqual(shelvesOf(stock, "mug"), { A: "0/0", B: "8/0" });
  });

  it("answers both of two that come in one batch with one reservation", () => {
    const stock = stocked({ mug: { on: { A: 9 } } });
    const outcomes = outcomesOf(stock.decide([again(), again()], NOW_MS));
    assert.ok(outcomes.every(({ ok }) => ok));
    assert.deepEqual(shelvesOf(stock, "mug"), { A: "9/3" });
  });

  it("refuses a late hold once the reservation is released or expired", () => {
    const expired = { kind: "invalid-state", id: "r1", status: "expired" };
    assert.deepEqual(why(first(), again(), NOW_MS + 60_000), expired);
    for (const move of ["release", "cancel"] as const) {
      const stock = first();
      done(answerOf(stock, settleOf("r1", move)));
      assert.deepEqual(why(stock, again()), { ...expired, status: "released" });
    }
  });

  it("refuses a hold that its cancel overtook, even within one batch", () => {
    const stock = stocked({ mug: { on: { A: 9 } } });
    const batch = [settleOf("r1", "cancel"), again()];
    const [, late] = outcomesOf(stock.decide(batch, NOW_MS));
    assert.deepEqual(refused(late), { kind: "invalid-state", id: "r1", status: "released" });
    assert.deepEqual(shelvesOf(stock, "mug"), { A: "9/0" });
  });

  it("refuses other goods or another time to live under the same id", () => {
    const differs = { kind: "reservation-differs", id: "r1" };
    const others = [lines(["mug", 2]), lines(["mug", 3], ["cup", 1]), { ttlSeconds: 61 }];
    for (const other of others) assert.deepEqual(why(first(), again(other)), differs);
    assert.deepEqual(why(first(lines(["mug", 3], ["cup", 1])), again()), differs);
  });

  it("hides that another account has the id", () => {
    const refusal = why(first(), again({ account: "bolt" }));
    assert.deepEqual(refusal, { kind: "reservation-not-found", id: "r1" });
  });
});

describe("hold stock, repeated under an idempotency key", () => {
  const key = { value: "k1", fingerprint: "f1" };
  const shop = () => stocked({ mug: { on: { A: 9 } } });
  const ask = (id: string, over: Partial<HoldCommand> = {}) =>
    holdOf({ mug: 2 }, { id, key, ttlSeconds: 60, ...over });

  it("answers the same request with the first answer, whatever became of the reservation since", () => {
    const stock = shop();
    const first = done(answerOf(stock, ask("r1")));
    const repeat = { ok: true, value: { ...first, replayed: true } };
    assert.deepEqual(answerOf(stock, ask("r2"), NOW_MS + 1), repeat);
    done(answerOf(stock, settleOf("r1", "confirm")));
    assert.deepEqual(answerOf(stock, ask("r3"), NOW_MS + DAY_MS - 1), repeat);
    assert.equal(stock.tables.reservations.size, 1);

    const due = shop();
    done(answerOf(due, ask("r1")));
    assert.deepEqual(answerOf(due, ask("r2"), NOW_MS + 60_000), repeat);
  });

  it("answers both of two that come in one batch with one reservation", () => {
    const stock = shop();
    const [first, second] = outcomesOf(stock.decide([ask("r1"), ask("r2")], NOW_MS));
    assert.ok(first?.ok && "replayed" in first.value && !first.value.replayed);
    assert.deepEqual(second, { ok: true, value: { ...first.value, replayed: true } });
    assert.deepEqual(shelvesOf(stock, "mug"), { A: "9/2" });
  });

  it("refuses another request under the key, without a look at its goods", () => {
    const stock = shop();
    held(stock, ask("r1"));
    const other = ask("r2", { key: { ...key, fingerprint: "f2" }, ...lines(["nix", 1]) });
    assert.deepEqual(why(stock, other), { kind: "idempotency-key-reused" });
  });

  it("does not call an own reservation, whose commit was not heard of, replayed", () => {
    const stock = shop();
    const first = answerOf(stock, ask("r1"));
    assert.deepEqual(answerOf(stock, ask("r1")), first);
    assert.equal(done(first).replayed, false);
  });

  it("makes a new reservation after 24 h, also for another request, and forgets the old use of the key", () => {
    const stock = shop();
    held(stock, ask("r1"));
    const later = NOW_MS + DAY_MS;
    const other = ask("r2", { key: { ...key, fingerprint: "f2" }, ...lines(["mug", 3]) });
    assert.deepEqual(held(stock, other, later), ["3 mug@A"]);
    assert.equal(done(answerOf(stock, { ...other, id: "r3" }, later)).reservation.id, "r2");
    assert.equal(stock.tables.reservations.get("r1")?.key, undefined);
  });

  it("keeps the old use of a key when the new request is refused", () => {
    const stock = shop();
    held(stock, ask("r1"));
    const { draft } = stock.decide([ask("r2", lines(["mug", 99]))], NOW_MS + DAY_MS);
    assert.deepEqual(draft.forgotten, []);
    assert.deepEqual(stock.tables.reservations.get("r1")?.key, key);
  });

  it("lets a refused request be tried again under its key", () => {
    const stock = stocked({ mug: { on: { A: 1 } } });
    assert.equal(why(stock, ask("r1")).kind, "insufficient-stock");
    receive(stock, { sku: "mug", location: "A", units: 1 });
    assert.deepEqual(held(stock, ask("r2")), ["2 mug@A"]);
  });

  it("knows keys by account", () => {
    const stock = shop();
    held(stock, ask("r1"));
    assert.deepEqual(held(stock, ask("r2", { account: "bolt" })), ["2 mug@A"]);
  });
});

describe("hold stock, for any shop and basket", () => {
  it("does not depend on the order of the lines", () => {
    const shuffled = anyHold.chain(({ command, ...intent }) => {
      const asked = (command as HoldCommand).lines;
      return fc.shuffledSubarray([...asked], { minLength: asked.length }).map((other) =>
        [command, { ...command, lines: other }].map((it) => ({
          ...intent,
          command: it as HoldCommand,
        })),
      );
    });
    fc.assert(
      fc.property(anyShop, shuffled, (shop, intents) => {
        const [one, other] = intents.map((intent) => {
          const stock = memoryStock(shop.rules, shop.locations);
          stock.decide(openingOf(shop), NOW_MS);
          const outcome = answerOf(stock, ids()(intent) as HoldCommand);
          if (!outcome.ok) return outcome.error.kind;
          return linesOf(outcome.value.reservation).toSorted();
        });
        assert.deepEqual(one, other);
      }),
      { numRuns: 1_000 },
    );
  });
});
