/** Three nodes of the durable engine that keep every journal twice, on this machine, any of which a test may kill. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { endProcess, type Identity, identify, isAlive } from "@holdfast/embedded/process";
import { launch, type Program } from "@holdfast/embedded/program";
import { restateIsHealthy, restateProgram } from "@holdfast/embedded/restate";
import { eventually, freePorts, killNow } from "./service-process.ts";

export type RestateNode = {
  readonly ingressUrl: string;
  readonly adminUrl: string;
  /** As `kill -9` does; resolves when it is gone. */
  kill(): Promise<void>;
};
type Ports = { readonly ingress: number; readonly admin: number; readonly node: number };

const NODES = 3;

export async function startCluster() {
  const home = mkdtempSync(join(tmpdir(), "holdfast-cluster-"));
  const free = await freePorts(NODES * 3);
  const ports = Array.from({ length: NODES }, (_, index): Ports => {
    const [ingress = 0, admin = 0, node = 0] = free.slice(index * 3);
    return { ingress, admin, node };
  });
  const running: Identity[] = [];
  process.once("exit", () => {
    for (const node of running) if (isAlive(node)) killNow(node.pid); // the test was cut off
  });
  const start = async (own: Ports, index: number): Promise<RestateNode> => {
    const program = nodeProgram(home, index, ports);
    const identity = identify((await launch(program)).pid, program.marker);
    running.push(identity);
    return {
      ingressUrl: urlOf(own.ingress),
      adminUrl: urlOf(own.admin),
      kill: async () => {
        killNow(identity.pid);
        while (isAlive(identity)) await sleep(5);
      },
    };
  };
  const nodes = await Promise.all(ports.map(start));
  await eventually("all nodes to be healthy", async () => {
    const healthy = await Promise.all(ports.map(restateIsHealthy));
    return healthy.every(Boolean) ? true : undefined;
  });
  return {
    nodes,
    remove: async () => {
      const none = { signals: [], patienceMs: 10_000 };
      await Promise.all(running.map((node) => endProcess(node, none)));
      rmSync(home, { recursive: true, force: true });
    },
  };
}

const urlOf = (port: number) => `http://127.0.0.1:${port}`;

/** The embedded server's settings, but for those that make it one of several. */
function nodeProgram(home: string, index: number, ports: readonly Ports[]): Program {
  const own = ports[index];
  if (own === undefined) throw new Error(`there is no node ${index}`);
  const dataDirectory = join(home, `node-${index}`);
  const logFile = join(home, `node-${index}.log`);
  const alone = restateProgram({ dataDirectory, logFile, ports: own });
  const name = alone.args.indexOf("--node-name") + 1;
  return {
    ...alone,
    args: [
      ...alone.args.with(name, `node-${index}`),
      ...["--cluster-name", "holdfast", "--auto-provision", String(index === 0)],
      ...["--advertised-address", urlOf(own.node)],
    ],
    env: {
      ...alone.env,
      RESTATE_DEFAULT_REPLICATION: "2",
      RESTATE_METADATA_CLIENT__ADDRESSES: JSON.stringify(ports.map(({ node }) => urlOf(node))),
      RESTATE_LOG_FILTER: "error",
    },
  };
}
