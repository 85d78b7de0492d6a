/** The fan-out on NestJS with its Fastify adapter; decorators applied by hand, as there is no compiler here. */
import "reflect-metadata";
import { Controller, Get, Module, Param } from "@nestjs/common";
import { NestFactory } from "@nestjs/core";
import { FastifyAdapter } from "@nestjs/platform-fastify";
import { request } from "undici";

const { INVENTORY_URL, PRICING_URL, PORT } = process.env;
const json = async (url) => (await request(url)).body.json();

class Products {
  ready() {
    return {};
  }
  async view(sku) {
    const [item, price] = await Promise.all([
      json(`${INVENTORY_URL}/internal/availability/${sku}`),
      json(`${PRICING_URL}/internal/prices/${sku}?currency=EUR&region=DE`),
    ]);
    return { ...item, price, degraded: [] };
  }
}
const decorate = (name, decorator) =>
  decorator(Products.prototype, name, Object.getOwnPropertyDescriptor(Products.prototype, name));
decorate("ready", Get("readyz"));
decorate("view", Get("api/v1/products/:sku"));
Param("sku")(Products.prototype, "view", 0);
Controller()(Products);
class App {}
Module({ controllers: [Products] })(App);

const app = await NestFactory.create(App, new FastifyAdapter(), { logger: false });
await app.listen(Number(PORT), "127.0.0.1");
