/** A fan-out to both upstreams and nothing else: the limit of what a gateway in Node can do. `node bare.ts dispatch|request` */
import { createServer, type ServerResponse } from "node:http";
import { type Dispatcher, Pool } from "undici";

const { INVENTORY_URL = "", PRICING_URL = "", PORT = "0" } = process.env;
const [way = "request"] = process.argv.slice(2);
/** As the fastest was found: few connections, pipelined. With `request`, one call a connection at a time. */
const options = way === "dispatch" ? { connections: 8, pipelining: 16 } : { connections: 64 };
const inventory = new Pool(INVENTORY_URL, options);
const pricing = new Pool(PRICING_URL, options);

/** Collects an answer's body. */
class Collector implements Dispatcher.DispatchHandler {
  readonly #done: (body: Buffer | undefined) => void;
  #body: Buffer | undefined;

  constructor(done: (body: Buffer | undefined) => void) {
    this.#done = done;
  }
  onRequestStart(): void {}
  onResponseStart(): void {}
  onResponseData(_: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#body = this.#body === undefined ? chunk : Buffer.concat([this.#body, chunk]);
  }
  onResponseEnd(): void {
    this.#done(this.#body);
  }
  onResponseError(): void {
    this.#done(undefined);
  }
}

function answer(response: ServerResponse, item: string | undefined, price: string | undefined) {
  if (item === undefined || price === undefined) return void response.writeHead(502).end();
  const body = `{"item":${item},"price":${price}}`;
  response.writeHead(200, {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(body),
  });
  response.end(body);
}

function byDispatch(sku: string, response: ServerResponse): void {
  let left = 2;
  const bodies: (string | undefined)[] = [];
  const ask = (pool: Pool, path: string, index: number) => {
    const collector = new Collector((body) => {
      bodies[index] = body?.toString();
      left -= 1;
      if (left === 0) answer(response, bodies[0], bodies[1]);
    });
    pool.dispatch({ path, method: "GET" }, collector);
  };
  ask(inventory, `/internal/availability/${sku}`, 0);
  ask(pricing, `/internal/prices/${sku}?currency=EUR&region=DE`, 1);
}

async function byRequest(sku: string, response: ServerResponse): Promise<void> {
  const ask = async (pool: Pool, path: string) =>
    (await pool.request({ path, method: "GET" })).body.text();
  const [item, price] = await Promise.all([
    ask(inventory, `/internal/availability/${sku}`),
    ask(pricing, `/internal/prices/${sku}?currency=EUR&region=DE`),
  ]);
  answer(response, item, price);
}

const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
  const path = request.url ?? "/";
  if (path === "/readyz") return void response.end("{}");
  const sku = path.slice(path.lastIndexOf("/") + 1);
  if (way === "dispatch") byDispatch(sku, response);
  else byRequest(sku, response).catch(() => response.writeHead(502).end());
});
server.listen(Number(PORT), "127.0.0.1", 4096);
