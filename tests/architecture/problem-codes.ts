import { isTestSupport, sourceFiles } from "./source-files.ts";

/** A code that the source can answer, and its status: three digits, or `4xx` where the code computes it. */
export type CodedProblem = { readonly code: string; readonly status: string };

/** The source that answers clients: no tests, nor what only they use. */
export const answeringSources = () =>
  sourceFiles("{packages,services,sandbox}/**/src/**/*.ts").filter(
    (file) => !isTestSupport(file) && !/[./]test(ing)?\.ts$|\/fake-/.test(file.path),
  );

/**
 * Every `problem({ … })` of a source text. A `code` is a literal, or the kind of a union: then it is what the `case` labels
 * before it say, or else the union in the head of its function. @throws Error for a code that is neither.
 */
export function problemsIn(text: string): readonly CodedProblem[] {
  return [...text.matchAll(/\bproblem\(\{/g)].flatMap(({ index, 0: call }) => {
    const fields = enclosed(text, index + call.length);
    const before = text.slice(functionStart(text, index), index);
    const status = statusIn(fields, before);
    return codesIn(fields, before).map((code) => ({ code, status }));
  });
}

function enclosed(text: string, start: number): string {
  let depth = 1;
  let end = start;
  for (; depth > 0 && end < text.length; end += 1) {
    if (text[end] === "{") depth += 1;
    if (text[end] === "}") depth -= 1;
  }
  return text.slice(start, end - 1);
}

/** Where the declaration that contains `index` begins: the last line before it that is not indented. */
function functionStart(text: string, index: number): number {
  const starts = [...text.slice(0, index).matchAll(/^(?:export |async )*(?:function|const)\b/gm)];
  return starts.at(-1)?.index ?? 0;
}

function statusIn(fields: string, before: string): string {
  const literal = /\bstatus: (\d{3})\b/.exec(fields) ?? /\bstatus = (\d{3})\b/.exec(before);
  return literal?.[1] ?? "4xx";
}

function codesIn(fields: string, before: string): readonly string[] {
  const literal = /\bcode: "([\w-]+)"/.exec(fields)?.[1];
  if (literal !== undefined) return [literal];
  if (!/\bcode: (?:\w+\.)?kind\b/.test(fields)) {
    throw new Error(`cannot tell the code of problem({${fields}})`);
  }
  const labels = before.match(/(?:case "[\w-]+":\s*)+/g)?.at(-1);
  if (labels !== undefined) return quoted(labels);
  const union = quoted(before.slice(0, before.indexOf("): Problem")));
  const narrowed = [...before.matchAll(/\.kind === "([\w-]+)"\) \{/g)].at(-1);
  if (narrowed === undefined) return union;
  const block = before.slice(narrowed.index + narrowed[0].length);
  // The block is closed before `problem({` where its brace is: then the other kinds are left.
  const isClosed = block.includes("\n  }\n");
  return isClosed ? union.filter((kind) => kind !== narrowed[1]) : quoted(narrowed[0]);
}

const quoted = (text: string): readonly string[] =>
  [...text.matchAll(/"([\w-]+)"/g)].map(([, kind]) => kind ?? "");
