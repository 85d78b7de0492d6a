import type { Submissions } from "../restate-ingress.ts";
import type { ReportStorage } from "./report-storage.ts";
import type { ReportInput } from "./reports.workflow.ts";

/** What the service is given for its reports. */
export type ReportParts = {
  readonly submissions: Submissions<ReportInput>;
  readonly storage: ReportStorage;
  /** How long a result is kept. */
  readonly retentionMs: number;
  /** How many reports are made at once, over all processes. */
  readonly slots: number;
  /** Stock is valued in it. */
  readonly currency: string;
};
