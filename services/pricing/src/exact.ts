import type { RoundingMode } from "./tax.ts";

/**
 * `amount × numerator ÷ denominator`, rounded once; exact whatever the size of the product. All safe integers, amount and
 * numerator ≥ 0, denominator > 0, and the result must be a safe integer.
 */
export function mulDiv(
  amount: number,
  { numerator, denominator }: { readonly numerator: number; readonly denominator: number },
  mode: RoundingMode,
): number {
  const product = amount * numerator;
  if (!Number.isSafeInteger(product) || !Number.isSafeInteger(denominator * 2)) {
    return Number(mulDivLarge(BigInt(amount) * BigInt(numerator), BigInt(denominator), mode));
  }
  const rest = product % denominator;
  const quotient = (product - rest) / denominator;
  const twiceRest = rest * 2;
  switch (mode) {
    case "down":
      return quotient;
    case "half-up":
      return twiceRest >= denominator ? quotient + 1 : quotient;
    case "half-even":
      if (twiceRest === denominator) return quotient + (quotient % 2);
      return twiceRest > denominator ? quotient + 1 : quotient;
    default:
      return mode satisfies never;
  }
}

function mulDivLarge(product: bigint, denominator: bigint, mode: RoundingMode): bigint {
  const quotient = product / denominator;
  const twiceRest = (product % denominator) * 2n;
  switch (mode) {
    case "down":
      return quotient;
    case "half-up":
      return twiceRest >= denominator ? quotient + 1n : quotient;
    case "half-even":
      if (twiceRest === denominator) return quotient + (quotient % 2n);
      return twiceRest > denominator ? quotient + 1n : quotient;
    default:
      return mode satisfies never;
  }
}

/** The rest of `amount × factor ÷ divisor`, exact whatever the size of the product. Safe integers ≥ 0, divisor > 0. */
export function mulMod(
  amount: number,
  { factor, divisor }: { readonly factor: number; readonly divisor: number },
): number {
  const product = amount * factor;
  if (Number.isSafeInteger(product)) return product % divisor;
  return Number((BigInt(amount) * BigInt(factor)) % BigInt(divisor));
}

/** Below 0 when `a × b < c × d`, above 0 when it is more, 0 when both are the same; exact whatever their size. Safe integers. */
export function compareProducts(
  [a, b]: readonly [number, number],
  [c, d]: readonly [number, number],
): number {
  const left = a * b;
  const right = c * d;
  if (Number.isSafeInteger(left) && Number.isSafeInteger(right)) return left - right;
  const difference = BigInt(a) * BigInt(b) - BigInt(c) * BigInt(d);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}
