import {
  type Baggage,
  type BaggageEntry,
  baggageEntryMetadataFromString,
  propagation,
} from "@opentelemetry/api";
import { trimOws } from "./traceparent.ts";

/** W3C Baggage: what every platform must carry is also all that this one carries. */
const MEMBERS_MAX = 64;
const BYTES_MAX = 8192;

const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const OCTETS = /^[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]*$/;
const PERCENT_ENCODED = /(?:%[0-9a-fA-F]{2})+/g;

/** The caller's baggage; members that break the grammar, or lie beyond 64 members or 8192 bytes, are left out whole. */
export function parseBaggage(header: string | string[] | undefined): Baggage | undefined {
  const text = Array.isArray(header) ? header.join(",") : header;
  if (text === undefined) return undefined;
  const entries: [string, BaggageEntry][] = [];
  let bytes = 0;
  for (const part of text.slice(0, BYTES_MAX + 1).split(",")) {
    bytes += part.length + 1;
    if (bytes > BYTES_MAX + 1 || entries.length === MEMBERS_MAX) break;
    const entry = parseMember(part);
    if (entry !== undefined) entries.push(entry);
  }
  return entries.length === 0 ? undefined : propagation.createBaggage(Object.fromEntries(entries));
}

/** The header for a callee: whole members, as many as fit; undefined when none does. */
export function formatBaggage(baggage: Baggage): string | undefined {
  const members: string[] = [];
  let bytes = 0;
  for (const [key, entry] of baggage.getAllEntries()) {
    const member = formatMember(key, entry);
    if (member === undefined || bytes + member.length > BYTES_MAX) continue;
    members.push(member);
    bytes += member.length + 1;
    if (members.length === MEMBERS_MAX) break;
  }
  return members.length === 0 ? undefined : members.join(",");
}

function parseMember(member: string): [string, BaggageEntry] | undefined {
  const [pair = "", ...properties] = member.split(";").map(trimOws);
  const equals = pair.indexOf("=");
  if (equals < 1) return undefined;
  const key = trimOws(pair.slice(0, equals));
  const value = trimOws(pair.slice(equals + 1));
  if (!TOKEN.test(key) || !OCTETS.test(value) || !properties.every(isProperty)) return undefined;
  const entry: BaggageEntry = { value: percentDecode(value) };
  if (properties.length > 0) entry.metadata = baggageEntryMetadataFromString(properties.join(";"));
  return [key, entry];
}

function formatMember(key: string, { value, metadata }: BaggageEntry): string | undefined {
  if (!TOKEN.test(key)) return undefined;
  const properties = metadata === undefined ? [] : metadata.toString().split(";").map(trimOws);
  const kept = properties.filter(isProperty);
  return [`${key}=${encodeURIComponent(value.toWellFormed())}`, ...kept].join(";");
}

function isProperty(property: string): boolean {
  const [key = "", ...value] = property.split("=");
  return TOKEN.test(trimOws(key)) && OCTETS.test(trimOws(value.join("=")));
}

/** Bytes that are not UTF-8 become U+FFFD, and a stray `%` stays, as the specification demands. */
function percentDecode(text: string): string {
  return text.replace(PERCENT_ENCODED, (run) =>
    Buffer.from(run.replaceAll("%", ""), "hex").toString("utf8"),
  );
}
