/** The commands of the planner. */
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { parseArgs } from "node:util";
import { checkPlan } from "./check-plan.ts";
import { compare, repositoryAt } from "./git.ts";
import { exitCodeOf, findImpact } from "./impact.ts";
import { InputError } from "./input-error.ts";
import { mapJson, mapMermaid } from "./map.ts";
import { PLAN, writePlan } from "./new-plan.ts";
import { impactJson, impactText } from "./report.ts";
import { RULES } from "./rules/rules.ts";
import { readChange } from "./snapshot.ts";
import { verifyPlan } from "./verify-plan.ts";

/** Where a command runs and what it writes to. */
export type Surroundings = {
  /** The repository is looked for from here, unless --repo names another folder. */
  readonly folder: string;
  readonly nowMs: number;
  /** Whether standard output is a terminal that shows colours. */
  readonly colours: boolean;
  print(text: string): void;
  complain(line: string): void;
};

type Options = {
  readonly words: readonly string[];
  readonly flags: Readonly<Record<string, string | boolean | undefined>>;
};
/** @returns the exit code @throws InputError */
type Command = (repo: string, options: Options, around: Surroundings) => Promise<number> | number;

/** Their options and words are those of `plan NAME` in help.txt. */
const COMMANDS: Readonly<Record<string, Command>> = {
  impact: runImpact,
  map: runMap,
  new: runNew,
  check: runCheck,
  verify: runVerify,
};

const HELP = readFileSync(new URL("help.txt", import.meta.url), "utf8");

/** Runs one command, to its exit code. Complaints are one line; nothing is printed before all is known. */
export async function runPlan(
  argv: readonly string[],
  surroundings: Surroundings,
): Promise<number> {
  const [name, ...rest] = argv;
  if (name === undefined || name === "--help" || rest.includes("--help")) {
    surroundings.print(HELP);
    return 0;
  }
  try {
    const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (command === undefined) throw new InputError(`there is no command ${name}; see --help`);
    const options = readOptions(name, rest);
    const { repo } = options.flags;
    const dir = typeof repo === "string" ? repo : surroundings.folder;
    return await command(repositoryAt(dir), options, surroundings);
  } catch (error) {
    // A file that cannot be read is an input as broken as one that cannot be parsed.
    if (!(error instanceof InputError || (error instanceof Error && "syscall" in error)))
      throw error;
    surroundings.complain(error.message.replaceAll(/\s*\n\s*/g, " "));
    return 2;
  }
}

type Flag = { readonly type: "string" | "boolean" };

/** As the line of help.txt has it: `[--base REV]`, `[--json]`, a word, or `[A WORD]` that may be left out. */
function readOptions(name: string, args: readonly string[]): Options {
  const usage = HELP.split("\n").find((line) => line.startsWith(`  plan ${name} `)) ?? "";
  const flags = [...usage.matchAll(/\[--([a-z-]+)( )?/g)].map(
    ([, flag = "", value]): [string, Flag] => [flag, { type: value ? "string" : "boolean" }],
  );
  const words = usage
    .replaceAll(/\[--[^\]]*\]/g, "")
    .trim()
    .split(/ +/)
    .slice(2);
  const needed = words.filter((word) => !word.startsWith("["));
  try {
    const { positionals, values } = parseArgs({
      args: [...args],
      options: { ...Object.fromEntries(flags), repo: { type: "string" } },
      allowPositionals: words.length > 0,
    });
    if (positionals.length < needed.length || positionals.length > words.length)
      throw new Error("wrong number of words");
    return { words: positionals, flags: values };
  } catch (error) {
    throw new InputError(`${(error as Error).message}: ${usage.trim()}`, { cause: error });
  }
}

async function runImpact(
  repo: string,
  { flags }: Options,
  { nowMs, colours, print }: Surroundings,
): Promise<number> {
  const failOn = flags["fail-on"] ?? "breaking";
  if (failOn !== "breaking" && failOn !== "caution")
    throw new InputError(`--fail-on is breaking or caution, not ${failOn}`);
  const change = readChange(compare(repo, text(flags.base), text(flags.head)));
  const impact = await findImpact(change, RULES, nowMs);
  print(
    flags.json === true ? json(impactJson(change, impact)) : impactText(change, impact, colours),
  );
  return exitCodeOf(impact, failOn);
}

function runMap(repo: string, { flags }: Options, { print }: Surroundings): number {
  const { head } = readChange(compare(repo, "HEAD", text(flags.head)));
  print(flags.json === true ? json(mapJson(head)) : mapMermaid(head));
  return 0;
}

async function runNew(repo: string, { words: [title = ""], flags }: Options, around: Surroundings) {
  const ends = { repo, base: text(flags.base), head: text(flags.head), nowMs: around.nowMs };
  const plan = await writePlan(ends, title);
  const lists = ["findings", "steps", "criteria", "open_questions"] as const;
  const counts = lists.map((name) => `${name.replace("_", " ")} ${plan[name].length}`);
  const next =
    plan.open_questions.length > 0 ? "answer its open questions, then plan check" : "plan check";
  around.print(`${PLAN}: ${counts.join(", ")}.\nNext: ${next}.\n`);
  return 0;
}

async function runCheck(repo: string, { words: [file], flags }: Options, around: Surroundings) {
  const path = file === undefined ? join(repo, PLAN) : resolve(around.folder, file);
  const checked = await checkPlan({ repo, head: text(flags.head), nowMs: around.nowMs }, path);
  const { faults, isStale, front } = checked;
  const name = relative(repo, path);
  const lines = faults.map(({ line, what }) => `${name}:${line}: ${what}\n`);
  const end = isStale
    ? "The inputs changed since the plan was made: run plan new again.\n"
    : faults.length > 0
      ? `Faults: ${faults.length}.\n`
      : `${name} is complete: ${front.steps.length} steps, ${front.criteria.length} criteria. Next: plan verify.\n`;
  const { json: asJson } = flags;
  around.print(asJson ? json({ version: 1, file: name, isStale, faults }) : lines.join("") + end);
  return isStale ? 3 : faults.length > 0 ? 1 : 0;
}

async function runVerify(repo: string, { words, flags }: Options, around: Surroundings) {
  const { folder, print, complain } = around;
  const [file = join(repo, PLAN)] = words;
  const out = resolve(folder, text(flags.out) ?? join(repo, dirname(PLAN), "evidence.json"));
  const from = { repo, file: resolve(folder, file), base: text(flags.base) };
  const evidence = await verifyPlan(from, flags.json === true ? () => {} : print);
  if (evidence === undefined) {
    complain("the inputs changed since the plan was made: run plan new again");
    return 3;
  }
  writeFileSync(`${out}.part`, json(evidence));
  renameSync(`${out}.part`, out);
  print(flags.json === true ? json(evidence) : `Evidence: ${out}\n`);
  return evidence.passed ? 0 : 1;
}

const text = (flag: string | boolean | undefined): string | undefined =>
  typeof flag === "string" ? flag : undefined;

const json = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;
