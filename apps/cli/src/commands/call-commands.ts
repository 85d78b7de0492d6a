/** All commands that are calls of the public API. */
import type { Command } from "commander";
import { EXIT } from "../exit.ts";
import { gatewayOf } from "../gateway.ts";
import { AFTER_QUOTE_REPLAY } from "../help.ts";
import { complain, print, toJson } from "../output.ts";
import { askReplay, replayExit, replayText } from "../quote.ts";
import type { Environment } from "../settings.ts";
import type { Exit, Surroundings } from "../surroundings.ts";
import { ADMIN_COMMANDS } from "./admin-commands.ts";
import { addApiCommands, nounOf } from "./api-command.ts";
import { KEY_COMMANDS } from "./key-commands.ts";
import { ORDER_COMMANDS } from "./order-commands.ts";
import { SHOP_COMMANDS } from "./shop-commands.ts";
import { STOCK_COMMANDS } from "./stock-commands.ts";
import { addStreamCommands } from "./stream-commands.ts";

const TABLES = [SHOP_COMMANDS, ORDER_COMMANDS, STOCK_COMMANDS, ADMIN_COMMANDS, KEY_COMMANDS];

type JsonOption = { readonly json?: true };

export function addCallCommands(program: Command, surroundings: Surroundings): void {
  const { env, exit } = surroundings;
  for (const table of TABLES) addApiCommands(program, table, surroundings);
  addStreamCommands(program, surroundings);
  nounOf(program, "quote")
    .command("replay <id>")
    .description("compute a quote again from what it was made of, and compare byte for byte")
    .option("--json", "print { id, identical, differences: [{ path, stored, computed }] }")
    .addHelpText("after", AFTER_QUOTE_REPLAY)
    .action((id: string, flags: JsonOption) => runReplay(id, flags, env, exit));
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
