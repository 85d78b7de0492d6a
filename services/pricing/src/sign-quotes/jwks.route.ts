import type { Service } from "@holdfast/http-service";
import { Type } from "typebox";
import type { QuoteSigner } from "../quote-signer.ts";
import { closed } from "../wire.ts";

const Jwk = closed({
  kty: Type.String(),
  crv: Type.String(),
  x: Type.String(),
  kid: Type.String(),
  alg: Type.String(),
  use: Type.String(),
});
const SCHEMA = {
  operationId: "getJwks",
  summary: "The public keys that quote tokens verify with",
  tags: ["quotes"],
  response: { 200: closed({ keys: Type.Array(Jwk) }) },
};

/** GET /.well-known/jwks.json (RFC 7517). */
export function addJwksRoute(app: Service, { signer }: { readonly signer: QuoteSigner }): void {
  app.get("/.well-known/jwks.json", { schema: SCHEMA }, async () => ({
    keys: [...(await signer.publicKeys())],
  }));
}
