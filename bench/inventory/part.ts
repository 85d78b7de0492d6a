import type { PartResult as Measured } from "../shared/run-parts.ts";
import type { Server } from "../shared/server.ts";
import type { Audit } from "./books.ts";
import type { Timing } from "./timing.ts";

/** A part of the bench, with the books it leaves behind. */
export type Part = (server: Server, timing: Timing) => Promise<PartResult>;
export type PartResult = Measured & { readonly audits: readonly Audit[] };
