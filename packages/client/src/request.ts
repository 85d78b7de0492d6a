/** One call as an HTTP request. */
import type { AnyInput, FileBody, SizedStream } from "./operation-types.ts";
import type { Repeat } from "./retry.ts";

/** How an operation is called: a row of the generated table. */
export type Operation = {
  readonly method: string;
  /** With its parameters in braces. */
  readonly path: string;
  readonly repeat: Repeat;
  readonly answers: readonly ("json" | "lines" | "events" | "file")[];
  /** The media type of its body. */
  readonly takes?: string;
};

export type Prepared = {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Exclude<FileBody, SizedStream> | undefined;
  readonly repeat: Repeat;
  readonly idempotencyKey: string | undefined;
};
type Origin = {
  readonly baseUrl: string;
  readonly key: string;
  readonly version?: string;
  readonly newKey: () => string;
};

/** @throws TypeError when a parameter of the path is missing, or one that a URL cannot carry. */
export function prepared(operation: Operation, input: AnyInput, origin: Origin): Prepared {
  const headers = headersOf(input, origin);
  if (operation.repeat === "keyed") headers["idempotency-key"] ??= origin.newKey();
  const { body } = input;
  if (body !== undefined) headers["content-type"] = operation.takes ?? "application/json";
  const isJson = headers["content-type"] === "application/json";
  const file = isJson ? undefined : (body as FileBody | undefined);
  if (isSized(file) && file.bytes !== undefined) headers["content-length"] = String(file.bytes);
  return {
    url: origin.baseUrl + pathOf(operation, input) + queryOf(input),
    headers,
    body: isJson && body !== undefined ? JSON.stringify(body) : isSized(file) ? file.stream : file,
    repeat: repeatOf(operation, headers, file),
    idempotencyKey: headers["idempotency-key"],
  };
}

const isSized = (body: FileBody | undefined): body is SizedStream =>
  typeof body === "object" && "stream" in body && typeof body.stream !== "function"; // a Blob's is one

function headersOf(input: AnyInput, { key, version }: Origin): Record<string, string> {
  const headers: Record<string, string> = { authorization: `Bearer ${key}` };
  if (version !== undefined) headers["holdfast-version"] = version;
  for (const [name, value] of Object.entries(input.headers ?? {})) {
    if (value !== undefined) headers[name.toLowerCase()] = String(value);
  }
  if (input.traceparent !== undefined) headers.traceparent = input.traceparent;
  if (input.correlationId !== undefined) headers["x-correlation-id"] = input.correlationId;
  return headers;
}

/**
 * A conditional write that took effect, and whose answer got lost, would be refused the second time (412): the caller
 * must look instead. A stream is gone once it was sent.
 */
function repeatOf(
  { repeat, method }: Operation,
  headers: Readonly<Record<string, string>>,
  body: FileBody | undefined,
): Repeat {
  const isConditional = "if-match" in headers || "if-none-match" in headers;
  if (body instanceof ReadableStream || isSized(body)) return "once";
  return isConditional && method !== "GET" ? "never" : repeat;
}

const pathOf = ({ path }: Operation, input: AnyInput): string =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = input.path?.[name];
    if (value === undefined || value === "") throw new TypeError(`path.${name} is missing`);
    // Every URL parser takes these for steps between folders, even when they are escaped.
    if (value === "." || value === "..") throw new TypeError(`path.${name} cannot be "${value}"`);
    return encodeURIComponent(String(value));
  });

function queryOf({ query = {} }: AnyInput): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) continue;
    for (const one of Array.isArray(value) ? value : [value]) parameters.append(name, String(one));
  }
  const text = parameters.toString();
  return text === "" ? "" : `?${text}`;
}
