import type { InventoryOperations } from "@holdfast/contracts";
import type { Logger } from "@holdfast/log";
import type { CallError, Outbound } from "@holdfast/outbound";
import { withRequest } from "@holdfast/request-context";
import { fail, ok, type Result } from "@holdfast/result";
import { unrecorded } from "@holdfast/telemetry";
import { changedBy, type ResponseCache } from "./response-cache.ts";

export type Feed = "inventory" | "pricing";
export const FEEDS: readonly Feed[] = ["inventory", "pricing"];

export type Page = {
  readonly data: readonly { readonly data: unknown }[];
  readonly nextCursor: string;
};
/** The events after a cursor, or `latest`, waiting `waitMs` for one. */
export type ReadEvents = (
  feed: Feed,
  query: { readonly after: string; readonly waitMs: number; readonly limit: number },
) => Promise<Result<Page, CallError>>;

export type FollowParts = {
  readonly read: ReadEvents;
  readonly cache: Pick<ResponseCache<Feed>, "changed" | "heard" | "nowMs">;
  readonly log: Logger;
  /** Runs `work` once after `delayMs`, unless the returned function is called before. */
  readonly schedule: (work: () => void, delayMs: number) => () => void;
};

const LIMIT = 500;
const WAIT_MS = 300;
/** Where events come all the time, so long there are none in between. */
export const PAUSE_MS = 50;
export const PAUSE_AFTER_FAILURE_MS = 500;

/** Tells the cache what `feed` tells, from now on, until the returned function is called. */
export function followEvents(feed: Feed, parts: FollowParts): () => void {
  const { log, schedule } = parts;
  let after: string | undefined;
  let isHeard = true;
  let isStopped = false;
  let cancel = () => {};
  const run = async (): Promise<void> => {
    const looked = await look(feed, after, parts);
    if (isStopped) return;
    after = looked.after;
    const { failure } = looked;
    if ((failure === undefined) !== isHeard) {
      isHeard = failure === undefined;
      if (isHeard) log.info({ feed }, "events are heard again: views are cached");
      else log.warn({ feed, failure }, "events are not heard: no view is answered from the cache");
    }
    cancel = schedule(() => void run(), looked.pauseMs);
  };
  void run();
  return () => {
    isStopped = true;
    cancel();
  };
}

type Looked = {
  /** Undefined: where it was lost. */
  readonly after: string | undefined;
  readonly pauseMs: number;
  readonly failure?: CallError["kind"] | undefined;
};

async function look(
  feed: Feed,
  after: string | undefined,
  { read, cache }: FollowParts,
): Promise<Looked> {
  const beganAtMs = cache.nowMs();
  const isNew = after === undefined;
  const query = { after: after ?? "latest", waitMs: isNew ? 0 : WAIT_MS, limit: LIMIT };
  const page = await read(feed, query);
  if (!page.ok) {
    const { kind } = page.error;
    // 400, 410: the cursor is no good any more, as after a restore; a new one begins with an empty cache.
    const isCursorLost = kind === "problem" && page.error.status < 429;
    const kept = isCursorLost ? undefined : after;
    return { after: kept, pauseMs: PAUSE_AFTER_FAILURE_MS, failure: kind };
  }
  const { data, nextCursor } = page.value;
  if (isNew) cache.changed("anything");
  for (const event of data) cache.changed(changedBy(event.data));
  const isAll = data.length < LIMIT;
  if (isAll) cache.heard(feed, beganAtMs);
  return { after: nextCursor, pauseMs: isAll ? PAUSE_MS : 0 };
}

/** Pricing serves the same operation. */
type Feeds = Pick<InventoryOperations, "listEvents">;

/** Reads the services' feeds on behalf of nobody; its many short calls are not traced. */
export function eventsReader(outbound: Pick<Outbound, "client">): ReadEvents {
  const clients = {
    inventory: outbound.client<Feeds>("inventory"),
    pricing: outbound.client<Feeds>("pricing"),
  };
  return (feed, query) =>
    unrecorded(() =>
      withRequest(
        { correlationId: `follow-events-${feed}`, operationId: "follow-events" },
        async () => {
          const answer = await clients[feed].call("listEvents", { query });
          return answer.ok ? ok(answer.value.body) : fail(answer.error);
        },
      ),
    );
}
