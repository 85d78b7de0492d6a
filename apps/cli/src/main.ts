import { runCommandLine } from "./command-line.ts";

// An empty variable means the same as none.
const env = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ""));

process.stdout.on("error", () => {}); // a reader that had enough (`holdfast --help | head`) is no error
process.exitCode = await runCommandLine(process.argv.slice(2), env);
