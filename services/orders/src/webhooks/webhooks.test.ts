import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { isPublicAddress } from "@holdfast/outbound/public-address";
import fc from "fast-check";
import { DELIVER_WITHIN_MS, pauseMs, refusalOfUrl, verdictOf } from "./webhooks.ts";

const HOUR_MS = 3_600_000;
const late = { failures: 1, ageMs: DELIVER_WITHIN_MS, random: 0 };
const first = { failures: 1, ageMs: 0, random: 0 };

describe("an answer", () => {
  for (const status of [200, 202, 204, 299]) {
    it(`of ${status} is taken, however late`, () => {
      assert.deepEqual(verdictOf(status, late), { kind: "delivered" });
    });
  }
  it("of 410 ends it", () => {
    assert.deepEqual(verdictOf(410, first), { kind: "gone" });
  });
  for (const status of [null, 199, 301, 307, 400, 404, 429, 500, 503]) {
    it(`of ${status} is tried again, until its three days are over`, () => {
      assert.deepEqual(verdictOf(status, first), { kind: "retry", afterMs: 5_000 });
      assert.deepEqual(verdictOf(status, late), { kind: "failed" });
    });
  }
});

describe("the tries of an event", () => {
  it("come ever more seldom, the last one when its three days end", () => {
    const atMs: number[] = [];
    let ageMs = 0;
    for (let failures = 1; failures < 50; failures += 1) {
      atMs.push(ageMs);
      const verdict = verdictOf(503, { failures, ageMs, random: 0 });
      if (verdict.kind !== "retry") break;
      ageMs += verdict.afterMs;
    }
    const pauses = atMs.slice(1).map((at, index) => at - (atMs[index] ?? 0));
    assert.deepEqual(
      pauses.slice(0, 9).map((ms) => ms / 1000),
      [...[5, 30, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000]],
    );
    assert.equal(atMs.at(-1), 72 * HOUR_MS);
    assert.equal(atMs.length, 12);
  });

  it("are spread: at most a fifth later than their time, never earlier", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100 }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (failures, random) => {
          const base = pauseMs(failures, 0);
          const pause = pauseMs(failures, random);
          assert.ok(pause >= base && pause <= base * 1.2);
          assert.ok(pauseMs(failures + 1, 0) >= base);
        },
      ),
    );
  });
});

describe("a URL", () => {
  const strict = { allowPrivate: false, isPublicAddress };
  const lax = { allowPrivate: true, isPublicAddress };

  for (const url of [
    "https://example.com/hook?shop=1",
    "https://example.com:8443/",
    "https://93.184.216.34/",
    "https://[2606:2800:220:1:248:1893:25c8:1946]/",
  ]) {
    it(`may be sent to: ${url}`, () => assert.equal(refusalOfUrl(url, strict), undefined));
  }
  for (const [url, reason] of Object.entries({
    "http://example.com/": "must be https",
    "ftp://example.com/": "must be https",
    "file:///etc/passwd": "must be https",
    "example.com": "must be an absolute URL",
    "https://user@example.com/": "must have no credentials",
    "https://:secret@example.com/": "must have no credentials",
    "https://example.com/#here": "must have no fragment",
    "https://example.com:22/": "must have port 443, or one above 1023",
    "https://localhost/": "must not name this machine",
    "https://LOCALHOST./": "must not name this machine",
    "https://any.localhost/": "must not name this machine",
    "https://127.0.0.1/": "must have a public address",
    "https://2130706433/": "must have a public address",
    "https://0x7f.1/": "must have a public address",
    "https://0177.0.0.1/": "must have a public address",
    "https://169.254.169.254/latest": "must have a public address",
    "https://[::1]/": "must have a public address",
    "https://[::ffff:10.0.0.1]/": "must have a public address",
    "https://[fd00::1]/": "must have a public address",
  })) {
    it(`is refused: ${url} ${reason}`, () => assert.equal(refusalOfUrl(url, strict), reason));
  }
  it("is refused when it is endless", () => {
    assert.match(refusalOfUrl(`https://example.com/${"a".repeat(2_048)}`, strict) ?? "", /at most/);
  });
  it("may be private and plain where that is allowed, and still has no credentials", () => {
    assert.equal(refusalOfUrl("http://127.0.0.1:9000/hook", lax), undefined);
    assert.equal(refusalOfUrl("http://a:b@127.0.0.1/", lax), "must have no credentials");
    assert.equal(refusalOfUrl("ftp://127.0.0.1/", lax), "must be https");
  });
});
