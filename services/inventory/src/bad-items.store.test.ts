import assert from "node:assert/strict";
import { it } from "node:test";
import { type Case, describeBadInput, MALFORMED } from "./testing/bad-input.ts";

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
  ...["", "%3D%3D", "x".repeat(201), "abc", "LjAu", "%F0%9F%9A%80"].map((cursor) => ({
    name: `cursor ${cursor}`,
    url: `?cursor=${cursor}`,
    path: "query/cursor",
  })),
  { name: "a query of 201 characters", url: `?query=${"x".repeat(201)}`, path: "query/query" },
  { name: "two queries", url: "?query=a&query=b", path: "query/query" },
  { name: "a long category", url: `?category=${"x".repeat(256)}`, path: "query/category" },
  { name: "an unknown parameter", url: "?sort=price", path: "query/sort" },
].map((one) => ({ ...one, url: `/internal/products${one.url}` }));

const SEVERAL: readonly Case[] = [
  { name: "no SKUs", skus: "" },
  { name: "65 SKUs", skus: Array.from({ length: 65 }, (_, index) => `sku-${index}`).join(",") },
  { name: "a SKU that is none", skus: "mug,a%20b" },
  { name: "nothing between commas", skus: "mug,,cap" },
  { name: "a comma at the end", skus: "mug," },
].map(({ name, skus }) => ({
  ...{ name, url: `/internal/availability?skus=${skus}`, path: "query/skus" },
}));

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

describeBadInput(
  [
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
    { method: "GET", url: "/internal/availability", cases: SEVERAL },
    { method: "GET", url: "/internal/products", cases: PRODUCTS },
    { method: "PUT", url: "/v1/admin/locations/BER", cases: LOCATIONS },
  ],
  (inventory) => {
    for (const query of ["query=a%00b", "category=%00", "cursor=AAAA%00"]) {
      it(`refuses NUL wherever it is in a URL: ${query}`, async () => {
        const { status, body } = await inventory().call("GET", `/internal/products?${query}`);
        assert.deepEqual([status, body.code], [400, "malformed-url"]);
      });
    }

    it("takes what is just inside of the bounds", async () => {
      const body = { name: "x".repeat(255), attributes: JSON.parse(attributes(50)) };
      const put = await inventory().call("PUT", "/v1/admin/items/x~._-9", { body });
      assert.equal(put.status, 201, JSON.stringify(put.body));
    });
  },
);
