import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { htmlToText } from "./html-text.ts";

describe("the text of an HTML description", () => {
  for (const [html, text] of [
    ["Plain words, as they are.", "Plain words, as they are."],
    ["<p>One</p><p>Two</p>", "One\nTwo"],
    ["<ul><li>a</li>\n<li>b</li></ul>", "a\nb"],
    ["line<br/>break", "line\nbreak"],
    ["spread\n  over\tlines", "spread over lines"],
    ["<b>bo</b>ld", "bold"],
    ["Fish &amp; Chips &#8211; 5&nbsp;&euro; &#x2713;", "Fish & Chips – 5 € ✓"],
    ["&unknown; &#0; &#xD800;", "&unknown; &#0; &#xD800;"],
    ["a<script>alert('x')</script>b<style>p{}</style><!-- c -->d", "a b d"],
    ["3 < 4 and 5 > 4", "3 < 4 and 5 > 4"],
    ["&lt;b&gt;", "<b>"],
    ["", ""],
  ] as const) {
    it(`of ${JSON.stringify(html)} is ${JSON.stringify(text)}`, () => {
      assert.equal(htmlToText(html), text);
    });
  }

  it("takes a megabyte of brackets in no time", () => {
    const startedAt = performance.now();
    htmlToText("<".repeat(1_000_000));
    htmlToText("<!--".repeat(100_000));
    htmlToText("<script".repeat(100_000));
    assert.ok(performance.now() - startedAt < 2_000);
  });
});
