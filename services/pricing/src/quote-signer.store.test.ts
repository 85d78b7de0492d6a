import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { type Database, openDatabase } from "@holdfast/postgres";
import { type TestDatabase, testDatabase } from "@holdfast/postgres/testing";
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from "jose";
import { createQuoteSigner } from "./quote-signer.ts";

const nowMs = () => Date.UTC(2026, 10, 1, 12);

describe("the quote signer", () => {
  let test: TestDatabase;
  const processes: Database[] = [];
  before(async () => {
    test = await testDatabase(join(import.meta.dirname, "../migrations"));
    for (let index = 0; index < 8; index += 1) {
      processes.push(openDatabase({ url: test.url, applicationName: `process-${index}` }));
    }
  });
  after(async () => {
    await Promise.all(processes.map((db) => db.close()));
    await test.drop();
  });

  it("creates one key, however many processes start on an empty database at once", async () => {
    const signers = processes.map((db) => createQuoteSigner({ db, nowMs }));
    const tokens = await Promise.all(
      signers.map(async (signer) => (await signer.ready())({ sub: "quote-1" })),
    );
    const kids = tokens.map(
      (token) => JSON.parse(Buffer.from(token.split(".")[0] ?? "", "base64url").toString()).kid,
    );
    assert.equal(new Set(kids).size, 1);
    const keys = await createQuoteSigner({ db: test.db, nowMs }).publicKeys();
    assert.deepEqual(
      keys.map(({ kid }) => kid),
      [kids[0]],
    );
  });

  it("signs with EdDSA what the public keys verify", async () => {
    const signer = createQuoteSigner({ db: test.db, nowMs });
    const token = await (await signer.ready())({ sub: "quote-2" });
    const jwks = { keys: await signer.publicKeys() } as unknown as JSONWebKeySet;
    const { payload, protectedHeader } = await jwtVerify(token, createLocalJWKSet(jwks));
    assert.equal(payload.sub, "quote-2");
    assert.equal(protectedHeader.alg, "EdDSA");
    assert.equal(protectedHeader.kid, jwks.keys[0]?.kid);
  });

  it("never shows the private part of a key", async () => {
    const [key] = await createQuoteSigner({ db: test.db, nowMs }).publicKeys();
    assert.deepEqual(Object.keys(key ?? {}).sort(), ["alg", "crv", "kid", "kty", "use", "x"]);
  });

  it("keeps showing a key that no longer signs, so that its tokens verify until they expire", async () => {
    await test.db.query({ name: "retire", text: "update signing_key set signs = false" });
    const signer = createQuoteSigner({ db: test.db, nowMs });
    await signer.ready();
    assert.equal((await signer.publicKeys()).length, 2);
  });

  it("loads again after a failed load", async () => {
    let failures = 1;
    const flaky: Database = {
      ...test.db,
      query: (sql) => (failures-- > 0 ? Promise.reject(new Error("gone")) : test.db.query(sql)),
    };
    const signer = createQuoteSigner({ db: flaky, nowMs });
    await assert.rejects(signer.ready(), /gone/);
    assert.match(await (await signer.ready())({}), /^[\w-]+\.[\w-]+\.[\w-]+$/);
  });
});
