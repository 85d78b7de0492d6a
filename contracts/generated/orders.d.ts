// Generated from orders.openapi.json.

export interface paths {
    readonly "/internal/breakers": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** How this process stands with those it calls */
        readonly get: operations["listOwnBreakers"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/internal/events": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Read what happened, in order, and wait for more */
        readonly get: operations["listEvents"];
        readonly put?: never;
        /**
         * Take events of inventory and pricing, for the webhooks that want them
         * @description As a subscriber of theirs. Events that were taken before change nothing; those that no webhook wants are not kept.
         */
        readonly post: operations["takeEvents"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/internal/events/subscriptions": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Show how far each subscriber is */
        readonly get: operations["listEventSubscriptions"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/internal/events/subscriptions/{name}/replay": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Deliver to a subscriber again, from a cursor or a time on */
        readonly post: operations["replayEvents"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/admin/imports": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Import products, items, stock or prices from a CSV file
         * @description Products: a Shopify product export, or our own columns sku, name, description, category, tax_category, attributes (a JSON object), location, quantity, price_<currency>, compare_at_<currency>. Items: sku, name, description, category, tax_category, attributes, attribute.<name>, safety_stock, backorder_limit, preorder_limit, available_from, max_per_order, max_per_buyer. Stock: sku, location, quantity (a count; on_hand, reserved and incoming of an export are passed over). Prices: sku, currency, amount (a decimal such as 19.99), minQuantity, customerGroup, channel, region, validFrom, validTo, compareAt, floor, priority; a row takes the place of the price with the same sku, currency, minQuantity, customerGroup, channel, region, validFrom and priority, and all others stay. Good rows land, bad rows are listed. An empty cell leaves its field as it is, and in a file of prices does not limit the price; the same file again changes nothing.
         */
        readonly post: operations["createImport"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/admin/imports/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Read how an import goes */
        readonly get: operations["getImport"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/admin/overdue-compensations": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read what could not be taken back for more than 5 minutes
         * @description Money or goods that an order has to give back, whose callee does not take them. Each is tried again, at least every 10 s or so, until it succeeds; it is gone from here then. The oldest 100.
         */
        readonly get: operations["listOverdueCompensations"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/admin/webhooks": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** All webhooks, in the order in which they were made */
        readonly get: operations["listWebhooks"];
        readonly put?: never;
        /**
         * Have events sent to a URL, signed as Standard Webhooks says
         * @description Those of `eventTypes`, or all, of every account, in order, at least once: know a repeat by `webhook-id`.
         */
        readonly post: operations["createWebhook"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/admin/webhooks/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One webhook, and how it stands */
        readonly get: operations["getWebhook"];
        readonly put?: never;
        readonly post?: never;
        /** Send nothing more to a webhook, and forget what was sent */
        readonly delete: operations["deleteWebhook"];
        readonly options?: never;
        readonly head?: never;
        /** Change a webhook; what waits for it is tried at once */
        readonly patch: operations["patchWebhook"];
        readonly trace?: never;
    };
    readonly "/v1/admin/webhooks/{id}/deliveries": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * What was sent to a webhook and what waits for it, the newest first
         * @description Kept for 30 days.
         */
        readonly get: operations["listWebhookDeliveries"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/admin/webhooks/{id}/deliveries/{deliveryId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One delivery, with its event and its tries */
        readonly get: operations["getWebhookDelivery"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/admin/webhooks/{id}/deliveries/{deliveryId}/replay": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Send an ended delivery again, before all that came after it
         * @description With the same `webhook-id`, for up to three days.
         */
        readonly post: operations["replayWebhookDelivery"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/admin/webhooks/{id}/deliveries/{deliveryId}/skip": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Give up a delivery that waits, so that those behind it have their turn */
        readonly post: operations["skipWebhookDelivery"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/admin/webhooks/{id}/rotate-secret": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Make a new secret; the old one signs besides for 24 hours */
        readonly post: operations["rotateWebhookSecret"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/admin/webhooks/{id}/test": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Send a signed test event now, and tell what was answered
         * @description Besides the queue, to a disabled webhook too. With `dryRun` nothing is sent: the answer has the request as it would be.
         */
        readonly post: operations["testWebhook"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/orders": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read your orders, newest first
         * @description Without their timelines. An administrator reads those of every account.
         */
        readonly get: operations["listOrders"];
        readonly put?: never;
        /**
         * Buy: price, hold, pay, confirm
         * @description Waits for the outcome as long as `Prefer: wait=N` says (10 s by default, 20 s at most), then answers 202; the order goes on by itself. After any refusal nothing that the order held, authorised or captured is left.
         */
        readonly post: operations["createOrder"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/orders/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Read an order and its timeline */
        readonly get: operations["getOrder"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/orders/{id}/cancel": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Cancel an order: everything that is left is refunded and put back
         * @description A running checkout is stopped, or refunded when it was past its capture. Cancelling a cancelled order answers the same again. Waits for the end as long as `Prefer: wait=N` says (10 s by default), then answers 202; the change goes on by itself. One change of an order at a time.
         */
        readonly post: operations["cancelOrder"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/orders/{id}/cancel-lines": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Cancel units of a confirmed order
         * @description Refunds their share of what their line cost, tax included, and puts them back where they were taken from. Coupons and budgets come back with a whole cancellation only. Waits for the end as long as `Prefer: wait=N` says (10 s by default), then answers 202; the change goes on by itself. One change of an order at a time.
         */
        readonly post: operations["cancelOrderLines"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/orders/{id}/changes": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** List what was changed of an order, the first first */
        readonly get: operations["listOrderChanges"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/orders/{id}/events": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Watch an order: every change of its timeline as it happens
         * @description Server-Sent Events. `step`: an entry of the timeline, as it is now; `status`: the order without its timeline. What happened before is told first; with `Last-Event-ID` only what happened after that event. 204 when there is nothing left to tell, ever: an EventSource stops asking then. A heartbeat every 15 s; ends after 10 minutes, to be resumed.
         */
        readonly get: operations["watchOrder"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/orders/{id}/refunds": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Refund an amount of a confirmed order
         * @description For administrators. No goods come back. Waits for the end as long as `Prefer: wait=N` says (10 s by default), then answers 202; the change goes on by itself. One change of an order at a time.
         */
        readonly post: operations["refundOrder"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/orders/{id}/returns": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Take back delivered units of a confirmed order
         * @description For administrators. Refunds their share of what their line cost and puts them back: at `location`, or where they were taken from; `restock: false` puts them nowhere. Waits for the end as long as `Prefer: wait=N` says (10 s by default), then answers 202; the change goes on by itself. One change of an order at a time.
         */
        readonly post: operations["returnItems"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/payment-webhooks/{provider}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Hear from the payment provider what became of a charge
         * @description For the provider: its signature is what admits it, no API key does. An event is no more than an occasion to ask the provider, so that it may come twice, late and out of order. Once it is answered 204 it is kept for 30 days; another answer asks for it again.
         */
        readonly post: operations["receivePaymentEvent"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/reports": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read your reports, newest first
         * @description An administrator reads those of every account.
         */
        readonly get: operations["listReports"];
        readonly put?: never;
        /**
         * Ask for a report
         * @description `sales`: a row for each line of the orders that were confirmed in the period, those that were cancelled since included; an administrator gets the orders of every account, anybody else their own. `stock-movements`: every row of the ledger. `price-history`: a row for each price of every version that came into force. `stock-valuation`: each shelf at `to`, as the ledger adds up to, at what a unit cost then. It is made in the background; of what changes while it is made, see docs/orders.md.
         */
        readonly post: operations["createReport"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/reports/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Read how far a report is */
        readonly get: operations["getReport"];
        readonly put?: never;
        readonly post?: never;
        /**
         * Cancel a report, or remove its result
         * @description One that is made stops within seconds. What there is of it is removed. May be repeated.
         */
        readonly delete: operations["cancelReport"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/reports/{id}/result": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Read a report's result */
        readonly get: operations["getReportResult"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        readonly Problem: {
            /** @description Stable, kebab-case. */
            readonly code: string;
            /** @description What happened and what to do next. */
            readonly detail: string;
            readonly errors?: readonly {
                readonly message: string;
                readonly path: string;
            }[];
            readonly instance?: string;
            readonly status: number;
            readonly title: string;
            readonly traceId?: string;
            /** @description `/problems/<code>` */
            readonly type: string;
        } & {
            readonly [key: string]: unknown;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    readonly listOwnBreakers: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly data: readonly {
                            /** @description In the breaker's window. */
                            readonly calls: number;
                            /** @description Of those calls. */
                            readonly failures: number;
                            /** @description Attempts sent as hedges, since the start. */
                            readonly hedges: number;
                            /** @description Calls that have a connection. */
                            readonly inFlight: number;
                            /** @description null while closed. */
                            readonly openedAt: string | null;
                            /** @description One process of it: `http://host:port`. */
                            readonly origin: string;
                            /** @description While open: from when on it is asked again. */
                            readonly retryAt: string | null;
                            /** @description Retries that are left; the processes of a target share them. */
                            readonly retryBudget: number;
                            /** @description Of those calls. */
                            readonly slowCalls: number;
                            /**
                             * @description open: calls are refused. half-open: a few are let through, to see.
                             * @enum {unknown}
                             */
                            readonly state: "closed" | "half-open" | "open";
                            /** @description The service that is called. */
                            readonly target: string;
                            /** @description Calls that wait for one. */
                            readonly waiting: number;
                        }[];
                    };
                };
            };
        };
    };
    readonly listEvents: {
        readonly parameters: {
            readonly query?: {
                /** @description `nextCursor` of the last page; with `aggregate` a sequence. `latest`, without `aggregate`: what comes from now on. Without it: the oldest event that is kept. */
                readonly after?: string;
                readonly limit?: number;
                readonly type?: string;
                readonly aggregate?: string;
                /** @description How long to wait for an event when there is none. */
                readonly waitMs?: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly data: readonly {
                            readonly aggregate: string;
                            /** Format: date-time */
                            readonly at: string;
                            readonly data: {
                                readonly [key: string]: unknown;
                            };
                            /** @description `<aggregate>/<sequence>`, the same at every delivery. */
                            readonly id: string;
                            /** @description From 1, within the aggregate, without a gap. */
                            readonly sequence: number;
                            /** @description Of the request that made the change. */
                            readonly traceparent: string | null;
                            readonly type: string;
                        }[];
                        /** @description Always: ask again with it. */
                        readonly nextCursor: string;
                    };
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 410: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly takeEvents: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly events: readonly {
                        readonly aggregate: string;
                        readonly at: string;
                        readonly data: unknown;
                        readonly id: string;
                        readonly sequence: number;
                        readonly traceparent?: string | null;
                        readonly type: string;
                    }[];
                };
            };
        };
        readonly responses: {
            /** @description They are safe here. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457) */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 504: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listEventSubscriptions: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly data: readonly {
                            readonly cursor: string;
                            /** @description When it last took something. */
                            readonly deliveredAt: string | null;
                            /** @description Since it last took something. */
                            readonly failures: number;
                            readonly lag: {
                                /** @description There are more than were counted. */
                                readonly atLeast: boolean;
                                /** @description Counted up to 10000. */
                                readonly events: number;
                                /** @description Age of the oldest event that it has not taken. */
                                readonly seconds: number;
                            };
                            readonly lastError: string | null;
                            readonly name: string;
                            readonly retryAt: string | null;
                        }[];
                    };
                };
            };
        };
    };
    readonly replayEvents: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly name: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /** @description A cursor, or an RFC 3339 time. */
                    readonly from: string;
                };
            };
        };
        readonly responses: {
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly cursor: string;
                        /** @description When it last took something. */
                        readonly deliveredAt: string | null;
                        /** @description Since it last took something. */
                        readonly failures: number;
                        readonly lag: {
                            /** @description There are more than were counted. */
                            readonly atLeast: boolean;
                            /** @description Counted up to 10000. */
                            readonly events: number;
                            /** @description Age of the oldest event that it has not taken. */
                            readonly seconds: number;
                        };
                        readonly lastError: string | null;
                        readonly name: string;
                        readonly retryAt: string | null;
                    };
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 410: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly createImport: {
        readonly parameters: {
            readonly query: {
                readonly kind: "products" | "items" | "stock" | "prices";
                /** @description Of the prices of a Shopify export, which does not name it. */
                readonly currency?: string;
                /** @description Where rows that name no location are counted. */
                readonly location?: string;
            };
            readonly header?: {
                /** @description A repeat of the same upload gets the first job. */
                readonly "idempotency-key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "text/csv": unknown;
            };
        };
        readonly responses: {
            /** @description Default Response */
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** Format: uuid */
                        readonly id: string;
                        /** @enum {string} */
                        readonly status: "queued";
                    };
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getImport: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @description Applied so far: created, updated and unchanged. */
                        readonly accepted: number;
                        readonly created: number;
                        /** Format: date-time */
                        readonly createdAt: string;
                        /** @description By line; the first 1,000 that were found. */
                        readonly errors: readonly {
                            readonly column: string;
                            /** @description In the file, the header being 1. */
                            readonly line: number;
                            readonly message: string;
                        }[];
                        /** Format: date-time */
                        readonly finishedAt?: string;
                        /** Format: uuid */
                        readonly id: string;
                        /** @enum {unknown} */
                        readonly kind: "products" | "items" | "stock" | "prices";
                        readonly rejected: number;
                        /** @description In the file, without the header and lines of images. */
                        readonly rows: number;
                        /** @enum {unknown} */
                        readonly status: "queued" | "running" | "done" | "failed";
                        readonly unchanged: number;
                        readonly updated: number;
                    };
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listOverdueCompensations: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly data: readonly {
                            readonly account: string;
                            readonly attempt: number;
                            /** Format: uuid */
                            readonly orderId: string;
                            /**
                             * Format: date-time
                             * @description Of the first attempt.
                             */
                            readonly since: string;
                            /** @description As in the order's timeline. */
                            readonly step: string;
                        }[];
                        /** @description Of all, listed or not. */
                        readonly total: number;
                    };
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listWebhooks: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly data: readonly {
                            /** Format: date-time */
                            readonly createdAt: string;
                            readonly description: string | null;
                            readonly disabledReason: string | null;
                            readonly enabled: boolean;
                            readonly eventTypes: readonly string[] | null;
                            readonly failingSince: string | null;
                            /** @description In a row; 0 since it last took an event. */
                            readonly failures: number;
                            readonly id: string;
                            readonly lastError: string | null;
                            readonly retryAt: string | null;
                            /** @enum {unknown} */
                            readonly status: "active" | "failing" | "disabled";
                            readonly url: string;
                            readonly version: number;
                        }[];
                        readonly nextCursor: null;
                    };
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly createWebhook: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 visible ASCII characters; a repeat gets the first answer. */
                readonly "idempotency-key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly description?: string;
                    readonly enabled?: boolean;
                    readonly eventTypes?: readonly ("stock.changed" | "stock.low" | "stock.back-in-stock" | "reservation.held" | "reservation.confirmed" | "reservation.released" | "reservation.expired" | "reservation.filled" | "reservation.reduced" | "item.changed" | "price.changed" | "promotion.changed" | "order.confirmed" | "order.failed" | "order.cancelled" | "order.lines-cancelled" | "order.refunded" | "order.returned" | "report.done" | "report.failed")[];
                    /** @description https, of a public host; port 443 or above 1023; no credentials, no fragment. */
                    readonly url: string;
                };
            };
        };
        readonly responses: {
            /** @description Default Response */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** Format: date-time */
                        readonly createdAt: string;
                        readonly description: string | null;
                        readonly disabledReason: string | null;
                        readonly enabled: boolean;
                        readonly eventTypes: readonly string[] | null;
                        readonly failingSince: string | null;
                        /** @description In a row; 0 since it last took an event. */
                        readonly failures: number;
                        readonly id: string;
                        readonly lastError: string | null;
                        readonly retryAt: string | null;
                        /** @description `whsec_…`, shown this once. Verify signatures with it. */
                        readonly secret: string;
                        /** @enum {unknown} */
                        readonly status: "active" | "failing" | "disabled";
                        readonly url: string;
                        readonly version: number;
                    };
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getWebhook: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** Format: date-time */
                        readonly createdAt: string;
                        readonly description: string | null;
                        readonly disabledReason: string | null;
                        readonly enabled: boolean;
                        readonly eventTypes: readonly string[] | null;
                        readonly failingSince: string | null;
                        /** @description In a row; 0 since it last took an event. */
                        readonly failures: number;
                        readonly id: string;
                        readonly lastError: string | null;
                        readonly retryAt: string | null;
                        /** @enum {unknown} */
                        readonly status: "active" | "failing" | "disabled";
                        readonly url: string;
                        readonly version: number;
                    };
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly deleteWebhook: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description ETags, or `*`: replace only what has one of them. */
                readonly "if-match"?: string;
                /** @description Create only. */
                readonly "if-none-match"?: "*";
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Deleted */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457) */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 412: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly patchWebhook: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description ETags, or `*`: replace only what has one of them. */
                readonly "if-match"?: string;
                /** @description Create only. */
                readonly "if-none-match"?: "*";
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly description?: string | null;
                    readonly enabled?: boolean;
                    readonly eventTypes?: readonly ("stock.changed" | "stock.low" | "stock.back-in-stock" | "reservation.held" | "reservation.confirmed" | "reservation.released" | "reservation.expired" | "reservation.filled" | "reservation.reduced" | "item.changed" | "price.changed" | "promotion.changed" | "order.confirmed" | "order.failed" | "order.cancelled" | "order.lines-cancelled" | "order.refunded" | "order.returned" | "report.done" | "report.failed")[] | null;
                    /** @description https, of a public host; port 443 or above 1023; no credentials, no fragment. */
                    readonly url?: string;
                };
            };
        };
        readonly responses: {
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** Format: date-time */
                        readonly createdAt: string;
                        readonly description: string | null;
                        readonly disabledReason: string | null;
                        readonly enabled: boolean;
                        readonly eventTypes: readonly string[] | null;
                        readonly failingSince: string | null;
                        /** @description In a row; 0 since it last took an event. */
                        readonly failures: number;
                        readonly id: string;
                        readonly lastError: string | null;
                        readonly retryAt: string | null;
                        /** @enum {unknown} */
                        readonly status: "active" | "failing" | "disabled";
                        readonly url: string;
                        readonly version: number;
                    };
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 412: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listWebhookDeliveries: {
        readonly parameters: {
            readonly query?: {
                readonly status?: "pending" | "delivered" | "failed";
                readonly limit?: number;
                /** @description `nextCursor` of a page. */
                readonly cursor?: string;
            };
            readonly header?: never;
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly data: readonly {
                            /** @description The last 20, the oldest first. */
                            readonly attempts: readonly {
                                /** Format: date-time */
                                readonly at: string;
                                readonly durationMs: number;
                                readonly error: string | null;
                                readonly statusCode: number | null;
                            }[];
                            /** Format: date-time */
                            readonly createdAt: string;
                            readonly endedAt: string | null;
                            readonly eventId: string;
                            readonly eventType: string;
                            readonly id: string;
                            /** @enum {unknown} */
                            readonly status: "pending" | "delivered" | "failed";
                        }[];
                        readonly nextCursor: string | null;
                    };
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getWebhookDelivery: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: string;
                readonly deliveryId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @description The last 20, the oldest first. */
                        readonly attempts: readonly {
                            /** Format: date-time */
                            readonly at: string;
                            readonly durationMs: number;
                            readonly error: string | null;
                            readonly statusCode: number | null;
                        }[];
                        /** Format: date-time */
                        readonly createdAt: string;
                        readonly endedAt: string | null;
                        /** @description What is sent. */
                        readonly event: {
                            readonly [key: string]: unknown;
                        };
                        readonly eventId: string;
                        readonly eventType: string;
                        readonly id: string;
                        /** @enum {unknown} */
                        readonly status: "pending" | "delivered" | "failed";
                    };
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly replayWebhookDelivery: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: string;
                readonly deliveryId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @description The last 20, the oldest first. */
                        readonly attempts: readonly {
                            /** Format: date-time */
                            readonly at: string;
                            readonly durationMs: number;
                            readonly error: string | null;
                            readonly statusCode: number | null;
                        }[];
                        /** Format: date-time */
                        readonly createdAt: string;
                        readonly endedAt: string | null;
                        readonly eventId: string;
                        readonly eventType: string;
                        readonly id: string;
                        /** @enum {unknown} */
                        readonly status: "pending" | "delivered" | "failed";
                    };
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly skipWebhookDelivery: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: string;
                readonly deliveryId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @description The last 20, the oldest first. */
                        readonly attempts: readonly {
                            /** Format: date-time */
                            readonly at: string;
                            readonly durationMs: number;
                            readonly error: string | null;
                            readonly statusCode: number | null;
                        }[];
                        /** Format: date-time */
                        readonly createdAt: string;
                        readonly endedAt: string | null;
                        readonly eventId: string;
                        readonly eventType: string;
                        readonly id: string;
                        /** @enum {unknown} */
                        readonly status: "pending" | "delivered" | "failed";
                    };
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly rotateWebhookSecret: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description ETags, or `*`: replace only what has one of them. */
                readonly "if-match"?: string;
                /** @description Create only. */
                readonly "if-none-match"?: "*";
                /** @description 1 to 255 visible ASCII characters; a repeat gets the first answer. */
                readonly "idempotency-key"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** Format: date-time */
                        readonly createdAt: string;
                        readonly description: string | null;
                        readonly disabledReason: string | null;
                        readonly enabled: boolean;
                        readonly eventTypes: readonly string[] | null;
                        readonly failingSince: string | null;
                        /** @description In a row; 0 since it last took an event. */
                        readonly failures: number;
                        readonly id: string;
                        readonly lastError: string | null;
                        readonly retryAt: string | null;
                        /** @description `whsec_…`, shown this once. Verify signatures with it. */
                        readonly secret: string;
                        /** @enum {unknown} */
                        readonly status: "active" | "failing" | "disabled";
                        readonly url: string;
                        readonly version: number;
                    };
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 412: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly testWebhook: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /** @description Only show what would be sent. Default: send it. */
                    readonly dryRun?: boolean;
                };
            };
        };
        readonly responses: {
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly attempt: {
                            /** Format: date-time */
                            readonly at: string;
                            readonly durationMs: number;
                            readonly error: string | null;
                            readonly statusCode: number | null;
                        } | null;
                        readonly delivered: boolean;
                        readonly request: {
                            readonly body: string;
                            readonly headers: {
                                readonly [key: string]: string;
                            };
                            readonly url: string;
                        };
                        readonly sent: boolean;
                    };
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listOrders: {
        readonly parameters: {
            readonly query?: {
                readonly status?: "processing" | "confirmed" | "failed" | "cancelled";
                readonly limit?: number;
                /** @description `nextCursor` of a page. */
                readonly cursor?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly data: readonly {
                            /** Format: date-time */
                            readonly createdAt: string;
                            readonly currency: string;
                            readonly customer: {
                                readonly email: string;
                            };
                            /** Format: uuid */
                            readonly id: string;
                            readonly lines?: readonly {
                                readonly discounts: readonly unknown[];
                                readonly quantity: number;
                                /** @description Units of `quantity` that were not there and are not charged: the line's amounts are of all units, the order's total is without them. */
                                readonly shortQuantity?: number;
                                readonly sku: string;
                                readonly subtotal: {
                                    /** @description In the currency's minor unit. */
                                    readonly amount: number;
                                    /** @description ISO 4217 */
                                    readonly currency: string;
                                };
                                readonly tax: {
                                    /** @description In the currency's minor unit. */
                                    readonly amount: number;
                                    /** @description ISO 4217 */
                                    readonly currency: string;
                                };
                                readonly total: {
                                    /** @description In the currency's minor unit. */
                                    readonly amount: number;
                                    /** @description ISO 4217 */
                                    readonly currency: string;
                                };
                                readonly unit: {
                                    /** @description In the currency's minor unit. */
                                    readonly amount: number;
                                    /** @description ISO 4217 */
                                    readonly currency: string;
                                };
                            }[];
                            readonly paymentId?: string;
                            readonly problem?: {
                                /** @description Stable, kebab-case. */
                                readonly code: string;
                                /** @description What happened and what to do next. */
                                readonly detail: string;
                                readonly errors?: readonly {
                                    readonly message: string;
                                    readonly path: string;
                                }[];
                                readonly instance?: string;
                                readonly status: number;
                                readonly title: string;
                                readonly traceId?: string;
                                /** @description `/problems/<code>` */
                                readonly type: string;
                            } & {
                                readonly [key: string]: unknown;
                            };
                            /** @description The quote that it was priced by. Absent: it was not priced. */
                            readonly quoteId?: string;
                            /** @description In all. Absent: nothing. */
                            readonly refunded?: {
                                /** @description In the currency's minor unit. */
                                readonly amount: number;
                                /** @description ISO 4217 */
                                readonly currency: string;
                            };
                            readonly region: string;
                            readonly reservationId: string;
                            readonly shipments?: readonly {
                                readonly lines: readonly {
                                    readonly quantity: number;
                                    readonly sku: string;
                                }[];
                                /**
                                 * @description As it was at the checkout; units that were cancelled since are gone. `backordered`: waits for units that are not there yet.
                                 * @enum {unknown}
                                 */
                                readonly status: "ready" | "backordered";
                            }[];
                            /** @enum {unknown} */
                            readonly shortfallPolicy: "refuse" | "refund" | "backorder" | "split";
                            /** @enum {unknown} */
                            readonly status: "processing" | "confirmed" | "failed" | "cancelled";
                            readonly total?: {
                                /** @description In the currency's minor unit. */
                                readonly amount: number;
                                /** @description ISO 4217 */
                                readonly currency: string;
                            };
                            /** @description The trace of the request that placed the order. */
                            readonly traceId: string;
                        }[];
                        readonly nextCursor: string | null;
                    };
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly createOrder: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Required: 1 to 255 visible ASCII characters. */
                readonly "idempotency-key"?: string;
                /** @description `wait=5` (seconds) or `respond-async` */
                readonly prefer?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /** @description With items. A code that gives nothing does not stop the order. */
                    readonly couponCodes?: readonly string[];
                    /** @description ISO 4217 */
                    readonly currency: string;
                    readonly customer: {
                        /** Format: email */
                        readonly email: string;
                    };
                    readonly items?: readonly {
                        readonly quantity: number;
                        readonly sku: string;
                    }[];
                    readonly paymentMethod: {
                        readonly token: string;
                    };
                    /** @description Instead of items: buys at the price that the quote froze. */
                    readonly quoteToken?: string;
                    /** @description ISO 3166: ES, ES-CN */
                    readonly region: string;
                    /**
                     * Format: uuid
                     * @description A reservation of yours, held for the same goods. Sold by the order, and released when the order fails at its payment or after; it stays held, for its own time, when the order fails before: at the price, the quote, or as it holds other goods.
                     */
                    readonly reservationId?: string;
                    /**
                     * @description What becomes of the order when not all of it is in stock. `refuse` (the default): 409 when units are short. `refund`: what is there is sold, the rest is not charged, and 409 when nothing is there. `backorder` and `split`: as `refuse`, but where an item may be ordered beyond its stock (its `backorderLimit`) the whole order waits for those units, or what is in stock goes ahead in a shipment of its own. Units that an item's `backorderLimit` allows are sold under every policy. What a `reservationId` holds is held: it is sold as it is.
                     * @enum {unknown}
                     */
                    readonly shortfallPolicy?: "refuse" | "refund" | "backorder" | "split";
                };
            };
        };
        readonly responses: {
            /** @description Default Response */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** Format: date-time */
                        readonly createdAt: string;
                        readonly currency: string;
                        /** Format: uuid */
                        readonly id: string;
                        readonly lines: readonly {
                            readonly discounts: readonly unknown[];
                            readonly quantity: number;
                            /** @description Units of `quantity` that were not there and are not charged: the line's amounts are of all units, the order's total is without them. */
                            readonly shortQuantity?: number;
                            readonly sku: string;
                            readonly subtotal: {
                                /** @description In the currency's minor unit. */
                                readonly amount: number;
                                /** @description ISO 4217 */
                                readonly currency: string;
                            };
                            readonly tax: {
                                /** @description In the currency's minor unit. */
                                readonly amount: number;
                                /** @description ISO 4217 */
                                readonly currency: string;
                            };
                            readonly total: {
                                /** @description In the currency's minor unit. */
                                readonly amount: number;
                                /** @description ISO 4217 */
                                readonly currency: string;
                            };
                            readonly unit: {
                                /** @description In the currency's minor unit. */
                                readonly amount: number;
                                /** @description ISO 4217 */
                                readonly currency: string;
                            };
                        }[];
                        /** @description null when there was nothing to pay. */
                        readonly paymentId: string | null;
                        readonly region: string;
                        readonly reservationId: string;
                        readonly shipments: readonly {
                            readonly lines: readonly {
                                readonly quantity: number;
                                readonly sku: string;
                            }[];
                            /**
                             * @description As it was at the checkout; units that were cancelled since are gone. `backordered`: waits for units that are not there yet.
                             * @enum {unknown}
                             */
                            readonly status: "ready" | "backordered";
                        }[];
                        /** @enum {unknown} */
                        readonly shortfallPolicy: "refuse" | "refund" | "backorder" | "split";
                        /** @enum {string} */
                        readonly status: "confirmed";
                        readonly total: {
                            /** @description In the currency's minor unit. */
                            readonly amount: number;
                            /** @description ISO 4217 */
                            readonly currency: string;
                        };
                        readonly traceId: string;
                    };
                };
            };
            /** @description Default Response */
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** Format: uuid */
                        readonly id: string;
                        /** @enum {string} */
                        readonly status: "processing";
                    };
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 402: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getOrder: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** Format: date-time */
                        readonly createdAt: string;
                        readonly currency: string;
                        readonly customer: {
                            readonly email: string;
                        };
                        /** Format: uuid */
                        readonly id: string;
                        readonly lines?: readonly {
                            readonly discounts: readonly unknown[];
                            readonly quantity: number;
                            /** @description Units of `quantity` that were not there and are not charged: the line's amounts are of all units, the order's total is without them. */
                            readonly shortQuantity?: number;
                            readonly sku: string;
                            readonly subtotal: {
                                /** @description In the currency's minor unit. */
                                readonly amount: number;
                                /** @description ISO 4217 */
                                readonly currency: string;
                            };
                            readonly tax: {
                                /** @description In the currency's minor unit. */
                                readonly amount: number;
                                /** @description ISO 4217 */
                                readonly currency: string;
                            };
                            readonly total: {
                                /** @description In the currency's minor unit. */
                                readonly amount: number;
                                /** @description ISO 4217 */
                                readonly currency: string;
                            };
                            readonly unit: {
                                /** @description In the currency's minor unit. */
                                readonly amount: number;
                                /** @description ISO 4217 */
                                readonly currency: string;
                            };
                        }[];
                        readonly paymentId?: string;
                        readonly problem?: {
                            /** @description Stable, kebab-case. */
                            readonly code: string;
                            /** @description What happened and what to do next. */
                            readonly detail: string;
                            readonly errors?: readonly {
                                readonly message: string;
                                readonly path: string;
                            }[];
                            readonly instance?: string;
                            readonly status: number;
                            readonly title: string;
                            readonly traceId?: string;
                            /** @description `/problems/<code>` */
                            readonly type: string;
                        } & {
                            readonly [key: string]: unknown;
                        };
                        /** @description The quote that it was priced by. Absent: it was not priced. */
                        readonly quoteId?: string;
                        /** @description In all. Absent: nothing. */
                        readonly refunded?: {
                            /** @description In the currency's minor unit. */
                            readonly amount: number;
                            /** @description ISO 4217 */
                            readonly currency: string;
                        };
                        readonly region: string;
                        readonly reservationId: string;
                        readonly shipments?: readonly {
                            readonly lines: readonly {
                                readonly quantity: number;
                                readonly sku: string;
                            }[];
                            /**
                             * @description As it was at the checkout; units that were cancelled since are gone. `backordered`: waits for units that are not there yet.
                             * @enum {unknown}
                             */
                            readonly status: "ready" | "backordered";
                        }[];
                        /** @enum {unknown} */
                        readonly shortfallPolicy: "refuse" | "refund" | "backorder" | "split";
                        /** @enum {unknown} */
                        readonly status: "processing" | "confirmed" | "failed" | "cancelled";
                        readonly timeline: readonly {
                            readonly attempt: number;
                            readonly durationMs: number;
                            /**
                             * Format: date-time
                             * @description Of the first attempt.
                             */
                            readonly startedAt: string;
                            /**
                             * @description `compensated`: this step was undone. `retrying`: another attempt follows.
                             * @enum {unknown}
                             */
                            readonly status: "done" | "failed" | "compensated" | "retrying";
                            readonly step: string;
                        }[];
                        readonly total?: {
                            /** @description In the currency's minor unit. */
                            readonly amount: number;
                            /** @description ISO 4217 */
                            readonly currency: string;
                        };
                        /** @description The trace of the request that placed the order. */
                        readonly traceId: string;
                    };
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly cancelOrder: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 visible ASCII. */
                readonly "idempotency-key"?: string;
                /** @description `wait=5` (seconds) or `respond-async` */
                readonly prefer?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly reason?: string;
                } | null;
            };
        };
        readonly responses: {
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly change?: {
                            /** @description What is given back by it. */
                            readonly amount?: {
                                /** @description In the currency's minor unit. */
                                readonly amount: number;
                                /** @description ISO 4217 */
                                readonly currency: string;
                            };
                            /** Format: date-time */
                            readonly createdAt: string;
                            /** Format: date-time */
                            readonly finishedAt?: string;
                            /** Format: uuid */
                            readonly id: string;
                            readonly items: readonly {
                                readonly quantity: number;
                                readonly sku: string;
                            }[];
                            /** @enum {unknown} */
                            readonly kind: "cancel" | "cancel-lines" | "refund" | "return";
                            readonly location?: string;
                            readonly problem?: {
                                /** @description Stable, kebab-case. */
                                readonly code: string;
                                /** @description What happened and what to do next. */
                                readonly detail: string;
                                readonly errors?: readonly {
                                    readonly message: string;
                                    readonly path: string;
                                }[];
                                readonly instance?: string;
                                readonly status: number;
                                readonly title: string;
                                readonly traceId?: string;
                                /** @description `/problems/<code>` */
                                readonly type: string;
                            } & {
                                readonly [key: string]: unknown;
                            };
                            readonly reason?: string;
                            readonly restock: boolean;
                            /**
                             * @description `failed`: nothing was changed, `problem` says why.
                             * @enum {unknown}
                             */
                            readonly status: "processing" | "done" | "failed";
                        };
                        /** Format: date-time */
                        readonly createdAt: string;
                        readonly currency: string;
                        readonly customer: {
                            readonly email: string;
                        };
                        /** Format: uuid */
                        readonly id: string;
                        readonly lines?: readonly {
                            readonly discounts: readonly unknown[];
                            readonly quantity: number;
                            /** @description Units of `quantity` that were not there and are not charged: the line's amounts are of all units, the order's total is without them. */
                            readonly shortQuantity?: number;
                            readonly sku: string;
                            readonly subtotal: {
                                /** @description In the currency's minor unit. */
                                readonly amount: number;
                                /** @description ISO 4217 */
                                readonly currency: string;
                            };
                            readonly tax: {
                                /** @description In the currency's minor unit. */
                                readonly amount: number;
                                /** @description ISO 4217 */
                                readonly currency: string;
                            };
                            readonly total: {
                                /** @description In the currency's minor unit. */
                                readonly amount: number;
                                /** @description ISO 4217 */
                                readonly currency: string;
                            };
                            readonly unit: {
                                /** @description In the currency's minor unit. */
                                readonly amount: number;
                                /** @description ISO 4217 */
                                readonly currency: string;
                            };
                        }[];
                        readonly paymentId?: string;
                        readonly problem?: {
                            /** @description Stable, kebab-case. */
                            readonly code: string;
                            /** @description What happened and what to do next. */
                            readonly detail: string;
                            readonly errors?: readonly {
                                readonly message: string;
                                readonly path: string;
                            }[];
                            readonly instance?: string;
                            readonly status: number;
                            readonly title: string;
                            readonly traceId?: string;
                            /** @description `/problems/<code>` */
                            readonly type: string;
                        } & {
                            readonly [key: string]: unknown;
                        };
                        /** @description The quote that it was priced by. Absent: it was not priced. */
                        readonly quoteId?: string;
                        /** @description In all. Absent: nothing. */
                        readonly refunded?: {
                            /** @description In the currency's minor unit. */
                            readonly amount: number;
                            /** @description ISO 4217 */
                            readonly currency: string;
                        };
                        readonly region: string;
                        readonly reservationId: string;
                        readonly shipments?: readonly {
                            readonly lines: readonly {
                                readonly quantity: number;
                                readonly sku: string;
                            }[];
                            /**
                             * @description As it was at the checkout; units that were cancelled since are gone. `backordered`: waits for units that are not there yet.
                             * @enum {unknown}
                             */
                            readonly status: "ready" | "backordered";
                        }[];
                        /** @enum {unknown} */
                        readonly shortfallPolicy: "refuse" | "refund" | "backorder" | "split";
                        /** @enum {unknown} */
                        readonly status: "processing" | "confirmed" | "failed" | "cancelled";
                        readonly timeline: readonly {
                            readonly attempt: number;
                            readonly durationMs: number;
                            /**
                             * Format: date-time
                             * @description Of the first attempt.
                             */
                            readonly startedAt: string;
                            /**
                             * @description `compensated`: this step was undone. `retrying`: another attempt follows.
                             * @enum {unknown}
                             */
                            readonly status: "done" | "failed" | "compensated" | "retrying";
                            readonly step: string;
                        }[];
                        readonly total?: {
                            /** @description In the currency's minor unit. */
                            readonly amount: number;
                            /** @description ISO 4217 */
                            readonly currency: string;
                        };
                        /** @description The trace of the request that placed the order. */
                        readonly traceId: string;
                    };
                };
            };
            /** @description Default Response */
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly change: {
                            /** @description What is given back by it. */
                            readonly amount?: {
                                /** @description In the currency's minor unit. */
                                readonly amount: number;
                                /** @description ISO 4217 */
                                readonly currency: string;
                            };
                            /** Format: date-time */
                            readonly createdAt: string;
                            /** Format: date-time */
                            readonly finishedAt?: string;
                            /** Format: uuid */
                            readonly id: string;
                            readonly items: readonly {
                                readonly quantity: number;
                                readonly sku: string;
                            }[];
                            /** @enum {unknown} */
                            readonly kind: "cancel" | "cancel-lines" | "refund" | "return";
                            readonly location?: string;
                            readonly problem?: {
                                /** @description Stable, kebab-case. */
                                readonly code: string;
                                /** @description What happened and what to do next. */
                                readonly detail: string;
                                readonly errors?: readonly {
                                    readonly message: string;
                                    readonly path: string;
                                }[];
                                readonly instance?: string;
                                readonly status: number;
                                readonly title: string;
                                readonly traceId?: string;
                                /** @description `/problems/<code>` */
                                readonly type: string;
                            } & {
                                readonly [key: string]: unknown;
                            };
                            readonly reason?: string;
                            readonly restock: boolean;
                            /**
                             * @description `failed`: nothing was changed, `problem` says why.
                             * @enum {unknown}
                             */
                            readonly status: "processing" | "done" | "failed";
                        };
                        /** Format: uuid */
                        readonly id: string;
                        /** @enum {unknown} */
                        readonly status: "processing" | "confirmed" | "failed" | "cancelled";
                    };
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly cancelOrderLines: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 visible ASCII. */
                readonly "idempotency-key"?: string;
                /** @description `wait=5` (seconds) or `respond-async` */
                readonly prefer?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly items: readonly {
                        readonly quantity: number;
                        readonly sku: string;
                    }[];
                    readonly reason?: string;
                };
            };
        };
        readonly responses: {
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly change?: {
                            /** @description What is given back by it. */
                            readonly amount?: {
                                /** @description In the currency's minor unit. */
                                readonly amount: number;
                                /** @description ISO 4217 */
                                readonly currency: string;
                            };
                            /** Format: date-time */
                            readonly createdAt: string;
                            /** Format: date-time */
                            readonly finishedAt?: string;
                            /** Format: uuid */
                            readonly id: string;
                            readonly items: readonly {
                                readonly quantity: number;
                                readonly sku: string;
                            }[];
                            /** @enum {unknown} */
                            readonly kind: "cancel" | "cancel-lines" | "refund" | "return";
                            readonly location?: string;
                            readonly problem?: {
                                /** @description Stable, kebab-case. */
                                readonly code: string;
                                /** @description What happened and what to do next. */
                                readonly detail: string;
                                readonly errors?: readonly {
                                    readonly message: string;
                                    readonly path: string;
                                }[];
                                readonly instance?: string;
                                readonly status: number;
                                readonly title: string;
                                readonly traceId?: string;
                                /** @description `/problems/<code>` */
                                readonly type: string;
                            } & {
                                readonly [key: string]: unknown;
                            };
                            readonly reason?: string;
                            readonly restock: boolean;
                            /**
                             * @description `failed`: nothing was changed, `problem` says why.
                             * @enum {unknown}
                             */
                            readonly status: "processing" | "done" | "failed";
                        };
                        /** Format: date-time */
                        readonly createdAt: string;
                        readonly currency: string;
                        readonly customer: {
                            readonly email: string;
                        };
                        /** Format: uuid */
                        readonly id: string;
                        readonly lines?: readonly {
                            readonly discounts: readonly unknown[];
                            readonly quantity: number;
                            /** @description Units of `quantity` that were not there and are not charged: the line's amounts are of all units, the order's total is without them. */
                            readonly shortQuantity?: number;
                            readonly sku: string;
                            readonly subtotal: {
                                /** @description In the currency's minor unit. */
                                readonly amount: number;
                                /** @description ISO 4217 */
                                readonly currency: string;
                            };
                            readonly tax: {
                                /** @description In the currency's minor unit. */
                                readonly amount: number;
                                /** @description ISO 4217 */
                                readonly currency: string;
                            };
                            readonly total: {
                                /** @description In the currency's minor unit. */
                                readonly amount: number;
                                /** @description ISO 4217 */
                                readonly currency: string;
                            };
                            readonly unit: {
                                /** @description In the currency's minor unit. */
                                readonly amount: number;
                                /** @description ISO 4217 */
                                readonly currency: string;
                            };
                        }[];
                        readonly paymentId?: string;
                        readonly problem?: {
                            /** @description Stable, kebab-case. */
                            readonly code: string;
                            /** @description What happened and what to do next. */
                            readonly detail: string;
                            readonly errors?: readonly {
                                readonly message: string;
                                readonly path: string;
                            }[];
                            readonly instance?: string;
                            readonly status: number;
                            readonly title: string;
                            readonly traceId?: string;
                            /** @description `/problems/<code>` */
                            readonly type: string;
                        } & {
                            readonly [key: string]: unknown;
                        };
                        /** @description The quote that it was priced by. Absent: it was not priced. */
                        readonly quoteId?: string;
                        /** @description In all. Absent: nothing. */
                        readonly refunded?: {
                            /** @description In the currency's minor unit. */
                            readonly amount: number;
                            /** @description ISO 4217 */
                            readonly currency: string;
                        };
                        readonly region: string;
                        readonly reservationId: string;
                        readonly shipments?: readonly {
                            readonly lines: readonly {
                                readonly quantity: number;
                                readonly sku: string;
                            }[];
                            /**
                             * @description As it was at the checkout; units that were cancelled since are gone. `backordered`: waits for units that are not there yet.
                             * @enum {unknown}
                             */
                            readonly status: "ready" | "backordered";
                        }[];
                        /** @enum {unknown} */
                        readonly shortfallPolicy: "refuse" | "refund" | "backorder" | "split";
                        /** @enum {unknown} */
                        readonly status: "processing" | "confirmed" | "failed" | "cancelled";
                        readonly timeline: readonly {
                            readonly attempt: number;
                            readonly durationMs: number;
                            /**
                             * Format: date-time
                             * @description Of the first attempt.
                             */
                            readonly startedAt: string;
                            /**
                             * @description `compensated`: this step was undone. `retrying`: another attempt follows.
                             * @enum {unknown}
                             */
                            readonly status: "done" | "failed" | "compensated" | "retrying";
                            readonly step: string;
                        }[];
                        readonly total?: {
                            /** @description In the currency's minor unit. */
                            readonly amount: number;
                            /** @description ISO 4217 */
                            readonly currency: string;
                        };
                        /** @description The trace of the request that placed the order. */
                        readonly traceId: string;
                    };
                };
            };
            /** @description Default Response */
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly change: {
                            /** @description What is given back by it. */
                            readonly amount?: {
                                /** @description In the currency's minor unit. */
                                readonly amount: number;
                                /** @description ISO 4217 */
                                readonly currency: string;
                            };
                            /** Format: date-time */
                            readonly createdAt: string;
                            /** Format: date-time */
                            readonly finishedAt?: string;
                            /** Format: uuid */
                            readonly id: string;
                            readonly items: readonly {
                                readonly quantity: number;
                                readonly sku: string;
                            }[];
                            /** @enum {unknown} */
                            readonly kind: "cancel" | "cancel-lines" | "refund" | "return";
                            readonly location?: string;
                            readonly problem?: {
                                /** @description Stable, kebab-case. */
                                readonly code: string;
                                /** @description What happened and what to do next. */
                                readonly detail: string;
                                readonly errors?: readonly {
                                    readonly message: string;
                                    readonly path: string;
                                }[];
                                readonly instance?: string;
                                readonly status: number;
                                readonly title: string;
                                readonly traceId?: string;
                                /** @description `/problems/<code>` */
                                readonly type: string;
                            } & {
                                readonly [key: string]: unknown;
                            };
                            readonly reason?: string;
                            readonly restock: boolean;
                            /**
                             * @description `failed`: nothing was changed, `problem` says why.
                             * @enum {unknown}
                             */
                            readonly status: "processing" | "done" | "failed";
                        };
                        /** Format: uuid */
                        readonly id: string;
                        /** @enum {unknown} */
                        readonly status: "processing" | "confirmed" | "failed" | "cancelled";
                    };
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listOrderChanges: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly data: readonly {
                            /** @description What is given back by it. */
                            readonly amount?: {
                                /** @description In the currency's minor unit. */
                                readonly amount: number;
                                /** @description ISO 4217 */
                                readonly currency: string;
                            };
                            /** Format: date-time */
                            readonly createdAt: string;
                            /** Format: date-time */
                            readonly finishedAt?: string;
                            /** Format: uuid */
                            readonly id: string;
                            readonly items: readonly {
                                readonly quantity: number;
                                readonly sku: string;
                            }[];
                            /** @enum {unknown} */
                            readonly kind: "cancel" | "cancel-lines" | "refund" | "return";
                            readonly location?: string;
                            readonly problem?: {
                                /** @description Stable, kebab-case. */
                                readonly code: string;
                                /** @description What happened and what to do next. */
                                readonly detail: string;
                                readonly errors?: readonly {
                                    readonly message: string;
                                    readonly path: string;
                                }[];
                                readonly instance?: string;
                                readonly status: number;
                                readonly title: string;
                                readonly traceId?: string;
                                /** @description `/problems/<code>` */
                                readonly type: string;
                            } & {
                                readonly [key: string]: unknown;
                            };
                            readonly reason?: string;
                            readonly restock: boolean;
                            /**
                             * @description `failed`: nothing was changed, `problem` says why.
                             * @enum {unknown}
                             */
                            readonly status: "processing" | "done" | "failed";
                        }[];
                    };
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly watchOrder: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The `id` of the last event seen. */
                readonly "last-event-id"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The events. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/event-stream": string;
                };
            };
            /** @description The order is at its end, and you have seen it. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457) */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly refundOrder: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 visible ASCII. */
                readonly "idempotency-key"?: string;
                /** @description `wait=5` (seconds) or `respond-async` */
                readonly prefer?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly amount: {
                        /** @description In the currency's minor unit. */
                        readonly amount: number;
                        /** @description ISO 4217 */
                        readonly currency: string;
                    };
                    readonly reason?: string;
                };
            };
        };
        readonly responses: {
            /** @description Default Response */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly change?: {
                            /** @description What is given back by it. */
                            readonly amount?: {
                                /** @description In the currency's minor unit. */
                                readonly amount: number;
                                /** @description ISO 4217 */
                                readonly currency: string;
                            };
                            /** Format: date-time */
                            readonly createdAt: string;
                            /** Format: date-time */
                            readonly finishedAt?: string;
                            /** Format: uuid */
                            readonly id: string;
                            readonly items: readonly {
                                readonly quantity: number;
                                readonly sku: string;
                            }[];
                            /** @enum {unknown} */
                            readonly kind: "cancel" | "cancel-lines" | "refund" | "return";
                            readonly location?: string;
                            readonly problem?: {
                                /** @description Stable, kebab-case. */
                                readonly code: string;
                                /** @description What happened and what to do next. */
                                readonly detail: string;
                                readonly errors?: readonly {
                                    readonly message: string;
                                    readonly path: string;
                                }[];
                                readonly instance?: string;
                                readonly status: number;
                                readonly title: string;
                                readonly traceId?: string;
                                /** @description `/problems/<code>` */
                                readonly type: string;
                            } & {
                                readonly [key: string]: unknown;
                            };
                            readonly reason?: string;
                            readonly restock: boolean;
                            /**
                             * @description `failed`: nothing was changed, `problem` says why.
                             * @enum {unknown}
                             */
                            readonly status: "processing" | "done" | "failed";
                        };
                        /** Format: date-time */
                        readonly createdAt: string;
                        readonly currency: string;
                        readonly customer: {
                            readonly email: string;
                        };
                        /** Format: uuid */
                        readonly id: string;
                        readonly lines?: readonly {
                            readonly discounts: readonly unknown[];
                            readonly quantity: number;
                            /** @description Units of `quantity` that were not there and are not charged: the line's amounts are of all units, the order's total is without them. */
                            readonly shortQuantity?: number;
                            readonly sku: string;
                            readonly subtotal: {
                                /** @description In the currency's minor unit. */
                                readonly amount: number;
                                /** @description ISO 4217 */
                                readonly currency: string;
                            };
                            readonly tax: {
                                /** @description In the currency's minor unit. */
                                readonly amount: number;
                                /** @description ISO 4217 */
                                readonly currency: string;
                            };
                            readonly total: {
                                /** @description In the currency's minor unit. */
                                readonly amount: number;
                                /** @description ISO 4217 */
                                readonly currency: string;
                            };
                            readonly unit: {
                                /** @description In the currency's minor unit. */
                                readonly amount: number;
                                /** @description ISO 4217 */
                                readonly currency: string;
                            };
                        }[];
                        readonly paymentId?: string;
                        readonly problem?: {
                            /** @description Stable, kebab-case. */
                            readonly code: string;
                            /** @description What happened and what to do next. */
                            readonly detail: string;
                            readonly errors?: readonly {
                                readonly message: string;
                                readonly path: string;
                            }[];
                            readonly instance?: string;
                            readonly status: number;
                            readonly title: string;
                            readonly traceId?: string;
                            /** @description `/problems/<code>` */
                            readonly type: string;
                        } & {
                            readonly [key: string]: unknown;
                        };
                        /** @description The quote that it was priced by. Absent: it was not priced. */
                        readonly quoteId?: string;
                        /** @description In all. Absent: nothing. */
                        readonly refunded?: {
                            /** @description In the currency's minor unit. */
                            readonly amount: number;
                            /** @description ISO 4217 */
                            readonly currency: string;
                        };
                        readonly region: string;
                        readonly reservationId: string;
                        readonly shipments?: readonly {
                            readonly lines: readonly {
                                readonly quantity: number;
                                readonly sku: string;
                            }[];
                            /**
                             * @description As it was at the checkout; units that were cancelled since are gone. `backordered`: waits for units that are not there yet.
                             * @enum {unknown}
                             */
                            readonly status: "ready" | "backordered";
                        }[];
                        /** @enum {unknown} */
                        readonly shortfallPolicy: "refuse" | "refund" | "backorder" | "split";
                        /** @enum {unknown} */
                        readonly status: "processing" | "confirmed" | "failed" | "cancelled";
                        readonly timeline: readonly {
                            readonly attempt: number;
                            readonly durationMs: number;
                            /**
                             * Format: date-time
                             * @description Of the first attempt.
                             */
                            readonly startedAt: string;
                            /**
                             * @description `compensated`: this step was undone. `retrying`: another attempt follows.
                             * @enum {unknown}
                             */
                            readonly status: "done" | "failed" | "compensated" | "retrying";
                            readonly step: string;
                        }[];
                        readonly total?: {
                            /** @description In the currency's minor unit. */
                            readonly amount: number;
                            /** @description ISO 4217 */
                            readonly currency: string;
                        };
                        /** @description The trace of the request that placed the order. */
                        readonly traceId: string;
                    };
                };
            };
            /** @description Default Response */
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly change: {
                            /** @description What is given back by it. */
                            readonly amount?: {
                                /** @description In the currency's minor unit. */
                                readonly amount: number;
                                /** @description ISO 4217 */
                                readonly currency: string;
                            };
                            /** Format: date-time */
                            readonly createdAt: string;
                            /** Format: date-time */
                            readonly finishedAt?: string;
                            /** Format: uuid */
                            readonly id: string;
                            readonly items: readonly {
                                readonly quantity: number;
                                readonly sku: string;
                            }[];
                            /** @enum {unknown} */
                            readonly kind: "cancel" | "cancel-lines" | "refund" | "return";
                            readonly location?: string;
                            readonly problem?: {
                                /** @description Stable, kebab-case. */
                                readonly code: string;
                                /** @description What happened and what to do next. */
                                readonly detail: string;
                                readonly errors?: readonly {
                                    readonly message: string;
                                    readonly path: string;
                                }[];
                                readonly instance?: string;
                                readonly status: number;
                                readonly title: string;
                                readonly traceId?: string;
                                /** @description `/problems/<code>` */
                                readonly type: string;
                            } & {
                                readonly [key: string]: unknown;
                            };
                            readonly reason?: string;
                            readonly restock: boolean;
                            /**
                             * @description `failed`: nothing was changed, `problem` says why.
                             * @enum {unknown}
                             */
                            readonly status: "processing" | "done" | "failed";
                        };
                        /** Format: uuid */
                        readonly id: string;
                        /** @enum {unknown} */
                        readonly status: "processing" | "confirmed" | "failed" | "cancelled";
                    };
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly returnItems: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 visible ASCII. */
                readonly "idempotency-key"?: string;
                /** @description `wait=5` (seconds) or `respond-async` */
                readonly prefer?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly items: readonly {
                        readonly quantity: number;
                        readonly sku: string;
                    }[];
                    readonly location?: string;
                    readonly reason?: string;
                    readonly restock?: boolean;
                };
            };
        };
        readonly responses: {
            /** @description Default Response */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly change?: {
                            /** @description What is given back by it. */
                            readonly amount?: {
                                /** @description In the currency's minor unit. */
                                readonly amount: number;
                                /** @description ISO 4217 */
                                readonly currency: string;
                            };
                            /** Format: date-time */
                            readonly createdAt: string;
                            /** Format: date-time */
                            readonly finishedAt?: string;
                            /** Format: uuid */
                            readonly id: string;
                            readonly items: readonly {
                                readonly quantity: number;
                                readonly sku: string;
                            }[];
                            /** @enum {unknown} */
                            readonly kind: "cancel" | "cancel-lines" | "refund" | "return";
                            readonly location?: string;
                            readonly problem?: {
                                /** @description Stable, kebab-case. */
                                readonly code: string;
                                /** @description What happened and what to do next. */
                                readonly detail: string;
                                readonly errors?: readonly {
                                    readonly message: string;
                                    readonly path: string;
                                }[];
                                readonly instance?: string;
                                readonly status: number;
                                readonly title: string;
                                readonly traceId?: string;
                                /** @description `/problems/<code>` */
                                readonly type: string;
                            } & {
                                readonly [key: string]: unknown;
                            };
                            readonly reason?: string;
                            readonly restock: boolean;
                            /**
                             * @description `failed`: nothing was changed, `problem` says why.
                             * @enum {unknown}
                             */
                            readonly status: "processing" | "done" | "failed";
                        };
                        /** Format: date-time */
                        readonly createdAt: string;
                        readonly currency: string;
                        readonly customer: {
                            readonly email: string;
                        };
                        /** Format: uuid */
                        readonly id: string;
                        readonly lines?: readonly {
                            readonly discounts: readonly unknown[];
                            readonly quantity: number;
                            /** @description Units of `quantity` that were not there and are not charged: the line's amounts are of all units, the order's total is without them. */
                            readonly shortQuantity?: number;
                            readonly sku: string;
                            readonly subtotal: {
                                /** @description In the currency's minor unit. */
                                readonly amount: number;
                                /** @description ISO 4217 */
                                readonly currency: string;
                            };
                            readonly tax: {
                                /** @description In the currency's minor unit. */
                                readonly amount: number;
                                /** @description ISO 4217 */
                                readonly currency: string;
                            };
                            readonly total: {
                                /** @description In the currency's minor unit. */
                                readonly amount: number;
                                /** @description ISO 4217 */
                                readonly currency: string;
                            };
                            readonly unit: {
                                /** @description In the currency's minor unit. */
                                readonly amount: number;
                                /** @description ISO 4217 */
                                readonly currency: string;
                            };
                        }[];
                        readonly paymentId?: string;
                        readonly problem?: {
                            /** @description Stable, kebab-case. */
                            readonly code: string;
                            /** @description What happened and what to do next. */
                            readonly detail: string;
                            readonly errors?: readonly {
                                readonly message: string;
                                readonly path: string;
                            }[];
                            readonly instance?: string;
                            readonly status: number;
                            readonly title: string;
                            readonly traceId?: string;
                            /** @description `/problems/<code>` */
                            readonly type: string;
                        } & {
                            readonly [key: string]: unknown;
                        };
                        /** @description The quote that it was priced by. Absent: it was not priced. */
                        readonly quoteId?: string;
                        /** @description In all. Absent: nothing. */
                        readonly refunded?: {
                            /** @description In the currency's minor unit. */
                            readonly amount: number;
                            /** @description ISO 4217 */
                            readonly currency: string;
                        };
                        readonly region: string;
                        readonly reservationId: string;
                        readonly shipments?: readonly {
                            readonly lines: readonly {
                                readonly quantity: number;
                                readonly sku: string;
                            }[];
                            /**
                             * @description As it was at the checkout; units that were cancelled since are gone. `backordered`: waits for units that are not there yet.
                             * @enum {unknown}
                             */
                            readonly status: "ready" | "backordered";
                        }[];
                        /** @enum {unknown} */
                        readonly shortfallPolicy: "refuse" | "refund" | "backorder" | "split";
                        /** @enum {unknown} */
                        readonly status: "processing" | "confirmed" | "failed" | "cancelled";
                        readonly timeline: readonly {
                            readonly attempt: number;
                            readonly durationMs: number;
                            /**
                             * Format: date-time
                             * @description Of the first attempt.
                             */
                            readonly startedAt: string;
                            /**
                             * @description `compensated`: this step was undone. `retrying`: another attempt follows.
                             * @enum {unknown}
                             */
                            readonly status: "done" | "failed" | "compensated" | "retrying";
                            readonly step: string;
                        }[];
                        readonly total?: {
                            /** @description In the currency's minor unit. */
                            readonly amount: number;
                            /** @description ISO 4217 */
                            readonly currency: string;
                        };
                        /** @description The trace of the request that placed the order. */
                        readonly traceId: string;
                    };
                };
            };
            /** @description Default Response */
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly change: {
                            /** @description What is given back by it. */
                            readonly amount?: {
                                /** @description In the currency's minor unit. */
                                readonly amount: number;
                                /** @description ISO 4217 */
                                readonly currency: string;
                            };
                            /** Format: date-time */
                            readonly createdAt: string;
                            /** Format: date-time */
                            readonly finishedAt?: string;
                            /** Format: uuid */
                            readonly id: string;
                            readonly items: readonly {
                                readonly quantity: number;
                                readonly sku: string;
                            }[];
                            /** @enum {unknown} */
                            readonly kind: "cancel" | "cancel-lines" | "refund" | "return";
                            readonly location?: string;
                            readonly problem?: {
                                /** @description Stable, kebab-case. */
                                readonly code: string;
                                /** @description What happened and what to do next. */
                                readonly detail: string;
                                readonly errors?: readonly {
                                    readonly message: string;
                                    readonly path: string;
                                }[];
                                readonly instance?: string;
                                readonly status: number;
                                readonly title: string;
                                readonly traceId?: string;
                                /** @description `/problems/<code>` */
                                readonly type: string;
                            } & {
                                readonly [key: string]: unknown;
                            };
                            readonly reason?: string;
                            readonly restock: boolean;
                            /**
                             * @description `failed`: nothing was changed, `problem` says why.
                             * @enum {unknown}
                             */
                            readonly status: "processing" | "done" | "failed";
                        };
                        /** Format: uuid */
                        readonly id: string;
                        /** @enum {unknown} */
                        readonly status: "processing" | "confirmed" | "failed" | "cancelled";
                    };
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly receivePaymentEvent: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly provider: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": unknown;
            };
        };
        readonly responses: {
            /** @description It is known here, now or already. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457) */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listReports: {
        readonly parameters: {
            readonly query?: {
                readonly limit?: number;
                /** @description `nextCursor` of a page. */
                readonly cursor?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly data: readonly {
                            /** @description Of the result, as far as it is made. */
                            readonly bytes: number;
                            /** Format: date-time */
                            readonly createdAt: string;
                            /**
                             * Format: date-time
                             * @description The result is kept until then.
                             */
                            readonly expiresAt?: string;
                            /** @description Why it failed. */
                            readonly failure?: string;
                            /** Format: date-time */
                            readonly finishedAt?: string;
                            /** @enum {unknown} */
                            readonly format: "json" | "csv";
                            /** Format: date-time */
                            readonly from: string;
                            /** Format: uuid */
                            readonly id: string;
                            /** @description 1 when it is done. */
                            readonly progress: number;
                            /** @description Made so far. */
                            readonly rows: number;
                            /** @enum {unknown} */
                            readonly status: "queued" | "running" | "done" | "failed" | "cancelled";
                            /** Format: date-time */
                            readonly to: string;
                            /** @enum {unknown} */
                            readonly type: "stock-movements" | "sales" | "price-history" | "stock-valuation";
                        }[];
                        readonly nextCursor: string | null;
                    };
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly createReport: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A repeat gets the first report. */
                readonly "idempotency-key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /** @enum {unknown} */
                    readonly format: "json" | "csv";
                    /**
                     * Format: date-time
                     * @description Inside the period.
                     */
                    readonly from: string;
                    /**
                     * Format: date-time
                     * @description Outside the period; at most 400 days later.
                     */
                    readonly to: string;
                    /** @enum {unknown} */
                    readonly type: "stock-movements" | "sales" | "price-history" | "stock-valuation";
                };
            };
        };
        readonly responses: {
            /** @description Default Response */
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** Format: uuid */
                        readonly id: string;
                        /** @enum {string} */
                        readonly status: "queued";
                    };
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getReport: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @description Of the result, as far as it is made. */
                        readonly bytes: number;
                        /** Format: date-time */
                        readonly createdAt: string;
                        /**
                         * Format: date-time
                         * @description The result is kept until then.
                         */
                        readonly expiresAt?: string;
                        /** @description Why it failed. */
                        readonly failure?: string;
                        /** Format: date-time */
                        readonly finishedAt?: string;
                        /** @enum {unknown} */
                        readonly format: "json" | "csv";
                        /** Format: date-time */
                        readonly from: string;
                        /** Format: uuid */
                        readonly id: string;
                        /** @description 1 when it is done. */
                        readonly progress: number;
                        /** @description Made so far. */
                        readonly rows: number;
                        /** @enum {unknown} */
                        readonly status: "queued" | "running" | "done" | "failed" | "cancelled";
                        /** Format: date-time */
                        readonly to: string;
                        /** @enum {unknown} */
                        readonly type: "stock-movements" | "sales" | "price-history" | "stock-valuation";
                    };
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly cancelReport: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457) */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getReportResult: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The file, `text/csv` or `application/json` (one array), as fast as it is read. One that is not ended as HTTP has it is not whole. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "*/*": string;
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 410: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
