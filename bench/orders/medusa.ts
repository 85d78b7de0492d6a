/** The peer: Medusa's modules in a process of their own, completing carts that were prepared beforehand. */
import { type Turn, turnOf } from "../shared/drive.ts";
import { runMedusa, startMedusaProcess } from "../shared/medusa-process.ts";
import type { Server } from "../shared/server.ts";

const DATABASE = "medusa_checkout";
const FILE = "checkout.mjs";
/** One for each client, as many again for what a workflow asks side by side: its default of 10 made clients wait. */
const CONNECTIONS = 64;
/** What is prepared between two answers of the peer: some seconds. */
const CARTS_A_TIME = 50;

export type MedusaTurn = Turn & {
  /** Of its process, of all orders of the turn, warm-up included. */
  readonly cpuMs: number;
  readonly orders: number;
  readonly failed: number;
  readonly reasons: Readonly<Record<string, number>>;
};
export type CheckoutPeer = {
  /** Has so many carts ready for the next turn. */
  readonly prepare: (carts: number) => Promise<void>;
  readonly turn: (pace: {
    readonly clients: number;
    readonly warmMs: number;
    readonly measureMs: number;
  }) => Promise<MedusaTurn>;
  readonly close: () => Promise<void>;
};

export async function openMedusaCheckout(server: Server): Promise<CheckoutPeer> {
  await server.createEmpty(DATABASE);
  const args = ["--url", server.url(DATABASE), "--pool", String(CONNECTIONS)];
  await runMedusa(server, { file: FILE, args: [...args, "--migrate"] });
  const { ask, close } = await startMedusaProcess(server, { file: FILE, args });
  const told = async <T>(order: object): Promise<T> => {
    const answer = await ask<T & { readonly error?: string }>(order);
    if (answer.error !== undefined) throw new Error(`Medusa: ${answer.error}`);
    return answer;
  };
  return {
    prepare: async (carts) => {
      for (let wanted = CARTS_A_TIME; ; wanted += CARTS_A_TIME) {
        const ready = await told<{ readonly carts: number }>({ prepare: Math.min(wanted, carts) });
        if (ready.carts >= carts) return;
      }
    },
    turn: async (pace) => {
      const { latenciesMs, measuredMs, ...rest } = await told<
        Omit<MedusaTurn, keyof Turn> & {
          readonly latenciesMs: readonly number[];
          readonly measuredMs: number;
        }
      >(pace);
      return { ...turnOf(latenciesMs, measuredMs), ...rest };
    },
    close: async () => {
      await close();
      await server.drop(DATABASE);
    },
  };
}
