import type { Random } from "./random.ts";

/** How likely each fault is, every time there is an occasion for it. To add one: name it here, and let it happen. */
export type Faults = {
  /** A request is lost before it arrives. */
  readonly drop: number;
  /** A request arrives twice. */
  readonly duplicate: number;
  /** A request or an answer takes up to `LATE_MS_MAX`: its caller has long given up, and it still takes effect. */
  readonly late: number;
  /** An answer is lost: what was asked for happened. */
  readonly lostAnswer: number;
  /** A callee answers 503 and does nothing. */
  readonly refuse: number;
  /** The database does nothing and says so. */
  readonly noDatabase: number;
  /** A transaction commits, and whoever asked for it hears of an error. */
  readonly lostCommit: number;
  /** A process dies in place of going on after an answer. */
  readonly crash: number;
  /** The engine loses sight of a process, which goes on with what it is at, and runs the work elsewhere. */
  readonly lostSight: number;
};

export const NO_FAULTS: Faults = {
  ...{ drop: 0, duplicate: 0, late: 0, lostAnswer: 0, refuse: 0 },
  ...{ noDatabase: 0, lostCommit: 0, crash: 0, lostSight: 0 },
};
/** Under what late answers of the payment provider are waited for: `lateChargeMs` in the service. */
export const LATE_MS_MAX = 50_000;
export const FAULTS_END_AFTER_MS = 120_000;

/** Each seed leaves some faults out and turns others up: where all happen a little, the rare combinations never do. */
export function faultsOf(random: Random): Faults {
  const upTo = (most: number) => (random.chance(0.5) ? random.fraction() * most : 0);
  return {
    drop: upTo(0.3),
    duplicate: upTo(0.3),
    late: upTo(0.2),
    lostAnswer: upTo(0.3),
    refuse: upTo(0.2),
    noDatabase: upTo(0.1),
    lostCommit: upTo(0.1),
    crash: upTo(0.05),
    lostSight: upTo(0.02),
  };
}
