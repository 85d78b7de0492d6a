// Generated from payment.openapi.json.

export interface paths {
    readonly "/charges": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** All that was ever charged for an order, with every event */
        readonly get: operations["listCharges"];
        readonly put?: never;
        /** Authorise an amount on a payment token */
        readonly post: operations["createCharge"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/charges/{id}/capture": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Capture a charge, in full */
        readonly post: operations["captureCharge"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/charges/{id}/refund": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Refund a charge, all that is left of it or an amount
         * @description A charge may be refunded in parts, each under a key of its own. Its status becomes `refunded` when nothing is left.
         */
        readonly post: operations["refundCharge"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/charges/{id}/void": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Void a charge, in full */
        readonly post: operations["voidCharge"];
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
    readonly listCharges: {
        readonly parameters: {
            readonly query: {
                readonly orderId: string;
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
                            readonly amount: {
                                /** @description In the currency's minor unit. */
                                readonly amount: number;
                                /** @description ISO 4217 */
                                readonly currency: string;
                            };
                            readonly events: readonly {
                                readonly amount: {
                                    /** @description In the currency's minor unit. */
                                    readonly amount: number;
                                    /** @description ISO 4217 */
                                    readonly currency: string;
                                };
                                /** Format: date-time */
                                readonly at: string;
                                readonly idempotencyKey: string;
                                /** @enum {unknown} */
                                readonly kind: "authorised" | "captured" | "voided" | "refunded";
                            }[];
                            /** Format: uuid */
                            readonly id: string;
                            readonly orderId: string;
                            readonly refunded: {
                                /** @description In the currency's minor unit. */
                                readonly amount: number;
                                /** @description ISO 4217 */
                                readonly currency: string;
                            };
                            /** @enum {unknown} */
                            readonly status: "authorised" | "captured" | "voided" | "refunded";
                            readonly token: string;
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
    readonly createCharge: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Required: 1–255 visible ASCII characters. */
                readonly "idempotency-key"?: string;
            };
            readonly path?: never;
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
                    readonly orderId: string;
                    readonly token: string;
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
                        readonly amount: {
                            /** @description In the currency's minor unit. */
                            readonly amount: number;
                            /** @description ISO 4217 */
                            readonly currency: string;
                        };
                        /** Format: uuid */
                        readonly id: string;
                        readonly orderId: string;
                        readonly refunded: {
                            /** @description In the currency's minor unit. */
                            readonly amount: number;
                            /** @description ISO 4217 */
                            readonly currency: string;
                        };
                        /** @enum {unknown} */
                        readonly status: "authorised" | "captured" | "voided" | "refunded";
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
            readonly 402: {
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
    readonly captureCharge: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Required: 1–255 visible ASCII characters. */
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
                        readonly amount: {
                            /** @description In the currency's minor unit. */
                            readonly amount: number;
                            /** @description ISO 4217 */
                            readonly currency: string;
                        };
                        /** Format: uuid */
                        readonly id: string;
                        readonly orderId: string;
                        readonly refunded: {
                            /** @description In the currency's minor unit. */
                            readonly amount: number;
                            /** @description ISO 4217 */
                            readonly currency: string;
                        };
                        /** @enum {unknown} */
                        readonly status: "authorised" | "captured" | "voided" | "refunded";
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
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly refundCharge: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Required: 1–255 visible ASCII characters. */
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
                    readonly amount: {
                        readonly amount: number;
                        /** @description ISO 4217 */
                        readonly currency: string;
                    };
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
                        readonly amount: {
                            /** @description In the currency's minor unit. */
                            readonly amount: number;
                            /** @description ISO 4217 */
                            readonly currency: string;
                        };
                        /** Format: uuid */
                        readonly id: string;
                        readonly orderId: string;
                        readonly refunded: {
                            /** @description In the currency's minor unit. */
                            readonly amount: number;
                            /** @description ISO 4217 */
                            readonly currency: string;
                        };
                        /** @enum {unknown} */
                        readonly status: "authorised" | "captured" | "voided" | "refunded";
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
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly voidCharge: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Required: 1–255 visible ASCII characters. */
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
                        readonly amount: {
                            /** @description In the currency's minor unit. */
                            readonly amount: number;
                            /** @description ISO 4217 */
                            readonly currency: string;
                        };
                        /** Format: uuid */
                        readonly id: string;
                        readonly orderId: string;
                        readonly refunded: {
                            /** @description In the currency's minor unit. */
                            readonly amount: number;
                            /** @description ISO 4217 */
                            readonly currency: string;
                        };
                        /** @enum {unknown} */
                        readonly status: "authorised" | "captured" | "voided" | "refunded";
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
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem (RFC 9457) */
            readonly 500: {
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
