/** A generated catalogue of any size, to measure the planner with. */
import { stringify } from "yaml";
import { type Files, json } from "./library.ts";

export type Size = { readonly services: number; readonly operationsEach: number };

const serviceName = (index: number) => `service-${String(index).padStart(4, "0")}`;
const operationName = (index: number) => `operation${index}`;

/** Each operation of a service calls one of each of two services behind it. */
export function largeCatalogue(size: Size): Record<string, string> {
  const files: Record<string, string> = {};
  const names = Array.from({ length: size.services }, (_, index) => serviceName(index));
  const services = names.map(
    (name, index) => [name, { operations: operations(index, size) }] as const,
  );
  for (const name of names) {
    files[`${name}/openapi.json`] = json(contract(name, size.operationsEach));
    files[`${name}/src/main.ts`] = `export const name = "${name}";\n`;
    for (const table of ["accounts", "entries"])
      files[`${name}/migrations/0001_${table}.sql`] =
        `create table ${table} (\n  id bigint primary key,\n  name text not null\n);\n`;
  }
  const breaker = { windowMs: 10_000, errorRatePercent: 50, openMs: 5_000 };
  return {
    ...files,
    "calls.json": json({
      calls: services.flatMap(([from, { operations: made }]) => callsSeen(from, made)),
    }),
    "catalog-info.yaml": names.map((name) => stringify(entity(name))).join("---\n"),
    "resilience.yaml": stringify({
      version: 1,
      targets: Object.fromEntries(names.map((name) => [name, { breaker }])),
      retries: { none: { attempts: 1 } },
      services: Object.fromEntries(services),
    }),
  };
}

/** All that is declared was seen. */
const callsSeen = (component: string, policies: ReturnType<typeof operations>) =>
  Object.entries(policies).flatMap(([operation, { calls }]) =>
    calls.map(({ target, operation: callee }) => ({
      from: { component, operation },
      to: { component: target, operation: callee },
    })),
  );

function operations(service: number, { services, operationsEach }: Size) {
  const callees = [service + 1, service + 7].filter((callee) => callee < services);
  const policy = (operation: string) => ({
    deadlineMs: 100_000 - service * 300,
    pattern: "request-response",
    calls: callees.map((callee) => ({
      target: serviceName(callee),
      operation,
      timeoutMs: 100 + (services - callee) * 100,
      retry: "none",
      idempotent: true,
    })),
  });
  const each = Array.from({ length: operationsEach }, (_, index) => operationName(index));
  return Object.fromEntries(each.map((name) => [name, policy(name)] as const));
}

/** In every tenth service: an operation gone, a field of another type, a migration and new source. */
export function largeChange({ services, operationsEach }: Size): Files {
  const changed: Record<string, string> = {};
  for (let index = 0; index < services; index += 10) {
    const name = serviceName(index);
    const after = contract(name, operationsEach - 1);
    after.components.schemas.Entry0.properties.field1 = { type: "integer" };
    changed[`${name}/openapi.json`] = json(after);
    changed[`${name}/src/main.ts`] = `export const name = "${name}, changed";\n`;
    changed[`${name}/migrations/0002_more.sql`] = "alter table entries add column more text;\n";
    changed[`${serviceName(index + 1)}/src/main.ts`] = "export const changed = true;\n";
  }
  return changed;
}

const entity = (name: string) => ({
  apiVersion: "backstage.io/v1alpha1",
  kind: "Component",
  metadata: {
    name,
    annotations: {
      "large.example/source": `${name}/src/**/*.ts`,
      "large.example/openapi": `${name}/openapi.json`,
      "large.example/migrations": `${name}/migrations`,
    },
  },
  spec: { type: "service", owner: `team-${name}` },
});

function contract(title: string, operations: number) {
  const numbers = Array.from({ length: operations }, (_, index) => index);
  const reference = (index: number) => ({ $ref: `#/components/schemas/Entry${index}` });
  const content = (index: number) => ({ "application/json": { schema: reference(index) } });
  return {
    openapi: "3.1.0",
    info: { title, version: "1" },
    paths: Object.fromEntries(
      numbers.map((index) => [
        `/entries/${index}`,
        {
          post: {
            operationId: operationName(index),
            requestBody: { required: true, content: content(index) },
            responses: {
              200: { description: "OK", content: content(index) },
              400: { description: "No", content: content(0) },
            },
          },
        },
      ]),
    ),
    components: {
      schemas: {
        ...Object.fromEntries(numbers.map((index) => [`Entry${index}`, schema(index)])),
        Entry0: schema(0),
      },
    },
  };
}

const schema = (index: number) => ({
  type: "object",
  required: ["field0"],
  properties: Object.fromEntries(
    Array.from({ length: 12 }, (_, field): [string, unknown] => [
      `field${field}`,
      { type: "string", maxLength: 100 + index },
    ]),
  ),
});
