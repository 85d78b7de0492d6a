/** What `plan impact` shows: to a person in under a minute, or to a program. */
import { styleText } from "node:util";
import { type Impact, type Judged, LEVELS } from "./impact.ts";
import { type Change, keyOf, type Level, listed, type OperationRef } from "./model.ts";

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
  const paint: Paint = (style, text) =>
    colours ? styleText(style, text, { validateStream: false }) : text;
  const { base, head, files } = change;
  const title = `${short(head.revision)} against ${short(base.revision)}: ${files.length} changed ${files.length === 1 ? "file" : "files"}`;
  const isShort = ({ level, waiver, mitigation }: Judged) =>
    level === "safe" && waiver === undefined && mitigation === "";
  const [safe, rest] = [
    impact.findings.filter(isShort),
    impact.findings.filter((each) => !isShort(each)),
  ];
  const blocks = rest.map((finding) => findingText(finding, change, paint));
  const folded = Map.groupBy(safe, ({ component, rule }) => `${component} ${rule}`).values();
  const lines = [...folded].map((alike) => safeText(alike, change, paint)).join("\n");
  return `${[title, ...blocks, lines, summary(change, impact, paint)].filter(Boolean).join("\n\n")}\n`;
}

type Paint = (style: Parameters<typeof styleText>[0], text: string) => string;

const titleOf = (
  { level, component, rule, waiver }: Judged,
  { head, base }: Change,
  paint: Paint,
  count = "",
) => {
  const { mark, style } = LOOK[level];
  const { owner } = head.components.get(component) ??
    base.components.get(component) ?? { owner: "nobody" };
  const isWaived = waiver?.expired === false;
  const label = paint(isWaived ? "dim" : style, `${mark} ${level}${isWaived ? " (waived)" : ""}`);
  return `${label}  ${component} (${owner})  ${paint("dim", `${rule}${count}`)}`;
};

/** Findings of one rule and component that nobody has to do anything about: one line for all. */
function safeText(alike: readonly Judged[], change: Change, paint: Paint): string {
  const [first] = alike;
  if (first === undefined) return "";
  const count = alike.length > 1 ? ` ×${alike.length}` : "";
  const about =
    count === ""
      ? first.message
      : listed(
          alike.map(({ message }) => message),
          1,
        );
  return `${titleOf(first, change, paint, count)}\n    ${about}`;
}

function findingText(finding: Judged, change: Change, paint: Paint): string {
  const { message, place, paths, mitigation, waiver } = finding;
  const ways = [...new Set(paths.map(wayText))];
  const more = ways.length - PATHS_SHOWN_MAX;
  const lines = [
    message,
    paint("dim", `${place.file}:${place.line} at ${short(place.revision)}`),
    ...ways.slice(0, PATHS_SHOWN_MAX).map((way) => `reached by  ${way}`),
    ...(more > 0 ? [`            and ${more} more`] : []),
    ...(mitigation === "" ? [] : [`do          ${mitigation}`]),
    ...(waiver
      ? [`waiver      ${waiver.expired ? "expired" : "until"} ${waiver.expires}: ${waiver.reason}`]
      : []),
  ];
  return [titleOf(finding, change, paint), ...lines].join("\n    ");
}

function summary({ files }: Change, { counts, unowned }: Impact, paint: Paint): string {
  const levels = LEVELS.filter((level) => counts[level] > 0);
  const found = levels.map((level) => paint(LOOK[level].style, `${counts[level]} ${level}`));
  if (counts.waived > 0) found.push(`${counts.waived} waived`);
  const nothing = files.length === 0 ? "Nothing changed." : "Nothing found.";
  const rest = listed(unowned, FILES_SHOWN_MAX);
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
    paths: [...new Set(paths.map(wayText))],
  }));
  return { version: 1, base: end(base), head: end(head), changedFiles: files, ...impact, findings };
}

/** From the outermost caller down: `notices.remind → loans.createLoan`. */
const wayText = (path: readonly OperationRef[]): string => path.map(keyOf).join(" → ");

const short = (revision: string): string =>
  /^[0-9a-f]{40,64}$/.test(revision) ? revision.slice(0, 12) : revision;
