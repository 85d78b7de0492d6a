import { createLogger } from "@holdfast/log";
import { openOutbox } from "@holdfast/outbox";
import { compose } from "./compose.ts";
import { openWebhooks } from "./open-webhooks.ts";
import { openVault } from "./secret-vault.ts";

/** Prints the service's OpenAPI document. Nothing is opened: the routes alone make it. */
const unused = () => Promise.reject(new Error("the contract needs no database and no engine"));
const db = { query: unused, inTransaction: unused, ping: unused, close: async () => {} };
const log = createLogger({ service: "orders", level: "silent" });
const webhooks = openWebhooks({
  ...{ db, log, nowMs: () => 0, random: () => 0, allowPrivate: false, wake: unused },
  strangers: { post: unused, close: unused },
  vault: openVault([]),
});
const app = compose({
  log,
  webhooks,
  randomBytes: () => new Uint8Array(),
  version: "0.1.0",
  db,
  outbox: openOutbox({ db, schedule: () => () => {} }),
  checkouts: { submit: unused, ended: unused },
  imports: { submit: unused, ended: unused },
  changes: { submit: unused, ended: unused },
  reports: {
    submissions: { submit: unused, ended: unused },
    storage: { write: unused, list: unused, read: unused, remove: unused },
    ...{ retentionMs: 0, slots: 1, currency: "EUR" },
  },
  paymentEvents: { verifier: undefined, reverse: unused },
  restateCheck: unused,
  nowMs: () => 0,
  newId: () => "",
  breakers: () => [],
  schedule: () => () => {},
  defaultLocation: "",
});
await app.ready();
console.log(JSON.stringify(app.swagger(), null, 2));
await app.close();
