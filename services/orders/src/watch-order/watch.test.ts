import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { setImmediate as nextTurn } from "node:timers/promises";
import { createLogger } from "@holdfast/log";
import type { Order } from "../order.ts";
import { type NewsOfOrder, openWatch, type Watch, type Watched, type Watcher } from "./watch.ts";
import { toEventText } from "./watch-order.ts";

const step = (orderId: string, revision: number): NewsOfOrder => ({
  ...{ kind: "step", orderId, revision },
  step: { step: "hold", status: "done", attempt: 1, startedAt: "", durationMs: 1 },
});
const status = (orderId: string, revision: number, is: Order["status"]): NewsOfOrder => ({
  ...{ kind: "status", orderId, revision },
  order: { id: orderId, status: is } as Order,
});

describe("watching orders", () => {
  let news: NewsOfOrder[];
  let asked: (readonly Watched[])[];
  let waiting: (() => void)[];
  let watch: Watch;
  beforeEach(() => {
    news = [];
    asked = [];
    waiting = [];
    watch = openWatch({
      findNews: async (watched) => {
        asked.push(watched);
        return news.filter(({ orderId, revision }) =>
          watched.some((each) => each.orderId === orderId && each.after < revision),
        );
      },
      log: createLogger({ service: "orders", level: "silent" }),
      schedule: (work) => {
        waiting.push(work);
        return () => {
          waiting = waiting.filter((each) => each !== work);
        };
      },
    });
  });

  const tick = async () => {
    for (const work of waiting.splice(0)) work();
    await nextTurn();
  };
  function joined(orderId: string, given: Partial<Watcher> = {}) {
    const told: (number | "end")[] = [];
    const room = { has: true };
    const watcher: Watcher = {
      ...{ account: "acme", orderId, after: 0 },
      hasRoom: () => room.has,
      tell: ({ revision }) => void told.push(revision),
      end: () => void told.push("end"),
      ...given,
    };
    return { told, room, answer: watch.join(watcher) };
  }

  it("tells what happened before and what happens, each once and to each for itself", async () => {
    news = [step("a", 1), step("b", 2), step("a", 3)];
    const all = joined("a");
    const rest = joined("a", { after: 1 });
    await nextTurn();
    await tick();
    assert.deepEqual([all.told, rest.told], [[1, 3], [3]]);
    news.push(step("a", 4));
    await tick();
    assert.deepEqual(
      [all.told, rest.told],
      [
        [1, 3, 4],
        [3, 4],
      ],
    );
  });

  it("asks for all watched orders at once, from the lowest revision that one of their watchers knows", async () => {
    joined("a", { after: 5 });
    await nextTurn();
    joined("a", { after: 2 });
    joined("b", { after: 9 });
    await tick();
    assert.deepEqual(asked.at(-1), [
      { orderId: "a", after: 2 },
      { orderId: "b", after: 9 },
    ]);
  });

  it("asks nothing while nobody watches", async () => {
    const { answer } = joined("a");
    await nextTurn();
    assert.ok(typeof answer !== "string");
    answer.leave();
    await tick();
    assert.deepEqual([asked.length, waiting.length], [1, 0]);
    joined("b");
    await nextTurn();
    assert.equal(asked.length, 2);
  });

  it("tells a slow reader nothing until it has room, then from where it stands", async () => {
    const slow = joined("a");
    slow.room.has = false;
    news = [step("a", 1), step("a", 2)];
    await nextTurn();
    await tick();
    assert.deepEqual(slow.told, []);
    slow.room.has = true;
    await tick();
    assert.deepEqual(slow.told, [1, 2]);
  });

  it("ends with an order that nothing happens to any more, and stays with a confirmed one", async () => {
    news = [status("a", 1, "failed"), status("b", 2, "confirmed"), status("c", 3, "cancelled")];
    const [failed, confirmed, cancelled] = ["a", "b", "c"].map((id) => joined(id).told);
    await nextTurn();
    await tick();
    assert.deepEqual([failed, confirmed, cancelled], [[1, "end"], [2], [3, "end"]]);
  });

  it("goes on after the database was away", async () => {
    const { told } = joined("a");
    const filter = news.filter;
    Object.assign(news, {
      filter: () => {
        throw new Error("away");
      },
    });
    await nextTurn();
    await tick();
    Object.assign(news, { filter });
    news.push(step("a", 1));
    await tick();
    assert.deepEqual(told, [1]);
  });

  it("refuses more than 32 of one account and more than 256 in all", () => {
    for (let index = 0; index < 32; index += 1)
      assert.notEqual(typeof joined("a").answer, "string");
    assert.equal(joined("a").answer, "too-many-of-account");
    for (let index = 32; index < 256; index += 1) joined("a", { account: `shop-${index}` });
    assert.equal(joined("a", { account: "last" }).answer, "too-many");
  });

  it("ends all streams when it closes, and takes no more", async () => {
    const { told } = joined("a");
    watch.close();
    assert.deepEqual(told, ["end"]);
    assert.equal(joined("a").answer, "too-many");
    await tick();
    assert.deepEqual(told, ["end"]);
  });
});

describe("an event of the stream", () => {
  it("keeps to one line each, whatever the data has", () => {
    assert.equal(
      toEventText(7, "step", { text: "two\nlines" }),
      'id: 7\nevent: step\ndata: {"text":"two\\nlines"}\n\n',
    );
  });
});
