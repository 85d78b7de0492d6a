import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { comparablePostcode, matchesPostcode, readPostcodeExpression } from "./postcode.ts";

function matches(expression: string, postcode: string): boolean {
  const read = readPostcodeExpression(expression);
  assert.notEqual(typeof read, "string", String(read));
  return typeof read !== "string" && matchesPostcode(read, comparablePostcode(postcode));
}

describe("a postcode expression", () => {
  for (const [expression, yes, no] of [
    ["(35\\d{3}|38\\d{3})", ["35001", "38999", "35 001"], ["3500", "350011", "28001", "135001"]],
    ["(5100[1-5]|5107[0-1]|51081)", ["51001", "51071", "51081"], ["51006", "51082"]],
    ["971\\d{2,}", ["97100", "9710012"], ["9711", "97200"]],
    ["9[0-4]\\d{2,}", ["9000-123", "9499"], ["95001"]],
    ["699[123]", ["6991"], ["6990", "69911"]],
    ["^22061$", ["22061"], ["122061", "220611"]],
    ["JE[1-4]\\d[A-Z]{2}", ["JE2 3AB", "je23ab"], ["GY2 3AB"]],
    ["(?:GY|JE)\\d+", ["GY1", "JE12"], ["GYJE", "GY"]],
    ["(AB){2}C?.*", ["ABAB", "ababcxyz"], ["AB", "ABA"]],
  ] as const) {
    for (const postcode of yes) {
      it(`${expression} stands for ${postcode}`, () =>
        assert.equal(matches(expression, postcode), true));
    }
    for (const postcode of no) {
      it(`${expression} does not stand for ${postcode}`, () =>
        assert.equal(matches(expression, postcode), false));
    }
  }

  for (const [expression, reason] of [
    ["(\\d+)+", /repeats a group that repeats/],
    ["(A|A?)*B", /repeats a group that repeats/],
    ["(((1)))", /deeper/],
    ["\\d++", /counts a count/],
    ["\\d{2}{3}", /counts a count/],
    ["\\d{4,2}", /up to less/],
    ["(35", /open/],
    ["35)", /not open/],
    ["35|", /empty alternative/],
    ["", /empty alternative/],
    ["\\d*", /empty postcode/],
    ["[^0-9]", /class/],
    ["[9-0]", /range/],
    ["[0-Z]", /range/],
    ["\\w+", /not understood/],
    ["(?=35)35", /not understood/],
    ["\\1", /not understood/],
    ["35 001", /space/],
    ["9000-123", /hyphen/],
    ["abc", /not understood/],
    ["1".repeat(201), /longer/],
  ] as const) {
    it(`${JSON.stringify(expression.slice(0, 20))} is refused`, () => {
      const read = readPostcodeExpression(expression);
      assert.equal(typeof read, "string");
      assert.match(String(read), reason);
    });
  }

  const piece = fc.constantFrom("1", "A", "\\d", ".", "[0-4A]", "(1|12|A)", "(?:A1|\\d2)");
  const count = fc.constantFrom("", "?", "*", "+", "{2}", "{1,}", "{0,2}");
  const sequence = fc
    .array(fc.tuple(piece, count), { minLength: 1, maxLength: 5 })
    .map((parts) => parts.map(([atom, times]) => atom + times).join(""));
  const expression = fc
    .array(sequence, { minLength: 1, maxLength: 3 })
    .map((sequences) => sequences.join("|"));
  const postcode = fc
    .array(fc.constantFrom("1", "2", "4", "9", "A", "B"), { maxLength: 7 })
    .map((characters) => characters.join(""));

  it("stands for what the same regular expression does", () => {
    fc.assert(
      fc.property(expression, postcode, (text, code) => {
        const read = readPostcodeExpression(text);
        if (typeof read === "string") return;
        assert.equal(matchesPostcode(read, code), new RegExp(`^(?:${text})$`).test(code));
      }),
      { numRuns: 2000 },
    );
  });

  it("is matched at once where a regular expression would try for ever", () => {
    const bomb = `${"\\d*".repeat(60)}X`;
    // 61 parts × 16 positions; trying one way after the other takes 10^16 steps, and this test would not end.
    assert.equal(matches(bomb, "1".repeat(16)), false);
  });
});
