import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it, mock } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { createLogger } from "@holdfast/log";
import { type RunningSystem, runSystem } from "./run-system.ts";
import type { Unit } from "./supervise.ts";

/** Says that it is up by a file, and writes down how it was stopped. */
const SERVICE = `
  const { appendFileSync, writeFileSync } = require("node:fs");
  const [directory, name] = process.argv.slice(1);
  process.on("SIGTERM", () => { appendFileSync(directory + "/stopped", name + "\\n"); process.exit(0); });
  appendFileSync(directory + "/started", name + "\\n");
  writeFileSync(directory + "/ready-" + name, "");
  setInterval(() => {}, 1000);
`;
const STILLBORN = "process.exit(3)";

describe("a running system", () => {
  let directory: string;
  let running: RunningSystem | undefined;
  let pids: Map<string, number>;
  let logged: string[];
  const destination = { write: (line: string) => logged.push(JSON.parse(line).msg) };
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "holdfast supervise "));
    pids = new Map();
    logged = [];
  });
  afterEach(async () => {
    running?.kill();
    await running?.stop(1000);
    rmSync(directory, { recursive: true });
  });

  function unit(name: string, { script = SERVICE, after = [] as string[] } = {}): Unit {
    return {
      program: {
        name,
        command: process.execPath,
        args: ["-e", script, directory, name],
        env: {},
        cwd: directory,
        marker: directory,
        output: { kind: "pipe" },
        stopSignals: ["SIGTERM"],
      },
      port: 0,
      urls: {},
      after,
      isReady: async () => existsSync(join(directory, `ready-${name}`)),
    };
  }
  function run(...units: Unit[]): RunningSystem {
    running = runSystem(units, {
      log: createLogger({ service: "test", level: "warn", destination }),
      onChild: () => {},
      onChange(processes) {
        pids = new Map([...processes].map(([{ program }, { pid }]) => [program.name, pid]));
      },
    });
    return running;
  }
  const lines = (file: string) => readFileSync(join(directory, file), "utf8").trim().split("\n");
  async function until(condition: () => boolean): Promise<void> {
    while (!condition()) await sleep(5);
  }

  it("starts each unit after those it needs, and stops them in the opposite order", async () => {
    const system = run(
      unit("gateway", { after: ["orders"] }),
      unit("orders", { after: ["postgres"] }),
      unit("postgres"),
    );
    await system.ready;
    assert.deepEqual(lines("started"), ["postgres", "orders", "gateway"]);
    await system.stop(5000);
    assert.deepEqual(lines("stopped"), ["gateway", "orders", "postgres"]);
    assert.equal(pids.size, 0);
  });

  it("starts what was killed again, as a new process", async () => {
    await run(unit("orders")).ready;
    const first = pids.get("orders") ?? assert.fail();
    process.kill(first, "SIGKILL");
    await until(() => (pids.get("orders") ?? first) !== first);
    await until(() => lines("started").length === 2);
  });

  it("gives up on what dies again and again before it is ready, and says how it died", async () => {
    const reason = await run(unit("pricing", { script: STILLBORN }), unit("orders")).gaveUp;
    assert.match(reason, /^pricing exited with code 3, for the 5th time/);
  });

  it("gives up at once on what cannot be executed", async () => {
    const broken = unit("orders");
    const program = { ...broken.program, command: join(directory, "no-such-program") };
    assert.match(await run({ ...broken, program }).gaveUp, /^orders: .*ENOENT/);
  });

  it("asks again when asking failed, instead of giving the whole system up", async () => {
    const one = unit("postgres");
    let failures = 0;
    const isReady = async (): Promise<boolean> => {
      if (failures === 3) return one.isReady();
      failures += 1;
      throw new Error("the database system is starting up");
    };
    const system = run({ ...one, isReady });
    assert.equal(await Promise.race([system.ready, system.gaveUp]), undefined);
    assert.equal(failures, 3);
  });

  it("names every 15 s who is not ready yet, since when, and what it was told last", async () => {
    mock.timers.enable({ apis: ["Date"], now: 0 });
    try {
      const isReady = async (): Promise<boolean> => {
        mock.timers.tick(1000); // one question a second
        throw new Error("database orders is missing");
      };
      run({ ...unit("postgres"), isReady }, { ...unit("restate"), isReady: async () => false });
      await until(() => logged.filter((line) => line.includes("restate")).length >= 2);
    } finally {
      mock.timers.reset();
    }
    const [postgres, restate] = ["postgres", "restate"].map((name) =>
      logged.filter((line) => line.startsWith(name)),
    );
    assert.deepEqual(postgres?.slice(0, 2), [
      "postgres is not ready yet, 15 s after its start: database orders is missing",
      "postgres is not ready yet, 30 s after its start: database orders is missing",
    ]);
    assert.match(restate?.[0] ?? "", /^restate is not ready yet, 1\d s after its start$/);
  });

  it("kills all others too when one ends just before its signal", async () => {
    const system = run(unit("orders"), unit("pricing"));
    await system.ready;
    const kill = mock.method(process, "kill", () => {
      kill.mock.restore();
      throw Object.assign(new Error("kill ESRCH"), { code: "ESRCH" });
    });
    const [first, second] = [...pids.values()];
    system.kill();
    assert.ok(first !== undefined && second !== undefined);
    process.kill(first, "SIGKILL"); // the one that the mock has spared
    await system.stop(1000);
    assert.throws(() => process.kill(second, 0), { code: "ESRCH" });
  });

  it("stops a unit that is not ready yet, and starts nothing that waited for it", async () => {
    const never = { ...unit("postgres"), isReady: async () => false };
    const system = run(never, unit("orders", { after: ["postgres"] }));
    await until(() => existsSync(join(directory, "started")));
    await system.stop(5000);
    assert.deepEqual(lines("started"), ["postgres"]);
    assert.deepEqual(lines("stopped"), ["postgres"]);
  });

  it("kills what does not drain in time", async () => {
    const deaf = SERVICE.replace("process.exit(0)", "");
    const system = run(unit("orders", { script: deaf }));
    await system.ready;
    const pid = pids.get("orders") ?? assert.fail();
    await system.stop(50);
    assert.throws(() => process.kill(pid, 0), { code: "ESRCH" });
  });

  it("does not start again what was killed while stopping", async () => {
    const deaf = SERVICE.replace("process.exit(0)", "");
    const system = run(unit("orders", { script: deaf }));
    await system.ready;
    const stopped = system.stop(60_000);
    await until(() => existsSync(join(directory, "stopped")));
    system.kill();
    await stopped;
    assert.deepEqual(lines("started"), ["orders"]);
  });
});
