import { hash } from "node:crypto";
import type { ProductItem, ProductPrice, ProductView } from "./product-view.ts";

/**
 * One side's part of a view as JSON text, made once: it is what is sent, what is remembered, and what the tag is made of.
 * `asOf` and `stale` are the last that stands in it.
 */
export type Part = {
  readonly json: string;
  readonly isStale: boolean;
  /** When its read began, by the clock of the cache of views; 0 where there is none. */
  readonly beganAtMs: number;
  /** Of all that it says but its time, where that was worked out already. */
  readonly digest?: string;
};

/** A view of two parts: as text it is their texts, one behind the other. */
export type ViewParts = {
  readonly item: Part;
  readonly price: Part | null;
  readonly degraded: ProductView["degraded"];
};

/** Of whatever inventory answers only what a view shows. */
export function itemPart(answer: ProductItem, beganAtMs = 0): Part {
  const { sku, name, description, category, attributes } = answer;
  const { status, available, locations, asOf, stale } = answer.availability;
  const availability = { status, available, locations, asOf, ...(stale ? { stale } : {}) };
  const shown: ProductItem = { sku, name, description, category, attributes, availability };
  return { json: JSON.stringify(shown), isStale: stale === true, beganAtMs };
}

/** Of whatever pricing answers only what a view shows. */
export function pricePart(answer: ProductPrice, beganAtMs = 0): Part {
  const { unit, total, compareAt, lowest30Days, adjustments, asOf, stale } = answer;
  const shown: ProductPrice = {
    ...{ unit, total, compareAt, lowest30Days, adjustments, asOf },
    ...(stale ? { stale } : {}),
  };
  return { json: JSON.stringify(shown), isStale: stale === true, beganAtMs };
}

export function viewJson({ item, price, degraded }: ViewParts): string {
  const sides = degraded.length === 0 ? "[]" : JSON.stringify(degraded);
  return `${item.json.slice(0, -1)},"price":${price === null ? "null" : price.json},"degraded":${sides}}`;
}

/** Text that is another one whenever the view says something else; when it was read, which is every time later, is not in it. */
export function substanceOf({ item, price, degraded }: ViewParts): string {
  return `${undated(item.json)}|${price === null ? "" : undated(price.json)}|${degraded}`;
}

/** The part as the last that is known, which is what it says beside its time from now on. */
export function stale(part: Part): Part {
  if (part.isStale) return part;
  const { json } = part;
  const afterTime = json.slice(timeAt(json)).search(/[,}]/) + timeAt(json);
  const marked = `${json.slice(0, afterTime)},"stale":true${json.slice(afterTime)}`;
  return { ...part, json: marked, isStale: true };
}

/** A tag of the same: two parts that differ in more than their time have another one. */
export function viewTag({ item, price, degraded }: ViewParts): string {
  return `W/"${digestOf(item)}${price === null ? "-" : digestOf(price)}${degraded.join("")}"`;
}

/** 128 bits are no less than a tag needs: nobody gains by finding two texts with the same. */
export const digestOf = ({ json, digest }: Part): string =>
  digest ?? hash("sha256", undated(json), "base64url").slice(0, 22);

const undated = (json: string): string => json.slice(0, timeAt(json));

// No text that a customer wrote can hold this: JSON escapes the quotes in it. So the last one is the part's own.
const timeAt = (json: string): number => json.lastIndexOf('"asOf":');
