import { testDatabase } from "@holdfast/postgres/testing";
import { openEngine } from "../engine/engine.store.ts";
import { MIGRATIONS, NOW_MS } from "./stock.ts";

/** The reservation engine on a database of its own, with a clock that stands still until it is set. */
export async function startEngine(
  options: { readonly lanes?: number; readonly database?: string } = {},
) {
  const { lanes = 1, database } = options;
  const test = await testDatabase(MIGRATIONS, database);
  const clock = { nowMs: NOW_MS };
  /** Another one on the same database, as another process has it. */
  const another = (applicationName: string, url = test.url) =>
    openEngine({ url, applicationName, nowMs: () => clock.nowMs, lanes });
  const engine = another("test-engine");
  const stop = async () => {
    await engine.close();
    await test.drop();
  };
  return { db: test.db, url: test.url, clock, engine, another, stop };
}

export type RunningEngine = Awaited<ReturnType<typeof startEngine>>;
