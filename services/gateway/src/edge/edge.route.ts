import cors from "@fastify/cors";
import type { Service } from "@holdfast/http-service";

/** How long a browser need not ask again. Chromium's own bound. */
const PREFLIGHT_SECONDS = 7200;

/** Headers of ours that a page may read, beside those that it always may. */
const EXPOSED = [
  "Deprecation",
  "ETag",
  "Holdfast-Version",
  "Idempotency-Replayed",
  "Link",
  "Location",
  "RateLimit",
  "RateLimit-Policy",
  "Retry-After",
  "Sunset",
  "X-Correlation-Id",
  "X-Trace-Id",
];

/**
 * Lets web pages of these origins call, where there are any: to be called before routes are added. A browser asks first,
 * without a key, and is answered. Never with credentials: a page sends its key itself, no cookie opens anything here.
 */
export function allowOrigins(app: Service, origins: readonly string[]): void {
  if (origins.length === 0) return;
  app.register(cors, {
    origin: origins.includes("*") ? "*" : [...origins],
    methods: ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"],
    exposedHeaders: EXPOSED,
    maxAge: PREFLIGHT_SECONDS,
    strictPreflight: false, // what is no preflight is answered as any method that is not served
  });
}
