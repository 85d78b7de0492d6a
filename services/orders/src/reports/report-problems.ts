import { type Problem, problem } from "@holdfast/problem";
import type { PeriodRefusal, ResultRefusal } from "./reports.ts";

export type ReportError =
  | PeriodRefusal
  | ResultRefusal
  | { readonly kind: "report-not-found"; readonly id: string };

/** Every refusal of a report as its problem. */
export function reportProblem(error: ReportError): Problem {
  switch (error.kind) {
    case "report-period-invalid":
      return invalid("That is no time.", error.path, "must be a time that a clock shows");
    case "report-period-reversed":
      return invalid("The period ends before it begins.", "/to", "must be later than from");
    case "report-period-too-long":
      return invalid(
        `A report covers at most ${error.daysMax} days.`,
        "/to",
        `must be at most ${error.daysMax} days after from`,
      );
    case "report-not-found":
      return problem({
        status: 404,
        code: error.kind,
        title: "No such report",
        detail: `No report of yours has the id ${error.id}.`,
      });
    case "report-not-ready":
      return problem({
        status: 409,
        code: error.kind,
        title: "Report not ready",
        detail: `Report ${error.id} is ${error.status}. Its result is there once it is done.`,
      });
    case "report-expired":
      return problem({
        status: 410,
        code: error.kind,
        title: "Report expired",
        detail: `The result of report ${error.id} is not kept any more. Ask for a new one.`,
      });
    default:
      return error satisfies never;
  }
}

function invalid(detail: string, path: string, message: string): Problem {
  return problem({
    status: 400,
    code: "validation-failed",
    title: "Validation failed",
    detail,
    errors: [{ path, message }],
  });
}
