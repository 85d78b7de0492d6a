/** The peer (c): Medusa's inventory module. */
import { type Pace, type Turn, turnOf } from "../shared/drive.ts";
import { runMedusa, type Script, startMedusaProcess } from "../shared/medusa-process.ts";
import { onDatabase, type Server } from "../shared/server.ts";

/** `none`: the module alone; `memory`: Medusa's default; `postgres`: its advisory locks. */
export type Lock = "none" | "memory" | "postgres";
export type Peer = {
  readonly measure: (pace: Pace) => Promise<Turn & Failures>;
  readonly sellOut: (order: SellOutOrder) => Promise<SellOut>;
  readonly close: () => Promise<void>;
};
type Failures = { readonly failed: number };
export type SellOutOrder = { readonly clients: number; readonly buyers: number };
export type SellOut = Failures & { readonly sold: number; readonly refused: number };

/** Makes `database` with Medusa's own migrations. */
export async function createMedusa(server: Server, database: string): Promise<void> {
  await server.createEmpty(database);
  const script = scriptOf(server, { database, lock: "postgres", connections: 0 });
  await runMedusa(server, { ...script, args: [...script.args, "--migrate"] });
}

/** One item at one location, and no reservations. */
export async function seedMedusa(url: string, units: number): Promise<void> {
  await onDatabase(url, async (db) => {
    await db.query("truncate reservation_item, inventory_level, inventory_item cascade");
    await db.query("insert into inventory_item (id, sku) values ('iitem_bench', 'bench')");
    await db.query(
      `insert into inventory_level (id, inventory_item_id, location_id, stocked_quantity, raw_stocked_quantity,
         raw_reserved_quantity, raw_incoming_quantity)
       select 'ilev_bench', 'iitem_bench', 'sloc_bench', $1::numeric,
              jsonb_build_object('value', $1::text, 'precision', 20), nothing, nothing
         from jsonb_build_object('value', '0', 'precision', 20) as nothing`,
      [String(units)],
    );
    await db.query("vacuum analyze");
  });
}

/** Units that its reservations add up to. */
export async function promisedByMedusa(url: string): Promise<number> {
  const { rows } = await onDatabase(url, (db) =>
    db.query<{ units: string | null }>(
      "select sum(quantity) as units from reservation_item where deleted_at is null",
    ),
  );
  return Number(rows[0]?.units ?? 0);
}

type PeerOptions = {
  readonly database: string;
  readonly lock: Lock;
  /** Of its pool; 0: as many as by default. */
  readonly connections: number;
};

export async function startMedusa(server: Server, options: PeerOptions): Promise<Peer> {
  const { ask, close } = await startMedusaProcess(server, scriptOf(server, options));
  return {
    measure: async (pace) => {
      const told = await ask<Failures & { readonly latenciesMs: readonly number[] }>(pace);
      return { ...turnOf(told.latenciesMs, pace.measureMs), failed: told.failed };
    },
    sellOut: (order) => ask(order),
    close,
  };
}

const scriptOf = (server: Server, { database, lock, connections }: PeerOptions): Script => ({
  file: "peer.mjs",
  args: ["--url", server.url(database), "--lock", lock, "--pool", String(connections)],
});
