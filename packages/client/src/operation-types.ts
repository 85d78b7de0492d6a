/** What each operation takes and answers, read from the contract's types. */
import type { Operations } from "./contract.ts";

type OperationId = keyof Operations;

type Part<Id extends OperationId, Name extends "query" | "path" | "header"> = NonNullable<
  Operations[Id]["parameters"][Name]
>;
/** The client makes it where the caller does not. */
type HeadersOf<Id extends OperationId> = [Part<Id, "header">] extends [never]
  ? never
  : Omit<Part<Id, "header">, "idempotency-key"> & { readonly "idempotency-key"?: string };
type BodyOf<Id extends OperationId> = Operations[Id] extends {
  readonly requestBody: { readonly content: infer Content };
}
  ? Content extends { readonly "application/json": infer Json }
    ? Json
    : FileBody
  : Operations[Id] extends { readonly requestBody?: { readonly content: infer Content } }
    ? Content extends { readonly "application/json": infer Json }
      ? Json | undefined
      : never
    : never;

/** A file to send. A stream can be read once, so a call with one is not repeated. */
export type FileBody =
  | string
  | Blob
  | Uint8Array<ArrayBuffer>
  | ReadableStream<Uint8Array>
  | SizedStream;
/** A stream and how long it will be, such as a file that `file` opened. Browsers send it without saying its length. */
export type SizedStream = {
  readonly stream: ReadableStream<Uint8Array>;
  readonly bytes: number | undefined;
};

/** A member that must be given when something in it must, and is not there when there is nothing to give. */
type Member<Name extends string, T> = [T] extends [never]
  ? unknown
  : Record<never, never> extends T
    ? { readonly [N in Name]?: T }
    : undefined extends T
      ? { readonly [N in Name]?: T }
      : { readonly [N in Name]: T };

/** What belongs to a call and not to its operation. */
export type CallOptions = {
  /** For the call with its repeats; the client's own where it is not given. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
  /** W3C trace context: the call becomes a child of this span. */
  readonly traceparent?: string;
  /** At most 128 visible ASCII characters; found again in the answer, and in every log line. */
  readonly correlationId?: string;
};

export type InputOf<Id extends OperationId> = Member<"path", Part<Id, "path">> &
  Member<"query", Part<Id, "query">> &
  Member<"headers", HeadersOf<Id>> &
  Member<"body", BodyOf<Id>> &
  CallOptions;

/** The argument of an operation: it may be left out where nothing in it must be given. */
export type Arguments<Id extends OperationId> =
  Record<never, never> extends InputOf<Id>
    ? readonly [input?: InputOf<Id>]
    : readonly [input: InputOf<Id>];

type Successes<Id extends OperationId> = Extract<
  keyof Operations[Id]["responses"],
  200 | 201 | 202 | 204
>;
type Media<Id extends OperationId> = {
  [Status in Successes<Id>]: Operations[Id]["responses"][Status] extends {
    content: infer Content;
  }
    ? keyof Content
    : never;
}[Successes<Id>];

/** The JSON that success answers; undefined where it has no body. */
export type AnswerOf<Id extends OperationId> = {
  [Status in Successes<Id>]: Operations[Id]["responses"][Status] extends {
    content: { readonly "application/json": infer Json };
  }
    ? Json
    : undefined;
}[Successes<Id>];

/** Those that answer JSON, or nothing. */
export type JsonOperation = {
  [Id in OperationId]: [Media<Id>] extends [never]
    ? Id
    : "application/json" extends Media<Id>
      ? Id
      : never;
}[OperationId];
export type EventOperation = {
  [Id in OperationId]: "text/event-stream" extends Media<Id> ? Id : never;
}[OperationId];
export type LineOperation = {
  [Id in OperationId]: "application/x-ndjson" extends Media<Id> ? Id : never;
}[OperationId];
/** Those that answer a file: neither JSON nor events. */
export type FileOperation = Exclude<OperationId, JsonOperation | EventOperation | LineOperation>;

type Page = { readonly data: readonly unknown[]; readonly nextCursor: string | null };
/** Those that answer a page at a time. */
export type PageOperation = {
  [Id in JsonOperation]: AnswerOf<Id> extends Page ? Id : never;
}[JsonOperation];
export type ItemOf<Id extends PageOperation> =
  AnswerOf<Id> extends { readonly data: readonly (infer Item)[] } ? Item : never;

/** An operation's input as the code that sends it sees it. */
export type AnyInput = CallOptions & {
  readonly path?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
};
