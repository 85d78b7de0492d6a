#!/usr/bin/env node
/**
 * The launcher: plain JavaScript that any Node since 20 runs. Holdfast itself needs the Node that `npm ci` installed; an older
 * one that started us hands over to it, with signals and exit code passed through.
 */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { constants } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const PINNED_MAJOR = 26;
const launcher = fileURLToPath(import.meta.url);
const root = resolve(dirname(launcher), "../../..");
const pinnedNode = join(root, "node_modules/node/bin/node");

if (!existsSync(pinnedNode)) {
  process.stderr.write(`holdfast: not installed yet, run "npm ci" in ${root} first\n`);
  process.exitCode = 2;
} else if (Number.parseInt(process.versions.node, 10) < PINNED_MAJOR) {
  handOver();
} else {
  // Node keeps the compiled form of every module here, for us and for the services: later starts need less time and memory.
  process.env.NODE_COMPILE_CACHE ??= join(root, "node_modules/.cache/holdfast");
  const { enableCompileCache } = await import("node:module");
  enableCompileCache(process.env.NODE_COMPILE_CACHE);
  await import("../src/main.ts");
}

function handOver() {
  const child = spawn(pinnedNode, [launcher, ...process.argv.slice(2)], { stdio: "inherit" });
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
