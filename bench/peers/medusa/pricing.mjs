/**
 * A process that runs Medusa's pricing module and asks it for prices when it is told to.
 *
 * Started by ../../pricing/medusa.ts with `--url` and `--pool` (connections). Sends "ready"; answers `{ seed }` with how
 * many price sets it made, each with 3 prices and one in a price list; then each `{ clients, warmMs, measureMs,
 * skusPerCall }` with what came of it.
 */
import { parseArgs } from "node:util";
import { MedusaApp, ModulesDefinition } from "@medusajs/framework/modules-sdk";
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils";

const { values } = parseArgs({
  options: { url: { type: "string" }, pool: { type: "string" }, migrate: { type: "boolean" } },
});
const medusa = await MedusaApp({
  modulesConfig: {
    [Modules.PRICING]: {
      definition: ModulesDefinition[Modules.PRICING],
      resolve: "@medusajs/pricing",
    },
  },
  injectedDependencies: { [ContainerRegistrationKeys.LOGGER]: console },
  sharedResourcesConfig: {
    database: {
      clientUrl: values.url,
      driverOptions: { ssl: false },
      pool: { min: 1, max: Number(values.pool) },
    },
  },
});
if (values.migrate) {
  await medusa.runMigrations();
  process.exit(0);
}
await medusa.onApplicationStart();
const pricing = medusa.modules[Modules.PRICING];
const CONTEXT = { context: { currency_code: "eur", quantity: 1 } };

let ids = [];

/** Cents become the decimals that Medusa keeps. */
async function seed(count) {
  const sets = await pricing.createPriceSets(
    Array.from({ length: count }, (_, index) => ({
      prices: [
        { amount: 20 + index / 100, currency_code: "eur" },
        { amount: 18 + index / 100, currency_code: "eur", min_quantity: 10 },
        { amount: 22 + index / 100, currency_code: "usd" },
      ],
    })),
  );
  ids = sets.map(({ id }) => id);
  await pricing.createPriceLists([
    {
      title: "Sale",
      description: "bench",
      type: "sale",
      status: "active",
      prices: ids.map((id, index) => ({
        price_set_id: id,
        amount: 19 + index / 100,
        currency_code: "eur",
      })),
    },
  ]);
  return { sets: ids.length };
}

/** `clients` callers, each of whom asks again as soon as it is answered, for a while. */
async function measure({ clients, warmMs, measureMs, skusPerCall }) {
  const countFromMs = performance.now() + warmMs;
  const endAtMs = countFromMs + measureMs;
  const latenciesMs = [];
  const client = async () => {
    while (performance.now() < endAtMs) {
      const asked = Array.from(
        { length: skusPerCall },
        () => ids[Math.floor(Math.random() * ids.length)],
      );
      const askedAtMs = performance.now();
      const prices = await pricing.calculatePrices({ id: asked }, CONTEXT);
      const nowMs = performance.now();
      if (prices.length !== asked.length || prices.some((it) => !(it.calculated_amount > 0)))
        throw new Error(`Medusa told ${prices.length} prices: ${JSON.stringify(prices[0])}`);
      if (nowMs >= countFromMs && nowMs < endAtMs) latenciesMs.push(nowMs - askedAtMs);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return { latenciesMs };
}

process.on("disconnect", () => process.exit());
process.on("message", async (order) => {
  process.send(await ("seed" in order ? seed(order.seed) : measure(order)));
});
process.send("ready");
