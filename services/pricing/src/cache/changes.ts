import type { Listening, ListenOptions } from "@holdfast/postgres/listen";
import { CHANNEL, readChange } from "./change.ts";

/** Where a database is: transactions before the horizon are over. Another lineage counts transactions and versions anew. */
type Place = { readonly horizon: number; readonly lineage: string };

export type ChangesParts = {
  readonly listen: (options: Pick<ListenOptions, "channel" | "onNotify" | "onLost">) => Listening;
  readonly findPlace: () => Promise<Place>;
  readonly nowMs: () => number;
  readonly schedule: (work: () => void, delayMs: number) => () => void;
  /** These changed, in this transaction. */
  readonly onSkus: (skus: readonly string[], transaction: number) => void;
  readonly onDocuments: () => void;
  /** Anything may have changed: what is being read may be from before. */
  readonly onDoubt: () => void;
  /** It is another database: nothing that is kept means anything any more. */
  readonly onForeign: () => void;
};

/** Of SKUs that changed since we listen; with more, all of them count as changed. About 1 MB. */
const REMEMBERED_MAX = 10_000;
/** A connection that silently leads nowhere is noticed within this and the 2 s that an answer may take. */
const PROVE_EVERY_MS = 3_000;

/**
 * What this process knows of changes in the database, which is what makes a copy trustworthy. PostgreSQL tells every
 * listener of each committed change. So while the connection stands, a copy that was compared with the database since then
 * is right until a change of its SKU is told. A copy that another process made has a horizon: what earlier transactions
 * did is in it. It is right when that is past all that was committed before we listened, and past the last
 * change of its SKU that we were told of.
 */
export class Changes {
  readonly #parts: ChangesParts;
  readonly #listening: Listening;
  #hears = false;
  #epoch = 0;
  /** The last epoch in which changes were heard, and until when that is certain. */
  #heardEpoch = 0;
  #heardUntilMs = 0;
  #lineage: string | undefined;
  /** Copies with a lower horizon are not known to be right. */
  #floor = Number.POSITIVE_INFINITY;
  readonly #changedIn = new Map<string, number>();
  /** How often the place was asked for: only the last answer counts. */
  #places = 0;
  #isClosed = false;
  #cancelProof: () => void;

  constructor(parts: ChangesParts) {
    this.#parts = parts;
    this.#listening = parts.listen({
      channel: CHANNEL,
      onNotify: (payload) => {
        if (payload === undefined) this.#stand();
        else this.#hear(payload);
      },
      onLost: () => {
        this.#hears = false;
        this.#places += 1;
        this.#floor = Number.POSITIVE_INFINITY;
      },
    });
    this.#cancelProof = parts.schedule(() => void this.#prove(), PROVE_EVERY_MS);
  }

  /** Grows whenever changes may have been missed. Undefined while they are not heard. */
  epoch(): number | undefined {
    return this.#hears ? this.#epoch : undefined;
  }

  /** True when a copy with this horizon has every change of the SKU, but for one that is on its way to us. */
  isPast(sku: string, horizon: number): boolean {
    return horizon >= this.#floor && horizon > (this.#changedIn.get(sku) ?? 0);
  }

  /** Which database it is; undefined until it was asked. */
  lineage(): string | undefined {
    return this.#lineage;
  }

  /** Until when every change since the epoch's beginning was certainly heard (Unix ms); 0 for one that is long over. */
  heardUntilMs(epoch: number): number {
    return epoch === this.#heardEpoch ? this.#heardUntilMs : 0;
  }

  /** Resolves when every change is heeded that was committed before the call. Never rejects: unheard, nothing is trusted. */
  async catchUp(): Promise<void> {
    const atMs = this.#parts.nowMs();
    try {
      await this.#listening.catchUp();
      this.#heardUntilMs = atMs;
    } catch {
      this.#parts.onDoubt();
    }
  }

  close(): Promise<void> {
    this.#cancelProof();
    this.#isClosed = true;
    return this.#listening.close();
  }

  #stand(): void {
    this.#hears = true;
    this.#heardUntilMs = this.#parts.nowMs();
    this.#doubt();
  }

  #hear(payload: string): void {
    const change = readChange(payload);
    if (change.kind === "skus") this.#noteSkus(change.skus, change.transaction);
    else if (change.kind === "documents") this.#parts.onDocuments();
    else this.#doubt();
  }

  #noteSkus(skus: readonly string[], transaction: number): void {
    for (const sku of skus) {
      this.#changedIn.set(sku, Math.max(transaction, this.#changedIn.get(sku) ?? 0));
    }
    if (this.#changedIn.size > REMEMBERED_MAX) void this.#raiseFloor();
    this.#parts.onSkus(skus, transaction);
  }

  #doubt(): void {
    this.#epoch += 1;
    this.#heardEpoch = this.#epoch;
    this.#parts.onDoubt();
    void this.#raiseFloor();
  }

  async #raiseFloor(): Promise<void> {
    this.#floor = Number.POSITIVE_INFINITY;
    this.#changedIn.clear();
    this.#places += 1;
    const mine = this.#places;
    try {
      const { horizon, lineage } = await this.#parts.findPlace();
      if (mine !== this.#places) return; // asked again, lost or closed meanwhile
      if (this.#lineage !== undefined && this.#lineage !== lineage) this.#parts.onForeign();
      this.#lineage = lineage;
      if (this.#hears) this.#floor = horizon;
    } catch {
      // Until the next proof asks again, no copy of other processes counts as right.
    }
  }

  async #prove(): Promise<void> {
    await this.catchUp();
    if (this.#hears && this.#floor === Number.POSITIVE_INFINITY) void this.#raiseFloor();
    if (this.#isClosed) return;
    this.#cancelProof = this.#parts.schedule(() => void this.#prove(), PROVE_EVERY_MS);
  }
}
