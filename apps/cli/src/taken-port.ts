/** Looks, before anything starts, whether every port is free; says in one line who is in the way. */
import { once } from "node:events";
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { createServer } from "node:net";
import { sighting } from "@holdfast/embedded/process";

export type PortNeed = { readonly port: number; readonly host: string; readonly neededBy: string };
export type Holder = { readonly pid: number; readonly commandLine: string };

const COMMAND_LINE_MAX = 80; // enough to recognise a program; a whole JVM command line would drown the advice

/** The first need that cannot be met, as a message for the user; undefined when all ports are free. */
export async function firstTakenPort(needs: readonly PortNeed[]): Promise<string | undefined> {
  for (const need of needs) {
    const failure = await listenFailure(need);
    if (failure === "EADDRINUSE") return takenMessage(need, holderOf(need.port));
    if (failure !== undefined) {
      return `Port ${need.port}, needed by ${need.neededBy}, cannot be opened on ${need.host} (${failure}). Set PORT_BASE or GATEWAY_HOST.`;
    }
  }
  return undefined;
}

export function takenMessage({ port, neededBy }: PortNeed, holder: Holder | undefined): string {
  const by = holder === undefined ? "another program" : nameOf(holder);
  return (
    `Port ${port}, needed by ${neededBy}, is taken by ${by}. ` +
    "Stop that, or move all of Holdfast's ports: PORT_BASE=9000 npm start"
  );
}

/** A command line can hold anything, line breaks and control characters included; a message cannot. */
function nameOf({ pid, commandLine }: Holder): string {
  const printable = commandLine.replaceAll(/[\s\p{Cc}]+/gu, " ").trim();
  return `"${printable.slice(0, COMMAND_LINE_MAX)}" (pid ${pid})`;
}

async function listenFailure({ port, host }: PortNeed): Promise<string | undefined> {
  const probe = createServer();
  try {
    probe.listen({ port, host, exclusive: true });
    await once(probe, "listening");
    return undefined;
  } catch (error) {
    return error instanceof Error && "code" in error ? String(error.code) : String(error);
  } finally {
    await new Promise((resolve) => probe.close(resolve));
  }
}

/** Who listens on a TCP port: known on Linux for processes that we may look at. */
function holderOf(port: number): Holder | undefined {
  try {
    const sockets = new Set(["tcp", "tcp6"].flatMap((table) => listeningInodes(table, port)));
    const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
    const pid = Number(pids.find((candidate) => holdsOneOf(candidate, sockets)));
    const seen = Number.isNaN(pid) ? undefined : sighting(pid);
    return seen === undefined ? undefined : { pid, commandLine: seen.commandLine };
  } catch {
    return undefined;
  }
}

function listeningInodes(table: string, port: number): string[] {
  const hexPort = port.toString(16).toUpperCase().padStart(4, "0");
  const rows = readFileSync(`/proc/net/${table}`, "utf8").split("\n").slice(1);
  return rows.flatMap((row) => {
    const [, local, , state, , , , , , inode] = row.trim().split(/\s+/);
    const listens = state === "0A" && local?.endsWith(`:${hexPort}`);
    return listens && inode !== undefined ? [`socket:[${inode}]`] : [];
  });
}

function holdsOneOf(pid: string, sockets: ReadonlySet<string>): boolean {
  try {
    const directory = `/proc/${pid}/fd`;
    return readdirSync(directory).some((fd) => sockets.has(linkOf(`${directory}/${fd}`)));
  } catch {
    return false; // another user's process, or one that just ended
  }
}

function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return "";
  }
}
