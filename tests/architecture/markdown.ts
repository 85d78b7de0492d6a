/** What the architecture tests read of a Markdown document. Fenced blocks are code, not Markdown: they are left out. */

/** A row's cells by the name of their column, without the spaces around them. */
type Row = Readonly<Record<string, string>>;
export type Table = { readonly columns: readonly string[]; readonly rows: readonly Row[] };

const FENCE = /^```[\s\S]*?^```$/gm;

export function tablesIn(markdown: string): readonly Table[] {
  const tables: Table[] = [];
  for (const block of prose(markdown).match(/(?:^\|.*\n?)+/gm) ?? []) {
    const [header = "", , ...lines] = block.trimEnd().split("\n");
    const columns = cellsOf(header);
    const rows = lines.map((line) => {
      const cells = cellsOf(line);
      if (cells.length !== columns.length)
        throw new Error(`has not ${columns.length} cells: ${line}`);
      return Object.fromEntries(columns.map((column, at) => [column, cells[at] ?? ""]));
    });
    tables.push({ columns, rows });
  }
  return tables;
}

/** The rows of every table that has all of `columns`. @throws Error when there is none, so that no rule passes vacuously. */
export function rowsWith(markdown: string, ...columns: readonly string[]): readonly Row[] {
  const found = tablesIn(markdown).filter((table) =>
    columns.every((column) => table.columns.includes(column)),
  );
  if (found.length === 0)
    throw new Error(`there is no table with the columns ${columns.join(", ")}`);
  return found.flatMap(({ rows }) => rows);
}

/** Everything that stands in `backticks`. */
export function ticked(markdown: string): readonly string[] {
  return [...prose(markdown).matchAll(/`([^`\n]+)`/g)].map(([, text]) => text ?? "");
}

const prose = (markdown: string): string => markdown.replace(FENCE, "");

const cellsOf = (line: string): readonly string[] =>
  line
    .replace(/^\||\|$/g, "")
    .split(/(?<!\\)\|/)
    .map((cell) => cell.replaceAll("\\|", "|").trim());
