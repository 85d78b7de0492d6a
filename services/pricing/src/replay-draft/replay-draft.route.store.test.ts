import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { packRecord, unpackRecord } from "../quote-basket/quote-record.store.ts";
import { type RunningService, runService } from "../testing/running-service.ts";

const ADMIN = { "holdfast-account": "ops", "holdfast-scope": "admin" };
const PATH = "/v1/admin/quotes/replay-draft";
const eur = (amount: number) => ({ amount, currency: "EUR" });

type Row = {
  readonly status: string;
  readonly before: unknown;
  readonly after: unknown;
  readonly reasons: readonly { readonly code: string; readonly subject: string }[];
};

describe("stored quotes under a draft", () => {
  let service: RunningService;
  let spring: { readonly id: string };
  let save: { readonly id: string };
  before(async () => {
    service = await runService({
      askTaxProvider: async ({ lines }) => ({ kind: "answered", taxesMinor: lines.map(() => 7) }),
    });
    await sent("PUT", "/v1/admin/prices/mug", { prices: [{ currency: "EUR", amount: 2000 }] });
    await sent("PUT", "/v1/admin/prices/pen", { prices: [{ currency: "EUR", amount: 150 }] });
    await sent("PUT", "/v1/admin/tax-rates/DE", {
      pricesIncludeTax: true,
      rates: [{ category: "standard", ratePercent: "19" }],
    });
    await sent("PUT", "/v1/admin/tax-rates/FR", {
      ...{ pricesIncludeTax: false, provider: "external" },
      rates: [{ category: "standard", ratePercent: "20" }],
    });
    spring = await sent("POST", "/v1/admin/promotions", {
      ...{ label: "Spring", kind: "percentage", value: { percent: "10" } },
      appliesTo: { skus: ["mug"] },
    });
    save = await sent("POST", "/v1/admin/promotions", {
      ...{ label: "Save", kind: "amount", value: eur(500), couponCode: "SAVE5" },
    });
  });
  after(() => service.stop());

  const sent = async (method: string, path: string, body: unknown) => {
    const answer = await service.call(path, { method, body, headers: ADMIN });
    assert.ok(answer.status < 300, `${path}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const quote = async (sku: string, quantity: number, more: object = {}) => {
    const body = { items: [{ sku, quantity }], currency: "EUR", region: "DE", ...more };
    return (await sent("POST", "/v1/quotes", body)) as { readonly id: string };
  };
  const ask = (quoteIds: readonly string[], draft: object, more: object = {}) =>
    service.call(PATH, {
      method: "POST",
      headers: ADMIN,
      body: { quoteIds, draft, ...more },
    });
  const replay = async (id: string, draft: object): Promise<Row> => {
    const answer = await ask([id], draft);
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    return answer.body.data[0];
  };
  const mugAt = (amount: number) => ({
    prices: [{ sku: "mug", prices: [{ currency: "EUR", amount }] }],
  });

  it("cost the same where there is nothing in it, and where it says what is in force", async () => {
    const { id } = await quote("mug", 2);
    const same = { id, status: "unchanged", before: eur(3600), after: eur(3600), reasons: [] };
    assert.deepEqual(await replay(id, {}), same);
    assert.deepEqual(await replay(id, mugAt(2000)), same);
    assert.deepEqual(await replay(id, { promotions: [{ id: spring.id, label: "Spring" }] }), same);
  });

  it("cost what the draft's prices make, by the promotions of then", async () => {
    const { id } = await quote("mug", 2);
    assert.deepEqual(await replay(id, mugAt(2500)), {
      ...{ id, status: "changed", before: eur(3600), after: eur(4500) },
      reasons: [
        {
          ...{ code: "unit-price", subject: "mug", detail: "another price of a unit" },
          ...{ before: eur(2000), after: eur(2500) },
        },
        {
          ...{ code: "promotion", subject: spring.id, detail: "Spring" },
          ...{ before: eur(400), after: eur(500) },
        },
      ],
    });
    assert.deepEqual((await replay(id, { prices: mugAt(1).prices.with(0, PEN) })).after, eur(3600));
  });
  const PEN = { sku: "pen", prices: [{ currency: "EUR", amount: 9 }] };

  it("are laid over what was in force at their time, whatever is now", async () => {
    const { id } = await quote("pen", 2);
    await sent("PUT", "/v1/admin/prices/pen", { prices: [{ currency: "EUR", amount: 999 }] });
    assert.deepEqual((await replay(id, mugAt(1))).after, eur(300));
    await sent("PUT", "/v1/admin/prices/pen", { prices: [{ currency: "EUR", amount: 150 }] });
  });

  it("are refused where the draft leaves a SKU without a price, and says which", async () => {
    const { id } = await quote("mug", 2);
    const draft = { prices: [{ sku: "mug", prices: [] }] };
    const { status, after, reasons } = await replay(id, draft);
    assert.deepEqual([status, after], ["refused", null]);
    assert.deepEqual(reasons, [
      {
        ...{ code: "price-not-found", subject: "mug" },
        detail: "has no price in EUR for this purchase",
      },
    ]);
    const usd = { prices: [{ sku: "mug", prices: [{ currency: "USD", amount: 1 }] }] };
    assert.equal((await replay(id, usd)).status, "refused");
  });

  it("lose what an ended promotion gave, and a coupon whose promotion ends or takes another code", async () => {
    const { id } = await quote("mug", 2, { couponCodes: ["save5"] });
    const ended = await replay(id, { promotions: [{ id: spring.id, delete: true }] });
    assert.deepEqual([ended.status, ended.before, ended.after], ["changed", eur(3100), eur(3500)]);
    assert.deepEqual(
      ended.reasons.map(({ code, subject }) => [code, subject]),
      [["promotion", spring.id]],
    );
    for (const patch of [{ delete: true }, { couponCode: "SAVE6" }]) {
      const gone = await replay(id, { promotions: [{ id: save.id, ...patch }] });
      assert.deepEqual([gone.status, gone.after], ["changed", eur(3600)]);
      const [lost, rejected] = gone.reasons;
      assert.deepEqual([lost?.code, lost?.subject], ["promotion", save.id]);
      assert.deepEqual(rejected, {
        ...{ code: "coupon-rejected", subject: "save5", detail: "unknown-coupon" },
      });
    }
  });

  it("have a new promotion, and a code that nobody knew then", async () => {
    const { id } = await quote("mug", 1, { couponCodes: ["HELLO"] });
    const { after, reasons } = await replay(id, {
      promotions: [
        { label: "Hello", kind: "amount", value: eur(300), couponCode: "hello" },
        { id: spring.id, value: { percent: "20" } },
      ],
    });
    assert.deepEqual(after, eur(1300)); // 20.00 − 20 % − 3.00
    assert.deepEqual(
      reasons.map(({ code, subject }) => [code, subject]),
      [
        ["promotion", spring.id],
        ["promotion", "draft-0"],
      ],
    );
  });

  it("use up a budget that the draft sets, in their order and over several calls", async () => {
    const mugs = [];
    for (let made = 0; made < 4; made += 1) mugs.push((await quote("mug", 1)).id);
    const draft = {
      promotions: [
        { label: "First three", kind: "amount", value: eur(100), budget: { maxUses: 3 } },
      ],
    };
    const first = await ask(mugs.slice(0, 2), draft);
    const { used } = first.body;
    assert.deepEqual(used, [
      { promotionId: "draft-0", uses: 2, discounts: { EUR: 200 }, customers: {} },
    ]);
    const rest = await ask(mugs.slice(2), draft, { used });
    const totals = [...first.body.data, ...rest.body.data].map((row: Row) => row.after);
    assert.deepEqual(totals, [1700, 1700, 1700, 1800].map(eur));
    assert.equal(rest.body.used[0].uses, 3);
  });

  it("use up what a customer may have, and what money there is", async () => {
    const by = async (customerId: string) => (await quote("mug", 1, { customerId })).id;
    const asked = [await by("ann"), await by("ann"), await by("__proto__"), await by("bob")];
    const promotion = { label: "Once", kind: "amount", value: eur(100) };
    const each = { promotions: [{ ...promotion, budget: { maxUsesPerCustomer: 1 } }] };
    const afters = async (draft: object) =>
      (await ask(asked, draft)).body.data.map((row: Row) => row.after);
    assert.deepEqual(await afters(each), [1700, 1800, 1700, 1700].map(eur));
    const money = { promotions: [{ ...promotion, budget: { maxDiscount: eur(250) } }] };
    assert.deepEqual(await afters(money), [1700, 1700, 1750, 1800].map(eur));
  });

  it("are left undecided where they are not kept, or other code made them", async () => {
    const unknown = "01890000-0000-7000-8000-000000000000";
    const { id } = await quote("mug", 2);
    await tamper(id, (answer) => answer.replaceAll('"amount":3600', '"amount":3601'));
    const answer = await ask([unknown, id], mugAt(2500));
    assert.deepEqual(
      answer.body.data.map(({ status, before, reasons }: Row) => [
        ...[status, before, reasons[0]?.code],
      ]),
      [
        ["undecided", null, "quote-not-found"],
        ["undecided", eur(3601), "computed-otherwise"],
      ],
    );
  });
  it("are left undecided where a tax provider would have to be asked about other amounts", async () => {
    const { id } = await quote("pen", 2, { region: "FR" });
    assert.deepEqual((await replay(id, mugAt(1))).after, eur(307));
    const { status, after, reasons } = await replay(id, { prices: [PEN] });
    assert.deepEqual([status, after, reasons[0]?.code], ["undecided", null, "tax-provider"]);
  });
  const tamper = async (id: string, change: (answer: string) => string) => {
    const [found] = await service.db.query<{ readonly record: Uint8Array }>({
      name: "find-record",
      text: "select record from quote where id = $1",
      values: [id],
    });
    assert.ok(found);
    const record = unpackRecord(found.record);
    await service.db.query({
      name: "other-record",
      text: "update quote set record = $2 where id = $1",
      values: [id, packRecord({ ...record, answer: change(record.answer) })],
    });
  };

  for (const [what, draft, code, path] of [
    ["a currency that is none", mugPrice({ currency: "XXX", amount: 1 }), "unknown-currency"],
    [
      "a floor above its price",
      mugPrice({ currency: "EUR", amount: 1, floor: 2 }),
      "price-invalid",
    ],
    ["an unknown field", { discounts: [] }, "validation-failed"],
    [
      "a SKU twice",
      { prices: [0, 1].map(() => ({ sku: "mug", prices: [] })) },
      "validation-failed",
    ],
    ["a promotion without a kind", { promotions: [{ label: "x" }] }, "validation-failed", "/kind"],
    [
      "a percentage above 100",
      { promotions: [badPercent()] },
      "promotion-invalid",
      "/value/percent",
    ],
    [
      "a promotion that is none",
      { promotions: [{ id: "01890000-0000-7000-8000-000000000000", delete: true }] },
      ...(["promotion-invalid", "/id"] as const),
    ],
    [
      "another promotion's coupon",
      { promotions: [{ label: "x", kind: "amount", value: eur(1), couponCode: "save5" }] },
      ...(["promotion-invalid", "/couponCode"] as const),
    ],
    [
      "gifts that unlock each other",
      { promotions: [gift("pen", "mug"), gift("mug", "pen")] },
      ...(["promotion-invalid", "/value/sku"] as const),
    ],
    [
      "an end without an id",
      { promotions: [{ delete: true }] },
      ...(["validation-failed", "/delete"] as const),
    ],
  ] as const) {
    it(`refuse a draft with ${what}, and say where`, async () => {
      const { id } = await quote("pen", 1);
      const answer = await ask([id], draft);
      assert.equal(answer.body.code, code, JSON.stringify(answer.body));
      const [error] = answer.body.errors;
      if (path !== undefined) assert.equal(error.path, `/draft/promotions/0${path}`);
      else if (code !== "validation-failed")
        assert.match(error.path, /^\/draft\/prices\/0\/prices\/0/);
    });
  }
  function mugPrice(price: object) {
    return { prices: [{ sku: "mug", prices: [price] }] };
  }
  function gift(sku: string, unlockedBy: string) {
    return { label: "x", kind: "free-gift", value: { sku }, appliesTo: { skus: [unlockedBy] } };
  }
  function badPercent() {
    return { label: "x", kind: "percentage", value: { percent: "101" } };
  }

  it("are 100 at a time at most; without any the draft alone is judged", async () => {
    const { id } = await quote("pen", 1);
    assert.deepEqual((await ask([], {})).body, { data: [], used: [] });
    assert.equal((await ask([], { promotions: [badPercent()] })).status, 422);
    const ids = Array.from({ length: 100 }, () => id);
    assert.equal((await ask(ids, {})).body.data.length, 100);
    assert.equal((await ask([...ids, id], {})).status, 400);
  });

  it("leave every table as it was", async () => {
    const { id } = await quote("mug", 2, { couponCodes: ["SAVE5"], customerId: "ann" });
    const before = await everything();
    await ask([id], {
      ...mugAt(2500),
      promotions: [
        { id: spring.id, delete: true },
        { id: save.id, couponCode: "SAVE7", budget: { maxUses: 1 } },
        { label: "New", kind: "amount", value: eur(1), couponCode: "NEW" },
      ],
    });
    assert.deepEqual(await everything(), before);
    assert.ok(before.length > 10 && before.some(({ rows }) => rows > 0));
  });
  /** Of every table how many rows it has, and a digest of all that is in them. */
  const everything = async () => {
    const tables = await service.db.query<{ readonly name: string }>({
      name: "all-tables",
      text: `select quote_ident(tablename) as name from pg_tables where schemaname = 'public' order by 1`,
      values: [],
    });
    const found: { readonly name: string; readonly rows: number; readonly digest: string }[] = [];
    for (const { name } of tables) {
      const [state] = await service.db.query<{ readonly rows: number; readonly digest: string }>({
        name: `all-of-${name}`,
        text: `select count(*)::int as rows, coalesce(md5(string_agg(t::text, e'\\n' order by t::text)), '') as digest from ${name} t`,
        values: [],
      });
      assert.ok(state);
      found.push({ name, ...state });
    }
    return found;
  };
});
