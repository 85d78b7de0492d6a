#!/usr/bin/env node
/**
 * The launcher: plain JavaScript that any Node since 20 runs. Holdfast itself needs the Node that `npm ci` installed; an older
 * one that started us hands over to it, with signals and exit code passed through.
 */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { constants } from "node:os";
import { join, resolve } from "node:path";

const PINNED_MAJOR = 26;
const ROOT = resolve(import.meta.dirname, "../../..");
const main = join(ROOT, "apps/cli/src/main.ts");
const pinnedNode = join(ROOT, "node_modules/node/bin/node");

if (!existsSync(pinnedNode)) {
  process.stderr.write(`holdfast: not installed yet, run "npm ci" in ${ROOT} first\n`);
  process.exitCode = 2;
} else if (Number.parseInt(process.versions.node, 10) >= PINNED_MAJOR) {
  await import(main);
} else {
  handOver();
}

function handOver() {
  const child = spawn(pinnedNode, [main, ...process.argv.slice(2)], { stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, () => child.kill(signal));
  }
  child.on("error", (error) => {
    process.stderr.write(`holdfast: ${pinnedNode} cannot run: ${error.message}\n`);
    process.exitCode = 2;
  });
  child.on("exit", (code, signal) => {
    process.exitCode = signal === null ? (code ?? 2) : 128 + constants.signals[signal];
  });
}
