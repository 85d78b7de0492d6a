import { appendFileSync } from "node:fs";

/** What a journey asked the gateway and was answered, as `npm run record-calls` collects it. */
export type Asked = {
  readonly method: string;
  readonly path: string;
  readonly request?: unknown;
  readonly status: number;
  readonly answer?: unknown;
};

/** Keeps it where somebody records; does nothing else. */
export function recordExample(asked: Asked): void {
  const file = process.env.RECORD_EXAMPLES;
  if (file !== undefined) appendFileSync(file, `${JSON.stringify(asked)}\n`);
}
