/**
 * How many spans a collector refused in an answer of success (ExportTraceServiceResponse.partial_success.rejected_spans).
 * 0 for an answer that says nothing or cannot be read: the spans were taken, as the status said.
 */
export function rejectedSpans(answer: Buffer, json: boolean): number {
  try {
    return json ? rejectedInJson(answer) : rejectedInProtobuf(answer);
  } catch {
    return 0;
  }
}

function rejectedInJson(answer: Buffer): number {
  if (answer.length === 0) return 0;
  const parsed: { readonly partialSuccess?: { readonly rejectedSpans?: string | number } } =
    JSON.parse(answer.toString("utf8"));
  return Number(parsed.partialSuccess?.rejectedSpans ?? 0) || 0;
}

/** Both messages hold few fields: 1 is the nested message (length-delimited), then 1 is the count (varint). */
function rejectedInProtobuf(answer: Buffer): number {
  const partialSuccess = fieldOne(answer, 2);
  return partialSuccess === undefined ? 0 : Number(fieldOne(partialSuccess.content, 0)?.value ?? 0);
}

type Field = { readonly value: number; readonly content: Buffer };

/** Field 1 of a message when it has the given wire type; other varint and length-delimited fields are skipped. */
function fieldOne(message: Buffer, wireType: number): Field | undefined {
  let at = 0;
  while (at < message.length) {
    const tag = readVarint(message, at);
    const value = readVarint(message, tag.end);
    const isNested = (tag.value & 7) === 2;
    const end = isNested ? value.end + value.value : value.end;
    if (tag.value >> 3 === 1 && (tag.value & 7) === wireType) {
      return { value: value.value, content: message.subarray(value.end, end) };
    }
    at = end;
  }
  return undefined;
}

function readVarint(
  message: Buffer,
  start: number,
): { readonly value: number; readonly end: number } {
  let value = 0;
  for (let at = start; at < message.length && at < start + 10; at += 1) {
    const byte = message[at] ?? 0;
    value += (byte & 0x7f) * 2 ** (7 * (at - start));
    if (byte < 0x80) return { value, end: at + 1 };
  }
  throw new RangeError("a varint that does not end");
}
