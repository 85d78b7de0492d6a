import { EventBatch } from "./events.ts";

/** Prints what a subscriber of events serves: others write it, so no service of ours can print it. */
const document = {
  openapi: "3.1.0",
  info: {
    title: "A subscriber of Holdfast's events",
    version: "0.1.0",
    description: "What Holdfast calls at the URL of a subscriber.",
  },
  paths: {
    "/": {
      post: {
        operationId: "receiveEvents",
        summary: "Take a batch of events",
        description:
          "Answer 2xx once they are safe with you; the body is not read. Anything else, or nothing within 10 s, and the same events come again.",
        requestBody: {
          required: true,
          content: { "application/json": { schema: EventBatch } },
        },
        responses: { "2XX": { description: "Taken" } },
      },
    },
  },
};
console.log(JSON.stringify(document, null, 2));
