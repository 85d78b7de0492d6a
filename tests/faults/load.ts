import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import type { Answer, Ask, InventoryProcess } from "./inventory-process.ts";

/** The answers of a load, as they come. */
export type Load = {
  readonly answers: ReadonlyMap<Ask, Answer>;
  /** Resolves when so many have a definite answer. */
  answered(asks: number): Promise<void>;
  /** Resolves when all have one. */
  readonly done: Promise<void>;
};

const BUYERS = 48;
/** Of one ask: far more than any fault here needs. */
const TRIES_MAX = 60;

/**
 * Sends the asks from 48 buyers. A buyer who gets no answer, or one that is not definite (5xx), asks the same again (the
 * same key, the same id), of whatever process `serving` names then.
 */
export function sendAll(
  asks: readonly Ask[],
  serving: (tries: number) => Promise<InventoryProcess>,
): Load {
  const answers = new Map<Ask, Answer>();
  const waiting: { readonly asks: number; readonly tell: () => void }[] = [];
  const next = asks.values();
  const buyer = async () => {
    for (const ask of next) {
      answers.set(ask, await untilDefinite(ask, serving));
      for (const it of waiting) if (answers.size >= it.asks) it.tell();
    }
  };
  const done = Promise.all(Array.from({ length: BUYERS }, buyer)).then(() => {});
  const answered = (count: number) =>
    Promise.race([
      done,
      new Promise<void>((tell) => {
        waiting.push({ asks: count, tell });
      }),
    ]);
  return { answers, answered, done };
}

async function untilDefinite(
  ask: Ask,
  serving: (tries: number) => Promise<InventoryProcess>,
): Promise<Answer> {
  for (let tries = 0; tries < TRIES_MAX; tries++) {
    const inventory = await serving(tries);
    const answer = await inventory.call(ask).catch(() => undefined);
    if (answer !== undefined && answer.status < 500) return answer;
    if (answer !== undefined) assert.equal(answer.status, 503, JSON.stringify(answer.body));
  }
  throw new Error(`${ask.method} ${ask.path} got no definite answer`);
}

/** Holds of one unit of `sku` by every entry point, and a delivery of one unit of `goods` in ten. */
export function mixedAsks(count: number, sku: string): readonly Ask[] {
  return Array.from({ length: count }, (_, index): Ask => {
    const items = [{ sku, quantity: 1 }];
    if (index % 10 === 9) {
      const body = { sku: "goods", location: "BER", kind: "receive", quantity: 1, reason: "load" };
      return { method: "POST", path: "/v1/admin/stock/movements", body, key: randomUUID() };
    }
    if (index % 10 === 8) items.push({ sku: "goods", quantity: 1 });
    if (index % 3 === 0) {
      const path = `/internal/reservations/${randomUUID()}`;
      return { method: "PUT", path, body: { items } };
    }
    return { method: "POST", path: "/v1/reservations", body: { items }, key: randomUUID() };
  });
}

export const isMovement = ({ path }: Ask): boolean => path.endsWith("/movements");
