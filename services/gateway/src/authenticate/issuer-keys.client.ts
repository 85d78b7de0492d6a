import type { Logger } from "@holdfast/log";
import type { DocumentReader } from "@holdfast/outbound/document";
import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from "jose";

export type IssuerKeysDeps = {
  readonly reader: Pick<DocumentReader, "read">;
  readonly jwksUrl: string;
  readonly nowMs: () => number;
  readonly log: Logger;
};
export type IssuerKeys = {
  /** The key of a token's header. @throws KeysUnavailable when nobody can tell, jose's error when there is none. */
  readonly keyFor: JWTVerifyGetKey;
  /** Reads the keys ahead of the first token. Never rejects. */
  readonly read: () => Promise<void>;
  /** Whether the last reading failed. */
  readonly isFailing: () => boolean;
};

export class KeysUnavailable extends Error {}

/** What an issuer took out of its set is not trusted for much longer. */
const FRESH_MS = 10 * 60_000;
/** Anybody can name a key that does not exist: the issuer is asked no more often because of it. */
const ASK_AGAIN_MS = 30_000;
/** A few of them fit into the time of a request. */
const READ_MS = 2_000;

/**
 * The public keys of the issuer of tokens. Read once, again for a key that is not among them (at most every 30 s) and when
 * they are older than 10 min, which no request waits for. Those last read go on while the issuer is away.
 */
export function issuerKeys({ reader, jwksUrl, nowMs, log }: IssuerKeysDeps): IssuerKeys {
  let find: JWTVerifyGetKey | undefined;
  let isFailing = false;
  let readAtMs = Number.NEGATIVE_INFINITY;
  let askedAtMs = Number.NEGATIVE_INFINITY;
  let running: Promise<void> | undefined;

  const readOnce = async (): Promise<void> => {
    const answer = await reader.read(jwksUrl, READ_MS);
    const keys = answer.ok ? keySetOf(answer.value) : undefined;
    running = undefined;
    isFailing = keys === undefined;
    if (keys === undefined) {
      const reason = answer.ok ? "is no set of keys" : answer.error.message;
      log.warn({ reason }, "the keys of the issuer of tokens cannot be read");
      return;
    }
    find = keys;
    readAtMs = nowMs();
  };
  const read = (): Promise<void> => {
    if (running !== undefined) return running;
    askedAtMs = nowMs();
    running = readOnce();
    return running;
  };
  const mayAsk = (): boolean => running !== undefined || nowMs() - askedAtMs >= ASK_AGAIN_MS;

  return {
    read,
    isFailing: () => isFailing,
    keyFor: async (header, token) => {
      if (nowMs() - readAtMs >= FRESH_MS && mayAsk()) {
        if (find === undefined) await read();
        else void read();
      }
      if (find === undefined) throw new KeysUnavailable();
      try {
        return await find(header, token);
      } catch (error) {
        if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
        if (mayAsk()) await read();
        if (isFailing) throw new KeysUnavailable("of this key nobody can tell", { cause: error });
        return find(header, token);
      }
    },
  };
}

/** undefined for what is none. */
function keySetOf(text: string): JWTVerifyGetKey | undefined {
  try {
    return createLocalJWKSet(JSON.parse(text) as JSONWebKeySet);
  } catch {
    return undefined;
  }
}
