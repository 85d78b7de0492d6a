/** Answers for people: a table that fits its terminal, colours only where they are seen. */

export type Cell = string | number | boolean | null | undefined;
/** Where text goes to. */
export type Screen = {
  /** Undefined where nobody looks: a file or a pipe, which get all of every cell. */
  readonly columns: number | undefined;
  readonly colours: boolean;
};
export type Table = {
  readonly head: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
};

const GAP = "  ";
const WIDTH_MIN = 8; // below it a cut text says nothing

const GREEN = new Set(
  "in-stock held confirmed done active delivered ready true closed ok".split(" "),
);
const YELLOW = new Set(
  "low backorder processing queued running pending failing unknown half-open warn".split(" "),
);
const RED = new Set("out failed cancelled released expired disabled revoked open fail".split(" "));

/** Aligned columns. Where they do not fit, the widest are cut, and where even that is too wide a row takes several lines. */
export function tableText({ head, rows }: Table, screen: Screen): string {
  const texts = rows.map((row) => row.map(cellText));
  const widths = head.map((title, at) =>
    Math.max(title.length, ...texts.map((row) => lengthOf(row[at] ?? ""))),
  );
  const fitted = fit(widths, screen.columns);
  if (fitted === undefined) return recordsText({ head, rows }, screen);
  const isNumber = head.map((_, at) => rows.some((row) => typeof row[at] === "number"));
  const line = (row: readonly string[], paint: (text: string) => string): string =>
    row
      .map((text, at) => pad(paint, text, { width: fitted[at] ?? 0, right: isNumber[at] === true }))
      .join(GAP)
      .trimEnd();
  const paint = (text: string): string => painted(text, screen);
  const title = line(head, (text) => (screen.colours ? `\x1b[1m${text}\x1b[22m` : text));
  return [title, ...texts.map((row) => line(row, paint))].map((text) => `${text}\n`).join("");
}

/** One thing, a line a field; what is not there is left out. */
export function fieldsText(fields: Readonly<Record<string, Cell>>, screen: Screen): string {
  const given = Object.entries(fields).filter(([, cell]) => cell !== undefined && cell !== null);
  const width = Math.max(0, ...given.map(([name]) => name.length));
  return given
    .map(([name, cell]) => `${name.padEnd(width)}  ${painted(cellText(cell), screen)}\n`)
    .join("");
}

const recordsText = ({ head, rows }: Table, screen: Screen): string =>
  rows
    .map((row) => Object.fromEntries(head.map((title, at) => [title, row[at]])))
    .map((fields) => fieldsText(fields, screen))
    .join("\n");

/** The widths that fit, the widest made narrower first; undefined where none do. */
function fit(
  widths: readonly number[],
  columns: number | undefined,
): readonly number[] | undefined {
  if (columns === undefined) return widths;
  const fitted = [...widths];
  const total = () => fitted.reduce((sum, width) => sum + width, GAP.length * (fitted.length - 1));
  while (total() > columns) {
    const widest = Math.max(...fitted);
    if (widest <= WIDTH_MIN) return undefined;
    fitted[fitted.indexOf(widest)] = widest - 1;
  }
  return fitted;
}

function pad(
  paint: (text: string) => string,
  text: string,
  { width, right }: { readonly width: number; readonly right: boolean },
): string {
  const characters = [...text];
  const cut = characters.length > width ? `${characters.slice(0, width - 1).join("")}…` : text;
  const space = " ".repeat(width - lengthOf(cut));
  return right ? space + paint(cut) : paint(cut) + space;
}

const lengthOf = (text: string): number => [...text].length;

/** Names and reasons are written by others: a line break or an escape sequence in them must not reach the terminal. */
function cellText(cell: Cell): string {
  if (cell === undefined || cell === null) return "-";
  if (typeof cell === "number") return cell.toLocaleString("en-GB");
  return String(cell)
    .replaceAll(/[\s\p{Cc}]+/gu, " ")
    .trim();
}

function painted(text: string, { colours }: Screen): string {
  if (!colours) return text;
  if (GREEN.has(text)) return `\x1b[32m${text}\x1b[39m`;
  if (YELLOW.has(text)) return `\x1b[33m${text}\x1b[39m`;
  return RED.has(text) ? `\x1b[31m${text}\x1b[39m` : text;
}

/** Standard output as it is. */
export function screenOf(stream: NodeJS.WriteStream): Screen {
  if (!stream.isTTY) return { columns: undefined, colours: false };
  const columns = stream.columns > 0 ? stream.columns : undefined; // some terminals do not know
  return { columns, colours: stream.hasColors() }; // it knows NO_COLOR
}
