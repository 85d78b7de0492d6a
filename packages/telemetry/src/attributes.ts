/** What OTLP can carry. */
export type AttributeValue =
  | string
  | number
  | boolean
  | null
  | Uint8Array
  | readonly AttributeValue[]
  | { readonly [key: string]: AttributeValue };

/** Whether OTLP carries the number as an int64 and not as a double. */
export function isInt64(value: number): boolean {
  return Number.isInteger(value) && value >= -(2 ** 63) && value < 2 ** 63;
}

export type AttributeLimits = {
  readonly countMax: number;
  /** Characters of a string, bytes of a byte array; what is beyond is cut off. */
  readonly lengthMax: number;
};

const ITEMS_MAX = 128; // of one array or object: as many as a span may have attributes
const DEPTH_MAX = 8; // ends a circular value; nobody reads deeper in a trace viewer

/** Attributes that many spans begin with, looked at once and encoded once. */
export type FixedAttributes = {
  readonly keys: readonly string[];
  readonly values: readonly AttributeValue[];
  /** Of the longest text among them. */
  readonly length: number;
  /** What an encoder made of them; its own to keep. */
  encoded: Buffer | undefined;
};

const FIXED = new WeakMap<object, FixedAttributes>();

/** Of attributes that nothing can change any more; undefined of others. */
function fixedOf(attributes: Readonly<Record<string, unknown>>): FixedAttributes | undefined {
  const known = FIXED.get(attributes);
  if (known !== undefined || !Object.isFrozen(attributes)) return known;
  const values = Object.values(attributes).filter(isPlain);
  const keys = Object.keys(attributes);
  if (values.length < keys.length || keys.includes("")) return undefined;
  const length = Math.max(0, ...values.map((value) => String(value).length));
  const fixed = { keys, values, length, encoded: undefined };
  FIXED.set(attributes, fixed);
  return fixed;
}

const isPlain = (value: unknown): value is string | number | boolean =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean";

/** Attributes in the order they were first set: two arrays, as a handful of keys is searched faster than hashed. */
export class AttributeList {
  /** What it began with, and has not been changed; before all others. */
  fixed: FixedAttributes | undefined;
  /** All but the fixed ones. */
  readonly keys: string[] = [];
  readonly values: AttributeValue[] = [];
  /** How many were refused: one too many, or nothing that OTLP can carry. */
  dropped = 0;

  get count(): number {
    return this.keys.length + (this.fixed?.keys.length ?? 0);
  }

  /** All of them. */
  entries(): readonly (readonly [string, AttributeValue])[] {
    const { keys = [], values = [] } = this.fixed ?? {};
    const all = [...values, ...this.values];
    return [...keys, ...this.keys].map((key, i) => [key, all[i] ?? null]);
  }

  /** Sets or overwrites one; the value is copied, so that later changes to an array do not show. */
  set(key: string, value: unknown, limits: AttributeLimits): void {
    if (value === undefined) return;
    const kept = carriable(value, limits.lengthMax, DEPTH_MAX);
    if (this.fixed?.keys.includes(key)) this.#unfix();
    const index = this.keys.indexOf(key);
    if (kept === undefined || key === "") {
      this.dropped += 1;
    } else if (index >= 0) {
      this.values[index] = kept;
    } else if (this.count < limits.countMax) {
      this.keys.push(key);
      this.values.push(kept);
    } else {
      this.dropped += 1;
    }
  }

  /** Like `setAll`. A frozen object costs less: made once for many spans, it is looked at once. */
  begin(attributes: Readonly<Record<string, unknown>>, limits: AttributeLimits): void {
    const fixed = this.count === 0 ? fixedOf(attributes) : undefined;
    const fits = fixed && fixed.length <= limits.lengthMax && fixed.keys.length <= limits.countMax;
    if (fits) this.fixed = fixed;
    else this.setAll(attributes, limits);
  }

  setAll(attributes: Readonly<Record<string, unknown>>, limits: AttributeLimits): void {
    for (const key of Object.keys(attributes)) this.set(key, attributes[key], limits);
  }

  #unfix(): void {
    this.keys.unshift(...(this.fixed?.keys ?? []));
    this.values.unshift(...(this.fixed?.values ?? []));
    this.fixed = undefined;
  }
}

function carriable(value: unknown, lengthMax: number, depth: number): AttributeValue | undefined {
  switch (typeof value) {
    case "string":
      return value.length <= lengthMax ? value : value.slice(0, lengthMax);
    case "number":
    case "boolean":
      return value;
    case "object":
      if (value === null) return null;
      if (depth === 0) return "[too deep]";
      if (value instanceof Uint8Array) return value.slice(0, lengthMax);
      if (Array.isArray(value)) return carriableItems(value, lengthMax, depth - 1);
      return carriableObject(value, lengthMax, depth - 1);
    default:
      return undefined;
  }
}

function carriableItems(
  items: readonly unknown[],
  lengthMax: number,
  depth: number,
): AttributeValue {
  return items.slice(0, ITEMS_MAX).map((item) => carriable(item, lengthMax, depth) ?? null);
}

function carriableObject(value: object, lengthMax: number, depth: number): AttributeValue {
  const entries = Object.entries(value).slice(0, ITEMS_MAX);
  return Object.fromEntries(
    entries.flatMap(([key, item]) => {
      const kept = carriable(item, lengthMax, depth);
      return kept === undefined ? [] : [[key, kept]];
    }),
  );
}
