import type { Readable } from "node:stream";
import type { Result } from "@holdfast/result";
import type { AnswerHeaders, CallError } from "./call-error.ts";

/**
 * A client of one target. `Operations` is the `operations` type that openapi-typescript generates from its contract.
 * `call` returns every expected failure and throws only for bugs: an operation the contract lacks, a call that
 * resilience.yaml does not declare, a call outside a request context, a missing path parameter.
 */
export type Client<Operations> = {
  readonly call: <Id extends keyof Operations & string>(
    operationId: Id,
    ...input: Inputs<Operations>[Id]
  ) => Promise<Result<AnswerOf<Operations[Id]>, CallError>>;
  /**
   * Like `call`, where the caller has a better way than to take all of the answer's JSON text apart: the body is what `of`
   * makes of the text of a success. What it throws means that the answer is not what the contract says: `unreachable`.
   */
  readonly read: <Id extends keyof Operations & string, Value>(
    operationId: Id,
    of: (text: string) => Value,
    ...input: Inputs<Operations>[Id]
  ) => Promise<
    Result<
      { readonly status: number; readonly body: Value; readonly headers: AnswerHeaders },
      CallError
    >
  >;
};

/** For callers that learn the operation at run time, such as a forwarder: nothing about input or answer is known. */
export type AnyOperations = { readonly [operationId: string]: AnyOperation };
type AnyOperation = {
  readonly parameters: {
    readonly path?: Readonly<Record<string, string | number>>;
    readonly query?: Readonly<Record<string, unknown>>;
  };
  readonly requestBody?: { readonly content: { readonly "application/json": unknown } };
  readonly responses: Readonly<
    Record<SuccessStatus, { readonly content: { readonly "application/json": unknown } }>
  >;
};

/** Looked up by operation: worked out for all at once, as a union, it is too complex for forty of them. */
type Inputs<Operations> = {
  readonly [Id in keyof Operations]: InputArguments<Flat<CallInput<Operations[Id]>>>;
};
type Flat<Parts> = { [Name in keyof Parts]: Parts[Name] };

// What openapi-typescript writes for an operation, in the parts a call needs.
type CallInput<Op> = Slot<ParametersOf<Op>, "path", "path"> &
  Slot<ParametersOf<Op>, "query", "query"> &
  HeadersSlot<Slot<ParametersOf<Op>, "header", "headers">> &
  BodySlot<Op> &
  Routing;
type ParametersOf<Op> = Op extends { readonly parameters: infer Parameters } ? Parameters : object;

/** `Holder[Key]` under the name `Name`, required where the contract requires it. */
type Slot<Holder, Key extends PropertyKey, Name extends PropertyKey> = Holder extends {
  readonly [K in Key]: infer Value;
}
  ? { readonly [N in Name]: Value }
  : Holder extends { readonly [K in Key]?: infer Value }
    ? { readonly [N in Name]?: Value | undefined }
    : { readonly [N in Name]?: undefined };

/** Headers beyond the contract (`if-none-match`, `content-type` of an upload) always pass. */
type ExtraHeaders = Readonly<Record<string, string | number | undefined>>;
type HeadersSlot<Declared> = Declared extends { readonly headers: infer Value }
  ? { readonly headers: Value & ExtraHeaders }
  : { readonly headers?: ExtraHeaders | undefined };

/** A stream is sent as it is and never a second time. */
type StreamBody = Readable;
type BodySlot<Op> = Op extends { readonly requestBody: { readonly content: infer Content } }
  ? { readonly body: BodyIn<Content> }
  : Op extends { readonly requestBody?: { readonly content: infer Content } }
    ? { readonly body?: BodyIn<Content> | undefined }
    : { readonly body?: StreamBody | undefined };
type BodyIn<Content> = Content extends { readonly "application/json": infer Json }
  ? Json
  : StreamBody;

/**
 * What the call is about, such as a SKU: calls with one key reach the same process of a target that has several, as long
 * as it can be reached. Without one they go round.
 */
type Routing = { readonly routingKey?: string | undefined };

type InputArguments<Input> = Record<string, never> extends Input ? [input?: Input] : [input: Input];

type SuccessStatus = 200 | 201 | 202 | 204 | 304;
type AnswerOf<Op> = Op extends { readonly responses: infer Responses }
  ? {
      [Status in keyof Responses & SuccessStatus]: {
        readonly status: Status;
        readonly body: ContentOf<Responses[Status]>;
        readonly headers: AnswerHeaders;
      };
    }[keyof Responses & SuccessStatus]
  : never;
type ContentOf<Response> = Response extends { readonly content: infer Content }
  ? Content extends { readonly "application/json": infer Json }
    ? Json
    : Readable
  : undefined;
