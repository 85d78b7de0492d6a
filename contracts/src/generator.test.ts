import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, beforeEach, describe, it } from "node:test";
import { contractDrift, SOURCES, writeContract } from "./generator.ts";

const THING = {
  type: "object",
  required: ["id"],
  properties: { id: { type: "string" }, size: { type: "integer", default: 1 } },
};
const DOCUMENT = {
  paths: {
    "/things": {
      post: {
        operationId: "createThing",
        requestBody: { required: true, content: { "application/json": { schema: THING } } },
        responses: {
          201: { description: "made", content: { "application/json": { schema: THING } } },
        },
      },
    },
  },
  openapi: "3.1.0",
  info: { version: "1", title: "Things" },
};

describe("contract generator", () => {
  const root = mkdtempSync(join(tmpdir(), "contracts "));
  const script = "services/pricing/src/openapi.ts";
  after(() => rmSync(root, { recursive: true }));

  const write = (file: string, text: string): void => {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  };
  const read = (file: string): string => readFileSync(join(root, file), "utf8");
  const print = (document: unknown): void =>
    write(
      script,
      `const text: string = ${JSON.stringify(JSON.stringify(document))};\nconsole.log(text);`,
    );

  beforeEach(async () => {
    print(DOCUMENT);
    await writeContract(root, "pricing");
  });

  it("writes the document with sorted keys, and its types", () => {
    const json = read("contracts/pricing.openapi.json");
    assert.deepEqual(JSON.parse(json), DOCUMENT);
    assert.ok(
      json.startsWith('{\n  "info": {\n    "title": "Things",\n    "version": "1"\n'),
      json,
    );
    const types = read("contracts/generated/pricing.d.ts");
    assert.match(types, /export interface operations \{\s+readonly createThing: \{/);
    assert.match(types, /readonly size\?: number;/, "a caller may leave out what has a default");
  });

  it("finds no drift in what it wrote, nor in another order of keys", async () => {
    assert.deepEqual(await contractDrift(root, "pricing"), []);
    print({ info: DOCUMENT.info, openapi: DOCUMENT.openapi, paths: DOCUMENT.paths });
    assert.deepEqual(await contractDrift(root, "pricing"), []);
  });

  it("names the place where a service has moved away from its contract, and writes nothing", async () => {
    const before = read("contracts/pricing.openapi.json");
    print({ ...DOCUMENT, info: { title: "Things", version: "2" } });
    assert.deepEqual(await contractDrift(root, "pricing"), ['/info/version: "1" → "2"']);
    assert.equal(read("contracts/pricing.openapi.json"), before);
  });

  it("notices files edited by hand, and missing ones", async () => {
    const types = "contracts/generated/pricing.d.ts";
    write(types, `${read(types)}\n`);
    assert.deepEqual(await contractDrift(root, "pricing"), [
      "the types are not those of the document",
    ]);
    write("contracts/pricing.openapi.json", JSON.stringify(DOCUMENT));
    assert.deepEqual(await contractDrift(root, "pricing"), [
      "the document is written in another order or layout",
    ]);
    rmSync(join(root, "contracts/pricing.openapi.json"));
    assert.deepEqual(await contractDrift(root, "pricing"), ["the document is missing"]);
  });

  it("says which script is missing, fails, or prints no OpenAPI 3.1 document", async () => {
    await assert.rejects(writeContract(root, "orders"), {
      message: "services/orders/src/openapi.ts does not exist",
    });
    await assert.rejects(writeContract(root, "shipping"), /there is no contract "shipping"/);
    const faults: [string, RegExp][] = [
      ["throw new Error('no routes');", /openapi\.ts fails:[\s\S]*no routes/],
      ["console.log('hello');", /prints something that is no JSON: hello/],
      ["console.log('null');", /prints JSON that is no OpenAPI 3\.1 document/],
      ['console.log(\'{"openapi":"3.0.3"}\');', /prints JSON that is no OpenAPI 3\.1 document/],
    ];
    for (const [text, message] of faults) {
      write(script, text);
      await assert.rejects(writeContract(root, "pricing"), message);
    }
  });

  it("makes the gateway's contract last, of the others", () => {
    assert.equal([...SOURCES.keys()].at(-1), "gateway");
  });
});
