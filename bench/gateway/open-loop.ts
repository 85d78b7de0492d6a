/** Requests at a rate, whether or not those before them were answered: what an overload is. */
import { Pool } from "undici";
import { percentile } from "../shared/statistics.ts";
import { API_KEY, VIEW_PATH } from "./contestant.ts";

export type Offer = { readonly url: string; readonly perSecond: number; readonly seconds: number };
export type Outcome = {
  /** Answered 200 within `GOOD_WITHIN_MS`, a second. */
  readonly good: number;
  /** Refused with 503, a second. */
  readonly shed: number;
  /** Everything else, a second. */
  readonly late: number;
  /** Of the good ones. */
  readonly p99Ms: number;
};

const GOOD_WITHIN_MS = 500;
const SKUS = 5_000;
const TICK_MS = 5;

export async function offer({ url, perSecond, seconds }: Offer): Promise<Outcome> {
  const pool = new Pool(url, { connections: 1_024 });
  const goodMs: number[] = [];
  let shed = 0;
  let late = 0;
  const ask = async () => {
    const beganAtMs = performance.now();
    const path = `${VIEW_PATH}SKU-${String(1 + Math.floor(Math.random() * SKUS)).padStart(5, "0")}`;
    try {
      const answer = await pool.request({
        path,
        method: "GET",
        headers: { authorization: `Bearer ${API_KEY}` },
      });
      await answer.body.dump();
      const tookMs = performance.now() - beganAtMs;
      if (answer.statusCode === 503) shed += 1;
      else if (answer.statusCode === 200 && tookMs <= GOOD_WITHIN_MS) goodMs.push(tookMs);
      else late += 1;
    } catch {
      late += 1;
    }
  };
  const asked: Promise<void>[] = [];
  const beganAtMs = performance.now();
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      const elapsedMs = performance.now() - beganAtMs;
      if (elapsedMs >= seconds * 1000) {
        clearInterval(timer);
        return resolve();
      }
      const due = Math.floor((elapsedMs / 1000) * perSecond);
      while (asked.length < due) asked.push(ask());
    }, TICK_MS);
  });
  await Promise.all(asked);
  await pool.close();
  const rate = (count: number) => count / seconds;
  return {
    good: rate(goodMs.length),
    shed: rate(shed),
    late: rate(late),
    p99Ms: percentile(goodMs, 0.99),
  };
}
