import type { Service } from "@holdfast/http-service";
import type { Database } from "@holdfast/postgres";
import { problemResponses } from "@holdfast/problem";
import { Type } from "typebox";
import type { QuoteSigner } from "../quote-signer.ts";
import { closed } from "../wire.ts";

const SCHEMA = {
  operationId: "rotateSigningKey",
  summary: "Sign quotes with a new key",
  description:
    "Every process signs with it within 5 seconds. The key before stays in the JWKS until the last quote that it signed has expired.",
  tags: ["quotes"],
  response: {
    201: closed({ kid: Type.String({ description: "Of the key that signs now." }) }),
    ...problemResponses(401),
  },
};

/**
 * POST /v1/admin/signing-keys/rotate. A repeat whose first answer was lost makes another key, which does no harm: all that
 * may have signed stay listed. So there is no idempotency key to remember.
 */
export function addRotateKeyRoute(
  app: Service,
  { db, signer }: { readonly db: Database; readonly signer: QuoteSigner },
): void {
  app.post("/v1/admin/signing-keys/rotate", { schema: SCHEMA }, async (_request, reply) => {
    const kid = await db.inTransaction((tx) => signer.rotate(tx));
    return reply.code(201).send({ kid });
  });
}
