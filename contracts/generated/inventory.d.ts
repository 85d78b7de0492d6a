// Generated from inventory.openapi.json.

export interface paths {
    readonly "/internal/audit": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Prove that stock, ledger and reservations agree */
        readonly get: operations["auditStock"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/internal/audit/repair": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Make an end of what an audit finds
         * @description Units on hand are what is on the shelf: the ledger gets a correcting movement (`adjust`). What is reserved or owed is set to what the reservations add up to, where the shelf has that many.
         */
        readonly post: operations["repairStock"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/internal/availability": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What product views of several items need, as one read */
        readonly get: operations["batchGetAvailability"];
        readonly put?: never;
        /**
         * What can be promised of each of many items
         * @description In the order asked, each as often as it is asked.
         */
        readonly post: operations["listAvailability"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/internal/availability/{sku}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What a product view needs of an item */
        readonly get: operations["getAvailability"];
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
    readonly "/internal/import-items": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Create or replace many items, with counts of their stock
         * @description Good rows land; a bad row is answered with its error and changes nothing. Rows that were imported before change nothing, whatever was sold since. Fields that a row leaves out stay as they are.
         */
        readonly post: operations["importItems"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/internal/ledger-extent": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Where the movements of a period lie in the ledger
         * @description Answers when the transactions of that moment have ended: reading the extent gives the same rows from then on.
         */
        readonly get: operations["getLedgerExtent"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/internal/movements": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Read the movements of a period, in the order of the ledger */
        readonly get: operations["streamMovements"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/internal/products": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Browse and search what is sold
         * @description By SKU. With a query, products that have all of its words: first those that have them in SKU and name, then those that have some only in category or description. The last word may be the beginning of one.
         */
        readonly get: operations["listProducts"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/internal/reservations/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        /**
         * Hold stock under an id of the caller's
         * @description A repeat with the same items and time to live gets the first reservation again; after a cancel, a release or the end of the hold it is refused.
         */
        readonly put: operations["holdStock"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/internal/reservations/{id}/cancel": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Undo a hold or a sale, whatever happened
         * @description May always be repeated. An unknown id becomes a released reservation without items, so that a hold that arrives late is refused.
         */
        readonly post: operations["cancelReservation"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/internal/reservations/{id}/confirm": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Turn a hold into a sale
         * @description Takes the units off the shelf and writes the sale to the ledger. May be repeated.
         */
        readonly post: operations["confirmReservation"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/internal/reservations/{id}/reduce": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Take back part of a sale
         * @description `cancelled`: what is still owed is promised no more, then each shelf gets back what it gave. `returned`: what was delivered comes first. Once per Idempotency-Key and reservation, for ever. `restock: false`: the goods go to no shelf.
         */
        readonly post: operations["reduceReservation"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/internal/stock": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read the units of every shelf at a time, as the ledger adds up to
         * @description `reserved` is what is reserved now, where `to` has not passed yet; of a time that has passed it is null, for nobody kept it.
         */
        readonly get: operations["streamStock"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/admin/exports/items": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Export all items as a CSV file
         * @description What is sold, by SKU: sku, name, description, category, tax_category, attributes (a JSON object), safety_stock, backorder_limit, preorder_limit, available_from, max_per_order, max_per_buyer. Importing the file as kind `items` changes nothing. Read in pages, each of one moment: what changes meanwhile may be in it or not.
         */
        readonly get: operations["exportItems"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/admin/exports/stock": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Export the stock of all locations as a CSV file
         * @description Every shelf, by SKU and location: sku, location, quantity, on_hand, reserved, incoming. `quantity` is the count of the last import, or what is on hand where none has counted: importing the file as kind `stock` changes nothing. Read in pages, each of one moment.
         */
        readonly get: operations["exportStock"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/admin/items/{sku}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Read an item */
        readonly get: operations["getItem"];
        /**
         * Create or replace an item
         * @description Fields that are left out take their defaults. The ETag of the answer is the item's version. A discontinued item is created again, with its stock and its ledger.
         */
        readonly put: operations["putItem"];
        readonly post?: never;
        /**
         * Discontinue an item
         * @description Shops see it no more and nothing more of it can be held. What is held stays held; its stock and its ledger stay readable. `putItem` brings it back.
         */
        readonly delete: operations["deleteItem"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/admin/locations/{code}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Read a location */
        readonly get: operations["getLocation"];
        /**
         * Create or replace a location
         * @description Fields that are left out take their defaults. The ETag of the answer is the location's version.
         */
        readonly put: operations["putLocation"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/admin/stock/movements": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Read the ledger, newest first */
        readonly get: operations["listMovements"];
        readonly put?: never;
        /**
         * Move units and write it to the ledger
         * @description `receive` and `return` add to the shelf, `write-off` takes away, `transfer` takes to another location, `adjust` does what its sign says. Reserved units cannot be taken away. What arrives goes first to backorders.
         */
        readonly post: operations["postMovement"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/admin/stock/{sku}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Stock of an item at each location, and in total */
        readonly get: operations["getStock"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/admin/stock/{sku}/incoming": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        /**
         * Say how many units are on their way to a shelf
         * @description Shown as `incoming`; receiving units takes them off. Nothing is promised from it: backorder limits are for that.
         */
        readonly put: operations["putIncoming"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/reservations": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Hold stock for a while, all or nothing
         * @description Several lines of one SKU are summed. The hold ends by itself at `expiresAt`. A repeat of the key gets the first answer, with units that have come for a backorder since and without those given back of its sale; a refusal does nothing, so the key of a refused request may be tried again.
         */
        readonly post: operations["createReservation"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/reservations/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read a reservation
         * @description A hold is `expired` from `expiresAt` on, to the millisecond.
         */
        readonly get: operations["getReservation"];
        readonly put?: never;
        readonly post?: never;
        /**
         * Give held stock back
         * @description Releasing a released reservation again changes nothing.
         */
        readonly delete: operations["releaseReservation"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/reservations/{id}/extend": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Keep held stock for longer
         * @description The hold lasts `ttlSeconds` from now, if that is later than before, and at most two hours from its beginning. May be repeated.
         */
        readonly post: operations["extendReservation"];
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
    readonly auditStock: {
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
                        readonly checked: {
                            readonly movements: number;
                            readonly reservations: number;
                            readonly stockRows: number;
                        };
                        /** @description The first 1,000 that disagree. */
                        readonly drift: readonly {
                            /** @enum {unknown} */
                            readonly field: "onHand" | "reserved" | "owed";
                            /** @description What the movements (onHand) or the reservations (reserved, owed) add up to. */
                            readonly ledger: number;
                            /** @description Null where the item as a whole drifted. */
                            readonly location: string | null;
                            /** @description 1 to 64 URL-safe characters */
                            readonly sku: string;
                            /** @description What the stock says. */
                            readonly stock: number;
                        }[];
                        readonly ok: boolean;
                    };
                };
            };
        };
    };
    readonly repairStock: {
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
                        readonly repairs: readonly {
                            /** @description What was done; empty when nothing was. */
                            readonly done: string;
                            /** @enum {unknown} */
                            readonly field: "onHand" | "reserved" | "owed";
                            /** @description What the movements (onHand) or the reservations (reserved, owed) add up to. */
                            readonly ledger: number;
                            /** @description Null where the item as a whole drifted. */
                            readonly location: string | null;
                            /** @description 1 to 64 URL-safe characters */
                            readonly sku: string;
                            /** @description What the stock says. */
                            readonly stock: number;
                            /** @description Why not, and what to do. */
                            readonly unrepaired?: string;
                        }[];
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
    readonly batchGetAvailability: {
        readonly parameters: {
            readonly query: {
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
                        readonly attributes: {
                            readonly [key: string]: string | number | boolean;
                        };
                        readonly availability: {
                            /** Format: date-time */
                            readonly asOf: string;
                            readonly available: number;
                            readonly locations: readonly {
                                readonly available: number;
                                /** @description 1 to 64 URL-safe characters */
                                readonly code: string;
                            }[];
                            /**
                             * @description low: at most the larger of the item's safety stock and 5 units. backorder: none left, but more may be promised.
                             * @enum {unknown}
                             */
                            readonly status: "in-stock" | "low" | "out" | "backorder";
                        };
                        readonly category: string | null;
                        readonly description: string | null;
                        readonly name: string;
                        /** @description 1 to 64 URL-safe characters */
                        readonly sku: string;
                        readonly taxCategory: string;
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
        };
    };
    readonly listAvailability: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
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
                        /** Format: date-time */
                        readonly asOf: string;
                        readonly data: readonly {
                            readonly available: number;
                            /** @description false: unknown, or discontinued. */
                            readonly found: boolean;
                            readonly locations: readonly {
                                readonly available: number;
                                /** @description 1 to 64 URL-safe characters */
                                readonly code: string;
                            }[];
                            /** @description 1 to 64 URL-safe characters */
                            readonly sku: string;
                            /** @description null of an item that is not found. */
                            readonly status: ("in-stock" | "low" | "out" | "backorder") | null;
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
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getAvailability: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description 1 to 64 URL-safe characters */
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
                        readonly attributes: {
                            readonly [key: string]: string | number | boolean;
                        };
                        readonly availability: {
                            /** Format: date-time */
                            readonly asOf: string;
                            readonly available: number;
                            readonly locations: readonly {
                                readonly available: number;
                                /** @description 1 to 64 URL-safe characters */
                                readonly code: string;
                            }[];
                            /**
                             * @description low: at most the larger of the item's safety stock and 5 units. backorder: none left, but more may be promised.
                             * @enum {unknown}
                             */
                            readonly status: "in-stock" | "low" | "out" | "backorder";
                        };
                        readonly category: string | null;
                        readonly description: string | null;
                        readonly name: string;
                        /** @description 1 to 64 URL-safe characters */
                        readonly sku: string;
                        readonly taxCategory: string;
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
    readonly importItems: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly items: readonly {
                        readonly attributes?: {
                            readonly [key: string]: string | number | boolean;
                        };
                        /** Format: date-time */
                        readonly availableFrom?: string;
                        readonly backorderLimit?: number;
                        readonly category?: string;
                        readonly description?: string;
                        readonly maxPerBuyer?: number;
                        readonly maxPerOrder?: number;
                        /** @description Required for a new item. */
                        readonly name?: string;
                        readonly preorderLimit?: number;
                        readonly safetyStock?: number;
                        readonly sku: string;
                        readonly stock?: {
                            readonly location: string;
                            /** @description A count of the shelf, not a delivery. */
                            readonly quantity: number;
                        };
                        readonly taxCategory?: string;
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
                                readonly code: string;
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
    readonly getLedgerExtent: {
        readonly parameters: {
            readonly query: {
                readonly from: string;
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
                        /** @description A place in the ledger. */
                        readonly after: number;
                        readonly movements: number;
                        /** @description Of all items, whatever the period. */
                        readonly shelves: number;
                        /** @description A place in the ledger. */
                        readonly through: number;
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
    readonly streamMovements: {
        readonly parameters: {
            readonly query: {
                readonly from: string;
                readonly to: string;
                /** @description A place in the ledger. */
                readonly after: number;
                /** @description A place in the ledger. */
                readonly through: number;
                /** @description Rows that one call reads; the page that reaches it is told whole. */
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
    readonly listProducts: {
        readonly parameters: {
            readonly query?: {
                readonly query?: string;
                readonly category?: string;
                /** @description true: only what is available now; false: only what is not. */
                readonly inStock?: boolean;
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
                            readonly attributes: {
                                readonly [key: string]: string | number | boolean;
                            };
                            readonly availability: {
                                /** Format: date-time */
                                readonly asOf: string;
                                readonly available: number;
                                readonly locations: readonly {
                                    readonly available: number;
                                    /** @description 1 to 64 URL-safe characters */
                                    readonly code: string;
                                }[];
                                /**
                                 * @description low: at most the larger of the item's safety stock and 5 units. backorder: none left, but more may be promised.
                                 * @enum {unknown}
                                 */
                                readonly status: "in-stock" | "low" | "out" | "backorder";
                            };
                            readonly category: string | null;
                            readonly description: string | null;
                            readonly name: string;
                            /** @description 1 to 64 URL-safe characters */
                            readonly sku: string;
                            readonly taxCategory: string;
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
    readonly holdStock: {
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
                    /** @description The shop's name for its buyer. What one buyer holds and has bought of an item counts against the item's `maxPerBuyer`; without it each reservation has a buyer of its own. */
                    readonly buyerId?: string;
                    readonly items: readonly {
                        readonly quantity: number;
                        /** @description 1 to 64 URL-safe characters */
                        readonly sku: string;
                    }[];
                    /**
                     * @description `priority` (the default): the lowest priority number first. `nearest`: the least distance to `shipTo` first. `fewest-locations`: as few parcels as the stock allows.
                     * @enum {unknown}
                     */
                    readonly locationStrategy?: "priority" | "nearest" | "fewest-locations";
                    /** @description Told in the reservation. */
                    readonly orderId?: string;
                    /** @description Required for `nearest`. */
                    readonly shipTo?: {
                        readonly latitude: number;
                        readonly longitude: number;
                    };
                    /** @default 900 */
                    readonly ttlSeconds?: number;
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
                        /** Format: date-time */
                        readonly expiresAt: string;
                        /** Format: uuid */
                        readonly id: string;
                        /** @description One entry per SKU, in the order asked; lines of one SKU are summed. */
                        readonly items: readonly {
                            readonly allocations: readonly {
                                /** @description 1 to 64 URL-safe characters */
                                readonly location: string;
                                readonly quantity: number;
                            }[];
                            /** @description Units promised beyond the stock, still to come. */
                            readonly backordered?: number;
                            readonly quantity: number;
                            /** @description 1 to 64 URL-safe characters */
                            readonly sku: string;
                        }[];
                        readonly orderId?: string;
                        /** @enum {unknown} */
                        readonly status: "held" | "confirmed" | "released" | "expired";
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
    readonly cancelReservation: {
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
                        /** Format: date-time */
                        readonly expiresAt: string;
                        /** Format: uuid */
                        readonly id: string;
                        /** @description One entry per SKU, in the order asked; lines of one SKU are summed. */
                        readonly items: readonly {
                            readonly allocations: readonly {
                                /** @description 1 to 64 URL-safe characters */
                                readonly location: string;
                                readonly quantity: number;
                            }[];
                            /** @description Units promised beyond the stock, still to come. */
                            readonly backordered?: number;
                            readonly quantity: number;
                            /** @description 1 to 64 URL-safe characters */
                            readonly sku: string;
                        }[];
                        readonly orderId?: string;
                        /** @enum {unknown} */
                        readonly status: "held" | "confirmed" | "released" | "expired";
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
    readonly confirmReservation: {
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
                        /** Format: date-time */
                        readonly expiresAt: string;
                        /** Format: uuid */
                        readonly id: string;
                        /** @description One entry per SKU, in the order asked; lines of one SKU are summed. */
                        readonly items: readonly {
                            readonly allocations: readonly {
                                /** @description 1 to 64 URL-safe characters */
                                readonly location: string;
                                readonly quantity: number;
                            }[];
                            /** @description Units promised beyond the stock, still to come. */
                            readonly backordered?: number;
                            readonly quantity: number;
                            /** @description 1 to 64 URL-safe characters */
                            readonly sku: string;
                        }[];
                        readonly orderId?: string;
                        /** @enum {unknown} */
                        readonly status: "held" | "confirmed" | "released" | "expired";
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
    readonly reduceReservation: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description Required. */
                readonly "idempotency-key": string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /** @enum {unknown} */
                    readonly because: "cancelled" | "returned";
                    readonly items: readonly {
                        readonly quantity: number;
                        /** @description 1 to 64 URL-safe characters */
                        readonly sku: string;
                    }[];
                    /** @description 1 to 64 URL-safe characters */
                    readonly location?: string;
                    readonly restock: boolean;
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
                        readonly id: string;
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
    readonly streamStock: {
        readonly parameters: {
            readonly query: {
                readonly to: string;
                /** @description SKU/LOCATION, or empty. */
                readonly after: string;
                /** @description A place in the ledger. */
                readonly through: number;
                /** @description Rows that one call reads; the page that reaches it is told whole. */
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
    readonly exportItems: {
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
    readonly exportStock: {
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
    readonly getItem: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description 1 to 64 URL-safe characters */
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
                        readonly attributes: {
                            readonly [key: string]: string | number | boolean;
                        };
                        readonly availableFrom: string | null;
                        readonly backorderLimit: number;
                        readonly category: string | null;
                        /** Format: date-time */
                        readonly createdAt: string;
                        readonly description: string | null;
                        readonly maxPerBuyer: number | null;
                        readonly maxPerOrder: number;
                        readonly name: string;
                        readonly preorderLimit: number;
                        readonly safetyStock: number;
                        /** @description 1 to 64 URL-safe characters */
                        readonly sku: string;
                        readonly taxCategory: string;
                        /** Format: date-time */
                        readonly updatedAt: string;
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
    readonly putItem: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description ETags, or `*`: replace only what has one of them. */
                readonly "if-match"?: string;
                /** @description Create only. */
                readonly "if-none-match"?: "*";
            };
            readonly path: {
                /** @description 1 to 64 URL-safe characters */
                readonly sku: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly attributes?: {
                        readonly [key: string]: string | number | boolean;
                    };
                    /**
                     * Format: date-time
                     * @description RFC 3339; without it from the beginning.
                     */
                    readonly availableFrom?: string;
                    /**
                     * @description Units that may be promised beyond the stock.
                     * @default 0
                     */
                    readonly backorderLimit?: number;
                    readonly category?: string;
                    readonly description?: string;
                    /** @description Most units that one buyer may hold and have bought together. */
                    readonly maxPerBuyer?: number;
                    /**
                     * @description Most units of this item in one reservation.
                     * @default 10
                     */
                    readonly maxPerOrder?: number;
                    readonly name: string;
                    /**
                     * @description Stands for `backorderLimit` before `availableFrom`.
                     * @default 0
                     */
                    readonly preorderLimit?: number;
                    /**
                     * @description Units kept back at each location.
                     * @default 0
                     */
                    readonly safetyStock?: number;
                    /** @default standard */
                    readonly taxCategory?: string;
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
                        readonly attributes: {
                            readonly [key: string]: string | number | boolean;
                        };
                        readonly availableFrom: string | null;
                        readonly backorderLimit: number;
                        readonly category: string | null;
                        /** Format: date-time */
                        readonly createdAt: string;
                        readonly description: string | null;
                        readonly maxPerBuyer: number | null;
                        readonly maxPerOrder: number;
                        readonly name: string;
                        readonly preorderLimit: number;
                        readonly safetyStock: number;
                        /** @description 1 to 64 URL-safe characters */
                        readonly sku: string;
                        readonly taxCategory: string;
                        /** Format: date-time */
                        readonly updatedAt: string;
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
                        readonly attributes: {
                            readonly [key: string]: string | number | boolean;
                        };
                        readonly availableFrom: string | null;
                        readonly backorderLimit: number;
                        readonly category: string | null;
                        /** Format: date-time */
                        readonly createdAt: string;
                        readonly description: string | null;
                        readonly maxPerBuyer: number | null;
                        readonly maxPerOrder: number;
                        readonly name: string;
                        readonly preorderLimit: number;
                        readonly safetyStock: number;
                        /** @description 1 to 64 URL-safe characters */
                        readonly sku: string;
                        readonly taxCategory: string;
                        /** Format: date-time */
                        readonly updatedAt: string;
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
    readonly deleteItem: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description ETags, or `*`: replace only what has one of them. */
                readonly "if-match"?: string;
                /** @description Create only. */
                readonly "if-none-match"?: "*";
            };
            readonly path: {
                /** @description 1 to 64 URL-safe characters */
                readonly sku: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Discontinued */
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
    readonly getLocation: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description 1 to 64 URL-safe characters */
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
                        /** @description 1 to 64 URL-safe characters */
                        readonly code: string;
                        readonly country: string | null;
                        /** Format: date-time */
                        readonly createdAt: string;
                        readonly latitude: number | null;
                        readonly longitude: number | null;
                        readonly name: string;
                        readonly priority: number;
                        /** Format: date-time */
                        readonly updatedAt: string;
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
    readonly putLocation: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description ETags, or `*`: replace only what has one of them. */
                readonly "if-match"?: string;
                /** @description Create only. */
                readonly "if-none-match"?: "*";
            };
            readonly path: {
                /** @description 1 to 64 URL-safe characters */
                readonly code: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /** @description ISO 3166 */
                    readonly country?: string;
                    readonly latitude?: number;
                    readonly longitude?: number;
                    readonly name: string;
                    /**
                     * @description Lower is allocated first; equal ones by code.
                     * @default 1
                     */
                    readonly priority?: number;
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
                        /** @description 1 to 64 URL-safe characters */
                        readonly code: string;
                        readonly country: string | null;
                        /** Format: date-time */
                        readonly createdAt: string;
                        readonly latitude: number | null;
                        readonly longitude: number | null;
                        readonly name: string;
                        readonly priority: number;
                        /** Format: date-time */
                        readonly updatedAt: string;
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
                        /** @description 1 to 64 URL-safe characters */
                        readonly code: string;
                        readonly country: string | null;
                        /** Format: date-time */
                        readonly createdAt: string;
                        readonly latitude: number | null;
                        readonly longitude: number | null;
                        readonly name: string;
                        readonly priority: number;
                        /** Format: date-time */
                        readonly updatedAt: string;
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
    readonly listMovements: {
        readonly parameters: {
            readonly query?: {
                /** @description 1 to 64 URL-safe characters */
                readonly sku?: string;
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
                            /** @description The account that asked. */
                            readonly actor: string;
                            /** Format: date-time */
                            readonly at: string;
                            /** @description 1 to 64 URL-safe characters */
                            readonly fromLocation?: string;
                            /** Format: uuid */
                            readonly id: string;
                            /** @description As asked, or `import`, `sale`, `sale-undone`. */
                            readonly kind: string;
                            /** @description 1 to 64 URL-safe characters */
                            readonly location: string;
                            /** @description Signed: what it did to the units on hand. */
                            readonly quantity: number;
                            readonly reason: string;
                            readonly reference: string | null;
                            /** @description 1 to 64 URL-safe characters */
                            readonly sku: string;
                            /** @description 1 to 64 URL-safe characters */
                            readonly toLocation?: string;
                            readonly traceId: string | null;
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
    readonly postMovement: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 visible ASCII characters. A repeat acts once. */
                readonly "idempotency-key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /** @enum {unknown} */
                    readonly kind: "receive" | "adjust" | "return" | "transfer" | "write-off";
                    /** @description 1 to 64 URL-safe characters */
                    readonly location: string;
                    /** @description Positive; for `adjust` with the sign of its effect. */
                    readonly quantity: number;
                    readonly reason: string;
                    /** @description Such as the order of a return. */
                    readonly reference?: string;
                    /** @description 1 to 64 URL-safe characters */
                    readonly sku: string;
                    /** @description 1 to 64 URL-safe characters */
                    readonly toLocation?: string;
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
                        /** @description The account that asked. */
                        readonly actor: string;
                        /** Format: date-time */
                        readonly at: string;
                        /** @description 1 to 64 URL-safe characters */
                        readonly fromLocation?: string;
                        /** Format: uuid */
                        readonly id: string;
                        /** @description As asked, or `import`, `sale`, `sale-undone`. */
                        readonly kind: string;
                        /** @description 1 to 64 URL-safe characters */
                        readonly location: string;
                        /** @description Signed: what it did to the units on hand. */
                        readonly quantity: number;
                        readonly reason: string;
                        readonly reference: string | null;
                        /** @description 1 to 64 URL-safe characters */
                        readonly sku: string;
                        /** @description 1 to 64 URL-safe characters */
                        readonly toLocation?: string;
                        readonly traceId: string | null;
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
    readonly getStock: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description 1 to 64 URL-safe characters */
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
                        /** Format: date-time */
                        readonly asOf: string;
                        /** @description onHand - reserved - safetyStock, never below 0. */
                        readonly available: number;
                        readonly incoming: number;
                        readonly locations: readonly {
                            /** @description onHand - reserved - safetyStock, never below 0. */
                            readonly available: number;
                            readonly incoming: number;
                            /** @description 1 to 64 URL-safe characters */
                            readonly location: string;
                            readonly onHand: number;
                            /** @description Held and not past its time. */
                            readonly reserved: number;
                            /** @description Units kept back. */
                            readonly safetyStock: number;
                        }[];
                        readonly onHand: number;
                        /** @description Held and not past its time. */
                        readonly reserved: number;
                        /** @description Units kept back. */
                        readonly safetyStock: number;
                        /** @description 1 to 64 URL-safe characters */
                        readonly sku: string;
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
    readonly putIncoming: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description 1 to 64 URL-safe characters */
                readonly sku: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /** @description 1 to 64 URL-safe characters */
                    readonly location: string;
                    readonly quantity: number;
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
                        readonly incoming: number;
                        /** @description 1 to 64 URL-safe characters */
                        readonly location: string;
                        /** @description 1 to 64 URL-safe characters */
                        readonly sku: string;
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
    readonly createReservation: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 visible ASCII characters. A repeat acts once. */
                readonly "idempotency-key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /** @description The shop's name for its buyer. What one buyer holds and has bought of an item counts against the item's `maxPerBuyer`; without it each reservation has a buyer of its own. */
                    readonly buyerId?: string;
                    readonly items: readonly {
                        readonly quantity: number;
                        /** @description 1 to 64 URL-safe characters */
                        readonly sku: string;
                    }[];
                    /**
                     * @description `priority` (the default): the lowest priority number first. `nearest`: the least distance to `shipTo` first. `fewest-locations`: as few parcels as the stock allows.
                     * @enum {unknown}
                     */
                    readonly locationStrategy?: "priority" | "nearest" | "fewest-locations";
                    /** @description Required for `nearest`. */
                    readonly shipTo?: {
                        readonly latitude: number;
                        readonly longitude: number;
                    };
                    /** @default 900 */
                    readonly ttlSeconds?: number;
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
                        /** Format: date-time */
                        readonly expiresAt: string;
                        /** Format: uuid */
                        readonly id: string;
                        /** @description One entry per SKU, in the order asked; lines of one SKU are summed. */
                        readonly items: readonly {
                            readonly allocations: readonly {
                                /** @description 1 to 64 URL-safe characters */
                                readonly location: string;
                                readonly quantity: number;
                            }[];
                            /** @description Units promised beyond the stock, still to come. */
                            readonly backordered?: number;
                            readonly quantity: number;
                            /** @description 1 to 64 URL-safe characters */
                            readonly sku: string;
                        }[];
                        readonly orderId?: string;
                        /** @enum {unknown} */
                        readonly status: "held" | "confirmed" | "released" | "expired";
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
    readonly getReservation: {
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
                        /** Format: date-time */
                        readonly expiresAt: string;
                        /** Format: uuid */
                        readonly id: string;
                        /** @description One entry per SKU, in the order asked; lines of one SKU are summed. */
                        readonly items: readonly {
                            readonly allocations: readonly {
                                /** @description 1 to 64 URL-safe characters */
                                readonly location: string;
                                readonly quantity: number;
                            }[];
                            /** @description Units promised beyond the stock, still to come. */
                            readonly backordered?: number;
                            readonly quantity: number;
                            /** @description 1 to 64 URL-safe characters */
                            readonly sku: string;
                        }[];
                        readonly orderId?: string;
                        /** @enum {unknown} */
                        readonly status: "held" | "confirmed" | "released" | "expired";
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
    readonly releaseReservation: {
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
                        /** Format: date-time */
                        readonly expiresAt: string;
                        /** Format: uuid */
                        readonly id: string;
                        /** @description One entry per SKU, in the order asked; lines of one SKU are summed. */
                        readonly items: readonly {
                            readonly allocations: readonly {
                                /** @description 1 to 64 URL-safe characters */
                                readonly location: string;
                                readonly quantity: number;
                            }[];
                            /** @description Units promised beyond the stock, still to come. */
                            readonly backordered?: number;
                            readonly quantity: number;
                            /** @description 1 to 64 URL-safe characters */
                            readonly sku: string;
                        }[];
                        readonly orderId?: string;
                        /** @enum {unknown} */
                        readonly status: "held" | "confirmed" | "released" | "expired";
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
    readonly extendReservation: {
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
                    /** @default 900 */
                    readonly ttlSeconds?: number;
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
                        /** Format: date-time */
                        readonly expiresAt: string;
                        /** Format: uuid */
                        readonly id: string;
                        /** @description One entry per SKU, in the order asked; lines of one SKU are summed. */
                        readonly items: readonly {
                            readonly allocations: readonly {
                                /** @description 1 to 64 URL-safe characters */
                                readonly location: string;
                                readonly quantity: number;
                            }[];
                            /** @description Units promised beyond the stock, still to come. */
                            readonly backordered?: number;
                            readonly quantity: number;
                            /** @description 1 to 64 URL-safe characters */
                            readonly sku: string;
                        }[];
                        readonly orderId?: string;
                        /** @enum {unknown} */
                        readonly status: "held" | "confirmed" | "released" | "expired";
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
}
