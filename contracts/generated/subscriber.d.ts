// Generated from subscriber.openapi.json.

export interface paths {
    readonly "/": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Take a batch of events
         * @description Answer 2xx once they are safe with you; the body is not read. Anything else, or nothing within 10 s, and the same events come again.
         */
        readonly post: operations["receiveEvents"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: never;
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    readonly receiveEvents: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /** @description In order. Those of one aggregate by their sequence. */
                    readonly events: readonly (({
                        readonly aggregate: string;
                        /** Format: date-time */
                        readonly at: string;
                        readonly data: {
                            /** @description Those that changed, as they are now. */
                            readonly locations: readonly {
                                readonly code: string;
                                readonly onHand: number;
                                readonly reserved: number;
                            }[];
                            readonly sku: string;
                        };
                        /** @description `<aggregate>/<sequence>`, the same at every delivery: know a repeat by it. */
                        readonly id: string;
                        /** @description Counts the aggregate's events without a gap. An item's is its version, so that of an old item may begin above 1. */
                        readonly sequence: number;
                        /** @description Of the request that made the change, in W3C Trace Context. */
                        readonly traceparent: string | null;
                        /** @enum {unknown} */
                        readonly type: "stock.changed";
                    } | {
                        readonly aggregate: string;
                        /** Format: date-time */
                        readonly at: string;
                        readonly data: {
                            readonly available: number;
                            readonly sku: string;
                        };
                        /** @description `<aggregate>/<sequence>`, the same at every delivery: know a repeat by it. */
                        readonly id: string;
                        /** @description Counts the aggregate's events without a gap. An item's is its version, so that of an old item may begin above 1. */
                        readonly sequence: number;
                        /** @description Of the request that made the change, in W3C Trace Context. */
                        readonly traceparent: string | null;
                        /** @enum {unknown} */
                        readonly type: "stock.low" | "stock.back-in-stock";
                    } | {
                        readonly aggregate: string;
                        /** Format: date-time */
                        readonly at: string;
                        readonly data: {
                            readonly account: string;
                            readonly buyerId?: string;
                            /** Format: date-time */
                            readonly expiresAt: string;
                            readonly id: string;
                            readonly items: readonly {
                                /** @description Fewer units than `quantity` where some are promised beyond what is there. */
                                readonly allocations: readonly {
                                    readonly location: string;
                                    readonly quantity: number;
                                }[];
                                /** @description What is left of it. */
                                readonly quantity: number;
                                readonly sku: string;
                            }[];
                            readonly orderId?: string;
                        };
                        /** @description `<aggregate>/<sequence>`, the same at every delivery: know a repeat by it. */
                        readonly id: string;
                        /** @description Counts the aggregate's events without a gap. An item's is its version, so that of an old item may begin above 1. */
                        readonly sequence: number;
                        /** @description Of the request that made the change, in W3C Trace Context. */
                        readonly traceparent: string | null;
                        /** @enum {unknown} */
                        readonly type: "reservation.held" | "reservation.confirmed" | "reservation.released" | "reservation.expired" | "reservation.filled" | "reservation.reduced";
                    } | {
                        readonly aggregate: string;
                        /** Format: date-time */
                        readonly at: string;
                        readonly data: {
                            readonly attributes: {
                                readonly [key: string]: string | number | boolean;
                            };
                            readonly category: string | null;
                            readonly discontinued: boolean;
                            readonly sku: string;
                            readonly taxCategory: string;
                        };
                        /** @description `<aggregate>/<sequence>`, the same at every delivery: know a repeat by it. */
                        readonly id: string;
                        /** @description Counts the aggregate's events without a gap. An item's is its version, so that of an old item may begin above 1. */
                        readonly sequence: number;
                        /** @description Of the request that made the change, in W3C Trace Context. */
                        readonly traceparent: string | null;
                        /** @enum {unknown} */
                        readonly type: "item.changed";
                    }) | ({
                        readonly aggregate: string;
                        /** Format: date-time */
                        readonly at: string;
                        readonly data: {
                            readonly currencies: readonly string[];
                            readonly sku: string;
                            /** @description Of its price book. */
                            readonly version: number;
                        };
                        /** @description `<aggregate>/<sequence>`, the same at every delivery: know a repeat by it. */
                        readonly id: string;
                        /** @description Counts the aggregate's events without a gap. An item's is its version, so that of an old item may begin above 1. */
                        readonly sequence: number;
                        /** @description Of the request that made the change, in W3C Trace Context. */
                        readonly traceparent: string | null;
                        /** @enum {unknown} */
                        readonly type: "price.changed";
                    } | {
                        readonly aggregate: string;
                        /** Format: date-time */
                        readonly at: string;
                        readonly data: {
                            readonly id: string;
                            /** @description Of all promotions. */
                            readonly revision: number;
                            /** @description Of this promotion. A deleted one answers 404. */
                            readonly version: number;
                        };
                        /** @description `<aggregate>/<sequence>`, the same at every delivery: know a repeat by it. */
                        readonly id: string;
                        /** @description Counts the aggregate's events without a gap. An item's is its version, so that of an old item may begin above 1. */
                        readonly sequence: number;
                        /** @description Of the request that made the change, in W3C Trace Context. */
                        readonly traceparent: string | null;
                        /** @enum {unknown} */
                        readonly type: "promotion.changed";
                    }) | ({
                        readonly aggregate: string;
                        /** Format: date-time */
                        readonly at: string;
                        readonly data: {
                            readonly account: string;
                            /** @description Of the problem that it failed with. */
                            readonly code?: string;
                            readonly id: string;
                            /** @description Of the order; of a change those that it is about. */
                            readonly items: readonly {
                                readonly quantity: number;
                                readonly sku: string;
                            }[];
                            /** @description In all, this change included. */
                            readonly refunded?: {
                                readonly amount: number;
                                readonly currency: string;
                            };
                            /** @enum {unknown} */
                            readonly status: "confirmed" | "failed" | "cancelled";
                            readonly total?: {
                                readonly amount: number;
                                readonly currency: string;
                            };
                        };
                        /** @description `<aggregate>/<sequence>`, the same at every delivery: know a repeat by it. */
                        readonly id: string;
                        /** @description Counts the aggregate's events without a gap. An item's is its version, so that of an old item may begin above 1. */
                        readonly sequence: number;
                        /** @description Of the request that made the change, in W3C Trace Context. */
                        readonly traceparent: string | null;
                        /** @enum {unknown} */
                        readonly type: "order.confirmed" | "order.failed" | "order.cancelled" | "order.lines-cancelled" | "order.refunded" | "order.returned";
                    } | {
                        readonly aggregate: string;
                        /** Format: date-time */
                        readonly at: string;
                        readonly data: {
                            readonly account: string;
                            readonly format: string;
                            readonly id: string;
                            readonly type: string;
                        };
                        /** @description `<aggregate>/<sequence>`, the same at every delivery: know a repeat by it. */
                        readonly id: string;
                        /** @description Counts the aggregate's events without a gap. An item's is its version, so that of an old item may begin above 1. */
                        readonly sequence: number;
                        /** @description Of the request that made the change, in W3C Trace Context. */
                        readonly traceparent: string | null;
                        /** @enum {unknown} */
                        readonly type: "report.done" | "report.failed";
                    }))[];
                };
            };
        };
        readonly responses: {
            /** @description Taken */
            readonly "2XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
}
