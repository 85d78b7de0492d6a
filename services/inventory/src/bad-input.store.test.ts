import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, it } from "node:test";
import { startInventory } from "./testing/running-service.ts";
import { NOW_MS, stockItem } from "./testing/stock.ts";

type Inventory = Awaited<ReturnType<typeof startInventory>>;
type Method = Parameters<Inventory["call"]>[0];
type Case = {
  readonly name: string;
  /** JSON as it is sent. */
  readonly json?: string;
  readonly url?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly status?: number;
  readonly code?: string;
  readonly path?: string;
};

const ID = randomUUID();
const LINE = '{"sku":"mug","quantity":1}';
const items = (...lines: string[]) => `{"items":[${lines.join(",")}]}`;
const quantity = (value: string) => items(`{"sku":"mug","quantity":${value}}`);

const MALFORMED: readonly Case[] = [
  { name: "malformed JSON", json: "{", code: "malformed-json", path: "/" },
  { name: "an empty body", json: "", code: "malformed-json", path: "/" },
  { name: "a trailing comma", json: '{"items":[],}', code: "malformed-json", path: "/" },
  { name: "a body that is no object", json: "[]", path: "/" },
  { name: "null", json: "null", path: "/" },
];

const QUANTITIES = [
  "-1",
  "0",
  "1.5",
  "1000001",
  "9007199254740993",
  "1e400",
  '"2"',
  "null",
  "true",
];
const GOODS: readonly Case[] = [
  ...MALFORMED,
  { name: "no items", json: "{}", path: "/items" },
  { name: "an empty list of items", json: items(), path: "/items" },
  { name: "101 lines", json: items(...Array.from({ length: 101 }, () => LINE)), path: "/items" },
  { name: "items that are no list", json: `{"items":${LINE}}`, path: "/items" },
  { name: "a line that is no object", json: items('"mug"'), path: "/items/0" },
  { name: "a line without a SKU", json: items(LINE, '{"quantity":1}'), path: "/items/1/sku" },
  { name: "a line without a quantity", json: items('{"sku":"mug"}'), path: "/items/0/quantity" },
  ...QUANTITIES.map((value) => ({
    name: `quantity ${value}`,
    json: quantity(value),
    path: "/items/0/quantity",
  })),
  { name: "a SKU with a space", json: items('{"sku":"a b","quantity":1}'), path: "/items/0/sku" },
  { name: "an empty SKU", json: items('{"sku":"","quantity":1}'), path: "/items/0/sku" },
  { name: "a number as SKU", json: items('{"sku":7,"quantity":1}'), path: "/items/0/sku" },
  {
    name: "a SKU of 65 characters",
    json: items(`{"sku":"${"x".repeat(65)}","quantity":1}`),
    path: "/items/0/sku",
  },
  {
    name: "a SKU with NUL",
    json: items('{"sku":"a\\u0000","quantity":1}'),
    path: "/items/0/sku",
  },
  { name: "an unknown field", json: `{"items":[${LINE}],"extra":1}`, path: "/extra" },
  {
    name: "an unknown field in a line",
    json: items('{"sku":"mug","quantity":1,"price":1}'),
    path: "/items/0/price",
  },
  ...["0", "-1", "3601", "1.5", '"60"', "1e400", "null"].map((value) => ({
    name: `ttlSeconds ${value}`,
    json: `{"items":[${LINE}],"ttlSeconds":${value}}`,
    path: "/ttlSeconds",
  })),
];

const item = (members: string) => `{"name":"Mug",${members}}`;
const attributes = (count: number) =>
  JSON.stringify(Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, 1])));
const ITEMS: readonly Case[] = [
  ...MALFORMED,
  { name: "no name", json: "{}", path: "/name" },
  { name: "an empty name", json: '{"name":""}', path: "/name" },
  { name: "a blank name", json: '{"name":"  "}', path: "/name" },
  { name: "a name of 256 characters", json: `{"name":"${"x".repeat(256)}"}`, path: "/name" },
  { name: "half a surrogate pair", json: '{"name":"\\ud800"}', path: "/name" },
  { name: "an unknown field", json: item('"price":1'), path: "/price" },
  { name: "a negative safety stock", json: item('"safetyStock":-1'), path: "/safetyStock" },
  {
    name: "a fractional backorder limit",
    json: item('"backorderLimit":0.5'),
    path: "/backorderLimit",
  },
  { name: "a negative preorder limit", json: item('"preorderLimit":-1'), path: "/preorderLimit" },
  { name: "a maximum per buyer of 0", json: item('"maxPerBuyer":0'), path: "/maxPerBuyer" },
  { name: "a maximum per buyer of null", json: item('"maxPerBuyer":null'), path: "/maxPerBuyer" },
  ...[
    '"soon"',
    "1793534400",
    '"2026-11-01"',
    '"2026-11-01T12:00:00"',
    '"2016-12-31T23:59:60Z"',
    '"0000-01-01T00:00:00Z"',
    '"1969-12-31T23:59:59Z"',
    '"9999-12-31T23:59:59-01:00"',
  ].map((from) => ({
    name: `availableFrom ${from}`,
    json: item(`"availableFrom":${from}`),
    path: "/availableFrom",
  })),
  { name: "a maximum per order of 0", json: item('"maxPerOrder":0'), path: "/maxPerOrder" },
  { name: "a huge maximum per order", json: item('"maxPerOrder":1e400'), path: "/maxPerOrder" },
  { name: "a tax category with a space", json: item('"taxCategory":"a b"'), path: "/taxCategory" },
  { name: "attributes that are a list", json: item('"attributes":[]'), path: "/attributes" },
  { name: "a nested attribute", json: item('"attributes":{"a":{}}'), path: "/attributes/a" },
  { name: "an attribute of null", json: item('"attributes":{"a":null}'), path: "/attributes/a" },
  { name: "an attribute of 1e400", json: item('"attributes":{"a":1e400}'), path: "/attributes/a" },
  { name: "51 attributes", json: item(`"attributes":${attributes(51)}`), path: "/attributes" },
  {
    name: "an attribute of 1,001 characters",
    json: item(`"attributes":{"a":"${"x".repeat(1_001)}"}`),
    path: "/attributes/a",
  },
  {
    name: "a SKU in the path that is none",
    json: '{"name":"Mug"}',
    url: "/v1/admin/items/-mug",
    path: "path/sku",
  },
  {
    name: "another If-None-Match than *",
    json: '{"name":"Mug"}',
    headers: { "if-none-match": '"1"' },
    path: "header/if-none-match",
  },
];

const skus = (...list: readonly unknown[]) => JSON.stringify({ skus: list });
const AVAILABILITY: readonly Case[] = [
  ...MALFORMED,
  { name: "no SKUs", json: "{}", path: "/skus" },
  { name: "an empty list of SKUs", json: skus(), path: "/skus" },
  { name: "SKUs that are no list", json: '{"skus":"mug"}', path: "/skus" },
  { name: "a SKU with a space", json: skus("mug", "a b"), path: "/skus/1" },
  { name: "a number as SKU", json: skus(7), path: "/skus/0" },
  { name: "a SKU with NUL", json: skus("a\u0000"), path: "/skus/0" },
  {
    name: "10,001 SKUs",
    json: skus(...Array.from({ length: 10_001 }, () => "mug")),
    path: "/skus",
  },
  { name: "an unknown field", json: '{"skus":["mug"],"quantity":1}', path: "/quantity" },
  {
    name: "a body of 2 MiB",
    json: skus("x".repeat(2 ** 21)),
    status: 413,
    code: "payload-too-large",
    path: "/",
  },
];
const PRODUCTS: readonly Case[] = [
  ...["0", "101", "1.5", "x", "", "1e400"].map((limit) => ({
    name: `limit ${limit}`,
    url: `?limit=${limit}`,
    path: "query/limit",
  })),
  ...["yes", "1", "", "True"].map((inStock) => ({
    name: `inStock ${inStock}`,
    url: `?inStock=${inStock}`,
    path: "query/inStock",
  })),
  ...["", "%3D%3D", "x".repeat(201), "abc", "LjAu", "AAAA%00", "%F0%9F%9A%80"].map((cursor) => ({
    name: `cursor ${cursor}`,
    url: `?cursor=${cursor}`,
    path: "query/cursor",
  })),
  { name: "a query with NUL", url: "?query=a%00b", path: "query/query" },
  { name: "a query of 201 characters", url: `?query=${"x".repeat(201)}`, path: "query/query" },
  { name: "two queries", url: "?query=a&query=b", path: "query/query" },
  { name: "a category with NUL", url: "?category=%00", path: "query/category" },
  { name: "a long category", url: `?category=${"x".repeat(256)}`, path: "query/category" },
  { name: "an unknown parameter", url: "?sort=price", path: "query/sort" },
].map((one) => ({ ...one, url: `/internal/products${one.url}` }));

const LOCATIONS: readonly Case[] = [
  { name: "no name", json: "{}", path: "/name" },
  { name: "a negative priority", json: '{"name":"B","priority":-1}', path: "/priority" },
  { name: "a latitude past the pole", json: '{"name":"B","latitude":90.1}', path: "/latitude" },
  {
    name: "a longitude past the date line",
    json: '{"name":"B","longitude":-180.1}',
    path: "/longitude",
  },
  { name: "a country of three letters", json: '{"name":"B","country":"DEU"}', path: "/country" },
  { name: "an unknown field", json: '{"name":"B","city":"Berlin"}', path: "/city" },
  {
    name: "a code that is none",
    json: '{"name":"B"}',
    url: "/v1/admin/locations/a%20b",
    path: "path/code",
  },
];

const movement = (over: Readonly<Record<string, unknown>>) =>
  JSON.stringify({
    sku: "mug",
    location: "BER",
    kind: "receive",
    quantity: 1,
    reason: "PO 1",
    ...over,
  });
const MOVEMENTS: readonly Case[] = [
  ...MALFORMED,
  ...["adjust", "return", "transfer", "write-off", "sale", "", 7].map((kind) => ({
    name: `kind ${kind}`,
    json: movement({ kind }),
    path: "/kind",
  })),
  ...[-1, 0, 1.5, 1_000_001, "1", null].map((value) => ({
    name: `quantity ${value}`,
    json: movement({ quantity: value }),
    path: "/quantity",
  })),
  { name: "no reason", json: movement({ reason: undefined }), path: "/reason" },
  { name: "a blank reason", json: movement({ reason: " " }), path: "/reason" },
  {
    name: "a reason of 201 characters",
    json: movement({ reason: "x".repeat(201) }),
    path: "/reason",
  },
  { name: "a location that is none", json: movement({ location: "" }), path: "/location" },
  { name: "an unknown field", json: movement({ toLocation: "HAM" }), path: "/toLocation" },
  {
    name: "a key of 256 characters",
    json: movement({}),
    headers: { "idempotency-key": "x".repeat(256) },
    code: "idempotency-key-invalid",
    path: "header/idempotency-key",
  },
];

const IMPORTS: readonly Case[] = [
  ...MALFORMED,
  { name: "no items", json: "{}", path: "/items" },
  {
    name: "501 rows",
    json: JSON.stringify({ items: Array.from({ length: 501 }, () => ({ sku: "a", name: "A" })) }),
    path: "/items",
  },
  { name: "a number as name", json: '{"items":[{"sku":"a","name":1}]}', path: "/items/0/name" },
  {
    name: "a quantity of 1e400",
    json: '{"items":[{"sku":"a","name":"A","stock":{"location":"BER","quantity":1e400}}]}',
    path: "/items/0/stock/quantity",
  },
  {
    name: "a nested attribute",
    json: '{"items":[{"sku":"a","name":"A","attributes":{"b":[]}}]}',
    path: "/items/0/attributes/b",
  },
  {
    name: "an unknown field",
    json: '{"items":[{"sku":"a","name":"A","price":1}]}',
    path: "/items/0/price",
  },
];

const RESERVATIONS = "/v1/reservations";
const ROUTES: readonly { method: Method; url: string; cases: readonly Case[] }[] = [
  {
    method: "POST",
    url: RESERVATIONS,
    cases: [
      ...GOODS,
      {
        name: "another location strategy",
        json: `{"items":[${LINE}],"locationStrategy":"nearest"}`,
        path: "/locationStrategy",
      },
      {
        name: "an empty Idempotency-Key",
        json: items(LINE),
        headers: { "idempotency-key": "" },
        code: "idempotency-key-invalid",
        path: "header/idempotency-key",
      },
      {
        name: "an Idempotency-Key with a space",
        json: items(LINE),
        headers: { "idempotency-key": "a b" },
        code: "idempotency-key-invalid",
        path: "header/idempotency-key",
      },
      {
        name: "another media type",
        json: items(LINE),
        headers: { "content-type": "text/plain" },
        status: 415,
        code: "unsupported-media-type",
        path: "header/content-type",
      },
      {
        name: "a body of 2 MiB",
        json: `{"items":"${"x".repeat(2 ** 21)}"}`,
        status: 413,
        code: "payload-too-large",
        path: "/",
      },
    ],
  },
  {
    method: "PUT",
    url: `/internal/reservations/${ID}`,
    cases: [
      ...GOODS,
      {
        name: "an id that is none",
        json: items(LINE),
        url: "/internal/reservations/7",
        path: "path/id",
      },
      {
        name: "an id as URN",
        json: items(LINE),
        url: `/internal/reservations/urn:uuid:${ID}`,
        path: "path/id",
      },
      {
        name: "an order id with a space",
        json: `{"items":[${LINE}],"orderId":"a b"}`,
        path: "/orderId",
      },
    ],
  },
  { method: "PUT", url: "/v1/admin/items/mug", cases: ITEMS },
  {
    method: "DELETE",
    url: "/v1/admin/items/mug",
    cases: [
      { name: "a SKU that is none", url: "/v1/admin/items/-mug", path: "path/sku" },
      {
        name: "another If-None-Match than *",
        headers: { "if-none-match": '"1"' },
        path: "header/if-none-match",
      },
    ],
  },
  { method: "POST", url: "/internal/availability", cases: AVAILABILITY },
  { method: "GET", url: "/internal/products", cases: PRODUCTS },
  { method: "PUT", url: "/v1/admin/locations/BER", cases: LOCATIONS },
  { method: "POST", url: "/v1/admin/stock/movements", cases: MOVEMENTS },
  { method: "POST", url: "/internal/import-items", cases: IMPORTS },
  {
    method: "GET",
    url: "/v1/admin/stock/movements",
    cases: [
      { name: "limit 0", url: "?limit=0", path: "query/limit" },
      { name: "limit 501", url: "?limit=501", path: "query/limit" },
      { name: "limit x", url: "?limit=x", path: "query/limit" },
      { name: "a cursor of another", url: "?cursor=abc", path: "query/cursor" },
      { name: "an unknown parameter", url: "?page=1", path: "query/page" },
    ].map((one) => ({ ...one, url: `/v1/admin/stock/movements${one.url}` })),
  },
  {
    method: "GET",
    url: `${RESERVATIONS}/x`,
    cases: [{ name: "an id that is none", path: "path/id" }],
  },
  {
    method: "DELETE",
    url: `${RESERVATIONS}/x`,
    cases: [{ name: "an id that is none", path: "path/id" }],
  },
];

describe("bad input", () => {
  let inventory: Inventory;
  let before_: unknown;
  before(async () => {
    inventory = await startInventory();
    await stockItem(inventory.db, { sku: "mug" }, { BER: 500_000 });
    before_ = await contents();
  });
  after(() => inventory.stop());

  /** Everything in the database, as text. */
  async function contents() {
    const goods = ["item", "item_stock", "listing", "location", "stock", "movement"];
    const told = [];
    for (const table of [...goods, "reservation", "reservation_line", "idempotency_key"]) {
      const text = `select count(*), md5(string_agg(t::text, ',' order by t::text)) from ${table} t`;
      told.push(...(await inventory.db.query({ name: `contents-${table}`, text })));
    }
    return told;
  }

  for (const { method, url, cases } of ROUTES) {
    for (const one of cases) {
      it(`${method} ${url.replace(ID, "{id}")} refuses ${one.name}`, async () => {
        const answer = await inventory.call(method, one.url ?? url, {
          body: one.json,
          scope: "admin",
          headers: { "idempotency-key": "k", ...one.headers },
        });
        const told = JSON.stringify(answer.body);
        assert.equal(answer.status, one.status ?? 400, told);
        assert.equal(answer.body.code, one.code ?? "validation-failed", told);
        const paths = answer.body.errors.map(({ path }: { path: string }) => path);
        assert.ok(paths.includes(one.path), `${told} does not name ${one.path}`);
        assert.deepEqual(await contents(), before_, "nothing changed");
      });
    }
  }

  it("POST /v1/reservations refuses a missing Idempotency-Key", async () => {
    const { status, body } = await inventory.call("POST", RESERVATIONS, { body: items(LINE) });
    assert.deepEqual([status, body.code], [400, "idempotency-key-missing"]);
    assert.equal(body.errors[0].path, "header/idempotency-key");
    assert.deepEqual(await contents(), before_);
  });

  it("takes what is just inside of the bounds", async () => {
    assert.equal(inventory.clock.nowMs, NOW_MS);
    const wide = { name: "x".repeat(255), attributes: JSON.parse(attributes(50)) };
    const put = await inventory.call("PUT", "/v1/admin/items/x~._-9", { body: wide });
    assert.equal(put.status, 201, JSON.stringify(put.body));
    const most = items(...Array.from({ length: 100 }, () => LINE));
    const held = await inventory.call("POST", RESERVATIONS, { body: most, key: "x".repeat(255) });
    assert.equal(held.status, 201, JSON.stringify(held.body));
    assert.equal(held.body.items[0].quantity, 100);
  });
});
