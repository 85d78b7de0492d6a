import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { setImmediate as nextTurn } from "node:timers/promises";
import { listen } from "./listen.ts";
import { type TestDatabase, testDatabase } from "./testing.ts";

const MIGRATIONS = `${import.meta.dirname}/fixtures/migrations`;
const GIVE_UP_MS = 30_000; // far above what a loaded machine takes: only what never comes gets there

describe("listening to a channel", () => {
  let test: TestDatabase;
  before(async () => {
    test = await testDatabase(MIGRATIONS);
  });
  after(() => test.drop());

  async function until(condition: () => boolean, what: string): Promise<void> {
    const startedAtMs = performance.now();
    while (!condition()) {
      if (performance.now() - startedAtMs > GIVE_UP_MS) {
        throw new Error(`waited in vain until ${what}`);
      }
      await nextTurn();
    }
  }
  const bench = (url = test.url) => {
    const heard = { notifications: 0, losses: 0 };
    const timers: { work: () => void; delayMs: number; cancelled: boolean }[] = [];
    const listening = listen({
      url,
      applicationName: "listener",
      channel: "news",
      onNotify: () => {
        heard.notifications += 1;
      },
      onLost: () => {
        heard.losses += 1;
      },
      schedule: (work, delayMs) => {
        const timer = { work, delayMs, cancelled: false };
        timers.push(timer);
        return () => {
          timer.cancelled = true;
        };
      },
    });
    return { heard, timers, listening };
  };
  const notify = (channel: string) =>
    test.db.query({ name: "notify", text: "select pg_notify($1, '')", values: [channel] });
  const listeners = () =>
    test.db.query({
      name: "find-listeners",
      text: `select pid from pg_stat_activity
              where datname = current_database() and application_name = 'listener'`,
    });

  it("tells of its beginning, since what came before is lost, and then of each notification of its own", async () => {
    const { heard, listening } = bench();
    await until(() => heard.notifications === 1, "it listens");
    await notify("other");
    await notify("news");
    await until(() => heard.notifications === 2, "it hears");
    await listening.close();
    assert.deepEqual(heard, { notifications: 2, losses: 0 });
  });

  it("has told of everything that was committed before, with its payload, when it has caught up", async () => {
    const payloads: (string | undefined)[] = [];
    const listening = listen({
      ...{ url: test.url, applicationName: "listener", channel: "news" },
      onNotify: (payload) => payloads.push(payload),
      onLost: () => {},
      schedule: () => () => {},
    });
    await assert.rejects(listening.catchUp(), /does not stand/);
    await until(() => payloads.length === 1, "it listens");
    for (let turn = 0; turn < 50; turn += 1) {
      const text = `select pg_notify('news', '${turn}')`;
      await test.db.query({ name: `notify-${turn}`, text });
      await Promise.all([listening.catchUp(), listening.catchUp()]);
      assert.equal(payloads.at(-1), String(turn));
    }
    assert.equal(payloads.length, 51);
    await listening.close();
    await assert.rejects(listening.catchUp(), /does not stand/);
  });

  it("connects again 1 s after its connection broke", async () => {
    const { heard, timers, listening } = bench();
    await until(() => heard.notifications === 1, "it listens");
    await test.db.query({
      name: "break",
      text: `select pg_terminate_backend(pid) from pg_stat_activity
              where datname = current_database() and application_name = 'listener'`,
    });
    await until(() => heard.losses === 1, "it notices");
    assert.deepEqual(
      timers.map(({ delayMs }) => delayMs),
      [1_000],
    );
    timers[0]?.work();
    await until(() => heard.notifications === 2, "it listens again");
    await notify("news");
    await until(() => heard.notifications === 3, "it hears");
    await listening.close();
    assert.equal(heard.losses, 1);
  });

  it("tries on while no server is there", async () => {
    const { heard, timers, listening } = bench("postgresql://nobody@127.0.0.1:1/nothing");
    await until(() => heard.losses === 1, "it fails");
    timers[0]?.work();
    await until(() => heard.losses === 2, "it fails again");
    await listening.close();
    assert.equal(timers[1]?.cancelled, true);
  });

  it("leaves nothing behind when it is closed, whenever that is", async () => {
    const { listening } = bench();
    await listening.close();
    const other = bench();
    await until(() => other.heard.notifications === 1, "it listens");
    await other.listening.close();
    let left = await listeners();
    for (let looks = 0; left.length > 0 && looks < 1_000; looks += 1) left = await listeners();
    assert.deepEqual(left, []);
    assert.equal(other.heard.losses, 0);
  });
});
