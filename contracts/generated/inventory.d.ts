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
         * @description Good rows land, in one transaction; a bad row is answered with its error and changes nothing. Rows that were imported before change nothing, whatever was sold since. Fields that a row leaves out stay as they are.
         */
        readonly post: operations["importItems"];
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
         * @description Fields that are left out take their defaults. The ETag of the answer is the item's version.
         */
        readonly put: operations["putItem"];
        readonly post?: never;
        readonly delete?: never;
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
        /** Put received units on the shelf */
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
         * @description Several lines of one SKU are summed. Units come from the location with the lowest priority number first, then by code, and may be split over locations. The hold ends by itself at `expiresAt`.
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
                        /** @description The first 1,000 stock rows that disagree. */
                        readonly drift: readonly {
                            /** @enum {unknown} */
                            readonly field: "onHand" | "reserved";
                            /** @description What the movements (onHand) or the held reservations (reserved) add up to. */
                            readonly ledger: number;
                            /** @description 1 to 64 URL-safe characters */
                            readonly location: string;
                            /** @description 1 to 64 URL-safe characters */
                            readonly sku: string;
                            /** @description What the stock row says. */
                            readonly stock: number;
                        }[];
                        readonly ok: boolean;
                    };
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
                             * @description low: at most the larger of the item's safety stock and 5 units.
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
                        readonly category?: string;
                        readonly description?: string;
                        readonly name: string;
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
                    readonly items: readonly {
                        readonly quantity: number;
                        /** @description 1 to 64 URL-safe characters */
                        readonly sku: string;
                    }[];
                    /** @description Told in the reservation. */
                    readonly orderId?: string;
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
                        readonly backorderLimit: number;
                        readonly category: string | null;
                        /** Format: date-time */
                        readonly createdAt: string;
                        readonly description: string | null;
                        readonly maxPerOrder: number;
                        readonly name: string;
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
                    /** @default 0 */
                    readonly backorderLimit?: number;
                    readonly category?: string;
                    readonly description?: string;
                    /**
                     * @description Most units of this item in one reservation.
                     * @default 10
                     */
                    readonly maxPerOrder?: number;
                    readonly name: string;
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
                        readonly backorderLimit: number;
                        readonly category: string | null;
                        /** Format: date-time */
                        readonly createdAt: string;
                        readonly description: string | null;
                        readonly maxPerOrder: number;
                        readonly name: string;
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
                        readonly backorderLimit: number;
                        readonly category: string | null;
                        /** Format: date-time */
                        readonly createdAt: string;
                        readonly description: string | null;
                        readonly maxPerOrder: number;
                        readonly name: string;
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
                            /** @description Grows with time. */
                            readonly id: string;
                            readonly kind: string;
                            /** @description 1 to 64 URL-safe characters */
                            readonly location: string;
                            /** @description Signed: what it did to the units on hand. */
                            readonly quantity: number;
                            readonly reason: string;
                            /** @description The reservation of a sale. */
                            readonly reference: string | null;
                            /** @description 1 to 64 URL-safe characters */
                            readonly sku: string;
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
                    /** @enum {string} */
                    readonly kind: "receive";
                    /** @description 1 to 64 URL-safe characters */
                    readonly location: string;
                    readonly quantity: number;
                    readonly reason: string;
                    /** @description 1 to 64 URL-safe characters */
                    readonly sku: string;
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
                        /** @description Grows with time. */
                        readonly id: string;
                        readonly kind: string;
                        /** @description 1 to 64 URL-safe characters */
                        readonly location: string;
                        /** @description Signed: what it did to the units on hand. */
                        readonly quantity: number;
                        readonly reason: string;
                        /** @description The reservation of a sale. */
                        readonly reference: string | null;
                        /** @description 1 to 64 URL-safe characters */
                        readonly sku: string;
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
                    readonly items: readonly {
                        readonly quantity: number;
                        /** @description 1 to 64 URL-safe characters */
                        readonly sku: string;
                    }[];
                    /** @enum {string} */
                    readonly locationStrategy?: "priority";
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
        };
    };
}
