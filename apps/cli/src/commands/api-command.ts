/** Commands that are one call of the public API: what each takes and shows stands in tables, how they run stands here. */
import {
  type AnswerOf,
  type Client,
  type ClientError,
  type InputOf,
  type JsonOperation,
  messageOf,
  type Outcome,
} from "@holdfast/client";
import { ok, type Result } from "@holdfast/result";
import type { Command } from "commander";
import { EXIT } from "../exit.ts";
import { gatewayOf } from "../gateway.ts";
import { complain, print, toJson } from "../output.ts";
import type { Environment } from "../settings.ts";
import type { Surroundings } from "../surroundings.ts";
import { type Cell, fieldsText, type Screen, screenOf, tableText } from "./text-table.ts";

/** What the user gave: arguments in their order, options by name. */
export type Given = {
  readonly args: readonly string[];
  readonly flags: Flags;
};
type Flags = Readonly<Record<string, string | readonly string[] | true | undefined>>;
/** Where the gateway is, and with what key it is asked; as options give it. */
type Named = { readonly url?: Flags[string]; readonly key?: Flags[string] };

/** How an answer looks: its own fields, rows in it, or both. */
type View<Answer> = {
  readonly fields?: (answer: Answer) => Readonly<Record<string, Cell>>;
  readonly head?: readonly string[];
  readonly rows?: (answer: Answer) => readonly (readonly Cell[])[];
};
export type ApiCommand = {
  /** `product show <sku>`. */
  readonly name: string;
  readonly about: string;
  readonly options: readonly (readonly [flags: string, about: string])[];
  readonly example: string;
  readonly send: (client: Client, given: Given) => Promise<Result<Outcome<unknown>, string>>;
  readonly text: (answer: unknown, screen: Screen) => string;
};
type Spec<Id extends JsonOperation> = Omit<ApiCommand, "send" | "text" | "options"> & {
  readonly options?: ApiCommand["options"];
  readonly operation: Id;
  /** Fails with what is wrong with the words that were given. */
  readonly input: (given: Given) => Result<InputOf<Id>, string>;
  readonly view: View<NonNullable<AnswerOf<Id>>>;
};

/** A row of a table of commands; the contract's types check its input and its view. */
export function apiCommand<Id extends JsonOperation>(spec: Spec<Id>): ApiCommand {
  const { operation, input, view, name, about, example, options = [] } = spec;
  return {
    ...{ name, about, example, options },
    async send(client, given) {
      const made = input(given);
      if (!made.ok) return made;
      const call = client[operation] as (input: unknown) => Promise<Outcome<unknown>>;
      return ok(await call(made.value));
    },
    text: (answer, screen) => viewText(view, answer as NonNullable<AnswerOf<Id>>, screen),
  };
}

function viewText<Answer>(view: View<Answer>, answer: Answer, screen: Screen): string {
  if (answer === undefined) return "done\n";
  const fields = view.fields === undefined ? "" : fieldsText(view.fields(answer), screen);
  if (view.head === undefined || view.rows === undefined) return fields;
  const rows = view.rows(answer);
  const more = nextCursorOf(answer);
  const next = more === undefined ? "" : `more: --cursor ${more}\n`;
  if (rows.length === 0) return fields === "" ? "none\n" : fields;
  const gap = fields === "" ? "" : "\n";
  return fields + gap + tableText({ head: view.head, rows }, screen) + next;
}

function nextCursorOf(answer: unknown): string | undefined {
  if (typeof answer !== "object" || answer === null || !("nextCursor" in answer)) return undefined;
  return typeof answer.nextCursor === "string" ? answer.nextCursor : undefined;
}

/** Adds the commands of a table below `program`, each below its noun. */
export function addApiCommands(
  program: Command,
  commands: readonly ApiCommand[],
  { env, exit }: Surroundings,
): void {
  for (const command of commands) {
    const added = addCommand(program, command);
    added.action(async (...given: unknown[]) => {
      const words = given
        .slice(0, -2)
        .flat()
        .filter((word) => typeof word === "string");
      const flags = given.at(-2) as Flags;
      exit(await run(command, { args: words, flags }, env));
    });
  }
}

/** With what every command that calls the gateway has. */
export function addCommand(
  program: Command,
  { name, about, options, example }: Pick<ApiCommand, "name" | "about" | "options" | "example">,
): Command {
  const [noun = "", ...rest] = name.split(" ");
  const command = nounOf(program, noun).command(rest.join(" ")).description(about);
  for (const [flags, what] of options) {
    if (flags.startsWith("!")) command.requiredOption(flags.slice(1), what);
    else command.option(flags, what);
  }
  return command
    .option("--json", "print the API's answer as it is")
    .option("--url <url>", "the gateway; HOLDFAST_URL, else the one that runs here")
    .option("--key <key>", "the API key; HOLDFAST_KEY, else the development key")
    .addHelpText("after", `\nExample:\n  $ npx holdfast ${example}\n`);
}

const NOUNS: Readonly<Record<string, string>> = {
  product: "what there is to buy, and what it costs",
  quote: "prices of a basket, frozen",
  reserve: "units held for a buyer",
  order: "orders: place, watch, cancel",
  stock: "units on the shelves, and their ledger",
  price: "the price book",
  report: "reports, made in the background",
  webhook: "who is told of events, and what was sent",
  flag: "behaviour that can be turned on and off",
  breaker: "the circuits between the services",
  key: "API keys",
};

export function nounOf(program: Command, noun: string): Command {
  const known = program.commands.find((command) => command.name() === noun);
  return known ?? program.command(noun).description(NOUNS[noun] ?? noun);
}

async function run(command: ApiCommand, given: Given, env: Environment): Promise<number> {
  const client = clientOf(given.flags, env);
  if (!client.ok) return complain(client.error, EXIT.unasked);
  const sent = await command.send(client.value, given);
  if (!sent.ok) return complain(sent.error, EXIT.unasked);
  if (!sent.value.ok) return complainOf(sent.value.error);
  const { value } = sent.value;
  print(given.flags.json ? toJson(value ?? null) : command.text(value, screenOf(process.stdout)));
  return EXIT.done;
}

/** The client for the gateway that the options, else the environment, else the running system name. */
export function clientOf(flags: Named, env: Environment): Result<Client, string> {
  const gateway = gatewayOf(env, flags);
  return gateway.ok ? ok(gateway.value.client) : gateway;
}

/** Says why a call did not succeed, and what to do next; the code to exit with. */
export function complainOf(error: ClientError): number {
  return complain(refusalText(error), error.kind === "problem" ? EXIT.no : EXIT.unasked);
}

function refusalText(error: ClientError): string {
  if (error.kind !== "problem") {
    return `${messageOf(error)}. Is Holdfast running? "npx holdfast doctor" looks; --url names another gateway`;
  }
  const { problem, code } = error;
  const lines = [
    `${problem.detail} (${error.status} ${code})`,
    ...(problem.errors ?? []).map(({ path, message }) => `  ${path}: ${message}`),
    ...(problem.shortages ?? []).map(
      ({ sku, requested, available }) => `  ${sku}: ${requested} asked, ${available} available`,
    ),
  ];
  if (code === "unauthenticated" || code === "forbidden") {
    lines.push("  another key: --key or HOLDFAST_KEY");
  }
  if (error.retryAfterMs !== undefined) {
    lines.push(`  try again in ${Math.ceil(error.retryAfterMs / 1_000)} s`);
  }
  if (error.status >= 500 && problem.traceId !== undefined)
    lines.push(`  trace ${problem.traceId}`);
  return lines.join("\n");
}
