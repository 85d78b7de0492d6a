import { createLogger } from "@holdfast/log";
import { compose } from "./compose.ts";

/** Prints the service's OpenAPI document. Nothing is opened: the routes alone make it. */
const unused = () => Promise.reject(new Error("the contract needs no database"));
const app = compose({
  db: { query: unused, inTransaction: unused, ping: unused, close: async () => {} },
  log: createLogger({ service: "pricing", level: "silent" }),
  version: "0.1.0",
  nowMs: () => 0,
  newId: () => "",
  quoteTtlMs: 1,
});
await app.ready();
process.stdout.write(`${JSON.stringify(app.swagger(), null, 2)}\n`);
await app.close();
