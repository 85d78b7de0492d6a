import type { OperationEntry } from "@holdfast/contracts";
import { type SpanKit, spanKit } from "./client-span.ts";
import type { CallObserver } from "./durations.ts";
import type { OutboundMetrics } from "./metrics.ts";
import type { Origin } from "./origin.ts";
import type { CallPolicy, PolicyOf } from "./policy.ts";
import { pathOf, type RawInput } from "./wire.ts";

/** One operation of a target, with all that its calls have in common worked out once. */
export type Operation = {
  readonly names: { readonly target: string; readonly operation: string };
  readonly entry: OperationEntry;
  readonly isStreamed: boolean;
  /** @throws Error when a path parameter is missing. */
  readonly pathOf: (input: RawInput) => string;
  /** @throws Error when resilience.yaml does not declare the call. */
  readonly policyDuring: (operationId: string) => CallPolicy;
  readonly spanAt: (origin: Origin, during: string) => SpanKit;
  readonly observe: CallObserver;
};

export type OperationParts = {
  readonly names: Operation["names"];
  readonly entry: OperationEntry;
  readonly policyOf: PolicyOf;
  readonly metrics: OutboundMetrics;
};

export function prepareOperation({ names, entry, policyOf, metrics }: OperationParts): Operation {
  const kits = new Map<string, Map<Origin, SpanKit>>();
  const policies = new Map<string, CallPolicy>();
  return {
    names,
    entry,
    isStreamed: entry.isStreamed === true,
    pathOf: pathOf(entry.path),
    // Only what is declared is remembered, so all maps have an end.
    policyDuring: (during) =>
      policies.get(during) ?? remember(policies, during, policyOf({ during, ...names })),
    spanAt: (origin, during) => {
      const spans = kits.get(during) ?? remember(kits, during, new Map<Origin, SpanKit>());
      const { target } = names;
      return (
        spans.get(origin) ??
        remember(spans, origin, spanKit(origin.url, { ...entry, target, during }))
      );
    },
    observe: metrics.observerOf(names),
  };
}

function remember<Key, Value>(known: Map<Key, Value>, key: Key, value: Value): Value {
  known.set(key, value);
  return value;
}
