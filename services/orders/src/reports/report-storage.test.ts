import assert from "node:assert/strict";
import { createHash, createHmac } from "node:crypto";
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { diskStorage } from "./disk-storage.client.ts";
import type { ReportStorage } from "./report-storage.ts";
import { s3Storage } from "./s3-storage.client.ts";

const KEYS = { accessKeyId: "AKEXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCY" };
const REGION = "eu-central-1";

/** What every storage has to do; `cut` makes a stored part shorter behind its back. */
function keepsParts(open: () => { storage: ReportStorage; cut: (name: string) => void }): void {
  const bytesOf = async (storage: ReportStorage, name: string) =>
    Buffer.concat(await Array.fromAsync(await storage.read(name)));

  it("gives back a part as it was written, and lists it with its size", async () => {
    const { storage } = open();
    const bytes = Buffer.alloc(300_000, "a\u0000é");
    await storage.write("r1/1.1.x", bytes);
    await storage.write("r1/1.2.y", Buffer.from("b"));
    await storage.write("r11/1.1.z", Buffer.from("other"));
    assert.deepEqual(await bytesOf(storage, "r1/1.1.x"), bytes);
    const listed = (await storage.list("r1")).toSorted((a, b) => (a.name < b.name ? -1 : 1));
    assert.deepEqual(listed, [
      { name: "r1/1.1.x", bytes: bytes.length },
      { name: "r1/1.2.y", bytes: 1 },
    ]);
  });

  it("removes all of a report and nothing else, and again without complaint", async () => {
    const { storage } = open();
    await storage.remove("r1");
    await storage.remove("r1");
    assert.deepEqual(await storage.list("r1"), []);
    assert.equal((await bytesOf(storage, "r11/1.1.z")).toString(), "other");
  });

  it("fails to read what is not there, and tells of what is not whole", async () => {
    const { storage, cut } = open();
    await assert.rejects(async () => bytesOf(storage, "r1/1.1.x"));
    await storage.write("r2/1.1.x", Buffer.from("whole"));
    cut("r2/1.1.x");
    assert.deepEqual(await storage.list("r2"), [{ name: "r2/1.1.x", bytes: 2 }]);
  });
}

describe("reports on disk", () => {
  const directory = mkdtempSync(join(tmpdir(), "holdfast-reports-"));
  after(() => rmSync(directory, { recursive: true }));
  const storage = diskStorage(join(directory, "made when needed"));
  keepsParts(() => ({
    storage,
    cut: (name) => truncateSync(join(directory, "made when needed", name), 2),
  }));

  it("do not show a part that was being written when the process died", async () => {
    await storage.write("r3/1.1.x", Buffer.from("whole"));
    writeFileSync(join(directory, "made when needed/r3/1.2.y.partial"), "ha");
    assert.deepEqual(await storage.list("r3"), [{ name: "r3/1.1.x", bytes: 5 }]);
  });
});

describe("reports in a bucket", () => {
  const objects = new Map<string, Buffer>();
  const refusals: string[] = [];
  let answerWith: number | undefined;
  const server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray());
    const refusal = refusalOf(request);
    if (refusal !== undefined) refusals.push(refusal);
    const status = answerWith ?? (refusal === undefined ? undefined : 403);
    if (status !== undefined) return response.writeHead(status).end();
    const answer = answerOf(request, body);
    return response
      .writeHead(answer.status, { "content-type": "application/xml" })
      .end(answer.body);
  });
  let url = "";
  before(async () => {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/bucket`;
  });
  after(() => server.close());

  function answerOf(request: IncomingMessage, body: Buffer) {
    const { pathname, searchParams } = new URL(request.url ?? "", "http://x");
    const key = decodeURIComponent(pathname.slice("/bucket/".length));
    if (request.method === "PUT") {
      objects.set(key, body);
      return { status: 200, body: "" };
    }
    if (request.method === "POST" && searchParams.has("delete")) {
      const keys = [...body.toString().matchAll(/<Key>(.*?)<\/Key>/g)].map(([, name = ""]) => name);
      for (const name of keys) objects.delete(name);
      const deleted = keys.map((name) => `<Deleted><Key>${name}</Key></Deleted>`).join("");
      return { status: 200, body: `<DeleteResult>${deleted}</DeleteResult>` };
    }
    if (searchParams.has("list-type")) {
      const rows = [...objects].filter(([name]) =>
        name.startsWith(searchParams.get("prefix") ?? ""),
      );
      const contents = rows.map(
        ([name, { length }]) => `<Contents><Key>${name}</Key><Size>${length}</Size></Contents>`,
      );
      const body = `<ListBucketResult><IsTruncated>false</IsTruncated>${contents.join("")}</ListBucketResult>`;
      return { status: 200, body };
    }
    const found = objects.get(key);
    return found === undefined ? { status: 404, body: "" } : { status: 200, body: found };
  }

  keepsParts(() => ({
    storage: s3Storage({ url, ...KEYS, region: REGION }),
    cut: (name) => {
      objects.set(`reports/${name}`, objects.get(`reports/${name}`)?.subarray(0, 2) ?? Buffer.of());
    },
  }));

  it("are asked for with signatures that the secret makes, and refused without", async () => {
    assert.deepEqual(refusals, []);
    const stranger = s3Storage({ url, ...KEYS, secretAccessKey: "guessed", region: REGION });
    await assert.rejects(stranger.write("r4/1.1.x", Buffer.from("no")), /403/);
    assert.equal(objects.has("reports/r4/1.1.x"), false);
    assert.deepEqual(refusals.splice(0), ["the signature is another"]);
  });

  it("fail loudly when the bucket is away or has trouble", async () => {
    const storage = s3Storage({ url, ...KEYS, region: REGION });
    answerWith = 503;
    await assert.rejects(storage.write("r5/1.1.x", Buffer.from("x")), /503/);
    await assert.rejects(storage.list("r5"), /503/);
    await assert.rejects(storage.remove("r2"), /503/);
    answerWith = undefined;
    assert.deepEqual((await storage.list("r2")).length, 1);
  });
});

/** AWS Signature Version 4, computed anew from what arrived; undefined when it is right. */
function refusalOf({ method, url = "", headers }: IncomingMessage): string | undefined {
  const parsed =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(
      headers.authorization ?? "",
    );
  if (parsed === null) return "there is no signature";
  const [, keyId, day = "", region = "", signed = "", signature] = parsed;
  if (keyId !== KEYS.accessKeyId || region !== REGION) return "the credential is another";
  const { pathname, searchParams } = new URL(url, "http://x");
  const query = [...searchParams]
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .sort()
    .join("&");
  const canonicalHeaders = signed.split(";").map((name) => `${name}:${headers[name]}\n`);
  const hash = String(headers["x-amz-content-sha256"]);
  const request = [method, pathname, query, canonicalHeaders.join(""), signed, hash].join("\n");
  const scope = `${day}/${region}/s3/aws4_request`;
  const digest = createHash("sha256").update(request).digest("hex");
  const text = ["AWS4-HMAC-SHA256", headers["x-amz-date"], scope, digest].join("\n");
  const key = [day, region, "s3", "aws4_request"].reduce<string | Buffer>(
    (secret, part) => createHmac("sha256", secret).update(part).digest(),
    `AWS4${KEYS.secretAccessKey}`,
  );
  const right = createHmac("sha256", key).update(text).digest("hex");
  return right === signature ? undefined : "the signature is another";
}
