import { type Static, Type } from "typebox";
import { Value } from "typebox/value";
import { ACCOUNT_PATTERN, type ApiKey } from "./authenticate.ts";

const ApiKeysSchema = Type.Array(
  Type.Object(
    {
      sha256: Type.String({ pattern: "^[0-9a-fA-F]{64}$" }),
      account: Type.String({ pattern: ACCOUNT_PATTERN }),
      scope: Type.Enum(["shop", "admin"]),
    },
    { additionalProperties: false },
  ),
);

/**
 * Reads GATEWAY_API_KEYS: `[{"sha256": "<hex>", "account": "acme", "scope": "shop"}]`; unset or empty is no key.
 * @throws Error that names the wrong place and never shows a value: someone may have put a key itself there.
 */
export function parseApiKeys(text: string | undefined): readonly ApiKey[] {
  if (text === undefined || text.trim() === "") return [];
  const keys = parseJson(text);
  if (!Value.Check(ApiKeysSchema, keys)) {
    const places = Value.Errors(ApiKeysSchema, keys).map(
      ({ instancePath, message }) => `${instancePath || "/"} ${message}`,
    );
    throw new Error(`GATEWAY_API_KEYS is not valid: ${places.join("; ")}`);
  }
  return keys satisfies Static<typeof ApiKeysSchema>;
}

/** undefined, which is no array of keys either, for what is no JSON: the parser's message would show the text. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
