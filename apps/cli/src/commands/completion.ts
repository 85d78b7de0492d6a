/** `holdfast completion bash|zsh|fish`: what can follow what was typed, from the commands as they are. */
import type { Command } from "commander";

export type Shell = "bash" | "zsh" | "fish";
/** The words so far, joined by a space ("" at the beginning), and what may come next. */
type Choices = ReadonlyMap<string, readonly string[]>;

/** Every command with its sub-commands, the values of its first words where they are few, and its long options. */
export function choicesOf(program: Command): Choices {
  const choices = new Map<string, readonly string[]>();
  const walk = (command: Command, words: readonly string[]): void => {
    const options = command.options.map(({ long }) => long ?? "").filter((long) => long !== "");
    const names = command.commands.map((child) => child.name());
    const values = command.registeredArguments.flatMap(({ argChoices = [] }) => argChoices);
    choices.set(words.join(" "), [...names, ...values, ...options, "--help"]);
    for (const child of command.commands) walk(child, [...words, child.name()]);
  };
  walk(program, []);
  return choices;
}

/** The script that a shell reads. Names are letters, digits and dashes, so nothing in it needs quoting. */
export function completionScript(shell: Shell, choices: Choices): string {
  return { bash: bashScript, zsh: zshScript, fish: fishScript }[shell](choices);
}

const cases = (choices: Choices): string =>
  [...choices].map(([words, next]) => `    "${words}") next="${next.join(" ")}" ;;\n`).join("");

const commandsIn = (choices: Choices): string =>
  [...choices.keys()].map((words) => `"${words}"`).join(" | ");

/**
 * The longest command that the words begin with: arguments and options after it do not count. Files may follow where
 * neither a command nor a known value can: options come last in what is next, so its first letter tells.
 */
const bashScript = (choices: Choices): string => `# holdfast: source <(holdfast completion bash)
_holdfast() {
  local current="\${COMP_WORDS[COMP_CWORD]}" words="" tried next="" at
  for ((at = 1; at < COMP_CWORD; at++)); do
    tried="\${words:+$words }\${COMP_WORDS[at]}"
    case "$tried" in
    ${commandsIn(choices)}) words="$tried" ;;
    esac
  done
  case "$words" in
${cases(choices)}  esac
  COMPREPLY=($(compgen -W "$next" -- "$current"))
  [[ $current == -* || $next == [a-z]* ]] || COMPREPLY+=($(compgen -f -- "$current"))
}
complete -F _holdfast holdfast
`;

const zshScript = (choices: Choices): string => `#compdef holdfast
# holdfast: source <(holdfast completion zsh)
_holdfast() {
  local words_so_far="" tried next="" at
  for ((at = 2; at < CURRENT; at++)); do
    tried="\${words_so_far:+$words_so_far }\${words[at]}"
    case "$tried" in
    ${commandsIn(choices)}) words_so_far="$tried" ;;
    esac
  done
  case "$words_so_far" in
${cases(choices)}  esac
  compadd -- \${=next}
  [[ $PREFIX == -* || $next == [a-z]* ]] || _files
}
compdef _holdfast holdfast
`;

function fishScript(choices: Choices): string {
  const lines = [...choices].flatMap(([words, next]) =>
    next.map((word) => {
      const condition = `__holdfast_is "${words}"`;
      const what = word.startsWith("--") ? `-l ${word.slice(2)}` : `-f -a ${word}`;
      return `complete -c holdfast -n '${condition}' ${what}\n`;
    }),
  );
  return `# holdfast: holdfast completion fish | source
function __holdfast_is
  set -l words
  for word in (commandline -opc)[2..-1]
    set -l tried (string join " " $words $word)
    contains -- "$tried" ${[...choices.keys()]
      .filter(Boolean)
      .map((words) => `"${words}"`)
      .join(" ")}; and set words $words $word
  end
  set -l typed (string join " " $words)
  test "$typed" = "$argv[1]"
end
${lines.join("")}`;
}
