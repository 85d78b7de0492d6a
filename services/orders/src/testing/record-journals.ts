/**
 * Records checkouts of today's code as fixtures of its version, to be replayed by whatever the code becomes:
 *
 *     node services/orders/src/testing/record-journals.ts v1
 *
 * Writes what is missing in `checkout/fixtures/journals/` and never touches what is there: a recorded journal is what runs
 * in production have in their engine, so it changes as little as they do.
 */
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createLogger } from "@holdfast/log";
import type { Database, Sql } from "@holdfast/postgres";
import type { CheckoutOrder } from "../checkout/checkout.ts";
import { type CheckoutInput, runCheckout } from "../checkout/checkout.workflow.ts";
import { COUPON, fakeCallees, reducedPriceOf } from "./fake-callees.ts";
import { type EngineFault, fakeEngine } from "./fake-engine.ts";
import { type RecordedCheckout, recordingEngine } from "./journal.ts";

const JOURNALS = join(import.meta.dirname, "../checkout/fixtures/journals");
const NOW_MS = Date.UTC(2026, 10, 22, 12);
const MUGS = [{ sku: "mug", quantity: 3 }];
const MUGS_AND_PEN = [...MUGS, { sku: "pen", quantity: 1 }];

type Callees = ReturnType<typeof fakeCallees>;
type Scenario = {
  readonly order?: Partial<CheckoutOrder>;
  readonly callees?: () => Callees;
  /** After the record of this step somebody has asked to cancel the order. */
  readonly cancelledIn?: string;
  readonly engineFaults?: readonly EngineFault[];
};

const SCENARIOS: Readonly<Record<string, Scenario>> = {
  "confirmed-by-items": {},
  "confirmed-with-a-coupon": {
    order: { basket: { kind: "items", items: MUGS, couponCodes: [COUPON] } },
  },
  "confirmed-by-quote-token": {
    order: { basket: { kind: "quote-token", token: "signed" }, buyerId: "buyer-1" },
    callees: () => withQuote(fakeCallees()),
  },
  "confirmed-with-a-reservation": {
    order: { reservation: { id: "hold-of-the-customer", adopted: true } },
    callees: () => {
      const callees = fakeCallees();
      callees.reserve("hold-of-the-customer", MUGS);
      return callees;
    },
  },
  "confirmed-short-with-refund": {
    order: { shortfallPolicy: "refund", basket: { kind: "items", items: MUGS_AND_PEN } },
    callees: () => withMugs({ there: 2, owable: 0 }),
  },
  "confirmed-split": {
    order: { shortfallPolicy: "split", basket: { kind: "items", items: MUGS_AND_PEN } },
    callees: () => withMugs({ there: 1, owable: 9 }),
  },
  "refused-as-stock-is-short": { callees: () => withMugs({ there: 2, owable: 0 }) },
  "declined-with-a-coupon": {
    order: { basket: { kind: "items", items: MUGS, couponCodes: [COUPON] } },
    callees: () => fakeCallees({ authorise: ["refused"] }),
  },
  "declined-and-undone-late": {
    callees: () =>
      fakeCallees({ authorise: ["refused"], reverseCharges: ["timeout-before", "timeout-after"] }),
  },
  "undone-after-an-unknown-capture": {
    callees: () => fakeCallees({ capture: ["timeout-before"] }),
  },
  "confirmed-after-an-unknown-capture": {
    callees: () => fakeCallees({ capture: ["timeout-after"] }),
  },
  "cancelled-while-it-ran": { cancelledIn: "hold" },
  "cancelled-before-it-began": { cancelledIn: "begin" },
  "stopped-by-an-operator": { engineFaults: [{ run: "authorise", kind: "stop-after" }] },
  "stopped-while-it-was-undone": {
    callees: () => fakeCallees({ authorise: ["refused"] }),
    engineFaults: [{ run: "undo hold", kind: "stop-before" }],
  },
};

async function record(scenario: Scenario): Promise<RecordedCheckout> {
  const { order, callees = fakeCallees, cancelledIn, engineFaults } = scenario;
  const input: CheckoutInput = {
    order: {
      ...{ id: "order-1", account: "acme", currency: "EUR", region: "DE", paymentToken: "tok_ok" },
      basket: { kind: "items", items: MUGS },
      reservation: { id: "hold-1", adopted: false },
      ...order,
    },
    origin: { account: "acme", correlationId: "correlation-1", trace: {} },
  };
  const deps = {
    db: tables(cancelledIn),
    outbox: { wake: () => undefined },
    calls: callees().calls,
    log: createLogger({ service: "orders", level: "silent" }),
    nowMs: () => NOW_MS,
    stepDeadlineMs: 60_000,
  };
  const { complete } = fakeEngine(engineFaults);
  return complete(async (engine) => {
    const recording = recordingEngine(engine);
    const answer = await runCheckout(recording.engine, input, deps);
    return { input, journal: recording.journal, answer };
  });
}

/** What a checkout asks of the database, by the names of its statements. */
function tables(cancelledIn: string | undefined): Database {
  const query = async ({ name, values = [] }: Sql) => {
    const status = cancelledIn === "begin" ? "cancel-requested" : "processing";
    if (name === "begin-checkout") return [{ status }];
    return name === "record-step" ? [{ cancelRequested: values[2] === cancelledIn }] : [];
  };
  return { query } as unknown as Database;
}

function withQuote(callees: Callees): Callees {
  callees.sign({
    ...reducedPriceOf(MUGS),
    ...{ account: "acme", currency: "EUR", region: "DE", expired: false, customerId: "buyer-1" },
  });
  return callees;
}

function withMugs(shelf: { readonly there: number; readonly owable: number }): Callees {
  const callees = fakeCallees();
  callees.stock("mug", shelf);
  return callees;
}

const [version] = process.argv.slice(2);
if (version === undefined || !/^v\d+$/.test(version)) {
  throw new Error("which version of the saga is this? node …/record-journals.ts v1");
}
for (const [name, scenario] of Object.entries(SCENARIOS)) {
  const file = join(JOURNALS, `${version}-${name}.json`);
  if (existsSync(file)) continue;
  const recorded = JSON.stringify(await record(scenario), null, 2);
  writeFileSync(file, `${recorded}\n`);
  process.stdout.write(`recorded ${file}\n`);
}
