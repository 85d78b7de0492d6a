import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { after, before, describe, it } from "node:test";

const ROOT = join(import.meta.dirname, "../../..");
const LAUNCHER = join(ROOT, "apps/cli/bin/holdfast.mjs");
const NOBODY = "http://127.0.0.1:9"; // the discard port: nothing answers

type Ended = { code: number | null; stdout: string; stderr: string };

async function holdfast(args: string[], env: Record<string, string> = {}): Promise<Ended> {
  return run(process.execPath, [LAUNCHER, ...args], env);
}
async function run(command: string, args: string[], env: Record<string, string>): Promise<Ended> {
  return ended(spawn(command, args, { env: { PATH: process.env.PATH, ...env } }));
}
async function ended(child: ChildProcess): Promise<Ended> {
  const output = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name]?.setEncoding("utf8").on("data", (text: string) => {
      output[name] += text;
    });
  }
  const [code] = await once(child, "close");
  return { code, ...output };
}

describe("the command line", () => {
  let home: string;
  before(() => {
    home = mkdtempSync(join(tmpdir(), "holdfast-cli-"));
  });
  after(() => rmSync(home, { recursive: true, force: true }));

  it("teaches: commands, first steps, environment, exit codes", async () => {
    const { code, stdout } = await holdfast(["--help"]);
    assert.equal(code, 0);
    for (const word of [
      "start",
      "status",
      "audit",
      "events",
      "import",
      "PORT_BASE",
      "Exit codes",
      "npm start",
    ]) {
      assert.ok(stdout.includes(word), `no "${word}" in:\n${stdout}`);
    }
    for (const command of [
      "start",
      "status",
      "audit",
      "events",
      "import products",
      "import items",
      "import stock",
      "export items",
      "export stock",
      "plan",
    ]) {
      const help = await holdfast([...command.split(" "), "--help"]);
      assert.equal(help.code, 0, command);
      assert.match(help.stdout, /Example|Environment|Exit codes/, command);
    }
  });

  it("loads nothing for a command that only another one needs: the supervisor stays small", async () => {
    const hooks = `import { registerHooks } from "node:module";
      registerHooks({ load: (url, context, next) => (console.error(url), next(url, context)) });`;
    const loader = `data:text/javascript,${encodeURIComponent(hooks)}`;
    const loadedFor = async (...args: string[]) => {
      const env = { HOLDFAST_HOME: "/dev/null/nowhere" };
      const { stderr } = await run(process.execPath, ["--import", loader, LAUNCHER, ...args], env);
      return stderr.replaceAll(`file://${ROOT}/`, "").split("\n");
    };
    const started = await loadedFor("start");
    assert.ok(started.includes("apps/cli/src/supervise.ts"), started.join("\n"));
    const foreign = /^(packages\/client|apps\/planner|apps\/cli\/src\/commands\/(?!completion))/;
    assert.deepEqual(
      started.filter((file) => foreign.test(file)),
      [],
    );
    const taught = await loadedFor("--help");
    assert.ok(taught.includes("apps/cli/src/commands/shop-commands.ts"));
    const clients = /^(node_modules\/(pg|pino)\/|apps\/planner|apps\/cli\/src\/start\.ts)/;
    assert.deepEqual(
      taught.filter((file) => clients.test(file)),
      [],
    );
  });

  for (const [args, complaint] of [
    [["start", "--frehs"], /unknown option '--frehs'[\s\S]*--fresh/],
    [["audit", "--mend"], /unknown option '--mend'/],
    [["stat"], /unknown command 'stat'/],
    [["import", "products"], /missing required argument 'file'/],
    [["import", "items", "/tmp"], /\/tmp is no file/],
    [["import", "items", "x.csv", "--currency", "EUR"], /unknown option '--currency'/],
    [["export", "orders"], /unknown command 'orders'|too many arguments/],
    [["export", "stock", "--json"], /--json tells of a file: name one/],
    [["import", "orders", "x.csv"], /unknown command 'orders'|too many arguments/],
    [["start", "--only", "inventroy"], /"inventroy"; the services are gateway/],
    [["plan", "improve"], /there is no command improve/],
    [["plan", "map", "--head", "nowhere"], /there is no revision nowhere here/],
    [["import", "products", "/no/such.csv"], /there is no file \/no\/such.csv/],
  ] as const) {
    it(`refuses "${args.join(" ")}" with a hint and exit code 2`, async () => {
      const { code, stderr } = await holdfast([...args], { HOLDFAST_HOME: join(home, "unused") });
      assert.match(stderr, complaint);
      assert.equal(code, 2);
    });
  }

  for (const [name, value] of [
    ["PORT_BASE", "80x"],
    ["DRAIN_TIMEOUT_MS", "soon"],
  ] as const) {
    it(`refuses a ${name} that is none, with exit code 2`, async () => {
      const { code, stderr } = await holdfast(["start"], { [name]: value, HOLDFAST_HOME: home });
      assert.equal(code, 2);
      assert.match(stderr, new RegExp(`^holdfast: ${name} must be .*"${value}"\\n$`));
    });
  }

  it("refuses to open a gateway with development keys to the network, before it touches anything", async () => {
    const env = { GATEWAY_HOST: "0.0.0.0", HOLDFAST_HOME: join(home, "exposed") };
    const { code, stdout, stderr } = await holdfast(["start"], env);
    assert.deepEqual([code, stdout], [2, ""]);
    assert.match(
      stderr,
      /^holdfast: GATEWAY_HOST=0.0.0.0 opens .*development keys.*GATEWAY_API_KEYS=.*\n$/,
    );
    assert.equal(existsSync(env.HOLDFAST_HOME), false);
  });

  it("says that nothing runs, with exit code 1", async () => {
    const env = { HOLDFAST_HOME: join(home, "nothing") };
    const human = await holdfast(["status"], env);
    assert.deepEqual([human.code, human.stdout.includes("not running")], [1, true]);
    const json = await holdfast(["status", "--json"], env);
    assert.deepEqual([json.code, JSON.parse(json.stdout)], [1, { processes: [] }]);
    assert.equal(existsSync(env.HOLDFAST_HOME), false);
  });

  it("writes nothing but JSON to standard output with --json: complaints go to standard error", async () => {
    for (const args of [
      ["status", "--json"],
      ["audit", "--json"],
      ["import", "products", "shop.csv", "--json"],
    ]) {
      const { code, stdout, stderr } = await holdfast(args, { PORT_BASE: "80x" });
      assert.deepEqual([code, stdout, stderr.length > 0], [2, "", true], args.join(" "));
    }
  });

  it("runs as npx holdfast from the root and from every folder below it", async () => {
    const env = { PATH: process.env.PATH, HOLDFAST_HOME: join(home, "nothing") };
    for (const folder of ["", "apps/cli", "docs/guides"]) {
      const cwd = join(ROOT, folder);
      const npx = await ended(spawn("npx", ["holdfast", "status", "--json"], { cwd, env }));
      assert.deepEqual([npx.code, JSON.parse(npx.stdout)], [1, { processes: [] }], npx.stderr);
    }
  });

  it("cannot audit or import where nothing answers: exit code 2 and a way out", async () => {
    const file = join(home, "one.csv");
    writeFileSync(file, "sku,name\nA,A\n");
    const audit = await holdfast(["audit"], { INVENTORY_URL: NOBODY });
    assert.deepEqual([audit.code, audit.stdout], [2, ""]);
    assert.match(audit.stderr, /does not answer at .*npm start/);
    const events = await holdfast(["events"], { INVENTORY_URL: NOBODY });
    assert.deepEqual([events.code, events.stdout], [2, ""]);
    assert.match(events.stderr, /does not answer at .*npm start/);
    const imported = await holdfast(["import", "products", file], { HOLDFAST_URL: NOBODY });
    assert.deepEqual([imported.code, imported.stdout], [2, ""]);
    assert.match(imported.stderr, /cannot be reached .*is Holdfast running/);
  });
});

describe("the launcher", () => {
  const older = (process.env.PATH ?? "")
    .split(delimiter)
    .map((directory) => join(directory, "node"))
    .find((node) => existsSync(node) && !node.includes("node_modules"));

  it("hands over to the pinned Node when the system's is another", async () => {
    const launched = await run(older ?? process.execPath, [LAUNCHER, "--help"], {});
    assert.equal(launched.code, 0, launched.stderr);
    assert.match(launched.stdout, /Exit codes/);
    const refused = await run(older ?? process.execPath, [LAUNCHER, "status"], {
      HOLDFAST_HOME: "/no/such/home",
    });
    assert.equal(refused.code, 1);
  });

  it("says in one line that npm ci has not run", async () => {
    const elsewhere = mkdtempSync(join(tmpdir(), "holdfast cli "));
    const copy = join(elsewhere, "holdfast.mjs");
    writeFileSync(copy, readFileSync(LAUNCHER));
    const { code, stderr } = await run(older ?? process.execPath, [copy, "status"], {});
    rmSync(elsewhere, { recursive: true });
    assert.equal(code, 2);
    assert.match(stderr, /^holdfast: not installed yet, run "npm ci" in .*\n$/);
  });
});

describe("import and audit against a service", () => {
  let server: Server;
  let origin: string;
  let file: string;
  const seen: {
    method: string | undefined;
    url: string | undefined;
    key: string | undefined;
    body: string;
  }[] = [];
  let audit: unknown;
  let repairs: unknown[];
  const different = {
    ...{ id: "q-2", identical: false },
    differences: [{ path: "/totals/total/amount", stored: 1, computed: 5997 }],
  };
  let report: Record<string, unknown>;

  before(async () => {
    file = join(mkdtempSync(join(tmpdir(), "holdfast-cli-")), "shop.csv");
    writeFileSync(file, "sku,name\nA,A\nB,\n");
    server = createServer(async (request, response) => {
      let body = "";
      for await (const chunk of request) body += chunk;
      const { method, url } = request;
      seen.push({ method, url, key: request.headers.authorization, body });
      const answers: Record<string, unknown> = {
        "/internal/audit": audit,
        "/internal/audit/repair": { repairs },
        "/api/v1/admin/quotes/q-1/replay": { id: "q-1", identical: true, differences: [] },
        "/api/v1/admin/quotes/q-2/replay": different,
      };
      const answer = answers[url ?? ""] ?? (method === "POST" ? { id: "job 1" } : report);
      response.writeHead(method === "POST" ? 202 : 200, { "content-type": "application/json" });
      response.end(JSON.stringify(answer));
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    assert.ok(address !== null && typeof address === "object");
    origin = `http://127.0.0.1:${address.port}`;
  });
  after(() => {
    server.close();
    rmSync(join(file, ".."), { recursive: true });
  });

  it("sends the file with the admin key, waits for the end, lists what was rejected, exits 1", async () => {
    const errors = [{ line: 3, column: "name", message: "is missing" }];
    const counts = { accepted: 1, created: 1, updated: 0, unchanged: 0, rejected: 1 };
    report = { id: "job 1", status: "done", rows: 2, ...counts, errors };
    const args = ["import", "products", file, "--currency", "EUR", "--location", "BER"];
    const { code, stdout } = await holdfast(args, { HOLDFAST_URL: origin });
    assert.equal(
      stdout,
      "  line 3, name: is missing\nimport done: 2 rows, 1 accepted (1 created, 0 updated, 0 unchanged), 1 rejected\n",
    );
    assert.equal(code, 1);
    assert.deepEqual(seen.splice(0), [
      {
        method: "POST",
        url: "/api/v1/admin/imports?kind=products&currency=EUR&location=BER",
        key: "Bearer hf_dev_admin",
        body: "sku,name\nA,A\nB,\n",
      },
      { method: "GET", url: "/api/v1/admin/imports/job%201", key: "Bearer hf_dev_admin", body: "" },
    ]);
  });

  it("exits 0 when every row landed, and prints the report as JSON when asked", async () => {
    const counts = { accepted: 2, created: 0, updated: 1, unchanged: 1, rejected: 0 };
    report = { id: "job 1", status: "done", rows: 2, ...counts, errors: [] };
    const env = { HOLDFAST_URL: origin, HOLDFAST_KEY: "hf_other" };
    const { code, stdout } = await holdfast(["import", "products", file, "--json"], env);
    assert.deepEqual([code, JSON.parse(stdout)], [0, report]);
    assert.equal(seen.at(-1)?.key, "Bearer hf_other");
  });

  it("exits 1 on drift and names each row, 0 without", async () => {
    const checked = { stockRows: 2, movements: 5, reservations: 1 };
    const row = { sku: "MUG", location: "BER", field: "onHand", stock: 4, ledger: 5 };
    audit = { ok: false, drift: [row], checked };
    const drifted = await holdfast(["audit"], { INVENTORY_URL: origin });
    assert.equal(drifted.code, 1);
    assert.match(drifted.stdout, /MUG at BER: on hand is 4, the ledger says 5/);
    audit = { ok: true, drift: [], checked };
    const several = { INVENTORY_URL: `${origin},${NOBODY}` };
    const sound = await holdfast(["audit", "--json"], several);
    assert.deepEqual([sound.code, JSON.parse(sound.stdout)], [0, audit]);
  });

  it("repairs first and says each, then tells what is left, and exits by that", async () => {
    const checked = { stockRows: 2, movements: 5, reservations: 1 };
    const mended = { sku: "MUG", location: "BER", field: "onHand", stock: 4, ledger: 5 };
    const left = { ...mended, sku: "PAN", field: "reserved" };
    repairs = [
      { ...mended, done: "the ledger said 5, the shelf says 4" },
      { ...left, done: "", unrepaired: "reservations hold 5 units, 4 are on hand" },
    ];
    audit = { ok: false, drift: [left], checked };
    const told = await holdfast(["audit", "--repair"], { INVENTORY_URL: origin });
    assert.equal(told.code, 1);
    assert.match(told.stdout, /MUG at BER: the ledger said 5, the shelf says 4: corrected/);
    assert.match(told.stdout, /PAN at BER: not corrected: reservations hold 5/);
    audit = { ok: true, drift: [], checked };
    const json = await holdfast(["audit", "--repair", "--json"], { INVENTORY_URL: origin });
    assert.deepEqual([json.code, JSON.parse(json.stdout)], [0, { ...(audit as object), repairs }]);
  });

  it("says whether a quote comes out the same again, and where not: exit code 0 or 1", async () => {
    const same = await holdfast(["quote", "replay", "q-1"], { HOLDFAST_URL: origin });
    assert.deepEqual([same.code, same.stderr], [0, ""]);
    assert.match(same.stdout, /q-1.*byte for byte the same/);
    const other = await holdfast(["quote", "replay", "q-2"], { HOLDFAST_URL: origin });
    assert.equal(other.code, 1);
    assert.match(other.stdout, /\/totals\/total\/amount: stored 1, computed 5997/);
    const json = await holdfast(["quote", "replay", "q-2", "--json"], { HOLDFAST_URL: origin });
    assert.deepEqual([json.code, JSON.parse(json.stdout)], [1, different]);
    const nobody = await holdfast(["quote", "replay", "q-1"], { HOLDFAST_URL: NOBODY });
    assert.deepEqual([nobody.code, nobody.stdout], [2, ""]);
  });
});
