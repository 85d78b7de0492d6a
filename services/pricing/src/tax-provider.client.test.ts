import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { createLogger } from "@holdfast/log";
import { loadResilience } from "@holdfast/outbound";
import { withRequest } from "@holdfast/request-context";
import { startTelemetry, type Telemetry } from "@holdfast/telemetry";
import { Registry } from "prom-client";
import { type TaxableBasket, taxBasket } from "./tax-basket.ts";
import { openTaxProvider, type TaxProvider } from "./tax-provider.client.ts";

const RESILIENCE = loadResilience(join(import.meta.dirname, "../../../resilience.yaml"));
const BASKET: Omit<TaxableBasket, "provider"> = {
  tax: {
    region: "DE",
    version: 2,
    rule: {
      pricesIncludeTax: true,
      rounding: { mode: "half-up", level: "line" },
      rates: [{ category: "standard", ratePercent: "19", validFromMs: null }],
      provider: "external",
    },
  },
  currency: "EUR",
  lines: [
    { sku: "mug", category: "standard", amountMinor: 1190 },
    { sku: "pen", category: "standard", amountMinor: 119 },
  ],
  postcode: "10115",
  taxTreatment: "standard",
  taxId: null,
  nowMs: Date.UTC(2026, 10, 1, 12),
};

describe("a tax provider over HTTP", () => {
  let respond: (request: IncomingMessage, response: ServerResponse, body: string) => void;
  const asked: { url: string | undefined; headers: IncomingMessage["headers"]; body: unknown }[] =
    [];
  const server = createServer(async (request, response) => {
    const text = (await request.setEncoding("utf8").toArray()).join("");
    asked.push({ url: request.url, headers: request.headers, body: JSON.parse(text) });
    respond(request, response, text);
  });
  const answer = (status: number, body: unknown) => {
    respond = (_request, response) => {
      response.writeHead(status, { "content-type": "application/json" });
      response.end(typeof body === "string" ? body : JSON.stringify(body));
    };
  };
  let provider: TaxProvider;
  const ask = () =>
    withRequest({ correlationId: "cart-7", operationId: "createQuote", account: "acme" }, () =>
      provider.ask(BASKET),
    );

  let telemetry: Telemetry; // carries the request's context
  before(() => {
    telemetry = startTelemetry({ serviceName: "pricing", serviceVersion: "test", env: {} });
  });
  after(() => telemetry.shutdown());
  beforeEach(async () => {
    asked.length = 0;
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    provider = openTaxProvider({
      url: `http://127.0.0.1:${port}/v2/tax`,
      resilience: RESILIENCE,
      log: createLogger({ service: "pricing", level: "silent" }),
      registry: new Registry(),
    });
  });
  afterEach(async () => {
    await provider.close();
    server.closeAllConnections();
    if (server.listening) await new Promise((resolve) => server.close(resolve));
  });

  it("is asked for each line at its own path, and not told whose basket it is", async () => {
    answer(200, { lines: [{ tax: 190 }, { tax: 19 }], reference: "abc" });
    assert.deepEqual(await ask(), { kind: "answered", taxesMinor: [190, 19] });
    const [only] = asked;
    assert.equal(asked.length, 1);
    assert.equal(only?.url, "/v2/tax");
    assert.deepEqual(only?.body, {
      region: "DE",
      postcode: "10115",
      currency: "EUR",
      taxId: null,
      pricesIncludeTax: true,
      at: "2026-11-01T12:00:00.000Z",
      lines: [
        { sku: "mug", category: "standard", amount: 1190 },
        { sku: "pen", category: "standard", amount: 119 },
      ],
    });
    assert.equal(only?.headers["x-correlation-id"], "cart-7");
    assert.equal(only?.headers["holdfast-account"], undefined);
  });

  it("that does not answer in time is a timeout, and its basket is taxed by the rule", async () => {
    respond = () => {};
    const failed = await ask();
    assert.deepEqual(failed, { kind: "failed", reason: "timeout" });
    const taxed = taxBasket({ ...BASKET, provider: failed });
    assert.ok(taxed.ok);
    assert.deepEqual([taxed.value.taxMinor, taxed.value.steps[0]?.step], [209, "tax-fallback"]);
  });

  for (const [name, body] of [
    ["fewer lines than were asked", { lines: [{ tax: 190 }] }],
    ["more lines than were asked", { lines: [{ tax: 1 }, { tax: 1 }, { tax: 1 }] }],
    ["a negative tax", { lines: [{ tax: -1 }, { tax: 1 }] }],
    ["a fraction", { lines: [{ tax: 0.5 }, { tax: 1 }] }],
    ["text", { lines: [{ tax: "190" }, { tax: "19" }] }],
    ["more tax than the line costs", { lines: [{ tax: 1191 }, { tax: 1 }] }],
    ["no safe integer", '{"lines":[{"tax":9007199254740993},{"tax":1}]}'],
    ["something else", { total: 209 }],
    ["null", null],
  ] as const) {
    it(`that answers ${name} is not believed`, async () => {
      answer(200, body);
      assert.deepEqual(await ask(), { kind: "failed", reason: "invalid-answer" });
    });
  }

  it("that answers what is no JSON has failed", async () => {
    answer(200, "<h1>tax</h1>");
    assert.equal((await ask()).kind, "failed");
  });

  it("that fails once is asked again, and one that goes on failing has failed", async () => {
    respond = (_request, response) => {
      if (asked.length > 1) return answerWith(response);
      response.writeHead(500).end();
    };
    const answerWith = (response: ServerResponse) =>
      void response
        .writeHead(200, { "content-type": "application/json" })
        .end('{"lines":[{"tax":1},{"tax":2}]}');
    assert.deepEqual(await ask(), { kind: "answered", taxesMinor: [1, 2] });
    answer(500, { code: "down" });
    assert.equal((await ask()).kind, "failed");
  });

  it("that is not there is unreachable", async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    assert.deepEqual(await ask(), { kind: "failed", reason: "unreachable" });
  });

  it("is not opened at what is no URL", () => {
    const parts = {
      resilience: RESILIENCE,
      log: createLogger({ service: "pricing", level: "silent" }),
      registry: new Registry(),
    };
    assert.throws(() => openTaxProvider({ url: "tax.example", ...parts }), /TAX_PROVIDER_URL/);
  });
});
