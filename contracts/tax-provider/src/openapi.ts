import { TaxAnswer, TaxQuestion } from "../../src/tax-provider.ts";

/** Prints what a tax provider serves: others write it, so no service of ours can print it. */
const document = {
  openapi: "3.1.0",
  info: {
    title: "A tax provider for Holdfast",
    version: "0.1.0",
    description: "What Holdfast calls at TAX_PROVIDER_URL, for regions whose tax rule says so.",
  },
  paths: {
    "/": {
      post: {
        operationId: "calculateTax",
        summary: "Tell the tax of each line",
        description:
          "Answer within 0.8 s. Late, wrong or no answers are replaced by the rates of the region's tax rule.",
        requestBody: { required: true, content: { "application/json": { schema: TaxQuestion } } },
        responses: {
          200: { description: "The taxes", content: { "application/json": { schema: TaxAnswer } } },
        },
      },
    },
  },
};
console.log(JSON.stringify(document, null, 2));
