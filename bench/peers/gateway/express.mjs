/** The fan-out as hand code on Express with http-proxy-middleware for the rest, as tutorials have it: axios-style awaits by fetch's undici. */
import express from "express";
import { createProxyMiddleware } from "http-proxy-middleware";
import { request } from "undici";

const { INVENTORY_URL, PRICING_URL, PORT } = process.env;
const json = async (url) => (await request(url)).body.json();
const app = express();
app.disable("x-powered-by");
app.get("/readyz", (_request, response) => response.json({}));
app.get("/api/v1/products/:sku", async (request, response) => {
  const { sku } = request.params;
  const [item, price] = await Promise.all([
    json(`${INVENTORY_URL}/internal/availability/${sku}`),
    json(`${PRICING_URL}/internal/prices/${sku}?currency=EUR&region=DE`),
  ]);
  response.json({ ...item, price, degraded: [] });
});
app.use(
  "/api/v1/admin/items",
  createProxyMiddleware({ target: `${INVENTORY_URL}/v1/admin/items`, changeOrigin: true }),
);
app.listen(Number(PORT), "127.0.0.1", 4096);
