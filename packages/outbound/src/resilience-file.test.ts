import assert from "node:assert/strict";
import { join } from "node:path";
import { describe, it } from "node:test";
import { loadResilience } from "./outbound.ts";

const FILE = join(import.meta.dirname, "../../../resilience.yaml");

describe("resilience.yaml", () => {
  const { services, retries, targets } = loadResilience(FILE);

  it("leaves every read of the gateway time for all its attempts", () => {
    for (const [id, { deadlineMs, pattern, calls }] of Object.entries(
      services.gateway?.operations ?? {},
    )) {
      for (const { retry, timeoutMs } of calls) {
        const { attempts = 0, backoffMaxMs = 0 } = retries[retry] ?? {};
        // A fan-out has a fallback for the side that does not make it.
        if (retry !== "read" || pattern === "fan-out") continue;
        const longestMs = attempts * timeoutMs + (attempts - 1) * backoffMaxMs;
        assert.ok(longestMs <= deadlineMs, `${id} may take ${longestMs} ms of its ${deadlineMs}`);
      }
    }
  });

  it("lets a provider that takes 3 s charge and capture, and ends one that never answers within 8 s", () => {
    const payments = (services.orders?.operations.checkout?.calls ?? []).filter(
      ({ target }) => target === "payment",
    );
    assert.equal(payments.length, 5);
    for (const { operation, timeoutMs, deadlineMs } of payments) {
      assert.ok(timeoutMs > 3_500, operation);
      assert.ok(deadlineMs !== undefined && deadlineMs <= 8_000, operation);
    }
  });

  it("knows the payment provider, the subscribers and the tax provider, and them alone, for somebody else's", () => {
    const external = Object.keys(targets).filter((name) => targets[name]?.external);
    assert.deepEqual(external, ["payment", "subscriber", "tax-provider"]);
  });

  it("names the file that cannot be read", () => {
    assert.throws(() => loadResilience("no/such.yaml"), /no\/such\.yaml/);
  });
});
