export type LoadName = "hot" | "zipf" | "uniform";
export type Load = {
  readonly name: LoadName;
  /** What stands in the tables, `skuOf(0)` to `skuOf(skus - 1)`. */
  readonly skus: number;
  /** The SKU that the next buyer wants. */
  readonly pick: () => string;
};

const SKUS_ASIDE = 1_000; // a shop has more than its hot SKU, and no planner picks a plan for a table of one row

export const skuOf = (index: number): string => `SKU-${String(index).padStart(7, "0")}`;

export function loadOf(name: LoadName): Load {
  switch (name) {
    case "hot":
      return { name, skus: SKUS_ASIDE, pick: () => skuOf(0) };
    case "zipf":
      return { name, skus: 1_000, pick: zipfPicker(1_000) };
    case "uniform":
      return { name, skus: 10_000, pick: uniformPicker(10_000, 1) };
    default:
      return name satisfies never;
  }
}

/** One of `choices` SKUs that lie `step` apart. */
export function uniformPicker(choices: number, step: number): () => string {
  const skus = Array.from({ length: choices }, (_, index) => skuOf(index * step));
  return () => skus[Math.floor(Math.random() * choices)] ?? skuOf(0);
}

/** The SKU of rank r is asked for in proportion to 1 / r (zipf with exponent 1.0). */
function zipfPicker(choices: number): () => string {
  const skus = Array.from({ length: choices }, (_, index) => skuOf(index));
  const sums = new Float64Array(choices);
  let sum = 0;
  for (let rank = 1; rank <= choices; rank += 1) {
    sum += 1 / rank;
    sums[rank - 1] = sum;
  }
  return () => {
    const drawn = Math.random() * sum;
    let [low, high] = [0, choices - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] ?? sum) < drawn) low = middle + 1;
      else high = middle;
    }
    return skus[low] ?? skuOf(0);
  };
}
