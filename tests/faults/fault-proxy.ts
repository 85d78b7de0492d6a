/** Stands between orders and one of its callees, and loses what it is told to lose: a request, or the answer to one. */
import {
  Agent,
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request as openRequest,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

export type Fault = {
  /** `POST /charges/{id}/capture`: method and path, ids replaced. */
  readonly route: string;
  /**
   * `lost-before`: the callee never gets the request, and no answer comes. `lost-after`: the callee does what was asked, and
   * its answer is lost. `refused`: an answer 409 without the callee.
   */
  readonly kind: "lost-before" | "lost-after" | "refused";
  /** How many requests meet it. */
  readonly times: number;
};
/** Faults by the correlation id of the order that they are for. A request takes the first that is left. */
export type FaultPlan = {
  readonly set: (correlationId: string, faults: readonly Fault[]) => void;
  /** The orders none of whose faults has been met. */
  readonly unmet: ReadonlySet<string>;
  /** From now on nothing is lost. */
  readonly clear: () => void;
  readonly take: (correlationId: string, route: string) => Fault["kind"] | undefined;
  readonly meet: (correlationId: string) => void;
};

export function faultPlan(): FaultPlan {
  const left = new Map<string, { readonly fault: Fault; times: number }[]>();
  const unmet = new Set<string>();
  return {
    set: (correlationId, faults) => {
      left.set(
        correlationId,
        faults.map((fault) => ({ fault, times: fault.times })),
      );
      unmet.add(correlationId);
    },
    unmet,
    clear: () => left.clear(),
    take: (correlationId, route) => {
      const next = left
        .get(correlationId)
        ?.find(({ fault, times }) => fault.route === route && times > 0);
      if (next !== undefined) next.times -= 1;
      return next?.fault.kind;
    },
    meet: (correlationId) => unmet.delete(correlationId),
  };
}

const REFUSAL = JSON.stringify({
  ...{ type: "/problems/invalid-state", title: "Invalid state", status: 409 },
  ...{ detail: "It is planned.", code: "invalid-state" },
});

/** Passes on to `upstream` what the plan does not lose. */
export async function startFaultProxy(upstream: string, plan: FaultPlan) {
  const agent = new Agent({ keepAlive: true });
  const server = createServer(async (incoming, response) => {
    const correlationId = String(incoming.headers["x-correlation-id"]);
    const body = await buffer(incoming);
    const kind = plan.take(correlationId, routeOf(incoming));
    if (kind === undefined)
      return passOn(await forward(upstream, incoming, { body, agent }), response);
    if (kind === "lost-after") await forward(upstream, incoming, { body, agent });
    plan.meet(correlationId);
    if (kind === "refused") {
      response.writeHead(409, { "content-type": "application/problem+json" }).end(REFUSAL);
    }
    // Otherwise nobody answers: the caller goes when it has waited long enough.
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
      agent.destroy();
    },
  };
}

function routeOf({ method, url = "" }: IncomingMessage): string {
  const { pathname } = new URL(url, "http://x");
  return `${method} ${pathname.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, "{id}")}`;
}

type Answered = {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
};

/** Undefined when the callee gives no answer. */
async function forward(
  upstream: string,
  { method = "GET", url, headers }: IncomingMessage,
  { body, agent }: { readonly body: Buffer; readonly agent: Agent },
): Promise<Answered | undefined> {
  try {
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      const { "transfer-encoding": _chunked, ...kept } = headers;
      openRequest(upstream + url, {
        ...{ method, agent },
        headers: { ...kept, "content-length": body.length },
      })
        .once("response", resolve)
        .once("error", reject)
        .end(body);
    });
    const { statusCode: status = 500 } = answer;
    return { status, headers: answer.headers, body: await buffer(answer) };
  } catch {
    return undefined;
  }
}

function passOn(answered: Answered | undefined, response: ServerResponse): void {
  if (answered === undefined) {
    response.destroy();
    return;
  }
  const { "transfer-encoding": _chunked, connection: _hop, ...kept } = answered.headers;
  response.writeHead(answered.status, kept).end(answered.body);
}
