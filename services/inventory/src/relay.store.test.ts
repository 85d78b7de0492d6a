import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { EventEmitter, once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { after, before, describe, it } from "node:test";
import { type TestDatabase, testDatabase } from "@holdfast/postgres/testing";
import { MIGRATIONS, stockItem } from "./testing/stock.ts";

const MAIN = join(import.meta.dirname, "main.ts");

describe("inventory processes with a subscriber", () => {
  let test: TestDatabase;
  before(async () => {
    test = await testDatabase(MIGRATIONS);
  });
  after(() => test.drop());

  /** Takes batches, and answers none of them before `answerAll`. */
  const startReceiver = async () => {
    const batches: (readonly string[])[] = [];
    const arrivals = new EventEmitter();
    const opened = Promise.withResolvers<void>();
    const server = createServer(async (request, response) => {
      const { events } = JSON.parse(await text(request)) as { events: readonly { id: string }[] };
      batches.push(events.map(({ id }) => id));
      arrivals.emit("batch");
      await opened.promise;
      response.writeHead(204).end();
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const until = async (isEnough: () => boolean) => {
      while (!isEnough()) await once(arrivals, "batch");
    };
    const stop = () => {
      server.closeAllConnections();
      server.close();
    };
    const url = `http://127.0.0.1:${port}/`;
    return { batches, url, until, answerAll: opened.resolve, stop };
  };
  const startProcess = async (url: string): Promise<ChildProcess> => {
    const subscribers = JSON.stringify([{ name: "search", url }]);
    const settings = { PORT: "0", INVENTORY_DATABASE_URL: test.url };
    const env = { ...process.env, ...settings, INVENTORY_EVENT_SUBSCRIBERS: subscribers };
    const child = spawn(process.execPath, [MAIN], { env, stdio: ["ignore", "pipe", "inherit"] });
    let output = "";
    for await (const chunk of child.stdout
      .setEncoding("utf8")
      .iterator({ destroyOnReturn: false })) {
      output += chunk;
      if (output.includes('"msg":"listening"')) break;
    }
    child.stdout.resume();
    return child;
  };

  it("deliver again what one was killed over, in order, and none is lost", async () => {
    const { batches, url, until, answerAll, stop } = await startReceiver();
    const first = await startProcess(url);
    let second: ChildProcess | undefined;
    try {
      await stockItem(test.db, { sku: "mug" }, { BER: 5 });
      await until(() => batches.length === 1);
      second = await startProcess(url);
      first.kill("SIGKILL"); // the subscriber has taken the batch, and nobody has noted it
      await once(first, "exit");
      answerAll();
      await test.db.query({
        name: "end-leases",
        text: "update outbox_subscription set leased_until = clock_timestamp()",
      });
      await stockItem(test.db, { sku: "cup" }, { BER: 5 });
      await until(() => batches.flat().includes("stock/cup/2"));
    } finally {
      first.kill("SIGKILL");
      answerAll();
      second?.kill("SIGTERM");
    }
    assert.deepEqual(await once(second, "exit"), [0, null]);
    stop();
    const ofStock = batches.map((ids) => ids.filter((id) => id.startsWith("stock/")));
    const mug = ["stock/mug/1", "stock/mug/2"];
    assert.deepEqual(ofStock[0], mug);
    assert.deepEqual(ofStock.slice(1).flat(), [...mug, "stock/cup/1", "stock/cup/2"]);
  });
});
