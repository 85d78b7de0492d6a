import { problem } from "@holdfast/problem";
import { fail, ok } from "@holdfast/result";
import type { ChangeCalls } from "../order-changes/change-steps.ts";

export type ChangeCall = keyof ChangeCalls;
/** `timeout-after`: it took effect, and nobody heard of it. */
export type ChangeFault = "refused" | "timeout-before" | "timeout-after";

type Book = { id: string; orderId: string; capturedMinor: number; refundedMinor: number };

/**
 * The callees of changes in memory, with their idempotency. What is captured is as much as the test says. `faults` lists,
 * per call, what its next attempts end in.
 */
export function fakeChangeCallees(faults: Partial<Record<ChangeCall, ChangeFault[]>> = {}) {
  const world: World = { charges: [], effects: [], keys: new Set() };
  const plans = new Map(Object.entries(faults));
  const attempt: Attempt = async (name, effect) => {
    const fault = plans.get(name)?.shift();
    if (fault === "refused") return REFUSED;
    if (fault === "timeout-before") throw new Error(`${name} did not answer`);
    const value = effect();
    if (fault === "timeout-after") throw new Error(`${name} was not heard of`);
    return value;
  };
  return {
    calls: { ...payment(world, attempt), ...goods(world, attempt) },
    /** What was done, in order; a repeat does nothing. */
    effects: world.effects,
    plan: (name: ChangeCall, ...faultsOfCall: ChangeFault[]) => plans.set(name, faultsOfCall),
    capture: (orderId: string, capturedMinor: number) => {
      const id = `charge-${world.charges.length + 1}`;
      world.charges.push({ id, orderId, capturedMinor, refundedMinor: 0 });
    },
    /** Gives money back by hand, as nobody of ours asked for it. */
    refundElsewhere: (orderId: string, minor: number) => {
      const charge = world.charges.find((each) => each.orderId === orderId);
      if (charge !== undefined) charge.refundedMinor += minor;
    },
    refundedMinor: (orderId: string) =>
      world.charges
        .filter((charge) => charge.orderId === orderId)
        .reduce((sum, { refundedMinor }) => sum + refundedMinor, 0),
  };
}

type World = {
  readonly charges: Book[];
  readonly effects: string[];
  readonly keys: Set<string>;
};
/** Runs one call with its next fault. */
type Attempt = <T>(name: ChangeCall, effect: () => T) => Promise<T | typeof REFUSED>;

/** Happens once a key. */
function once({ keys }: World, key: string, effect: () => void): void {
  if (keys.has(key)) return;
  keys.add(key);
  effect();
}

function payment(world: World, attempt: Attempt): Pick<ChangeCalls, "listCharges" | "refund"> {
  const { charges, effects } = world;
  return {
    listCharges: async (orderId) =>
      structuredClone(charges.filter((charge) => charge.orderId === orderId)),
    refund: async (key, { chargeId, amount: { amountMinor } }) => {
      const done = await attempt("refund", () =>
        once(world, key, () => {
          const charge = charges.find(({ id }) => id === chargeId);
          if (charge === undefined) throw new Error("there is no such charge");
          charge.refundedMinor += amountMinor;
          if (charge.refundedMinor > charge.capturedMinor) throw new Error("more than captured");
          effects.push(`refund ${amountMinor}`);
        }),
      );
      return done === REFUSED ? fail(PROBLEM) : ok(null);
    },
  };
}

function goods(world: World, attempt: Attempt): Omit<ChangeCalls, "listCharges" | "refund"> {
  const { effects } = world;
  return {
    findLocation: async (code) => {
      const found = await attempt("findLocation", () => code !== "NIX");
      return found === true ? ok(null) : fail({ ...PROBLEM, code: "location-not-found" });
    },
    reduceReservation: async (key, { items, because, restock, location }) => {
      const place = restock ? (location ?? "where it was") : "nowhere";
      const units = items.map(({ sku, quantity }) => `${quantity} ${sku}`).join(", ");
      await attempt("reduceReservation", () =>
        once(world, key, () => effects.push(`${because} ${units} to ${place}`)),
      );
    },
    cancelReservation: async (_key, { reservationId }) => {
      await attempt("cancelReservation", () =>
        once(world, `cancel ${reservationId}`, () => effects.push("restock all")),
      );
    },
    restorePromotions: async (orderId) => {
      await attempt("restorePromotions", () =>
        once(world, `promotions ${orderId}`, () => effects.push("restore promotions")),
      );
    },
  };
}

const REFUSED = Symbol("refused");
const PROBLEM = problem({
  status: 422,
  code: "charge-disputed",
  title: "Charge disputed",
  detail: "The cardholder disputes the charge.",
});
