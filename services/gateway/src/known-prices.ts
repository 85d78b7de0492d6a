import { type LastKnown, type LastKnownBounds, lastKnown, type Understood } from "./last-known.ts";
import type { Part } from "./view-json.ts";

/** What a price is asked for. All of it makes the price, so all of it is the key: no price answers another question. */
export type PriceQuestion = {
  readonly sku: string;
  readonly currency: string;
  readonly region: string;
  readonly customerGroup?: string;
  readonly channel?: string;
  /** Default 1. */
  readonly quantity?: number;
};

export type KnownPrices = {
  get(question: PriceQuestion): Part | undefined;
  set(question: PriceQuestion, part: Part): void;
  /** As `LastKnown.learn`. */
  learn(question: PriceQuestion, text: string, understand: (text: string) => Understood): Part;
  forget(question: PriceQuestion): void;
};

/**
 * The last known prices by question, within `bounds` twice. The question of a plain product page (one piece, no customer
 * group, no channel, the shop's own currency and region) has a memory of its own, one price a SKU: of the other questions any client can
 * ask as many as it likes (quantities, groups), and they push only each other out.
 */
export function knownPrices(
  shop: { readonly currency: string; readonly region: string },
  bounds: LastKnownBounds,
): KnownPrices {
  const plain = lastKnown(bounds);
  const others = lastKnown(bounds);
  const memoryOf = (question: PriceQuestion): readonly [LastKnown, string] => {
    const { sku, currency, region, customerGroup, channel, quantity = 1 } = question;
    const isOfShop = currency === shop.currency && region === shop.region;
    const isForAll = customerGroup === undefined && channel === undefined;
    if (isOfShop && isForAll && quantity === 1) return [plain, sku];
    return [others, questionKey(question)];
  };
  return {
    get(question) {
      const [memory, key] = memoryOf(question);
      return memory.get(key);
    },
    set(question, part) {
      const [memory, key] = memoryOf(question);
      memory.set(key, part);
    },
    learn(question, text, understand) {
      const [memory, key] = memoryOf(question);
      return memory.learn(key, text, understand);
    },
    forget(question) {
      const [memory, key] = memoryOf(question);
      memory.forget(key);
    },
  };
}

/** Text that is another one for another question. No field of a question may hold a blank. */
export function questionKey(question: PriceQuestion): string {
  const { sku, currency, region, customerGroup = "", channel = "", quantity = 1 } = question;
  return `${sku} ${currency} ${region} ${customerGroup} ${channel} ${quantity}`;
}
