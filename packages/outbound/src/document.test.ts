import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { after, before, describe, it } from "node:test";
import { openDocumentReader } from "./document.ts";

describe("a document that the operator has named", () => {
  const server = createServer((request, response) => {
    if (request.url === "/keys?v=1") response.end('{"keys":[]}');
    else if (request.url === "/large") response.end("x".repeat(2_000));
    else if (request.url === "/slow") response.write("{");
    else if (request.url === "/moved") response.writeHead(302, { location: "/keys?v=1" }).end();
    else response.writeHead(500).end("x".repeat(5_000));
  });
  const reader = openDocumentReader({ bytesMax: 1_000 });
  let origin = "";
  before(async () => {
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(async () => {
    await reader.close();
    server.closeAllConnections();
    server.close();
  });
  const kindOf = async (url: string, timeoutMs = 5_000) => {
    const read = await reader.read(url, timeoutMs);
    return read.ok ? "read" : read.error.kind;
  };

  it("is read at a private address", async () => {
    assert.deepEqual(await reader.read(`${origin}/keys?v=1`, 5_000), {
      ok: true,
      value: '{"keys":[]}',
    });
  });
  it("is refused when it is larger than there is room for", async () =>
    assert.equal(await kindOf(`${origin}/large`), "too-large"));
  it("is not looked for elsewhere", async () =>
    assert.equal(await kindOf(`${origin}/moved`), "refused"));
  it("is not there when the server fails", async () =>
    assert.match(await kindOf(`${origin}/broken`), /refused|too-large/));
  it("is given up when it does not come in time", async () =>
    assert.equal(await kindOf(`${origin}/slow`, 200), "unreachable"));
  it("is not there where nobody listens, or where the URL is none", async () => {
    assert.equal(await kindOf("http://127.0.0.1:1/keys"), "unreachable");
    assert.equal(await kindOf("no url"), "unreachable");
  });
});
