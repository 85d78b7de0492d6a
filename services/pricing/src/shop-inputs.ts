import type { Queryable } from "@holdfast/postgres";
import { compileCurrencies, compileFx } from "./currency.ts";
import {
  type DocumentKind,
  type Documents,
  listDocuments,
  listDocumentsAt,
} from "./documents.store.ts";
import type { PriceLimits } from "./dynamic-price.ts";
import { compileDynamicRules, type DynamicRule } from "./dynamic-rules.ts";
import type { CustomerGroup, ShopInputs, TaxInputs } from "./price-inputs.ts";
import { findRevisions, listTaxRules } from "./price-source.store.ts";
import { type PromotionBody, toPromotion } from "./promotion-document.ts";
import { compilePromotions } from "./promotion-set.ts";

/** Everything that is not about one SKU, tax rules included. */
export type LoadedShop = {
  readonly inputs: ShopInputs;
  readonly taxes: { readonly revision: number; readonly byRegion: ReadonlyMap<string, TaxInputs> };
};

/** Reads and compiles what has another revision than in `previous`; the same object where all of it is as it was. */
export async function loadShop(
  db: Queryable,
  previous: LoadedShop | undefined,
): Promise<LoadedShop> {
  const revisions = await findRevisions(db);
  const was = previous?.inputs;
  const read = reader(db, revisions);
  const inputs: ShopInputs = {
    promotions: await read("promotion", was?.promotions, promotionsOf),
    fx: await read("fx-rates", was?.fx, compileFx),
    currencies: await read("currency", was?.currencies, compileCurrencies),
    groups: await read("customer-group", was?.groups, groupsOf),
    dynamicRules: await read("dynamic-rule", was?.dynamicRules, dynamicRulesOf),
    limits: await read("price-limits", was?.limits, limitsOf),
  };
  const taxes = await readTaxes(db, previous?.taxes, revisions.get("tax-rule") ?? 0);
  const isSame =
    taxes === previous?.taxes &&
    was !== undefined &&
    Object.entries(inputs).every(([name, part]) => was[name as keyof ShopInputs] === part);
  return isSame && previous !== undefined ? previous : { inputs, taxes };
}

/** The shop as these revisions have it, whatever is in force. */
export async function loadShopAt(
  db: Queryable,
  revisions: Readonly<Record<DocumentKind, number>>,
): Promise<ShopInputs> {
  const at = <Body>(kind: DocumentKind) => listDocumentsAt<Body>(db, kind, revisions[kind]);
  return {
    promotions: promotionsOf(await at("promotion")),
    fx: compileFx(await at("fx-rates")),
    currencies: compileCurrencies(await at("currency")),
    groups: groupsOf(await at("customer-group")),
    dynamicRules: dynamicRulesOf(await at("dynamic-rule")),
    limits: limitsOf(await at("price-limits")),
  };
}

function reader(db: Queryable, revisions: ReadonlyMap<string, number>) {
  return async <Body, Part extends { readonly revision: number }>(
    kind: DocumentKind,
    was: Part | undefined,
    compile: (documents: Documents<Body>) => Part,
  ): Promise<Part> => {
    if (was !== undefined && was.revision === revisions.get(kind)) return was;
    return compile(await listDocuments<Body>(db, kind));
  };
}

async function readTaxes(
  db: Queryable,
  was: LoadedShop["taxes"] | undefined,
  revision: number,
): Promise<LoadedShop["taxes"]> {
  if (was?.revision === revision) return was;
  const rules = await listTaxRules(db);
  return {
    revision: rules.reduce((sum, { version }) => sum + version, 0),
    byRegion: new Map(rules.map((rule) => [rule.region, rule])),
  };
}

const promotionsOf = ({ revision, documents }: Documents<PromotionBody>) =>
  compilePromotions(documents.map(toPromotion), revision);

const groupsOf = ({ revision, documents }: Documents<CustomerGroup>) => ({
  revision,
  groups: new Map(documents.map(({ key, body }) => [key, body])),
});

const dynamicRulesOf = ({ revision, documents }: Documents<Omit<DynamicRule, "key">>) =>
  compileDynamicRules(
    documents.map(({ key, body }) => ({ ...body, key })),
    revision,
  );

const limitsOf = ({ revision, documents }: Documents<PriceLimits>) => ({
  revision,
  bySku: new Map(documents.map(({ key, body }) => [key, body])),
});
