import type { Platform } from "../call.ts";

export type Sent = {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly atMs: number;
};
type Answer = Response | Error | "hangs";

const TURNS_OF_WORK = 10; // reading a body takes a few

/** A platform whose time passes when nothing else happens, and whose network answers in turn what the test says. */
export function fakePlatform(answers: (Answer | ((sent: Sent) => Answer))[]) {
  let nowMs = 0;
  let keys = 0;
  const sent: Sent[] = [];
  const fetch = (async (url: string, init: RequestInit) => {
    const headers = Object.fromEntries(new Headers(init.headers));
    const request = { method: init.method ?? "", url, headers, body: init.body, atMs: nowMs };
    sent.push(request);
    const next = answers.shift();
    if (next === undefined) throw new Error("the test expected no further request");
    const answer = typeof next === "function" ? next(request) : next;
    if (init.signal?.aborted) throw init.signal.reason;
    if (answer instanceof Error) throw answer;
    if (answer !== "hangs") return answer;
    return new Promise<Response>((_, reject) => {
      init.signal?.addEventListener("abort", () => reject(init.signal?.reason));
    });
  }) as typeof globalThis.fetch;
  const platform: Platform = {
    fetch,
    nowMs: () => nowMs,
    dateMs: () => Date.UTC(2026, 0, 1) + nowMs,
    after: (ms, act) => {
      const atMs = nowMs + ms;
      let isOpen = true;
      const turn = (left: number): void => {
        if (!isOpen) return;
        if (left > 0) return void setImmediate(turn, left - 1);
        isOpen = false;
        nowMs = Math.max(nowMs, atMs);
        act();
      };
      turn(TURNS_OF_WORK);
      return () => {
        isOpen = false;
      };
    },
    random: () => 0.5,
    newKey: () => {
      keys += 1;
      return `key-${keys}`;
    },
  };
  return { platform, sent, left: () => answers.length };
}

export const json = (body: unknown, init: ResponseInit = {}): Response =>
  new Response(JSON.stringify(body), {
    ...init,
    headers: { "content-type": "application/json", ...init.headers },
  });

export const refused = (status: number, code: string, more: object = {}, headers = {}): Response =>
  new Response(
    JSON.stringify({
      ...{ type: `/problems/${code}`, title: code, status, detail: `It is ${code}.`, code },
      ...more,
    }),
    { status, headers: { "content-type": "application/problem+json", ...headers } },
  );

/** A body that arrives in these pieces, and then ends or breaks off. */
export function streamed(pieces: readonly string[], end: "ends" | "breaks" = "ends"): Response {
  const left = pieces.map((piece) => new TextEncoder().encode(piece));
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const piece = left.shift();
      if (piece !== undefined) return controller.enqueue(piece);
      if (end === "ends") return controller.close();
      return controller.error(new TypeError("terminated"));
    },
  });
  return new Response(body);
}
