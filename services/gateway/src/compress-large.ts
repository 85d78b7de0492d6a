import compress from "@fastify/compress";
import type { Service } from "@holdfast/http-service";

/** Below this a packet or two more cost less than compressing does, on both sides. */
const COMPRESSED_BYTES_MIN = 8 * 1024;

/**
 * Compresses the large JSON answers of the routes that `add` adds, for clients that take br or gzip; other routes have no
 * hook of it. Streams of lines are left alone: compressing would hold their lines back.
 */
export function compressLarge(api: Service, add: (routes: Service) => void): void {
  api.register(async (routes: Service) => {
    await routes.register(compress, {
      threshold: COMPRESSED_BYTES_MIN,
      encodings: ["br", "gzip"],
      customTypes: /^application\/json(?:;|$)/,
      globalDecompression: false,
    });
    add(routes);
  });
}
