import type { Row } from "../run.ts";
import type { Floor } from "../shared/floor.ts";
import type { Server } from "../shared/server.ts";
import type { Audit } from "./books.ts";
import type { Timing } from "./timing.ts";

/** A part of the bench: its table, what it had to reach, and the books it leaves behind. */
export type Part = (server: Server, timing: Timing) => Promise<PartResult>;
export type PartResult = {
  readonly rows: readonly Row[];
  readonly floors: readonly Floor[];
  readonly audits: readonly Audit[];
};
