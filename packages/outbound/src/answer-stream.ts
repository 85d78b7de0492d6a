import { Readable } from "node:stream";
import type { Dispatcher } from "undici";

/** The body of an answer that is handed on while it arrives. Its reader's pace is the callee's; destroyed, it ends the request. */
export class AnswerStream extends Readable {
  readonly #controller: Dispatcher.DispatchController;
  #isWhole = false;

  constructor(controller: Dispatcher.DispatchController) {
    super();
    this.#controller = controller;
  }

  override _read(): void {
    if (this.#controller.paused) this.#controller.resume();
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    if (!this.#isWhole) this.#controller.abort(error ?? new Error("no longer wanted"));
    done(error);
  }

  arrived(chunk: Buffer): void {
    if (!this.push(chunk)) this.#controller.pause();
  }

  /** Nothing more is to come. */
  ended(): void {
    this.#isWhole = true;
    this.push(null);
  }

  /** The callee broke off, or its time is over. */
  brokeOff(error: Error): void {
    this.destroy(error);
  }
}
