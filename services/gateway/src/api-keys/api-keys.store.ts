import { type Precondition, permits } from "@holdfast/http-service/precondition";
import type { Queryable } from "@holdfast/postgres";
import { fail, ok, type Result } from "@holdfast/result";
import type { Scope } from "../authenticate/authenticate.ts";
import {
  ENDED_KEPT_MS,
  type KeyError,
  LIVE_KEYS_MAX,
  type LiveKey,
  type StoredKey,
  type Use,
} from "./api-keys.ts";

const ms = (column: string, name: string) =>
  `(extract(epoch from ${column}) * 1000)::int8 as "${name}"`;
const MEMBERS = `id, account, scope, label, quota, window_seconds as "windowSeconds", version,
  ${ms("created_at", "createdAtMs")}, ${ms("expires_at", "expiresAtMs")}, ${ms("revoked_at", "revokedAtMs")},
  ${ms("last_used_at", "lastUsedAtMs")}, ${ms("previous_until", "previousUntilMs")}`;

export type NewKey = Pick<StoredKey, "id" | "account" | "scope" | "label" | "expiresAtMs"> & {
  readonly quota: number | null;
  readonly windowSeconds: number | null;
  readonly sha256: Uint8Array;
};

/** Adds a key. In a transaction: two at once are counted one after the other. */
export async function createKey(
  tx: Queryable,
  key: NewKey,
  nowMs: number,
): Promise<Result<StoredKey, KeyError>> {
  const { id, account, scope, label, sha256, quota, windowSeconds, expiresAtMs } = key;
  await tx.query({
    name: "lock-api-keys",
    text: "select pg_advisory_xact_lock(hashtextextended('api-keys', 0))",
  });
  const [row] = await tx.query<StoredKey>({
    name: "create-api-key",
    text: `insert into api_key (id, account, scope, label, sha256, quota, window_seconds, expires_at, created_at)
           select $1, $2, $3, $4, $5, $6, $7, $8, $9
            where (select count(*) from api_key where revoked_at is null and (expires_at is null or expires_at > $9)) < $10
           returning ${MEMBERS}`,
    values: [
      ...[id, account, scope, label, sha256, quota, windowSeconds, dateOf(expiresAtMs)],
      ...[new Date(nowMs), LIVE_KEYS_MAX],
    ],
  });
  return row === undefined ? fail({ kind: "keys-over-limit", max: LIVE_KEYS_MAX }) : ok(row);
}

/** What opens something at `nowMs`. */
export function liveKeys(db: Queryable, nowMs: number): Promise<readonly LiveKey[]> {
  return db.query<LiveKey>({
    name: "live-api-keys",
    text: `select id, account, scope, quota, window_seconds as "windowSeconds", ${ms("expires_at", "expiresAtMs")},
                  ${ms("previous_until", "previousUntilMs")}, encode(sha256, 'hex') as sha256,
                  case when previous_until > $1 then encode(previous_sha256, 'hex') end as "previousSha256"
             from api_key where revoked_at is null and (expires_at is null or expires_at > $1)`,
    values: [new Date(nowMs)],
  });
}

/** In the order in which they were made, after the key `after`. */
export function listKeys(
  db: Queryable,
  page: {
    readonly account: string | undefined;
    readonly after: string | undefined;
    readonly limit: number;
  },
): Promise<readonly StoredKey[]> {
  return db.query<StoredKey>({
    name: "list-api-keys",
    text: `select ${MEMBERS} from api_key
            where ($1::text is null or account = $1) and ($2::uuid is null or id > $2)
            order by id limit $3`,
    values: [page.account ?? null, page.after ?? null, page.limit],
  });
}

export async function findKey(db: Queryable, id: string): Promise<StoredKey | undefined> {
  const [row] = await db.query<StoredKey>({
    name: "find-api-key",
    text: `select ${MEMBERS} from api_key where id = $1`,
    values: [id],
  });
  return row;
}

type Named = { readonly id: string; readonly precondition: Precondition };
export type KeyFields = Pick<StoredKey, "label" | "quota" | "windowSeconds" | "expiresAtMs">;

/** Changes what is named. In a transaction. */
export async function changeKey(
  tx: Queryable,
  { fields, ...named }: Named & { readonly fields: Partial<KeyFields> },
): Promise<Result<StoredKey, KeyError>> {
  const locked = await lockKey(tx, named);
  if (!locked.ok) return locked;
  const { label, quota, windowSeconds, expiresAtMs } = { ...locked.value, ...fields };
  const [row] = await tx.query<StoredKey>({
    name: "change-api-key",
    text: `update api_key set label = $2, quota = $3, window_seconds = $4, expires_at = $5, version = version + 1
            where id = $1 returning ${MEMBERS}`,
    values: [named.id, label, quota, windowSeconds, dateOf(expiresAtMs)],
  });
  return found(row, named.id);
}

/** The new secret opens from now on, and the one before it until `previousUntilMs`. In a transaction. */
export async function rotateKey(
  tx: Queryable,
  {
    makeSha256,
    previousUntilMs,
    ...named
  }: Named & {
    readonly makeSha256: (scope: Scope) => Uint8Array;
    readonly previousUntilMs: number;
  },
): Promise<Result<StoredKey, KeyError>> {
  const locked = await lockKey(tx, named);
  if (!locked.ok) return locked;
  const [row] = await tx.query<StoredKey>({
    name: "rotate-api-key",
    text: `update api_key set previous_sha256 = sha256, previous_until = $3, sha256 = $2, version = version + 1
            where id = $1 returning ${MEMBERS}`,
    values: [named.id, makeSha256(locked.value.scope), new Date(previousUntilMs)],
  });
  return found(row, named.id);
}

/** It opens nothing any more; a second time changes nothing. In a transaction. */
export async function revokeKey(
  tx: Queryable,
  { nowMs, ...named }: Named & { readonly nowMs: number },
): Promise<Result<null, KeyError>> {
  const locked = await lockKey(tx, named);
  if (!locked.ok) return locked.error.kind === "key-revoked" ? ok(null) : locked;
  await tx.query({
    name: "revoke-api-key",
    text: "update api_key set revoked_at = $2, version = version + 1 where id = $1",
    values: [named.id, new Date(nowMs)],
  });
  return ok(null);
}

/** When keys were last used; a gateway that is behind takes nothing back. Locked in one order: several write at once. */
export async function recordUses(db: Queryable, uses: readonly Use[]): Promise<void> {
  await db.query({
    name: "record-api-key-uses",
    text: `with used as materialized (
             select api_key.id, used.at from api_key join unnest($1::uuid[], $2::timestamptz[]) as used (id, at) using (id)
              order by api_key.id for no key update of api_key)
           update api_key set last_used_at = greatest(last_used_at, used.at) from used where api_key.id = used.id`,
    values: [uses.map(({ id }) => id), uses.map(({ atMs }) => new Date(atMs))],
  });
}

/** Forgets keys that ended long ago. */
export async function forgetEndedKeys(db: Queryable, nowMs: number): Promise<void> {
  await db.query({
    name: "forget-ended-api-keys",
    text: "delete from api_key where coalesce(revoked_at, expires_at) < $1",
    values: [new Date(nowMs - ENDED_KEPT_MS)],
  });
}

/** Until the transaction ends. A revoked key stays so for ever. */
async function lockKey(
  tx: Queryable,
  { id, precondition }: Named,
): Promise<Result<StoredKey, KeyError>> {
  const [row] = await tx.query<StoredKey>({
    name: "lock-api-key",
    text: `select ${MEMBERS} from api_key where id = $1 for update`,
    values: [id],
  });
  if (row === undefined) return fail({ kind: "key-not-found", id });
  if (!permits(precondition, row.version)) return fail({ kind: "key-changed" });
  return row.revokedAtMs === null ? ok(row) : fail({ kind: "key-revoked", id });
}

const found = (row: StoredKey | undefined, id: string): Result<StoredKey, KeyError> =>
  row === undefined ? fail({ kind: "key-not-found", id }) : ok(row);

const dateOf = (ms: number | null) => (ms === null ? null : new Date(ms));
