/** How long `plan impact` takes, and how much memory, on this repository and on a large generated one. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { commitNew, write } from "../apps/planner/src/testing/fixture-repository.ts";
import { largeCatalogue, largeChange } from "../apps/planner/src/testing/large-catalogue.ts";
import type { Bench, Report } from "./run.ts";

const ROOT = join(import.meta.dirname, "..");
const PLANNER = join(ROOT, "apps/planner/src/main.ts");
const LARGE = { services: 300, operationsEach: 10 };
const RUNS = 5; // the median of five does not mind one that another process disturbed

/** Tells the largest resident memory of the planner's own process, in KiB; git's processes are not in it. */
const TELL_MEMORY = `data:text/javascript,process.on("exit",()=>process.stderr.write(String(process.resourceUsage().maxRSS)))`;

type Subject = {
  readonly name: string;
  readonly repo: string;
  readonly base: string;
  readonly secondsMax: number;
};

export const bench: Bench = {
  title: "plan impact: seconds from start to answer, and memory",
  run: async () => {
    const folder = mkdtempSync(join(tmpdir(), "planner-bench-"));
    try {
      commitNew(folder, largeCatalogue(LARGE));
      write(folder, largeChange(LARGE));
      return report([
        { name: "this repository, unchanged", repo: ROOT, base: "HEAD", secondsMax: 2 },
        { name: "this repository, all of it new", repo: ROOT, base: "none", secondsMax: 2 },
        { name: "300 services, 3000 operations", repo: folder, base: "main", secondsMax: 10 },
      ]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

const RSS_MIB_MAX = 500;

function report(subjects: readonly Subject[]): Report {
  const rows = subjects.map((subject) => {
    const runs = Array.from({ length: RUNS }, () => runOnce(subject));
    const median = runs.map(({ seconds }) => seconds).toSorted((a, b) => a - b)[RUNS >> 1] ?? 0;
    return {
      subject: subject.name,
      findings: runs[0]?.findings ?? 0,
      secondsMedian: Number(median.toFixed(2)),
      secondsMax: subject.secondsMax,
      rssMiB: Math.max(...runs.map(({ rssMiB }) => rssMiB)),
    };
  });
  const broken = rows
    .filter(
      ({ secondsMedian, secondsMax, rssMiB }) => secondsMedian > secondsMax || rssMiB > RSS_MIB_MAX,
    )
    .map(({ subject }) => `${subject}: more than its seconds, or than ${RSS_MIB_MAX} MiB`);
  return { tables: { impact: rows }, broken };
}

function runOnce({ repo, base }: Subject): { seconds: number; rssMiB: number; findings: number } {
  const args = [
    "--import",
    TELL_MEMORY,
    PLANNER,
    "impact",
    "--repo",
    repo,
    "--base",
    base,
    "--json",
  ];
  const startMs = performance.now();
  const { stdout, stderr, status } = spawnSync(process.execPath, args, {
    encoding: "utf8",
    maxBuffer: 1 << 30,
  });
  const seconds = (performance.now() - startMs) / 1000;
  if (status === 2 || status === null) throw new Error(stderr);
  const rssMiB = Math.round(Number(stderr) / 1024);
  return { seconds, rssMiB, findings: JSON.parse(stdout).findings.length };
}
