import assert from "node:assert/strict";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { endProcess, type Identity, identify, isAlive } from "./process.ts";
import { launch } from "./program.ts";
import { restateIsHealthy, restateProgram } from "./restate.ts";

describe("the embedded Restate", () => {
  it("answers on loopback only, stops on SIGTERM, and finds its data after kill -9", async () => {
    const home = mkdtempSync(join(tmpdir(), "holdfast restate "));
    const [ingress = 0, admin = 0, node = 0] = await freePorts(3);
    const program = restateProgram({
      dataDirectory: join(home, "restate"),
      logFile: join(home, "restate.log"),
      ports: { ingress, admin, node },
    });
    let running: Identity | undefined;
    async function start(): Promise<Identity> {
      const started = identify((await launch(program)).pid, program.marker);
      running = started;
      while (!(await restateIsHealthy({ ingress, admin }))) {
        assert.ok(isAlive(started), readFileSync(join(home, "restate.log"), "utf8"));
        await sleep(20);
      }
      return started;
    }
    try {
      const first = await start();
      assert.deepEqual(listeningAddresses(first.pid, [ingress, admin, node]), ["0100007F"]);
      process.kill(first.pid, "SIGKILL");
      while (isAlive(first)) await sleep(5);
      const second = await start();
      await endProcess(second, { signals: program.stopSignals, patienceMs: 10_000 });
      assert.equal(await restateIsHealthy({ ingress, admin }), false);
    } finally {
      if (running !== undefined) await endProcess(running, { signals: [], patienceMs: 1000 });
      rmSync(home, { recursive: true, force: true });
    }
  });
});

/** Distinct local addresses (as /proc writes them) that listen on any of `ports`; loopback where there is no /proc. */
function listeningAddresses(pid: number, ports: readonly number[]): string[] {
  const file = `/proc/${pid}/net/tcp`;
  if (!existsSync(file)) return ["0100007F"];
  const wanted = new Set(ports.map((port) => port.toString(16).toUpperCase().padStart(4, "0")));
  const rows = readFileSync(file, "utf8").split("\n").slice(1);
  const found = rows.flatMap((row) => {
    const [, local = "", , state] = row.trim().split(/\s+/);
    const [address = "", port = ""] = local.split(":");
    return state === "0A" && wanted.has(port) ? [address] : [];
  });
  return [...new Set(found)];
}

async function freePorts(count: number): Promise<number[]> {
  const probes = Array.from({ length: count }, () => createServer().listen(0, "127.0.0.1"));
  await Promise.all(probes.map((probe) => once(probe, "listening")));
  const ports = probes.map((probe) => {
    const address = probe.address();
    assert.ok(address !== null && typeof address === "object");
    return address.port;
  });
  await Promise.all(probes.map((probe) => new Promise((resolve) => probe.close(resolve))));
  return ports;
}
