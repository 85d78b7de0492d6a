import type {
  NotAppliedReason,
  PromotionBasket,
  PromotionFacts,
  PromotionOutcome,
} from "./promotion.ts";
import { type Costs, sumOf, type Taken } from "./promotion-rules/benefit.ts";
import { type Candidate, findCandidates, type Refused } from "./promotion-rules/find-candidates.ts";
import { type SkuLot, skuLots } from "./promotion-rules/sku-lots.ts";
import type { PromotionSet } from "./promotion-set.ts";
import { spread, spreadWithin } from "./spread.ts";

/**
 * What the promotions take off a basket. Same input, same outcome, whatever the order of promotions and lines: amounts follow
 * their line, and a unit that cannot be divided goes by SKU, then the larger quantity, then the earlier line.
 *
 * Who applies: of those that would give something alone, the one with the highest priority (of equal ones the one that gives
 * more, then by id) decides. If it is exclusive, it alone applies; if not, none that is exclusive does, and of each
 * stacking group the first that gives something. They apply in that order, those on lines before those on the basket. A gift
 * unlocks no other gift: for each that certain lines unlock, a unit of them stays that is no gift.
 *
 * No line falls below its floor; the discounts of a promotion add up to `applied.discountMinor`. Lines of one SKU at one
 * price count as one. `unitMinor × quantity` of the lines has to add up to a safe integer.
 */
export function applyPromotions(
  set: PromotionSet,
  basket: PromotionBasket,
  facts: PromotionFacts,
): PromotionOutcome {
  const lots = skuLots(basket);
  const found = findCandidates(set, { basket, lots, facts });
  if (found.candidates.length + found.refused.length === 0) {
    return { discounts: basket.lines.map(() => []), applied: [], considered: [] };
  }
  const byLotMinor = lots.map(({ originalMinor }) => originalMinor);
  const untouched: Costs = {
    currency: basket.currency,
    byLotMinor,
    basketMinor: sumOf(byLotMinor),
  };
  const { contenders, refused } = rank(found.candidates, untouched);
  const chosen = choose(contenders, untouched);
  return {
    discounts: discountsOfLines(basket, chosen.given),
    applied: chosen.given.map(({ candidate, totalMinor }) => ({
      promotionId: candidate.rule.promotion.id,
      label: candidate.rule.promotion.label,
      couponCode: facts.coupons.get(candidate.rule.promotion.id) ?? null,
      discountMinor: totalMinor,
    })),
    considered: explain([...found.refused, ...refused, ...chosen.refused]),
  };
}

type Contender = {
  readonly candidate: Candidate;
  /** What it would take off the untouched basket; above 0. */
  readonly alone: Taken;
};
type Given = {
  readonly candidate: Candidate;
  readonly totalMinor: number;
  /** Of each of its lots, in their order. */
  readonly offMinor: readonly number[];
};

function offerOf({ rule, lots, leftMinor }: Candidate, costs: Costs): Taken | NotAppliedReason {
  const { minBasket, benefit } = rule.promotion;
  const minimumMinor = minBasket?.amountMinor ?? 0;
  if (costs.basketMinor < minimumMinor) return "below-minimum";
  const offer = rule.takeOff(lots, costs);
  if (typeof offer === "string") return offer;
  const { totalMinor, offMinor } = offer;
  // A gift must not help to reach the minimum that unlocks it.
  if (benefit.kind === "free-gift" && costs.basketMinor - totalMinor < minimumMinor) {
    return "below-minimum";
  }
  if (totalMinor === 0) return "nothing-left";
  if (totalMinor <= leftMinor) return offer;
  return { totalMinor: leftMinor, offMinor: () => spread(leftMinor, offMinor()) };
}

function give(candidate: Candidate, { totalMinor, offMinor }: Taken): Given {
  return { candidate, totalMinor, offMinor: offMinor() };
}

function rank(
  candidates: readonly Candidate[],
  untouched: Costs,
): { readonly contenders: readonly Contender[]; readonly refused: readonly Refused[] } {
  const contenders: Contender[] = [];
  const refused: Refused[] = [];
  for (const candidate of candidates) {
    const alone = offerOf(candidate, untouched);
    if (typeof alone === "string") refused.push({ rule: candidate.rule, reason: alone });
    else contenders.push({ candidate, alone });
  }
  contenders.sort(
    (a, b) =>
      b.candidate.rule.promotion.priority - a.candidate.rule.promotion.priority ||
      b.alone.totalMinor - a.alone.totalMinor ||
      byId(a.candidate, b.candidate),
  );
  return { contenders, refused };
}

type Chosen = { readonly given: readonly Given[]; readonly refused: readonly Refused[] };

function choose(contenders: readonly Contender[], untouched: Costs): Chosen {
  const [first] = contenders;
  if (first === undefined) return { given: [], refused: [] };
  if (isExclusive(first)) {
    return {
      given: [give(first.candidate, first.alone)],
      refused: contenders.slice(1).map(refuse("exclusive-applied")),
    };
  }
  const exclusive = contenders.filter(isExclusive).map(refuse("other-applied"));
  const stacked = stack(
    contenders.filter((contender) => !isExclusive(contender)),
    untouched,
  );
  return { given: stacked.given, refused: [...exclusive, ...stacked.refused] };
}

/**
 * The first of each stacking group together with those of none. One that finds nothing left to take, because others took it
 * first, hands its place on to the next of its group; each round does away with one at least, so there are few.
 */
function stack(contenders: readonly Contender[], untouched: Costs): Chosen {
  const failed: Refused[] = [];
  let pool = contenders;
  for (;;) {
    const { chosen, rest } = firstOfGroups(pool);
    const { given, refused } = giveInOrder(chosen, untouched);
    const replaceable = refused.filter(({ rule }) =>
      rest.some(({ candidate }) => groupOf(candidate) === rule.promotion.stackingGroup),
    );
    if (replaceable.length === 0) {
      return { given, refused: [...failed, ...refused, ...rest.map(refuse("group-applied"))] };
    }
    failed.push(...replaceable);
    const gone = new Set(replaceable.map(({ rule }) => rule));
    pool = pool.filter(({ candidate }) => !gone.has(candidate.rule));
  }
}

function firstOfGroups(contenders: readonly Contender[]) {
  const groups = new Set<string>();
  const [chosen, rest]: [Contender[], Contender[]] = [[], []];
  for (const contender of contenders) {
    const group = groupOf(contender.candidate);
    if (group !== null && groups.has(group)) rest.push(contender);
    else {
      chosen.push(contender);
      if (group !== null) groups.add(group);
    }
  }
  return { chosen, rest };
}

/** One after the other, each on what those before have left; minima compare with what those on lines have left. */
function giveInOrder(chosen: readonly Contender[], untouched: Costs): Chosen {
  const byLotMinor = [...untouched.byLotMinor];
  const given: Given[] = [];
  const refused: Refused[] = [];
  for (const isOnBasket of [false, true]) {
    const costs = { ...untouched, byLotMinor, basketMinor: sumOf(byLotMinor) };
    for (const { candidate, alone } of chosen) {
      if (candidate.rule.isOnBasket !== isOnBasket) continue;
      const offer = given.length === 0 ? alone : offerOf(candidate, costs);
      if (typeof offer === "string") {
        refused.push({ rule: candidate.rule, reason: offer });
        continue;
      }
      const now = give(candidate, offer);
      const reason = isGift(candidate) ? whyLocked([...given, now], costs) : undefined;
      if (reason !== undefined) {
        refused.push({ rule: candidate.rule, reason });
        continue;
      }
      given.push(now);
      candidate.lots.forEach(({ index }, place) => {
        byLotMinor[index] = (byLotMinor[index] ?? 0) - (now.offMinor[place] ?? 0);
      });
    }
  }
  return { given, refused };
}

/**
 * Why the gifts among these cannot be given together: one has no unit among the lines that unlock it that is no gift itself, or does not
 * reach its minimum without all of them. Those with a minimum are given last: what others took is off the basket by then.
 */
function whyLocked(chosen: readonly Given[], { basketMinor }: Costs): NotAppliedReason | undefined {
  const gifts = chosen.filter(({ candidate }) => isGift(candidate));
  const givenAway = new Map<SkuLot, number>();
  let paidMinor = basketMinor;
  let minimumMinor = 0;
  for (const { candidate, totalMinor } of gifts) {
    const { benefit, minBasket } = candidate.rule.promotion;
    const units = benefit.kind === "free-gift" ? benefit.quantity : 0;
    for (const lot of candidate.lots) givenAway.set(lot, (givenAway.get(lot) ?? 0) + units);
    if (minBasket === null) continue;
    paidMinor -= totalMinor;
    minimumMinor = Math.max(minimumMinor, minBasket.amountMinor);
  }
  if (paidMinor < minimumMinor) return "below-minimum";
  const isBought = (lot: SkuLot) => (givenAway.get(lot) ?? 0) < lot.quantity;
  const isUnlocked = ({ candidate: { unlockedBy } }: Given) => unlockedBy?.some(isBought) ?? true;
  return gifts.every(isUnlocked) ? undefined : "no-matching-line";
}

function isGift({ rule }: Candidate): boolean {
  return rule.promotion.benefit.kind === "free-gift";
}

/** What each line has of what was taken off its lot: a share in proportion to what the line costs. */
function discountsOfLines(
  { lines }: PromotionBasket,
  given: readonly Given[],
): PromotionOutcome["discounts"] {
  const discounts = lines.map((): PromotionOutcome["discounts"][number][number][] => []);
  const costsMinor = lines.map(({ unitMinor, quantity }) => unitMinor * quantity);
  const roomsMinor = lines.map(({ unitMinor, floorMinor, quantity }) =>
    Math.max(0, (unitMinor - floorMinor) * quantity),
  );
  for (const { candidate, offMinor } of given) {
    const { id: promotionId, label } = candidate.rule.promotion;
    const takeOff = (line: number, amountMinor: number) => {
      if (amountMinor === 0) return;
      discounts[line]?.push({ promotionId, label, amountMinor });
      costsMinor[line] = (costsMinor[line] ?? 0) - amountMinor;
      roomsMinor[line] = (roomsMinor[line] ?? 0) - amountMinor;
    };
    candidate.lots.forEach(({ lines: ofLot }, place) => {
      const lotMinor = offMinor[place] ?? 0;
      const [first = 0] = ofLot;
      if (ofLot.length === 1) {
        takeOff(first, lotMinor);
        return;
      }
      const shares = spreadOverLines(lotMinor, ofLot, { costsMinor, roomsMinor });
      ofLot.forEach((line, order) => {
        takeOff(line, shares[order] ?? 0);
      });
    });
  }
  return discounts;
}

function spreadOverLines(
  lotMinor: number,
  lines: readonly number[],
  { costsMinor, roomsMinor }: { readonly costsMinor: number[]; readonly roomsMinor: number[] },
): readonly number[] {
  return spreadWithin(
    lotMinor,
    lines.map((line) => costsMinor[line] ?? 0),
    lines.map((line) => roomsMinor[line] ?? 0),
  );
}

function explain(refused: readonly Refused[]): PromotionOutcome["considered"] {
  const inOrder = [...refused].sort(
    (a, b) => b.rule.promotion.priority - a.rule.promotion.priority || byId(a, b),
  );
  return inOrder.map(({ rule, reason }) => ({
    promotionId: rule.promotion.id,
    label: rule.promotion.label,
    reason,
  }));
}

function byId(a: Pick<Candidate, "rule">, b: Pick<Candidate, "rule">): number {
  return a.rule.promotion.id < b.rule.promotion.id ? -1 : 1;
}

function isExclusive({ candidate }: Contender): boolean {
  return candidate.rule.promotion.stacking === "exclusive";
}

function groupOf({ rule }: Candidate): string | null {
  return rule.promotion.stackingGroup;
}

function refuse(reason: NotAppliedReason): (contender: Contender) => Refused {
  return ({ candidate }) => ({ rule: candidate.rule, reason });
}
