/** A client is an object with a function for each operation of the contract: this makes it from the generated table. */
import { type Caller, call, type Outcome, type Platform, readJson, type Settings } from "./call.ts";
import { type Deprecation, deprecationsTo } from "./deprecation.ts";
import { HoldfastError } from "./errors.ts";
import { OPERATIONS } from "./generated/operations.ts";
import type {
  AnswerOf,
  AnyInput,
  Arguments,
  EventOperation,
  FileOperation,
  ItemOf,
  JsonOperation,
  LineOperation,
  PageOperation,
} from "./operation-types.ts";
import type { Operation } from "./request.ts";
import { type File, openFile, readEvents, readLines, type ServerEvent } from "./streams.ts";

type Operated = {
  readonly [Id in JsonOperation]: (...input: Arguments<Id>) => Promise<Outcome<AnswerOf<Id>>>;
};
type Streams = {
  /** Every item of a listing: pages are asked for as the loop gets there. @throws HoldfastError */
  pages<Id extends PageOperation>(id: Id, ...input: Arguments<Id>): AsyncGenerator<ItemOf<Id>>;
  /** The JSON of each line of an answer as it arrives. @throws HoldfastError */
  lines<Id extends LineOperation>(id: Id, ...input: Arguments<Id>): AsyncGenerator<unknown>;
  /** Server-Sent Events, taken up again after the last one when the connection ends. @throws HoldfastError */
  events<Id extends EventOperation>(id: Id, ...input: Arguments<Id>): AsyncGenerator<ServerEvent>;
  /** A file as a stream. */
  file<Id extends FileOperation>(id: Id, ...input: Arguments<Id>): Promise<Outcome<File>>;
};
export type Client = Operated & Streams;

const TABLE: Readonly<Record<string, Operation>> = OPERATIONS;

/** @throws TypeError when `baseUrl` is no http URL, `key` is empty, or a number is out of bounds. */
export function clientOn(
  settings: Settings,
  platform: Platform,
  onDeprecation?: (deprecation: Deprecation) => void,
): Client {
  const tell = onDeprecation && deprecationsTo(onDeprecation);
  const caller: Caller = { settings: checked(settings), platform, tell };
  const operations = Object.entries(TABLE)
    .filter(([, { answers }]) => answers.length === 0 || answers.includes("json"))
    .map(([id, operation]) => [id, methodOf(caller, operation)]);
  return {
    ...Object.fromEntries(operations),
    pages: (id: string, input: AnyInput = {}) => readPages(caller, operationOf(id), input),
    lines: (id: string, input: AnyInput = {}) => readLines(caller, operationOf(id), input),
    events: (id: string, input: AnyInput = {}) => readEvents(caller, operationOf(id), input),
    file: (id: string, input: AnyInput = {}) => openFile(caller, operationOf(id), input),
  } as Client;
}

const TIMEOUT_MS_MAX = 2 ** 31 - 1; // the longest that a timer takes

function checked(settings: Settings): Settings {
  const { baseUrl, key, timeoutMs, retries, version } = settings;
  if (!/^https?:\/\//.test(baseUrl) || !URL.canParse(baseUrl)) {
    throw new TypeError(`baseUrl must be an http or https URL, not "${baseUrl}"`);
  }
  if (!/^[\x21-\x7e]+$/.test(key)) throw new TypeError("key must be visible ASCII characters");
  if (!(timeoutMs >= 1 && timeoutMs <= TIMEOUT_MS_MAX)) {
    throw new TypeError(`timeoutMs must be from 1 to ${TIMEOUT_MS_MAX}, not ${timeoutMs}`);
  }
  if (!(Number.isInteger(retries) && retries >= 0)) {
    throw new TypeError(`retries must be a whole number, 0 or more, not ${retries}`);
  }
  if (version !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(version)) {
    throw new TypeError(`version must be a date such as 2026-11-22, not "${version}"`);
  }
  return { ...settings, baseUrl: baseUrl.replace(/\/+$/, "") };
}

const methodOf =
  (caller: Caller, operation: Operation) =>
  (input: AnyInput = {}) =>
    call(caller, operation, input, readJson);

function operationOf(id: string): Operation {
  const operation = Object.hasOwn(TABLE, id) ? TABLE[id] : undefined;
  if (operation === undefined) throw new TypeError(`there is no operation "${id}"`);
  return operation;
}

type Page = { readonly data: readonly unknown[]; readonly nextCursor: string | null };

async function* readPages(
  caller: Caller,
  operation: Operation,
  input: AnyInput,
): AsyncGenerator<unknown, void, void> {
  let cursor: string | undefined;
  do {
    const query = { ...input.query, ...(cursor === undefined ? {} : { cursor }) };
    const page = await call(caller, operation, { ...input, query }, readJson);
    if (!page.ok) throw new HoldfastError(page.error);
    const { data, nextCursor } = page.value as Page;
    yield* data;
    cursor = nextCursor ?? undefined;
  } while (cursor !== undefined);
}
