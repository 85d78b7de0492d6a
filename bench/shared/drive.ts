import { percentile } from "./statistics.ts";

/** One turn of a contestant. */
export type Turn = {
  /** Answers a second: durable reservations, or refusals where there is nothing to sell. */
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
};
export type Pace = {
  readonly clients: number;
  /** Asked and not counted, before the figures begin. */
  readonly warmMs: number;
  readonly measureMs: number;
};

/**
 * `clients` buyers who each ask again as soon as they are answered, for `warmMs` + `measureMs`; those answers count that
 * come while it is measured. Resolves when all are answered. Throws when an answer is not the expected one.
 */
export async function drive(
  reserve: () => Promise<boolean>,
  { clients, warmMs, measureMs }: Pace,
  expected = true,
): Promise<Turn> {
  const countFromMs = performance.now() + warmMs;
  const endAtMs = countFromMs + measureMs;
  const latenciesMs: number[] = [];
  const client = async () => {
    for (let askedAtMs = performance.now(); askedAtMs < endAtMs; ) {
      const reserved = await reserve();
      if (reserved !== expected) throw new Error(reserved ? "was given a unit" : "was refused");
      const nowMs = performance.now();
      if (nowMs >= countFromMs && nowMs < endAtMs) latenciesMs.push(nowMs - askedAtMs);
      askedAtMs = nowMs;
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return turnOf(latenciesMs, measureMs);
}

export function turnOf(latenciesMs: readonly number[], measureMs: number): Turn {
  return {
    perSecond: latenciesMs.length / (measureMs / 1000),
    p50Ms: percentile(latenciesMs, 0.5),
    p99Ms: percentile(latenciesMs, 0.99),
  };
}
