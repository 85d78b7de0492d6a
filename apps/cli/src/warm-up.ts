/**
 * Runs at the end of `npm ci`: has every program compiled once, so that the first start finds compiled modules like any
 * other, and needs some seconds and 100 MiB less: one file left to compile takes a process the 15 MiB of the compiler. A module
 * is compiled with all that it imports before any of them runs; what is given to each program makes it give up right then.
 * Nothing depends on this, so it never fails.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join, resolve } from "node:path";
import { SERVICES } from "./services.ts";
import { SERVICE_FLAGS } from "./system.ts";

const ROOT = resolve(import.meta.dirname, "../../..");
const NOWHERE = "/dev/null/nowhere";
const TIMEOUT_MS = 60_000;
const LAUNCHER = join(ROOT, "apps/cli/bin/holdfast.mjs");

/** Nothing of the user's environment: what it names must not be reached. The gateway gives up for want of a key. */
const env = {
  NODE_COMPILE_CACHE: join(ROOT, "node_modules/.cache/holdfast"),
  HOLDFAST_HOME: NOWHERE,
  SANDBOX_BOOK_FILE: NOWHERE,
  LOG_LEVEL: "silent",
  ...Object.fromEntries(
    SERVICES.flatMap(({ name, database }) =>
      database === undefined || name === "gateway"
        ? []
        : [[database.variable, "postgresql://127.0.0.1:1/nowhere"]],
    ),
  ),
};
const demo = ["demo-main.ts", "load-demo.ts"].map((file) => join(import.meta.dirname, file));

const runs: readonly (readonly string[])[] = [
  [LAUNCHER, "--help"],
  [LAUNCHER, "start"],
  ...demo.map((file) => [file]),
  ...SERVICES.map(({ main }) => [...SERVICE_FLAGS, join(ROOT, main)]),
];
await Promise.all(
  runs.map(async (args) => {
    const child = spawn(process.execPath, args, { env, stdio: "ignore", timeout: TIMEOUT_MS });
    await once(child, "close").catch(() => undefined);
  }),
);
