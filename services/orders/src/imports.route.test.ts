import assert from "node:assert/strict";
import { randomUUIDv7 } from "node:crypto";
import { readFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { after, before, beforeEach, describe, it } from "node:test";
import { fail, ok } from "@holdfast/result";
import type { ItemResult, PriceOf } from "./import-file/apply-batch.ts";
import type { ImportedItem } from "./import-file/file-row.ts";
import type { ImportCalls } from "./import-file/import-file.client.ts";
import type { ImportKind } from "./import-file/import-file.ts";
import { sweep } from "./sweep.ts";
import { fakeCallees } from "./testing/fake-callees.ts";
import { NOW_MS, startOrders } from "./testing/running-orders.ts";

const FIXTURES = join(import.meta.dirname, "import-file/fixtures");
const SHOPIFY = readFileSync(join(FIXTURES, "shopify-export.csv"), "utf8");
const SIMPLE = readFileSync(join(FIXTURES, "simple.csv"), "utf8");

/** What inventory and pricing keep: a row that is the same again is unchanged. */
function catalogue() {
  const items = new Map<string, string>();
  const prices = new Map<string, string>();
  const put = (known: Map<string, string>, key: string, value: object) => {
    const text = JSON.stringify(value);
    const before = known.get(key);
    known.set(key, text);
    if (before === undefined) return "created" as const;
    return before === text ? ("unchanged" as const) : ("updated" as const);
  };
  const importItem = (item: ImportedItem): ItemResult => {
    if (item.name === undefined && item.sku === "nobody") {
      const error = { code: "item-not-found", message: "there is no item nobody" };
      return { outcome: "unchanged", error };
    }
    if (item.stock?.location === "NOWHERE") {
      const error = { code: "location-not-found", message: "there is no location NOWHERE" };
      return { outcome: "unchanged", error };
    }
    const key = item.name === undefined ? `${item.sku} at ${item.stock?.location}` : item.sku;
    return { outcome: put(items, key, item) };
  };
  const importPrice = (price: PriceOf) => ({
    outcome: put(prices, `${price.sku} ${price.currency}`, price),
  });
  const calls: ImportCalls = {
    importItems: async (rows) => {
      return ok(rows.map(importItem));
    },
    importPrices: async (rows) => ok(rows.map(importPrice)),
  };
  return { calls, items, prices };
}

describe("imports over HTTP", () => {
  let orders: Awaited<ReturnType<typeof startOrders>>;
  let shop: ReturnType<typeof catalogue>;
  let calls: ImportCalls;
  before(async () => {
    orders = await startOrders({
      checkout: fakeCallees().calls,
      imports: {
        importItems: (rows) => calls.importItems(rows),
        importPrices: (rows) => calls.importPrices(rows),
      },
    });
  });
  beforeEach(() => {
    shop = catalogue();
    calls = shop.calls;
    orders.engine.away = false;
    orders.clock.nowMs = NOW_MS;
  });
  after(() => orders.stop());

  const upload = (
    body: string,
    query = "",
    headers: Readonly<Record<string, string>> = {},
    kind: ImportKind = "products",
  ) =>
    orders.call("POST", `/v1/admin/imports?kind=${kind}${query}`, {
      body,
      scope: "admin",
      headers: { "content-type": "text/csv", ...headers },
    });
  const view = (id: string) =>
    orders.call("GET", `/v1/admin/imports/${id}`, { account: "boss", scope: "admin" });
  const imported = async (body: string, query = "", kind: ImportKind = "products") => {
    const job = await upload(body, query, {}, kind);
    assert.deepEqual([job.status, job.body.status], [202, "queued"], JSON.stringify(job.body));
    assert.equal(job.headers.location, `/v1/admin/imports/${job.body.id}`);
    await orders.imports.settled();
    return (await view(job.body.id)).body;
  };
  const counts = ({
    status,
    rows,
    accepted,
    created,
    unchanged,
    rejected,
  }: Record<string, unknown>) => [status, ...[rows, accepted, created, unchanged, rejected]];

  it("brings a Shopify export's variants into the shop, and changes nothing the second time", async () => {
    assert.deepEqual(counts(await imported(SHOPIFY)), ["done", 4, 4, 4, 0, 0]);
    assert.deepEqual(
      [...shop.items.keys()],
      ["0815", "pier-lantern-bright-large", "LANTERN-AS", "ferry-ticket"],
    );
    assert.deepEqual(counts(await imported(SHOPIFY)), ["done", 4, 4, 0, 4, 0]);
  });

  it("brings our own format's items and every price of theirs", async () => {
    assert.deepEqual(counts(await imported(SIMPLE)), ["done", 3, 3, 3, 0, 0]);
    assert.deepEqual(
      [...shop.prices.keys()],
      ["ROPE-10 EUR", "ROPE-10 JPY", "BELL-1 EUR", "CLEAT-2 JPY"],
    );
  });

  it("brings prices without asking inventory, several of a SKU, in the order of the file", async () => {
    const told: string[] = [];
    calls = {
      importItems: () => Promise.reject(new Error("inventory was asked")),
      importPrices: async (rows) => {
        told.push(...rows.map(({ minQuantity = 1 }) => `${minQuantity}`));
        return ok(
          rows.map(({ amount }) =>
            amount === 0
              ? { refused: "is below the floor", field: "amount" }
              : { outcome: "created" as const },
          ),
        );
      },
    };
    const tiers = Array.from({ length: 1200 }, (_, index) => `MUG,EUR,9.99,${index + 1}`);
    const file = ["sku,currency,amount,minQuantity", ...tiers, "PEN,EUR,0,1", "MUG,EUR,1,7"];
    const report = await imported(`${file.join("\n")}\n`, "", "prices");
    assert.deepEqual(counts(report), ["done", 1202, 1200, 1200, 0, 2]);
    assert.deepEqual(told, [...tiers.map((_, index) => `${index + 1}`), "1"]);
    assert.deepEqual(report.errors, [
      { line: 1202, column: "amount", message: "is below the floor" },
      { line: 1203, column: "sku", message: "MUG in EUR from 7 units stands on line 8 already" },
    ]);
  });

  it("lands good rows and lists bad ones, by line, whoever found them", async () => {
    const report = await imported(
      "sku,name,location,quantity,price_eur\n" +
        "a,A,BER,1,1\n" +
        "b,,BER,1,1\n" +
        "c,C,NOWHERE,1,1\n" +
        "d,D,BER,-1,free\n" +
        "a,Again,BER,1,1\n" +
        "e,E,BER,1,1\n",
    );
    assert.deepEqual(counts(report), ["done", 6, 2, 2, 0, 4]);
    assert.deepEqual(report.errors, [
      { line: 3, column: "name", message: "is required" },
      { line: 4, column: "location", message: "there is no location NOWHERE" },
      {
        line: 5,
        column: "quantity",
        message: 'must be a whole number from 0 to 1000000, not "-1"',
      },
      {
        line: 5,
        column: "price_eur",
        message: 'must be a plain decimal number such as 19.99, not "free"',
      },
      { line: 6, column: "sku", message: "a stands on line 2 already" },
    ]);
    assert.deepEqual([...shop.items.keys()], ["a", "e"]);
    assert.deepEqual([...shop.prices.keys()], ["a EUR", "e EUR"]);
  });

  it("brings items with the rules by which they are sold, and changes nothing the second time", async () => {
    const file = "sku,name,safety_stock,max_per_buyer,attribute.size\na,A,2,,XL\nb,B,,3,\nc,,,,\n";
    const report = await imported(file, "", "items");
    assert.equal(report.kind, "items");
    assert.deepEqual(counts(report), ["done", 3, 2, 2, 0, 1]);
    assert.deepEqual(report.errors, [{ line: 4, column: "name", message: "is required" }]);
    assert.deepEqual(
      [...shop.items.values()].map((text) => JSON.parse(text)),
      [
        { sku: "a", name: "A", safetyStock: 2, attributes: { size: "XL" } },
        { sku: "b", name: "B", maxPerBuyer: 3 },
      ],
    );
    assert.deepEqual(counts(await imported(file, "", "items")), ["done", 3, 2, 0, 2, 1]);
  });

  it("counts shelves, each location of an item by itself, and lists what is not there", async () => {
    const file =
      "sku,location,quantity\na,BER,1\na,ROT,2\nnobody,BER,1\nb,NOWHERE,1\na,BER,3\nb,BER,0\n";
    const report = await imported(file, "", "stock");
    assert.deepEqual(counts(report), ["done", 6, 3, 3, 0, 3]);
    assert.deepEqual(report.errors, [
      { line: 4, column: "sku", message: "there is no item nobody" },
      { line: 5, column: "location", message: "there is no location NOWHERE" },
      { line: 6, column: "sku", message: "a at BER stands on line 2 already" },
    ]);
    assert.deepEqual([...shop.items.keys()].sort(), ["a at BER", "a at ROT", "b at BER"]);
    assert.deepEqual(counts(await imported(file, "", "stock")), ["done", 6, 3, 0, 3, 3]);
  });

  it("goes on with the batches that are left when one of many has failed", async () => {
    let calling = 0;
    calls = {
      ...shop.calls,
      importItems: async (rows) => {
        calling += 1;
        if (calling === 2 || calling === 4) throw new Error("inventory is away");
        return shop.calls.importItems(rows);
      },
    };
    const rows = Array.from({ length: 10_700 }, (_, index) => `s${index},Name\n`);
    const report = await imported(`sku,name\n${rows.join("")}`, "", "items");
    assert.deepEqual(counts(report), ["done", 10_700, 10_700, 10_700, 0, 0]);
    assert.equal(calling, 24, "22 batches, two of them a second time");
  });

  it("finds a SKU that stands twice, however far apart", async () => {
    const rows = Array.from({ length: 1_210 }, (_, index) => `s${index % 1_200},Name\ns7,Again\n`);
    const report = await imported(`sku,name\n${rows.join("")}`);
    assert.deepEqual(counts(report), ["done", 2_420, 1_200, 1_200, 0, 1_220]);
    assert.equal(report.errors[0].message, "s7 stands on line 3 already");
    assert.deepEqual(report.errors[999], {
      ...{ line: 2_001, column: "sku" },
      message: "s7 stands on line 3 already",
    });
  });

  it("keeps a thousand errors and counts the rest", async () => {
    const report = await imported(`sku,name\n${"x y,Name\n".repeat(1_250)}`);
    assert.deepEqual(counts(report), ["done", 1250, 0, 0, 0, 1250]);
    assert.equal(report.errors.length, 1_000);
    assert.equal(report.errors[999].line, 1_001);
  });

  it("lands the rows before a quote that is never closed", async () => {
    const report = await imported('sku,name\na,A\nb,"B\nc,C\n');
    assert.deepEqual(counts(report), ["done", 2, 1, 1, 0, 1]);
    assert.deepEqual(
      [report.errors[0].line, report.errors[0].message],
      [3, "has a quote that is never closed; the rest of the file was not read"],
    );
  });

  it("is done at once with a file that only has a header", async () => {
    assert.deepEqual(counts(await imported("sku,name\n")), ["done", 0, 0, 0, 0, 0]);
  });

  it("counts units at the location that the query names, in its currency", async () => {
    await imported(
      "Handle,Title,Variant Price,Variant Inventory Qty\nm,M,15,2\n",
      "&location=ROT&currency=JPY",
    );
    assert.match(shop.items.get("m") ?? "", /"location":"ROT"/);
    assert.match(shop.prices.get("m JPY") ?? "", /"amount":15[,}]/);
  });

  it("rejects the rows of a batch that inventory will never take", async () => {
    calls = { ...shop.calls, importItems: async () => fail({ reason: "too much of it" }) };
    const report = await imported("sku,name,price_eur\na,A,1\nb,B,1\n");
    assert.deepEqual(counts(report), ["done", 2, 0, 0, 0, 2]);
    assert.deepEqual(report.errors[0], { line: 2, column: "sku", message: "too much of it" });
    assert.equal(shop.prices.size, 0);
  });

  it("rejects the one row that inventory or pricing will never take, and lands the others of its batch", async () => {
    const refusing =
      <Row extends { readonly sku: string }, Answer>(
        sku: string,
        send: (rows: readonly Row[]) => Promise<Answer>,
      ) =>
      async (rows: readonly Row[]) =>
        rows.some((row) => row.sku === sku) ? fail({ reason: `not ${sku}` }) : send(rows);
    calls = {
      importItems: refusing("s77", shop.calls.importItems),
      importPrices: refusing("s150", shop.calls.importPrices),
    };
    const rows = Array.from({ length: 200 }, (_, index) => `s${index},Name,1\n`);
    const report = await imported(`sku,name,price_eur\n${rows.join("")}`);
    assert.deepEqual(counts(report), ["done", 200, 198, 198, 0, 2]);
    assert.deepEqual(report.errors, [
      { line: 79, column: "sku", message: "not s77" },
      { line: 152, column: "price", message: "not s150" },
    ]);
  });

  it("tries a batch again while a callee is away, and counts its rows once", async () => {
    let failures = 2;
    calls = {
      ...shop.calls,
      importPrices: async (rows) => {
        failures -= 1;
        if (failures >= 0) throw new Error("pricing is away");
        return shop.calls.importPrices(rows);
      },
    };
    const report = await imported("sku,name,price_eur\na,A,1\n");
    assert.deepEqual([report.status, report.rows, report.accepted], ["done", 1, 1]);
  });

  it("leaves nothing of an import behind but its report", async () => {
    await imported(SIMPLE);
    const [row] = await orders.db.query<{ batches: number; subjects: number }>({
      name: "count-import-leftovers",
      text: "select (select count(*) from import_batch) as batches, (select count(*) from import_subject) as subjects",
    });
    assert.deepEqual(row, { batches: 0, subjects: 0 });
  });

  it("is submitted by the sweep when the engine was away", async () => {
    orders.engine.away = true;
    const job = await upload("sku,name\na,A\n");
    assert.deepEqual([job.status, (await view(job.body.id)).body.status], [202, "queued"]);
    orders.engine.away = false;
    orders.clock.nowMs += 3_001;
    await sweep(orders);
    await orders.imports.settled();
    assert.equal((await view(job.body.id)).body.status, "done");
  });

  it("applies nothing of an upload that is cut off", async () => {
    await orders.app.listen({ host: "127.0.0.1", port: 0 });
    const address = orders.app.server.address();
    assert.ok(typeof address === "object" && address !== null);
    const socket = connect(address.port, "127.0.0.1");
    const head =
      "POST /v1/admin/imports?kind=products HTTP/1.1\r\nhost: x\r\ncontent-type: text/csv\r\n" +
      "holdfast-account: acme\r\nholdfast-scope: admin\r\ncontent-length: 100000\r\n\r\n";
    socket.write(
      `${head}sku,name\n${Array.from({ length: 600 }, (_, index) => `cut-${index},A\n`).join("")}`,
    );
    const jobOf = async (status: string) => {
      const [job] = await orders.db.query<{ id: string }>({
        name: `find-${status}-job`,
        text: "select id from import_job where status = $1 order by id desc limit 1",
        values: [status],
      });
      return job?.id;
    };
    const received = await until(() => jobOf("receiving"));
    socket.destroy();
    await until(async () => ((await jobOf("failed")) === received ? true : undefined));
    await sweep(orders);
    await sweep(orders);
    assert.equal(shop.items.size, 0);
    const [left] = await orders.db.query<{ count: number }>({
      name: "count-what-is-left-of-job",
      text: `select (select count(*) from import_batch where job_id = $1)
                  + (select count(*) from import_subject where job_id = $1) as count`,
      values: [received],
    });
    assert.equal(left?.count, 0);
  });

  it("gives up an upload whose process died", async () => {
    const id = randomUUIDv7();
    await orders.db.query({
      name: "insert-dead-upload",
      text: `insert into import_job (id, account, kind, format, correlation_id, traceparent, created_at)
             values ($1, 'acme', 'products', 'simple', 'c', '', $2)`,
      values: [id, new Date(NOW_MS)],
    });
    assert.equal((await view(id)).status, 404);
    orders.clock.nowMs += 10 * 60_000 + 1;
    await sweep(orders);
    assert.equal((await view(id)).body.status, "failed");
  });

  it("does not call an upload queued that was given up before it was whole", async () => {
    const file = new PassThrough();
    file.write("sku,name\na,A\n");
    const answer = orders.app.inject({
      method: "POST",
      url: "/v1/admin/imports?kind=products",
      headers: {
        "content-type": "text/csv",
        "holdfast-account": "acme",
        "holdfast-scope": "admin",
      },
      payload: file,
    });
    await until(async () => {
      const [job] = await orders.db.query({
        name: "find-job-under-way",
        text: "select id from import_job where status = 'receiving'",
      });
      return job;
    });
    orders.clock.nowMs += 10 * 60_000 + 1;
    await sweep(orders);
    file.end("b,B\n");
    const { statusCode, body } = await answer;
    assert.deepEqual([statusCode, JSON.parse(body).title], [400, "Upload given up"]);
  });

  describe("with an idempotency key", () => {
    it("is one job for the same upload, and refused for another file or another query", async () => {
      const key = { "idempotency-key": randomUUIDv7() };
      const first = await upload("sku,name\na,A\n", "", key);
      const again = await upload("sku,name\na,A\n", "", key);
      assert.deepEqual([again.status, again.body.id], [202, first.body.id]);
      assert.equal(first.headers["idempotency-replayed"], undefined);
      assert.equal(again.headers["idempotency-replayed"], "true");
      for (const [file, query] of [
        ["sku,name\na,B\n", ""],
        ["sku,name\na,A\n", "&location=ROT"],
      ] as const) {
        const other = await upload(file, query, key);
        assert.deepEqual([other.status, other.body.code], [422, "idempotency-key-reused"]);
      }
    });

    it("is one job of many uploads at the same time", async () => {
      const key = { "idempotency-key": randomUUIDv7() };
      const jobs = await Promise.all(
        Array.from({ length: 8 }, () => upload("sku,name\na,A\n", "", key)),
      );
      assert.deepEqual(
        jobs.map(({ status }) => status),
        Array(8).fill(202),
      );
      assert.equal(new Set(jobs.map(({ body }) => body.id)).size, 1);
    });
  });

  for (const [what, body, query, path] of [
    ["a kind that the contract does not have", "", "coupons", "query/kind"],
    ["a kind that is none", "", "customers", "query/kind"],
    ["a currency that is none", "", "products&currency=XXX", "query/currency"],
    ["a location that is none", "", "products&location=a/b", "query/location"],
    ["an unknown parameter", "", "products&dry=1", "query/dry"],
  ] as const) {
    it(`refuses ${what} with 400, naming ${path}`, async () => {
      const answer = await orders.call("POST", `/v1/admin/imports?kind=${query}`, {
        body: body || "sku,name\n",
        headers: { "content-type": "text/csv" },
      });
      assert.deepEqual([answer.status, answer.body.code], [400, "validation-failed"]);
      assert.equal(answer.body.errors[0].path, path);
    });
  }

  for (const [what, body] of [
    ["without a header we know", "a,b\n1,2\n"],
    ["that is empty", ""],
    ["in UTF-16", "s\u0000k\u0000u\u0000,\u0000n\u0000"],
  ] as const) {
    it(`refuses a file ${what} with 422 import-format-unknown`, async () => {
      const answer = await upload(body);
      assert.deepEqual([answer.status, answer.body.code], [422, "import-format-unknown"]);
    });
  }

  it("takes nothing but CSV", async () => {
    for (const type of ["application/json", "text/plain", "multipart/form-data; boundary=x"]) {
      const answer = await upload("{}", "", { "content-type": type });
      assert.deepEqual([answer.status, answer.body.code], [415, "unsupported-media-type"], type);
    }
  });

  it("refuses an import that nobody asked for, and does not find one that nobody has", async () => {
    const nobody = await orders.call("POST", "/v1/admin/imports?kind=products", {
      body: "sku,name\n",
      account: null,
      headers: { "content-type": "text/csv" },
    });
    assert.deepEqual([nobody.status, nobody.body.code], [401, "unauthenticated"]);
    const unknown = await view(randomUUIDv7());
    assert.deepEqual([unknown.status, unknown.body.code], [404, "import-not-found"]);
  });
});

/** Asks until there is a value; bounded. */
async function until<T>(probe: () => Promise<T | undefined>): Promise<T> {
  for (let attempt = 0; attempt < 500; attempt += 1) {
    const value = await probe();
    if (value !== undefined) return value;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error("it did not happen");
}
