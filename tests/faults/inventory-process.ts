import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";

export type Answer = {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: what a client sees is JSON; each test asserts on what it needs of it
  readonly body: any;
};
export type Ask = {
  readonly method: "GET" | "PUT" | "POST" | "DELETE";
  readonly path: string;
  readonly body?: unknown;
  readonly key?: string;
};
export type InventoryProcess = {
  /** Rejects when no answer comes. */
  call(ask: Ask): Promise<Answer>;
  /** As `kill -9` does; resolves when it is gone. */
  kill(): Promise<void>;
};

const MAIN = join(import.meta.dirname, "../../services/inventory/src/main.ts");

/** Starts the real process, on a port of its own, and waits until it listens. */
export async function startInventory(databaseUrl: string): Promise<InventoryProcess> {
  const child = spawn(process.execPath, [MAIN], {
    env: { ...process.env, INVENTORY_DATABASE_URL: databaseUrl, PORT: "0" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = once(child, "exit");
  const kill = async () => {
    child.kill("SIGKILL");
    await exited;
  };
  process.once("exit", () => child.kill("SIGKILL")); // the test was cut off
  const lines = createInterface({ input: child.stdout });
  const port = await new Promise<number>((resolve, reject) => {
    lines.on("line", (line) => {
      const told = JSON.parse(line);
      if (told.msg === "listening") resolve(told.port);
    });
    lines.once("close", () => reject(new Error("inventory ended before it listened")));
  });
  return { call: (ask) => call(`http://127.0.0.1:${port}`, ask), kill };
}

async function call(origin: string, { method, path, body, key }: Ask): Promise<Answer> {
  const answer = await fetch(origin + path, {
    method,
    headers: {
      "holdfast-account": "acme",
      "holdfast-scope": "admin",
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...(key === undefined ? {} : { "idempotency-key": key }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: answer.status, body: await answer.json() };
}
