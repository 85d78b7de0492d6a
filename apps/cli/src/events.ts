/** `holdfast events`: what happened to stock and reservations, oldest first. */
import { fail, ok, type Result } from "@holdfast/result";
import { isRecord } from "./json.ts";

export type HappenedEvent = {
  readonly id: string;
  readonly at: string;
  readonly type: string;
  readonly data: unknown;
};
type Page = { readonly data: readonly HappenedEvent[]; readonly nextCursor: string };
type Wanted = {
  /** Where to begin; the oldest event there is without it. */
  readonly after: string | undefined;
  /** Wait for more instead of ending with the last. */
  readonly follow: boolean;
  /** False when nobody reads any more. */
  readonly show: (events: readonly HappenedEvent[]) => boolean;
};

const WAIT_MS = 20_000; // the longest that the service waits
const TIMEOUT_MS = 10_000; // besides
const PAGE_EVENTS = 500;

/** Reads the events of the inventory service at `origin`; resolves to the cursor to go on from. */
export async function readEvents(
  origin: string,
  { after, follow, show }: Wanted,
): Promise<Result<string, string>> {
  let cursor = after;
  for (;;) {
    const page = await askEvents(origin, { after: cursor, waitMs: follow ? WAIT_MS : 0 });
    if (!page.ok) return page;
    const { data, nextCursor } = page.value;
    const isEnd = data.length === 0 && !follow;
    cursor = nextCursor;
    if (isEnd || !show(data)) return ok(cursor);
  }
}

async function askEvents(
  origin: string,
  { after, waitMs }: { readonly after: string | undefined; readonly waitMs: number },
): Promise<Result<Page, string>> {
  const query = new URLSearchParams({ limit: String(PAGE_EVENTS), waitMs: String(waitMs) });
  if (after !== undefined) query.set("after", after);
  try {
    const signal = AbortSignal.timeout(waitMs + TIMEOUT_MS);
    const response = await fetch(`${origin}/internal/events?${query}`, { signal });
    const body: unknown = await response.json();
    if (response.ok && isPage(body)) return ok(body);
    const { detail, keptFrom } = isRecord(body) ? body : {};
    const kept = keptFrom === undefined ? "" : ` (keptFrom ${String(keptFrom)})`;
    return fail(`the inventory service at ${origin} answered ${response.status}: ${detail}${kept}`);
  } catch {
    return fail(
      `the inventory service does not answer at ${origin}: start Holdfast with "npm start", or set PORT_BASE or INVENTORY_URL to where it runs`,
    );
  }
}

const isPage = (body: unknown): body is Page =>
  isRecord(body) && Array.isArray(body.data) && typeof body.nextCursor === "string";

/** One line an event. */
export const eventsText = (events: readonly HappenedEvent[]): string =>
  events
    .map(({ at, type, id, data }) => `${at}  ${type}  ${id}  ${JSON.stringify(data)}\n`)
    .join("");

export const eventsJson = (events: readonly HappenedEvent[]): string =>
  events.map((event) => `${JSON.stringify(event)}\n`).join("");
