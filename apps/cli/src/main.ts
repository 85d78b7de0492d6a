import { runCommandLine } from "./command-line.ts";

// An empty variable means the same as none.
const env = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ""));

// A reader that had enough (`holdfast --help | head`) is no error.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
process.exitCode = await runCommandLine(process.argv.slice(2), env);
