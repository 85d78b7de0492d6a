// Generated from pricing.openapi.json.

export interface paths {
    readonly "/.well-known/jwks.json": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The public keys that quote tokens verify with */
        readonly get: operations["getJwks"];
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
    readonly "/internal/import-prices": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Set the plain price of many SKUs; their other prices stay */
        readonly post: operations["importPrices"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/internal/prices": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * The prices of one piece each of several SKUs, as a list of products shows them
         * @description In the order asked, each as often as it is asked.
         */
        readonly post: operations["listPrices"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/internal/prices/{sku}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The price of a SKU as a product view shows it */
        readonly get: operations["getPrice"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/admin/prices/{sku}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** All prices of a SKU, those of the past and the future included */
        readonly get: operations["getPrices"];
        /** Replace all prices of a SKU; what they were stays in its history */
        readonly put: operations["putPrices"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/admin/tax-rates/{region}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The tax rates of a region, those of the past and the future included */
        readonly get: operations["getTaxRate"];
        /** Replace the tax rates of a region; what they were stays in its history */
        readonly put: operations["putTaxRate"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/quotes": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Price a basket and freeze the price in a signed token */
        readonly post: operations["createQuote"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/quotes/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Read a quote while it holds */
        readonly get: operations["getQuote"];
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
    readonly getJwks: {
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
                        readonly keys: readonly {
                            readonly alg: string;
                            readonly crv: string;
                            readonly kid: string;
                            readonly kty: string;
                            readonly use: string;
                            readonly x: string;
                        }[];
                    };
                };
            };
        };
    };
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
    readonly importPrices: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly prices: readonly {
                        /** @description In the minor unit of the currency. */
                        readonly amount: number;
                        /** @description In the minor unit of the currency. */
                        readonly compareAt?: number;
                        /** @description ISO 4217 code. */
                        readonly currency: string;
                        readonly sku: string;
                    }[];
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
                        readonly results: readonly {
                            /** @enum {unknown} */
                            readonly outcome: "created" | "updated" | "unchanged";
                            readonly sku: string;
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
        };
    };
    readonly listPrices: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /** @description ISO 4217 code. */
                    readonly currency: string;
                    readonly customerGroup?: string;
                    /** @description ISO 3166 country code. */
                    readonly region?: string;
                    readonly skus: readonly string[];
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
                        readonly data: readonly {
                            /** @description null: none applies. */
                            readonly price: {
                                readonly adjustments: readonly {
                                    readonly amount: {
                                        readonly amount: number;
                                        readonly currency: string;
                                    };
                                    readonly label: string;
                                }[];
                                /** Format: date-time */
                                readonly asOf: string;
                                readonly compareAt: {
                                    readonly amount: number;
                                    readonly currency: string;
                                } | null;
                                /** @description The lowest unit price of the last 30 days, for the same kind of purchase. */
                                readonly lowest30Days: {
                                    readonly amount: number;
                                    readonly currency: string;
                                } | null;
                                readonly total: {
                                    readonly amount: number;
                                    readonly currency: string;
                                };
                                readonly unit: {
                                    readonly amount: number;
                                    readonly currency: string;
                                };
                            } | null;
                            readonly sku: string;
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
        };
    };
    readonly getPrice: {
        readonly parameters: {
            readonly query: {
                /** @description ISO 4217 code. */
                readonly currency: string;
                /** @description ISO 3166 country code. */
                readonly region?: string;
                readonly customerGroup?: string;
                readonly quantity?: number;
            };
            readonly header?: never;
            readonly path: {
                readonly sku: string;
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
                        readonly adjustments: readonly {
                            readonly amount: {
                                readonly amount: number;
                                readonly currency: string;
                            };
                            readonly label: string;
                        }[];
                        /** Format: date-time */
                        readonly asOf: string;
                        readonly compareAt: {
                            readonly amount: number;
                            readonly currency: string;
                        } | null;
                        /** @description The lowest unit price of the last 30 days, for the same kind of purchase. */
                        readonly lowest30Days: {
                            readonly amount: number;
                            readonly currency: string;
                        } | null;
                        readonly total: {
                            readonly amount: number;
                            readonly currency: string;
                        };
                        readonly unit: {
                            readonly amount: number;
                            readonly currency: string;
                        };
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
    readonly getPrices: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly sku: string;
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
                        readonly prices: readonly {
                            /** @description In the minor unit of the currency. */
                            readonly amount: number;
                            /** @description In the minor unit of the currency. */
                            readonly compareAt?: number;
                            /** @description ISO 4217 code. */
                            readonly currency: string;
                            readonly customerGroup?: string;
                            /** @default 1 */
                            readonly minQuantity?: number;
                            /** @description ISO 3166 country code. */
                            readonly region?: string;
                            /**
                             * Format: date-time
                             * @description RFC 3339.
                             */
                            readonly validFrom?: string;
                            /**
                             * Format: date-time
                             * @description RFC 3339.
                             */
                            readonly validTo?: string;
                        }[];
                        readonly sku: string;
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
    readonly putPrices: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description ETags, or `*`: replace only what has one of them. */
                readonly "if-match"?: string;
                /** @description Create only. */
                readonly "if-none-match"?: "*";
            };
            readonly path: {
                readonly sku: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly prices: readonly {
                        /** @description In the minor unit of the currency. */
                        readonly amount: number;
                        /** @description In the minor unit of the currency. */
                        readonly compareAt?: number;
                        /** @description ISO 4217 code. */
                        readonly currency: string;
                        readonly customerGroup?: string;
                        /** @default 1 */
                        readonly minQuantity?: number;
                        /** @description ISO 3166 country code. */
                        readonly region?: string;
                        /**
                         * Format: date-time
                         * @description RFC 3339.
                         */
                        readonly validFrom?: string;
                        /**
                         * Format: date-time
                         * @description RFC 3339.
                         */
                        readonly validTo?: string;
                    }[];
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
                        readonly prices: readonly {
                            /** @description In the minor unit of the currency. */
                            readonly amount: number;
                            /** @description In the minor unit of the currency. */
                            readonly compareAt?: number;
                            /** @description ISO 4217 code. */
                            readonly currency: string;
                            readonly customerGroup?: string;
                            /** @default 1 */
                            readonly minQuantity?: number;
                            /** @description ISO 3166 country code. */
                            readonly region?: string;
                            /**
                             * Format: date-time
                             * @description RFC 3339.
                             */
                            readonly validFrom?: string;
                            /**
                             * Format: date-time
                             * @description RFC 3339.
                             */
                            readonly validTo?: string;
                        }[];
                        readonly sku: string;
                        readonly version: number;
                    };
                };
            };
            /** @description Default Response */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly prices: readonly {
                            /** @description In the minor unit of the currency. */
                            readonly amount: number;
                            /** @description In the minor unit of the currency. */
                            readonly compareAt?: number;
                            /** @description ISO 4217 code. */
                            readonly currency: string;
                            readonly customerGroup?: string;
                            /** @default 1 */
                            readonly minQuantity?: number;
                            /** @description ISO 3166 country code. */
                            readonly region?: string;
                            /**
                             * Format: date-time
                             * @description RFC 3339.
                             */
                            readonly validFrom?: string;
                            /**
                             * Format: date-time
                             * @description RFC 3339.
                             */
                            readonly validTo?: string;
                        }[];
                        readonly sku: string;
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
    readonly getTaxRate: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description ISO 3166 country code. */
                readonly region: string;
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
                        readonly pricesIncludeTax: boolean;
                        readonly rates: readonly {
                            /** @description `standard`, … */
                            readonly category: string;
                            /** @description A decimal from 0 to 100 with at most 4 fraction digits. */
                            readonly ratePercent: string;
                            /**
                             * Format: date-time
                             * @description RFC 3339.
                             */
                            readonly validFrom?: string;
                        }[];
                        readonly region: string;
                        readonly rounding: {
                            /** @enum {unknown} */
                            readonly level: "line" | "basket";
                            /** @enum {unknown} */
                            readonly mode: "half-up" | "half-even" | "down";
                        };
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
    readonly putTaxRate: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description ETags, or `*`: replace only what has one of them. */
                readonly "if-match"?: string;
                /** @description Create only. */
                readonly "if-none-match"?: "*";
            };
            readonly path: {
                /** @description ISO 3166 country code. */
                readonly region: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly pricesIncludeTax: boolean;
                    readonly rates: readonly {
                        /** @description `standard`, … */
                        readonly category: string;
                        /** @description A decimal from 0 to 100 with at most 4 fraction digits. */
                        readonly ratePercent: string;
                        /**
                         * Format: date-time
                         * @description RFC 3339.
                         */
                        readonly validFrom?: string;
                    }[];
                    readonly rounding?: {
                        /** @enum {unknown} */
                        readonly level?: "line" | "basket";
                        /** @enum {unknown} */
                        readonly mode?: "half-up" | "half-even" | "down";
                    };
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
                        readonly pricesIncludeTax: boolean;
                        readonly rates: readonly {
                            /** @description `standard`, … */
                            readonly category: string;
                            /** @description A decimal from 0 to 100 with at most 4 fraction digits. */
                            readonly ratePercent: string;
                            /**
                             * Format: date-time
                             * @description RFC 3339.
                             */
                            readonly validFrom?: string;
                        }[];
                        readonly region: string;
                        readonly rounding: {
                            /** @enum {unknown} */
                            readonly level: "line" | "basket";
                            /** @enum {unknown} */
                            readonly mode: "half-up" | "half-even" | "down";
                        };
                        readonly version: number;
                    };
                };
            };
            /** @description Default Response */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly pricesIncludeTax: boolean;
                        readonly rates: readonly {
                            /** @description `standard`, … */
                            readonly category: string;
                            /** @description A decimal from 0 to 100 with at most 4 fraction digits. */
                            readonly ratePercent: string;
                            /**
                             * Format: date-time
                             * @description RFC 3339.
                             */
                            readonly validFrom?: string;
                        }[];
                        readonly region: string;
                        readonly rounding: {
                            /** @enum {unknown} */
                            readonly level: "line" | "basket";
                            /** @enum {unknown} */
                            readonly mode: "half-up" | "half-even" | "down";
                        };
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
    readonly createQuote: {
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
                    readonly couponCodes?: readonly string[];
                    /** @description ISO 4217 code. */
                    readonly currency: string;
                    readonly customerGroup?: string;
                    readonly items: readonly {
                        readonly quantity: number;
                        readonly sku: string;
                    }[];
                    /** @description ISO 3166 country code. */
                    readonly region: string;
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
                        readonly customerGroup?: string;
                        /** Format: date-time */
                        readonly expiresAt: string;
                        /** @description Every rule that was applied, and what it made of the running total. */
                        readonly explanation: readonly {
                            readonly after: {
                                readonly amount: number;
                                readonly currency: string;
                            };
                            readonly before: {
                                readonly amount: number;
                                readonly currency: string;
                            };
                            readonly rule: string;
                            readonly step: string;
                        }[];
                        /** Format: uuid */
                        readonly id: string;
                        readonly lines: readonly {
                            readonly discounts: readonly {
                                readonly amount: {
                                    readonly amount: number;
                                    readonly currency: string;
                                };
                                readonly label: string;
                                readonly promotionId: string;
                            }[];
                            readonly quantity: number;
                            readonly sku: string;
                            readonly subtotal: {
                                readonly amount: number;
                                readonly currency: string;
                            };
                            readonly tax: {
                                readonly amount: number;
                                readonly currency: string;
                            };
                            readonly total: {
                                readonly amount: number;
                                readonly currency: string;
                            };
                            readonly unit: {
                                readonly amount: number;
                                readonly currency: string;
                            };
                        }[];
                        /** @description Whether totals.tax is contained or added. */
                        readonly pricesIncludeTax: boolean;
                        readonly region: string;
                        readonly rejectedCoupons: readonly {
                            readonly code: string;
                            readonly reason: string;
                        }[];
                        /** @description Compact JWS (EdDSA): lines and totals, frozen until expiresAt. */
                        readonly token: string;
                        readonly totals: {
                            readonly discount: {
                                readonly amount: number;
                                readonly currency: string;
                            };
                            readonly subtotal: {
                                readonly amount: number;
                                readonly currency: string;
                            };
                            readonly tax: {
                                readonly amount: number;
                                readonly currency: string;
                            };
                            readonly total: {
                                readonly amount: number;
                                readonly currency: string;
                            };
                        };
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
    readonly getQuote: {
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
                        readonly customerGroup?: string;
                        /** Format: date-time */
                        readonly expiresAt: string;
                        /** @description Every rule that was applied, and what it made of the running total. */
                        readonly explanation: readonly {
                            readonly after: {
                                readonly amount: number;
                                readonly currency: string;
                            };
                            readonly before: {
                                readonly amount: number;
                                readonly currency: string;
                            };
                            readonly rule: string;
                            readonly step: string;
                        }[];
                        /** Format: uuid */
                        readonly id: string;
                        readonly lines: readonly {
                            readonly discounts: readonly {
                                readonly amount: {
                                    readonly amount: number;
                                    readonly currency: string;
                                };
                                readonly label: string;
                                readonly promotionId: string;
                            }[];
                            readonly quantity: number;
                            readonly sku: string;
                            readonly subtotal: {
                                readonly amount: number;
                                readonly currency: string;
                            };
                            readonly tax: {
                                readonly amount: number;
                                readonly currency: string;
                            };
                            readonly total: {
                                readonly amount: number;
                                readonly currency: string;
                            };
                            readonly unit: {
                                readonly amount: number;
                                readonly currency: string;
                            };
                        }[];
                        /** @description Whether totals.tax is contained or added. */
                        readonly pricesIncludeTax: boolean;
                        readonly region: string;
                        readonly rejectedCoupons: readonly {
                            readonly code: string;
                            readonly reason: string;
                        }[];
                        /** @description Compact JWS (EdDSA): lines and totals, frozen until expiresAt. */
                        readonly token: string;
                        readonly totals: {
                            readonly discount: {
                                readonly amount: number;
                                readonly currency: string;
                            };
                            readonly subtotal: {
                                readonly amount: number;
                                readonly currency: string;
                            };
                            readonly tax: {
                                readonly amount: number;
                                readonly currency: string;
                            };
                            readonly total: {
                                readonly amount: number;
                                readonly currency: string;
                            };
                        };
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
