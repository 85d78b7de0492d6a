/**
 * An embedded Restate, the durable engine. The server's binary comes in an npm package of its platform and is spawned
 * directly: the wrapper package `@restatedev/restate-server` would bring install analytics (docs/adr/0004).
 */
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { answersOk } from "./answers-ok.ts";
import type { Program } from "./program.ts";

export type RestateOptions = {
  /** A directory of ours, absolute, made when missing. */
  readonly dataDirectory: string;
  readonly logFile: string;
  /** Where clients send invocations, where deployments are registered, and where nodes would meet: 127.0.0.1 each. */
  readonly ports: { readonly ingress: number; readonly admin: number; readonly node: number };
};

const READY_TIMEOUT_MS = 1000;

/** How to run it: about 0.4 s to its first start and 150 MiB. SIGTERM stops it and loses nothing. */
export function restateProgram({ dataDirectory, logFile, ports }: RestateOptions): Program {
  const listen = [
    "--bind-ip",
    "127.0.0.1",
    "--listen-mode",
    "tcp",
    "--bind-port",
    String(ports.node),
  ];
  return {
    name: "restate",
    command: installedServer(),
    args: [
      ...["--no-logo", "--base-dir", dataDirectory, "--node-name", "holdfast"],
      ...[...listen, "--advertised-host", "127.0.0.1"],
    ],
    env: {
      PATH: "/bin:/usr/bin",
      DO_NOT_TRACK: "1",
      RESTATE_DISABLE_TELEMETRY: "true",
      RESTATE_INGRESS__BIND_PORT: String(ports.ingress),
      RESTATE_ADMIN__BIND_PORT: String(ports.admin),
      // Sized for one laptop. One partition writes what all sagas journal at a time in one commit: a sixth less CPU an order
      // than with two. A data directory keeps the number that it was made with.
      RESTATE_DEFAULT_NUM_PARTITIONS: "1",
      RESTATE_ROCKSDB_TOTAL_MEMORY_SIZE: "192MB",
      RESTATE_BIFROST__RECORD_CACHE_MEMORY_SIZE: "16MB",
      RESTATE_ADMIN__QUERY_ENGINE__MEMORY_SIZE: "64MB",
      RESTATE_WORKER__INVOKER__MEMORY_LIMIT: "128MB",
      RESTATE_SHUTDOWN_TIMEOUT: "10s",
      RESTATE_LOG_FORMAT: "json",
      // The server asks api.github.com once for a newer release, which it has no switch for; offline that is no error.
      RESTATE_LOG_FILTER: "warn,octocrab=off",
    },
    cwd: dirname(dataDirectory),
    marker: dataDirectory,
    output: { kind: "file", path: logFile },
    stopSignals: ["SIGTERM"],
  };
}

/** Do its admin and its ingress both answer? */
export async function restateIsHealthy(ports: {
  readonly ingress: number;
  readonly admin: number;
}): Promise<boolean> {
  const admin = answersOk(`http://127.0.0.1:${ports.admin}/health`, READY_TIMEOUT_MS);
  const ingress = answersOk(`http://127.0.0.1:${ports.ingress}/restate/health`, READY_TIMEOUT_MS);
  return (await admin) && (await ingress);
}

function installedServer(): string {
  const name = `@restatedev/restate-server-${process.platform}-${process.arch}`;
  try {
    return createRequire(import.meta.url).resolve(`${name}/bin/restate-server`);
  } catch (error) {
    throw new Error(
      `There is no embedded Restate for ${process.platform}-${process.arch} (npm package ${name}). ` +
        "Set RESTATE_INGRESS_URL and RESTATE_ADMIN_URL to a server of your own.",
      { cause: error },
    );
  }
}
