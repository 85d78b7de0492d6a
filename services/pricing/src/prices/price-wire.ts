import { Type } from "typebox";
import {
  AmountMinor,
  Channel,
  Currency,
  CustomerGroup,
  closed,
  Instant,
  Quantity,
  Region,
} from "../wire.ts";

const PRIORITY_MAX = 1_000_000;

/** A row of a price book. */
export const PriceFields = {
  currency: Currency,
  amount: AmountMinor,
  minQuantity: Type.Optional({ ...Quantity, default: 1 }),
  customerGroup: Type.Optional(CustomerGroup),
  channel: Type.Optional(Channel),
  region: Type.Optional(Region),
  validFrom: Type.Optional(Instant),
  validTo: Type.Optional(Instant),
  compareAt: Type.Optional(AmountMinor),
  floor: Type.Optional({
    ...AmountMinor,
    description: "What no promotion and no dynamic rule may bring a unit below.",
  }),
  priority: Type.Optional(
    Type.Integer({
      minimum: -PRIORITY_MAX,
      maximum: PRIORITY_MAX,
      description: "Between rows of the same conditions and tier the highest wins; 0 if left out.",
    }),
  ),
};
export const PriceBody = closed(PriceFields);
