import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { describe, it } from "node:test";

const LAUNCHER = join(import.meta.dirname, "../bin/holdfast.mjs");

/** A service that answers these pages, one after the other, and then that there is no more. */
async function startService(pages: readonly { status?: number; body: unknown }[]) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? "");
    const { status = 200, body } = pages[asked.length - 1] ?? {
      body: { data: [], nextCursor: "9-9" },
    };
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  assert.ok(address !== null && typeof address === "object");
  return { url: `http://127.0.0.1:${address.port}`, asked, server };
}
function launch(url: string, ...args: readonly string[]) {
  const env = { PATH: process.env.PATH, INVENTORY_URL: `${url},http://127.0.0.1:9` };
  return spawn(process.execPath, [LAUNCHER, "events", ...args], { env });
}
async function run(url: string, ...args: readonly string[]) {
  const child = launch(url, ...args);
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  if (child.exitCode === null) await once(child, "close");
  return { code: child.exitCode, stdout, stderr };
}
const event = (sequence: number) => ({
  id: `stock/MUG/${sequence}`,
  at: "2026-11-01T12:00:00.000Z",
  type: "stock.changed",
  data: { sku: "MUG" },
});

describe("holdfast events", () => {
  it("prints every page until there is no more, and how to go on", async () => {
    const { url, asked, server } = await startService([
      { body: { data: [event(1), event(2)], nextCursor: "5-2" } },
      { body: { data: [event(3)], nextCursor: "5-3" } },
    ]);
    const { code, stdout, stderr } = await run(url);
    server.close();
    assert.equal(code, 0, stderr);
    assert.deepEqual(
      stdout.trimEnd().split("\n"),
      [1, 2, 3].map(
        (n) => `2026-11-01T12:00:00.000Z  stock.changed  stock/MUG/${n}  {"sku":"MUG"}`,
      ),
    );
    assert.match(stderr, /to go on from here: holdfast events --after 9-9\n/);
    const path = "/internal/events?limit=500&waitMs=0";
    assert.deepEqual(asked, [path, `${path}&after=5-2`, `${path}&after=5-3`]);
  });

  it("begins where it is told to, and prints JSON lines", async () => {
    const { url, asked, server } = await startService([
      { body: { data: [event(7)], nextCursor: "6-1" } },
    ]);
    const { stdout } = await run(url, "--after", "5-9", "--json");
    server.close();
    assert.deepEqual(JSON.parse(stdout), event(7));
    assert.match(asked[0] ?? "", /after=5-9$/);
  });

  it("waits for more when it follows, until nobody reads", async () => {
    const { url, asked, server } = await startService([
      { body: { data: [event(1)], nextCursor: "5-1" } },
    ]);
    const child = launch(url, "--follow");
    await once(child.stdout, "data");
    while (asked.length < 3) await once(server, "request");
    child.kill("SIGINT");
    await once(child, "close");
    server.closeAllConnections();
    server.close();
    assert.match(asked[1] ?? "", /waitMs=20000&after=5-1$/);
  });

  it("says why the service refuses, with exit code 2", async () => {
    const body = { detail: "Events after this point were deleted.", keptFrom: "8-1" };
    const { url, server } = await startService([{ status: 410, body }]);
    const { code, stdout, stderr } = await run(url, "--after", "1-1");
    server.close();
    assert.deepEqual([code, stdout], [2, ""]);
    assert.match(stderr, /answered 410: Events after this point were deleted. \(keptFrom 8-1\)/);
  });
});
