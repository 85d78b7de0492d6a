import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { availableUnits } from "../stock.ts";
import { allocate, type Choice, type Demand, type Shelf } from "./allocate.ts";

const shelf = (location: string, onHandUnits: number, over: Partial<Shelf> = {}): Shelf => ({
  ...{ location, onHandUnits, locationPriority: 1, place: undefined, reservedUnits: 0 },
  ...over,
});
const demand = (units: number, ...shelves: readonly Shelf[]): Demand => ({
  ...{ sku: "mug", units, safetyStockUnits: 0, shelves },
});
const of = (sku: string, it: Demand): Demand => ({ ...it, sku });
const PRIORITY: Choice = { strategy: "priority", shipTo: undefined };
const FEWEST: Choice = { strategy: "fewest-locations", shipTo: undefined };
const parts = (demands: readonly Demand[], choice: Choice) =>
  allocate(demands, choice).map(({ sku, location, units }) => `${units} ${sku}@${location}`);

describe("allocate by priority", () => {
  it("takes from the lowest priority number first, then by code, and splits only what is missing", () => {
    const shelves = [shelf("A", 10, { locationPriority: 2 }), shelf("C", 3), shelf("B", 4)];
    assert.deepEqual(parts([demand(4, ...shelves)], PRIORITY), ["4 mug@B"]);
    assert.deepEqual(parts([demand(9, ...shelves)], PRIORITY), ["4 mug@B", "3 mug@C", "2 mug@A"]);
  });

  it("leaves what is reserved, and the safety stock of each location", () => {
    const shelves = [shelf("A", 10, { reservedUnits: 5 }), shelf("B", 1), shelf("C", 4)];
    const asked = { ...demand(9, ...shelves), safetyStockUnits: 2 };
    assert.deepEqual(parts([asked], PRIORITY), ["3 mug@A", "2 mug@C"]);
  });

  it("takes what there is of each SKU, in the order asked", () => {
    const asked = [of("pot", demand(3, shelf("A", 1))), of("cup", demand(1, shelf("A", 5)))];
    assert.deepEqual(parts(asked, PRIORITY), ["1 pot@A", "1 cup@A"]);
    assert.deepEqual(parts([of("pot", demand(3))], PRIORITY), []);
  });

  it("does not look at distances", () => {
    const shelves = [shelf("A", 1, { place: TOKYO }), shelf("B", 1, { place: HAMBURG })];
    const choice: Choice = { strategy: "priority", shipTo: BERLIN };
    assert.deepEqual(parts([demand(1, ...shelves)], choice), ["1 mug@A"]);
  });
});

const BERLIN = { latitude: 52.52, longitude: 13.405 };
const HAMBURG = { latitude: 53.551, longitude: 9.994 };
const PARIS = { latitude: 48.857, longitude: 2.352 };
const TOKYO = { latitude: 35.676, longitude: 139.65 };
const SYDNEY = { latitude: -33.869, longitude: 151.209 };
const LOS_ANGELES = { latitude: 34.052, longitude: -118.244 };
const HONOLULU = { latitude: 21.307, longitude: -157.858 };
const CITIES = { BERLIN, HAMBURG, PARIS, TOKYO, SYDNEY, LOS_ANGELES, HONOLULU };

describe("allocate to the nearest", () => {
  const order = (shipTo: keyof typeof CITIES, ...names: readonly (keyof typeof CITIES)[]) =>
    allocate([demand(names.length, ...names.map((it) => shelf(it, 1, { place: CITIES[it] })))], {
      strategy: "nearest",
      shipTo: CITIES[shipTo],
    }).map(({ location }) => location);

  it("asks locations in the order of the way over the globe", () => {
    // From Berlin: Hamburg 255 km, Paris 878 km, Tokyo 8,900 km, Los Angeles 9,300 km, Sydney 16,100 km.
    const from = ["SYDNEY", "LOS_ANGELES", "TOKYO", "PARIS", "HAMBURG"] as const;
    assert.deepEqual(order("BERLIN", ...from), from.toReversed());
  });

  it("knows that the way to the other side of the date line is short", () => {
    // From Tokyo: Honolulu 6,200 km, Sydney 7,800 km, Los Angeles 8,800 km, Paris 9,700 km.
    const from = ["PARIS", "LOS_ANGELES", "SYDNEY", "HONOLULU"] as const;
    assert.deepEqual(order("TOKYO", ...from), from.toReversed());
  });

  it("knows that degrees of longitude are short in the north", () => {
    // Along 60° north 10° are 556 km; along the meridian 6° are 667 km.
    const east = shelf("EAST", 1, { place: { latitude: 60, longitude: 20 } });
    const south = shelf("SOUTH", 1, { place: { latitude: 54, longitude: 10 } });
    const choice: Choice = { strategy: "nearest", shipTo: { latitude: 60, longitude: 10 } };
    assert.deepEqual(parts([demand(2, south, east)], choice), ["1 mug@EAST", "1 mug@SOUTH"]);
  });

  it("asks equally far ones by priority, then by code; those without coordinates last, in the same way", () => {
    const choice: Choice = { strategy: "nearest", shipTo: BERLIN };
    const shelves = [
      shelf("E", 1),
      shelf("D", 1),
      shelf("C", 1, { locationPriority: 0 }),
      shelf("B2", 1, { place: TOKYO }),
      shelf("B1", 1, { place: TOKYO }),
      shelf("A", 1, { place: TOKYO, locationPriority: 2 }),
    ];
    assert.deepEqual(
      allocate([demand(6, ...shelves)], choice).map(({ location }) => location),
      ["B1", "B2", "A", "C", "D", "E"],
    );
  });

  it("goes by priority when it does not know to where", () => {
    const shelves = [shelf("A", 1, { place: TOKYO }), shelf("B", 1, { place: HAMBURG })];
    const choice: Choice = { strategy: "nearest", shipTo: undefined };
    assert.deepEqual(parts([demand(1, ...shelves)], choice), ["1 mug@A"]);
  });
});

describe("allocate from the fewest locations", () => {
  it("takes all from one location that has it, though others come first", () => {
    const shelves = [shelf("A", 2), shelf("B", 2), shelf("C", 3)];
    assert.deepEqual(parts([demand(3, ...shelves)], FEWEST), ["3 mug@C"]);
  });

  it("splits only when nobody has it all, over as few as can be, the best ranked of these", () => {
    const shelves = [shelf("A", 1), shelf("B", 3), shelf("C", 3), shelf("D", 2)];
    assert.deepEqual(parts([demand(5, ...shelves)], FEWEST), ["3 mug@B", "2 mug@C"]);
  });

  it("sends a basket from the one location that has all of it", () => {
    const pot = of("pot", demand(1, shelf("A", 1), shelf("C", 1)));
    const cup = of("cup", demand(1, shelf("B", 1), shelf("C", 1)));
    assert.deepEqual(parts([pot, cup], FEWEST), ["1 pot@C", "1 cup@C"]);
  });

  it("sends what there is from as few locations as have that, when there is not enough", () => {
    const shelves = [shelf("A", 1), shelf("B", 0), shelf("C", 2)];
    assert.deepEqual(parts([demand(9, ...shelves)], FEWEST), ["1 mug@A", "2 mug@C"]);
    assert.deepEqual(parts([demand(1, shelf("A", 0))], FEWEST), []);
  });

  it("prefers the nearer of equally few", () => {
    const shelves = [shelf("A", 3, { place: TOKYO }), shelf("B", 3, { place: HAMBURG })];
    const choice: Choice = { strategy: "fewest-locations", shipTo: BERLIN };
    assert.deepEqual(parts([demand(3, ...shelves)], choice), ["3 mug@B"]);
  });

  it("finds few, all that is there, among more locations than it can try all sets of", () => {
    const shelves = Array.from({ length: 40 }, (_, index) => shelf(`L${index + 10}`, 1));
    const big = shelf("Z", 30);
    assert.deepEqual(parts([demand(30, ...shelves, big)], FEWEST), ["30 mug@Z"]);
    const some = allocate([demand(35, ...shelves, big)], FEWEST);
    assert.equal(some.length, 6);
    const all = allocate([demand(99, ...shelves, big)], FEWEST);
    assert.equal(unitsOf(all), 70);
  });
});

const CODES = ["A", "B", "C", "D", "E", "F"] as const;
const anyPlace = fc.option(fc.constantFrom(...Object.values(CITIES)), { nil: undefined });
const anyLocations = fc.tuple(
  ...CODES.map((location) =>
    fc.record({
      location: fc.constant(location),
      locationPriority: fc.integer({ min: 1, max: 3 }),
      place: anyPlace,
    }),
  ),
);
const anyBasket = anyLocations.chain((locations) =>
  fc.array(
    fc
      .record({
        units: fc.integer({ min: 1, max: 12 }),
        safetyStockUnits: fc.integer({ min: 0, max: 2 }),
        rows: fc.subarray(locations).chain((chosen) =>
          fc.tuple(
            ...chosen.map((location) =>
              fc
                .tuple(fc.integer({ min: 0, max: 8 }), fc.integer({ min: 0, max: 8 }))
                .map(([a, b]) => ({
                  ...location,
                  onHandUnits: Math.max(a, b),
                  reservedUnits: Math.min(a, b),
                })),
            ),
          ),
        ),
      })
      .map(({ rows, ...rest }) => ({ ...rest, shelves: rows as readonly Shelf[] })),
    { minLength: 1, maxLength: 3 },
  ),
);
const anyDemands = anyBasket.map((them) =>
  them.map((it, index): Demand => ({ ...it, sku: `sku-${index}` })),
);
const anyChoice: fc.Arbitrary<Choice> = fc.record({
  strategy: fc.constantFrom("priority", "nearest", "fewest-locations"),
  shipTo: fc.constantFrom(undefined, BERLIN, SYDNEY),
});

const unitsOf = (lines: readonly { readonly units: number }[]) =>
  lines.reduce((sum, { units }) => sum + units, 0);
const freeUnits = ({ shelves, safetyStockUnits }: Demand) =>
  shelves.reduce((sum, row) => sum + availableUnits(row, safetyStockUnits), 0);

describe("allocate, for any basket, shelves and strategy", () => {
  const RUNS = { numRuns: 2_000 };

  it("takes as much as was asked or there is, and from no shelf more than may be promised", () => {
    fc.assert(
      fc.property(anyDemands, anyChoice, (demands, choice) => {
        const taken = allocate(demands, choice);
        assert.equal(new Set(taken.map((it) => `${it.sku}@${it.location}`)).size, taken.length);
        for (const asked of demands) {
          const lines = taken.filter(({ sku }) => sku === asked.sku);
          assert.equal(unitsOf(lines), Math.min(asked.units, freeUnits(asked)));
          for (const { location, units } of lines) {
            const row = asked.shelves.find((it) => it.location === location);
            assert.ok(row !== undefined && units > 0);
            assert.ok(units <= availableUnits(row, asked.safetyStockUnits));
          }
        }
      }),
      RUNS,
    );
  });

  it("does not depend on the order in which shelves are read, nor on that of the SKUs", () => {
    const shuffled = anyDemands.chain((demands) =>
      fc.record({
        demands: fc.constant(demands),
        others: fc
          .tuple(
            ...demands.map((it) =>
              fc
                .shuffledSubarray([...it.shelves], { minLength: it.shelves.length })
                .map((shelves) => ({ ...it, shelves })),
            ),
          )
          .chain((them) => fc.shuffledSubarray(them, { minLength: them.length })),
      }),
    );
    const sorted = (demands: readonly Demand[], choice: Choice) => {
      const bySku = Map.groupBy(allocate(demands, choice), ({ sku }) => sku);
      return [...bySku].sort(([a], [b]) => (a < b ? -1 : 1));
    };
    fc.assert(
      fc.property(shuffled, anyChoice, ({ demands, others }, choice) => {
        assert.deepEqual(sorted(others, choice), sorted(demands, choice));
      }),
      RUNS,
    );
  });

  it("never uses more locations than the best of all sets, when they shall be few", () => {
    fc.assert(
      fc.property(anyDemands, anyChoice, (demands, { shipTo }) => {
        const used = allocate(demands, { strategy: "fewest-locations", shipTo });
        assert.equal(new Set(used.map(({ location }) => location)).size, fewestOf(demands));
      }),
      RUNS,
    );
  });

  it("asks each next location only when those before it have no more, unless they shall be few", () => {
    fc.assert(
      fc.property(anyDemands, anyChoice, (demands, choice) => {
        if (choice.strategy === "fewest-locations") return;
        const taken = allocate(demands, choice);
        for (const asked of demands) {
          const lines = taken.filter(({ sku }) => sku === asked.sku);
          for (const { location, units } of lines.slice(0, -1)) {
            const row = asked.shelves.find((it) => it.location === location);
            assert.ok(row !== undefined);
            assert.equal(units, availableUnits(row, asked.safetyStockUnits));
          }
        }
      }),
      RUNS,
    );
  });
});

/** By trying all 64 sets. */
function fewestOf(demands: readonly Demand[]): number {
  let fewest: number = CODES.length;
  for (let bits = 0; bits < 2 ** CODES.length; bits++) {
    const set = CODES.filter((_, index) => (bits & (1 << index)) !== 0);
    const serves = demands.every((it) => {
      const shelves = it.shelves.filter(({ location }) => set.some((code) => code === location));
      return freeUnits({ ...it, shelves }) >= Math.min(it.units, freeUnits(it));
    });
    if (serves) fewest = Math.min(fewest, set.length);
  }
  return fewest;
}
