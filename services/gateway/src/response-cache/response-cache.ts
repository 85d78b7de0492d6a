/** A product view as it was sent. */
type CachedView = { readonly json: string; readonly tag: string };
/** A name for what is written: some SKUs, or nobody knows which. */
export type Changed = readonly string[] | "anything";

export type ResponseCache<Feed extends string> = {
  /** What may still be sent for `key`. */
  get(key: string): CachedView | undefined;
  /** `beganAtMs`: when the first of the reads that it was made from began, by `nowMs`. */
  keep(key: string, view: CachedView & { readonly sku: string; readonly beganAtMs: number }): void;
  /** Views of these that were read until now are not sent any more, nor those that are being read. */
  changed(what: Changed): void;
  /** All changes that `feed` knew of at `atMs` were told to `changed`. */
  heard(feed: Feed, atMs: number): void;
  readonly nowMs: () => number;
};

export type ResponseCacheParts<Feed extends string> = {
  /** No view is sent that was read longer ago. */
  readonly maxAgeMs: number;
  /** Those that must be heard. */
  readonly feeds: readonly Feed[];
  /** A clock that only goes forward. */
  readonly nowMs: () => number;
  readonly entriesMax: number;
  /** Of keys and views, two bytes a character. */
  readonly bytesMax: number;
};

/** While a feed was silent for longer, nothing is sent from here. */
export const SILENT_MS_MAX = 1_000;
/** So long after a change a process of pricing may still answer what was before it (ADR 0012). */
export const SETTLE_MS = 1_000;
/** SKUs that share a slot share their changes, which costs reads and nothing else. A power of two. */
const SLOTS = 65_536;

type Entry = CachedView & { readonly sku: string; readonly beganAtMs: number };

/**
 * Product views, each until a change of its SKU is heard of, and never longer than `maxAgeMs`. A view is sent only while
 * all feeds are heard, and when all that it was made from was read after the last heard change of its SKU had settled.
 */
export function responseCache<Feed extends string>(
  parts: ResponseCacheParts<Feed>,
): ResponseCache<Feed> {
  const { maxAgeMs, feeds, nowMs } = parts;
  const entries = boundedEntries(parts);
  const changedAtMs = new Float64Array(SLOTS).fill(Number.NEGATIVE_INFINITY);
  let anythingAtMs = Number.NEGATIVE_INFINITY;
  const heardAtMs = new Map<Feed, number>(feeds.map((feed) => [feed, Number.NEGATIVE_INFINITY]));
  let allHeardAtMs = Number.NEGATIVE_INFINITY;

  const isCurrent = ({ sku, beganAtMs }: Entry, atMs: number): boolean => {
    if (atMs - beganAtMs > maxAgeMs) return false;
    const lastMs = Math.max(anythingAtMs, changedAtMs[slotOf(sku)] ?? atMs);
    return beganAtMs > lastMs + SETTLE_MS;
  };
  return {
    nowMs,
    get(key) {
      const atMs = nowMs();
      if (atMs - allHeardAtMs > SILENT_MS_MAX) return undefined;
      const entry = entries.get(key);
      return entry !== undefined && isCurrent(entry, atMs) ? entry : undefined;
    },
    keep(key, view) {
      const atMs = nowMs();
      if (isCurrent(view, atMs)) entries.set(key, view, atMs - maxAgeMs);
    },
    changed(what) {
      const atMs = nowMs();
      if (what === "anything") anythingAtMs = atMs;
      else for (const sku of what) changedAtMs[slotOf(sku)] = atMs;
    },
    heard(feed, atMs) {
      heardAtMs.set(feed, atMs);
      allHeardAtMs = Math.min(...heardAtMs.values());
    },
  };
}

/** Entries in the order in which they came. */
function boundedEntries({
  entriesMax,
  bytesMax,
}: Pick<ResponseCacheParts<string>, "entriesMax" | "bytesMax">) {
  const entries = new Map<string, Entry>();
  let bytes = 0;
  const drop = (key: string, entry: Entry): void => {
    entries.delete(key);
    bytes -= bytesOf(key, entry);
  };
  return {
    get: (key: string) => entries.get(key),
    /** Drops those that began before `fromMs`, and of the others the oldest beyond the bounds. */
    set(key: string, entry: Entry, fromMs: number): void {
      const before = entries.get(key);
      if (before !== undefined) drop(key, before);
      entries.set(key, entry);
      bytes += bytesOf(key, entry);
      for (const [oldestKey, oldest] of entries) {
        const isWithin = entries.size <= entriesMax && bytes <= bytesMax;
        if (isWithin && oldest.beganAtMs >= fromMs) break;
        drop(oldestKey, oldest);
      }
    },
  };
}

const bytesOf = (key: string, { json, tag, sku }: Entry): number =>
  2 * (key.length + json.length + tag.length + sku.length);

/** FNV-1a. */
function slotOf(sku: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < sku.length; at += 1) {
    hash = Math.imul(hash ^ sku.charCodeAt(at), 0x01000193);
  }
  return hash & (SLOTS - 1);
}

/** What a request that was passed on may have changed, as far as it says so itself. */
export function writtenBy({ params, body }: { readonly params: unknown; readonly body: unknown }) {
  const byPath = changedBy(params);
  return byPath === "anything" ? changedBy(body) : byPath;
}

/** The SKUs that an event or the body of a write names: `sku`, or those of `items`. */
export function changedBy(told: unknown): Changed {
  const { sku, items } = (typeof told === "object" && told !== null ? told : {}) as {
    readonly sku?: unknown;
    readonly items?: unknown;
  };
  if (typeof sku === "string") return [sku];
  if (!Array.isArray(items)) return "anything";
  const skus = items.map((item: unknown) =>
    typeof item === "object" && item !== null && "sku" in item ? item.sku : undefined,
  );
  return skus.every((each) => typeof each === "string") ? skus : "anything";
}
