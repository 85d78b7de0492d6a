/** A page of a real browser, by the protocol of its developer tools. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { browse } from "../../packages/client/src/testing/chromium.ts";

export type Page = {
  /** The JSON of what `script`, the body of an async function, answers in the page; throws what it throws. */
  run(script: string): Promise<unknown>;
  /** What the console was told as an error, and what nobody caught. */
  readonly errors: readonly string[];
  close(): Promise<void>;
};
type Told = {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Record<string, unknown>;
  readonly result?: Readonly<Record<string, unknown>>;
};

const LOOK_EVERY_MS = 50;

/** Opens `url`, and hears of its errors from the first on. */
export async function openPage(url: string): Promise<Page> {
  const browser = browse("about:blank");
  const socket = new WebSocket(await pageOf(browser.profile));
  await new Promise((resolve, reject) => {
    socket.addEventListener("open", resolve);
    socket.addEventListener("error", reject);
  });
  const errors: string[] = [];
  const waiting = new Map<number, (result: Readonly<Record<string, unknown>>) => void>();
  socket.addEventListener("message", ({ data }) => {
    const told = JSON.parse(String(data)) as Told;
    if (told.id !== undefined) waiting.get(told.id)?.(told.result ?? {});
    else if (isError(told)) errors.push(JSON.stringify(told.params));
  });
  let calls = 0;
  const call = (method: string, params: object = {}) => {
    calls += 1;
    const answer = Promise.withResolvers<Readonly<Record<string, unknown>>>();
    waiting.set(calls, answer.resolve);
    socket.send(JSON.stringify({ id: calls, method, params }));
    return answer.promise;
  };
  for (const domain of ["Runtime", "Log", "Page"]) await call(`${domain}.enable`);
  await call("Page.navigate", { url });
  return {
    errors,
    run: async (script) => {
      const expression = `(async () => { ${script} })()`;
      const options = { expression, awaitPromise: true, returnByValue: true };
      const { result, exceptionDetails } = await call("Runtime.evaluate", options);
      if (exceptionDetails !== undefined) throw new Error(JSON.stringify(exceptionDetails));
      return (result as { readonly value?: unknown }).value;
    },
    close: () => {
      socket.close();
      return browser.stop();
    },
  };
}

async function pageOf(profile: string): Promise<string> {
  const file = join(profile, "DevToolsActivePort");
  while (!existsSync(file) || !readFileSync(file, "utf8").includes("\n"))
    await sleep(LOOK_EVERY_MS);
  const [port] = readFileSync(file, "utf8").split("\n");
  for (;;) {
    const answer = await fetch(`http://127.0.0.1:${port}/json/list`);
    const targets = (await answer.json()) as { type: string; webSocketDebuggerUrl: string }[];
    const page = targets.find(({ type }) => type === "page");
    if (page !== undefined) return page.webSocketDebuggerUrl;
    await sleep(LOOK_EVERY_MS);
  }
}

function isError({ method, params = {} }: Told): boolean {
  if (method === "Runtime.exceptionThrown") return true;
  if (method === "Runtime.consoleAPICalled") return params.type === "error";
  return (
    method === "Log.entryAdded" && (params.entry as { readonly level: string }).level === "error"
  );
}
