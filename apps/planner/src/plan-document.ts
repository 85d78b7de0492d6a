/** A plan as a text: headings, and derived blocks below them. All that stands outside of the blocks is a person's. */
import { InputError } from "./input-error.ts";

export type Fault = { readonly line: number; readonly what: string };
type Body = { readonly body: string; readonly bodyLine: number };
/** A line that makes a text a plan, and all up to the next one. The first begins with the text, the last ends it. */
type Part = { readonly mark: string; readonly line: number; readonly lines: readonly string[] };

const MARK = /^(#{1,4} .+|<!-- (derived: .+|\/derived) -->)$/;

/** Marks are headings up to #### and the ends of derived blocks, outside of fenced code. */
function partsOf({ body, bodyLine }: Body): readonly Part[] {
  let fence: string | undefined;
  const isMark = (line: string) => {
    const [, edge] = /^ {0,3}(`{3,}|~{3,})/.exec(line) ?? [];
    const isFenced = fence !== undefined;
    if (fence === undefined) fence = edge;
    else if (edge?.startsWith(fence) && line.trim() === edge) fence = undefined;
    return !isFenced && MARK.test(line.trimEnd());
  };
  const parts = [{ mark: "", line: bodyLine, lines: [] as string[] }];
  const lines = body.split("\n");
  for (const [i, text] of lines.entries()) {
    if (isMark(text)) parts.push({ mark: text.trimEnd(), line: bodyLine + i, lines: [] });
    parts.at(-1)?.lines.push(text);
  }
  return [...parts, { mark: "", line: bodyLine + lines.length - 1, lines: [] }];
}

const isDerived = ({ mark }: Part) => mark.startsWith("<!-- derived");

/** Where a plan first leaves the headings and blocks that `fresh` has, in their order. */
export function faultOfShape(plan: Body, fresh: string): Fault | undefined {
  const expected = partsOf({ body: fresh, bodyLine: 1 }).map(({ mark }) => mark);
  const found = partsOf(plan);
  const at = found.findIndex(({ mark }, i) => mark !== expected[i]);
  const wrong = found[at];
  if (wrong === undefined) return undefined;
  const { mark, line } = wrong;
  if (expected.includes(mark, at))
    return { line, what: `"${expected[at]}" is missing before this line` };
  const what = expected.includes(mark)
    ? "is there a second time"
    : "is none of a plan's; headings of your own begin with #####";
  return { line, what: `"${mark}" ${what}` };
}

/** The body with the content of the derived blocks of `fresh`, and every other byte as it was. @throws InputError */
export function refreshed(file: string, plan: Body, fresh: string): string {
  const fault = faultOfShape(plan, fresh);
  if (fault !== undefined) throw new InputError(`${file}:${fault.line}: ${fault.what}`);
  const derived = partsOf({ body: fresh, bodyLine: 1 });
  const lines = partsOf(plan).flatMap((part, i) =>
    isDerived(part) ? part.lines.slice(0, 1).concat(derived[i]?.lines.slice(1) ?? []) : part.lines,
  );
  return lines.join("\n");
}

/** The lines outside of derived blocks, each with its number. */
export const linesOfPeople = (plan: Body) =>
  partsOf(plan)
    .filter((part) => !isDerived(part))
    .flatMap(({ line, lines }) => lines.map((text, i) => ({ text, line: line + i })));
