import type { IdempotencyError } from "@holdfast/idempotency";
import type { Database, Queryable } from "@holdfast/postgres";
import { fail, ok, type Result } from "@holdfast/result";
import type { Origin } from "../origin.ts";
import {
  type FoundOrder,
  findKeyedChange,
  insertChange,
  listChanges,
  lockOrder,
  type OrderChange,
} from "./order-changes.store.ts";
import { type AskedChange, type ChangeRefusal, decideChange } from "./order-changes.ts";

export type ChangeRequest = {
  readonly id: string;
  readonly orderId: string;
  readonly asked: AskedChange;
  readonly caller: { readonly account: string; readonly scope: "shop" | "admin" };
  readonly idempotencyKey: string | undefined;
  readonly fingerprint: string;
  readonly restock: boolean;
  readonly location: string | undefined;
  readonly reason: string | undefined;
  /** Of the order's account, whoever asks: what is done is done to its objects. */
  readonly originOf: (account: string) => Origin;
  readonly nowMs: number;
};

export type RequestRefusal =
  | ChangeRefusal
  | IdempotencyError
  | { readonly kind: "order-not-found"; readonly id: string };

/** `changeId` is undefined where there is nothing to do: the order was cancelled by its checkout. */
export type RequestedChange = {
  readonly changeId: string | undefined;
  readonly made: { readonly origin: Origin } | undefined;
  readonly replayed: boolean;
};

/**
 * Accepts a change, once a key: what it is to do is decided under the order's lock. Cancelling an order that is cancelled,
 * or about to be, is the same cancellation again.
 */
export function requestChange(
  db: Database,
  request: ChangeRequest,
): Promise<Result<RequestedChange, RequestRefusal>> {
  return db.inTransaction(async (tx) => {
    const order = await lockOrder(tx, request.orderId);
    const repeat = await repeatOf(tx, request); // with the lock: it may have waited for the first
    if (repeat !== undefined) return repeat;
    if (order === undefined || !isVisibleTo(order, request.caller)) {
      return fail({ kind: "order-not-found", id: request.orderId });
    }
    const changes = await listChanges(tx, order.id);
    const cancelled = cancelledBefore(order, changes, request.asked);
    if (cancelled !== undefined) return ok(cancelled);
    return accept(tx, request, { order, changes });
  });
}

async function repeatOf(
  tx: Queryable,
  { caller, idempotencyKey: key, fingerprint }: ChangeRequest,
): Promise<Result<RequestedChange, RequestRefusal> | undefined> {
  if (key === undefined) return undefined;
  const first = await findKeyedChange(tx, { account: caller.account, key });
  if (first === undefined) return undefined;
  if (first.fingerprint !== fingerprint) return fail({ kind: "idempotency-key-reused" });
  return ok({ changeId: first.id, made: undefined, replayed: true });
}

const isVisibleTo = ({ account }: FoundOrder, caller: ChangeRequest["caller"]): boolean =>
  caller.scope === "admin" || caller.account === account;

function cancelledBefore(
  { status }: FoundOrder,
  changes: readonly OrderChange[],
  asked: AskedChange,
): RequestedChange | undefined {
  if (asked.kind !== "cancel") return undefined;
  const cancel = changes.findLast((it) => it.kind === "cancel" && it.status !== "failed");
  const again = { changeId: cancel?.id, made: undefined, replayed: false };
  return status === "cancelled" || cancel?.status === "processing" ? again : undefined;
}

async function accept(
  tx: Queryable,
  request: ChangeRequest,
  { order, changes }: { readonly order: FoundOrder; readonly changes: readonly OrderChange[] },
): Promise<Result<RequestedChange, RequestRefusal>> {
  const decided = decideChange({ ...order, changes }, request.asked);
  if (!decided.ok) return decided;
  const origin = request.originOf(order.account);
  const outcome = await insertChange(tx, {
    ...request,
    ...decided.value,
    ...{ kind: request.asked.kind, account: request.caller.account },
    ...{ number: changes.length + 1, origin },
  });
  if (outcome === "key-taken") return fail({ kind: "idempotency-key-in-flight" });
  return ok({ changeId: request.id, made: { origin }, replayed: false });
}
