/** The counts of all gateways, in Redis: one hash a key, holding its current window. Losing it opens one window anew. */
import { defineScript } from "@redis/client";
import type { RedisLink } from "./redis-link.client.ts";
import { LEASE_MS, type SharedQuota } from "./shared-quota.ts";

/** From the end of that until what is left has been given back. */
const RETURN_MS = 15;
/** Of what is left of the quota this share is lent at most; below that each request is asked for. */
const LENT_SHARE = 16;

/**
 * KEYS: the hash; ARGV: quota, window in ms, need, extra, settle, window of settle, ms that extras are held for.
 * Its fields: `w` the window's number, `u` what is used, `h` until when somebody holds extras. The time is Redis's own: all gateways
 * see the same windows whatever their clocks say.
 */
const TAKE = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local quota, length = tonumber(ARGV[1]), tonumber(ARGV[2])
local window = math.floor(now / length)
local state = redis.call('HMGET', KEYS[1], 'w', 'u', 'h')
local used, held = tonumber(state[2]) or 0, tonumber(state[3]) or 0
if tonumber(state[1]) ~= window then used, held = 0, 0 end
if tonumber(ARGV[6]) == window then used = math.max(0, used + tonumber(ARGV[5])) end
local free = math.max(0, quota - used)
local needed = math.min(free, tonumber(ARGV[3]))
local extra = math.min(math.floor((free - needed) / ${LENT_SHARE}), tonumber(ARGV[4]))
used = used + needed + extra
if extra > 0 then held = now + tonumber(ARGV[7]) end
redis.call('HSET', KEYS[1], 'w', window, 'u', used, 'h', held)
redis.call('PEXPIRE', KEYS[1], 2 * length)
return { needed + extra, math.max(0, quota - used), (window + 1) * length - now, window, math.max(0, held - now) }`;

const takeScript = defineScript({
  SCRIPT: TAKE,
  NUMBER_OF_KEYS: 1,
  parseCommand(parser, key: string, args: readonly number[]) {
    parser.pushKey(key);
    for (const arg of args) parser.push(String(arg));
  },
  transformReply: (reply: unknown) => reply as number[],
});
export const QUOTA_SCRIPTS = { takeQuota: takeScript };

export function shareQuotas(link: RedisLink): SharedQuota {
  return {
    isUp: link.isUp,
    take: async (key, { quota, windowSeconds }, { need, extra, settle, window }) => {
      const args = [quota, windowSeconds * 1000, need, extra, settle, window, LEASE_MS + RETURN_MS];
      const reply = await link.run((client) => client.takeQuota(`holdfast:rate:${key}`, args));
      if (reply === undefined) return undefined;
      const [granted = 0, rest = 0, resetMs = 0, at = 0, heldMs = 0] = reply;
      return { granted, rest, resetMs, window: at, heldMs };
    },
  };
}
