/** What `plan impact` shows: to a person in under a minute, or to a program. */
import { styleText } from "node:util";
import type { Impact, Judged } from "./impact.ts";
import { type Change, keyOf, LEVELS, type Level, listed, type OperationRef } from "./model.ts";

const LOOK: Readonly<Record<Level, { mark: string; style: Parameters<typeof styleText>[0] }>> = {
  breaking: { mark: "✗", style: "red" },
  unknown: { mark: "?", style: "magenta" },
  caution: { mark: "!", style: "yellow" },
  safe: { mark: "✓", style: "green" },
};

// What a person reads in a minute; --json has all.
const [PATHS_MAX, ALIKE_MAX, FILES_MAX] = [3, 4, 5];

type Paint = (style: Parameters<typeof styleText>[0], text: string) => string;

/** Text for a terminal, with escape codes only where `colours`. Findings of one rule and component stand together. */
export function impactText(change: Change, impact: Impact, colours: boolean): string {
  const paint: Paint = (style, text) =>
    colours ? styleText(style, text, { validateStream: false }) : text;
  const { base, head, files } = change;
  const title = `${short(head.revision)} against ${short(base.revision)}: ${files.length} changed ${files.length === 1 ? "file" : "files"}`;
  const alike = Map.groupBy(impact.findings, ({ level, component, rule, waiver }) =>
    [level, component, rule, waiver?.expires].join(" "),
  );
  const blocks = [...alike.values()].map((findings) => blockText(findings, change, paint));
  return `${[title, ...blocks, summary(change, impact, paint)].join("\n\n")}\n`;
}

function blockText(findings: readonly Judged[], change: Change, paint: Paint): string {
  const [first] = findings;
  if (first === undefined) return "";
  const { level, mitigation, waiver } = first;
  const shown = findings.slice(0, level === "safe" ? 1 : ALIKE_MAX);
  const rest = findings.length - shown.length;
  // A way that the message names already says nothing more.
  const ways = findings.flatMap(({ paths, message }) =>
    paths.filter((way) => !way.every((each) => message.includes(keyOf(each)))).map(wayText),
  );
  const told = [...new Set(ways)];
  const lines = [
    ...shown.flatMap(({ message, place: { file, line, revision } }) => [
      message,
      paint("dim", `  ${file}:${line} at ${short(revision)}`),
    ]),
    rest > 0 && `and ${rest} more; --json tells all`,
    ...told.slice(0, PATHS_MAX).map((way) => `reached by  ${way}`),
    told.length > PATHS_MAX && `            and ${told.length - PATHS_MAX} more`,
    mitigation !== "" && `do          ${mitigation}`,
    waiver &&
      `waiver      ${waiver.expired ? "expired" : "until"} ${waiver.expires}: ${waiver.reason}`,
  ].filter((line) => typeof line === "string");
  return [titleOf(first, findings.length, change, paint), ...lines].join("\n    ");
}

function titleOf(finding: Judged, count: number, { head, base }: Change, paint: Paint): string {
  const { level, component, rule, waiver } = finding;
  const { mark, style } = LOOK[level];
  const { owner } = head.components.get(component) ?? base.components.get(component) ?? {};
  const isWaived = waiver?.expired === false;
  const label = paint(isWaived ? "dim" : style, `${mark} ${level}${isWaived ? " (waived)" : ""}`);
  return `${label}  ${component} (${owner ?? "nobody"})  ${paint("dim", rule)}${count > 1 ? ` ×${count}` : ""}`;
}

function summary({ files }: Change, { counts, unowned }: Impact, paint: Paint): string {
  const levels = LEVELS.filter((level) => counts[level] > 0);
  const found = levels.map((level) => paint(LOOK[level].style, `${counts[level]} ${level}`));
  if (counts.waived > 0) found.push(`${counts.waived} waived`);
  const nothing = files.length === 0 ? "Nothing changed." : "Nothing found.";
  const all = found.length === 0 ? nothing : `Found: ${found.join(", ")}.`;
  return unowned.length === 0 ? all : `${all}\nOf no component: ${listed(unowned, FILES_MAX)}`;
}

/** Everything, for programs; `version` rises when a reader would have to change. */
export function impactJson({ base, head, files }: Change, impact: Impact): unknown {
  const end = ({ revision, digest }: Change["base"]) => ({ revision, inputsDigest: digest });
  const findings = impact.findings.map(({ paths, ...finding }) => ({
    ...finding,
    paths: [...new Set(paths.map(wayText))],
  }));
  return { version: 1, base: end(base), head: end(head), changedFiles: files, ...impact, findings };
}

/** From the outermost caller down: `notices.remind → loans.createLoan`. */
const wayText = (path: readonly OperationRef[]): string => path.map(keyOf).join(" → ");

const short = (revision: string): string =>
  /^[0-9a-f]{40,64}$/.test(revision) ? revision.slice(0, 12) : revision;
