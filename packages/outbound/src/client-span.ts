import { type Context, type Span, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import {
  ATTR_ERROR_TYPE,
  ATTR_HTTP_REQUEST_METHOD,
  ATTR_HTTP_REQUEST_RESEND_COUNT,
  ATTR_SERVER_ADDRESS,
  ATTR_SERVER_PORT,
} from "@opentelemetry/semantic-conventions";
import type { AttemptError } from "./call-error.ts";

// Not among the stable conventions yet, so their package does not export them.
const ATTR_URL_TEMPLATE = "url.template";
const ATTR_PEER_SERVICE = "peer.service";
/** The operation of ours that the call is made for: a route, or a job that has no span of a server above it. */
const ATTR_DURING = "holdfast.operation";

/** What the spans of one operation at one process have in common, made once. */
export type SpanKit = {
  readonly name: string;
  readonly options: {
    readonly kind: SpanKind;
    readonly attributes: Readonly<Record<string, string | number>>;
  };
};

export function spanKit(
  origin: URL,
  operation: { method: string; path: string; target: string; during: string },
): SpanKit {
  const { method, path: template, target, during } = operation;
  return {
    name: `${method} ${template}`,
    options: {
      kind: SpanKind.CLIENT,
      // Frozen, the recorder looks at them once.
      attributes: Object.freeze({
        [ATTR_HTTP_REQUEST_METHOD]: method,
        [ATTR_SERVER_ADDRESS]: origin.hostname,
        [ATTR_SERVER_PORT]: Number(origin.port || (origin.protocol === "https:" ? 443 : 80)),
        [ATTR_URL_TEMPLATE]: template,
        [ATTR_PEER_SERVICE]: target,
        [ATTR_DURING]: during,
      }),
    },
  };
}

/** @param resendCount 0 for the first attempt of a call. */
export function startSpan({ name, options }: SpanKit, within: Context, resendCount: number): Span {
  const span = trace.getTracer("@holdfast/outbound").startSpan(name, options, within);
  if (resendCount > 0) span.setAttribute(ATTR_HTTP_REQUEST_RESEND_COUNT, resendCount);
  return span;
}

/** What is cancelled was not wanted any more, which is nobody's error. */
export function markFailed(span: Span, error: AttemptError): void {
  span.setAttribute(ATTR_ERROR_TYPE, error.kind === "problem" ? String(error.status) : error.kind);
  if (error.kind !== "cancelled") span.setStatus({ code: SpanStatusCode.ERROR });
}

/** A bug of ours. */
export function markBroken(span: Span): void {
  span.setStatus({ code: SpanStatusCode.ERROR });
}
