import type { PartResult } from "../shared/run-parts.ts";
import type { Server } from "../shared/server.ts";
import type { Timing } from "./timing.ts";

export type Part = (server: Server, timing: Timing) => Promise<PartResult>;
