import { type RequestContext, withRequest } from "@holdfast/request-context";
import { ROOT_CONTEXT } from "@holdfast/telemetry/context";
import { context, propagation } from "@opentelemetry/api";

/** The request that durable work is done for. Kept with the work, so that it is found again after any crash. */
export type Origin = {
  readonly account: string;
  readonly correlationId: string;
  /** Its W3C headers: the parent of every span of the work. */
  readonly trace: Readonly<Record<string, string>>;
};

/** The W3C headers of the running span. */
export function traceHeaders(): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {};
  propagation.inject(context.active(), headers);
  return headers;
}

/**
 * Runs `work` as part of the origin's trace, with its correlation id and account: callees and log lines see the same ids
 * whichever process runs it. In scope `shop`: durable work touches its account's objects only, an administrator's too.
 */
export function onBehalfOf<T>(
  { account, correlationId, trace }: Origin,
  request: Pick<RequestContext, "operationId" | "deadlineAtMs">,
  work: () => Promise<T>,
): Promise<T> {
  const parent = propagation.extract(ROOT_CONTEXT, trace);
  const scope = "shop" as const;
  return context.with(parent, () =>
    withRequest({ ...request, account, correlationId, scope }, work),
  );
}
