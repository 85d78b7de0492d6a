/** A SKU without units: how fast buyers are told so, and that no commit is made for it. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Row } from "../run.ts";
import { drive, type Turn } from "../shared/drive.ts";
import { columnsOf } from "../shared/figures.ts";
import { atMost, type Floor } from "../shared/floor.ts";
import { onDatabase, type Server } from "../shared/server.ts";
import { auditOurs } from "./books.ts";
import { seedInventory } from "./inventory-database.ts";
import { skuOf } from "./loads.ts";
import { openOurs } from "./ours.ts";
import type { Part } from "./part.ts";
import type { Timing } from "./timing.ts";

/** Refusals, and what the server did for them, warm-up included. */
type Refusals = Turn &
  Deltas & {
    readonly clients: number;
    /** All that were answered, of which `Turn` has those of the time measured. */
    readonly refusals: number;
  };
type Deltas = {
  /** Transactions that ended well, reads included. */
  readonly commits: number;
  readonly rollbacks: number;
  /** Waits of a connection for the disk: a commit that wrote something has one. */
  readonly walSyncs: number;
  readonly walBytes: number;
};
const DATABASE = "sold_out";
const CLIENTS = [64, 256];

const P99_MS_MAX = 10; // with 64 clients
const SYNCS_A_REFUSAL_MAX = 0.001; // the engine's first statement may find something to write

export const soldOutPart: Part = async (server, timing) => {
  const url = server.url(DATABASE);
  await server.create(DATABASE, "inventory");
  await seedInventory(url, { skus: 1_000, onHandUnits: 0, past: 100_000 });
  const measured: Refusals[] = [];
  for (const clients of CLIENTS) measured.push(await refuse(server, clients, timing));
  const audits = [await auditOurs({ part: "sold out", books: "ours", acknowledgedUnits: 0 }, url)];
  await server.drop(DATABASE);
  return { rows: measured.map(rowOf), floors: measured.flatMap(floorsOf), audits };
};

const rowOf = ({ clients, refusals, ...it }: Refusals): Row => ({
  ...{ clients, ...columnsOf(it), refusals },
  ...{ commits: it.commits, rollbacks: it.rollbacks, walSyncs: it.walSyncs, walBytes: it.walBytes },
});

function floorsOf({ clients, p99Ms, walSyncs, refusals }: Refusals): readonly Floor[] {
  const syncs = atMost(
    `sold out, ${clients} clients: waits for the disk, a refusal`,
    walSyncs / refusals,
    SYNCS_A_REFUSAL_MAX,
  );
  return clients === 64
    ? [atMost("sold out, 64 clients: p99Ms of a refusal", p99Ms, P99_MS_MAX), syncs]
    : [syncs];
}

async function refuse(server: Server, clients: number, timing: Timing): Promise<Refusals> {
  const before = await readActivity(server);
  const { reserve, close } = openOurs(server.url(DATABASE));
  let refusals = 0;
  const ask = () => {
    refusals += 1;
    return reserve(skuOf(0));
  };
  const turn = await drive(ask, { ...timing, clients }, false).finally(close);
  const after = await readActivity(server);
  const delta = (figure: keyof Deltas) => after[figure] - before[figure];
  const [commits, rollbacks] = [delta("commits"), delta("rollbacks")];
  const [walSyncs, walBytes] = [delta("walSyncs"), delta("walBytes")];
  return { ...turn, clients, refusals, commits, rollbacks, walSyncs, walBytes };
}

const POLL_MS = 50;

/** Exact once nobody is connected to the database: a connection tells the statistics what it did, at the latest, as it ends. */
async function readActivity(server: Server): Promise<Deltas> {
  return onDatabase(server.url("postgres"), async (db) => {
    for (;;) {
      const { rows } = await db.query("select 1 from pg_stat_activity where datname = $1", [
        DATABASE,
      ]);
      if (rows.length === 0) break;
      await sleep(POLL_MS);
    }
    const { rows } = await db.query<Deltas>(
      `select xact_commit::int as commits, xact_rollback::int as rollbacks,
              (select sum(fsyncs) from pg_stat_io
                where object = 'wal' and backend_type = 'client backend')::int as "walSyncs",
              pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::float8 as "walBytes"
         from pg_stat_database where datname = $1`,
      [DATABASE],
    );
    const [activity] = rows;
    if (activity === undefined) throw new Error(`there is no database ${DATABASE}`);
    return activity;
  });
}
