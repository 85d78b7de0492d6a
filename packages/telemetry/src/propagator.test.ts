import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  defaultTextMapGetter,
  defaultTextMapSetter,
  ROOT_CONTEXT,
  trace,
} from "@opentelemetry/api";
import fc from "fast-check";
import { W3cPropagator } from "./propagator.ts";

type Headers = Record<string, string | string[]>;

const TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
const SPAN = "00f067aa0ba902b7";
const VALID = `00-${TRACE}-${SPAN}-01`;

const propagator = new W3cPropagator();
const received = (headers: Headers) =>
  trace.getSpanContext(propagator.extract(ROOT_CONTEXT, headers, defaultTextMapGetter));

/** What a callee is sent when the request with `headers` calls on without placing a span. */
function passedOn(headers: Headers): Record<string, string> {
  const carrier: Record<string, string> = {};
  const context = propagator.extract(ROOT_CONTEXT, headers, defaultTextMapGetter);
  propagator.inject(context, carrier, defaultTextMapSetter);
  return carrier;
}

describe("traceparent that continues the caller's trace", () => {
  const cases: readonly [name: string, header: string | string[], flags: number][] = [
    ["version 00, sampled", VALID, 1],
    ["version 00, not sampled", `00-${TRACE}-${SPAN}-00`, 0],
    ["random flag kept beside sampled", `00-${TRACE}-${SPAN}-03`, 3],
    ["random flag kept though not sampled", `00-${TRACE}-${SPAN}-02`, 2],
    ["reserved flags zeroed, known ones kept", `00-${TRACE}-${SPAN}-ff`, 3],
    ["a reserved flag alone zeroed", `00-${TRACE}-${SPAN}-04`, 0],
    ["a later version of the same length", `cc-${TRACE}-${SPAN}-01`, 1],
    ["a later version with more fields", `cc-${TRACE}-${SPAN}-01-what-the-future-holds`, 1],
    ["a later version with an empty further field", `01-${TRACE}-${SPAN}-01-`, 1],
    ["the latest version that can be", `fe-${TRACE}-${SPAN}-03`, 3],
    ["spaces and tabs around it", ` \t${VALID}\t `, 1],
    ["one header given as a list", [VALID], 1],
    ["a trace id whose left half is zero", `00-${"0".repeat(31)}1-${SPAN}-01`, 1],
    ["a parent id of one bit", `00-${TRACE}-8${"0".repeat(15)}-01`, 1],
  ];
  for (const [name, header, flags] of cases) {
    it(name, () => {
      const parent = received({ traceparent: header });
      const [, traceId, spanId] = String(header).trim().split("-");
      assert.deepEqual(parent, { traceId, spanId, traceFlags: flags, isRemote: true });
      assert.equal(
        passedOn({ traceparent: header }).traceparent,
        `00-${traceId}-${spanId}-0${flags}`,
      );
    });
  }
});

describe("traceparent that restarts the trace", () => {
  const cases: readonly [name: string, header: string | string[]][] = [
    ["empty", ""],
    ["white space alone", " \t "],
    ["sent twice as a list", [VALID, VALID]],
    ["sent twice and joined with a comma", `${VALID}, ${VALID}`],
    ["an empty list", []],
    ["version ff", `ff-${TRACE}-${SPAN}-01`],
    ["version 00 with a further field", `${VALID}-what`],
    ["version 00 with a trailing dash", `${VALID}-`],
    ["version 00 with trailing characters", `${VALID}1`],
    ["a later version with characters but no dash after the flags", `cc-${TRACE}-${SPAN}-01.what`],
    ["a later version cut short", `cc-${TRACE}-${SPAN}-0`],
    ["version in upper case", `CC-${TRACE}-${SPAN}-01`],
    ["version that is not hex", `.0-${TRACE}-${SPAN}-01`],
    ["version of one digit", `0-${TRACE}-${SPAN}-01`],
    ["version of three digits", `000-${TRACE}-${SPAN}-01`],
    ["no version", `${TRACE}-${SPAN}-01`],
    ["trace id all zero", `00-${"0".repeat(32)}-${SPAN}-01`],
    ["trace id in upper case", `00-${TRACE.toUpperCase()}-${SPAN}-01`],
    ["trace id that is not hex", `00-${TRACE.slice(1)}.-${SPAN}-01`],
    ["trace id one digit short", `00-${TRACE.slice(1)}-${SPAN}-01`],
    ["trace id one digit long", `00-${TRACE}a-${SPAN}-01`],
    ["parent id all zero", `00-${TRACE}-${"0".repeat(16)}-01`],
    ["parent id in upper case", `00-${TRACE}-${SPAN.toUpperCase()}-01`],
    ["parent id that is not hex", `00-${TRACE}-${SPAN.slice(1)}g-01`],
    ["parent id one digit short", `00-${TRACE}-${SPAN.slice(1)}-01`],
    ["parent id one digit long", `00-${TRACE}-${SPAN}a-01`],
    ["flags in upper case", `00-${TRACE}-${SPAN}-0A`],
    ["flags that are not hex", `00-${TRACE}-${SPAN}-.1`],
    ["flags of one digit", `00-${TRACE}-${SPAN}-1`],
    ["flags of three digits", `00-${TRACE}-${SPAN}-001`],
    ["no flags", `00-${TRACE}-${SPAN}`],
    ["other separators", VALID.replaceAll("-", "_")],
    ["a space inside", `00 -${TRACE}-${SPAN}-01`],
    ["a line break at the end", `${VALID}\n`],
    ["a non-ASCII digit", `00-${TRACE.slice(1)}٣-${SPAN}-01`],
    ["a later version of absurd length", `cc-${TRACE}-${SPAN}-01-${"x".repeat(10_000)}`],
  ];
  for (const [name, header] of cases) {
    it(name, () => {
      const headers = { traceparent: header, tracestate: "rojo=1" };
      assert.equal(received(headers), undefined);
      assert.deepEqual(passedOn(headers), {}, "its tracestate goes with it");
    });
  }

  it("none at all", () => {
    assert.equal(received({ tracestate: "rojo=1" }), undefined);
  });
});

const members = (count: number) => Array.from({ length: count }, (_, i) => `k${i}=${i}`).join(",");

describe("tracestate that is passed on", () => {
  const key256 = `a${"z".repeat(255)}`;
  const cases: readonly [name: string, header: string | string[], passed: string][] = [
    ["one member", "rojo=00f067aa0ba902b7", "rojo=00f067aa0ba902b7"],
    ["members in their order", "b=2,a=1,c=3", "b=2,a=1,c=3"],
    ["several headers as one list", ["foo=1,bar=2", "rojo=3"], "foo=1,bar=2,rojo=3"],
    ["white space around members left out", "foo=1 \t , \t bar=2", "foo=1,bar=2"],
    ["empty members left out", ",foo=1,, ,bar=2,", "foo=1,bar=2"],
    ["32 members", members(32), members(32)],
    ["32 members among empty ones", `,,${members(32)},,`, members(32)],
    ["of a key sent twice the first", "foo=1,bar=2,foo=3", "foo=1,bar=2"],
    ["a key of a tenant", "fw529a3039@dt=FfD,4@x=1", "fw529a3039@dt=FfD,4@x=1"],
    ["a key with more than one at sign", "foo@bar@baz=1,foo@=2", "foo@bar@baz=1,foo@=2"],
    ["a key that begins with a digit", "0a=1", "0a=1"],
    ["a key of every allowed character", "a09_-*/@=1", "a09_-*/@=1"],
    ["a key of 256 characters", `${key256}=1`, `${key256}=1`],
    ["a value of 256 characters", `a=${"v".repeat(256)}`, `a=${"v".repeat(256)}`],
    ["leading spaces as part of the value", "a=  1", "a=  1"],
    ["a value of odd but allowed characters", 'a=!"#$%&~{}', 'a=!"#$%&~{}'],
    [
      "more than 512 characters",
      `a=${"v".repeat(256)},b=${"v".repeat(256)}`,
      `a=${"v".repeat(256)},b=${"v".repeat(256)}`,
    ],
  ];
  for (const [name, header, passed] of cases) {
    it(name, () => {
      assert.equal(passedOn({ traceparent: VALID, tracestate: header }).tracestate, passed);
    });
  }
});

describe("tracestate that is discarded whole, while the trace goes on", () => {
  const cases: readonly [name: string, header: string | string[]][] = [
    ["empty", ""],
    ["only empty members", ", ,"],
    ["33 members", members(33)],
    [
      "33 members over two headers",
      [
        members(17),
        "x0=1,x1=1,x2=1,x3=1,x4=1,x5=1,x6=1,x7=1,x8=1,x9=1,y0=1,y1=1,y2=1,y3=1,y4=1,y5=1",
      ],
    ],
    ["a key in upper case", "foo=1,BAR=2"],
    ["a key that begins with an at sign", "@foo=1"],
    ["a key that begins with an underscore", "_foo=1"],
    ["a key with a space", "foo =1"],
    ["a key with a dot", "foo.bar=1"],
    ["a key of 257 characters", `a${"z".repeat(256)}=1`],
    ["no key", "=1"],
    ["no value", "foo="],
    ["no equals sign", "foo"],
    ["two equals signs", "foo=1=2"],
    ["a value of 257 characters", `a=${"v".repeat(257)}`],
    ["a value with a control character", "foo=b\u0007r"],
    ["a value that is not ASCII", "foo=bär"],
    ["a separator other than the comma", "foo=1;bar=2="],
    ["of absurd length", `a=${" ".repeat(20_000)}1`],
  ];
  for (const [name, header] of cases) {
    it(name, () => {
      const headers = { traceparent: VALID, tracestate: header };
      assert.deepEqual(passedOn(headers), { traceparent: VALID });
    });
  }
});

describe("tracestate that is changed", () => {
  const state = received({ traceparent: VALID, tracestate: "rojo=1,congo=2" })?.traceState;

  it("moves a changed member to the front", () => {
    assert.equal(state?.set("congo", "3").serialize(), "congo=3,rojo=1");
  });

  it("loses the last of 32 when one is added", () => {
    const full = received({ traceparent: VALID, tracestate: members(32) })?.traceState;
    assert.equal(full?.set("new", "1").serialize(), `new=1,${members(31)}`);
  });

  it("ignores what the grammar forbids", () => {
    assert.equal(state?.set("Rojo", "3").set("rojo", "a,b").serialize(), "rojo=1,congo=2");
  });

  it("forgets a member, and leaves the received one as it was", () => {
    assert.equal(state?.unset("rojo").serialize(), "congo=2");
    assert.equal(state?.get("rojo"), "1");
  });
});

describe("every header", () => {
  const hexDigits = (length: number) =>
    fc
      .array(fc.constantFrom(..."0123456789abcdef"), { minLength: length, maxLength: length })
      .map((digits) => digits.join(""))
      .filter((id) => !/^0+$/.test(id));
  const key = fc.stringMatching(/^[a-z0-9][a-z0-9_\-*/@]{0,20}$/);
  const value = fc.stringMatching(/^[ !#$%&+.0-9A-Za-z~-]{0,20}[!#$%&+.0-9A-Za-z~-]$/);

  it("that follows the grammar arrives at the callee's callee as it was sent", () => {
    const state = fc.uniqueArray(fc.tuple(key, value), { selector: ([k]) => k, maxLength: 32 });
    fc.assert(
      fc.property(
        hexDigits(32),
        hexDigits(16),
        fc.integer({ min: 0, max: 3 }),
        state,
        (...parts) => {
          const [traceId, spanId, flags, pairs] = parts;
          const traceparent = `00-${traceId}-${spanId}-0${flags}`;
          const tracestate = pairs.map(([k, v]) => `${k}=${v}`).join(",");
          assert.deepEqual(passedOn({ traceparent, tracestate }), {
            traceparent,
            ...(tracestate === "" ? {} : { tracestate }),
          });
        },
      ),
    );
  });

  it("whatever it holds, neither throws nor passes on anything but the grammar", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (traceparent, tracestate, baggage) => {
        const sent = passedOn({ traceparent, tracestate, baggage });
        assert.equal(sent.traceparent, undefined);
        assert.match(sent.baggage ?? "", /^[\x21-\x7e\t ]*$/);
      }),
    );
  });
});
