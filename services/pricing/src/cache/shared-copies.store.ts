/**
 * Copies of SKUs that processes share through Redis. Nothing here can make a price wrong or a request fail: what is read is
 * authentic or left out, whether it is still right is the reader's to judge, and whatever Redis does costs at most
 * one timeout until it answers again.
 */
import { createHash } from "node:crypto";
import type { CacheMetrics } from "./cache-metrics.ts";
import type { RedisLink } from "./redis-link.ts";
import { isTombstone, seal, tombstone, unseal } from "./sealed-copy.store.ts";
import type { SharedSku } from "./stored-sku.ts";

export type SharedCopies = {
  /** The authentic copies that can be had at once. Never rejects. */
  readonly read: (skus: readonly string[]) => Promise<ReadonlyMap<string, SharedSku>>;
  /** Puts copies there, each unless there is a newer one. Does not wait. */
  readonly write: (copies: readonly SharedSku[]) => void;
  /** Takes away the copies that do not hold what this transaction did, and tells the other processes. Does not wait. */
  readonly withdraw: (skus: readonly string[], transaction: number) => void;
};

/** Without a secret nothing is read or written: it comes from the database. Copies of another lineage are not ours. */
type Seal = { readonly secret: string; readonly lineage: string };

export type SharedParts = {
  readonly link: RedisLink;
  readonly seal: () => Seal | undefined;
  readonly metrics: Pick<CacheMetrics, "redisFailed">;
};

/** Copies that nobody changes and nobody reads leave Redis after it. */
const KEPT_MS = 60 * 60 * 1000;
/** A greater one is read from PostgreSQL as fast. */
const COPY_CHARACTERS_MAX = 256 * 1024;
/** Keys of one call: what a Redis server does in far less than a timeout. */
const KEYS_MAX = 100;

/**
 * KEYS: where; ARGV: how long in ms, then a text for each key. A text is put where what stands
 * is none of ours, or has a lower horizon, or the same with a lower generation.
 */
const PUT = `
local changed = 0
for i, key in ipairs(KEYS) do
  local horizon, generation = string.match(ARGV[i + 1], '^(%d+)%.(%d+)%.')
  local standing = redis.pcall('GETRANGE', key, 0, 40)
  local h, g
  if type(standing) == 'string' then h, g = string.match(standing, '^(%d+)%.(%d+)%.') end
  if h == nil or tonumber(horizon) > tonumber(h)
      or (tonumber(horizon) == tonumber(h) and tonumber(generation) > tonumber(g)) then
    redis.call('SET', key, ARGV[i + 1], 'PX', ARGV[1])
    changed = changed + 1
  end
end
return changed`;

export function shareCopies(parts: SharedParts): SharedCopies {
  const put = putter(parts);
  return {
    read: reader(parts),
    write: (copies) => {
      put(copies, (copy, { secret, keyOf }) => {
        const key = keyOf(copy.stored.inputs.sku);
        return [key, seal(secret, key, copy)];
      });
    },
    withdraw: (skus, transaction) => {
      put(
        skus,
        (sku, { keyOf }) => [keyOf(sku), tombstone(transaction)],
        // The first process that takes them away tells the others.
        (some) => parts.link.tell(some.join(" ")),
      );
    },
  };
}

function reader({ link, seal: sealOf, metrics }: SharedParts): SharedCopies["read"] {
  return async (skus) => {
    const copies = new Map<string, SharedSku>();
    const mine = keysOf(sealOf());
    if (mine === undefined) return copies;
    const keys = skus.map(mine.keyOf);
    const texts = await link.run((client) => client.mGet(keys));
    const foreign: string[] = [];
    for (const [index, sku] of skus.entries()) {
      const [key, text] = [keys[index], texts?.[index]];
      if (key === undefined || typeof text !== "string" || isTombstone(text)) continue;
      const copy = unseal(mine.secret, key, text);
      if (copy === undefined) foreign.push(key);
      else copies.set(sku, copy);
    }
    if (foreign.length > 0) {
      metrics.redisFailed("rejected");
      void link.run((client) => client.unlink(foreign));
    }
    return copies;
  };
}

type Keys = { readonly secret: string; readonly keyOf: (sku: string) => string };

function putter({ link, seal: sealOf }: SharedParts) {
  return <Item>(
    items: readonly Item[],
    textOf: (item: Item, keys: Keys) => readonly [key: string, text: string],
    onChanged: (items: readonly Item[]) => void = () => {},
  ): void => {
    const mine = keysOf(sealOf());
    if (mine === undefined || !link.isUp()) return;
    for (let at = 0; at < items.length; at += KEYS_MAX) {
      const some = items.slice(at, at + KEYS_MAX);
      const texts = some
        .map((item) => textOf(item, mine))
        .filter(([, text]) => text.length <= COPY_CHARACTERS_MAX);
      const call = {
        keys: texts.map(([key]) => key),
        arguments: [String(KEPT_MS), ...texts.map(([, text]) => text)],
      };
      void link
        .run((client) => client.eval(PUT, call))
        .then((changed) => {
          if (typeof changed === "number" && changed > 0) onChanged(some);
        });
    }
  };
}

/** Of this database alone, and not telling its secret. */
function keysOf(mine: Seal | undefined): Keys | undefined {
  if (mine === undefined) return undefined;
  const { secret, lineage } = mine;
  const mark = createHash("sha256").update(`${secret}${lineage}`).digest("hex").slice(0, 16);
  return { secret, keyOf: (sku) => `holdfast:price:${mark}:${sku}` };
}
