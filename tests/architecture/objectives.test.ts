import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { contractDocument } from "@holdfast/contracts";
import { parse, parseAllDocuments } from "yaml";

type Slo = {
  readonly metadata: { readonly name: string; readonly annotations: Record<string, string> };
  readonly spec: {
    readonly service: string;
    readonly objectives: readonly { readonly op?: string; readonly value?: number }[];
  };
};
type Policies = {
  services: Record<string, { operations: Record<string, { deadlineMs: number }> }>;
};

const textOf = (file: string) => readFileSync(join(import.meta.dirname, "../..", file), "utf8");
const { services } = parse(textOf("resilience.yaml")) as Policies;
/** Bounds of the buckets that requests are counted in: between them a percentile is a guess. */
const bounds = /const BOUNDS = (\[.*\]) as const/.exec(
  textOf("packages/http-service/src/durations.ts"),
)?.[1];
const boundsMs = (JSON.parse(bounds ?? "[]") as number[]).map((seconds) => seconds * 1000);

describe("slo.yaml", () => {
  for (const document of parseAllDocuments(textOf("slo.yaml"))) {
    const { metadata, spec } = document.toJS() as Slo;
    const operation = metadata.annotations["holdfast.dev/operation"] ?? "";
    it(`measures ${metadata.name} at the route of an operation of ${spec.service}`, () => {
      const routes = Object.entries(contractDocument(spec.service).paths).flatMap(([path, item]) =>
        Object.entries(item).map(([method, { operationId }]) => ({ path, method, operationId })),
      );
      const route = routes.find(({ operationId }) => operationId === operation);
      assert.ok(route, `${spec.service} has no operation ${operation}`);
      const path = route.path.replaceAll(/\{(\w+)\}/g, ":$1");
      const labels = `job="${spec.service}",http_request_method="${route.method.toUpperCase()}",http_route="${path}"`;
      const queries = JSON.stringify(spec).match(
        /http_server_request_duration_seconds_\w+\{[^}]*/g,
      );
      assert.ok(queries !== null);
      for (const query of queries) assert.ok(JSON.parse(`"${query}"`).includes(labels), query);
    });

    for (const { value } of spec.objectives.filter(({ op }) => op !== undefined))
      it(`promises ${metadata.name} below the operation's deadline, and where it can be counted`, () => {
        assert.ok(value !== undefined && boundsMs.includes(value), `${value} ms is no bound`);
        const { deadlineMs = value } = services[spec.service]?.operations[operation] ?? {};
        assert.ok(value <= deadlineMs, `${operation} has ${deadlineMs} ms`);
      });
  }
});
