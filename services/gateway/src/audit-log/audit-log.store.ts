import type { Queryable } from "@holdfast/postgres";
import type { AuditEntry } from "./audit-log.ts";

/** Writes them all, or none. */
export async function appendAudit(db: Queryable, entries: readonly AuditEntry[]): Promise<void> {
  const all = <Name extends keyof AuditEntry>(name: Name) => entries.map((entry) => entry[name]);
  await db.query({
    name: "append-admin-audit",
    text: `insert into admin_audit (at, account, key_id, operation, method, path, status, correlation_id, trace_id)
           select * from unnest($1::timestamptz[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::int[],
                                $8::text[], $9::text[])`,
    values: [
      ...[
        all("atMs").map(dateOf),
        all("account"),
        all("keyId"),
        all("operation"),
        all("method"),
        all("path"),
      ],
      ...[all("status"), all("correlationId"), all("traceId")],
    ],
  });
}

export type AuditFilter = {
  readonly account: string | undefined;
  readonly operation: string | undefined;
  readonly fromMs: number | undefined;
  /** Exclusive. */
  readonly toMs: number | undefined;
  /** Only those before this one. */
  readonly before: number | undefined;
  readonly limit: number;
};

/** The newest first. */
export function listAudit(
  db: Queryable,
  { account, operation, fromMs, toMs, before, limit }: AuditFilter,
): Promise<readonly (AuditEntry & { readonly id: number })[]> {
  return db.query({
    name: "list-admin-audit",
    text: `select id, (extract(epoch from at) * 1000)::int8 as "atMs", account, key_id as "keyId", operation, method, path, status,
                  correlation_id as "correlationId", trace_id as "traceId"
             from admin_audit
            where ($1::text is null or account = $1) and ($2::text is null or operation = $2)
              and ($3::timestamptz is null or at >= $3) and ($4::timestamptz is null or at < $4)
              and ($5::bigint is null or id < $5)
            order by id desc limit $6`,
    values: [
      ...[account ?? null, operation ?? null, dateOf(fromMs), dateOf(toMs)],
      ...[before ?? null, limit],
    ],
  });
}

/** Forgets up to 10,000 that are older; how many. The table refuses what is younger than 7 days. */
export async function forgetAudit(db: Queryable, beforeMs: number): Promise<number> {
  const forgotten = await db.query({
    name: "forget-admin-audit",
    text: `delete from admin_audit where id in (select id from admin_audit where at < $1 order by at limit 10000)
           returning id`,
    values: [new Date(beforeMs)],
  });
  return forgotten.length;
}

const dateOf = (ms: number | undefined) => (ms === undefined ? null : new Date(ms));
