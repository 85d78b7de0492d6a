import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { withoutChromium } from "../../packages/client/src/testing/chromium.ts";
import { type Stack, startStack } from "../stack.ts";
import { openPage, type Page } from "./browser-page.ts";

const SKU = "MUG-HARBOUR-BLUE"; // of the demo shop

/** Ahead of each script: waits until something is there, and types as a person does, which React notices. */
const HANDS = `
  const until = async (find) => {
    for (;;) {
      const found = find();
      if (found) return found;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  const one = (selector) => until(() => document.querySelector(selector));
  const click = async (selector) => (await one(selector)).click();
  const type = async (selector, text) => {
    const input = await one(selector);
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(input, text);
    input.dispatchEvent(new Event("input", { bubbles: true }));
    input.dispatchEvent(new FocusEvent("focusout", { bubbles: true }));
  };`;

describe("the page of the contract, in a browser", {
  skip: withoutChromium(process.env.CI === "true"),
}, () => {
  let stack: Stack;
  let page: Page;
  before(async () => {
    stack = await startStack();
    page = await openPage(`${stack.url("gateway")}/docs#/products/getProduct`);
  });
  after(async () => {
    await page?.close();
    await stack?.stop();
  });

  it("lists every operation of the contract", { timeout: 60_000 }, async () => {
    const listed = await page.run(`${HANDS}
      await one(".opblock");
      for (const tag of document.querySelectorAll('.opblock-tag[data-is-open="false"]')) tag.click();
      const contract = await (await fetch("/openapi.json")).json();
      const operations = Object.values(contract.paths).flatMap((path) =>
        Object.values(path).map(({ operationId }) => operationId).filter(Boolean));
      const shown = () => document.querySelectorAll(".opblock").length;
      await until(() => shown() >= operations.length);
      return { shown: shown(), operations: operations.length };`);
    const { shown, operations } = listed as { shown: number; operations: number };
    assert.ok(operations > 60, String(operations));
    assert.equal(shown, operations);
  });

  it("asks the gateway with the key that it was given", { timeout: 60_000 }, async () => {
    const answered = await page.run(`${HANDS}
      await click(".auth-wrapper .authorize");
      await type(".auth-container input", "hf_dev_shop");
      await click(".auth-btn-wrapper .authorize");
      await click(".auth-btn-wrapper .btn-done");
      const operation = "#operations-products-getProduct ";
      await type(operation + 'tr[data-param-name="sku"] input', "${SKU}");
      await click(operation + ".execute");
      const answer = operation + ".live-responses-table .response ";
      const status = (await one(answer + ".response-col_status")).textContent.trim();
      return { status, body: (await one(answer + ".highlight-code, " + answer + ".microlight")).textContent };`);
    const { status, body } = answered as { status: string; body: string };
    assert.match(status, /^200/, body);
    assert.match(body, new RegExp(`"sku": "${SKU}"`));
  });

  it("tells the console of no error", () => assert.deepEqual(page.errors, []));
});
