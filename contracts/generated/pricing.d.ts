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
         * Take events of inventory: what products are, what is in stock, what is bought
         * @description As a subscriber of inventory's. Events that were taken before change nothing; of types that nobody here asks for, nothing is kept.
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
    readonly "/internal/import-prices": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Set prices of many SKUs; their other prices stay
         * @description Each row replaces the price of its SKU that has the same currency, customer group, channel, region, minQuantity, validFrom and priority. Good rows land; a bad row is answered with its error and changes nothing.
         */
        readonly post: operations["importPrices"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/internal/price-versions": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read the versions of price books that came into force in a period, a line a price
         * @description By SKU and version. Versions recorded while it is read may be in it or not.
         */
        readonly get: operations["streamPriceHistory"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/internal/price-versions/count": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** How many versions of price books came into force in a period */
        readonly get: operations["countPriceVersions"];
        readonly put?: never;
        readonly post?: never;
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
        /** The prices of several SKUs as product views show them, as one read */
        readonly get: operations["batchGetPrices"];
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
    readonly "/internal/prices-at": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * What one unit of each SKU cost at a time
         * @description By the price book in force then, for a customer of no group, region or channel, without promotions and dynamic rules.
         */
        readonly post: operations["listPricesAt"];
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
    readonly "/internal/redemptions": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Take one use of each promotion and coupon of an order, or of none of them
         * @description Once per order: the same again is answered alike, other promotions of the same order are 409 `invalid-state`. The price was frozen by the quote, so a promotion that has ended or was deleted since is redeemed, too; only budgets decide.
         */
        readonly post: operations["redeemPromotions"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/internal/redemptions/{orderId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /**
         * Give back what an order redeemed
         * @description Once, however often it is asked, also where the order redeemed nothing. The order cannot redeem afterwards: a redemption under way at the time is refused.
         */
        readonly delete: operations["restorePromotions"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/admin/currencies/{code}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** How prices and cash totals in a currency are rounded */
        readonly get: operations["getCurrency"];
        /** Set how prices and cash totals in a currency are rounded */
        readonly put: operations["putCurrency"];
        readonly post?: never;
        /** Round as the currency's minor unit says again */
        readonly delete: operations["deleteCurrency"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/admin/customer-groups/{code}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What a customer group is called and how it is taxed */
        readonly get: operations["getCustomerGroup"];
        /** Say what a customer group is called and how it is taxed */
        readonly put: operations["putCustomerGroup"];
        readonly post?: never;
        /** Forget what was said of a customer group; its prices and promotions stay */
        readonly delete: operations["deleteCustomerGroup"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/admin/dynamic-rules": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** All rules of dynamic prices, by key */
        readonly get: operations["listDynamicRules"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/admin/dynamic-rules/{key}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** A rule of dynamic prices */
        readonly get: operations["getDynamicRule"];
        /**
         * Let stock, demand or the time move prices
         * @description Of the rules of a SKU whose conditions hold one applies: the one of the highest `priority`, of equal ones the first key.
         */
        readonly put: operations["putDynamicRule"];
        readonly post?: never;
        /** End a rule of dynamic prices; what it said stays in its history */
        readonly delete: operations["deleteDynamicRule"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/admin/exports/prices": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Export all prices as a CSV file
         * @description Every price, by SKU, those of the past and the future included: sku, currency, amount (a decimal such as 19.99), minQuantity, customerGroup, channel, region, validFrom, validTo, compareAt, floor, priority. Importing the file as kind `prices` changes nothing. Read in pages, each of one moment: what changes meanwhile may be in it or not.
         */
        readonly get: operations["exportPrices"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/admin/fx-rates": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The exchange rates in force */
        readonly get: operations["getFxRates"];
        /**
         * Replace the exchange rates; what they were stays in their history
         * @description There is one table: a new one replaces it as a whole, also where its base is another.
         */
        readonly put: operations["putFxRates"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/admin/price-limits/{sku}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** How far rules may move the prices of a SKU */
        readonly get: operations["getPriceLimits"];
        /** Say how far rules may move the prices of a SKU */
        readonly put: operations["putPriceLimits"];
        readonly post?: never;
        /** Lift the limits of a SKU; what they were stays in their history */
        readonly delete: operations["deletePriceLimits"];
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
        /**
         * Replace all prices of a SKU; what they were stays in its history
         * @description Of the rows that apply to a purchase the most specific wins, by the first that differs: customer group, channel, region (a subdivision before its country), highest minQuantity, highest priority, latest validFrom.
         */
        readonly put: operations["putPrices"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/admin/prices/{sku}/history": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What the prices of a SKU were, newest version first */
        readonly get: operations["listPriceHistory"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/admin/promotions": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** All promotions, those of the past and the future included, in the order in which they were made */
        readonly get: operations["listPromotions"];
        readonly put?: never;
        /**
         * Add a promotion
         * @description `value` by `kind`: percentage { percent } · amount { amount, currency, per? } · fixed-price { amount, currency } · buy-x-get-y { buy, get, percent? } · basket-threshold { percent | amount, currency } with `minBasket` · tiered-spend { tiers: [{ minBasket, percent | amount, currency }] } · free-gift { sku, quantity? }. All amounts of a promotion are in one currency.
         */
        readonly post: operations["createPromotion"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/admin/promotions/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One promotion */
        readonly get: operations["getPromotion"];
        readonly put?: never;
        readonly post?: never;
        /** End a promotion for good; quotes that have it keep it, and its codes are free again */
        readonly delete: operations["deletePromotion"];
        readonly options?: never;
        readonly head?: never;
        /** Change fields of a promotion: each replaces what was there, null takes it away */
        readonly patch: operations["patchPromotion"];
        readonly trace?: never;
    };
    readonly "/v1/admin/promotions/{id}/coupons": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The coupons of a promotion, by code */
        readonly get: operations["listCoupons"];
        readonly put?: never;
        /**
         * Generate coupon codes that nobody can guess
         * @description Letters and digits that are not taken for one another, behind the prefix. Without an Idempotency-Key a repeat makes more.
         */
        readonly post: operations["createCoupons"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/admin/promotions/{id}/coupons/export": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Export the coupons of a promotion as a CSV file
         * @description By code: code, max_uses, uses. Importing the file changes nothing. Read in pages, each of one moment.
         */
        readonly get: operations["exportCoupons"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/admin/promotions/{id}/coupons/import": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Import coupons from a CSV file
         * @description Columns: code, max_uses (empty: as often as the promotion's budget allows). Good rows land while the file arrives, bad rows are listed; the same file again changes nothing.
         */
        readonly post: operations["importCoupons"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/admin/promotions/{id}/coupons/{code}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /** Take a coupon away; quotes that have it can no longer be ordered */
        readonly delete: operations["deleteCoupon"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/admin/quotes/replay-draft": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * What stored quotes would have cost under draft prices and promotions; nothing is stored
         * @description Each quote is computed again from what it was made of, with the draft laid over it as if it had been in force at that moment. Budgets that the draft sets are counted from the first quote on: send `used` of an answer with the quotes that follow.
         */
        readonly post: operations["replayDraft"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/admin/quotes/{id}/replay": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Compute a stored quote again from what it was made of, and compare */
        readonly get: operations["replayQuote"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/admin/signing-keys/rotate": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Sign quotes with a new key
         * @description Every process signs with it within 5 seconds. The key before stays in the JWKS until the last quote that it signed has expired.
         */
        readonly post: operations["rotateSigningKey"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/admin/tax-rates/import": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Set the tax rates of all countries of a file
         * @description The file's rates and places replace those of each country; how prices are written and rounded there stays. All of it lands or, where anything in it is wrong, none.
         */
        readonly post: operations["importTaxRates"];
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
                        /** @description Where it is sold: a shop, an app, a marketplace. */
                        readonly channel?: string;
                        /** @description In the minor unit of the currency. */
                        readonly compareAt?: number;
                        /** @description ISO 4217 code. */
                        readonly currency: string;
                        readonly customerGroup?: string;
                        /** @description null takes it away; left out, it stays as it is. */
                        readonly floor?: number | null;
                        /** @default 1 */
                        readonly minQuantity?: number;
                        /** @description Between rows of the same conditions and tier the highest wins; 0 if left out. */
                        readonly priority?: number;
                        /** @description ISO 3166: a country (ES) or one of its subdivisions (ES-CN). */
                        readonly region?: string;
                        readonly sku: string;
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
                        /** @description One per row, in order. */
                        readonly results: readonly {
                            readonly error?: {
                                /** @description Of the row. */
                                readonly field: string;
                                readonly message: string;
                            };
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
    readonly streamPriceHistory: {
        readonly parameters: {
            readonly query: {
                /** @description RFC 3339. */
                readonly from: string;
                /** @description RFC 3339. */
                readonly to: string;
                /** @description SKU/VERSION, or empty. */
                readonly after: string;
                /** @description Versions. */
                readonly limit: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description JSON lines, the last one `{ "after": … }`: where to go on, null at the end. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/x-ndjson": string;
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
    readonly countPriceVersions: {
        readonly parameters: {
            readonly query: {
                /** @description RFC 3339. */
                readonly from: string;
                /** @description RFC 3339. */
                readonly to: string;
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
                        readonly versions: number;
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
    readonly batchGetPrices: {
        readonly parameters: {
            readonly query: {
                /** @description ISO 4217 code. */
                readonly currency: string;
                /** @description ISO 3166: a country (ES) or one of its subdivisions (ES-CN). */
                readonly region?: string;
                readonly customerGroup?: string;
                /** @description Where it is sold: a shop, an app, a marketplace. */
                readonly channel?: string;
                readonly quantity?: number;
                /** @description 1 to 64 of them, comma-separated. */
                readonly skus: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description In the order asked, each as often as it is asked; an element is a line, so that a reader need not parse all of it. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": readonly ({
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
                        /** @description The lowest unit price for the same kind of purchase: while it is reduced, of the 30 days before the reduction began, else of the last 30 days (Directive 98/6/EC, article 6a). */
                        readonly lowest30Days: {
                            readonly amount: number;
                            readonly currency: string;
                        } | null;
                        /**
                         * @description The database cannot be asked: this is the price by what was last known, at `asOf`.
                         * @enum {boolean}
                         */
                        readonly stale?: true;
                        readonly total: {
                            readonly amount: number;
                            readonly currency: string;
                        };
                        readonly unit: {
                            readonly amount: number;
                            readonly currency: string;
                        };
                    } | {
                        readonly problem: {
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
                    })[];
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
                    /** @description Where it is sold: a shop, an app, a marketplace. */
                    readonly channel?: string;
                    /** @description ISO 4217 code. */
                    readonly currency: string;
                    readonly customerGroup?: string;
                    /** @description ISO 3166: a country (ES) or one of its subdivisions (ES-CN). */
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
                                /** @description The lowest unit price for the same kind of purchase: while it is reduced, of the 30 days before the reduction began, else of the last 30 days (Directive 98/6/EC, article 6a). */
                                readonly lowest30Days: {
                                    readonly amount: number;
                                    readonly currency: string;
                                } | null;
                                /**
                                 * @description The database cannot be asked: this is the price by what was last known, at `asOf`.
                                 * @enum {boolean}
                                 */
                                readonly stale?: true;
                                readonly total: {
                                    readonly amount: number;
                                    readonly currency: string;
                                };
                                readonly unit: {
                                    readonly amount: number;
                                    readonly currency: string;
                                };
                            } | null;
                            /**
                             * @description Why the price is null.
                             * @enum {unknown}
                             */
                            readonly reason?: "price-not-found" | "fx-rate-missing" | "fx-rate-stale" | "amount-too-large";
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
    readonly listPricesAt: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /**
                     * Format: date-time
                     * @description RFC 3339.
                     */
                    readonly at: string;
                    /** @description ISO 4217 code. */
                    readonly currency: string;
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
                            readonly sku: string;
                            /** @description null: none applied. */
                            readonly unit: {
                                readonly amount: number;
                                readonly currency: string;
                            } | null;
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
    readonly getPrice: {
        readonly parameters: {
            readonly query: {
                /** @description ISO 4217 code. */
                readonly currency: string;
                /** @description ISO 3166: a country (ES) or one of its subdivisions (ES-CN). */
                readonly region?: string;
                readonly customerGroup?: string;
                /** @description Where it is sold: a shop, an app, a marketplace. */
                readonly channel?: string;
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
                        /** @description The lowest unit price for the same kind of purchase: while it is reduced, of the 30 days before the reduction began, else of the last 30 days (Directive 98/6/EC, article 6a). */
                        readonly lowest30Days: {
                            readonly amount: number;
                            readonly currency: string;
                        } | null;
                        /**
                         * @description The database cannot be asked: this is the price by what was last known, at `asOf`.
                         * @enum {boolean}
                         */
                        readonly stale?: true;
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
    readonly redeemPromotions: {
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
                    /** @description Who limits per customer count by. Without it what has such a limit is refused. */
                    readonly customerId?: string;
                    /** Format: uuid */
                    readonly orderId: string;
                    readonly promotions: readonly {
                        readonly couponCode?: string;
                        readonly discountMinor: number;
                        /** Format: uuid */
                        readonly promotionId: string;
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
                        /** Format: uuid */
                        readonly orderId: string;
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
    readonly restorePromotions: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly orderId: string;
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
        };
    };
    readonly getCurrency: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description ISO 4217 code. */
                readonly code: string;
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
                        /** @description The smallest coin in minor units: 5 for CHF 0.05. Totals in cash are rounded half-up to it. */
                        readonly cashIncrement?: number;
                        readonly code: string;
                        /** @description The digits that converted prices end in, of the minor unit: 99 for …,99 EUR. The nearest price that does so, of two as near the lower; prices below the first such stay as they are. */
                        readonly priceEnding?: string;
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
    readonly putCurrency: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description ETags, or `*`: replace only what has one of them. */
                readonly "if-match"?: string;
                /** @description Create only. */
                readonly "if-none-match"?: "*";
            };
            readonly path: {
                /** @description ISO 4217 code. */
                readonly code: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /** @description The smallest coin in minor units: 5 for CHF 0.05. Totals in cash are rounded half-up to it. */
                    readonly cashIncrement?: number;
                    /** @description The digits that converted prices end in, of the minor unit: 99 for …,99 EUR. The nearest price that does so, of two as near the lower; prices below the first such stay as they are. */
                    readonly priceEnding?: string;
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
                        /** @description The smallest coin in minor units: 5 for CHF 0.05. Totals in cash are rounded half-up to it. */
                        readonly cashIncrement?: number;
                        readonly code: string;
                        /** @description The digits that converted prices end in, of the minor unit: 99 for …,99 EUR. The nearest price that does so, of two as near the lower; prices below the first such stay as they are. */
                        readonly priceEnding?: string;
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
                        /** @description The smallest coin in minor units: 5 for CHF 0.05. Totals in cash are rounded half-up to it. */
                        readonly cashIncrement?: number;
                        readonly code: string;
                        /** @description The digits that converted prices end in, of the minor unit: 99 for …,99 EUR. The nearest price that does so, of two as near the lower; prices below the first such stay as they are. */
                        readonly priceEnding?: string;
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
    readonly deleteCurrency: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description ETags, or `*`: replace only what has one of them. */
                readonly "if-match"?: string;
                /** @description Create only. */
                readonly "if-none-match"?: "*";
            };
            readonly path: {
                /** @description ISO 4217 code. */
                readonly code: string;
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
    readonly getCustomerGroup: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly code: string;
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
                        readonly code: string;
                        readonly name: string;
                        /**
                         * @description exempt: no tax is charged, whatever the region.
                         * @enum {unknown}
                         */
                        readonly taxTreatment: "standard" | "exempt";
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
    readonly putCustomerGroup: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description ETags, or `*`: replace only what has one of them. */
                readonly "if-match"?: string;
                /** @description Create only. */
                readonly "if-none-match"?: "*";
            };
            readonly path: {
                readonly code: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly name: string;
                    /**
                     * @description exempt: no tax is charged, whatever the region.
                     * @enum {unknown}
                     */
                    readonly taxTreatment?: "standard" | "exempt";
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
                        readonly code: string;
                        readonly name: string;
                        /**
                         * @description exempt: no tax is charged, whatever the region.
                         * @enum {unknown}
                         */
                        readonly taxTreatment: "standard" | "exempt";
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
                        readonly code: string;
                        readonly name: string;
                        /**
                         * @description exempt: no tax is charged, whatever the region.
                         * @enum {unknown}
                         */
                        readonly taxTreatment: "standard" | "exempt";
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
    readonly deleteCustomerGroup: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description ETags, or `*`: replace only what has one of them. */
                readonly "if-match"?: string;
                /** @description Create only. */
                readonly "if-none-match"?: "*";
            };
            readonly path: {
                readonly code: string;
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
    readonly listDynamicRules: {
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
                            readonly appliesTo?: {
                                readonly categories?: readonly string[];
                                readonly skus?: readonly string[];
                            };
                            readonly key: string;
                            readonly label: string;
                            /** @description Of the price: a decimal from -90 to 300 with at most 4 fraction digits. */
                            readonly percent: string;
                            /** @default 0 */
                            readonly priority?: number;
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
                            readonly version: number;
                            readonly when: {
                                readonly demandAtLeast?: {
                                    /** @description The one that runs and those before it. */
                                    readonly hours: number;
                                    readonly units: number;
                                };
                                readonly stockAtLeast?: number;
                                readonly stockBelow?: number;
                                readonly window?: {
                                    /** @description ISO days of the week, 1 is Monday. Every day without it. */
                                    readonly days?: readonly number[];
                                    readonly from: string;
                                    /** @description IANA name, `Europe/Berlin`. */
                                    readonly timeZone: string;
                                    /** @description Not inside. Earlier than `from`: on the next day. */
                                    readonly to: string;
                                };
                            };
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
    readonly getDynamicRule: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly key: string;
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
                        readonly appliesTo?: {
                            readonly categories?: readonly string[];
                            readonly skus?: readonly string[];
                        };
                        readonly key: string;
                        readonly label: string;
                        /** @description Of the price: a decimal from -90 to 300 with at most 4 fraction digits. */
                        readonly percent: string;
                        /** @default 0 */
                        readonly priority?: number;
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
                        readonly version: number;
                        readonly when: {
                            readonly demandAtLeast?: {
                                /** @description The one that runs and those before it. */
                                readonly hours: number;
                                readonly units: number;
                            };
                            readonly stockAtLeast?: number;
                            readonly stockBelow?: number;
                            readonly window?: {
                                /** @description ISO days of the week, 1 is Monday. Every day without it. */
                                readonly days?: readonly number[];
                                readonly from: string;
                                /** @description IANA name, `Europe/Berlin`. */
                                readonly timeZone: string;
                                /** @description Not inside. Earlier than `from`: on the next day. */
                                readonly to: string;
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
    readonly putDynamicRule: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description ETags, or `*`: replace only what has one of them. */
                readonly "if-match"?: string;
                /** @description Create only. */
                readonly "if-none-match"?: "*";
            };
            readonly path: {
                readonly key: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly appliesTo?: {
                        readonly categories?: readonly string[];
                        readonly skus?: readonly string[];
                    };
                    readonly label: string;
                    /** @description Of the price: a decimal from -90 to 300 with at most 4 fraction digits. */
                    readonly percent: string;
                    /** @default 0 */
                    readonly priority?: number;
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
                    readonly when: {
                        readonly demandAtLeast?: {
                            /** @description The one that runs and those before it. */
                            readonly hours: number;
                            readonly units: number;
                        };
                        readonly stockAtLeast?: number;
                        readonly stockBelow?: number;
                        readonly window?: {
                            /** @description ISO days of the week, 1 is Monday. Every day without it. */
                            readonly days?: readonly number[];
                            readonly from: string;
                            /** @description IANA name, `Europe/Berlin`. */
                            readonly timeZone: string;
                            /** @description Not inside. Earlier than `from`: on the next day. */
                            readonly to: string;
                        };
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
                        readonly appliesTo?: {
                            readonly categories?: readonly string[];
                            readonly skus?: readonly string[];
                        };
                        readonly key: string;
                        readonly label: string;
                        /** @description Of the price: a decimal from -90 to 300 with at most 4 fraction digits. */
                        readonly percent: string;
                        /** @default 0 */
                        readonly priority?: number;
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
                        readonly version: number;
                        readonly when: {
                            readonly demandAtLeast?: {
                                /** @description The one that runs and those before it. */
                                readonly hours: number;
                                readonly units: number;
                            };
                            readonly stockAtLeast?: number;
                            readonly stockBelow?: number;
                            readonly window?: {
                                /** @description ISO days of the week, 1 is Monday. Every day without it. */
                                readonly days?: readonly number[];
                                readonly from: string;
                                /** @description IANA name, `Europe/Berlin`. */
                                readonly timeZone: string;
                                /** @description Not inside. Earlier than `from`: on the next day. */
                                readonly to: string;
                            };
                        };
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
                        readonly appliesTo?: {
                            readonly categories?: readonly string[];
                            readonly skus?: readonly string[];
                        };
                        readonly key: string;
                        readonly label: string;
                        /** @description Of the price: a decimal from -90 to 300 with at most 4 fraction digits. */
                        readonly percent: string;
                        /** @default 0 */
                        readonly priority?: number;
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
                        readonly version: number;
                        readonly when: {
                            readonly demandAtLeast?: {
                                /** @description The one that runs and those before it. */
                                readonly hours: number;
                                readonly units: number;
                            };
                            readonly stockAtLeast?: number;
                            readonly stockBelow?: number;
                            readonly window?: {
                                /** @description ISO days of the week, 1 is Monday. Every day without it. */
                                readonly days?: readonly number[];
                                readonly from: string;
                                /** @description IANA name, `Europe/Berlin`. */
                                readonly timeZone: string;
                                /** @description Not inside. Earlier than `from`: on the next day. */
                                readonly to: string;
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
    readonly deleteDynamicRule: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description ETags, or `*`: replace only what has one of them. */
                readonly "if-match"?: string;
                /** @description Create only. */
                readonly "if-none-match"?: "*";
            };
            readonly path: {
                readonly key: string;
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
    readonly exportPrices: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The file, in chunks. One that is not ended as HTTP has it is not whole. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/csv": string;
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
    readonly getFxRates: {
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
                        /** @description A day, of which its beginning in UTC counts, or an RFC 3339 time. */
                        readonly asOf: string;
                        /** @description ISO 4217 code. */
                        readonly base: string;
                        /** @description Older rates are stale. Without it they never are. */
                        readonly maxAgeHours?: number;
                        /** @description What one of the base is in each currency. */
                        readonly rates: {
                            readonly [key: string]: string;
                        };
                        readonly version: number;
                        /**
                         * @description Stale rates refuse what needs them (fx-rate-stale), or are used and said to be stale.
                         * @enum {unknown}
                         */
                        readonly whenStale: "refuse" | "flag";
                    };
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
    readonly putFxRates: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description ETags, or `*`: replace only what has one of them. */
                readonly "if-match"?: string;
                /** @description Create only. */
                readonly "if-none-match"?: "*";
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /** @description A day, of which its beginning in UTC counts, or an RFC 3339 time. */
                    readonly asOf: string;
                    /** @description ISO 4217 code. */
                    readonly base: string;
                    /** @description Older rates are stale. Without it they never are. */
                    readonly maxAgeHours?: number;
                    /** @description What one of the base is in each currency. */
                    readonly rates: {
                        readonly [key: string]: string;
                    };
                    /**
                     * @description Stale rates refuse what needs them (fx-rate-stale), or are used and said to be stale.
                     * @enum {unknown}
                     */
                    readonly whenStale?: "refuse" | "flag";
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
                        /** @description A day, of which its beginning in UTC counts, or an RFC 3339 time. */
                        readonly asOf: string;
                        /** @description ISO 4217 code. */
                        readonly base: string;
                        /** @description Older rates are stale. Without it they never are. */
                        readonly maxAgeHours?: number;
                        /** @description What one of the base is in each currency. */
                        readonly rates: {
                            readonly [key: string]: string;
                        };
                        readonly version: number;
                        /**
                         * @description Stale rates refuse what needs them (fx-rate-stale), or are used and said to be stale.
                         * @enum {unknown}
                         */
                        readonly whenStale: "refuse" | "flag";
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
                        /** @description A day, of which its beginning in UTC counts, or an RFC 3339 time. */
                        readonly asOf: string;
                        /** @description ISO 4217 code. */
                        readonly base: string;
                        /** @description Older rates are stale. Without it they never are. */
                        readonly maxAgeHours?: number;
                        /** @description What one of the base is in each currency. */
                        readonly rates: {
                            readonly [key: string]: string;
                        };
                        readonly version: number;
                        /**
                         * @description Stale rates refuse what needs them (fx-rate-stale), or are used and said to be stale.
                         * @enum {unknown}
                         */
                        readonly whenStale: "refuse" | "flag";
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
    readonly getPriceLimits: {
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
                        readonly bounds: readonly {
                            /** @description In the minor unit of the currency. */
                            readonly ceiling?: number;
                            /** @description ISO 4217 code. */
                            readonly currency: string;
                            /** @description In the minor unit of the currency. */
                            readonly floor?: number;
                        }[];
                        /** @description Between any two moments of 24 hours, time windows aside: a decimal from 0 to 100 with at most 4 fraction digits. */
                        readonly maxChangePercentPerDay?: string;
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
    readonly putPriceLimits: {
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
                    /** @description Once there are any, prices in other currencies are not moved. */
                    readonly bounds?: readonly {
                        /** @description In the minor unit of the currency. */
                        readonly ceiling?: number;
                        /** @description ISO 4217 code. */
                        readonly currency: string;
                        /** @description In the minor unit of the currency. */
                        readonly floor?: number;
                    }[];
                    /** @description Between any two moments of 24 hours, time windows aside: a decimal from 0 to 100 with at most 4 fraction digits. */
                    readonly maxChangePercentPerDay?: string;
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
                        readonly bounds: readonly {
                            /** @description In the minor unit of the currency. */
                            readonly ceiling?: number;
                            /** @description ISO 4217 code. */
                            readonly currency: string;
                            /** @description In the minor unit of the currency. */
                            readonly floor?: number;
                        }[];
                        /** @description Between any two moments of 24 hours, time windows aside: a decimal from 0 to 100 with at most 4 fraction digits. */
                        readonly maxChangePercentPerDay?: string;
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
                        readonly bounds: readonly {
                            /** @description In the minor unit of the currency. */
                            readonly ceiling?: number;
                            /** @description ISO 4217 code. */
                            readonly currency: string;
                            /** @description In the minor unit of the currency. */
                            readonly floor?: number;
                        }[];
                        /** @description Between any two moments of 24 hours, time windows aside: a decimal from 0 to 100 with at most 4 fraction digits. */
                        readonly maxChangePercentPerDay?: string;
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
    readonly deletePriceLimits: {
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
                            /** @description Where it is sold: a shop, an app, a marketplace. */
                            readonly channel?: string;
                            /** @description In the minor unit of the currency. */
                            readonly compareAt?: number;
                            /** @description ISO 4217 code. */
                            readonly currency: string;
                            readonly customerGroup?: string;
                            /** @description What no promotion and no dynamic rule may bring a unit below. */
                            readonly floor?: number;
                            /** @default 1 */
                            readonly minQuantity?: number;
                            /** @description Between rows of the same conditions and tier the highest wins; 0 if left out. */
                            readonly priority?: number;
                            /** @description ISO 3166: a country (ES) or one of its subdivisions (ES-CN). */
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
                        /** @description Where it is sold: a shop, an app, a marketplace. */
                        readonly channel?: string;
                        /** @description In the minor unit of the currency. */
                        readonly compareAt?: number;
                        /** @description ISO 4217 code. */
                        readonly currency: string;
                        readonly customerGroup?: string;
                        /** @description What no promotion and no dynamic rule may bring a unit below. */
                        readonly floor?: number;
                        /** @default 1 */
                        readonly minQuantity?: number;
                        /** @description Between rows of the same conditions and tier the highest wins; 0 if left out. */
                        readonly priority?: number;
                        /** @description ISO 3166: a country (ES) or one of its subdivisions (ES-CN). */
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
                            /** @description Where it is sold: a shop, an app, a marketplace. */
                            readonly channel?: string;
                            /** @description In the minor unit of the currency. */
                            readonly compareAt?: number;
                            /** @description ISO 4217 code. */
                            readonly currency: string;
                            readonly customerGroup?: string;
                            /** @description What no promotion and no dynamic rule may bring a unit below. */
                            readonly floor?: number;
                            /** @default 1 */
                            readonly minQuantity?: number;
                            /** @description Between rows of the same conditions and tier the highest wins; 0 if left out. */
                            readonly priority?: number;
                            /** @description ISO 3166: a country (ES) or one of its subdivisions (ES-CN). */
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
                            /** @description Where it is sold: a shop, an app, a marketplace. */
                            readonly channel?: string;
                            /** @description In the minor unit of the currency. */
                            readonly compareAt?: number;
                            /** @description ISO 4217 code. */
                            readonly currency: string;
                            readonly customerGroup?: string;
                            /** @description What no promotion and no dynamic rule may bring a unit below. */
                            readonly floor?: number;
                            /** @default 1 */
                            readonly minQuantity?: number;
                            /** @description Between rows of the same conditions and tier the highest wins; 0 if left out. */
                            readonly priority?: number;
                            /** @description ISO 3166: a country (ES) or one of its subdivisions (ES-CN). */
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
    readonly listPriceHistory: {
        readonly parameters: {
            readonly query?: {
                readonly limit?: number;
                /** @description `nextCursor` of a page. */
                readonly cursor?: string;
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
                        readonly data: readonly {
                            readonly prices: readonly {
                                /** @description In the minor unit of the currency. */
                                readonly amount: number;
                                /** @description Where it is sold: a shop, an app, a marketplace. */
                                readonly channel?: string;
                                /** @description In the minor unit of the currency. */
                                readonly compareAt?: number;
                                /** @description ISO 4217 code. */
                                readonly currency: string;
                                readonly customerGroup?: string;
                                /** @description What no promotion and no dynamic rule may bring a unit below. */
                                readonly floor?: number;
                                /** @default 1 */
                                readonly minQuantity?: number;
                                /** @description Between rows of the same conditions and tier the highest wins; 0 if left out. */
                                readonly priority?: number;
                                /** @description ISO 3166: a country (ES) or one of its subdivisions (ES-CN). */
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
                            /** Format: date-time */
                            readonly recordedAt: string;
                            /** @description The account that changed the prices; null where none was recorded. */
                            readonly recordedBy: string | null;
                            readonly version: number;
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
    readonly listPromotions: {
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
                            readonly appliesTo?: {
                                readonly attributes?: {
                                    readonly [key: string]: readonly string[];
                                };
                                readonly categories?: readonly string[];
                                readonly skus?: readonly string[];
                            };
                            readonly budget?: {
                                readonly maxDiscount?: {
                                    /** @description In the minor unit of the currency. */
                                    readonly amount: number;
                                    /** @description ISO 4217 code. */
                                    readonly currency: string;
                                };
                                readonly maxUses?: number;
                                readonly maxUsesPerCustomer?: number;
                            };
                            /** @description JsonLogic over line { sku, category, attributes, quantity, unit }, basket { subtotal, quantity }, region, channel and customerGroup. */
                            readonly condition?: unknown;
                            /** @description Case does not matter. */
                            readonly couponCode?: string;
                            /**
                             * @description What a percentage is of. Default: `current`, what earlier promotions left.
                             * @enum {unknown}
                             */
                            readonly discountBase?: "original" | "current";
                            /** Format: uuid */
                            readonly id: string;
                            /** @enum {unknown} */
                            readonly kind: "percentage" | "amount" | "fixed-price" | "buy-x-get-y" | "basket-threshold" | "tiered-spend" | "free-gift";
                            readonly label: string;
                            readonly minBasket?: {
                                /** @description In the minor unit of the currency. */
                                readonly amount: number;
                                /** @description ISO 4217 code. */
                                readonly currency: string;
                            };
                            /** @description Only with one of its codes. Default: whether couponCode is there. */
                            readonly needsCoupon?: boolean;
                            /** @description The greater, the earlier. */
                            readonly priority?: number;
                            /** @enum {unknown} */
                            readonly stacking?: "stackable" | "exclusive";
                            readonly stackingGroup?: string;
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
                            readonly value: {
                                /** @description In the minor unit of the currency. */
                                readonly amount?: number;
                                readonly buy?: number;
                                /** @description ISO 4217 code. */
                                readonly currency?: string;
                                readonly get?: number;
                                /**
                                 * @description Of an `amount`: off each unit, or once. Default: `unit` with `appliesTo`.
                                 * @enum {unknown}
                                 */
                                readonly per?: "unit" | "basket";
                                /** @description A decimal from 0 to 100 with at most 4 fraction digits. */
                                readonly percent?: string;
                                readonly quantity?: number;
                                readonly sku?: string;
                                readonly tiers?: readonly {
                                    /** @description In the minor unit of the currency. */
                                    readonly amount?: number;
                                    /** @description ISO 4217 code. */
                                    readonly currency?: string;
                                    readonly minBasket: {
                                        /** @description In the minor unit of the currency. */
                                        readonly amount: number;
                                        /** @description ISO 4217 code. */
                                        readonly currency: string;
                                    };
                                    /** @description A decimal from 0 to 100 with at most 4 fraction digits. */
                                    readonly percent?: string;
                                }[];
                            };
                            readonly version: number;
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
        };
    };
    readonly createPromotion: {
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
                    readonly appliesTo?: {
                        readonly attributes?: {
                            readonly [key: string]: readonly string[];
                        };
                        readonly categories?: readonly string[];
                        readonly skus?: readonly string[];
                    };
                    readonly budget?: {
                        readonly maxDiscount?: {
                            /** @description In the minor unit of the currency. */
                            readonly amount: number;
                            /** @description ISO 4217 code. */
                            readonly currency: string;
                        };
                        readonly maxUses?: number;
                        readonly maxUsesPerCustomer?: number;
                    };
                    /** @description JsonLogic over line { sku, category, attributes, quantity, unit }, basket { subtotal, quantity }, region, channel and customerGroup. */
                    readonly condition?: unknown;
                    /** @description Case does not matter. */
                    readonly couponCode?: string;
                    /**
                     * @description What a percentage is of. Default: `current`, what earlier promotions left.
                     * @enum {unknown}
                     */
                    readonly discountBase?: "original" | "current";
                    /** @enum {unknown} */
                    readonly kind: "percentage" | "amount" | "fixed-price" | "buy-x-get-y" | "basket-threshold" | "tiered-spend" | "free-gift";
                    readonly label: string;
                    readonly minBasket?: {
                        /** @description In the minor unit of the currency. */
                        readonly amount: number;
                        /** @description ISO 4217 code. */
                        readonly currency: string;
                    };
                    /** @description Only with one of its codes. Default: whether couponCode is there. */
                    readonly needsCoupon?: boolean;
                    /** @description The greater, the earlier. */
                    readonly priority?: number;
                    /** @enum {unknown} */
                    readonly stacking?: "stackable" | "exclusive";
                    readonly stackingGroup?: string;
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
                    readonly value: {
                        /** @description In the minor unit of the currency. */
                        readonly amount?: number;
                        readonly buy?: number;
                        /** @description ISO 4217 code. */
                        readonly currency?: string;
                        readonly get?: number;
                        /**
                         * @description Of an `amount`: off each unit, or once. Default: `unit` with `appliesTo`.
                         * @enum {unknown}
                         */
                        readonly per?: "unit" | "basket";
                        /** @description A decimal from 0 to 100 with at most 4 fraction digits. */
                        readonly percent?: string;
                        readonly quantity?: number;
                        readonly sku?: string;
                        readonly tiers?: readonly {
                            /** @description In the minor unit of the currency. */
                            readonly amount?: number;
                            /** @description ISO 4217 code. */
                            readonly currency?: string;
                            readonly minBasket: {
                                /** @description In the minor unit of the currency. */
                                readonly amount: number;
                                /** @description ISO 4217 code. */
                                readonly currency: string;
                            };
                            /** @description A decimal from 0 to 100 with at most 4 fraction digits. */
                            readonly percent?: string;
                        }[];
                    };
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
                        readonly appliesTo?: {
                            readonly attributes?: {
                                readonly [key: string]: readonly string[];
                            };
                            readonly categories?: readonly string[];
                            readonly skus?: readonly string[];
                        };
                        readonly budget?: {
                            readonly maxDiscount?: {
                                /** @description In the minor unit of the currency. */
                                readonly amount: number;
                                /** @description ISO 4217 code. */
                                readonly currency: string;
                            };
                            readonly maxUses?: number;
                            readonly maxUsesPerCustomer?: number;
                        };
                        /** @description JsonLogic over line { sku, category, attributes, quantity, unit }, basket { subtotal, quantity }, region, channel and customerGroup. */
                        readonly condition?: unknown;
                        /** @description Case does not matter. */
                        readonly couponCode?: string;
                        /**
                         * @description What a percentage is of. Default: `current`, what earlier promotions left.
                         * @enum {unknown}
                         */
                        readonly discountBase?: "original" | "current";
                        /** Format: uuid */
                        readonly id: string;
                        /** @enum {unknown} */
                        readonly kind: "percentage" | "amount" | "fixed-price" | "buy-x-get-y" | "basket-threshold" | "tiered-spend" | "free-gift";
                        readonly label: string;
                        readonly minBasket?: {
                            /** @description In the minor unit of the currency. */
                            readonly amount: number;
                            /** @description ISO 4217 code. */
                            readonly currency: string;
                        };
                        /** @description Only with one of its codes. Default: whether couponCode is there. */
                        readonly needsCoupon?: boolean;
                        /** @description The greater, the earlier. */
                        readonly priority?: number;
                        /** @enum {unknown} */
                        readonly stacking?: "stackable" | "exclusive";
                        readonly stackingGroup?: string;
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
                        readonly value: {
                            /** @description In the minor unit of the currency. */
                            readonly amount?: number;
                            readonly buy?: number;
                            /** @description ISO 4217 code. */
                            readonly currency?: string;
                            readonly get?: number;
                            /**
                             * @description Of an `amount`: off each unit, or once. Default: `unit` with `appliesTo`.
                             * @enum {unknown}
                             */
                            readonly per?: "unit" | "basket";
                            /** @description A decimal from 0 to 100 with at most 4 fraction digits. */
                            readonly percent?: string;
                            readonly quantity?: number;
                            readonly sku?: string;
                            readonly tiers?: readonly {
                                /** @description In the minor unit of the currency. */
                                readonly amount?: number;
                                /** @description ISO 4217 code. */
                                readonly currency?: string;
                                readonly minBasket: {
                                    /** @description In the minor unit of the currency. */
                                    readonly amount: number;
                                    /** @description ISO 4217 code. */
                                    readonly currency: string;
                                };
                                /** @description A decimal from 0 to 100 with at most 4 fraction digits. */
                                readonly percent?: string;
                            }[];
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
    readonly getPromotion: {
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
                        readonly appliesTo?: {
                            readonly attributes?: {
                                readonly [key: string]: readonly string[];
                            };
                            readonly categories?: readonly string[];
                            readonly skus?: readonly string[];
                        };
                        readonly budget?: {
                            readonly maxDiscount?: {
                                /** @description In the minor unit of the currency. */
                                readonly amount: number;
                                /** @description ISO 4217 code. */
                                readonly currency: string;
                            };
                            readonly maxUses?: number;
                            readonly maxUsesPerCustomer?: number;
                        };
                        /** @description JsonLogic over line { sku, category, attributes, quantity, unit }, basket { subtotal, quantity }, region, channel and customerGroup. */
                        readonly condition?: unknown;
                        /** @description Case does not matter. */
                        readonly couponCode?: string;
                        /**
                         * @description What a percentage is of. Default: `current`, what earlier promotions left.
                         * @enum {unknown}
                         */
                        readonly discountBase?: "original" | "current";
                        /** Format: uuid */
                        readonly id: string;
                        /** @enum {unknown} */
                        readonly kind: "percentage" | "amount" | "fixed-price" | "buy-x-get-y" | "basket-threshold" | "tiered-spend" | "free-gift";
                        readonly label: string;
                        readonly minBasket?: {
                            /** @description In the minor unit of the currency. */
                            readonly amount: number;
                            /** @description ISO 4217 code. */
                            readonly currency: string;
                        };
                        /** @description Only with one of its codes. Default: whether couponCode is there. */
                        readonly needsCoupon?: boolean;
                        /** @description The greater, the earlier. */
                        readonly priority?: number;
                        /** @enum {unknown} */
                        readonly stacking?: "stackable" | "exclusive";
                        readonly stackingGroup?: string;
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
                        readonly value: {
                            /** @description In the minor unit of the currency. */
                            readonly amount?: number;
                            readonly buy?: number;
                            /** @description ISO 4217 code. */
                            readonly currency?: string;
                            readonly get?: number;
                            /**
                             * @description Of an `amount`: off each unit, or once. Default: `unit` with `appliesTo`.
                             * @enum {unknown}
                             */
                            readonly per?: "unit" | "basket";
                            /** @description A decimal from 0 to 100 with at most 4 fraction digits. */
                            readonly percent?: string;
                            readonly quantity?: number;
                            readonly sku?: string;
                            readonly tiers?: readonly {
                                /** @description In the minor unit of the currency. */
                                readonly amount?: number;
                                /** @description ISO 4217 code. */
                                readonly currency?: string;
                                readonly minBasket: {
                                    /** @description In the minor unit of the currency. */
                                    readonly amount: number;
                                    /** @description ISO 4217 code. */
                                    readonly currency: string;
                                };
                                /** @description A decimal from 0 to 100 with at most 4 fraction digits. */
                                readonly percent?: string;
                            }[];
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
    readonly deletePromotion: {
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
    readonly patchPromotion: {
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
                    readonly appliesTo?: {
                        readonly attributes?: {
                            readonly [key: string]: readonly string[];
                        };
                        readonly categories?: readonly string[];
                        readonly skus?: readonly string[];
                    } | null;
                    readonly budget?: {
                        readonly maxDiscount?: {
                            /** @description In the minor unit of the currency. */
                            readonly amount: number;
                            /** @description ISO 4217 code. */
                            readonly currency: string;
                        };
                        readonly maxUses?: number;
                        readonly maxUsesPerCustomer?: number;
                    } | null;
                    readonly condition?: unknown | null;
                    readonly couponCode?: string | null;
                    readonly discountBase?: ("original" | "current") | null;
                    /** @enum {unknown} */
                    readonly kind?: "percentage" | "amount" | "fixed-price" | "buy-x-get-y" | "basket-threshold" | "tiered-spend" | "free-gift";
                    readonly label?: string;
                    readonly minBasket?: {
                        /** @description In the minor unit of the currency. */
                        readonly amount: number;
                        /** @description ISO 4217 code. */
                        readonly currency: string;
                    } | null;
                    readonly needsCoupon?: boolean | null;
                    readonly priority?: number | null;
                    readonly stacking?: ("stackable" | "exclusive") | null;
                    readonly stackingGroup?: string | null;
                    readonly validFrom?: string | null;
                    readonly validTo?: string | null;
                    readonly value?: {
                        /** @description In the minor unit of the currency. */
                        readonly amount?: number;
                        readonly buy?: number;
                        /** @description ISO 4217 code. */
                        readonly currency?: string;
                        readonly get?: number;
                        /**
                         * @description Of an `amount`: off each unit, or once. Default: `unit` with `appliesTo`.
                         * @enum {unknown}
                         */
                        readonly per?: "unit" | "basket";
                        /** @description A decimal from 0 to 100 with at most 4 fraction digits. */
                        readonly percent?: string;
                        readonly quantity?: number;
                        readonly sku?: string;
                        readonly tiers?: readonly {
                            /** @description In the minor unit of the currency. */
                            readonly amount?: number;
                            /** @description ISO 4217 code. */
                            readonly currency?: string;
                            readonly minBasket: {
                                /** @description In the minor unit of the currency. */
                                readonly amount: number;
                                /** @description ISO 4217 code. */
                                readonly currency: string;
                            };
                            /** @description A decimal from 0 to 100 with at most 4 fraction digits. */
                            readonly percent?: string;
                        }[];
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
                        readonly appliesTo?: {
                            readonly attributes?: {
                                readonly [key: string]: readonly string[];
                            };
                            readonly categories?: readonly string[];
                            readonly skus?: readonly string[];
                        };
                        readonly budget?: {
                            readonly maxDiscount?: {
                                /** @description In the minor unit of the currency. */
                                readonly amount: number;
                                /** @description ISO 4217 code. */
                                readonly currency: string;
                            };
                            readonly maxUses?: number;
                            readonly maxUsesPerCustomer?: number;
                        };
                        /** @description JsonLogic over line { sku, category, attributes, quantity, unit }, basket { subtotal, quantity }, region, channel and customerGroup. */
                        readonly condition?: unknown;
                        /** @description Case does not matter. */
                        readonly couponCode?: string;
                        /**
                         * @description What a percentage is of. Default: `current`, what earlier promotions left.
                         * @enum {unknown}
                         */
                        readonly discountBase?: "original" | "current";
                        /** Format: uuid */
                        readonly id: string;
                        /** @enum {unknown} */
                        readonly kind: "percentage" | "amount" | "fixed-price" | "buy-x-get-y" | "basket-threshold" | "tiered-spend" | "free-gift";
                        readonly label: string;
                        readonly minBasket?: {
                            /** @description In the minor unit of the currency. */
                            readonly amount: number;
                            /** @description ISO 4217 code. */
                            readonly currency: string;
                        };
                        /** @description Only with one of its codes. Default: whether couponCode is there. */
                        readonly needsCoupon?: boolean;
                        /** @description The greater, the earlier. */
                        readonly priority?: number;
                        /** @enum {unknown} */
                        readonly stacking?: "stackable" | "exclusive";
                        readonly stackingGroup?: string;
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
                        readonly value: {
                            /** @description In the minor unit of the currency. */
                            readonly amount?: number;
                            readonly buy?: number;
                            /** @description ISO 4217 code. */
                            readonly currency?: string;
                            readonly get?: number;
                            /**
                             * @description Of an `amount`: off each unit, or once. Default: `unit` with `appliesTo`.
                             * @enum {unknown}
                             */
                            readonly per?: "unit" | "basket";
                            /** @description A decimal from 0 to 100 with at most 4 fraction digits. */
                            readonly percent?: string;
                            readonly quantity?: number;
                            readonly sku?: string;
                            readonly tiers?: readonly {
                                /** @description In the minor unit of the currency. */
                                readonly amount?: number;
                                /** @description ISO 4217 code. */
                                readonly currency?: string;
                                readonly minBasket: {
                                    /** @description In the minor unit of the currency. */
                                    readonly amount: number;
                                    /** @description ISO 4217 code. */
                                    readonly currency: string;
                                };
                                /** @description A decimal from 0 to 100 with at most 4 fraction digits. */
                                readonly percent?: string;
                            }[];
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
    readonly listCoupons: {
        readonly parameters: {
            readonly query?: {
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
                            readonly code: string;
                            /** Format: date-time */
                            readonly createdAt: string;
                            /** @description Missing: as often as the promotion's budget allows. */
                            readonly maxUses?: number;
                            readonly uses: number;
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
    readonly createCoupons: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 visible ASCII characters; a repeat gets the first answer. */
                readonly "idempotency-key"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly count: number;
                    /**
                     * @description Random characters, behind the prefix.
                     * @default 12
                     */
                    readonly length?: number;
                    /** @default 1 */
                    readonly maxUses?: number;
                    readonly prefix?: string;
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
                        /** @description Of more than 1000, the first; the export has all. */
                        readonly codes: readonly string[];
                        readonly created: number;
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
    readonly exportCoupons: {
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
            /** @description The file, in chunks. One that is not ended as HTTP has it is not whole. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/csv": string;
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
    readonly importCoupons: {
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
                readonly "text/csv": unknown;
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
                        readonly created: number;
                        /** @description By line; the first 1,000 that were found. */
                        readonly errors: readonly {
                            readonly column: string;
                            /** @description In the file, the header being 1. */
                            readonly line: number;
                            readonly message: string;
                        }[];
                        readonly rejected: number;
                        /** @description In the file, without its header. */
                        readonly rows: number;
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
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly deleteCoupon: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: string;
                readonly code: string;
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
    readonly replayDraft: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly draft: {
                        /** @description All prices of a SKU as `putPrices` takes them; none takes it off sale. */
                        readonly prices?: readonly {
                            readonly prices: readonly {
                                /** @description In the minor unit of the currency. */
                                readonly amount: number;
                                /** @description Where it is sold: a shop, an app, a marketplace. */
                                readonly channel?: string;
                                /** @description In the minor unit of the currency. */
                                readonly compareAt?: number;
                                /** @description ISO 4217 code. */
                                readonly currency: string;
                                readonly customerGroup?: string;
                                /** @description What no promotion and no dynamic rule may bring a unit below. */
                                readonly floor?: number;
                                /** @default 1 */
                                readonly minQuantity?: number;
                                /** @description Between rows of the same conditions and tier the highest wins; 0 if left out. */
                                readonly priority?: number;
                                /** @description ISO 3166: a country (ES) or one of its subdivisions (ES-CN). */
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
                        }[];
                        /** @description Without `id` as `createPromotion` takes one; with `id` as `patchPromotion` does, or with `delete` its end. */
                        readonly promotions?: readonly {
                            readonly appliesTo?: {
                                readonly attributes?: {
                                    readonly [key: string]: readonly string[];
                                };
                                readonly categories?: readonly string[];
                                readonly skus?: readonly string[];
                            } | null;
                            readonly budget?: {
                                readonly maxDiscount?: {
                                    /** @description In the minor unit of the currency. */
                                    readonly amount: number;
                                    /** @description ISO 4217 code. */
                                    readonly currency: string;
                                };
                                readonly maxUses?: number;
                                readonly maxUsesPerCustomer?: number;
                            } | null;
                            readonly condition?: unknown | null;
                            readonly couponCode?: string | null;
                            readonly delete?: boolean;
                            readonly discountBase?: ("original" | "current") | null;
                            /** Format: uuid */
                            readonly id?: string;
                            /** @enum {unknown} */
                            readonly kind?: "percentage" | "amount" | "fixed-price" | "buy-x-get-y" | "basket-threshold" | "tiered-spend" | "free-gift";
                            readonly label?: string;
                            readonly minBasket?: {
                                /** @description In the minor unit of the currency. */
                                readonly amount: number;
                                /** @description ISO 4217 code. */
                                readonly currency: string;
                            } | null;
                            readonly needsCoupon?: boolean | null;
                            readonly priority?: number | null;
                            readonly stacking?: ("stackable" | "exclusive") | null;
                            readonly stackingGroup?: string | null;
                            readonly validFrom?: string | null;
                            readonly validTo?: string | null;
                            readonly value?: {
                                /** @description In the minor unit of the currency. */
                                readonly amount?: number;
                                readonly buy?: number;
                                /** @description ISO 4217 code. */
                                readonly currency?: string;
                                readonly get?: number;
                                /**
                                 * @description Of an `amount`: off each unit, or once. Default: `unit` with `appliesTo`.
                                 * @enum {unknown}
                                 */
                                readonly per?: "unit" | "basket";
                                /** @description A decimal from 0 to 100 with at most 4 fraction digits. */
                                readonly percent?: string;
                                readonly quantity?: number;
                                readonly sku?: string;
                                readonly tiers?: readonly {
                                    /** @description In the minor unit of the currency. */
                                    readonly amount?: number;
                                    /** @description ISO 4217 code. */
                                    readonly currency?: string;
                                    readonly minBasket: {
                                        /** @description In the minor unit of the currency. */
                                        readonly amount: number;
                                        /** @description ISO 4217 code. */
                                        readonly currency: string;
                                    };
                                    /** @description A decimal from 0 to 100 with at most 4 fraction digits. */
                                    readonly percent?: string;
                                }[];
                            };
                        }[];
                    };
                    /** @description The oldest first. None: only whether the draft could be put in force. */
                    readonly quoteIds: readonly string[];
                    readonly used?: readonly {
                        /** @description Uses by customer, where the budget limits them. */
                        readonly customers: {
                            readonly [key: string]: number;
                        };
                        /** @description Minor units by currency. */
                        readonly discounts: {
                            readonly [key: string]: number;
                        };
                        readonly promotionId: string;
                        readonly uses: number;
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
                        readonly data: readonly {
                            readonly after: {
                                readonly amount: number;
                                readonly currency: string;
                            } | null;
                            /** @description The total that was told. */
                            readonly before: {
                                readonly amount: number;
                                readonly currency: string;
                            } | null;
                            readonly id: string;
                            readonly reasons: readonly {
                                readonly after?: {
                                    readonly amount: number;
                                    readonly currency: string;
                                };
                                readonly before?: {
                                    readonly amount: number;
                                    readonly currency: string;
                                };
                                /** @description `unit-price`, `promotion`, `coupon-rejected`; of a refusal the code that `createQuote` would answer with; `quote-not-found`, `invalid-state`, `computed-otherwise` or `tax-provider` where it cannot be decided. */
                                readonly code: string;
                                readonly detail: string;
                                /** @description A SKU, a promotion's id, a coupon; or empty. */
                                readonly subject: string;
                            }[];
                            /** @enum {unknown} */
                            readonly status: "unchanged" | "changed" | "refused" | "undecided";
                        }[];
                        readonly used: readonly {
                            /** @description Uses by customer, where the budget limits them. */
                            readonly customers: {
                                readonly [key: string]: number;
                            };
                            /** @description Minor units by currency. */
                            readonly discounts: {
                                readonly [key: string]: number;
                            };
                            readonly promotionId: string;
                            readonly uses: number;
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
    readonly replayQuote: {
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
                        readonly differences: readonly {
                            readonly computed?: unknown;
                            /** @description A JSON pointer into the answer; below /token, its claims. */
                            readonly path: string;
                            readonly stored?: unknown;
                        }[];
                        readonly id: string;
                        /** @description Byte for byte, the token's claims included. */
                        readonly identical: boolean;
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
        };
    };
    readonly rotateSigningKey: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @description Of the key that signs now. */
                        readonly kid: string;
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
    readonly importTaxRates: {
        readonly parameters: {
            readonly query?: {
                /** @description Of countries that have no rule yet. */
                readonly pricesIncludeTax?: boolean;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly details?: string;
                    readonly items: {
                        readonly [key: string]: readonly {
                            readonly effective_from: string;
                            readonly exceptions?: readonly ({
                                readonly name: string;
                                readonly postcode: string;
                            } & {
                                readonly [key: string]: number;
                            })[];
                            readonly rates: {
                                readonly [key: string]: number;
                            };
                        }[];
                    };
                    readonly version?: number;
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
                        readonly regions: readonly {
                            /** @enum {unknown} */
                            readonly outcome: "created" | "updated" | "unchanged";
                            readonly region: string;
                            readonly version: number;
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
    readonly getTaxRate: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description ISO 3166: a country (ES) or one of its subdivisions (ES-CN). */
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
                        readonly exceptions: readonly {
                            readonly name: string;
                            /** @description A regular expression of letters, digits, \d, ., [A-C5-9], groups and counts, for the whole postcode in capitals without spaces and hyphens. */
                            readonly postcode: string;
                            /** @description Percent by category. A category that is not named has the region's own rate. */
                            readonly rates: {
                                readonly [key: string]: string;
                            };
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
                        readonly pricesIncludeTax: boolean;
                        /**
                         * @description external: the tax provider is asked; where it fails, the rates here count.
                         * @enum {unknown}
                         */
                        readonly provider: "internal" | "external";
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
                            /**
                             * Format: date-time
                             * @description RFC 3339.
                             */
                            readonly validTo?: string;
                        }[];
                        readonly region: string;
                        /** @description No tax for buyers with a VAT id of another country. */
                        readonly reverseCharge: boolean;
                        /** @description With reverseCharge: for those with an id of the region's own country, too. */
                        readonly reverseChargeAtHome: boolean;
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
                /** @description ISO 3166: a country (ES) or one of its subdivisions (ES-CN). */
                readonly region: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly exceptions?: readonly {
                        readonly name: string;
                        /** @description A regular expression of letters, digits, \d, ., [A-C5-9], groups and counts, for the whole postcode in capitals without spaces and hyphens. */
                        readonly postcode: string;
                        /** @description Percent by category. A category that is not named has the region's own rate. */
                        readonly rates: {
                            readonly [key: string]: string;
                        };
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
                    readonly pricesIncludeTax: boolean;
                    /**
                     * @description external: the tax provider is asked; where it fails, the rates here count.
                     * @enum {unknown}
                     */
                    readonly provider?: "internal" | "external";
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
                        /**
                         * Format: date-time
                         * @description RFC 3339.
                         */
                        readonly validTo?: string;
                    }[];
                    /** @description No tax for buyers with a VAT id of another country. */
                    readonly reverseCharge?: boolean;
                    /** @description With reverseCharge: for those with an id of the region's own country, too. */
                    readonly reverseChargeAtHome?: boolean;
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
                        readonly exceptions: readonly {
                            readonly name: string;
                            /** @description A regular expression of letters, digits, \d, ., [A-C5-9], groups and counts, for the whole postcode in capitals without spaces and hyphens. */
                            readonly postcode: string;
                            /** @description Percent by category. A category that is not named has the region's own rate. */
                            readonly rates: {
                                readonly [key: string]: string;
                            };
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
                        readonly pricesIncludeTax: boolean;
                        /**
                         * @description external: the tax provider is asked; where it fails, the rates here count.
                         * @enum {unknown}
                         */
                        readonly provider: "internal" | "external";
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
                            /**
                             * Format: date-time
                             * @description RFC 3339.
                             */
                            readonly validTo?: string;
                        }[];
                        readonly region: string;
                        /** @description No tax for buyers with a VAT id of another country. */
                        readonly reverseCharge: boolean;
                        /** @description With reverseCharge: for those with an id of the region's own country, too. */
                        readonly reverseChargeAtHome: boolean;
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
                        readonly exceptions: readonly {
                            readonly name: string;
                            /** @description A regular expression of letters, digits, \d, ., [A-C5-9], groups and counts, for the whole postcode in capitals without spaces and hyphens. */
                            readonly postcode: string;
                            /** @description Percent by category. A category that is not named has the region's own rate. */
                            readonly rates: {
                                readonly [key: string]: string;
                            };
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
                        readonly pricesIncludeTax: boolean;
                        /**
                         * @description external: the tax provider is asked; where it fails, the rates here count.
                         * @enum {unknown}
                         */
                        readonly provider: "internal" | "external";
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
                            /**
                             * Format: date-time
                             * @description RFC 3339.
                             */
                            readonly validTo?: string;
                        }[];
                        readonly region: string;
                        /** @description No tax for buyers with a VAT id of another country. */
                        readonly reverseCharge: boolean;
                        /** @description With reverseCharge: for those with an id of the region's own country, too. */
                        readonly reverseChargeAtHome: boolean;
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
                    /** @description Where it is sold: a shop, an app, a marketplace. */
                    readonly channel?: string;
                    readonly couponCodes?: readonly string[];
                    /** @description ISO 4217 code. */
                    readonly currency: string;
                    readonly customerGroup?: string;
                    /** @description Whose budget a promotion counts against, where it has one per customer. */
                    readonly customerId?: string;
                    readonly items: readonly {
                        readonly quantity: number;
                        readonly sku: string;
                    }[];
                    /** @description Of the delivery: some places have tax rates of their own. */
                    readonly postcode?: string;
                    /** @description ISO 3166: a country (ES) or one of its subdivisions (ES-CN). */
                    readonly region: string;
                    /** @description The buyer's VAT id, for reverse charge. */
                    readonly taxId?: string;
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
                        readonly channel?: string;
                        /** Format: date-time */
                        readonly createdAt: string;
                        readonly currency: string;
                        readonly customerGroup?: string;
                        /** Format: date-time */
                        readonly expiresAt: string;
                        /** @description Every rule that was applied, and what it made of the running total; with step `considered` each that was looked at, and why it gives nothing. */
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
                            /** @description What is paid in cash, where the smallest coin is above the minor unit. */
                            readonly cash?: {
                                readonly amount: number;
                                readonly currency: string;
                            };
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
                        readonly channel?: string;
                        /** Format: date-time */
                        readonly createdAt: string;
                        readonly currency: string;
                        readonly customerGroup?: string;
                        /** Format: date-time */
                        readonly expiresAt: string;
                        /** @description Every rule that was applied, and what it made of the running total; with step `considered` each that was looked at, and why it gives nothing. */
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
                            /** @description What is paid in cash, where the smallest coin is above the minor unit. */
                            readonly cash?: {
                                readonly amount: number;
                                readonly currency: string;
                            };
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
