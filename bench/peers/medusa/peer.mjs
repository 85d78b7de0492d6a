/**
 * A process that runs Medusa's inventory module and buys from it when it is told to, in the steps of Medusa's own cart
 * completion (core-flows: confirm-inventory.js, then reserve-inventory.js).
 *
 * Started by ../../inventory/medusa.ts with `--url`, `--lock` (none, memory: Medusa's default, postgres) and `--pool`
 * (connections; 0: Medusa's default). Sends "ready"; then answers each message `{ clients, warmMs, measureMs }` or
 * `{ clients, buyers }` with what came of it.
 */
import { parseArgs } from "node:util";
import { MedusaApp, ModulesDefinition } from "@medusajs/framework/modules-sdk";
import { ContainerRegistrationKeys, MathBN, Modules } from "@medusajs/framework/utils";

const { values } = parseArgs({
  options: {
    url: { type: "string" },
    lock: { type: "string" },
    pool: { type: "string" },
    migrate: { type: "boolean" },
  },
});
const ITEM = "iitem_bench";
const LOCATION = "sloc_bench";

const medusa = await MedusaApp({
  modulesConfig: {
    [Modules.INVENTORY]: {
      definition: ModulesDefinition[Modules.INVENTORY],
      resolve: "@medusajs/inventory",
    },
    [Modules.LOCKING]: {
      definition: ModulesDefinition[Modules.LOCKING],
      resolve: "@medusajs/locking",
      options:
        values.lock === "postgres"
          ? {
              providers: [
                { resolve: "@medusajs/locking-postgres", id: "postgres", is_default: true },
              ],
            }
          : {},
    },
  },
  injectedDependencies: { [ContainerRegistrationKeys.LOGGER]: console },
  sharedResourcesConfig: {
    database: {
      clientUrl: values.url,
      driverOptions: { ssl: false },
      ...(values.pool === "0" ? {} : { pool: { min: 1, max: Number(values.pool) } }),
    },
  },
});
if (values.migrate) {
  await medusa.runMigrations();
  process.exit(0);
}
await medusa.onApplicationStart();
const inventory = medusa.modules[Modules.INVENTORY];
const locking = medusa.modules[Modules.LOCKING];

let bought = 0;

/** @returns {Promise<boolean>} false: there is not enough stock. Throws when it fails. */
async function buyOne() {
  const quantity = MathBN.mult(1, 1);
  const item = {
    line_item_id: `ordli_${process.pid}_${bought++}`,
    inventory_item_id: ITEM,
    location_id: LOCATION,
    quantity,
    allow_backorder: false,
  };
  if (!(await inventory.confirmInventory(ITEM, [LOCATION], quantity))) return false;
  const reserve = () => inventory.createReservationItems([item]);
  try {
    await (values.lock === "none" ? reserve() : locking.execute([ITEM], reserve));
    return true;
  } catch (error) {
    if (/not enough stock/i.test(String(error.message))) return false;
    throw error;
  }
}

/** `clients` buyers, each of whom buys again as soon as it is answered, for a while. */
async function measure({ clients, warmMs, measureMs }) {
  const beganAtMs = performance.now();
  const countFromMs = beganAtMs + warmMs;
  const endAtMs = countFromMs + measureMs;
  const latenciesMs = [];
  const told = { failed: 0, reasons: {} };
  const client = async () => {
    while (performance.now() < endAtMs) {
      const askedAtMs = performance.now();
      const reserved = await buyOne().catch((error) => note(told, error));
      const nowMs = performance.now();
      if (reserved === true && nowMs >= countFromMs && nowMs < endAtMs)
        latenciesMs.push(nowMs - askedAtMs);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return { latenciesMs, ...told };
}

/** `buyers` who each try once, `clients` of them at a time. */
async function sellOut({ clients, buyers }) {
  const told = { sold: 0, refused: 0, failed: 0, reasons: {} };
  let left = buyers;
  const client = async () => {
    while (left-- > 0) {
      const reserved = await buyOne().catch((error) => note(told, error));
      if (reserved === true) told.sold += 1;
      if (reserved === false) told.refused += 1;
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return told;
}

function note(told, error) {
  const reason = String(error.message).slice(0, 100);
  told.failed += 1;
  told.reasons[reason] = (told.reasons[reason] ?? 0) + 1;
}

process.on("unhandledRejection", () => {}); // Medusa's lock rejects a timer that nobody waits for any more
process.on("disconnect", () => process.exit());
process.on("message", async (order) => {
  process.send(await ("buyers" in order ? sellOut(order) : measure(order)));
});
process.send("ready");
