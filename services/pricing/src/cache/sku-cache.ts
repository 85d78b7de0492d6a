import { LRUCache } from "lru-cache";
import type { SkuInputs } from "../price-inputs.ts";
import type { CacheMetrics } from "./cache-metrics.ts";
import type { Changes } from "./changes.ts";
import { bytesOf } from "./entry-bytes.ts";
import {
  inputsAt,
  type KnownSku,
  type LoadedSku,
  type SharedSku,
  type StoredSku,
  versionsOf,
} from "./stored-sku.ts";

export type SkuCacheParts = {
  readonly changes: Pick<Changes, "epoch" | "isPast" | "heardUntilMs">;
  /** Reads SKUs from the database, but for those that are as they are known. */
  readonly load: (known: readonly KnownSku[]) => Promise<readonly LoadedSku[]>;
  /** Copies that processes share; undefined: none. */
  readonly shared:
    | {
        /** Authentic ones, however old. Never rejects. */
        readonly read: (skus: readonly string[]) => Promise<ReadonlyMap<string, SharedSku>>;
        readonly write: (copies: readonly SharedSku[]) => void;
      }
    | undefined;
  readonly metrics: Pick<CacheMetrics, "hit" | "missed" | "checked" | "evicted" | "loaded">;
  readonly bytesMax: number;
  readonly nowMs: () => number;
};

type Entry = {
  readonly stored: StoredSku;
  /** The epoch of `changes` in which it was compared; undefined: it is only what was last known. */
  epoch: number | undefined;
  readonly checkedAtMs: number;
};
type Found = ReadonlyMap<string, SkuInputs>;
/** A load under way. */
type Load = {
  /** What changed since it began: what it reads of that may be from before. */
  readonly outdated: Set<string>;
  isOutdated: boolean;
};

/** For changes that no notification tells of, whatever the reason. */
const TRUSTED_MS = 30_000;
/** Whoever asks for SKUs that there are not must not push out those that there are. */
const TRUSTED_EMPTY_MS = 5_000;

/**
 * The inputs of SKUs, from memory, from what processes share, or from the database: one load for a SKU at a time, however
 * many ask. A copy in memory is used while `changes` vouches for it and it was compared with the database within 30 s; else
 * it is compared again, in the one statement that also reads what is missing.
 */
export class SkuCache {
  readonly #parts: SkuCacheParts;
  readonly #memory: LRUCache<string, Entry>;
  readonly #loads = new Set<Load>();
  /** What others may join, by SKU. */
  readonly #underWay = new Map<string, Promise<Found>>();

  constructor(parts: SkuCacheParts) {
    this.#parts = parts;
    this.#memory = new LRUCache({
      maxSize: parts.bytesMax,
      sizeCalculation: ({ stored }) => bytesOf(stored),
      dispose: (_entry, _sku, reason) => {
        if (reason === "evict") parts.metrics.evicted();
      },
    });
  }

  /** Those that may be used now. */
  current(skus: Iterable<string>): Map<string, SkuInputs> {
    const found = new Map<string, SkuInputs>();
    const [atMs, epoch] = [this.#parts.nowMs(), this.#parts.changes.epoch()];
    if (epoch === undefined) return found;
    for (const sku of skus) {
      const entry = this.#memory.get(sku);
      if (entry?.epoch === epoch && isRecent(entry, atMs)) {
        found.set(sku, inputsAt(entry.stored, atMs));
      }
    }
    if (found.size > 0) this.#parts.metrics.hit("memory", found.size);
    return found;
  }

  /** Reads the SKUs, together with whoever else does at the moment; a map may have others besides. */
  read(skus: readonly string[]): Promise<readonly Found[]> {
    const joined = new Set<Promise<Found>>();
    const mine: string[] = [];
    for (const sku of skus) {
      const underWay = this.#underWay.get(sku);
      if (underWay === undefined) mine.push(sku);
      else joined.add(underWay);
    }
    if (mine.length > 0) joined.add(this.#begin(mine));
    return Promise.all(joined);
  }

  /** Nobody else waits for what is under way of these SKUs. */
  giveUp(skus: readonly string[]): void {
    for (const sku of skus) this.#underWay.delete(sku);
  }

  /** What was last known of the SKU, and when that was certainly right (Unix ms). */
  lastKnown(sku: string): { readonly inputs: SkuInputs; readonly asOfMs: number } | undefined {
    const entry = this.#memory.peek(sku);
    if (entry === undefined) return undefined;
    const { changes, nowMs } = this.#parts;
    const heardUntilMs = entry.epoch === undefined ? 0 : changes.heardUntilMs(entry.epoch);
    const asOfMs = Math.max(entry.checkedAtMs, heardUntilMs);
    return { inputs: inputsAt(entry.stored, nowMs()), asOfMs };
  }

  /** These changed: what memory has of them is only what was last known, and nobody gets what was begun before. */
  invalidate(skus: readonly string[]): void {
    for (const sku of skus) {
      const entry = this.#memory.peek(sku);
      if (entry !== undefined) entry.epoch = undefined;
      for (const load of this.#loads) load.outdated.add(sku);
      this.#underWay.delete(sku);
    }
  }

  /** Anything may have changed: nobody gets what was begun before. Epochs tell of what is in memory. */
  doubt(): void {
    for (const load of this.#loads) load.isOutdated = true;
    this.#underWay.clear();
  }

  /** Versions mean nothing any more. */
  clear(): void {
    this.#memory.clear();
    this.doubt();
  }

  bytes(): number {
    return this.#memory.calculatedSize;
  }

  #begin(skus: readonly string[]): Promise<Found> {
    const load: Load = { outdated: new Set(), isOutdated: false };
    this.#loads.add(load);
    const loading = this.#run(skus, load).finally(() => {
      this.#loads.delete(load);
      for (const sku of skus) {
        if (this.#underWay.get(sku) === loading) this.#underWay.delete(sku);
      }
    });
    for (const sku of skus) this.#underWay.set(sku, loading);
    return loading;
  }

  async #run(skus: readonly string[], load: Load): Promise<Found> {
    const known = new Map<string, Entry>();
    for (const sku of skus) {
      const entry = this.#memory.peek(sku);
      if (entry !== undefined) known.set(sku, entry);
    }
    const found = await this.#readShared(skus, known, load);
    const rest = skus.filter((sku) => !found.has(sku));
    if (rest.length > 0) await this.#readDatabase(rest, { known, found }, load);
    return found;
  }

  /** Fills `known` by what has to be compared; answers what may be used as it is. */
  async #readShared(
    skus: readonly string[],
    known: Map<string, Entry>,
    load: Load,
  ): Promise<Map<string, SkuInputs>> {
    const { shared, changes, metrics, nowMs } = this.#parts;
    const found = new Map<string, SkuInputs>();
    const missing = skus.filter((sku) => !known.has(sku));
    if (shared === undefined || missing.length === 0) return found;
    const copies = await shared.read(missing);
    const [epoch, atMs] = [changes.epoch(), nowMs()];
    for (const [sku, { stored, checkedAtMs }] of copies) {
      // Nothing is awaited from here on: what has been told until now is what counts.
      const isRight = epoch !== undefined && changes.isPast(sku, stored.horizon);
      const entry = isRight
        ? { stored, epoch, checkedAtMs: atMs }
        : { stored, epoch: undefined, checkedAtMs };
      this.#keep(sku, entry, load);
      if (isRight) found.set(sku, inputsAt(stored, atMs));
      else known.set(sku, entry);
    }
    if (found.size > 0) metrics.hit("redis", found.size);
    return found;
  }

  async #readDatabase(
    skus: readonly string[],
    to: { readonly known: ReadonlyMap<string, Entry>; readonly found: Map<string, SkuInputs> },
    load: Load,
  ): Promise<void> {
    const { changes, metrics, shared, nowMs } = this.#parts;
    const epoch = changes.epoch(); // of before the statement: a change that it does not see is told later
    const atMs = nowMs();
    const startedAtMs = performance.now();
    const loaded = await this.#parts.load(
      skus.map((sku) => {
        const entry = to.known.get(sku);
        return { sku, versions: entry === undefined ? null : versionsOf(entry.stored.inputs) };
      }),
    );
    metrics.loaded((performance.now() - startedAtMs) / 1_000);
    const read: SharedSku[] = [];
    for (const { sku, stored = to.known.get(sku)?.stored } of loaded) {
      if (stored === undefined) throw new Error(`${sku} was not loaded`);
      const isKept = this.#keep(sku, { stored, epoch, checkedAtMs: atMs }, load);
      to.found.set(sku, inputsAt(stored, atMs));
      const isRead = stored !== to.known.get(sku)?.stored;
      if (isRead && isKept && stored.inputs.book.version > 0) {
        read.push({ stored, checkedAtMs: atMs });
      }
      if (isRead) metrics.missed(1);
      else metrics.checked(1);
    }
    if (read.length > 0) shared?.write(read);
  }

  /** False when it may be from before a change that was told. */
  #keep(sku: string, entry: Entry, load: Load): boolean {
    if (load.isOutdated || load.outdated.has(sku)) return false;
    this.#memory.set(sku, entry);
    return true;
  }
}

function isRecent({ checkedAtMs, stored }: Entry, atMs: number): boolean {
  const isEmpty = stored.inputs.book.version === 0;
  return atMs - checkedAtMs < (isEmpty ? TRUSTED_EMPTY_MS : TRUSTED_MS);
}
