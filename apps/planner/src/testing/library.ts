/** A public library as a repository: three services with contracts, migrations, policies, calls seen and objectives. */

/** Files by name; undefined removes one. */
export type Files = Readonly<Record<string, string | undefined>>;

const component = (name: string, extra: string) => `apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: ${name}
  annotations:
    library.example/source: ${name}/src/**/*.ts
    library.example/tests: ${name}/test/**/*.ts
    library.example/openapi: ${name}/openapi.json
    library.example/migrations: ${name}/migrations
spec:
  type: service
  owner: team-${name}
  system: library
  providesApis: [${name}]
${extra}`;

export const json = (value: unknown) => `${JSON.stringify(value, undefined, 2)}\n`;
const ok = (schema: unknown) => ({
  200: { description: "OK", content: { "application/json": { schema } } },
});
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const idInPath = { name: "id", in: "path", required: true, schema: { type: "string" } };
const body = (schema: unknown) => ({ required: true, content: { "application/json": { schema } } });
const contract = (title: string, paths: unknown, schemas: unknown) =>
  json({ openapi: "3.1.0", info: { title, version: "1" }, paths, components: { schemas } });

const CATALOGUE = contract(
  "catalogue",
  {
    "/books": {
      get: {
        operationId: "listBooks",
        parameters: [{ name: "author", in: "query", schema: { type: "string", maxLength: 100 } }],
        responses: ok({ type: "array", items: ref("Book") }),
      },
    },
    "/books/{id}": {
      get: { operationId: "getBook", parameters: [idInPath], responses: ok(ref("Book")) },
    },
  },
  {
    Book: {
      type: "object",
      required: ["id", "title", "copies"],
      properties: {
        id: { type: "string" },
        title: { type: "string" },
        copies: { type: "integer", minimum: 0 },
        shelf: { type: ["string", "null"] },
        sequel: ref("Book"),
      },
    },
  },
);

const LOANS = contract(
  "loans",
  {
    "/loans": {
      post: {
        operationId: "createLoan",
        requestBody: body(ref("NewLoan")),
        responses: ok(ref("Loan")),
      },
    },
    "/loans/overdue": {
      get: {
        operationId: "listOverdue",
        responses: ok({ type: "array", items: ref("Loan") }),
      },
    },
  },
  {
    NewLoan: {
      type: "object",
      required: ["bookId", "reader"],
      properties: {
        bookId: { type: "string" },
        reader: { type: "string" },
        weeks: { type: "integer", minimum: 1, maximum: 8 },
      },
    },
    Loan: {
      type: "object",
      required: ["id", "state"],
      properties: {
        id: { type: "string" },
        state: { type: "string", enum: ["open", "overdue", "returned"] },
        due: { type: "string", format: "date" },
      },
    },
  },
);

const NOTICES = contract(
  "notices",
  {
    "/events": {
      post: {
        operationId: "takeEvents",
        requestBody: body({ type: "array", items: ref("LoanEvent") }),
        responses: { 204: { description: "Taken" } },
      },
    },
  },
  {
    LoanEvent: {
      type: "object",
      required: ["id", "type"],
      properties: { id: { type: "string" }, type: { enum: ["loan.created", "loan.returned"] } },
    },
  },
);

const RESILIENCE = `version: 1
targets:
  catalogue: { breaker: { windowMs: 10000, errorRatePercent: 50, minimumCalls: 20, openMs: 5000 }, retryBudgetPercent: 20 }
  loans: { breaker: { windowMs: 10000, errorRatePercent: 50, minimumCalls: 20, openMs: 5000 }, retryBudgetPercent: 20 }
  notices: { breaker: { windowMs: 10000, errorRatePercent: 50, minimumCalls: 20, openMs: 5000 }, retryBudgetPercent: 20 }
retries:
  none: { attempts: 1 }
  read: { attempts: 2, backoffBaseMs: 50, backoffMaxMs: 100 }
services:
  loans:
    operations:
      createLoan:
        deadlineMs: 3000
        pattern: request-response
        calls:
          - { target: catalogue, operation: getBook, timeoutMs: 500, deadlineMs: 1200, retry: read, idempotent: true }
      relay-events:
        deadlineMs: 5000
        pattern: async
        calls:
          - { target: notices, operation: takeEvents, timeoutMs: 5000, retry: none, idempotent: true }
  notices:
    operations:
      remind:
        deadlineMs: 10000
        pattern: request-response
        calls:
          - { target: loans, operation: listOverdue, timeoutMs: 2000, retry: read, idempotent: true }
          - { target: loans, operation: createLoan, timeoutMs: 4000, retry: none, idempotent: false }
`;

const at = (name: string) => {
  const [owner = "", operation = ""] = name.split(".");
  return { component: owner, operation };
};
const seen = (from: string, to: string) => ({ from: at(from), to: at(to), count: 3 });

const CALLS = json({
  calls: [
    seen("loans.createLoan", "catalogue.getBook"),
    seen("loans.relay-events", "notices.takeEvents"),
    seen("notices.remind", "loans.listOverdue"),
    seen("notices.remind", "loans.createLoan"),
  ],
  sequences: [
    {
      operation: at("notices.remind"),
      steps: [[at("loans.listOverdue")], [at("loans.createLoan")]],
    },
  ],
});

const slo = (name: string, target: number) => `apiVersion: openslo/v1
kind: SLO
metadata: { name: ${name}-availability }
spec:
  service: ${name}
  budgetingMethod: Occurrences
  objectives: [{ displayName: answered, target: ${target} }]
`;

/** The library at base: nothing in it is wrong. */
export const LIBRARY: Readonly<Record<string, string>> = {
  "catalog-info.yaml": [
    component("catalogue", "  consumesApis: []\n"),
    component(
      "loans",
      "  consumesApis: [catalogue, notices]\n  dependsOn: [component:catalogue]\n",
    ),
    component("notices", "  consumesApis: [loans]\n  dependsOn: [component:loans]\n"),
  ].join("---\n"),
  "catalogue/openapi.json": CATALOGUE,
  "catalogue/src/books.ts": "export const books = [];\n",
  "catalogue/test/books.test.ts": "// getBook\n",
  "catalogue/migrations/0001_books.sql":
    "create table books (\n  id text primary key,\n  title text not null,\n  shelf text\n);\n",
  "loans/openapi.json": LOANS,
  "loans/src/loans.ts": "export const loans = [];\n",
  "loans/migrations/0001_loans.sql":
    "create table loans (\n  id text primary key,\n  book_id text not null,\n  reader text not null,\n  due date\n);\n",
  "notices/openapi.json": NOTICES,
  "notices/src/notices.ts": "export const notices = [];\n",
  "resilience.yaml": RESILIENCE,
  "calls.json": CALLS,
  "slo.yaml": [slo("catalogue", 0.999), slo("loans", 0.99), slo("notices", 0.98)].join("---\n"),
  "planner.yaml": "version: 1\nchecks:\n  - { id: unit, argv: [node, --test] }\n",
  "README.md": "# The library\n",
};
