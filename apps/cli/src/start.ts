/** `holdfast start`: brings the system up, keeps it up, takes it down. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Logger } from "@holdfast/log";
import { fail, ok, type Result } from "@holdfast/result";
import { type Announcement, readySentence, readyText } from "./announcement.ts";
import { demoIsLoaded, loadDemo } from "./demo.ts";
import { EXIT } from "./exit.ts";
import { emptyHome, openHome } from "./home.ts";
import { residentMiB } from "./memory.ts";
import { portPlan } from "./ports.ts";
import { readRunRecord, stopOrphans, writeRunRecord } from "./run-record.ts";
import { type RunningSystem, runSystem } from "./run-system.ts";
import { type Selection, select } from "./selection.ts";
import { SERVICES, STOP_ORDER } from "./services.ts";
import { DEV_KEYS, originOf, type Settings } from "./settings.ts";
import { listenForStop, type StopRequest } from "./stop-request.ts";
import type { Unit } from "./supervise.ts";
import { takeSupervisorLock } from "./supervisor-lock.ts";
import { portNeeds, system } from "./system.ts";
import { firstTakenPort } from "./taken-port.ts";
import { openTerminal, type Terminal } from "./terminal.ts";

export type StartOptions = {
  readonly fresh: boolean;
  readonly only: string | undefined;
  readonly json: boolean;
};
type Start = {
  readonly settings: Settings;
  readonly selection: Selection;
  readonly terminal: Terminal;
  readonly stop: StopRequest;
};

const DRAIN_DEFAULT_MS = 10_000;
const DRAIN_SLACK_MS = 2_000; // between a service's own last moment and ours

/** Runs until it is asked to stop or cannot go on; returns the exit code, and a message where it is not 0. */
export async function start(
  options: StartOptions,
  wanted: Settings,
): Promise<Result<number, string>> {
  const selection = select(options.only, wanted.env);
  if (!selection.ok) return selection;
  const home = openHome(wanted.home);
  if (!home.ok) return home;
  const settings = { ...wanted, home: home.value };
  const lock = takeSupervisorLock(settings.home);
  if (!lock.ok) {
    return fail(
      `Holdfast is already running on ${settings.home} (pid ${lock.error.pid}): see "holdfast status", or stop it with Ctrl-C in its terminal`,
    );
  }
  const stop = listenForStop();
  const level = settings.env.LOG_LEVEL ?? "info";
  const terminal = openTerminal({ json: options.json, level });
  try {
    await stopLeftovers(settings, terminal.log);
    if (options.fresh) emptyHome(settings.home);
    return await run({ settings, selection: selection.value, terminal, stop });
  } finally {
    lock.value();
  }
}

async function stopLeftovers({ home }: Settings, log: Logger): Promise<void> {
  const record = readRunRecord(home);
  if (record === undefined) return;
  const names = await stopOrphans(record, STOP_ORDER);
  if (names.length > 0) {
    log.warn({ processes: names }, "stopped what a killed supervisor had left running");
  }
}

async function run(given: Start): Promise<Result<number, string>> {
  const { settings, selection, terminal, stop } = given;
  const firstStart = !existsSync(join(settings.home, "run.json"));
  const options = { settings, selection, output: terminal.serviceOutput };
  const taken = await firstTakenPort(portNeeds(options));
  if (taken !== undefined) return fail(taken);
  const units = system(options);
  const running = runRecorded(units, given);
  const outcome = Promise.race([
    stop.asked.then(() => ok(EXIT.done)),
    running.gaveUp.then((reason) => fail(`${reason}; its last log lines say why. Holdfast stops.`)),
  ]);
  const up = running.ready.then(() => announceReady(given, { units, firstStart }));
  await Promise.race([up, outcome]);
  const result = await outcome;
  return (await stopAll(running, given)) === "killed" ? ok(EXIT.killed) : result;
}

/** Starts the units and keeps run.json true. */
function runRecorded(units: readonly Unit[], { settings, terminal }: Start): RunningSystem {
  const { home, portBase } = settings;
  const expected = units.map(({ program, port }) => ({ name: program.name, port }));
  return runSystem(units, {
    log: terminal.log,
    onChild: ({ program }, child) => terminal.follow(program.name, child),
    onChange(living) {
      const processes = [...living].map(([{ program }, identity]) => {
        return { name: program.name, ...identity, stopSignals: program.stopSignals };
      });
      writeRunRecord(home, { portBase, units: expected, processes });
    },
  });
}

async function announceReady(
  { settings, selection, terminal }: Start,
  { units, firstStart }: { units: readonly Unit[]; firstStart: boolean },
): Promise<void> {
  const { home, host, portBase } = settings;
  const startMs = Math.round(performance.now());
  // A shop that is not all here cannot be filled, and databases of the user's are not ours to fill.
  const whole = selection.services.length === SERVICES.length && selection.databases.length === 3;
  let demoMs: number | undefined;
  if (whole && !demoIsLoaded(home)) {
    const origin = originOf(host, portPlan(portBase).gateway);
    const loaded = await loadDemo(home, { origin, key: DEV_KEYS.admin });
    if (loaded.ok) demoMs = Math.round(performance.now()) - startMs;
    else terminal.log.warn(`demo data not loaded, tried again at the next start: ${loaded.error}`);
  }
  const urls = Object.fromEntries(
    units.map(({ program, port }) => [program.name, originOf(host, port)]),
  );
  const announcement: Announcement = {
    ...{ firstStart, startMs, demoMs, urls, home, keys: DEV_KEYS },
    residentMiB: residentMiB([process.pid]),
    processes: units.length + 1,
  };
  if (terminal.pretty) terminal.say(readyText(announcement));
  else terminal.log.info({ event: "ready", ...announcement }, readySentence(announcement));
}

async function stopAll(
  running: RunningSystem,
  { settings, terminal, stop }: Start,
): Promise<"stopped" | "killed"> {
  terminal.log.info("stopping: the gateway first, the databases last");
  const drainMs = Number(settings.env.DRAIN_TIMEOUT_MS ?? DRAIN_DEFAULT_MS);
  const stopped = running.stop(drainMs + DRAIN_SLACK_MS).then(() => "stopped" as const);
  const killed = stop.insisted.then(async () => {
    terminal.log.warn("asked again: killing everything");
    running.kill();
    await stopped;
    return "killed" as const;
  });
  const how = await Promise.race([stopped, killed]);
  terminal.log.info(`everything is ${how}`);
  return how;
}
