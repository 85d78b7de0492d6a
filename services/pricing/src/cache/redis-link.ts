import { createClient } from "@redis/client";
import type { CacheMetrics } from "./cache-metrics.ts";

type RedisClient = ReturnType<typeof clientOf>;

export type RedisLink = {
  /** What `work` resolves to, or undefined: Redis was not asked, failed, or did not answer in time. Never rejects. */
  readonly run: <T>(work: (client: RedisClient) => Promise<T>) => Promise<T | undefined>;
  /** Publishes to every process, this one included. Does not wait. */
  readonly tell: (message: string) => void;
  readonly isUp: () => boolean;
  readonly close: () => void;
};

export type RedisParts = {
  readonly url: string;
  /** Of each call. */
  readonly timeoutMs: number;
  readonly channel: string;
  readonly onMessage: (message: string) => void;
  /** It answers again, or does not any more. */
  readonly onChange: (isUp: boolean) => void;
  readonly metrics: Pick<CacheMetrics, "redisFailed">;
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
export function openRedis(parts: RedisParts): RedisLink {
  const client = clientOf(parts.url);
  const state = watch(client, parts);
  const subscriber = subscribe(client, parts);
  const run: RedisLink["run"] = async (work) =>
    state.isUp() ? state.inTime(() => work(client)) : undefined;
  return {
    run,
    tell: (message) => {
      void run((on) => on.publish(parts.channel, message));
    },
    isUp: state.isUp,
    close: () => {
      state.stop();
      client.destroy();
      subscriber.destroy();
    },
  };
}

function watch(client: RedisClient, { timeoutMs, metrics, schedule, onChange }: RedisParts) {
  let isUp = false;
  let stopped = false;
  let cancel = () => {};
  const become = (next: boolean): void => {
    if (next === isUp || stopped) return;
    isUp = next;
    onChange(isUp);
  };
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
    metrics.redisFailed(reason);
    become(false);
    return undefined;
  };
  const probe = async (): Promise<void> => {
    if (!client.isReady)
      become(false); // also where nobody calls: it is said of the service
    else if (!isUp) become((await inTime(() => client.ping())) !== undefined);
    if (!stopped) cancel = schedule(() => void probe(), PROBE_EVERY_MS);
  };
  client.on("error", () => undefined); // calls tell of it
  client.connect().then(probe, () => undefined);
  const stop = (): void => {
    stopped = true;
    cancel();
  };
  return { isUp: () => isUp, inTime, stop };
}

const LATE = Symbol("late");

function subscribe(client: RedisClient, { channel, onMessage }: RedisParts): RedisClient {
  const subscriber = client.duplicate();
  subscriber.on("error", () => undefined); // it connects and subscribes again by itself
  subscriber
    .connect()
    .then(() => subscriber.subscribe(channel, onMessage))
    .catch(() => undefined);
  return subscriber;
}

function clientOf(url: string) {
  return createClient({
    url,
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
