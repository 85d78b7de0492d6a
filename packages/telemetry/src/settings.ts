import { randomUUID } from "node:crypto";
import {
  ATTR_SERVICE_INSTANCE_ID,
  ATTR_SERVICE_NAME,
  ATTR_SERVICE_VERSION,
  ATTR_TELEMETRY_SDK_LANGUAGE,
  ATTR_TELEMETRY_SDK_NAME,
  ATTR_TELEMETRY_SDK_VERSION,
} from "@opentelemetry/semantic-conventions";
import type { BatchLimits } from "./batch.ts";
import { alwaysOff, alwaysOn, parentBased, type Sampler, traceIdRatio } from "./sampler.ts";
import type { SpanLimits } from "./span.ts";

export type Env = Readonly<Record<string, string | undefined>>;

export type ExportTarget = {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly json: boolean;
  readonly gzip: boolean;
  /** For one attempt. */
  readonly timeoutMs: number;
  /** For one batch, with all its attempts. */
  readonly exportTimeoutMs: number;
};

export type Settings = {
  readonly resource: Readonly<Record<string, string>>;
  readonly sampler: Sampler;
  readonly limits: SpanLimits;
  readonly batch: BatchLimits;
  /** Undefined: nothing is recorded, spans only carry ids. */
  readonly target: ExportTarget | undefined;
};

export type ServiceFacts = {
  readonly serviceName: string;
  readonly serviceVersion: string;
  readonly env: Env;
};

/** Standard default is no limit; ours is what a long stack trace takes, so that a batch stays bounded. */
const VALUE_LENGTH_MAX = 8192;

/**
 * Reads OpenTelemetry's standard variables. A value that makes no sense is told to `warn` and its default is taken, as
 * the specification demands: telemetry never keeps a service from starting.
 */
export function readSettings(facts: ServiceFacts, warn: (message: string) => void): Settings {
  const variables = new Variables(facts.env, warn);
  return {
    resource: readResource(facts, variables),
    sampler: readSampler(variables),
    limits: readLimits(variables),
    batch: readBatch(variables),
    target: readTarget(variables),
  };
}

function readResource(facts: ServiceFacts, variables: Variables): Record<string, string> {
  const name = variables.text("OTEL_SERVICE_NAME");
  return {
    [ATTR_SERVICE_NAME]: facts.serviceName,
    [ATTR_SERVICE_VERSION]: facts.serviceVersion,
    [ATTR_SERVICE_INSTANCE_ID]: randomUUID(),
    ...variables.pairs("OTEL_RESOURCE_ATTRIBUTES"),
    ...(name === undefined ? {} : { [ATTR_SERVICE_NAME]: name }),
    [ATTR_TELEMETRY_SDK_NAME]: "holdfast",
    [ATTR_TELEMETRY_SDK_LANGUAGE]: "nodejs",
    [ATTR_TELEMETRY_SDK_VERSION]: facts.serviceVersion,
  };
}

function readSampler(variables: Variables): Sampler {
  const name = variables.text("OTEL_TRACES_SAMPLER") ?? "parentbased_always_on";
  switch (name) {
    case "always_on":
      return alwaysOn;
    case "always_off":
      return alwaysOff;
    case "traceidratio":
      return traceIdRatio(readShare(variables));
    case "parentbased_always_on":
      return parentBased(alwaysOn);
    case "parentbased_always_off":
      return parentBased(alwaysOff);
    case "parentbased_traceidratio":
      return parentBased(traceIdRatio(readShare(variables)));
    default:
      variables.refuse("OTEL_TRACES_SAMPLER", "parentbased_always_on");
      return parentBased(alwaysOn);
  }
}

function readShare(variables: Variables): number {
  const text = variables.text("OTEL_TRACES_SAMPLER_ARG");
  if (text === undefined) return 1;
  const share = Number(text);
  if (share >= 0 && share <= 1) return share;
  variables.refuse("OTEL_TRACES_SAMPLER_ARG", "1");
  return 1;
}

function readLimits(variables: Variables): SpanLimits {
  const generalLength = variables.integer("OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT", VALUE_LENGTH_MAX);
  const lengthMax = variables.integer("OTEL_SPAN_ATTRIBUTE_VALUE_LENGTH_LIMIT", generalLength);
  const general = variables.integer("OTEL_ATTRIBUTE_COUNT_LIMIT", 128);
  const count = (name: string) => ({ countMax: variables.integer(name, general), lengthMax });
  return {
    attributes: count("OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT"),
    eventsMax: variables.integer("OTEL_SPAN_EVENT_COUNT_LIMIT", 128),
    eventAttributes: count("OTEL_EVENT_ATTRIBUTE_COUNT_LIMIT"),
    linksMax: variables.integer("OTEL_SPAN_LINK_COUNT_LIMIT", 128),
    linkAttributes: count("OTEL_LINK_ATTRIBUTE_COUNT_LIMIT"),
  };
}

function readBatch(variables: Variables): BatchLimits {
  const queueSpansMax = variables.integer("OTEL_BSP_MAX_QUEUE_SIZE", 2048, 1);
  const batchSpansMax = variables.integer("OTEL_BSP_MAX_EXPORT_BATCH_SIZE", 512, 1);
  return {
    delayMs: variables.integer("OTEL_BSP_SCHEDULE_DELAY", 5000),
    queueSpansMax,
    batchSpansMax: Math.min(batchSpansMax, queueSpansMax),
  };
}

function readTarget(variables: Variables): ExportTarget | undefined {
  if (variables.text("OTEL_SDK_DISABLED")?.toLowerCase() === "true") return undefined;
  if (variables.text("OTEL_TRACES_EXPORTER") === "none") return undefined;
  const url = readUrl(variables);
  if (url === undefined) return undefined;
  const protocol = variables.otlp("PROTOCOL");
  if (protocol.text !== undefined && !/^http\/(protobuf|json)$/.test(protocol.text)) {
    variables.refuse(protocol.name, "http/protobuf");
  }
  const compression = variables.otlp("COMPRESSION");
  if (compression.text !== undefined && !/^(gzip|none)$/.test(compression.text)) {
    variables.refuse(compression.name, "none");
  }
  return {
    url,
    headers: {
      ...variables.headers("OTEL_EXPORTER_OTLP_HEADERS"),
      ...variables.headers("OTEL_EXPORTER_OTLP_TRACES_HEADERS"),
    },
    json: protocol.text === "http/json",
    gzip: compression.text === "gzip",
    timeoutMs: variables.integer(variables.otlp("TIMEOUT").name, 10_000, 1),
    exportTimeoutMs: variables.integer("OTEL_BSP_EXPORT_TIMEOUT", 30_000, 1),
  };
}

/** The endpoint for traces is taken as it is; the general one is a base, to which the signal's path is added. */
function readUrl(variables: Variables): URL | undefined {
  const { name, text } = variables.otlp("ENDPOINT");
  if (text === undefined) return undefined;
  const isBase = name === "OTEL_EXPORTER_OTLP_ENDPOINT";
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol)) {
    variables.refuse(name, "no export");
    return undefined;
  }
  if (isBase) url.pathname = `${url.pathname.replace(/\/+$/, "")}/v1/traces`;
  return url;
}

/** The environment, read by the specification's rules: an empty value is an unset one. */
class Variables {
  readonly #env: Env;
  readonly #warn: (message: string) => void;

  constructor(env: Env, warn: (message: string) => void) {
    this.#env = env;
    this.#warn = warn;
  }

  text(name: string): string | undefined {
    const text = this.#env[name]?.trim();
    return text === "" ? undefined : text;
  }

  /** A setting of the exporter: the one for traces goes before the general one. */
  otlp(setting: string): { readonly name: string; readonly text: string | undefined } {
    const name = `OTEL_EXPORTER_OTLP_TRACES_${setting}`;
    const text = this.text(name);
    if (text !== undefined) return { name, text };
    const general = `OTEL_EXPORTER_OTLP_${setting}`;
    return { name: general, text: this.text(general) };
  }

  integer(name: string, fallback: number, min = 0): number {
    const text = this.text(name);
    if (text === undefined) return fallback;
    if (/^\d{1,9}$/.test(text) && Number(text) >= min) return Number(text);
    this.refuse(name, String(fallback));
    return fallback;
  }

  /** `key=value,key=value` with percent-encoded values; one bad pair discards them all. */
  pairs(name: string): Record<string, string> {
    const pairs: Record<string, string> = {};
    for (const member of (this.text(name) ?? "").split(",")) {
      if (member.trim() === "") continue;
      const [, key, value] = /^\s*([^=\s]+)\s*=(.*)$/.exec(member) ?? [];
      const decoded = value === undefined ? undefined : percentDecoded(value.trim());
      if (key === undefined || decoded === undefined) {
        this.refuse(name, "nothing");
        return {};
      }
      pairs[key] = decoded;
    }
    return pairs;
  }

  /** Pairs that are header fields; what HTTP would refuse discards them all, and is not repeated as it may be a secret. */
  headers(name: string): Record<string, string> {
    const pairs = Object.entries(this.pairs(name));
    const sane = pairs.every(
      ([key, value]) => /^[\w!#$%&'*+.^`|~-]+$/.test(key) && /^[\x20-\x7e]*$/.test(value),
    );
    if (!sane) this.refuse(name, "no header");
    return sane ? Object.fromEntries(pairs.map(([key, value]) => [key.toLowerCase(), value])) : {};
  }

  refuse(name: string, taken: string): void {
    this.#warn(`${name} has no value that can be used here; taking ${taken}`);
  }
}

function percentDecoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
