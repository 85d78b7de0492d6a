import type { FieldError } from "@holdfast/problem";
import { fail, ok, type Result } from "@holdfast/result";
import type { Price } from "../price.ts";
import { type PriceJson, type PricesRefused, readPrices } from "../prices/prices.ts";
import type { PromotionBody } from "../promotion-document.ts";
import { closesGiftCycle } from "../promotion-rules/gift-cycle.ts";
import type { PromotionJson, PromotionPatch } from "../promotions/promotion-json.ts";
import { patchPromotion, readCouponCode, readPromotion } from "../promotions/promotions.ts";

/** What somebody thinks of putting in force, as JSON. */
export type DraftJson = {
  readonly prices?: readonly { readonly sku: string; readonly prices: readonly PriceJson[] }[];
  readonly promotions?: readonly DraftPromotionJson[];
};
/** With an `id` a patch of that promotion, or its end; without one a new promotion. */
type DraftPromotionJson = PromotionPatch & {
  readonly id?: string;
  readonly delete?: boolean;
};

/** A draft that could be put in force as it is. It never is: nothing here is stored. */
export type Draft = {
  /** All prices of a SKU, instead of those that it had. */
  readonly books: ReadonlyMap<string, readonly Price[]>;
  /** Instead of, or beside, those of their ids; null: ended. */
  readonly promotions: ReadonlyMap<string, PromotionBody | null>;
  /** What is in force of the promotions that the draft changes. */
  readonly before: ReadonlyMap<string, PromotionBody>;
};

/** What stands: promotions in force by id, and who has the codes that the draft names. */
export type Standing = {
  readonly promotions: ReadonlyMap<string, PromotionBody>;
  readonly couponOwners: ReadonlyMap<string, string>;
};

/** New promotions are called so. Ids of stored ones begin with a digit, so that among equals these come last, as new ones do. */
const newId = (index: number): string => `draft-${index}`;

/** The codes that the draft would claim, as they are stored. */
export function codesOf({ promotions = [] }: DraftJson): readonly string[] {
  return promotions.flatMap(({ couponCode }) =>
    typeof couponCode === "string" ? (readCouponCode(couponCode) ?? []) : [],
  );
}

/** The draft, or the first kind of refusal that putting it in force would meet; paths begin at the request's body. */
export function readDraft(json: DraftJson, standing: Standing): Result<Draft, PricesRefused> {
  const books = readBooks(json.prices ?? []);
  if (!books.ok) return books;
  const promotions = readPromotions(json.promotions ?? [], standing);
  if (!promotions.ok) return promotions;
  const before = new Map<string, PromotionBody>();
  for (const id of promotions.value.keys()) {
    const body = standing.promotions.get(id);
    if (body !== undefined) before.set(id, body);
  }
  return ok({ books: books.value, promotions: promotions.value, before });
}

function readBooks(rows: NonNullable<DraftJson["prices"]>): Result<Draft["books"], PricesRefused> {
  const books = new Map<string, readonly Price[]>();
  for (const [index, { sku, prices }] of rows.entries()) {
    const path = `/draft/prices/${index}`;
    if (books.has(sku)) return refused("fields-invalid", `${path}/sku`, "stands above already");
    const read = readPrices(prices);
    if (!read.ok) return fail(below(path, read.error));
    books.set(sku, read.value);
  }
  return ok(books);
}

function readPromotions(
  rows: readonly DraftPromotionJson[],
  { promotions: standing, couponOwners }: Standing,
): Result<Draft["promotions"], PricesRefused> {
  const drafted = new Map<string, PromotionBody | null>();
  for (const [index, row] of rows.entries()) {
    const path = `/draft/promotions/${index}`;
    const id = row.id?.toLowerCase() ?? newId(index);
    if (drafted.has(id)) return refused("fields-invalid", `${path}/id`, "stands above already");
    const read = readOne(row, { path, current: standing.get(id) });
    if (!read.ok) return read;
    drafted.set(id, read.value);
  }
  const inForce = new Map([...standing, ...drafted]);
  for (const [index, row] of rows.entries()) {
    const id = row.id?.toLowerCase() ?? newId(index);
    const error = clashOf(id, inForce, couponOwners);
    const path = `/draft/promotions/${index}`;
    if (error !== undefined) return refused("promotion-invalid", path + error.path, error.message);
  }
  return ok(drafted);
}

function readOne(
  { id, delete: isEnded = false, ...fields }: DraftPromotionJson,
  { path, current }: { readonly path: string; readonly current: PromotionBody | undefined },
): Result<PromotionBody | null, PricesRefused> {
  if (id !== undefined && current === undefined) {
    return refused("promotion-invalid", `${path}/id`, "is of no promotion that is in force");
  }
  if (isEnded) {
    const isAlone = id !== undefined && Object.keys(fields).length === 0;
    const message = "needs the id of a promotion, and nothing else beside it";
    return isAlone ? ok(null) : refused("fields-invalid", `${path}/delete`, message);
  }
  const json = current === undefined ? newPromotion(fields) : patchPromotion(current, fields);
  if (typeof json === "string") return refused("fields-invalid", `${path}/${json}`, "is required");
  const read = readPromotion(json);
  return read.ok ? read : fail(below(path, read.error));
}

/** A patch of nothing; the name of a field that is missing. */
function newPromotion(fields: PromotionPatch): PromotionJson | string {
  const named = Object.entries(fields).filter(([, value]) => value !== null);
  const json = Object.fromEntries(named);
  const missing = ["label", "kind", "value"].find((name) => json[name] === undefined);
  return missing ?? (json as PromotionJson);
}

/** What does not go together with other promotions, once all of the draft were in force. */
function clashOf(
  id: string,
  inForce: ReadonlyMap<string, PromotionBody | null>,
  couponOwners: Standing["couponOwners"],
): FieldError | undefined {
  const body = inForce.get(id) ?? null;
  if (body === null) return undefined;
  const others = [...inForce].flatMap(([key, other]) =>
    key === id || other === null ? [] : [{ key, ...other }],
  );
  const { couponCode: code } = body;
  const owner = code === null ? undefined : couponOwners.get(code);
  const isTaken =
    code !== null && others.some(({ key, couponCode }) => couponCode === code || key === owner);
  if (isTaken) return { path: "/couponCode", message: "is a coupon of another promotion" };
  if (!closesGiftCycle(body, others)) return undefined;
  return { path: "/value/sku", message: "would unlock itself, over what other promotions give" };
}

function below(path: string, { kind, errors }: PricesRefused): PricesRefused {
  return { kind, errors: errors.map((error) => ({ ...error, path: path + error.path })) };
}

function refused(kind: "fields-invalid" | "promotion-invalid", path: string, message: string) {
  return fail({ kind, errors: [{ path, message }] });
}
