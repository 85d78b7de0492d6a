import type { Queryable } from "@holdfast/postgres";
import type { PriceLimits } from "../dynamic-price.ts";
import { DEMAND_HOURS_MAX, type DynamicRuleSet } from "../dynamic-rules.ts";
import {
  type AdjustmentBody,
  DAY_MS,
  type Judgement,
  judgeSku,
  type SkuToJudge,
  type Standing,
} from "./judge-signals.ts";

const HOUR_MS = 3_600_000;
type Batch = { readonly nowMs: number; readonly limit: number };

/** Judges SKUs that are due, at most `limit`, and answers how many. Run it in a transaction; any number of processes may. */
export async function judgeDue(
  tx: Queryable,
  rules: DynamicRuleSet,
  { nowMs, limit }: Batch,
): Promise<number> {
  const due = await lockDue(tx, { nowMs, limit });
  if (due.length === 0) return 0;
  const skus = due.map(({ sku }) => sku);
  const limits = await findLimits(tx, skus);
  const demand = await findDemand(tx, skus, nowMs);
  const limited = skus.filter((sku) => limits.get(sku)?.maxChangePercentPerDay != null);
  const day = limited.length === 0 ? NO_DAYS : await findDay(tx, limited, nowMs);
  const judged = due.map(({ sku, body, recordedAt, ...row }) => {
    const subject: SkuToJudge = {
      ...{ sku, ...row, demand: demand.get(sku) ?? [], day: day.get(sku) ?? [] },
      limits: limits.get(sku),
      current:
        body === null || recordedAt === null
          ? undefined
          : { ...body, recordedAtMs: recordedAt.getTime() },
    };
    return { sku, ...judgeSku(subject, rules, nowMs) };
  });
  await appendAdjustments(tx, judged, nowMs);
  await setDue(tx, judged);
  return due.length;
}

const NO_DAYS: ReadonlyMap<string, readonly Standing[]> = new Map();

type Due = {
  readonly sku: string;
  readonly availableUnits: number | null;
  readonly category: string | null;
  readonly body: AdjustmentBody | null;
  readonly recordedAt: Date | null;
};

/** In the order of the SKUs, as the events' rows are locked; what others judge at the moment is theirs. */
async function lockDue(tx: Queryable, { nowMs, limit }: Batch): Promise<readonly Due[]> {
  return tx.query<Due>({
    name: "lock-due-signals",
    isPlannedAnew: true,
    text: `with due as (
             select sku, available_units from signal where due_at <= $1 order by due_at limit $2 for update skip locked)
           select due.sku, due.available_units as "availableUnits", facts.category, adjusted.body,
                  adjusted.recorded_at as "recordedAt"
             from due
             left join product on product.sku = due.sku
             left join product_history facts on facts.sku = product.sku and facts.version = product.version
             left join adjustment on adjustment.sku = due.sku
             left join adjustment_history adjusted on adjusted.sku = adjustment.sku and adjusted.version = adjustment.version
            order by due.sku`,
    values: [new Date(nowMs), limit],
  });
}

async function findLimits(
  tx: Queryable,
  skus: readonly string[],
): Promise<ReadonlyMap<string, PriceLimits>> {
  const rows = await tx.query<{ sku: string; body: PriceLimits }>({
    name: "find-price-limits",
    text: `select key as sku, body from document where kind = 'price-limits' and key = any($1) and body is not null`,
    values: [skus],
  });
  return new Map(rows.map(({ sku, body }) => [sku, body]));
}

async function findDemand(
  tx: Queryable,
  skus: readonly string[],
  nowMs: number,
): Promise<ReadonlyMap<string, SkuToJudge["demand"]>> {
  const rows = await tx.query<{ sku: string; hour: Date; units: number }>({
    name: "find-demand",
    text: "select sku, hour, units from demand where sku = any($1) and hour > $2",
    values: [skus, new Date(nowMs - DEMAND_HOURS_MAX * HOUR_MS)],
  });
  const entries = rows.map(({ sku, hour, units }) => ({ sku, hourMs: hour.getTime(), units }));
  return Map.groupBy(entries, ({ sku }) => sku);
}

/** What stood 24 hours ago, where anything did, and all since. */
async function findDay(
  tx: Queryable,
  skus: readonly string[],
  nowMs: number,
): Promise<ReadonlyMap<string, readonly Standing[]>> {
  const rows = await tx.query<{ sku: string; at: Date; percent: string }>({
    name: "find-day-of-adjustments",
    text: `select asked.sku, stood.recorded_at as at, coalesce(stood.body ->> 'standingPercent', '0') as percent
             from unnest($1::text[]) as asked (sku) cross join lateral (
               select recorded_at, body from adjustment_history
                where sku = asked.sku and version >= coalesce(
                  (select max(version) from adjustment_history where sku = asked.sku and recorded_at <= $2), 1)) stood
            order by asked.sku, stood.recorded_at`,
    values: [skus, new Date(nowMs - DAY_MS)],
  });
  const told = rows.map(({ sku, at, percent }) => ({ sku, atMs: at.getTime(), percent }));
  const day = new Map<string, Standing[]>();
  for (const { sku, ...standing } of told) {
    const list = day.get(sku) ?? [];
    // Nothing stood before the first.
    if (list.length === 0 && standing.atMs > nowMs - DAY_MS) {
      list.push({ atMs: Number.NEGATIVE_INFINITY, percent: "0" });
    }
    list.push(standing);
    day.set(sku, list);
  }
  return day;
}

type Judged = Judgement & { readonly sku: string };

async function appendAdjustments(
  tx: Queryable,
  judged: readonly Judged[],
  nowMs: number,
): Promise<void> {
  const changed = judged.flatMap(({ sku, next }) => (next === null ? [] : [{ sku, body: next }]));
  if (changed.length === 0) return;
  await tx.query({
    name: "append-adjustments",
    text: `with changed as (
             select * from jsonb_to_recordset($1::jsonb) as row (sku text, body jsonb)),
           counted as (
             insert into adjustment (sku, version) select sku, 1 from changed order by sku
             on conflict (sku) do update set version = adjustment.version + 1 returning sku, version)
           insert into adjustment_history (sku, version, body, recorded_at)
           select sku, version, body, $2 from counted join changed using (sku)`,
    values: [JSON.stringify(changed), new Date(nowMs)],
  });
}

async function setDue(tx: Queryable, judged: readonly Judged[]): Promise<void> {
  await tx.query({
    name: "set-signals-due",
    text: `update signal set due_at = judged.due_at
             from unnest($1::text[], $2::timestamptz[]) as judged (sku, due_at) where signal.sku = judged.sku`,
    values: [
      judged.map(({ sku }) => sku),
      judged.map(({ dueAtMs }) => (dueAtMs === null ? null : new Date(dueAtMs))),
    ],
  });
}

/**
 * After a change of rules every SKU is due: marks the next `limit` of them, in the order of the SKU. True when none is left.
 * Processes take turns.
 */
export async function markDue(
  tx: Queryable,
  rulesRevision: number,
  { nowMs, limit }: Batch,
): Promise<boolean> {
  const [pass] = await tx.query<{ revision: number; afterSku: string | null }>({
    name: "lock-signal-pass",
    text: `select rules_revision as revision, after_sku as "afterSku" from signal_pass for update`,
  });
  if (pass === undefined) throw new Error("signal_pass has lost its row");
  // Another process may know of a later change: then all are marked for that one.
  const after = rulesRevision > pass.revision ? "" : pass.afterSku;
  if (after === null) return true;
  const marked = await markNext(tx, { after, nowMs, limit });
  const isLast = marked.count < limit;
  await tx.query({
    name: "move-signal-pass",
    text: "update signal_pass set rules_revision = greatest(rules_revision, $1), after_sku = $2",
    values: [rulesRevision, isLast ? null : marked.last],
  });
  return isLast;
}

async function markNext(
  tx: Queryable,
  asked: { readonly after: string; readonly nowMs: number; readonly limit: number },
): Promise<{ readonly count: number; readonly last: string | null }> {
  const [marked] = await tx.query<{ count: number; last: string | null }>({
    name: "mark-signals-due",
    isPlannedAnew: true,
    text: `with next as (
             select sku from signal where sku > $1 order by sku limit $3 for update),
           marked as (
             update signal set due_at = least(due_at, $2) from next where signal.sku = next.sku)
           select count(*) as count, max(sku) as last from next`,
    values: [asked.after, new Date(asked.nowMs), asked.limit],
  });
  return marked ?? { count: 0, last: null };
}

/** Has the SKU judged soon: its limits have changed. Nothing where none of its signals was ever told. */
export async function markSkuDue(tx: Queryable, sku: string, nowMs: number): Promise<void> {
  await tx.query({
    name: "mark-signal-due",
    text: "update signal set due_at = least(due_at, $2) where sku = $1",
    values: [sku, new Date(nowMs)],
  });
}

/** Grows with every change of the rules. */
export async function findRulesRevision(db: Queryable): Promise<number> {
  const [kind] = await db.query<{ revision: number }>({
    name: "find-rules-revision",
    text: "select revision from document_kind where kind = 'dynamic-rule'",
  });
  return kind?.revision ?? 0;
}

/** Deletes what counts no more, at most `limit` of each: bought units of old hours, and ids whose events are as old. */
export async function forgetOldSignals(db: Queryable, { nowMs, limit }: Batch): Promise<number> {
  // An event of before is left out by its time, so its id need not be known.
  const beforeMs = nowMs - (DEMAND_HOURS_MAX + 24) * HOUR_MS;
  const [forgotten] = await db.query<{ count: number }>({
    name: "forget-old-signals",
    text: `with ids as (
             delete from inbox where event_id = any(array(
               select event_id from inbox where taken_at < $1 order by taken_at limit $2)) returning 1),
           hours as (
             delete from demand where ctid = any(array(select ctid from demand where hour < $1 order by hour limit $2)) returning 1)
           select greatest((select count(*) from ids), (select count(*) from hours)) as count`,
    values: [new Date(beforeMs), limit],
  });
  return forgotten?.count ?? 0;
}
