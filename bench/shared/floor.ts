import type { Row } from "../run.ts";
import { rounded } from "./statistics.ts";

/** What a bench has to reach. */
export type Floor = {
  readonly promise: string;
  readonly required: number;
  readonly measured: number;
  readonly kept: boolean;
};

export const atLeast = (promise: string, measured: number, required: number): Floor => ({
  promise: `${promise}, at least`,
  required,
  measured,
  kept: measured >= required,
});

export const atMost = (promise: string, measured: number, required: number): Floor => ({
  promise: `${promise}, at most`,
  required,
  measured,
  kept: measured <= required,
});

export const floorRow = ({ promise, required, measured, kept }: Floor): Row => ({
  promise,
  required,
  measured: rounded(measured, 4),
  kept: kept ? "yes" : "NO",
});
