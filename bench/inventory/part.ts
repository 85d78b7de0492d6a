import type { Row } from "../run.ts";
import type { Audit } from "./books.ts";
import type { Server } from "./server.ts";
import { rounded } from "./statistics.ts";
import type { Timing } from "./timing.ts";

/** A part of the bench: its table, what it had to reach, and the books it leaves behind. */
export type Part = (server: Server, timing: Timing) => Promise<PartResult>;
export type PartResult = {
  readonly rows: readonly Row[];
  readonly floors: readonly Floor[];
  readonly audits: readonly Audit[];
};

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
