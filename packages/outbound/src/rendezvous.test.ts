import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { rendezvousOrder } from "./rendezvous.ts";

const ORIGINS = ["a", "b", "c", "d"].map((host) => ({ name: `http://${host}:8001` }));
const KEYS = Array.from({ length: 10_000 }, (_, i) => `sku-${i}`);
const order = (key: string, origins: readonly { name: string }[] = ORIGINS) =>
  rendezvousOrder(key, origins).map(({ name }) => name);
const first = (key: string, origins = ORIGINS) => order(key, origins)[0];

const someOrigins = fc.uniqueArray(
  fc.webAuthority({ withPort: true }).map((host) => ({ name: `http://${host}` })),
  { selector: ({ name }) => name, minLength: 1, maxLength: 8 },
);

describe("rendezvous", () => {
  it("gives each of four origins a quarter of the keys, and of each one's keys a third to each other", () => {
    for (const { name } of ORIGINS) {
      const keys = KEYS.filter((key) => first(key) === name);
      assert.ok(keys.length > 2_350 && keys.length < 2_650, `${name}: ${keys.length}`);
      for (const other of ORIGINS.filter((each) => each.name !== name)) {
        const heirs = keys.filter((key) => order(key)[1] === other.name).length;
        assert.ok(heirs > 740 && heirs < 930, `${name} to ${other.name}: ${heirs}`);
      }
    }
  });

  it("moves the keys of an origin that goes, each to the next of its order, and no others", () => {
    for (const gone of ORIGINS) {
      const left = ORIGINS.filter((origin) => origin !== gone);
      for (const key of KEYS.slice(0, 1_000)) {
        const [before, next] = order(key);
        assert.equal(first(key, left), before === gone.name ? next : before);
      }
    }
  });

  it("keeps the order of the others, whichever origin goes", () => {
    fc.assert(
      fc.property(fc.string(), someOrigins, fc.nat(), (key, origins, index) => {
        const gone = origins[index % origins.length];
        const left = origins.filter((origin) => origin !== gone);
        assert.deepEqual(
          order(key, left),
          order(key, origins).filter((name) => name !== gone?.name),
        );
      }),
    );
  });

  it("is one order of all origins, however they are listed", () => {
    const listedTwice = someOrigins.chain((origins) =>
      fc.record({
        origins: fc.constant(origins),
        shuffled: fc.shuffledSubarray(origins, { minLength: origins.length }),
      }),
    );
    fc.assert(
      fc.property(fc.string(), listedTwice, (key, { origins, shuffled }) => {
        assert.deepEqual(order(key, shuffled), order(key, origins));
        assert.deepEqual(order(key, origins).sort(), origins.map(({ name }) => name).sort());
      }),
    );
  });

  it("stays what it is: gateways of two versions run beside each other during a deploy", () => {
    const hosts = ["mug", "tee-s", "Mütze"].map((key) =>
      order(key)
        .map((name) => name[7])
        .join(""),
    );
    assert.deepEqual(hosts, ["cdab", "adcb", "dacb"]);
  });
});
