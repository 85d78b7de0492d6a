import type { QuoteVersions } from "../quote-basket/quote-facts.ts";

/** Where two answers differ; `undefined` in either: it has nothing there. */
export type Difference = {
  /** A JSON pointer into the answer; below /token, into the token's claims. "" with equal values: other bytes, same meaning. */
  readonly path: string;
  readonly stored: unknown;
  readonly computed: unknown;
};

/** More than this of one cause tells nobody anything. */
const DIFFERENCES_MAX = 100;

/** Every place where two JSON texts differ, the first `DIFFERENCES_MAX`; none exactly when they are the same bytes. */
export function differencesOf(
  texts: { readonly stored: string; readonly computed: string },
  path: string,
): readonly Difference[] {
  if (texts.stored === texts.computed) return [];
  const [stored, computed] = [parsed(texts.stored), parsed(texts.computed)];
  const found: Difference[] = [];
  compare({ path, stored, computed }, found);
  return found.length > 0 ? found : [{ path, ...texts }];
}

function compare(pair: Difference, found: Difference[]): void {
  const { path, stored, computed } = pair;
  if (found.length >= DIFFERENCES_MAX || Object.is(stored, computed)) return;
  if (!isContainer(stored) || !isContainer(computed)) {
    found.push(pair);
    return;
  }
  for (const name of new Set([...Object.keys(stored), ...Object.keys(computed)])) {
    const member = name.replaceAll("~", "~0").replaceAll("/", "~1");
    compare({ path: `${path}/${member}`, stored: stored[name], computed: computed[name] }, found);
  }
}

function isContainer(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text; // somebody changed it to what is no JSON
  }
}

/** The token of an answer, and the text of its claims; undefined where there is none. */
export function tokenOf(
  answer: string,
): { readonly token: string; readonly payload: string } | undefined {
  const body = parsed(answer);
  const token = isContainer(body) ? body.token : undefined;
  const [, payload] = typeof token === "string" ? token.split(".") : [];
  return typeof token === "string" && payload !== undefined ? { token, payload } : undefined;
}

/** Of each kind of document the revision that a quote was made from. */
export function revisionsOf(versions: QuoteVersions) {
  return {
    promotion: versions.promotions,
    "fx-rates": versions.fx,
    currency: versions.currencies,
    "customer-group": versions.groups,
    "dynamic-rule": versions.dynamicRules,
    "price-limits": versions.limits,
  };
}
