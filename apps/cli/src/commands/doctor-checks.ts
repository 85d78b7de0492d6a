/** The facts of `holdfast doctor`: looked up, never changed. */
import { accessSync, constants, existsSync, readFileSync, statfsSync, statSync } from "node:fs";
import { connect } from "node:net";
import { freemem } from "node:os";
import { dirname } from "node:path";
import { installedBinaries } from "@holdfast/embedded/postgres-host";
import { restateProgram } from "@holdfast/embedded/restate";
import { portPlan } from "../ports.ts";
import { select } from "../selection.ts";
import { type Environment, hostOf, originOf, type Settings } from "../settings.ts";
import { type ProcessStatus, processStatuses } from "../status.ts";
import { portNeeds } from "../system.ts";
import { firstTakenPort } from "../taken-port.ts";
import { type Finding, fail, judgeClock, judgeDisk, judgeMemory, judgeNode } from "./doctor.ts";

const TIMEOUT_MS = 2_000;
const MIB = 1024 * 1024;

/** Looks everything up; a minute at most, mostly a moment. */
export async function examine(settings: Settings, env: Environment): Promise<readonly Finding[]> {
  const processes = await processStatuses(settings);
  const isRunning = processes.length > 0;
  const here = originOf(hostOf("gateway", settings), portPlan(settings.portBase).gateway);
  const isHere = processes.some(({ name }) => name === "gateway");
  const origin = env.HOLDFAST_URL ?? (isHere ? here : undefined);
  return [
    judgeNode(process.versions.node),
    binary("PostgreSQL", () => installedBinaries().directory),
    binary("Restate", () => restateBinary(settings.home)),
    writable(settings.home),
    judgeDisk(freeDiskMiB(settings.home), settings.home),
    ...(isRunning ? [] : [judgeMemory(availableMemoryMiB())]),
    ...(isRunning ? [readiness(processes)] : [await portsFree(settings, env)]),
    ...(origin === undefined ? [] : await gateway(origin)),
    ...(env.REDIS_URL === undefined ? [] : [await redis(env.REDIS_URL)]),
  ];
}

function binary(name: string, find: () => string): Finding {
  try {
    const path = find();
    if (existsSync(path)) return { check: name, status: "ok", detail: path };
    return fail(name, `${path} is missing`, 'install it again: "npm ci"');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return fail(
      name,
      reason,
      'install it again: "npm ci"; or use a server of yours, see "holdfast start --help"',
    );
  }
}

function restateBinary(home: string): string {
  const nowhere = { ingress: 0, admin: 0, node: 0 };
  const { command } = restateProgram({ dataDirectory: home, logFile: home, ports: nowhere });
  return command;
}

/** A directory that Holdfast can fill, or one that it can make. */
export function writable(home: string): Finding {
  const place = nearest(home);
  if (!statSync(place).isDirectory())
    return fail(
      "data directory",
      `${place} is a file, not a directory`,
      "set HOLDFAST_HOME to a directory, or move the file away",
    );
  try {
    accessSync(place, constants.R_OK | constants.W_OK);
    const detail = place === home ? home : `${home}, not made yet`;
    return { check: "data directory", status: "ok", detail };
  } catch {
    return fail(
      "data directory",
      `${place} cannot be written`,
      "run as its owner, or set HOLDFAST_HOME",
    );
  }
}

/** The directory itself, or the first above it that is there. */
const nearest = (path: string): string =>
  existsSync(path) || dirname(path) === path ? path : nearest(dirname(path));

function freeDiskMiB(home: string): number {
  const { bavail, bsize } = statfsSync(nearest(home));
  return Math.floor((bavail * bsize) / MIB);
}

/** Linux says what can be had without swapping; elsewhere what is free has to do. */
function availableMemoryMiB(): number {
  if (!existsSync("/proc/meminfo")) return Math.floor(freemem() / MIB);
  const [, kiB = "0"] =
    /^MemAvailable: +(\d+) kB$/m.exec(readFileSync("/proc/meminfo", "utf8")) ?? [];
  return Math.floor(Number(kiB) / 1024);
}

function readiness(processes: readonly ProcessStatus[]): Finding {
  const unready = processes.filter(({ ready }) => !ready).map(({ name }) => name);
  if (unready.length === 0) {
    return {
      check: "running system",
      status: "ok",
      detail: `${processes.length} processes, all ready`,
    };
  }
  const log = "its log says why; a process that dies is started again";
  return fail("running system", `not ready: ${unready.join(", ")}`, log);
}

async function portsFree(settings: Settings, env: Environment): Promise<Finding> {
  const selection = select(undefined, env);
  if (!selection.ok) return fail("ports", selection.error, 'see "holdfast start --help"');
  const taken = await firstTakenPort(portNeeds({ settings, selection: selection.value }));
  const { gateway, ordersEndpoint } = portPlan(settings.portBase);
  if (taken === undefined) {
    return { check: "ports", status: "ok", detail: `${gateway} to ${ordersEndpoint} are free` };
  }
  return fail("ports", taken, "PORT_BASE=9000 npm start moves them all");
}

/** Whether it is a gateway that answers, by the page that only it serves; and its clock against ours. */
export async function gateway(origin: string): Promise<readonly Finding[]> {
  const check = "gateway";
  const where = "set HOLDFAST_URL to the gateway's address, as npm start prints it";
  try {
    const answer = await fetch(new URL("/docs", origin), {
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    await answer.body?.cancel();
    if (answer.status === 404)
      return [fail(check, `what answers at ${origin} is no gateway of Holdfast`, where)];
    const atMs = Date.parse(answer.headers.get("date") ?? "");
    return [{ check, status: "ok", detail: origin }, judgeClock(Date.now() - atMs, origin)];
  } catch {
    return [fail(check, `${origin} does not answer`, `start it, or ${where}`)];
  }
}

/** Does it answer PING? Without a client of its own: the protocol's first line is text. */
async function redis(url: string): Promise<Finding> {
  const { hostname, port } = URL.parse(url) ?? { hostname: "", port: "" };
  if (hostname === "") return fail("Redis", `REDIS_URL is no URL: "${url}"`, "redis://host:6379");
  const said = await firstWords({ host: hostname, port: Number(port || 6379) });
  const place = `${hostname}:${port || 6379}`;
  // A password is asked for before PING: somebody is there who speaks Redis.
  if (/^(\+PONG|-NOAUTH|-WRONGPASS)/.test(said))
    return { check: "Redis", status: "ok", detail: place };
  return fail(
    "Redis",
    `${place}: ${said}`,
    "start it, or unset REDIS_URL: limits are then counted a process",
  );
}

function firstWords(place: { readonly host: string; readonly port: number }): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(place, () => socket.write("PING\r\n"));
    const end = (words: string): void => {
      socket.destroy();
      resolve(words);
    };
    socket.setTimeout(TIMEOUT_MS, () => end("no answer"));
    socket.once("data", (bytes) => end(bytes.toString("latin1").slice(0, 80).trim()));
    socket.once("error", (error) => end(error.message));
  });
}
