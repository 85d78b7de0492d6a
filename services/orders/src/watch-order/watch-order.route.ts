import { Readable } from "node:stream";
import type { Service } from "@holdfast/http-service";
import { callerOf } from "@holdfast/http-service/caller";
import { sendProblem } from "@holdfast/http-service/errors";
import type { Queryable } from "@holdfast/postgres";
import { type Problem, problem, problemResponses } from "@holdfast/problem";
import { Type } from "typebox";
import { findOrder } from "../order.store.ts";
import { OrderId, toOrderSummary } from "../order-body.ts";
import { toProblem } from "../problems.ts";
import type { Schedule, Watch } from "./watch.ts";
import { findNews } from "./watch-order.store.ts";
import { HEARTBEAT, isLastStatus, type OrderNews, toEventText } from "./watch-order.ts";

export type WatchOrderDeps = {
  readonly db: Queryable;
  readonly watch: Watch;
  readonly schedule: Schedule;
};

/** Below every idle timeout on the way: load balancers cut what is silent for 30 or 60 s. */
const HEARTBEAT_EVERY_MS = 15_000;
/** A stream ends, and its client comes back by itself: nothing is kept for who left without a word. */
const LASTS_MS_MAX = 10 * 60_000;
const COME_BACK_AFTER_MS = 1_000;
/** What a client may leave unread; then it is told nothing until it has read. */
const UNREAD_BYTES_MAX = 64 * 1024;

const WATCH = {
  operationId: "watchOrder",
  summary: "Watch an order: every change of its timeline as it happens",
  description:
    "Server-Sent Events. `step`: an entry of the timeline, as it is now; `status`: the order without its timeline. What happened before is told first; with `Last-Event-ID` only what happened after that event. 204 when there is nothing left to tell, ever: an EventSource stops asking then. A heartbeat every 15 s; ends after 10 minutes, to be resumed.",
  tags: ["orders"],
  params: Type.Object({ id: OrderId }),
  headers: Type.Object({
    "last-event-id": Type.Optional(
      Type.String({ pattern: "^[0-9]{1,15}$", description: "The `id` of the last event seen." }),
    ),
  }),
  response: {
    200: {
      description: "The events.",
      content: { "text/event-stream": { schema: Type.Unsafe<Readable>(Type.String()) } },
    },
    204: Type.Null({ description: "The order is at its end, and you have seen it." }),
    ...problemResponses(400, 401, 404, 429, 503),
  },
};

const TOO_MANY_OF_ACCOUNT = problem({
  status: 429,
  code: "streams-over-limit",
  title: "Too many streams",
  detail: "Your account watches as many orders as it may at once. Close a stream, then try again.",
});
const TOO_MANY = problem({
  status: 503,
  code: "overloaded",
  title: "Overloaded",
  detail: "No more orders can be watched at the moment. Try again shortly, or read the order.",
});

/** GET /v1/orders/{id}/events: as many as an account may have; another account's order does not exist for the caller. */
export function addWatchOrderRoute(routes: Service, deps: WatchOrderDeps): void {
  const { db, watch } = deps;
  routes.addHook("preClose", async () => watch.close());
  routes.get("/v1/orders/:id/events", { schema: WATCH }, async (request, reply) => {
    const { account, scope } = callerOf();
    const id = request.params.id.toLowerCase();
    const order = await findOrder(db, id);
    if (order === undefined || (order.account !== account && scope !== "admin")) {
      return sendProblem(reply, toProblem({ kind: "order-not-found", id }));
    }
    const after = Number(request.headers["last-event-id"] ?? 0);
    if (isLastStatus(order.status) && (await findNews(db, [{ orderId: id, after }])).length === 0) {
      return reply.code(204).send(null);
    }
    const stream = openStream(deps, { account, orderId: id, after });
    if (!(stream instanceof Readable)) {
      reply.header("retry-after", "5");
      return sendProblem(reply, stream);
    }
    reply.header("cache-control", "no-store");
    return reply.type("text/event-stream").send(stream);
  });
}

function openStream(
  { watch, schedule }: WatchOrderDeps,
  of: { readonly account: string; readonly orderId: string; readonly after: number },
): Readable | Problem {
  const stream = new Readable({ read: () => {}, highWaterMark: UNREAD_BYTES_MAX });
  const hasRoom = () => stream.readableLength < UNREAD_BYTES_MAX;
  const end = () => void stream.push(null);
  const joined = watch.join({
    ...of,
    hasRoom,
    end,
    tell: (news) => void stream.push(textOf(news)),
  });
  if (typeof joined === "string") return joined === "too-many" ? TOO_MANY : TOO_MANY_OF_ACCOUNT;
  stream.push(`retry: ${COME_BACK_AFTER_MS}\n\n`);
  let cancelBeat = () => {};
  const beat = () => {
    if (hasRoom()) stream.push(HEARTBEAT);
    cancelBeat = schedule(beat, HEARTBEAT_EVERY_MS);
  };
  cancelBeat = schedule(beat, HEARTBEAT_EVERY_MS);
  const cancelEnd = schedule(() => {
    joined.leave();
    end();
  }, LASTS_MS_MAX);
  stream.once("close", () => {
    joined.leave();
    cancelBeat();
    cancelEnd();
  });
  return stream;
}

function textOf(news: OrderNews): string {
  const { revision } = news;
  return news.kind === "step"
    ? toEventText(revision, "step", news.step)
    : toEventText(revision, "status", toOrderSummary(news.order));
}
