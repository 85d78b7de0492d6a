/** Protobuf wire types. */
const VARINT = 0;
const FIXED64 = 1;
const LENGTH_DELIMITED = 2;
const FIXED32 = 5;

const TWO_32 = 2 ** 32;
const SHORT = 0x80; // a length below it is one byte
const HEADER_BYTES_MAX = 12; // tag and length of a field, or a tag and a number of 64 bits

/** Writes protobuf's binary form into one growing buffer, which it keeps for the next message. */
export class ProtobufWriter {
  #bytes = Buffer.allocUnsafeSlow(16 * 1024);
  #at = 0;

  get length(): number {
    return this.#at;
  }

  /** What was written, valid until the next write. */
  written(): Buffer {
    return this.#bytes.subarray(0, this.#at);
  }

  /** Forgets what was written from `length` on. */
  truncate(length: number): void {
    this.#at = length;
  }

  /** Opens a nested message; `lengthBytes` is a guess of how many its length will take. */
  begin(field: number, lengthBytes = 1): number {
    this.#reserve(HEADER_BYTES_MAX);
    this.#varint((field << 3) | LENGTH_DELIMITED);
    this.#at += lengthBytes;
    return this.#at;
  }

  /** Closes what `begin` opened: writes its length, moving the content when the guess was wrong. */
  end(start: number, lengthBytes = 1): void {
    const length = this.#at - start;
    const needed = varintBytes(length);
    if (needed !== lengthBytes) {
      this.#reserve(needed);
      this.#bytes.copyWithin(start + needed - lengthBytes, start, this.#at);
    }
    this.#at = start - lengthBytes;
    this.#varint(length);
    this.#at += length;
  }

  /** The header of a field whose content comes next. */
  header(field: number, length: number): void {
    this.#reserve(HEADER_BYTES_MAX);
    this.#varint((field << 3) | LENGTH_DELIMITED);
    this.#varint(length);
  }

  /** Like `header`, for a field below 16 and fewer than 128 bytes. */
  short(field: number, length: number): void {
    this.#reserve(HEADER_BYTES_MAX);
    this.#bytes[this.#at++] = (field << 3) | LENGTH_DELIMITED;
    this.#bytes[this.#at++] = length;
  }

  /** The characters alone, one byte each; false, and nothing written, when one of them is not ASCII. */
  ascii(text: string): boolean {
    this.#reserve(text.length * 3);
    const bytes = this.#bytes.write(text, this.#at);
    if (bytes !== text.length) return false;
    this.#at += bytes;
    return true;
  }

  string(field: number, text: string): void {
    const before = this.#at;
    if (text.length < SHORT) {
      this.short(field, text.length);
      if (this.ascii(text)) return;
      this.#at = before;
    }
    this.header(field, Buffer.byteLength(text));
    this.#reserve(text.length * 3);
    this.#at += this.#bytes.write(text, this.#at);
  }

  bytes(field: number, bytes: Uint8Array): void {
    this.header(field, bytes.length);
    this.#reserve(bytes.length);
    this.#bytes.set(bytes, this.#at);
    this.#at += bytes.length;
  }

  /** Whole fields that were written before. */
  raw(fields: Buffer): void {
    this.#reserve(fields.length);
    fields.copy(this.#bytes, this.#at);
    this.#at += fields.length;
  }

  /** Hex digits, an even number of them and fewer than 256, as bytes. */
  hex(field: number, digits: string): void {
    const length = digits.length / 2;
    this.short(field, length);
    this.#reserve(length);
    this.#bytes.write(digits, this.#at, "hex");
    this.#at += length;
  }

  /** An int64; a negative one in two's complement. Doubles above 2^53 are multiples of 2, so this stays exact. */
  int(field: number, value: number): void {
    this.#reserve(HEADER_BYTES_MAX);
    this.#varint((field << 3) | VARINT);
    if (value >= 0) this.#varint(value);
    else this.#negative(value);
  }

  double(field: number, value: number): void {
    this.#reserve(HEADER_BYTES_MAX);
    this.#varint((field << 3) | FIXED64);
    this.#at = this.#bytes.writeDoubleLE(value, this.#at);
  }

  fixed32(field: number, value: number): void {
    this.#reserve(HEADER_BYTES_MAX);
    this.#varint((field << 3) | FIXED32);
    this.#uint32(value);
  }

  /** Unix ms as the fixed64 nanoseconds of OTLP, in two halves since nanoseconds overflow a double's 53 bits. */
  unixNanos(field: number, unixMs: number): void {
    this.#reserve(HEADER_BYTES_MAX);
    this.#varint((field << 3) | FIXED64);
    const wholeMs = Math.floor(unixMs);
    const restNs = Math.floor((unixMs - wholeMs) * 1e6);
    const low = (wholeMs % 65536) * 1e6 + restNs; // below 2^37
    const high = Math.floor(wholeMs / 65536) * 1e6; // to be multiplied by 2^16
    const sum = (high % 65536) * 65536 + low;
    this.#uint32(sum % TWO_32);
    this.#uint32(Math.floor(high / 65536) + Math.floor(sum / TWO_32));
  }

  #reserve(bytes: number): void {
    if (this.#at + bytes <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(2 * (this.#bytes.length + bytes));
    this.#bytes.copy(larger, 0, 0, this.#at);
    this.#bytes = larger;
  }

  #uint32(value: number): void {
    const bytes = this.#bytes;
    const at = this.#at;
    bytes[at] = value; // a typed array keeps the low 8 bits
    bytes[at + 1] = value >>> 8;
    bytes[at + 2] = value >>> 16;
    bytes[at + 3] = value >>> 24;
    this.#at = at + 4;
  }

  #varint(value: number): void {
    let rest = value;
    while (rest >= SHORT) {
      this.#bytes[this.#at++] = (rest % SHORT) | SHORT;
      rest = Math.floor(rest / SHORT);
    }
    this.#bytes[this.#at++] = rest;
  }

  #negative(value: number): void {
    let rest = BigInt.asUintN(64, BigInt(value));
    while (rest > 0x7fn) {
      this.#bytes[this.#at++] = Number(rest & 0x7fn) | SHORT;
      rest >>= 7n;
    }
    this.#bytes[this.#at++] = Number(rest);
  }
}

function varintBytes(value: number): number {
  if (value < SHORT) return 1;
  if (value < 0x4000) return 2;
  if (value < 0x20_0000) return 3;
  return value < 0x1000_0000 ? 4 : 5;
}
