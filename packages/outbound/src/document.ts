/**
 * Reads documents at addresses that the operator has named, such as the public keys of an issuer of tokens: they are trusted
 * as the configuration is, private ones too. No redirects are followed, and no more is read than the caller has room for.
 */
import { fail, ok, type Result } from "@holdfast/result";
import { Agent } from "undici";

export type DocumentError = {
  readonly kind: "unreachable" | "refused" | "too-large";
  readonly message: string;
};
export type DocumentReader = {
  /** The text of a 200; anything else is an error. `timeoutMs` is for all of it. */
  readonly read: (url: string, timeoutMs: number) => Promise<Result<string, DocumentError>>;
  readonly close: () => Promise<void>;
};

export function openDocumentReader({ bytesMax }: { readonly bytesMax: number }): DocumentReader {
  const agent = new Agent({ connections: 1, maxResponseSize: bytesMax, allowH2: false });
  return {
    read: async (url, timeoutMs) => {
      try {
        const { origin, pathname, search } = new URL(url);
        const { statusCode, body } = await agent.request({
          ...{ origin, path: pathname + search, method: "GET" },
          headers: { accept: "application/json" },
          signal: AbortSignal.timeout(timeoutMs),
        });
        if (statusCode === 200) return ok(await body.text());
        await body.dump({ limit: bytesMax });
        return fail({ kind: "refused", message: `answered ${statusCode}` });
      } catch (error) {
        return fail(readError(error));
      }
    },
    close: () => agent.destroy(),
  };
}

function readError(error: unknown): DocumentError {
  const { code, name } = error as { readonly code?: unknown; readonly name?: string };
  if (code === "UND_ERR_RES_EXCEEDED_MAX_SIZE") {
    return { kind: "too-large", message: "is larger than expected" };
  }
  return {
    kind: "unreachable",
    message: `cannot be reached (${typeof code === "string" ? code : name})`,
  };
}
