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

/**
 * `amount × factor ÷ divisor` rounded down, and the rest of it; exact whatever the size of the product. Safe integers ≥ 0,
 * divisor > 0, and the quotient must be a safe integer.
 */
export function divide(
  amount: number,
  { factor, divisor }: { readonly factor: number; readonly divisor: number },
): { readonly quotient: number; readonly rest: number } {
  const product = amount * factor;
  if (Number.isSafeInteger(product)) {
    const rest = product % divisor;
    return { quotient: (product - rest) / divisor, rest };
  }
  const [exact, by] = [BigInt(amount) * BigInt(factor), BigInt(divisor)];
  return { quotient: Number(exact / by), rest: Number(exact % by) };
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

/** A fraction of any size, exact; above 0. */
export type Ratio = { readonly numerator: bigint; readonly denominator: bigint };

/**
 * `of ÷ to × 10^shiftDigits` of two plain decimals above 0 ("1.0832"). `shiftDigits` may be negative.
 */
export function ratioOf(
  decimals: { readonly of: string; readonly to: string },
  shiftDigits: number,
): Ratio {
  const of = decimalParts(decimals.of);
  const to = decimalParts(decimals.to);
  const shift = shiftDigits + to.digits - of.digits;
  return {
    numerator: of.value * 10n ** BigInt(Math.max(0, shift)),
    denominator: to.value * 10n ** BigInt(Math.max(0, -shift)),
  };
}

/** `amount × ratio`, rounded once, half-up; undefined when that is no safe integer. Amount: safe, ≥ 0. */
export function timesRatio(amount: number, { numerator, denominator }: Ratio): number | undefined {
  const exact = mulDivLarge(BigInt(amount) * numerator, denominator, "half-up");
  return exact > BigInt(Number.MAX_SAFE_INTEGER) ? undefined : Number(exact);
}

function decimalParts(text: string): { readonly value: bigint; readonly digits: number } {
  const [whole = "0", fraction = ""] = text.split(".");
  return { value: BigInt(whole + fraction), digits: fraction.length };
}
