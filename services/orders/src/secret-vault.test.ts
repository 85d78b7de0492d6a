import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { openVault, readKeys } from "./secret-vault.ts";

const OLD = Buffer.alloc(32, 1);
const NEW = Buffer.alloc(32, 2);

describe("a vault", () => {
  it("opens what it sealed, and seals nothing alike twice", () => {
    const vault = openVault([NEW]);
    const sealed = vault.seal("whsec_x");
    assert.equal(sealed.includes("whsec_x"), false);
    assert.notEqual(vault.seal("whsec_x"), sealed);
    assert.equal(vault.open(sealed), "whsec_x");
  });

  it("opens what an older key sealed, and what was kept before there was any", () => {
    const sealed = openVault([OLD]).seal("whsec_x");
    assert.equal(openVault([NEW, OLD]).open(sealed), "whsec_x");
    assert.equal(openVault([NEW]).open("whsec_plain"), "whsec_plain");
    assert.equal(openVault([]).seal("whsec_x"), "whsec_x");
  });

  it("opens nothing without the key, nor what was changed", () => {
    const sealed = openVault([OLD]).seal("whsec_x");
    assert.throws(() => openVault([NEW]).open(sealed), /lacks its key/);
    assert.throws(() => openVault([]).open(sealed), /lacks its key/);
    assert.throws(() => openVault([OLD]).open(`${sealed.slice(0, -4)}AAA=`), /lacks its key/);
  });

  it("refuses keys of the wrong length, without repeating them", () => {
    assert.deepEqual(readKeys(undefined), []);
    assert.equal(readKeys(`${NEW.toString("base64")},${OLD.toString("base64")}`).length, 2);
    assert.throws(
      () => readKeys("c2hvcnQ="),
      (error: Error) => /32 bytes/.test(error.message) && !error.message.includes("c2hvcnQ="),
    );
  });
});
