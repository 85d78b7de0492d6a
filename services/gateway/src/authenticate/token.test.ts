import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { holderOf, looksLikeToken, tokenSettings } from "./token.ts";

describe("the claims of a token", () => {
  for (const [what, claims, account, scope] of [
    ["a shop", { sub: "acme", scope: "openid holdfast:shop" }, "acme", "shop"],
    ["an administrator", { sub: "ops", scope: "holdfast:shop holdfast:admin" }, "ops", "admin"],
    ["scopes as a list", { sub: "acme", scope: ["holdfast:shop"] }, "acme", "shop"],
    [
      "an account of its own",
      { sub: "user|77", holdfast_account: "acme", scope: "holdfast:shop" },
      "acme",
      "shop",
    ],
  ] as const) {
    it(`stand for ${what}`, () =>
      assert.deepEqual(holderOf(claims), { ok: true, value: { account, scope } }));
  }

  for (const [what, claims, error] of [
    ["no account", { scope: "holdfast:shop" }, "no-account"],
    ["an account that is none", { sub: "Acme Inc", scope: "holdfast:shop" }, "no-account"],
    ["an account with a line break", { sub: "acme\n", scope: "holdfast:shop" }, "no-account"],
    [
      "a bad account beside a good subject",
      { sub: "acme", holdfast_account: 7, scope: "holdfast:shop" },
      "no-account",
    ],
    ["no scope", { sub: "acme" }, "no-scope"],
    ["other scopes", { sub: "acme", scope: "holdfast:shopping xholdfast:admin" }, "no-scope"],
    ["a scope that is no text", { sub: "acme", scope: { "holdfast:admin": true } }, "no-scope"],
  ] as const) {
    it(`stand for nobody with ${what}`, () =>
      assert.deepEqual(holderOf(claims), { ok: false, error }));
  }

  it("are looked for only where there could be a token", () => {
    assert.equal(looksLikeToken("aa.bb.cc"), true);
    for (const text of ["hf_shop_abc", "a.b", "a.b.c.d", "..", "a.b.", "a.b.c!"]) {
      assert.equal(looksLikeToken(text), false, text);
    }
  });
});

describe("the settings of tokens", () => {
  const SET = {
    issuer: "https://id.example",
    audience: "holdfast",
    jwksUrl: "https://id.example/keys",
  };

  it("are all of them, or none", () => {
    assert.deepEqual(tokenSettings(SET), SET);
    const none = { issuer: undefined, audience: "", jwksUrl: undefined };
    assert.equal(tokenSettings(none), undefined);
    for (const name of ["issuer", "audience", "jwksUrl"] as const) {
      assert.throws(() => tokenSettings({ ...SET, [name]: undefined }), /belong together/);
    }
  });

  it("take keys over a network only where nobody can change them on the way", () => {
    assert.ok(tokenSettings({ ...SET, jwksUrl: "http://127.0.0.1:9000/keys" }));
    for (const jwksUrl of [
      "http://id.example/keys",
      "http://127.0.0.1.example/k",
      "file:///keys",
    ]) {
      assert.throws(() => tokenSettings({ ...SET, jwksUrl }), /https/);
    }
  });
});
