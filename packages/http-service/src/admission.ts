import type { ServerResponse } from "node:http";
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from "fastify";
import { Counter, Gauge, type Registry } from "prom-client";
import {
  fits,
  LIMIT_AT_START,
  nextLimit,
  nextLongMs,
  PRIORITIES,
  type Priority,
} from "./admission-limit.ts";
import { sendProblem } from "./errors.ts";
import { OVERLOADED } from "./problems.ts";

/**
 * How an operation is admitted.
 * - `sampled`: its latency is ours, so it tells how we do. Not so where it is the client's: a body that is sent, a stream
 *   that is read, an answer that is waited for by wish.
 * - `held`: it lasts as long as the client wants, and costs little meanwhile, so it takes no place: it is only refused.
 */
export type AdmissionRule = {
  readonly priority: Priority;
  readonly sampled?: boolean;
  readonly held?: boolean;
};

export type Admission = {
  readonly limit: () => number;
  readonly inFlight: () => number;
  /** Refused since the start. */
  readonly shed: () => Readonly<Record<Priority, number>>;
};

export type AdmissionParts = {
  /** undefined: never refused, and takes no place. */
  readonly ruleOf: (operationId: string) => AdmissionRule | undefined;
  readonly registry: Registry;
  /** On a clock that never goes back. */
  readonly nowMs?: () => number;
  /** Calls `tick` about every so many ms until it is stopped. */
  readonly every?: (ms: number, tick: () => void) => () => void;
};

/** Long enough for some samples at a hundred requests a second, short enough to be down within a second. */
const WINDOW_MS = 100;
/** Of fewer a mean says nothing; they are kept for the next window. */
const SAMPLES_MIN = 10;
/** A client of ours jitters it. By then the limit has met the load. */
const RETRY_AFTER_SECONDS = 1;

/**
 * Admits requests to the routes that are added to `api` from now on: as many at once as latency allows, what is worth more
 * first. What does not fit is refused at once with 503 `overloaded`; what was admitted is finished. There is no queue:
 * what is in flight waits long enough on the way.
 *
 * It runs after the hooks of `api`, so those who may not ask at all take no place. A place is taken when the request's body
 * is there, and given back when the answer is gone or its client is.
 */
export function addAdmission(api: FastifyInstance, parts: AdmissionParts): Admission {
  const { ruleOf, every = realEvery } = parts;
  const places = new Places(parts.nowMs ?? (() => performance.now()));
  observe(parts.registry, places);
  api.addHook("onRoute", (route) => {
    const operationId = (route.schema as { operationId?: string } | undefined)?.operationId;
    const rule = operationId === undefined ? undefined : ruleOf(operationId);
    if (rule !== undefined) admit(route, rule, places);
  });
  const stop = every(WINDOW_MS, () => places.tick());
  api.addHook("onClose", async () => stop());
  return {
    limit: () => places.limit,
    inFlight: () => places.inFlight,
    shed: () => ({ ...places.shed }),
  };
}

const realEvery: NonNullable<AdmissionParts["every"]> = (ms, tick) => {
  const timer = setInterval(tick, ms).unref();
  return () => clearInterval(timer);
};

const BODILESS: ReadonlySet<string> = new Set(["GET", "HEAD", "DELETE", "OPTIONS"]);

/** Hooks of the route itself: nothing is looked up for a request. */
function admit(route: RouteOptions, { priority, sampled, held }: AdmissionRule, places: Places) {
  const check = (_request: FastifyRequest, reply: FastifyReply, done: () => void) => {
    if (places.admits(priority)) return done();
    reply.header("retry-after", RETRY_AFTER_SECONDS);
    sendProblem(reply, OVERLOADED);
  };
  const take = (_request: FastifyRequest, reply: FastifyReply, done: () => void) => {
    places.take(reply.raw, sampled === true);
    done();
  };
  route.onRequest = [...[route.onRequest ?? []].flat(), check];
  if (held) return;
  // A client that is slow to send its body must not hold a place.
  if ([route.method].flat().every((method) => BODILESS.has(method))) route.onRequest.push(take);
  else route.preHandler = [take, ...[route.preHandler ?? []].flat()];
}

/** When a response's request took its place; on the response, since a closure a request would cost more. */
const TAKEN_AT = Symbol("taken at");
type Placed = ServerResponse & { [TAKEN_AT]?: number };

class Places {
  limit = LIMIT_AT_START;
  inFlight = 0;
  readonly shed: Record<Priority, number> = { checkout: 0, normal: 0, browse: 0 };
  readonly #nowMs: () => number;
  #longMs = 0;
  #sumMs = 0;
  #samples = 0;
  #inFlightMax = 0;
  #tickedAtMs: number;

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
    this.#tickedAtMs = nowMs();
  }

  admits(priority: Priority): boolean {
    if (fits(priority, this.inFlight, this.limit)) return true;
    this.shed[priority] += 1;
    return false;
  }

  take(raw: Placed, sampled: boolean): void {
    if (raw.destroyed) return; // its client has left: nothing would give the place back
    this.inFlight += 1;
    if (this.inFlight > this.#inFlightMax) this.#inFlightMax = this.inFlight;
    if (sampled) raw[TAKEN_AT] = this.#nowMs();
    raw.on("close", this.#release);
  }

  /** One listener for all responses: each is its `this`. */
  readonly #release = releaseOf(this);

  released(raw: Placed): void {
    this.inFlight -= 1;
    const takenAtMs = raw[TAKEN_AT];
    // A client that left says nothing of us.
    if (takenAtMs === undefined || !raw.writableFinished) return;
    this.#sumMs += this.#nowMs() - takenAtMs;
    this.#samples += 1;
  }

  tick(): void {
    const nowMs = this.#nowMs();
    // How late the loop is: about how long a request waits before any of our code sees it.
    const lateMs = Math.max(0, nowMs - this.#tickedAtMs - WINDOW_MS);
    this.#tickedAtMs = nowMs;
    if (this.#samples < SAMPLES_MIN) return;
    const load = {
      limit: this.limit,
      shortMs: this.#sumMs / this.#samples + lateMs,
      longMs: this.#longMs,
      inFlight: this.#inFlightMax,
    };
    this.limit = nextLimit(load);
    this.#longMs = nextLongMs(load);
    this.#sumMs = 0;
    this.#samples = 0;
    this.#inFlightMax = this.inFlight;
  }
}

function releaseOf(places: Places) {
  return function release(this: Placed) {
    places.released(this);
  };
}

function observe(registry: Registry, places: Places): void {
  const registers = [registry];
  new Gauge({
    name: "admission_limit",
    help: "Requests that may be in flight at once.",
    registers,
    collect() {
      this.set(places.limit);
    },
  });
  new Gauge({
    name: "admission_in_flight",
    help: "Requests in flight that have a place.",
    registers,
    collect() {
      this.set(places.inFlight);
    },
  });
  new Counter({
    name: "admission_shed_total",
    help: "Requests refused because of overload, by priority.",
    labelNames: ["priority"],
    registers,
    collect() {
      this.reset();
      for (const priority of PRIORITIES) this.inc({ priority }, places.shed[priority]);
    },
  });
}
