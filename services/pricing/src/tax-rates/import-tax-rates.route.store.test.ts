import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type RunningService, runService } from "../testing/running-service.ts";

/** The shape of the EU's list: periods in any order, one without beginning, places with their standard rate. */
const FILE = {
  details: "https://example.com/vat-rates",
  version: 4,
  items: {
    ES: [
      {
        effective_from: "0000-01-01",
        rates: { super_reduced: 4, reduced: 10, standard: 21 },
        exceptions: [{ name: "Canary Islands", postcode: "(35\\d{3}|38\\d{3})", standard: 0 }],
      },
    ],
    DE: [
      { effective_from: "2021-01-01", rates: { reduced: 7, standard: 19 } },
      { effective_from: "2020-07-01", rates: { reduced: 5, standard: 16 } },
      { effective_from: "0000-01-01", rates: { reduced: 7, standard: 19 } },
    ],
    PT: [
      {
        effective_from: "0000-01-01",
        rates: { reduced: 6, standard: 23, parking: 13.5 },
        exceptions: [{ name: "Madeira", postcode: "9[0-4]\\d{2,}", standard: 22 }],
      },
    ],
  },
};

describe("POST /v1/admin/tax-rates/import", () => {
  let service: RunningService;
  before(async () => {
    service = await runService();
  });
  after(() => service.stop());

  const send = (body: unknown, query = "") =>
    service.call(`/v1/admin/tax-rates/import${query}`, { method: "POST", body });
  const get = async (region: string) => (await service.call(`/v1/admin/tax-rates/${region}`)).body;

  it("makes a rule of each country, its periods one after the other", async () => {
    const answer = await send(FILE);
    assert.equal(answer.status, 200);
    assert.deepEqual(
      answer.body.regions,
      ["ES", "DE", "PT"].map((region) => ({ region, outcome: "created", version: 1 })),
    );
    const { rates } = await get("DE");
    assert.deepEqual(
      rates.filter(({ category }: { category: string }) => category === "standard"),
      [
        { category: "standard", ratePercent: "19", validTo: "2020-07-01T00:00:00.000Z" },
        {
          category: "standard",
          ratePercent: "16",
          validFrom: "2020-07-01T00:00:00.000Z",
          validTo: "2021-01-01T00:00:00.000Z",
        },
        { category: "standard", ratePercent: "19", validFrom: "2021-01-01T00:00:00.000Z" },
      ],
    );
  });

  it("takes a place whose rate is 0 for one outside of the VAT, and others for one rate", async () => {
    assert.deepEqual((await get("ES")).exceptions, [
      {
        name: "Canary Islands",
        postcode: "(35\\d{3}|38\\d{3})",
        rates: { super_reduced: "0", reduced: "0", standard: "0" },
      },
    ]);
    assert.deepEqual((await get("PT")).exceptions[0].rates, { standard: "22" });
  });

  it("changes nothing when it comes again, whoever sends it at once", async () => {
    const rows = await service.countRows();
    for (const { status, body } of await Promise.all([send(FILE), send(FILE)])) {
      assert.equal(status, 200);
      for (const { outcome, version } of body.regions) {
        assert.deepEqual([outcome, version], ["unchanged", 1]);
      }
    }
    assert.deepEqual(await service.countRows(), rows);
  });

  it("keeps how a country's prices are written, and says which countries changed", async () => {
    const rule = {
      pricesIncludeTax: false,
      rounding: { mode: "half-even", level: "basket" },
      rates: [{ category: "standard", ratePercent: "1" }],
      reverseCharge: true,
    };
    await service.call("/v1/admin/tax-rates/DE", { method: "PUT", body: rule });
    const { body } = await send(FILE);
    assert.deepEqual(
      body.regions.map(({ outcome }: { outcome: string }) => outcome),
      ["unchanged", "updated", "unchanged"],
    );
    const { rates, ...kept } = await get("DE");
    assert.equal(rates.length, 6);
    assert.deepEqual(
      [kept.version, kept.pricesIncludeTax, kept.rounding, kept.reverseCharge],
      [3, false, rule.rounding, true],
    );
  });

  it("makes new countries exclusive of tax where it is asked to", async () => {
    const items = { AT: [{ effective_from: "2016-01-01", rates: { standard: 20 } }] };
    await send({ items }, "?pricesIncludeTax=false");
    assert.equal((await get("AT")).pricesIncludeTax, false);
  });

  const period = { effective_from: "0000-01-01", rates: { standard: 20 } };
  const country = (...periods: readonly unknown[]) => ({ items: { FI: [period], FR: periods } });
  for (const [name, body, path] of [
    [
      "a percentage above 100",
      country({ ...period, rates: { standard: 101 } }),
      "/items/FR/0/rates/standard",
    ],
    [
      "a negative percentage",
      country({ ...period, rates: { standard: -1 } }),
      "/items/FR/0/rates/standard",
    ],
    [
      "a fifth decimal",
      country({ ...period, rates: { standard: 0.00001 } }),
      "/items/FR/0/rates/standard",
    ],
    [
      "a percentage as text",
      country({ ...period, rates: { standard: "20" } }),
      "/items/FR/0/rates/standard",
    ],
    [
      "a date that is none",
      country({ ...period, effective_from: "2021-02-30" }),
      "/items/FR/0/effective_from",
    ],
    ["two periods that begin together", country(period, period), "/items/FR/1/effective_from"],
    ["a country without periods", country(), "/items/FR"],
    ["a period without rates", country({ ...period, rates: {} }), "/items/FR/0/rates"],
    [
      "a postcode expression that is none",
      country(period, {
        ...period,
        effective_from: "2020-01-01",
        exceptions: [{ name: "A", postcode: "(", standard: 1 }],
      }),
      "/items/FR/1/exceptions/0/postcode",
    ],
    [
      "a place without rate",
      country({ ...period, exceptions: [{ name: "A", postcode: "1" }] }),
      "/items/FR/0/exceptions/0",
    ],
    ["a country that is none", { items: { FI: [period], XX: [period] } }, "/items/XX"],
    ["an unknown field", { ...country(period), extra: 1 }, "/extra"],
    ["no countries", { items: {} }, "/items"],
  ] as const) {
    it(`refuses ${name}, naming its place, and lands no other country either`, async () => {
      const rows = await service.countRows();
      const answer = await send(body);
      assert.equal(answer.status, 400);
      assert.equal(answer.body.code, "validation-failed");
      assert.ok(
        answer.body.errors.some((error: { path: string }) => error.path === path),
        JSON.stringify(answer.body.errors),
      );
      assert.deepEqual(await service.countRows(), rows);
    });
  }

  it("lists everything that is wrong at once", async () => {
    const wrong = { ...period, effective_from: "2021-13-01" };
    const answer = await send({ items: { FR: [wrong], IT: [wrong], XX: [period] } });
    assert.deepEqual(
      answer.body.errors.map(({ path }: { path: string }) => path),
      ["/items/FR/0/effective_from", "/items/IT/0/effective_from", "/items/XX"],
    );
  });
});
