/** What `plan impact` shows: to a person in under a minute, or to a program. */
import { styleText } from "node:util";
import type { Impact, Judged } from "./impact.ts";
import { type Change, keyOf, type Level, type Place } from "./model.ts";

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
  const title = `${short(head.revision)} against ${short(base.revision)}: ${plural(files.length, "changed file")}`;
  return `${[title, ...blocks, summary(change, impact, paint)].join("\n\n")}\n`;
}

type Paint = (style: Parameters<typeof styleText>[0], text: string) => string;

function findingText(finding: Judged, { head }: Change, paint: Paint): string {
  const { level, rule, component, message, place, paths, mitigation, waiver } = finding;
  const { mark, style } = LOOK[level];
  const waived = waiver !== undefined && !waiver.expired;
  const owner = head.components.get(component)?.owner;
  const label = waived
    ? paint("dim", `${mark} ${level} (waived)`)
    : paint(style, `${mark} ${level}`);
  const shown = paths.slice(0, PATHS_SHOWN_MAX).map((path) => path.map(keyOf).join(" → "));
  const lines = [
    message,
    paint("dim", placeText(place)),
    ...shown.map((path) => `reached by  ${path}`),
    ...(paths.length > shown.length ? [`            and ${paths.length - shown.length} more`] : []),
    ...(mitigation === "" ? [] : [`do          ${mitigation}`]),
    ...(waiver === undefined
      ? []
      : [
          `waiver      ${waiver.expired ? "expired" : "until"} ${waiver.expires}: ${waiver.reason}`,
        ]),
  ];
  const title = `${label}  ${component}${owner === undefined ? "" : ` (${owner})`}  ${paint("dim", rule)}`;
  return [title, ...lines.map((line) => `    ${line}`)].join("\n");
}

function summary({ files }: Change, { counts, waived, unowned }: Impact, paint: Paint): string {
  const levels = (["breaking", "unknown", "caution", "safe"] as const)
    .filter((level) => counts[level] > 0)
    .map((level) => paint(LOOK[level].style, `${counts[level]} ${level}`));
  const total = [...levels, ...(waived > 0 ? [`${waived} waived`] : [])].join(", ");
  const rest = unowned.slice(0, FILES_SHOWN_MAX).join(", ");
  const more =
    unowned.length > FILES_SHOWN_MAX ? ` and ${unowned.length - FILES_SHOWN_MAX} more` : "";
  return [
    total === ""
      ? files.length === 0
        ? "Nothing changed."
        : "Nothing found."
      : `Found: ${total}.`,
    ...(unowned.length === 0 ? [] : [`Of no component: ${rest}${more}`]),
  ].join("\n");
}

/** Everything, for programs; `version` rises when a reader would have to change. */
export function impactJson({ base, head, files }: Change, impact: Impact): unknown {
  const end = ({ revision, digest }: Change["base"]) => ({ revision, inputsDigest: digest });
  return { version: 1, base: end(base), head: end(head), changedFiles: files, ...impact };
}

const placeText = ({ file, line, revision }: Place): string =>
  `${file}:${line} at ${short(revision)}`;
const short = (revision: string): string =>
  /^[0-9a-f]{40,64}$/.test(revision) ? revision.slice(0, 12) : revision;
const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;
