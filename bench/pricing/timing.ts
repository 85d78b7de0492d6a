/** How long is measured. */
export type Timing = {
  /** Each contestant has one turn a round; figures are medians over the rounds. */
  readonly rounds: number;
  readonly firstMs: number;
  readonly warmMs: number;
  readonly measureMs: number;
  /** Of the shop that is large. */
  readonly skus: number;
};

export const FULL: Timing = {
  rounds: 5,
  firstMs: 3_000,
  warmMs: 300,
  measureMs: 2_000,
  skus: 1_000_000,
};

/** Says whether all of it works; too short for figures. */
export const QUICK: Timing = { rounds: 1, firstMs: 500, warmMs: 100, measureMs: 500, skus: 50_000 };
