/** `holdfast start`: brings the system up, keeps it up, takes it down. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import type { Logger } from "@holdfast/log";
import { fail, ok, type Result } from "@holdfast/result";
import { type Announcement, readySentence, readyText } from "./announcement.ts";
import { loadDemoApart } from "./demo.ts";
import { EXIT } from "./exit.ts";
import { emptyHome, openHome } from "./home.ts";
import { residentMiB } from "./memory.ts";
import { portPlan } from "./ports.ts";
import { readRunRecord, stopOrphans, writeRunRecord } from "./run-record.ts";
import { type RunningSystem, runSystem } from "./run-system.ts";
import type { Selection } from "./selection.ts";
import { SERVICES, STOP_ORDER } from "./services.ts";
import { DEV_KEYS, isOpenToNetwork, LOOPBACK, originOf, type Settings } from "./settings.ts";
import { listenForStop, type StopRequest } from "./stop-request.ts";
import type { Unit } from "./supervise.ts";
import { takeSupervisorLock } from "./supervisor-lock.ts";
import { portNeeds, system } from "./system.ts";
import { firstTakenPort } from "./taken-port.ts";
import { openTerminal, type Terminal } from "./terminal.ts";

export type StartOptions = {
  readonly fresh: boolean;
  readonly json: boolean;
};
type Start = {
  readonly settings: Settings;
  readonly selection: Selection;
  readonly terminal: Terminal;
  readonly stop: StopRequest;
};

const DRAIN_SLACK_MS = 2_000; // between a service's own last moment and ours

/** Runs until it is asked to stop or cannot go on; returns the exit code, and a message where it is not 0. */
export async function start(
  options: StartOptions,
  { selection, ...wanted }: Settings & { readonly selection: Selection },
): Promise<Result<number, string>> {
  const home = openHome(wanted.home);
  if (!home.ok) return home;
  const settings = { ...wanted, home: home.value };
  const lock = takeSupervisorLock(settings.home);
  if (!lock.ok) {
    return fail(
      `Holdfast is already running on ${settings.home} (pid ${lock.error.pid}): see "holdfast status", or stop it with Ctrl-C in its terminal`,
    );
  }
  // For what is new and soon gone V8 takes up to 32 MiB otherwise; we are to look after others, not to be fast.
  setFlagsFromString("--semi-space-growth-factor=1");
  const { stdout } = process;
  const stop = listenForStop({ signals: process, output: stdout, nowMs: () => performance.now() });
  try {
    const level = settings.env.LOG_LEVEL ?? "info";
    const terminal = openTerminal({ json: options.json, level });
    await stopLeftovers(settings, terminal.log);
    if (options.fresh) emptyHome(settings.home);
    return await run({ settings, selection, terminal, stop });
  } catch (error) {
    // No binary for this platform, a lost password, a full disk: what a user can mend is said in one line, without a stack.
    return fail(error instanceof Error ? error.message : String(error));
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
  if (isOpenToNetwork(settings.host)) {
    terminal.log.warn(
      `the gateway is open to the network on ${settings.host}: it admits the keys of GATEWAY_API_KEYS alone, and gets no demo data`,
    );
  }
  const running = runRecorded(units, given);
  const up = running.ready.then(() => announceReady(given, { units, firstStart }));
  const result = await Promise.race([
    stop.asked.then(() => ok(EXIT.done)),
    running.gaveUp.then((reason) => fail(`${reason}; its last log lines say why`)),
    up.then(() => new Promise<never>(() => {})), // being up ends nothing
  ]).catch((error: Error) => fail(error.message));
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
  const { home, host } = settings;
  const startMs = Math.round(performance.now());
  const demoMs = await fillEmptyShop({ settings, selection, terminal });
  const urls = Object.assign({}, ...units.map((unit) => unit.urls));
  const announcement: Announcement = {
    ...{ firstStart, startMs, demoMs, urls, home },
    keys: isOpenToNetwork(host) ? {} : DEV_KEYS,
    residentMiB: residentMiB([process.pid]),
    processes: units.length + 1,
  };
  if (terminal.pretty) terminal.say(readyText(announcement));
  else terminal.log.info({ event: "ready", ...announcement }, readySentence(announcement));
}

/**
 * How many ms it took; undefined when there was nothing to do. A shop that is not all here cannot be filled, nor one to which
 * we have no key.
 */
async function fillEmptyShop({
  settings,
  selection,
  terminal,
}: Omit<Start, "stop">): Promise<number | undefined> {
  const { home, host, portBase } = settings;
  if (selection.services.length < SERVICES.length || isOpenToNetwork(host)) return undefined;
  const ports = portPlan(portBase);
  const startedMs = performance.now();
  const loaded = await loadDemoApart({
    home,
    gatewayOrigin: originOf(host, ports.gateway),
    inventoryOrigin: originOf(LOOPBACK, ports.inventory),
  });
  if (!loaded.ok) {
    terminal.log.warn(`demo data not loaded, tried again at the next start: ${loaded.error}`);
  }
  const done = loaded.ok && loaded.value === "loaded";
  return done ? Math.round(performance.now() - startedMs) : undefined;
}

async function stopAll(
  running: RunningSystem,
  { settings, terminal, stop }: Start,
): Promise<"stopped" | "killed"> {
  terminal.log.info("stopping: the gateway first, the databases last");
  let how: "stopped" | "killed" = "stopped";
  void stop.insisted.then(() => {
    how = "killed";
    terminal.log.warn("asked again: killing everything");
    running.kill();
  });
  await running.stop(settings.drainMs + DRAIN_SLACK_MS);
  terminal.log.info(`everything is ${how}`);
  return how;
}
