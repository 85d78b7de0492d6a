import type { Queryable } from "@holdfast/postgres";
import type { RowError } from "./file-row.ts";

/** Kept of one job's errors; whoever has more needs another file, not a longer list. */
export const ERRORS_KEPT_MAX = 1_000;

export function findErrors(db: Queryable, jobId: string): Promise<readonly RowError[]> {
  return db.query<RowError>({
    name: "find-import-errors",
    text: `select line, column_name as "column", message from import_error where job_id = $1 order by line, id`,
    values: [jobId],
  });
}

/** Adds errors to a job's, as far as they are kept. */
export async function insertErrors(
  tx: Queryable,
  jobId: string,
  errors: readonly RowError[],
): Promise<void> {
  if (errors.length === 0) return;
  await tx.query({
    name: "insert-import-errors",
    text: `insert into import_error (job_id, line, column_name, message) select $1, line, column_name, message
             from unnest($2::int[], $3::text[], $4::text[]) with ordinality as error (line, column_name, message, position)
            order by position
            limit greatest(0, $5 - (select count(*) from import_error where job_id = $1))`,
    values: [
      jobId,
      errors.map(({ line }) => line),
      errors.map(({ column }) => column),
      errors.map(({ message }) => message),
      ERRORS_KEPT_MAX,
    ],
  });
}
