import { join } from "node:path";
import { openFlags } from "@holdfast/flags";
import { createLogger } from "@holdfast/log";
import { loadResilience } from "@holdfast/outbound";
import { compose } from "./compose.ts";
import { readRateLimits } from "./rate-limit/read-rate-limits.ts";

/** Prints the public contract: the gateway's own operations and those it takes from the contracts of the services. */
const nowhere = "http://127.0.0.1:1";
const log = createLogger({ service: "gateway", level: "silent" });
const app = compose({
  log,
  version: "0.1.0",
  resilience: loadResilience(join(import.meta.dirname, "../../../resilience.yaml")),
  origins: { inventory: nowhere, pricing: nowhere, orders: nowhere },
  apiKeys: [],
  edge: { corsOrigins: [], trustedProxies: [], hstsMaxAgeSeconds: undefined },
  rateLimits: readRateLimits({}),
  flags: await openFlags({ file: undefined, log, schedule: () => () => {} }),
  viewCacheMs: 0,
  isFaultInjectionOn: false,
  defaultCurrency: "EUR",
  defaultRegion: "DE",
});
await app.ready();
console.log(JSON.stringify(app.swagger(), null, 2));
await app.close();
