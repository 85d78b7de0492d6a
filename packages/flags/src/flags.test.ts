import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { createLogger } from "@holdfast/log";
import fc from "fast-check";
import { readFlagFile, ruleOf, withFlag } from "./flag-file.ts";
import { FLAG_KEYS } from "./flag-table.ts";
import { openFlags } from "./flags.ts";

const home = mkdtempSync(join(tmpdir(), "holdfast-flags-"));
after(() => rmSync(home, { recursive: true }));
let files = 0;
function newFile(): string {
  files += 1;
  return join(home, `${files}.json`);
}
const log = createLogger({ service: "test", level: "silent" });

/** A second passes when `tick` is called. */
async function opened(file: string | undefined) {
  let due = () => {};
  const schedule = (work: () => void) => {
    due = work;
    return () => {};
  };
  const flags = await openFlags({ file, log, schedule });
  return { flags, tick: () => due() };
}

const skus = Array.from({ length: 2_000 }, (_, index) => `SKU-${index}`);

describe("a flag without a file", () => {
  it("is as the table has it, for every key", async () => {
    const { flags } = await opened(undefined);
    assert.equal(flags.isOn("sku-hash-routing", "SKU-1"), true);
    assert.equal(flags.isOn("dynamic-pricing"), false);
    assert.equal(flags.mayBeOn("dynamic-pricing"), false);
    await flags.close();
  });

  it("cannot be set: there is nowhere to keep it", async () => {
    const { flags } = await opened(undefined);
    const put = flags.put("hedging", { enabled: true, rolloutPercent: 100 }, undefined);
    assert.equal(put.ok ? "set" : put.error.kind, "read-only");
    await flags.close();
  });
});

describe("a roll-out", () => {
  it("takes in its share of the keys, the same in every process, and more of them as it grows", async () => {
    const file = newFile();
    const [one, other] = [await opened(file), await opened(file)];
    one.flags.put("dynamic-pricing", { enabled: true, rolloutPercent: 25 }, undefined);
    other.tick();
    const few = skus.filter((sku) => one.flags.isOn("dynamic-pricing", sku));
    assert.deepEqual(
      skus.filter((sku) => other.flags.isOn("dynamic-pricing", sku)),
      few,
    );
    assert.ok(few.length > 400 && few.length < 600, `${few.length} of 2,000`);
    one.flags.put("dynamic-pricing", { enabled: true, rolloutPercent: 60 }, undefined);
    assert.ok(few.every((sku) => one.flags.isOn("dynamic-pricing", sku)));
    assert.equal(one.flags.isOn("dynamic-pricing"), false, "who names no key takes no part");
    assert.equal(one.flags.mayBeOn("dynamic-pricing"), true);
    await Promise.all([one.flags.close(), other.flags.close()]);
  });

  it("is told by OpenFeature's own client as well, with its reason", async () => {
    const { flags } = await opened(newFile());
    flags.put("hedging", { enabled: true, rolloutPercent: 100 }, undefined);
    const told = await flags.evaluate("hedging", "getPrice");
    assert.deepEqual(told, { value: true, reason: "STATIC" });
    await flags.close();
  });
});

describe("the file of flags", () => {
  it("is read again when it changes, whoever wrote it", async () => {
    const file = newFile();
    const { flags, tick } = await opened(file);
    const text = {
      flags: { hedging: { state: "ENABLED", variants: { a: true }, defaultVariant: "a" } },
    };
    writeFileSync(file, JSON.stringify(text));
    assert.equal(flags.isOn("hedging"), false);
    tick();
    assert.equal(flags.isOn("hedging"), true);
    rmSync(file);
    tick();
    assert.equal(flags.isOn("hedging"), false, "as the table has it");
    await flags.close();
  });

  for (const [what, text] of [
    ["no JSON", "{"],
    ["no flags", "[]"],
    ["a state that is none", '{"flags":{"hedging":{"state":"on"}}}'],
    [
      "a default that is no variant",
      '{"flags":{"hedging":{"state":"ENABLED","variants":{"on":true},"defaultVariant":"off"}}}',
    ],
    [
      "a text for a value",
      '{"flags":{"hedging":{"state":"ENABLED","variants":{"on":"true"},"defaultVariant":"on"}}}',
    ],
  ] as const) {
    it(`changes no flag and says why when it has ${what}`, async () => {
      const file = newFile();
      const { flags, tick } = await opened(file);
      flags.put("hedging", { enabled: true, rolloutPercent: 100 }, undefined);
      writeFileSync(file, text);
      utimesSync(file, 1, 1);
      tick();
      assert.equal(flags.isOn("hedging"), true);
      assert.match(flags.fault() ?? "", new RegExp(`^${file}`));
      const put = flags.put("hedging", { enabled: false, rolloutPercent: 100 }, undefined);
      assert.equal(put.ok ? "set" : put.error.kind, "broken");
      assert.equal(readFileSync(file, "utf8"), text, "nobody's work is overwritten");
      await flags.close();
    });
  }

  it("keeps what is in it beside the flag that is set", async () => {
    const file = newFile();
    const others = { mine: { state: "ENABLED", variants: { x: 1 }, defaultVariant: "x" } };
    writeFileSync(file, JSON.stringify({ flags: others, $evaluators: {} }));
    const { flags } = await opened(file);
    flags.put("hedging", { enabled: true, rolloutPercent: 5 }, undefined);
    const written = JSON.parse(readFileSync(file, "utf8"));
    assert.deepEqual(written.flags.mine, others.mine);
    assert.deepEqual(written.$evaluators, {});
    await flags.close();
  });

  it("is not written over what the writer has not seen", async () => {
    const file = newFile();
    const { flags } = await opened(file);
    const [before] = flags.states();
    flags.put("dynamic-pricing", { enabled: true, rolloutPercent: 10 }, before?.etag);
    const late = flags.put(
      "dynamic-pricing",
      { enabled: false, rolloutPercent: 100 },
      before?.etag,
    );
    assert.equal(late.ok ? "set" : late.error.kind, "changed");
    await flags.close();
  });

  it("says of a rule of somebody's own that it is one", async () => {
    const file = newFile();
    const targeting = { if: [{ in: ["MUG", { var: "targetingKey" }] }, "on", "off"] };
    const flag = {
      state: "ENABLED",
      variants: { on: true, off: false },
      defaultVariant: "off",
      targeting,
    };
    writeFileSync(file, JSON.stringify({ flags: { "dynamic-pricing": flag } }));
    const { flags } = await opened(file);
    assert.equal(flags.states().find(({ key }) => key === "dynamic-pricing")?.rule, "custom");
    assert.equal(flags.isOn("dynamic-pricing", "MUG-1"), true);
    assert.equal(flags.isOn("dynamic-pricing", "CUP-1"), false);
    await flags.close();
  });

  it("tells every setting back as it was put", () => {
    const setting = fc.oneof(
      fc.constant({ enabled: false, rolloutPercent: 100 }),
      fc.integer({ min: 1, max: 100 }).map((rolloutPercent) => ({ enabled: true, rolloutPercent })),
    );
    fc.assert(
      fc.property(fc.constantFrom(...FLAG_KEYS), setting, (key, put) => {
        const file = withFlag({ flags: {} }, key, put);
        assert.deepEqual(ruleOf(file, key), put);
        assert.equal(readFlagFile(JSON.stringify(file)).ok, true);
      }),
    );
  });
});
