import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { type TestDatabase, testDatabase } from "@holdfast/postgres/testing";
import { findReservation } from "./reservation.store.ts";
import { holdOf } from "./testing/commands.ts";
import { decideIn } from "./testing/decide-in.ts";
import { MIGRATIONS, stockItem } from "./testing/stock.ts";

const MAIN = join(import.meta.dirname, "main.ts");
const LOOKS_MAX = 20_000; // each is a round trip: well above the start of a process

describe("the inventory process", () => {
  let test: TestDatabase;
  before(async () => {
    test = await testDatabase(MIGRATIONS);
  });
  after(() => test.drop());

  it("expires what fell due while it was away, and ends without complaint when it is told to", async () => {
    await stockItem(test.db, { sku: "mug" }, { BER: 1 });
    const asked = holdOf({ mug: 1 }, { ttlSeconds: 1 });
    await test.db.inTransaction((tx) => decideIn(tx, asked, 0));

    const env = { ...process.env, INVENTORY_DATABASE_URL: test.url, PORT: "0" };
    const child = spawn(process.execPath, [MAIN], { env, stdio: ["ignore", "pipe", "inherit"] });
    const exited = once(child, "exit");
    let output = "";
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
      output += chunk;
    });
    try {
      let started = false;
      for (let looks = 0; !started && looks < LOOKS_MAX; looks++) {
        const reservation = await findReservation(test.db, asked.id);
        started = reservation?.status === "expired" && output.includes('"msg":"listening"');
      }
      assert.ok(started, output);
    } finally {
      child.kill("SIGTERM");
    }
    assert.deepEqual(await exited, [0, null], output);
    const lines = output.trim().split("\n");
    const complaints = lines.filter((line) => JSON.parse(line).level !== "info");
    assert.deepEqual(complaints, []);
  });
});
