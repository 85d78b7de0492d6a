import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { after, before, describe, it } from "node:test";
import { eventually, type ServiceProcess, startService } from "./service-process.ts";

const BROWSING = 400;
const BUYING = 50;

/** A real gateway before services that do not answer until they are told to. */
describe("an overloaded gateway", () => {
  const held: ServerResponse[] = [];
  let upstream: Server;
  let gateway: ServiceProcess;

  before(async () => {
    upstream = createServer((_request, response) => held.push(response));
    upstream.listen(0, "127.0.0.1");
    await once(upstream, "listening");
    const url = `http://127.0.0.1:${(upstream.address() as AddressInfo).port}`;
    gateway = await startService("services/gateway", {
      HOLDFAST_MODE: "embedded",
      INVENTORY_URL: url,
      PRICING_URL: url,
      ORDERS_URL: url,
    });
  });
  after(async () => {
    await gateway?.kill();
    upstream.closeAllConnections();
    upstream.close();
  });

  const headers = { authorization: "Bearer hf_dev_admin", "content-type": "application/json" };
  const browse = (page: number) =>
    fetch(`${gateway.url}/api/v1/products?limit=${(page % 100) + 1}`, { headers });
  const buy = () =>
    fetch(`${gateway.url}/api/v1/quotes`, {
      ...{ method: "POST", headers },
      body: JSON.stringify({
        items: [{ sku: "ESP-001", quantity: 1 }],
        ...{ currency: "EUR", region: "DE" },
      }),
    });
  const admission = async () => {
    const answer = await fetch(`${gateway.url}/api/v1/admin/breakers`, { headers });
    return ((await answer.json()) as { admission: Admission }).admission;
  };

  it("refuses those who browse at once, says when to come back, and takes on those who buy", async () => {
    const browsing = Array.from({ length: BROWSING }, (_, page) => browse(page));
    for (const each of browsing) each.catch(() => undefined);
    // The first to be answered at all: the others wait for services that hang.
    const refused = await Promise.race(browsing);
    assert.equal(refused.status, 503);
    assert.equal(refused.headers.get("retry-after"), "1");
    assert.equal(((await refused.json()) as { code: string }).code, "overloaded");

    const buying = Array.from({ length: BUYING }, buy);
    for (const each of buying) each.catch(() => undefined);
    await eventually("those who buy to be taken on", async () =>
      held.some(({ req }) => req.url === "/v1/quotes") ? true : undefined,
    );
    const { shed } = await admission();
    assert.deepEqual([shed.checkout, shed.normal], [0, 0]);
    assert.ok(shed.browse > 0);
  });

  it("answers health and metrics meanwhile, and takes on everybody again when it is over", async () => {
    assert.equal((await fetch(`${gateway.url}/livez`)).status, 200);
    assert.match(await (await fetch(`${gateway.url}/metrics`)).text(), /^admission_limit \d/m);
    const release = setInterval(() => {
      for (const response of held.splice(0)) {
        response.writeHead(200, { "content-type": "application/json" });
        response.end(JSON.stringify({ data: [], nextCursor: null }));
      }
    }, 20);
    await eventually("a page for somebody who browses", async () =>
      (await browse(0)).status === 200 ? true : undefined,
    );
    clearInterval(release);
    assert.equal((await admission()).shed.checkout, 0);
  });
});

type Admission = {
  readonly shed: Readonly<Record<"checkout" | "normal" | "browse", number>>;
};
