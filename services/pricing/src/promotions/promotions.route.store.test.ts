import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type RunningService, runService } from "../testing/running-service.ts";

const PATH = "/v1/admin/promotions";
const TEN_PERCENT = { label: "10 % off", kind: "percentage", value: { percent: "10" } };
const UNKNOWN = "019a0000-0000-7000-8000-000000000000";

describe("promotions", () => {
  let service: RunningService;
  before(async () => {
    service = await runService();
  });
  after(() => service.stop());

  const send = (method: string, path: string, body?: unknown, headers = {}) =>
    service.call(path, { method, headers, ...(body === undefined ? {} : { body }) });
  const create = (fields = {}, headers = {}) =>
    send("POST", PATH, { ...TEN_PERCENT, ...fields }, headers);
  const change = (id: string, patch: unknown, headers = {}) =>
    send("PATCH", `${PATH}/${id}`, patch, headers);
  const events = (id: string) =>
    service.db.query<{ sequence: number; payload: unknown }>({
      name: "events",
      text: `select sequence, type, payload from outbox where aggregate = $1 order by sequence`,
      values: [`promotion/${id}`],
    });

  it("are stored with all that they say, and told of", async () => {
    const body = {
      ...{ label: "Spend more", kind: "tiered-spend" },
      value: {
        tiers: [
          { minBasket: { amount: 5000, currency: "EUR" }, percent: "5" },
          {
            minBasket: { amount: 10_000, currency: "EUR" },
            ...{ amount: 1500, currency: "EUR" },
          },
        ],
      },
      appliesTo: { categories: ["mugs"], attributes: { colour: ["blue", "red"] } },
      condition: { "==": [{ var: "region" }, "DE"] },
      couponCode: "spring-26",
      budget: { maxUses: 7, maxUsesPerCustomer: 1, maxDiscount: { amount: 900, currency: "EUR" } },
      ...{ priority: 3, stacking: "exclusive", stackingGroup: "season", discountBase: "original" },
      ...{ validFrom: "2026-11-01T00:00:00.000Z", validTo: "2026-12-01T00:00:00.000Z" },
    };
    const made = await send("POST", PATH, body);
    assert.equal(made.status, 201, JSON.stringify(made.body));
    const { id } = made.body;
    assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7/);
    assert.deepEqual(made.body, {
      ...{ id, version: 1, ...body, couponCode: "SPRING-26", needsCoupon: true },
    });
    assert.equal(made.headers.get("etag"), '"1"');
    assert.equal(made.headers.get("location"), `${PATH}/${id}`);
    const read = await send("GET", `${PATH}/${id}`);
    assert.deepEqual([read.body, read.headers.get("etag")], [made.body, '"1"']);
    const [event] = await events(id);
    assert.deepEqual(event, {
      ...{ sequence: 1, type: "promotion.changed" },
      payload: { id, version: 1, revision: 1 },
    });
  });

  for (const [kind, value, more, stored] of [
    ["amount", { amount: 500, currency: "EUR" }, {}, { per: "basket" }],
    ["amount", { amount: 500, currency: "EUR" }, { appliesTo: { skus: ["mug"] } }, { per: "unit" }],
    ["fixed-price", { amount: 900, currency: "EUR" }, { appliesTo: { skus: ["mug"] } }, {}],
    ["buy-x-get-y", { buy: 2, get: 1 }, {}, { percent: "100" }],
    [
      ...(["basket-threshold", { percent: "5" }] as const),
      ...[{ minBasket: { amount: 5000, currency: "EUR" } }, {}],
    ],
    ["free-gift", { sku: "pen" }, { minBasket: { amount: 1, currency: "EUR" } }, { quantity: 1 }],
  ] as const) {
    it(`of kind ${kind} are read back with what was left out: ${JSON.stringify(more)}`, async () => {
      const made = await create({ kind, value, ...more });
      assert.equal(made.status, 201, JSON.stringify(made.body));
      assert.deepEqual(made.body.value, { ...value, ...stored });
      assert.deepEqual((await send("GET", `${PATH}/${made.body.id}`)).body, made.body);
    });
  }

  it("are listed in pages, in the order in which they were made, without deleted ones", async () => {
    const ids = [];
    for (const label of ["a", "b", "c"]) ids.push((await create({ label })).body.id);
    await send("DELETE", `${PATH}/${ids[1]}`);
    const listed: string[] = [];
    let cursor = "";
    do {
      const page = (await send("GET", `${PATH}?limit=2${cursor}`)).body;
      assert.ok(page.data.length <= 2);
      listed.push(...page.data.map(({ id }: { id: string }) => id));
      cursor = page.nextCursor === null ? "" : `&cursor=${page.nextCursor}`;
    } while (cursor !== "");
    assert.deepEqual(listed.slice(-2), [ids[0], ids[2]]);
    assert.equal(new Set(listed).size, listed.length);
  });

  it("are changed field by field; what is taken away does not limit any more", async () => {
    const { id } = (await create({ budget: { maxUses: 3 }, priority: 2 })).body;
    const changed = await change(id, { label: "11 % off", value: { percent: "11" }, budget: null });
    assert.deepEqual(changed.body, {
      ...{ id, version: 2, label: "11 % off", kind: "percentage", value: { percent: "11" } },
      ...{ needsCoupon: false, priority: 2, stacking: "stackable", discountBase: "current" },
    });
    assert.equal(changed.headers.get("etag"), '"2"');
    assert.deepEqual(
      (await events(id)).map(({ sequence }) => sequence),
      [1, 2],
    );
  });

  it("are not given a version by a change that changes nothing", async () => {
    const { id } = (await create()).body;
    const rows = await service.countRows();
    assert.equal((await change(id, { label: TEN_PERCENT.label })).body.version, 1);
    assert.deepEqual(await service.countRows(), rows);
  });

  it("go on needing a coupon when their own code is taken away, until that is said, too", async () => {
    const { id } = (await create({ couponCode: "GOING" })).body;
    assert.equal((await change(id, { couponCode: null })).body.needsCoupon, true);
    assert.equal((await change(id, { needsCoupon: false })).body.needsCoupon, false);
    assert.equal((await change(id, { couponCode: "COMING" })).body.needsCoupon, true);
  });

  it("are changed and deleted only by who knows their version, where one says so", async () => {
    const { id } = (await create()).body;
    const rows = await service.countRows();
    for (const answer of [
      await change(id, { label: "x" }, { "if-match": '"2"' }),
      await send("DELETE", `${PATH}/${id}`, undefined, { "if-match": '"2"' }),
    ]) {
      assert.deepEqual([answer.status, answer.body.code], [412, "precondition-failed"]);
    }
    assert.deepEqual(await service.countRows(), rows);
    assert.equal((await change(id, { label: "x" }, { "if-match": '"1"' })).status, 200);
    const deleted = await send("DELETE", `${PATH}/${id}`, undefined, { "if-match": '"2"' });
    assert.equal(deleted.status, 204);
    assert.deepEqual((await events(id)).at(-1)?.sequence, 3);
    for (const [method, body] of [["GET"], ["DELETE"], ["PATCH", {}]] as const) {
      const answer = await send(method, `${PATH}/${id}`, body);
      assert.deepEqual([answer.status, answer.body.code], [404, "promotion-not-found"]);
    }
  });

  it("have a code that no other has, whatever its case; that of a deleted one is free", async () => {
    const { id } = (await create({ couponCode: "once" })).body;
    const rows = await service.countRows();
    const taken = await create({ couponCode: "ONCE" });
    assert.deepEqual([taken.status, taken.body.code], [409, "coupon-taken"]);
    assert.equal(taken.body.errors[0].path, "/couponCode");
    const other = (await create()).body;
    assert.equal((await change(other.id, { couponCode: "Once" })).status, 409);
    await send("DELETE", `${PATH}/${other.id}`);
    assert.equal((await change(id, { couponCode: "TWICE" })).status, 200);
    assert.equal((await create({ couponCode: "ONCE" })).status, 201, "given up");
    await send("DELETE", `${PATH}/${id}`);
    assert.equal((await create({ couponCode: "TWICE" })).status, 201, "deleted");
    assert.notDeepEqual(await service.countRows(), rows);
  });

  it("are made once by requests with one key, and one of two with one code is", async () => {
    const once = await Promise.all(
      [1, 2].map(() => create({ label: "keyed" }, { "idempotency-key": "promotion-1" })),
    );
    const made = once.filter(({ status }) => status === 201);
    assert.equal(new Set(made.map(({ body }) => body.id)).size, 1);
    const again = await create({ label: "keyed" }, { "idempotency-key": "promotion-1" });
    assert.equal(again.headers.get("idempotency-replayed"), "true");
    assert.deepEqual(again.body, made[0]?.body);
    const raced = await Promise.all([1, 2, 3, 4].map(() => create({ couponCode: "RACED" })));
    assert.deepEqual(raced.map(({ status }) => status).toSorted(), [201, 409, 409, 409]);
  });

  const amount = (currency: string) => ({ amount: 500, currency });
  for (const [what, fields, code, paths] of [
    [
      "a percentage above 100",
      { value: { percent: "100.01" } },
      "promotion-invalid",
      ["/value/percent"],
    ],
    [
      "a negative percentage",
      { value: { percent: "-1" } },
      "promotion-invalid",
      ["/value/percent"],
    ],
    [
      "a percentage that is none",
      { value: { percent: "ten" } },
      "promotion-invalid",
      ["/value/percent"],
    ],
    ["no percentage", { value: {} }, "promotion-invalid", ["/value/percent"]],
    ["lists of nothing", { appliesTo: { skus: [] } }, "promotion-invalid", ["/appliesTo"]],
    [
      ...(["a value of another kind", { value: { percent: "1", buy: 2 } }] as const),
      ...(["promotion-invalid", ["/value/buy"]] as const),
    ],
    [
      ...([
        "a negative amount",
        { kind: "amount", value: { amount: -1, currency: "EUR" } },
      ] as const),
      ...(["promotion-invalid", ["/value/amount"]] as const),
    ],
    [
      ...(["an unknown currency", { kind: "amount", value: amount("ZZZ") }] as const),
      ...(["unknown-currency", ["/value/currency"]] as const),
    ],
    [
      "unknown currencies besides a bad percentage",
      { value: { percent: "101" }, minBasket: amount("ZZZ") },
      ...(["promotion-invalid", ["/value/percent", "/minBasket/currency"]] as const),
    ],
    ["a threshold of nothing", { kind: "basket-threshold" }, "promotion-invalid", ["/minBasket"]],
    [
      "a threshold with both discounts",
      { kind: "basket-threshold", minBasket: amount("EUR"), value: { percent: "1", amount: 1 } },
      ...(["promotion-invalid", ["/value/amount"]] as const),
    ],
    [
      ...(["nothing to buy", { kind: "buy-x-get-y", value: { buy: 0, get: 1 } }] as const),
      ...(["promotion-invalid", ["/value/buy"]] as const),
    ],
    [
      "tiers that begin together",
      {
        kind: "tiered-spend",
        value: { tiers: [1, 1].map(() => ({ minBasket: amount("EUR"), percent: "5" })) },
      },
      ...(["promotion-invalid", ["/value/tiers/1/minBasket/amount"]] as const),
    ],
    [
      "a validity that ends before it begins",
      { validFrom: "2026-12-01T00:00:00Z", validTo: "2026-11-01T00:00:00Z" },
      ...(["promotion-invalid", ["/validTo"]] as const),
    ],
    ["a time of no clock", { validTo: "2026-12-31T23:59:60Z" }, "promotion-invalid", ["/validTo"]],
    ["a budget of nothing", { budget: { maxUses: 0 } }, "promotion-invalid", ["/budget/maxUses"]],
    ["a code with a space", { couponCode: "MY CODE" }, "promotion-invalid", ["/couponCode"]],
    [
      ...(["a code for everybody", { couponCode: "FREE", needsCoupon: false }] as const),
      ...(["promotion-invalid", ["/needsCoupon"]] as const),
    ],
    [
      ...(["an unknown condition", { condition: { sum: [1, 2] } }] as const),
      ...(["promotion-invalid", ["/condition"]] as const),
    ],
  ] as const) {
    it(`with ${what} are refused, new or changed, and nothing is stored`, async () => {
      const { id } = (await create()).body;
      const rows = await service.countRows();
      for (const answer of [await create(fields), await change(id, fields)]) {
        assert.deepEqual([answer.status, answer.body.code], [422, code], answer.body.detail);
        assert.deepEqual(
          answer.body.errors.map(({ path }: { path: string }) => path),
          paths,
        );
      }
      assert.deepEqual(await service.countRows(), rows);
    });
  }

  it("whose gifts would unlock each other are refused, new or changed", async () => {
    const gift = (from: string, sku: string) => ({
      ...{ kind: "free-gift", value: { sku, quantity: 1 }, appliesTo: { skus: [from] } },
    });
    const { id } = (await create(gift("cup", "saucer"))).body;
    const other = (await create(gift("spoon", "fork"))).body.id;
    for (const answer of [
      await create(gift("saucer", "cup")),
      await change(other, gift("saucer", "cup")),
    ]) {
      assert.deepEqual([answer.status, answer.body.code], [422, "promotion-invalid"]);
      assert.equal(answer.body.errors[0].path, "/value/sku");
    }
    await send("DELETE", `${PATH}/${id}`);
    assert.equal((await create(gift("saucer", "cup"))).status, 201);
  });

  for (const [what, body] of [
    ["no label", { kind: "percentage", value: { percent: "1" } }],
    ["an unknown kind", { ...TEN_PERCENT, kind: "gift" }],
    ["an unknown field", { ...TEN_PERCENT, percent: "1" }],
    ["a percentage that is a number", { ...TEN_PERCENT, value: { percent: 10 } }],
    ["an amount with cents", { ...TEN_PERCENT, value: { amount: 1.5, currency: "EUR" } }],
    ["null for a new promotion's field", { ...TEN_PERCENT, budget: null }],
    ["a list", [TEN_PERCENT]],
  ] as const) {
    it(`with ${what} are refused by their form`, async () => {
      const answer = await send("POST", PATH, body);
      assert.deepEqual([answer.status, answer.body.code], [400, "validation-failed"]);
    });
  }

  it("must keep what every promotion has", async () => {
    const { id } = (await create()).body;
    for (const patch of [{ label: null }, { kind: null }, { value: null }, { id: UNKNOWN }]) {
      assert.equal((await change(id, patch)).status, 400, JSON.stringify(patch));
    }
    assert.equal((await change(UNKNOWN, {})).status, 404);
  });
});
