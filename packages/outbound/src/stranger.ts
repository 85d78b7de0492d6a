/**
 * POSTs to addresses that strangers named, without becoming their way into our own network: a connection is only opened to
 * a public address, checked after the name is resolved and for the very address that is connected to, so that no second
 * answer of a DNS server gets in between. Redirects are not followed.
 */
import { lookup as systemLookup } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import { fail, ok, type Result } from "@holdfast/result";
import { Agent } from "undici";
import { isPublicAddress } from "./public-address.ts";

export type Letter = {
  /** http or https. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** From the call to the end of the answer. */
  readonly timeoutMs: number;
};
export type StrangerError =
  | { readonly kind: "address-refused"; readonly message: string }
  | { readonly kind: "timeout"; readonly message: string }
  | { readonly kind: "unreachable"; readonly message: string };

export type Strangers = {
  /** The status of the answer, whatever it is. */
  readonly post: (letter: Letter) => Promise<Result<{ readonly status: number }, StrangerError>>;
  readonly close: () => Promise<void>;
};

export type StrangerOptions = {
  /** Lets private and loopback addresses pass: for development and tests. */
  readonly allowPrivate: boolean;
  /** The system's resolver by default. */
  readonly lookup?: LookupFunction;
};

const CONNECT_MS_MAX = 5_000;
/** Connections that the next letter finds open. */
const IDLE_MS = 30_000;
/** What they have to say is their status; of the rest a little is read, so that the connection can be kept. */
const ANSWER_BYTES_MAX = 16 * 1024;

class AddressRefused extends Error {}

export function openStrangers({
  allowPrivate,
  lookup = systemLookup as LookupFunction,
}: StrangerOptions): Strangers {
  const agent = new Agent({
    connect: { lookup: allowPrivate ? lookup : publicOnly(lookup), timeout: CONNECT_MS_MAX },
    connections: 4,
    keepAliveTimeout: IDLE_MS,
    headersTimeout: 0, // each letter has a timer of its own
    bodyTimeout: 0,
    allowH2: false,
  });
  const postOnce = async ({ url, headers, body, timeoutMs }: Letter) => {
    const { origin, pathname, search } = new URL(url);
    const signal = AbortSignal.timeout(timeoutMs);
    const request = { origin, path: pathname + search, headers, body, signal };
    const answer = await agent.request({ ...request, method: "POST" });
    await answer.body.dump({ limit: ANSWER_BYTES_MAX, signal }).catch(() => undefined); // the status is all we need
    return { status: answer.statusCode };
  };
  return {
    post: async (letter) => {
      // A literal address is connected to without a look-up.
      const host = new URL(letter.url).hostname.replace(/^\[|\]$/g, "");
      if (!allowPrivate && isIP(host) !== 0 && !isPublicAddress(host)) {
        return fail({ kind: "address-refused", message: `${host} is not a public address` });
      }
      try {
        // Closed by the other side while it lay idle: nobody read the letter, most likely.
        return ok(
          await postOnce(letter).catch((error: unknown) => {
            if (isCut(error)) return postOnce(letter);
            throw error;
          }),
        );
      } catch (error) {
        return fail(readError(error));
      }
    },
    close: () => agent.destroy(),
  };
}

/** The resolver's answers without those that are not public; none left is an error. */
function publicOnly(lookup: LookupFunction): LookupFunction {
  return (hostname, options, done) =>
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error !== null) return done(error, "", 0);
      const all = Array.isArray(found) ? found : [];
      const open = all.filter(({ address }) => isPublicAddress(address));
      const [first] = open;
      if (first === undefined) {
        return done(new AddressRefused(`${hostname} has no public address`), "", 0);
      }
      if (options.all === true) done(null, open);
      else done(null, first.address, first.family);
    });
}

function isCut(error: unknown): boolean {
  if (!(error instanceof Error) || !("code" in error)) return false;
  return error.code === "UND_ERR_SOCKET" || error.code === "ECONNRESET" || error.code === "EPIPE";
}

function readError(error: unknown): StrangerError {
  const known = error instanceof Error ? error : new Error(String(error));
  const causes = [known, known.cause];
  const refused = causes.find((each) => each instanceof AddressRefused);
  if (refused !== undefined) return { kind: "address-refused", message: refused.message };
  const code = "code" in known ? String(known.code) : known.name;
  const isLate = /TimeoutError|AbortError|UND_ERR_ABORTED|_TIMEOUT$|ETIMEDOUT/.test(
    `${known.name} ${code}`,
  );
  return isLate
    ? { kind: "timeout", message: "did not answer in time" }
    : { kind: "unreachable", message: `cannot be reached (${code})` };
}
