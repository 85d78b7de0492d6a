/** The commands of the planner. */
import { readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { checkPlan } from "./check-plan.ts";
import { compare, repositoryAt } from "./git.ts";
import { exitCodeOf, findImpact } from "./impact.ts";
import { InputError } from "./input-error.ts";
import { mapJson, mapMermaid } from "./map.ts";
import { PLAN, writePlan } from "./new-plan.ts";
import { openPlan, writeWhole } from "./plan-document.ts";
import { render, WORDS } from "./plan-words.ts";
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

/** Flags and words are those of `plan NAME` in help.txt. */
type Asked = Surroundings & {
  /** The top folder of the repository. */
  readonly repo: string;
  readonly words: readonly string[];
  readonly flags: Flags;
};
type Flags = Readonly<Partial<Record<"base" | "head" | "repo" | "out" | "fail-on", string>>> & {
  readonly json?: boolean;
};
/** @returns the exit code @throws InputError */
type Command = (asked: Asked) => Promise<number> | number;

const COMMANDS = new Map<string, Command>([
  ["impact", runImpact],
  ["map", runMap],
  ["new", runNew],
  ["check", runCheck],
  ["verify", runVerify],
]);

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
    const command = COMMANDS.get(name);
    if (command === undefined) throw new InputError(`there is no command ${name}; see --help`);
    const { words, flags } = readOptions(name, rest);
    const repo = repositoryAt(flags.repo ?? surroundings.folder);
    return await command({ ...surroundings, repo, words, flags });
  } catch (error) {
    // A file that cannot be read is an input as broken as one that cannot be parsed.
    if (!(error instanceof InputError || (error instanceof Error && "syscall" in error)))
      throw error;
    surroundings.complain(error.message.replaceAll(/\s*\n\s*/g, " "));
    return 2;
  }
}

/** As the line of help.txt has it: `[--base REV]`, `[--json]`, a word, or `[A WORD]` that may be left out. */
function readOptions(name: string, args: readonly string[]): Pick<Asked, "words" | "flags"> {
  const line = HELP.split("\n").find((each) => each.startsWith(`  plan ${name} `)) ?? "";
  const known = [...line.matchAll(/\[--([a-z-]+)( )?/g)].map(
    ([, flag = "", value]) => [flag, { type: value ? "string" : "boolean" }] as const,
  );
  const [, , ...words] = line.replaceAll(/\[--[^\]]*\]/g, "").match(/\S+/g) ?? [];
  const needed = words.filter((word) => !word.startsWith("["));
  try {
    const { positionals, values } = parseArgs({
      args: [...args],
      options: { ...Object.fromEntries(known), repo: { type: "string" } },
      allowPositionals: words.length > 0,
    });
    if (positionals.length < needed.length || positionals.length > words.length)
      throw new Error("wrong number of words");
    return { words: positionals, flags: values };
  } catch (error) {
    throw new InputError(`${(error as Error).message}: ${line.trim()}`, { cause: error });
  }
}

async function runImpact({ repo, flags, nowMs, colours, print }: Asked): Promise<number> {
  const failOn = flags["fail-on"] ?? "breaking";
  if (failOn !== "breaking" && failOn !== "caution")
    throw new InputError(`--fail-on is breaking or caution, not ${failOn}`);
  const change = readChange(compare(repo, flags.base, flags.head));
  const impact = await findImpact(change, RULES, nowMs);
  print(flags.json ? json(impactJson(change, impact)) : impactText(change, impact, colours));
  return exitCodeOf(impact, failOn);
}

function runMap({ repo, flags, print }: Asked): number {
  const { head } = readChange(compare(repo, "HEAD", flags.head));
  print(flags.json ? json(mapJson(head)) : mapMermaid(head));
  return 0;
}

async function runNew({ repo, words: [title = ""], flags, nowMs, print }: Asked): Promise<number> {
  const plan = await writePlan({ ...flags, repo, nowMs }, title);
  print(render(WORDS.written, { ...plan, file: PLAN }));
  return 0;
}

async function runCheck({ repo, folder, words, flags, nowMs, print }: Asked): Promise<number> {
  const plan = openPlan(repo, resolve(folder, words[0] ?? join(repo, PLAN)));
  const { faults, isStale } = await checkPlan({ ...flags, repo, nowMs }, plan);
  const { file, front } = plan;
  const state = isStale ? "stale" : faults.length > 0 ? "faulty" : "complete";
  const lines = faults.map(({ line, what }) => `${file}:${line}: ${what}\n`);
  const end = render(WORDS.checked[state], { ...front, faults, file });
  print(flags.json ? json({ version: 1, file, isStale, faults }) : lines.join("") + end);
  return { stale: 3, faulty: 1, complete: 0 }[state];
}

async function runVerify({ repo, folder, words, flags, print, complain }: Asked): Promise<number> {
  const plan = openPlan(repo, resolve(folder, words[0] ?? join(repo, PLAN)));
  const out = resolve(folder, flags.out ?? join(repo, dirname(PLAN), "evidence.json"));
  const evidence = await verifyPlan({ ...flags, repo, plan }, flags.json ? () => {} : print);
  if (evidence === undefined) {
    complain("the inputs changed since the plan was made: run plan new again");
    return 3;
  }
  writeWhole(out, json(evidence));
  print(flags.json ? json(evidence) : `Evidence: ${out}\n`);
  return evidence.passed ? 0 : 1;
}

const json = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;
