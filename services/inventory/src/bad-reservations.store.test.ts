import assert from "node:assert/strict";
import { it } from "node:test";
import { type Case, describeBadInput, MALFORMED } from "./testing/bad-input.ts";
import { contents } from "./testing/contents.ts";

const ID = "0b9f8a1e-4f7d-4c5a-9d57-6f4f3f0f8f11";
const RESERVATIONS = "/v1/reservations";
const LINE = '{"sku":"mug","quantity":1}';
const items = (...lines: string[]) => `{"items":[${lines.join(",")}]}`;
const quantity = (value: string) => items(`{"sku":"mug","quantity":${value}}`);
const line = (member: string) => `{"items":[${LINE}],${member}}`;

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
const TTLS = ["0", "-1", "3601", "1.5", '"60"', "1e400", "null"];
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
  ...TTLS.map((value) => ({
    name: `ttlSeconds ${value}`,
    json: line(`"ttlSeconds":${value}`),
    path: "/ttlSeconds",
  })),
  { name: "a buyer with a space", json: line('"buyerId":"a b"'), path: "/buyerId" },
  { name: "an empty buyer", json: line('"buyerId":""'), path: "/buyerId" },
  ...['"cheapest"', "null", '""'].map((strategy) => ({
    name: `locationStrategy ${strategy}`,
    json: line(`"locationStrategy":${strategy}`),
    path: "/locationStrategy",
  })),
  { name: "nearest to nowhere", json: line('"locationStrategy":"nearest"'), path: "/shipTo" },
  {
    name: "a place without a longitude",
    json: line('"shipTo":{"latitude":1}'),
    path: "/shipTo/longitude",
  },
  ...["90.1", "-91", "1e400", '"1"', "null"].map((latitude) => ({
    name: `latitude ${latitude}`,
    json: line(`"shipTo":{"latitude":${latitude},"longitude":1}`),
    path: "/shipTo/latitude",
  })),
  {
    name: "an unknown field in the place",
    json: line('"shipTo":{"latitude":1,"longitude":1,"city":"x"}'),
    path: "/shipTo/city",
  },
];

describeBadInput(
  [
    {
      method: "POST",
      url: RESERVATIONS,
      cases: [
        ...GOODS,
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
    {
      method: "POST",
      url: `${RESERVATIONS}/${ID}/extend`,
      cases: [
        ...MALFORMED,
        ...TTLS.map((value) => ({
          name: `ttlSeconds ${value}`,
          json: `{"ttlSeconds":${value}}`,
          path: "/ttlSeconds",
        })),
        { name: "an unknown field", json: '{"seconds":60}', path: "/seconds" },
        {
          name: "an id that is none",
          json: "{}",
          url: `${RESERVATIONS}/7/extend`,
          path: "path/id",
        },
      ],
    },
  ],
  (inventory) => {
    it("POST /v1/reservations refuses a missing Idempotency-Key", async () => {
      const { db, call } = inventory();
      const before = await contents(db);
      const { status, body } = await call("POST", RESERVATIONS, { body: items(LINE) });
      assert.deepEqual([status, body.code], [400, "idempotency-key-missing"]);
      assert.equal(body.errors[0].path, "header/idempotency-key");
      assert.deepEqual(await contents(db), before);
    });

    it("takes what is just inside of the bounds", async () => {
      const most = items(...Array.from({ length: 100 }, () => LINE));
      const key = "x".repeat(255);
      const held = await inventory().call("POST", RESERVATIONS, { body: most, key });
      assert.equal(held.status, 201, JSON.stringify(held.body));
      assert.equal(held.body.items[0].quantity, 100);
    });
  },
);
