import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { after, before, describe, it } from "node:test";

const MAIN = join(import.meta.dirname, "main.ts");

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

describe("the sandbox as a process", () => {
  let directory: string;
  let port: number;
  let sandbox: ChildProcess;
  before(async () => {
    directory = await mkdtemp(join(tmpdir(), "holdfast-sandbox-"));
    port = await freePort();
  });
  after(async () => {
    sandbox?.kill("SIGKILL");
    await rm(directory, { recursive: true });
  });

  async function start(): Promise<ChildProcess> {
    const env = { PORT: String(port), SANDBOX_BOOK_FILE: join(directory, "book.jsonl") };
    const child = spawn(process.execPath, [MAIN], { env, stdio: ["ignore", "pipe", "inherit"] });
    for await (const line of createInterface({ input: child.stdout })) {
      if (JSON.parse(line).msg === "listening") break;
    }
    child.stdout.resume();
    return child;
  }
  const charge = (token: string, key: string, signal?: AbortSignal) =>
    fetch(`http://127.0.0.1:${port}/charges`, {
      method: "POST",
      headers: { "content-type": "application/json", "idempotency-key": key },
      body: JSON.stringify({ orderId: "o1", amount: { amount: 5, currency: "EUR" }, token }),
      ...(signal ? { signal } : {}),
    });
  const charges = async () => {
    const answer = await fetch(`http://127.0.0.1:${port}/charges?orderId=o1`);
    return ((await answer.json()) as { data: { id: string }[] }).data;
  };

  it("knows after kill -9 what it had answered before, and answers a repeat the same", async () => {
    sandbox = await start();
    const first = (await (await charge("tok_ok", "a")).json()) as { id: string };
    const made = await charges();
    sandbox.kill("SIGKILL");
    await once(sandbox, "exit");

    sandbox = await start();
    assert.deepEqual(await charges(), made);
    const again = await charge("tok_ok", "a");
    assert.deepEqual(await again.json(), first);
    assert.equal(again.headers.get("idempotency-replayed"), "true");
    assert.equal((await charges()).length, 1);
  });

  it("ends at once on SIGTERM although a caller still waits for tok_timeout", async () => {
    const dropped = assert.rejects(charge("tok_timeout", "b"), TypeError);
    while ((await charges()).length < 2);
    sandbox.kill("SIGTERM");
    const [code] = await once(sandbox, "exit");
    assert.equal(code, 0);
    await dropped;
  });
});
