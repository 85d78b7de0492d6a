/** `holdfast plan`: what a change does to the system, before it is made. The planner has commands and a help of its own. */
import type { Command } from "commander";
import { addReplayCommand } from "./commands/replay-command.ts";
import { EXIT } from "./exit.ts";
import { complain, print } from "./output.ts";
import type { Surroundings } from "./surroundings.ts";

export function addPlanCommand(program: Command, { env, exit }: Surroundings): void {
  const plan = program.command("plan");
  plan
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
      if (asksForHelp(words)) print(REPLAY);
    });
  addReplayCommand(plan.helpCommand(false), env, exit); // it asks a running system, which the planner never does
}

const asksForHelp = ([word]: readonly string[]): boolean => word === undefined || word === "--help";
const REPLAY = `
Besides: plan replay --draft FILE [--orders N] [--since TIME] [--until TIME] [--json]
      what recorded orders would have cost under draft prices, promotions and stock rules; see plan replay --help
`;
