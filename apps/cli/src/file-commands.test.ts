import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { after, before, describe, it } from "node:test";

const LAUNCHER = join(import.meta.dirname, "../bin/holdfast.mjs");

describe("import and export of files", () => {
  let home: string;
  let server: Server;
  let origin: string;
  let answer: (request: IncomingMessage, response: ServerResponse) => unknown;

  before(async () => {
    home = mkdtempSync(join(tmpdir(), "holdfast-files-"));
    server = createServer((request, response) => answer(request, response));
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    assert.ok(address !== null && typeof address === "object");
    origin = `http://127.0.0.1:${address.port}`;
  });
  after(() => {
    server.closeAllConnections();
    server.close();
    rmSync(home, { recursive: true });
  });

  function start(args: readonly string[]) {
    const env = { PATH: process.env.PATH, HOLDFAST_URL: origin, INIT_CWD: home };
    return spawn(process.execPath, [LAUNCHER, ...args], { env });
  }
  async function holdfast(...args: readonly string[]) {
    const child = start(args);
    const output = { stdout: "", stderr: "" };
    for (const name of ["stdout", "stderr"] as const) {
      child[name].setEncoding("utf8").on("data", (text: string) => {
        output[name] += text;
      });
    }
    const [code] = await once(child, "close");
    return { code, ...output };
  }
  const json = (response: ServerResponse, status: number, body: unknown) =>
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));

  describe("import", () => {
    for (const kind of ["items", "stock", "prices"]) {
      it(`sends ${kind} as they are, with their length`, async () => {
        const seen: unknown[] = [];
        const counts = { accepted: 2, created: 1, updated: 0, unchanged: 1, rejected: 0 };
        answer = async (request, response) => {
          const { method, url, headers } = request;
          const body = Buffer.concat(await request.toArray()).toString();
          seen.push([method, url, headers["content-type"], headers["content-length"], body]);
          if (method === "POST") json(response, 202, { id: "1" });
          else json(response, 200, { id: "1", status: "done", rows: 2, ...counts, errors: [] });
        };
        writeFileSync(join(home, "rows.csv"), "sku,x\na,größe\n");
        const { code, stdout, stderr } = await holdfast("import", kind, "rows.csv");
        assert.deepEqual(
          [code, stdout, stderr],
          [
            0,
            "import done: 2 rows, 2 accepted (1 created, 0 updated, 1 unchanged), 0 rejected\n",
            "",
          ],
        );
        assert.deepEqual(seen, [
          ["POST", `/api/v1/admin/imports?kind=${kind}`, "text/csv", "16", "sku,x\na,größe\n"],
          ["GET", "/api/v1/admin/imports/1", undefined, undefined, ""],
        ]);
      });
    }

    it("sends coupons to their promotion, whose answer is the report", async () => {
      const seen: unknown[] = [];
      answer = async (request, response) => {
        const body = Buffer.concat(await request.toArray()).toString();
        seen.push([request.method, request.url, request.headers["content-type"], body]);
        const counts = { rows: 2, created: 1, updated: 0, unchanged: 0, rejected: 1 };
        const message = "is a coupon of another promotion";
        json(response, 200, { ...counts, errors: [{ line: 3, column: "code", message }] });
      };
      writeFileSync(join(home, "codes.csv"), "code\nAAA\nBBB\n");
      const args = ["import", "coupons", "codes.csv"] as const;
      const { code, stdout } = await holdfast(...args, "--promotion", "p/1");
      assert.equal(code, 1);
      assert.equal(
        stdout,
        "  line 3, code: is a coupon of another promotion\nimport done: 2 rows, 1 accepted (1 created, 0 updated, 0 unchanged), 1 rejected\n",
      );
      assert.deepEqual(seen, [
        [
          ...["POST", "/api/v1/admin/promotions/p%2F1/coupons/import", "text/csv"],
          "code\nAAA\nBBB\n",
        ],
      ]);
      const without = await holdfast(...args);
      assert.equal(without.code, 2);
      assert.match(without.stderr, /--promotion/);
      assert.equal(seen.length, 1);
    });

    it("shows the first 20 errors and says how many more there are", async () => {
      const errors = Array.from({ length: 1_000 }, (_, index) => ({
        ...{ line: index + 2, column: "sku", message: "is wrong" },
      }));
      answer = (request, response) => {
        request.resume();
        if (request.method === "POST") return json(response, 202, { id: "1" });
        return json(response, 200, {
          id: "1",
          status: "done",
          rows: 1_500,
          rejected: 1_500,
          errors,
        });
      };
      writeFileSync(join(home, "bad.csv"), "sku\n");
      const { code, stdout } = await holdfast("import", "stock", join(home, "bad.csv"));
      const lines = stdout.trimEnd().split("\n");
      assert.deepEqual([code, lines.length], [1, 22]);
      assert.deepEqual(lines.slice(19, 21), ["  line 21, sku: is wrong", "  and 1480 more"]);
    });

    it("tells why a large file was refused before all of it was sent", async () => {
      answer = (request, response) => {
        request.resume();
        json(response, 422, { code: "import-format-unknown", detail: "It has no header." });
      };
      writeFileSync(join(home, "large.csv"), "x".repeat(20_000_000));
      const { code, stderr } = await holdfast("import", "items", "large.csv");
      assert.equal(code, 2);
      assert.equal(stderr, "holdfast: It has no header. (422 import-format-unknown)\n");
    });
  });

  describe("export", () => {
    const CSV = 'sku,name\na,"A\nB"\nb,"say ""hi"""\n';
    const partsLeft = () => readdirSync(home).filter((name) => name.endsWith(".partial"));

    it("writes to standard output, and nothing else there", async () => {
      const seen: unknown[] = [];
      answer = (request, response) => {
        seen.push([request.method, request.url, request.headers.authorization]);
        response.writeHead(200, { "content-type": "text/csv" }).end(CSV);
      };
      assert.deepEqual(await holdfast("export", "items"), { code: 0, stdout: CSV, stderr: "" });
      assert.deepEqual(seen, [["GET", "/api/v1/admin/exports/items", "Bearer hf_dev_admin"]]);
    });

    it("reads coupons from their promotion", async () => {
      const seen: unknown[] = [];
      answer = (request, response) => {
        seen.push(request.url);
        response.writeHead(200, { "content-type": "text/csv" }).end(CSV);
      };
      const { stdout } = await holdfast("export", "coupons", "--promotion", "p1");
      assert.deepEqual([stdout, seen], [CSV, ["/api/v1/admin/promotions/p1/coupons/export"]]);
      assert.equal((await holdfast("export", "coupons")).code, 2);
    });

    it("writes a file where the user stands, and counts its rows", async () => {
      answer = (_request, response) => response.writeHead(200).end(CSV);
      const { code, stdout } = await holdfast("export", "stock", "out.csv");
      assert.deepEqual([code, stdout], [0, "2 rows in out.csv\n"]);
      assert.equal(readFileSync(join(home, "out.csv"), "utf8"), CSV);
      const told = await holdfast("export", "stock", "out.csv", "--json");
      assert.deepEqual(JSON.parse(told.stdout), {
        ...{ file: join(home, "out.csv"), rows: 2, bytes: CSV.length },
      });
      assert.deepEqual(partsLeft(), []);
    });

    it("leaves the old file alone when the new one breaks off, and exits 2", async () => {
      writeFileSync(join(home, "kept.csv"), "old");
      answer = (_request, response) => {
        response.writeHead(200).write(CSV, () => response.destroy());
      };
      const { code, stderr } = await holdfast("export", "items", "kept.csv");
      assert.equal(code, 2);
      assert.match(stderr, /^holdfast: the export broke off and is not whole \(\w+\)\n$/);
      assert.equal(readFileSync(join(home, "kept.csv"), "utf8"), "old");
      assert.deepEqual(partsLeft(), []);
    });

    it("exits 2 when what it wrote to standard output is not whole", async () => {
      answer = (_request, response) => {
        response.writeHead(200).write(CSV, () => response.destroy());
      };
      const { code, stderr } = await holdfast("export", "items");
      assert.deepEqual([code, /is not whole/.test(stderr)], [2, true]);
    });

    it("is no error for a reader that had enough", async () => {
      const gone = Promise.withResolvers<void>();
      answer = (_request, response) => {
        const endless = new Readable({ read: () => void endless.push("x,y\n".repeat(10_000)) });
        endless.pipe(response.writeHead(200)).once("close", () => {
          endless.destroy();
          gone.resolve();
        });
      };
      const child = start(["export", "items"]);
      await once(child.stdout, "data");
      child.stdout.destroy();
      const [code] = await once(child, "close");
      assert.equal(code, 0);
      await gone.promise;
    });

    it("tells why it was refused", async () => {
      answer = (_request, response) =>
        json(response, 403, { code: "forbidden", detail: "This key may not." });
      const { code, stdout, stderr } = await holdfast("export", "items", "no.csv");
      assert.deepEqual(
        [code, stdout, stderr],
        [2, "", "holdfast: This key may not. (403 forbidden)\n"],
      );
    });
  });
});
