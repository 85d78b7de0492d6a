import type { Queryable } from "@holdfast/postgres";
import type { Answer, KeyedRequest } from "./idempotency.ts";

type StoredAnswer = Answer & { readonly fingerprint: string };

/** Takes the key until the transaction ends; false when another transaction has it. */
export async function tryLockKey(tx: Queryable, request: KeyedRequest): Promise<boolean> {
  const [row] = await tx.query<{ locked: boolean }>({
    name: "try-lock-idempotency-key",
    text: "select pg_try_advisory_xact_lock(hashtextextended($1, 0)) as locked",
    values: [`${request.account}\n${request.key}`],
  });
  return row?.locked === true;
}

/** The answer stored for the key at or after `sinceMs`. */
export async function findAnswer(
  tx: Queryable,
  request: KeyedRequest,
  sinceMs: number,
): Promise<StoredAnswer | undefined> {
  const [row] = await tx.query<StoredAnswer>({
    name: "find-idempotent-answer",
    text: `select fingerprint, status, body from idempotency_key
            where account = $1 and key = $2 and created_at >= $3`,
    values: [request.account, request.key, new Date(sinceMs)],
  });
  return row;
}

/**
 * Stores the answer (over one that is past its day), and removes up to two answers that are past theirs: each insert
 * pays for its own cleaning, so the table stays bounded without a job.
 */
export async function rememberAnswer(
  tx: Queryable,
  request: KeyedRequest,
  answer: Answer,
): Promise<void> {
  await tx.query({
    name: "remember-idempotent-answer",
    text: `with expired as (
             delete from idempotency_key where ctid in (
               select ctid from idempotency_key
                where created_at < $6::timestamptz - interval '24 hours' and (account, key) <> ($1, $2)
                order by created_at limit 2 for update skip locked))
           insert into idempotency_key (account, key, fingerprint, status, body, created_at)
           values ($1, $2, $3, $4, $5, $6)
           on conflict (account, key) do update set fingerprint = excluded.fingerprint,
             status = excluded.status, body = excluded.body, created_at = excluded.created_at`,
    values: [
      request.account,
      request.key,
      request.fingerprint,
      answer.status,
      JSON.stringify(answer.body ?? null),
      new Date(request.nowMs),
    ],
  });
}
