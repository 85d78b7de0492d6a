import { type Case, describeBadInput, MALFORMED } from "./testing/bad-input.ts";

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
  ...["import", "sale", "sale-undone", "", 7].map((kind) => ({
    name: `kind ${kind}`,
    json: movement({ kind }),
    path: "/kind",
  })),
  ...[-1, 0, 1.5, 1_000_001, "1", null].map((value) => ({
    name: `quantity ${value}`,
    json: movement({ quantity: value }),
    path: "/quantity",
  })),
  ...["return", "transfer", "write-off"].map((kind) => ({
    name: `a negative ${kind}`,
    json: movement({ kind, quantity: -1, ...(kind === "transfer" ? { toLocation: "HAM" } : {}) }),
    path: "/quantity",
  })),
  ...[0, -1_000_001].map((value) => ({
    name: `an adjustment by ${value}`,
    json: movement({ kind: "adjust", quantity: value }),
    path: "/quantity",
  })),
  { name: "a transfer to nowhere", json: movement({ kind: "transfer" }), path: "/toLocation" },
  {
    name: "a transfer to where it is",
    json: movement({ kind: "transfer", toLocation: "BER" }),
    path: "/toLocation",
  },
  ...["receive", "adjust", "return", "write-off"].map((kind) => ({
    name: `a destination of ${kind}`,
    json: movement({ kind, toLocation: "HAM" }),
    path: "/toLocation",
  })),
  { name: "no reason", json: movement({ reason: undefined }), path: "/reason" },
  { name: "a blank reason", json: movement({ reason: " " }), path: "/reason" },
  {
    name: "a reason of 201 characters",
    json: movement({ reason: "x".repeat(201) }),
    path: "/reason",
  },
  { name: "a location that is none", json: movement({ location: "" }), path: "/location" },
  { name: "a reason with NUL", json: movement({ reason: "a\u0000" }), path: "/reason" },
  { name: "a blank reference", json: movement({ reference: " " }), path: "/reference" },
  {
    name: "a reference of 101 characters",
    json: movement({ reference: "x".repeat(101) }),
    path: "/reference",
  },
  { name: "an unknown field", json: movement({ actor: "me" }), path: "/actor" },
  {
    name: "a key of 256 characters",
    json: movement({}),
    headers: { "idempotency-key": "x".repeat(256) },
    code: "idempotency-key-invalid",
    path: "header/idempotency-key",
  },
];

const incoming = (over: Readonly<Record<string, unknown>>) =>
  JSON.stringify({ location: "BER", quantity: 1, ...over });
const INCOMING: readonly Case[] = [
  ...MALFORMED,
  { name: "no location", json: incoming({ location: undefined }), path: "/location" },
  { name: "a location that is none", json: incoming({ location: "a b" }), path: "/location" },
  ...[-1, 1.5, 1_000_001, "1", null, undefined].map((quantity) => ({
    name: `quantity ${quantity}`,
    json: incoming({ quantity }),
    path: "/quantity",
  })),
  { name: "an unknown field", json: incoming({ sku: "mug" }), path: "/sku" },
  {
    name: "a SKU that is none",
    json: incoming({}),
    url: "/v1/admin/stock/-mug/incoming",
    path: "path/sku",
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

describeBadInput([
  { method: "POST", url: "/v1/admin/stock/movements", cases: MOVEMENTS },
  { method: "PUT", url: "/v1/admin/stock/mug/incoming", cases: INCOMING },
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
]);
