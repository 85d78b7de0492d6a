import type { Logger } from "@holdfast/log";
import { unrecorded } from "@holdfast/telemetry";
import { isLastStatus, type OrderNews } from "./watch-order.ts";

/** Runs `work` after `delayMs`, unless it is called off before. */
export type Schedule = (work: () => void, delayMs: number) => () => void;

/** An order that is watched, and the revision up to which its watchers know it. */
export type Watched = { readonly orderId: string; readonly after: number };
export type NewsOfOrder = OrderNews & { readonly orderId: string };
/** What happened to the orders since, each order's in the order in which it happened. */
type FindNews = (watched: readonly Watched[]) => Promise<readonly NewsOfOrder[]>;

export type Watcher = {
  readonly account: string;
  readonly orderId: string;
  /** The revision that it has seen. */
  after: number;
  /** False while it cannot take anything: it is told later, from the same revision on. */
  readonly hasRoom: () => boolean;
  readonly tell: (news: OrderNews) => void;
  /** Nothing follows. */
  readonly end: () => void;
};
type Refusal = "too-many-of-account" | "too-many";

export type Watch = {
  /** Tells the watcher what happened after its revision, and what happens, until it leaves or the order is at its end. */
  readonly join: (watcher: Watcher) => Refusal | { readonly leave: () => void };
  /** Ends every stream; who wants to know more comes back, to another process. */
  readonly close: () => void;
};

/** Each holds a connection of the gateway and one of its client. */
const OF_ACCOUNT_MAX = 32;
const WATCHERS_MAX = 256;
/** Soon enough for eyes, and one small read a tick however many watch; none while nobody does. */
const LOOK_EVERY_MS = 200;

/** One look at the database tells all watchers of this process. Whatever process an order is changed by, it is seen here. */
export function openWatch(parts: {
  readonly findNews: FindNews;
  readonly log: Logger;
  readonly schedule: Schedule;
}): Watch {
  const { log, schedule } = parts;
  const watchers = new Set<Watcher>();
  let closed = false;
  let isLooking = false;
  let cancel = () => {};
  const look = async (): Promise<void> => {
    isLooking = true;
    await unrecorded(() => tellAll(parts.findNews, watchers)).catch((error: unknown) =>
      log.warn({ err: error }, "cannot look for news of orders"),
    );
    isLooking = watchers.size > 0 && !closed;
    if (isLooking) cancel = schedule(() => void look(), LOOK_EVERY_MS);
  };
  return {
    join: (watcher) => {
      if (closed || watchers.size >= WATCHERS_MAX) return "too-many";
      const ofAccount = [...watchers].filter(({ account }) => account === watcher.account);
      if (ofAccount.length >= OF_ACCOUNT_MAX) return "too-many-of-account";
      watchers.add(watcher);
      if (!isLooking) void look();
      return { leave: () => void watchers.delete(watcher) };
    },
    close: () => {
      closed = true;
      cancel();
      for (const watcher of watchers) watcher.end();
      watchers.clear();
    },
  };
}

async function tellAll(findNews: FindNews, watchers: Set<Watcher>): Promise<void> {
  const asking = [...watchers].filter((watcher) => watcher.hasRoom());
  if (asking.length === 0) return;
  const after = new Map<string, number>();
  for (const watcher of asking) {
    after.set(
      watcher.orderId,
      Math.min(after.get(watcher.orderId) ?? watcher.after, watcher.after),
    );
  }
  const watched = [...after].map(([orderId, seen]) => ({ orderId, after: seen }));
  for (const { orderId, ...news } of await findNews(watched)) {
    for (const watcher of asking) {
      if (watcher.orderId !== orderId || news.revision <= watcher.after) continue;
      if (!watchers.has(watcher) || !watcher.hasRoom()) continue;
      watcher.after = news.revision;
      watcher.tell(news);
      if (news.kind === "step" || !isLastStatus(news.order.status)) continue;
      watchers.delete(watcher);
      watcher.end();
    }
  }
}
