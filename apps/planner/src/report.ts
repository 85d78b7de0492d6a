/** What `plan impact` shows: to a person in under a minute, or to a program. */
import { styleText } from "node:util";
import { type Impact, type Judged, LEVELS } from "./impact.ts";
import { type Change, keyOf, type Level, type OperationRef } from "./model.ts";

const LOOK: Readonly<Record<Level, { mark: string; style: Parameters<typeof styleText>[0] }>> = {
  breaking: { mark: "✗", style: "red" },
  unknown: { mark: "?", style: "magenta" },
  caution: { mark: "!", style: "yellow" },
  safe: { mark: "✓", style: "green" },
};

// What a person reads in a minute; --json has all.
const PATHS_SHOWN_MAX = 3;
const FILES_SHOWN_MAX = 5;

/** Text for a terminal, with escape codes only where `colours`. */
export function impactText(change: Change, impact: Impact, colours: boolean): string {
  const paint = (style: Parameters<typeof styleText>[0], text: string) =>
    colours ? styleText(style, text, { validateStream: false }) : text;
  const blocks = impact.findings.map((finding) => findingText(finding, change, paint));
  const { base, head, files } = change;
  const title = `${short(head.revision)} against ${short(base.revision)}: ${files.length} changed ${files.length === 1 ? "file" : "files"}`;
  return `${[title, ...blocks, summary(change, impact, paint)].join("\n\n")}\n`;
}

type Paint = (style: Parameters<typeof styleText>[0], text: string) => string;

function findingText(finding: Judged, { head }: Change, paint: Paint): string {
  const { level, rule, component, message, place, paths, mitigation, waiver } = finding;
  const { mark, style } = LOOK[level];
  const owner = head.components.get(component)?.owner ?? "gone";
  const waived = waiver?.expired === false;
  const label = paint(waived ? "dim" : style, `${mark} ${level}${waived ? " (waived)" : ""}`);
  const more = paths.length - PATHS_SHOWN_MAX;
  const lines = [
    message,
    paint("dim", `${place.file}:${place.line} at ${short(place.revision)}`),
    ...paths.slice(0, PATHS_SHOWN_MAX).map((path) => `reached by  ${wayText(path)}`),
    ...(more > 0 ? [`            and ${more} more`] : []),
    ...(mitigation === "" ? [] : [`do          ${mitigation}`]),
    ...(waiver
      ? [`waiver      ${waiver.expired ? "expired" : "until"} ${waiver.expires}: ${waiver.reason}`]
      : []),
  ];
  const title = `${label}  ${component} (${owner})  ${paint("dim", rule)}`;
  return [title, ...lines].join("\n    ");
}

function summary({ files }: Change, { counts, unowned }: Impact, paint: Paint): string {
  const levels = LEVELS.filter((level) => counts[level] > 0);
  const found = levels.map((level) => paint(LOOK[level].style, `${counts[level]} ${level}`));
  if (counts.waived > 0) found.push(`${counts.waived} waived`);
  const nothing = files.length === 0 ? "Nothing changed." : "Nothing found.";
  const more = unowned.length - FILES_SHOWN_MAX;
  const rest = unowned.slice(0, FILES_SHOWN_MAX).join(", ") + (more > 0 ? ` and ${more} more` : "");
  return [
    found.length === 0 ? nothing : `Found: ${found.join(", ")}.`,
    ...(rest === "" ? [] : [`Of no component: ${rest}`]),
  ].join("\n");
}

/** Everything, for programs; `version` rises when a reader would have to change. */
export function impactJson({ base, head, files }: Change, impact: Impact): unknown {
  const end = ({ revision, digest }: Change["base"]) => ({ revision, inputsDigest: digest });
  const findings = impact.findings.map(({ paths, ...finding }) => ({
    ...finding,
    paths: paths.map(wayText),
  }));
  return { version: 1, base: end(base), head: end(head), changedFiles: files, ...impact, findings };
}

/** From the outermost caller down: `notices.remind → loans.createLoan`. */
const wayText = (path: readonly OperationRef[]): string => path.map(keyOf).join(" → ");

const short = (revision: string): string =>
  /^[0-9a-f]{40,64}$/.test(revision) ? revision.slice(0, 12) : revision;
