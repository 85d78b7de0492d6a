import type { Order, OrderStatus } from "../order.ts";

/** One thing that a watcher is told. `revision` orders what happened to one order, and is where a resumed stream goes on. */
export type OrderNews =
  | {
      readonly kind: "step";
      readonly revision: number;
      readonly step: {
        readonly step: string;
        readonly status: "done" | "failed" | "compensated" | "retrying";
        readonly attempt: number;
        /** RFC 3339. */
        readonly startedAt: string;
        readonly durationMs: number;
      };
    }
  | { readonly kind: "status"; readonly revision: number; readonly order: Order };

const LAST: ReadonlySet<OrderStatus> = new Set(["failed", "cancelled"]);

/** True when nothing happens to an order any more. A confirmed one may still be cancelled or returned. */
export const isLastStatus = (status: OrderStatus): boolean => LAST.has(status);

export const HEARTBEAT = ": still there\n\n";

/** An event of the stream as `text/event-stream` has it. JSON has no line break outside its strings, and none inside. */
export function toEventText(id: number, event: string, data: unknown): string {
  return `id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}
