import { setImmediate } from "node:timers/promises";
import type { InventoryOperations } from "@holdfast/contracts";
import type { Logger } from "@holdfast/log";
import {
  type BreakerState,
  type CallError,
  createOutbound,
  type Outbound,
  type OutboundParts,
} from "@holdfast/outbound";
import { currentRequest, withRequest } from "@holdfast/request-context";
import type { Result } from "@holdfast/result";
import { Registry } from "prom-client";
import {
  DEPENDENCIES,
  type Dependency,
  type DependencyReport,
  type Ending,
  type Faults,
  newTally,
  reportOf,
  type Tally,
  type ViewAnswer,
  viewOf,
} from "./health-cascade.ts";

export type DrillParts = Pick<OutboundParts, "resilience" | "origins"> & {
  readonly log: Logger;
  readonly faults: Faults;
  /** undefined: the first product that there is. */
  readonly sku: string | undefined;
  readonly currency: string;
  readonly region: string;
};

export type DrillReport = {
  readonly sku: string;
  readonly dependencies: readonly DependencyReport[];
  readonly productView: ViewAnswer;
};

/** The operation during which a dependency is called, and the call: as live traffic does. */
const CALLS = {
  inventory: { during: "getProduct", operation: "getAvailability" },
  pricing: { during: "getProduct", operation: "getPrice" },
  orders: { during: "listOrders", operation: "listOrders" },
} as const;
const DURING = ["getProduct", "listProducts", "listOrders"];

// Together under ten seconds, whatever the dependencies do.
const HEALTHY_MS_MAX = 1_200;
const FAULT_MS_MAX = 4_500;
/** Each client of a drill calls so often at most: enough for a breaker to open by attempts and their retries. */
const ROUNDS_MAX = 3;
/** More than any breaker of ours wants to see. */
const PROBES_MAX = 10;

/**
 * Drives the real clients, with the real policies and against the real services, through faults that are injected at their
 * wires: first without, then with them until the breakers open, then without again until they have closed. Breakers, retry
 * budgets and connections are the drill's own, so live traffic is not refused because of it. What a breaker waits for
 * while it is open is not waited for: the drill's clock is moved on.
 *
 * Ends within ten seconds. Must run within a request, whose account it asks as.
 */
export async function runDrill(parts: DrillParts): Promise<DrillReport> {
  const drill = new Drill(parts);
  try {
    const sku = await drill.chooseSku();
    await drill.learn();
    await drill.fail();
    const view = await drill.view();
    await drill.recover();
    return { sku, dependencies: drill.reports(), productView: view };
  } finally {
    await drill.close();
  }
}

class Drill {
  readonly #parts: DrillParts;
  readonly #outbound: Outbound;
  readonly #tallies: Readonly<Record<Dependency, Tally>>;
  #sku: string;
  #clockAheadMs = 0;
  #isFaulty = false;

  constructor(parts: DrillParts) {
    this.#parts = parts;
    this.#sku = parts.sku ?? "unknown";
    this.#tallies = { inventory: newTally(), pricing: newTally(), orders: newTally() };
    const { resilience, origins, log, faults } = parts;
    this.#outbound = createOutbound({
      ...{ caller: "gateway", during: DURING, resilience, origins },
      log: log.child({ drill: true }), // its breakers open on purpose
      registry: new Registry(), // its calls are in no metric of live traffic
      nowMs: () => this.#nowMs(),
      faultFor: (target) => (this.#isFaulty ? faults[target as Dependency] : undefined),
      onCall: ({ target, attempts, outcome }) =>
        this.#count(target as Dependency, attempts, outcome),
    });
  }

  close(): Promise<void> {
    return this.#outbound.close();
  }

  async chooseSku(): Promise<string> {
    if (this.#parts.sku === undefined) {
      const client = this.#outbound.client<InventoryOperations>("inventory");
      const listed = await this.#within("listProducts", HEALTHY_MS_MAX, () =>
        client.call("listProducts", { query: { limit: 1 } }),
      );
      if (listed.ok) this.#sku = listed.value.body.data[0]?.sku ?? this.#sku;
    }
    return this.#sku;
  }

  /** What the product view would remember of each side. */
  async learn(): Promise<void> {
    await this.#each(async (name, tally) => {
      tally.known = await this.#call(name, HEALTHY_MS_MAX);
    });
  }

  /** As many clients at once as open the breaker with a retry each; they go on until it has opened. */
  async fail(): Promise<void> {
    this.#isFaulty = true;
    const beganAtMs = performance.now();
    const leftMs = () => FAULT_MS_MAX - (performance.now() - beganAtMs);
    await this.#each(async (name, tally) => {
      const calls = this.#parts.resilience.targets[name]?.breaker.minimumCalls ?? 0;
      const clients = Array.from({ length: Math.ceil(calls / 2) }, async () => {
        for (let round = 0; round < ROUNDS_MAX; round += 1) {
          if (this.#state(name) !== "closed" || leftMs() < 1) break;
          await this.#call(name, leftMs());
        }
      });
      await Promise.all(clients);
      tally.elapsedMs = performance.now() - beganAtMs;
    });
  }

  async view(): Promise<ViewAnswer> {
    await this.#each(async (name, tally) => {
      tally.ending = await this.#call(name, HEALTHY_MS_MAX);
      this.#see(name);
      tally.after = this.#state(name);
    });
    this.#isFaulty = false;
    const { inventory, pricing } = this.#tallies;
    return viewOf(
      { inventory: inventory.ending, pricing: pricing.ending },
      inventory.known === "ok",
    );
  }

  /** The breakers' waiting time is over at once; probes find the dependency as it really is. */
  async recover(): Promise<void> {
    const waits = Object.values(this.#parts.resilience.targets).map(
      ({ breaker }) => breaker.openMs,
    );
    this.#clockAheadMs += Math.max(...waits);
    const counted = structuredClone(this.#tallies);
    await this.#each(async (name, tally) => {
      if (tally.after !== "open") return;
      const beganAtMs = performance.now();
      for (let probe = 0; probe < PROBES_MAX && this.#state(name) !== "closed"; probe += 1) {
        const leftMs = HEALTHY_MS_MAX - (performance.now() - beganAtMs);
        if (leftMs < 1) break;
        const call = this.#call(name, leftMs);
        await this.#watch(name, call);
      }
      // What the fault came to, not what ended it.
      const { calls, attempts, retries, outcomes } = counted[name];
      Object.assign(tally, { calls, attempts, retries, outcomes });
    });
  }

  reports(): readonly DependencyReport[] {
    const { services } = this.#parts.resilience;
    return DEPENDENCIES.map((name) => {
      const { during, operation } = CALLS[name];
      const call = services.gateway?.operations[during]?.calls?.find(
        (declared) => declared.target === name && declared.operation === operation,
      );
      return reportOf(name, this.#tallies[name], call?.fallback ?? null);
    });
  }

  #nowMs(): number {
    return Date.now() + this.#clockAheadMs;
  }

  #state(name: Dependency): BreakerState {
    const states = this.#outbound
      .breakers()
      .filter(({ target }) => target === name)
      .map(({ state }) => state);
    // Of several processes one that is asked is enough.
    return (
      states.find((state) => state === "closed") ??
      states.find((state) => state === "half-open") ??
      "open"
    );
  }

  #see(name: Dependency): void {
    const { path } = this.#tallies[name];
    const state = this.#state(name);
    if (path.at(-1) !== state) path.push(state);
  }

  /** Sees each state while the call lasts. */
  async #watch(name: Dependency, call: Promise<unknown>): Promise<void> {
    let isOver = false;
    const over = call.finally(() => {
      isOver = true;
    });
    while (!isOver) {
      this.#see(name);
      await setImmediate();
    }
    await over;
    this.#see(name);
  }

  async #each(work: (name: Dependency, tally: Tally) => Promise<void>): Promise<void> {
    await Promise.all(DEPENDENCIES.map((name) => work(name, this.#tallies[name])));
  }

  #count(name: Dependency, attempts: number, outcome: string): void {
    if (!this.#isFaulty) return;
    const tally = this.#tallies[name];
    tally.calls += 1;
    tally.attempts += attempts;
    tally.retries += Math.max(0, attempts - 1);
    tally.outcomes[outcome] = (tally.outcomes[outcome] ?? 0) + 1;
  }

  async #call(name: Dependency, withinMs: number): Promise<Ending> {
    return this.#within(CALLS[name].during, withinMs, async () => endingOf(await this.#ask(name)));
  }

  #ask(name: Dependency): Promise<Result<unknown, CallError>> {
    const { currency, region } = this.#parts;
    const path = { sku: this.#sku };
    const inputs = {
      inventory: { path },
      pricing: { path, query: { currency, region } },
      orders: { query: { limit: 1 } },
    };
    return this.#outbound.client(name).call(CALLS[name].operation, inputs[name]);
  }

  #within<T>(operationId: string, withinMs: number, work: () => T): T {
    const request = currentRequest();
    if (request === undefined) throw new Error("a drill runs within a request");
    return withRequest({ ...request, operationId, deadlineAtMs: this.#nowMs() + withinMs }, work);
  }
}

function endingOf(answer: Result<unknown, CallError>): Ending {
  if (answer.ok) return "ok";
  const { error } = answer;
  if (error.kind === "deadline-exceeded") return "late";
  if (error.kind !== "problem" || error.status >= 500 || error.status === 429) return "down";
  return error.status === 404 ? "absent" : "ok";
}
