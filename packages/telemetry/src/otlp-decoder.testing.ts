/** Field number → nested message, or `text`/`raw` for bytes; numbers need no entry. */
const MESSAGES: Readonly<Record<string, Readonly<Record<number, string>>>> = {
  request: { 1: "resourceSpans" },
  resourceSpans: { 1: "resource", 2: "scopeSpans" },
  resource: { 1: "keyValue" },
  scopeSpans: { 1: "scope", 2: "span" },
  scope: { 1: "text", 2: "text" },
  span: {
    1: "raw",
    2: "raw",
    3: "text",
    4: "raw",
    5: "text",
    9: "keyValue",
    11: "event",
    13: "link",
    15: "status",
  },
  event: { 2: "text", 3: "keyValue" },
  link: { 1: "raw", 2: "raw", 3: "text", 4: "keyValue" },
  status: { 2: "text" },
  keyValue: { 1: "text", 2: "anyValue" },
  anyValue: { 1: "text", 5: "items", 6: "members", 7: "raw" },
  items: { 1: "anyValue" },
  members: { 1: "keyValue" },
};

/** An ExportTraceServiceRequest in protobuf's binary form, to compare two encodings of it. */
export function decodeRequest(bytes: Uint8Array): Record<number, unknown[]> {
  return decode(bytes, "request");
}

/** A message as field number → values in order. Zeros and empty messages that mean "not set" are left out. */
function decode(bytes: Uint8Array, message: string): Record<number, unknown[]> {
  const buffer = Buffer.from(bytes);
  const fields: Record<number, unknown[]> = {};
  let at = 0;
  const varint = () => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = buffer.readUInt8(at++);
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  };
  const take = (length: number) => {
    at += length;
    return buffer.subarray(at - length, at);
  };
  while (at < buffer.length) {
    const tag = Number(varint());
    const [field, wireType] = [tag >> 3, tag & 7];
    const type = MESSAGES[message]?.[field] ?? "raw";
    let value: unknown;
    if (wireType === 0) value = varint();
    else if (wireType === 1) value = take(8).readBigUInt64LE();
    else if (wireType === 5) value = BigInt(take(4).readUInt32LE());
    else {
      const content = take(Number(varint()));
      if (type === "raw") value = content.toString("hex");
      else value = type === "text" ? content.toString() : decode(content, type);
    }
    const unset =
      message !== "anyValue" &&
      (value === 0n || (type === "status" && Object.keys(value as object).length === 0));
    if (!unset) fields[field] = [...(fields[field] ?? []), value];
  }
  return fields;
}
