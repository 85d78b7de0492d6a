/** Ctrl-C, SIGTERM, a closed terminal: the first asks for an orderly stop, a later one for an immediate end. */

export type StopRequest = {
  /** Fulfilled when the user first asks to stop. */
  readonly asked: Promise<void>;
  /** Fulfilled when the user asks again. */
  readonly insisted: Promise<void>;
};

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
/** One Ctrl-C can reach us twice, from the terminal and through npm; that is not yet impatience. */
const ECHO_MS = 500;

export function listenForStop(): StopRequest {
  const asked = Promise.withResolvers<void>();
  const insisted = Promise.withResolvers<void>();
  let firstAtMs: number | undefined;
  function request(): void {
    const nowMs = performance.now();
    firstAtMs ??= nowMs;
    asked.resolve();
    if (nowMs - firstAtMs > ECHO_MS) insisted.resolve();
  }
  for (const signal of SIGNALS) process.on(signal, request);
  // Nobody reads our output any more (`holdfast start | head`): a system that nobody watches must not stay behind.
  process.stdout.on("error", request);
  return { asked: asked.promise, insisted: insisted.promise };
}
