import { createClient } from "@redis/client";
import { QUOTA_SCRIPTS } from "./shared-quota.store.ts";

type RedisClient = ReturnType<typeof clientOf>;

export type RedisLink = {
  /** What `work` resolves to, or undefined: Redis was not asked, failed, or did not answer in time. Never rejects. */
  readonly run: <T>(work: (client: RedisClient) => Promise<T>) => Promise<T | undefined>;
  readonly isUp: () => boolean;
  readonly close: () => void;
};

export type RedisParts = {
  readonly url: string;
  /** Of each call. */
  readonly timeoutMs: number;
  readonly onFailure: (reason: "timeout" | "error") => void;
  readonly schedule: (work: () => void, delayMs: number) => () => void;
};

const PROBE_EVERY_MS = 1_000;
/** A connection on which not even a ping is answered is given up, and with it all that waits on it. */
const PING_EVERY_MS = 2_000;
const SILENCE_MS_MAX = 6_000;

/**
 * The one way to Redis. Each call ends in time, and after one that failed nobody asks until a ping was answered: one that
 * hangs costs one timeout. Connects by itself, and again; nothing waits for that.
 */
export function openRedis({ url, timeoutMs, onFailure, schedule }: RedisParts): RedisLink {
  const client = clientOf(url);
  let isUp = false;
  let stopped = false;
  let cancel = () => {};
  const inTime = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
    const late = Promise.withResolvers<typeof LATE>();
    const cancelTimeout = schedule(() => late.resolve(LATE), timeoutMs);
    let reason: "timeout" | "error" = "timeout";
    try {
      const value = await Promise.race([work(), late.promise]);
      if (value !== LATE) return value;
    } catch {
      reason = "error";
    } finally {
      cancelTimeout();
    }
    isUp = false;
    onFailure(reason);
    return undefined;
  };
  const probe = async (): Promise<void> => {
    if (!client.isReady) isUp = false;
    else if (!isUp) isUp = (await inTime(() => client.ping())) !== undefined;
    if (!stopped) cancel = schedule(() => void probe(), PROBE_EVERY_MS);
  };
  client.on("error", () => undefined); // calls tell of it
  client.connect().then(probe, () => undefined);
  return {
    run: async (work) => (isUp ? inTime(() => work(client)) : undefined),
    isUp: () => isUp,
    close: () => {
      stopped = true;
      isUp = false;
      cancel();
      client.destroy();
    },
  };
}

const LATE = Symbol("late");

function clientOf(url: string) {
  return createClient({
    url,
    scripts: QUOTA_SCRIPTS,
    disableOfflineQueue: true,
    commandsQueueMaxLength: 10_000, // of a Redis that hangs, until it is given up
    pingInterval: PING_EVERY_MS,
    maintNotifications: "disabled",
    socket: {
      connectTimeout: 2_000,
      socketTimeout: SILENCE_MS_MAX,
      reconnectStrategy: () => PROBE_EVERY_MS,
    },
  });
}
