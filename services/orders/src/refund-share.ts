/**
 * The money of some units of a line. What all the units of a line cost together need not divide evenly; each share is
 * the difference of two rounded sums, so that shares taken one after the other, in any portions, add up to the line's
 * total exactly, and none is negative.
 */

export type PricedUnits = {
  readonly quantity: number;
  /** Of all the units together. */
  readonly totalMinor: number;
};

/**
 * What the next `units` are worth when `taken` units of the line were accounted for before, in minor units. Throws a
 * `RangeError` when the line has not that many units left: that is the caller's to refuse.
 */
export function shareOfUnits(
  line: PricedUnits,
  { taken, units }: { readonly taken: number; readonly units: number },
): number {
  if (taken < 0 || units < 0 || taken + units > line.quantity) {
    throw new RangeError(`${units} units after ${taken} are not in a line of ${line.quantity}`);
  }
  return worthOfFirst(line, taken + units) - worthOfFirst(line, taken);
}

/** Half up. In BigInt: an amount times a quantity may be more than a number holds exactly. */
function worthOfFirst({ quantity, totalMinor }: PricedUnits, units: number): number {
  const doubled = 2n * BigInt(totalMinor) * BigInt(units) + BigInt(quantity);
  return Number(doubled / (2n * BigInt(quantity)));
}
