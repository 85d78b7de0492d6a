/** One hop: Fastify's own proxy. */
import proxy from "@fastify/http-proxy";
import Fastify from "fastify";

const { INVENTORY_URL, PORT } = process.env;
const app = Fastify();
app.get("/readyz", async () => ({}));
app.register(proxy, {
  upstream: INVENTORY_URL,
  prefix: "/api/v1/admin/items",
  rewritePrefix: "/v1/admin/items",
});
await app.listen({ port: Number(PORT), host: "127.0.0.1", backlog: 4096 });
