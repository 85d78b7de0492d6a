/** Ctrl-C, SIGTERM, a closed terminal: the first asks for an orderly stop, a later one for an immediate end. */

export type StopRequest = {
  /** Fulfilled when the user first asks to stop. */
  readonly asked: Promise<void>;
  /** Fulfilled when the user asks again. */
  readonly insisted: Promise<void>;
};
export type StopSources = {
  /** The process, which emits signals. */
  readonly signals: NodeJS.EventEmitter;
  /** The process's standard output, which emits an error with every write that nobody reads. */
  readonly output: NodeJS.EventEmitter;
  readonly nowMs: () => number;
};

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
/** One Ctrl-C can reach us twice, from the terminal and through npm; that is not yet impatience. */
const ECHO_MS = 500;

export function listenForStop({ signals, output, nowMs }: StopSources): StopRequest {
  const asked = Promise.withResolvers<void>();
  const insisted = Promise.withResolvers<void>();
  let firstAtMs: number | undefined;
  for (const signal of SIGNALS) {
    signals.on(signal, () => {
      firstAtMs ??= nowMs();
      asked.resolve();
      if (nowMs() - firstAtMs > ECHO_MS) insisted.resolve();
    });
  }
  // Nobody reads our output any more (`holdfast start | head`): a system that nobody watches must not stay behind. Every
  // later line fails as well, so this is never impatience, and what a user then asks for is asked for the first time.
  output.on("error", () => asked.resolve());
  return { asked: asked.promise, insisted: insisted.promise };
}
