import type { Money } from "@holdfast/money";
import { fail, ok, type Result } from "@holdfast/result";
import { behaviourOf } from "./tokens.ts";

export type ChargeStatus = "authorised" | "captured" | "voided" | "refunded";
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
  readonly idempotencyKey: string;
};
export type Command = Authorise | MoveCharge;

/** A command and what became of it. `flaked` does not settle its idempotency key: the same key may try again. */
export type Entry = { readonly atMs: number; readonly command: Command; readonly outcome: Outcome };
type Outcome = "done" | "unchanged" | "refused" | "flaked";

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
  | { readonly kind: "key-reused" };

export type Answer = Result<Charge, Refusal>;

const STATUS_BEFORE = { capture: "authorised", void: "authorised", refund: "captured" } as const;
const STATUS_AFTER = { capture: "captured", void: "voided", refund: "refunded" } as const;

/**
 * What a move does to a charge in `status`. A void of a voided and a refund of a refunded charge change nothing and
 * succeed. A second capture is refused: charging twice is what this book exists to show.
 */
export function outcomeOfMove(status: ChargeStatus, move: Move): "done" | "unchanged" | "refused" {
  if (status === STATUS_BEFORE[move]) return "done";
  if (status === STATUS_AFTER[move] && move !== "capture") return "unchanged";
  return "refused";
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
  const { id: chargeId, status } = before;
  return fail({ kind: "invalid-state", chargeId, status, move: command.kind });
}

function newCharge({ chargeId, idempotencyKey, ...command }: Authorise, atMs: number): Charge {
  const { orderId, amount, token } = command;
  const events = [{ kind: "authorised", amount, atMs, idempotencyKey }] as const;
  return { id: chargeId, orderId, amount, token, status: "authorised", events };
}

function moved(charge: Charge, { kind, idempotencyKey }: MoveCharge, atMs: number): Charge {
  const status = STATUS_AFTER[kind];
  const event: ChargeEvent = { kind: status, amount: charge.amount, atMs, idempotencyKey };
  return { ...charge, status, events: [...charge.events, event] };
}
