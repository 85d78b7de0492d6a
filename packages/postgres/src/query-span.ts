import { type Attributes, type Span, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import pg from "pg";

/** What every span of one database has. */
export function spanAttributes(url: string): Attributes {
  return { "db.system.name": "postgresql", "db.namespace": databaseName(url) };
}

/** Runs `work` in a client span `postgresql <name>`, which tells how it failed. */
export async function inSpan<T>(
  name: string,
  attributes: Attributes,
  work: () => Promise<T>,
): Promise<T> {
  const span = trace.getTracer("@holdfast/postgres").startSpan(`postgresql ${name}`, {
    kind: SpanKind.CLIENT,
    attributes: { ...attributes, "db.query.summary": name },
  });
  try {
    return await work();
  } catch (error) {
    markFailed(span, error);
    throw error;
  } finally {
    span.end();
  }
}

function markFailed(span: Span, error: unknown): void {
  const code = error instanceof pg.DatabaseError ? error.code : undefined;
  const type = code ?? (error instanceof Error ? error.name : "unknown");
  span.setAttribute("error.type", type);
  if (code !== undefined) span.setAttribute("db.response.status_code", code);
  span.setStatus({
    code: SpanStatusCode.ERROR,
    message: error instanceof Error ? error.message : type,
  });
}

function databaseName(url: string): string {
  try {
    return new URL(url).pathname.slice(1);
  } catch {
    return "unknown";
  }
}
