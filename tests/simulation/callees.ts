/** The three callees behind the outbound client of the orders service: its retries and time limits, over our network. */
import type { Outbound } from "../../packages/outbound/src/outbound.ts";
import { fail } from "../../packages/result/src/result.ts";
import type { Answer, Network } from "./network.ts";
import type { Process } from "./processes.ts";
import type { Random } from "./random.ts";
import type { Scheduler } from "./scheduler.ts";

/** A request as it arrives. */
export type CalledBy = {
  readonly operation: string;
  readonly path: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly key: string;
  readonly body: unknown;
};
export type Callee = { readonly handle: (request: CalledBy) => Answer };
export type Callees = Readonly<Record<"inventory" | "pricing" | "payment", Callee>>;

/** As `step` of resilience.yaml, and the time limits of the checkout's calls there. */
const ATTEMPTS_MAX = 3;
const BACKOFF_BASE_MS = 100;
const TIMEOUT_MS = { inventory: 2_000, pricing: 2_000, payment: 4_000 };
const DEADLINE_MS = 8_000;

type Input = {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
};
/** One attempt of one call; `attempt` counts from 1. */
export type Send = (
  call: { readonly target: keyof Callees; readonly attempt: number },
  request: CalledBy,
) => Promise<Answer>;

/** What a process of the orders service calls its callees with. */
export function outboundOf(
  process: Process,
  world: {
    readonly scheduler: Scheduler;
    readonly random: Random;
    readonly send: Send;
  },
): Outbound {
  const { scheduler, random, send } = world;
  const call = async (target: keyof Callees, operation: string, input: Input = {}) => {
    const { path = {}, query = {}, headers = {}, body } = input;
    const key = headers["idempotency-key"] ?? "";
    const untilMs = scheduler.nowMs() + DEADLINE_MS;
    for (let attempt = 1; ; attempt += 1) {
      const asked = send({ target, attempt }, { operation, path, query, key, body });
      const answer = await process.awaits(asked);
      if (answer.ok || !isWorthAnother(answer) || attempt === ATTEMPTS_MAX) return answer;
      await process.awaits(scheduler.sleep(random.between(0, BACKOFF_BASE_MS * 2 ** attempt)));
      if (scheduler.nowMs() >= untilMs) return fail({ kind: "deadline-exceeded" } as const);
    }
  };
  const client = (target: keyof Callees) => ({
    call: (operation: string, input?: Input) => call(target, operation, input),
  });
  return { client } as unknown as Outbound;
}

export function sendTo(callees: Callees, network: Network): Send {
  return ({ target }, request) => {
    const { operation, path, query, key } = request;
    const about = path.id ?? path.orderId ?? query.orderId ?? key;
    return network.send(`${target}.${operation} ${about}`, {
      timeoutMs: TIMEOUT_MS[target],
      effect: () => callees[target].handle(request),
    });
  };
}

const isWorthAnother = (answer: Answer & { readonly ok: false }) =>
  answer.error.kind !== "problem" || answer.error.status >= 500;
