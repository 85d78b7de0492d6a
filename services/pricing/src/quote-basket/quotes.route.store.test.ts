import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { createLocalJWKSet, jwtVerify } from "jose";
import { findRecordedQuote } from "../replay-quote/replay-quote.store.ts";
import {
  QUOTE_TTL_MS,
  type RunningService,
  runService,
  START_MS,
} from "../testing/running-service.ts";

describe("quotes over HTTP", () => {
  let service: RunningService;
  before(async () => {
    service = await runService();
    const put = (path: string, body: unknown) => service.call(path, { method: "PUT", body });
    await put("/v1/admin/prices/mug", {
      prices: [
        { currency: "EUR", amount: 1999 },
        { currency: "EUR", amount: 1500, minQuantity: 10, customerGroup: "vip" },
        { currency: "JPY", amount: 3000 },
        { currency: "KWD", amount: 6123 },
      ],
    });
    await put("/v1/admin/prices/pen", { prices: [{ currency: "EUR", amount: 150 }] });
    await put("/v1/admin/prices/yacht", {
      prices: [{ currency: "EUR", amount: 10_000_000_000_000 }],
    });
    const rates = [{ category: "standard", ratePercent: "19" }];
    await put("/v1/admin/tax-rates/DE", { pricesIncludeTax: true, rates });
    await put("/v1/admin/tax-rates/US", {
      pricesIncludeTax: false,
      rates: [{ category: "standard", ratePercent: "8.875" }],
    });
    await put("/v1/admin/tax-rates/FR", {
      pricesIncludeTax: true,
      rates: [{ category: "reduced", ratePercent: "5.5" }],
    });
  });
  after(() => service.stop());

  const BASKET = {
    items: [
      { sku: "mug", quantity: 3 },
      { sku: "pen", quantity: 1 },
    ],
    currency: "EUR",
    region: "DE",
  };
  const quote = (body: unknown, headers: Readonly<Record<string, string>> = {}) =>
    service.call("/v1/quotes", { method: "POST", body, headers });
  const read = (id: string, headers: Readonly<Record<string, string>> = {}) =>
    service.call(`/v1/quotes/${id}`, { headers });
  const eur = (amount: number) => ({ amount, currency: "EUR" });

  it("prices a basket with lines, totals and an explanation, and reads it back the same", async () => {
    const made = await quote({ ...BASKET, couponCodes: ["SUMMER"] });
    assert.equal(made.status, 201);
    const { id, token, explanation, ...rest } = made.body;
    assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-/);
    assert.deepEqual(rest, {
      currency: "EUR",
      region: "DE",
      pricesIncludeTax: true,
      lines: [
        {
          sku: "mug",
          quantity: 3,
          unit: eur(1999),
          subtotal: eur(5997),
          discounts: [],
          tax: eur(958),
          total: eur(5997),
        },
        {
          sku: "pen",
          quantity: 1,
          unit: eur(150),
          subtotal: eur(150),
          discounts: [],
          tax: eur(24),
          total: eur(150),
        },
      ],
      totals: { subtotal: eur(6147), discount: eur(0), tax: eur(982), total: eur(6147) },
      rejectedCoupons: [{ code: "SUMMER", reason: "unknown-coupon" }],
      createdAt: "2026-11-01T12:00:00.000Z",
      expiresAt: "2026-11-01T12:15:00.000Z",
    });
    assert.deepEqual(explanation[0], {
      step: "base-price",
      rule: "mug: 3 × 19.99 EUR, price book version 1",
      before: eur(0),
      after: eur(5997),
    });
    assert.deepEqual(explanation.at(-1).after, eur(6147));
    assert.match(token, /^[\w-]+\.[\w-]+\.[\w-]+$/);
    assert.deepEqual((await read(id)).body, made.body);
  });

  for (const [currency, region, totals] of [
    ["JPY", "DE", [6000, 958, 6000]], // 6000 × 19/119 = 957.98…
    ["KWD", "DE", [12246, 1955, 12246]], // 12246 × 19/119 = 1955.24…
    ["EUR", "US", [3998, 355, 4353]], // 3998 × 8.875 % = 354.82…
  ] as const) {
    it(`adds up in ${currency} for ${region}`, async () => {
      const { body } = await quote({ items: [{ sku: "mug", quantity: 2 }], currency, region });
      const { subtotal, tax, total } = body.totals;
      assert.deepEqual(
        [subtotal, tax, total],
        totals.map((amount) => ({ amount, currency })),
      );
    });
  }

  it("keeps the versions that it was made from", async () => {
    const { body } = await quote(BASKET);
    const recorded = await findRecordedQuote(service.db, body.id);
    assert.equal(recorded?.account, "acme");
    assert.deepEqual(recorded.request, BASKET);
    assert.deepEqual(recorded.versions, {
      skus: { mug: [1, 0, 0], pen: [1, 0, 0] },
      ...{ promotions: 0, fx: 0, currencies: 0, groups: 0, dynamicRules: 0, limits: 0 },
      tax: { region: "DE", version: 1 },
    });
  });

  it("signs what it promised: the served keys verify the token and refuse a tampered one", async () => {
    const { body } = await quote({ ...BASKET, customerGroup: "vip" });
    const jwks = (await service.call("/.well-known/jwks.json")).body;
    const verify = (token: string) =>
      jwtVerify(token, createLocalJWKSet(jwks), {
        issuer: "holdfast-pricing",
        audience: "holdfast-orders",
        algorithms: ["EdDSA"],
        currentDate: new Date(START_MS),
      });
    const { payload, protectedHeader } = await verify(body.token);
    assert.equal(protectedHeader.kid, jwks.keys[0].kid);
    const { totals } = body;
    const packed = {
      promotions: [],
      lines: [
        ["mug", 3, 1999, 5997, 958, 5997],
        ["pen", 1, 150, 150, 24, 150],
      ],
    };
    assert.deepEqual(payload, {
      iss: "holdfast-pricing",
      aud: "holdfast-orders",
      sub: body.id,
      acc: "acme",
      iat: START_MS / 1000,
      exp: (START_MS + QUOTE_TTL_MS) / 1000,
      quote: { packed, totals, currency: "EUR", region: "DE", customerGroup: "vip" },
    });
    const [header, claims, signature] = body.token.split(".");
    const cheaper = Buffer.from(claims, "base64url").toString().replaceAll("1999", "1998");
    const forged = `${header}.${Buffer.from(cheaper).toString("base64url")}.${signature}`;
    assert.notEqual(forged, body.token);
    await assert.rejects(verify(forged), { code: "ERR_JWS_SIGNATURE_VERIFICATION_FAILED" });
    const unsigned = Buffer.from('{"alg":"none"}').toString("base64url");
    await assert.rejects(verify(`${unsigned}.${claims}.`), { code: "ERR_JOSE_ALG_NOT_ALLOWED" });
  });

  it("signs with a new key 5 s after a rotation; quotes of before verify as well", async () => {
    const before = (await quote(BASKET)).body.token;
    const rotated = await service.call("/v1/admin/signing-keys/rotate", {
      ...{ method: "POST", headers: { "holdfast-account": "ops", "holdfast-scope": "admin" } },
    });
    assert.equal(rotated.status, 201);
    service.clock.nowMs = START_MS + 5_000;
    const later = (await quote(BASKET)).body.token;
    const jwks = (await service.call("/.well-known/jwks.json")).body;
    service.clock.nowMs = START_MS;
    const kidOf = async (token: string) => {
      const currentDate = new Date(START_MS + 5_000);
      const verified = await jwtVerify(token, createLocalJWKSet(jwks), { currentDate });
      return verified.protectedHeader.kid;
    };
    assert.equal(await kidOf(later), rotated.body.kid);
    assert.notEqual(await kidOf(before), rotated.body.kid);
  });

  it("holds until its very end, then is 410 quote-expired", async () => {
    const { body } = await quote(BASKET);
    service.clock.nowMs = START_MS + QUOTE_TTL_MS - 1;
    assert.equal((await read(body.id)).status, 200);
    service.clock.nowMs = START_MS + QUOTE_TTL_MS;
    const expired = await read(body.id);
    service.clock.nowMs = START_MS;
    assert.equal(expired.status, 410);
    assert.equal(expired.body.code, "quote-expired");
  });

  it("exists for its own account and for administrators only", async () => {
    const { body } = await quote(BASKET);
    const stranger = await read(body.id, { "holdfast-account": "other" });
    assert.equal(stranger.status, 404);
    assert.equal(stranger.body.code, "quote-not-found");
    const admin = { "holdfast-account": "ops", "holdfast-scope": "admin" };
    assert.equal((await read(body.id, admin)).status, 200);
    const unknown = await read("01890000-0000-7000-8000-000000000000");
    assert.equal(unknown.body.code, "quote-not-found");
    assert.equal((await read("nonsense")).body.errors[0].path, "path/id");
  });

  describe("with an Idempotency-Key", () => {
    it("gives the first answer again, and makes one quote", async () => {
      const key = { "idempotency-key": "basket-1" };
      const first = await quote(BASKET, key);
      const before = await service.countRows();
      service.clock.nowMs += 1000;
      const again = await quote(BASKET, { "idempotency-key": '"basket-1"' });
      service.clock.nowMs = START_MS;
      assert.equal(again.status, 201);
      assert.equal(again.headers.get("idempotency-replayed"), "true");
      assert.equal(first.headers.get("idempotency-replayed"), null);
      assert.deepEqual(again.body, first.body);
      assert.deepEqual(await service.countRows(), before);
    });

    it("repeats a refusal too", async () => {
      const key = { "idempotency-key": "refusal-1" };
      const nowhere = { ...BASKET, region: "IT" };
      const first = await quote(nowhere, key);
      const again = await quote(nowhere, key);
      assert.equal(again.status, 422);
      assert.equal(again.body.code, first.body.code);
      assert.equal(again.headers.get("idempotency-replayed"), "true");
    });

    it("refuses another body under it: 422 idempotency-key-reused", async () => {
      const key = { "idempotency-key": "basket-2" };
      await quote(BASKET, key);
      const reused = await quote({ ...BASKET, currency: "JPY" }, key);
      assert.equal(reused.status, 422);
      assert.equal(reused.body.code, "idempotency-key-reused");
    });

    it("is the account's own", async () => {
      const mine = await quote(BASKET, { "idempotency-key": "shared" });
      const theirs = await quote(BASKET, {
        "idempotency-key": "shared",
        "holdfast-account": "other",
      });
      assert.notEqual(mine.body.id, theirs.body.id);
    });

    it("refuses one that is none: 400 idempotency-key-invalid", async () => {
      const answer = await quote(BASKET, { "idempotency-key": "x".repeat(256) });
      assert.equal(answer.status, 400);
      assert.equal(answer.body.code, "idempotency-key-invalid");
    });

    it("makes one quote of many at once", async () => {
      const key = { "idempotency-key": "burst" };
      const answers = await Promise.all(Array.from({ length: 10 }, () => quote(BASKET, key)));
      const made = answers.filter(({ status }) => status === 201);
      assert.equal(new Set(made.map(({ body }) => body.id)).size, 1);
      for (const { status, body } of answers) {
        assert.ok(status === 201 || body.code === "idempotency-key-in-flight");
      }
    });
  });

  describe("with promotions", () => {
    const promote = async (body: Readonly<Record<string, unknown>>) => {
      const headers = { "holdfast-account": "ops", "holdfast-scope": "admin" };
      const put = { method: "POST", body: { kind: "percentage", ...body }, headers };
      const made = await service.call("/v1/admin/promotions", put);
      assert.equal(made.status, 201, JSON.stringify(made.body));
      return made.body.id as string;
    };
    const claimsOf = (token: string) =>
      JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
    const ids: Record<string, string> = {};
    before(async () => {
      const appliesTo = { skus: ["pin"] };
      await service.call("/v1/admin/prices/pin", {
        ...{ method: "PUT", body: { prices: [{ currency: "EUR", amount: 1000 }] } },
      });
      const value = (percent: string) => ({ value: { percent }, appliesTo });
      ids.open = await promote({ label: "Open", ...value("10"), priority: 3 });
      ids.coded = await promote({
        ...{ label: "Coded", ...value("20"), couponCode: "PIN20", priority: 2 },
        budget: { maxUsesPerCustomer: 1 },
      });
      ids.other = await promote({ label: "Mugs", value: { percent: "5" }, couponCode: "MUG5" });
    });
    const PINS = { items: [{ sku: "pin", quantity: 2 }], currency: "EUR", region: "DE" };

    it("takes them off line by line, tells each in the explanation, and signs what an order redeems", async () => {
      const { body } = await quote({ ...PINS, couponCodes: ["pin20"], customerId: "c-1" });
      // 20.00 − 10 % = 18.00, − 20 % of that = 14.40
      const { subtotal, discount, total } = body.totals;
      assert.deepEqual([subtotal, discount, total], [eur(2000), eur(560), eur(1440)]);
      assert.deepEqual(body.lines[0].discounts, [
        { promotionId: ids.open, label: "Open", amount: eur(200) },
        { promotionId: ids.coded, label: "Coded", amount: eur(360) },
      ]);
      assert.deepEqual(body.rejectedCoupons, []);
      const steps = body.explanation.map((one: { step: string }) => one.step);
      assert.deepEqual(steps, ["base-price", "promotion", "promotion", "tax"]);
      assert.equal(
        body.explanation[2].rule,
        `Coded, coupon PIN20, promotion ${ids.coded} version 1`,
      );
      const { customerId, redeem, packed } = claimsOf(body.token).quote;
      assert.deepEqual(packed, {
        promotions: [
          [ids.open, "Open"],
          [ids.coded, "Coded"],
        ],
        lines: [
          [
            ...["pin", 2, 1000, 2000, 230, 1440],
            [
              [0, 200],
              [1, 360],
            ],
          ],
        ],
      });
      assert.equal(customerId, "c-1");
      assert.deepEqual(redeem, [
        { promotionId: ids.coded, couponCode: "PIN20", discountMinor: 360 },
      ]);
      assert.equal(claimsOf((await quote(PINS)).body.token).quote.redeem, undefined);
    });

    it("signs for whom the price is, so that an order can ask for it again; only what was said", async () => {
      const buyer = {
        ...{ channel: "app", customerGroup: "vip", customerId: "c-1" },
        ...{ postcode: "10115", taxId: "FR12345678901" },
      };
      const {
        packed: _,
        totals: __,
        ...signed
      } = claimsOf((await quote({ ...PINS, ...buyer })).body.token).quote;
      assert.deepEqual(signed, { currency: "EUR", region: "DE", ...buyer });
      const { quote: plain } = claimsOf((await quote(PINS)).body.token);
      const members = ["packed", "totals", "currency", "region", "customerGroup"];
      assert.deepEqual(Object.keys(plain), members);
    });

    it("gives coupons back that are of no use, as they were written, each with its reason", async () => {
      await service.db.query({
        name: "use-up",
        text: `insert into promotion_customer_use values ($1, 'c-2', 1)`,
        values: [ids.coded],
      });
      await service.db.query({
        name: "use",
        text: `insert into promotion_use (promotion_id, uses) values ($1, 1)`,
        values: [ids.coded],
      });
      const couponCodes = ["Pin20", "nonsense", "PIN20", "mug5"];
      const zero = { ...PINS, items: [{ sku: "pin", quantity: 1 }] };
      const { body } = await quote({ ...zero, couponCodes, customerId: "c-2" });
      assert.deepEqual(body.rejectedCoupons, [
        { code: "Pin20", reason: "budget-exhausted" },
        { code: "nonsense", reason: "unknown-coupon" },
      ]);
      assert.deepEqual(
        body.explanation.flatMap((one: { step: string; rule: string }) =>
          one.step === "considered" ? [one.rule] : [],
        ),
        ["Coded: budget-exhausted"],
      );
    });
  });

  const items = (...wanted: readonly unknown[]) => ({ ...BASKET, items: wanted });
  const one = (fields: Readonly<Record<string, unknown>>) =>
    items({ sku: "mug", quantity: 1, ...fields });
  for (const [name, body, status, code, path] of [
    [
      "a SKU without price",
      items({ sku: "mug", quantity: 1 }, { sku: "nothing", quantity: 1 }),
      422,
      "price-not-found",
      "/items/1/sku",
    ],
    [
      "a SKU without price in the currency",
      { ...items({ sku: "pen", quantity: 1 }), currency: "JPY" },
      422,
      "price-not-found",
      "/items/0/sku",
    ],
    ["a region without tax rule", { ...BASKET, region: "IT" }, 422, "tax-rate-missing", "/region"],
    [
      "a region without standard rate",
      { ...BASKET, region: "FR" },
      422,
      "tax-rate-missing",
      "/region",
    ],
    [
      "a line above 2^53",
      items({ sku: "yacht", quantity: 1_000_000 }),
      422,
      "amount-too-large",
      "/items/0/quantity",
    ],
    [
      "a currency that is none",
      { ...BASKET, currency: "ZZZ" },
      422,
      "unknown-currency",
      "/currency",
    ],
    ["a region of no country", { ...BASKET, region: "ZZ" }, 422, "unknown-region", "/region"],
    [
      "a group that nothing names",
      { ...BASKET, customerGroup: "vpi" },
      422,
      "unknown-customer-group",
      "/customerGroup",
    ],
    [
      "half a character in a coupon",
      { ...BASKET, couponCodes: ["\ud800"] },
      400,
      "validation-failed",
      "/couponCodes/0",
    ],
    [
      "a NUL in a coupon",
      { ...BASKET, couponCodes: ["\0"] },
      400,
      "validation-failed",
      "/couponCodes/0",
    ],
    ["a VAT id that is none", { ...BASKET, taxId: "?" }, 400, "validation-failed", "/taxId"],
    [
      "a postcode that is none",
      { ...BASKET, postcode: "<>" },
      400,
      "validation-failed",
      "/postcode",
    ],
    ["no customer", { ...BASKET, customerId: "" }, 400, "validation-failed", "/customerId"],
    [
      "a malformed currency",
      { ...BASKET, currency: "euro" },
      400,
      "validation-failed",
      "/currency",
    ],
    ["a malformed region", { ...BASKET, region: "de" }, 400, "validation-failed", "/region"],
    [
      "a malformed group",
      { ...BASKET, customerGroup: "a b" },
      400,
      "validation-failed",
      "/customerGroup",
    ],
    [
      "a coupon that is no text",
      { ...BASKET, couponCodes: [1] },
      400,
      "validation-failed",
      "/couponCodes/0",
    ],
    ["a negative quantity", one({ quantity: -1 }), 400, "validation-failed", "/items/0/quantity"],
    ["a quantity of 0", one({ quantity: 0 }), 400, "validation-failed", "/items/0/quantity"],
    [
      "a fractional quantity",
      one({ quantity: 1.5 }),
      400,
      "validation-failed",
      "/items/0/quantity",
    ],
    [
      "a huge quantity",
      one({ quantity: 1_000_001 }),
      400,
      "validation-failed",
      "/items/0/quantity",
    ],
    ["a quantity as text", one({ quantity: "1" }), 400, "validation-failed", "/items/0/quantity"],
    [
      "1e400",
      '{"items":[{"sku":"mug","quantity":1e400}],"currency":"EUR","region":"DE"}',
      400,
      "validation-failed",
      "/items/0/quantity",
    ],
    ["an unknown field", { ...BASKET, discount: 5 }, 400, "validation-failed", "/discount"],
    ["a unit price of the client's", one({ unit: 1 }), 400, "validation-failed", "/items/0/unit"],
    ["no items", { ...BASKET, items: [] }, 400, "validation-failed", "/items"],
    [
      "101 items",
      items(...Array.from({ length: 101 }, () => ({ sku: "mug", quantity: 1 }))),
      400,
      "validation-failed",
      "/items",
    ],
    ["no region", { items: BASKET.items, currency: "EUR" }, 400, "validation-failed", "/region"],
    ["malformed JSON", "{", 400, "malformed-json", "/"],
  ] as const) {
    it(`refuses ${name}, naming the field, and changes nothing`, async () => {
      const before = await service.countRows();
      const answer = await quote(body);
      assert.equal(answer.status, status);
      assert.equal(answer.headers.get("content-type"), "application/problem+json");
      assert.equal(answer.body.code, code);
      assert.equal(answer.body.errors[0].path, path);
      assert.deepEqual(await service.countRows(), before);
    });
  }

  it("refuses a caller whom the gateway did not name: 401 unauthenticated", async () => {
    const answer = await quote(BASKET, { "holdfast-account": "" });
    assert.equal(answer.status, 401);
    assert.equal(answer.body.code, "unauthenticated");
  });
});
