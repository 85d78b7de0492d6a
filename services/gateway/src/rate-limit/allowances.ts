import type { RateLimit } from "../authenticate/authenticate.ts";
import { Allowance, type AllowanceParts } from "./allowance.ts";

/** Kept at least; twice as many at most, about 40 MiB. Who is forgotten begins anew, unless Redis remembers. */
const KEPT_MIN = 100_000;

/** The allowances of all keys, or of all addresses. What was asked for lately is kept, so that many who come once push nobody out. */
export class Allowances {
  readonly #parts: AllowanceParts;
  readonly #keptMin: number;
  #young = new Map<string, Allowance>();
  #old = new Map<string, Allowance>();

  constructor(parts: AllowanceParts, keptMin = KEPT_MIN) {
    this.#parts = parts;
    this.#keptMin = keptMin;
  }

  /** `keyOf` is what Redis knows it by: several ids may share one. */
  of(id: string, limit: RateLimit, keyOf: (id: string) => string): Allowance {
    const young = this.#young.get(id);
    if (young !== undefined && isSame(young.limit, limit)) return young;
    const key = keyOf(id);
    const known = this.#old.get(id) ?? this.#young.get(key) ?? this.#old.get(key);
    const allowance =
      known !== undefined && isSame(known.limit, limit)
        ? known
        : new Allowance(key, limit, this.#parts);
    this.#put(id, allowance);
    if (key !== id) this.#put(key, allowance);
    return allowance;
  }

  #put(id: string, allowance: Allowance): void {
    if (this.#young.size >= this.#keptMin) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(id, allowance);
  }
}

const isSame = (one: RateLimit, other: RateLimit) =>
  one.quota === other.quota && one.windowSeconds === other.windowSeconds;
