import { createLogger } from "@holdfast/log";
import { openOutbox } from "@holdfast/outbox";
import { compose } from "./compose.ts";
import { openPriceSource } from "./price-source.ts";

/** Prints the service's OpenAPI document. Nothing is opened: the routes alone make it. */
const unused = () => Promise.reject(new Error("the contract needs no database"));
const db = { query: unused, inTransaction: unused, ping: unused, close: async () => {} };
const log = createLogger({ service: "pricing", level: "silent" });
const prices = openPriceSource({
  db,
  listen: () => ({ catchUp: unused, close: async () => {} }),
  redis: undefined,
  bytesMax: 1,
  staleMaxMs: 0,
  log,
  nowMs: () => 0,
  schedule: () => () => {},
});
const app = compose({
  db,
  prices,
  outbox: openOutbox({ db, schedule: () => () => {} }),
  log,
  version: "0.1.0",
  nowMs: () => 0,
  newId: () => "",
  breakers: () => [],
  randomBytes: () => new Uint8Array(),
  askTaxProvider: unused,
  isDynamic: () => false,
  quoteTtlMs: 1,
});
await app.ready();
process.stdout.write(`${JSON.stringify(app.swagger(), null, 2)}\n`);
await app.close();
