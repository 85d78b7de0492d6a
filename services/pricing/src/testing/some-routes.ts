import { join } from "node:path";
import { createService, type Service } from "@holdfast/http-service";
import { createLogger, type Logger } from "@holdfast/log";
import type { Database } from "@holdfast/postgres";
import { testDatabase } from "@holdfast/postgres/testing";
import { startTelemetry } from "@holdfast/telemetry";

export const START_MS = Date.UTC(2026, 10, 1, 12);
const MIGRATIONS = join(import.meta.dirname, "../../migrations");
type Deps = { readonly db: Database; readonly log: Logger; readonly nowMs: () => number };
type Asked = { readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> };

/** Some of the service's routes on a real database, with a clock that stands still until it is set. */
export async function serveRoutes(
  add: (app: Service, deps: Deps) => void,
  /** Where its spans go. */
  env: Readonly<Record<string, string>> = {},
) {
  const telemetry = startTelemetry({ serviceName: "pricing", serviceVersion: "test", env });
  const test = await testDatabase(MIGRATIONS);
  const clock = { nowMs: START_MS };
  const log = createLogger({ service: "pricing", level: "silent" });
  const nowMs = () => clock.nowMs;
  const named = { title: "Some routes", version: "0", description: "Of pricing.", checks: {} };
  const app = createService({ ...named, log, nowMs });
  app.register(async (routes) => add(routes, { db: test.db, log, nowMs }));
  await app.ready();
  return {
    db: test.db,
    clock,
    call: async (method: "GET" | "PUT" | "POST" | "DELETE", url: string, asked: Asked = {}) => {
      const { body, headers = {} } = asked;
      const answer = await app.inject({
        ...{ method, url },
        headers: { "holdfast-account": "acme", "holdfast-scope": "admin", ...headers },
        ...(body === undefined ? {} : { payload: body as object }),
      });
      const told = answer.body === "" ? undefined : answer.json();
      return { status: answer.statusCode, headers: answer.headers, body: told };
    },
    stop: async () => {
      await app.close();
      await test.drop();
      await telemetry.shutdown();
    },
  };
}
