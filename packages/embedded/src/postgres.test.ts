import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import { createDatabases, type Postgres, postgres, postgresIsReady } from "./postgres.ts";
import { removePostgres } from "./postgres-host.ts";
import { endProcess, type Identity, identify, isAlive, sighting } from "./process.ts";
import { launch } from "./program.ts";

describe("the embedded PostgreSQL", () => {
  const outer = mkdtempSync(join(tmpdir(), "holdfast-embedded "));
  const home = join(outer, "a home with spaces");
  let port: number;
  let server: Postgres;
  let running: Identity | undefined;

  before(async () => {
    chmodSync(outer, 0o711);
    port = await freePort();
    server = postgres({ home, port, logFile: join(outer, "postgres.log"), durable: true });
  });
  after(async () => {
    if (running !== undefined) await endProcess(running, { signals: ["SIGINT"], patienceMs: 5000 });
    removePostgres(home);
    rmSync(outer, { recursive: true, force: true });
  });

  /** Launches it, waits until it takes connections. */
  async function start(): Promise<Identity> {
    running = identify((await launch(server.program)).pid, server.program.marker);
    while (!(await postgresIsReady({ home, port }))) {
      assert.ok(isAlive(running), readFileSync(join(outer, "postgres.log"), "utf8"));
      await sleep(20);
    }
    return running;
  }
  async function query<Row>(text: string, database = "postgres"): Promise<Row[]> {
    const client = new Client({ connectionString: server.url(database) });
    await client.connect();
    try {
      return (await client.query(text)).rows;
    } finally {
      await client.end();
    }
  }
  const stop = (identity: Identity) =>
    endProcess(identity, { signals: server.program.stopSignals, patienceMs: 10_000 });

  it("creates a database a service once, and keeps commits on disk", async () => {
    await start();
    await createDatabases(server, ["inventory", "with space"]);
    await createDatabases(server, ["inventory", "with space"]);
    const settings = await query<{ name: string; setting: string }>(
      "select name, setting from pg_settings where name in ('fsync', 'synchronous_commit', 'listen_addresses', 'unix_socket_directories')",
    );
    assert.deepEqual(Object.fromEntries(settings.map(({ name, setting }) => [name, setting])), {
      fsync: "on",
      synchronous_commit: "on",
      listen_addresses: "127.0.0.1",
      unix_socket_directories: "",
    });
    await query("create table kept (id int)", "with space");
  });

  it("asks for the password, which only its owner can read", async () => {
    assert.equal(statSync(join(home, "postgres.password")).mode & 0o777, 0o600);
    const url = new URL(server.url("postgres"));
    url.password = "guessed";
    const client = new Client({ connectionString: url.href });
    await assert.rejects(client.connect(), { code: "28P01" });
  });

  it("recovers after kill -9 with everything that was committed", async () => {
    const { pid } = running ?? assert.fail("not started");
    await query("insert into kept values (1)", "with space");
    process.kill(pid, "SIGKILL");
    while (sighting(pid) !== undefined) await sleep(5);
    await start();
    assert.deepEqual(await query("select id from kept", "with space"), [{ id: 1 }]);
  });

  it("ends its own orphan before the next launch, although nobody recorded it", async () => {
    const orphan = running ?? assert.fail("not started");
    const next = await start();
    assert.equal(isAlive(orphan), false);
    assert.notEqual(next.pid, orphan.pid);
    assert.deepEqual(await query("select id from kept", "with space"), [{ id: 1 }]);
  });

  it("starts over a lock that names a stranger, and leaves the stranger alone", async () => {
    await stop(running ?? assert.fail("not started"));
    const stranger = spawn("sleep", ["600"], serverUser());
    const lockFile = join(server.program.marker, "postmaster.pid");
    writeFileSync(lockFile, `${stranger.pid}\n${server.program.marker}\n1\n${port}\n\n127.0.0.1\n`);
    try {
      await start();
      assert.deepEqual([stranger.exitCode, stranger.signalCode], [null, null]);
    } finally {
      stranger.kill("SIGKILL");
    }
  });

  it("starts over a lock whose server is dead and not yet collected by its parent", async () => {
    await stop(running ?? assert.fail("not started"));
    // What it starts ends at once, and the program that it becomes never asks what became of its children.
    const heedless = spawn("sh", ["-c", "sleep 0 & echo $!; exec sleep 600"], serverUser());
    const [line] = await once(heedless.stdout.setEncoding("utf8"), "data");
    const zombie = Number(line);
    const lockFile = join(server.program.marker, "postmaster.pid");
    writeFileSync(lockFile, `${zombie}\n${server.program.marker}\n1\n${port}\n\n127.0.0.1\n`);
    try {
      while (sighting(zombie) !== undefined) await sleep(5);
      assert.doesNotThrow(() => process.kill(zombie, 0), "its pid is not free");
      await start();
    } finally {
      heedless.kill("SIGKILL");
    }
  });

  it("says so when the password is gone but the data is there", async () => {
    await stop(running ?? assert.fail("not started"));
    rmSync(join(home, "postgres.password"));
    const options = { home, port, logFile: join(outer, "postgres.log"), durable: true };
    assert.throws(() => postgres(options), /password .* is missing .*--fresh/);
  });

  /** PostgreSQL only fears strangers of its own user: another user's process it cannot even ask about. */
  function serverUser(): { uid?: number; gid?: number } {
    const { user } = server.program;
    return user === undefined ? {} : { uid: user.uid, gid: user.gid };
  }
});

describe("a server that goes away while its databases are made", () => {
  /** Takes the connection, says it is ready, and hangs up at the first query. */
  const vanishing = createServer((socket) => {
    const [authenticated, readyForQuery] = ["5200000008 00000000", "5a00000005 49"].map((hex) =>
      Buffer.from(hex.replace(" ", ""), "hex"),
    );
    assert.ok(authenticated && readyForQuery);
    socket.once("data", () => {
      socket.write(Buffer.concat([authenticated, readyForQuery]));
      socket.once("data", () => socket.destroy());
    });
  });
  after(() => vanishing.close());

  it("is a rejection that can be tried again, not the end of our process", async () => {
    vanishing.listen(0, "127.0.0.1");
    await once(vanishing, "listening");
    const address = vanishing.address();
    assert.ok(address !== null && typeof address === "object");
    const url = (database: string) => `postgresql://x:x@127.0.0.1:${address.port}/${database}`;
    await assert.rejects(createDatabases({ url }, ["inventory"]), /terminated unexpectedly/);
  });
});

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  assert.ok(address !== null && typeof address === "object");
  return address.port;
}
