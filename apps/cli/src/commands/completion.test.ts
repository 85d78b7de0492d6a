import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { before, describe, it } from "node:test";
import { Command } from "commander";
import { choicesOf, completionScript } from "./completion.ts";

const LAUNCHER = join(import.meta.dirname, "../../bin/holdfast.mjs");

describe("completion in bash", () => {
  let script: string;
  before(() => {
    script = execFileSync(process.execPath, [LAUNCHER, "completion", "bash"], { encoding: "utf8" });
  });

  /** What bash offers after these words; the last is the one that is being typed. */
  const offered = (...words: string[]): string[] => {
    const quoted = words.map((word) => `'${word}'`).join(" ");
    const ask = `${script}\nCOMP_WORDS=(holdfast ${quoted}); COMP_CWORD=${words.length}; _holdfast; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const { stdout, stderr, status } = spawnSync("bash", ["-c", ask], {
      encoding: "utf8",
      cwd: import.meta.dirname,
    });
    assert.deepEqual([status, stderr], [0, ""]);
    return stdout.split("\n").filter((word) => word !== "");
  };

  for (const [words, expected] of [
    [["pro"], ["product"]],
    [["product", "s"], ["show"]],
    [
      ["order", ""],
      ["create", "list", "show", "cancel", "watch", "--help"],
    ],
    [["reserve", "create", "MUG=2", "--t"], ["--ttl"]],
    [["--"], ["--help"]],
    [["import", "items", "completion.te"], ["completion.test.ts"]],
    [["import", "items", "no-such-file"], []],
    [
      ["export", "stock", ""],
      ["--json", "--help", ...readdirSync(import.meta.dirname)],
    ],
    [["load", "m"], ["mix"]],
    [["completion", "z"], ["zsh"]],
  ] as const) {
    it(`after "${words.join(" ")}" offers ${expected.join(" ") || "nothing"}`, () => {
      assert.deepEqual(offered(...words).toSorted(), [...expected].toSorted());
    });
  }

  it("knows no command that the guide does not tell of", () => {
    const guide = readFileSync(join(import.meta.dirname, "../../../../docs/guides/cli.md"), "utf8");
    const known = [...script.matchAll(/^ +"([^"]+)"\) next=/gm)].map(([, words = ""]) => words);
    const leaves = known.filter((words) => !known.some((other) => other.startsWith(`${words} `)));
    assert.ok(leaves.length > 40);
    assert.deepEqual(
      leaves.filter((words) => !guide.includes(`\`${words}\``)),
      [],
    );
  });

  it("is for a shell that is known", () => {
    const { status, stderr } = spawnSync(process.execPath, [LAUNCHER, "completion", "tcsh"], {
      encoding: "utf8",
    });
    assert.equal(status, 2);
    assert.match(stderr, /bash, zsh, fish/);
  });
});

describe("completion in other shells", () => {
  const program = new Command("holdfast");
  program.command("order").command("list").option("--status <status>");
  const choices = choicesOf(program);

  it("knows the same words", () => {
    assert.deepEqual(
      [...choices],
      [
        ["", ["order", "--help"]],
        ["order", ["list", "--help"]],
        ["order list", ["--status", "--help"]],
      ],
    );
    assert.match(completionScript("zsh", choices), /"order list"\) next="--status --help"/);
    const fish = completionScript("fish", choices);
    assert.match(fish, /complete -c holdfast -n '__holdfast_is "order"' -f -a list/);
    assert.match(fish, /complete -c holdfast -n '__holdfast_is "order list"' -l status/);
    assert.match(fish, /test "\$typed" = "\$argv\[1\]"/); // no word at all is one, too
  });
});
