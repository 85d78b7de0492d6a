/** What `@holdfast/client` knows of the public contract at run time: how each operation is called, and the codes of problems. */
import { type OpenApiDocument, operationsIn } from "./operations.ts";

type Answer = "json" | "lines" | "events" | "file";

/** POSTs that read, whatever their method says: repeating them is harmless. */
const READS: ReadonlySet<string> = new Set(["bulkCheckProducts", "replayDraft"]);

/** The text of the client's `generated/operations.ts`. `errorsPage` is docs/errors.md. */
export function clientTable(document: OpenApiDocument, errorsPage: string): string {
  const operations = operationsIn(document);
  const rows = [...operations].map(([id, { method, path, idempotent, takesIdempotencyKey }]) => {
    const operation = operationAt(document, path, method);
    const repeat = takesIdempotencyKey ? "keyed" : idempotent || READS.has(id) ? "always" : "never";
    const row = { method, path, repeat, answers: answersOf(operation), takes: takenBy(operation) };
    return `  ${id}: ${JSON.stringify(row)},\n`;
  });
  const codes = publicCodes(errorsPage, new Set(operations.keys()));
  return `// Generated from gateway.openapi.json and docs/errors.md by \`npm run contracts\`.

export const OPERATIONS = {
${rows.sort().join("")}} as const;

export const PROBLEM_CODES = [
${codes.map((code) => `  ${JSON.stringify(code)},\n`).join("")}] as const;
`;
}

type Operation = {
  readonly requestBody?: unknown;
  readonly responses?: Readonly<Record<string, { readonly content?: unknown }>>;
};

function operationAt(document: OpenApiDocument, path: string, method: string): Operation {
  const item = document.paths[path] as Readonly<Record<string, Operation>> | undefined;
  return item?.[method.toLowerCase()] ?? {};
}

/** The forms in which success answers; none where it has no body. */
function answersOf({ responses = {} }: Operation): readonly Answer[] {
  const successes = Object.entries(responses).filter(([status]) => status.startsWith("2"));
  const media = successes.flatMap(([, { content }]) => Object.keys(content ?? {}));
  return [...new Set(media.map(answerIn))].sort();
}

function answerIn(media: string): Answer {
  if (media === "application/json") return "json";
  if (media === "application/x-ndjson") return "lines";
  return media === "text/event-stream" ? "events" : "file";
}

function takenBy({ requestBody }: Operation): string | undefined {
  const { content } = (requestBody ?? {}) as { readonly content?: object };
  return Object.keys(content ?? {})[0];
}

/** Those that stand for every operation, the gateway's, and those of a public operation. */
function publicCodes(errorsPage: string, operations: ReadonlySet<string>): readonly string[] {
  const found = new Set<string>();
  for (const section of errorsPage.split(/^## /m).slice(1)) {
    const isForAll = /^(On every operation|At the gateway)\n/.test(section);
    for (const [, code = "", where = ""] of section.matchAll(
      /^\| `([a-z0-9-]+)` \| \w+ \| ([^|]*)/gm,
    )) {
      const names = [...where.matchAll(/`(\w+)`/g)].map(([, name = ""]) => name);
      if (isForAll || names.some((name) => operations.has(name))) found.add(code);
    }
  }
  return [...found].sort();
}
