import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type Env, readSettings } from "./settings.ts";

function read(env: Env) {
  const warnings: string[] = [];
  const settings = readSettings(
    { serviceName: "orders", serviceVersion: "0.1.0", env },
    (message) => warnings.push(message),
  );
  return { ...settings, warnings };
}

describe("endpoint", () => {
  const cases: readonly [name: string, env: Env, url: string | undefined][] = [
    ["none", {}, undefined],
    ["empty", { OTEL_EXPORTER_OTLP_ENDPOINT: " " }, undefined],
    ["a base", { OTEL_EXPORTER_OTLP_ENDPOINT: "http://c:4318" }, "http://c:4318/v1/traces"],
    [
      "a base with a slash",
      { OTEL_EXPORTER_OTLP_ENDPOINT: "http://c:4318/" },
      "http://c:4318/v1/traces",
    ],
    [
      "a base with a path",
      { OTEL_EXPORTER_OTLP_ENDPOINT: "https://c/otlp/" },
      "https://c/otlp/v1/traces",
    ],
    [
      "for traces, as it is",
      { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: "http://c:4318" },
      "http://c:4318/",
    ],
    [
      "for traces before the base",
      { OTEL_EXPORTER_OTLP_ENDPOINT: "http://a", OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: "http://b/x" },
      "http://b/x",
    ],
    [
      "switched off",
      { OTEL_EXPORTER_OTLP_ENDPOINT: "http://c", OTEL_SDK_DISABLED: "TRUE" },
      undefined,
    ],
    [
      "switched off for traces",
      { OTEL_EXPORTER_OTLP_ENDPOINT: "http://c", OTEL_TRACES_EXPORTER: "none" },
      undefined,
    ],
    [
      "left on by another value",
      { OTEL_EXPORTER_OTLP_ENDPOINT: "http://c", OTEL_SDK_DISABLED: "1" },
      "http://c/v1/traces",
    ],
  ];
  for (const [name, env, url] of cases) {
    it(name, () => {
      assert.equal(read(env).target?.url.href, url);
      assert.deepEqual(read(env).warnings, []);
    });
  }
});

describe("exporter's settings", () => {
  const base = { OTEL_EXPORTER_OTLP_ENDPOINT: "http://c:4318" };

  it("have the standard's defaults", () => {
    const { url: _, ...rest } = read(base).target ?? {};
    assert.deepEqual(rest, {
      headers: {},
      json: false,
      gzip: false,
      timeoutMs: 10_000,
      exportTimeoutMs: 30_000,
    });
  });

  it("are read, those for traces first", () => {
    const { target } = read({
      ...base,
      OTEL_EXPORTER_OTLP_PROTOCOL: "http/protobuf",
      OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: "http/json",
      OTEL_EXPORTER_OTLP_COMPRESSION: "gzip",
      OTEL_EXPORTER_OTLP_TIMEOUT: "1000",
      OTEL_EXPORTER_OTLP_TRACES_TIMEOUT: "2000",
      OTEL_BSP_EXPORT_TIMEOUT: "3000",
      OTEL_EXPORTER_OTLP_HEADERS: "Api-Key=a%3Db, x=1",
      OTEL_EXPORTER_OTLP_TRACES_HEADERS: "x=2",
    });
    const { url: _, ...rest } = target ?? {};
    const headers = { "api-key": "a=b", x: "2" };
    assert.deepEqual(rest, {
      headers,
      json: true,
      gzip: true,
      timeoutMs: 2_000,
      exportTimeoutMs: 3_000,
    });
  });
});

describe("resource", () => {
  it("names the service, by the most specific variable", () => {
    const both = { OTEL_SERVICE_NAME: "b", OTEL_RESOURCE_ATTRIBUTES: "service.name=a" };
    assert.equal(read({}).resource["service.name"], "orders");
    assert.equal(
      read({ OTEL_RESOURCE_ATTRIBUTES: "service.name=a" }).resource["service.name"],
      "a",
    );
    assert.equal(read(both).resource["service.name"], "b");
    assert.equal(read({}).resource["service.version"], "0.1.0");
    assert.notEqual(
      read({}).resource["service.instance.id"],
      read({}).resource["service.instance.id"],
    );
  });

  it("has the operator's attributes, decoded", () => {
    const { resource } = read({
      OTEL_RESOURCE_ATTRIBUTES: " deployment.environment.name = prod%2Ceu ,a=b=c,,",
    });
    assert.equal(resource["deployment.environment.name"], "prod,eu");
    assert.equal(resource.a, "b=c");
  });
});

describe("sampler", () => {
  const traceId = "f".repeat(32);
  const unsampled = { traceId, spanId: "1".repeat(16), traceFlags: 0 };
  const cases: readonly [env: Env, root: boolean, belowUnsampled: boolean][] = [
    [{}, true, false],
    [{ OTEL_TRACES_SAMPLER: "always_on" }, true, true],
    [{ OTEL_TRACES_SAMPLER: "always_off" }, false, false],
    [{ OTEL_TRACES_SAMPLER: "traceidratio" }, true, true],
    [{ OTEL_TRACES_SAMPLER: "traceidratio", OTEL_TRACES_SAMPLER_ARG: "0" }, false, false],
    [{ OTEL_TRACES_SAMPLER: "parentbased_always_on" }, true, false],
    [{ OTEL_TRACES_SAMPLER: "parentbased_always_off" }, false, false],
    [
      { OTEL_TRACES_SAMPLER: "parentbased_traceidratio", OTEL_TRACES_SAMPLER_ARG: "0.5" },
      true,
      false,
    ],
  ];
  for (const [env, root, belowUnsampled] of cases) {
    it(Object.values(env).join(" ") || "default", () => {
      const { sampler, warnings } = read(env);
      assert.deepEqual(
        [sampler(traceId, undefined), sampler(traceId, unsampled)],
        [root, belowUnsampled],
      );
      assert.deepEqual(warnings, []);
    });
  }
});

describe("limits", () => {
  it("are the standard's, but for the length of a value", () => {
    const { limits, batch } = read({});
    const attributes = { countMax: 128, lengthMax: 8192 };
    assert.deepEqual(limits, {
      attributes,
      eventsMax: 128,
      eventAttributes: attributes,
      linksMax: 128,
      linkAttributes: attributes,
    });
    assert.deepEqual(batch, { delayMs: 5_000, queueSpansMax: 2048, batchSpansMax: 512 });
  });

  it("are read, the specific before the general", () => {
    const { limits, batch } = read({
      OTEL_ATTRIBUTE_COUNT_LIMIT: "10",
      OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT: "20",
      OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT: "30",
      OTEL_SPAN_EVENT_COUNT_LIMIT: "40",
      OTEL_SPAN_LINK_COUNT_LIMIT: "50",
      OTEL_BSP_SCHEDULE_DELAY: "100",
      OTEL_BSP_MAX_QUEUE_SIZE: "60",
    });
    assert.deepEqual(limits.attributes, { countMax: 20, lengthMax: 30 });
    assert.deepEqual(limits.linkAttributes, { countMax: 10, lengthMax: 30 });
    assert.deepEqual([limits.eventsMax, limits.linksMax], [40, 50]);
    assert.deepEqual(
      batch,
      { delayMs: 100, queueSpansMax: 60, batchSpansMax: 60 },
      "no batch above the queue",
    );
  });
});

describe("variable that makes no sense is told, and its default taken", () => {
  const endpoint = { OTEL_EXPORTER_OTLP_ENDPOINT: "http://c:4318" };
  const cases: readonly [variable: string, value: string, env: Env][] = [
    ["OTEL_EXPORTER_OTLP_ENDPOINT", "c:4318", {}],
    ["OTEL_EXPORTER_OTLP_ENDPOINT", "not a url", {}],
    ["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "grpc://c:4317", {}],
    ["OTEL_EXPORTER_OTLP_PROTOCOL", "grpc", endpoint],
    ["OTEL_EXPORTER_OTLP_COMPRESSION", "zstd", endpoint],
    ["OTEL_EXPORTER_OTLP_TIMEOUT", "10s", endpoint],
    ["OTEL_EXPORTER_OTLP_TIMEOUT", "0", endpoint],
    ["OTEL_EXPORTER_OTLP_HEADERS", "a=1%0d%0aevil: 1", endpoint],
    ["OTEL_EXPORTER_OTLP_HEADERS", "key", endpoint],
    ["OTEL_RESOURCE_ATTRIBUTES", "a=%zz", {}],
    ["OTEL_TRACES_SAMPLER", "sometimes", {}],
    ["OTEL_BSP_MAX_QUEUE_SIZE", "-1", {}],
    ["OTEL_BSP_MAX_QUEUE_SIZE", "0", {}],
    ["OTEL_BSP_SCHEDULE_DELAY", "1e9", {}],
  ];
  for (const [variable, value, env] of cases) {
    it(`${variable}=${value}`, () => {
      const { warnings } = read({ ...env, [variable]: value });
      assert.equal(warnings.length, 1);
      assert.match(warnings[0] ?? "", new RegExp(`^${variable} `));
    });
  }

  it("OTEL_TRACES_SAMPLER_ARG=1.5 keeps every trace", () => {
    const { sampler, warnings } = read({
      OTEL_TRACES_SAMPLER: "traceidratio",
      OTEL_TRACES_SAMPLER_ARG: "1.5",
    });
    assert.equal(sampler("0".repeat(32), undefined), true);
    assert.equal(warnings.length, 1);
  });

  it("without repeating a value that may be a secret", () => {
    const { warnings } = read({
      ...endpoint,
      OTEL_EXPORTER_OTLP_HEADERS: "authorization=s3cr3t\u0007",
    });
    assert.ok(warnings.length === 1 && !warnings[0]?.includes("s3cr3t"));
  });
});
