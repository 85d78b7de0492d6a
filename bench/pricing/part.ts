import type { Row } from "../run.ts";
import type { Floor } from "../shared/floor.ts";
import type { Server } from "../shared/server.ts";
import type { Timing } from "./timing.ts";

/** A part of the bench: its table, and what it had to reach. */
export type Part = (server: Server, timing: Timing) => Promise<PartResult>;
type PartResult = { readonly rows: readonly Row[]; readonly floors: readonly Floor[] };
