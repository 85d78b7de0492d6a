/** `holdfast plan`: what a change does to the system, before it is made. The planner has commands and a help of its own. */
import type { Command } from "commander";
import { EXIT } from "./exit.ts";
import { complain, print } from "./output.ts";

export function addPlanCommand(program: Command, exit: (code: number) => void): void {
  program
    .command("plan")
    .argument("[words...]", "a command of the planner and its options")
    .description("say what a change does to contracts, data and callers; see plan --help")
    .helpOption(false)
    .allowUnknownOption()
    .action(async (words: readonly string[]) => {
      const { runPlan } = await import("@holdfast/planner"); // other commands do not wait for its parsers
      exit(
        await runPlan(words, {
          folder: process.cwd(),
          nowMs: Date.now(),
          colours: process.stdout.isTTY === true && process.stdout.hasColors(), // it knows NO_COLOR
          print,
          complain: (line) => void complain(line, EXIT.unasked),
        }),
      );
    });
}
