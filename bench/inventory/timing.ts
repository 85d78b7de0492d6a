/** How long is measured. */
export type Timing = {
  /** Each contestant has one turn a round; the figures are medians over the rounds. */
  readonly rounds: number;
  /** The first turn of each, which does not count: code is compiled, caches fill, the engine learns its items. */
  readonly firstMs: number;
  /** Of each turn: asked and not counted. */
  readonly warmMs: number;
  readonly measureMs: number;
  /** Of each pool that is tried before the rounds. */
  readonly trialMs: number;
  /** Who try to buy `unitsForSale` units. */
  readonly buyers: number;
  readonly unitsForSale: number;
  /** Of shops that are compared, from the smallest. */
  readonly sizesMax: number;
};

export const FULL: Timing = {
  rounds: 5,
  firstMs: 5_000,
  warmMs: 500,
  measureMs: 3_000,
  trialMs: 1_500,
  buyers: 1_500,
  unitsForSale: 500,
  sizesMax: 4,
};

/** Says whether all of it works; too short for figures. */
export const QUICK: Timing = {
  rounds: 1,
  firstMs: 1_000,
  warmMs: 200,
  measureMs: 1_000,
  trialMs: 300,
  buyers: 300,
  unitsForSale: 100,
  sizesMax: 3,
};
