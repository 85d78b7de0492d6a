/** Answers that are read as they come: lines, events, files. */
import { createParser, type EventSourceMessage } from "eventsource-parser";
import { type Caller, call, type Outcome, paused, type Received, reasonOf } from "./call.ts";
import { HoldfastError } from "./errors.ts";
import { jsonIn } from "./json.ts";
import type { AnyInput } from "./operation-types.ts";
import type { Operation } from "./request.ts";

export type ServerEvent = {
  /** To go on from after it: `headers: { "last-event-id": id }`. */
  readonly id: string;
  /** What kind of event it is, such as `step` or `status`. */
  readonly event: string;
  /** Its JSON. */
  readonly data: unknown;
};
export type File = {
  readonly stream: ReadableStream<Uint8Array<ArrayBuffer>>;
  readonly contentType: string;
  /** Undefined where the server does not know before its end. */
  readonly bytes: number | undefined;
};
type Body = ReadableStream<Uint8Array<ArrayBuffer>>;

const COME_BACK_AFTER_MS = 1_000; // until the server says otherwise, as browsers' EventSource does
const LINE_CHARACTERS_MAX = 16 * 1024 * 1024; // far above any; a line without end must not fill the memory

const keptOpen = async (response: Response): Promise<Body> => response.body ?? new Blob().stream();

/** The answer's body, unread: the caller reads it to its end or cancels it. */
export async function openFile(
  caller: Caller,
  operation: Operation,
  input: AnyInput,
): Promise<Outcome<File>> {
  const opened = await call(caller, operation, input, keptOpen);
  if (!opened.ok) return opened;
  const { headers } = opened.response;
  const length = headers.get("content-length");
  const value = {
    stream: opened.value,
    contentType: headers.get("content-type") ?? "",
    // What is unpacked on the way is longer than what was sent.
    bytes: length === null || headers.has("content-encoding") ? undefined : Number(length),
  };
  return { ok: true, value, response: opened.response };
}

/** The JSON of each line as it arrives; nothing is read ahead of the loop. @throws HoldfastError */
export async function* readLines(
  caller: Caller,
  operation: Operation,
  input: AnyInput,
): AsyncGenerator<unknown, void, void> {
  const headers = { ...input.headers, accept: "application/x-ndjson" };
  const opened = await call(caller, operation, { ...input, headers }, keptOpen);
  if (!opened.ok) throw new HoldfastError(opened.error);
  let rest = "";
  for await (const text of textOf(opened.value, opened.response)) {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    if (rest.length > LINE_CHARACTERS_MAX) throw brokenOff("a line without end", opened.response);
    for (const line of lines) if (line !== "") yield parsed(line, opened.response);
  }
  if (rest !== "") yield parsed(rest, opened.response);
}

/**
 * The events of a stream until the server says that there is nothing left to tell (204). A stream that ends or breaks off is
 * taken up again after its last event, so none is missed or told twice. @throws HoldfastError when the server refuses, or
 * cannot be reached as often in a row as the client repeats a call.
 */
export async function* readEvents(
  caller: Caller,
  operation: Operation,
  input: AnyInput,
): AsyncGenerator<ServerEvent, void, void> {
  const state: EventState = { lastId: undefined, comeBackMs: COME_BACK_AFTER_MS };
  let broken = 0;
  for (;;) {
    const position = state.lastId === undefined ? {} : { "last-event-id": state.lastId };
    const headers = { ...input.headers, ...position, accept: "text/event-stream" };
    const opened = await call(caller, operation, { ...input, headers }, keptOpen);
    if (!opened.ok) throw new HoldfastError(opened.error);
    if (opened.response.status === 204) return;
    try {
      for await (const event of eventsOf(opened.value, opened.response, state)) {
        broken = 0;
        yield event;
      }
    } catch (error) {
      if (!isBrokenOff(error) || input.signal?.aborted) throw error;
      broken += 1;
      if (broken > caller.settings.retries) throw error;
    }
    const waitMs = state.comeBackMs * (1 + caller.platform.random()); // clients of a server that restarts come back spread
    if (!(await paused(caller.platform, waitMs, input.signal))) {
      throw new HoldfastError({ kind: "aborted", attempts: opened.response.attempts });
    }
  }
}

type EventState = { lastId: string | undefined; comeBackMs: number };

async function* eventsOf(
  body: Body,
  response: Received,
  state: EventState,
): AsyncGenerator<ServerEvent, void, void> {
  const arrived: EventSourceMessage[] = [];
  const parser = createParser({
    onEvent: (message) => void arrived.push(message),
    onRetry: (ms) => {
      state.comeBackMs = ms;
    },
  });
  for await (const text of textOf(body, response)) {
    parser.feed(text);
    for (const { id, event, data } of arrived.splice(0)) {
      // Before it is handed on: who breaks off the loop has had it.
      state.lastId = id ?? state.lastId;
      yield { id: id ?? "", event: event ?? "message", data: parsed(data, response) };
    }
  }
}

/** The text of a body, a piece as it arrives. Cancels the body when the loop ends before it. @throws HoldfastError */
async function* textOf(body: Body, response: Received): AsyncGenerator<string, void, void> {
  const reader = body.getReader(); // Safari's streams are no async iterables
  const decoder = new TextDecoder();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield decoder.decode(value, { stream: true });
    }
  } catch (cause) {
    throw brokenOff(reasonOf(cause), response, cause);
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

function brokenOff(message: string, { attempts }: Received, cause?: unknown): HoldfastError {
  const isAbort = cause instanceof Error && cause.name === "AbortError";
  if (isAbort) return new HoldfastError({ kind: "aborted", attempts });
  return new HoldfastError({ kind: "network", message, cause, attempts });
}

const isBrokenOff = (error: unknown): boolean =>
  error instanceof HoldfastError && error.error.kind === "network";

function parsed(text: string, { status, attempts }: Received): unknown {
  const json = jsonIn(text);
  if (json !== undefined) return json.value;
  throw new HoldfastError({ kind: "unexpected", status, text: text.slice(0, 500), attempts });
}
