/** What the user sees: pretty lines on a terminal, JSON lines elsewhere. */
import { createInterface } from "node:readline";
import type { Output } from "@holdfast/embedded/program";
import { createLogger, type Logger } from "@holdfast/log";
import { prettyLine } from "./log-lines.ts";
import type { Child } from "./supervise.ts";

export type Terminal = {
  readonly pretty: boolean;
  /** Of the supervisor itself. */
  readonly log: Logger;
  /** How services are to be started for `follow` to work. */
  readonly serviceOutput: Output;
  /** Shows what `child` writes, as `name`. */
  follow(name: string, child: Child): void;
  /** Text for humans; nothing where the output is JSON. */
  say(text: string): void;
};

export function openTerminal({ json, level }: { json: boolean; level: string }): Terminal {
  const pretty = process.stdout.isTTY === true && !json;
  const colours = pretty && process.stdout.hasColors();
  const write = (text: string): void => {
    process.stdout.write(text);
  };
  const show = (name: string, line: string): void => write(`${prettyLine(name, line, colours)}\n`);
  const destination = {
    write: pretty ? (line: string) => show("holdfast", line.trimEnd()) : write,
  };
  return {
    pretty,
    log: createLogger({ service: "holdfast", level, destination }),
    // Off a terminal the services write to our own standard output themselves: no line passes through this process.
    serviceOutput: { kind: pretty ? "pipe" : "inherit" },
    follow(name, child) {
      for (const stream of [child.stdout, child.stderr]) {
        if (stream !== null)
          createInterface({ input: stream }).on("line", (line) => show(name, line));
      }
    },
    say(text) {
      if (pretty) write(text);
    },
  };
}
