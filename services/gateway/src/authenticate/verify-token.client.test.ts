import assert from "node:assert/strict";
import { createHash, createPublicKey, type KeyObject } from "node:crypto";
import { before, describe, it } from "node:test";
import { createLogger } from "@holdfast/log";
import { fail, ok } from "@holdfast/result";
import fc from "fast-check";
import { exportJWK, exportSPKI, generateKeyPair, SignJWT, UnsecuredJWT } from "jose";
import { issuerKeys } from "./issuer-keys.client.ts";
import { tokenVerifier } from "./verify-token.client.ts";

const NOW_SECONDS = 1_767_225_600;
const ISSUER = "https://id.example";
const AUDIENCE = "holdfast";
const log = createLogger({ service: "test", level: "silent" });
type Pair = Awaited<ReturnType<typeof generateKeyPair>>;
const pairs = new Map<string, Pair>();
const pairOf = (name: string): Pair => {
  const pair = pairs.get(name);
  if (pair === undefined) throw new Error(`no pair ${name}`);
  return pair;
};

before(async () => {
  for (const [kid, alg] of [
    ["ed", "EdDSA"],
    ["es", "ES256"],
    ["rs", "RS256"],
    ["ps", "PS256"],
    ["new", "EdDSA"],
    ["stranger", "EdDSA"],
  ] as const) {
    pairs.set(kid, await generateKeyPair(alg, { extractable: true }));
  }
});

async function keySet(...kids: readonly string[]): Promise<string> {
  const keys = kids.map(async (kid) => ({ ...(await exportJWK(pairOf(kid).publicKey)), kid }));
  return JSON.stringify({ keys: await Promise.all(keys) });
}

/** An issuer whose keys and state a test changes, and a verifier with a clock of the test's. */
async function issuer(...kids: readonly string[]) {
  const state = {
    document: await keySet(...kids),
    isAway: false,
    asked: 0,
    nowMs: NOW_SECONDS * 1000,
  };
  const nowMs = () => state.nowMs;
  const reader = {
    read: async () => {
      state.asked += 1;
      if (state.isAway) return fail({ kind: "unreachable", message: "away" } as const);
      return ok(state.document);
    },
  };
  const keys = issuerKeys({ reader, jwksUrl: "https://id.example/keys", nowMs, log });
  const verifier = tokenVerifier({ issuer: ISSUER, audience: AUDIENCE, keys, nowMs });
  const verify = async (token: string) => {
    const verified = await verifier.verify(token, sha256(token));
    if (verified.ok) return `${verified.value.scope} of ${verified.value.account}`;
    return "reason" in verified.error ? verified.error.reason : verified.error.kind;
  };
  return { state, keys, verifier, verify };
}

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

type Told = {
  readonly kid?: string;
  readonly alg?: string;
  readonly key?: CryptoKey | KeyObject | Uint8Array;
  readonly claims?: Readonly<Record<string, unknown>>;
};
function tokenOf({ kid = "ed", alg = "EdDSA", key, claims = {} }: Told = {}): Promise<string> {
  const all = {
    ...{ iss: ISSUER, aud: AUDIENCE, sub: "acme", scope: "holdfast:shop" },
    ...{ exp: NOW_SECONDS + 300, ...claims },
  };
  return new SignJWT(all).setProtectedHeader({ alg, kid }).sign(key ?? pairOf(kid).privateKey);
}

describe("a token of the issuer", () => {
  for (const [kid, alg] of [
    ["ed", "EdDSA"],
    ["es", "ES256"],
    ["rs", "RS256"],
    ["ps", "PS256"],
  ] as const) {
    it(`opens when it is signed with ${alg}`, async () => {
      const { verify } = await issuer("ed", "es", "rs", "ps");
      assert.equal(await verify(await tokenOf({ kid, alg })), "shop of acme");
    });
  }

  it("opens for clocks that differ by less than 30 s", async () => {
    const { verify } = await issuer("ed");
    const late = await tokenOf({ claims: { exp: NOW_SECONDS - 29 } });
    const early = await tokenOf({ claims: { nbf: NOW_SECONDS + 29 } });
    assert.deepEqual([await verify(late), await verify(early)], ["shop of acme", "shop of acme"]);
  });

  it("has the same id for every token of a subject, which does not show the subject", async () => {
    const { verifier } = await issuer("ed");
    const ids = [1, 2].map(async (jti) => {
      const claims = { jti, sub: "ann@example.com", holdfast_account: "acme" };
      const token = await tokenOf({ claims });
      const verified = await verifier.verify(token, sha256(token));
      return verified.ok ? verified.value.keyId : "";
    });
    const [one, two] = await Promise.all(ids);
    assert.equal(one, two);
    assert.match(one ?? "", /^token-[0-9a-f]{12}$/);
  });

  it("is verified once while it lasts, and again after 5 min", async () => {
    const { state, verifier, verify } = await issuer("ed");
    const token = await tokenOf({ claims: { exp: NOW_SECONDS + 3_600 } });
    await verify(token);
    assert.equal(verifier.known(sha256(token))?.account, "acme");
    state.nowMs += 299_999;
    assert.equal(verifier.known(sha256(token))?.account, "acme");
    state.nowMs += 1;
    assert.equal(verifier.known(sha256(token)), undefined);
  });

  it("pushes out the one that was verified first when many are remembered, and is verified again itself", async () => {
    const { state, keys } = await issuer("ed");
    const nowMs = () => state.nowMs;
    const parts = { issuer: ISSUER, audience: AUDIENCE, keys, nowMs, knownMax: 3 };
    const verifier = tokenVerifier(parts);
    const tokens = await Promise.all([1, 2, 3, 4].map((jti) => tokenOf({ claims: { jti } })));
    for (const token of tokens) await verifier.verify(token, sha256(token));
    const known = () => tokens.map((token) => verifier.known(sha256(token)) !== undefined);
    assert.deepEqual(known(), [false, true, true, true]);
    const [first = ""] = tokens;
    assert.equal((await verifier.verify(first, sha256(first))).ok, true);
    assert.deepEqual(known(), [true, false, true, true]);
  });

  it("is not known beyond its end", async () => {
    const { state, verifier, verify } = await issuer("ed");
    const token = await tokenOf({ claims: { exp: NOW_SECONDS + 10 } });
    await verify(token);
    state.nowMs += 40_000;
    assert.equal(verifier.known(sha256(token)), undefined);
    assert.equal(await verify(token), "expired-token");
  });
});

describe("a token that opens nothing", () => {
  for (const [what, claims, reason] of [
    ["for another audience", { aud: "another" }, "invalid-token"],
    ["for no audience", { aud: undefined }, "invalid-token"],
    ["of another issuer", { iss: "https://evil.example" }, "invalid-token"],
    ["of no issuer", { iss: undefined }, "invalid-token"],
    ["that has expired", { exp: NOW_SECONDS - 31 }, "expired-token"],
    ["without an end", { exp: undefined }, "invalid-token"],
    ["with an end that is no number", { exp: "never" }, "invalid-token"],
    ["from the future", { nbf: NOW_SECONDS + 31 }, "invalid-token"],
    ["of an account that is none", { sub: "../admin" }, "invalid-token"],
    ["without a scope of ours", { scope: "openid" }, "forbidden"],
  ] as const) {
    it(`is one ${what}`, async () => {
      const { verify } = await issuer("ed");
      assert.equal(await verify(await tokenOf({ claims })), reason);
    });
  }

  it("is one without a signature", async () => {
    const { verify } = await issuer("ed");
    const claims = { iss: ISSUER, aud: AUDIENCE, sub: "acme", scope: "holdfast:admin" };
    const unsigned = new UnsecuredJWT({ ...claims, exp: NOW_SECONDS + 300 }).encode();
    assert.equal(await verify(unsigned), "invalid-token");
    assert.equal(await verify(`${unsigned}x`), "invalid-token");
  });

  it("is one signed with a public key taken as a secret", async () => {
    const { verify } = await issuer("rs");
    const spki = await exportSPKI(pairOf("rs").publicKey);
    assert.ok(createPublicKey(spki));
    for (const secret of [Buffer.from(spki), Buffer.from(await keySet("rs"))]) {
      const token = await tokenOf({ kid: "rs", alg: "HS256", key: secret });
      assert.equal(await verify(token), "invalid-token");
    }
  });

  it("is one of a stranger who names a key of the issuer, or brings a key along", async () => {
    const { verify } = await issuer("ed");
    const { privateKey, publicKey } = pairOf("stranger");
    assert.equal(await verify(await tokenOf({ key: privateKey })), "invalid-token");
    const jwk = await exportJWK(publicKey);
    const claims = { iss: ISSUER, aud: AUDIENCE, sub: "acme", scope: "holdfast:admin" };
    const brought = await new SignJWT({ ...claims, exp: NOW_SECONDS + 300 })
      .setProtectedHeader({ alg: "EdDSA", kid: "ed", jwk })
      .sign(privateKey);
    assert.equal(await verify(brought), "invalid-token");
  });

  it("is one that was changed anywhere", async () => {
    const { verify } = await issuer("ed");
    const token = await tokenOf();
    const changed = fc.asyncProperty(
      fc.nat(token.length - 1),
      fc.constantFrom(..."ABCxyz019-_."),
      async (at, letter) => {
        // The last letter of a part has bits that mean nothing.
        fc.pre(token[at] !== letter && token[at + 1] !== "." && at < token.length - 1);
        const other = token.slice(0, at) + letter + token.slice(at + 1);
        assert.match(await verify(other), /^(invalid-token|expired-token)$/);
      },
    );
    await fc.assert(changed, { numRuns: 150, seed: 6 });
  });

  it("is any other text, also a huge one", async () => {
    const { verify } = await issuer("ed");
    const part = fc.string({ unit: fc.constantFrom(..."abcXYZ019-_="), maxLength: 60 });
    const garbage = fc.asyncProperty(part, part, part, async (a, b, c) => {
      assert.equal(await verify(`${a}.${b}.${c}`), "invalid-token");
    });
    await fc.assert(garbage, { numRuns: 150, seed: 6 });
    const huge = Buffer.from('{"alg":"EdDSA","kid":"ed"}').toString("base64url");
    assert.equal(await verify(`${huge}.${"a".repeat(8_000)}.aa`), "invalid-token");
  });
});

describe("the issuer's keys", () => {
  it("are read again for a key that is new, which opens then", async () => {
    const { state, keys, verify } = await issuer("ed");
    await keys.read();
    state.document = await keySet("ed", "new");
    state.nowMs += 30_000;
    assert.equal(await verify(await tokenOf({ kid: "new" })), "shop of acme");
    assert.equal(state.asked, 2);
  });

  it("are not asked for more often than every 30 s, whatever keys tokens name", async () => {
    const { state, keys, verify } = await issuer("ed");
    await keys.read();
    state.nowMs += 30_000;
    const stranger = await tokenOf({ kid: "stranger" });
    for (let times = 0; times < 20; times++) assert.equal(await verify(stranger), "invalid-token");
    assert.equal(state.asked, 2);
    state.nowMs += 30_000;
    await Promise.all(Array.from({ length: 20 }, () => verify(stranger)));
    assert.equal(state.asked, 3);
  });

  it("go on while the issuer is away; of a new one nobody can tell", async () => {
    const { state, keys, verify } = await issuer("ed");
    await keys.read();
    state.isAway = true;
    state.nowMs += 3_600_000;
    const claims = { exp: NOW_SECONDS + 7_200 };
    assert.equal(await verify(await tokenOf({ claims })), "shop of acme");
    assert.equal(keys.isFailing(), true);
    assert.equal(await verify(await tokenOf({ kid: "new", claims })), "keys-unavailable");
  });

  it("are unknown, not wrong, until they were read once", async () => {
    const { state, verify } = await issuer("ed");
    state.isAway = true;
    const token = await tokenOf();
    assert.equal(await verify(token), "keys-unavailable");
    state.isAway = false;
    assert.equal(await verify(token), "keys-unavailable");
    state.nowMs += 30_000;
    assert.equal(await verify(token), "shop of acme");
  });

  it("stay when what comes is no set of keys", async () => {
    const { state, keys, verify } = await issuer("ed");
    await keys.read();
    for (const document of ["", "{}", "[]", '{"keys":7}', "<html>"]) {
      state.document = document;
      await keys.read();
      assert.equal(keys.isFailing(), true, document);
    }
    assert.equal(await verify(await tokenOf({ claims: { jti: "1" } })), "shop of acme");
  });

  it("are forgotten soon after the issuer withdrew them", async () => {
    const { state, keys, verify } = await issuer("ed", "new");
    await keys.read();
    const claims = { exp: NOW_SECONDS + 7_200 };
    const token = await tokenOf({ kid: "new", claims });
    assert.equal(await verify(token), "shop of acme");
    state.document = await keySet("ed");
    state.nowMs += 600_000;
    await verify(await tokenOf({ claims })); // makes them be read, besides
    assert.equal(await verify(token), "invalid-token");
  });
});
