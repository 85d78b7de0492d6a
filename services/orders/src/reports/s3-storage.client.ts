import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";
import type { S3mini } from "s3mini";
import type { ReportStorage } from "./report-storage.ts";

export type S3Settings = {
  /** With the bucket: `https://s3.eu-central-1.amazonaws.com/bucket`. */
  readonly url: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly region: string;
};

/** Of one request: a part has some 10 MB, and is read as slowly as a client reads the result. */
const REQUEST_TIMEOUT_MS = 600_000;
const PREFIX = "reports/";

/**
 * Parts as objects of an S3-compatible bucket: a PUT is there whole or not at all. The library is loaded with the first
 * use: processes without a bucket do without it.
 */
export function s3Storage({ url, ...credentials }: S3Settings): ReportStorage {
  let opened: Promise<S3mini> | undefined;
  const bucket = (): Promise<S3mini> => {
    opened ??= import("s3mini").then(
      ({ S3mini }) =>
        new S3mini({ ...credentials, endpoint: url, requestAbortTimeout: REQUEST_TIMEOUT_MS }),
    );
    return opened;
  };
  const listed = async (reportId: string) =>
    (await (await bucket()).listObjects("/", `${PREFIX}${reportId}/`)) ?? [];
  return {
    write: async (name, bytes) => {
      const answer = await (await bucket()).putObject(`${PREFIX}${name}`, bytes);
      await answer.body?.cancel();
    },
    list: async (reportId) =>
      (await listed(reportId)).map(({ Key, Size }) => ({
        name: Key.slice(PREFIX.length),
        bytes: Number(Size),
      })),
    read: async (name) => {
      const answer = await (await bucket()).getObjectResponse(`${PREFIX}${name}`);
      if (!answer?.body) throw new Error(`the bucket has no ${name}`);
      return Readable.fromWeb(answer.body as ReadableStream);
    },
    remove: async (reportId) => {
      const keys = (await listed(reportId)).map(({ Key }) => Key);
      const removed = await (await bucket()).deleteObjects(keys);
      if (removed.includes(false)) throw new Error(`not all parts of ${reportId} were removed`);
    },
  };
}
