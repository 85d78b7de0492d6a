import type { Logger } from "@holdfast/log";
import type { Outbound } from "@holdfast/outbound";
import { Counter, type Registry } from "prom-client";
import {
  eventsReader,
  FEEDS,
  type Feed,
  followEvents,
} from "./response-cache/follow-events.client.ts";
import {
  type Changed,
  type ResponseCache,
  responseCache,
} from "./response-cache/response-cache.ts";

export type OpenResponseCacheDeps = {
  /** 0: no cache. */
  readonly viewCacheMs: number;
  readonly outbound: Pick<Outbound, "client">;
  readonly registry: Registry;
  readonly log: Logger;
};

export type OpenResponseCache = Pick<ResponseCache<Feed>, "get" | "keep" | "nowMs"> & {
  /** A write that passed through this process was answered. */
  readonly wrote: (what: Changed) => void;
  /** Begins to follow the events; until then nothing is kept. */
  readonly follow: () => void;
  readonly close: () => void;
};

/** Views are about 1 KiB, most of it their description. */
const BOUNDS = { entriesMax: 20_000, bytesMax: 32 * 1024 * 1024 };

/** The cache of product views, which follows the events of its services until it is closed; undefined where it is off. */
export function openResponseCache(deps: OpenResponseCacheDeps): OpenResponseCache | undefined {
  const { viewCacheMs: maxAgeMs, outbound, registry, log } = deps;
  if (maxAgeMs === 0) return undefined;
  const nowMs = () => performance.now();
  const cache = responseCache<Feed>({ ...BOUNDS, maxAgeMs, feeds: FEEDS, nowMs });
  const read = eventsReader(outbound);
  let stops: readonly (() => void)[] = [];
  const views = new Counter({
    name: "view_cache_views_total",
    help: "Product views that were asked for, by outcome: hit from the cache, miss where the services were asked.",
    labelNames: ["outcome"],
    registers: [registry],
  });
  const [hits, misses] = ["hit", "miss"].map((outcome) => views.labels(outcome));
  return {
    nowMs,
    get(key) {
      const view = cache.get(key);
      (view === undefined ? misses : hits)?.inc();
      return view;
    },
    keep: cache.keep,
    wrote: cache.changed,
    follow: () => {
      stops = FEEDS.map((feed) => followEvents(feed, { read, cache, log, schedule }));
    },
    close: () => {
      for (const stop of stops) stop();
    },
  };
}

function schedule(work: () => void, delayMs: number): () => void {
  const timer = setTimeout(work, delayMs).unref();
  return () => clearTimeout(timer);
}
