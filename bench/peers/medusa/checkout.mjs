/**
 * A process that runs Medusa's modules and completes carts when it is told to, with Medusa's own workflow
 * (`completeCartWorkflow` of core-flows): no HTTP, no authentication, one pool of connections for all modules.
 *
 * Started by ../../orders/medusa.ts with `--url` and `--pool` (connections). Sends "ready"; answers `{ prepare }` with how
 * many carts wait now (three lines, an address, a shipping method and a session with the system's payment provider each);
 * then each `{ clients, warmMs, measureMs }` with what came of it.
 */
import "./links.cjs";
import { parseArgs } from "node:util";
import {
  addShippingMethodToCartWorkflow,
  completeCartWorkflow,
  createCartWorkflow,
  createInventoryLevelsWorkflow,
  createPaymentCollectionForCartWorkflow,
  createPaymentSessionsWorkflow,
  createProductsWorkflow,
  createRegionsWorkflow,
  createSalesChannelsWorkflow,
  createShippingOptionsWorkflow,
  createShippingProfilesWorkflow,
  createStockLocationsWorkflow,
  createTaxRegionsWorkflow,
  linkSalesChannelsToStockLocationWorkflow,
} from "@medusajs/core-flows";
import { asValue } from "@medusajs/framework/awilix";
import { MedusaApp, ModulesDefinition } from "@medusajs/framework/modules-sdk";
import {
  ContainerRegistrationKeys,
  createMedusaContainer,
  Modules,
  ModulesSdkUtils,
} from "@medusajs/framework/utils";

const { values } = parseArgs({
  options: { url: { type: "string" }, pool: { type: "string" }, migrate: { type: "boolean" } },
});
const PRODUCTS = 200;
const UNITS = 10_000_000;
const LINES = 3;
const PREPARED_AT_ONCE = 4;
const ADDRESS = {
  ...{ first_name: "Ada", last_name: "Byron", address_1: "Unter den Linden 1", city: "Berlin" },
  ...{ country_code: "de", postal_code: "10117" },
};

const PACKAGES = {
  [Modules.CART]: "cart",
  [Modules.CUSTOMER]: "customer",
  [Modules.INVENTORY]: "inventory",
  [Modules.ORDER]: "order",
  [Modules.PAYMENT]: "payment",
  [Modules.PRICING]: "pricing",
  [Modules.PRODUCT]: "product",
  [Modules.PROMOTION]: "promotion",
  [Modules.REGION]: "region",
  [Modules.SALES_CHANNEL]: "sales-channel",
  [Modules.STOCK_LOCATION]: "stock-location",
  [Modules.STORE]: "store",
  [Modules.TAX]: "tax",
  [Modules.LOCKING]: "locking",
  [Modules.CACHE]: "cache-inmemory",
  [Modules.EVENT_BUS]: "event-bus-local",
  [Modules.WORKFLOW_ENGINE]: "workflow-engine-inmemory",
};
const modulesConfig = Object.fromEntries(
  Object.entries(PACKAGES).map(([name, folder]) => [
    name,
    { definition: ModulesDefinition[name], resolve: `@medusajs/${folder}` },
  ]),
);
modulesConfig[Modules.FULFILLMENT] = {
  definition: ModulesDefinition[Modules.FULFILLMENT],
  resolve: "@medusajs/fulfillment",
  options: { providers: [{ resolve: "@medusajs/fulfillment-manual", id: "manual" }] },
};

const noop = () => {};
const logger = { ...console, debug: noop, info: noop, log: noop, shouldLog: () => false };
const pool = { min: 1, max: Number(values.pool) };
const database = { clientUrl: values.url, driverOptions: { ssl: false }, pool };
const connection = ModulesSdkUtils.createPgConnection(database);
const container = createMedusaContainer();
container.register({
  [ContainerRegistrationKeys.PG_CONNECTION]: asValue(connection),
  [ContainerRegistrationKeys.LOGGER]: asValue(logger),
  [ContainerRegistrationKeys.CONFIG_MODULE]: asValue({ projectConfig: {}, featureFlags: {} }),
});
const options = {
  modulesConfig,
  sharedContainer: container,
  injectedDependencies: {
    [ContainerRegistrationKeys.PG_CONNECTION]: connection,
    [ContainerRegistrationKeys.LOGGER]: logger,
  },
  sharedResourcesConfig: { database },
};
const medusa = await MedusaApp({ ...options, migrationOnly: values.migrate });
if (values.migrate) {
  await medusa.runMigrations();
  const planner = medusa.linkMigrationExecutionPlanner();
  await planner.executePlan(await planner.createPlan());
  process.exit(0);
}
container.register({
  [ContainerRegistrationKeys.QUERY]: asValue(medusa.query),
  [ContainerRegistrationKeys.REMOTE_QUERY]: asValue(medusa.query),
  [ContainerRegistrationKeys.LINK]: asValue(medusa.link),
  [ContainerRegistrationKeys.REMOTE_LINK]: asValue(medusa.link),
});
for (const service of Object.values(medusa.modules)) {
  container.register(service.__definition.key, asValue(service));
}
await medusa.onApplicationStart();

/** What a workflow answers; it throws when a step fails. */
async function run(workflow, input) {
  const { result } = await workflow(container).run({ input });
  return result;
}

/** One region, one channel, one location, and products with a price and more units than all rounds sell. */
async function openShop() {
  const [channel] = await run(createSalesChannelsWorkflow, {
    salesChannelsData: [{ name: "shop" }],
  });
  const [region] = await run(createRegionsWorkflow, {
    regions: [
      {
        ...{ name: "Europe", currency_code: "eur", countries: ["de"] },
        payment_providers: ["pp_system_default"],
      },
    ],
  });
  await run(createTaxRegionsWorkflow, [
    {
      ...{ country_code: "de", provider_id: "tp_system" },
      default_tax_rate: { rate: 19, code: "de", name: "VAT" },
    },
  ]);
  const [location] = await run(createStockLocationsWorkflow, {
    locations: [{ name: "Berlin", address: { address_1: "", city: "Berlin", country_code: "DE" } }],
  });
  await run(linkSalesChannelsToStockLocationWorkflow, { id: location.id, add: [channel.id] });
  const { shippingOption, profile } = await openShipping(location);
  const variants = await addProducts({ channel, location, profile });
  return { channel, region, shippingOption, variants };
}

async function openShipping(location) {
  const at = { [Modules.STOCK_LOCATION]: { stock_location_id: location.id } };
  const provider = { fulfillment_provider_id: "manual_manual" };
  await medusa.link.create({ ...at, [Modules.FULFILLMENT]: provider });
  const [profile] = await run(createShippingProfilesWorkflow, {
    data: [{ name: "default", type: "default" }],
  });
  const set = await medusa.modules[Modules.FULFILLMENT].createFulfillmentSets({
    ...{ name: "delivery", type: "shipping" },
    service_zones: [{ name: "Europe", geo_zones: [{ country_code: "de", type: "country" }] }],
  });
  await medusa.link.create({ ...at, [Modules.FULFILLMENT]: { fulfillment_set_id: set.id } });
  const [shippingOption] = await run(createShippingOptionsWorkflow, [
    {
      ...{ name: "standard", price_type: "flat", provider_id: "manual_manual" },
      ...{ service_zone_id: set.service_zones[0].id, shipping_profile_id: profile.id },
      type: { label: "standard", description: "some days", code: "standard" },
      prices: [{ currency_code: "eur", amount: 5 }],
      rules: [
        { attribute: "enabled_in_store", value: "true", operator: "eq" },
        { attribute: "is_return", value: "false", operator: "eq" },
      ],
    },
  ]);
  return { shippingOption, profile };
}

async function addProducts({ channel, location, profile }) {
  const products = await run(createProductsWorkflow, {
    products: Array.from({ length: PRODUCTS }, (_, index) => ({
      ...{ title: `Product ${index}`, status: "published", shipping_profile_id: profile.id },
      options: [{ title: "Size", values: ["M"] }],
      variants: [
        {
          ...{ title: "M", sku: `SKU-${index}`, options: { Size: "M" }, manage_inventory: true },
          prices: [{ amount: 20 + index / 100, currency_code: "eur" }],
        },
      ],
      sales_channels: [{ id: channel.id }],
    })),
  });
  const items = await medusa.modules[Modules.INVENTORY].listInventoryItems({}, { take: PRODUCTS });
  await run(createInventoryLevelsWorkflow, {
    inventory_levels: items.map(({ id }) => ({
      ...{ location_id: location.id, inventory_item_id: id, stocked_quantity: UNITS },
    })),
  });
  return products.flatMap(({ variants }) => variants.map(({ id }) => id));
}

let shop;
const carts = [];
let prepared = 0;

async function prepareCart() {
  const first = Math.floor(Math.random() * (PRODUCTS - LINES));
  const { id } = await run(createCartWorkflow, {
    ...{ region_id: shop.region.id, sales_channel_id: shop.channel.id, currency_code: "eur" },
    ...{
      email: `buyer-${prepared++}@example.com`,
      shipping_address: ADDRESS,
      billing_address: ADDRESS,
    },
    items: shop.variants
      .slice(first, first + LINES)
      .map((variant_id) => ({ variant_id, quantity: 1 })),
  });
  await run(addShippingMethodToCartWorkflow, {
    cart_id: id,
    options: [{ id: shop.shippingOption.id }],
  });
  const collection = await run(createPaymentCollectionForCartWorkflow, { cart_id: id });
  const { data } = await medusa.query.graph({
    ...{ entity: "cart", fields: ["payment_collection.id"], filters: { id } },
  });
  await run(createPaymentSessionsWorkflow, {
    payment_collection_id: collection?.id ?? data[0].payment_collection.id,
    provider_id: "pp_system_default",
  });
  carts.push(id);
}

async function prepare(count) {
  shop ??= await openShop();
  const client = async () => {
    while (carts.length < count) await prepareCart();
  };
  await Promise.all(Array.from({ length: PREPARED_AT_ONCE }, client));
  return { carts: carts.length };
}

/**
 * `clients` buyers, each of whom completes another cart as soon as its last one is an order, for a while: it ends before
 * `measureMs` when no cart is left, and tells for how long it was measured.
 */
async function measure({ clients, warmMs, measureMs }) {
  const countFromMs = performance.now() + warmMs;
  let endAtMs = countFromMs + measureMs;
  const latenciesMs = [];
  const told = { orders: 0, failed: 0, reasons: {} };
  const before = process.cpuUsage();
  const client = async () => {
    while (performance.now() < endAtMs) {
      const id = carts.pop();
      const askedAtMs = performance.now();
      if (id === undefined) {
        endAtMs = Math.min(endAtMs, askedAtMs);
        return;
      }
      const order = await run(completeCartWorkflow, { id }).catch((error) => note(told, error));
      const nowMs = performance.now();
      if (order?.id === undefined) continue;
      told.orders += 1;
      if (nowMs >= countFromMs && nowMs < endAtMs) latenciesMs.push(nowMs - askedAtMs);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  const { user, system } = process.cpuUsage(before);
  const measuredMs = Math.max(0, endAtMs - countFromMs);
  return { latenciesMs, measuredMs, cpuMs: (user + system) / 1000, ...told };
}

function note(told, error) {
  const reason = String(error?.message ?? error).slice(0, 200);
  told.failed += 1;
  told.reasons[reason] = (told.reasons[reason] ?? 0) + 1;
}

process.on("unhandledRejection", () => {}); // Medusa's lock rejects a timer that nobody waits for any more
process.on("disconnect", () => process.exit());
process.on("message", async (order) => {
  const told = await ("prepare" in order ? prepare(order.prepare) : measure(order)).catch(
    (error) => ({ error: String(error?.stack ?? error) }),
  );
  process.send(told);
});
process.send("ready");
