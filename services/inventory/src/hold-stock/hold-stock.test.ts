import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import type { Reservation } from "../reservation.ts";
import { availableUnits, type StockRow } from "../stock.ts";
import { decideHold, decideRepeat, type HoldRequest, type Shelf } from "./hold-stock.ts";

const NOW_MS = 1_000_000;

const row = (sku: string, location: string, over: Partial<StockRow> = {}): StockRow => ({
  sku,
  location,
  locationPriority: 1,
  onHandUnits: 10,
  reservedUnits: 0,
  ...over,
});
const shelfOf = (
  stock: readonly StockRow[],
  over: { safety?: number; max?: number } = {},
): Shelf => ({
  stock,
  limits: new Map(
    stock.map(({ sku }) => [
      sku,
      { sku, safetyStockUnits: over.safety ?? 0, maxPerOrderUnits: over.max ?? 1_000_000 },
    ]),
  ),
});
const ask = (...lines: readonly (readonly [sku: string, units: number])[]): HoldRequest => ({
  id: "r1",
  account: "acme",
  lines: lines.map(([sku, units]) => ({ sku, units })),
  ttlMs: 60_000,
});
const allocated = (request: HoldRequest, shelf: Shelf) => {
  const decision = decideHold(request, shelf, NOW_MS);
  assert.ok(decision.ok, JSON.stringify(decision));
  return decision.value.allocations.map(
    ({ sku, location, units }) => `${units} ${sku}@${location}`,
  );
};

describe("hold stock", () => {
  it("holds free units until the time to live ends", () => {
    const decision = decideHold(ask(["mug", 2]), shelfOf([row("mug", "BER")]), NOW_MS);
    assert.deepEqual(decision, {
      ok: true,
      value: {
        id: "r1",
        account: "acme",
        status: "held",
        orderId: undefined,
        createdAtMs: NOW_MS,
        expiresAtMs: NOW_MS + 60_000,
        allocations: [{ sku: "mug", location: "BER", units: 2 }],
      },
    });
  });

  it("refuses to promise a unit that another order holds", () => {
    const shelf = shelfOf([row("mug", "BER", { onHandUnits: 5, reservedUnits: 3 })]);
    assert.deepEqual(decideHold(ask(["mug", 3]), shelf, NOW_MS), {
      ok: false,
      error: {
        kind: "insufficient-stock",
        shortages: [{ sku: "mug", requested: 3, available: 2 }],
      },
    });
  });

  it("sums several lines of one SKU before it decides", () => {
    const shelf = shelfOf([row("mug", "BER", { onHandUnits: 5 })]);
    assert.deepEqual(allocated(ask(["mug", 2], ["mug", 3]), shelf), ["5 mug@BER"]);
    const refused = decideHold(ask(["mug", 3], ["mug", 3]), shelf, NOW_MS);
    assert.deepEqual(!refused.ok && refused.error, {
      kind: "insufficient-stock",
      shortages: [{ sku: "mug", requested: 6, available: 5 }],
    });
  });

  it("takes from the lowest priority number first, then by code, and splits only what is missing", () => {
    const shelf = shelfOf([
      row("mug", "A", { locationPriority: 2 }),
      row("mug", "C", { onHandUnits: 3 }),
      row("mug", "B", { onHandUnits: 4 }),
    ]);
    assert.deepEqual(allocated(ask(["mug", 4]), shelf), ["4 mug@B"]);
    assert.deepEqual(allocated(ask(["mug", 9]), shelf), ["4 mug@B", "3 mug@C", "2 mug@A"]);
  });

  it("keeps the items in the order asked", () => {
    const shelf = shelfOf([row("cup", "BER"), row("mug", "BER")]);
    assert.deepEqual(allocated(ask(["mug", 1], ["cup", 1]), shelf), ["1 mug@BER", "1 cup@BER"]);
  });

  it("keeps the safety stock back at each location", () => {
    const shelf = shelfOf([row("mug", "A"), row("mug", "B", { onHandUnits: 1 })], { safety: 2 });
    assert.deepEqual(allocated(ask(["mug", 8]), shelf), ["8 mug@A"]);
    const refused = decideHold(ask(["mug", 9]), shelf, NOW_MS);
    assert.ok(!refused.ok && refused.error.kind === "insufficient-stock");
    assert.deepEqual(refused.error.shortages, [{ sku: "mug", requested: 9, available: 8 }]);
  });

  it("names every short SKU, and nothing else", () => {
    const shelf = shelfOf([row("cup", "A"), row("mug", "A", { onHandUnits: 1 }), row("pot", "A")]);
    const refused = decideHold(ask(["mug", 2], ["cup", 1], ["pot", 11]), shelf, NOW_MS);
    assert.deepEqual(!refused.ok && refused.error, {
      kind: "insufficient-stock",
      shortages: [
        { sku: "mug", requested: 2, available: 1 },
        { sku: "pot", requested: 11, available: 10 },
      ],
    });
  });

  it("names each line of an unknown item", () => {
    const refused = decideHold(
      ask(["nix", 1], ["mug", 99], ["nix", 2]),
      shelfOf([row("mug", "A")]),
      NOW_MS,
    );
    assert.deepEqual(!refused.ok && refused.error, {
      kind: "item-not-found",
      items: [
        { path: "/items/0/sku", value: "nix" },
        { path: "/items/2/sku", value: "nix" },
      ],
    });
  });

  it("refuses more than an item's maximum per order, summed over its lines", () => {
    const shelf = shelfOf([row("mug", "A")], { max: 4 });
    assert.deepEqual(allocated(ask(["mug", 2], ["mug", 2]), shelf), ["4 mug@A"]);
    const refused = decideHold(ask(["mug", 2], ["mug", 3]), shelf, NOW_MS);
    assert.deepEqual(!refused.ok && refused.error, {
      kind: "quantity-over-limit",
      over: [{ path: "/items/0/quantity", sku: "mug", requested: 5, limit: 4 }],
    });
  });
});

describe("hold stock, repeated", () => {
  const first: Reservation = {
    id: "r1",
    account: "acme",
    status: "held",
    orderId: undefined,
    createdAtMs: NOW_MS,
    expiresAtMs: NOW_MS + 60_000,
    allocations: [
      { sku: "mug", location: "A", units: 2 },
      { sku: "mug", location: "B", units: 1 },
    ],
  };

  it("answers with the first reservation while it counts, held or confirmed", () => {
    for (const status of ["held", "confirmed"] as const) {
      const known = { ...first, status };
      const repeat = decideRepeat(ask(["mug", 1], ["mug", 2]), known, NOW_MS + 59_999);
      assert.deepEqual(repeat, { ok: true, value: known });
    }
  });

  it("refuses a late hold once the reservation is released or expired", () => {
    const released = decideRepeat(ask(["mug", 3]), { ...first, status: "released" }, NOW_MS);
    assert.deepEqual(!released.ok && released.error, {
      kind: "invalid-state",
      id: "r1",
      status: "released",
    });
    const expired = decideRepeat(ask(["mug", 3]), first, NOW_MS + 60_000);
    assert.deepEqual(!expired.ok && expired.error, {
      kind: "invalid-state",
      id: "r1",
      status: "expired",
    });
  });

  it("refuses other goods or another time to live under the same id", () => {
    const others = [ask(["mug", 2]), ask(["mug", 3], ["cup", 1]), { ...ask(["mug", 3]), ttlMs: 1 }];
    for (const other of others) {
      const refused = decideRepeat(other, first, NOW_MS);
      assert.deepEqual(!refused.ok && refused.error, { kind: "reservation-differs", id: "r1" });
    }
  });
});

const SKUS = ["cup", "mug", "pot"] as const;
const stockArbitrary = fc.uniqueArray(
  fc
    .record({
      sku: fc.constantFrom(...SKUS),
      location: fc.constantFrom("A", "B", "C"),
      locationPriority: fc.integer({ min: 0, max: 2 }),
      onHandUnits: fc.integer({ min: 0, max: 20 }),
      heldShare: fc.double({ min: 0, max: 1, noNaN: true }),
    })
    .map(({ heldShare, ...rest }) => ({
      ...rest,
      reservedUnits: Math.floor(rest.onHandUnits * heldShare),
    })),
  { selector: ({ sku, location }) => `${sku}@${location}` },
);
const linesArbitrary = fc.array(
  fc.tuple(fc.constantFrom(...SKUS), fc.integer({ min: 1, max: 25 })),
  { minLength: 1, maxLength: 6 },
);
const worldArbitrary = fc.record({
  stock: stockArbitrary,
  lines: linesArbitrary,
  safety: fc.integer({ min: 0, max: 3 }),
});
/** Every SKU is known, whether or not it has a row. */
const world = (stock: readonly StockRow[], safety: number): Shelf => ({
  stock,
  limits: new Map(
    SKUS.map((sku) => [sku, { sku, safetyStockUnits: safety, maxPerOrderUnits: 1_000_000 }]),
  ),
});

describe("hold stock, for any shelf and basket", () => {
  const RUNS = { numRuns: 1_000 };

  it("never takes from a row more than it can promise", () => {
    fc.assert(
      fc.property(worldArbitrary, ({ stock, lines, safety }) => {
        const decision = decideHold(ask(...lines), world(stock, safety), NOW_MS);
        if (!decision.ok) return;
        const keys = decision.value.allocations.map(({ sku, location }) => `${sku}@${location}`);
        assert.equal(new Set(keys).size, keys.length, "one allocation per row");
        for (const { sku, location, units } of decision.value.allocations) {
          const found = stock.find((one) => one.sku === sku && one.location === location);
          assert.ok(found !== undefined && units >= 1 && units <= availableUnits(found, safety));
        }
      }),
      RUNS,
    );
  });

  it("allocates exactly what was asked, or names exactly the SKUs that are short", () => {
    fc.assert(
      fc.property(worldArbitrary, ({ stock, lines, safety }) => {
        const decision = decideHold(ask(...lines), world(stock, safety), NOW_MS);
        const short: unknown[] = [];
        for (const sku of new Set(lines.map(([asked]) => asked))) {
          const requested = sum(lines.filter(([one]) => one === sku).map(([, units]) => units));
          const rows = stock.filter((one) => one.sku === sku);
          const available = sum(rows.map((one) => availableUnits(one, safety)));
          if (available < requested) short.push({ sku, requested, available });
          if (!decision.ok) continue;
          const taken = decision.value.allocations.filter((one) => one.sku === sku);
          assert.equal(sum(taken.map(({ units }) => units)), requested);
        }
        assert.equal(decision.ok, short.length === 0);
        if (!decision.ok && decision.error.kind === "insufficient-stock")
          assert.deepEqual(decision.error.shortages, short);
      }),
      RUNS,
    );
  });

  it("does not depend on the order of the lines or of the rows", () => {
    const shuffled = worldArbitrary.chain((drawn) =>
      fc.record({
        drawn: fc.constant(drawn),
        lines: fc.shuffledSubarray(drawn.lines, { minLength: drawn.lines.length }),
        stock: fc.shuffledSubarray(drawn.stock, { minLength: drawn.stock.length }),
      }),
    );
    const outcome = (lines: readonly (readonly [string, number])[], shelf: Shelf) => {
      const decision = decideHold(ask(...lines), shelf, NOW_MS);
      if (!decision.ok) return "refused";
      return decision.value.allocations.map((one) => JSON.stringify(one)).sort();
    };
    fc.assert(
      fc.property(shuffled, ({ drawn, lines, stock }) => {
        assert.deepEqual(
          outcome(lines, world(stock, drawn.safety)),
          outcome(drawn.lines, world(drawn.stock, drawn.safety)),
        );
      }),
      RUNS,
    );
  });
});

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
