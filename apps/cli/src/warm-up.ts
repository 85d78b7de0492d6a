/**
 * Runs at the end of `npm ci`: compiles every service once, by having it print its contract. The first start then finds
 * compiled modules like any other start, and needs a second and 100 MiB less. Nothing depends on it, so it never fails.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join, resolve } from "node:path";
import { SERVICES } from "./services.ts";
import { SERVICE_FLAGS } from "./system.ts";

const ROOT = resolve(import.meta.dirname, "../../..");
const NODE_COMPILE_CACHE = join(ROOT, "node_modules/.cache/holdfast");
const env = { ...process.env, NODE_COMPILE_CACHE };

const programs = SERVICES.map(({ main }) => join(ROOT, main.replace("main.ts", "openapi.ts")));
const runs = [
  [join(ROOT, "apps/cli/bin/holdfast.mjs"), "--help"],
  ...programs.map((path) => [path]),
];
await Promise.all(
  runs.map(async (args) => {
    const child = spawn(process.execPath, [...SERVICE_FLAGS, ...args], { env, stdio: "ignore" });
    await once(child, "close").catch(() => undefined);
  }),
);
