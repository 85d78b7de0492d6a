/** What each exit code of `holdfast` means; the help text says the same. */
export const EXIT = {
  done: 0,
  /** It ran, and the answer is no: drift, rejected rows, not running, a taken port. */
  no: 1,
  /** It could not ask: wrong usage, or nothing answers. */
  unasked: 2,
  /** Ended by force, as shells count it for SIGINT. */
  killed: 130,
} as const;
