import { type Problem, problem } from "@holdfast/problem";

export type PaymentEventError =
  | { readonly kind: "payment-provider-unknown"; readonly provider: string }
  | { readonly kind: "webhook-signature-invalid" };

/** The refusals of a payment provider's events as HTTP. What was wrong with a signature is not told. */
export function paymentEventProblem(error: PaymentEventError): Problem {
  switch (error.kind) {
    case "payment-provider-unknown":
      return problem({
        status: 404,
        code: error.kind,
        title: "Unknown payment provider",
        detail: `No events are taken from ${error.provider} here: it is not the payment provider, or its webhook has no secret.`,
      });
    case "webhook-signature-invalid":
      return problem({
        status: 401,
        code: error.kind,
        title: "Invalid signature",
        detail:
          "The event is not signed by the payment provider, or more than 5 minutes ago. Nothing was stored.",
      });
    default:
      return error satisfies never;
  }
}
