import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { describe, it } from "node:test";
import { type ApiKey, admit, bearerKey, DEV_KEYS, keysFor, scopeNeeded } from "./authenticate.ts";
import { parseApiKeys } from "./configured-keys.ts";

const SHOP = { account: "acme", scope: "shop", keyId: "k1" } as const;
const ADMIN = { account: "ops", scope: "admin", keyId: "k2" } as const;
const ALONE = { hasOtherSource: false };
const KEY: ApiKey = { sha256: "ab".repeat(32), account: "acme", scope: "shop" };

describe("who is admitted", () => {
  it("a shop to what a shop does, not to the administration", () => {
    assert.deepEqual(admit(SHOP, "shop"), { ok: true, value: SHOP });
    assert.deepEqual(admit(SHOP, "admin"), {
      ok: false,
      error: { kind: "forbidden", needed: "admin" },
    });
  });

  it("an administrator to everything", () => {
    for (const needed of ["shop", "admin"] as const) {
      assert.equal(admit(ADMIN, needed).ok, true);
    }
  });

  for (const [path, scope] of [
    ["/v1/orders/:id", "shop"],
    ["/v1/admin/items/:sku", "admin"],
    ["/v1/administration", "shop"],
  ] as const) {
    it(`${path} needs the scope ${scope}`, () => assert.equal(scopeNeeded(path), scope));
  }

  for (const [header, key] of [
    ["Bearer abc", "abc"],
    ["bearer  abc", "abc"],
    ["Bearer", undefined],
    ["Bearer a b", undefined],
    ["Basic abc", undefined],
    ["abc", undefined],
    [`Bearer ${"k".repeat(8_193)}`, undefined],
    [undefined, undefined],
  ] as const) {
    it(`Authorization: ${header?.slice(0, 20)} presents ${key ?? "no key"}`, () =>
      assert.equal(bearerKey(header), key));
  }
});

describe("the configured keys", () => {
  it("the development keys are those that everybody knows", () => {
    const hashes = ["hf_dev_shop", "hf_dev_admin"].map((key) =>
      createHash("sha256").update(key).digest("hex"),
    );
    assert.deepEqual(
      DEV_KEYS.map(({ sha256 }) => sha256),
      hashes,
    );
  });

  it("come with the development keys in the embedded mode, and alone in any other", () => {
    assert.deepEqual(keysFor("embedded", [KEY], ALONE), { ok: true, value: [...DEV_KEYS, KEY] });
    assert.deepEqual(keysFor(undefined, [KEY], ALONE), { ok: true, value: [KEY] });
    assert.deepEqual(keysFor("production", [KEY], ALONE), { ok: true, value: [KEY] });
  });

  it("may not be none outside of the embedded mode, nor hold a development key in any writing", () => {
    assert.deepEqual(keysFor(undefined, [], ALONE), { ok: false, error: "no-keys" });
    const [dev] = DEV_KEYS.map((key) => ({ ...key, sha256: key.sha256.toUpperCase() }));
    assert.deepEqual(keysFor("cluster", [KEY, dev ?? KEY], ALONE), {
      ok: false,
      error: "dev-keys-outside-embedded-mode",
    });
  });

  it("may be none where a database has keys, or an issuer makes tokens", () => {
    assert.deepEqual(keysFor(undefined, [], { hasOtherSource: true }), { ok: true, value: [] });
    const dev = keysFor(undefined, [...DEV_KEYS], { hasOtherSource: true });
    assert.deepEqual(dev, { ok: false, error: "dev-keys-outside-embedded-mode" });
  });

  it("are read from JSON; none is an empty list", () => {
    assert.deepEqual(parseApiKeys(JSON.stringify([KEY])), [KEY]);
    assert.deepEqual(parseApiKeys(undefined), []);
    assert.deepEqual(parseApiKeys(" "), []);
  });

  for (const [what, text] of [
    ["no JSON", "hf_live_secret"],
    ["no list", '{"hf_live_secret": 1}'],
    [
      "a key in the place of its hash",
      '[{"sha256":"hf_live_secret","account":"a","scope":"shop"}]',
    ],
    ["a scope that is none", `[{"sha256":"${KEY.sha256}","account":"a","scope":"hf_live_secret"}]`],
    [
      "an unknown member",
      `[{"sha256":"${KEY.sha256}","account":"a","scope":"shop","k":"hf_live_secret"}]`,
    ],
  ] as const) {
    it(`are refused without showing a value: ${what}`, () => {
      assert.throws(
        () => parseApiKeys(text),
        (error: Error) =>
          /GATEWAY_API_KEYS is not valid/.test(error.message) &&
          !error.message.includes("hf_live_secret"),
      );
    });
  }
});
