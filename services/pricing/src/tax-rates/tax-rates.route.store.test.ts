import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type RunningService, runService, START_MS } from "../testing/running-service.ts";
import { appendTaxRule, lockTaxRule } from "./tax-rates.store.ts";

const WAITING = {
  name: "waiting-backends",
  text: `select pid from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock'`,
};

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise(setImmediate); // the test runner's timeout bounds it
}

describe("PUT and GET /v1/admin/tax-rates/{region}", () => {
  let service: RunningService;
  before(async () => {
    service = await runService();
  });
  after(() => service.stop());

  const put = (region: string, body: unknown, headers: Readonly<Record<string, string>> = {}) =>
    service.call(`/v1/admin/tax-rates/${region}`, { method: "PUT", body, headers });
  const get = (region: string) => service.call(`/v1/admin/tax-rates/${region}`);
  const rule = (...rates: readonly unknown[]) => ({ pricesIncludeTax: true, rates });
  const standard = { category: "standard", ratePercent: "19" };

  it("creates with half-up per line by default, then replaces, with the version as ETag", async () => {
    const created = await put("DE", rule(standard));
    assert.equal(created.status, 201);
    assert.equal(created.headers.get("etag"), '"1"');
    assert.deepEqual(created.body, {
      region: "DE",
      version: 1,
      pricesIncludeTax: true,
      rounding: { mode: "half-up", level: "line" },
      rates: [standard],
      exceptions: [],
      reverseCharge: false,
      reverseChargeAtHome: false,
      provider: "internal",
    });
    const change = {
      pricesIncludeTax: false,
      rounding: { mode: "half-even", level: "basket" },
      rates: [
        standard,
        {
          category: "standard",
          ratePercent: "16.5",
          validFrom: "2027-01-01T00:00:00.000Z",
          validTo: "2027-07-01T00:00:00.000Z",
        },
      ],
      exceptions: [
        {
          name: "Büsingen am Hochrhein",
          postcode: "78266",
          rates: { standard: "0" },
          validFrom: "2026-01-01T00:00:00.000Z",
        },
      ],
      reverseCharge: true,
      reverseChargeAtHome: true,
      provider: "external",
    };
    const replaced = await put("DE", change);
    assert.equal(replaced.status, 200);
    const read = await get("DE");
    assert.equal(read.headers.get("etag"), '"2"');
    assert.deepEqual(read.body, { region: "DE", version: 2, ...change });
  });

  it("takes a part of a country, and reads it apart from the country", async () => {
    await put("PT", rule(standard));
    assert.equal((await put("PT-30", rule({ ...standard, ratePercent: "22" }))).status, 201);
    assert.equal((await get("PT-30")).body.rates[0].ratePercent, "22");
    assert.equal((await get("PT")).body.rates[0].ratePercent, "19");
    assert.equal((await get("PT-20")).status, 404);
  });

  it("reads and leaves unchanged a rule that was stored before there were places and reverse charge", async () => {
    const old = {
      pricesIncludeTax: true,
      rounding: { mode: "half-up", level: "line" },
      rates: [{ category: "standard", ratePercent: "19", validFromMs: null }],
    } as const;
    await service.db.inTransaction(async (tx) => {
      await lockTaxRule(tx, "LU");
      await appendTaxRule(tx, { region: "LU", version: 1, rule: old }, START_MS);
    });
    assert.equal((await get("LU")).body.provider, "internal");
    const again = await put("LU", rule(standard));
    assert.equal(again.headers.get("etag"), '"1"');
  });

  it("refuses a region of no country: 422 unknown-region", async () => {
    for (const region of ["XX", "ZZ-1", "UK", "EU"]) {
      const before = await service.countRows();
      const answer = await put(region, rule(standard));
      assert.equal(answer.status, 422);
      assert.equal(answer.body.code, "unknown-region");
      assert.equal(answer.body.errors[0].path, "path/region");
      assert.deepEqual(await service.countRows(), before);
    }
  });

  it("writes nothing when the rule is the one in force", async () => {
    await put("AT", rule(standard));
    const before = await service.countRows();
    const again = await put("AT", { ...rule(standard), rounding: { mode: "half-up" } });
    assert.equal(again.status, 200);
    assert.equal(again.headers.get("etag"), '"1"');
    assert.deepEqual(await service.countRows(), before);
  });

  it("answers 404 tax-rate-not-found for a region without rates", async () => {
    const answer = await get("IT");
    assert.equal(answer.status, 404);
    assert.equal(answer.body.code, "tax-rate-not-found");
  });

  it("replaces only the version that was read: 412 precondition-failed otherwise", async () => {
    await put("FR", rule(standard));
    const before = await service.countRows();
    for (const [region, headers] of [
      ["FR", { "if-match": '"7"' }],
      ["FR", { "if-none-match": "*" }],
      ["ES", { "if-match": "*" }],
    ] as const) {
      const refused = await put(region, rule({ ...standard, ratePercent: "1" }), headers);
      assert.equal(refused.status, 412);
      assert.equal(refused.body.code, "precondition-failed");
    }
    assert.deepEqual(await service.countRows(), before);
    const next = await put("FR", rule({ ...standard, ratePercent: "20" }), { "if-match": '"1"' });
    assert.equal(next.headers.get("etag"), '"2"');
  });

  it("refuses a change that was overtaken while it waited for the region", async () => {
    await put("BE", rule(standard));
    const late = await service.db.inTransaction(async (tx) => {
      const current = await lockTaxRule(tx, "BE");
      assert.ok(current);
      const answer = put("BE", rule({ ...standard, ratePercent: "6" }), { "if-match": '"1"' });
      await until(async () => (await service.db.query(WAITING)).length > 0);
      await appendTaxRule(tx, { ...current, version: 2 }, START_MS);
      return { answer };
    });
    assert.equal((await late.answer).status, 412);
    assert.deepEqual((await get("BE")).body.rates, [standard]);
  });

  it("lets exactly one of several win that create the same region", async () => {
    const answers = await Promise.all(
      ["1", "2", "3", "4"].map((ratePercent) =>
        put("NL", rule({ ...standard, ratePercent }), { "if-none-match": "*" }),
      ),
    );
    assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 412, 412, 412]);
  });

  const from = (validFrom: string, validTo?: string) => ({ ...standard, validFrom, validTo });
  const place = (fields: Readonly<Record<string, unknown>>) => ({
    ...rule(standard),
    exceptions: [{ name: "Island", postcode: "35\\d{3}", rates: { standard: "0" }, ...fields }],
  });
  const percent = (ratePercent: unknown) => rule({ category: "standard", ratePercent });
  for (const [name, body, path] of [
    ["a percentage as a number", percent(19), "/rates/0/ratePercent"],
    ["a percentage above 100", percent("100.0001"), "/rates/0/ratePercent"],
    ["a negative percentage", percent("-1"), "/rates/0/ratePercent"],
    ["a fifth fraction digit", percent("19.00001"), "/rates/0/ratePercent"],
    ["a percentage with exponent", percent("1e1"), "/rates/0/ratePercent"],
    ["no rate", rule(), "/rates"],
    ["no category", rule({ ratePercent: "19" }), "/rates/0/category"],
    ["an unknown field", { ...rule(standard), rate: "19" }, "/rate"],
    ["text for true", { ...rule(standard), pricesIncludeTax: "true" }, "/pricesIncludeTax"],
    ["no word on whether prices include tax", { rates: [standard] }, "/pricesIncludeTax"],
    ["an unknown rounding mode", { ...rule(standard), rounding: { mode: "up" } }, "/rounding/mode"],
    [
      "an unknown rounding level",
      { ...rule(standard), rounding: { level: "order" } },
      "/rounding/level",
    ],
    ["a date without time", rule({ ...standard, validFrom: "2026-01-01" }), "/rates/0/validFrom"],
    [
      "a leap second",
      rule({ ...standard, validFrom: "2016-12-31T23:59:60Z" }),
      "/rates/0/validFrom",
    ],
    [
      "a period that ends before it begins",
      rule(from("2027-01-01T00:00:00Z", "2026-01-01T00:00:00Z")),
      "/rates/0/validTo",
    ],
    [
      "a period that ends as it begins",
      rule(from("2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z")),
      "/rates/0/validTo",
    ],
    [
      "a rate that begins before the end of another",
      rule(
        from("2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z"),
        from("2026-06-01T00:00:00Z", "2028-01-01T00:00:00Z"),
      ),
      "/rates/1",
    ],
    [
      "a place with a percentage above 100",
      place({ rates: { standard: "101" } }),
      "/exceptions/0/rates/standard",
    ],
    ["a place without rates", place({ rates: {} }), "/exceptions/0/rates"],
    ["an open group in a postcode", place({ postcode: "(35" }), "/exceptions/0/postcode"],
    [
      "a postcode expression that never ends",
      place({ postcode: "(\\d+)+X" }),
      "/exceptions/0/postcode",
    ],
    [
      "a postcode expression without end",
      place({ postcode: "1".repeat(201) }),
      "/exceptions/0/postcode",
    ],
    [
      "a place whose period ends before it begins",
      place({ validFrom: "2027-01-01T00:00:00Z", validTo: "2026-01-01T00:00:00Z" }),
      "/exceptions/0/validTo",
    ],
    ["an unknown provider", { ...rule(standard), provider: "avalara" }, "/provider"],
    [
      "two rates of one category and beginning",
      rule(standard, { ...standard, ratePercent: "7" }),
      "/rates/1",
    ],
  ] as const) {
    it(`refuses ${name} and changes nothing`, async () => {
      const before = await service.countRows();
      const answer = await put("PL", body);
      assert.equal(answer.status, 400);
      assert.equal(answer.body.code, "validation-failed");
      assert.equal(answer.body.errors[0].path, path);
      assert.deepEqual(await service.countRows(), before);
    });
  }

  for (const region of ["de", "DEU", "D1", "DE-", "DE-ABCD", "import"]) {
    it(`refuses the region ${region}`, async () => {
      const answer = await put(region, rule(standard));
      assert.equal(answer.status, 400);
      assert.equal(answer.body.errors[0].path, "path/region");
    });
  }
});
