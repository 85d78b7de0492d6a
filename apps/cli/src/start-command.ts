/** `holdfast start` as it is written. Only a start loads what it takes. */
import type { Command } from "commander";
import { EXIT } from "./exit.ts";
import { AFTER_START } from "./help.ts";
import { complain } from "./output.ts";
import { select } from "./selection.ts";
import { type Environment, exposure, LOOPBACK, readSettings } from "./settings.ts";
import type { Exit, Surroundings } from "./surroundings.ts";

type StartFlags = { readonly fresh?: true; readonly only?: string; readonly json?: true };

export function addStartCommand(program: Command, { env, exit }: Surroundings): void {
  program
    .command("start")
    .description("start everything and keep it running until Ctrl-C")
    .option("--fresh", "forget all data of earlier starts first")
    .option("--only <services>", "start these alone, with the stores they need: inventory,pricing")
    .option("--json", "log JSON lines even on a terminal")
    .addHelpText("after", AFTER_START)
    .action((flags: StartFlags) => runStart(flags, env, exit));
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
  const { start } = await import("./start.ts");
  const ended = await start(options, { ...settings.value, host, selection: selection.value });
  exit(ended.ok ? ended.value : complain(ended.error, EXIT.no));
}
