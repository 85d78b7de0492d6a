/** Commands that go on: watch an order, fetch a report's file. */
import { resolve } from "node:path";
import { type File, HoldfastError } from "@holdfast/client";
import type { Command } from "commander";
import { EXIT } from "../exit.ts";
import { complain, print, toJson } from "../output.ts";
import { progressShown } from "../progress.ts";
import { saveFile } from "../save-file.ts";
import type { Environment } from "../settings.ts";
import type { Surroundings } from "../surroundings.ts";
import { addCommand, clientOf, complainOf } from "./api-command.ts";

type Flags = {
  readonly json?: true;
  readonly follow?: true;
  readonly url?: string;
  readonly key?: string;
};

export function addStreamCommands(program: Command, { env, exit }: Surroundings): void {
  addCommand(program, {
    name: "order watch <id>",
    about: "every step of an order as it happens, until it is settled",
    options: [["--follow", "go on when it is confirmed: it may still be cancelled or returned"]],
    example: "order watch 0198c9f0-0000-7000-8000-000000000000",
  }).action(async (id: string, flags: Flags) => exit(await watchOrder(id, flags, env)));
  addCommand(program, {
    name: "report download <id> [file]",
    about: "the result of a report, to standard output where no file is named",
    options: [],
    example: "report download 0198c9f0-0000-7000-8000-000000000000 sales.csv",
  }).action(async (id: string, file: string | undefined, flags: Flags) =>
    exit(await downloadReport({ id, file }, flags, env)),
  );
}

const SETTLED = new Set(["confirmed", "failed", "cancelled"]);

/** 0 when the order is confirmed, 1 when it failed or was cancelled. */
async function watchOrder(id: string, flags: Flags, env: Environment): Promise<number> {
  const client = clientOf(flags, env);
  if (!client.ok) return complain(client.error, EXIT.unasked);
  let status: string | undefined;
  try {
    for await (const told of client.value.events("watchOrder", { path: { id } })) {
      const data = told.data as { readonly [field: string]: unknown };
      const line = `${data.startedAt ?? ""}  ${data.step ?? told.event}  ${data.status}`.trim();
      print(flags.json ? `${JSON.stringify(told)}\n` : `${line}\n`);
      if (told.event === "status") status = String(data.status);
      if (status !== undefined && SETTLED.has(status) && flags.follow !== true) break;
    }
  } catch (error) {
    if (error instanceof HoldfastError) return complainOf(error.error);
    throw error;
  }
  return status === "failed" || status === "cancelled" ? EXIT.no : EXIT.done;
}

async function downloadReport(
  { id, file }: { readonly id: string; readonly file: string | undefined },
  flags: Flags,
  env: Environment,
): Promise<number> {
  if (flags.json && file === undefined) {
    return complain("--json tells of a file: name one", EXIT.unasked);
  }
  const client = clientOf(flags, env);
  if (!client.ok) return complain(client.error, EXIT.unasked);
  const opened = await client.value.file("getReportResult", { path: { id } });
  if (!opened.ok) return complainOf(opened.error);
  const path = file === undefined ? undefined : resolve(env.INIT_CWD ?? process.cwd(), file);
  const bytes = await saved(opened.value, path, flags);
  if (bytes === undefined) return complain("the report broke off and is not whole", EXIT.unasked);
  if (path !== undefined)
    print(flags.json ? toJson({ file: path, bytes }) : `${bytes} bytes in ${file}\n`);
  return EXIT.done;
}

/** The bytes of a file that is there only when it is whole; undefined when it broke off. */
async function saved(
  file: File,
  path: string | undefined,
  flags: Flags,
): Promise<number | undefined> {
  const nowMs = () => performance.now();
  const progress = progressShown(process.stderr, { quiet: flags.json === true, nowMs });
  let done = 0;
  async function* counted() {
    for await (const piece of file.stream) {
      done += piece.length;
      progress.show({ phase: "fetching", done, of: file.bytes });
      yield piece;
    }
  }
  const written = await saveFile(counted(), path);
  progress.clear();
  return written.ok ? done : undefined;
}
