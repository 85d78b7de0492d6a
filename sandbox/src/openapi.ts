import { createLogger } from "@holdfast/log";
import { emptyBook } from "./charges/book.ts";
import { compose } from "./compose.ts";

/** Prints the service's OpenAPI document. Nothing is opened: the routes alone make it. */
const unused = () => Promise.reject(new Error("the contract needs no book"));
const app = compose({
  log: createLogger({ service: "payment-sandbox", level: "silent" }),
  version: "0.1.0",
  bookFile: {
    ...{ book: emptyBook(), delivered: new Set(), noteDelivered: () => {} },
    ...{ execute: unused, check: unused, close: async () => {} },
  },
  nowMs: () => 0,
  newId: () => "",
  slowMs: 0,
});
await app.ready();
console.log(JSON.stringify(app.swagger(), null, 2));
await app.close();
