import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { type Stack, startStack } from "../stack.ts";
import { eventually } from "./shop.ts";

const SKU = "MUG-HARBOUR-BLUE";

describe("who works with the command line alone", () => {
  let stack: Stack;
  let folder: string;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "holdfast-files-"));
    stack = await startStack();
  });
  after(async () => {
    rmSync(folder, { recursive: true, force: true });
    await stack.stop();
  });

  const text = async (words: string, code = 0): Promise<string> => {
    const ended = await stack.holdfast(...words.split(" "));
    assert.equal(ended.code, code, `${words}\n${ended.stdout}${ended.stderr}`);
    return code === 0 ? ended.stdout : ended.stderr;
  };
  // biome-ignore lint/suspicious/noExplicitAny: what a command prints is JSON; each test asserts on what it needs of it
  const json = async (words: string): Promise<any> => JSON.parse(await text(`${words} --json`));

  it("reads in the line of the start where the system is, and by which keys", () => {
    const ready = stack.logLines().find((line) => line.includes('"event":"ready"'));
    const { urls, keys, firstStart } = JSON.parse(ready ?? "{}");
    assert.deepEqual(keys, { shop: "hf_dev_shop", admin: "hf_dev_admin" });
    assert.deepEqual([urls.gateway, firstStart], [stack.url("gateway"), true]);
  });

  it("finds a product, quotes, holds, buys, watches and cancels", async () => {
    assert.match(
      await text("product list mug --currency EUR"),
      /^SKU +NAME +STATUS +AVAILABLE +PRICE\n/,
    );
    assert.match(
      await text(`product show ${SKU} --currency EUR --region DE`),
      /unit price +[\d.]+ EUR/,
    );
    assert.match(await text(`product check ${SKU} NO-SUCH`), /NO-SUCH +false/);
    const quote = await json(`quote create ${SKU}=2`);
    assert.match(await text(`quote show ${quote.id}`), /total +[\d.]+ EUR/);
    assert.match(await text(`quote replay ${quote.id}`), /byte for byte the same/);
    const hold = await json(`reserve create ${SKU}=2 --ttl 60`);
    assert.equal((await json(`reserve extend ${hold.id} --ttl 600`)).status, "held");
    assert.match(await text(`reserve show ${hold.id}`), /status +held/);
    const bought = await json(
      `order create --email ada@example.com --quote ${quote.token} --reservation ${hold.id}`,
    );
    assert.equal(bought.status, "confirmed");
    assert.match(await text(`order watch ${bought.id}`), /capture {2}done\nstatus {2}confirmed\n$/);
    assert.match(await text(`order show ${bought.id}`), /capture +done/);
    assert.match(await text(`order cancel ${bought.id}`), /done|cancelled|status/);
    assert.ok((await json("order list --limit 1")).data.length === 1);
  });

  it("says no with exit code 1, why, and what to do; wrong words with 2", async () => {
    assert.match(await text("product show NO-SUCH", 1), /\(404 product-not-found\)/);
    assert.match(await text(`reserve create ${SKU}=999`, 1), /insufficient-stock|quantity/);
    assert.match(
      await text("product list --key hf_wrong", 1),
      /unauthenticated[\s\S]*--key or HOLDFAST_KEY/,
    );
    assert.match(await text(`stock show ${SKU} --key hf_dev_shop`, 1), /forbidden/);
    assert.match(await text("quote create =2", 2), /write SKU or SKU=QUANTITY/);
    assert.match(await text("order list --limit many", 2), /--limit must be a whole number/);
    assert.match(await text("product list --url http://127.0.0.1:9", 2), /holdfast doctor/);
  });

  it("keeps stock, prices, webhooks and flags", async () => {
    const { available } = await json(`stock show ${SKU}`);
    const movement = `stock receive ${SKU} 5 --location BER --reason delivery`;
    assert.match(await text(movement), /quantity +5/);
    assert.equal((await json(`stock show ${SKU}`)).available, available + 5);
    assert.match(
      await text(`stock movements ${SKU} --limit 1`),
      /receive +MUG-HARBOUR-BLUE +BER +5/,
    );
    assert.match(await text(`price set ${SKU} 2099 --currency EUR`), /20\.99 EUR/);
    assert.match(await text(`price show ${SKU}`), /20\.99 EUR/);
    assert.match(await text(`price history ${SKU} --limit 2`), /VERSION +RECORDED/);
    const webhook = await json("webhook create https://shop.example/hooks --event order.confirmed");
    assert.match(await text("webhook list"), /shop\.example/);
    assert.match(await text(`webhook test ${webhook.id} --dry-run`), /sent +false/);
    assert.equal(await text(`webhook deliveries ${webhook.id}`), "none\n");
    const [flag] = (await json("flag list")).data;
    assert.match(await text(`flag set ${flag.key} 25`), /on for 25 %/);
    assert.match(await text("breaker list"), /SERVICE +TARGET +ORIGIN +STATE/);
  });

  it("makes, rotates and revokes a key, which opens at once and no more, and reads who did it", async () => {
    const made = await json("key create acme shop-window --scope shop");
    await eventually("the key", async () => {
      const ended = await stack.holdfast("product", "list", "--key", made.key);
      return ended.code === 0 ? true : undefined;
    });
    const turned = await json(`key rotate ${made.id} --overlap 0`);
    assert.notEqual(turned.key, made.key);
    assert.match(await text("key list --account acme"), /acme +shop +shop-window +active/);
    assert.equal(await text(`key revoke ${made.id}`), "done\n");
    assert.match(await text("key list --account acme"), /revoked/);
    await text("key create acme other --scope root", 2);
    assert.match(await text("key audit --operation revokeApiKey --limit 1"), /revokeApiKey/);
  });

  it("is asked as many customers would, and says how soon it answers", async () => {
    const report = await json("load mix --requests 20 --connections 2");
    assert.deepEqual([report.requests, report.errors], [20, 0]);
    assert.deepEqual(
      ["product", "quote", "reserve", "order"].map((name) => report.operations[name].requests),
      [12, 4, 2, 2],
    );
    assert.ok(report.latencyMs.p99 >= report.latencyMs.p50);
    const failed = await stack.holdfast(..."load product --requests 4 --sku NO-SUCH".split(" "));
    assert.equal(failed.code, 1);
    assert.match(failed.stdout, /4 × product-not-found/);
    await text("load product --connections 513", 2);
  });

  it("knows of itself whether it is well", async () => {
    const findings = await json("doctor");
    const system = findings.find(({ check }: { check: string }) => check === "running system");
    assert.equal(system.status, "ok", JSON.stringify(findings));
    const statusOf = (all: readonly { check: string; status: string }[], name: string) =>
      all.find(({ check }) => check === name)?.status;
    assert.deepEqual([statusOf(findings, "gateway"), statusOf(findings, "clock")], ["ok", "ok"]);
  });

  it("orders a report and fetches it, whole or not at all", async () => {
    const { id } = await json(
      "report create stock-movements --from 2026-01-01T00:00:00Z --to 2027-01-01T00:00:00Z",
    );
    await eventually("the report", async () =>
      (await json(`report show ${id}`)).status === "done" ? true : undefined,
    );
    assert.match(await text("report list"), new RegExp(id));
    const file = join(folder, "movements.csv");
    const told = await json(`report download ${id} ${file}`);
    const saved = readFileSync(file);
    assert.deepEqual(told, { file, bytes: saved.length });
    assert.equal(await text(`report download ${id}`), saved.toString());
    const unknown = join(folder, "unknown.csv");
    await text(`report download 0198c9f0-0000-7000-8000-000000000000 ${unknown}`, 1);
    assert.equal(existsSync(unknown), false);
  });
});
