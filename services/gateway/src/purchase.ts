import { isCurrency } from "@holdfast/money";
import { ProblemError, problem } from "@holdfast/problem";
import { Type } from "typebox";

/** What a view is priced in and for when its caller does not say. */
export type Defaults = { readonly defaultCurrency: string; readonly defaultRegion: string };

/** For whom a view is priced, as its caller asks. */
export const PurchaseFields = {
  currency: Type.Optional(
    Type.String({ pattern: "^[A-Z]{3}$", description: "ISO 4217; the shop's own by default." }),
  ),
  region: Type.Optional(
    Type.String({
      pattern: "^[A-Z]{2}(?:-[A-Z0-9]{1,3})?$",
      description: "ISO 3166 (ES, ES-CN); the shop's own by default.",
    }),
  ),
  customerGroup: Type.Optional(Type.String({ pattern: "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$" })),
  channel: Type.Optional(
    Type.String({
      pattern: "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$",
      description: "Where it is sold (`web`, `app`): prices and promotions may be for one only.",
    }),
  ),
};

/** What a schema cannot tell. `path` is where the currency stands in the request. @throws ProblemError */
export function checkCurrency(currency: string, path = "query/currency"): void {
  if (isCurrency(currency)) return;
  throw new ProblemError(
    problem({
      status: 422,
      code: "unknown-currency",
      title: "Unknown currency",
      detail: `${currency} is no ISO 4217 currency.`,
      errors: [{ path, message: "must be an ISO 4217 currency" }],
    }),
  );
}
