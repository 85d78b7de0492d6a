/** The commands of the planner. */
import { renameSync, writeFileSync } from "node:fs";
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
type Command = {
  readonly usage: string;
  readonly summary: string;
  readonly options: Readonly<Record<string, { readonly type: "string" | "boolean" }>>;
  /** How many words follow its name, at least and at most. */
  readonly words: readonly [number, number];
  /** @returns the exit code @throws InputError */
  run(repo: string, options: Options, surroundings: Surroundings): Promise<number> | number;
};

const COMMANDS: Readonly<Record<string, Command>> = {
  impact: {
    usage: "impact [--base main] [--head REV] [--json] [--fail-on breaking|caution]",
    summary: "what the change does to every component, worst first",
    options: {
      base: { type: "string" },
      head: { type: "string" },
      json: { type: "boolean" },
      "fail-on": { type: "string" },
    },
    words: [0, 0],
    run: runImpact,
  },
  map: {
    usage: "map [--head REV] [--json]",
    summary: "who calls whom, declared and seen, as Mermaid",
    options: { head: { type: "string" }, json: { type: "boolean" } },
    words: [0, 0],
    run: runMap,
  },
  new: {
    usage: 'new "TITLE" [--base REV] [--head REV]',
    summary: `writes ${PLAN}, or writes anew what is derived in it`,
    options: { base: { type: "string" }, head: { type: "string" } },
    words: [1, 1],
    run: runNew,
  },
  check: {
    usage: "check [FILE] [--head REV] [--json]",
    summary: "whether the plan is complete, and of the inputs that there are now",
    options: { head: { type: "string" }, json: { type: "boolean" } },
    words: [0, 1],
    run: runCheck,
  },
  verify: {
    usage: "verify [FILE] [--base REV] [--json] [--out evidence.json]",
    summary: "runs the checks that the plan's criteria name, as they are defined at base",
    options: { base: { type: "string" }, json: { type: "boolean" }, out: { type: "string" } },
    words: [0, 1],
    run: runVerify,
  },
};

const HELP = `Usage: plan <command> [--repo DIR]

Says what a change does to the system before it is made: from the catalogue, the contracts, the migrations, the policies
and the calls that were seen, at two revisions of a git repository.

${Object.values(COMMANDS)
  .map(({ usage, summary }) => `  plan ${usage}\n      ${summary}`)
  .join("\n")}

  --base REV   compare with where the head left this (main, or origin/main); none: with an empty repository
  --head REV   the revision to look at; without it the working tree, with all that is not committed yet
  --repo DIR   another repository than that of the current folder
  --json       for programs

Inputs, from the root: **/catalog-info.yaml (Backstage; annotations */source, */tests, */openapi, */migrations), the OpenAPI 3
documents and migrations that it names, and where they exist resilience.yaml, calls.json, slo.yaml, planner.yaml.

Exit codes: 0 pass; 1 findings at or above the level of --fail-on (breaking), or failed criteria; 2 wrong usage or broken inputs; 3 stale or unknown.
`;

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
    const options = readOptions(command, rest);
    const { repo } = options.flags;
    const dir = typeof repo === "string" ? repo : surroundings.folder;
    return await command.run(repositoryAt(dir), options, surroundings);
  } catch (error) {
    // A file that cannot be read is an input as broken as one that cannot be parsed.
    if (!(error instanceof InputError || (error instanceof Error && "syscall" in error)))
      throw error;
    surroundings.complain(error.message.replaceAll(/\s*\n\s*/g, " "));
    return 2;
  }
}

function readOptions({ options, words, usage }: Command, args: readonly string[]): Options {
  try {
    const parsed = parseArgs({
      args: [...args],
      options: { ...options, repo: { type: "string" } },
      allowPositionals: words[1] > 0,
    });
    const count = parsed.positionals.length;
    if (count < words[0] || count > words[1]) throw new Error("wrong number of words");
    return { words: parsed.positionals, flags: parsed.values };
  } catch (error) {
    throw new InputError(`${(error as Error).message}: plan ${usage}`, { cause: error });
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
  around.print(
    `${PLAN}: ${counts.join(", ")}.\nNext: answer its open questions, then plan check.\n`,
  );
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
