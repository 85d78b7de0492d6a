import { Readable } from "node:stream";
import { fail, ok, type Result } from "@holdfast/result";
import { type Context, type Span, trace } from "@opentelemetry/api";
import { ATTR_HTTP_RESPONSE_STATUS_CODE } from "@opentelemetry/semantic-conventions";
import type { Dispatcher } from "undici";
import { answerOf, BROKEN_OFF, failureOf, isSuccess } from "./answer.ts";
import { AnswerStream } from "./answer-stream.ts";
import type { Answer, AnswerHeaders, AttemptError } from "./call-error.ts";
import { markBroken, markFailed, type SpanKit, startSpan } from "./client-span.ts";
import { type Fault, inject } from "./fault.ts";
import type { After } from "./timers.ts";
import { addTrace, type HeaderList, type Read } from "./wire.ts";

export type AttemptParts = {
  readonly dispatcher: Dispatcher;
  readonly span: SpanKit;
  readonly method: string;
  readonly path: string;
  /** The attempt's own: the trace is added to them. */
  readonly headers: HeaderList;
  readonly body: string | Readable | null;
  /** Success is all that the answer can say: whatever its body is, it is no part of the contract. */
  readonly isBodiless: boolean;
  /** Makes the body of a success. */
  readonly read: Read;
  /** Somebody else's: it gets the trace's ids and no baggage. */
  readonly isExternal: boolean;
  /** Of a whole answer; of one that is streamed, until its head is there. */
  readonly timeoutMs: number;
  /** Set for an answer that is streamed: how long after the request was sent it may end. */
  readonly streamedUntilMs: number | undefined;
  /** What it means when `timeoutMs` is over: the callee's time, or the request's. */
  readonly overdue: "timeout" | "deadline-exceeded";
  /** 0 for the first attempt. */
  readonly resendCount: number;
  /** Done to this attempt on purpose. */
  readonly fault: Fault | undefined;
  readonly within: Context;
  readonly after: After;
};

/** Told once how the attempt ended, or of a bug: a request that undici refuses to build. */
export type AttemptOwner = {
  readonly ended: (outcome: Result<Answer, AttemptError>) => void;
  readonly broke: (bug: unknown) => void;
};

/** To undici: the answer to this request is not wanted any more. */
const ABANDONED = new Error("abandoned");

/**
 * Sends one HTTP request and reads its whole answer, in a client span of its own. Ends within `timeoutMs` whatever the
 * callee does, and whether or not a connection was ever free. An answer that is streamed is handed on when its head is
 * there: its body fails when the callee breaks off or the time is over, and whoever no longer wants it destroys it.
 *
 * It is undici's handler itself: no promise, signal or stream is made for an answer that is JSON. undici may begin it a
 * second time, when an idempotent request shared its connection with one that was given up; so it begins afresh then.
 */
export class Attempt implements Dispatcher.DispatchHandler {
  readonly #parts: AttemptParts;
  readonly #owner: AttemptOwner;
  readonly #span: Span;
  readonly #cancelTimer: () => void;
  #cancelFault: (() => void) | undefined;
  #cancelStreamTimer: (() => void) | undefined;
  #controller: Dispatcher.DispatchController | undefined;
  #status = 0;
  #headers: AnswerHeaders = {};
  #body: Buffer | undefined;
  #moreBody: Buffer[] | undefined;
  #stream: AnswerStream | undefined;
  /** What it means when the stream ends early. */
  #streamFailure = BROKEN_OFF;
  #isOver = false;

  constructor(parts: AttemptParts, owner: AttemptOwner) {
    this.#parts = parts;
    this.#owner = owner;
    const { after, timeoutMs, streamedUntilMs, fault } = parts;
    this.#span = startSpan(parts.span, parts.within, parts.resendCount);
    const endLate = () => this.#end({ kind: parts.overdue });
    this.#cancelTimer = after(timeoutMs, endLate);
    if (streamedUntilMs !== undefined) this.#cancelStreamTimer = after(streamedUntilMs, endLate);
    if (fault !== undefined) {
      const send = () => this.#send();
      const end = (error: AttemptError) => this.#end(error);
      this.#cancelFault = inject(fault, after, { send, end });
    }
  }

  /** To be called once, when the owner is ready to hear of its end. */
  start(): void {
    if (this.#parts.fault === undefined) this.#send();
  }

  /** The answer is not wanted any more. */
  cancel(): void {
    this.#end({ kind: "cancelled" });
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    // Given up before it had a connection. Thrown here, undici forgets the request and keeps the connection.
    if (this.#isOver) throw ABANDONED;
    this.#controller = controller;
    this.#body = undefined;
    this.#moreBody = undefined;
  }

  onResponseStart(
    controller: Dispatcher.DispatchController,
    status: number,
    headers: AnswerHeaders,
  ): void {
    if (status < 200) return;
    this.#status = status;
    this.#headers = headers;
    this.#span.setAttribute(ATTR_HTTP_RESPONSE_STATUS_CODE, status);
    if (this.#parts.streamedUntilMs !== undefined && isSuccess(status)) this.#handOn(controller);
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#stream !== undefined) {
      this.#stream.arrived(chunk);
    } else if (this.#body === undefined) {
      this.#body = chunk;
    } else {
      this.#moreBody ??= [this.#body];
      this.#moreBody.push(chunk);
    }
  }

  onResponseEnd(): void {
    if (this.#stream === undefined) {
      const { isBodiless, read } = this.#parts;
      const text = isBodiless && this.#status < 300 ? "" : this.#text();
      this.#settle(answerOf(this.#status, this.#headers, text, read));
    } else {
      this.#stream.ended();
    }
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#stream?.brokeOff(error);
    if (this.#isOver || this.#stream !== undefined) return;
    const failure = failureOf(error);
    if (failure === undefined) {
      markBroken(this.#span);
      this.#release();
      this.#owner.broke(error);
    } else {
      this.#settle(fail(failure));
    }
  }

  #send(): void {
    if (this.#isOver) return;
    const { dispatcher, method, path, headers, body, within, isExternal } = this.#parts;
    addTrace(headers, trace.setSpan(within, this.#span), isExternal);
    const sent = body instanceof Readable ? Readable.from(this.#relay(body)) : body;
    // `blocking: false`: on a connection that takes several requests the next need not wait for this answer.
    dispatcher.dispatch(
      { method: method as Dispatcher.HttpMethod, path, headers, body: sent, blocking: false },
      this,
    );
  }

  /**
   * An upload, chunk by chunk. Given the stream itself, undici would destroy it when the callee fails or answers early:
   * with an incoming request that cuts its client off before we can answer, and hides which side broke.
   */
  async *#relay(upload: Readable): AsyncGenerator<Buffer> {
    try {
      yield* upload.iterator({ destroyOnReturn: false });
    } catch (error) {
      this.#end({ kind: "cancelled" });
      throw error;
    }
  }

  /** The head of a streamed answer came in time; its body has until the end of the stream, and the span ends with it. */
  #handOn(controller: Dispatcher.DispatchController): void {
    const stream = new AnswerStream(controller);
    this.#stream = stream;
    this.#cancelTimer();
    stream.once("error", () => markFailed(this.#span, this.#streamFailure));
    stream.once("close", () => this.#release());
    this.#owner.ended(ok({ status: this.#status, headers: this.#headers, body: stream }));
  }

  #end(error: AttemptError): void {
    if (this.#isOver) return;
    if (this.#stream === undefined) {
      this.#settle(fail(error));
      this.#controller?.abort(ABANDONED);
    } else {
      this.#streamFailure = error;
      this.#stream.brokeOff(ABANDONED);
    }
  }

  #settle(outcome: Result<Answer, AttemptError>): void {
    if (this.#isOver) return;
    if (!outcome.ok) markFailed(this.#span, outcome.error);
    this.#release();
    this.#owner.ended(outcome);
  }

  #release(): void {
    this.#isOver = true;
    this.#cancelTimer();
    this.#cancelStreamTimer?.();
    this.#cancelFault?.();
    this.#span.end();
  }

  #text(): string {
    if (this.#moreBody !== undefined) return Buffer.concat(this.#moreBody).toString();
    return this.#body === undefined ? "" : this.#body.toString();
  }
}
