import type { TraceState } from "@opentelemetry/api";
import { trimOws } from "./traceparent.ts";

/** W3C Trace Context level 2, section "tracestate Header". */
const KEY = /^[a-z0-9][a-z0-9_\-*/@]{0,255}$/;
const VALUE = /^[\x20-\x2b\x2d-\x3c\x3e-\x7e]{0,255}[\x21-\x2b\x2d-\x3c\x3e-\x7e]$/;
const MEMBERS_MAX = 32; // the specification's
const LENGTH_MAX = 8192; // the specification asks for 512 at least; Node refuses all headers together above 16 KiB

/**
 * The other tracing systems' data, in order; undefined when there is none or when one member breaks the grammar, as then
 * nothing in the list can be trusted. Several headers are one list. Of a key sent twice the first, newest, stays.
 */
export function parseTracestate(header: string | string[] | undefined): TraceState | undefined {
  const text = Array.isArray(header) ? header.join(",") : header;
  if (text === undefined || text.length > LENGTH_MAX) return undefined;
  const members = new Map<string, string>();
  for (const part of text.split(",")) {
    const member = trimOws(part);
    if (member === "") continue; // allowed: a proxy that joins empty headers makes them
    const equals = member.indexOf("=");
    const key = member.slice(0, Math.max(equals, 0));
    const value = member.slice(equals + 1);
    if (!KEY.test(key) || !VALUE.test(value)) return undefined;
    if (!members.has(key)) members.set(key, value);
  }
  if (members.size === 0 || members.size > MEMBERS_MAX) return undefined;
  return new Members(members);
}

class Members implements TraceState {
  readonly #members: ReadonlyMap<string, string>;

  constructor(members: ReadonlyMap<string, string>) {
    this.#members = members;
  }

  /** Puts the member first, as the specification asks of a changed one; the last falls off a full list. */
  set(key: string, value: string): TraceState {
    if (!KEY.test(key) || !VALUE.test(value)) return this;
    const others = [...this.#members].filter(([name]) => name !== key);
    const first: [string, string] = [key, value];
    return new Members(new Map([first, ...others.slice(0, MEMBERS_MAX - 1)]));
  }

  unset(key: string): TraceState {
    return new Members(new Map([...this.#members].filter(([name]) => name !== key)));
  }

  get(key: string): string | undefined {
    return this.#members.get(key);
  }

  serialize(): string {
    return [...this.#members].map(([key, value]) => `${key}=${value}`).join(",");
  }
}
