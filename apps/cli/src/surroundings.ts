import type { Environment } from "./settings.ts";

/** Sets the exit code of the command that ran. */
export type Exit = (code: number) => void;
/** What a command has of the world, beside its words. */
export type Surroundings = { readonly env: Environment; readonly exit: Exit };
