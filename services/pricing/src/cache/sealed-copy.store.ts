/**
 * A SKU as text for processes to share: `<horizon>.<generation>.<code>.<JSON>`. The code is an HMAC over key, numbers and
 * JSON: text that this database's processes did not write, for this very key, is not read.
 */
import { createHmac, timingSafeEqual } from "node:crypto";
import { generationOf, type SharedSku } from "./stored-sku.ts";

const TEXT = /^([0-9]{1,16})\.([0-9]{1,16})\.([A-Za-z0-9_-]{43})\.(.*)$/s;

export function seal(secret: string, key: string, copy: SharedSku): string {
  const head = `${copy.stored.horizon}.${generationOf(copy.stored.inputs)}`;
  const body = JSON.stringify(copy);
  return `${head}.${codeOf(secret, `${key}\n${head}\n${body}`)}.${body}`;
}

/** Undefined for what was not sealed with this secret under this key. */
export function unseal(secret: string, key: string, text: string): SharedSku | undefined {
  const [, horizon, generation, code, body] = TEXT.exec(text) ?? [];
  if (code === undefined || body === undefined) return undefined;
  const expected = codeOf(secret, `${key}\n${horizon}.${generation}\n${body}`);
  if (!timingSafeEqual(Buffer.from(code), Buffer.from(expected))) return undefined;
  const copy = JSON.parse(body) as SharedSku; // the code says that it is ours
  const { inputs } = copy.stored;
  // As it was when it was loaded: the prices in force stand once in memory.
  const prices = inputs.history.at(-1)?.prices ?? inputs.book.prices;
  const book = { ...inputs.book, prices };
  return { ...copy, stored: { ...copy.stored, inputs: { ...inputs, book } } };
}

/** Stands where a copy was until one comes that this transaction's changes are in. */
export const tombstone = (transaction: number): string =>
  `${transaction}.${Number.MAX_SAFE_INTEGER}.`;
export const isTombstone = (text: string): boolean => text.endsWith(`.${Number.MAX_SAFE_INTEGER}.`);

function codeOf(secret: string, text: string): string {
  return createHmac("sha256", secret).update(text).digest("base64url");
}
