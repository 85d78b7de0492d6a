/**
 * Splits `total` over `weights` in proportion, in whole units that add up to it exactly: everyone gets the share rounded
 * down, and the units left over go one each to the largest remainders, of equal ones to the earlier. No share is more
 * than one unit from its exact value. All values ≥ 0; with no weight at all, `total` must be 0.
 */
export function spread(total: bigint, weights: readonly bigint[]): readonly bigint[] {
  const sum = weights.reduce((before, weight) => before + weight, 0n);
  if (sum === 0n) return weights.map(() => 0n);
  const shares = weights.map((weight) => (total * weight) / sum);
  const left = total - shares.reduce((before, share) => before + share, 0n);
  const byRemainder = weights
    .map((weight, index) => ({ index, remainder: (total * weight) % sum }))
    .sort((a, b) =>
      a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1,
    );
  const lucky = new Set(byRemainder.slice(0, Number(left)).map(({ index }) => index));
  return shares.map((share, index) => (lucky.has(index) ? share + 1n : share));
}
