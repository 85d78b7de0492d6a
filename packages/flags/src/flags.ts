import type { Logger } from "@holdfast/log";
import { ok, type Result } from "@holdfast/result";
import { FlagdCore } from "@openfeature/flagd-core";
import { OpenFeature, OpenFeatureEventEmitter, ProviderEvents } from "@openfeature/server-sdk";
import {
  completed,
  type FlagFile,
  type FlagRule,
  type FlagSetting,
  readFlagFile,
  ruleOf,
} from "./flag-file.ts";
import { etagOf, type PutFlagError, rewrite, stampOf, textOf } from "./flag-store.ts";
import { FLAG_KEYS, FLAGS, type FlagKey } from "./flag-table.ts";

export type FlagsOptions = {
  /** In flagd's format, on this machine; undefined: every flag is as the table has it, for good. */
  readonly file: string | undefined;
  readonly log: Logger;
  /** Runs `work` after `delayMs`; the returned function cancels it. */
  readonly schedule: (work: () => void, delayMs: number) => () => void;
};
export type FlagState = {
  readonly key: FlagKey;
  readonly description: string;
  /** The service that asks for it. */
  readonly readBy: string;
  readonly byDefault: boolean;
  readonly rule: FlagRule;
  /** Changes with the flag's text. */
  readonly etag: string;
};
export type Flags = {
  /** Whether it is on for this key, such as a SKU: the same answer in every process that has the same file. */
  readonly isOn: (key: FlagKey, targetingKey?: string) => boolean;
  /** False when it is off whatever the key. */
  readonly mayBeOn: (key: FlagKey) => boolean;
  readonly states: () => readonly FlagState[];
  /** What OpenFeature says of it for a key, with the reason. */
  readonly evaluate: (
    key: FlagKey,
    targetingKey: string,
  ) => Promise<{ readonly value: boolean; readonly reason: string }>;
  /** In force here at once, in other processes within `RELOAD_MS`. */
  readonly put: (
    key: FlagKey,
    setting: FlagSetting,
    ifMatch: string | undefined,
  ) => Result<FlagState, PutFlagError>;
  /** What is wrong with the file; flags stay as they last were. Undefined when all is well. */
  readonly fault: () => string | undefined;
  readonly close: () => Promise<void>;
};

/** A look at the file's date costs microseconds, so often is soon enough for who turns something off. */
const RELOAD_MS = 1_000;

/** Reads the file now and whenever it changes. One that is broken, now or later, changes no flag and is logged. */
export async function openFlags(options: FlagsOptions): Promise<Flags> {
  const { file, schedule } = options;
  const core = new FlagdCore();
  const events = new OpenFeatureEventEmitter();
  const followed = follow(core, options, () => events.emit(ProviderEvents.ConfigurationChanged));
  let cancel = () => {};
  const watch = () => {
    cancel = schedule(() => {
      followed.reload();
      watch();
    }, RELOAD_MS);
  };
  if (file !== undefined) watch();
  const client = await clientOf(core, events);
  return {
    isOn: (key, targetingKey) =>
      followed.constant(key) ??
      core.resolveBooleanEvaluation(
        key,
        FLAGS[key].byDefault,
        targetingKey === undefined ? {} : { targetingKey },
      ).value,
    mayBeOn: (key) => followed.constant(key) ?? true,
    states: () => FLAG_KEYS.map(followed.stateOf),
    evaluate: async (key, targetingKey) => {
      const told = await client.getBooleanDetails(key, FLAGS[key].byDefault, { targetingKey });
      return { value: told.value, reason: told.reason ?? "UNKNOWN" };
    },
    put: (key, setting, ifMatch) => {
      const written = rewrite(file, { key, setting, ifMatch });
      if (!written.ok) return written;
      followed.reload();
      return ok(followed.stateOf(key));
    },
    fault: followed.fault,
    close: async () => {
      cancel();
      await OpenFeature.close();
    },
  };
}

/** Keeps the evaluator at what the file says. */
function follow(core: FlagdCore, { file, log }: FlagsOptions, changed: () => void) {
  // Without a rule the answer is the same for every key: looked up once a file, not once a request.
  let constant = new Map<FlagKey, boolean>();
  let current: FlagFile = { flags: {} };
  let fault: string | undefined;
  let seen: string | undefined;
  const use = (next: FlagFile) => {
    core.setConfigurations(completed(next));
    current = next;
    constant = new Map(
      FLAG_KEYS.filter((key) => next.flags[key]?.targeting === undefined).map((key) => [
        key,
        core.resolveBooleanEvaluation(key, FLAGS[key].byDefault).value,
      ]),
    );
    changed();
  };
  const reload = () => {
    const stamp = stampOf(file);
    if (stamp === seen) return;
    seen = stamp;
    const read = readFlagFile(textOf(file));
    fault = read.ok ? undefined : `${file} ${read.error}`;
    if (read.ok) use(read.value);
    else log.error({ fault }, "the file of flags is broken; they stay as they were");
  };
  use(current);
  reload();
  return {
    reload,
    constant: (key: FlagKey) => constant.get(key),
    fault: () => fault,
    stateOf: (key: FlagKey): FlagState => {
      const etag = etagOf(current, key);
      return { key, ...FLAGS[key], rule: ruleOf(current, key), etag };
    },
  };
}

/** Anyone in the process who asks OpenFeature's own client is answered from the same file. */
async function clientOf(core: FlagdCore, events: OpenFeatureEventEmitter) {
  await OpenFeature.setProviderAndWait({
    metadata: { name: "holdfast-flag-file" },
    runsOn: "server",
    events,
    resolveBooleanEvaluation: async (key, otherwise, context) =>
      core.resolveBooleanEvaluation(key, otherwise, context),
    resolveStringEvaluation: async (key, otherwise, context) =>
      core.resolveStringEvaluation(key, otherwise, context),
    resolveNumberEvaluation: async (key, otherwise, context) =>
      core.resolveNumberEvaluation(key, otherwise, context),
    resolveObjectEvaluation: async (key, otherwise, context) =>
      core.resolveObjectEvaluation(key, otherwise as never, context),
  });
  return OpenFeature.getClient();
}
