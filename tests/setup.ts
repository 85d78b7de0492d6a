/**
 * Global setup of `npm test` (`node --test --test-global-setup=tests/setup.ts`): one throw-away PostgreSQL for the whole
 * run. Its superuser URL is in TEST_POSTGRES_URL; `testDatabase()` of @holdfast/postgres/testing makes a database in it.
 */
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { postgres, postgresIsReady } from "@holdfast/embedded/postgres";
import { removePostgres } from "@holdfast/embedded/postgres-host";
import { endProcess, type Identity, identify } from "@holdfast/embedded/process";
import { launch } from "@holdfast/embedded/program";

const READY_WITHIN_MS = 30_000;

const home = mkdtempSync(join(tmpdir(), "holdfast-tests-"));
let server: Identity | undefined;

export async function globalSetup(): Promise<void> {
  chmodSync(home, 0o711); // as root the server runs under another user, who must get to its data
  const port = await freePort();
  const logFile = join(home, "postgres.log");
  const { program, url } = postgres({ home, port, logFile, durable: false });
  server = identify((await launch(program)).pid, program.marker);
  process.once("exit", killAndRemove); // the runner was interrupted: nobody calls the teardown
  const giveUpAtMs = Date.now() + READY_WITHIN_MS;
  while (!(await postgresIsReady({ home, port }))) {
    if (Date.now() > giveUpAtMs) throw new Error(`the test database did not start, see ${logFile}`);
    await sleep(20);
  }
  process.env.TEST_POSTGRES_URL = url("postgres"); // the runner hands its environment on to every test file's process
}

export async function globalTeardown(): Promise<void> {
  if (server !== undefined) {
    await endProcess(server, { signals: ["SIGINT", "SIGQUIT"], patienceMs: 5000 });
    server = undefined;
  }
  removePostgres(home);
  rmSync(home, { recursive: true, force: true });
}

function killAndRemove(): void {
  if (server !== undefined) process.kill(server.pid, "SIGQUIT");
  removePostgres(home);
  rmSync(home, { recursive: true, force: true });
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => probe.once("listening", resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no free port");
  return address.port;
}
