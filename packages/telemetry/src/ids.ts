import { randomFillSync } from "node:crypto";

/** One call into the system's generator serves some 500 spans; asking it for every id would cost more than the span. */
const POOL_BYTES = 8192;
const pool = Buffer.alloc(POOL_BYTES);
let usedBytes = POOL_BYTES;

/** 16 random bytes as 32 lower-case hex digits, never all zero. */
export const newTraceId = (): string => newId(16);

/** 8 random bytes as 16 lower-case hex digits, never all zero. */
export const newSpanId = (): string => newId(8);

function newId(bytes: number): string {
  if (usedBytes + bytes > POOL_BYTES) {
    randomFillSync(pool);
    usedBytes = 0;
  }
  const id = pool.toString("hex", usedBytes, usedBytes + bytes);
  usedBytes += bytes;
  return id.startsWith("00000000") && /^0+$/.test(id) ? newId(bytes) : id;
}
