/** What every contestant stands on: the upstreams and the collector of traces, processes of their own. */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { UpstreamOrder, UpstreamPorts } from "./upstreams.ts";

export type Stand = AsyncDisposable & {
  /** A directory that goes with the stand. */
  readonly home: string;
  readonly inventoryUrl: string;
  readonly pricingUrl: string;
  readonly otlpUrl: string;
  /** Makes the upstreams slow, or inventory away; tells how often each was asked so far. */
  readonly order: (order: UpstreamOrder) => Promise<UpstreamPorts["asked"]>;
};

export async function startStand(): Promise<Stand> {
  const home = mkdtempSync(join(tmpdir(), "holdfast-bench-"));
  const upstreams = fork(join(import.meta.dirname, "upstreams.ts"));
  const sink = fork(join(import.meta.dirname, "../trace-sink.ts"));
  const kill = () => [upstreams, sink].map((child) => child.kill("SIGKILL"));
  process.once("exit", kill);
  const [[ports], [collector]] = await Promise.all([told(upstreams), told(sink)]);
  const url = (port: number) => `http://127.0.0.1:${port}`;
  return {
    home,
    inventoryUrl: url((ports as UpstreamPorts).inventory),
    pricingUrl: url((ports as UpstreamPorts).pricing),
    otlpUrl: url((collector as AddressInfo).port),
    order: async (order) => {
      const answered = told(upstreams);
      upstreams.send(order);
      const [{ asked }] = (await answered) as [UpstreamPorts];
      return asked;
    },
    [Symbol.asyncDispose]: async () => {
      process.off("exit", kill);
      kill();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

const told = (child: ChildProcess): Promise<unknown[]> => once(child, "message");
