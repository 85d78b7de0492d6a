/** A plan as a text: headings, and derived blocks below them. All that stands outside of the blocks is a person's. */
import { InputError } from "./input-error.ts";

export type Fault = { readonly line: number; readonly what: string };
type Body = { readonly body: string; readonly bodyLine: number };
type Mark = { readonly text: string; readonly index: number };

/** The lines that make a text a plan, outside of fenced code: headings up to #### and the ends of derived blocks. */
function marksOf(body: string): readonly Mark[] {
  let fence: string | undefined;
  return body.split("\n").flatMap((line, index) => {
    const [, mark] = /^ {0,3}(`{3,}|~{3,})/.exec(line) ?? [];
    const text = line.trimEnd();
    if (fence === undefined) {
      fence = mark;
      return /^(#{1,4} .+|<!-- (derived: .+|\/derived) -->)$/.test(text) ? [{ text, index }] : [];
    }
    if (mark?.startsWith(fence) && text.trim() === mark) fence = undefined;
    return [];
  });
}

/** Where a plan first leaves the headings and blocks that `fresh` has, in their order. */
export function faultOfShape({ body, bodyLine }: Body, fresh: string): Fault | undefined {
  const expected = marksOf(fresh).map(({ text }) => text);
  const found = marksOf(body);
  const count = Math.max(expected.length, found.length);
  const at = Array.from({ length: count }, (_, i) => i).find((i) => found[i]?.text !== expected[i]);
  if (at === undefined) return undefined;
  const { text, index } = found[at] ?? { text: "", index: body.split("\n").length - 1 };
  const isKnown = text === "" || expected.slice(at).includes(text);
  const what = isKnown
    ? `"${expected[at]}" is missing before this line`
    : expected.includes(text)
      ? `"${text}" is there a second time`
      : `"${text}" is none of a plan's; headings of your own begin with #####`;
  return { line: bodyLine + index, what };
}

/** The body with the content of the derived blocks of `fresh`, and every other byte as it was. @throws InputError */
export function refreshed(file: string, plan: Body, fresh: string): string {
  const fault = faultOfShape(plan, fresh);
  if (fault !== undefined) throw new InputError(`${file}:${fault.line}: ${fault.what}`);
  const lines = plan.body.split("\n");
  const freshLines = fresh.split("\n");
  const [marks, freshMarks] = [marksOf(plan.body), marksOf(fresh)];
  const indexOf = (list: readonly Mark[], i: number) => (list[i]?.index ?? 0) + 1;
  // From the end, so that the lines before stay where they are.
  for (const [i, { text, index }] of [...marks.entries()].reverse())
    if (text.startsWith("<!-- derived"))
      lines.splice(
        index + 1,
        indexOf(marks, i + 1) - indexOf(marks, i) - 1,
        ...freshLines.slice(indexOf(freshMarks, i), indexOf(freshMarks, i + 1) - 1),
      );
  return lines.join("\n");
}

/** The lines outside of derived blocks, each with its number. */
export function linesOfPeople({ body, bodyLine }: Body) {
  let isDerived = false;
  return body.split("\n").flatMap((text, index) => {
    if (text.startsWith("<!-- derived: ")) isDerived = true;
    if (text.startsWith("<!-- /derived")) isDerived = false;
    return isDerived ? [] : [{ text, line: bodyLine + index }];
  });
}
