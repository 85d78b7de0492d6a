import { HISTORY_MS } from "../lowest-price.ts";
import type { SkuInputs } from "../price-inputs.ts";

/** A SKU as a database had it. */
export type StoredSku = {
  readonly inputs: SkuInputs;
  /** Everything that transactions before this one did is in it. */
  readonly horizon: number;
  /** What was before this moment (Unix ms) the history does not tell; 0: it tells all. */
  readonly historyFromMs: number;
};

export type SkuVersions = {
  readonly book: number;
  readonly facts: number;
  readonly adjustment: number;
};
/** What is known of a SKU already; null where nothing is. */
export type KnownSku = { readonly sku: string; readonly versions: SkuVersions | null };
/** `stored` is undefined where what is known is still so. */
export type LoadedSku = { readonly sku: string; readonly stored: StoredSku | undefined };
/** What processes share. */
export type SharedSku = { readonly stored: StoredSku; readonly checkedAtMs: number };

export function versionsOf({ book, facts, adjustment }: SkuInputs): SkuVersions {
  return { book: book.version, facts: facts.version, adjustment: adjustment.version };
}

/** Grows with every change of the SKU. */
export function generationOf({ book, facts, adjustment }: SkuInputs): number {
  return book.version + facts.version + adjustment.version;
}

/** The inputs as they are at `nowMs`: with time, a history that was cut off reaches back far enough again. */
export function inputsAt({ inputs, historyFromMs }: StoredSku, nowMs: number): SkuInputs {
  if (historyFromMs <= nowMs - HISTORY_MS) return inputs;
  return { ...inputs, historyComplete: false };
}
