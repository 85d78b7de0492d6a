import { EXIT } from "./exit.ts";
import type { ImportReport } from "./import-job.ts";

export const importExit = ({ status, rejected }: ImportReport): number =>
  status === "done" && rejected === 0 ? EXIT.done : EXIT.no;

export function importText({ status, rows, accepted, rejected, errors }: ImportReport): string {
  const lines = errors.map(({ line, column, message }) => {
    const where = column === "" ? `line ${line}` : `line ${line}, ${column}`;
    return `  ${where}: ${message}\n`;
  });
  const unlisted = rejected > errors.length && errors.length > 0 ? "  …\n" : "";
  return `${lines.join("")}${unlisted}import ${status}: ${rows} rows, ${accepted} accepted, ${rejected} rejected\n`;
}

/** One line, drawn over itself. */
export const progressText = ({ status, rows, accepted, rejected }: ImportReport): string =>
  `\r\x1b[K${status}: ${rows} rows, ${accepted} accepted, ${rejected} rejected`;
