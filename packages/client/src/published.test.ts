import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { once } from "node:events";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { delimiter, extname, join } from "node:path";
import { after, before, describe, it } from "node:test";
import { browse, withoutChromium } from "./testing/chromium.ts";

const HOME = join(import.meta.dirname, "..");
const ROOT = join(HOME, "../..");
const ADVISED = [
  ...["LICENSE", "README.md", "package.json", "gateway.d.ts", "contract.d.ts", "contract.js"],
  ...[
    "call",
    "client",
    "deprecation",
    "errors",
    "generated/operations",
    "json",
    "operation-types",
  ].flatMap(both),
  ...["operations-client", "request", "retry", "streams"].flatMap(both),
];
function both(name: string): string[] {
  return [`${name}.js`, `${name}.d.ts`];
}
/** The system's own Node, which is older than ours, as a shop's may be. */
const olderNode =
  (process.env.PATH ?? "")
    .split(delimiter)
    .map((folder) => join(folder, "node"))
    .find((node) => existsSync(node) && !node.includes("node_modules")) ?? process.execPath;

describe("the published package", () => {
  /** A shop that has installed the tarball and what it depends on. */
  let shop: string;
  let files: string[];

  before(() => {
    shop = mkdtempSync(join(tmpdir(), "holdfast-client-"));
    const dist = join(shop, "dist");
    execFileSync(process.execPath, [join(HOME, "src/build.ts"), dist]);
    const packed = execFileSync("npm", ["pack", "--json", "--pack-destination", shop, dist], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
    const said: unknown = JSON.parse(packed);
    const [tarball] = Object.values(said as Record<string, Tarball>);
    assert.ok(tarball);
    files = tarball.files.map(({ path }) => path);
    const modules = join(shop, "node_modules/@holdfast/client");
    mkdirSync(modules, { recursive: true });
    execFileSync("tar", [
      "-xzf",
      join(shop, tarball.filename),
      "--strip-components=1",
      "-C",
      modules,
    ]);
    symlinkSync(
      join(ROOT, "node_modules/eventsource-parser"),
      join(shop, "node_modules/eventsource-parser"),
    );
    writeFileSync(join(shop, "package.json"), '{"type":"module"}');
  });
  after(() => rmSync(shop, { recursive: true, force: true }));

  it("has what it needs and nothing else", () => {
    assert.deepEqual(files.toSorted(), ADVISED.toSorted());
  });

  it("needs nothing of Node's, and nothing of the repository", () => {
    const folder = join(shop, "node_modules/@holdfast/client");
    const imported = files
      // The contract's own texts may have any word, and it imports nothing.
      .filter((file) => /\.(js|ts)$/.test(file) && file !== "gateway.d.ts")
      .flatMap((file) => {
        const text = readFileSync(join(folder, file), "utf8");
        assert.doesNotMatch(text, /\bprocess\.|\bBuffer\b|\brequire\(/, file);
        return [...text.matchAll(/(?:from|import\()\s*"([^"]+)"/g)].map(([, path = ""]) => path);
      });
    const foreign = new Set(
      imported.filter((path) => !path.startsWith("./") && !path.startsWith("../")),
    );
    assert.deepEqual([...foreign], ["eventsource-parser"]);
    const { dependencies } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    assert.deepEqual(Object.keys(dependencies), ["eventsource-parser"]);
  });

  it("works in the system's Node", () => {
    const script = `
      import { createClient, HoldfastError } from "@holdfast/client";
      const fetch = async () => Response.json({ data: [{ sku: "A" }], nextCursor: null });
      const client = createClient({ baseUrl: "http://shop.example", key: "k", fetch });
      for await (const { sku } of client.pages("listProducts")) console.log(sku, typeof HoldfastError);`;
    writeFileSync(join(shop, "use.js"), script);
    const said = execFileSync(olderNode, [join(shop, "use.js")], { encoding: "utf8" });
    assert.equal(said, "A function\n");
  });

  it("has types, and the README's examples hold with them", () => {
    const readme = readFileSync(join(HOME, "README.md"), "utf8");
    const examples = [...readme.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code = ""]) => code);
    assert.ok(examples.length >= 4);
    const wrong = `import { createClient } from "@holdfast/client";
      const client = createClient({ baseUrl: "http://shop.example", key: "k" });
      // @ts-expect-error
      await client.getProduct();
      // @ts-expect-error
      await client.getProduct({ path: { sku: "A" }, query: { colour: "red" } });
      // @ts-expect-error
      client.pages("getProduct", { path: { sku: "A" } });
      const answer = await client.getProduct({ path: { sku: "A" } });
      // @ts-expect-error
      answer.value;
      if (answer.ok) answer.value.sku satisfies string;
      // @ts-expect-error
      if (answer.ok) answer.value.colour;`;
    const names = [...examples, wrong].map((code, index) => {
      writeFileSync(join(shop, `example-${index}.ts`), code);
      return `example-${index}.ts`;
    });
    const options = ["--noEmit", "--strict", "--target", "es2022", "--types", ""];
    const libraries = [
      "--lib",
      "es2024,dom,dom.iterable,dom.asynciterable",
      "--skipLibCheck",
      "false",
    ];
    const tsc = join(ROOT, "node_modules/.bin/tsc");
    for (const resolution of [
      ["--module", "nodenext"],
      ["--module", "esnext", "--moduleResolution", "bundler"],
    ]) {
      const args = [...options, ...libraries, ...resolution, ...names];
      try {
        execFileSync(tsc, args, { cwd: shop, encoding: "utf8" });
      } catch (error) {
        assert.fail(`${resolution.join(" ")}:\n${(error as { stdout: string }).stdout}`);
      }
    }
  });

  describe("in a browser", { skip: withoutChromium(process.env.CI === "true") }, () => {
    let server: Server;
    let origin: string;
    const seen: string[] = [];
    const told = Promise.withResolvers<string>();

    before(async () => {
      cpSync(join(shop, "node_modules/eventsource-parser/dist"), join(shop, "parser"), {
        recursive: true,
      });
      writeFileSync(join(shop, "page.html"), PAGE);
      server = createServer((request, response) => {
        const { pathname } = new URL(request.url ?? "", "http://x");
        if (pathname.startsWith("/api/")) {
          seen.push(
            `${request.method} ${pathname} ${request.headers["last-event-id"] ?? ""}`.trim(),
          );
          return answerApi(pathname, request.headers["last-event-id"], response);
        }
        if (pathname === "/told") {
          return void request.setEncoding("utf8").once("data", (text) => told.resolve(text));
        }
        const file = join(shop, pathname);
        if (!existsSync(file)) return response.writeHead(404).end();
        const type = extname(file) === ".html" ? "text/html" : "text/javascript";
        return response.writeHead(200, { "content-type": type }).end(readFileSync(file));
      }).listen(0, "127.0.0.1");
      await once(server, "listening");
      const address = server.address();
      assert.ok(address !== null && typeof address === "object");
      origin = `http://127.0.0.1:${address.port}`;
    });
    after(() => {
      server.closeAllConnections();
      server.close();
    });

    it("calls, repeats, and reads pages, events and files", { timeout: 60_000 }, async () => {
      const browser = browse(`${origin}/page.html`);
      const said = await told.promise.finally(browser.stop);
      assert.deepEqual(JSON.parse(said), {
        product: "A",
        attempts: 2,
        skus: ["A", "B"],
        events: [1, 2],
        file: "a,b\n",
      });
      assert.deepEqual(seen, [
        "GET /api/v1/products/A",
        "GET /api/v1/products/A",
        "GET /api/v1/products",
        "GET /api/v1/products",
        "GET /api/v1/orders/o/events",
        "GET /api/v1/orders/o/events 1",
        "GET /api/v1/orders/o/events 2",
        "GET /api/v1/admin/exports/items",
      ]);
    });

    let products = 0;
    let pages = 0;
    function answerApi(path: string, lastId: string | string[] | undefined, response: Answer) {
      const json = (status: number, body: unknown) =>
        response
          .writeHead(status, { "content-type": "application/json" })
          .end(JSON.stringify(body));
      if (path.endsWith("/products/A")) {
        products += 1;
        return json(products === 1 ? 503 : 200, { sku: "A", code: "overloaded", detail: "busy" });
      }
      if (path.endsWith("/products")) {
        pages += 1;
        const [sku, nextCursor] = pages === 1 ? ["A", "c"] : ["B", null];
        return json(200, { data: [{ sku }], nextCursor });
      }
      if (path.endsWith("/items")) {
        return response.writeHead(200, { "content-type": "text/csv" }).end("a,b\n");
      }
      if (lastId === "2") return response.writeHead(204).end();
      const id = lastId === "1" ? 2 : 1;
      response.writeHead(200, { "content-type": "text/event-stream" });
      return response.end(`retry: 1\n\nid: ${id}\ndata: ${id}\n\n`);
    }
  });
});

type Tarball = { readonly filename: string; readonly files: readonly { readonly path: string }[] };
type Answer = import("node:http").ServerResponse;

const PAGE = `<!doctype html>
<script type="importmap">{"imports":{"eventsource-parser":"/parser/index.js","@holdfast/client":"/node_modules/@holdfast/client/client.js"}}</script>
<script type="module">
import { createClient } from "@holdfast/client";
const client = createClient({ baseUrl: location.origin, key: "k" });
const show = (value) => fetch("/told", { method: "POST", body: JSON.stringify(value) });
try {
  const product = await client.getProduct({ path: { sku: "A" } });
  const skus = [];
  for await (const { sku } of client.pages("listProducts")) skus.push(sku);
  const events = [];
  for await (const { data } of client.events("watchOrder", { path: { id: "o" } })) events.push(data);
  const file = await client.file("exportItems");
  const text = await new Response(file.value.stream).text();
  show({ product: product.value.sku, attempts: product.response.attempts, skus, events, file: text });
} catch (error) {
  show(String(error));
}
</script>`;
