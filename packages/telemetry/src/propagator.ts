import {
  type Context,
  isSpanContextValid,
  propagation,
  type TextMapGetter,
  type TextMapPropagator,
  type TextMapSetter,
  trace,
} from "@opentelemetry/api";
import { formatBaggage, parseBaggage } from "./baggage.ts";
import { formatTraceparent, parseTraceparent } from "./traceparent.ts";
import { parseTracestate } from "./tracestate.ts";

/**
 * W3C Trace Context level 2 and W3C Baggage, strictly: what breaks the grammar is not repaired but left out, so that a
 * broken caller starts a trace of its own instead of joining somebody else's. Never throws.
 */
export class W3cPropagator implements TextMapPropagator {
  extract<Carrier>(context: Context, carrier: Carrier, getter: TextMapGetter<Carrier>): Context {
    const baggage = parseBaggage(getter.get(carrier, "baggage"));
    const carried = baggage === undefined ? context : propagation.setBaggage(context, baggage);
    const parent = parseTraceparent(getter.get(carrier, "traceparent"));
    if (parent === undefined) return carried; // without a traceparent, tracestate must not be read
    const traceState = parseTracestate(getter.get(carrier, "tracestate"));
    if (traceState !== undefined) parent.traceState = traceState;
    return trace.setSpanContext(carried, parent);
  }

  inject<Carrier>(context: Context, carrier: Carrier, setter: TextMapSetter<Carrier>): void {
    const baggage = propagation.getBaggage(context);
    const baggageText = baggage === undefined ? undefined : formatBaggage(baggage);
    if (baggageText !== undefined) setter.set(carrier, "baggage", baggageText);
    const span = trace.getSpanContext(context);
    if (span === undefined || !isSpanContextValid(span)) return;
    setter.set(carrier, "traceparent", formatTraceparent(span));
    const state = span.traceState?.serialize();
    if (state) setter.set(carrier, "tracestate", state);
  }

  fields(): string[] {
    return ["traceparent", "tracestate", "baggage"];
  }
}
