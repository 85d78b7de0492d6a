// Generated from tax-provider.openapi.json.

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
         * Tell the tax of each line
         * @description Answer within 0.8 s. Late, wrong or no answers are replaced by the rates of the region's tax rule.
         */
        readonly post: operations["calculateTax"];
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
    readonly calculateTax: {
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
                     * @description The moment of the quote.
                     */
                    readonly at: string;
                    /** @description ISO 4217. */
                    readonly currency: string;
                    readonly lines: readonly {
                        /** @description In the minor unit of the currency. */
                        readonly amount: number;
                        /** @description The product's tax category: standard, reduced, … */
                        readonly category: string;
                        readonly sku: string;
                    }[];
                    readonly postcode: string | null;
                    /** @description Whether the tax to be told is contained in the amounts, or to be added to them. */
                    readonly pricesIncludeTax: boolean;
                    /** @description ISO 3166: where tax is due, DE or ES-CN. */
                    readonly region: string;
                    readonly taxId: string | null;
                };
            };
        };
        readonly responses: {
            /** @description The taxes */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @description One for each line asked, in their order; no tax is above its line's amount. */
                        readonly lines: readonly {
                            /** @description In the minor unit of the currency. */
                            readonly tax: number;
                        }[];
                    };
                };
            };
        };
    };
}
