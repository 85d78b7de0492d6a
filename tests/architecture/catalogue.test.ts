import assert from "node:assert/strict";
import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { parse, parseAllDocuments } from "yaml";
import { ROOT, sourceFiles } from "./source-files.ts";

type Entity = {
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec: {
    readonly type?: string;
    readonly consumesApis?: readonly string[];
    readonly providesApis?: readonly string[];
    readonly dependsOn?: readonly string[];
    readonly definition?: { readonly $text: string };
  };
};
type Call = { readonly target: string; readonly operation: string; readonly idempotent: boolean };
type Resilience = {
  readonly services: Readonly<
    Record<
      string,
      { readonly operations: Readonly<Record<string, { readonly calls: readonly Call[] }>> }
    >
  >;
};
type Contract = {
  readonly paths: Readonly<
    Record<string, Readonly<Record<string, { readonly operationId: string }>>>
  >;
};

const read = (path: string) => readFileSync(join(ROOT, path), "utf8");
const entities = parseAllDocuments(read("catalog-info.yaml")).map(
  (document) => document.toJS() as Entity,
);
const resilience = parse(read("resilience.yaml")) as Resilience;
const ofKind = (kind: string) => entities.filter((entity) => entity.kind === kind);
const contractOf = (name: string) => JSON.parse(read(`contracts/${name}.openapi.json`)) as Contract;
const operationsOf = (name: string) =>
  Object.values(contractOf(name).paths).flatMap((methods) =>
    Object.values(methods).map(({ operationId }) => operationId),
  );
const callsOf = (service: string) =>
  Object.values(resilience.services[service]?.operations ?? {}).flatMap(({ calls }) => calls);
const unique = (values: readonly string[]) => [...new Set(values)].sort();

/** Public operations that the gateway answers by itself, or, the drill, under the names of others. */
const CALLS_NOBODY = new Set([
  ...["drillCascade", "listFlags", "putFlag", "listAdminAudit"],
  ...["createApiKey", "listApiKeys", "getApiKey", "patchApiKey", "revokeApiKey", "rotateApiKey"],
]);

const componentsIn = ({ dependsOn = [] }: Entity["spec"]) =>
  dependsOn.filter((each) => each.startsWith("component:"));
/** Of no service: what services are built with, and tools. */
const packages = new Set(
  ofKind("Component")
    .filter(({ spec }) => spec.type !== "service")
    .map(({ metadata }) => metadata.name),
);
const dependenciesOf = (folder: string) =>
  Object.keys(JSON.parse(read(`${folder}/package.json`)).dependencies ?? {})
    .filter((name) => name.startsWith("@holdfast/"))
    .map((name) => `component:${name.slice("@holdfast/".length)}`);
/** Contracts of others, written down here. */
const OUTSIDE = new Set(["subscriber", "tax-provider"]);

describe("catalog-info.yaml", () => {
  it("has every workspace that is no service", () => {
    const folders = globSync(["packages/*", "apps/*"], { cwd: ROOT });
    const names = folders.map((folder) => folder.split("/").at(-1) ?? "");
    assert.deepEqual(unique([...packages]), unique([...names, "contracts"]));
  });

  for (const { metadata, spec } of ofKind("Component")) {
    it(`says whom ${metadata.name} calls, as resilience.yaml does`, () => {
      const called = unique(callsOf(metadata.name).map(({ target }) => target));
      assert.deepEqual(unique(spec.consumesApis ?? []), called);
      const components = componentsIn(spec).filter((each) => !packages.has(each.slice(10)));
      assert.deepEqual(
        unique(components),
        called.map((name) => `component:${name}`),
      );
    });

    it(`says what ${metadata.name} is built with, as its package.json does`, () => {
      const folder = metadata.annotations?.["holdfast.dev/source"]?.split("/src/")[0] ?? "";
      const used = componentsIn(spec).filter((each) => packages.has(each.slice(10)));
      assert.deepEqual(
        unique(used),
        unique(OUTSIDE.has(metadata.name) ? [] : dependenciesOf(folder)),
      );
    });

    it(`names files of ${metadata.name} that exist`, () => {
      const named = Object.entries(metadata.annotations ?? {}).filter(
        ([annotation]) => annotation !== "holdfast.dev/contract-direction",
      );
      assert.ok(named.length >= (packages.has(metadata.name) ? 1 : 3));
      for (const [annotation, pattern] of named) {
        assert.ok(
          globSync(pattern, { cwd: ROOT }).length > 0,
          `${annotation}: ${pattern} matches nothing`,
        );
      }
    });
  }

  it("depends only on what it lists", () => {
    const known = new Set(
      entities.map(({ kind, metadata }) => `${kind.toLowerCase()}:${metadata.name}`),
    );
    const named = entities.flatMap(({ spec }) => spec.dependsOn ?? []);
    assert.deepEqual(
      named.filter((name) => !known.has(name)),
      [],
    );
  });

  it("has an API for every contract, and a contract for every API", () => {
    const contracts = globSync("contracts/*.openapi.json", { cwd: ROOT }).map(
      (path) => `./${path}`,
    );
    const listed = ofKind("API").map(({ spec }) => spec.definition?.$text ?? "");
    assert.deepEqual(unique(listed), unique(contracts));
    const provided = ofKind("Component").flatMap(({ spec }) => spec.providesApis ?? []);
    assert.deepEqual(unique(provided), unique(ofKind("API").map(({ metadata }) => metadata.name)));
  });

  it("names a migrations folder for every service that has one", () => {
    const named = ofKind("Component").flatMap(
      ({ metadata }) => metadata.annotations?.["holdfast.dev/migrations"] ?? [],
    );
    const present = globSync("services/*/migrations", { cwd: ROOT });
    assert.deepEqual(unique(named), unique(present));
  });
});

describe("resilience.yaml", () => {
  for (const service of Object.keys(resilience.services)) {
    it(`declares only calls of ${service} that the callees' contracts have`, () => {
      const missing = callsOf(service).filter(
        ({ target, operation }) => !operationsOf(target).includes(operation),
      );
      assert.deepEqual(missing, []);
    });
  }

  it("has an entry for every public operation of the gateway that calls a service, and none besides", () => {
    const declared = Object.keys(resilience.services.gateway?.operations ?? {});
    const calling = operationsOf("gateway").filter((operation) => !CALLS_NOBODY.has(operation));
    assert.deepEqual(unique(declared), unique([...calling, "follow-events"]));
  });

  it("declares every call that the orders service makes, and none besides", () => {
    const relay = sourceFiles("packages/outbox/src/subscribers.ts");
    const files = [...relay, ...sourceFiles("services/orders/src/**/*.ts")].filter(
      ({ path }) => !path.endsWith(".test.ts"),
    );
    const made = files.flatMap(({ text }) =>
      [...text.matchAll(/\.call\(\s*"(\w+)"/g)].map(([, name]) => name ?? ""),
    );
    const declared = callsOf("orders").map(({ operation }) => operation);
    assert.deepEqual(unique(made), unique(declared));
  });

  it("names only services that exist", () => {
    for (const service of Object.keys(resilience.services)) {
      assert.ok(existsSync(join(ROOT, "services", service)), `no service ${service}`);
    }
  });
});
