import type { Row } from "../run.ts";
import type { Turn } from "./drive.ts";
import { median, rounded } from "./statistics.ts";

/** Medians over the rounds. */
export type Figures = {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
};

export function figuresOf(turns: readonly Turn[]): Figures {
  const middle = (figure: (turn: Turn) => number) => median(turns.map(figure));
  return {
    perSecond: middle((turn) => turn.perSecond),
    p50Ms: middle((turn) => turn.p50Ms),
    p99Ms: middle((turn) => turn.p99Ms),
  };
}

/** Each ratio is taken within its round, so that a busy machine slows both sides of it. */
export function ratioOf(over: readonly Turn[], under: readonly Turn[]): number {
  return median(
    over.map((turn, round) => turn.perSecond / (under[round]?.perSecond ?? Number.NaN)),
  );
}

export const columnsOf = ({ perSecond, p50Ms, p99Ms }: Figures): Row => ({
  perSecond: rounded(perSecond),
  p50Ms: rounded(p50Ms, 2),
  p99Ms: rounded(p99Ms, 2),
});
