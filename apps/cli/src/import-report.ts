import { EXIT } from "./exit.ts";
import type { ImportReport } from "./import-job.ts";

/** Enough to see what is wrong with a file; `--json` has the first 1,000. */
const ERRORS_SHOWN_MAX = 20;

export const importExit = ({ status, rejected }: ImportReport): number =>
  status === "done" && rejected === 0 ? EXIT.done : EXIT.no;

export function importText(report: ImportReport): string {
  const { status, rows, accepted, created, updated, unchanged, rejected, errors } = report;
  const lines = errors.slice(0, ERRORS_SHOWN_MAX).map(({ line, column, message }) => {
    const where = column === "" ? `line ${line}` : `line ${line}, ${column}`;
    return `  ${where}: ${message}\n`;
  });
  const more = Math.max(errors.length, rejected) - lines.length;
  const unlisted = more > 0 && lines.length > 0 ? `  and ${more} more\n` : "";
  const changes = `${created} created, ${updated} updated, ${unchanged} unchanged`;
  return (
    `${lines.join("")}${unlisted}` +
    `import ${status}: ${rows} rows, ${accepted} accepted (${changes}), ${rejected} rejected\n`
  );
}
