/** How a long transfer goes: one line drawn over itself on a terminal, a line now and then elsewhere. */

export type Progress = {
  /** What is counted up: `sending` and `fetching` count bytes, the others rows. */
  readonly phase: "sending" | "applying" | "receiving" | "fetching";
  readonly done: number;
  /** Undefined where nobody knows. */
  readonly of?: number | undefined;
};
type Told = Progress & { readonly perSecond: number | undefined };

/** `applied 412,000 of 1,000,000 rows (41 %), 6,100 rows/s, 1 min 36 s left`. */
export function progressText({ phase, done, of, perSecond }: Told): string {
  const unit = countsBytes(phase) ? bytesText : rowsText;
  const verb = { sending: "sent", applying: "applied", receiving: "received", fetching: "fetched" }[
    phase
  ];
  const share = of === undefined || of === 0 ? "" : ` (${Math.floor((100 * done) / of)} %)`;
  const amount =
    of === undefined ? `${unit(done)}` : `${amountText(phase, done)} of ${unit(of)}${share}`;
  const speed = perSecond === undefined ? "" : `, ${unit(Math.round(perSecond))}/s`;
  const left =
    of === undefined || !perSecond ? "" : `, ${durationText((of - done) / perSecond)} left`;
  return `${verb} ${amount}${speed}${left}`;
}

const countsBytes = (phase: Progress["phase"]): boolean =>
  phase === "sending" || phase === "fetching";
const amountText = (phase: Progress["phase"], amount: number): string =>
  countsBytes(phase) ? bytesText(amount) : amount.toLocaleString("en-GB");
const rowsText = (rows: number): string => `${rows.toLocaleString("en-GB")} rows`;

function bytesText(bytes: number): string {
  if (bytes < 1_000_000) return `${Math.ceil(bytes / 1_000)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

function durationText(seconds: number): string {
  const whole = Math.ceil(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

type Sink = { readonly isTTY?: boolean; write(text: string): unknown };
const DRAWN_EVERY_MS = 100;
const LINE_EVERY_MS = 5_000;

/** Shows progress on `sink`: drawn on a terminal, else a line each five seconds; nothing when `quiet`. */
export function progressShown(sink: Sink, options: { readonly quiet: boolean; nowMs(): number }) {
  const { quiet, nowMs } = options;
  const drawn = sink.isTTY === true;
  const everyMs = drawn ? DRAWN_EVERY_MS : LINE_EVERY_MS;
  let begun: { readonly phase: string; readonly done: number; readonly atMs: number } | undefined;
  let shownAtMs = nowMs();
  return {
    show: (progress: Progress): void => {
      const atMs = nowMs();
      if (begun?.phase !== progress.phase) begun = { ...progress, atMs };
      if (quiet || atMs - shownAtMs < everyMs) return;
      shownAtMs = atMs;
      const seconds = (atMs - begun.atMs) / 1_000;
      const perSecond = seconds < 0.5 ? undefined : (progress.done - begun.done) / seconds;
      const text = progressText({ ...progress, perSecond });
      sink.write(drawn ? `\r\x1b[K${text}` : `${text}\n`);
    },
    /** Takes a drawn line away, so that what follows begins at the margin. */
    clear: (): void => {
      if (drawn && !quiet) sink.write("\r\x1b[K");
    },
  };
}
