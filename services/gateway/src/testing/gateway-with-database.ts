import assert from "node:assert/strict";
import { createLogger, type Logger } from "@holdfast/log";
import { openAccess } from "../open-access.ts";
import { startGateway } from "./running-service.ts";

// biome-ignore lint/suspicious/noExplicitAny: an answer's body is looked into member by member
type Body = any;
type Options = {
  readonly url: string;
  readonly log?: Logger;
  /** How many times faster its timers are than those of a gateway that serves. */
  readonly speed?: number;
};

/** A gateway whose keys and audit log are in the database at `url`, which may be away. */
export async function startWithDatabase({
  url,
  log = createLogger({ service: "gateway", level: "silent" }),
  speed = 1,
}: Options) {
  const schedule = (work: () => void, delayMs: number) => {
    const timer = setTimeout(work, delayMs / speed).unref();
    return () => clearTimeout(timer);
  };
  const nowMs = Date.now;
  const access = await openAccess({ url, auditRetentionDays: 8, log, nowMs, schedule });
  const gateway = await startGateway({ access, log });
  const call = async (
    method: string,
    path: string,
    { body, key = "hf_dev_admin" }: { readonly body?: unknown; readonly key?: string } = {},
  ) => {
    const answer = await fetch(`${gateway.origin}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    const parsed: Body = text === "" ? undefined : JSON.parse(text);
    return { status: answer.status, headers: answer.headers, body: parsed };
  };
  const opens = async (key: string) => (await call("GET", "/api/v1/orders", { key })).status;
  return {
    ...{ access, call, opens },
    becomes: (key: string, status: number) =>
      until(`${status}`, async () => (await opens(key)) === status),
    /** What /readyz says of it. */
    check: async (name: string): Promise<{ status: string; message?: string }> =>
      (await call("GET", "/readyz")).body.checks[name],
    close: async () => {
      await gateway.close();
      await access.close();
    },
  };
}

/** Less than the 10 s after which a gateway looks by itself: what is not heard of, fails. */
const HEARD_MS_MAX = 4_000;

export async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const beganAtMs = performance.now();
  while (!(await holds())) {
    assert.ok(performance.now() - beganAtMs < HEARD_MS_MAX, `it never came: ${what}`);
    await new Promise((done) => setTimeout(done, 5));
  }
}
