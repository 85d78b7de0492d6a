import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { startInventory } from "./testing/running-service.ts";

type Inventory = Awaited<ReturnType<typeof startInventory>>;

describe("items and locations over HTTP", () => {
  let inventory: Inventory;
  before(async () => {
    inventory = await startInventory();
  });
  after(() => inventory.stop());

  const put = (path: string, body: unknown, headers: Readonly<Record<string, string>> = {}) =>
    inventory.call("PUT", path, { body, headers, scope: "admin" });

  it("creates an item with defaults, then replaces it whole", async () => {
    const created = await put("/v1/admin/items/mug", { name: "Mug" });
    assert.equal(created.status, 201);
    assert.equal(created.headers.etag, '"1"');
    const times = { createdAt: "2026-11-01T12:00:00.000Z", updatedAt: "2026-11-01T12:00:00.000Z" };
    assert.deepEqual(created.body, {
      sku: "mug",
      name: "Mug",
      description: null,
      category: null,
      attributes: {},
      taxCategory: "standard",
      safetyStock: 0,
      backorderLimit: 0,
      preorderLimit: 0,
      availableFrom: null,
      maxPerOrder: 10,
      maxPerBuyer: null,
      ...times,
    });
    inventory.clock.nowMs += 1_000;
    const full = {
      name: "Big mug",
      description: "Holds tea.",
      category: "kitchen",
      attributes: { colour: "blue", litres: 0.5, dishwasher: true },
      taxCategory: "reduced",
      safetyStock: 2,
      backorderLimit: 3,
      preorderLimit: 9,
      availableFrom: "2026-12-01T00:00:00.000Z",
      maxPerOrder: 4,
      maxPerBuyer: 6,
    };
    const replaced = await put("/v1/admin/items/mug", full);
    assert.deepEqual([replaced.status, replaced.headers.etag], [200, '"2"']);
    const updatedAt = "2026-11-01T12:00:01.000Z";
    assert.deepEqual(replaced.body, { sku: "mug", ...full, ...times, updatedAt });
    const read = await inventory.call("GET", "/v1/admin/items/mug");
    assert.deepEqual([read.status, read.body, read.headers.etag], [200, replaced.body, '"2"']);
  });

  it("creates a location with defaults, then replaces it whole", async () => {
    const created = await put("/v1/admin/locations/BER", { name: "Berlin" });
    assert.deepEqual([created.status, created.headers.etag], [201, '"1"']);
    assert.equal(created.body.priority, 1);
    assert.equal(created.body.country, null);
    const full = { name: "Berlin", priority: 0, latitude: 52.5, longitude: -13.4, country: "DE" };
    const replaced = await put("/v1/admin/locations/BER", full);
    assert.deepEqual([replaced.status, replaced.headers.etag], [200, '"2"']);
    const read = await inventory.call("GET", "/v1/admin/locations/BER");
    const { createdAt, updatedAt, ...rest } = read.body;
    assert.deepEqual(rest, { code: "BER", ...full });
    assert.ok(createdAt <= updatedAt);
  });

  for (const [path, body] of [
    ["/v1/admin/items/guard", { name: "Guard" }],
    ["/v1/admin/locations/GUARD", { name: "Guard" }],
  ] as const) {
    it(`writes ${path} only under its precondition`, async () => {
      const etag = async () => (await inventory.call("GET", path)).headers.etag;
      const steps = [
        { headers: { "if-match": "*" }, status: 412, etagAfter: undefined },
        { headers: { "if-match": '"1"' }, status: 412, etagAfter: undefined },
        { headers: { "if-none-match": "*" }, status: 201, etagAfter: '"1"' },
        { headers: { "if-none-match": "*" }, status: 412, etagAfter: '"1"' },
        { headers: { "if-match": '"1"' }, status: 200, etagAfter: '"2"' },
        { headers: { "if-match": '"1"' }, status: 412, etagAfter: '"2"' },
        { headers: { "if-match": 'W/"2"' }, status: 412, etagAfter: '"2"' },
        { headers: { "if-match": "2" }, status: 412, etagAfter: '"2"' },
        { headers: { "if-match": '"1", "2"' }, status: 200, etagAfter: '"3"' },
        { headers: { "if-match": "*" }, status: 200, etagAfter: '"4"' },
      ];
      for (const { headers, status, etagAfter } of steps) {
        const answer = await put(path, body, headers);
        assert.equal(answer.status, status, JSON.stringify(headers));
        if (status === 412) assert.equal(answer.body.code, "precondition-failed");
        assert.equal(await etag(), etagAfter, JSON.stringify(headers));
      }
    });
  }

  it("lets one of many concurrent creations win", async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, () =>
        put("/v1/admin/items/race", { name: "Race" }, { "if-none-match": "*" }),
      ),
    );
    const statuses = answers.map(({ status }) => status).sort();
    assert.deepEqual(statuses, [201, ...Array.from({ length: 7 }, () => 412)]);
  });

  for (const [path, code] of [
    ["/v1/admin/items/nix", "item-not-found"],
    ["/v1/admin/locations/nix", "location-not-found"],
    ["/v1/admin/stock/nix", "item-not-found"],
    ["/internal/availability/nix", "product-not-found"],
  ] as const) {
    it(`answers 404 ${code} for ${path}`, async () => {
      const { status, body } = await inventory.call("GET", path);
      assert.deepEqual([status, body.code], [404, code]);
    });
  }
});

describe("stock over HTTP", () => {
  let inventory: Inventory;
  before(async () => {
    inventory = await startInventory();
    const asAdmin = { scope: "admin" as const };
    const item = { name: "Mug", safetyStock: 1, attributes: { colour: "blue" } };
    await inventory.call("PUT", "/v1/admin/items/mug", { body: item, ...asAdmin });
    for (const [code, priority] of [
      ["BER", 2],
      ["HAM", 1],
    ]) {
      const body = { name: code, priority };
      await inventory.call("PUT", `/v1/admin/locations/${code}`, { body, ...asAdmin });
    }
  });
  after(() => inventory.stop());

  const receive = (over: Readonly<Record<string, unknown>> = {}, key?: string) =>
    inventory.call("POST", "/v1/admin/stock/movements", {
      body: { sku: "mug", location: "BER", kind: "receive", quantity: 5, reason: "PO 1", ...over },
      account: "dev-admin",
      scope: "admin",
      ...(key === undefined ? {} : { key }),
    });
  const onHand = async () => (await inventory.call("GET", "/v1/admin/stock/mug")).body.onHand;

  it("receives units, and says who did it in which trace", async () => {
    const received = await receive();
    assert.equal(received.status, 201);
    assert.deepEqual(received.body, {
      id: received.body.id,
      at: "2026-11-01T12:00:00.000Z",
      sku: "mug",
      location: "BER",
      kind: "receive",
      quantity: 5,
      reason: "PO 1",
      reference: null,
      actor: "dev-admin",
      traceId: received.headers["x-trace-id"],
    });
    assert.match(received.body.id, /^[0-9a-f]{8}-[0-9a-f]{4}-7/);
    assert.equal(await onHand(), 5);
  });

  it("receives once under an Idempotency-Key, twice without", async () => {
    const before = await onHand();
    const first = await receive({}, "delivery-1");
    const again = await receive({}, "delivery-1");
    assert.deepEqual([again.status, again.body], [201, first.body]);
    assert.equal(again.headers["idempotency-replayed"], "true");
    assert.equal(
      (await receive({ quantity: 6 }, "delivery-1")).body.code,
      "idempotency-key-reused",
    );
    assert.equal(await onHand(), before + 5);
    await receive();
    await receive();
    assert.equal(await onHand(), before + 15);
  });

  it("refuses unknown items and locations, naming the field", async () => {
    const before = await onHand();
    const item = await receive({ sku: "nix" });
    assert.deepEqual([item.status, item.body.code], [404, "item-not-found"]);
    assert.equal(item.body.errors[0].path, "/sku");
    const location = await receive({ location: "NIX" });
    assert.deepEqual([location.status, location.body.code], [404, "location-not-found"]);
    assert.equal(location.body.errors[0].path, "/location");
    assert.equal(await onHand(), before);
  });

  it("refuses more units than a shelf can count", async () => {
    const name = {
      name: "fill-shelf",
      text: "update stock set on_hand = 999999999 where sku = 'full'",
    };
    await inventory.call("PUT", "/v1/admin/items/full", { body: { name: "Full" }, scope: "admin" });
    await receive({ sku: "full", quantity: 1 });
    await inventory.db.query(name);
    const refused = await receive({ sku: "full", quantity: 2 });
    assert.deepEqual([refused.status, refused.body.code], [422, "quantity-over-limit"]);
    assert.equal(refused.body.errors[0].path, "/quantity");
    assert.equal((await receive({ sku: "full", quantity: 1 })).status, 201);
  });

  it("tells stock per location in allocation order, and in total", async () => {
    await receive({ location: "HAM", quantity: 3 });
    const items = [{ sku: "mug", quantity: 4 }];
    const held = await inventory.call("POST", "/v1/reservations", { body: { items }, key: "k" });
    assert.equal(held.status, 201);
    const { status, body } = await inventory.call("GET", "/v1/admin/stock/mug");
    assert.equal(status, 200);
    const level = { safetyStock: 1, incoming: 0 };
    assert.deepEqual(body, {
      sku: "mug",
      onHand: 23,
      reserved: 4,
      available: 17,
      safetyStock: 2,
      incoming: 0,
      locations: [
        { location: "HAM", onHand: 3, reserved: 2, available: 0, ...level },
        { location: "BER", onHand: 20, reserved: 2, available: 17, ...level },
      ],
      asOf: "2026-11-01T12:00:00.000Z",
    });
  });

  it("tells availability with what a product view needs", async () => {
    const { status, body } = await inventory.call("GET", "/internal/availability/mug");
    assert.equal(status, 200);
    assert.deepEqual(body, {
      sku: "mug",
      name: "Mug",
      description: null,
      category: null,
      attributes: { colour: "blue" },
      taxCategory: "standard",
      availability: {
        status: "in-stock",
        available: 17,
        locations: [
          { code: "HAM", available: 0 },
          { code: "BER", available: 17 },
        ],
        asOf: "2026-11-01T12:00:00.000Z",
      },
    });
  });

  it("pages through the ledger newest first, each movement once", async () => {
    const path = "/v1/admin/stock/movements?sku=mug&limit=2";
    const seen: string[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const query: string = cursor === "" ? "" : `&cursor=${cursor}`;
      const { status, body } = await inventory.call("GET", path + query);
      assert.equal(status, 200);
      assert.ok(body.data.length <= 2);
      seen.push(...body.data.map(({ id }: { id: string }) => id));
      cursor = body.nextCursor;
    }
    assert.equal(seen.length, 5);
    assert.equal(new Set(seen).size, 5);
    const whole = await inventory.call("GET", "/v1/admin/stock/movements?sku=mug");
    assert.deepEqual(
      whole.body.data.map(({ id }: { id: string }) => id),
      seen,
    );
    assert.equal(whole.body.data[0].location, "HAM", "the last one stands first");
    const all = await inventory.call("GET", "/v1/admin/stock/movements");
    assert.equal(all.body.data.length, 7);
    assert.equal(all.body.nextCursor, null);
    const none = await inventory.call("GET", "/v1/admin/stock/movements?sku=nix");
    assert.deepEqual(none.body, { data: [], nextCursor: null });
  });

  it("imports good rows beside bad ones", async () => {
    const rows = [
      { sku: "new", name: "New", stock: { location: "BER", quantity: 4 } },
      { sku: "n w", name: "New", stock: { location: "BER", quantity: 4 } },
      { sku: "lost", name: "Lost", stock: { location: "NIX", quantity: 4 } },
    ];
    const { status, body } = await inventory.call("POST", "/internal/import-items", {
      body: { items: rows },
      scope: "admin",
    });
    assert.equal(status, 200);
    const [created, malformed, lost] = body.results;
    assert.deepEqual(created, { sku: "new", outcome: "created" });
    assert.deepEqual([malformed.outcome, malformed.error.code], ["unchanged", "validation-failed"]);
    assert.deepEqual([lost.outcome, lost.error.code], ["unchanged", "location-not-found"]);
  });
});
