import { createLogger } from "@holdfast/log";
import { openOutbox } from "@holdfast/outbox";
import { compose } from "./compose.ts";

/** Prints the service's OpenAPI document. Nothing is opened: the routes alone make it. */
const unused = () => Promise.reject(new Error("the contract needs no database"));
const db = { query: unused, inTransaction: unused, ping: unused, close: async () => {} };
const app = compose({
  log: createLogger({ service: "inventory", level: "silent" }),
  version: "0.1.0",
  db,
  engine: { submit: unused, close: async () => {} },
  outbox: openOutbox({ db, schedule: () => () => {} }),
  nowMs: () => 0,
  breakers: () => [],
  newId: () => "",
});
await app.ready();
console.log(JSON.stringify(app.swagger(), null, 2));
await app.close();
