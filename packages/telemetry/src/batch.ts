import type { RecordingSpan, SpanSink } from "./span.ts";

/** Turns spans into the body of one export request. */
export type Encoder = {
  /** Spans and (about) bytes since the last `finish`. */
  readonly spans: number;
  readonly bytes: number;
  add(span: RecordingSpan): void;
  /** The body; the encoder starts afresh. */
  finish(): Buffer;
};

/** Delivers one body; resolves to how many of its spans the collector took. */
export type Deliver = (body: Buffer, spans: number) => Promise<number>;

/** Runs `work` once after a delay, without keeping the process alive; the returned function cancels. */
export type Schedule = (work: () => void, delayMs: number) => () => void;

export type BatchLimits = {
  readonly delayMs: number;
  readonly batchSpansMax: number;
  readonly queueSpansMax: number;
};

export type ExportStats = {
  /** Spans that a collector took. */
  readonly exported: number;
  /** Spans that were never sent: the queue was full, or telemetry had been shut down. */
  readonly dropped: number;
  /** Spans that were sent, or tried to be, and that no collector took. */
  readonly failed: number;
  /** Spans that wait. */
  readonly queued: number;
};

const BATCH_BYTES_MAX = 4 * 1024 * 1024; // collectors commonly refuse larger bodies
const QUEUE_BYTES_MAX = 32 * 1024 * 1024; // what a service may hold for a collector that is slow or gone

/**
 * Gathers ended spans and delivers them in the background, one batch at a time. A span is encoded when it ends, so the
 * queue holds bytes and no objects of the request. A full queue drops and counts; a caller never waits and never sees an
 * error.
 */
export class Batcher implements SpanSink {
  readonly #encoder: Encoder;
  readonly #deliver: Deliver;
  readonly #limits: BatchLimits;
  readonly #schedule: Schedule;
  readonly #queue: { readonly body: Buffer; readonly spans: number }[] = [];
  readonly #counts = { exported: 0, dropped: 0, failed: 0 };
  #queuedSpans = 0;
  #queuedBytes = 0;
  #delivering: Promise<void> | undefined;
  #cancelTimer: (() => void) | undefined;
  #closed = false;

  constructor(encoder: Encoder, deliver: Deliver, limits: BatchLimits, schedule: Schedule) {
    this.#encoder = encoder;
    this.#deliver = deliver;
    this.#limits = limits;
    this.#schedule = schedule;
  }

  add(span: RecordingSpan): void {
    const { queueSpansMax, batchSpansMax, delayMs } = this.#limits;
    const waiting = this.#queuedSpans + this.#encoder.spans;
    if (this.#closed || waiting >= queueSpansMax || this.#queuedBytes >= QUEUE_BYTES_MAX) {
      this.#counts.dropped += 1;
      return;
    }
    try {
      this.#encoder.add(span);
    } catch {
      this.#counts.dropped += 1; // a value that lies about itself (a hostile proxy, say) costs its span, not the request
    }
    if (this.#encoder.spans >= batchSpansMax || this.#encoder.bytes >= BATCH_BYTES_MAX)
      this.#send();
    else this.#cancelTimer ??= this.#schedule(() => this.#send(), delayMs);
  }

  stats(): ExportStats {
    return { ...this.#counts, queued: this.#queuedSpans + this.#encoder.spans };
  }

  /** Resolves when every span that ended before the call was delivered or given up. */
  async flush(): Promise<void> {
    this.#send();
    while (this.#delivering !== undefined) await this.#delivering;
  }

  /** From now on spans are dropped and counted. */
  close(): void {
    this.#closed = true;
  }

  #send(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    if (this.#encoder.spans > 0) {
      const spans = this.#encoder.spans;
      const body = this.#encoder.finish();
      this.#queue.push({ body, spans });
      this.#queuedSpans += spans;
      this.#queuedBytes += body.length;
    }
    if (this.#queue.length > 0) this.#delivering ??= this.#drain();
  }

  async #drain(): Promise<void> {
    for (let next = this.#queue.shift(); next !== undefined; next = this.#queue.shift()) {
      this.#queuedSpans -= next.spans;
      this.#queuedBytes -= next.body.length;
      const taken = await this.#deliver(next.body, next.spans).catch(() => 0);
      this.#counts.exported += taken;
      this.#counts.failed += next.spans - taken;
    }
    this.#delivering = undefined;
  }
}
