import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { type Stack, startStack } from "../stack.ts";
import { createDatabases, type Databases } from "./databases.ts";
import { shopOf } from "./shop.ts";

const [MUG, HAT, PEN] = ["REPLAY-MUG", "REPLAY-HAT", "REPLAY-PEN"];
const eur = (amount: number) => ({ amount, currency: "EUR" });

describe("a draft of prices, promotions and stock rules, against what was sold", () => {
  let stack: Stack;
  let databases: Databases;
  let shop: ReturnType<typeof shopOf>;
  let folder: string;
  let hats: string;
  let coupon: string;
  /** By what is in them. */
  const sold: Record<string, string> = {};
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "holdfast-draft-"));
    databases = await createDatabases();
    stack = await startStack({ env: databases.env });
    shop = shopOf(stack);
    for (const [sku, amount] of [
      [MUG, 2_000],
      [HAT, 3_000],
      [PEN, 500],
    ] as const) {
      await shop.stocked(sku, 50, amount);
    }
    hats = await promotion({
      ...{ label: "Hats", kind: "percentage", value: { percent: "10" } },
      appliesTo: { skus: [HAT] },
    });
    coupon = await promotion({
      ...{ label: "Five off", kind: "amount", value: { ...eur(500), per: "basket" } },
      ...{ appliesTo: { skus: [MUG] }, couponCode: "REPLAY5" },
    });
    await sell("mugs", shop.order(MUG, 2), 4_000);
    const quoted = await shop.call("POST", "/api/v1/quotes", {
      body: { items: [{ sku: HAT, quantity: 1 }], currency: "EUR", region: "DE" },
    });
    const body = { items: undefined, quoteToken: quoted.body.token };
    await sell("hat", shop.order(HAT, 1, "tok_ok", { body }), 2_700);
    await sell("pens", shop.order(PEN, 3), 1_500);
    const withCoupon = { body: { couponCodes: ["replay5"] } };
    await sell("coupon", shop.order(MUG, 1, "tok_ok", withCoupon), 1_500);
    await sell("many", shop.order(MUG, 12), 24_000);
    const declined = await shop.order(MUG, 1, "tok_declined");
    assert.equal(declined.status, 402); // was not sold: in no replay
    const order = await shop.call("GET", `/api/v1/orders/${sold.hat}`);
    assert.equal(order.body.quoteId, quoted.body.id);
  });
  after(async () => {
    await stack?.stop();
    await databases?.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function promotion(fields: object): Promise<string> {
    const made = await shop.admin("POST", "/promotions", { body: fields });
    assert.equal(made.status, 201, JSON.stringify(made.body));
    return made.body.id;
  }
  async function sell(name: string, asked: ReturnType<typeof shop.order>, amount: number) {
    const order = await asked;
    assert.equal(order.status, 201, JSON.stringify(order.body));
    assert.deepEqual(order.body.total, eur(amount));
    sold[name] = order.body.id;
  }
  const replay = (draft: object, ...flags: string[]) => {
    const file = join(folder, "draft.json");
    writeFileSync(file, JSON.stringify(draft));
    return stack.holdfast("plan", "replay", "--draft", file, "--orders", "5", ...flags);
  };
  const DRAFT = () => ({
    prices: [
      { sku: MUG, prices: [{ currency: "EUR", amount: 2_500 }] },
      { sku: PEN, prices: [] },
    ],
    promotions: [
      { id: hats, delete: true },
      { id: coupon, couponCode: "OTHER5" },
    ],
    stock: [{ sku: MUG, maxPerOrder: 10 }],
  });

  it("says to the cent which totals change, which orders would be refused, and why; nothing is written", async () => {
    await databases.told();
    const written = await databases.snapshot();
    const { code, stdout, stderr } = await replay(DRAFT(), "--json");
    assert.equal(code, 1, stderr);
    const report = JSON.parse(stdout);
    assert.deepEqual(report.counts, {
      ...{ unchanged: 0, changed: 3, refused: 2, undecided: 0, stockUndecided: 0 },
    });
    assert.deepEqual(report.currencies, [
      {
        ...{ currency: "EUR", orders: 3, changed: 3, before: 8_200, after: 10_500 },
        ...{ difference: 2_300, refused: 25_500 },
      },
    ]);
    type Row = {
      readonly orderId: string;
      readonly before: unknown;
      readonly after: unknown;
      readonly reasons: readonly { readonly code: string; readonly subject: string }[];
    };
    const rows = (orders: readonly Row[]) =>
      orders.map(({ orderId, before, after, reasons }) => [
        ...[orderId, before, after],
        reasons.map((reason) => `${reason.code} ${reason.subject}`),
      ]);
    assert.deepEqual(rows(report.changed), [
      [sold.mugs, eur(4_000), eur(5_000), [`unit-price ${MUG}`]],
      [
        ...[sold.coupon, eur(1_500), eur(2_500)],
        [`unit-price ${MUG}`, `promotion ${coupon}`, "coupon-rejected replay5"],
      ],
      [sold.hat, eur(2_700), eur(3_000), [`promotion ${hats}`]],
    ]);
    assert.deepEqual(rows(report.refused), [
      [sold.pens, eur(1_500), null, [`price-not-found ${PEN}`]],
      [sold.many, eur(24_000), null, [`quota-exceeded ${MUG}`]],
    ]);
    assert.deepEqual(await databases.snapshot(), written);
    const view = await shop.call("GET", `/api/v1/products/${MUG}?currency=EUR&region=DE`);
    assert.deepEqual(view.body.price.unit, eur(2_000));
  });

  it("can be asked for by quotes, too", async () => {
    const { body } = await shop.call("GET", `/api/v1/orders/${sold.mugs}`);
    const draft = { prices: [{ sku: MUG, prices: [{ currency: "EUR", amount: 1_900 }] }] };
    const asked = { quoteIds: [body.quoteId], draft };
    const answer = await shop.admin("POST", "/quotes/replay-draft", { body: asked });
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    const [row] = answer.body.data;
    assert.deepEqual([row.status, row.before, row.after], ["changed", eur(4_000), eur(3_800)]);
    const refused = await shop.call("POST", "/api/v1/admin/quotes/replay-draft", { body: asked });
    assert.deepEqual([refused.status, refused.body.code], [403, "forbidden"]);
  });

  it("is read by people in a minute", async () => {
    const { code, stdout } = await replay(DRAFT());
    assert.equal(code, 1);
    assert.match(stdout, /^5 orders, .*nothing was changed\nunchanged 0, changed 3, refused 2/);
    assert.match(stdout, /EUR +3 +3 +82\.00 EUR +105\.00 EUR +\+23\.00 EUR +255\.00 EUR/);
    assert.match(stdout, new RegExp(`${sold.mugs} .* ${MUG} 20.00 EUR → 25.00 EUR`));
    assert.match(stdout, new RegExp(`${sold.pens} .* ${PEN}: has no price in EUR`));
  });

  it("finds nothing in a draft of nothing, with exit code 0", async () => {
    const { code, stdout, stderr } = await replay({}, "--json");
    assert.equal(code, 0, stderr);
    assert.deepEqual(JSON.parse(stdout).counts, {
      ...{ unchanged: 5, changed: 0, refused: 0, undecided: 0, stockUndecided: 0 },
    });
    const long = await replay({}, "--until", "2020-01-01T00:00:00Z");
    assert.deepEqual([long.code, long.stdout], [0, "no order was sold in that time\n"]);
  });

  it("refuses what a safety stock would have kept on the shelf, and says of what that is not known", async () => {
    const stock = [{ sku: MUG, safetyStock: 40 }]; // of 50: 10, then 8, then 7 are sellable
    const { code, stdout, stderr } = await replay({ stock }, "--json");
    assert.equal(code, 1, stderr);
    const { counts, refused } = JSON.parse(stdout);
    assert.deepEqual(counts, {
      ...{ unchanged: 4, changed: 0, refused: 1, undecided: 0, stockUndecided: 2 },
    });
    assert.equal(refused[0].orderId, sold.many);
    assert.match(
      refused[0].reasons[0].detail,
      /^12 asked, \d+ at most above a safety stock of 40$/,
    );
    const open = await replay({ stock: [{ sku: MUG, safetyStock: 1 }] });
    assert.equal(open.code, 3, open.stderr); // nothing is certain, and not all is known
    assert.match(open.stdout, /of 3 the safety stock is not decided/);
  });

  it("does not take a draft that could not be put in force, with exit code 2 and where it is wrong", async () => {
    for (const [draft, flags, wrong] of [
      [
        { prices: [{ sku: MUG, prices: [{ currency: "XXX", amount: 1 }] }] },
        ...([[], /\/draft\/prices\/0\/prices\/0\/currency/] as const),
      ],
      [{ promotions: [{ label: "x" }] }, [], /\/draft\/promotions\/0\/kind/],
      [{ stock: [{ sku: MUG, backorderLimit: 3 }] }, [], /\/stock\/0\/backorderLimit cannot be/],
      [{ discounts: [] }, [], /has "discounts"/],
      [{}, ["--key", "hf_dev_shop"], /forbidden/],
      [{}, ["--orders", "0"], /--orders is 1 to 10000/],
      [{}, ["--since", "yesterday"], /--since is a time/],
    ] as const) {
      const { code, stdout, stderr } = await replay(draft, ...flags);
      assert.deepEqual([code, stdout], [2, ""], JSON.stringify(draft));
      assert.match(stderr, wrong);
    }
  });
});
