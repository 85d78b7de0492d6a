import { randomFillSync } from "node:crypto";

/** One call into the system's generator serves some 500 spans; asking it for every id would cost more than the span. */
const POOL_BYTES = 8192;
const pool = Buffer.alloc(POOL_BYTES);
let digits = "";
let usedDigits = 0;

/** 16 random bytes as 32 lower-case hex digits, never all zero. */
export const newTraceId = (): string => newId(32);

/** 8 random bytes as 16 lower-case hex digits, never all zero. */
export const newSpanId = (): string => newId(16);

function newId(length: number): string {
  if (usedDigits + length > digits.length) {
    digits = randomFillSync(pool).toString("hex");
    usedDigits = 0;
  }
  const id = digits.slice(usedDigits, usedDigits + length);
  usedDigits += length;
  return id.startsWith("00000000") && /^0+$/.test(id) ? newId(length) : id;
}
