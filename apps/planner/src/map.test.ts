import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { parseFile } from "./document.ts";
import { groupsInOrder, waysTo } from "./graph.ts";
import { mapJson, mapMermaid, mermaidText } from "./map.ts";
import {
  changeOf,
  edited,
  editedJson,
  libraryRepository,
  plan,
} from "./testing/fixture-repository.ts";
import type { Files } from "./testing/library.ts";

const mapOf = (edits: Files) => mapMermaid(changeOf(edits).head);
const LIBRARY_MAP = `flowchart TB
  c0["catalogue"]
  c1["loans"]
  c2["notices"]
  c1 -->|"1 operation"| c0
  c1 -.->|"1 operation"| c2
  c2 -->|"2 operations"| c1
`;

describe("plan map", () => {
  it("draws components and calls, those that nobody waits for dotted", async (t) => {
    assert.equal(mapOf({}), LIBRARY_MAP);
    const answer = await plan(libraryRepository(t), ["map"]);
    assert.deepEqual([answer.exit, answer.output], [0, LIBRARY_MAP]);
  });

  it("shows what is declared and was never seen, and what was seen and is not declared", () => {
    const unseen = editedJson("calls.json", ({ calls }) => calls.shift());
    assert.match(mapOf(unseen), /c1 -->\|"1 operation, 1 never seen"\| c0/);
    const other = edited("calls.json", "getBook", "listBooks");
    assert.match(mapOf(other), /c1 -->\|"2 operations, 1 never seen, 1 NOT DECLARED"\| c0/);
  });

  it("keeps from Mermaid what it would take for its own: `;` ends a line, `#` begins an entity", () => {
    assert.equal(mermaidText('null; no "title" <5 %>'), "null#59; no #34;title#34; #60;5 #37;#62;");
    assert.equal(mermaidText("GET /books/{id}"), "GET /books/{id}");
  });

  it("takes a call as seen, however often it was", () => {
    const uncounted = editedJson("calls.json", ({ calls }) => {
      for (const call of calls) delete call.count;
    });
    assert.equal(mapOf(uncounted), LIBRARY_MAP);
  });

  it("shows no differences where one of the two was never written down", () => {
    assert.equal(mapOf({ "calls.json": undefined }), LIBRARY_MAP);
    assert.doesNotMatch(mapOf({ "resilience.yaml": undefined }), /seen|DECLARED/);
  });

  it("tells programs the order to deploy in, callees first, and who waits in a circle", () => {
    const straight = mapJson(changeOf({}).head) as { order: string[]; circles: string[][] };
    assert.deepEqual(straight.order, ["catalogue", "loans", "notices"]);
    assert.deepEqual(straight.circles, []);
    const circle = edited("resilience.yaml", "pattern: async", "pattern: saga");
    const { circles } = mapJson(changeOf(circle).head) as { circles: string[][] };
    assert.deepEqual(
      circles.map((each) => each.toSorted()),
      [["loans", "notices"]],
    );
  });
});

const graphs = fc.array(fc.tuple(fc.nat(7), fc.nat(7)), { maxLength: 20 });

describe("groups in order", () => {
  it("hold each node once, each circle whole, and callees before callers: for any graph", () => {
    fc.assert(
      fc.property(graphs, (calls) => {
        const nodes = Array.from({ length: 8 }, (_, index) => String(index));
        const calleesOf = (node: string) =>
          calls.filter(([from]) => String(from) === node).map(([, to]) => String(to));
        const groups = groupsInOrder(nodes, calleesOf);
        assert.deepEqual(groups.flat().toSorted(), nodes);
        const place = (node: string) => groups.findIndex((group) => group.includes(node));
        const reach = (from: string) => {
          const seen = new Set([from]);
          for (const node of seen) for (const next of calleesOf(node)) seen.add(next);
          return seen;
        };
        for (const a of nodes)
          for (const b of reach(a)) {
            assert.ok(place(b) <= place(a), `${b} before ${a}`);
            assert.equal(place(a) === place(b), reach(b).has(a), `${a} and ${b} in a circle`);
          }
      }),
    );
  });

  it("do not run out of stack on a long chain", () => {
    const nodes = Array.from({ length: 50_000 }, (_, index) => String(index));
    const groups = groupsInOrder(nodes, (node) =>
      node === "49999" ? [] : [String(Number(node) + 1)],
    );
    assert.equal(groups[0]?.[0], "49999");
  });
});

describe("ways to an operation", () => {
  it("end where calls go in a circle, and pass everybody who reaches it", () => {
    const edits = edited(
      "resilience.yaml",
      "target: notices, operation: takeEvents",
      "target: loans, operation: createLoan",
    );
    const { graph } = changeOf({ ...edits, "calls.json": undefined }).head;
    const ways = waysTo(graph, { component: "catalogue", operation: "getBook" });
    assert.deepEqual(
      ways.map((way) => way.map(({ operation }) => operation)),
      [
        ["relay-events", "createLoan", "getBook"],
        ["remind", "createLoan", "getBook"],
      ],
    );
    const itself = {
      from: { component: "a", operation: "x" },
      to: { component: "a", operation: "x" },
    };
    const at = { document: parseFile("calls.txt", ""), path: [] };
    const unknown = { declared: undefined, calls: [], observed: undefined };
    const edge = { ...itself, at, synchronous: true, ...unknown };
    const circle = {
      edges: [edge],
      callers: new Map([["a.x", [edge]]]),
      callees: new Map(),
      called: new Set(["a"]),
    };
    assert.deepEqual(waysTo(circle, itself.to), []);
  });
});
