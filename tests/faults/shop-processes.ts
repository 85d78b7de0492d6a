/** The shop behind the gateway as real processes: orders on a real engine, and its callees, each with a database of its own. */
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { openDatabase } from "../../packages/postgres/src/postgres.ts";
import { createDatabase, stock } from "./books.ts";
import type { Answer } from "./inventory-process.ts";
import { eventually, freePorts, type ServiceProcess, startService } from "./service-process.ts";

type Callee = "inventory" | "pricing" | "payment";
export type ShopOptions = {
  /** Its servers. Orders go to any of them; the last one is told where orders is. */
  readonly engine: readonly { readonly ingressUrl: string; readonly adminUrl: string }[];
  /** Where orders reaches a callee that is at `url`. */
  readonly between?: (callee: Callee, url: string) => Promise<string>;
  /** Databases of the test's own; the others are on the test run's server. */
  readonly databases?: Partial<Record<"inventory" | "orders", string>>;
};
export type Shop = Awaited<ReturnType<typeof startShop>>;

type Charge = {
  readonly status: string;
  readonly events: readonly { readonly kind: string }[];
};
type Placed = {
  readonly sku: string;
  readonly key?: string;
  readonly correlationId?: string;
  readonly token?: string;
  readonly couponCodes?: readonly string[];
  readonly wait?: number;
};

const RESILIENCE = join(import.meta.dirname, "../../resilience.yaml");

export async function startShop({ engine, between, databases = {} }: ShopOptions) {
  const home = mkdtempSync(join(tmpdir(), "holdfast-shop-"));
  const made = await Promise.all([createDatabase(), createDatabase(), createDatabase()]);
  const [ofInventory, ofPricing, ofOrders] = made.map(({ url }) => url) as [string, string, string];
  const urls = { inventory: ofInventory, pricing: ofPricing, orders: ofOrders, ...databases };
  const [endpointPort = 0] = await freePorts(1);
  const [sandbox, pricing, firstInventory] = await Promise.all([
    startService("sandbox", { SANDBOX_BOOK_FILE: join(home, "book.jsonl") }),
    startService("services/pricing", { PRICING_DATABASE_URL: urls.pricing }),
    startService("services/inventory", { INVENTORY_DATABASE_URL: urls.inventory }),
  ]);
  const reached = async (callee: Callee, url: string) => (await between?.(callee, url)) ?? url;
  const ordersEnv = {
    ORDERS_DATABASE_URL: urls.orders,
    RESTATE_INGRESS_URL: engine.map(({ ingressUrl }) => ingressUrl).join(","),
    RESTATE_ADMIN_URL: engine.at(-1)?.adminUrl ?? "",
    RESTATE_ENDPOINT_PORT: String(endpointPort),
    RESTATE_ENDPOINT_URL: `http://127.0.0.1:${endpointPort}`,
    INVENTORY_URL: await reached("inventory", firstInventory.url),
    PRICING_URL: await reached("pricing", pricing.url),
    PAYMENT_URL: await reached("payment", sandbox.url),
    REPORTS_DIR: join(home, "reports"),
  };
  let orders: ServiceProcess | undefined;
  const serving = () => {
    if (orders === undefined) throw new Error("orders does not run");
    return orders;
  };
  const place = (placed: Placed) => placeOrder(serving(), placed);
  return {
    inventory: firstInventory,
    pricing,
    orders: serving,
    /** With the policies of resilience.yaml, or changed ones. Resolves when it is ready. */
    startOrders: async (change: (policies: Policies) => void = () => undefined) => {
      const file = join(home, `${randomUUID()}.yaml`);
      const policies = parse(readFileSync(RESILIENCE, "utf8")) as Policies;
      change(policies);
      writeFileSync(file, stringify(policies));
      const started = await startService("services/orders", {
        ...ordersEnv,
        RESILIENCE_FILE: file,
      });
      orders = started;
      await eventually("orders to be ready", async () => {
        const { status } = await started.call({ method: "GET", path: "/readyz" });
        return status === 200 ? true : undefined;
      });
    },
    place,
    /** Placed until there is a definite answer: the same key each time. */
    placeSurely: (placed: Placed) => {
      const key = randomUUID();
      return eventually("a definite answer", async () => {
        const answer = await place({ key, ...placed });
        // Not definite: no answer, a database that is away, and that the first request of the key is not through.
        return answer.status < 300 || "orderId" in answer.body ? answer : undefined;
      });
    },
    /** Resolves with the order when it is not processing any more. */
    ended: (id: string) =>
      eventually(`order ${id} to end`, async () => {
        const { status, body } = await serving().call({ method: "GET", path: `/v1/orders/${id}` });
        return status === 200 && body.status !== "processing" ? body : undefined;
      }),
    stock: (sku: string, units: number) => stock(firstInventory, sku, units),
    price: (sku: string) => priceItem(pricing, sku),
    coupon: (sku: string) => makeCoupon(pricing, sku),
    chargesOf: async (orderId: string): Promise<readonly Charge[]> =>
      (await sandbox.call({ method: "GET", path: `/charges?orderId=${orderId}` })).body.data,
    booksOf: (orderIds: readonly string[]) => readBooks(urls, orderIds),
    audit: async () =>
      (await firstInventory.call({ method: "GET", path: "/internal/audit" })).body.ok,
    stockOf: async (sku: string) => {
      const path = `/v1/admin/stock/${sku}`;
      const { onHand, reserved } = (await firstInventory.call({ method: "GET", path })).body;
      return { onHand, reserved };
    },
    stop: async () => {
      const all = [orders, firstInventory, pricing, sandbox];
      await Promise.all(all.map((process) => process?.kill()));
      await Promise.all(made.map((database) => database.drop()));
      rmSync(home, { recursive: true, force: true });
    },
  };
}

type Policies = {
  readonly targets: Record<
    string,
    { breaker: { minimumCalls: number }; retryBudgetPercent: number }
  >;
  readonly services: {
    readonly orders: {
      readonly operations: {
        readonly checkout: {
          deadlineMs: number;
          readonly calls: { timeoutMs: number; deadlineMs?: number }[];
        };
      };
    };
  };
};

/** No breaker opens and no budget ends, so that each order meets its own fault and no other's. */
export function patient(
  policies: Policies,
  bounds: { readonly timeoutMs: number; readonly deadlineMs: number },
): void {
  for (const target of Object.values(policies.targets)) {
    target.breaker.minimumCalls = 100_000;
    target.retryBudgetPercent = 100;
  }
  const { checkout } = policies.services.orders.operations;
  for (const call of checkout.calls) Object.assign(call, bounds);
}

function placeOrder(orders: ServiceProcess, placed: Placed): Promise<Answer> {
  const { sku, token = "tok_ok", couponCodes, key = randomUUID(), correlationId, wait } = placed;
  return orders.call({
    ...{ method: "POST", path: "/v1/orders", key },
    headers: {
      prefer: wait === undefined ? "respond-async" : `wait=${wait}`,
      ...(correlationId === undefined ? {} : { "x-correlation-id": correlationId }),
    },
    body: {
      items: [{ sku, quantity: 1 }],
      ...{ currency: "EUR", region: "DE", customer: { email: "ada@example.com" } },
      paymentMethod: { token },
      ...(couponCodes === undefined ? {} : { couponCodes }),
    },
  });
}

async function priceItem(pricing: ServiceProcess, sku: string): Promise<void> {
  const put = async (path: string, body: object) => {
    const answer = await pricing.call({ method: "PUT", path: `/v1/admin${path}`, body });
    assert.ok(answer.status < 300, JSON.stringify(answer.body));
  };
  await put("/tax-rates/DE", {
    pricesIncludeTax: true,
    rates: [{ category: "standard", ratePercent: "19" }],
  });
  await put(`/prices/${sku}`, { prices: [{ currency: "EUR", amount: 1999 }] });
}

/** Five euros off a basket with the SKU; the code. */
async function makeCoupon(pricing: ServiceProcess, sku: string): Promise<string> {
  const post = async (path: string, body: object) => {
    const answer = await pricing.call({
      method: "POST",
      path: `/v1/admin/promotions${path}`,
      body,
    });
    assert.equal(answer.status, 201, JSON.stringify(answer.body));
    return answer.body;
  };
  const { id } = await post("", {
    ...{ label: `Five off ${sku}`, kind: "amount", needsCoupon: true, appliesTo: { skus: [sku] } },
    value: { amount: 500, currency: "EUR", per: "basket" },
  });
  await post(`/${id}/coupons`, { count: 1, prefix: "FAULT-", maxUses: 1_000 });
  const path = `/v1/admin/promotions/${id}/coupons`;
  const { body } = await pricing.call({ method: "GET", path });
  return body.data[0].code;
}

type Books = {
  /** What is not given back, by order. */
  readonly reservations: ReadonlyMap<string, string>;
  readonly redeemed: ReadonlySet<string>;
  /** Uses that are counted, of all promotions. */
  readonly uses: number;
};

async function readBooks(
  urls: { readonly inventory: string; readonly pricing: string },
  orderIds: readonly string[],
): Promise<Books> {
  const inventory = openDatabase({ url: urls.inventory, applicationName: "books" });
  const pricing = openDatabase({ url: urls.pricing, applicationName: "books" });
  try {
    const held = await inventory.query<{ orderId: string; status: string }>({
      name: "reservations",
      text: `select order_id as "orderId", status from reservation
              where order_id = any($1) and status in ('held', 'confirmed')`,
      values: [orderIds],
    });
    const redeemed = await pricing.query<{ orderId: string }>({
      name: "redemptions",
      text: `select order_id as "orderId" from redemption
              where order_id = any($1) and restored_at is null and discount_minor > 0`,
      values: [orderIds],
    });
    const [used] = await pricing.query<{ uses: number }>({
      name: "uses",
      text: "select coalesce(sum(uses), 0)::int as uses from promotion_use",
    });
    return {
      reservations: new Map(held.map(({ orderId, status }) => [orderId, status])),
      redeemed: new Set(redeemed.map(({ orderId }) => orderId)),
      uses: used?.uses ?? 0,
    };
  } finally {
    await Promise.all([inventory.close(), pricing.close()]);
  }
}
