/** What a notification of the migration's triggers says. */
export type Change =
  | { readonly kind: "skus"; readonly transaction: number; readonly skus: readonly string[] }
  | { readonly kind: "documents" }
  | { readonly kind: "everything" };

/** The channel that the triggers notify. */
export const CHANNEL = "price_inputs";

/** What nobody understands may be anything: everything. */
export function readChange(payload: string): Change {
  const [kind, transaction, ...skus] = payload.split(" ");
  if (kind === "documents") return { kind };
  const number = Number(transaction);
  if (kind === "skus" && Number.isSafeInteger(number)) return { kind, transaction: number, skus };
  return { kind: "everything" };
}
