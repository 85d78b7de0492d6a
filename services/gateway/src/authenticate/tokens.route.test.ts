import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { after, before, describe, it } from "node:test";
import { createLogger } from "@holdfast/log";
import { startTelemetry } from "@holdfast/telemetry";
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from "jose";
import { openTokens, type Tokens } from "../open-access.ts";
import { startGateway } from "../testing/running-service.ts";

const ISSUER = "https://id.example";
const AUDIENCE = "holdfast";
const STARTED_AT_MS = Date.now();

const pairs = {
  one: await generateKeyPair("EdDSA"),
  two: await generateKeyPair("ES256"),
  stranger: await generateKeyPair("EdDSA"),
};
type Kid = keyof typeof pairs;

/** What the issuer publishes: a set of keys, or nothing at all while it is away. */
let published: string | undefined;
const publish = async (...kids: readonly Kid[]) => {
  const keys = kids.map(async (kid) => ({ ...(await exportJWK(pairs[kid].publicKey)), kid }));
  published = JSON.stringify({ keys: await Promise.all(keys) });
};
const issuer = createServer((_request, response) => {
  if (published === undefined) response.socket?.destroy();
  else response.end(published);
});

const lines: string[] = [];
const sent: string[] = [];
const log = createLogger({
  service: "gateway",
  level: "trace",
  destination: { write: (line: string) => void lines.push(line) },
});
let nowMs = STARTED_AT_MS;
let tokens: Tokens;
let gateway: Awaited<ReturnType<typeof startGateway>>;
const telemetry = startTelemetry({ serviceName: "gateway", serviceVersion: "1", env: {} });

before(async () => {
  await publish("one");
  issuer.listen(0, "127.0.0.1");
  await once(issuer, "listening");
  const jwksUrl = `http://127.0.0.1:${(issuer.address() as AddressInfo).port}/keys?v=1`;
  const settings = { issuer: ISSUER, audience: AUDIENCE, jwksUrl };
  tokens = await openTokens({ ...settings, log, nowMs: () => nowMs });
  gateway = await startGateway({ tokens, log });
});
after(async () => {
  await gateway.close();
  await tokens.close();
  issuer.closeAllConnections();
  issuer.close();
  await telemetry.shutdown();
});

async function tokenOf(kid: Kid, claims: object = {}, signer: Kid = kid): Promise<string> {
  const seconds = Math.floor(STARTED_AT_MS / 1000);
  const all = { iss: ISSUER, aud: AUDIENCE, sub: "acme", scope: "holdfast:shop" };
  return new SignJWT({ ...all, exp: seconds + 7_200, ...claims })
    .setProtectedHeader({ alg: kid === "two" ? "ES256" : "EdDSA", kid })
    .sign(pairs[signer].privateKey);
}

async function present(credential: string, path = "/orders") {
  sent.push(credential);
  const answer = await fetch(`${gateway.origin}/api/v1${path}`, {
    headers: { authorization: `Bearer ${credential}` },
  });
  const { code } = (await answer.json()) as { readonly code?: string };
  const { status, headers } = answer;
  return { status, code, challenge: headers.get("www-authenticate"), headers };
}

async function issuerCheck(): Promise<string | undefined> {
  const ready = (await (await fetch(`${gateway.origin}/readyz`)).json()) as {
    readonly checks: Readonly<Record<string, { readonly status: string }>>;
  };
  return ready.checks["token-issuer"]?.status;
}

describe("a token at a gateway", () => {
  it("opens as its account, of which the service hears; the token itself stays here", async () => {
    const token = await tokenOf("one", { sub: "ann@example.com", holdfast_account: "acme" });
    assert.equal((await present(token)).status, 200);
    assert.equal((await present(token)).status, 200);
    const seen = gateway.orders.seen.at(-1)?.headers;
    assert.deepEqual([seen?.["holdfast-account"], seen?.["holdfast-scope"]], ["acme", "shop"]);
    assert.ok(!JSON.stringify(seen).includes(token.slice(-40)));
  });

  it("opens the administration with its scope alone", async () => {
    const admin = await tokenOf("one", { scope: "openid holdfast:admin" });
    assert.equal((await present(admin, "/admin/breakers")).status, 200);
    for (const [claims, path, needed] of [
      [{}, "/admin/breakers", "admin"],
      [{ scope: "openid" }, "/orders", "shop"],
    ] as const) {
      const refused = await present(await tokenOf("one", claims), path);
      const challenge = `Bearer realm="holdfast", error="insufficient_scope", scope="holdfast:${needed}"`;
      assert.deepEqual(
        [refused.status, refused.code, refused.challenge],
        [403, "forbidden", challenge],
      );
    }
  });

  const seconds = Math.floor(STARTED_AT_MS / 1000);
  const claims = { iss: ISSUER, aud: AUDIENCE, sub: "acme", scope: "holdfast:admin" };
  for (const [what, token] of [
    ["for another audience", () => tokenOf("one", { aud: "another" })],
    ["of another issuer", () => tokenOf("one", { iss: "https://evil.example" })],
    ["that has expired", () => tokenOf("one", { exp: seconds - 60 })],
    ["without an end", () => tokenOf("one", { exp: undefined })],
    ["that a stranger signed", () => tokenOf("one", {}, "stranger")],
    ["that nobody signed", async () => new UnsecuredJWT({ ...claims, exp: seconds + 60 }).encode()],
    ["that is none", async () => "a.b.c"],
  ] as const) {
    it(`is refused with a challenge when it is one ${what}`, async () => {
      const { status, code, challenge } = await present(await token());
      const expected = 'Bearer realm="holdfast", error="invalid_token"';
      assert.deepEqual([status, code, challenge], [401, "unauthenticated", expected]);
    });
  }

  it("is taken with a new key of the issuer, and soon not any more with one that was withdrawn", async () => {
    const old = await tokenOf("one");
    assert.equal((await present(old)).status, 200);
    await publish("two");
    nowMs += 31_000;
    assert.equal((await present(await tokenOf("two"))).status, 200);
    nowMs += 300_000; // so long a token that was verified is not verified again
    assert.equal((await present(old)).status, 401);
  });

  it("goes on while the issuer is away; of a new key the gateway says that it cannot tell", async () => {
    const known = await tokenOf("two", { jti: "known" });
    assert.equal((await present(known)).status, 200);
    assert.equal(await issuerCheck(), "ok");
    published = undefined;
    nowMs += 31_000;
    const { status, code, challenge, headers } = await present(await tokenOf("one"));
    assert.deepEqual([status, code, challenge], [503, "keys-unavailable", null]);
    assert.equal(headers.get("retry-after"), "1");
    assert.equal((await present(known)).status, 200);
    assert.equal((await present(await tokenOf("two", { jti: "new" }))).status, 200);
    assert.equal((await present("hf_dev_shop")).status, 200);
    assert.equal(await issuerCheck(), "warn");
    await publish("one", "two");
    nowMs += 31_000;
    assert.equal((await present(await tokenOf("one", { jti: "back" }))).status, 200);
    assert.equal(await issuerCheck(), "ok");
  });

  it("is in no line of the log, whatever came of it", () => {
    const all = lines.join("");
    assert.ok(lines.length > 20 && sent.length > 20, `${lines.length} lines`);
    for (const credential of sent.filter((text) => text !== "a.b.c")) {
      assert.ok(!all.includes(credential.slice(-30)), credential);
    }
  });
});
