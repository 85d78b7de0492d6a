import { compareProducts, divide } from "./exact.ts";

/**
 * Splits `total` over `weights` in proportion, in whole units that add up to it exactly: everyone gets the share rounded
 * down, and the units left over go one each to the largest remainders, of equal ones to the earlier. No share is a whole
 * unit or more from its exact value, so none is above its weight when the total is not above their sum.
 * All are safe integers ≥ 0, and so is the sum of the weights; with no weight at all nothing is given.
 */
export function spread(total: number, weights: readonly number[]): readonly number[] {
  const sum = sumOf(weights);
  if (sum === 0 || total === 0) return weights.map(() => 0);
  const shares: number[] = [];
  const remainders: number[] = [];
  let left = total;
  for (const weight of weights) {
    const { quotient, rest } = divide(total, { factor: weight, divisor: sum });
    shares.push(quotient);
    remainders.push(rest);
    left -= quotient;
  }
  if (left > 0) giveOneEach(shares, remainders, left);
  return shares;
}

/** To the `count` largest remainders, of equal ones to the earlier. */
function giveOneEach(shares: number[], remainders: readonly number[], count: number): void {
  const largestFirst = remainders.map((_, index) => index);
  largestFirst.sort((a, b) => at(remainders, b) - at(remainders, a) || a - b);
  for (const index of largestFirst.slice(0, count)) shares[index] = at(shares, index) + 1;
}

/**
 * As `spread`, but nobody gets more than their limit: who would, gets the limit, and the others share the rest in
 * proportion. Where a limit is above 0 so is the weight, and the total is not above the sum of the limits.
 */
export function spreadWithin(
  total: number,
  weights: readonly number[],
  limits: readonly number[],
): readonly number[] {
  const shares = spread(total, weights);
  if (shares.every((share, index) => share <= at(limits, index))) return shares;
  // A level that rises meets the limits in the order of limit ÷ weight.
  const tightestFirst = weights.flatMap((weight, index) => (weight > 0 ? [index] : []));
  tightestFirst.sort(
    (a, b) =>
      compareProducts([at(limits, a), at(weights, b)], [at(limits, b), at(weights, a)]) || a - b,
  );
  const openWeights = [...weights];
  const limited: number[] = [];
  let left = total;
  let weightLeft = sumOf(weights);
  for (const index of tightestFirst) {
    const [weight, limit] = [at(weights, index), at(limits, index)];
    if (compareProducts([left, weight], [limit, weightLeft]) <= 0) break;
    limited.push(index);
    openWeights[index] = 0;
    left -= limit;
    weightLeft -= weight;
  }
  const result = [...spread(left, openWeights)];
  for (const index of limited) result[index] = at(limits, index);
  return result;
}

function sumOf(amounts: readonly number[]): number {
  let sum = 0;
  for (const amount of amounts) sum += amount;
  return sum;
}

function at(amounts: readonly number[], index: number): number {
  return amounts[index] ?? 0;
}
