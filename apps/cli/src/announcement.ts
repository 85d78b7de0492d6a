export type Announcement = {
  readonly firstStart: boolean;
  /** From the command's start until every service answered /readyz. */
  readonly startMs: number;
  /** Loading the demo data; undefined when it was there already. */
  readonly demoMs: number | undefined;
  readonly residentMiB: number | undefined;
  readonly processes: number;
  readonly urls: Readonly<Record<string, string>>;
  /** The development keys by scope; none when they are not admitted. */
  readonly keys: Readonly<Record<string, string>>;
  readonly home: string;
};

/** One sentence, for a log. */
export function readySentence(it: Announcement): string {
  const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
  const which = it.firstStart ? "first start" : "data of an earlier start found";
  const demo = it.demoMs === undefined ? "" : `, demo data loaded in ${seconds(it.demoMs)}`;
  const memory = it.residentMiB === undefined ? "" : `, ${it.residentMiB} MiB resident`;
  return `Holdfast is ready after ${seconds(it.startMs)} (${which})${demo}${memory} in ${it.processes} processes`;
}

/** Everything one needs for the first call, for a terminal. */
export function readyText(it: Announcement): string {
  const width = Math.max(...Object.keys(it.urls).map((name) => name.length));
  const rows = Object.entries(it.urls).map(([name, url]) => `  ${name.padEnd(width)}  ${url}`);
  const known = Object.entries(it.keys).map(([scope, key]) => `${key} (${scope})`);
  const keys = known.length > 0 ? known.join(", ") : "those of GATEWAY_API_KEYS";
  return [
    "",
    `${readySentence(it)}.`,
    "",
    ...rows,
    "",
    `  keys  ${keys}`,
    `  data  ${it.home}`,
    "",
    "  Ctrl-C stops everything.",
    "",
    "",
  ].join("\n");
}
