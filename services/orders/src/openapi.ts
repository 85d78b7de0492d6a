import { createLogger } from "@holdfast/log";
import { openOutbox } from "@holdfast/outbox";
import { compose } from "./compose.ts";

/** Prints the service's OpenAPI document. Nothing is opened: the routes alone make it. */
const unused = () => Promise.reject(new Error("the contract needs no database and no engine"));
const db = { query: unused, inTransaction: unused, ping: unused, close: async () => {} };
const app = compose({
  log: createLogger({ service: "orders", level: "silent" }),
  version: "0.1.0",
  db,
  outbox: openOutbox({ db, schedule: () => () => {} }),
  checkouts: { submit: unused, ended: unused },
  imports: { submit: unused, ended: unused },
  restateCheck: unused,
  nowMs: () => 0,
  newId: () => "",
  schedule: () => () => {},
  defaultLocation: "",
});
await app.ready();
console.log(JSON.stringify(app.swagger(), null, 2));
await app.close();
