import { AsyncLocalStorage } from "node:async_hooks";
import { Batcher, type Schedule } from "./batch.ts";
import { OtlpExporter } from "./exporter.ts";
import { JsonEncoder } from "./otlp-json.ts";
import { ProtobufEncoder } from "./otlp-protobuf.ts";
import type { Settings } from "./settings.ts";

/** From an ended span to the collector. */
export type Pipeline = {
  readonly batcher: Batcher;
  /** Sends what is left, without retries, for at most `withinMs`; then breaks off. */
  close(withinMs: number): Promise<void>;
};

/** Undefined when the settings name no collector. */
export function startPipeline(
  { target, resource, batch }: Settings,
  warn: (message: string) => void,
): Pipeline | undefined {
  if (target === undefined) return undefined;
  // Timers and sockets keep the context they are made in: make them outside of the request that happened to end a span.
  const outside = AsyncLocalStorage.snapshot();
  const schedule: Schedule = (work, delayMs) => outside(startTimer, work, delayMs);
  const exporter = new OtlpExporter({
    target,
    schedule,
    nowMs: Date.now,
    random: Math.random,
    warn,
  });
  const encoder = target.json ? new JsonEncoder(resource) : new ProtobufEncoder(resource);
  const batcher = new Batcher(
    encoder,
    (body, spans) => outside(() => exporter.deliver(body, spans)),
    batch,
    schedule,
  );
  return {
    batcher,
    close: async (withinMs) => {
      batcher.close();
      exporter.hurry();
      const deadline = Promise.withResolvers<void>();
      const timer = setTimeout(deadline.resolve, withinMs); // keeps the process alive until the last batch is out
      await Promise.race([batcher.flush(), deadline.promise]);
      clearTimeout(timer);
      await exporter.close();
    },
  };
}

function startTimer(work: () => void, delayMs: number): () => void {
  const timer = setTimeout(work, delayMs).unref();
  return () => clearTimeout(timer);
}
