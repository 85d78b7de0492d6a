/** Keeps one process running: starts it, waits until it is ready, restarts it when it dies, stops it when asked. */
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import {
  endProcess,
  type Identity,
  identify,
  sighting,
  signalProcess,
} from "@holdfast/embedded/process";
import { launch, type Program } from "@holdfast/embedded/program";
import type { Logger } from "@holdfast/log";
import { afterDeath, type Death, remember } from "./restart.ts";

export type Unit = {
  readonly program: Program;
  readonly port: number;
  /** What a user may open, by a name for it. */
  readonly urls: Readonly<Record<string, string>>;
  /** Names of the units that must be ready before this one starts. */
  readonly after: readonly string[];
  /** Asked again and again; a throw means not yet, and its message is shown when that lasts. */
  readonly isReady: () => Promise<boolean>;
};
export type Child = Awaited<ReturnType<typeof launch>>;
export type SupervisorHooks = {
  readonly log: Logger;
  /** Called whenever the running process changes; undefined: none runs. */
  readonly onProcess: (unit: Unit, identity: Identity | undefined) => void;
  /** Called with each new process, before it can have written anything. */
  readonly onChild: (unit: Unit, child: Child) => void;
  /** Called when it died too often at start to be tried again, or cannot be started at all. */
  readonly onGiveUp: (message: string) => void;
};

const READY_POLL_MS = 25;
const UNREADY_SAID_EVERY_MS = 15_000; // everything together is ready in 5 s: after three times that someone wonders

export class Supervised {
  readonly unit: Unit;
  /** Fulfilled when it is ready for the first time; never rejected (see `onGiveUp`). */
  readonly ready: Promise<void>;
  readonly #hooks: SupervisorHooks;
  readonly #becameReady: () => void;
  readonly #stopping = new AbortController();
  #running: Promise<void> = Promise.resolve();
  #current: Identity | undefined;

  constructor(unit: Unit, hooks: SupervisorHooks) {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.unit = unit;
    this.ready = promise;
    this.#becameReady = resolve;
    this.#hooks = hooks;
  }

  start(): void {
    const { name } = this.unit.program;
    this.#running = this.#keepRunning().catch((error: Error) => {
      if (!this.#stopping.signal.aborted) this.#hooks.onGiveUp(`${name}: ${error.message}`);
    });
  }

  /** Ends it, cleanly when it lets us within `patienceMs`. Fulfilled when it is gone and will not come back. */
  async stop(patienceMs: number): Promise<void> {
    this.#stopping.abort();
    if (this.#current !== undefined) {
      const signals = this.unit.program.stopSignals;
      await endProcess(this.#current, { signals, patienceMs });
    }
    await this.#running;
  }

  /** Ends it at once. */
  kill(): void {
    this.#stopping.abort();
    if (this.#current !== undefined) signalProcess(this.#current, "SIGKILL");
  }

  async #keepRunning(): Promise<void> {
    const { log, onGiveUp } = this.#hooks;
    const { name } = this.unit.program;
    let deaths: readonly Death[] = [];
    while (!this.#stopping.signal.aborted) {
      const { wasReady, how } = await this.#liveOnce();
      if (this.#stopping.signal.aborted) return;
      deaths = remember(deaths, { atMs: Date.now(), wasReady });
      const verdict = afterDeath(deaths);
      if (verdict.kind === "give-up") {
        return onGiveUp(
          `${name} ${how}, for the ${verdict.attempts}th time in a minute before it was ready`,
        );
      }
      log.warn(`${name} ${how}; starting it again in ${verdict.afterMs} ms`);
      await sleep(verdict.afterMs, undefined, { signal: this.#stopping.signal }).catch(() => {});
    }
  }

  async #liveOnce(): Promise<{ wasReady: boolean; how: string }> {
    const { program } = this.unit;
    const child = await launch(program);
    const exited = once(child, "exit");
    this.#hooks.onChild(this.unit, child);
    if (sighting(child.pid) !== undefined) this.#setCurrent(identify(child.pid, program.marker));
    if (this.#stopping.signal.aborted) child.kill("SIGKILL"); // asked to stop while it was launched
    const ended = exited.then(() => false);
    const wasReady = await Promise.race([this.#untilReady(child), ended]);
    if (wasReady) this.#becameReady();
    const [code, signal] = await exited;
    this.#setCurrent(undefined);
    const how = signal === null ? `exited with code ${code}` : `was killed by ${signal}`;
    return { wasReady, how };
  }

  async #untilReady(child: Child): Promise<boolean> {
    const startedMs = Date.now();
    let saidMs = startedMs;
    while (child.exitCode === null && child.signalCode === null) {
      const ready = await this.unit.isReady().catch((error: Error) => error);
      if (ready === true) return true;
      if (Date.now() - saidMs >= UNREADY_SAID_EVERY_MS) {
        saidMs = Date.now();
        const reason = ready === false ? "" : `: ${ready.message}`;
        const seconds = Math.round((saidMs - startedMs) / 1000);
        this.#hooks.log.warn(
          `${this.unit.program.name} is not ready yet, ${seconds} s after its start${reason}`,
        );
      }
      await sleep(READY_POLL_MS);
    }
    return false;
  }

  #setCurrent(identity: Identity | undefined): void {
    this.#current = identity;
    this.#hooks.onProcess(this.unit, identity);
  }
}
