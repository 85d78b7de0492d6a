import type { Queryable } from "@holdfast/postgres";
import type { Attributes } from "../schemas.ts";

export type Product = {
  readonly sku: string;
  readonly name: string;
  readonly description: string | null;
  readonly category: string | null;
  readonly attributes: Attributes;
  readonly taxCategory: string;
  readonly safetyStock: number;
  readonly backorderLimit: number;
};

/** What is told, and needed to tell, of an item's availability; undefined for an unknown SKU. */
export async function findProduct(db: Queryable, sku: string): Promise<Product | undefined> {
  const [product] = await db.query<Product>({
    name: "find-product",
    text: `select sku, name, description, category, attributes, tax_category as "taxCategory",
                  safety_stock as "safetyStock", backorder_limit as "backorderLimit"
             from item where sku = $1`,
    values: [sku],
  });
  return product;
}
