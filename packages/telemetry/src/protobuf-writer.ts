/** Protobuf wire types. */
const VARINT = 0;
const FIXED64 = 1;
const LENGTH_DELIMITED = 2;
const FIXED32 = 5;

const TWO_32 = 2 ** 32;

/** Writes protobuf's binary form into one growing buffer, which it keeps for the next message. */
export class ProtobufWriter {
  #bytes = Buffer.allocUnsafeSlow(16 * 1024);
  #at = 0;

  get length(): number {
    return this.#at;
  }

  /** A copy of what was written; the writer starts afresh. */
  finish(): Buffer {
    const written = Buffer.from(this.#bytes.subarray(0, this.#at));
    this.#at = 0;
    return written;
  }

  /** Forgets what was written from `length` on. */
  truncate(length: number): void {
    this.#at = length;
  }

  /** Opens a nested message; `lengthBytes` is a guess of how many its length will take. */
  begin(field: number, lengthBytes = 1): number {
    this.#reserve(16);
    this.#varint((field << 3) | LENGTH_DELIMITED);
    this.#at += lengthBytes;
    return this.#at;
  }

  /** Closes what `begin` opened: writes its length, moving the content when the guess was wrong. */
  end(start: number, lengthBytes = 1): void {
    const length = this.#at - start;
    const needed = varintBytes(length);
    if (needed !== lengthBytes) {
      this.#reserve(8);
      this.#bytes.copyWithin(start + needed - lengthBytes, start, this.#at);
    }
    this.#at = start - lengthBytes;
    this.#varint(length);
    this.#at += length;
  }

  string(field: number, text: string): void {
    this.#reserve(text.length * 3 + 16);
    const start = this.begin(field);
    this.#at += this.#utf8(text);
    this.end(start);
  }

  bytes(field: number, bytes: Uint8Array): void {
    this.#reserve(bytes.length + 16);
    this.#varint((field << 3) | LENGTH_DELIMITED);
    this.#varint(bytes.length);
    this.#bytes.set(bytes, this.#at);
    this.#at += bytes.length;
  }

  /** Lower-case hex digits as bytes. */
  hex(field: number, digits: string): void {
    this.#reserve(digits.length + 16);
    this.#varint((field << 3) | LENGTH_DELIMITED);
    this.#varint(digits.length / 2);
    for (let i = 0; i < digits.length; i += 2) {
      this.#bytes[this.#at++] = (nibble(digits, i) << 4) | nibble(digits, i + 1);
    }
  }

  /** An int64; a negative one in two's complement. Doubles above 2^53 are multiples of 2, so this stays exact. */
  int(field: number, value: number): void {
    this.#reserve(24);
    this.#varint((field << 3) | VARINT);
    if (value >= 0) this.#varint(value);
    else this.#negative(value);
  }

  double(field: number, value: number): void {
    this.#reserve(24);
    this.#varint((field << 3) | FIXED64);
    this.#at = this.#bytes.writeDoubleLE(value, this.#at);
  }

  fixed32(field: number, value: number): void {
    this.#reserve(24);
    this.#varint((field << 3) | FIXED32);
    this.#at = this.#bytes.writeUInt32LE(value, this.#at);
  }

  /** Unix ms as the fixed64 nanoseconds of OTLP, in two halves since nanoseconds overflow a double's 53 bits. */
  unixNanos(field: number, unixMs: number): void {
    this.#reserve(24);
    this.#varint((field << 3) | FIXED64);
    const wholeMs = Math.floor(unixMs);
    const restNs = Math.floor((unixMs - wholeMs) * 1e6);
    const low = (wholeMs % 65536) * 1e6 + restNs; // below 2^37
    const high = Math.floor(wholeMs / 65536) * 1e6; // in units of 2^16 ns × ms
    const sum = (high % 65536) * 65536 + low;
    this.#at = this.#bytes.writeUInt32LE(sum % TWO_32, this.#at);
    const upper = Math.floor(high / 65536) + Math.floor(sum / TWO_32);
    this.#at = this.#bytes.writeUInt32LE(upper, this.#at);
  }

  #reserve(bytes: number): void {
    if (this.#at + bytes <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(2 * (this.#bytes.length + bytes));
    this.#bytes.copy(larger, 0, 0, this.#at);
    this.#bytes = larger;
  }

  #varint(value: number): void {
    let rest = value;
    while (rest > 0x7f) {
      this.#bytes[this.#at++] = (rest % 128) | 0x80;
      rest = Math.floor(rest / 128);
    }
    this.#bytes[this.#at++] = rest;
  }

  #negative(value: number): void {
    let rest = BigInt.asUintN(64, BigInt(value));
    while (rest > 0x7fn) {
      this.#bytes[this.#at++] = Number(rest & 0x7fn) | 0x80;
      rest >>= 7n;
    }
    this.#bytes[this.#at++] = Number(rest);
  }

  /** Writes at the current position and returns the bytes; ASCII by hand, as a native call costs more than short text. */
  #utf8(text: string): number {
    if (text.length > 64) return this.#bytes.write(text, this.#at, "utf8");
    for (let i = 0; i < text.length; i += 1) {
      const code = text.charCodeAt(i);
      if (code > 0x7f) return this.#bytes.write(text, this.#at, "utf8");
      this.#bytes[this.#at + i] = code;
    }
    return text.length;
  }
}

function varintBytes(value: number): number {
  if (value < 0x80) return 1;
  if (value < 0x4000) return 2;
  if (value < 0x20_0000) return 3;
  return value < 0x1000_0000 ? 4 : 5;
}

/** 0–9 and a–f lie in different halves of ASCII: the bit that tells them apart adds the missing 9. */
function nibble(digits: string, at: number): number {
  const code = digits.charCodeAt(at);
  return (code & 0x0f) + (code > 0x39 ? 9 : 0);
}
