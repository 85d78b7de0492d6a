/** How long is measured. */
export type Timing = {
  /** Each contestant has one turn a round; the figures are medians over the rounds. */
  readonly rounds: number;
  /** The first turn of each, which does not count: code is compiled, caches fill, pools open. */
  readonly firstMs: number;
  /** Of each turn: asked and not counted. */
  readonly warmMs: number;
  readonly measureMs: number;
  /** How often orders is killed. */
  readonly kills: number;
  /** That Medusa completes in one turn at most: each takes it half a second of CPU to prepare. */
  readonly medusaCarts: number;
  /** That are told to the webhooks in one turn. */
  readonly webhookEvents: number;
};

export const FULL: Timing = {
  rounds: 3,
  firstMs: 12_000,
  warmMs: 1_000,
  measureMs: 8_000,
  kills: 3,
  medusaCarts: 150,
  webhookEvents: 200,
};

/** Says whether all of it works; too short for figures. */
export const QUICK: Timing = {
  rounds: 1,
  firstMs: 3_000,
  warmMs: 500,
  measureMs: 5_000,
  kills: 1,
  medusaCarts: 50,
  webhookEvents: 40,
};
