/** Every behaviour that can be turned off, or on for a share of its keys, while the system runs. */
export const FLAGS = {
  "dynamic-pricing": {
    description:
      "Rules of stock, demand and time move prices, within their limits. Rolled out by SKU.",
    byDefault: false,
    readBy: "pricing",
  },
  hedging: {
    description:
      "A read that is late is asked a second time of another process, within the retry budget. Rolled out by operation.",
    byDefault: false,
    readBy: "gateway",
  },
  "sku-hash-routing": {
    description:
      "Holds of one SKU go to one process of inventory, for fuller batches. Rolled out by SKU.",
    byDefault: true,
    readBy: "gateway",
  },
} as const;

export type FlagKey = keyof typeof FLAGS;

export const FLAG_KEYS = Object.keys(FLAGS) as readonly FlagKey[];

export const isFlagKey = (key: string): key is FlagKey => Object.hasOwn(FLAGS, key);
