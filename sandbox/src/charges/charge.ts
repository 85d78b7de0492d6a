import type { Money } from "@holdfast/money";
import { fail, ok, type Result } from "@holdfast/result";
import { behaviourOf } from "./tokens.ts";

type ChargeStatus = "authorised" | "captured" | "voided" | "refunded";
export type Move = "capture" | "void" | "refund";

type ChargeEvent = {
  readonly kind: ChargeStatus;
  readonly amount: Money;
  readonly atMs: number;
  readonly idempotencyKey: string;
};
export type Charge = {
  readonly id: string;
  readonly orderId: string;
  readonly amount: Money;
  /** Zero in the beginning, `amount` when all is given back; never more. */
  readonly refunded: Money;
  readonly token: string;
  readonly status: ChargeStatus;
  readonly events: readonly ChargeEvent[];
};

export type Authorise = {
  readonly kind: "authorise";
  /** The id the charge gets if it comes into being. */
  readonly chargeId: string;
  readonly orderId: string;
  readonly amount: Money;
  readonly token: string;
  readonly idempotencyKey: string;
};
export type MoveCharge = {
  readonly kind: Move;
  readonly chargeId: string;
  /** Of a refund: what it gives back. Absent: all that is not given back yet. */
  readonly amount?: Money;
  readonly idempotencyKey: string;
};
export type Command = Authorise | MoveCharge;

/**
 * A command and what became of it. All but `flaked` settle their idempotency key, `failed` (the provider broke on the
 * way) too: a repeat gets the first answer. Entries of every earlier version of this book can still be read.
 */
export type Entry = { readonly atMs: number; readonly command: Command; readonly outcome: Outcome };
type Outcome = "done" | "unchanged" | "refused" | "failed" | "flaked";

export type Refusal =
  | { readonly kind: "currency-unknown"; readonly currency: string }
  | { readonly kind: "token-unknown"; readonly token: string }
  | { readonly kind: "payment-declined"; readonly declineCode: "declined" | "insufficient-funds" }
  | { readonly kind: "provider-flaked"; readonly orderId: string }
  | { readonly kind: "capture-fails"; readonly chargeId: string }
  | { readonly kind: "charge-not-found"; readonly chargeId: string }
  | {
      readonly kind: "invalid-state";
      readonly chargeId: string;
      readonly status: ChargeStatus;
      readonly move: Move;
    }
  | {
      readonly kind: "refund-exceeds-charge";
      readonly chargeId: string;
      /** What could still be given back. */
      readonly refundable: Money;
    }
  | { readonly kind: "key-reused" };

export type Answer = Result<Charge, Refusal>;

const STATUS_BEFORE = { capture: "authorised", void: "authorised", refund: "captured" } as const;
const STATUS_AFTER = { capture: "captured", void: "voided", refund: "refunded" } as const;

/**
 * What a move does to a charge. A void of a voided charge, and a refund of all of a refunded one, change nothing and
 * succeed. A second capture is refused, and so is a refund of more than is left: charging twice, or giving back more than
 * was taken, is what this book exists to show.
 */
export function outcomeOfMove(charge: Charge, command: MoveCharge): Outcome {
  if (refusalOfMove(charge, command)) return "refused";
  if (charge.status === STATUS_AFTER[command.kind]) return "unchanged";
  const breaks = command.kind === "capture" && behaviourOf(charge.token)?.captureFails;
  return breaks ? "failed" : "done";
}

function refusalOfMove(charge: Charge, command: MoveCharge): Refusal | undefined {
  const { kind, amount } = command;
  const { id: chargeId, status } = charge;
  if (status === STATUS_AFTER[kind] && kind !== "capture" && amount === undefined) return undefined;
  const isRefundable = kind === "refund" && (status === "captured" || status === "refunded");
  if (isRefundable && amount !== undefined) {
    const refundable = refundableOf(charge);
    const fits =
      amount.currency === refundable.currency && amount.amountMinor <= refundable.amountMinor;
    return fits ? undefined : { kind: "refund-exceeds-charge", chargeId, refundable };
  }
  if (status === STATUS_BEFORE[kind]) return undefined;
  return { kind: "invalid-state", chargeId, status, move: kind };
}

/** The answer that an entry stands for; `before` is the charge as the entry found it. Not for `flaked` entries. */
export function answerOf(before: Charge | undefined, { command, outcome, atMs }: Entry): Answer {
  if (command.kind === "authorise") {
    const declineCode = behaviourOf(command.token)?.declineCode;
    return declineCode
      ? fail({ kind: "payment-declined", declineCode })
      : ok(newCharge(command, atMs));
  }
  if (!before) return fail({ kind: "charge-not-found", chargeId: command.chargeId });
  if (outcome === "unchanged") return ok(before);
  if (outcome === "done") return ok(moved(before, command, atMs));
  if (outcome === "failed") return fail({ kind: "capture-fails", chargeId: before.id });
  const refusal = refusalOfMove(before, command);
  if (!refusal) throw new Error("an entry of the book says refused, its rules do not");
  return fail(refusal);
}

function newCharge({ chargeId, idempotencyKey, ...command }: Authorise, atMs: number): Charge {
  const { orderId, amount, token } = command;
  const events = [{ kind: "authorised", amount, atMs, idempotencyKey }] as const;
  const refunded = { amountMinor: 0, currency: amount.currency };
  return { id: chargeId, orderId, amount, refunded, token, status: "authorised", events };
}

function moved(charge: Charge, command: MoveCharge, atMs: number): Charge {
  const { kind, idempotencyKey } = command;
  const amount = kind === "refund" ? (command.amount ?? refundableOf(charge)) : charge.amount;
  const event: ChargeEvent = { kind: STATUS_AFTER[kind], amount, atMs, idempotencyKey };
  const events = [...charge.events, event];
  if (kind !== "refund") return { ...charge, status: STATUS_AFTER[kind], events };
  const refundedMinor = charge.refunded.amountMinor + amount.amountMinor;
  return {
    ...charge,
    refunded: { ...charge.refunded, amountMinor: refundedMinor },
    status: refundedMinor === charge.amount.amountMinor ? "refunded" : "captured",
    events,
  };
}

function refundableOf({ amount, refunded }: Charge): Money {
  return { ...amount, amountMinor: amount.amountMinor - refunded.amountMinor };
}
