import type { Changes } from "./changes.ts";

export type ShopCacheParts<Shop> = {
  readonly changes: Pick<Changes, "epoch" | "heardUntilMs">;
  /** Reads it; what is as in `previous` need not be read again. */
  readonly load: (previous: Shop | undefined) => Promise<Shop>;
  readonly nowMs: () => number;
};

type Kept<Shop> = {
  readonly shop: Shop;
  /** Of the load that read it: what a later one read is newer. */
  readonly number: number;
  readonly checkedAtMs: number;
  epoch: number | undefined;
};

/** For changes that no notification tells of, whatever the reason. */
const TRUSTED_MS = 30_000;

/** What is the shop's as a whole, used while `changes` vouches for it; one load at a time, however many ask. */
export class ShopCache<Shop> {
  readonly #parts: ShopCacheParts<Shop>;
  #kept: Kept<Shop> | undefined;
  #underWay: Promise<Shop> | undefined;
  #loads = 0;
  #invalidations = 0;

  constructor(parts: ShopCacheParts<Shop>) {
    this.#parts = parts;
  }

  /** What may be used now. */
  current(): Shop | undefined {
    const { changes, nowMs } = this.#parts;
    const kept = this.#kept;
    if (kept?.epoch === undefined || kept.epoch !== changes.epoch()) return undefined;
    return nowMs() - kept.checkedAtMs < TRUSTED_MS ? kept.shop : undefined;
  }

  read(): Promise<Shop> {
    this.#underWay ??= this.#begin();
    return this.#underWay;
  }

  /** What was last known, and when that was certainly right (Unix ms). */
  lastKnown(): { readonly shop: Shop; readonly asOfMs: number } | undefined {
    if (this.#kept === undefined) return undefined;
    const { shop, epoch, checkedAtMs } = this.#kept;
    const heardUntilMs = epoch === undefined ? 0 : this.#parts.changes.heardUntilMs(epoch);
    return { shop, asOfMs: Math.max(checkedAtMs, heardUntilMs) };
  }

  /** It changed, or may have: nobody gets what was begun before. */
  invalidate(): void {
    this.#invalidations += 1;
    this.#underWay = undefined;
    if (this.#kept !== undefined) this.#kept.epoch = undefined;
  }

  /** Nobody else waits for what is under way. */
  giveUp(): void {
    this.#underWay = undefined;
  }

  /** Revisions mean nothing any more. */
  clear(): void {
    this.invalidate();
    this.#kept = undefined;
  }

  #begin(): Promise<Shop> {
    const { changes, nowMs } = this.#parts;
    this.#loads += 1;
    const mine = { number: this.#loads, epoch: changes.epoch(), checkedAtMs: nowMs() };
    const invalidations = this.#invalidations;
    const loading = this.#parts
      .load(this.#kept?.shop)
      .then((shop) => {
        const epoch = invalidations === this.#invalidations ? mine.epoch : undefined;
        if ((this.#kept?.number ?? 0) < mine.number) this.#kept = { shop, ...mine, epoch };
        return shop;
      })
      .finally(() => {
        if (this.#underWay === loading) this.#underWay = undefined;
      });
    return loading;
  }
}
