import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { startTracedGateway } from "../testing/running-service.ts";

let gateway: Awaited<ReturnType<typeof startTracedGateway>>;

before(async () => {
  gateway = await startTracedGateway();
});
after(() => gateway.close());

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${gateway.origin}${path}`, { headers, redirect: "manual" });

describe("the page of the contract", () => {
  it("is there for everybody, and loads nothing from elsewhere", async () => {
    const answer = await get("/docs");
    const page = await answer.text();
    assert.equal(answer.status, 200);
    assert.match(answer.headers.get("content-security-policy") ?? "", /script-src 'self';/);
    const links = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, link = ""]) => link);
    assert.ok(links.length >= 4);
    for (const link of links) assert.equal((await get(link)).status, 200, link);
    assert.doesNotMatch(page, /<script>/, "no script in the page: the policy refuses it");
  });

  it("is made from the contract that the gateway serves, which has examples and codes", async () => {
    assert.match(await (await get("/docs/start.js")).text(), /url: "\/openapi\.json"/);
    const document = (await (await get("/openapi.json")).json()) as {
      readonly components: { readonly examples: object };
    };
    assert.ok(Object.keys(document.components.examples).length > 50);
  });

  it("is not sent again to who has it", async () => {
    const first = await get("/docs/swagger-ui-bundle.js");
    const etag = first.headers.get("etag") ?? "";
    const again = await get("/docs/swagger-ui-bundle.js", { "if-none-match": etag });
    assert.deepEqual([again.status, await again.text()], [304, ""]);
  });

  for (const name of [
    "package.json",
    "..%2fpackage.json",
    "swagger-ui.js.map",
    "constructor",
    "__proto__",
  ]) {
    it(`serves its own files and no other: ${name}`, async () => {
      const answer = await get(`/docs/${name}`);
      const body = (await answer.json()) as { readonly code: string };
      assert.deepEqual([answer.status, body.code], [404, "route-not-found"]);
    });
  }
});
