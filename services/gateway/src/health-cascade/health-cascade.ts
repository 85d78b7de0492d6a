/** What a drill does to one dependency; as the outbound client injects it. */
type DrillFault =
  | { readonly kind: "refused" }
  | { readonly kind: "hang" }
  | { readonly kind: "status"; readonly status: number }
  | { readonly kind: "delay"; readonly delayMs: number };

export const DEPENDENCIES = ["inventory", "pricing", "orders"] as const;
export type Dependency = (typeof DEPENDENCIES)[number];
export const FAILURE_MODES = [
  "none",
  "inventory",
  "pricing",
  "orders",
  "timeout",
  "random",
] as const;
export type FailureMode = (typeof FAILURE_MODES)[number];
export type Faults = Readonly<Partial<Record<Dependency, DrillFault>>>;

export type CascadeError =
  | { readonly kind: "fault-injection-disabled" }
  | { readonly kind: "drill-in-progress" };

/**
 * What each dependency meets. `inventory`, `pricing`, `orders`: that one refuses connections. `timeout`: none of them ever
 * answers. `random`: each meets what the seed says, the same for the same seed.
 */
export function faultsOf(mode: FailureMode, seed: number): Faults {
  switch (mode) {
    case "none":
      return {};
    case "timeout":
      return Object.fromEntries(DEPENDENCIES.map((name) => [name, { kind: "hang" }]));
    case "random":
      return randomFaults(seed);
    default:
      return { [mode]: { kind: "refused" } };
  }
}

const RANDOM_FAULTS: readonly (DrillFault | undefined)[] = [
  undefined,
  { kind: "refused" },
  { kind: "hang" },
  { kind: "status", status: 503 },
  { kind: "delay", delayMs: 100 },
];

function randomFaults(seed: number): Faults {
  let state = Math.imul(seed + 1, 2_654_435_769) >>> 0; // neighbouring seeds far apart (Fibonacci hashing)
  const faults: Partial<Record<Dependency, DrillFault>> = {};
  for (const name of DEPENDENCIES) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0; // Numerical Recipes' generator; its high bits are good
    const fault = RANDOM_FAULTS[Math.floor((state / 2 ** 32) * RANDOM_FAULTS.length)];
    if (fault !== undefined) faults[name] = fault;
  }
  return faults;
}

/** How a call ended, as the product view sees it. */
export type Ending = "ok" | "absent" | "down" | "late";
export type ViewAnswer = {
  readonly status: 200 | 404 | 503 | 504;
  readonly degraded: readonly ("inventory" | "pricing")[];
};

/**
 * What the product view answers, where what it `knew` was learned before the fault. The same rules as the view's own:
 * one side down is answered by what was known, both down are refused.
 */
export function viewOf(
  now: { readonly inventory: Ending; readonly pricing: Ending },
  knewItem: boolean,
): ViewAnswer {
  const isDown = (ending: Ending) => ending === "down" || ending === "late";
  const { inventory, pricing } = now;
  if (inventory === "absent") return { status: 404, degraded: [] };
  if (isDown(inventory) && (isDown(pricing) || (pricing === "absent" && !knewItem))) {
    return { status: inventory === "late" || pricing === "late" ? 504 : 503, degraded: [] };
  }
  const sides = { inventory, pricing };
  const degraded = (["inventory", "pricing"] as const).filter((side) => isDown(sides[side]));
  return { status: 200, degraded };
}

/** As the breakers of the outbound client have it. */
type BreakerState = "closed" | "open" | "half-open";

/** What is counted of one dependency. */
export type Tally = {
  path: BreakerState[];
  after: BreakerState;
  calls: number;
  attempts: number;
  retries: number;
  outcomes: Record<string, number>;
  elapsedMs: number;
  /** Without the fault, and at the end of it. */
  known: Ending;
  ending: Ending;
};

export const newTally = (): Tally => ({
  ...{ path: ["closed"], after: "closed", calls: 0, attempts: 0, retries: 0, outcomes: {} },
  ...{ elapsedMs: 0, known: "down", ending: "down" },
});

export type DependencyReport = {
  readonly name: Dependency;
  readonly before: BreakerState;
  readonly after: BreakerState;
  /** Each state that it came to, from before the fault until after it. */
  readonly path: readonly BreakerState[];
  readonly calls: number;
  readonly attempts: number;
  readonly retries: number;
  readonly outcomes: Readonly<Record<string, number>>;
  readonly elapsedMs: number;
  /** What resilience.yaml names for the call; null: there is none, its caller is refused. */
  readonly fallback: string | null;
  readonly fallbackUsed: boolean;
};

export function reportOf(
  name: Dependency,
  tally: Tally,
  fallback: string | null,
): DependencyReport {
  const { path, after, elapsedMs, ending, known: _, ...counts } = tally;
  const isDown = ending === "down" || ending === "late";
  return {
    name,
    before: path[0] ?? "closed",
    after,
    path,
    ...counts,
    elapsedMs: Math.round(elapsedMs),
    fallback,
    fallbackUsed: isDown && fallback !== null,
  };
}
