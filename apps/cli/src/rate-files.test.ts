import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { type Gateway, openGateway } from "./gateway.ts";
import {
  fxRatesText,
  importFxRates,
  importTaxRates,
  readFxTable,
  taxRatesText,
} from "./rate-files.ts";

describe("a file of exchange rates", () => {
  const flags = { base: "EUR", asOf: "2026-11-01" };
  it("is CSV with its base and day beside it", () => {
    const text = "\uFEFFcurrency,rate\r\nUSD,1.0832\r\n\r\nJPY, 164.57\r\n";
    assert.deepEqual(readFxTable(text, flags), {
      ok: true,
      value: { ...flags, rates: { USD: "1.0832", JPY: "164.57" } },
    });
  });

  it("or JSON, in which the command line's base and day win", () => {
    const table = { base: "USD", asOf: "2026-10-01", rates: { EUR: "0.9" }, maxAgeHours: 24 };
    assert.deepEqual(readFxTable(JSON.stringify(table), {}), { ok: true, value: table });
    assert.deepEqual(readFxTable(JSON.stringify(table), { asOf: "2026-11-01" }), {
      ok: true,
      value: { ...table, asOf: "2026-11-01" },
    });
  });

  for (const [name, text, given, reason] of [
    ["CSV without base", "currency,rate\nUSD,1", { asOf: "2026-11-01" }, /--base/],
    ["CSV without day", "currency,rate\nUSD,1", { base: "EUR" }, /--as-of/],
    ["other columns", "code,value\nUSD,1", flags, /line 1/],
    ["a line without rate", "currency,rate\nUSD,1\nJPY", flags, /line 3/],
    ["a decimal comma", "currency,rate\nUSD,1,08", flags, /line 2/],
    ["a currency twice", "currency,rate\nUSD,1\nUSD,2", flags, /line 3: has USD again/],
    ["broken JSON", "{", {}, /no JSON/],
    ["nothing", "", flags, /line 1/],
  ] as const) {
    it(`is refused with ${name}, saying where`, () => {
      const read = readFxTable(text, given);
      assert.equal(read.ok, false);
      assert.match(read.ok ? "" : read.error, reason);
    });
  }
});

describe("rates sent through the gateway", () => {
  let home: string;
  let server: Server;
  let gateway: Gateway;
  const seen: unknown[] = [];
  let answer: { status: number; body: unknown };
  before(async () => {
    home = mkdtempSync(join(tmpdir(), "holdfast-rates-"));
    server = createServer(async (request, response) => {
      const { method, url } = request;
      const text = (await request.setEncoding("utf8").toArray()).join("");
      seen.push([method, url, JSON.parse(text)]);
      response.writeHead(answer.status, { "content-type": "application/json" });
      response.end(JSON.stringify(answer.body));
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const opened = openGateway(`http://127.0.0.1:${port}`, "k");
    assert.ok(opened.ok);
    gateway = opened.value;
  });
  after(() => {
    server.closeAllConnections();
    server.close();
    rmSync(home, { recursive: true });
  });
  const file = (text: string) => {
    const path = join(home, "rates");
    writeFileSync(path, text);
    return path;
  };

  it("of taxes are one request, and a summary of what changed", async () => {
    const items = { ES: [{ effective_from: "0000-01-01", rates: { standard: 21 } }] };
    answer = {
      status: 200,
      body: {
        regions: [
          { region: "ES", outcome: "created", version: 1 },
          { region: "DE", outcome: "unchanged", version: 4 },
        ],
      },
    };
    const sent = await importTaxRates(gateway, file(JSON.stringify({ items })), {
      netPrices: true,
    });
    assert.deepEqual(seen.pop(), [
      "POST",
      "/api/v1/admin/tax-rates/import?pricesIncludeTax=false",
      { items },
    ]);
    assert.equal(
      sent.ok && taxRatesText(sent.value),
      "  ES created, version 1\n2 countries: 1 created, 0 updated, 1 unchanged\n",
    );
  });

  it("of currencies replace the table", async () => {
    answer = {
      status: 200,
      body: { base: "EUR", asOf: "2026-11-01", version: 7, rates: { USD: "1.1" } },
    };
    const flags = { base: "EUR", asOf: "2026-11-01" };
    const sent = await importFxRates(gateway, file("currency,rate\nUSD,1.1\n"), flags);
    assert.deepEqual(seen.pop(), [
      "PUT",
      "/api/v1/admin/fx-rates",
      { ...flags, rates: { USD: "1.1" } },
    ]);
    assert.equal(
      sent.ok && fxRatesText(sent.value),
      "1 rates of EUR as of 2026-11-01 in force, version 7\n",
    );
  });

  it("that are refused say which places are wrong", async () => {
    const errors = [{ path: "/items/XX", message: "is no country of ISO 3166-1" }];
    answer = { status: 400, body: { code: "validation-failed", detail: "No.", errors } };
    const sent = await importTaxRates(gateway, file('{"items":{}}'), { netPrices: false });
    assert.deepEqual(seen.pop(), ["POST", "/api/v1/admin/tax-rates/import", { items: {} }]);
    assert.match(sent.ok ? "" : sent.error, /validation-failed.*\/items\/XX is no country/);
  });
});
