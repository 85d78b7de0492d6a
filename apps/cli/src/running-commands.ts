/** Commands that ask the running system beside the gateway: `status`, `audit`, `events`. */
import type { Command } from "commander";
import { askAudit, askRepair, auditExit, auditText, repairsText } from "./audit.ts";
import { eventsJson, eventsText, readEvents } from "./events.ts";
import { EXIT } from "./exit.ts";
import * as help from "./help.ts";
import { complain, print, toJson } from "./output.ts";
import { portPlan } from "./ports.ts";
import { type Environment, hostOf, originOf, readSettings, type Settings } from "./settings.ts";
import type { Exit, Surroundings } from "./surroundings.ts";

type JsonOption = { readonly json?: true };
type AuditFlags = JsonOption & { readonly repair?: boolean };
type EventsFlags = JsonOption & { readonly follow?: true; readonly after?: string };

export function addRunningCommands(program: Command, { env, exit }: Surroundings): void {
  program
    .command("status")
    .description("show each process: pid, port, ready or not")
    .option("--json", "print { processes: [{ name, pid, port, ready }] }")
    .addHelpText("after", help.AFTER_STATUS)
    .action((flags: JsonOption) => runStatus(flags, env, exit));
  program
    .command("audit")
    .description("prove that ledger, stock and reservations agree")
    .option("--repair", "write correcting movements for what is found, and say each")
    .option("--json", "print the whole audit as JSON")
    .addHelpText("after", help.AFTER_AUDIT)
    .action((flags: AuditFlags) => runAudit(flags, env, exit));
  program
    .command("events")
    .description("show what happened to stock and reservations, oldest first")
    .option("--follow", "wait for more, until Ctrl-C")
    .option("--after <cursor>", "begin behind this cursor")
    .option("--json", "print one JSON object a line")
    .addHelpText("after", help.AFTER_EVENTS)
    .action((flags: EventsFlags) => runEvents(flags, env, exit));
}

async function runStatus(flags: JsonOption, env: Environment, exit: Exit): Promise<void> {
  const settings = readSettings(env, { running: true });
  if (!settings.ok) return exit(complain(settings.error, EXIT.unasked));
  const { processStatuses, statusExit, statusText } = await import("./status.ts"); // with a client of PostgreSQL
  const processes = await processStatuses(settings.value);
  print(flags.json ? toJson({ processes }) : statusText(processes, settings.value.home));
  exit(statusExit(processes));
}

async function runAudit(flags: AuditFlags, env: Environment, exit: Exit): Promise<void> {
  const settings = readSettings(env, { running: true });
  if (!settings.ok) return exit(complain(settings.error, EXIT.unasked));
  const origin = inventoryOrigin(env, settings.value);
  const repaired = flags.repair === true ? await askRepair(origin) : undefined;
  if (repaired?.ok === false) return exit(complain(repaired.error, EXIT.unasked));
  const audit = await askAudit(origin); // after the repair: it says what is left
  if (!audit.ok) return exit(complain(audit.error, EXIT.unasked));
  const repairs = repaired?.value;
  if (flags.json) print(toJson(repairs === undefined ? audit.value : { ...audit.value, repairs }));
  else print(repairsText(repairs ?? []) + auditText(audit.value));
  exit(auditExit(audit.value));
}

async function runEvents(flags: EventsFlags, env: Environment, exit: Exit): Promise<void> {
  const settings = readSettings(env, { running: true });
  if (!settings.ok) return exit(complain(settings.error, EXIT.unasked));
  const text = flags.json ? eventsJson : eventsText;
  const read = await readEvents(inventoryOrigin(env, settings.value), {
    after: flags.after,
    follow: flags.follow === true,
    show: (events) => {
      print(text(events));
      return process.stdout.writable; // false when its reader has gone
    },
  });
  if (!read.ok) return exit(complain(read.error, EXIT.unasked));
  process.stderr.write(`to go on from here: holdfast events --after ${read.value}\n`);
}

/** Any of its processes: they have one database. */
function inventoryOrigin(env: Environment, settings: Settings): string {
  const [first] = env.INVENTORY_URL?.split(",") ?? [];
  return first ?? originOf(hostOf("inventory", settings), portPlan(settings.portBase).inventory);
}
