/**
 * The test service that the W3C's Trace Context suite drives (github.com/w3c/trace-context, folder test): it is POSTed
 * `[{ "url", "arguments" }]` and POSTs each `arguments` to its `url`. What it tells of is ours in both directions: requests
 * come in through the frame of every service, and go out through the outbound client.
 */
import { join } from "node:path";
import type { OperationTable } from "../../contracts/src/contracts.ts";
import { createService, type Service } from "../../packages/http-service/src/http-service.ts";
import { createLogger } from "../../packages/log/src/log.ts";
import {
  createOutbound,
  loadResilience,
  type Outbound,
} from "../../packages/outbound/src/outbound.ts";
import { ProblemError, problem } from "../../packages/problem/src/problem.ts";

const CALLS_MAX = 100;
const ORIGINS_MAX = 10;
const LOOPBACK = /^(?:127(?:\.\d{1,3}){3}|localhost|\[::1\])$/;

const CONTRACT: OperationTable = new Map([
  ["follow", { method: "POST", path: "/{place}", idempotent: false, takesIdempotencyKey: false }],
]);
const RESILIENCE = loadResilience(join(import.meta.dirname, "resilience.yaml"));
type Instruction = { readonly url: string; readonly arguments: readonly unknown[] };
const RELAY = {
  operationId: "relay",
  body: {
    type: "array",
    maxItems: CALLS_MAX,
    items: {
      type: "object",
      additionalProperties: false,
      required: ["url", "arguments"],
      properties: {
        url: { type: "string", format: "uri", maxLength: 1_000 },
        arguments: { type: "array" },
      },
    },
  },
};

/** The service, on `POST /test`. Telemetry must run. It calls this machine alone. */
export function createRelay(): Service {
  const log = createLogger({ service: "w3c-test-service", level: "silent" });
  const edge = { trustedProxies: [], hstsMaxAgeSeconds: undefined };
  const app = createService({
    ...{ title: "W3C test service", version: "1.0.0", description: "Calls what it is told to." },
    ...{ log, checks: {}, edge },
  });
  const outbounds = new Map<string, Outbound>();
  const outboundTo = (origin: string): Outbound => {
    const known = outbounds.get(origin);
    if (known !== undefined) return known;
    if (outbounds.size >= ORIGINS_MAX) throw refused("too many different origins");
    const made = createOutbound({
      ...{ caller: "relay", resilience: RESILIENCE, contract: () => CONTRACT, log },
      origins: { harness: origin },
    });
    outbounds.set(origin, made);
    return made;
  };
  app.addHook("onClose", async () => {
    await Promise.all([...outbounds.values()].map((outbound) => outbound.close()));
  });
  app.register(async (api) => {
    api.post("/test", { schema: RELAY }, async ({ body }) => {
      const called: string[] = [];
      for (const { url, arguments: passed } of body as readonly Instruction[]) {
        const { origin, hostname, pathname } = new URL(url);
        if (!LOOPBACK.test(hostname)) throw refused("not an address of this machine");
        const input = { path: { place: pathname.slice(1) }, body: passed };
        const answer = await outboundTo(origin).client("harness").call("follow", input);
        called.push(answer.ok ? String(answer.value.status) : answer.error.kind);
      }
      return { called };
    });
  });
  return app;
}

const refused = (message: string) =>
  new ProblemError(
    problem({
      status: 400,
      code: "validation-failed",
      title: "Validation failed",
      detail: `A URL was refused: ${message}.`,
    }),
  );
