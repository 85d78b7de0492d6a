// Generated from orders.openapi.json.

export interface paths {
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
        readonly post?: never;
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
    readonly listEvents: {
        readonly parameters: {
            readonly query?: {
                /** @description `nextCursor` of the last page; with `aggregate` a sequence. Without it: the oldest event that is kept. */
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
                            readonly region: string;
                            readonly reservationId: string;
                            readonly shipments?: readonly {
                                readonly lines: readonly {
                                    readonly quantity: number;
                                    readonly sku: string;
                                }[];
                                /**
                                 * @description As it was at the checkout. `backordered`: waits for units that are not there yet.
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
                        readonly paymentId: string;
                        readonly region: string;
                        readonly reservationId: string;
                        readonly shipments: readonly {
                            readonly lines: readonly {
                                readonly quantity: number;
                                readonly sku: string;
                            }[];
                            /**
                             * @description As it was at the checkout. `backordered`: waits for units that are not there yet.
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
                        readonly region: string;
                        readonly reservationId: string;
                        readonly shipments?: readonly {
                            readonly lines: readonly {
                                readonly quantity: number;
                                readonly sku: string;
                            }[];
                            /**
                             * @description As it was at the checkout. `backordered`: waits for units that are not there yet.
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
}
