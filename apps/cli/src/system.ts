/** Composes what has to run: which programs, with which settings, after whom, ready when. */
import { join } from "node:path";
import { createDatabases, postgres, postgresIsReady } from "@holdfast/embedded/postgres";
import type { Output } from "@holdfast/embedded/program";
import { restateIsHealthy, restateProgram } from "@holdfast/embedded/restate";
import { portPlan } from "./ports.ts";
import { isServiceReady } from "./readiness.ts";
import type { Selection } from "./selection.ts";
import type { Service } from "./services.ts";
import {
  type Environment,
  hostOf,
  isOpenToNetwork,
  LOOPBACK,
  originOf,
  type Settings,
} from "./settings.ts";
import { withSubscriber } from "./subscribers.ts";
import type { Unit } from "./supervise.ts";
import type { PortNeed } from "./taken-port.ts";

export type SystemOptions = {
  readonly settings: Settings;
  readonly selection: Selection;
  /** Where the services' log lines go; the embedded servers write to files of the data directory. */
  readonly output: Output;
};
type DatabaseUrl = (database: string) => string;

export function system(options: SystemOptions): readonly Unit[] {
  const { databases, restate, services } = options.selection;
  const units: Unit[] = [];
  let databaseUrl: DatabaseUrl = () => "";
  if (databases.length > 0) {
    const server = embeddedPostgres(options);
    databaseUrl = server.url;
    units.push(server.unit);
  }
  if (restate) units.push(embeddedRestate(options));
  return [...units, ...services.map((service) => serviceUnit(service, options, databaseUrl))];
}

/** Every port that the units of the selection will listen on. */
export function portNeeds({
  settings,
  selection,
}: Pick<SystemOptions, "settings" | "selection">): readonly PortNeed[] {
  const ports = portPlan(settings.portBase);
  const needs: PortNeed[] = selection.services.map(({ name }) => ({
    port: ports[name],
    host: hostOf(name, settings),
    neededBy: name,
  }));
  const own = (port: number, neededBy: string): PortNeed => ({ port, host: LOOPBACK, neededBy });
  if (selection.databases.length > 0) needs.push(own(ports.postgres, "the embedded PostgreSQL"));
  if (selection.restate) {
    needs.push(own(ports.restateIngress, "the embedded Restate (ingress)"));
    needs.push(own(ports.restateAdmin, "the embedded Restate (admin)"));
    needs.push(own(ports.restateNode, "the embedded Restate (node)"));
  }
  if (selection.services.some(({ needsRestate }) => needsRestate === true)) {
    needs.push(own(ports.ordersEndpoint, "orders (its Restate endpoint)"));
  }
  return needs;
}

function embeddedPostgres({ settings, selection }: SystemOptions): {
  unit: Unit;
  url: DatabaseUrl;
} {
  const { home, portBase } = settings;
  const port = portPlan(portBase).postgres;
  const logFile = join(home, "postgres.log");
  const server = postgres({ home, port, logFile, durable: true });
  const isReady = async (): Promise<boolean> => {
    if (!(await postgresIsReady({ home, port }))) return false;
    await createDatabases(server, selection.databases);
    return true;
  };
  const urls = { postgres: `postgresql://${LOOPBACK}:${port}` };
  return { unit: { program: server.program, port, urls, after: [], isReady }, url: server.url };
}

function embeddedRestate({ settings }: SystemOptions): Unit {
  const ports = portPlan(settings.portBase);
  const program = restateProgram({
    dataDirectory: join(settings.home, "restate"),
    logFile: join(settings.home, "restate.log"),
    ports: { ingress: ports.restateIngress, admin: ports.restateAdmin, node: ports.restateNode },
  });
  const isReady = () =>
    restateIsHealthy({ ingress: ports.restateIngress, admin: ports.restateAdmin });
  const urls = {
    restate: originOf(LOOPBACK, ports.restateIngress),
    "restate's own page": `${originOf(LOOPBACK, ports.restateAdmin)}/ui`,
  };
  return { program, port: ports.restateIngress, urls, after: [], isReady };
}

/**
 * Five processes on a laptop. An eighth of V8's default for new objects: 15 to 30 MiB less in each. Old ones are collected
 * when the heap has doubled, not when it is four times as large: an import of a million rows needs 180 MiB then instead of
 * 330. Whoever needs throughput starts services alone.
 */
export const SERVICE_FLAGS: readonly string[] = [
  "--max-semi-space-size=2",
  "--heap-growing-percent=100",
];

function serviceUnit(service: Service, options: SystemOptions, databaseUrl: DatabaseUrl): Unit {
  const { settings, selection, output } = options;
  const { name, database } = service;
  const port = portPlan(settings.portBase)[name];
  const origin = originOf(hostOf(name, settings), port);
  const main = join(settings.root, service.main);
  const after: string[] = [];
  if (database !== undefined && selection.databases.includes(database.name)) after.push("postgres");
  if (selection.restate && service.needsRestate === true) after.push("restate");
  return {
    program: {
      name,
      command: process.execPath,
      args: [...SERVICE_FLAGS, main],
      env: {
        ...addresses(settings),
        ...(database === undefined ? {} : { [database.variable]: databaseUrl(database.name) }),
        ...settings.env,
        ...own(service, settings),
        ...subscribers(name, options),
      },
      cwd: settings.root,
      marker: main,
      output,
      stopSignals: ["SIGTERM"],
    },
    port,
    urls: { [name]: origin },
    after,
    isReady: () => isServiceReady(origin),
  };
}

/** Who takes whose events within the system, besides those of the user. */
const INTERNAL_SUBSCRIBERS: Partial<
  Record<
    Service["name"],
    { readonly variable: string; readonly names: readonly ("pricing" | "orders")[] }
  >
> = {
  // Rules of dynamic prices follow stock and demand; webhooks want everything.
  inventory: { variable: "INVENTORY_EVENT_SUBSCRIBERS", names: ["pricing", "orders"] },
  pricing: { variable: "PRICING_EVENT_SUBSCRIBERS", names: ["orders"] },
};

function subscribers(name: Service["name"], { settings, selection }: SystemOptions): Environment {
  const internal = INTERNAL_SUBSCRIBERS[name];
  if (internal === undefined) return {};
  const urls = { ...addresses(settings), ...settings.env };
  const running = internal.names.filter((each) =>
    selection.services.some((service) => service.name === each),
  );
  if (running.length === 0) return {};
  const declared = running.reduce((list: string | undefined, each) => {
    const url = `${each === "pricing" ? urls.PRICING_URL : urls.ORDERS_URL}/internal/events`;
    return withSubscriber(list, { name: each, url });
  }, settings.env[internal.variable]);
  return { [internal.variable]: declared };
}

/** Where everything is, unless the user's environment says otherwise. */
function addresses(settings: Settings): Environment {
  const { portBase, home } = settings;
  const ports = portPlan(portBase);
  return {
    INVENTORY_URL: originOf(LOOPBACK, ports.inventory),
    PRICING_URL: originOf(LOOPBACK, ports.pricing),
    ORDERS_URL: originOf(LOOPBACK, ports.orders),
    PAYMENT_URL: originOf(LOOPBACK, ports["payment-sandbox"]),
    RESTATE_INGRESS_URL: originOf(LOOPBACK, ports.restateIngress),
    RESTATE_ADMIN_URL: originOf(LOOPBACK, ports.restateAdmin),
    RESTATE_ENDPOINT_PORT: String(ports.ordersEndpoint),
    RESTATE_ENDPOINT_URL: originOf(LOOPBACK, ports.ordersEndpoint),
    REPORTS_DIR: join(home, "reports"),
    FLAGS_FILE: join(home, "flags.json"),
    ...sandboxWebhook(settings),
  };
}

/** As a provider reaches a shop, through the gateway. Everybody knows the secret: it opens nothing on a network. */
function sandboxWebhook({ host, portBase }: Settings): Environment {
  if (isOpenToNetwork(host)) return {};
  const secret = `whsec_${Buffer.from("holdfast development").toString("base64")}`;
  return {
    SANDBOX_WEBHOOK_URL: `${originOf(host, portPlan(portBase).gateway)}/api/v1/payment-webhooks/sandbox`,
    SANDBOX_WEBHOOK_SECRET: secret,
    PAYMENT_WEBHOOK_SECRET: secret,
  };
}

/** What the environment cannot change. */
function own({ name }: Service, settings: Settings): Environment {
  const host = hostOf(name, settings);
  return {
    // Only this mode admits the development keys, which everybody knows: an open gateway has the user's own alone.
    HOLDFAST_MODE: isOpenToNetwork(host) ? undefined : "embedded",
    FAULT_INJECTION: isOpenToNetwork(host) ? undefined : "on",
    HOST: host,
    PORT: String(portPlan(settings.portBase)[name]),
    // The C library's default, up to 8 arenas a core, is for programs that allocate in many threads: 10 MiB less a process.
    MALLOC_ARENA_MAX: "2",
    SANDBOX_BOOK_FILE: join(settings.home, "payment-sandbox", "book.jsonl"),
  };
}
