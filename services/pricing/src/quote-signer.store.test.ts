import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { type Database, openDatabase } from "@holdfast/postgres";
import { type TestDatabase, testDatabase } from "@holdfast/postgres/testing";
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from "jose";
import { createQuoteSigner } from "./quote-signer.ts";

const START_MS = Date.UTC(2026, 10, 1, 12);
const nowMs = () => START_MS;
const quoteTtlMs = 15 * 60_000;

const kidOf = (token: string): string =>
  JSON.parse(Buffer.from(token.split(".")[0] ?? "", "base64url").toString()).kid;

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
    const signers = processes.map((db) => createQuoteSigner({ db, nowMs, quoteTtlMs }));
    const tokens = await Promise.all(
      signers.map(async (signer) => (await signer.ready())({ sub: "quote-1" })),
    );
    const kids = tokens.map(kidOf);
    assert.equal(new Set(kids).size, 1);
    const keys = await createQuoteSigner({ db: test.db, nowMs, quoteTtlMs }).publicKeys();
    assert.deepEqual(
      keys.map(({ kid }) => kid),
      [kids[0]],
    );
  });

  it("signs with EdDSA what the public keys verify", async () => {
    const signer = createQuoteSigner({ db: test.db, nowMs, quoteTtlMs });
    const token = await (await signer.ready())({ sub: "quote-2" });
    const jwks = { keys: await signer.publicKeys() } as unknown as JSONWebKeySet;
    const { payload, protectedHeader } = await jwtVerify(token, createLocalJWKSet(jwks));
    assert.equal(payload.sub, "quote-2");
    assert.equal(protectedHeader.alg, "EdDSA");
    assert.equal(protectedHeader.kid, jwks.keys[0]?.kid);
  });

  it("never shows the private part of a key", async () => {
    const [key] = await createQuoteSigner({ db: test.db, nowMs, quoteTtlMs }).publicKeys();
    assert.deepEqual(Object.keys(key ?? {}).sort(), ["alg", "crv", "kid", "kty", "use", "x"]);
  });

  it("signs with a new key in every process within 5 s of a rotation, and needs no other message", async () => {
    const clock = { ms: START_MS };
    const signerOf = (db: Database) => createQuoteSigner({ db, nowMs: () => clock.ms, quoteTtlMs });
    const [here, elsewhere] = processes.slice(0, 2).map(signerOf);
    assert.ok(here && elsewhere);
    const old = kidOf(await (await elsewhere.ready())({}));
    const kid = await test.db.inTransaction((tx) => here.rotate(tx));
    assert.notEqual(kid, old);
    clock.ms += 5_000;
    assert.equal(kidOf(await (await elsewhere.ready())({})), kid);
    assert.equal(kidOf(await (await here.ready())({})), kid);
  });

  it("goes on with the key that it has while the database cannot be asked, but not for longer than 5 s", async () => {
    const clock = { ms: START_MS };
    let isGone = false;
    const db: Database = {
      ...test.db,
      query: (sql) => (isGone ? Promise.reject(new Error("gone")) : test.db.query(sql)),
    };
    const signer = createQuoteSigner({ db, nowMs: () => clock.ms, quoteTtlMs });
    await signer.ready();
    isGone = true;
    clock.ms += 4_999;
    assert.match(await (await signer.ready())({}), /^[\w-]+\.[\w-]+\.[\w-]+$/);
    clock.ms += 1;
    await assert.rejects(signer.ready(), /gone/);
  });

  it("shows a retired key until the last of its tokens has expired, then forgets it", async () => {
    const clock = { ms: START_MS };
    const signer = createQuoteSigner({ db: test.db, nowMs: () => clock.ms, quoteTtlMs });
    const shown = async () => (await signer.publicKeys()).map((key) => key.kid);
    const old = kidOf(await (await signer.ready())({}));
    const kid = await test.db.inTransaction((tx) => signer.rotate(tx));
    clock.ms += quoteTtlMs + 5_000 + 60_000; // the last token is signed 5 s after the rotation; clocks differ by a minute
    assert.ok((await shown()).includes(old));
    clock.ms += 1;
    assert.deepEqual(await shown(), [kid]);
    await test.db.inTransaction((tx) => signer.rotate(tx));
    const rows = await test.db.query({
      name: "keys",
      text: "select kid from signing_key where kid = $1",
      values: [old],
    });
    assert.deepEqual(rows, []);
  });

  it("makes one rotation of several at once", async () => {
    const signers = processes.map((db) => createQuoteSigner({ db, nowMs, quoteTtlMs }));
    const kids = await Promise.all(
      signers.map((signer, index) =>
        (processes[index] ?? test.db).inTransaction((tx) => signer.rotate(tx)),
      ),
    );
    const [signs] = await test.db.query<{ kid: string }>({
      name: "signs",
      text: "select kid from signing_key where signs",
    });
    assert.ok(kids.includes(signs?.kid ?? ""));
  });

  it("loads again after a failed load", async () => {
    let failures = 1;
    const flaky: Database = {
      ...test.db,
      query: (sql) => (failures-- > 0 ? Promise.reject(new Error("gone")) : test.db.query(sql)),
    };
    const signer = createQuoteSigner({ db: flaky, nowMs, quoteTtlMs });
    await assert.rejects(signer.ready(), /gone/);
    assert.match(await (await signer.ready())({}), /^[\w-]+\.[\w-]+\.[\w-]+$/);
  });
});
