import { runPlan } from "./plan.ts";

// A reader that had enough (`plan impact | head`) is no error.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
process.exitCode = await runPlan(process.argv.slice(2), {
  folder: process.cwd(),
  nowMs: Date.now(),
  colours: process.stdout.isTTY === true && process.stdout.hasColors(), // it knows NO_COLOR
  print: (text) => void process.stdout.write(text),
  complain: (line) => void process.stderr.write(`plan: ${line}\n`),
});
