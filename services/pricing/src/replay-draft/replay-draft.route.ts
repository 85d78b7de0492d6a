import type { Service } from "@holdfast/http-service";
import { sendProblem } from "@holdfast/http-service/errors";
import { toWire } from "@holdfast/money";
import type { Database } from "@holdfast/postgres";
import type { ShopInputs } from "../price-inputs.ts";
import { toProblem } from "../problems.ts";
import type { QuoteInput } from "../quote-basket/price-lines.ts";
import { quoteBasket } from "../quote-basket/quote-basket.ts";
import { countUses, type PromotionUse } from "./budgets.ts";
import type { Draft } from "./draft.ts";
import {
  findReplayable,
  loadDraft,
  loadInput,
  type Replayable,
  shopLoader,
} from "./replay-draft.store.ts";
import { draftInput, draftShop, type Judged, judge, undecided } from "./replay-draft.ts";
import { REPLAY_DRAFT, type ReplayedRow } from "./replay-draft-wire.ts";

/** POST /v1/admin/quotes/replay-draft: of every account, expired ones too; reads only. Rows are in the order asked. */
export function addReplayDraftRoute(app: Service, { db }: { readonly db: Database }): void {
  app.post("/v1/admin/quotes/replay-draft", { schema: REPLAY_DRAFT }, async (request, reply) => {
    const { quoteIds, draft: json, used = [] } = request.body;
    const draft = await loadDraft(db, json);
    if (!draft.ok) return sendProblem(reply, toProblem(draft.error));
    const replay = replayer(db, draft.value, used);
    const data: ReplayedRow[] = [];
    // One after the other: each takes of budgets what the next no longer has, and memory holds one's books at a time.
    for (const id of quoteIds) data.push(await replay.quote(id));
    return { data, used: [...replay.uses().values()] };
  });
}

function replayer(db: Database, draft: Draft, used: readonly PromotionUse[]) {
  let uses: ReadonlyMap<string, PromotionUse> = new Map(used.map((use) => [use.promotionId, use]));
  const loadShops = shopLoader(db, (own) => ({ own, drafted: draftShop(own, draft) }));
  const quote = async (id: string): Promise<ReplayedRow> => {
    const found = await findReplayable(db, id);
    if (typeof found === "string") return toRow({ id }, undecided(found, UNDECIDED[found]));
    const { own, drafted } = await loadShops(found.versions);
    const input = await loadInput(db, found, own);
    const replayed = replay(found, input, { draft, shop: drafted, uses });
    uses = replayed.uses;
    return toRow(found, replayed.judged);
  };
  return { quote, uses: () => uses };
}

const UNDECIDED = {
  "quote-not-found": "It is no longer kept, or never was.",
  "invalid-state": "It is of before all that a quote follows from was recorded.",
} as const;

type Drafted = {
  readonly draft: Draft;
  readonly shop: ShopInputs;
  readonly uses: ReadonlyMap<string, PromotionUse>;
};

function replay({ told, request }: Replayable, input: QuoteInput, drafted: Drafted) {
  const { draft, uses } = drafted;
  const { customerId } = request;
  const before = { input, quote: quoteBasket(input) };
  const after = draftInput(input, drafted, customerId);
  const quote = quoteBasket(after);
  const judged = judge(told.amountMinor, before, { input: after, quote });
  const takes = quote.ok && (judged.status === "changed" || judged.status === "unchanged");
  if (!takes) return { judged, uses };
  const buyer = { currency: input.currency, customerId };
  return { judged, uses: countUses({ uses }, { draft, quote: quote.value }, buyer) };
}

function toRow({ id, told }: Pick<Replayable, "id"> & Partial<Replayable>, judged: Judged) {
  const currency = told?.currency ?? "";
  const money = (amountMinor: number) => toWire({ amountMinor, currency });
  return {
    ...{ id, status: judged.status, before: told === undefined ? null : toWire(told) },
    after: "afterMinor" in judged ? money(judged.afterMinor) : null,
    reasons: judged.reasons.map(({ beforeMinor, afterMinor, ...reason }) => ({
      ...reason,
      ...(beforeMinor === undefined ? {} : { before: money(beforeMinor) }),
      ...(afterMinor === undefined ? {} : { after: money(afterMinor) }),
    })),
  };
}
