import type { PaymentOperations } from "@holdfast/contracts";
import { fromWire, toWire } from "@holdfast/money";
import type { CallError, Outbound } from "@holdfast/outbound";
import type { Problem } from "@holdfast/problem";
import { fail, ok, type Result } from "@holdfast/result";
import type { PaymentPort, PaymentRefusal } from "./payment-port.ts";

/** The payment sandbox, or whoever speaks its contract, by the outbound client: target `payment` of resilience.yaml. */
export function sandboxPayments(outbound: Outbound): PaymentPort {
  const payment = outbound.client<PaymentOperations>("payment");
  return {
    authorise: async (key, { orderId, amount, token }) => {
      const body = { orderId, amount: toWire(amount), token };
      const answer = await payment.call("createCharge", { headers: keyed(key), body });
      return answer.ok ? ok({ chargeId: answer.value.body.id }) : fail(refusalOf(answer.error));
    },
    capture: async (key, id) =>
      done(await payment.call("captureCharge", { path: { id }, headers: keyed(key) })),
    void: async (key, id) =>
      done(await payment.call("voidCharge", { path: { id }, headers: keyed(key) })),
    refund: async (key, { chargeId: id, amount }) => {
      const body = amount === undefined ? null : { amount: toWire(amount) };
      return done(await payment.call("refundCharge", { path: { id }, headers: keyed(key), body }));
    },
    chargesOf: async (orderId) => {
      const listed = await payment.call("listCharges", { query: { orderId } });
      if (!listed.ok) return fail(refusalOf(listed.error));
      const charges = listed.value.body.data.map(({ id, status, amount, refunded }) => ({
        ...{ id, status, amount: fromWire(amount), refunded: fromWire(refunded) },
      }));
      return ok(charges);
    },
  };
}

const keyed = (key: string) => ({ "idempotency-key": key });

function done(answer: Result<unknown, CallError>): Result<null, PaymentRefusal> {
  return answer.ok ? ok(null) : fail(refusalOf(answer.error));
}

/** Statuses that say nothing about the order: the provider is overloaded, or we are not who we should be. */
const NOT_ABOUT_THE_ORDER: ReadonlySet<number> = new Set([401, 403, 408, 429]);
/** The first attempt of the same call is still running at the provider. */
const STILL_RUNNING = "idempotency-key-in-flight";

function refusalOf(error: CallError): PaymentRefusal {
  if (error.kind !== "problem") return { kind: "unavailable", why: error.kind };
  const { status, problem } = error;
  const unavailable = { kind: "unavailable", why: `${status} ${problem.code}` } as const;
  if (problem.code === STILL_RUNNING) return { ...unavailable, stillRunning: true };
  if (status >= 500 || NOT_ABOUT_THE_ORDER.has(status)) return unavailable;
  const shown = shopProblem(problem);
  if (problem.code !== "payment-declined") return { kind: "refused", problem: shown };
  const { declineCode = "declined" } = shown;
  return { kind: "declined", declineCode: String(declineCode), problem: shown };
}

/** The provider's names for our fields, where they differ. */
const OUR_PATHS: Readonly<Record<string, string>> = { "/token": "/paymentMethod/token" };

/**
 * The provider's problem: what we know of it and nothing else. It is no service of ours, and what it adds (a risk score,
 * an internal reference) is not for the shopper.
 */
function shopProblem({ type, title, status, detail, code, ...rest }: Problem): Problem {
  const { errors, declineCode } = rest;
  const ourErrors = errors?.map(({ path, message }) => ({
    ...{ path: OUR_PATHS[path] ?? path, message },
  }));
  return {
    ...{ type, title, status, detail, code },
    ...(ourErrors === undefined ? {} : { errors: ourErrors }),
    ...(typeof declineCode === "string" ? { declineCode } : {}),
  };
}
