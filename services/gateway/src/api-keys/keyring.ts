/**
 * The live keys of the database, in the memory of this gateway. No request waits for the database: keys are read at the
 * start, again whenever the database tells of a change, and now and then in case it could not. While it is away, those last
 * known go on opening.
 */
import type { Check } from "@holdfast/http-service/health";
import type { Logger } from "@holdfast/log";
import type { ListenOptions } from "@holdfast/postgres/listen";
import type { Identity } from "../authenticate/authenticate.ts";
import { type Holder, holdersOf, type LiveKey, type Use } from "./api-keys.ts";

export type KeyringDeps = {
  /** Makes the tables when they are missing. */
  readonly migrate: () => Promise<unknown>;
  readonly liveKeys: () => Promise<readonly LiveKey[]>;
  readonly recordUses: (uses: readonly Use[]) => Promise<void>;
  readonly listen: (on: Pick<ListenOptions, "channel" | "onNotify" | "onLost">) => {
    readonly close: () => Promise<void>;
  };
  readonly nowMs: () => number;
  readonly schedule: ListenOptions["schedule"];
  readonly log: Logger;
};

export type Keyring = {
  /** Whom a key's SHA-256 in hex stands for. A use is noted. */
  readonly find: (sha256: string) => Identity | undefined;
  /** False until the keys were read once: nobody can tell until then that a key is unknown. */
  readonly isRead: () => boolean;
  readonly check: Check;
  /** Writes what is noted and stops. */
  readonly close: () => Promise<void>;
};

/** A lost notification is made good after so long. */
const POLL_MS = 10_000;
/** So fast while nothing was read yet, or the last reading failed. */
const RETRY_MS = 1_000;
const USES_MS = 60_000;

/** Resolves after the first reading, whether it worked or not. */
export async function openKeyring(deps: KeyringDeps): Promise<Keyring> {
  const { listen, nowMs, log } = deps;
  const uses = noteUses(deps);
  const reading = keepReading(deps);
  await reading.read();
  const listening = listen({
    channel: "api_key",
    onNotify: () => void reading.read(),
    onLost: (error) => log.warn({ err: error }, "not told of changed API keys; polling"),
  });
  return {
    find: (sha256) => {
      const holder = reading.holders().get(sha256);
      if (holder === undefined) return undefined;
      const atMs = nowMs();
      if (atMs >= holder.untilMs) return undefined;
      uses.note(holder.identity.keyId, atMs);
      return holder.identity;
    },
    isRead: reading.isRead,
    check: async () => {
      if (reading.isRead() && !reading.isFailing()) return { status: "ok" };
      const message = reading.isRead()
        ? "the database is not reachable; the keys last known go on"
        : "the database is not reachable; only configured keys and tokens open";
      return { status: "warn", message };
    },
    close: async () => {
      reading.stop();
      await listening.close();
      await uses.close();
    },
  };
}

/** One reading at a time; asked for meanwhile, another follows, which sees what was changed before it was asked. */
function keepReading({ migrate, liveKeys, schedule, log }: KeyringDeps) {
  let holders: ReadonlyMap<string, Holder> = new Map();
  let isMigrated = false;
  let isRead = false;
  let isFailing = false;
  let isStopped = false;
  let running: Promise<void> | undefined;
  let isAskedAgain = false;
  let cancel = () => {};

  const readOnce = async (): Promise<void> => {
    try {
      if (!isMigrated) await migrate();
      isMigrated = true;
      holders = holdersOf(await liveKeys());
      if (isFailing) log.info({ keys: holders.size }, "API keys are read again");
      isRead = true;
      isFailing = false;
    } catch (error) {
      if (!isFailing) log.warn({ err: error }, "API keys cannot be read; those last known go on");
      isFailing = true;
    }
  };
  const run = async (): Promise<void> => {
    do {
      isAskedAgain = false;
      await readOnce();
    } while (isAskedAgain && !isStopped);
    running = undefined;
    cancel();
    if (!isStopped) cancel = schedule(() => void read(), isFailing ? RETRY_MS : POLL_MS);
  };
  const read = (): Promise<void> => {
    if (isStopped) return Promise.resolve();
    if (running === undefined) running = run();
    else isAskedAgain = true;
    return running;
  };
  return {
    read,
    holders: () => holders,
    isRead: () => isRead,
    isFailing: () => isFailing,
    stop: () => {
      isStopped = true;
      cancel();
    },
  };
}

/** When each key was last used: written once a minute for all that were. What cannot be written waits for the next minute. */
function noteUses({ recordUses, schedule, log }: KeyringDeps) {
  let noted = new Map<string, number>();
  let cancel = () => {};
  const write = async (): Promise<void> => {
    if (noted.size === 0) return;
    const uses = [...noted].map(([id, atMs]) => ({ id, atMs }));
    noted = new Map();
    await recordUses(uses).catch((error: unknown) => {
      log.warn({ err: error, keys: uses.length }, "uses of API keys are not recorded");
      for (const { id, atMs } of uses) if (!noted.has(id)) noted.set(id, atMs);
    });
  };
  const again = (): void => {
    cancel = schedule(() => void write().then(again), USES_MS);
  };
  again();
  return {
    note: (id: string, atMs: number) => void noted.set(id, atMs),
    close: async () => {
      cancel();
      await write();
    },
  };
}
