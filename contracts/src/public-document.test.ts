import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { createConfig, lintFromString } from "@redocly/openapi-core";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { contractText } from "./contracts.ts";
import { errorCodes } from "./error-codes.ts";

const document = JSON.parse(contractText("gateway"));
const operations: { operationId: string; [member: string]: unknown }[] = Object.values(
  document.paths,
).flatMap((item) => Object.values(item as object));
const codes = errorCodes(readFileSync(new URL("../../docs/errors.md", import.meta.url), "utf8"));

describe("the public contract", () => {
  it("passes Redocly's rules without a warning", async () => {
    const config = await createConfig({ extends: ["recommended"], rules: RULES });
    const problems = await lintFromString({ source: contractText("gateway"), config });
    const told = problems.map(
      ({ ruleId, message, location }) => `${ruleId}: ${message} at ${location[0]?.pointer}`,
    );
    assert.deepEqual(told.slice(0, 20), []);
  });

  it("names for every refusal of every operation the codes that it may have", () => {
    const without = operations.flatMap(({ operationId, responses }) =>
      Object.entries(
        responses as Record<string, { content?: Record<string, { examples?: object }> }>,
      )
        .filter(([status]) => Number(status) >= 400)
        .filter(([, { content }]) => content?.["application/problem+json"]?.examples === undefined)
        .map(([status]) => `${operationId} ${status}`),
    );
    assert.deepEqual(without, []);
  });

  it("has every code that docs/errors.md has for one of its operations", () => {
    const ids = new Set(operations.map(({ operationId }) => operationId));
    const shown = new Set(Object.keys(document.components.examples));
    const missing = codes
      .filter(({ operations: of }) => of !== "all" && of.some((id) => ids.has(id)))
      .filter(({ code, status }) => !shown.has(`${code}-${status}`));
    assert.deepEqual(
      missing.map(({ code }) => code),
      [],
    );
  });

  it("has examples that are as the schemas beside them say", () => {
    const ajv = new Ajv2020({ strict: false, allErrors: true });
    formats.default(ajv);
    ajv.addSchema(document, "contract");
    const wrong: string[] = [];
    for (const [pointer, media] of mediaIn(document.paths, "contract#/paths")) {
      if (media.example === undefined) continue;
      const validate = ajv.compile({ $ref: `${pointer}/schema` });
      if (!validate(media.example)) wrong.push(`${pointer}: ${ajv.errorsText(validate.errors)}`);
    }
    assert.deepEqual(wrong, []);
  });

  it("shows what is sent and what is answered, of every operation that speaks JSON", () => {
    const without = operations
      .filter((operation) => !hasExample(operation) && !IN_ANOTHERS_FORM.has(operation.operationId))
      .map(({ operationId }) => operationId);
    assert.deepEqual(without, [], "let a journey ask for them, then `npm run record-calls`");
  });
});

/** What a payment provider sends, signed, is its own to show. */
const IN_ANOTHERS_FORM = new Set(["receivePaymentEvent"]);

/** Off: what is not so here, by design. */
const RULES = {
  "info-license-strict": "error",
  "operation-4xx-response": "error",
  "security-defined": "error",
  "operation-summary": "error",
  "operation-operationId": "error",
  "tag-description": "error",
  "no-server-example.com": "off",
  "no-server-trailing-slash": "off", // "/" is this gateway, wherever it is
  "no-ambiguous-paths": "off", // `/products/bulk-check` is another method than `/products/{sku}`
  "operation-2xx-response": "error",
  "no-invalid-media-type-examples": "error",
} as const;

type Media = { readonly schema?: object; readonly example?: unknown };

function* mediaIn(value: unknown, pointer: string): Generator<[string, Media]> {
  if (typeof value !== "object" || value === null) return;
  for (const [key, each] of Object.entries(value)) {
    const at = `${pointer}/${encodeURIComponent(key.replaceAll("~", "~0").replaceAll("/", "~1"))}`;
    if (key === "application/json") yield [at, each as Media];
    else yield* mediaIn(each, at);
  }
}

function hasExample({ requestBody, responses }: Readonly<Record<string, unknown>>): boolean {
  const success = Object.entries(responses as object).filter(([status]) => status.startsWith("2"));
  const answers = [...mediaIn(Object.fromEntries(success), "")].map(([, media]) => media);
  const asks = [...mediaIn(requestBody, "")].map(([, media]) => media);
  const isShown = (media: readonly Media[]) =>
    media.length === 0 || media.some(({ example }) => example !== undefined);
  return isShown(answers) && isShown(asks);
}
