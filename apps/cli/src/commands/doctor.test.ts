import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname } from "node:path";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { doctorExit, doctorText, judgeClock, judgeDisk, judgeMemory, judgeNode } from "./doctor.ts";
import { gateway, writable } from "./doctor-checks.ts";

describe("the doctor", () => {
  for (const [what, finding, status] of [
    ["an old Node", judgeNode("18.20.0"), "fail"],
    ["Node 20", judgeNode("20.0.0"), "ok"],
    ["a full disk", judgeDisk(511, "/data"), "fail"],
    ["a nearly full disk", judgeDisk(2_047, "/data"), "warn"],
    ["room on the disk", judgeDisk(2_048, "/data"), "ok"],
    ["little memory", judgeMemory(1_535), "warn"],
    ["memory", judgeMemory(1_536), "ok"],
    ["a clock that is a little late", judgeClock(-5_001, "gateway"), "warn"],
    ["a clock that is wrong", judgeClock(60_001, "gateway"), "fail"],
    ["a clock", judgeClock(1_500, "gateway"), "ok"],
  ] as const) {
    it(`calls ${what} ${status}, and says what to do where it is not ok`, () => {
      assert.equal(finding.status, status);
      assert.equal(finding.advice === undefined, status === "ok");
    });
  }

  it("calls a file where the data directory should be fail, also above it", () => {
    const file = fileURLToPath(import.meta.url);
    assert.equal(writable(file).status, "fail");
    assert.equal(writable(`${file}/data`).detail, `${file} is a file, not a directory`);
    assert.equal(writable(dirname(file)).status, "ok");
  });

  it("is satisfied with warnings, and not with a failure", () => {
    assert.equal(doctorExit([judgeNode("20.0.0"), judgeMemory(1)]), 0);
    assert.equal(doctorExit([judgeNode("20.0.0"), judgeDisk(1, "/data")]), 1);
  });

  it("shows each check on a line, and its advice below", () => {
    const text = doctorText([judgeNode("20.0.0"), judgeDisk(1, "/data")], {
      columns: undefined,
      colours: false,
    });
    assert.equal(
      text,
      `      CHECK       FOUND
ok    node        20.0.0
fail  disk space  1 MiB free

What to do:
  disk space: make room on the disk of /data, or set HOLDFAST_HOME
`,
    );
  });
});

describe("the gateway that is named", () => {
  const ask = async (status: number) => {
    const server = createServer((_request, response) => response.writeHead(status).end());
    await once(server.listen(0, "127.0.0.1"), "listening");
    const { port } = server.address() as AddressInfo;
    const origin = `http://127.0.0.1:${port}`;
    const open = await gateway(origin);
    server.close();
    server.closeAllConnections();
    return { open, closed: await gateway(origin) };
  };
  const told = (findings: readonly { readonly check: string; readonly status: string }[]) =>
    findings.map(({ check, status }) => `${check} ${status}`);

  it("is well where it serves its page, and its clock is looked at", async () => {
    assert.deepEqual(told((await ask(200)).open), ["gateway ok", "clock ok"]);
  });

  it("fails where another service answers, or nobody, and says what to set", async () => {
    const { open, closed } = await ask(404);
    for (const findings of [open, closed]) {
      assert.deepEqual(told(findings), ["gateway fail"]);
      assert.match(findings[0]?.advice ?? "", /HOLDFAST_URL/);
    }
    assert.match(open[0]?.detail ?? "", /no gateway/);
    assert.match(closed[0]?.detail ?? "", /does not answer/);
  });
});
