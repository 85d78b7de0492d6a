import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { knownAnswer, partOf, saidAgain } from "./known-answer.ts";
import type { ProductItem } from "./product-view.ts";
import { digestOf, itemPart } from "./view-json.ts";

const AS_OF = "2026-11-01T08:00:00.000Z";
const LATER = "2026-11-02T09:30:00.125Z";
const MUG: ProductItem & { readonly taxCategory: string } = {
  ...{ sku: "mug", name: "Mug", description: 'The "asOf": mug', category: null },
  attributes: { ml: 300 },
  taxCategory: "standard",
  availability: { status: "low", available: 3, locations: [], asOf: AS_OF },
};
type Answer = Omit<ProductItem, "availability"> & {
  readonly availability?: Partial<ProductItem["availability"]>;
};
const answer = ({ availability, ...item }: Partial<Answer> = {}): ProductItem => ({
  ...MUG,
  ...item,
  availability: { ...MUG.availability, ...availability },
});
const learn = (item: ProductItem) =>
  knownAnswer(JSON.stringify(item), itemPart(item), item.availability.asOf);

describe("an answer that says what the last one said", () => {
  it("is known without being taken apart, as of its own time", () => {
    const later = answer({ availability: { asOf: LATER } });
    const known = learn(MUG);
    const { digest, ...part } = saidAgain(known, JSON.stringify(later)) ?? assert.fail();
    assert.deepEqual(part, itemPart(later));
    assert.equal(digest, digestOf(itemPart(later)));
    assert.equal(partOf(known).json, part.json);
  });

  it("stays known however often it is said", () => {
    const known = learn(MUG);
    for (let day = 10; day < 20; day += 1) {
      const next = answer({ availability: { asOf: `2026-11-${day}T00:00:00.000Z` } });
      assert.equal(saidAgain(known, JSON.stringify(next))?.json, itemPart(next).json);
      assert.equal(partOf(known).json, itemPart(next).json);
    }
  });

  it("keeps that it was stale", () => {
    const stale = learn(answer({ availability: { stale: true } }));
    const later = answer({ availability: { stale: true, asOf: LATER } });
    assert.equal(saidAgain(stale, JSON.stringify(later))?.isStale, true);
  });
});

describe("the time of an answer", () => {
  it("is any that there is, to the millisecond", () => {
    const date = fc.date({ min: new Date(0), max: new Date("9999-12-31"), noInvalidDate: true });
    fc.assert(
      fc.property(date, (at) => {
        const known = learn(MUG);
        const next = answer({ availability: { asOf: at.toISOString() } });
        assert.ok(saidAgain(known, JSON.stringify(next)));
        assert.equal(known.asOfMs, at.getTime());
      }),
    );
  });
});

describe("an answer that says something else", () => {
  const others: readonly [string, Partial<Answer>][] = [
    ["a name of the same length", { name: "Cup" }],
    ["another stock", { availability: { available: 4 } }],
    ["more", { description: "The mug, again" }],
    ["no time", { availability: { asOf: null } }],
    [
      "no time of the form of ours, as long",
      { availability: { asOf: "2026-11-01T08:00:00.00+0" } },
    ],
  ];
  for (const [name, change] of others) {
    it(`is not known: ${name}`, () => {
      assert.equal(saidAgain(learn(MUG), JSON.stringify(answer(change))), undefined);
    });
  }

  it("is not known where its time is not the only text that reads so", () => {
    const twice = answer({ attributes: { printedAt: AS_OF } });
    const known = learn(twice);
    assert.equal(partOf(known).json, itemPart(twice).json);
    assert.equal(saidAgain(known, JSON.stringify(twice)), undefined);
  });

  it("never passes for another, whatever customers write", () => {
    const text = fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.constantFrom(AS_OF, '"asOf":"', "\\"),
    );
    const item = fc.record({
      ...{ name: text, description: text, attributes: fc.dictionary(text, text) },
      asOf: fc.constantFrom(AS_OF, LATER),
    });
    fc.assert(
      fc.property(item, item, ({ asOf: one, ...first }, { asOf: two, ...second }) => {
        const [was, is] = [
          answer({ ...first, availability: { asOf: one } }),
          answer({ ...second, availability: { asOf: two } }),
        ];
        const known = saidAgain(learn(was), JSON.stringify(is));
        if (known !== undefined) assert.equal(known.json, itemPart(is).json);
      }),
    );
  });
});
