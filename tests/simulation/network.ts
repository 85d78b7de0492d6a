/** Requests and answers on their way: lost, doubled, late, out of order. What arrives takes effect, whoever still waits. */
import type { CallError } from "../../packages/outbound/src/outbound.ts";
import { type Problem, problem } from "../../packages/problem/src/problem.ts";
import { fail, ok, type Result } from "../../packages/result/src/result.ts";
import { type Faults, LATE_MS_MAX } from "./faults.ts";
import type { Random } from "./random.ts";
import type { Scheduler } from "./scheduler.ts";

export type Answer = Result<{ readonly body: unknown }, CallError>;
/** What a callee does with one request, all at once, as in one transaction. */
export type Effect = () => Answer;

export type Network = {
  /** One attempt. Ends after `timeoutMs` at the latest; the effect may come later, or twice. */
  readonly send: (
    name: string,
    request: { readonly timeoutMs: number; readonly effect: Effect },
  ) => Promise<Answer>;
  readonly latencyMs: () => number;
};

export function networkOf(world: {
  readonly scheduler: Scheduler;
  readonly random: Random;
  readonly faults: () => Faults;
}): Network {
  const { scheduler, random, faults } = world;
  const latencyMs = () => {
    if (random.chance(faults().late)) return random.between(1_000, LATE_MS_MAX);
    return random.between(1, 20);
  };
  const arrive = (name: string, effect: Effect, settle: (answer: Answer) => void) => {
    const isRefused = random.chance(faults().refuse);
    const answer = isRefused ? refused(503, "overloaded") : effect();
    scheduler.note(`${name}: ${outcomeOf(answer)}`);
    if (random.chance(faults().lostAnswer)) return scheduler.note(`${name}: the answer is lost`);
    scheduler.after(latencyMs(), () => settle(answer));
  };
  return {
    latencyMs,
    send: (name, { timeoutMs, effect }) =>
      new Promise((resolve) => {
        const isLost = random.chance(faults().drop);
        const copies = isLost ? 0 : random.chance(faults().duplicate) ? 2 : 1;
        if (copies !== 1) scheduler.note(`${name}: ${copies === 0 ? "lost" : "doubled"}`);
        for (let copy = 1; copy <= copies; copy += 1) {
          scheduler.after(latencyMs(), () => arrive(name, effect, resolve));
        }
        scheduler.after(timeoutMs, () => resolve(fail({ kind: "timeout" })));
      }),
  };
}

export const answered = (body: unknown): Answer => ok({ body });

/** A problem, as the service would answer it. */
export function refused(status: number, code: string, more: Partial<Problem> = {}): Answer {
  const fields = { status, code, title: code, detail: `${code}.` };
  return refusedWith(problem({ ...fields, ...more }));
}

export function refusedWith(refusal: Problem): Answer {
  return fail({ kind: "problem", status: refusal.status, problem: refusal, headers: {} });
}

function outcomeOf(answer: Answer): string {
  if (answer.ok) return "done";
  return answer.error.kind === "problem" ? answer.error.problem.code : answer.error.kind;
}
