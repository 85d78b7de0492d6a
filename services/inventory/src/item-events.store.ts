/** What a statement that writes items returns, so that `tellItems` can tell of them. */
export const TOLD_COLUMNS = `item.sku, item.version, item.category, item.attributes, item.tax_category as "taxCategory",
  item.discontinued_at as "discontinuedAt"`;

/** Writes the `item.changed` of every row of `from`, a table of `TOLD_COLUMNS`. The sequence is the item's version. */
export function tellItems(by: {
  readonly from: string;
  /** Parameters of the statement, "$2". */
  readonly at: string;
  readonly traceparent: string;
}): string {
  return `insert into outbox (aggregate, sequence, type, at, traceparent, payload)
    select 'item/' || sku, version, 'item.changed', ${by.at}, ${by.traceparent}::text,
           json_build_object('sku', sku, 'category', category, 'attributes', attributes, 'taxCategory', "taxCategory",
             'discontinued', "discontinuedAt" is not null)
      from ${by.from}`;
}
