/** A write by the administration's interface, and what came of it. */
export type AuditEntry = {
  readonly atMs: number;
  readonly account: string;
  readonly keyId: string;
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly correlationId: string;
  readonly traceId: string;
};

/** Unguarded, a path could be as long as a URL. */
const PATH_LENGTH_MAX = 500;

/** Whether a request is written down: all that may change something, refused or not. */
export function isAudited(method: string, path: string): boolean {
  return path.startsWith("/api/v1/admin/") && !READING.has(method) && path !== ASKING;
}
const READING: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);
/** A question that needs a body. */
const ASKING = "/api/v1/admin/quotes/replay-draft";

/** The path of a URL; what stands in a query is nobody's business. */
export function auditedPath(url: string): string {
  return (url.split("?", 1)[0] ?? "").slice(0, PATH_LENGTH_MAX);
}
