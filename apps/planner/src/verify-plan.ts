/** `plan verify`: runs the checks of a plan's criteria as base defines them: a change must not bring what it is judged by. */
import { type ChildProcess, spawn } from "node:child_process";
import { hash } from "node:crypto";
import { once } from "node:events";
import { mkdtempDisposable, open } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { changedFiles, compare } from "./git.ts";
import { InputError } from "./input-error.ts";
import type { Change, Check } from "./model.ts";
import type { Plan } from "./plan-document.ts";
import { readChange } from "./snapshot.ts";

/** `base`: where checks are defined, if not at the base that the plan names. */
type Asked = { readonly repo: string; readonly plan: Plan; readonly base?: string | undefined };

// Of what a check writes: the totals of tests stand at the end; a person looks at the last lines.
const [BYTES_MAX, CHARS_MAX, LINES_MAX] = [16 << 20, 4_000, 20];
// Long enough for a build with tests, short enough that a hung check is noticed the same hour.
const TIMEOUT_MS = 600_000;
const GRACE_MS = 5_000; // between asking a check to end and ending it: enough to stop a database
const INTERRUPTS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** @returns the evidence; undefined, with nothing run, where the plan was made from other inputs @throws InputError */
export async function verifyPlan({ repo, plan, base }: Asked, tell: (progress: string) => void) {
  const { file, text, front } = plan;
  const change = readChange(compare(repo, base ?? front.base));
  if (change.base.revision === "none")
    throw new InputError("no check is defined at base none: name a trusted revision with --base");
  if (change.head.digest !== front.inputs_digest) return undefined;
  const commit = compare(repo, "HEAD");
  const all = new Set(front.criteria.flatMap((each) => each.checks));
  const checks = await Array.fromAsync(all, async (id) => {
    tell(`${id} … `);
    const check = checkOf(id, change);
    const done = "failure" in check ? check : await runCheck(repo, check);
    tell(`${[done.failure ?? "passed", ...(done.failure ? done.output : [])].join("\n    ")}\n`);
    return { id, ...done };
  });
  const criteria = front.criteria.map(({ id, text, checks: ids }) => {
    const failed = checks.filter((check) => ids.includes(check.id) && check.failure !== undefined);
    const reasons = failed.map((check) => `${check.id} ${check.failure}`);
    if (ids.length === 0) reasons.push("it names no check");
    const passed = reasons.length === 0;
    tell(`${[`${passed ? "✓" : "✗"} ${id} ${text}`, ...reasons].join("\n    ")}\n`);
    return { id, text, passed, reasons };
  });
  return {
    // A plan without a criterion proves nothing.
    passed: criteria.length > 0 && criteria.every((each) => each.passed),
    ...{ plan: file, plan_digest: hash("sha256", text) },
    ...{ revision: commit.base.revision, dirty: changedFiles(commit).length > 0 },
    ...{ base: change.base.revision, inputs_digest: front.inputs_digest, criteria, checks },
  };
}

/** The check as base has it, or why it is not run. */
function checkOf(id: string, { base, head }: Change) {
  const [before, after] = [base, head].map((it) => it.settings.checks.find((c) => c.id === id));
  const refuse = (failure: string) => ({ failure, output: [] });
  if (before === undefined)
    return refuse(after ? "is defined at head, not at base" : "is no check of planner.yaml");
  const isOther = after !== undefined && after.argv.join("\0") !== before.argv.join("\0");
  return isOther ? refuse("has another argv at head than at base") : before;
}

async function runCheck(repo: string, { argv, timeoutMs = TIMEOUT_MS, tests: expected }: Check) {
  await using folder = await mkdtempDisposable(join(tmpdir(), "plan-check-"));
  await using log = await open(join(folder.path, "output"), "w+");
  const startMs = performance.now();
  const [name = "", ...args] = argv;
  const stdio = ["ignore" as const, log.fd, log.fd];
  const child = spawn(name, args, { cwd: repo, stdio, detached: true });
  const ended = await failureOf(child, timeoutMs);
  const duration_ms = Math.round(performance.now() - startMs);
  const position = Math.max(0, (await log.stat()).size - BYTES_MAX);
  const { buffer, bytesRead } = await log.read(Buffer.alloc(BYTES_MAX), { position });
  const text = stripVTControlCharacters(buffer.toString("utf8", 0, bytesRead)).trimEnd();
  const tests = executedIn(text);
  const unproved = tests === 0 || (expected && tests === undefined);
  const failure = ended ?? (unproved ? "executed no test" : undefined);
  const { exitCode: exit_code, signalCode: signal } = child;
  const output = text.slice(-CHARS_MAX).split("\n").slice(-LINES_MAX);
  return { failure, argv, exit_code, signal, duration_ms, tests, output };
}

/** Why it failed, if it did; its process group is gone afterwards. @throws InputError when somebody interrupts */
async function failureOf(child: ChildProcess, timeoutMs: number): Promise<string | undefined> {
  const kill = (signal: NodeJS.Signals) => {
    try {
      process.kill(-Number(child.pid), signal);
    } catch {} // nobody is left
  };
  let stopped: string | undefined;
  const stop = (why: string) => {
    stopped = why;
    kill("SIGTERM");
    setTimeout(kill, GRACE_MS, "SIGKILL").unref();
  };
  const timer = setTimeout(stop, timeoutMs, `took longer than ${timeoutMs} ms`);
  for (const signal of INTERRUPTS) process.once(signal, stop);
  const failure = await once(child, "exit").then(
    ([code, signal]) => (code === 0 ? undefined : `ended with ${signal ?? `exit code ${code}`}`),
    ({ message }) => `cannot be run: ${message}`,
  );
  clearTimeout(timer);
  for (const signal of INTERRUPTS) process.off(signal, stop);
  kill("SIGKILL");
  if (stopped?.startsWith("SIG")) throw new InputError(`stopped by ${stopped}, without evidence`);
  return stopped ?? failure;
}

/** How many tests were executed, without those skipped or to do; undefined where no totals are found. */
function executedIn(output: string): number | undefined {
  const totals = [...output.matchAll(/^(?:#|ℹ) (?:pass|fail) (\d+)$/gm)];
  // node:test counts a file without a test as one that passed, called like the file.
  const empty = [...output.matchAll(/^(?:✔|ok \d+ -) \S+\.[cm]?[jt]sx?(?: \(.*)?$/gm)];
  if (totals.length > 0) return totals.reduce((all, [, n]) => all + Number(n), -empty.length);
  const results = [...output.matchAll(/^(?:not )?ok\b(?!.*# (?:skip|todo))/gim)];
  return /^1\.\.\d+/m.test(output) ? results.length : undefined;
}
