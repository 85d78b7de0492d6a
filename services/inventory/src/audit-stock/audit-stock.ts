/** `stock` is what the row says, `ledger` what the movements (onHand) or the promises (reserved, owed) add up to. */
export type Drift = {
  readonly sku: string;
  /** Null where the item as a whole drifted: `owed`. */
  readonly location: string | null;
  readonly field: "onHand" | "reserved" | "owed";
  readonly stock: number;
  readonly ledger: number;
};

/** What was done about a drift, or why it was not. */
export type Repair = Drift & { readonly done: string; readonly unrepaired?: string };

/**
 * How each drift ends. Units on hand are what is on the shelf: the ledger gets a correcting movement. Promises are the
 * reservations: what is reserved or owed is set to their sum, where the shelf has that many.
 */
export function decideRepairs(
  drift: readonly Drift[],
  shelves: readonly { readonly sku: string; readonly location: string; readonly onHand: number }[],
): readonly Repair[] {
  return drift.map((row) => {
    if (row.field === "onHand") {
      const done = `the ledger said ${row.ledger}, the shelf says ${row.stock}`;
      return { ...row, done };
    }
    const done = `${row.field} was ${row.stock}, reservations add up to ${row.ledger}`;
    if (row.field === "owed") return { ...row, done };
    const shelf = shelves.find(({ sku, location }) => sku === row.sku && location === row.location);
    const onHand = shelf?.onHand ?? 0;
    if (row.ledger <= onHand) return { ...row, done };
    const unrepaired = `reservations hold ${row.ledger} units, ${onHand} are on hand: receive the missing ones or release reservations`;
    return { ...row, done: "", unrepaired };
  });
}
