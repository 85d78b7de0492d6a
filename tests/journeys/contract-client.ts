import assert from "node:assert/strict";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { recordExample } from "./record-example.ts";

/** What an answer was, read to its end. */
export type Checked = {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: what a client sees is JSON; each test asserts on what it needs of it
  readonly body: any;
};
type Request = {
  readonly key?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};

type Operation = {
  readonly operationId: string;
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, object>> }>
  >;
};
type Document = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
};

const RATE_LIMIT = /^"default";r=\d+;t=\d+$/;
const RATE_LIMIT_POLICY = /^"default";q=\d+;w=\d+$/;

/**
 * A client that holds every answer of the gateway to the contract that this gateway serves: the status is one of the
 * operation's, JSON is as its schema says, and the headers that every answer has are there. It asks one answer each;
 * `asked` has the operations that answered with success.
 */
export async function contractClient(gateway: string) {
  const document = (await (await fetch(`${gateway}/openapi.json`)).json()) as Document;
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  formats.default(ajv);
  ajv.addSchema(document, "contract");
  const asked = new Set<string>();

  const matches = (template: string, path: string): boolean =>
    new RegExp(`^${template.replaceAll(/\{[^{}]+\}/g, "[^/]+")}$`).test(path);
  const operationAt = (method: string, path: string) => {
    const verb = method === "HEAD" ? "get" : method.toLowerCase();
    const templates = Object.keys(document.paths).filter((each) => matches(each, path));
    // `/products/bulk-check` is also a `/products/{sku}`, of another method.
    const template = templates.find((each) => document.paths[each]?.[verb] !== undefined);
    const operation = template === undefined ? undefined : document.paths[template]?.[verb];
    return template === undefined || operation === undefined
      ? undefined
      : { template, verb, operation };
  };
  const checkBody = (at: NonNullable<ReturnType<typeof operationAt>>, answer: Checked) => {
    const { template, verb, operation } = at;
    const listed = operation.responses[answer.status];
    assert.ok(listed, `${operation.operationId} may not answer ${answer.status}: ${answer.text}`);
    const type = answer.headers.get("content-type")?.split(";")[0] ?? "";
    if (answer.text === "") return;
    assert.ok(
      listed.content?.[type] ?? listed.content?.["*/*"],
      `${operation.operationId} ${answer.status} may not be ${type}`,
    );
    if (!/[/+]json$/.test(type)) return;
    const keys = ["paths", template, verb, "responses", `${answer.status}`, "content", type];
    const pointer = [...keys, "schema"].map((key) =>
      encodeURIComponent(key.replaceAll("~", "~0").replaceAll("/", "~1")),
    );
    const validate = ajv.compile({ $ref: `contract#/${pointer.join("/")}` });
    assert.ok(
      validate(answer.body),
      `${operation.operationId}: ${ajv.errorsText(validate.errors)} in ${answer.text.slice(0, 500)}`,
    );
  };

  const send = async (method: string, path: string, request: Request = {}): Promise<Checked> => {
    const { key = "hf_dev_shop", body, headers = {} } = request;
    const answer = await fetch(gateway + path, {
      method,
      signal: AbortSignal.timeout(30_000),
      headers: {
        ...(key === "" ? {} : { authorization: `Bearer ${key}` }),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        "x-correlation-id": "contract-journey",
        ...headers,
      },
      ...(body === undefined
        ? {}
        : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const type = answer.headers.get("content-type") ?? "";
    const text = type.startsWith("text/event-stream")
      ? await firstEventOf(answer)
      : await answer.text();
    const isJson = /[/+]json(?:;|$)/.test(type) && text !== "";
    const { status } = answer;
    const told = isJson ? JSON.parse(text) : undefined;
    recordExample({ method, path, request: body, status, answer: told });
    return { status, headers: answer.headers, text, body: told };
  };

  /** Asks, and holds the answer to the contract and to the habits of every endpoint. */
  const ask = async (method: string, path: string, request: Request = {}): Promise<Checked> => {
    const answer = await send(method, path, request);
    const { headers, status, body } = answer;
    assert.match(headers.get("x-trace-id") ?? "", /^[0-9a-f]{32}$/);
    assert.equal(headers.get("x-correlation-id"), "contract-journey");
    if (status >= 400 && method !== "HEAD") checkProblem(answer, path);
    const at = operationAt(method, path.split("?")[0] ?? "");
    if (at === undefined) return answer;
    // What is refused before it counts does not tell what is left.
    if (status !== 400 && status !== 401 && status !== 403) {
      assert.match(headers.get("ratelimit") ?? "", RATE_LIMIT, `${method} ${path}`);
      assert.match(headers.get("ratelimit-policy") ?? "", RATE_LIMIT_POLICY);
    }
    checkBody(at, answer);
    if (status < 400 && body !== null) asked.add(at.operation.operationId);
    return answer;
  };
  return { ask, asked };
}

/** A stream that has no end, up to its first event. */
async function firstEventOf(answer: Response): Promise<string> {
  let text = "";
  if (answer.body === null) return text;
  // Leaving the loop cancels the stream.
  for await (const piece of answer.body.pipeThrough(new TextDecoderStream())) {
    text += piece;
    if (/^data: .*\n\n/m.test(text)) break;
  }
  return text;
}

function checkProblem({ status, headers, body, text }: Checked, path: string): void {
  assert.equal(headers.get("content-type")?.split(";")[0], "application/problem+json", text);
  assert.match(body.code, /^[a-z][a-z0-9-]*$/);
  assert.deepEqual(
    [body.type, body.status, body.instance, body.traceId],
    [`/problems/${body.code}`, status, path.split("?")[0], headers.get("x-trace-id")],
    text,
  );
  assert.ok(body.title.length > 0 && body.detail.length > 0, text);
  if (status === 503 || status === 429) assert.match(headers.get("retry-after") ?? "", /^\d+$/);
  if (body.errors !== undefined) {
    for (const { path: place, message } of body.errors) {
      assert.ok(typeof place === "string" && message.length > 0, text);
    }
  }
}
