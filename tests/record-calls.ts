/**
 * `npm run record-calls`: runs the journeys with every trace exported to here, and writes calls.json: who called whom while
 * serving what, and in which order. The planner compares that with what resilience.yaml declares. What the journeys ask of
 * the gateway, and its answers, become the examples of the public contract (contracts/examples.json).
 *
 * A client span says during which operation it calls whom, and how (method and template), which the callee's contract turns
 * into an operation.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { globSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { contractDocument } from "@holdfast/contracts";
import type { Asked } from "./journeys/record-example.ts";

type Attribute = { readonly key: string; readonly value: Readonly<Record<string, unknown>> };
type Span = {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes?: readonly Attribute[];
  readonly service: string;
};
type Operation = { readonly component: string; readonly operation: string };
type Call = {
  readonly from: Operation;
  readonly to: Operation;

  readonly span: Span;
};

const ROOT = join(import.meta.dirname, "..");
const FILE = join(ROOT, "calls.json");
const EXAMPLES = join(ROOT, "contracts/examples.json");
const SERVER = 2;
/** Processes that are called otherwise in the catalogue. */
const COMPONENTS: Readonly<Record<string, string>> = { "payment-sandbox": "payment" };

const routesOf = new Map<string, ReadonlyMap<string, string>>();
const spans: Span[] = [];
const collector = createServer(async (request, response) => {
  let text = "";
  for await (const chunk of request) text += chunk;
  for (const { resource, scopeSpans } of JSON.parse(text).resourceSpans) {
    const service = attributeOf(resource.attributes, "service.name") ?? "";
    for (const scope of scopeSpans) {
      spans.push(...scope.spans.map((span: Span) => ({ ...span, service })));
    }
  }
  response.writeHead(200, { "content-type": "application/json" }).end("{}");
});
function callsIn(all: readonly Span[]): readonly Call[] {
  const id = ({ traceId }: Span, span: string | undefined) => `${traceId} ${span}`;
  const served = new Map(
    all.filter(({ kind }) => kind === SERVER).map((span) => [id(span, span.parentSpanId), span]),
  );
  return all.flatMap((span): readonly Call[] => {
    const during = attributeOf(span.attributes, "holdfast.operation");
    const target = attributeOf(span.attributes, "peer.service");
    const server = served.get(id(span, span.spanId));
    // A call that no process served says what was tried, and no more: callees are taken away in some journeys.
    if (target === undefined || during === undefined || server === undefined) return [];
    const callee = COMPONENTS[server.service] ?? server.service;
    const to = operationOf(callee, span.name);
    if (to === undefined || isRepeated(span)) return [];
    // Where a subscriber is a service of ours, the call is declared by that name.
    const operation = callee === target ? during : `${during}-to-${callee}`;
    const from = { component: COMPONENTS[span.service] ?? span.service, operation };
    return [{ from, to, span }];
  });
}

const isRepeated = (span: Span) =>
  attributeOf(span.attributes, "http.request.resend_count") !== undefined;

/** `GET /v1/items/{sku}` as the contract of the component calls it. */
function operationOf(component: string, name: string): Operation | undefined {
  const operation = operationsByRoute(component).get(name);
  return operation === undefined ? undefined : { component, operation };
}

function edgesOf(all: readonly Call[]) {
  const edges = new Map(all.map(({ from, to }) => [`${keyOf(from)} ${keyOf(to)}`, { from, to }]));
  return [...edges].sort(byKey).map(([, edge]) => edge);
}

/** The longest order that was seen of each operation; calls that overlap in time are one step. */
function sequencesOf(all: readonly Call[]) {
  const longest = new Map<string, { operation: Operation; steps: Operation[][] }>();
  for (const group of Map.groupBy(
    all,
    ({ from, span }) => `${span.traceId} ${keyOf(from)}`,
  ).values()) {
    const [first] = group;
    if (first === undefined) continue;
    const steps = stepsOf(group);
    const known = longest.get(keyOf(first.from));
    if (known === undefined || steps.flat().length > known.steps.flat().length) {
      longest.set(keyOf(first.from), { operation: first.from, steps });
    }
  }
  return [...longest].sort(byKey).map(([, sequence]) => sequence);
}

function stepsOf(group: readonly Call[]): Operation[][] {
  const inOrder = group.toSorted((a, b) => Number(startOf(a) - startOf(b)));
  const steps: Operation[][] = [];
  let endNs = 0n;
  for (const call of inOrder) {
    const step = startOf(call) < endNs ? steps.at(-1) : undefined;
    if (step === undefined) steps.push([call.to]);
    else if (!step.some((to) => keyOf(to) === keyOf(call.to))) step.push(call.to);
    const callEndNs = BigInt(call.span.endTimeUnixNano);
    if (callEndNs > endNs) endNs = callEndNs;
  }
  // A call that is made many times in a row, such as page after page, is one step.
  return steps.filter((step, at) => keysOf(step) !== keysOf(steps[at - 1] ?? []));
}

const startOf = ({ span }: Call): bigint => BigInt(span.startTimeUnixNano);
const keyOf = ({ component, operation }: Operation): string => `${component}.${operation}`;
const keysOf = (step: readonly Operation[]): string => step.map(keyOf).sort().join(" ");
const byKey = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number =>
  a < b ? -1 : 1;

function attributeOf(attributes: readonly Attribute[] = [], key: string): string | undefined {
  const value = attributes.find((each) => each.key === key)?.value;
  return value === undefined ? undefined : String(Object.values(value)[0]);
}

function operationsByRoute(component: string): ReadonlyMap<string, string> {
  const known = routesOf.get(component);
  if (known !== undefined) return known;
  const routes = new Map<string, string>();
  for (const [path, item] of Object.entries(pathsOf(component))) {
    for (const [method, { operationId }] of Object.entries(item)) {
      if (operationId !== undefined) routes.set(`${method.toUpperCase()} ${path}`, operationId);
    }
  }
  routesOf.set(component, routes);
  return routes;
}

function pathsOf(
  component: string,
): Readonly<
  Record<string, Readonly<Record<string, { readonly operationId?: string | undefined }>>>
> {
  try {
    return contractDocument(component).paths;
  } catch {
    return {}; // somebody else's, without a contract here
  }
}

/** Of each operation a success that shows something and is no longer than it must be. */
function examplesIn(lines: string): Readonly<Record<string, Omit<Asked, "method" | "path">>> {
  const routes = [...operationsByRoute("gateway")].map(([route, operation]) => {
    const pattern = route.replaceAll(/[.*+?^$()|[\]\\]/g, "\\$&").replaceAll(/\{[^}]+\}/g, "[^/]+");
    return { operation, matches: new RegExp(`^${pattern}$`) };
  });
  const best = new Map<string, Asked>();
  for (const line of lines.split("\n").filter((each) => each !== "")) {
    const { request: sent, ...rest }: Asked = JSON.parse(line);
    // A file, or a text that is broken on purpose, is no example of JSON.
    const asked: Asked = typeof sent === "string" ? rest : { ...rest, request: sent };
    const route = `${asked.method} ${asked.path.split("?")[0]}`;
    // A fixed path goes before one with a parameter that would match it as well.
    const operation =
      operationsByRoute("gateway").get(route) ??
      routes.find(({ matches }) => matches.test(route))?.operation;
    const isGood = asked.status >= 200 && asked.status < 300;
    if (operation === undefined || !isGood) continue;
    const known = best.get(operation);
    if (known === undefined || worthOf(asked) > worthOf(known)) best.set(operation, asked);
  }
  return Object.fromEntries(
    [...best].sort(byKey).map(([operation, { request, status, answer }]) => {
      const shown = JSON.parse(JSON.stringify({ request, status, answer }, withoutSecrets));
      return [operation, shown];
    }),
  );
}

/** An empty page shows nothing, and a long one too much. */
const TELLING_BYTES_MIN = 120;
function worthOf({ answer, request }: Asked): number {
  const bytes = JSON.stringify([answer, request]).length;
  const asksNothing = request === undefined ? 10_000 : 0; // what may be sent is worth showing
  return (bytes < TELLING_BYTES_MIN ? -1_000_000 + bytes : -bytes) - asksNothing;
}

const withoutSecrets = (key: string, value: unknown): unknown =>
  /^(key|secret|token|quoteToken)$/.test(key) && typeof value === "string" && value.length > 24
    ? `${value.slice(0, 16)}…`
    : value;

async function main(): Promise<void> {
  collector.listen(0, "127.0.0.1");
  await once(collector, "listening");
  const { port } = collector.address() as AddressInfo;

  const asked = join(mkdtempSync(join(tmpdir(), "holdfast-examples-")), "asked.jsonl");
  writeFileSync(asked, "");
  const journeys = globSync("tests/journeys/*.test.ts", { cwd: ROOT });
  const args = ["--test", "--test-global-setup=tests/setup.ts", ...journeys];
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    stdio: "inherit",
    env: {
      ...process.env,
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
      OTEL_EXPORTER_OTLP_PROTOCOL: "http/json",
      OTEL_BSP_MAX_QUEUE_SIZE: "65536",
      RECORD_EXAMPLES: asked,
    },
  });
  const [code] = await once(child, "exit");
  collector.close();
  const calls = callsIn(spans);
  const recorded = { calls: edgesOf(calls), sequences: sequencesOf(calls) };
  if (code !== 0) {
    process.stderr.write("a journey failed, so calls.json stays as it was\n");
    process.exitCode = 1;
  } else {
    writeFileSync(FILE, `${JSON.stringify(recorded, undefined, 2)}\n`);
    const examples = examplesIn(readFileSync(asked, "utf8"));
    writeFileSync(EXAMPLES, `${JSON.stringify(examples, undefined, 2)}\n`);
    process.stdout.write(`${recorded.calls.length} calls of ${spans.length} spans in calls.json\n`);
  }
}

await main();
