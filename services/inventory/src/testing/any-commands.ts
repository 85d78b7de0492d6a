/**
 * Any shop and whatever is asked of it: items with all their rules, three locations, batches of commands, steps of the wall
 * clock. Commands name reservations by a number, which is resolved as they come: most then name one that exists.
 */
import fc from "fast-check";
import type {
  Caller,
  Command,
  LocationStrategy,
  MovementKind,
  ReduceCommand,
  SettleCommand,
} from "../engine/command.ts";
import type { ItemRules, LocationFacts } from "../engine/world.ts";
import { announceOf, countOf, extendOf, holdOf, moveOf, reduceOf, settleOf } from "./commands.ts";
import { NOW_MS } from "./memory-stock.ts";

export const SKUS = ["cup", "mug", "pot"] as const;

const HAMBURG = { latitude: 53.55, longitude: 9.99 };
const LYON = { latitude: 45.76, longitude: 4.84 };
const PLACES = [
  ["A", { latitude: 52.52, longitude: 13.4 }],
  ["B", { latitude: 48.86, longitude: 2.35 }],
  ["C", undefined],
] as const;

/** Mostly the first. */
const mostly = <T>(usual: fc.Arbitrary<T>, rare: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.oneof({ weight: 19, arbitrary: usual }, { weight: 1, arbitrary: rare });
/** There or not. */
const evenly = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 2 });
const units = (max: number, min = 0) => fc.integer({ min, max });

const anyRules = (sku: string): fc.Arbitrary<ItemRules> =>
  fc.record({
    sku: fc.constant(sku),
    safetyStockUnits: units(2),
    maxPerOrderUnits: units(12, 4),
    maxPerBuyerUnits: evenly(units(8, 2)),
    preorderLimitUnits: units(4),
    backorderLimitUnits: units(4),
    availableFromMs: fc.constantFrom(undefined, NOW_MS, NOW_MS + 1_000, NOW_MS + 600_000),
    discontinued: mostly(fc.constant(false), fc.constant(true)),
  });

export type AnyShop = {
  readonly rules: readonly ItemRules[];
  readonly locations: readonly LocationFacts[];
  /** What is received at each location before the rest begins. */
  readonly received: readonly number[];
};
export const anyShop: fc.Arbitrary<AnyShop> = fc.record({
  rules: fc.tuple(...SKUS.map((sku) => anyRules(sku))),
  locations: fc.tuple(
    ...PLACES.map(([code, place]) => units(2, 1).map((priority) => ({ code, priority, place }))),
  ),
  received: fc.array(units(7), { minLength: 9, maxLength: 9 }),
});

/** The deliveries that a shop begins with. */
export const openingOf = ({ locations, received }: AnyShop): readonly Command[] =>
  SKUS.flatMap((sku, row) =>
    locations.flatMap(({ code: location }, column) => {
      const delivered = received[row * locations.length + column] ?? 0;
      return delivered === 0 ? [] : [moveOf({ sku, location, units: delivered })];
    }),
  );

/** A command whose id is still open: a new one, the one it has, or the so-many-th of those that holds have named. */
export type Intent = { readonly command: Command; readonly id: "new" | "given" | number };

const anySku = mostly(fc.constantFrom<string>(...SKUS), fc.constant("nix"));
const anyLocation = mostly(fc.constantFrom("A", "B", "C"), fc.constant("NIX"));
const OWNER: Caller = { account: "acme", scope: "shop" };
const anyCaller = mostly<Caller>(
  fc.constant(OWNER),
  fc.constantFrom({ account: "bolt", scope: "shop" }, { account: "dev-admin", scope: "admin" }),
);
const anyKey = evenly(
  fc.record({
    value: fc.constantFrom("k1", "k2", "k3"),
    fingerprint: mostly(fc.constant("f1"), fc.constant("f2")),
  }),
);

export const anyHold: fc.Arbitrary<Intent> = fc
  .record({
    own: evenly(units(4)),
    key: anyKey,
    account: mostly(fc.constant("acme"), fc.constant("bolt")),
    buyerId: fc.constantFrom(undefined, "ann", "bob"),
    lines: fc.array(fc.record({ sku: anySku, units: units(5, 1) }), { minLength: 1, maxLength: 3 }),
    ttlSeconds: fc.constantFrom(1, 60, 900, 3_600),
    strategy: fc.constantFrom<LocationStrategy>("priority", "nearest", "fewest-locations"),
    shipTo: fc.constantFrom(undefined, HAMBURG, LYON),
  })
  .map(({ own, ...asked }) => {
    const isOwn = asked.key === undefined && own !== undefined;
    const command = holdOf({}, { ...asked, id: `own-${own}` });
    return { command, id: isOwn ? "given" : "new" };
  });

export const anySettlement: fc.Arbitrary<Intent> = fc
  .record({
    kind: fc.constantFrom<SettleCommand["move"]>("confirm", "release", "cancel"),
    id: fc.nat(99),
    caller: anyCaller,
  })
  .map(({ kind, id, caller }) => ({ command: settleOf("", kind, { caller }), id }));

const anyReduction: fc.Arbitrary<Intent> = fc
  .record({
    id: fc.nat(99),
    key: fc.constantFrom("x1", "x2", "x3"),
    because: fc.constantFrom<ReduceCommand["because"]>("cancelled", "returned"),
    restock: mostly(fc.constant(true), fc.constant(false)),
    location: fc.constantFrom(undefined, undefined, "A", "C", "NIX"),
    caller: anyCaller,
    lines: fc.array(fc.record({ sku: anySku, units: units(2, 1) }), { minLength: 1, maxLength: 2 }),
  })
  .map(({ id, ...over }) => ({ command: reduceOf("", {}, over), id }));

export const anyExtension: fc.Arbitrary<Intent> = fc
  .record({
    id: fc.nat(99),
    ttlSeconds: fc.constantFrom(1, 60, 3_600, 7_199, 7_200, 7_201),
    caller: anyCaller,
  })
  .map(({ id, ttlSeconds, caller }) => {
    return { command: { ...extendOf("", ttlSeconds), caller }, id };
  });

const moved = { sku: anySku, location: anyLocation, units: units(6, 1), key: anyKey };
export const anyReceipt: fc.Arbitrary<Intent> = fc
  .record({ ...moved, movement: fc.constantFrom<MovementKind>("receive", "return") })
  .map((move) => ({ command: moveOf(move), id: "new" }));
const anyTaking: fc.Arbitrary<Intent> = fc
  .record({ ...moved, movement: fc.constantFrom<MovementKind>("write-off", "adjust") })
  .map((move) => {
    const down = move.movement === "adjust" && move.units % 2 === 0;
    return { command: moveOf({ ...move, units: down ? -move.units : move.units }), id: "new" };
  });
const anyTransfer: fc.Arbitrary<Intent> = fc
  .record({ ...moved, toLocation: anyLocation })
  .map(({ toLocation, ...move }) => {
    const elsewhere = move.location === "A" ? "B" : "A";
    const to = toLocation === move.location ? elsewhere : toLocation;
    return { command: moveOf({ ...move, movement: "transfer", toLocation: to }), id: "new" };
  });

const anyShelf = fc.record({ sku: anySku, location: anyLocation });
const anyCount: fc.Arbitrary<Intent> = fc
  .tuple(anyShelf, units(12))
  .map((counted) => ({ command: countOf(...counted), id: "given" }));
const anyAnnouncement: fc.Arbitrary<Intent> = fc
  .tuple(anyShelf, units(9))
  .map((announced) => ({ command: announceOf(...announced), id: "given" }));

export const anyIntent: fc.Arbitrary<Intent> = fc.oneof(
  { weight: 8, arbitrary: anyHold },
  { weight: 6, arbitrary: anySettlement },
  { weight: 3, arbitrary: anyReduction },
  { weight: 2, arbitrary: anyExtension },
  { weight: 2, arbitrary: anyReceipt },
  { weight: 2, arbitrary: anyTaking },
  { weight: 1, arbitrary: anyTransfer },
  { weight: 1, arbitrary: anyCount },
  { weight: 1, arbitrary: anyAnnouncement },
);

/** Of the wall clock; it may also be set back. */
export const anyStepMs = fc.constantFrom(
  ...[0, 0, 1, 999, 1_000, 60_000, 899_999, 3_600_000, 86_400_000, -5_000, -3_600_000],
);

/** An item's new rules: its owner may change them at any time. */
export const anyRevision = evenly(fc.constantFrom(...SKUS).chain(anyRules));

/** Makes commands of intents, in the order of their arrival. */
export function ids(): (intent: Intent) => Command {
  const named: string[] = [];
  let made = 0;
  return ({ command, id }) => {
    if (typeof id === "number") {
      const found = id % 20 === 19 ? undefined : named[id % named.length];
      return { ...command, id: found ?? "never-held" } as Command;
    }
    made += 1;
    const newId = `r${String(made).padStart(3, "0")}`;
    const told = (id === "given" ? command : { ...command, id: newId }) as Command;
    if (told.kind === "hold" && !named.includes(told.id)) named.push(told.id);
    return told;
  };
}
