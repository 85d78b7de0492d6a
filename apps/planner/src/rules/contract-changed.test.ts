import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { changeOf, editedJson } from "../testing/fixture-repository.ts";
import { type Files, LIBRARY } from "../testing/library.ts";
import { contractChanged } from "./contract-changed.ts";

// biome-ignore lint/suspicious/noExplicitAny: tests take contracts apart as they like
type Loose = any;
type Edit = (contract: Loose) => void;

const told = (file: string, edit: Edit, first?: Edit) => {
  const open = { "planner.yaml": "version: 1\npublic: [catalogue, loans]\n" };
  const base = { ...open, ...(first === undefined ? {} : editedJson(file, first)) };
  const both = (contract: Loose) => {
    first?.(contract);
    edit(contract);
  };
  return contractChanged(changeOf(editedJson(file, both), base));
};
const LOANS = "loans/openapi.json";
const BOOKS = "catalogue/openapi.json";
const newLoan = (contract: Loose) => contract.components.schemas.NewLoan;
const loan = (contract: Loose) => contract.components.schemas.Loan;
const book = (contract: Loose) => contract.components.schemas.Book;
const createLoan = (contract: Loose) => contract.paths["/loans"].post;
const listBooks = (contract: Loose) => contract.paths["/books"].get;
const okBooks = (contract: Loose) => listBooks(contract).responses["200"];

/** What breaks, by rule, and beside it the change that is its control: the same place, and nobody is hurt. */
const RULES: readonly (readonly [
  rule: string,
  file: string,
  breaks: Edit,
  control: Edit,
  first?: Edit,
])[] = [
  [
    "request-property-removed",
    LOANS,
    (c) => delete newLoan(c).properties.weeks,
    (c) => (newLoan(c).properties.weeks.title = "Weeks"),
    (c) => (newLoan(c).additionalProperties = false),
  ],
  [
    "new-required-request-property",
    LOANS,
    (c) => {
      newLoan(c).properties.desk = {};
      newLoan(c).required.push("desk");
    },
    (c) => (newLoan(c).properties.desk = {}),
  ],
  [
    "request-property-became-required",
    LOANS,
    (c) => newLoan(c).required.push("weeks"),
    (c) => (newLoan(c).required = ["bookId"]),
  ],
  [
    "request-property-max-decreased",
    LOANS,
    (c) => (newLoan(c).properties.weeks.maximum = 4),
    (c) => (newLoan(c).properties.weeks.maximum = 9),
  ],
  [
    "request-property-min-increased",
    LOANS,
    (c) => (newLoan(c).properties.weeks.minimum = 2),
    (c) => (newLoan(c).properties.weeks.minimum = 0),
  ],
  [
    "request-property-max-length-set",
    LOANS,
    (c) => (newLoan(c).properties.reader.maxLength = 9),
    (c) => (newLoan(c).properties.reader.description = "who"),
  ],
  [
    "request-property-pattern-added",
    LOANS,
    (c) => (newLoan(c).properties.reader.pattern = "^R"),
    (c) => (newLoan(c).properties.reader.examples = ["R1"]),
  ],
  [
    "request-property-pattern-changed",
    LOANS,
    (c) => (newLoan(c).properties.reader.pattern = "^R"),
    (c) => delete newLoan(c).properties.reader.pattern,
    (c) => (newLoan(c).properties.reader.pattern = "^Q"),
  ],
  [
    "request-property-type-changed",
    LOANS,
    (c) => (newLoan(c).properties.reader.type = "integer"),
    (c) => (newLoan(c).properties.reader.type = ["string", "integer"]),
  ],
  [
    "request-property-type-specialized",
    LOANS,
    (c) => (newLoan(c).properties.weeks.type = "integer"),
    (c) => (newLoan(c).properties.weeks.type = ["number", "string"]),
    (c) => (newLoan(c).properties.weeks.type = "number"),
  ],
  [
    "request-property-became-not-nullable",
    LOANS,
    (c) => (newLoan(c).properties.weeks.type = "integer"),
    (c) => (newLoan(c).properties.weeks.type = ["null", "integer"]),
    (c) => (newLoan(c).properties.weeks.type = ["integer", "null"]),
  ],
  [
    "request-property-became-enum",
    LOANS,
    (c) => (newLoan(c).properties.reader.enum = ["a"]),
    (c) => (newLoan(c).properties.reader.deprecated = true),
  ],
  [
    "request-property-enum-value-removed",
    LOANS,
    (c) => (newLoan(c).properties.reader.enum = ["a"]),
    (c) => (newLoan(c).properties.reader.enum = ["a", "b", "c"]),
    (c) => (newLoan(c).properties.reader.enum = ["a", "b"]),
  ],
  [
    "request-body-additional-properties-forbidden-set",
    LOANS,
    (c) => (newLoan(c).additionalProperties = false),
    (c) => (newLoan(c).additionalProperties = true),
  ],
  [
    "request-body-any-of-removed",
    LOANS,
    (c) => newLoan(c).anyOf.pop(),
    (c) => newLoan(c).anyOf.push({ title: "C" }),
    (c) => (newLoan(c).anyOf = [{ title: "A" }, { title: "B" }]),
  ],
  [
    "request-body-all-of-added",
    LOANS,
    (c) => (newLoan(c).allOf = [{ required: ["weeks"] }]),
    (c) => delete newLoan(c).allOf,
    (c) => (newLoan(c).allOf = []),
  ],
  [
    "request-body-became-required",
    LOANS,
    (c) => (createLoan(c).requestBody.required = true),
    (c) => (createLoan(c).requestBody.description = "x"),
    (c) => (createLoan(c).requestBody.required = false),
  ],
  [
    "request-body-media-type-removed",
    LOANS,
    (c) => (createLoan(c).requestBody.content = { "text/csv": {} }),
    (c) => (createLoan(c).requestBody.content["text/csv"] = {}),
  ],
  [
    "response-property-removed",
    BOOKS,
    (c) => delete book(c).properties.copies,
    (c) => (book(c).properties.pages = { type: "integer" }),
  ],
  [
    "response-property-became-optional",
    BOOKS,
    (c) => (book(c).required = ["id", "title"]),
    (c) => book(c).required.push("shelf"),
  ],
  [
    "response-property-became-nullable",
    BOOKS,
    (c) => (book(c).properties.title.type = ["string", "null"]),
    (c) => (book(c).properties.shelf.type = "string"),
  ],
  [
    "response-property-type-generalized",
    BOOKS,
    (c) => (book(c).properties.copies.type = "number"),
    (c) => (book(c).properties.copies.maximum = 5),
  ],
  [
    "response-property-enum-value-added",
    LOANS,
    (c) => loan(c).properties.state.enum.push("lost"),
    (c) => loan(c).properties.state.enum.pop(),
  ],
  [
    "response-property-min-removed",
    BOOKS,
    (c) => delete book(c).properties.copies.minimum,
    (c) => (book(c).properties.copies.minimum = 1),
  ],
  [
    "response-body-one-of-added",
    BOOKS,
    (c) => book(c).oneOf.push({ title: "B" }),
    (c) => book(c).oneOf.reverse(),
    (c) => (book(c).oneOf = [{ title: "A" }, { title: "C" }]),
  ],
  [
    "response-success-status-removed",
    BOOKS,
    (c) => (listBooks(c).responses = { 206: okBooks(c) }),
    (c) => (listBooks(c).responses["404"] = { description: "none" }),
  ],
  [
    "response-body-media-type-removed",
    BOOKS,
    (c) => (okBooks(c).content = { "text/csv": {} }),
    (c) => (okBooks(c).content["text/csv"] = {}),
  ],
  [
    "required-response-header-removed",
    BOOKS,
    (c) => delete okBooks(c).headers,
    (c) => (okBooks(c).headers.B = {}),
    (c) => (okBooks(c).headers = { A: { required: true } }),
  ],
  [
    "response-header-became-optional",
    BOOKS,
    (c) => (okBooks(c).headers.A.required = false),
    (c) => (okBooks(c).headers.A.description = "x"),
    (c) => (okBooks(c).headers = { A: { required: true } }),
  ],
  [
    "new-required-request-parameter",
    BOOKS,
    (c) => listBooks(c).parameters.push({ name: "q", in: "query", required: true }),
    (c) => listBooks(c).parameters.push({ name: "q", in: "query" }),
  ],
  [
    "request-parameter-removed",
    BOOKS,
    (c) => listBooks(c).parameters.pop(),
    (c) => (listBooks(c).parameters[0].description = "x"),
  ],
  [
    "request-parameter-became-required",
    BOOKS,
    (c) => (listBooks(c).parameters[0].required = true),
    (c) => (listBooks(c).parameters[0].required = false),
  ],
  [
    "request-parameter-max-length-decreased",
    BOOKS,
    (c) => (listBooks(c).parameters[0].schema.maxLength = 9),
    (c) => (listBooks(c).parameters[0].schema.maxLength = 900),
  ],
  [
    "api-path-changed",
    BOOKS,
    (c) => {
      c.paths["/all-books"] = c.paths["/books"];
      delete c.paths["/books"];
    },
    (c) => (c.paths["/all-books"] = {}),
  ],
  ["api-security-added", BOOKS, (c) => (c.security = [{ key: [] }]), (c) => (c.security = [])],
  [
    "api-security-added",
    BOOKS,
    (c) => (c.security = [{ key: ["admin"] }]),
    (c) => (c.security = [{ key: [] }, { token: [] }]),
    (c) => (c.security = [{ key: [] }]),
  ],
];

/** What is told, and at least so: it says no more than that nobody can tell. */
const CAUTIONS: readonly (readonly [keyword: string, file: string, changes: Edit])[] = [
  ["prefixItems", LOANS, (c) => (newLoan(c).properties.reader.prefixItems = [{}])],
  ["patternProperties", LOANS, (c) => (newLoan(c).patternProperties = { "^x": {} })],
  ["dependentRequired", LOANS, (c) => (newLoan(c).dependentRequired = { weeks: ["reader"] })],
  ["unevaluatedProperties", LOANS, (c) => (newLoan(c).unevaluatedProperties = false)],
  ["minContains", LOANS, (c) => (newLoan(c).properties.reader.minContains = 2)],
  ["readOnly", LOANS, (c) => (newLoan(c).properties.weeks.readOnly = true)],
  ["writeOnly", BOOKS, (c) => (book(c).properties.title.writeOnly = true)],
  ["discriminator", LOANS, (c) => (loan(c).discriminator = { propertyName: "state" })],
  ["aKeywordOfTomorrow", LOANS, (c) => (newLoan(c).aKeywordOfTomorrow = 1)],
];

const items = (of: object) => ({ type: "array", ...of });
const paging = (more: object) => (c: Loose) => {
  const schema = { type: "array", items: { type: "string" } };
  listBooks(c).parameters[0] = { name: "author", in: "query", schema, ...more };
};
const keyed = (name: string) => (c: Loose) => {
  c.components.securitySchemes = { key: { type: "apiKey", in: "header", name } };
  c.security = [{ key: [] }];
};
const withCallback = (c: Loose) => {
  const schema = { type: "object", properties: { due: { type: "string" } } };
  const post = { requestBody: { content: { "application/json": { schema } } }, responses: {} };
  createLoan(c).callbacks = { done: { "{$request.body#/url}": { post } } };
};
const inCallback = (c: Loose) =>
  createLoan(c).callbacks.done["{$request.body#/url}"].post.requestBody.content["application/json"];

/** What breaks however it is written, by rule. */
const WRITTEN: typeof RULES = [
  [
    "request-property-max-length-set",
    LOANS,
    (c) => (newLoan(c).properties.reader.maxLength = 3),
    (c) => (newLoan(c).properties.reader.description = "who"),
    (c) => {
      c.components.schemas.Reader = { type: "string" };
      newLoan(c).properties.reader = { $ref: "#/components/schemas/Reader" };
    },
  ],
  [
    "request-property-type-specialized",
    LOANS,
    (c) => (newLoan(c).properties.reader = items({ items: { type: "string" } })),
    (c) => (newLoan(c).properties.reader = items({ items: {} })),
    (c) => (newLoan(c).properties.reader = items({})),
  ],
  [
    "request-property-type-specialized",
    LOANS,
    (c) => (newLoan(c).additionalProperties = { type: "integer" }),
    (c) => (newLoan(c).additionalProperties = {}),
  ],
  [
    "request-property-became-forbidden",
    LOANS,
    (c) => (newLoan(c).properties.weeks = false),
    (c) => (newLoan(c).properties.weeks = true),
  ],
  [
    "request-property-max-length-set",
    LOANS,
    (c) => (newLoan(c).properties.reader = { allOf: [{ type: "string", maxLength: 3 }] }),
    (c) => (newLoan(c).properties.reader = { description: "who", allOf: [{ type: "string" }] }),
  ],
  [
    "request-parameter-style-changed",
    BOOKS,
    paging({ explode: false }),
    paging({ style: "form" }),
    paging({}),
  ],
  [
    "request-parameter-max-length-decreased",
    BOOKS,
    (c) => (listBooks(c).parameters[0].content["text/plain"].schema.maxLength = 3),
    (c) => (listBooks(c).parameters[0].content["text/plain"].schema.maxLength = 9),
    (c) => {
      const content = { "text/plain": { schema: { type: "string", maxLength: 5 } } };
      listBooks(c).parameters[0] = { name: "author", in: "query", content };
    },
  ],
  [
    "response-header-style-changed",
    BOOKS,
    (c) => (okBooks(c).headers.A.explode = true),
    (c) => (okBooks(c).headers.A.style = "simple"),
    (c) => (okBooks(c).headers = { A: {} }),
  ],
  [
    "api-security-added",
    BOOKS,
    keyed("x-other"),
    (c) => (c.components.securitySchemes.key.description = "x"),
    keyed("x-key"),
  ],
];

/** What follows from a change of the books when the source of loans, which calls getBook, is this. */
const withReader = (source: string, edit: Edit, more: Files = {}) =>
  contractChanged(changeOf(editedJson(BOOKS, edit), { "loans/src/loans.ts": source, ...more })).map(
    ({ level, message }) => `${level} ${message}`,
  );

describe("a property of an answer", () => {
  const edits: readonly Edit[] = [
    (c) => delete book(c).properties.copies,
    (c) => (book(c).required = ["id", "title"]),
    (c) => (book(c).properties.copies.type = ["integer", "null"]),
    (c) => (book(c).properties.copies.type = "string"),
  ];
  for (const [index, edit] of edits.entries()) {
    it(`breaks a caller whose source names it, at the line, and is a caution otherwise (${index + 1})`, () => {
      const [read] = withReader(
        "// the book\nexport const has = ({ copies }) => copies > 0;\n",
        edit,
      );
      assert.match(read ?? "", /^breaking .*; loans names `copies` at loans\/src\/loans\.ts:2$/);
      const unread = withReader("// copies\nexport const is = copiesOf(it.title);\n", edit);
      assert.match(unread[0] ?? "", /^caution .*; no caller's source names `copies`$/);
    });
  }

  it("that only tests of the caller name is not read", () => {
    const tests = { "loans/src/testing/books.ts": "const copies = 1;\n" };
    const [found] = withReader("export {};\n", (c) => delete book(c).properties.copies, tests);
    assert.match(found ?? "", /^caution/);
  });

  it("breaks where the component is public, or a caller has no source here", () => {
    const remove: Edit = (c) => delete book(c).properties.copies;
    const open = { "planner.yaml": "version: 1\npublic: [catalogue]\n" };
    assert.match(withReader("export {};\n", remove, open)[0] ?? "", /^breaking/);
    const [found] = contractChanged(
      changeOf(editedJson(BOOKS, remove), { "loans/src/loans.ts": undefined }),
    );
    assert.equal(found?.level, "breaking");
    assert.match(found.message, /has no source here to look at/);
  });
});

describe("a contract that changes", () => {
  for (const [rule, file, breaks, control, first] of RULES) {
    it(`breaks its callers by ${rule}, and not by what looks alike`, () => {
      const found = told(file, breaks, first).filter(({ level }) => level === "breaking");
      assert.ok(found.length > 0, `nothing breaks: ${JSON.stringify(told(file, breaks, first))}`);
      assert.ok(
        found.some((each) => each.rule === rule),
        found.map((each) => each.rule).join(),
      );
      assert.ok(found.every(({ mitigation, place }) => mitigation !== "" && place.line > 1));
      const harmless = told(file, control, first).filter(({ level }) => level === "breaking");
      assert.deepEqual(harmless, []);
    });
  }

  for (const [rule, file, breaks, control, first] of WRITTEN) {
    it(`breaks its callers by ${rule} however it is written, and not by what says the same`, () => {
      const breaking = (edit: Edit) =>
        told(file, edit, first).filter(({ level }) => level === "breaking");
      assert.ok(
        breaking(breaks).some((each) => each.rule === rule),
        JSON.stringify(told(file, breaks, first)),
      );
      assert.deepEqual(breaking(control), []);
    });
  }

  for (const [keyword, file, changes] of CAUTIONS)
    it(`is at least a caution where ${keyword} differs: what nobody understands is never silent`, () => {
      const found = told(file, changes);
      const mine = found.filter(({ rule }) => rule.endsWith(`-${keyword}-value-changed`));
      assert.deepEqual([...new Set(mine.map(({ level }) => level))], ["caution"]);
    });

  it("says nothing of a schema that is wrapped, or of annotations", () => {
    const wrapped = (c: Loose) =>
      (c.components.schemas.NewLoan = { description: "x", allOf: [newLoan(c)] });
    assert.deepEqual(told(LOANS, wrapped), []);
    const unwrapped = (c: Loose) => (c.components.schemas.NewLoan = newLoan(c).allOf[0]);
    assert.deepEqual(told(LOANS, unwrapped, wrapped), []);
    const noted = (c: Loose) =>
      Object.assign(book(c), { title: "Book", "x-of": 1, examples: [{}], $comment: "x" });
    assert.deepEqual(told(BOOKS, noted), []);
  });

  it("ends on schemas that consist of themselves", () => {
    const itself = (c: Loose) => {
      c.components.schemas.Loop = { allOf: [{ $ref: "#/components/schemas/Loop" }] };
      newLoan(c).properties.reader = { $ref: "#/components/schemas/Loop", maxProperties: 5 };
      newLoan(c).properties.inner = { $ref: "#/components/schemas/NewLoan", minProperties: 1 };
      newLoan(c).items = { $ref: "#/components/schemas/NewLoan" };
    };
    assert.ok(told(LOANS, itself).length > 0);
  });

  it("sees no other path where only a parameter is called otherwise", () => {
    const rename = (c: Loose) => {
      const { "/books/{id}": item, ...paths } = c.paths;
      item.get.parameters[0].name = "bookId";
      c.paths = { ...paths, "/books/{bookId}": item };
    };
    assert.deepEqual(told(BOOKS, rename), []);
    const nameless = (c: Loose) => delete c.paths["/books/{id}"].get.operationId;
    assert.deepEqual(told(BOOKS, rename, nameless), []);
  });

  it("is a caution where only an operation's name differs, for those who call it by the old one", () => {
    const rename = (c: Loose) => (c.paths["/books/{id}"].get.operationId = "showBook");
    const found = told(BOOKS, rename);
    assert.deepEqual(
      found.map(({ rule, level }) => `${level} ${rule}`),
      ["caution api-operation-id-removed"],
    );
    assert.match(found[0]?.message ?? "", /called showBook, and no longer getBook/);
    assert.deepEqual(
      found[0]?.paths.flat().map(({ operation }) => operation),
      ["remind", "createLoan", "getBook"],
    );
    const more = told(BOOKS, (c) => {
      rename(c);
      delete book(c).properties.copies;
    });
    assert.deepEqual(more.map(({ level }) => level).sort(), ["breaking", "caution"]);
  });

  it("sees no other media type in another charset", () => {
    const { content } = okBooks(JSON.parse(LIBRARY[BOOKS] ?? ""));
    const types = { "Application/JSON; charset=utf-8": content["application/json"] };
    assert.deepEqual(
      told(BOOKS, (c) => (okBooks(c).content = types)),
      [],
    );
  });

  it("is told once, as a caution, where an address is gone", () => {
    const at = (url: string) => (c: Loose) => (c.servers = [{ url }]);
    const found = told(BOOKS, at("/v2"), at("/v1"));
    assert.deepEqual(
      found.map(({ rule, level }) => `${level} ${rule}`),
      ["caution api-server-removed"],
    );
    assert.match(found[0]?.message ?? "", /no server \/v1 any more/);
    assert.deepEqual(
      told(BOOKS, (c) => c.servers.push({ url: "/v2" }), at("/v1")),
      [],
    );
  });

  it("turns round for a callback, which whoever calls the operation takes", () => {
    const levels = (edit: (schema: Loose) => void) =>
      told(LOANS, (c) => edit(inCallback(c).schema), withCallback).map(
        ({ rule, level, operations }) => `${level} ${rule} ${operations[0]?.operation}`,
      );
    const gone = levels((schema) => delete schema.properties.due);
    assert.deepEqual(gone, ["breaking request-property-removed createLoan"]);
    const wider = levels((schema) => (schema.properties.due.type = ["string", "null"]));
    assert.deepEqual(wider, ["breaking request-property-became-nullable createLoan"]);
    assert.deepEqual(
      told(LOANS, (c) => delete createLoan(c).callbacks, withCallback).map(({ level }) => level),
      ["breaking"],
    );
  });

  it("is told once for all operations that share the schema, with every way that reaches them", () => {
    const [found, ...more] = told(BOOKS, (c) => delete book(c).properties.copies);
    assert.deepEqual(more, []);
    assert.deepEqual(found?.operations.map(({ operation }) => operation).sort(), [
      "getBook",
      "listBooks",
    ]);
    assert.ok((found?.paths.length ?? 0) > 0);
  });

  it("says that a new operation is safe, as is one that is deprecated", () => {
    const levels = told(BOOKS, (c) => {
      listBooks(c).deprecated = true;
      c.paths["/shelves"] = { get: { operationId: "listShelves", responses: {} } };
    }).map(({ rule, level }) => `${level} ${rule}`);
    assert.deepEqual(levels.sort(), ["safe endpoint-added", "safe endpoint-deprecated"]);
  });

  it("does not see the order of members, of types and of what is needed", () => {
    const found = told(BOOKS, (c) => {
      book(c).required.reverse();
      book(c).properties = Object.fromEntries(Object.entries(book(c).properties).reverse());
      book(c).properties.shelf.type.reverse();
    });
    assert.deepEqual(found, []);
  });

  it("finds its way through references that lead back, and through a schema that is named now", () => {
    const found = told(BOOKS, (c) => {
      c.components.schemas.Title = book(c).properties.title;
      book(c).properties.title = { $ref: "#/components/schemas/Title" };
    });
    assert.deepEqual(found, []);
  });

  it("knows a member again that gets a name, or another before it", () => {
    const kind = (name: string) => ({
      type: "object",
      properties: { kind: { const: name }, at: { type: "string" } },
    });
    const first = (c: Loose) => {
      book(c).properties.last = { anyOf: [kind("loan"), kind("return"), { type: "null" }] };
    };
    const naming = (c: Loose) => {
      c.components.schemas.Lent = kind("loan");
      const ref = { $ref: "#/components/schemas/Lent" };
      book(c).properties.last = { anyOf: [ref, kind("return"), { type: "null" }] };
    };
    assert.deepEqual(told(BOOKS, naming, first), []);
    const more = (c: Loose) => book(c).properties.last.anyOf.unshift(kind("fine"));
    assert.deepEqual(
      told(BOOKS, more, first).map(({ rule }) => rule),
      ["response-property-any-of-added"],
    );
  });

  it("turns round for a webhook: what it sends its receivers read", () => {
    const webhook = (c: Loose) => {
      c.webhooks = { lent: { post: { ...createLoan(c), operationId: "lent" } } };
    };
    const [found] = told(LOANS, (c) => delete newLoan(c).properties.weeks, webhook).filter(
      ({ operations }) => operations.some(({ operation }) => operation === "lent"),
    );
    assert.equal(found?.rule, "request-property-removed");
    const widened = told(LOANS, (c) => (newLoan(c).properties.weeks.maximum = 20), webhook);
    assert.ok(
      widened.some(
        ({ rule, level }) => rule === "request-property-max-increased" && level !== "safe",
      ),
    );
  });

  it("turns round for a contract that says what goes out", () => {
    const outgoing = {
      "catalog-info.yaml": (LIBRARY["catalog-info.yaml"] ?? "").replaceAll(
        "    library.example/openapi: notices/openapi.json\n",
        "    library.example/openapi: notices/openapi.json\n    library.example/contract-direction: outgoing\n",
      ),
    };
    const levels = (edit: (event: Loose) => void, base: Files) =>
      contractChanged(
        changeOf(
          editedJson("notices/openapi.json", (c) => edit(c.components.schemas.LoanEvent)),
          base,
        ),
      ).map(({ rule, level }) => `${level} ${rule}`);
    const more = (event: Loose) => event.properties.type.enum.push("loan.lost");
    assert.deepEqual(levels(more, outgoing), ["breaking request-property-enum-value-added"]);
    assert.deepEqual(levels(more, {}), ["safe request-property-enum-value-added"]);
    const less = (event: Loose) => event.properties.type.enum.pop();
    assert.deepEqual(levels(less, outgoing), ["safe request-property-enum-value-removed"]);
    assert.deepEqual(levels(less, {}), ["breaking request-property-enum-value-removed"]);
  });

  it("never calls a change and its reverse both safe, when one of them is not about nothing", () => {
    const schema = fc.record(
      {
        type: fc.constantFrom("string", "integer", ["string", "null"]),
        maxLength: fc.integer({ min: 1, max: 5 }),
        enum: fc.subarray(["a", "b", "c"], { minLength: 1 }),
        pattern: fc.constantFrom("a", "b"),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(schema, schema, (one, other) => {
        const put = (to: object) => (c: Loose) =>
          (newLoan(c).properties.reader = structuredClone(to));
        const both = [told(LOANS, put(other), put(one)), told(LOANS, put(one), put(other))];
        const breaks = both.some((found) => found.some(({ level }) => level === "breaking"));
        const differ = both.some((found) => found.length > 0);
        assert.equal(breaks, differ);
      }),
      { numRuns: 60 },
    );
  });
});
