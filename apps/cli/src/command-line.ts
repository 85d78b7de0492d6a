/** The commands of `holdfast`. What they do is in the modules they call, and each is loaded when it is asked for. */
import { Argument, Command, CommanderError } from "commander";
import { choicesOf, completionScript, type Shell } from "./commands/completion.ts";
import { EXIT } from "./exit.ts";
import * as help from "./help.ts";
import { print } from "./output.ts";
import type { Environment } from "./settings.ts";
import type { Surroundings } from "./surroundings.ts";

type Part = {
  /** The first words of its commands. */
  readonly words: readonly string[];
  readonly load: () => Promise<(program: Command, surroundings: Surroundings) => void>;
};

/** In the order in which help shows them. */
const PARTS: readonly Part[] = [
  {
    words: ["start"],
    load: async () => (await import("./start-command.ts")).addStartCommand,
  },
  {
    words: ["status", "audit", "events"],
    load: async () => (await import("./running-commands.ts")).addRunningCommands,
  },
  {
    words: ["import", "export"],
    load: async () => (await import("./file-commands.ts")).addFileCommands,
  },
  {
    words: [
      ...["product", "quote", "reserve", "order", "stock", "price"],
      ...["report", "webhook", "flag", "breaker", "key"],
    ],
    load: async () => (await import("./commands/call-commands.ts")).addCallCommands,
  },
  {
    words: ["load"],
    load: async () => (await import("./commands/load-command.ts")).addLoadCommand,
  },
  {
    words: ["doctor"],
    load: async () => (await import("./commands/doctor-command.ts")).addDoctorCommand,
  },
  {
    words: ["plan"],
    load: async () => (await import("./plan-command.ts")).addPlanCommand,
  },
];

/** Runs one command; resolves to the process's exit code. */
export async function runCommandLine(argv: readonly string[], env: Environment): Promise<number> {
  let code: number = EXIT.done;
  const exit = (chosen: number): void => {
    code = chosen;
  };
  const program = await holdfast(argv[0], { env, exit });
  try {
    await program.parseAsync([...argv], { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.unasked;
    throw error;
  }
}

/** With the commands that begin with `word`; with all of them where none does, as for help and completion. */
async function holdfast(word: string | undefined, surroundings: Surroundings): Promise<Command> {
  const program = new Command("holdfast")
    .description(help.ABOUT)
    .addHelpText("after", help.AFTER)
    .exitOverride()
    .showHelpAfterError("(add --help for what there is)")
    .configureHelp({ showGlobalOptions: true });
  const asked = PARTS.filter(({ words }) => word !== undefined && words.includes(word));
  const parts = asked.length > 0 ? asked : PARTS;
  for (const add of await Promise.all(parts.map(({ load }) => load()))) add(program, surroundings);
  if (asked.length === 0) addCompletionCommand(program);
  return program;
}

function addCompletionCommand(program: Command): void {
  program
    .command("completion")
    .description("a script that completes commands and options in your shell")
    .addArgument(new Argument("<shell>").choices(["bash", "zsh", "fish"]))
    .addHelpText("after", help.AFTER_COMPLETION)
    .action((shell: Shell) => print(completionScript(shell, choicesOf(program))));
}
