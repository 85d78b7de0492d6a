import assert from "node:assert/strict";
import { once } from "node:events";
import { get, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, it } from "node:test";
import { setImmediate as nextTurn } from "node:timers/promises";
import { createService } from "@holdfast/http-service";
import { createLogger } from "@holdfast/log";
import type { Queryable, Sql } from "@holdfast/postgres";
import { price } from "../testing/prices.ts";
import { addExportPricesRoute } from "./export-prices.route.ts";

const PAGE_BOOKS = 200;

/** As many books as are asked for; `failing` is called with the number of each page. */
function endlessBooks(failing: (page: number) => void = () => {}) {
  const counter = { pages: 0 };
  const prices = [price(1000), price(900, { customerGroup: "G".repeat(64) })];
  const db: Queryable = {
    query: async <Row>({ values }: Sql) => {
      counter.pages += 1;
      failing(counter.pages);
      const before = String(values?.[0] ?? "");
      const first = before === "" ? 0 : Number(before) + 1;
      const rows = Array.from({ length: PAGE_BOOKS }, (_, index) => ({
        ...{ sku: String(first + index).padStart(9, "0"), prices },
      }));
      return rows as unknown as readonly Row[];
    },
  };
  return { db, counter };
}

describe("an export over HTTP", () => {
  const closings: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const close of closings.splice(0)) await close();
  });

  async function serve(db: Queryable) {
    const lines: string[] = [];
    const log = createLogger({
      ...{ service: "pricing", level: "error" },
      destination: { write: (line) => void lines.push(line) },
    });
    const about = { title: "x", version: "0", description: "", log, checks: {} };
    const app = createService(about);
    app.register(async (routes) => addExportPricesRoute(routes, { db, log }));
    await app.listen({ host: "127.0.0.1", port: 0 });
    closings.push(() => {
      app.server.closeAllConnections();
      return app.close();
    });
    const { port } = app.server.address() as AddressInfo;
    const open = async (): Promise<IncomingMessage> => {
      const request = get({ host: "127.0.0.1", port, path: "/v1/admin/exports/prices" });
      const [response] = (await once(request, "response")) as [IncomingMessage];
      return response;
    };
    return { open, lines };
  }

  it("is a problem when the database is away from the beginning", async () => {
    const { db } = endlessBooks(() => {
      throw Object.assign(new Error("no"), { code: "ECONNREFUSED" });
    });
    const { open } = await serve(db);
    const response = await open();
    assert.equal(response.statusCode, 503);
    assert.match(Buffer.concat(await response.toArray()).toString(), /"code":"not-ready"/);
  });

  it("does not look whole when the database goes away in the middle", async () => {
    const { db } = endlessBooks((page) => {
      if (page === 3) throw new Error("terminating connection");
    });
    const { open, lines } = await serve(db);
    const response = await open();
    assert.deepEqual(
      [response.statusCode, response.headers["content-type"]],
      [200, "text/csv; charset=utf-8"],
    );
    assert.equal(response.headers["content-disposition"], 'attachment; filename="prices.csv"');
    await assert.rejects(response.toArray(), { code: "ECONNRESET" });
    assert.equal(response.complete, false);
    assert.match(lines.join(""), /export broke off/);
  });

  it("reads no further than its client does, and stops when the client leaves", async () => {
    const { db, counter } = endlessBooks((page) => {
      if (page > 100_000) throw new Error("nothing stopped it");
    });
    const { open } = await serve(db);
    const response = await open();
    const chunks = response.iterator({ destroyOnReturn: false });
    let bytes = 0;
    while (bytes < 1_000_000) bytes += (await chunks.next()).value.length;
    // A page is 25 kB; the rest is what sockets keep in between.
    assert.ok(counter.pages < 500, `${counter.pages} pages for ${bytes} bytes`);
    response.destroy();
    let before = -1;
    for (let quiet = 0; quiet < 1_000; quiet = before === counter.pages ? quiet + 1 : 0) {
      before = counter.pages;
      await nextTurn();
    }
    assert.ok(counter.pages < 1_000, `${counter.pages} pages after the client left`);
  });
});
