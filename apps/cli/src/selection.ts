import { fail, ok, type Result } from "@holdfast/result";
import { SERVICES, type Service } from "./services.ts";

export type Selection = {
  readonly services: readonly Service[];
  /** Names of the databases that the embedded PostgreSQL must hold; none: it does not start. */
  readonly databases: readonly string[];
  readonly restate: boolean;
};

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * What has to run for `only` (`inventory,pricing`; undefined: everything). A database or Restate that `env` points
 * elsewhere is the user's, and not started here.
 */
export function select(only: string | undefined, env: Environment): Result<Selection, string> {
  const chosen = only === undefined ? ok(SERVICES) : servicesNamed(only);
  if (!chosen.ok) return chosen;
  const services = chosen.value;
  const databases = services.flatMap(({ database }) =>
    database === undefined || env[database.variable] ? [] : [database.name],
  );
  const external = env.RESTATE_INGRESS_URL && env.RESTATE_ADMIN_URL;
  if (!external && (env.RESTATE_INGRESS_URL || env.RESTATE_ADMIN_URL)) {
    return fail(
      "RESTATE_INGRESS_URL and RESTATE_ADMIN_URL belong together: set both for a Restate of yours, or none",
    );
  }
  const restate = !external && services.some(({ needsRestate }) => needsRestate === true);
  return ok({ services, databases, restate });
}

function servicesNamed(only: string): Result<readonly Service[], string> {
  const names = only.split(",").map((name) => name.trim());
  const unknown = names.filter((name) => !SERVICES.some((service) => service.name === name));
  if (unknown.length > 0) {
    const known = SERVICES.map(({ name }) => name).join(", ");
    return fail(`--only does not know "${unknown.join(", ")}"; the services are ${known}`);
  }
  return ok(SERVICES.filter(({ name }) => names.includes(name)));
}
