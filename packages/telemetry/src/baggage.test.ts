import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { baggageEntryMetadataFromString, propagation } from "@opentelemetry/api";
import fc from "fast-check";
import { formatBaggage, parseBaggage } from "./baggage.ts";

const valuesOf = (header: string | string[] | undefined): Record<string, string> =>
  Object.fromEntries(
    parseBaggage(header)
      ?.getAllEntries()
      .map(([key, { value }]) => [key, value]) ?? [],
  );

const passedOn = (header: string): string | undefined => {
  const baggage = parseBaggage(header);
  return baggage === undefined ? undefined : formatBaggage(baggage);
};

describe("baggage that is read", () => {
  const cases: readonly [
    name: string,
    header: string | string[],
    values: Record<string, string>,
  ][] = [
    ["one member", "userId=alice", { userId: "alice" }],
    ["white space everywhere", " userId =  alice , b\t=\t2 ", { userId: "alice", b: "2" }],
    ["percent-encoded text", "n=Am%C3%A9lie%20x", { n: "Amélie x" }],
    ["bytes that are not UTF-8, replaced", "n=%C3%28%FF", { n: "\ufffd(\ufffd" }],
    ["a stray percent sign, kept", "n=100%,m=%zz", { n: "100%", m: "%zz" }],
    ["equals signs in the value", "n=a=b==", { n: "a=b==" }],
    ["an empty value", "n=", { n: "" }],
    ["several headers as one list", ["a=1", "b=2"], { a: "1", b: "2" }],
    ["of a key sent twice the last", "a=1,a=2", { a: "2" }],
    [
      "a key that JavaScript knows",
      "__proto__=1,constructor=2",
      { ["__proto__"]: "1", constructor: "2" },
    ],
  ];
  for (const [name, header, values] of cases) {
    it(name, () => assert.deepEqual(Object.entries(valuesOf(header)), Object.entries(values)));
  }

  it("with its properties", () => {
    assert.equal(passedOn("a=1 ; p ; q = 2 ,b=2"), "a=1;p;q = 2,b=2");
  });
});

describe("a baggage member that breaks the grammar is left out, the others stay", () => {
  const broken = [
    "=1",
    "a",
    "a b=1",
    "a(=1",
    'a="1"',
    "a=1 2",
    "a=\\",
    "a=ä",
    "a=1;p(",
    "a=1;p=\u0007",
    "",
  ];
  for (const member of broken) {
    it(JSON.stringify(member), () => assert.deepEqual(valuesOf(`${member},ok=1`), { ok: "1" }));
  }
});

describe("baggage limits", () => {
  const count = (header: string) => Object.keys(valuesOf(header)).length;
  const many = (n: number) => Array.from({ length: n }, (_, i) => `k${i}=v`).join(",");

  it("keep 64 members and no more", () => {
    assert.equal(count(many(64)), 64);
    assert.equal(count(many(65)), 64);
  });

  it("keep 8192 bytes and no part of a member beyond", () => {
    assert.equal(count(`a=1,b=${"v".repeat(8192 - 6)}`), 2);
    assert.deepEqual(valuesOf(`a=1,b=${"v".repeat(8192 - 5)}`), { a: "1" });
  });

  it("hold for what is sent, too", () => {
    const entries = Array.from({ length: 100 }, (_, i) => [`k${i}`, { value: "é".repeat(40) }]);
    const sent = formatBaggage(propagation.createBaggage(Object.fromEntries(entries))) ?? "";
    assert.ok(sent.length <= 8192 && sent.length > 7900, `${sent.length} bytes`);
    assert.equal(new Set(sent.split(",").map((member) => member.length)).size <= 2, true, "whole");
  });
});

describe("baggage that is sent", () => {
  it("cannot smuggle a header through a key, a value or metadata", () => {
    const metadata = baggageEntryMetadataFromString("ok;x\r\nevil: 1;a,b=2");
    const baggage = propagation.createBaggage({
      "a\r\nevil": { value: "1" },
      b: { value: "1\r\nevil: 1,c=2;d" },
      e: { value: "\ud800", metadata },
    });
    assert.equal(formatBaggage(baggage), "b=1%0D%0Aevil%3A%201%2Cc%3D2%3Bd,e=%EF%BF%BD;ok");
  });

  it("is nothing when there is nothing to send", () => {
    assert.equal(formatBaggage(propagation.createBaggage({ "": { value: "1" } })), undefined);
    assert.equal(parseBaggage(undefined), undefined);
  });

  it("arrives as it was set, whatever the text", () => {
    const key = fc.stringMatching(/^[!#$%&'*+\-.^_`|~0-9A-Za-z]{1,20}$/);
    fc.assert(
      fc.property(
        fc.dictionary(key, fc.string({ unit: "grapheme" }), { maxKeys: 20 }),
        (values) => {
          const entries = Object.entries(values).map(([k, value]) => [k, { value }]);
          const sent = formatBaggage(propagation.createBaggage(Object.fromEntries(entries)));
          assert.deepEqual(Object.entries(valuesOf(sent)), Object.entries(values));
        },
      ),
    );
  });
});
