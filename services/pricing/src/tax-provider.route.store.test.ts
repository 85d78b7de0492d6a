import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { createLogger } from "@holdfast/log";
import { loadResilience } from "@holdfast/outbound";
import { Registry } from "prom-client";
import { openTaxProvider, type TaxProvider } from "./tax-provider.client.ts";
import { type RunningService, runService } from "./testing/running-service.ts";

const RESILIENCE = loadResilience(join(import.meta.dirname, "../../../resilience.yaml"));
const ADMIN = { "holdfast-account": "ops", "holdfast-scope": "admin" };
/** 20.00 and 5.00 with 19 % in them: 3.19 and 0.80 by the rule's own rates. */
const BASKET = {
  items: [
    { sku: "mug", quantity: 2 },
    { sku: "pen", quantity: 1 },
  ],
  ...{ currency: "EUR", region: "DE", postcode: "10115" },
};

describe("quotes of a region whose tax a provider computes", () => {
  const asked: { readonly lines: readonly { readonly amount: number }[] }[] = [];
  let respond: (response: ServerResponse) => void = () => {};
  const server = createServer(async (request: IncomingMessage, response) => {
    const text = (await request.setEncoding("utf8").toArray()).join("");
    asked.push(JSON.parse(text));
    respond(response);
  });
  let provider: TaxProvider;
  let service: RunningService;
  before(async () => {
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    service = await runService({ askTaxProvider: (basket) => provider.ask(basket) });
    provider = openTaxProvider({
      ...{ url: `http://127.0.0.1:${port}/tax`, resilience: RESILIENCE },
      log: createLogger({ service: "pricing", level: "silent" }),
      registry: new Registry(),
    });
    await put("prices/mug", { prices: [{ currency: "EUR", amount: 1000 }] });
    await put("prices/pen", { prices: [{ currency: "EUR", amount: 500 }] });
    await put("tax-rates/DE", rule("19", "external"));
  });
  after(async () => {
    await service.stop();
    await provider.close();
    server.close();
  });

  const rule = (ratePercent: string, by: string) => ({
    ...{ pricesIncludeTax: true, provider: by },
    rates: [{ category: "standard", ratePercent }],
  });
  const put = async (path: string, body: unknown) => {
    const call = { method: "PUT", body, headers: ADMIN };
    const answer = await service.call(`/v1/admin/${path}`, call);
    assert.ok(answer.status < 300, JSON.stringify(answer.body));
  };
  const answer = (status: number, body: string) => (response: ServerResponse) => {
    response.writeHead(status, { "content-type": "application/json" }).end(body);
  };
  const quote = async () => {
    const call = { method: "POST", body: BASKET };
    const { status, body } = await service.call("/v1/quotes", call);
    assert.equal(status, 201, JSON.stringify(body));
    const taxes = body.lines.map(({ tax }: { tax: { amount: number } }) => tax.amount);
    const steps = body.explanation
      .filter(({ step }: { step: string }) => step.startsWith("tax"))
      .map(({ step, rule }: { step: string; rule: string }) => [step, rule]);
    return { id: body.id as string, taxes, totals: body.totals, steps };
  };
  const isIdentical = async (id: string) => {
    const path = `/v1/admin/quotes/${id}/replay`;
    const { status, body } = await service.call(path, { headers: ADMIN });
    assert.deepEqual([status, body.differences], [200, []], JSON.stringify(body));
    return body.identical;
  };
  const quoted: string[] = [];

  it("have the tax that the provider says, line by line", async () => {
    respond = answer(200, '{"lines":[{"tax":131},{"tax":7}]}');
    const { id, taxes, totals, steps } = await quote();
    assert.deepEqual(taxes, [131, 7]);
    assert.deepEqual([totals.tax.amount, totals.total.amount], [138, 2500]);
    assert.deepEqual(steps, [
      ["tax", "mug: 1.31 EUR contained, as the tax provider says"],
      ["tax", "pen: 0.07 EUR contained, as the tax provider says"],
    ]);
    const amounts = asked.at(-1)?.lines.map(({ amount }) => amount);
    assert.deepEqual(amounts, [2000, 500]);
    quoted.push(id);
  });

  for (const [name, failure, reason] of [
    ["does not answer in time", () => {}, "timeout"],
    ["answers 500", answer(500, "{}"), "unreachable"],
    ["answers garbage", answer(200, '{"lines":[{"tax":"all of it"}]}'), "invalid-answer"],
  ] as const) {
    it(`have the rule's own tax, and say why, where the provider ${name}`, async () => {
      const askedBefore = asked.length;
      respond = failure;
      const { id, taxes, totals, steps } = await quote();
      assert.ok(asked.length > askedBefore, "it was asked");
      assert.deepEqual([taxes, totals.total.amount], [[319, 80], 2500]);
      const why = `tax provider: ${reason}; the rates of the tax rule of DE, version 1 stand in`;
      assert.deepEqual(steps[0], ["tax-fallback", why]);
      assert.match(steps[1][1], /^mug: 19 % standard contained = 3\.19 EUR/);
      quoted.push(id);
    });
  }

  it("come out the same when they are computed again: nobody is asked, whatever the rates and the answer would be now", async () => {
    respond = answer(200, '{"lines":[{"tax":1},{"tax":1}]}');
    await put("tax-rates/DE", rule("7", "internal"));
    const askedBefore = asked.length;
    assert.equal(quoted.length, 4);
    for (const id of quoted) assert.equal(await isIdentical(id), true);
    assert.equal(asked.length, askedBefore);
  });
});
