import { isCurrency, type Money } from "@holdfast/money";
import { fail } from "@holdfast/result";
import {
  type Answer,
  type Authorise,
  answerOf,
  type Charge,
  type Command,
  type Entry,
  type MoveCharge,
  outcomeOfMove,
  type Refusal,
} from "./charge.ts";
import { behaviourOf, type Pace } from "./tokens.ts";

/**
 * All the provider ever did, as state. It is the fold of its entries and of nothing else, which is why a restart that
 * reads the entries back knows the same charges, the same keys and the same answers. Kept whole: it is for development.
 */
export type Book = {
  readonly charges: Map<string, Charge>;
  readonly chargeIdsByOrder: Map<string, string[]>;
  readonly settledByKey: Map<string, { readonly command: Command; readonly answer: Answer }>;
  readonly flakesByOrder: Map<string, number>;
};

export function emptyBook(): Book {
  return {
    charges: new Map(),
    chargeIdsByOrder: new Map(),
    settledByKey: new Map(),
    flakesByOrder: new Map(),
  };
}

export type Decision = {
  readonly answer: Answer;
  readonly replayed: boolean;
  readonly pace: Pace;
  /** To be written down before the answer leaves; absent when the command left no mark. */
  readonly entry?: Entry;
};

/**
 * Decides one command without changing the book. A settled key gets its first answer again, or `key-reused` when
 * the command is another one. A key counts for every command of the account, as with real providers: a refund under
 * the key of a void is refused.
 */
export function decide(book: Book, command: Command, nowMs: number): Decision {
  const first = book.settledByKey.get(command.idempotencyKey);
  if (first && !sameCommand(first.command, command)) {
    return refuse({ kind: "key-reused" });
  }
  if (first) return { answer: first.answer, replayed: true, pace: paceOf(book, command) };
  return command.kind === "authorise"
    ? authorise(book, command, nowMs)
    : move(book, command, nowMs);
}

/** Writes an entry into the book: a fresh one, or one read back from the file. */
export function record(book: Book, entry: Entry): void {
  const { command, outcome } = entry;
  if (outcome === "flaked") {
    if (command.kind !== "authorise") throw new Error("only an authorisation can flake");
    book.flakesByOrder.set(command.orderId, flakesOf(book, command.orderId) + 1);
    return;
  }
  const answer = answerOf(book.charges.get(command.chargeId), entry);
  book.settledByKey.set(command.idempotencyKey, { command, answer });
  if (!answer.ok) return;
  const charge = answer.value;
  if (!book.charges.has(charge.id)) {
    const ids = book.chargeIdsByOrder.get(charge.orderId) ?? [];
    book.chargeIdsByOrder.set(charge.orderId, [...ids, charge.id]);
  }
  book.charges.set(charge.id, charge);
}

/** The charges of an order, oldest first. */
export function chargesOf(book: Book, orderId: string): readonly Charge[] {
  return (book.chargeIdsByOrder.get(orderId) ?? []).flatMap((id) => book.charges.get(id) ?? []);
}

function authorise(book: Book, command: Authorise, nowMs: number): Decision {
  const { orderId, token } = command;
  const behaviour = behaviourOf(token);
  const { currency } = command.amount;
  if (!isCurrency(currency)) return refuse({ kind: "currency-unknown", currency });
  if (!behaviour) return refuse({ kind: "token-unknown", token });
  if (flakesOf(book, orderId) < behaviour.failuresBeforeSuccess) {
    const entry: Entry = { atMs: nowMs, command, outcome: "flaked" };
    return { ...refuse({ kind: "provider-flaked", orderId }), entry };
  }
  const outcome = behaviour.declineCode ? "refused" : "done";
  return settle(book, { atMs: nowMs, command, outcome });
}

function move(book: Book, command: MoveCharge, nowMs: number): Decision {
  const { chargeId } = command;
  const charge = book.charges.get(chargeId);
  if (!charge) return refuse({ kind: "charge-not-found", chargeId });
  const { amount } = command;
  if (amount !== undefined && !isCurrency(amount.currency)) {
    return refuse({ kind: "currency-unknown", currency: amount.currency });
  }
  return settle(book, { atMs: nowMs, command, outcome: outcomeOfMove(charge, command) });
}

function settle(book: Book, entry: Entry): Decision {
  const { command } = entry;
  const answer = answerOf(book.charges.get(command.chargeId), entry);
  return { answer, replayed: false, pace: paceOf(book, command), entry };
}

function refuse(refusal: Refusal): Decision {
  return { answer: fail(refusal), replayed: false, pace: "at-once" };
}

function flakesOf(book: Book, orderId: string): number {
  return book.flakesByOrder.get(orderId) ?? 0;
}

function paceOf(book: Book, command: Command): Pace {
  if (command.kind === "authorise") return behaviourOf(command.token)?.authorisePace ?? "at-once";
  const token = book.charges.get(command.chargeId)?.token;
  if (command.kind !== "capture" || token === undefined) return "at-once";
  return behaviourOf(token)?.capturePace ?? "at-once";
}

/** Whether two commands ask for the same; the id that a new charge would get does not count. */
function sameCommand(a: Command, b: Command): boolean {
  if (a.kind !== b.kind || !sameAmount(a.amount, b.amount)) return false;
  if (a.kind === "authorise" && b.kind === "authorise") {
    return a.orderId === b.orderId && a.token === b.token;
  }
  return a.chargeId === b.chargeId;
}

function sameAmount(a: Money | undefined, b: Money | undefined): boolean {
  return a?.amountMinor === b?.amountMinor && a?.currency === b?.currency;
}
