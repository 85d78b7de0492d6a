import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { importsOf, isTestSupport, ROOT, type SourceFile, sourceFiles } from "./source-files.ts";

const SERVICES = [
  "services/gateway",
  "services/inventory",
  "services/pricing",
  "services/orders",
  "sandbox",
];
const isTest = ({ path }: SourceFile) => path.endsWith(".test.ts");
/** What runs in production: no tests, nor what only they use. */
const isProduction = (file: SourceFile) => !isTest(file) && !isTestSupport(file);

type Rule = {
  readonly name: string;
  readonly files: () => readonly SourceFile[];
  /** What of the file breaks the rule. */
  readonly violations: (file: SourceFile) => readonly string[];
  /** A file that breaks it: the proof that the rule can fail. */
  readonly planted: SourceFile;
};

const IO_SUFFIX = /\.(store|route|client)(\.ts|$)/;
const PURE_IMPORT = /^(@holdfast\/(result|money|problem)|typebox|\.{1,2}\/[a-z0-9./-]+\.ts)$/;

/** `services/<name>/src/<slice>/<slice>.ts`: the decision of a slice, named like its folder. */
const decisionFiles = () =>
  sourceFiles("{services/*,sandbox}/src/*/*.ts").filter((file) => {
    const [slice, name] = file.path.split("/").slice(-2);
    return name === `${slice}.ts`;
  });

const RULES: readonly Rule[] = [
  {
    name: "a decision does no I/O: it imports values, and other decisions",
    files: decisionFiles,
    violations: ({ text }) =>
      importsOf(text).filter((path) => !PURE_IMPORT.test(path) || IO_SUFFIX.test(path)),
    planted: { path: "services/x/src/hold/hold.ts", text: 'import { Pool } from "pg";' },
  },
  {
    name: "a decision takes time, ids and randomness as arguments",
    files: decisionFiles,
    violations: ({ text }) =>
      [
        ...text.matchAll(
          /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\brandomUUID|\bprocess\.|\bfetch\(/g,
        ),
      ].map(([use]) => use),
    planted: { path: "services/x/src/hold/hold.ts", text: "const nowMs = Date.now();" },
  },
  {
    name: "nobody but a bench, which measures parts, imports a service: services meet over HTTP, through their contracts",
    files: () => sourceFiles("{packages,services,apps,sandbox,contracts}/**/*.ts"),
    violations: ({ path, text }) =>
      importsOf(text).filter((imported) => {
        if (/^@holdfast\/(gateway|inventory|pricing|orders|payment-sandbox|cli)\b/.test(imported))
          return true;
        const target = imported.startsWith(".") ? join(path, "..", imported) : "";
        const home = SERVICES.find((service) => path.startsWith(`${service}/`));
        return SERVICES.some((service) => service !== home && target.startsWith(`${service}/`));
      }),
    planted: {
      path: "services/orders/src/main.ts",
      text: 'import { x } from "../../inventory/src/main.ts";',
    },
  },
  {
    name: "a package knows no service and no app",
    files: () => sourceFiles("packages/**/*.ts"),
    violations: ({ text }) =>
      importsOf(text).filter((path) => /(^|\/)(services|apps|sandbox)\//.test(path)),
    planted: {
      path: "packages/x/src/x.ts",
      text: 'import { y } from "../../../services/orders/src/y.ts";',
    },
  },
  {
    name: "a service reaches another only through the outbound client",
    files: () => sourceFiles("services/*/src/**/*.ts").filter(isProduction),
    violations: ({ text }) => [
      ...importsOf(text).filter((path) => /^(undici|node:https?|axios|got)$/.test(path)),
      ...[...text.matchAll(/(?<![.\w])fetch\(/g)].map(([use]) => use),
    ],
    planted: { path: "services/x/src/x/x.client.ts", text: 'await fetch("http://127.0.0.1:8001")' },
  },
  {
    name: "only main.ts reads the environment",
    files: () => sourceFiles("{packages,services,sandbox}/**/*.ts").filter((file) => !isTest(file)),
    violations: ({ path, text }) =>
      /\/main\.ts$|^packages\/[^/]+\/src\/testing\.ts$/.test(path)
        ? []
        : [...text.matchAll(/process\.env\b/g)].map(([use]) => use),
    planted: { path: "packages/x/src/x.ts", text: "const port = process.env.PORT;" },
  },
  {
    name: "what telemetry warns of at the start is a line of the log, not raw text",
    files: () => sourceFiles("{services/*,sandbox}/src/main.ts"),
    violations: ({ text }) =>
      [...text.matchAll(/startTelemetry\([^;]*;/g)]
        .map(([call]) => call)
        .filter((call) => !call.includes("warn: (message) => log.warn(message)")),
    planted: {
      path: "services/x/src/main.ts",
      text: 'const telemetry = startTelemetry({ serviceName: "x", env });',
    },
  },
  {
    name: "SQL stands in stores",
    files: () => sourceFiles("services/*/src/**/*.ts").filter(isProduction),
    violations: ({ path, text }) =>
      path.endsWith(".store.ts")
        ? []
        : [...text.matchAll(/[`"](?:select|insert into|update|delete from)\s[^`"]{8,}/gi)].map(
            ([sql]) => sql,
          ),
    planted: {
      path: "services/x/src/x/x.route.ts",
      text: "`select sku from stock where sku = $1`",
    },
  },
  {
    name: "only tests use what stands in src/testing",
    files: () => sourceFiles("{services,sandbox}/**/src/**/*.ts").filter(isProduction),
    violations: ({ text }) => importsOf(text).filter((path) => /^\..*\/testing\//.test(path)),
    planted: {
      path: "services/x/src/x/x.route.ts",
      text: 'import { price } from "../testing/prices.ts";',
    },
  },
  {
    name: "no module hides others behind itself",
    files: () => sourceFiles("{packages,services,apps,sandbox,contracts}/**/*.ts"),
    violations: ({ text }) =>
      [...text.matchAll(/^export (?:\*|default).*/gm)].map(([line]) => line),
    planted: { path: "packages/x/src/x.ts", text: 'export * from "./y.ts";' },
  },
];

describe("the imports of a source text", () => {
  it("are found however they are written, and not in what a text says", () => {
    const text = [
      'import "./a.ts";',
      'import { type B, b } from "./b.ts";',
      'const c = await import("./c.ts");',
      'export { d } from "./d.ts";',
      'append({ kind: "import", reason: "counted, from", by: "import" });',
    ].join("\n");
    assert.deepEqual(importsOf(text), ["./a.ts", "./b.ts", "./c.ts", "./d.ts"]);
  });
});

describe("architecture", () => {
  for (const rule of RULES) {
    it(rule.name, () => {
      const broken = rule
        .files()
        .flatMap((file) => rule.violations(file).map((violation) => `${file.path}: ${violation}`));
      assert.deepEqual(broken, []);
    });

    it(`catches a planted violation: ${rule.name}`, () => {
      assert.notDeepEqual(rule.violations(rule.planted), []);
    });
  }

  for (const service of SERVICES) {
    it(`${service} has the shape of every service`, () => {
      const wanted = ["main.ts", "compose.ts", "openapi.ts", "problems.ts"].map(
        (name) => `${service}/src/${name}`,
      );
      assert.deepEqual(
        wanted.filter((path) => !existsSync(join(ROOT, path))),
        [],
      );
    });
  }
});
