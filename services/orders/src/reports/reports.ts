import { fail, ok, type Result } from "@holdfast/result";

export const REPORT_TYPES = [
  "stock-movements",
  "sales",
  "price-history",
  "stock-valuation",
] as const;
export const REPORT_FORMATS = ["json", "csv"] as const;
export const REPORT_STATUSES = ["queued", "running", "done", "failed", "cancelled"] as const;
export type ReportType = (typeof REPORT_TYPES)[number];
export type ReportFormat = (typeof REPORT_FORMATS)[number];
export type ReportStatus = (typeof REPORT_STATUSES)[number];

/** What a report is about. Unix ms; `fromMs` inside, `toMs` outside. */
export type ReportSpec = {
  readonly type: ReportType;
  readonly format: ReportFormat;
  readonly fromMs: number;
  readonly toMs: number;
};
/** A part of a result: an object of its own in the report storage. */
export type Part = { readonly name: string; readonly bytes: number };

export type Report = ReportSpec & {
  readonly id: string;
  readonly account: string;
  /** Sales of all accounts: an administrator asked. */
  readonly everyAccount: boolean;
  readonly status: ReportStatus;
  readonly progress: number;
  readonly rows: number;
  readonly bytes: number;
  readonly parts: readonly Part[] | undefined;
  /** Why it failed. */
  readonly failure: string | undefined;
  readonly createdAtMs: number;
  readonly finishedAtMs: number | undefined;
};

type Period = Pick<ReportSpec, "fromMs" | "toMs">;

export type PeriodRefusal =
  | { readonly kind: "report-period-invalid"; readonly path: "/from" | "/to" }
  | { readonly kind: "report-period-reversed" }
  | { readonly kind: "report-period-too-long"; readonly daysMax: number };

/** A year and a month, so that a year and what it is compared with fit; more than that is several reports. */
const PERIOD_DAYS_MAX = 400;
const DAY_MS = 24 * 3_600_000;
/** The end of the year 9999: more than four digits are no time of RFC 3339. */
const LAST_MS = 253_402_300_799_999;

/** A period, if it is one: both are NaN where no clock shows the time (a 61st second). */
export function checkPeriod({ fromMs, toMs }: Period): Result<Period, PeriodRefusal> {
  if (!isInstant(fromMs)) return fail({ kind: "report-period-invalid", path: "/from" });
  if (!isInstant(toMs)) return fail({ kind: "report-period-invalid", path: "/to" });
  if (fromMs >= toMs) return fail({ kind: "report-period-reversed" });
  if (toMs - fromMs > PERIOD_DAYS_MAX * DAY_MS) {
    return fail({ kind: "report-period-too-long", daysMax: PERIOD_DAYS_MAX });
  }
  return ok({ fromMs, toMs });
}

const isInstant = (ms: number): boolean => ms >= 0 && ms <= LAST_MS;

export type ResultRefusal =
  | { readonly kind: "report-not-ready"; readonly id: string; readonly status: ReportStatus }
  | { readonly kind: "report-expired"; readonly id: string };

/** The parts of a report's result, while they are kept. */
export function resultOf(
  { id, status, parts, finishedAtMs = 0 }: Report,
  { nowMs, retentionMs }: { readonly nowMs: number; readonly retentionMs: number },
): Result<readonly Part[], ResultRefusal> {
  if (status === "cancelled") return fail({ kind: "report-expired", id });
  if (parts === undefined) return fail({ kind: "report-not-ready", id, status });
  return nowMs < finishedAtMs + retentionMs ? ok(parts) : fail({ kind: "report-expired", id });
}

/** How far a report is that has `rows` of some `expected`: never 1, which is the done one's. */
export function progressOf(rows: number, expected: number): number {
  return Math.min(0.99, rows / Math.max(expected, 1));
}
