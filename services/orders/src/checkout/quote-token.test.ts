import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { fail, ok } from "@holdfast/result";
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from "jose";
import { priceOf } from "../testing/fake-callees.ts";
import { quoteTokens } from "./quote-token.client.ts";

const NOW_MS = Date.UTC(2026, 10, 22, 12);
const { lines, total } = priceOf([{ sku: "mug", quantity: 2 }]);
const QUOTE = {
  currency: "EUR",
  region: "DE",
  customerGroup: null,
  lines,
  totals: { total: { amount: total.amountMinor, currency: "EUR" } },
};
const CLAIMS = {
  iss: "holdfast-pricing",
  aud: "holdfast-orders",
  sub: "01990000-0000-7000-8000-000000000001",
  acc: "acme",
  exp: NOW_MS / 1000 + 60,
  quote: QUOTE,
};

describe("a quote token", () => {
  let key: CryptoKey;
  let jwk: JWK;
  let stranger: CryptoKey;
  before(async () => {
    const pair = await generateKeyPair("EdDSA", { extractable: true });
    key = pair.privateKey;
    jwk = { ...(await exportJWK(pair.publicKey)), kid: "k1", alg: "EdDSA" };
    stranger = (await generateKeyPair("EdDSA")).privateKey;
  });

  const sign = (claims: object, { kid = "k1", by = key, alg = "EdDSA" } = {}) =>
    new SignJWT({ ...claims }).setProtectedHeader({ alg, kid }).sign(by);
  /** An opener, and how often it asked pricing for keys. */
  const opener = (keys: () => readonly JWK[] = () => [jwk]) => {
    const clock = { nowMs: NOW_MS, reads: 0 };
    const open = quoteTokens({
      readKeys: async () => {
        clock.reads += 1;
        return ok(keys());
      },
      nowMs: () => clock.nowMs,
    });
    return { open, clock };
  };
  const reasonOf = async (token: string) => {
    const opened = await opener().open(token);
    return !opened.ok && opened.error.kind === "quote-invalid" ? opened.error.reason : undefined;
  };

  it("opens packed lines to the same, with the discounts by promotion", async () => {
    const { lines: _, ...rest } = QUOTE;
    const packed = {
      promotions: [["p-1", "Ten off"]],
      lines: [
        ["mug", 2, 1999, 3998, 574, 3598, [[0, 400]]],
        ["pen", 1, 100, 100, 16, 100],
      ],
    };
    const opened = await opener().open(await sign({ ...CLAIMS, quote: { ...rest, packed } }));
    const eur = (amount: number) => ({ amount, currency: "EUR" });
    assert.deepEqual(opened.ok && opened.value.lines, [
      {
        ...{ sku: "mug", quantity: 2, unit: eur(1999), subtotal: eur(3998) },
        discounts: [{ promotionId: "p-1", label: "Ten off", amount: eur(400) }],
        ...{ tax: eur(574), total: eur(3598) },
      },
      {
        ...{ sku: "pen", quantity: 1, unit: eur(100), subtotal: eur(100), discounts: [] },
        ...{ tax: eur(16), total: eur(100) },
      },
    ]);
  });

  for (const [name, lines] of [
    ["no lines", []],
    ["a line without total", [["mug", 2, 1999, 3998, 574]]],
    ["a negative amount", [["mug", 2, 1999, 3998, 574, -1]]],
  ] as const) {
    it(`refuses packed lines that are none: ${name}`, async () => {
      const { lines: _, ...rest } = QUOTE;
      const packed = { promotions: [], lines };
      const token = await sign({ ...CLAIMS, quote: { ...rest, packed } });
      assert.equal(await reasonOf(token), "it is not a quote");
    });
  }

  it("opens to what pricing promised, and is expired from its last second on", async () => {
    const { open, clock } = opener();
    const token = await sign(CLAIMS);
    const quoteId = CLAIMS.sub;
    const promised = { quoteId, account: "acme", currency: "EUR", region: "DE", lines, total };
    assert.deepEqual(await open(token), ok({ ...promised, expired: false }));
    clock.nowMs = NOW_MS + 59_999;
    assert.deepEqual(await open(token), ok({ ...promised, expired: false }));
    clock.nowMs = NOW_MS + 60_000;
    assert.deepEqual(await open(token), ok({ ...promised, expired: true }));
  });

  it("keeps for whom it was priced", async () => {
    const buyer = {
      ...{ channel: "app", customerGroup: "trade", customerId: "ann" },
      ...{ postcode: "35001", taxId: "ESB12345678" },
    };
    const opened = await opener().open(await sign({ ...CLAIMS, quote: { ...QUOTE, ...buyer } }));
    assert.ok(opened.ok);
    assert.deepEqual(opened.value, { ...opened.value, ...buyer });
  });

  it("is refused when another key signed it under our key's name", async () => {
    assert.equal(
      await reasonOf(await sign(CLAIMS, { by: stranger })),
      "its signature is not valid",
    );
  });

  it("is refused when a single character of it was changed", async () => {
    const [header, payload, signature] = (await sign(CLAIMS)).split(".");
    const richer = Buffer.from(JSON.stringify({ ...CLAIMS, acc: "rival" })).toString("base64url");
    assert.equal(
      await reasonOf([header, richer, signature].join(".")),
      "its signature is not valid",
    );
    assert.equal(await reasonOf([header, payload, "AAAA"].join(".")), "its signature is not valid");
  });

  it("is refused without a signature, whatever its header says", async () => {
    const header = Buffer.from('{"alg":"none","kid":"k1"}').toString("base64url");
    const payload = Buffer.from(JSON.stringify(CLAIMS)).toString("base64url");
    assert.equal(
      await reasonOf(`${header}.${payload}.`),
      "it is not a token of the pricing service",
    );
  });

  for (const text of ["", "x", "e30.e30.e30", "a.b.c", "....", "\u0000.\u0000.\u0000"]) {
    it(`is refused when it is ${JSON.stringify(text)}`, async () => {
      assert.equal(await reasonOf(text), "it is not a token of the pricing service");
    });
  }

  for (const [what, claims] of [
    ["for another reader", { ...CLAIMS, aud: "someone-else" }],
    ["of another issuer", { ...CLAIMS, iss: "someone-else" }],
    ["without a quote", { ...CLAIMS, quote: undefined }],
    ["without lines", { ...CLAIMS, quote: { ...QUOTE, lines: [] } }],
    ["without an end", { ...CLAIMS, exp: undefined }],
  ] as const) {
    it(`is refused ${what}, although its signature is good`, async () => {
      assert.equal(await reasonOf(await sign(claims)), "it is not a quote");
    });
  }

  it("asks pricing once for a key, and for unknown keys once a second", async () => {
    const { open, clock } = opener();
    await open(await sign(CLAIMS));
    await open(await sign(CLAIMS));
    assert.equal(clock.reads, 1);
    const unknown = await sign(CLAIMS, { kid: "k2" });
    assert.equal((await open(unknown)).ok, false);
    assert.equal(clock.reads, 1);
    clock.nowMs += 1_000;
    const refused = await open(unknown);
    assert.equal(!refused.ok && refused.error.kind, "quote-invalid");
    assert.equal(clock.reads, 2);
  });

  it("is not refused for good when pricing may have begun to sign with its key since the last look", async () => {
    const keys: JWK[] = [];
    const { open, clock } = opener(() => keys);
    await open(await sign(CLAIMS, { kid: "forged" }));
    keys.push(jwk);
    clock.nowMs += 999;
    const token = await sign(CLAIMS);
    assert.deepEqual(
      await open(token),
      fail({ kind: "upstream-unavailable", upstream: "pricing" }),
    );
    clock.nowMs += 1;
    assert.equal((await open(token)).ok, true);
  });

  it("takes a key that pricing began to sign with later", async () => {
    const keys: JWK[] = [];
    const { open, clock } = opener(() => keys);
    const token = await sign(CLAIMS);
    assert.equal((await open(token)).ok, false);
    keys.push(jwk);
    clock.nowMs += 1_000;
    assert.equal((await open(token)).ok, true);
  });

  it("is not judged while pricing is away", async () => {
    const away = { kind: "upstream-unavailable", upstream: "pricing" } as const;
    const open = quoteTokens({ readKeys: async () => fail(away), nowMs: () => NOW_MS });
    assert.deepEqual(await open(await sign(CLAIMS)), fail(away));
  });
});
