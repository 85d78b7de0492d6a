import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { prettyLine } from "./log-lines.ts";

const entry = {
  level: "info",
  time: "2026-11-22T11:30:35.205Z",
  service: "inventory",
  trace_id: "8cd5",
  span_id: "fe34",
  correlation_id: "01a2",
  path: "/v1/items",
  status: 200,
  msg: "request",
};

describe("a log line on a terminal", () => {
  it("shows time, process, level, message and the fields that tell something", () => {
    assert.equal(
      prettyLine("inventory", JSON.stringify(entry), false),
      "11:30:35.205 inventory       info  request trace_id=8cd5 path=/v1/items status=200",
    );
  });

  it("has its colours only where asked", () => {
    const green = "\x1b[32m";
    assert.ok(prettyLine("inventory", JSON.stringify(entry), true).includes(`${green}inventory`));
    assert.ok(!prettyLine("inventory", JSON.stringify(entry), false).includes("\x1b"));
  });

  it("shows an error's stack below, indented", () => {
    const failed = { ...entry, level: "error", err: { message: "no", stack: "Error: no\n  at x" } };
    assert.match(prettyLine("orders", JSON.stringify(failed), false), /\n {4}Error: no\n {6}at x$/);
  });

  for (const line of ["plain words", "{ not json", '"text"', "{}x", ""]) {
    it(`keeps "${line}" as it is, behind the prefix`, () => {
      assert.equal(prettyLine("gateway", line, false), `gateway         ${line}`);
    });
  }
});
