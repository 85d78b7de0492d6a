/** The public API as the command line uses it. */
import { fail, ok, type Result } from "@holdfast/result";
import { isRecord } from "./json.ts";

export type Gateway = { readonly origin: string; readonly key: string };
export type Answer = { readonly status: number; readonly body: Record<string, unknown> };
export type Call = {
  readonly method: "GET" | "PUT" | "POST";
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent instead of a body, piece by piece. */
  readonly csv?: { readonly bytes: number; readonly pieces: AsyncIterable<Uint8Array> };
};

const TIMEOUT_MS = 30_000;

/** Any answer with a JSON object, also a refusal; fails when the gateway cannot be reached or does not speak JSON. */
export async function callGateway(gateway: Gateway, call: Call): Promise<Result<Answer, string>> {
  const { method, path, headers, body, csv } = call;
  try {
    const response = await fetch(`${gateway.origin}${path}`, {
      method,
      headers: {
        ...headers,
        authorization: `Bearer ${gateway.key}`,
        ...(csv === undefined
          ? {}
          : { "content-type": "text/csv", "content-length": `${csv.bytes}` }),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      // A large file takes as long as it takes.
      ...(csv === undefined
        ? { signal: AbortSignal.timeout(TIMEOUT_MS) }
        : { body: ReadableStream.from(csv.pieces), duplex: "half" as const }),
    });
    const parsed: unknown = await response.json();
    if (isRecord(parsed)) return ok({ status: response.status, body: parsed });
    return fail(`${gateway.origin} answered ${response.status} without a JSON object`);
  } catch (error) {
    return fail(unreachable(gateway.origin, error));
  }
}

/** The body of an answer that is a file; fails when the gateway refuses or cannot be reached. */
export async function openFromGateway(
  { origin, key }: Gateway,
  path: string,
): Promise<Result<AsyncIterable<Uint8Array>, string>> {
  try {
    const response = await fetch(`${origin}${path}`, {
      headers: { authorization: `Bearer ${key}` },
    });
    if (response.ok && response.body !== null) return ok(response.body);
    const body: unknown = await response.json();
    return fail(refusalText({ status: response.status, body: isRecord(body) ? body : {} }));
  } catch (error) {
    return fail(unreachable(origin, error));
  }
}

/** A refusal in one line: its detail, and the fields it names. */
export function refusalText({ status, body }: Answer): string {
  const errors = Array.isArray(body.errors) ? body.errors.filter(isRecord) : [];
  const fields = errors.map(({ path, message }) => `${String(path)} ${String(message)}`);
  const text = String(body.detail ?? body.title ?? "no reason given");
  return [`${text} (${status} ${String(body.code ?? "")})`, ...fields].join("; ");
}

const unreachable = (origin: string, error: unknown): string =>
  `${origin} cannot be reached (${reasonOf(error)}); is Holdfast running?`;

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  return cause instanceof Error && "code" in cause ? String(cause.code) : error.message;
}
