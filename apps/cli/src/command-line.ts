/** The commands, their options and what they teach. What they do is in the modules they call. */
import { Argument, Command, CommanderError } from "commander";
import { askAudit, askRepair, auditExit, auditText, repairsText } from "./audit.ts";
import { ADMIN_COMMANDS } from "./commands/admin-commands.ts";
import { addApiCommands, nounOf } from "./commands/api-command.ts";
import { choicesOf, completionScript, type Shell } from "./commands/completion.ts";
import { addDoctorCommand } from "./commands/doctor-checks.ts";
import { KEY_COMMANDS } from "./commands/key-commands.ts";
import { addLoadCommand } from "./commands/load-command.ts";
import { ORDER_COMMANDS } from "./commands/order-commands.ts";
import { SHOP_COMMANDS } from "./commands/shop-commands.ts";
import { STOCK_COMMANDS } from "./commands/stock-commands.ts";
import { addStreamCommands } from "./commands/stream-commands.ts";
import { eventsJson, eventsText, readEvents } from "./events.ts";
import { EXIT } from "./exit.ts";
import { addFileCommands } from "./file-commands.ts";
import { gatewayOf } from "./gateway.ts";
import * as help from "./help.ts";
import { complain, print, toJson } from "./output.ts";
import { addPlanCommand } from "./plan-command.ts";
import { portPlan } from "./ports.ts";
import { askReplay, replayExit, replayText } from "./quote.ts";
import { select } from "./selection.ts";
import {
  type Environment,
  exposure,
  hostOf,
  LOOPBACK,
  originOf,
  readSettings,
  type Settings,
} from "./settings.ts";
import { start } from "./start.ts";
import { processStatuses, statusExit, statusText } from "./status.ts";

type AuditFlags = JsonOption & { readonly repair?: boolean };
type JsonOption = { readonly json?: true };
type StartFlags = JsonOption & { readonly fresh?: true; readonly only?: string };
type EventsFlags = JsonOption & { readonly follow?: true; readonly after?: string };
/** Sets the exit code of the command that ran. */
type Exit = (code: number) => void;

/** Runs one command; resolves to the process's exit code. */
export async function runCommandLine(argv: readonly string[], env: Environment): Promise<number> {
  let code: number = EXIT.done;
  const program = holdfast(env, (chosen) => {
    code = chosen;
  });
  try {
    await program.parseAsync([...argv], { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.unasked;
    throw error;
  }
}

function holdfast(env: Environment, exit: Exit): Command {
  const program = new Command("holdfast")
    .description(help.ABOUT)
    .addHelpText("after", help.AFTER)
    .exitOverride()
    .showHelpAfterError("(add --help for what there is)")
    .configureHelp({ showGlobalOptions: true });
  program
    .command("start")
    .description("start everything and keep it running until Ctrl-C")
    .option("--fresh", "forget all data of earlier starts first")
    .option("--only <services>", "start these alone, with the stores they need: inventory,pricing")
    .option("--json", "log JSON lines even on a terminal")
    .addHelpText("after", help.AFTER_START)
    .action((flags: StartFlags) => runStart(flags, env, exit));
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
  addEventsCommand(program, env, exit);
  addFileCommands(program, env, exit);
  addCallCommands(program, { env, exit });
  addQuoteCommand(program, env, exit);
  addCompletionCommand(program);
  addPlanCommand(program, env, exit);
  return program;
}

function addCallCommands(
  program: Command,
  surroundings: { readonly env: Environment; readonly exit: Exit },
): void {
  for (const table of [
    SHOP_COMMANDS,
    ORDER_COMMANDS,
    STOCK_COMMANDS,
    ADMIN_COMMANDS,
    KEY_COMMANDS,
  ]) {
    addApiCommands(program, table, surroundings);
  }
  addStreamCommands(program, surroundings);
  addLoadCommand(program, surroundings);
  addDoctorCommand(program, surroundings);
}

function addCompletionCommand(program: Command): void {
  program
    .command("completion")
    .description("a script that completes commands and options in your shell")
    .addArgument(new Argument("<shell>").choices(["bash", "zsh", "fish"]))
    .addHelpText("after", help.AFTER_COMPLETION)
    .action((shell: Shell) => print(completionScript(shell, choicesOf(program))));
}

function addQuoteCommand(program: Command, env: Environment, exit: Exit): void {
  nounOf(program, "quote")
    .command("replay <id>")
    .description("compute a quote again from what it was made of, and compare byte for byte")
    .option("--json", "print { id, identical, differences: [{ path, stored, computed }] }")
    .addHelpText("after", help.AFTER_QUOTE_REPLAY)
    .action((id: string, flags: JsonOption) => runReplay(id, flags, env, exit));
}

function addEventsCommand(program: Command, env: Environment, exit: Exit): void {
  program
    .command("events")
    .description("show what happened to stock and reservations, oldest first")
    .option("--follow", "wait for more, until Ctrl-C")
    .option("--after <cursor>", "begin behind this cursor")
    .option("--json", "print one JSON object a line")
    .addHelpText("after", help.AFTER_EVENTS)
    .action((flags: EventsFlags) => runEvents(flags, env, exit));
}

async function runStart(flags: StartFlags, env: Environment, exit: Exit): Promise<void> {
  const settings = readSettings(env, { running: false });
  if (!settings.ok) return exit(complain(settings.error, EXIT.unasked));
  const selection = select(flags.only, env);
  if (!selection.ok) return exit(complain(selection.error, EXIT.unasked));
  const opensGateway = selection.value.services.some(({ name }) => name === "gateway");
  const host = opensGateway ? settings.value.host : LOOPBACK; // it is about the gateway alone
  const exposed = exposure({ ...settings.value, host });
  if (exposed !== undefined) return exit(complain(exposed, EXIT.unasked));
  const options = { fresh: flags.fresh === true, json: flags.json === true };
  const ended = await start(options, { ...settings.value, host, selection: selection.value });
  exit(ended.ok ? ended.value : complain(ended.error, EXIT.no));
}

async function runStatus(flags: JsonOption, env: Environment, exit: Exit): Promise<void> {
  const settings = readSettings(env, { running: true });
  if (!settings.ok) return exit(complain(settings.error, EXIT.unasked));
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

async function runReplay(
  id: string,
  flags: JsonOption,
  env: Environment,
  exit: Exit,
): Promise<void> {
  const gateway = gatewayOf(env);
  if (!gateway.ok) return exit(complain(gateway.error, EXIT.unasked));
  const replay = await askReplay(gateway.value, id);
  if (!replay.ok) return exit(complain(replay.error, EXIT.unasked));
  print(flags.json ? toJson(replay.value) : replayText(replay.value));
  exit(replayExit(replay.value));
}

/** Any of its processes: they have one database. */
function inventoryOrigin(env: Environment, settings: Settings): string {
  const [first] = env.INVENTORY_URL?.split(",") ?? [];
  return first ?? originOf(hostOf("inventory", settings), portPlan(settings.portBase).inventory);
}
