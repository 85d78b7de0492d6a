/** The public API as the command line uses it. */
import { fail, ok, type Result } from "@holdfast/result";
import { isRecord } from "./json.ts";

export type Gateway = { readonly origin: string; readonly key: string };
export type Answer = { readonly status: number; readonly body: Record<string, unknown> };
export type Call = {
  readonly method: "GET" | "PUT" | "POST";
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** A Blob is sent as CSV, anything else as JSON. */
  readonly body?: unknown;
};

const TIMEOUT_MS = 30_000;

/** Any answer with a JSON object, also a refusal; fails when the gateway cannot be reached or does not speak JSON. */
export async function callGateway(gateway: Gateway, call: Call): Promise<Result<Answer, string>> {
  const { method, path, headers, body } = call;
  const csv = body instanceof Blob;
  try {
    const response = await fetch(`${gateway.origin}${path}`, {
      method,
      headers: {
        ...headers,
        authorization: `Bearer ${gateway.key}`,
        ...(body === undefined ? {} : { "content-type": csv ? "text/csv" : "application/json" }),
      },
      ...(body === undefined ? {} : { body: csv ? body : JSON.stringify(body) }),
      ...(csv ? {} : { signal: AbortSignal.timeout(TIMEOUT_MS) }), // a large file takes as long as it takes
    });
    const parsed: unknown = await response.json();
    if (isRecord(parsed)) return ok({ status: response.status, body: parsed });
    return fail(`${gateway.origin} answered ${response.status} without a JSON object`);
  } catch (error) {
    return fail(`${gateway.origin} cannot be reached (${reasonOf(error)}); is Holdfast running?`);
  }
}

/** A refusal in one line: its detail, and the fields it names. */
export function refusalText({ status, body }: Answer): string {
  const errors = Array.isArray(body.errors) ? body.errors.filter(isRecord) : [];
  const fields = errors.map(({ path, message }) => `${String(path)} ${String(message)}`);
  const text = String(body.detail ?? body.title ?? "no reason given");
  return [`${text} (${status} ${String(body.code ?? "")})`, ...fields].join("; ");
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  return cause instanceof Error && "code" in cause ? String(cause.code) : error.message;
}
