import { drive, type Pace, type Turn } from "../shared/drive.ts";

/** Something in this process that reserves. */
export type Buyable = {
  /** One unit: true when it is held and durable, false when there is none. Throws when it fails. */
  readonly reserve: (sku: string) => Promise<boolean>;
  readonly close: () => Promise<void>;
};

/** Whoever takes turns in the rounds of a load. */
export type Contestant = {
  readonly name: ContestantName;
  /** What was chosen for it: its connections. */
  readonly note: string;
  readonly turn: (pace: Pace) => Promise<Turn>;
  readonly close: () => Promise<void>;
};
export type ContestantName =
  | "plain transaction"
  | "one statement"
  | "ours"
  | "ours over HTTP"
  | "Medusa";

export type Counted = Contestant & {
  /** Units that it said were held, warm-ups included: what its books must have. */
  readonly acknowledgedUnits: () => number;
};

/** Clients of this process ask `buyable` for the SKUs that `pick` chooses. */
export function inProcess(
  who: Pick<Contestant, "name" | "note">,
  { reserve, close }: Buyable,
  pick: () => string,
): Counted {
  let acknowledged = 0;
  const ask = async () => {
    const reserved = await reserve(pick());
    if (reserved) acknowledged += 1;
    return reserved;
  };
  return {
    ...who,
    turn: (pace) => drive(ask, pace),
    close,
    acknowledgedUnits: () => acknowledged,
  };
}
