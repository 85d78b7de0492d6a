import type { InventoryOperations, PricingOperations } from "@holdfast/contracts";
import type { CallError, Outbound } from "@holdfast/outbound";
import { isProblem } from "@holdfast/problem";
import { fail, ok, type Result } from "@holdfast/result";
import { jointReads } from "../joint-reads.ts";
import { type KnownPrices, type PriceQuestion, questionKey } from "../known-prices.ts";
import type { LastKnown, Understood } from "../last-known.ts";
import type { ProductItem, ProductPrice } from "../product-view.ts";
import type { SharedReads } from "../shared-reads.ts";
import { type Side, sideOf } from "../side.ts";
import { itemPart, type Part, pricePart } from "../view-json.ts";

/** How the two sides of a view are read. */
export type ReadSidesDeps = {
  readonly outbound: Pick<Outbound, "client">;
  /** Of both sides; the key says which and what. */
  readonly reads: SharedReads<Part>;
  /** The time that a call takes at most, whatever time its request has. */
  readonly askMsMax: number;
  /** Unix ms. */
  readonly nowMs: () => number;
  /** The clock of the cache of views, where there is one. */
  readonly cache: { readonly nowMs: () => number } | undefined;
};

/** Asks inventory, which needs nothing but the SKU. The caller's account is told, for logs only. */
export function itemReader(
  deps: ReadSidesDeps,
  items: LastKnown,
): (sku: string) => Promise<Side<Part>> {
  const inventory = deps.outbound.client<InventoryOperations>("inventory");
  const learn = (sku: string) => (text: string) => items.learn(sku, text, understandItem);
  return sideReader(deps, {
    keyOf: (sku) => sku,
    groupOf: () => "",
    one: (sku) => inventory.read("getAvailability", learn(sku), { path: { sku } }),
    several: (skus) =>
      inventory.read("batchGetAvailability", eachOf(skus.map(learn)), {
        query: { skus: skus.join(",") },
      }),
    absentCode: "product-not-found",
    forget: (sku) => items.forget(sku),
  });
}

function understandItem(text: string): Understood {
  const item = JSON.parse(text) as ProductItem;
  return { part: itemPart(item), asOf: item.availability.asOf };
}

/** Asks pricing: a price depends on all of the question and nothing else. */
export function priceReader(
  deps: ReadSidesDeps,
  prices: KnownPrices,
): (question: PriceQuestion) => Promise<Side<Part>> {
  const pricing = deps.outbound.client<PricingOperations>("pricing");
  const learn = (question: PriceQuestion) => (text: string) =>
    prices.learn(question, text, understandPrice);
  return sideReader(deps, {
    keyOf: questionKey,
    groupOf: (question) => questionKey(question).slice(question.sku.length),
    one: (question) => {
      const { sku, ...query } = question;
      const input = { path: { sku }, query };
      return pricing.read("getPrice", learn(question), input);
    },
    several: (questions) => {
      const skus = questions.map(({ sku }) => sku).join(",");
      const [{ sku: _, ...asked } = NO_QUESTION] = questions;
      return pricing.read("batchGetPrices", eachOf(questions.map(learn)), {
        query: { ...asked, skus },
      });
    },
    absentCode: "price-not-found",
    forget: (question) => prices.forget(question),
  });
}

const NO_QUESTION: PriceQuestion = { sku: "", currency: "", region: "" };

function understandPrice(text: string): Understood {
  const price = JSON.parse(text) as ProductPrice;
  return { part: pricePart(price), asOf: price.asOf };
}

type Read<Body> = Promise<Result<{ readonly body: Body }, CallError>>;
type Element = Result<{ readonly body: Part }, CallError>;

type SideParts<Asked> = {
  /** What the answer depends on. */
  readonly keyOf: (asked: Asked) => string;
  /** What of it all have in common that can be asked for in one call. */
  readonly groupOf: (asked: Asked) => string;
  readonly one: (asked: Asked) => Read<Part>;
  readonly several: (asked: readonly Asked[]) => Read<readonly Element[]>;
  /** With which the side says that there is none, which it is then not known of any more. */
  readonly absentCode: string;
  readonly forget: (asked: Asked) => void;
};

function sideReader<Asked>(deps: ReadSidesDeps, parts: SideParts<Asked>) {
  const { reads, cache } = deps;
  const { keyOf, groupOf, one, several, absentCode, forget } = parts;
  const sideOfElement = (asked: Asked, answer: Element, beganAtMs: number | undefined) => {
    const side = sideOf(answer, absentCode, (part) => begun(part, beganAtMs));
    if (side.kind === "absent") forget(asked);
    return side;
  };
  const read = jointReads<Asked, Side<Part>>({
    ...deps,
    groupOf,
    one: async (asked) => {
      const beganAtMs = cache?.nowMs();
      return sideOfElement(asked, await one(asked), beganAtMs);
    },
    several: async (all) => {
      const beganAtMs = cache?.nowMs();
      const answer = await several(all);
      return (asked, index) =>
        sideOfElement(asked, answer.ok ? elementAt(answer.value.body, index) : answer, beganAtMs);
    },
  });
  return (asked: Asked) => reads.read(keyOf(asked), () => read(asked));
}

const begun = (part: Part, beganAtMs: number | undefined): Part =>
  beganAtMs === undefined ? part : { ...part, beganAtMs };

/** Takes apart an answer that has a line for each that was asked for, each understood by its own of `learn`. */
function eachOf(learn: readonly ((text: string) => Part)[]): (text: string) => readonly Element[] {
  return (text) => {
    const lines = text.split("\n"); // the first and the last are the brackets
    if (lines.length !== learn.length + 2) throw new Error("it answers more or less than asked");
    return learn.map((understand, index) => {
      const line = lines[index + 1] ?? "";
      return elementIn(line.endsWith(",") ? line.slice(0, -1) : line, understand);
    });
  };
}

const REFUSED = '{"problem":';

function elementIn(text: string, understand: (text: string) => Part): Element {
  if (!text.startsWith(REFUSED)) return ok({ body: understand(text) });
  const { problem } = JSON.parse(text) as { readonly problem: unknown };
  if (!isProblem(problem)) throw new Error("it refuses without a problem");
  return fail({ kind: "problem", status: problem.status, problem, headers: {} });
}

function elementAt(elements: readonly Element[], index: number): Element {
  const element = elements[index];
  if (element === undefined) throw new Error("a read of several has lost one");
  return element;
}
