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

/** Attributes in the order they were first set: two arrays, as a handful of keys is searched faster than hashed. */
export class AttributeList {
  readonly keys: string[] = [];
  readonly values: AttributeValue[] = [];
  /** How many were refused: one too many, or nothing that OTLP can carry. */
  dropped = 0;

  /** Sets or overwrites one; the value is copied, so that later changes to an array do not show. */
  set(key: string, value: unknown, limits: AttributeLimits): void {
    if (value === undefined) return;
    const kept = carriable(value, limits.lengthMax, DEPTH_MAX);
    const index = this.keys.indexOf(key);
    if (kept === undefined || key === "") {
      this.dropped += 1;
    } else if (index >= 0) {
      this.values[index] = kept;
    } else if (this.keys.length < limits.countMax) {
      this.keys.push(key);
      this.values.push(kept);
    } else {
      this.dropped += 1;
    }
  }

  setAll(attributes: Readonly<Record<string, unknown>>, limits: AttributeLimits): void {
    for (const key of Object.keys(attributes)) this.set(key, attributes[key], limits);
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
