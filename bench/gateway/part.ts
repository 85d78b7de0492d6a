import type { PartResult } from "../shared/run-parts.ts";
import type { Stand } from "./stand.ts";

export type Timing = {
  readonly seconds: number;
  readonly rounds: number;
  /** Full load, for the memory. */
  readonly soakSeconds: number;
};
export const FULL: Timing = { seconds: 5, rounds: 7, soakSeconds: 300 };
export const QUICK: Timing = { seconds: 1, rounds: 1, soakSeconds: 10 };

export type Part = (stand: Stand, timing: Timing) => Promise<PartResult>;
