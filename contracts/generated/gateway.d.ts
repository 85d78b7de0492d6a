// Generated from gateway.openapi.json.

export interface paths {
    readonly "/api/v1/admin/audit-log": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Who wrote what by the administration's interface, the newest first
         * @description Every call below /api/v1/admin that is no reading, refused ones too, but for those of nobody known. `from` is inclusive, `to` exclusive.
         */
        readonly get: operations["listAdminAudit"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/admin/breakers": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * How the services stand with those they call, and how much this gateway takes on
         * @description Live. The gateway's circuit breakers and its limit of requests at once are of the process that answers; it asks every process of the other services for theirs, at once. Who does not answer within a second is in `unavailable`.
         */
        readonly get: operations["listBreakers"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/admin/currencies/{code}": {
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
    readonly "/api/v1/admin/customer-groups/{code}": {
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
    readonly "/api/v1/admin/dynamic-rules": {
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
    readonly "/api/v1/admin/dynamic-rules/{key}": {
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
    readonly "/api/v1/admin/exports/items": {
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
    readonly "/api/v1/admin/exports/prices": {
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
    readonly "/api/v1/admin/exports/stock": {
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
    readonly "/api/v1/admin/flags": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Every feature flag, and how it is set
         * @description With `targetingKey` also what each is for that key, such as a SKU, and why.
         */
        readonly get: operations["listFlags"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/admin/flags/{key}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        /**
         * Turn a feature flag on, off, or on for a share of its keys
         * @description In force in this gateway at once, and within a second in every process that reads the same file of flags.
         */
        readonly put: operations["putFlag"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/admin/fx-rates": {
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
    readonly "/api/v1/admin/imports": {
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
    readonly "/api/v1/admin/imports/{id}": {
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
    readonly "/api/v1/admin/items/{sku}": {
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
    readonly "/api/v1/admin/keys": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * All API keys, in the order in which they were made
         * @description Ended ones are shown for 90 days. Keys of the configuration are not among them.
         */
        readonly get: operations["listApiKeys"];
        readonly put?: never;
        /**
         * Make an API key
         * @description Its secret is in this answer and nowhere else. It opens within a second everywhere.
         */
        readonly post: operations["createApiKey"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/admin/keys/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One API key, and when it was last used */
        readonly get: operations["getApiKey"];
        readonly put?: never;
        readonly post?: never;
        /** End a key for good, within a second everywhere */
        readonly delete: operations["revokeApiKey"];
        readonly options?: never;
        readonly head?: never;
        /** Change what a key is for, its rate limit or its end */
        readonly patch: operations["patchApiKey"];
        readonly trace?: never;
    };
    readonly "/api/v1/admin/keys/{id}/rotate": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Give a key a new secret; the one that it had opens besides for a while
         * @description The secret before that ends at once. Its id, account, scope and rate limit stay, so usage counts on.
         */
        readonly post: operations["rotateApiKey"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/admin/locations/{code}": {
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
    readonly "/api/v1/admin/overdue-compensations": {
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
    readonly "/api/v1/admin/price-limits/{sku}": {
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
    readonly "/api/v1/admin/prices/{sku}": {
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
    readonly "/api/v1/admin/prices/{sku}/history": {
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
    readonly "/api/v1/admin/promotions": {
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
    readonly "/api/v1/admin/promotions/{id}": {
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
    readonly "/api/v1/admin/promotions/{id}/coupons": {
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
    readonly "/api/v1/admin/promotions/{id}/coupons/export": {
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
    readonly "/api/v1/admin/promotions/{id}/coupons/import": {
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
    readonly "/api/v1/admin/promotions/{id}/coupons/{code}": {
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
    readonly "/api/v1/admin/quotes/replay-draft": {
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
    readonly "/api/v1/admin/quotes/{id}/replay": {
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
    readonly "/api/v1/admin/signing-keys/rotate": {
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
    readonly "/api/v1/admin/stock/movements": {
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
    readonly "/api/v1/admin/stock/{sku}": {
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
    readonly "/api/v1/admin/stock/{sku}/incoming": {
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
    readonly "/api/v1/admin/tax-rates/import": {
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
    readonly "/api/v1/admin/tax-rates/{region}": {
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
    readonly "/api/v1/admin/webhooks": {
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
    readonly "/api/v1/admin/webhooks/{id}": {
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
    readonly "/api/v1/admin/webhooks/{id}/deliveries": {
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
    readonly "/api/v1/admin/webhooks/{id}/deliveries/{deliveryId}": {
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
    readonly "/api/v1/admin/webhooks/{id}/deliveries/{deliveryId}/replay": {
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
    readonly "/api/v1/admin/webhooks/{id}/deliveries/{deliveryId}/skip": {
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
    readonly "/api/v1/admin/webhooks/{id}/rotate-secret": {
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
    readonly "/api/v1/admin/webhooks/{id}/test": {
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
    readonly "/api/v1/health/cascade": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Drive the gateway's clients through a fault, and see what it comes to
         * @description Real clients, policies and services; the fault is injected where requests leave, and the breakers are the drill's own, so live traffic goes on. `inventory`, `pricing`, `orders`: that one refuses connections. `timeout`: none of them answers. `random`: each meets a fault by `seed`. Only where fault injection is enabled, one at a time, within ten seconds.
         */
        readonly get: operations["drillCascade"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/orders": {
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
    readonly "/api/v1/orders/{id}": {
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
    readonly "/api/v1/orders/{id}/cancel": {
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
    readonly "/api/v1/orders/{id}/cancel-lines": {
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
    readonly "/api/v1/orders/{id}/changes": {
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
    readonly "/api/v1/orders/{id}/events": {
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
    readonly "/api/v1/orders/{id}/refunds": {
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
    readonly "/api/v1/orders/{id}/returns": {
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
    readonly "/api/v1/payment-webhooks/{provider}": {
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
    readonly "/api/v1/products": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Browse and search products: stock and prices
         * @description By SKU. With `query`, products that have all of its words (the last one may be the beginning of one): first those that have them in SKU and name, then those that have some only in category or description. With pricing down it still answers, with the last known prices, as it does of a price that has no rate to be converted by; with inventory down it is 503.
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
    readonly "/api/v1/products/bulk-check": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Check stock and prices of up to 10,000 SKUs
         * @description One line a SKU, in the order asked, each as often as it is asked; the price is of one piece. What cannot be asked is null and named in `degraded`, line by line, and fails nothing else; with nothing to be had at all the answer is 503 or 504. With `Accept: application/x-ndjson` lines are sent as they come, as fast as they are read, and `{ "summary": … }` ends them: an answer without it is not whole.
         */
        readonly post: operations["bulkCheckProducts"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/products/{sku}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * What a shop shows of a product: stock and price, asked in parallel
         * @description With inventory or pricing down it still answers, with the last known values of that side; with both down it is 503.
         */
        readonly get: operations["getProduct"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/quotes": {
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
    readonly "/api/v1/quotes/{id}": {
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
    readonly "/api/v1/reports": {
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
    readonly "/api/v1/reports/{id}": {
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
    readonly "/api/v1/reports/{id}/result": {
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
    readonly "/api/v1/reservations": {
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
    readonly "/api/v1/reservations/{id}": {
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
    readonly "/api/v1/reservations/{id}/extend": {
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
        readonly ApiKey: {
            readonly account: string;
            /** Format: date-time */
            readonly createdAt: string;
            /** @description When it ends by itself; null: never. */
            readonly expiresAt: string | null;
            /** Format: uuid */
            readonly id: string;
            readonly label: string;
            /** @description To the minute; null: never. */
            readonly lastUsedAt: string | null;
            /** @description Until when the secret before the last rotation opens besides. */
            readonly previousUntil: string | null;
            /** @description A rate limit of its own; null: the gateway's. */
            readonly rateLimit: {
                /** @description Requests. */
                readonly quota: number;
                readonly windowSeconds: number;
            } | null;
            /** @description Since when it opens nothing. */
            readonly revokedAt: string | null;
            /** @enum {unknown} */
            readonly scope: "shop" | "admin";
        };
        readonly ChangedOrder: {
            readonly change?: components["schemas"]["OrderChange"];
            /** Format: date-time */
            readonly createdAt: string;
            readonly currency: string;
            readonly customer: {
                readonly email: string;
            };
            /** Format: uuid */
            readonly id: string;
            readonly lines?: readonly components["schemas"]["OrderLine"][];
            readonly paymentId?: string;
            readonly problem?: components["schemas"]["Problem"];
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
            readonly shipments?: readonly components["schemas"]["Shipment"][];
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
            readonly total?: components["schemas"]["Money"];
            /** @description The trace of the request that placed the order. */
            readonly traceId: string;
        };
        readonly DynamicRule: {
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
        readonly Flag: {
            /** @description As it is while nobody has set it. */
            readonly byDefault: boolean;
            readonly description: string;
            /** @description For If-Match. */
            readonly etag: string;
            /** @description What it is for the `targetingKey` asked for. */
            readonly evaluation?: {
                readonly reason: string;
                readonly targetingKey: string;
                readonly value: boolean;
            };
            readonly key: string;
            /** @description The service that asks for it. */
            readonly readBy: string;
            /** @description `custom`: the file of flags has a rule of your own, in flagd's format. */
            readonly rule: {
                /** @description Off for every key when false. */
                readonly enabled: boolean;
                /**
                 * @description For how many of the keys that it is asked for (SKUs, operations) it is on: the same ones each time, in every process, and more of them as this grows.
                 * @default 100
                 */
                readonly rolloutPercent?: number;
            } | "custom";
        };
        readonly Item: {
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
        readonly Location: {
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
        readonly Money: {
            /** @description In the currency's minor unit. */
            readonly amount: number;
            /** @description ISO 4217 */
            readonly currency: string;
        };
        readonly OrderChange: {
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
            readonly problem?: components["schemas"]["Problem"];
            readonly reason?: string;
            readonly restock: boolean;
            /**
             * @description `failed`: nothing was changed, `problem` says why.
             * @enum {unknown}
             */
            readonly status: "processing" | "done" | "failed";
        };
        readonly OrderLine: {
            readonly discounts: readonly unknown[];
            readonly quantity: number;
            /** @description Units of `quantity` that were not there and are not charged: the line's amounts are of all units, the order's total is without them. */
            readonly shortQuantity?: number;
            readonly sku: string;
            readonly subtotal: components["schemas"]["Money"];
            readonly tax: components["schemas"]["Money"];
            readonly total: components["schemas"]["Money"];
            readonly unit: components["schemas"]["Money"];
        };
        readonly PriceRow: {
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
        };
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
        readonly ProductPrice: {
            readonly adjustments: readonly {
                readonly amount: {
                    /** @description In the currency's minor unit. */
                    readonly amount: number;
                    /** @description ISO 4217 */
                    readonly currency: string;
                };
                readonly label: string;
            }[];
            /** Format: date-time */
            readonly asOf: string;
            readonly compareAt: {
                /** @description In the currency's minor unit. */
                readonly amount: number;
                /** @description ISO 4217 */
                readonly currency: string;
            } | null;
            readonly lowest30Days: {
                /** @description In the currency's minor unit. */
                readonly amount: number;
                /** @description ISO 4217 */
                readonly currency: string;
            } | null;
            /**
             * @description Present when this is the last known value, of `asOf`, not today's.
             * @enum {boolean}
             */
            readonly stale?: true;
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
        };
        /** @description A price of null without `degraded` is no price. */
        readonly ProductView: {
            readonly attributes: {
                readonly [key: string]: string | number | boolean;
            };
            readonly availability: {
                readonly asOf: string | null;
                readonly available: number | null;
                readonly locations: readonly {
                    readonly available: number;
                    readonly code: string;
                }[];
                /**
                 * @description Present when this is the last known value, of `asOf`, not today's.
                 * @enum {boolean}
                 */
                readonly stale?: true;
                /**
                 * @description `unknown` only while inventory is down and nothing is known of the SKU.
                 * @enum {unknown}
                 */
                readonly status: "in-stock" | "low" | "out" | "backorder" | "unknown";
            };
            readonly category: string | null;
            /** @description Who could not be asked. `pricing`: the price is the last known one, or null. `inventory`: name, attributes and availability are the last known ones; where nothing is known, name and description are null and the status is `unknown`, and the product is shown only because pricing knows its price. */
            readonly degraded: readonly ("inventory" | "pricing")[];
            readonly description: string | null;
            readonly name: string | null;
            readonly price: components["schemas"]["ProductPrice"] | null;
            readonly sku: string;
        };
        readonly Promotion: {
            readonly appliesTo?: components["schemas"]["PromotionScope"];
            readonly budget?: components["schemas"]["PromotionBudget"];
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
            readonly value: components["schemas"]["PromotionValue"];
            readonly version: number;
        };
        readonly PromotionBudget: {
            readonly maxDiscount?: {
                /** @description In the minor unit of the currency. */
                readonly amount: number;
                /** @description ISO 4217 code. */
                readonly currency: string;
            };
            readonly maxUses?: number;
            readonly maxUsesPerCustomer?: number;
        };
        readonly PromotionScope: {
            readonly attributes?: {
                readonly [key: string]: readonly string[];
            };
            readonly categories?: readonly string[];
            readonly skus?: readonly string[];
        };
        readonly PromotionValue: {
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
        readonly Quote: {
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
        readonly Reservation: {
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
        readonly Shipment: {
            readonly lines: readonly {
                readonly quantity: number;
                readonly sku: string;
            }[];
            /**
             * @description As it was at the checkout; units that were cancelled since are gone. `backordered`: waits for units that are not there yet.
             * @enum {unknown}
             */
            readonly status: "ready" | "backordered";
        };
        readonly TaxRule: {
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
        readonly Webhook: {
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
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: {
        /** @description What is left of the quota, and the seconds until it is whole: `"default";r=49999;t=1`. */
        readonly RateLimit: string;
        /** @description The quota and its window in seconds: `"default";q=50000;w=1`. */
        readonly "RateLimit-Policy": string;
        /** @description As sent, or made. */
        readonly "X-Correlation-Id": string;
        /** @description The trace of the request. */
        readonly "X-Trace-Id": string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    readonly listAdminAudit: {
        readonly parameters: {
            readonly query?: {
                readonly account?: string;
                readonly operation?: string;
                readonly from?: string;
                readonly to?: string;
                readonly limit?: number;
                /** @description `nextCursor` of a page. */
                readonly cursor?: string;
            };
            readonly header?: {
                /**
                 * @description The date of the behaviour that the client was written for; the newest without it.
                 * @example 2026-11-22
                 */
                readonly "holdfast-version"?: string;
                /**
                 * @description For how long the client waits; the gateway answers 504 rather than later.
                 * @example 1500
                 */
                readonly "request-timeout-ms"?: number;
                /**
                 * @description 1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.
                 * @example cart-4711
                 */
                readonly "x-correlation-id"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "account": "dev-admin",
                     *           "at": "2026-11-23T11:26:14.834Z",
                     *           "correlationId": "contract-journey",
                     *           "keyId": "9a1c6fafc107",
                     *           "method": "DELETE",
                     *           "operation": "revokeApiKey",
                     *           "path": "/api/v1/admin/keys/01a20828-16b1-7273-a050-16b720a24c7f",
                     *           "status": 204,
                     *           "traceId": "39d3f4eddb22aadc30e7bcbb9aead2ee"
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: readonly {
                            readonly account: string;
                            /**
                             * Format: date-time
                             * @description When it was asked for.
                             */
                            readonly at: string;
                            readonly correlationId: string;
                            /** @description Names the key or token; opens nothing. */
                            readonly keyId: string;
                            readonly method: string;
                            /** @description Its operationId. */
                            readonly operation: string;
                            readonly path: string;
                            /** @description Of the answer; 499 when the client left before it. */
                            readonly status: number;
                            readonly traceId: string;
                        }[];
                        readonly nextCursor: string | null;
                    };
                };
            };
            /**
             * @description - `malformed-request`: the bytes are no HTTP request, the body is not as long as `Content-Length` says, or an upload was cut off or took longer than 10 minutes
             *     - `malformed-url`: the URL, unescaped, is no UTF-8 text, or has NUL
             *     - `validation-failed`: a field has the wrong type, is out of bounds, missing, or not known; `errors` names each
             *     - `unknown-version`: `Holdfast-Version` names a date that behaviour never changed on; `errors` lists the known ones
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unauthenticated`: no API key, or one that nobody has; a token (JWT) that is expired or not one taken here; at a service: no account named by the gateway */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `forbidden`: the key's scope is `shop` and the path is below `/api/v1/admin/`, or the operation is `refundOrder` or `returnItems` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `rate-limited`: the key has used its quota (`RateLimit`, `RateLimit-Policy`), or too much came from the address, or too much without a valid key */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `not-ready`: on `GET /readyz`: a dependency that the service needs cannot be reached, `checks` names it; elsewhere: the service's database cannot be reached, `Retry-After: 1`
             *     - `keys-unavailable`: the gateway cannot tell whether a key or token is good: it has not read its database yet, or the issuer's keys; `Retry-After: 1`
             *     - `upstream-unavailable`: a service cannot be reached, answers something that is no problem of ours, or its breaker is open; `Retry-After: 5`, or what the service said. On an order with `orderId`: inventory or pricing did not answer in time, and all is undone. Without `orderId`: nobody knows yet, the order may still be confirmed
             *     - `gateway-database-missing`: keys and audit log, at a gateway without `GATEWAY_DATABASE_URL`
             */
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
    readonly listBreakers: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description The date of the behaviour that the client was written for; the newest without it.
                 * @example 2026-11-22
                 */
                readonly "holdfast-version"?: string;
                /**
                 * @description For how long the client waits; the gateway answers 504 rather than later.
                 * @example 1500
                 */
                readonly "request-timeout-ms"?: number;
                /**
                 * @description 1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.
                 * @example cart-4711
                 */
                readonly "x-correlation-id"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "admission": {
                     *         "inFlight": 0,
                     *         "limit": 192,
                     *         "shed": {
                     *           "browse": 0,
                     *           "checkout": 0,
                     *           "normal": 0
                     *         }
                     *       },
                     *       "data": [
                     *         {
                     *           "calls": 34,
                     *           "failures": 0,
                     *           "hedges": 0,
                     *           "inFlight": 0,
                     *           "openedAt": null,
                     *           "origin": "http://127.0.0.1:16283",
                     *           "process": null,
                     *           "retryAt": null,
                     *           "retryBudget": 13,
                     *           "service": "gateway",
                     *           "slowCalls": 0,
                     *           "state": "closed",
                     *           "target": "orders",
                     *           "waiting": 0
                     *         },
                     *         {
                     *           "calls": 65,
                     *           "failures": 0,
                     *           "hedges": 0,
                     *           "inFlight": 1,
                     *           "openedAt": null,
                     *           "origin": "http://127.0.0.1:16281",
                     *           "process": null,
                     *           "retryAt": null,
                     *           "retryBudget": 16,
                     *           "service": "gateway",
                     *           "slowCalls": 0,
                     *           "state": "closed",
                     *           "target": "inventory",
                     *           "waiting": 0
                     *         },
                     *         {
                     *           "calls": 57,
                     *           "failures": 1,
                     *           "hedges": 0,
                     *           "inFlight": 1,
                     *           "openedAt": null,
                     *           "origin": "http://127.0.0.1:16282",
                     *           "process": null,
                     *           "retryAt": null,
                     *           "retryBudget": 15,
                     *           "service": "gateway",
                     *           "slowCalls": 0,
                     *           "state": "closed",
                     *           "target": "pricing",
                     *           "waiting": 0
                     *         },
                     *         {
                     *           "calls": 23,
                     *           "failures": 0,
                     *           "hedges": 0,
                     *           "inFlight": 0,
                     *           "openedAt": null,
                     *           "origin": "http://127.0.0.1:16282",
                     *           "process": "http://127.0.0.1:16281",
                     *           "retryAt": null,
                     *           "retryBudget": 14,
                     *           "service": "inventory",
                     *           "slowCalls": 0,
                     *           "state": "closed",
                     *           "target": "subscriber",
                     *           "waiting": 0
                     *         },
                     *         {
                     *           "calls": 22,
                     *           "failures": 0,
                     *           "hedges": 0,
                     *           "inFlight": 0,
                     *           "openedAt": null,
                     *           "origin": "http://127.0.0.1:16283",
                     *           "process": "http://127.0.0.1:16281",
                     *           "retryAt": null,
                     *           "retryBudget": 14,
                     *           "service": "inventory",
                     *           "slowCalls": 0,
                     *           "state": "closed",
                     *           "target": "subscriber",
                     *           "waiting": 0
                     *         },
                     *         {
                     *           "calls": 13,
                     *           "failures": 0,
                     *           "hedges": 0,
                     *           "inFlight": 0,
                     *           "openedAt": null,
                     *           "origin": "http://127.0.0.1:16283",
                     *           "process": "http://127.0.0.1:16282",
                     *           "retryAt": null,
                     *           "retryBudget": 12,
                     *           "service": "pricing",
                     *           "slowCalls": 0,
                     *           "state": "closed",
                     *           "target": "subscriber",
                     *           "waiting": 0
                     *         },
                     *         {
                     *           "calls": 5,
                     *           "failures": 0,
                     *           "hedges": 0,
                     *           "inFlight": 0,
                     *           "openedAt": null,
                     *           "origin": "http://127.0.0.1:16282",
                     *           "process": "http://127.0.0.1:16283",
                     *           "retryAt": null,
                     *           "retryBudget": 10,
                     *           "service": "orders",
                     *           "slowCalls": 0,
                     *           "state": "closed",
                     *           "target": "pricing",
                     *           "waiting": 0
                     *         },
                     *         {
                     *           "calls": 11,
                     *           "failures": 0,
                     *           "hedges": 0,
                     *           "inFlight": 0,
                     *           "openedAt": null,
                     *           "origin": "http://127.0.0.1:16281",
                     *           "process": "http://127.0.0.1:16283",
                     *           "retryAt": null,
                     *           "retryBudget": 11,
                     *           "service": "orders",
                     *           "slowCalls": 0,
                     *           "state": "closed",
                     *           "target": "inventory",
                     *           "waiting": 0
                     *         },
                     *         {
                     *           "calls": 6,
                     *           "failures": 0,
                     *           "hedges": 0,
                     *           "inFlight": 1,
                     *           "openedAt": null,
                     *           "origin": "http://127.0.0.1:16284",
                     *           "process": "http://127.0.0.1:16283",
                     *           "retryAt": null,
                     *           "retryBudget": 13,
                     *           "service": "orders",
                     *           "slowCalls": 0,
                     *           "state": "closed",
                     *           "target": "payment",
                     *           "waiting": 0
                     *         }
                     *       ],
                     *       "unavailable": []
                     *     }
                     */
                    readonly "application/json": {
                        readonly admission: {
                            readonly inFlight: number;
                            /** @description Requests that may be in flight at once; follows latency. */
                            readonly limit: number;
                            readonly shed: {
                                readonly browse: number;
                                readonly checkout: number;
                                readonly normal: number;
                            };
                        };
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
                            /** @description Its process: `http://host:port`. null: the gateway's that answers. */
                            readonly process: string | null;
                            /** @description While open: from when on it is asked again. */
                            readonly retryAt: string | null;
                            /** @description Retries that are left; the processes of a target share them. */
                            readonly retryBudget: number;
                            /**
                             * @description The service that calls.
                             * @enum {unknown}
                             */
                            readonly service: "gateway" | "inventory" | "pricing" | "orders";
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
                        /** @description Processes that did not say how they stand. */
                        readonly unavailable: readonly {
                            /** @description `http://host:port`. */
                            readonly process: string;
                            /**
                             * @description refused: it answered a problem. not-understood: it answered something else.
                             * @enum {unknown}
                             */
                            readonly reason: "timeout" | "unreachable" | "overloaded" | "refused" | "not-understood";
                            /** @enum {unknown} */
                            readonly service: "inventory" | "pricing" | "orders";
                        }[];
                    };
                };
            };
            /**
             * @description - `malformed-request`: the bytes are no HTTP request, the body is not as long as `Content-Length` says, or an upload was cut off or took longer than 10 minutes
             *     - `malformed-url`: the URL, unescaped, is no UTF-8 text, or has NUL
             *     - `validation-failed`: a field has the wrong type, is out of bounds, missing, or not known; `errors` names each
             *     - `unknown-version`: `Holdfast-Version` names a date that behaviour never changed on; `errors` lists the known ones
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unauthenticated`: no API key, or one that nobody has; a token (JWT) that is expired or not one taken here; at a service: no account named by the gateway */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `forbidden`: the key's scope is `shop` and the path is below `/api/v1/admin/`, or the operation is `refundOrder` or `returnItems` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `rate-limited`: the key has used its quota (`RateLimit`, `RateLimit-Policy`), or too much came from the address, or too much without a valid key */
            readonly 429: {
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
            readonly header?: {
                /**
                 * @description The date of the behaviour that the client was written for; the newest without it.
                 * @example 2026-11-22
                 */
                readonly "holdfast-version"?: string;
                /**
                 * @description For how long the client waits; the gateway answers 504 rather than later.
                 * @example 1500
                 */
                readonly "request-timeout-ms"?: number;
                /**
                 * @description 1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.
                 * @example cart-4711
                 */
                readonly "x-correlation-id"?: string;
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
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "cashIncrement": 5,
                     *       "code": "CHF",
                     *       "priceEnding": "95",
                     *       "version": 1
                     *     }
                     */
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
            /**
             * @description - `malformed-request`: the bytes are no HTTP request, the body is not as long as `Content-Length` says, or an upload was cut off or took longer than 10 minutes
             *     - `malformed-url`: the URL, unescaped, is no UTF-8 text, or has NUL
             *     - `validation-failed`: a field has the wrong type, is out of bounds, missing, or not known; `errors` names each
             *     - `unknown-version`: `Holdfast-Version` names a date that behaviour never changed on; `errors` lists the known ones
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unauthenticated`: no API key, or one that nobody has; a token (JWT) that is expired or not one taken here; at a service: no account named by the gateway */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `forbidden`: the key's scope is `shop` and the path is below `/api/v1/admin/`, or the operation is `refundOrder` or `returnItems` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `currency-not-found`: nothing is said of the currency: it is rounded as its minor unit says */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `rate-limited`: the key has used its quota (`RateLimit`, `RateLimit-Policy`), or too much came from the address, or too much without a valid key */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `not-ready`: on `GET /readyz`: a dependency that the service needs cannot be reached, `checks` names it; elsewhere: the service's database cannot be reached, `Retry-After: 1`
             *     - `keys-unavailable`: the gateway cannot tell whether a key or token is good: it has not read its database yet, or the issuer's keys; `Retry-After: 1`
             *     - `upstream-unavailable`: a service cannot be reached, answers something that is no problem of ours, or its breaker is open; `Retry-After: 5`, or what the service said. On an order with `orderId`: inventory or pricing did not answer in time, and all is undone. Without `orderId`: nobody knows yet, the order may still be confirmed
             */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `deadline-exceeded`: the time of `Request-Timeout-Ms` or of the operation (`resilience.yaml`) is over; inventory says so of what has still to wait then, and does nothing. A write may still take effect */
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
    readonly putCurrency: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description ETags, or `*`: replace only what has one of them. */
                readonly "if-match"?: string;
                /** @description Create only. */
                readonly "if-none-match"?: "*";
                /**
                 * @description The date of the behaviour that the client was written for; the newest without it.
                 * @example 2026-11-22
                 */
                readonly "holdfast-version"?: string;
                /**
                 * @description For how long the client waits; the gateway answers 504 rather than later.
                 * @example 1500
                 */
                readonly "request-timeout-ms"?: number;
                /**
                 * @description 1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.
                 * @example cart-4711
                 */
                readonly "x-correlation-id"?: string;
            };
            readonly path: {
                /** @description ISO 4217 code. */
                readonly code: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "cashIncrement": 5,
                 *       "priceEnding": "95"
                 *     }
                 */
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
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
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
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "cashIncrement": 5,
                     *       "code": "CHF",
                     *       "priceEnding": "95",
                     *       "version": 1
                     *     }
                     */
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
            /**
             * @description - `malformed-request`: the bytes are no HTTP request, the body is not as long as `Content-Length` says, or an upload was cut off or took longer than 10 minutes
             *     - `malformed-url`: the URL, unescaped, is no UTF-8 text, or has NUL
             *     - `json-too-deep`: the body is nested deeper than 64 levels
             *     - `malformed-json`: the body is no JSON, is empty where JSON is expected, or has a `__proto__` key
             *     - `validation-failed`: a field has the wrong type, is out of bounds, missing, or not known; `errors` names each
             *     - `unknown-version`: `Holdfast-Version` names a date that behaviour never changed on; `errors` lists the known ones
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unauthenticated`: no API key, or one that nobody has; a token (JWT) that is expired or not one taken here; at a service: no account named by the gateway */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `forbidden`: the key's scope is `shop` and the path is below `/api/v1/admin/`, or the operation is `refundOrder` or `returnItems` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `precondition-failed`: `If-Match` names another version, or `If-None-Match: *` meets one that exists */
            readonly 412: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unknown-currency`: no active ISO 4217 currency; `errors` names the field */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `rate-limited`: the key has used its quota (`RateLimit`, `RateLimit-Policy`), or too much came from the address, or too much without a valid key */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `not-ready`: on `GET /readyz`: a dependency that the service needs cannot be reached, `checks` names it; elsewhere: the service's database cannot be reached, `Retry-After: 1`
             *     - `keys-unavailable`: the gateway cannot tell whether a key or token is good: it has not read its database yet, or the issuer's keys; `Retry-After: 1`
             *     - `upstream-unavailable`: a service cannot be reached, answers something that is no problem of ours, or its breaker is open; `Retry-After: 5`, or what the service said. On an order with `orderId`: inventory or pricing did not answer in time, and all is undone. Without `orderId`: nobody knows yet, the order may still be confirmed
             */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `deadline-exceeded`: the time of `Request-Timeout-Ms` or of the operation (`resilience.yaml`) is over; inventory says so of what has still to wait then, and does nothing. A write may still take effect */
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
    readonly deleteCurrency: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description ETags, or `*`: replace only what has one of them. */
                readonly "if-match"?: string;
                /** @description Create only. */
                readonly "if-none-match"?: "*";
                /**
                 * @description The date of the behaviour that the client was written for; the newest without it.
                 * @example 2026-11-22
                 */
                readonly "holdfast-version"?: string;
                /**
                 * @description For how long the client waits; the gateway answers 504 rather than later.
                 * @example 1500
                 */
                readonly "request-timeout-ms"?: number;
                /**
                 * @description 1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.
                 * @example cart-4711
                 */
                readonly "x-correlation-id"?: string;
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
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description - `malformed-request`: the bytes are no HTTP request, the body is not as long as `Content-Length` says, or an upload was cut off or took longer than 10 minutes
             *     - `malformed-url`: the URL, unescaped, is no UTF-8 text, or has NUL
             *     - `validation-failed`: a field has the wrong type, is out of bounds, missing, or not known; `errors` names each
             *     - `unknown-version`: `Holdfast-Version` names a date that behaviour never changed on; `errors` lists the known ones
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unauthenticated`: no API key, or one that nobody has; a token (JWT) that is expired or not one taken here; at a service: no account named by the gateway */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `forbidden`: the key's scope is `shop` and the path is below `/api/v1/admin/`, or the operation is `refundOrder` or `returnItems` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `currency-not-found`: nothing is said of the currency: it is rounded as its minor unit says */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `precondition-failed`: `If-Match` names another version, or `If-None-Match: *` meets one that exists */
            readonly 412: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `rate-limited`: the key has used its quota (`RateLimit`, `RateLimit-Policy`), or too much came from the address, or too much without a valid key */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `not-ready`: on `GET /readyz`: a dependency that the service needs cannot be reached, `checks` names it; elsewhere: the service's database cannot be reached, `Retry-After: 1`
             *     - `keys-unavailable`: the gateway cannot tell whether a key or token is good: it has not read its database yet, or the issuer's keys; `Retry-After: 1`
             *     - `upstream-unavailable`: a service cannot be reached, answers something that is no problem of ours, or its breaker is open; `Retry-After: 5`, or what the service said. On an order with `orderId`: inventory or pricing did not answer in time, and all is undone. Without `orderId`: nobody knows yet, the order may still be confirmed
             */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `deadline-exceeded`: the time of `Request-Timeout-Ms` or of the operation (`resilience.yaml`) is over; inventory says so of what has still to wait then, and does nothing. A write may still take effect */
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
    readonly getCustomerGroup: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description The date of the behaviour that the client was written for; the newest without it.
                 * @example 2026-11-22
                 */
                readonly "holdfast-version"?: string;
                /**
                 * @description For how long the client waits; the gateway answers 504 rather than later.
                 * @example 1500
                 */
                readonly "request-timeout-ms"?: number;
                /**
                 * @description 1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.
                 * @example cart-4711
                 */
                readonly "x-correlation-id"?: string;
            };
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
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "trade",
                     *       "name": "Trade",
                     *       "taxTreatment": "exempt",
                     *       "version": 1
                     *     }
                     */
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
            /**
             * @description - `malformed-request`: the bytes are no HTTP request, the body is not as long as `Content-Length` says, or an upload was cut off or took longer than 10 minutes
             *     - `malformed-url`: the URL, unescaped, is no UTF-8 text, or has NUL
             *     - `validation-failed`: a field has the wrong type, is out of bounds, missing, or not known; `errors` names each
             *     - `unknown-version`: `Holdfast-Version` names a date that behaviour never changed on; `errors` lists the known ones
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unauthenticated`: no API key, or one that nobody has; a token (JWT) that is expired or not one taken here; at a service: no account named by the gateway */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `forbidden`: the key's scope is `shop` and the path is below `/api/v1/admin/`, or the operation is `refundOrder` or `returnItems` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `customer-group-not-found`: nothing is said of this group; prices may name it all the same */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `rate-limited`: the key has used its quota (`RateLimit`, `RateLimit-Policy`), or too much came from the address, or too much without a valid key */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `not-ready`: on `GET /readyz`: a dependency that the service needs cannot be reached, `checks` names it; elsewhere: the service's database cannot be reached, `Retry-After: 1`
             *     - `keys-unavailable`: the gateway cannot tell whether a key or token is good: it has not read its database yet, or the issuer's keys; `Retry-After: 1`
             *     - `upstream-unavailable`: a service cannot be reached, answers something that is no problem of ours, or its breaker is open; `Retry-After: 5`, or what the service said. On an order with `orderId`: inventory or pricing did not answer in time, and all is undone. Without `orderId`: nobody knows yet, the order may still be confirmed
             */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `deadline-exceeded`: the time of `Request-Timeout-Ms` or of the operation (`resilience.yaml`) is over; inventory says so of what has still to wait then, and does nothing. A write may still take effect */
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
    readonly putCustomerGroup: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description ETags, or `*`: replace only what has one of them. */
                readonly "if-match"?: string;
                /** @description Create only. */
                readonly "if-none-match"?: "*";
                /**
                 * @description The date of the behaviour that the client was written for; the newest without it.
                 * @example 2026-11-22
                 */
                readonly "holdfast-version"?: string;
                /**
                 * @description For how long the client waits; the gateway answers 504 rather than later.
                 * @example 1500
                 */
                readonly "request-timeout-ms"?: number;
                /**
                 * @description 1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.
                 * @example cart-4711
                 */
                readonly "x-correlation-id"?: string;
            };
            readonly path: {
                readonly code: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "name": "Trade",
                 *       "taxTreatment": "exempt"
                 *     }
                 */
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
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
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
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "trade",
                     *       "name": "Trade",
                     *       "taxTreatment": "exempt",
                     *       "version": 1
                     *     }
                     */
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
            /**
             * @description - `malformed-request`: the bytes are no HTTP request, the body is not as long as `Content-Length` says, or an upload was cut off or took longer than 10 minutes
             *     - `malformed-url`: the URL, unescaped, is no UTF-8 text, or has NUL
             *     - `json-too-deep`: the body is nested deeper than 64 levels
             *     - `malformed-json`: the body is no JSON, is empty where JSON is expected, or has a `__proto__` key
             *     - `validation-failed`: a field has the wrong type, is out of bounds, missing, or not known; `errors` names each
             *     - `unknown-version`: `Holdfast-Version` names a date that behaviour never changed on; `errors` lists the known ones
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unauthenticated`: no API key, or one that nobody has; a token (JWT) that is expired or not one taken here; at a service: no account named by the gateway */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `forbidden`: the key's scope is `shop` and the path is below `/api/v1/admin/`, or the operation is `refundOrder` or `returnItems` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `precondition-failed`: `If-Match` names another version, or `If-None-Match: *` meets one that exists */
            readonly 412: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `rate-limited`: the key has used its quota (`RateLimit`, `RateLimit-Policy`), or too much came from the address, or too much without a valid key */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `not-ready`: on `GET /readyz`: a dependency that the service needs cannot be reached, `checks` names it; elsewhere: the service's database cannot be reached, `Retry-After: 1`
             *     - `keys-unavailable`: the gateway cannot tell whether a key or token is good: it has not read its database yet, or the issuer's keys; `Retry-After: 1`
             *     - `upstream-unavailable`: a service cannot be reached, answers something that is no problem of ours, or its breaker is open; `Retry-After: 5`, or what the service said. On an order with `orderId`: inventory or pricing did not answer in time, and all is undone. Without `orderId`: nobody knows yet, the order may still be confirmed
             */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `deadline-exceeded`: the time of `Request-Timeout-Ms` or of the operation (`resilience.yaml`) is over; inventory says so of what has still to wait then, and does nothing. A write may still take effect */
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
    readonly deleteCustomerGroup: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description ETags, or `*`: replace only what has one of them. */
                readonly "if-match"?: string;
                /** @description Create only. */
                readonly "if-none-match"?: "*";
                /**
                 * @description The date of the behaviour that the client was written for; the newest without it.
                 * @example 2026-11-22
                 */
                readonly "holdfast-version"?: string;
                /**
                 * @description For how long the client waits; the gateway answers 504 rather than later.
                 * @example 1500
                 */
                readonly "request-timeout-ms"?: number;
                /**
                 * @description 1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.
                 * @example cart-4711
                 */
                readonly "x-correlation-id"?: string;
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
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description - `malformed-request`: the bytes are no HTTP request, the body is not as long as `Content-Length` says, or an upload was cut off or took longer than 10 minutes
             *     - `malformed-url`: the URL, unescaped, is no UTF-8 text, or has NUL
             *     - `validation-failed`: a field has the wrong type, is out of bounds, missing, or not known; `errors` names each
             *     - `unknown-version`: `Holdfast-Version` names a date that behaviour never changed on; `errors` lists the known ones
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unauthenticated`: no API key, or one that nobody has; a token (JWT) that is expired or not one taken here; at a service: no account named by the gateway */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `forbidden`: the key's scope is `shop` and the path is below `/api/v1/admin/`, or the operation is `refundOrder` or `returnItems` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `customer-group-not-found`: nothing is said of this group; prices may name it all the same */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `precondition-failed`: `If-Match` names another version, or `If-None-Match: *` meets one that exists */
            readonly 412: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `rate-limited`: the key has used its quota (`RateLimit`, `RateLimit-Policy`), or too much came from the address, or too much without a valid key */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `not-ready`: on `GET /readyz`: a dependency that the service needs cannot be reached, `checks` names it; elsewhere: the service's database cannot be reached, `Retry-After: 1`
             *     - `keys-unavailable`: the gateway cannot tell whether a key or token is good: it has not read its database yet, or the issuer's keys; `Retry-After: 1`
             *     - `upstream-unavailable`: a service cannot be reached, answers something that is no problem of ours, or its breaker is open; `Retry-After: 5`, or what the service said. On an order with `orderId`: inventory or pricing did not answer in time, and all is undone. Without `orderId`: nobody knows yet, the order may still be confirmed
             */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `deadline-exceeded`: the time of `Request-Timeout-Ms` or of the operation (`resilience.yaml`) is over; inventory says so of what has still to wait then, and does nothing. A write may still take effect */
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
    readonly listDynamicRules: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description The date of the behaviour that the client was written for; the newest without it.
                 * @example 2026-11-22
                 */
                readonly "holdfast-version"?: string;
                /**
                 * @description For how long the client waits; the gateway answers 504 rather than later.
                 * @example 1500
                 */
                readonly "request-timeout-ms"?: number;
                /**
                 * @description 1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.
                 * @example cart-4711
                 */
                readonly "x-correlation-id"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "appliesTo": {},
                     *           "key": "clear-shelves",
                     *           "label": "Clear shelves",
                     *           "percent": "-5",
                     *           "priority": 0,
                     *           "version": 1,
                     *           "when": {
                     *             "stockAtLeast": 100
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["DynamicRule"][];
                    };
                };
            };
            /**
             * @description - `malformed-request`: the bytes are no HTTP request, the body is not as long as `Content-Length` says, or an upload was cut off or took longer than 10 minutes
             *     - `malformed-url`: the URL, unescaped, is no UTF-8 text, or has NUL
             *     - `validation-failed`: a field has the wrong type, is out of bounds, missing, or not known; `errors` names each
             *     - `unknown-version`: `Holdfast-Version` names a date that behaviour never changed on; `errors` lists the known ones
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unauthenticated`: no API key, or one that nobody has; a token (JWT) that is expired or not one taken here; at a service: no account named by the gateway */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `forbidden`: the key's scope is `shop` and the path is below `/api/v1/admin/`, or the operation is `refundOrder` or `returnItems` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `rate-limited`: the key has used its quota (`RateLimit`, `RateLimit-Policy`), or too much came from the address, or too much without a valid key */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `not-ready`: on `GET /readyz`: a dependency that the service needs cannot be reached, `checks` names it; elsewhere: the service's database cannot be reached, `Retry-After: 1`
             *     - `keys-unavailable`: the gateway cannot tell whether a key or token is good: it has not read its database yet, or the issuer's keys; `Retry-After: 1`
             *     - `upstream-unavailable`: a service cannot be reached, answers something that is no problem of ours, or its breaker is open; `Retry-After: 5`, or what the service said. On an order with `orderId`: inventory or pricing did not answer in time, and all is undone. Without `orderId`: nobody knows yet, the order may still be confirmed
             */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `deadline-exceeded`: the time of `Request-Timeout-Ms` or of the operation (`resilience.yaml`) is over; inventory says so of what has still to wait then, and does nothing. A write may still take effect */
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
    readonly getDynamicRule: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description The date of the behaviour that the client was written for; the newest without it.
                 * @example 2026-11-22
                 */
                readonly "holdfast-version"?: string;
                /**
                 * @description For how long the client waits; the gateway answers 504 rather than later.
                 * @example 1500
                 */
                readonly "request-timeout-ms"?: number;
                /**
                 * @description 1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.
                 * @example cart-4711
                 */
                readonly "x-correlation-id"?: string;
            };
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
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "appliesTo": {},
                     *       "key": "clear-shelves",
                     *       "label": "Clear shelves",
                     *       "percent": "-5",
                     *       "priority": 0,
                     *       "version": 1,
                     *       "when": {
                     *         "stockAtLeast": 100
                     *       }
                     *     }
                     */
                    readonly "application/json": components["schemas"]["DynamicRule"];
                };
            };
            /**
             * @description - `malformed-request`: the bytes are no HTTP request, the body is not as long as `Content-Length` says, or an upload was cut off or took longer than 10 minutes
             *     - `malformed-url`: the URL, unescaped, is no UTF-8 text, or has NUL
             *     - `validation-failed`: a field has the wrong type, is out of bounds, missing, or not known; `errors` names each
             *     - `unknown-version`: `Holdfast-Version` names a date that behaviour never changed on; `errors` lists the known ones
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unauthenticated`: no API key, or one that nobody has; a token (JWT) that is expired or not one taken here; at a service: no account named by the gateway */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `forbidden`: the key's scope is `shop` and the path is below `/api/v1/admin/`, or the operation is `refundOrder` or `returnItems` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `dynamic-rule-not-found`: no rule has the key */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `rate-limited`: the key has used its quota (`RateLimit`, `RateLimit-Policy`), or too much came from the address, or too much without a valid key */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `not-ready`: on `GET /readyz`: a dependency that the service needs cannot be reached, `checks` names it; elsewhere: the service's database cannot be reached, `Retry-After: 1`
             *     - `keys-unavailable`: the gateway cannot tell whether a key or token is good: it has not read its database yet, or the issuer's keys; `Retry-After: 1`
             *     - `upstream-unavailable`: a service cannot be reached, answers something that is no problem of ours, or its breaker is open; `Retry-After: 5`, or what the service said. On an order with `orderId`: inventory or pricing did not answer in time, and all is undone. Without `orderId`: nobody knows yet, the order may still be confirmed
             */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `deadline-exceeded`: the time of `Request-Timeout-Ms` or of the operation (`resilience.yaml`) is over; inventory says so of what has still to wait then, and does nothing. A write may still take effect */
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
    readonly putDynamicRule: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description ETags, or `*`: replace only what has one of them. */
                readonly "if-match"?: string;
                /** @description Create only. */
                readonly "if-none-match"?: "*";
                /**
                 * @description The date of the behaviour that the client was written for; the newest without it.
                 * @example 2026-11-22
                 */
                readonly "holdfast-version"?: string;
                /**
                 * @description For how long the client waits; the gateway answers 504 rather than later.
                 * @example 1500
                 */
                readonly "request-timeout-ms"?: number;
                /**
                 * @description 1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.
                 * @example cart-4711
                 */
                readonly "x-correlation-id"?: string;
            };
            readonly path: {
                readonly key: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "label": "Clear shelves",
                 *       "percent": "-5",
                 *       "when": {
                 *         "stockAtLeast": 100
                 *       }
                 *     }
                 */
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
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["DynamicRule"];
                };
            };
            /** @description Default Response */
            readonly 201: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "appliesTo": {},
                     *       "key": "clear-shelves",
                     *       "label": "Clear shelves",
                     *       "percent": "-5",
                     *       "priority": 0,
                     *       "version": 1,
                     *       "when": {
                     *         "stockAtLeast": 100
                     *       }
                     *     }
                     */
                    readonly "application/json": components["schemas"]["DynamicRule"];
                };
            };
            /**
             * @description - `malformed-request`: the bytes are no HTTP request, the body is not as long as `Content-Length` says, or an upload was cut off or took longer than 10 minutes
             *     - `malformed-url`: the URL, unescaped, is no UTF-8 text, or has NUL
             *     - `json-too-deep`: the body is nested deeper than 64 levels
             *     - `malformed-json`: the body is no JSON, is empty where JSON is expected, or has a `__proto__` key
             *     - `validation-failed`: a field has the wrong type, is out of bounds, missing, or not known; `errors` names each
             *     - `unknown-version`: `Holdfast-Version` names a date that behaviour never changed on; `errors` lists the known ones
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unauthenticated`: no API key, or one that nobody has; a token (JWT) that is expired or not one taken here; at a service: no account named by the gateway */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `forbidden`: the key's scope is `shop` and the path is below `/api/v1/admin/`, or the operation is `refundOrder` or `returnItems` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `precondition-failed`: `If-Match` names another version, or `If-None-Match: *` meets one that exists */
            readonly 412: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `dynamic-rule-invalid`: no condition, conditions that never hold together, an unknown time zone, or a period that ends before it begins; nothing is stored */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `rate-limited`: the key has used its quota (`RateLimit`, `RateLimit-Policy`), or too much came from the address, or too much without a valid key */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `not-ready`: on `GET /readyz`: a dependency that the service needs cannot be reached, `checks` names it; elsewhere: the service's database cannot be reached, `Retry-After: 1`
             *     - `keys-unavailable`: the gateway cannot tell whether a key or token is good: it has not read its database yet, or the issuer's keys; `Retry-After: 1`
             *     - `upstream-unavailable`: a service cannot be reached, answers something that is no problem of ours, or its breaker is open; `Retry-After: 5`, or what the service said. On an order with `orderId`: inventory or pricing did not answer in time, and all is undone. Without `orderId`: nobody knows yet, the order may still be confirmed
             */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `deadline-exceeded`: the time of `Request-Timeout-Ms` or of the operation (`resilience.yaml`) is over; inventory says so of what has still to wait then, and does nothing. A write may still take effect */
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
    readonly deleteDynamicRule: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description ETags, or `*`: replace only what has one of them. */
                readonly "if-match"?: string;
                /** @description Create only. */
                readonly "if-none-match"?: "*";
                /**
                 * @description The date of the behaviour that the client was written for; the newest without it.
                 * @example 2026-11-22
                 */
                readonly "holdfast-version"?: string;
                /**
                 * @description For how long the client waits; the gateway answers 504 rather than later.
                 * @example 1500
                 */
                readonly "request-timeout-ms"?: number;
                /**
                 * @description 1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.
                 * @example cart-4711
                 */
                readonly "x-correlation-id"?: string;
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
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description - `malformed-request`: the bytes are no HTTP request, the body is not as long as `Content-Length` says, or an upload was cut off or took longer than 10 minutes
             *     - `malformed-url`: the URL, unescaped, is no UTF-8 text, or has NUL
             *     - `validation-failed`: a field has the wrong type, is out of bounds, missing, or not known; `errors` names each
             *     - `unknown-version`: `Holdfast-Version` names a date that behaviour never changed on; `errors` lists the known ones
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unauthenticated`: no API key, or one that nobody has; a token (JWT) that is expired or not one taken here; at a service: no account named by the gateway */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `forbidden`: the key's scope is `shop` and the path is below `/api/v1/admin/`, or the operation is `refundOrder` or `returnItems` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `dynamic-rule-not-found`: no rule has the key */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `precondition-failed`: `If-Match` names another version, or `If-None-Match: *` meets one that exists */
            readonly 412: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `rate-limited`: the key has used its quota (`RateLimit`, `RateLimit-Policy`), or too much came from the address, or too much without a valid key */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `not-ready`: on `GET /readyz`: a dependency that the service needs cannot be reached, `checks` names it; elsewhere: the service's database cannot be reached, `Retry-After: 1`
             *     - `keys-unavailable`: the gateway cannot tell whether a key or token is good: it has not read its database yet, or the issuer's keys; `Retry-After: 1`
             *     - `upstream-unavailable`: a service cannot be reached, answers something that is no problem of ours, or its breaker is open; `Retry-After: 5`, or what the service said. On an order with `orderId`: inventory or pricing did not answer in time, and all is undone. Without `orderId`: nobody knows yet, the order may still be confirmed
             */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `deadline-exceeded`: the time of `Request-Timeout-Ms` or of the operation (`resilience.yaml`) is over; inventory says so of what has still to wait then, and does nothing. A write may still take effect */
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
    readonly exportItems: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description The date of the behaviour that the client was written for; the newest without it.
                 * @example 2026-11-22
                 */
                readonly "holdfast-version"?: string;
                /**
                 * @description For how long the client waits; the gateway answers 504 rather than later.
                 * @example 1500
                 */
                readonly "request-timeout-ms"?: number;
                /**
                 * @description 1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.
                 * @example cart-4711
                 */
                readonly "x-correlation-id"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The file, in chunks. One that is not ended as HTTP has it is not whole. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/csv": string;
                };
            };
            /**
             * @description - `malformed-request`: the bytes are no HTTP request, the body is not as long as `Content-Length` says, or an upload was cut off or took longer than 10 minutes
             *     - `malformed-url`: the URL, unescaped, is no UTF-8 text, or has NUL
             *     - `validation-failed`: a field has the wrong type, is out of bounds, missing, or not known; `errors` names each
             *     - `unknown-version`: `Holdfast-Version` names a date that behaviour never changed on; `errors` lists the known ones
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unauthenticated`: no API key, or one that nobody has; a token (JWT) that is expired or not one taken here; at a service: no account named by the gateway */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `forbidden`: the key's scope is `shop` and the path is below `/api/v1/admin/`, or the operation is `refundOrder` or `returnItems` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `rate-limited`: the key has used its quota (`RateLimit`, `RateLimit-Policy`), or too much came from the address, or too much without a valid key */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `not-ready`: on `GET /readyz`: a dependency that the service needs cannot be reached, `checks` names it; elsewhere: the service's database cannot be reached, `Retry-After: 1`
             *     - `keys-unavailable`: the gateway cannot tell whether a key or token is good: it has not read its database yet, or the issuer's keys; `Retry-After: 1`
             *     - `upstream-unavailable`: a service cannot be reached, answers something that is no problem of ours, or its breaker is open; `Retry-After: 5`, or what the service said. On an order with `orderId`: inventory or pricing did not answer in time, and all is undone. Without `orderId`: nobody knows yet, the order may still be confirmed
             */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `deadline-exceeded`: the time of `Request-Timeout-Ms` or of the operation (`resilience.yaml`) is over; inventory says so of what has still to wait then, and does nothing. A write may still take effect */
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
    readonly exportPrices: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description The date of the behaviour that the client was written for; the newest without it.
                 * @example 2026-11-22
                 */
                readonly "holdfast-version"?: string;
                /**
                 * @description For how long the client waits; the gateway answers 504 rather than later.
                 * @example 1500
                 */
                readonly "request-timeout-ms"?: number;
                /**
                 * @description 1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.
                 * @example cart-4711
                 */
                readonly "x-correlation-id"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The file, in chunks. One that is not ended as HTTP has it is not whole. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/csv": string;
                };
            };
            /**
             * @description - `malformed-request`: the bytes are no HTTP request, the body is not as long as `Content-Length` says, or an upload was cut off or took longer than 10 minutes
             *     - `malformed-url`: the URL, unescaped, is no UTF-8 text, or has NUL
             *     - `validation-failed`: a field has the wrong type, is out of bounds, missing, or not known; `errors` names each
             *     - `unknown-version`: `Holdfast-Version` names a date that behaviour never changed on; `errors` lists the known ones
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unauthenticated`: no API key, or one that nobody has; a token (JWT) that is expired or not one taken here; at a service: no account named by the gateway */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `forbidden`: the key's scope is `shop` and the path is below `/api/v1/admin/`, or the operation is `refundOrder` or `returnItems` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `rate-limited`: the key has used its quota (`RateLimit`, `RateLimit-Policy`), or too much came from the address, or too much without a valid key */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `not-ready`: on `GET /readyz`: a dependency that the service needs cannot be reached, `checks` names it; elsewhere: the service's database cannot be reached, `Retry-After: 1`
             *     - `keys-unavailable`: the gateway cannot tell whether a key or token is good: it has not read its database yet, or the issuer's keys; `Retry-After: 1`
             *     - `upstream-unavailable`: a service cannot be reached, answers something that is no problem of ours, or its breaker is open; `Retry-After: 5`, or what the service said. On an order with `orderId`: inventory or pricing did not answer in time, and all is undone. Without `orderId`: nobody knows yet, the order may still be confirmed
             */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `deadline-exceeded`: the time of `Request-Timeout-Ms` or of the operation (`resilience.yaml`) is over; inventory says so of what has still to wait then, and does nothing. A write may still take effect */
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
    readonly exportStock: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description The date of the behaviour that the client was written for; the newest without it.
                 * @example 2026-11-22
                 */
                readonly "holdfast-version"?: string;
                /**
                 * @description For how long the client waits; the gateway answers 504 rather than later.
                 * @example 1500
                 */
                readonly "request-timeout-ms"?: number;
                /**
                 * @description 1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.
                 * @example cart-4711
                 */
                readonly "x-correlation-id"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The file, in chunks. One that is not ended as HTTP has it is not whole. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/csv": string;
                };
            };
            /**
             * @description - `malformed-request`: the bytes are no HTTP request, the body is not as long as `Content-Length` says, or an upload was cut off or took longer than 10 minutes
             *     - `malformed-url`: the URL, unescaped, is no UTF-8 text, or has NUL
             *     - `validation-failed`: a field has the wrong type, is out of bounds, missing, or not known; `errors` names each
             *     - `unknown-version`: `Holdfast-Version` names a date that behaviour never changed on; `errors` lists the known ones
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unauthenticated`: no API key, or one that nobody has; a token (JWT) that is expired or not one taken here; at a service: no account named by the gateway */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `forbidden`: the key's scope is `shop` and the path is below `/api/v1/admin/`, or the operation is `refundOrder` or `returnItems` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `rate-limited`: the key has used its quota (`RateLimit`, `RateLimit-Policy`), or too much came from the address, or too much without a valid key */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `not-ready`: on `GET /readyz`: a dependency that the service needs cannot be reached, `checks` names it; elsewhere: the service's database cannot be reached, `Retry-After: 1`
             *     - `keys-unavailable`: the gateway cannot tell whether a key or token is good: it has not read its database yet, or the issuer's keys; `Retry-After: 1`
             *     - `upstream-unavailable`: a service cannot be reached, answers something that is no problem of ours, or its breaker is open; `Retry-After: 5`, or what the service said. On an order with `orderId`: inventory or pricing did not answer in time, and all is undone. Without `orderId`: nobody knows yet, the order may still be confirmed
             */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `deadline-exceeded`: the time of `Request-Timeout-Ms` or of the operation (`resilience.yaml`) is over; inventory says so of what has still to wait then, and does nothing. A write may still take effect */
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
    readonly listFlags: {
        readonly parameters: {
            readonly query?: {
                readonly targetingKey?: string;
            };
            readonly header?: {
                /**
                 * @description The date of the behaviour that the client was written for; the newest without it.
                 * @example 2026-11-22
                 */
                readonly "holdfast-version"?: string;
                /**
                 * @description For how long the client waits; the gateway answers 504 rather than later.
                 * @example 1500
                 */
                readonly "request-timeout-ms"?: number;
                /**
                 * @description 1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.
                 * @example cart-4711
                 */
                readonly "x-correlation-id"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "byDefault": false,
                     *           "description": "Rules of stock, demand and time move prices, within their limits. Rolled out by SKU.",
                     *           "etag": "\"fcbcf165908dd18a\"",
                     *           "key": "dynamic-pricing",
                     *           "readBy": "pricing",
                     *           "rule": {
                     *             "enabled": false,
                     *             "rolloutPercent": 100
                     *           }
                     *         },
                     *         {
                     *           "byDefault": false,
                     *           "description": "A read that is late is asked a second time of another process, within the retry budget. Rolled out by operation.",
                     *           "etag": "\"fcbcf165908dd18a\"",
                     *           "key": "hedging",
                     *           "readBy": "gateway",
                     *           "rule": {
                     *             "enabled": false,
                     *             "rolloutPercent": 100
                     *           }
                     *         },
                     *         {
                     *           "byDefault": true,
                     *           "description": "Holds of one SKU go to one process of inventory, for fuller batches. Rolled out by SKU.",
                     *           "etag": "\"b5bea41b6c623f7c\"",
                     *           "key": "sku-hash-routing",
                     *           "readBy": "gateway",
                     *           "rule": {
                     *             "enabled": true,
                     *             "rolloutPercent": 100
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["Flag"][];
                    };
                };
            };
            /**
             * @description - `malformed-request`: the bytes are no HTTP request, the body is not as long as `Content-Length` says, or an upload was cut off or took longer than 10 minutes
             *     - `malformed-url`: the URL, unescaped, is no UTF-8 text, or has NUL
             *     - `validation-failed`: a field has the wrong type, is out of bounds, missing, or not known; `errors` names each
             *     - `unknown-version`: `Holdfast-Version` names a date that behaviour never changed on; `errors` lists the known ones
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unauthenticated`: no API key, or one that nobody has; a token (JWT) that is expired or not one taken here; at a service: no account named by the gateway */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `forbidden`: the key's scope is `shop` and the path is below `/api/v1/admin/`, or the operation is `refundOrder` or `returnItems` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `rate-limited`: the key has used its quota (`RateLimit`, `RateLimit-Policy`), or too much came from the address, or too much without a valid key */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly putFlag: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "if-match"?: string;
                /**
                 * @description The date of the behaviour that the client was written for; the newest without it.
                 * @example 2026-11-22
                 */
                readonly "holdfast-version"?: string;
                /**
                 * @description For how long the client waits; the gateway answers 504 rather than later.
                 * @example 1500
                 */
                readonly "request-timeout-ms"?: number;
                /**
                 * @description 1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.
                 * @example cart-4711
                 */
                readonly "x-correlation-id"?: string;
            };
            readonly path: {
                readonly key: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "enabled": true,
                 *       "rolloutPercent": 100
                 *     }
                 */
                readonly "application/json": {
                    /** @description Off for every key when false. */
                    readonly enabled: boolean;
                    /**
                     * @description For how many of the keys that it is asked for (SKUs, operations) it is on: the same ones each time, in every process, and more of them as this grows.
                     * @default 100
                     */
                    readonly rolloutPercent?: number;
                };
            };
        };
        readonly responses: {
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "byDefault": false,
                     *       "description": "Rules of stock, demand and time move prices, within their limits. Rolled out by SKU.",
                     *       "etag": "\"28b8e8dffd5365e3\"",
                     *       "key": "dynamic-pricing",
                     *       "readBy": "pricing",
                     *       "rule": {
                     *         "enabled": true,
                     *         "rolloutPercent": 100
                     *       }
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Flag"];
                };
            };
            /**
             * @description - `malformed-request`: the bytes are no HTTP request, the body is not as long as `Content-Length` says, or an upload was cut off or took longer than 10 minutes
             *     - `malformed-url`: the URL, unescaped, is no UTF-8 text, or has NUL
             *     - `json-too-deep`: the body is nested deeper than 64 levels
             *     - `malformed-json`: the body is no JSON, is empty where JSON is expected, or has a `__proto__` key
             *     - `validation-failed`: a field has the wrong type, is out of bounds, missing, or not known; `errors` names each
             *     - `unknown-version`: `Holdfast-Version` names a date that behaviour never changed on; `errors` lists the known ones
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unauthenticated`: no API key, or one that nobody has; a token (JWT) that is expired or not one taken here; at a service: no account named by the gateway */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `forbidden`: the key's scope is `shop` and the path is below `/api/v1/admin/`, or the operation is `refundOrder` or `returnItems` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `flag-not-found`: no feature flag has the key */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `flags-read-only`: there is no file of flags (`FLAGS_FILE`), or the gateway may not write it
             *     - `flags-broken`: the file of flags is no file of flags any more
             */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `precondition-failed`: `If-Match` names another version, or `If-None-Match: *` meets one that exists */
            readonly 412: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `rate-limited`: the key has used its quota (`RateLimit`, `RateLimit-Policy`), or too much came from the address, or too much without a valid key */
            readonly 429: {
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
            readonly header?: {
                /**
                 * @description The date of the behaviour that the client was written for; the newest without it.
                 * @example 2026-11-22
                 */
                readonly "holdfast-version"?: string;
                /**
                 * @description For how long the client waits; the gateway answers 504 rather than later.
                 * @example 1500
                 */
                readonly "request-timeout-ms"?: number;
                /**
                 * @description 1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.
                 * @example cart-4711
                 */
                readonly "x-correlation-id"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "asOf": "2026-11-01",
                     *       "base": "EUR",
                     *       "rates": {
                     *         "USD": "1.0832"
                     *       },
                     *       "version": 1,
                     *       "whenStale": "refuse"
                     *     }
                     */
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
            /**
             * @description - `malformed-request`: the bytes are no HTTP request, the body is not as long as `Content-Length` says, or an upload was cut off or took longer than 10 minutes
             *     - `malformed-url`: the URL, unescaped, is no UTF-8 text, or has NUL
             *     - `validation-failed`: a field has the wrong type, is out of bounds, missing, or not known; `errors` names each
             *     - `unknown-version`: `Holdfast-Version` names a date that behaviour never changed on; `errors` lists the known ones
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unauthenticated`: no API key, or one that nobody has; a token (JWT) that is expired or not one taken here; at a service: no account named by the gateway */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `forbidden`: the key's scope is `shop` and the path is below `/api/v1/admin/`, or the operation is `refundOrder` or `returnItems` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `fx-rate-not-found`: there are no exchange rates */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `rate-limited`: the key has used its quota (`RateLimit`, `RateLimit-Policy`), or too much came from the address, or too much without a valid key */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `not-ready`: on `GET /readyz`: a dependency that the service needs cannot be reached, `checks` names it; elsewhere: the service's database cannot be reached, `Retry-After: 1`
             *     - `keys-unavailable`: the gateway cannot tell whether a key or token is good: it has not read its database yet, or the issuer's keys; `Retry-After: 1`
             *     - `upstream-unavailable`: a service cannot be reached, answers something that is no problem of ours, or its breaker is open; `Retry-After: 5`, or what the service said. On an order with `orderId`: inventory or pricing did not answer in time, and all is undone. Without `orderId`: nobody knows yet, the order may still be confirmed
             */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `deadline-exceeded`: the time of `Request-Timeout-Ms` or of the operation (`resilience.yaml`) is over; inventory says so of what has still to wait then, and does nothing. A write may still take effect */
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
    readonly putFxRates: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description ETags, or `*`: replace only what has one of them. */
                readonly "if-match"?: string;
                /** @description Create only. */
                readonly "if-none-match"?: "*";
                /**
                 * @description The date of the behaviour that the client was written for; the newest without it.
                 * @example 2026-11-22
                 */
                readonly "holdfast-version"?: string;
                /**
                 * @description For how long the client waits; the gateway answers 504 rather than later.
                 * @example 1500
                 */
                readonly "request-timeout-ms"?: number;
                /**
                 * @description 1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.
                 * @example cart-4711
                 */
                readonly "x-correlation-id"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "asOf": "2026-11-01",
                 *       "base": "EUR",
                 *       "rates": {
                 *         "USD": "1.0832"
                 *       }
                 *     }
                 */
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
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
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
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "asOf": "2026-11-01",
                     *       "base": "EUR",
                     *       "rates": {
                     *         "USD": "1.0832"
                     *       },
                     *       "version": 1,
                     *       "whenStale": "refuse"
                     *     }
                     */
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
            /**
             * @description - `malformed-request`: the bytes are no HTTP request, the body is not as long as `Content-Length` says, or an upload was cut off or took longer than 10 minutes
             *     - `malformed-url`: the URL, unescaped, is no UTF-8 text, or has NUL
             *     - `json-too-deep`: the body is nested deeper than 64 levels
             *     - `malformed-json`: the body is no JSON, is empty where JSON is expected, or has a `__proto__` key
             *     - `validation-failed`: a field has the wrong type, is out of bounds, missing, or not known; `errors` names each
             *     - `unknown-version`: `Holdfast-Version` names a date that behaviour never changed on; `errors` lists the known ones
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unauthenticated`: no API key, or one that nobody has; a token (JWT) that is expired or not one taken here; at a service: no account named by the gateway */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `forbidden`: the key's scope is `shop` and the path is below `/api/v1/admin/`, or the operation is `refundOrder` or `returnItems` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `precondition-failed`: `If-Match` names another version, or `If-None-Match: *` meets one that exists */
            readonly 412: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unknown-currency`: no active ISO 4217 currency; `errors` names the field */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `rate-limited`: the key has used its quota (`RateLimit`, `RateLimit-Policy`), or too much came from the address, or too much without a valid key */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `not-ready`: on `GET /readyz`: a dependency that the service needs cannot be reached, `checks` names it; elsewhere: the service's database cannot be reached, `Retry-After: 1`
             *     - `keys-unavailable`: the gateway cannot tell whether a key or token is good: it has not read its database yet, or the issuer's keys; `Retry-After: 1`
             *     - `upstream-unavailable`: a service cannot be reached, answers something that is no problem of ours, or its breaker is open; `Retry-After: 5`, or what the service said. On an order with `orderId`: inventory or pricing did not answer in time, and all is undone. Without `orderId`: nobody knows yet, the order may still be confirmed
             */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `deadline-exceeded`: the time of `Request-Timeout-Ms` or of the operation (`resilience.yaml`) is over; inventory says so of what has still to wait then, and does nothing. A write may still take effect */
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
                /**
                 * @description The date of the behaviour that the client was written for; the newest without it.
                 * @example 2026-11-22
                 */
                readonly "holdfast-version"?: string;
                /**
                 * @description For how long the client waits; the gateway answers 504 rather than later.
                 * @example 1500
                 */
                readonly "request-timeout-ms"?: number;
                /**
                 * @description 1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.
                 * @example cart-4711
                 */
                readonly "x-correlation-id"?: string;
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
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01a20827-2307-74b1-bc05-987dfda4a0f2",
                     *       "status": "queued"
                     *     }
                     */
                    readonly "application/json": {
                        /** Format: uuid */
                        readonly id: string;
                        /** @enum {string} */
                        readonly status: "queued";
                    };
                };
            };
            /**
             * @description - `malformed-request`: the bytes are no HTTP request, the body is not as long as `Content-Length` says, or an upload was cut off or took longer than 10 minutes
             *     - `malformed-url`: the URL, unescaped, is no UTF-8 text, or has NUL
             *     - `validation-failed`: a field has the wrong type, is out of bounds, missing, or not known; `errors` names each
             *     - `idempotency-key-missing`: the operation requires an `Idempotency-Key`
             *     - `idempotency-key-invalid`: the key is not 1 to 255 visible ASCII characters, or was sent twice
             *     - `unknown-version`: `Holdfast-Version` names a date that behaviour never changed on; `errors` lists the known ones
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unauthenticated`: no API key, or one that nobody has; a token (JWT) that is expired or not one taken here; at a service: no account named by the gateway */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `forbidden`: the key's scope is `shop` and the path is below `/api/v1/admin/`, or the operation is `refundOrder` or `returnItems` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unsupported-media-type`: the content type is not the operation's, or the body is compressed */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `idempotency-key-reused`: the key belongs to another request of this account in the last 24 hours (for orders: at any time)
             *     - `import-format-unknown`: the header is neither Shopify's nor ours, has a column twice or one that is not known, more than 500 columns or a name above 255 characters
             */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `rate-limited`: the key has used its quota (`RateLimit`, `RateLimit-Policy`), or too much came from the address, or too much without a valid key */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `not-ready`: on `GET /readyz`: a dependency that the service needs cannot be reached, `checks` names it; elsewhere: the service's database cannot be reached, `Retry-After: 1`
             *     - `keys-unavailable`: the gateway cannot tell whether a key or token is good: it has not read its database yet, or the issuer's keys; `Retry-After: 1`
             *     - `upstream-unavailable`: a service cannot be reached, answers something that is no problem of ours, or its breaker is open; `Retry-After: 5`, or what the service said. On an order with `orderId`: inventory or pricing did not answer in time, and all is undone. Without `orderId`: nobody knows yet, the order may still be confirmed
             */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `deadline-exceeded`: the time of `Request-Timeout-Ms` or of the operation (`resilience.yaml`) is over; inventory says so of what has still to wait then, and does nothing. A write may still take effect */
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
    readonly getImport: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description The date of the behaviour that the client was written for; the newest without it.
                 * @example 2026-11-22
                 */
                readonly "holdfast-version"?: string;
                /**
                 * @description For how long the client waits; the gateway answers 504 rather than later.
                 * @example 1500
                 */
                readonly "request-timeout-ms"?: number;
                /**
                 * @description 1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.
                 * @example cart-4711
                 */
                readonly "x-correlation-id"?: string;
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
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "accepted": 0,
                     *       "created": 0,
                     *       "createdAt": "2026-11-23T11:26:14.361Z",
                     *       "errors": [
                     *         {
                     *           "column": "name",
                     *           "line": 3,
                     *           "message": "is required"
                     *         }
                     *       ],
                     *       "id": "01a20828-1559-784e-8fce-1b57f50a808d",
                     *       "kind": "items",
                     *       "rejected": 1,
                     *       "rows": 2,
                     *       "status": "running",
                     *       "unchanged": 0,
                     *       "updated": 0
                     *     }
                     */
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
            /**
             * @description - `malformed-request`: the bytes are no HTTP request, the body is not as long as `Content-Length` says, or an upload was cut off or took longer than 10 minutes
             *     - `malformed-url`: the URL, unescaped, is no UTF-8 text, or has NUL
             *     - `validation-failed`: a field has the wrong type, is out of bounds, missing, or not known; `errors` names each
             *     - `unknown-version`: `Holdfast-Version` names a date that behaviour never changed on; `errors` lists the known ones
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unauthenticated`: no API key, or one that nobody has; a token (JWT) that is expired or not one taken here; at a service: no account named by the gateway */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `forbidden`: the key's scope is `shop` and the path is below `/api/v1/admin/`, or the operation is `refundOrder` or `returnItems` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `import-not-found`: no import has the id */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `rate-limited`: the key has used its quota (`RateLimit`, `RateLimit-Policy`), or too much came from the address, or too much without a valid key */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `not-ready`: on `GET /readyz`: a dependency that the service needs cannot be reached, `checks` names it; elsewhere: the service's database cannot be reached, `Retry-After: 1`
             *     - `keys-unavailable`: the gateway cannot tell whether a key or token is good: it has not read its database yet, or the issuer's keys; `Retry-After: 1`
             *     - `upstream-unavailable`: a service cannot be reached, answers something that is no problem of ours, or its breaker is open; `Retry-After: 5`, or what the service said. On an order with `orderId`: inventory or pricing did not answer in time, and all is undone. Without `orderId`: nobody knows yet, the order may still be confirmed
             */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `deadline-exceeded`: the time of `Request-Timeout-Ms` or of the operation (`resilience.yaml`) is over; inventory says so of what has still to wait then, and does nothing. A write may still take effect */
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
    readonly getItem: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description The date of the behaviour that the client was written for; the newest without it.
                 * @example 2026-11-22
                 */
                readonly "holdfast-version"?: string;
                /**
                 * @description For how long the client waits; the gateway answers 504 rather than later.
                 * @example 1500
                 */
                readonly "request-timeout-ms"?: number;
                /**
                 * @description 1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.
                 * @example cart-4711
                 */
                readonly "x-correlation-id"?: string;
            };
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
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "attributes": {},
                     *       "availableFrom": null,
                     *       "backorderLimit": 0,
                     *       "category": null,
                     *       "createdAt": "2026-11-23T11:26:12.425Z",
                     *       "description": null,
                     *       "maxPerBuyer": null,
                     *       "maxPerOrder": 1000,
                     *       "name": "Mug",
                     *       "preorderLimit": 0,
                     *       "safetyStock": 0,
                     *       "sku": "CONTRACT-1",
                     *       "taxCategory": "standard",
                     *       "updatedAt": "2026-11-23T11:26:12.425Z"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Item"];
                };
            };
            /**
             * @description - `malformed-request`: the bytes are no HTTP request, the body is not as long as `Content-Length` says, or an upload was cut off or took longer than 10 minutes
             *     - `malformed-url`: the URL, unescaped, is no UTF-8 text, or has NUL
             *     - `validation-failed`: a field has the wrong type, is out of bounds, missing, or not known; `errors` names each
             *     - `unknown-version`: `Holdfast-Version` names a date that behaviour never changed on; `errors` lists the known ones
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unauthenticated`: no API key, or one that nobody has; a token (JWT) that is expired or not one taken here; at a service: no account named by the gateway */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `forbidden`: the key's scope is `shop` and the path is below `/api/v1/admin/`, or the operation is `refundOrder` or `returnItems` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `item-not-found`: inventory has no item of this SKU; of `getItem`, `deleteItem` and of holds also: it is discontinued. `errors` names the lines */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `rate-limited`: the key has used its quota (`RateLimit`, `RateLimit-Policy`), or too much came from the address, or too much without a valid key */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `not-ready`: on `GET /readyz`: a dependency that the service needs cannot be reached, `checks` names it; elsewhere: the service's database cannot be reached, `Retry-After: 1`
             *     - `keys-unavailable`: the gateway cannot tell whether a key or token is good: it has not read its database yet, or the issuer's keys; `Retry-After: 1`
             *     - `upstream-unavailable`: a service cannot be reached, answers something that is no problem of ours, or its breaker is open; `Retry-After: 5`, or what the service said. On an order with `orderId`: inventory or pricing did not answer in time, and all is undone. Without `orderId`: nobody knows yet, the order may still be confirmed
             */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `deadline-exceeded`: the time of `Request-Timeout-Ms` or of the operation (`resilience.yaml`) is over; inventory says so of what has still to wait then, and does nothing. A write may still take effect */
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
    readonly putItem: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description ETags, or `*`: replace only what has one of them. */
                readonly "if-match"?: string;
                /** @description Create only. */
                readonly "if-none-match"?: "*";
                /**
                 * @description The date of the behaviour that the client was written for; the newest without it.
                 * @example 2026-11-22
                 */
                readonly "holdfast-version"?: string;
                /**
                 * @description For how long the client waits; the gateway answers 504 rather than later.
                 * @example 1500
                 */
                readonly "request-timeout-ms"?: number;
                /**
                 * @description 1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.
                 * @example cart-4711
                 */
                readonly "x-correlation-id"?: string;
            };
            readonly path: {
                /** @description 1 to 64 URL-safe characters */
                readonly sku: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "name": "Gone"
                 *     }
                 */
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
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Item"];
                };
            };
            /** @description Default Response */
            readonly 201: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "attributes": {},
                     *       "availableFrom": null,
                     *       "backorderLimit": 0,
                     *       "category": null,
                     *       "createdAt": "2026-11-23T11:26:13.763Z",
                     *       "description": null,
                     *       "maxPerBuyer": null,
                     *       "maxPerOrder": 10,
                     *       "name": "Gone",
                     *       "preorderLimit": 0,
                     *       "safetyStock": 0,
                     *       "sku": "CONTRACT-GONE",
                     *       "taxCategory": "standard",
                     *       "updatedAt": "2026-11-23T11:26:13.763Z"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Item"];
                };
            };
            /**
             * @description - `malformed-request`: the bytes are no HTTP request, the body is not as long as `Content-Length` says, or an upload was cut off or took longer than 10 minutes
             *     - `malformed-url`: the URL, unescaped, is no UTF-8 text, or has NUL
             *     - `json-too-deep`: the body is nested deeper than 64 levels
             *     - `malformed-json`: the body is no JSON, is empty where JSON is expected, or has a `__proto__` key
             *     - `validation-failed`: a field has the wrong type, is out of bounds, missing, or not known; `errors` names each
             *     - `unknown-version`: `Holdfast-Version` names a date that behaviour never changed on; `errors` lists the known ones
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unauthenticated`: no API key, or one that nobody has; a token (JWT) that is expired or not one taken here; at a service: no account named by the gateway */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `forbidden`: the key's scope is `shop` and the path is below `/api/v1/admin/`, or the operation is `refundOrder` or `returnItems` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `precondition-failed`: `If-Match` names another version, or `If-None-Match: *` meets one that exists */
            readonly 412: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `rate-limited`: the key has used its quota (`RateLimit`, `RateLimit-Policy`), or too much came from the address, or too much without a valid key */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `not-ready`: on `GET /readyz`: a dependency that the service needs cannot be reached, `checks` names it; elsewhere: the service's database cannot be reached, `Retry-After: 1`
             *     - `keys-unavailable`: the gateway cannot tell whether a key or token is good: it has not read its database yet, or the issuer's keys; `Retry-After: 1`
             *     - `upstream-unavailable`: a service cannot be reached, answers something that is no problem of ours, or its breaker is open; `Retry-After: 5`, or what the service said. On an order with `orderId`: inventory or pricing did not answer in time, and all is undone. Without `orderId`: nobody knows yet, the order may still be confirmed
             */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `deadline-exceeded`: the time of `Request-Timeout-Ms` or of the operation (`resilience.yaml`) is over; inventory says so of what has still to wait then, and does nothing. A write may still take effect */
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
    readonly deleteItem: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description ETags, or `*`: replace only what has one of them. */
                readonly "if-match"?: string;
                /** @description Create only. */
                readonly "if-none-match"?: "*";
                /**
                 * @description The date of the behaviour that the client was written for; the newest without it.
                 * @example 2026-11-22
                 */
                readonly "holdfast-version"?: string;
                /**
                 * @description For how long the client waits; the gateway answers 504 rather than later.
                 * @example 1500
                 */
                readonly "request-timeout-ms"?: number;
                /**
                 * @description 1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.
                 * @example cart-4711
                 */
                readonly "x-correlation-id"?: string;
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
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description - `malformed-request`: the bytes are no HTTP request, the body is not as long as `Content-Length` says, or an upload was cut off or took longer than 10 minutes
             *     - `malformed-url`: the URL, unescaped, is no UTF-8 text, or has NUL
             *     - `validation-failed`: a field has the wrong type, is out of bounds, missing, or not known; `errors` names each
             *     - `unknown-version`: `Holdfast-Version` names a date that behaviour never changed on; `errors` lists the known ones
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unauthenticated`: no API key, or one that nobody has; a token (JWT) that is expired or not one taken here; at a service: no account named by the gateway */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `forbidden`: the key's scope is `shop` and the path is below `/api/v1/admin/`, or the operation is `refundOrder` or `returnItems` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `item-not-found`: inventory has no item of this SKU; of `getItem`, `deleteItem` and of holds also: it is discontinued. `errors` names the lines */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `precondition-failed`: `If-Match` names another version, or `If-None-Match: *` meets one that exists */
            readonly 412: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `rate-limited`: the key has used its quota (`RateLimit`, `RateLimit-Policy`), or too much came from the address, or too much without a valid key */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `not-ready`: on `GET /readyz`: a dependency that the service needs cannot be reached, `checks` names it; elsewhere: the service's database cannot be reached, `Retry-After: 1`
             *     - `keys-unavailable`: the gateway cannot tell whether a key or token is good: it has not read its database yet, or the issuer's keys; `Retry-After: 1`
             *     - `upstream-unavailable`: a service cannot be reached, answers something that is no problem of ours, or its breaker is open; `Retry-After: 5`, or what the service said. On an order with `orderId`: inventory or pricing did not answer in time, and all is undone. Without `orderId`: nobody knows yet, the order may still be confirmed
             */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `deadline-exceeded`: the time of `Request-Timeout-Ms` or of the operation (`resilience.yaml`) is over; inventory says so of what has still to wait then, and does nothing. A write may still take effect */
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
    readonly listApiKeys: {
        readonly parameters: {
            readonly query?: {
                readonly account?: string;
                readonly limit?: number;
                /** @description `nextCursor` of a page. */
                readonly cursor?: string;
            };
            readonly header?: {
                /**
                 * @description The date of the behaviour that the client was written for; the newest without it.
                 * @example 2026-11-22
                 */
                readonly "holdfast-version"?: string;
                /**
                 * @description For how long the client waits; the gateway answers 504 rather than later.
                 * @example 1500
                 */
                readonly "request-timeout-ms"?: number;
                /**
                 * @description 1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.
                 * @example cart-4711
                 */
                readonly "x-correlation-id"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "account": "contract",
                     *           "createdAt": "2026-11-23T11:26:14.705Z",
                     *           "expiresAt": null,
                     *           "id": "01a20828-16b1-7273-a050-16b720a24c7f",
                     *           "label": "journey",
                     *           "lastUsedAt": null,
                     *           "previousUntil": null,
                     *           "rateLimit": null,
                     *           "revokedAt": null,
                     *           "scope": "shop"
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["ApiKey"][];
                        readonly nextCursor: string | null;
                    };
                };
            };
            /**
             * @description - `malformed-request`: the bytes are no HTTP request, the body is not as long as `Content-Length` says, or an upload was cut off or took longer than 10 minutes
             *     - `malformed-url`: the URL, unescaped, is no UTF-8 text, or has NUL
             *     - `validation-failed`: a field has the wrong type, is out of bounds, missing, or not known; `errors` names each
             *     - `unknown-version`: `Holdfast-Version` names a date that behaviour never changed on; `errors` lists the known ones
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unauthenticated`: no API key, or one that nobody has; a token (JWT) that is expired or not one taken here; at a service: no account named by the gateway */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `forbidden`: the key's scope is `shop` and the path is below `/api/v1/admin/`, or the operation is `refundOrder` or `returnItems` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `rate-limited`: the key has used its quota (`RateLimit`, `RateLimit-Policy`), or too much came from the address, or too much without a valid key */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `not-ready`: on `GET /readyz`: a dependency that the service needs cannot be reached, `checks` names it; elsewhere: the service's database cannot be reached, `Retry-After: 1`
             *     - `keys-unavailable`: the gateway cannot tell whether a key or token is good: it has not read its database yet, or the issuer's keys; `Retry-After: 1`
             *     - `upstream-unavailable`: a service cannot be reached, answers something that is no problem of ours, or its breaker is open; `Retry-After: 5`, or what the service said. On an order with `orderId`: inventory or pricing did not answer in time, and all is undone. Without `orderId`: nobody knows yet, the order may still be confirmed
             *     - `gateway-database-missing`: keys and audit log, at a gateway without `GATEWAY_DATABASE_URL`
             */
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
    readonly createApiKey: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 visible ASCII characters; a repeat gets the first answer without its secret. */
                readonly "idempotency-key"?: string;
                /**
                 * @description The date of the behaviour that the client was written for; the newest without it.
                 * @example 2026-11-22
                 */
                readonly "holdfast-version"?: string;
                /**
                 * @description For how long the client waits; the gateway answers 504 rather than later.
                 * @example 1500
                 */
                readonly "request-timeout-ms"?: number;
                /**
                 * @description 1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.
                 * @example cart-4711
                 */
                readonly "x-correlation-id"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "account": "kiosk",
                 *       "label": "Kiosk",
                 *       "scope": "shop"
                 *     }
                 */
                readonly "application/json": {
                    /** @description Everything that is made with the key belongs to it. */
                    readonly account: string;
                    /** @description When it ends by itself; null: never. */
                    readonly expiresAt?: string | null;
                    /** @description What it is for. */
                    readonly label: string;
                    /** @description A rate limit of its own; null: the gateway's. */
                    readonly rateLimit?: {
                        /** @description Requests. */
                        readonly quota: number;
                        readonly windowSeconds: number;
                    } | null;
                    /** @enum {unknown} */
                    readonly scope: "shop" | "admin";
                };
            };
        };
        readonly responses: {
            /** @description Default Response */
            readonly 201: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "account": "kiosk",
                     *       "createdAt": "2026-11-23T11:28:42.250Z",
                     *       "expiresAt": null,
                     *       "id": "01a2082a-570a-79d6-a40b-0ad950142a05",
                     *       "key": "hf_shop_T9rVMQa5…",
                     *       "label": "Kiosk",
                     *       "lastUsedAt": null,
                     *       "previousUntil": null,
                     *       "rateLimit": null,
                     *       "revokedAt": null,
                     *       "scope": "shop"
                     *     }
                     */
                    readonly "application/json": {
                        readonly account: string;
                        /** Format: date-time */
                        readonly createdAt: string;
                        /** @description When it ends by itself; null: never. */
                        readonly expiresAt: string | null;
                        /** Format: uuid */
                        readonly id: string;
                        /** @description The secret, shown this once: it is kept nowhere, so a replay has none. */
                        readonly key?: string;
                        readonly label: string;
                        /** @description To the minute; null: never. */
                        readonly lastUsedAt: string | null;
                        /** @description Until when the secret before the last rotation opens besides. */
                        readonly previousUntil: string | null;
                        /** @description A rate limit of its own; null: the gateway's. */
                        readonly rateLimit: {
                            /** @description Requests. */
                            readonly quota: number;
                            readonly windowSeconds: number;
                        } | null;
                        /** @description Since when it opens nothing. */
                        readonly revokedAt: string | null;
                        /** @enum {unknown} */
                        readonly scope: "shop" | "admin";
                    };
                };
            };
            /**
             * @description - `malformed-request`: the bytes are no HTTP request, the body is not as long as `Content-Length` says, or an upload was cut off or took longer than 10 minutes
             *     - `malformed-url`: the URL, unescaped, is no UTF-8 text, or has NUL
             *     - `json-too-deep`: the body is nested deeper than 64 levels
             *     - `malformed-json`: the body is no JSON, is empty where JSON is expected, or has a `__proto__` key
             *     - `validation-failed`: a field has the wrong type, is out of bounds, missing, or not known; `errors` names each
             *     - `idempotency-key-missing`: the operation requires an `Idempotency-Key`
             *     - `idempotency-key-invalid`: the key is not 1 to 255 visible ASCII characters, or was sent twice
             *     - `unknown-version`: `Holdfast-Version` names a date that behaviour never changed on; `errors` lists the known ones
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unauthenticated`: no API key, or one that nobody has; a token (JWT) that is expired or not one taken here; at a service: no account named by the gateway */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `forbidden`: the key's scope is `shop` and the path is below `/api/v1/admin/`, or the operation is `refundOrder` or `returnItems` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `idempotency-key-in-flight`: the first request with this key is not answered yet
             *     - `keys-over-limit`: there are 10,000 live keys
             */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `idempotency-key-reused`: the key belongs to another request of this account in the last 24 hours (for orders: at any time) */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `rate-limited`: the key has used its quota (`RateLimit`, `RateLimit-Policy`), or too much came from the address, or too much without a valid key */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `not-ready`: on `GET /readyz`: a dependency that the service needs cannot be reached, `checks` names it; elsewhere: the service's database cannot be reached, `Retry-After: 1`
             *     - `keys-unavailable`: the gateway cannot tell whether a key or token is good: it has not read its database yet, or the issuer's keys; `Retry-After: 1`
             *     - `upstream-unavailable`: a service cannot be reached, answers something that is no problem of ours, or its breaker is open; `Retry-After: 5`, or what the service said. On an order with `orderId`: inventory or pricing did not answer in time, and all is undone. Without `orderId`: nobody knows yet, the order may still be confirmed
             *     - `gateway-database-missing`: keys and audit log, at a gateway without `GATEWAY_DATABASE_URL`
             */
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
    readonly getApiKey: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description The date of the behaviour that the client was written for; the newest without it.
                 * @example 2026-11-22
                 */
                readonly "holdfast-version"?: string;
                /**
                 * @description For how long the client waits; the gateway answers 504 rather than later.
                 * @example 1500
                 */
                readonly "request-timeout-ms"?: number;
                /**
                 * @description 1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.
                 * @example cart-4711
                 */
                readonly "x-correlation-id"?: string;
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
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "account": "contract",
                     *       "createdAt": "2026-11-23T11:26:14.705Z",
                     *       "expiresAt": null,
                     *       "id": "01a20828-16b1-7273-a050-16b720a24c7f",
                     *       "label": "journey",
                     *       "lastUsedAt": null,
                     *       "previousUntil": null,
                     *       "rateLimit": null,
                     *       "revokedAt": null,
                     *       "scope": "shop"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["ApiKey"];
                };
            };
            /**
             * @description - `malformed-request`: the bytes are no HTTP request, the body is not as long as `Content-Length` says, or an upload was cut off or took longer than 10 minutes
             *     - `malformed-url`: the URL, unescaped, is no UTF-8 text, or has NUL
             *     - `validation-failed`: a field has the wrong type, is out of bounds, missing, or not known; `errors` names each
             *     - `unknown-version`: `Holdfast-Version` names a date that behaviour never changed on; `errors` lists the known ones
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unauthenticated`: no API key, or one that nobody has; a token (JWT) that is expired or not one taken here; at a service: no account named by the gateway */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `forbidden`: the key's scope is `shop` and the path is below `/api/v1/admin/`, or the operation is `refundOrder` or `returnItems` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `key-not-found`: there is no API key with this id */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `rate-limited`: the key has used its quota (`RateLimit`, `RateLimit-Policy`), or too much came from the address, or too much without a valid key */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `not-ready`: on `GET /readyz`: a dependency that the service needs cannot be reached, `checks` names it; elsewhere: the service's database cannot be reached, `Retry-After: 1`
             *     - `keys-unavailable`: the gateway cannot tell whether a key or token is good: it has not read its database yet, or the issuer's keys; `Retry-After: 1`
             *     - `upstream-unavailable`: a service cannot be reached, answers something that is no problem of ours, or its breaker is open; `Retry-After: 5`, or what the service said. On an order with `orderId`: inventory or pricing did not answer in time, and all is undone. Without `orderId`: nobody knows yet, the order may still be confirmed
             *     - `gateway-database-missing`: keys and audit log, at a gateway without `GATEWAY_DATABASE_URL`
             */
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
    readonly revokeApiKey: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description ETags, or `*`: replace only what has one of them. */
                readonly "if-match"?: string;
                /** @description Create only. */
                readonly "if-none-match"?: "*";
                /**
                 * @description The date of the behaviour that the client was written for; the newest without it.
                 * @example 2026-11-22
                 */
                readonly "holdfast-version"?: string;
                /**
                 * @description For how long the client waits; the gateway answers 504 rather than later.
                 * @example 1500
                 */
                readonly "request-timeout-ms"?: number;
                /**
                 * @description 1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.
                 * @example cart-4711
                 */
                readonly "x-correlation-id"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Revoked */
            readonly 204: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description - `malformed-request`: the bytes are no HTTP request, the body is not as long as `Content-Length` says, or an upload was cut off or took longer than 10 minutes
             *     - `malformed-url`: the URL, unescaped, is no UTF-8 text, or has NUL
             *     - `validation-failed`: a field has the wrong type, is out of bounds, missing, or not known; `errors` names each
             *     - `unknown-version`: `Holdfast-Version` names a date that behaviour never changed on; `errors` lists the known ones
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unauthenticated`: no API key, or one that nobody has; a token (JWT) that is expired or not one taken here; at a service: no account named by the gateway */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `forbidden`: the key's scope is `shop` and the path is below `/api/v1/admin/`, or the operation is `refundOrder` or `returnItems` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `key-not-found`: there is no API key with this id */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `precondition-failed`: `If-Match` names another version, or `If-None-Match: *` meets one that exists */
            readonly 412: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `rate-limited`: the key has used its quota (`RateLimit`, `RateLimit-Policy`), or too much came from the address, or too much without a valid key */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `not-ready`: on `GET /readyz`: a dependency that the service needs cannot be reached, `checks` names it; elsewhere: the service's database cannot be reached, `Retry-After: 1`
             *     - `keys-unavailable`: the gateway cannot tell whether a key or token is good: it has not read its database yet, or the issuer's keys; `Retry-After: 1`
             *     - `upstream-unavailable`: a service cannot be reached, answers something that is no problem of ours, or its breaker is open; `Retry-After: 5`, or what the service said. On an order with `orderId`: inventory or pricing did not answer in time, and all is undone. Without `orderId`: nobody knows yet, the order may still be confirmed
             *     - `gateway-database-missing`: keys and audit log, at a gateway without `GATEWAY_DATABASE_URL`
             */
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
    readonly patchApiKey: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description ETags, or `*`: replace only what has one of them. */
                readonly "if-match"?: string;
                /** @description Create only. */
                readonly "if-none-match"?: "*";
                /**
                 * @description The date of the behaviour that the client was written for; the newest without it.
                 * @example 2026-11-22
                 */
                readonly "holdfast-version"?: string;
                /**
                 * @description For how long the client waits; the gateway answers 504 rather than later.
                 * @example 1500
                 */
                readonly "request-timeout-ms"?: number;
                /**
                 * @description 1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.
                 * @example cart-4711
                 */
                readonly "x-correlation-id"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "rateLimit": {
                 *         "quota": 50,
                 *         "windowSeconds": 1
                 *       }
                 *     }
                 */
                readonly "application/json": {
                    /** @description When it ends by itself; null: never. */
                    readonly expiresAt?: string | null;
                    /** @description What it is for. */
                    readonly label?: string;
                    /** @description A rate limit of its own; null: the gateway's. */
                    readonly rateLimit?: {
                        /** @description Requests. */
                        readonly quota: number;
                        readonly windowSeconds: number;
                    } | null;
                };
            };
        };
        readonly responses: {
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "account": "kiosk",
                     *       "createdAt": "2026-11-23T11:28:42.250Z",
                     *       "expiresAt": null,
                     *       "id": "01a2082a-570a-79d6-a40b-0ad950142a05",
                     *       "label": "Kiosk",
                     *       "lastUsedAt": null,
                     *       "previousUntil": null,
                     *       "rateLimit": {
                     *         "quota": 50,
                     *         "windowSeconds": 1
                     *       },
                     *       "revokedAt": null,
                     *       "scope": "shop"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["ApiKey"];
                };
            };
            /**
             * @description - `malformed-request`: the bytes are no HTTP request, the body is not as long as `Content-Length` says, or an upload was cut off or took longer than 10 minutes
             *     - `malformed-url`: the URL, unescaped, is no UTF-8 text, or has NUL
             *     - `json-too-deep`: the body is nested deeper than 64 levels
             *     - `malformed-json`: the body is no JSON, is empty where JSON is expected, or has a `__proto__` key
             *     - `validation-failed`: a field has the wrong type, is out of bounds, missing, or not known; `errors` names each
             *     - `unknown-version`: `Holdfast-Version` names a date that behaviour never changed on; `errors` lists the known ones
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unauthenticated`: no API key, or one that nobody has; a token (JWT) that is expired or not one taken here; at a service: no account named by the gateway */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `forbidden`: the key's scope is `shop` and the path is below `/api/v1/admin/`, or the operation is `refundOrder` or `returnItems` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `key-not-found`: there is no API key with this id */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `key-revoked`: a revoked key is to be changed or rotated */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `precondition-failed`: `If-Match` names another version, or `If-None-Match: *` meets one that exists */
            readonly 412: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `rate-limited`: the key has used its quota (`RateLimit`, `RateLimit-Policy`), or too much came from the address, or too much without a valid key */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `not-ready`: on `GET /readyz`: a dependency that the service needs cannot be reached, `checks` names it; elsewhere: the service's database cannot be reached, `Retry-After: 1`
             *     - `keys-unavailable`: the gateway cannot tell whether a key or token is good: it has not read its database yet, or the issuer's keys; `Retry-After: 1`
             *     - `upstream-unavailable`: a service cannot be reached, answers something that is no problem of ours, or its breaker is open; `Retry-After: 5`, or what the service said. On an order with `orderId`: inventory or pricing did not answer in time, and all is undone. Without `orderId`: nobody knows yet, the order may still be confirmed
             *     - `gateway-database-missing`: keys and audit log, at a gateway without `GATEWAY_DATABASE_URL`
             */
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
    readonly rotateApiKey: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description ETags, or `*`: replace only what has one of them. */
                readonly "if-match"?: string;
                /** @description Create only. */
                readonly "if-none-match"?: "*";
                /** @description 1 to 255 visible ASCII characters; a repeat gets the first answer without its secret. */
                readonly "idempotency-key"?: string;
                /**
                 * @description The date of the behaviour that the client was written for; the newest without it.
                 * @example 2026-11-22
                 */
                readonly "holdfast-version"?: string;
                /**
                 * @description For how long the client waits; the gateway answers 504 rather than later.
                 * @example 1500
                 */
                readonly "request-timeout-ms"?: number;
                /**
                 * @description 1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.
                 * @example cart-4711
                 */
                readonly "x-correlation-id"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "overlapSeconds": 0
                 *     }
                 */
                readonly "application/json": {
                    /**
                     * @description How long the secret that it had opens besides.
                     * @default 86400
                     */
                    readonly overlapSeconds?: number;
                };
            };
        };
        readonly responses: {
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "account": "contract",
                     *       "createdAt": "2026-11-23T11:26:14.705Z",
                     *       "expiresAt": null,
                     *       "id": "01a20828-16b1-7273-a050-16b720a24c7f",
                     *       "key": "hf_shop_30OyJNGI…",
                     *       "label": "journey",
                     *       "lastUsedAt": null,
                     *       "previousUntil": "2026-11-23T11:26:14.820Z",
                     *       "rateLimit": null,
                     *       "revokedAt": null,
                     *       "scope": "shop"
                     *     }
                     */
                    readonly "application/json": {
                        readonly account: string;
                        /** Format: date-time */
                        readonly createdAt: string;
                        /** @description When it ends by itself; null: never. */
                        readonly expiresAt: string | null;
                        /** Format: uuid */
                        readonly id: string;
                        /** @description The secret, shown this once: it is kept nowhere, so a replay has none. */
                        readonly key?: string;
                        readonly label: string;
                        /** @description To the minute; null: never. */
                        readonly lastUsedAt: string | null;
                        /** @description Until when the secret before the last rotation opens besides. */
                        readonly previousUntil: string | null;
                        /** @description A rate limit of its own; null: the gateway's. */
                        readonly rateLimit: {
                            /** @description Requests. */
                            readonly quota: number;
                            readonly windowSeconds: number;
                        } | null;
                        /** @description Since when it opens nothing. */
                        readonly revokedAt: string | null;
                        /** @enum {unknown} */
                        readonly scope: "shop" | "admin";
                    };
                };
            };
            /**
             * @description - `malformed-request`: the bytes are no HTTP request, the body is not as long as `Content-Length` says, or an upload was cut off or took longer than 10 minutes
             *     - `malformed-url`: the URL, unescaped, is no UTF-8 text, or has NUL
             *     - `json-too-deep`: the body is nested deeper than 64 levels
             *     - `malformed-json`: the body is no JSON, is empty where JSON is expected, or has a `__proto__` key
             *     - `validation-failed`: a field has the wrong type, is out of bounds, missing, or not known; `errors` names each
             *     - `idempotency-key-missing`: the operation requires an `Idempotency-Key`
             *     - `idempotency-key-invalid`: the key is not 1 to 255 visible ASCII characters, or was sent twice
             *     - `unknown-version`: `Holdfast-Version` names a date that behaviour never changed on; `errors` lists the known ones
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unauthenticated`: no API key, or one that nobody has; a token (JWT) that is expired or not one taken here; at a service: no account named by the gateway */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `forbidden`: the key's scope is `shop` and the path is below `/api/v1/admin/`, or the operation is `refundOrder` or `returnItems` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `key-not-found`: there is no API key with this id */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `idempotency-key-in-flight`: the first request with this key is not answered yet
             *     - `key-revoked`: a revoked key is to be changed or rotated
             */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `precondition-failed`: `If-Match` names another version, or `If-None-Match: *` meets one that exists */
            readonly 412: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `idempotency-key-reused`: the key belongs to another request of this account in the last 24 hours (for orders: at any time) */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `rate-limited`: the key has used its quota (`RateLimit`, `RateLimit-Policy`), or too much came from the address, or too much without a valid key */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `not-ready`: on `GET /readyz`: a dependency that the service needs cannot be reached, `checks` names it; elsewhere: the service's database cannot be reached, `Retry-After: 1`
             *     - `keys-unavailable`: the gateway cannot tell whether a key or token is good: it has not read its database yet, or the issuer's keys; `Retry-After: 1`
             *     - `upstream-unavailable`: a service cannot be reached, answers something that is no problem of ours, or its breaker is open; `Retry-After: 5`, or what the service said. On an order with `orderId`: inventory or pricing did not answer in time, and all is undone. Without `orderId`: nobody knows yet, the order may still be confirmed
             *     - `gateway-database-missing`: keys and audit log, at a gateway without `GATEWAY_DATABASE_URL`
             */
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
    readonly getLocation: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description The date of the behaviour that the client was written for; the newest without it.
                 * @example 2026-11-22
                 */
                readonly "holdfast-version"?: string;
                /**
                 * @description For how long the client waits; the gateway answers 504 rather than later.
                 * @example 1500
                 */
                readonly "request-timeout-ms"?: number;
                /**
                 * @description 1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.
                 * @example cart-4711
                 */
                readonly "x-correlation-id"?: string;
            };
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
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "MUC",
                     *       "country": "DE",
                     *       "createdAt": "2026-11-23T11:26:13.796Z",
                     *       "latitude": null,
                     *       "longitude": null,
                     *       "name": "Munich",
                     *       "priority": 1,
                     *       "updatedAt": "2026-11-23T11:26:13.796Z"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Location"];
                };
            };
            /**
             * @description - `malformed-request`: the bytes are no HTTP request, the body is not as long as `Content-Length` says, or an upload was cut off or took longer than 10 minutes
             *     - `malformed-url`: the URL, unescaped, is no UTF-8 text, or has NUL
             *     - `validation-failed`: a field has the wrong type, is out of bounds, missing, or not known; `errors` names each
             *     - `unknown-version`: `Holdfast-Version` names a date that behaviour never changed on; `errors` lists the known ones
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unauthenticated`: no API key, or one that nobody has; a token (JWT) that is expired or not one taken here; at a service: no account named by the gateway */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `forbidden`: the key's scope is `shop` and the path is below `/api/v1/admin/`, or the operation is `refundOrder` or `returnItems` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `location-not-found`: inventory has no such location */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `rate-limited`: the key has used its quota (`RateLimit`, `RateLimit-Policy`), or too much came from the address, or too much without a valid key */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `not-ready`: on `GET /readyz`: a dependency that the service needs cannot be reached, `checks` names it; elsewhere: the service's database cannot be reached, `Retry-After: 1`
             *     - `keys-unavailable`: the gateway cannot tell whether a key or token is good: it has not read its database yet, or the issuer's keys; `Retry-After: 1`
             *     - `upstream-unavailable`: a service cannot be reached, answers something that is no problem of ours, or its breaker is open; `Retry-After: 5`, or what the service said. On an order with `orderId`: inventory or pricing did not answer in time, and all is undone. Without `orderId`: nobody knows yet, the order may still be confirmed
             */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `deadline-exceeded`: the time of `Request-Timeout-Ms` or of the operation (`resilience.yaml`) is over; inventory says so of what has still to wait then, and does nothing. A write may still take effect */
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
    readonly putLocation: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description ETags, or `*`: replace only what has one of them. */
                readonly "if-match"?: string;
                /** @description Create only. */
                readonly "if-none-match"?: "*";
                /**
                 * @description The date of the behaviour that the client was written for; the newest without it.
                 * @example 2026-11-22
                 */
                readonly "holdfast-version"?: string;
                /**
                 * @description For how long the client waits; the gateway answers 504 rather than later.
                 * @example 1500
                 */
                readonly "request-timeout-ms"?: number;
                /**
                 * @description 1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.
                 * @example cart-4711
                 */
                readonly "x-correlation-id"?: string;
            };
            readonly path: {
                /** @description 1 to 64 URL-safe characters */
                readonly code: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "name": "Hamburg"
                 *     }
                 */
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
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Location"];
                };
            };
            /** @description Default Response */
            readonly 201: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "HAM",
                     *       "country": null,
                     *       "createdAt": "2026-11-23T11:25:02.522Z",
                     *       "latitude": null,
                     *       "longitude": null,
                     *       "name": "Hamburg",
                     *       "priority": 1,
                     *       "updatedAt": "2026-11-23T11:25:02.522Z"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Location"];
                };
            };
            /**
             * @description - `malformed-request`: the bytes are no HTTP request, the body is not as long as `Content-Length` says, or an upload was cut off or took longer than 10 minutes
             *     - `malformed-url`: the URL, unescaped, is no UTF-8 text, or has NUL
             *     - `json-too-deep`: the body is nested deeper than 64 levels
             *     - `malformed-json`: the body is no JSON, is empty where JSON is expected, or has a `__proto__` key
             *     - `validation-failed`: a field has the wrong type, is out of bounds, missing, or not known; `errors` names each
             *     - `unknown-version`: `Holdfast-Version` names a date that behaviour never changed on; `errors` lists the known ones
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unauthenticated`: no API key, or one that nobody has; a token (JWT) that is expired or not one taken here; at a service: no account named by the gateway */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `forbidden`: the key's scope is `shop` and the path is below `/api/v1/admin/`, or the operation is `refundOrder` or `returnItems` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `precondition-failed`: `If-Match` names another version, or `If-None-Match: *` meets one that exists */
            readonly 412: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `rate-limited`: the key has used its quota (`RateLimit`, `RateLimit-Policy`), or too much came from the address, or too much without a valid key */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `not-ready`: on `GET /readyz`: a dependency that the service needs cannot be reached, `checks` names it; elsewhere: the service's database cannot be reached, `Retry-After: 1`
             *     - `keys-unavailable`: the gateway cannot tell whether a key or token is good: it has not read its database yet, or the issuer's keys; `Retry-After: 1`
             *     - `upstream-unavailable`: a service cannot be reached, answers something that is no problem of ours, or its breaker is open; `Retry-After: 5`, or what the service said. On an order with `orderId`: inventory or pricing did not answer in time, and all is undone. Without `orderId`: nobody knows yet, the order may still be confirmed
             */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `deadline-exceeded`: the time of `Request-Timeout-Ms` or of the operation (`resilience.yaml`) is over; inventory says so of what has still to wait then, and does nothing. A write may still take effect */
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
    readonly listOverdueCompensations: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description The date of the behaviour that the client was written for; the newest without it.
                 * @example 2026-11-22
                 */
                readonly "holdfast-version"?: string;
                /**
                 * @description For how long the client waits; the gateway answers 504 rather than later.
                 * @example 1500
                 */
                readonly "request-timeout-ms"?: number;
                /**
                 * @description 1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.
                 * @example cart-4711
                 */
                readonly "x-correlation-id"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [],
                     *       "total": 0
                     *     }
                     */
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
            /**
             * @description - `malformed-request`: the bytes are no HTTP request, the body is not as long as `Content-Length` says, or an upload was cut off or took longer than 10 minutes
             *     - `malformed-url`: the URL, unescaped, is no UTF-8 text, or has NUL
             *     - `validation-failed`: a field has the wrong type, is out of bounds, missing, or not known; `errors` names each
             *     - `unknown-version`: `Holdfast-Version` names a date that behaviour never changed on; `errors` lists the known ones
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unauthenticated`: no API key, or one that nobody has; a token (JWT) that is expired or not one taken here; at a service: no account named by the gateway */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `forbidden`: the key's scope is `shop` and the path is below `/api/v1/admin/`, or the operation is `refundOrder` or `returnItems` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `rate-limited`: the key has used its quota (`RateLimit`, `RateLimit-Policy`), or too much came from the address, or too much without a valid key */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `not-ready`: on `GET /readyz`: a dependency that the service needs cannot be reached, `checks` names it; elsewhere: the service's database cannot be reached, `Retry-After: 1`
             *     - `keys-unavailable`: the gateway cannot tell whether a key or token is good: it has not read its database yet, or the issuer's keys; `Retry-After: 1`
             *     - `upstream-unavailable`: a service cannot be reached, answers something that is no problem of ours, or its breaker is open; `Retry-After: 5`, or what the service said. On an order with `orderId`: inventory or pricing did not answer in time, and all is undone. Without `orderId`: nobody knows yet, the order may still be confirmed
             */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `deadline-exceeded`: the time of `Request-Timeout-Ms` or of the operation (`resilience.yaml`) is over; inventory says so of what has still to wait then, and does nothing. A write may still take effect */
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
    readonly getPriceLimits: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description The date of the behaviour that the client was written for; the newest without it.
                 * @example 2026-11-22
                 */
                readonly "holdfast-version"?: string;
                /**
                 * @description For how long the client waits; the gateway answers 504 rather than later.
                 * @example 1500
                 */
                readonly "request-timeout-ms"?: number;
                /**
                 * @description 1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.
                 * @example cart-4711
                 */
                readonly "x-correlation-id"?: string;
            };
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
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "bounds": [
                     *         {
                     *           "ceiling": 2500,
                     *           "currency": "EUR",
                     *           "floor": 1500
                     *         }
                     *       ],
                     *       "maxChangePercentPerDay": "10",
                     *       "sku": "SETTINGS-1",
                     *       "version": 1
                     *     }
                     */
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
            /**
             * @description - `malformed-request`: the bytes are no HTTP request, the body is not as long as `Content-Length` says, or an upload was cut off or took longer than 10 minutes
             *     - `malformed-url`: the URL, unescaped, is no UTF-8 text, or has NUL
             *     - `validation-failed`: a field has the wrong type, is out of bounds, missing, or not known; `errors` names each
             *     - `unknown-version`: `Holdfast-Version` names a date that behaviour never changed on; `errors` lists the known ones
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unauthenticated`: no API key, or one that nobody has; a token (JWT) that is expired or not one taken here; at a service: no account named by the gateway */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `forbidden`: the key's scope is `shop` and the path is below `/api/v1/admin/`, or the operation is `refundOrder` or `returnItems` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `price-limits-not-found`: the SKU has no limits */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `rate-limited`: the key has used its quota (`RateLimit`, `RateLimit-Policy`), or too much came from the address, or too much without a valid key */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `not-ready`: on `GET /readyz`: a dependency that the service needs cannot be reached, `checks` names it; elsewhere: the service's database cannot be reached, `Retry-After: 1`
             *     - `keys-unavailable`: the gateway cannot tell whether a key or token is good: it has not read its database yet, or the issuer's keys; `Retry-After: 1`
             *     - `upstream-unavailable`: a service cannot be reached, answers something that is no problem of ours, or its breaker is open; `Retry-After: 5`, or what the service said. On an order with `orderId`: inventory or pricing did not answer in time, and all is undone. Without `orderId`: nobody knows yet, the order may still be confirmed
             */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `deadline-exceeded`: the time of `Request-Timeout-Ms` or of the operation (`resilience.yaml`) is over; inventory says so of what has still to wait then, and does nothing. A write may still take effect */
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
    readonly putPriceLimits: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description ETags, or `*`: replace only what has one of them. */
                readonly "if-match"?: string;
                /** @description Create only. */
                readonly "if-none-match"?: "*";
                /**
                 * @description The date of the behaviour that the client was written for; the newest without it.
                 * @example 2026-11-22
                 */
                readonly "holdfast-version"?: string;
                /**
                 * @description For how long the client waits; the gateway answers 504 rather than later.
                 * @example 1500
                 */
                readonly "request-timeout-ms"?: number;
                /**
                 * @description 1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.
                 * @example cart-4711
                 */
                readonly "x-correlation-id"?: string;
            };
            readonly path: {
                readonly sku: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "bounds": [
                 *         {
                 *           "ceiling": 2500,
                 *           "currency": "EUR",
                 *           "floor": 1500
                 *         }
                 *       ],
                 *       "maxChangePercentPerDay": "10"
                 *     }
                 */
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
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
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
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "bounds": [
                     *         {
                     *           "ceiling": 2500,
                     *           "currency": "EUR",
                     *           "floor": 1500
                     *         }
                     *       ],
                     *       "maxChangePercentPerDay": "10",
                     *       "sku": "SETTINGS-1",
                     *       "version": 1
                     *     }
                     */
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
            /**
             * @description - `malformed-request`: the bytes are no HTTP request, the body is not as long as `Content-Length` says, or an upload was cut off or took longer than 10 minutes
             *     - `malformed-url`: the URL, unescaped, is no UTF-8 text, or has NUL
             *     - `json-too-deep`: the body is nested deeper than 64 levels
             *     - `malformed-json`: the body is no JSON, is empty where JSON is expected, or has a `__proto__` key
             *     - `validation-failed`: a field has the wrong type, is out of bounds, missing, or not known; `errors` names each
             *     - `unknown-version`: `Holdfast-Version` names a date that behaviour never changed on; `errors` lists the known ones
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unauthenticated`: no API key, or one that nobody has; a token (JWT) that is expired or not one taken here; at a service: no account named by the gateway */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `forbidden`: the key's scope is `shop` and the path is below `/api/v1/admin/`, or the operation is `refundOrder` or `returnItems` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `precondition-failed`: `If-Match` names another version, or `If-None-Match: *` meets one that exists */
            readonly 412: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `unknown-currency`: no active ISO 4217 currency; `errors` names the field
             *     - `price-limits-invalid`: a floor above its ceiling, a currency twice, a bound or limits without any; nothing is stored
             */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `rate-limited`: the key has used its quota (`RateLimit`, `RateLimit-Policy`), or too much came from the address, or too much without a valid key */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `not-ready`: on `GET /readyz`: a dependency that the service needs cannot be reached, `checks` names it; elsewhere: the service's database cannot be reached, `Retry-After: 1`
             *     - `keys-unavailable`: the gateway cannot tell whether a key or token is good: it has not read its database yet, or the issuer's keys; `Retry-After: 1`
             *     - `upstream-unavailable`: a service cannot be reached, answers something that is no problem of ours, or its breaker is open; `Retry-After: 5`, or what the service said. On an order with `orderId`: inventory or pricing did not answer in time, and all is undone. Without `orderId`: nobody knows yet, the order may still be confirmed
             */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `deadline-exceeded`: the time of `Request-Timeout-Ms` or of the operation (`resilience.yaml`) is over; inventory says so of what has still to wait then, and does nothing. A write may still take effect */
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
    readonly deletePriceLimits: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description ETags, or `*`: replace only what has one of them. */
                readonly "if-match"?: string;
                /** @description Create only. */
                readonly "if-none-match"?: "*";
                /**
                 * @description The date of the behaviour that the client was written for; the newest without it.
                 * @example 2026-11-22
                 */
                readonly "holdfast-version"?: string;
                /**
                 * @description For how long the client waits; the gateway answers 504 rather than later.
                 * @example 1500
                 */
                readonly "request-timeout-ms"?: number;
                /**
                 * @description 1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.
                 * @example cart-4711
                 */
                readonly "x-correlation-id"?: string;
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
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description - `malformed-request`: the bytes are no HTTP request, the body is not as long as `Content-Length` says, or an upload was cut off or took longer than 10 minutes
             *     - `malformed-url`: the URL, unescaped, is no UTF-8 text, or has NUL
             *     - `validation-failed`: a field has the wrong type, is out of bounds, missing, or not known; `errors` names each
             *     - `unknown-version`: `Holdfast-Version` names a date that behaviour never changed on; `errors` lists the known ones
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unauthenticated`: no API key, or one that nobody has; a token (JWT) that is expired or not one taken here; at a service: no account named by the gateway */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `forbidden`: the key's scope is `shop` and the path is below `/api/v1/admin/`, or the operation is `refundOrder` or `returnItems` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `price-limits-not-found`: the SKU has no limits */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `precondition-failed`: `If-Match` names another version, or `If-None-Match: *` meets one that exists */
            readonly 412: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `rate-limited`: the key has used its quota (`RateLimit`, `RateLimit-Policy`), or too much came from the address, or too much without a valid key */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `not-ready`: on `GET /readyz`: a dependency that the service needs cannot be reached, `checks` names it; elsewhere: the service's database cannot be reached, `Retry-After: 1`
             *     - `keys-unavailable`: the gateway cannot tell whether a key or token is good: it has not read its database yet, or the issuer's keys; `Retry-After: 1`
             *     - `upstream-unavailable`: a service cannot be reached, answers something that is no problem of ours, or its breaker is open; `Retry-After: 5`, or what the service said. On an order with `orderId`: inventory or pricing did not answer in time, and all is undone. Without `orderId`: nobody knows yet, the order may still be confirmed
             */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `deadline-exceeded`: the time of `Request-Timeout-Ms` or of the operation (`resilience.yaml`) is over; inventory says so of what has still to wait then, and does nothing. A write may still take effect */
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
    readonly getPrices: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description The date of the behaviour that the client was written for; the newest without it.
                 * @example 2026-11-22
                 */
                readonly "holdfast-version"?: string;
                /**
                 * @description For how long the client waits; the gateway answers 504 rather than later.
                 * @example 1500
                 */
                readonly "request-timeout-ms"?: number;
                /**
                 * @description 1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.
                 * @example cart-4711
                 */
                readonly "x-correlation-id"?: string;
            };
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
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "prices": [
                     *         {
                     *           "amount": 1999,
                     *           "currency": "EUR",
                     *           "floor": 1000,
                     *           "minQuantity": 1
                     *         },
                     *         {
                     *           "amount": 1750,
                     *           "currency": "EUR",
                     *           "customerGroup": "b2b",
                     *           "minQuantity": 10
                     *         },
                     *         {
                     *           "amount": 2100,
                     *           "currency": "EUR",
                     *           "minQuantity": 1,
                     *           "region": "ES-CN",
                     *           "validFrom": "2020-01-01T00:00:00.000Z"
                     *         }
                     *       ],
                     *       "sku": "PRICED",
                     *       "version": 2
                     *     }
                     */
                    readonly "application/json": {
                        readonly prices: readonly components["schemas"]["PriceRow"][];
                        readonly sku: string;
                        readonly version: number;
                    };
                };
            };
            /**
             * @description - `malformed-request`: the bytes are no HTTP request, the body is not as long as `Content-Length` says, or an upload was cut off or took longer than 10 minutes
             *     - `malformed-url`: the URL, unescaped, is no UTF-8 text, or has NUL
             *     - `validation-failed`: a field has the wrong type, is out of bounds, missing, or not known; `errors` names each
             *     - `unknown-version`: `Holdfast-Version` names a date that behaviour never changed on; `errors` lists the known ones
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unauthenticated`: no API key, or one that nobody has; a token (JWT) that is expired or not one taken here; at a service: no account named by the gateway */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `forbidden`: the key's scope is `shop` and the path is below `/api/v1/admin/`, or the operation is `refundOrder` or `returnItems` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `price-not-found`: the SKU has no prices, or none for this purchase */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `rate-limited`: the key has used its quota (`RateLimit`, `RateLimit-Policy`), or too much came from the address, or too much without a valid key */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `not-ready`: on `GET /readyz`: a dependency that the service needs cannot be reached, `checks` names it; elsewhere: the service's database cannot be reached, `Retry-After: 1`
             *     - `keys-unavailable`: the gateway cannot tell whether a key or token is good: it has not read its database yet, or the issuer's keys; `Retry-After: 1`
             *     - `upstream-unavailable`: a service cannot be reached, answers something that is no problem of ours, or its breaker is open; `Retry-After: 5`, or what the service said. On an order with `orderId`: inventory or pricing did not answer in time, and all is undone. Without `orderId`: nobody knows yet, the order may still be confirmed
             */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `deadline-exceeded`: the time of `Request-Timeout-Ms` or of the operation (`resilience.yaml`) is over; inventory says so of what has still to wait then, and does nothing. A write may still take effect */
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
    readonly putPrices: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description ETags, or `*`: replace only what has one of them. */
                readonly "if-match"?: string;
                /** @description Create only. */
                readonly "if-none-match"?: "*";
                /**
                 * @description The date of the behaviour that the client was written for; the newest without it.
                 * @example 2026-11-22
                 */
                readonly "holdfast-version"?: string;
                /**
                 * @description For how long the client waits; the gateway answers 504 rather than later.
                 * @example 1500
                 */
                readonly "request-timeout-ms"?: number;
                /**
                 * @description 1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.
                 * @example cart-4711
                 */
                readonly "x-correlation-id"?: string;
            };
            readonly path: {
                readonly sku: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "prices": [
                 *         {
                 *           "amount": 1999,
                 *           "currency": "EUR"
                 *         }
                 *       ]
                 *     }
                 */
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
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly prices: readonly components["schemas"]["PriceRow"][];
                        readonly sku: string;
                        readonly version: number;
                    };
                };
            };
            /** @description Default Response */
            readonly 201: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "prices": [
                     *         {
                     *           "amount": 1999,
                     *           "currency": "EUR",
                     *           "minQuantity": 1
                     *         }
                     *       ],
                     *       "sku": "HAND",
                     *       "version": 1
                     *     }
                     */
                    readonly "application/json": {
                        readonly prices: readonly components["schemas"]["PriceRow"][];
                        readonly sku: string;
                        readonly version: number;
                    };
                };
            };
            /**
             * @description - `malformed-request`: the bytes are no HTTP request, the body is not as long as `Content-Length` says, or an upload was cut off or took longer than 10 minutes
             *     - `malformed-url`: the URL, unescaped, is no UTF-8 text, or has NUL
             *     - `json-too-deep`: the body is nested deeper than 64 levels
             *     - `malformed-json`: the body is no JSON, is empty where JSON is expected, or has a `__proto__` key
             *     - `validation-failed`: a field has the wrong type, is out of bounds, missing, or not known; `errors` names each
             *     - `unknown-version`: `Holdfast-Version` names a date that behaviour never changed on; `errors` lists the known ones
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unauthenticated`: no API key, or one that nobody has; a token (JWT) that is expired or not one taken here; at a service: no account named by the gateway */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `forbidden`: the key's scope is `shop` and the path is below `/api/v1/admin/`, or the operation is `refundOrder` or `returnItems` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `precondition-failed`: `If-Match` names another version, or `If-None-Match: *` meets one that exists */
            readonly 412: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `price-invalid`: a floor above its amount, or a tier without a price from 1 unit for the same purchases; nothing is stored
             *     - `unknown-currency`: no active ISO 4217 currency; `errors` names the field
             *     - `unknown-region`: a region of no ISO 3166 country; `errors` names the field
             */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `rate-limited`: the key has used its quota (`RateLimit`, `RateLimit-Policy`), or too much came from the address, or too much without a valid key */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `not-ready`: on `GET /readyz`: a dependency that the service needs cannot be reached, `checks` names it; elsewhere: the service's database cannot be reached, `Retry-After: 1`
             *     - `keys-unavailable`: the gateway cannot tell whether a key or token is good: it has not read its database yet, or the issuer's keys; `Retry-After: 1`
             *     - `upstream-unavailable`: a service cannot be reached, answers something that is no problem of ours, or its breaker is open; `Retry-After: 5`, or what the service said. On an order with `orderId`: inventory or pricing did not answer in time, and all is undone. Without `orderId`: nobody knows yet, the order may still be confirmed
             */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `deadline-exceeded`: the time of `Request-Timeout-Ms` or of the operation (`resilience.yaml`) is over; inventory says so of what has still to wait then, and does nothing. A write may still take effect */
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
    readonly listPriceHistory: {
        readonly parameters: {
            readonly query?: {
                readonly limit?: number;
                /** @description `nextCursor` of a page. */
                readonly cursor?: string;
            };
            readonly header?: {
                /**
                 * @description The date of the behaviour that the client was written for; the newest without it.
                 * @example 2026-11-22
                 */
                readonly "holdfast-version"?: string;
                /**
                 * @description For how long the client waits; the gateway answers 504 rather than later.
                 * @example 1500
                 */
                readonly "request-timeout-ms"?: number;
                /**
                 * @description 1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.
                 * @example cart-4711
                 */
                readonly "x-correlation-id"?: string;
            };
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
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "prices": [
                     *             {
                     *               "amount": 1999,
                     *               "currency": "EUR",
                     *               "floor": 1000,
                     *               "minQuantity": 1
                     *             },
                     *             {
                     *               "amount": 1750,
                     *               "currency": "EUR",
                     *               "customerGroup": "b2b",
                     *               "minQuantity": 10
                     *             },
                     *             {
                     *               "amount": 2100,
                     *               "currency": "EUR",
                     *               "minQuantity": 1,
                     *               "region": "ES-CN",
                     *               "validFrom": "2020-01-01T00:00:00.000Z"
                     *             }
                     *           ],
                     *           "recordedAt": "2026-11-23T11:26:48.435Z",
                     *           "recordedBy": "dev-admin",
                     *           "version": 2
                     *         }
                     *       ],
                     *       "nextCursor": "2"
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: readonly {
                            readonly prices: readonly components["schemas"]["PriceRow"][];
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
            /**
             * @description - `malformed-request`: the bytes are no HTTP request, the body is not as long as `Content-Length` says, or an upload was cut off or took longer than 10 minutes
             *     - `malformed-url`: the URL, unescaped, is no UTF-8 text, or has NUL
             *     - `validation-failed`: a field has the wrong type, is out of bounds, missing, or not known; `errors` names each
             *     - `unknown-version`: `Holdfast-Version` names a date that behaviour never changed on; `errors` lists the known ones
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unauthenticated`: no API key, or one that nobody has; a token (JWT) that is expired or not one taken here; at a service: no account named by the gateway */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `forbidden`: the key's scope is `shop` and the path is below `/api/v1/admin/`, or the operation is `refundOrder` or `returnItems` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `price-not-found`: the SKU has no prices, or none for this purchase */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `rate-limited`: the key has used its quota (`RateLimit`, `RateLimit-Policy`), or too much came from the address, or too much without a valid key */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `not-ready`: on `GET /readyz`: a dependency that the service needs cannot be reached, `checks` names it; elsewhere: the service's database cannot be reached, `Retry-After: 1`
             *     - `keys-unavailable`: the gateway cannot tell whether a key or token is good: it has not read its database yet, or the issuer's keys; `Retry-After: 1`
             *     - `upstream-unavailable`: a service cannot be reached, answers something that is no problem of ours, or its breaker is open; `Retry-After: 5`, or what the service said. On an order with `orderId`: inventory or pricing did not answer in time, and all is undone. Without `orderId`: nobody knows yet, the order may still be confirmed
             */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `deadline-exceeded`: the time of `Request-Timeout-Ms` or of the operation (`resilience.yaml`) is over; inventory says so of what has still to wait then, and does nothing. A write may still take effect */
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
    readonly listPromotions: {
        readonly parameters: {
            readonly query?: {
                readonly limit?: number;
                /** @description `nextCursor` of a page. */
                readonly cursor?: string;
            };
            readonly header?: {
                /**
                 * @description The date of the behaviour that the client was written for; the newest without it.
                 * @example 2026-11-22
                 */
                readonly "holdfast-version"?: string;
                /**
                 * @description For how long the client waits; the gateway answers 504 rather than later.
                 * @example 1500
                 */
                readonly "request-timeout-ms"?: number;
                /**
                 * @description 1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.
                 * @example cart-4711
                 */
                readonly "x-correlation-id"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "appliesTo": {
                     *             "skus": [
                     *               "CONTRACT-9"
                     *             ]
                     *           },
                     *           "discountBase": "current",
                     *           "id": "01a20828-149e-7b9c-b9e5-9069db638183",
                     *           "kind": "percentage",
                     *           "label": "Contract",
                     *           "needsCoupon": false,
                     *           "priority": 0,
                     *           "stacking": "stackable",
                     *           "value": {
                     *             "percent": "20"
                     *           },
                     *           "version": 1
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["Promotion"][];
                        readonly nextCursor: string | null;
                    };
                };
            };
            /**
             * @description - `malformed-request`: the bytes are no HTTP request, the body is not as long as `Content-Length` says, or an upload was cut off or took longer than 10 minutes
             *     - `malformed-url`: the URL, unescaped, is no UTF-8 text, or has NUL
             *     - `validation-failed`: a field has the wrong type, is out of bounds, missing, or not known; `errors` names each
             *     - `unknown-version`: `Holdfast-Version` names a date that behaviour never changed on; `errors` lists the known ones
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unauthenticated`: no API key, or one that nobody has; a token (JWT) that is expired or not one taken here; at a service: no account named by the gateway */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `forbidden`: the key's scope is `shop` and the path is below `/api/v1/admin/`, or the operation is `refundOrder` or `returnItems` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `rate-limited`: the key has used its quota (`RateLimit`, `RateLimit-Policy`), or too much came from the address, or too much without a valid key */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `not-ready`: on `GET /readyz`: a dependency that the service needs cannot be reached, `checks` names it; elsewhere: the service's database cannot be reached, `Retry-After: 1`
             *     - `keys-unavailable`: the gateway cannot tell whether a key or token is good: it has not read its database yet, or the issuer's keys; `Retry-After: 1`
             *     - `upstream-unavailable`: a service cannot be reached, answers something that is no problem of ours, or its breaker is open; `Retry-After: 5`, or what the service said. On an order with `orderId`: inventory or pricing did not answer in time, and all is undone. Without `orderId`: nobody knows yet, the order may still be confirmed
             */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `deadline-exceeded`: the time of `Request-Timeout-Ms` or of the operation (`resilience.yaml`) is over; inventory says so of what has still to wait then, and does nothing. A write may still take effect */
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
    readonly createPromotion: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 visible ASCII characters; a repeat gets the first answer. */
                readonly "idempotency-key"?: string;
                /**
                 * @description The date of the behaviour that the client was written for; the newest without it.
                 * @example 2026-11-22
                 */
                readonly "holdfast-version"?: string;
                /**
                 * @description For how long the client waits; the gateway answers 504 rather than later.
                 * @example 1500
                 */
                readonly "request-timeout-ms"?: number;
                /**
                 * @description 1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.
                 * @example cart-4711
                 */
                readonly "x-correlation-id"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "couponCode": "FRIENDS",
                 *       "kind": "percentage",
                 *       "label": "Friends",
                 *       "value": {
                 *         "percent": "10"
                 *       }
                 *     }
                 */
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
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "couponCode": "FRIENDS",
                     *       "discountBase": "current",
                     *       "id": "01a2082a-56db-7da1-922d-d0cb3b9d4df2",
                     *       "kind": "percentage",
                     *       "label": "Friends",
                     *       "needsCoupon": true,
                     *       "priority": 0,
                     *       "stacking": "stackable",
                     *       "value": {
                     *         "percent": "10"
                     *       },
                     *       "version": 1
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Promotion"];
                };
            };
            /**
             * @description - `malformed-request`: the bytes are no HTTP request, the body is not as long as `Content-Length` says, or an upload was cut off or took longer than 10 minutes
             *     - `malformed-url`: the URL, unescaped, is no UTF-8 text, or has NUL
             *     - `json-too-deep`: the body is nested deeper than 64 levels
             *     - `malformed-json`: the body is no JSON, is empty where JSON is expected, or has a `__proto__` key
             *     - `validation-failed`: a field has the wrong type, is out of bounds, missing, or not known; `errors` names each
             *     - `idempotency-key-missing`: the operation requires an `Idempotency-Key`
             *     - `idempotency-key-invalid`: the key is not 1 to 255 visible ASCII characters, or was sent twice
             *     - `unknown-version`: `Holdfast-Version` names a date that behaviour never changed on; `errors` lists the known ones
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unauthenticated`: no API key, or one that nobody has; a token (JWT) that is expired or not one taken here; at a service: no account named by the gateway */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `forbidden`: the key's scope is `shop` and the path is below `/api/v1/admin/`, or the operation is `refundOrder` or `returnItems` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `idempotency-key-in-flight`: the first request with this key is not answered yet
             *     - `coupon-taken`: another promotion has the coupon code; nothing is stored
             */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `idempotency-key-reused`: the key belongs to another request of this account in the last 24 hours (for orders: at any time)
             *     - `promotion-invalid`: a percentage outside 0–100, an amount or limit below 1, an end before the beginning, a condition that is not accepted, a gift that unlocks itself …; `errors` names each field, nothing is stored
             *     - `unknown-currency`: no active ISO 4217 currency; `errors` names the field
             */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `rate-limited`: the key has used its quota (`RateLimit`, `RateLimit-Policy`), or too much came from the address, or too much without a valid key */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `not-ready`: on `GET /readyz`: a dependency that the service needs cannot be reached, `checks` names it; elsewhere: the service's database cannot be reached, `Retry-After: 1`
             *     - `keys-unavailable`: the gateway cannot tell whether a key or token is good: it has not read its database yet, or the issuer's keys; `Retry-After: 1`
             *     - `upstream-unavailable`: a service cannot be reached, answers something that is no problem of ours, or its breaker is open; `Retry-After: 5`, or what the service said. On an order with `orderId`: inventory or pricing did not answer in time, and all is undone. Without `orderId`: nobody knows yet, the order may still be confirmed
             */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `deadline-exceeded`: the time of `Request-Timeout-Ms` or of the operation (`resilience.yaml`) is over; inventory says so of what has still to wait then, and does nothing. A write may still take effect */
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
    readonly getPromotion: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description The date of the behaviour that the client was written for; the newest without it.
                 * @example 2026-11-22
                 */
                readonly "holdfast-version"?: string;
                /**
                 * @description For how long the client waits; the gateway answers 504 rather than later.
                 * @example 1500
                 */
                readonly "request-timeout-ms"?: number;
                /**
                 * @description 1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.
                 * @example cart-4711
                 */
                readonly "x-correlation-id"?: string;
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
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "appliesTo": {
                     *         "skus": [
                     *           "CONTRACT-9"
                     *         ]
                     *       },
                     *       "discountBase": "current",
                     *       "id": "01a20828-149e-7b9c-b9e5-9069db638183",
                     *       "kind": "percentage",
                     *       "label": "Contract",
                     *       "needsCoupon": false,
                     *       "priority": 0,
                     *       "stacking": "stackable",
                     *       "value": {
                     *         "percent": "20"
                     *       },
                     *       "version": 1
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Promotion"];
                };
            };
            /**
             * @description - `malformed-request`: the bytes are no HTTP request, the body is not as long as `Content-Length` says, or an upload was cut off or took longer than 10 minutes
             *     - `malformed-url`: the URL, unescaped, is no UTF-8 text, or has NUL
             *     - `validation-failed`: a field has the wrong type, is out of bounds, missing, or not known; `errors` names each
             *     - `unknown-version`: `Holdfast-Version` names a date that behaviour never changed on; `errors` lists the known ones
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unauthenticated`: no API key, or one that nobody has; a token (JWT) that is expired or not one taken here; at a service: no account named by the gateway */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `forbidden`: the key's scope is `shop` and the path is below `/api/v1/admin/`, or the operation is `refundOrder` or `returnItems` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `promotion-not-found`: no promotion has the id, or it was deleted */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `rate-limited`: the key has used its quota (`RateLimit`, `RateLimit-Policy`), or too much came from the address, or too much without a valid key */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `not-ready`: on `GET /readyz`: a dependency that the service needs cannot be reached, `checks` names it; elsewhere: the service's database cannot be reached, `Retry-After: 1`
             *     - `keys-unavailable`: the gateway cannot tell whether a key or token is good: it has not read its database yet, or the issuer's keys; `Retry-After: 1`
             *     - `upstream-unavailable`: a service cannot be reached, answers something that is no problem of ours, or its breaker is open; `Retry-After: 5`, or what the service said. On an order with `orderId`: inventory or pricing did not answer in time, and all is undone. Without `orderId`: nobody knows yet, the order may still be confirmed
             */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `deadline-exceeded`: the time of `Request-Timeout-Ms` or of the operation (`resilience.yaml`) is over; inventory says so of what has still to wait then, and does nothing. A write may still take effect */
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
    readonly deletePromotion: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description ETags, or `*`: replace only what has one of them. */
                readonly "if-match"?: string;
                /** @description Create only. */
                readonly "if-none-match"?: "*";
                /**
                 * @description The date of the behaviour that the client was written for; the newest without it.
                 * @example 2026-11-22
                 */
                readonly "holdfast-version"?: string;
                /**
                 * @description For how long the client waits; the gateway answers 504 rather than later.
                 * @example 1500
                 */
                readonly "request-timeout-ms"?: number;
                /**
                 * @description 1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.
                 * @example cart-4711
                 */
                readonly "x-correlation-id"?: string;
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
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description - `malformed-request`: the bytes are no HTTP request, the body is not as long as `Content-Length` says, or an upload was cut off or took longer than 10 minutes
             *     - `malformed-url`: the URL, unescaped, is no UTF-8 text, or has NUL
             *     - `validation-failed`: a field has the wrong type, is out of bounds, missing, or not known; `errors` names each
             *     - `unknown-version`: `Holdfast-Version` names a date that behaviour never changed on; `errors` lists the known ones
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unauthenticated`: no API key, or one that nobody has; a token (JWT) that is expired or not one taken here; at a service: no account named by the gateway */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `forbidden`: the key's scope is `shop` and the path is below `/api/v1/admin/`, or the operation is `refundOrder` or `returnItems` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `promotion-not-found`: no promotion has the id, or it was deleted */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `precondition-failed`: `If-Match` names another version, or `If-None-Match: *` meets one that exists */
            readonly 412: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `rate-limited`: the key has used its quota (`RateLimit`, `RateLimit-Policy`), or too much came from the address, or too much without a valid key */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `not-ready`: on `GET /readyz`: a dependency that the service needs cannot be reached, `checks` names it; elsewhere: the service's database cannot be reached, `Retry-After: 1`
             *     - `keys-unavailable`: the gateway cannot tell whether a key or token is good: it has not read its database yet, or the issuer's keys; `Retry-After: 1`
             *     - `upstream-unavailable`: a service cannot be reached, answers something that is no problem of ours, or its breaker is open; `Retry-After: 5`, or what the service said. On an order with `orderId`: inventory or pricing did not answer in time, and all is undone. Without `orderId`: nobody knows yet, the order may still be confirmed
             */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `deadline-exceeded`: the time of `Request-Timeout-Ms` or of the operation (`resilience.yaml`) is over; inventory says so of what has still to wait then, and does nothing. A write may still take effect */
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
    readonly patchPromotion: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description ETags, or `*`: replace only what has one of them. */
                readonly "if-match"?: string;
                /** @description Create only. */
                readonly "if-none-match"?: "*";
                /**
                 * @description The date of the behaviour that the client was written for; the newest without it.
                 * @example 2026-11-22
                 */
                readonly "holdfast-version"?: string;
                /**
                 * @description For how long the client waits; the gateway answers 504 rather than later.
                 * @example 1500
                 */
                readonly "request-timeout-ms"?: number;
                /**
                 * @description 1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.
                 * @example cart-4711
                 */
                readonly "x-correlation-id"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "priority": 5
                 *     }
                 */
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
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "appliesTo": {
                     *         "skus": [
                     *           "CONTRACT-9"
                     *         ]
                     *       },
                     *       "discountBase": "current",
                     *       "id": "01a20828-149e-7b9c-b9e5-9069db638183",
                     *       "kind": "percentage",
                     *       "label": "Contract",
                     *       "needsCoupon": false,
                     *       "priority": 5,
                     *       "stacking": "stackable",
                     *       "value": {
                     *         "percent": "20"
                     *       },
                     *       "version": 2
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Promotion"];
                };
            };
            /**
             * @description - `malformed-request`: the bytes are no HTTP request, the body is not as long as `Content-Length` says, or an upload was cut off or took longer than 10 minutes
             *     - `malformed-url`: the URL, unescaped, is no UTF-8 text, or has NUL
             *     - `json-too-deep`: the body is nested deeper than 64 levels
             *     - `malformed-json`: the body is no JSON, is empty where JSON is expected, or has a `__proto__` key
             *     - `validation-failed`: a field has the wrong type, is out of bounds, missing, or not known; `errors` names each
             *     - `unknown-version`: `Holdfast-Version` names a date that behaviour never changed on; `errors` lists the known ones
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unauthenticated`: no API key, or one that nobody has; a token (JWT) that is expired or not one taken here; at a service: no account named by the gateway */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `forbidden`: the key's scope is `shop` and the path is below `/api/v1/admin/`, or the operation is `refundOrder` or `returnItems` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `promotion-not-found`: no promotion has the id, or it was deleted */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `coupon-taken`: another promotion has the coupon code; nothing is stored */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `precondition-failed`: `If-Match` names another version, or `If-None-Match: *` meets one that exists */
            readonly 412: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `promotion-invalid`: a percentage outside 0–100, an amount or limit below 1, an end before the beginning, a condition that is not accepted, a gift that unlocks itself …; `errors` names each field, nothing is stored
             *     - `unknown-currency`: no active ISO 4217 currency; `errors` names the field
             */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `rate-limited`: the key has used its quota (`RateLimit`, `RateLimit-Policy`), or too much came from the address, or too much without a valid key */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `not-ready`: on `GET /readyz`: a dependency that the service needs cannot be reached, `checks` names it; elsewhere: the service's database cannot be reached, `Retry-After: 1`
             *     - `keys-unavailable`: the gateway cannot tell whether a key or token is good: it has not read its database yet, or the issuer's keys; `Retry-After: 1`
             *     - `upstream-unavailable`: a service cannot be reached, answers something that is no problem of ours, or its breaker is open; `Retry-After: 5`, or what the service said. On an order with `orderId`: inventory or pricing did not answer in time, and all is undone. Without `orderId`: nobody knows yet, the order may still be confirmed
             */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `deadline-exceeded`: the time of `Request-Timeout-Ms` or of the operation (`resilience.yaml`) is over; inventory says so of what has still to wait then, and does nothing. A write may still take effect */
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
    readonly listCoupons: {
        readonly parameters: {
            readonly query?: {
                readonly limit?: number;
                /** @description `nextCursor` of a page. */
                readonly cursor?: string;
            };
            readonly header?: {
                /**
                 * @description The date of the behaviour that the client was written for; the newest without it.
                 * @example 2026-11-22
                 */
                readonly "holdfast-version"?: string;
                /**
                 * @description For how long the client waits; the gateway answers 504 rather than later.
                 * @example 1500
                 */
                readonly "request-timeout-ms"?: number;
                /**
                 * @description 1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.
                 * @example cart-4711
                 */
                readonly "x-correlation-id"?: string;
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
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "code": "JOURNEY-Y7U9F7A7QK3E",
                     *           "createdAt": "2026-11-23T11:27:23.647Z",
                     *           "maxUses": 1,
                     *           "uses": 0
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
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
            /**
             * @description - `malformed-request`: the bytes are no HTTP request, the body is not as long as `Content-Length` says, or an upload was cut off or took longer than 10 minutes
             *     - `malformed-url`: the URL, unescaped, is no UTF-8 text, or has NUL
             *     - `validation-failed`: a field has the wrong type, is out of bounds, missing, or not known; `errors` names each
             *     - `unknown-version`: `Holdfast-Version` names a date that behaviour never changed on; `errors` lists the known ones
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unauthenticated`: no API key, or one that nobody has; a token (JWT) that is expired or not one taken here; at a service: no account named by the gateway */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `forbidden`: the key's scope is `shop` and the path is below `/api/v1/admin/`, or the operation is `refundOrder` or `returnItems` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `promotion-not-found`: no promotion has the id, or it was deleted */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `invalid-state`: the reservation or charge has moved on (expired, released, confirmed, captured …), holds other goods under this id, or belongs to another order; the promotion needs no coupon, or the coupon is its own; the order has redeemed other promotions, or given them back; the quote is of before what it follows from was recorded */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `rate-limited`: the key has used its quota (`RateLimit`, `RateLimit-Policy`), or too much came from the address, or too much without a valid key */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `not-ready`: on `GET /readyz`: a dependency that the service needs cannot be reached, `checks` names it; elsewhere: the service's database cannot be reached, `Retry-After: 1`
             *     - `keys-unavailable`: the gateway cannot tell whether a key or token is good: it has not read its database yet, or the issuer's keys; `Retry-After: 1`
             *     - `upstream-unavailable`: a service cannot be reached, answers something that is no problem of ours, or its breaker is open; `Retry-After: 5`, or what the service said. On an order with `orderId`: inventory or pricing did not answer in time, and all is undone. Without `orderId`: nobody knows yet, the order may still be confirmed
             */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `deadline-exceeded`: the time of `Request-Timeout-Ms` or of the operation (`resilience.yaml`) is over; inventory says so of what has still to wait then, and does nothing. A write may still take effect */
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
    readonly createCoupons: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 visible ASCII characters; a repeat gets the first answer. */
                readonly "idempotency-key"?: string;
                /**
                 * @description The date of the behaviour that the client was written for; the newest without it.
                 * @example 2026-11-22
                 */
                readonly "holdfast-version"?: string;
                /**
                 * @description For how long the client waits; the gateway answers 504 rather than later.
                 * @example 1500
                 */
                readonly "request-timeout-ms"?: number;
                /**
                 * @description 1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.
                 * @example cart-4711
                 */
                readonly "x-correlation-id"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "count": 1,
                 *       "maxUses": 1,
                 *       "prefix": "JOURNEY-"
                 *     }
                 */
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
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "codes": [
                     *         "JOURNEY-Y7U9F7A7QK3E"
                     *       ],
                     *       "created": 1
                     *     }
                     */
                    readonly "application/json": {
                        /** @description Of more than 1000, the first; the export has all. */
                        readonly codes: readonly string[];
                        readonly created: number;
                    };
                };
            };
            /**
             * @description - `malformed-request`: the bytes are no HTTP request, the body is not as long as `Content-Length` says, or an upload was cut off or took longer than 10 minutes
             *     - `malformed-url`: the URL, unescaped, is no UTF-8 text, or has NUL
             *     - `json-too-deep`: the body is nested deeper than 64 levels
             *     - `malformed-json`: the body is no JSON, is empty where JSON is expected, or has a `__proto__` key
             *     - `validation-failed`: a field has the wrong type, is out of bounds, missing, or not known; `errors` names each
             *     - `idempotency-key-missing`: the operation requires an `Idempotency-Key`
             *     - `idempotency-key-invalid`: the key is not 1 to 255 visible ASCII characters, or was sent twice
             *     - `unknown-version`: `Holdfast-Version` names a date that behaviour never changed on; `errors` lists the known ones
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unauthenticated`: no API key, or one that nobody has; a token (JWT) that is expired or not one taken here; at a service: no account named by the gateway */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `forbidden`: the key's scope is `shop` and the path is below `/api/v1/admin/`, or the operation is `refundOrder` or `returnItems` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `promotion-not-found`: no promotion has the id, or it was deleted */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `idempotency-key-in-flight`: the first request with this key is not answered yet
             *     - `invalid-state`: the reservation or charge has moved on (expired, released, confirmed, captured …), holds other goods under this id, or belongs to another order; the promotion needs no coupon, or the coupon is its own; the order has redeemed other promotions, or given them back; the quote is of before what it follows from was recorded
             */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `idempotency-key-reused`: the key belongs to another request of this account in the last 24 hours (for orders: at any time) */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `rate-limited`: the key has used its quota (`RateLimit`, `RateLimit-Policy`), or too much came from the address, or too much without a valid key */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `not-ready`: on `GET /readyz`: a dependency that the service needs cannot be reached, `checks` names it; elsewhere: the service's database cannot be reached, `Retry-After: 1`
             *     - `keys-unavailable`: the gateway cannot tell whether a key or token is good: it has not read its database yet, or the issuer's keys; `Retry-After: 1`
             *     - `upstream-unavailable`: a service cannot be reached, answers something that is no problem of ours, or its breaker is open; `Retry-After: 5`, or what the service said. On an order with `orderId`: inventory or pricing did not answer in time, and all is undone. Without `orderId`: nobody knows yet, the order may still be confirmed
             */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `deadline-exceeded`: the time of `Request-Timeout-Ms` or of the operation (`resilience.yaml`) is over; inventory says so of what has still to wait then, and does nothing. A write may still take effect */
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
    readonly exportCoupons: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description The date of the behaviour that the client was written for; the newest without it.
                 * @example 2026-11-22
                 */
                readonly "holdfast-version"?: string;
                /**
                 * @description For how long the client waits; the gateway answers 504 rather than later.
                 * @example 1500
                 */
                readonly "request-timeout-ms"?: number;
                /**
                 * @description 1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.
                 * @example cart-4711
                 */
                readonly "x-correlation-id"?: string;
            };
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
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/csv": string;
                };
            };
            /**
             * @description - `malformed-request`: the bytes are no HTTP request, the body is not as long as `Content-Length` says, or an upload was cut off or took longer than 10 minutes
             *     - `malformed-url`: the URL, unescaped, is no UTF-8 text, or has NUL
             *     - `validation-failed`: a field has the wrong type, is out of bounds, missing, or not known; `errors` names each
             *     - `unknown-version`: `Holdfast-Version` names a date that behaviour never changed on; `errors` lists the known ones
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unauthenticated`: no API key, or one that nobody has; a token (JWT) that is expired or not one taken here; at a service: no account named by the gateway */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `forbidden`: the key's scope is `shop` and the path is below `/api/v1/admin/`, or the operation is `refundOrder` or `returnItems` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `promotion-not-found`: no promotion has the id, or it was deleted */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `invalid-state`: the reservation or charge has moved on (expired, released, confirmed, captured …), holds other goods under this id, or belongs to another order; the promotion needs no coupon, or the coupon is its own; the order has redeemed other promotions, or given them back; the quote is of before what it follows from was recorded */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `rate-limited`: the key has used its quota (`RateLimit`, `RateLimit-Policy`), or too much came from the address, or too much without a valid key */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `not-ready`: on `GET /readyz`: a dependency that the service needs cannot be reached, `checks` names it; elsewhere: the service's database cannot be reached, `Retry-After: 1`
             *     - `keys-unavailable`: the gateway cannot tell whether a key or token is good: it has not read its database yet, or the issuer's keys; `Retry-After: 1`
             *     - `upstream-unavailable`: a service cannot be reached, answers something that is no problem of ours, or its breaker is open; `Retry-After: 5`, or what the service said. On an order with `orderId`: inventory or pricing did not answer in time, and all is undone. Without `orderId`: nobody knows yet, the order may still be confirmed
             */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `deadline-exceeded`: the time of `Request-Timeout-Ms` or of the operation (`resilience.yaml`) is over; inventory says so of what has still to wait then, and does nothing. A write may still take effect */
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
    readonly importCoupons: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description The date of the behaviour that the client was written for; the newest without it.
                 * @example 2026-11-22
                 */
                readonly "holdfast-version"?: string;
                /**
                 * @description For how long the client waits; the gateway answers 504 rather than later.
                 * @example 1500
                 */
                readonly "request-timeout-ms"?: number;
                /**
                 * @description 1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.
                 * @example cart-4711
                 */
                readonly "x-correlation-id"?: string;
            };
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
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "created": 2,
                     *       "errors": [],
                     *       "rejected": 0,
                     *       "rows": 2,
                     *       "unchanged": 0,
                     *       "updated": 0
                     *     }
                     */
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
            /**
             * @description - `malformed-request`: the bytes are no HTTP request, the body is not as long as `Content-Length` says, or an upload was cut off or took longer than 10 minutes
             *     - `malformed-url`: the URL, unescaped, is no UTF-8 text, or has NUL
             *     - `validation-failed`: a field has the wrong type, is out of bounds, missing, or not known; `errors` names each
             *     - `unknown-version`: `Holdfast-Version` names a date that behaviour never changed on; `errors` lists the known ones
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unauthenticated`: no API key, or one that nobody has; a token (JWT) that is expired or not one taken here; at a service: no account named by the gateway */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `forbidden`: the key's scope is `shop` and the path is below `/api/v1/admin/`, or the operation is `refundOrder` or `returnItems` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `promotion-not-found`: no promotion has the id, or it was deleted */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `invalid-state`: the reservation or charge has moved on (expired, released, confirmed, captured …), holds other goods under this id, or belongs to another order; the promotion needs no coupon, or the coupon is its own; the order has redeemed other promotions, or given them back; the quote is of before what it follows from was recorded */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unsupported-media-type`: the content type is not the operation's, or the body is compressed */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `rate-limited`: the key has used its quota (`RateLimit`, `RateLimit-Policy`), or too much came from the address, or too much without a valid key */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `not-ready`: on `GET /readyz`: a dependency that the service needs cannot be reached, `checks` names it; elsewhere: the service's database cannot be reached, `Retry-After: 1`
             *     - `keys-unavailable`: the gateway cannot tell whether a key or token is good: it has not read its database yet, or the issuer's keys; `Retry-After: 1`
             *     - `upstream-unavailable`: a service cannot be reached, answers something that is no problem of ours, or its breaker is open; `Retry-After: 5`, or what the service said. On an order with `orderId`: inventory or pricing did not answer in time, and all is undone. Without `orderId`: nobody knows yet, the order may still be confirmed
             */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `deadline-exceeded`: the time of `Request-Timeout-Ms` or of the operation (`resilience.yaml`) is over; inventory says so of what has still to wait then, and does nothing. A write may still take effect */
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
    readonly deleteCoupon: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description The date of the behaviour that the client was written for; the newest without it.
                 * @example 2026-11-22
                 */
                readonly "holdfast-version"?: string;
                /**
                 * @description For how long the client waits; the gateway answers 504 rather than later.
                 * @example 1500
                 */
                readonly "request-timeout-ms"?: number;
                /**
                 * @description 1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.
                 * @example cart-4711
                 */
                readonly "x-correlation-id"?: string;
            };
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
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description - `malformed-request`: the bytes are no HTTP request, the body is not as long as `Content-Length` says, or an upload was cut off or took longer than 10 minutes
             *     - `malformed-url`: the URL, unescaped, is no UTF-8 text, or has NUL
             *     - `validation-failed`: a field has the wrong type, is out of bounds, missing, or not known; `errors` names each
             *     - `unknown-version`: `Holdfast-Version` names a date that behaviour never changed on; `errors` lists the known ones
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unauthenticated`: no API key, or one that nobody has; a token (JWT) that is expired or not one taken here; at a service: no account named by the gateway */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `forbidden`: the key's scope is `shop` and the path is below `/api/v1/admin/`, or the operation is `refundOrder` or `returnItems` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `promotion-not-found`: no promotion has the id, or it was deleted
             *     - `coupon-not-found`: the promotion has no such coupon
             */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `invalid-state`: the reservation or charge has moved on (expired, released, confirmed, captured …), holds other goods under this id, or belongs to another order; the promotion needs no coupon, or the coupon is its own; the order has redeemed other promotions, or given them back; the quote is of before what it follows from was recorded */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `rate-limited`: the key has used its quota (`RateLimit`, `RateLimit-Policy`), or too much came from the address, or too much without a valid key */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `not-ready`: on `GET /readyz`: a dependency that the service needs cannot be reached, `checks` names it; elsewhere: the service's database cannot be reached, `Retry-After: 1`
             *     - `keys-unavailable`: the gateway cannot tell whether a key or token is good: it has not read its database yet, or the issuer's keys; `Retry-After: 1`
             *     - `upstream-unavailable`: a service cannot be reached, answers something that is no problem of ours, or its breaker is open; `Retry-After: 5`, or what the service said. On an order with `orderId`: inventory or pricing did not answer in time, and all is undone. Without `orderId`: nobody knows yet, the order may still be confirmed
             */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `deadline-exceeded`: the time of `Request-Timeout-Ms` or of the operation (`resilience.yaml`) is over; inventory says so of what has still to wait then, and does nothing. A write may still take effect */
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
    readonly replayDraft: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description The date of the behaviour that the client was written for; the newest without it.
                 * @example 2026-11-22
                 */
                readonly "holdfast-version"?: string;
                /**
                 * @description For how long the client waits; the gateway answers 504 rather than later.
                 * @example 1500
                 */
                readonly "request-timeout-ms"?: number;
                /**
                 * @description 1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.
                 * @example cart-4711
                 */
                readonly "x-correlation-id"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "draft": {
                 *         "prices": [
                 *           {
                 *             "prices": [
                 *               {
                 *                 "amount": 1900,
                 *                 "currency": "EUR"
                 *               }
                 *             ],
                 *             "sku": "REPLAY-MUG"
                 *           }
                 *         ]
                 *       },
                 *       "quoteIds": [
                 *         "01a20828-f50e-79da-b03b-ddb30b335554"
                 *       ]
                 *     }
                 */
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
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "after": {
                     *             "amount": 3800,
                     *             "currency": "EUR"
                     *           },
                     *           "before": {
                     *             "amount": 4000,
                     *             "currency": "EUR"
                     *           },
                     *           "id": "01a20828-f50e-79da-b03b-ddb30b335554",
                     *           "reasons": [
                     *             {
                     *               "after": {
                     *                 "amount": 1900,
                     *                 "currency": "EUR"
                     *               },
                     *               "before": {
                     *                 "amount": 2000,
                     *                 "currency": "EUR"
                     *               },
                     *               "code": "unit-price",
                     *               "detail": "another price of a unit",
                     *               "subject": "REPLAY-MUG"
                     *             }
                     *           ],
                     *           "status": "changed"
                     *         }
                     *       ],
                     *       "used": []
                     *     }
                     */
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
            /**
             * @description - `malformed-request`: the bytes are no HTTP request, the body is not as long as `Content-Length` says, or an upload was cut off or took longer than 10 minutes
             *     - `malformed-url`: the URL, unescaped, is no UTF-8 text, or has NUL
             *     - `json-too-deep`: the body is nested deeper than 64 levels
             *     - `malformed-json`: the body is no JSON, is empty where JSON is expected, or has a `__proto__` key
             *     - `validation-failed`: a field has the wrong type, is out of bounds, missing, or not known; `errors` names each
             *     - `unknown-version`: `Holdfast-Version` names a date that behaviour never changed on; `errors` lists the known ones
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unauthenticated`: no API key, or one that nobody has; a token (JWT) that is expired or not one taken here; at a service: no account named by the gateway */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `forbidden`: the key's scope is `shop` and the path is below `/api/v1/admin/`, or the operation is `refundOrder` or `returnItems` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `price-invalid`: a floor above its amount, or a tier without a price from 1 unit for the same purchases; nothing is stored
             *     - `promotion-invalid`: a percentage outside 0–100, an amount or limit below 1, an end before the beginning, a condition that is not accepted, a gift that unlocks itself …; `errors` names each field, nothing is stored
             *     - `unknown-currency`: no active ISO 4217 currency; `errors` names the field
             *     - `unknown-region`: a region of no ISO 3166 country; `errors` names the field
             */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `rate-limited`: the key has used its quota (`RateLimit`, `RateLimit-Policy`), or too much came from the address, or too much without a valid key */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `not-ready`: on `GET /readyz`: a dependency that the service needs cannot be reached, `checks` names it; elsewhere: the service's database cannot be reached, `Retry-After: 1`
             *     - `keys-unavailable`: the gateway cannot tell whether a key or token is good: it has not read its database yet, or the issuer's keys; `Retry-After: 1`
             *     - `upstream-unavailable`: a service cannot be reached, answers something that is no problem of ours, or its breaker is open; `Retry-After: 5`, or what the service said. On an order with `orderId`: inventory or pricing did not answer in time, and all is undone. Without `orderId`: nobody knows yet, the order may still be confirmed
             */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `deadline-exceeded`: the time of `Request-Timeout-Ms` or of the operation (`resilience.yaml`) is over; inventory says so of what has still to wait then, and does nothing. A write may still take effect */
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
    readonly replayQuote: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description The date of the behaviour that the client was written for; the newest without it.
                 * @example 2026-11-22
                 */
                readonly "holdfast-version"?: string;
                /**
                 * @description For how long the client waits; the gateway answers 504 rather than later.
                 * @example 1500
                 */
                readonly "request-timeout-ms"?: number;
                /**
                 * @description 1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.
                 * @example cart-4711
                 */
                readonly "x-correlation-id"?: string;
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
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "differences": [],
                     *       "id": "01a2082a-56a3-76d6-a8ce-0fce5af9d400",
                     *       "identical": true
                     *     }
                     */
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
            /**
             * @description - `malformed-request`: the bytes are no HTTP request, the body is not as long as `Content-Length` says, or an upload was cut off or took longer than 10 minutes
             *     - `malformed-url`: the URL, unescaped, is no UTF-8 text, or has NUL
             *     - `validation-failed`: a field has the wrong type, is out of bounds, missing, or not known; `errors` names each
             *     - `unknown-version`: `Holdfast-Version` names a date that behaviour never changed on; `errors` lists the known ones
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unauthenticated`: no API key, or one that nobody has; a token (JWT) that is expired or not one taken here; at a service: no account named by the gateway */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `forbidden`: the key's scope is `shop` and the path is below `/api/v1/admin/`, or the operation is `refundOrder` or `returnItems` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `quote-not-found`: no quote of this account has the id; to an administrator: none at all */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `invalid-state`: the reservation or charge has moved on (expired, released, confirmed, captured …), holds other goods under this id, or belongs to another order; the promotion needs no coupon, or the coupon is its own; the order has redeemed other promotions, or given them back; the quote is of before what it follows from was recorded */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `rate-limited`: the key has used its quota (`RateLimit`, `RateLimit-Policy`), or too much came from the address, or too much without a valid key */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `not-ready`: on `GET /readyz`: a dependency that the service needs cannot be reached, `checks` names it; elsewhere: the service's database cannot be reached, `Retry-After: 1`
             *     - `keys-unavailable`: the gateway cannot tell whether a key or token is good: it has not read its database yet, or the issuer's keys; `Retry-After: 1`
             *     - `upstream-unavailable`: a service cannot be reached, answers something that is no problem of ours, or its breaker is open; `Retry-After: 5`, or what the service said. On an order with `orderId`: inventory or pricing did not answer in time, and all is undone. Without `orderId`: nobody knows yet, the order may still be confirmed
             */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `deadline-exceeded`: the time of `Request-Timeout-Ms` or of the operation (`resilience.yaml`) is over; inventory says so of what has still to wait then, and does nothing. A write may still take effect */
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
    readonly rotateSigningKey: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description The date of the behaviour that the client was written for; the newest without it.
                 * @example 2026-11-22
                 */
                readonly "holdfast-version"?: string;
                /**
                 * @description For how long the client waits; the gateway answers 504 rather than later.
                 * @example 1500
                 */
                readonly "request-timeout-ms"?: number;
                /**
                 * @description 1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.
                 * @example cart-4711
                 */
                readonly "x-correlation-id"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly 201: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "kid": "BvaRpLYoiOA6Itr30_WTgr83cF-0OrDtAKRsZAIZ60g"
                     *     }
                     */
                    readonly "application/json": {
                        /** @description Of the key that signs now. */
                        readonly kid: string;
                    };
                };
            };
            /**
             * @description - `malformed-request`: the bytes are no HTTP request, the body is not as long as `Content-Length` says, or an upload was cut off or took longer than 10 minutes
             *     - `malformed-url`: the URL, unescaped, is no UTF-8 text, or has NUL
             *     - `validation-failed`: a field has the wrong type, is out of bounds, missing, or not known; `errors` names each
             *     - `unknown-version`: `Holdfast-Version` names a date that behaviour never changed on; `errors` lists the known ones
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unauthenticated`: no API key, or one that nobody has; a token (JWT) that is expired or not one taken here; at a service: no account named by the gateway */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `forbidden`: the key's scope is `shop` and the path is below `/api/v1/admin/`, or the operation is `refundOrder` or `returnItems` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `rate-limited`: the key has used its quota (`RateLimit`, `RateLimit-Policy`), or too much came from the address, or too much without a valid key */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `not-ready`: on `GET /readyz`: a dependency that the service needs cannot be reached, `checks` names it; elsewhere: the service's database cannot be reached, `Retry-After: 1`
             *     - `keys-unavailable`: the gateway cannot tell whether a key or token is good: it has not read its database yet, or the issuer's keys; `Retry-After: 1`
             *     - `upstream-unavailable`: a service cannot be reached, answers something that is no problem of ours, or its breaker is open; `Retry-After: 5`, or what the service said. On an order with `orderId`: inventory or pricing did not answer in time, and all is undone. Without `orderId`: nobody knows yet, the order may still be confirmed
             */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `deadline-exceeded`: the time of `Request-Timeout-Ms` or of the operation (`resilience.yaml`) is over; inventory says so of what has still to wait then, and does nothing. A write may still take effect */
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
    readonly listMovements: {
        readonly parameters: {
            readonly query?: {
                /** @description 1 to 64 URL-safe characters */
                readonly sku?: string;
                readonly limit?: number;
                /** @description `nextCursor` of a page. */
                readonly cursor?: string;
            };
            readonly header?: {
                /**
                 * @description The date of the behaviour that the client was written for; the newest without it.
                 * @example 2026-11-22
                 */
                readonly "holdfast-version"?: string;
                /**
                 * @description For how long the client waits; the gateway answers 504 rather than later.
                 * @example 1500
                 */
                readonly "request-timeout-ms"?: number;
                /**
                 * @description 1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.
                 * @example cart-4711
                 */
                readonly "x-correlation-id"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "actor": "dev-shop",
                     *           "at": "2026-11-23T11:26:13.487Z",
                     *           "id": "01a20828-11f3-7354-a681-27c818577ed0",
                     *           "kind": "sale-undone",
                     *           "location": "BER",
                     *           "quantity": 2,
                     *           "reason": "reservation sale-undone",
                     *           "reference": "01a20828-109b-72bc-b359-ade918aed254",
                     *           "sku": "CONTRACT-1",
                     *           "traceId": "8c6b04996e5e01a0478ee4bece79793b"
                     *         },
                     *         {
                     *           "actor": "dev-shop",
                     *           "at": "2026-11-23T11:26:13.227Z",
                     *           "id": "01a20828-10f0-71c0-9cd8-3b4f97dc4819",
                     *           "kind": "sale",
                     *           "location": "BER",
                     *           "quantity": -2,
                     *           "reason": "reservation sale",
                     *           "reference": "01a20828-109b-72bc-b359-ade918aed254",
                     *           "sku": "CONTRACT-1",
                     *           "traceId": "e412f4c1a40daf705980f78f4d755e62"
                     *         },
                     *         {
                     *           "actor": "dev-admin",
                     *           "at": "2026-11-23T11:26:12.522Z",
                     *           "id": "01a20828-0e29-7b65-9b51-41e2e5d2271e",
                     *           "kind": "receive",
                     *           "location": "BER",
                     *           "quantity": 100,
                     *           "reason": "PO 1",
                     *           "reference": null,
                     *           "sku": "CONTRACT-1",
                     *           "traceId": "ed9b05b5113c238da8b719460eefe72d"
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
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
            /**
             * @description - `malformed-request`: the bytes are no HTTP request, the body is not as long as `Content-Length` says, or an upload was cut off or took longer than 10 minutes
             *     - `malformed-url`: the URL, unescaped, is no UTF-8 text, or has NUL
             *     - `validation-failed`: a field has the wrong type, is out of bounds, missing, or not known; `errors` names each
             *     - `unknown-version`: `Holdfast-Version` names a date that behaviour never changed on; `errors` lists the known ones
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unauthenticated`: no API key, or one that nobody has; a token (JWT) that is expired or not one taken here; at a service: no account named by the gateway */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `forbidden`: the key's scope is `shop` and the path is below `/api/v1/admin/`, or the operation is `refundOrder` or `returnItems` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `rate-limited`: the key has used its quota (`RateLimit`, `RateLimit-Policy`), or too much came from the address, or too much without a valid key */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `not-ready`: on `GET /readyz`: a dependency that the service needs cannot be reached, `checks` names it; elsewhere: the service's database cannot be reached, `Retry-After: 1`
             *     - `keys-unavailable`: the gateway cannot tell whether a key or token is good: it has not read its database yet, or the issuer's keys; `Retry-After: 1`
             *     - `upstream-unavailable`: a service cannot be reached, answers something that is no problem of ours, or its breaker is open; `Retry-After: 5`, or what the service said. On an order with `orderId`: inventory or pricing did not answer in time, and all is undone. Without `orderId`: nobody knows yet, the order may still be confirmed
             */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `deadline-exceeded`: the time of `Request-Timeout-Ms` or of the operation (`resilience.yaml`) is over; inventory says so of what has still to wait then, and does nothing. A write may still take effect */
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
    readonly postMovement: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 visible ASCII characters. A repeat acts once. */
                readonly "idempotency-key"?: string;
                /**
                 * @description The date of the behaviour that the client was written for; the newest without it.
                 * @example 2026-11-22
                 */
                readonly "holdfast-version"?: string;
                /**
                 * @description For how long the client waits; the gateway answers 504 rather than later.
                 * @example 1500
                 */
                readonly "request-timeout-ms"?: number;
                /**
                 * @description 1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.
                 * @example cart-4711
                 */
                readonly "x-correlation-id"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "kind": "receive",
                 *       "location": "BER",
                 *       "quantity": 6,
                 *       "reason": "journey",
                 *       "sku": "HAND"
                 *     }
                 */
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
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "actor": "dev-admin",
                     *       "at": "2026-11-23T11:26:46.787Z",
                     *       "id": "01a20828-9403-7aec-90b3-840c7e6c43fa",
                     *       "kind": "receive",
                     *       "location": "BER",
                     *       "quantity": 6,
                     *       "reason": "journey",
                     *       "reference": null,
                     *       "sku": "HAND",
                     *       "traceId": "542e209ca6a3efe6d3922c856d348681"
                     *     }
                     */
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
            /**
             * @description - `malformed-request`: the bytes are no HTTP request, the body is not as long as `Content-Length` says, or an upload was cut off or took longer than 10 minutes
             *     - `malformed-url`: the URL, unescaped, is no UTF-8 text, or has NUL
             *     - `json-too-deep`: the body is nested deeper than 64 levels
             *     - `malformed-json`: the body is no JSON, is empty where JSON is expected, or has a `__proto__` key
             *     - `validation-failed`: a field has the wrong type, is out of bounds, missing, or not known; `errors` names each
             *     - `idempotency-key-missing`: the operation requires an `Idempotency-Key`
             *     - `idempotency-key-invalid`: the key is not 1 to 255 visible ASCII characters, or was sent twice
             *     - `unknown-version`: `Holdfast-Version` names a date that behaviour never changed on; `errors` lists the known ones
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unauthenticated`: no API key, or one that nobody has; a token (JWT) that is expired or not one taken here; at a service: no account named by the gateway */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `forbidden`: the key's scope is `shop` and the path is below `/api/v1/admin/`, or the operation is `refundOrder` or `returnItems` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `item-not-found`: inventory has no item of this SKU; of `getItem`, `deleteItem` and of holds also: it is discontinued. `errors` names the lines
             *     - `location-not-found`: inventory has no such location
             */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `idempotency-key-in-flight`: the first request with this key is not answered yet
             *     - `insufficient-stock`: not every line can be promised; nothing is held, and `shortages` names each short SKU. A movement: fewer units than it takes away are free of reservations
             */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `idempotency-key-reused`: the key belongs to another request of this account in the last 24 hours (for orders: at any time)
             *     - `quantity-over-limit`: a shelf would have more than 1,000,000,000 units; of an order or a reservation, more than are left of it, `errors` says how many; nothing is done
             */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `rate-limited`: the key has used its quota (`RateLimit`, `RateLimit-Policy`), or too much came from the address, or too much without a valid key */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `not-ready`: on `GET /readyz`: a dependency that the service needs cannot be reached, `checks` names it; elsewhere: the service's database cannot be reached, `Retry-After: 1`
             *     - `keys-unavailable`: the gateway cannot tell whether a key or token is good: it has not read its database yet, or the issuer's keys; `Retry-After: 1`
             *     - `upstream-unavailable`: a service cannot be reached, answers something that is no problem of ours, or its breaker is open; `Retry-After: 5`, or what the service said. On an order with `orderId`: inventory or pricing did not answer in time, and all is undone. Without `orderId`: nobody knows yet, the order may still be confirmed
             *     - `outcome-unknown`: the database went away while this was being written: it was done, or not; `Retry-After: 1`
             *     - `overloaded`: the callee has more to do than it can, and has done nothing; `Retry-After: 1` of inventory, whose queue is full or who met others at the same items too often, and of the gateway, where as many calls wait for the callee as may (`waitingMax`): the callee was not asked. Any operation of the gateway answers it, with `Retry-After: 1`, while more is asked of the gateway itself than it can answer in time: browsing first, checkout last ([operate](guides/operate.md#overload)). The sandbox says so twice to `tok_flaky`
             */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `deadline-exceeded`: the time of `Request-Timeout-Ms` or of the operation (`resilience.yaml`) is over; inventory says so of what has still to wait then, and does nothing. A write may still take effect */
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
            readonly header?: {
                /**
                 * @description The date of the behaviour that the client was written for; the newest without it.
                 * @example 2026-11-22
                 */
                readonly "holdfast-version"?: string;
                /**
                 * @description For how long the client waits; the gateway answers 504 rather than later.
                 * @example 1500
                 */
                readonly "request-timeout-ms"?: number;
                /**
                 * @description 1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.
                 * @example cart-4711
                 */
                readonly "x-correlation-id"?: string;
            };
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
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "asOf": "2026-11-23T11:25:23.867Z",
                     *       "available": 0,
                     *       "incoming": 0,
                     *       "locations": [
                     *         {
                     *           "available": 0,
                     *           "incoming": 0,
                     *           "location": "BER",
                     *           "onHand": 0,
                     *           "reserved": 0,
                     *           "safetyStock": 0
                     *         }
                     *       ],
                     *       "onHand": 0,
                     *       "reserved": 0,
                     *       "safetyStock": 0,
                     *       "sku": "RACE-1"
                     *     }
                     */
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
            /**
             * @description - `malformed-request`: the bytes are no HTTP request, the body is not as long as `Content-Length` says, or an upload was cut off or took longer than 10 minutes
             *     - `malformed-url`: the URL, unescaped, is no UTF-8 text, or has NUL
             *     - `validation-failed`: a field has the wrong type, is out of bounds, missing, or not known; `errors` names each
             *     - `unknown-version`: `Holdfast-Version` names a date that behaviour never changed on; `errors` lists the known ones
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unauthenticated`: no API key, or one that nobody has; a token (JWT) that is expired or not one taken here; at a service: no account named by the gateway */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `forbidden`: the key's scope is `shop` and the path is below `/api/v1/admin/`, or the operation is `refundOrder` or `returnItems` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `item-not-found`: inventory has no item of this SKU; of `getItem`, `deleteItem` and of holds also: it is discontinued. `errors` names the lines */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `rate-limited`: the key has used its quota (`RateLimit`, `RateLimit-Policy`), or too much came from the address, or too much without a valid key */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `not-ready`: on `GET /readyz`: a dependency that the service needs cannot be reached, `checks` names it; elsewhere: the service's database cannot be reached, `Retry-After: 1`
             *     - `keys-unavailable`: the gateway cannot tell whether a key or token is good: it has not read its database yet, or the issuer's keys; `Retry-After: 1`
             *     - `upstream-unavailable`: a service cannot be reached, answers something that is no problem of ours, or its breaker is open; `Retry-After: 5`, or what the service said. On an order with `orderId`: inventory or pricing did not answer in time, and all is undone. Without `orderId`: nobody knows yet, the order may still be confirmed
             */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `deadline-exceeded`: the time of `Request-Timeout-Ms` or of the operation (`resilience.yaml`) is over; inventory says so of what has still to wait then, and does nothing. A write may still take effect */
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
    readonly putIncoming: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description The date of the behaviour that the client was written for; the newest without it.
                 * @example 2026-11-22
                 */
                readonly "holdfast-version"?: string;
                /**
                 * @description For how long the client waits; the gateway answers 504 rather than later.
                 * @example 1500
                 */
                readonly "request-timeout-ms"?: number;
                /**
                 * @description 1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.
                 * @example cart-4711
                 */
                readonly "x-correlation-id"?: string;
            };
            readonly path: {
                /** @description 1 to 64 URL-safe characters */
                readonly sku: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "location": "BER",
                 *       "quantity": 40
                 *     }
                 */
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
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "incoming": 40,
                     *       "location": "BER",
                     *       "sku": "SETTINGS-2"
                     *     }
                     */
                    readonly "application/json": {
                        readonly incoming: number;
                        /** @description 1 to 64 URL-safe characters */
                        readonly location: string;
                        /** @description 1 to 64 URL-safe characters */
                        readonly sku: string;
                    };
                };
            };
            /**
             * @description - `malformed-request`: the bytes are no HTTP request, the body is not as long as `Content-Length` says, or an upload was cut off or took longer than 10 minutes
             *     - `malformed-url`: the URL, unescaped, is no UTF-8 text, or has NUL
             *     - `json-too-deep`: the body is nested deeper than 64 levels
             *     - `malformed-json`: the body is no JSON, is empty where JSON is expected, or has a `__proto__` key
             *     - `validation-failed`: a field has the wrong type, is out of bounds, missing, or not known; `errors` names each
             *     - `unknown-version`: `Holdfast-Version` names a date that behaviour never changed on; `errors` lists the known ones
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unauthenticated`: no API key, or one that nobody has; a token (JWT) that is expired or not one taken here; at a service: no account named by the gateway */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `forbidden`: the key's scope is `shop` and the path is below `/api/v1/admin/`, or the operation is `refundOrder` or `returnItems` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `item-not-found`: inventory has no item of this SKU; of `getItem`, `deleteItem` and of holds also: it is discontinued. `errors` names the lines
             *     - `location-not-found`: inventory has no such location
             */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `rate-limited`: the key has used its quota (`RateLimit`, `RateLimit-Policy`), or too much came from the address, or too much without a valid key */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `not-ready`: on `GET /readyz`: a dependency that the service needs cannot be reached, `checks` names it; elsewhere: the service's database cannot be reached, `Retry-After: 1`
             *     - `keys-unavailable`: the gateway cannot tell whether a key or token is good: it has not read its database yet, or the issuer's keys; `Retry-After: 1`
             *     - `upstream-unavailable`: a service cannot be reached, answers something that is no problem of ours, or its breaker is open; `Retry-After: 5`, or what the service said. On an order with `orderId`: inventory or pricing did not answer in time, and all is undone. Without `orderId`: nobody knows yet, the order may still be confirmed
             *     - `outcome-unknown`: the database went away while this was being written: it was done, or not; `Retry-After: 1`
             *     - `overloaded`: the callee has more to do than it can, and has done nothing; `Retry-After: 1` of inventory, whose queue is full or who met others at the same items too often, and of the gateway, where as many calls wait for the callee as may (`waitingMax`): the callee was not asked. Any operation of the gateway answers it, with `Retry-After: 1`, while more is asked of the gateway itself than it can answer in time: browsing first, checkout last ([operate](guides/operate.md#overload)). The sandbox says so twice to `tok_flaky`
             */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `deadline-exceeded`: the time of `Request-Timeout-Ms` or of the operation (`resilience.yaml`) is over; inventory says so of what has still to wait then, and does nothing. A write may still take effect */
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
    readonly importTaxRates: {
        readonly parameters: {
            readonly query?: {
                /** @description Of countries that have no rule yet. */
                readonly pricesIncludeTax?: boolean;
            };
            readonly header?: {
                /**
                 * @description The date of the behaviour that the client was written for; the newest without it.
                 * @example 2026-11-22
                 */
                readonly "holdfast-version"?: string;
                /**
                 * @description For how long the client waits; the gateway answers 504 rather than later.
                 * @example 1500
                 */
                readonly "request-timeout-ms"?: number;
                /**
                 * @description 1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.
                 * @example cart-4711
                 */
                readonly "x-correlation-id"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "details": "as published",
                 *       "items": {
                 *         "LU": [
                 *           {
                 *             "effective_from": "2024-01-01",
                 *             "rates": {
                 *               "reduced": 8,
                 *               "standard": 17
                 *             }
                 *           }
                 *         ]
                 *       },
                 *       "version": 1
                 *     }
                 */
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
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "regions": [
                     *         {
                     *           "outcome": "created",
                     *           "region": "LU",
                     *           "version": 1
                     *         }
                     *       ]
                     *     }
                     */
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
            /**
             * @description - `malformed-request`: the bytes are no HTTP request, the body is not as long as `Content-Length` says, or an upload was cut off or took longer than 10 minutes
             *     - `malformed-url`: the URL, unescaped, is no UTF-8 text, or has NUL
             *     - `json-too-deep`: the body is nested deeper than 64 levels
             *     - `malformed-json`: the body is no JSON, is empty where JSON is expected, or has a `__proto__` key
             *     - `validation-failed`: a field has the wrong type, is out of bounds, missing, or not known; `errors` names each
             *     - `unknown-version`: `Holdfast-Version` names a date that behaviour never changed on; `errors` lists the known ones
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unauthenticated`: no API key, or one that nobody has; a token (JWT) that is expired or not one taken here; at a service: no account named by the gateway */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `forbidden`: the key's scope is `shop` and the path is below `/api/v1/admin/`, or the operation is `refundOrder` or `returnItems` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `rate-limited`: the key has used its quota (`RateLimit`, `RateLimit-Policy`), or too much came from the address, or too much without a valid key */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `not-ready`: on `GET /readyz`: a dependency that the service needs cannot be reached, `checks` names it; elsewhere: the service's database cannot be reached, `Retry-After: 1`
             *     - `keys-unavailable`: the gateway cannot tell whether a key or token is good: it has not read its database yet, or the issuer's keys; `Retry-After: 1`
             *     - `upstream-unavailable`: a service cannot be reached, answers something that is no problem of ours, or its breaker is open; `Retry-After: 5`, or what the service said. On an order with `orderId`: inventory or pricing did not answer in time, and all is undone. Without `orderId`: nobody knows yet, the order may still be confirmed
             */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `deadline-exceeded`: the time of `Request-Timeout-Ms` or of the operation (`resilience.yaml`) is over; inventory says so of what has still to wait then, and does nothing. A write may still take effect */
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
    readonly getTaxRate: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description The date of the behaviour that the client was written for; the newest without it.
                 * @example 2026-11-22
                 */
                readonly "holdfast-version"?: string;
                /**
                 * @description For how long the client waits; the gateway answers 504 rather than later.
                 * @example 1500
                 */
                readonly "request-timeout-ms"?: number;
                /**
                 * @description 1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.
                 * @example cart-4711
                 */
                readonly "x-correlation-id"?: string;
            };
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
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "exceptions": [],
                     *       "pricesIncludeTax": true,
                     *       "provider": "internal",
                     *       "rates": [
                     *         {
                     *           "category": "standard",
                     *           "ratePercent": "17"
                     *         }
                     *       ],
                     *       "region": "LU",
                     *       "reverseCharge": false,
                     *       "reverseChargeAtHome": false,
                     *       "rounding": {
                     *         "level": "line",
                     *         "mode": "half-up"
                     *       },
                     *       "version": 1
                     *     }
                     */
                    readonly "application/json": components["schemas"]["TaxRule"];
                };
            };
            /**
             * @description - `malformed-request`: the bytes are no HTTP request, the body is not as long as `Content-Length` says, or an upload was cut off or took longer than 10 minutes
             *     - `malformed-url`: the URL, unescaped, is no UTF-8 text, or has NUL
             *     - `validation-failed`: a field has the wrong type, is out of bounds, missing, or not known; `errors` names each
             *     - `unknown-version`: `Holdfast-Version` names a date that behaviour never changed on; `errors` lists the known ones
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unauthenticated`: no API key, or one that nobody has; a token (JWT) that is expired or not one taken here; at a service: no account named by the gateway */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `forbidden`: the key's scope is `shop` and the path is below `/api/v1/admin/`, or the operation is `refundOrder` or `returnItems` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `tax-rate-not-found`: the region has no tax rates */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `rate-limited`: the key has used its quota (`RateLimit`, `RateLimit-Policy`), or too much came from the address, or too much without a valid key */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `not-ready`: on `GET /readyz`: a dependency that the service needs cannot be reached, `checks` names it; elsewhere: the service's database cannot be reached, `Retry-After: 1`
             *     - `keys-unavailable`: the gateway cannot tell whether a key or token is good: it has not read its database yet, or the issuer's keys; `Retry-After: 1`
             *     - `upstream-unavailable`: a service cannot be reached, answers something that is no problem of ours, or its breaker is open; `Retry-After: 5`, or what the service said. On an order with `orderId`: inventory or pricing did not answer in time, and all is undone. Without `orderId`: nobody knows yet, the order may still be confirmed
             */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `deadline-exceeded`: the time of `Request-Timeout-Ms` or of the operation (`resilience.yaml`) is over; inventory says so of what has still to wait then, and does nothing. A write may still take effect */
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
    readonly putTaxRate: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description ETags, or `*`: replace only what has one of them. */
                readonly "if-match"?: string;
                /** @description Create only. */
                readonly "if-none-match"?: "*";
                /**
                 * @description The date of the behaviour that the client was written for; the newest without it.
                 * @example 2026-11-22
                 */
                readonly "holdfast-version"?: string;
                /**
                 * @description For how long the client waits; the gateway answers 504 rather than later.
                 * @example 1500
                 */
                readonly "request-timeout-ms"?: number;
                /**
                 * @description 1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.
                 * @example cart-4711
                 */
                readonly "x-correlation-id"?: string;
            };
            readonly path: {
                /** @description ISO 3166: a country (ES) or one of its subdivisions (ES-CN). */
                readonly region: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "pricesIncludeTax": true,
                 *       "rates": [
                 *         {
                 *           "category": "standard",
                 *           "ratePercent": "4"
                 *         }
                 *       ]
                 *     }
                 */
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
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "exceptions": [],
                     *       "pricesIncludeTax": true,
                     *       "provider": "internal",
                     *       "rates": [
                     *         {
                     *           "category": "standard",
                     *           "ratePercent": "4"
                     *         }
                     *       ],
                     *       "region": "IT",
                     *       "reverseCharge": false,
                     *       "reverseChargeAtHome": false,
                     *       "rounding": {
                     *         "level": "line",
                     *         "mode": "half-up"
                     *       },
                     *       "version": 2
                     *     }
                     */
                    readonly "application/json": components["schemas"]["TaxRule"];
                };
            };
            /** @description Default Response */
            readonly 201: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TaxRule"];
                };
            };
            /**
             * @description - `malformed-request`: the bytes are no HTTP request, the body is not as long as `Content-Length` says, or an upload was cut off or took longer than 10 minutes
             *     - `malformed-url`: the URL, unescaped, is no UTF-8 text, or has NUL
             *     - `json-too-deep`: the body is nested deeper than 64 levels
             *     - `malformed-json`: the body is no JSON, is empty where JSON is expected, or has a `__proto__` key
             *     - `validation-failed`: a field has the wrong type, is out of bounds, missing, or not known; `errors` names each
             *     - `unknown-version`: `Holdfast-Version` names a date that behaviour never changed on; `errors` lists the known ones
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unauthenticated`: no API key, or one that nobody has; a token (JWT) that is expired or not one taken here; at a service: no account named by the gateway */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `forbidden`: the key's scope is `shop` and the path is below `/api/v1/admin/`, or the operation is `refundOrder` or `returnItems` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `precondition-failed`: `If-Match` names another version, or `If-None-Match: *` meets one that exists */
            readonly 412: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unknown-region`: a region of no ISO 3166 country; `errors` names the field */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `rate-limited`: the key has used its quota (`RateLimit`, `RateLimit-Policy`), or too much came from the address, or too much without a valid key */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `not-ready`: on `GET /readyz`: a dependency that the service needs cannot be reached, `checks` names it; elsewhere: the service's database cannot be reached, `Retry-After: 1`
             *     - `keys-unavailable`: the gateway cannot tell whether a key or token is good: it has not read its database yet, or the issuer's keys; `Retry-After: 1`
             *     - `upstream-unavailable`: a service cannot be reached, answers something that is no problem of ours, or its breaker is open; `Retry-After: 5`, or what the service said. On an order with `orderId`: inventory or pricing did not answer in time, and all is undone. Without `orderId`: nobody knows yet, the order may still be confirmed
             */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `deadline-exceeded`: the time of `Request-Timeout-Ms` or of the operation (`resilience.yaml`) is over; inventory says so of what has still to wait then, and does nothing. A write may still take effect */
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
    readonly listWebhooks: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description The date of the behaviour that the client was written for; the newest without it.
                 * @example 2026-11-22
                 */
                readonly "holdfast-version"?: string;
                /**
                 * @description For how long the client waits; the gateway answers 504 rather than later.
                 * @example 1500
                 */
                readonly "request-timeout-ms"?: number;
                /**
                 * @description 1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.
                 * @example cart-4711
                 */
                readonly "x-correlation-id"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "createdAt": "2026-11-23T11:26:14.456Z",
                     *           "description": null,
                     *           "disabledReason": null,
                     *           "enabled": true,
                     *           "eventTypes": [
                     *             "item.changed"
                     *           ],
                     *           "failingSince": null,
                     *           "failures": 0,
                     *           "id": "01a20828-15b8-7513-9434-fb370c028a47",
                     *           "lastError": null,
                     *           "retryAt": null,
                     *           "status": "active",
                     *           "url": "http://127.0.0.1:36255/",
                     *           "version": 1
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["Webhook"][];
                        readonly nextCursor: null;
                    };
                };
            };
            /**
             * @description - `malformed-request`: the bytes are no HTTP request, the body is not as long as `Content-Length` says, or an upload was cut off or took longer than 10 minutes
             *     - `malformed-url`: the URL, unescaped, is no UTF-8 text, or has NUL
             *     - `validation-failed`: a field has the wrong type, is out of bounds, missing, or not known; `errors` names each
             *     - `unknown-version`: `Holdfast-Version` names a date that behaviour never changed on; `errors` lists the known ones
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unauthenticated`: no API key, or one that nobody has; a token (JWT) that is expired or not one taken here; at a service: no account named by the gateway */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `forbidden`: the key's scope is `shop` and the path is below `/api/v1/admin/`, or the operation is `refundOrder` or `returnItems` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `rate-limited`: the key has used its quota (`RateLimit`, `RateLimit-Policy`), or too much came from the address, or too much without a valid key */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `not-ready`: on `GET /readyz`: a dependency that the service needs cannot be reached, `checks` names it; elsewhere: the service's database cannot be reached, `Retry-After: 1`
             *     - `keys-unavailable`: the gateway cannot tell whether a key or token is good: it has not read its database yet, or the issuer's keys; `Retry-After: 1`
             *     - `upstream-unavailable`: a service cannot be reached, answers something that is no problem of ours, or its breaker is open; `Retry-After: 5`, or what the service said. On an order with `orderId`: inventory or pricing did not answer in time, and all is undone. Without `orderId`: nobody knows yet, the order may still be confirmed
             */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `deadline-exceeded`: the time of `Request-Timeout-Ms` or of the operation (`resilience.yaml`) is over; inventory says so of what has still to wait then, and does nothing. A write may still take effect */
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
    readonly createWebhook: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 visible ASCII characters; a repeat gets the first answer. */
                readonly "idempotency-key"?: string;
                /**
                 * @description The date of the behaviour that the client was written for; the newest without it.
                 * @example 2026-11-22
                 */
                readonly "holdfast-version"?: string;
                /**
                 * @description For how long the client waits; the gateway answers 504 rather than later.
                 * @example 1500
                 */
                readonly "request-timeout-ms"?: number;
                /**
                 * @description 1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.
                 * @example cart-4711
                 */
                readonly "x-correlation-id"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "eventTypes": [
                 *         "item.changed"
                 *       ],
                 *       "url": "http://127.0.0.1:36255/"
                 *     }
                 */
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
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "createdAt": "2026-11-23T11:26:14.456Z",
                     *       "description": null,
                     *       "disabledReason": null,
                     *       "enabled": true,
                     *       "eventTypes": [
                     *         "item.changed"
                     *       ],
                     *       "failingSince": null,
                     *       "failures": 0,
                     *       "id": "01a20828-15b8-7513-9434-fb370c028a47",
                     *       "lastError": null,
                     *       "retryAt": null,
                     *       "secret": "whsec_RmFvoMtNqk…",
                     *       "status": "active",
                     *       "url": "http://127.0.0.1:36255/",
                     *       "version": 1
                     *     }
                     */
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
            /**
             * @description - `malformed-request`: the bytes are no HTTP request, the body is not as long as `Content-Length` says, or an upload was cut off or took longer than 10 minutes
             *     - `malformed-url`: the URL, unescaped, is no UTF-8 text, or has NUL
             *     - `json-too-deep`: the body is nested deeper than 64 levels
             *     - `malformed-json`: the body is no JSON, is empty where JSON is expected, or has a `__proto__` key
             *     - `validation-failed`: a field has the wrong type, is out of bounds, missing, or not known; `errors` names each
             *     - `idempotency-key-missing`: the operation requires an `Idempotency-Key`
             *     - `idempotency-key-invalid`: the key is not 1 to 255 visible ASCII characters, or was sent twice
             *     - `unknown-version`: `Holdfast-Version` names a date that behaviour never changed on; `errors` lists the known ones
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unauthenticated`: no API key, or one that nobody has; a token (JWT) that is expired or not one taken here; at a service: no account named by the gateway */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `forbidden`: the key's scope is `shop` and the path is below `/api/v1/admin/`, or the operation is `refundOrder` or `returnItems` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `idempotency-key-in-flight`: the first request with this key is not answered yet
             *     - `webhooks-over-limit`: there are as many webhooks as can be; nothing is stored
             */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `idempotency-key-reused`: the key belongs to another request of this account in the last 24 hours (for orders: at any time)
             *     - `webhook-url-refused`: nothing can be sent there: not https, not public, or with credentials; `errors` says which
             */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `rate-limited`: the key has used its quota (`RateLimit`, `RateLimit-Policy`), or too much came from the address, or too much without a valid key */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `not-ready`: on `GET /readyz`: a dependency that the service needs cannot be reached, `checks` names it; elsewhere: the service's database cannot be reached, `Retry-After: 1`
             *     - `keys-unavailable`: the gateway cannot tell whether a key or token is good: it has not read its database yet, or the issuer's keys; `Retry-After: 1`
             *     - `upstream-unavailable`: a service cannot be reached, answers something that is no problem of ours, or its breaker is open; `Retry-After: 5`, or what the service said. On an order with `orderId`: inventory or pricing did not answer in time, and all is undone. Without `orderId`: nobody knows yet, the order may still be confirmed
             */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `deadline-exceeded`: the time of `Request-Timeout-Ms` or of the operation (`resilience.yaml`) is over; inventory says so of what has still to wait then, and does nothing. A write may still take effect */
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
    readonly getWebhook: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description The date of the behaviour that the client was written for; the newest without it.
                 * @example 2026-11-22
                 */
                readonly "holdfast-version"?: string;
                /**
                 * @description For how long the client waits; the gateway answers 504 rather than later.
                 * @example 1500
                 */
                readonly "request-timeout-ms"?: number;
                /**
                 * @description 1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.
                 * @example cart-4711
                 */
                readonly "x-correlation-id"?: string;
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
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "createdAt": "2026-11-23T11:26:14.456Z",
                     *       "description": null,
                     *       "disabledReason": null,
                     *       "enabled": true,
                     *       "eventTypes": [
                     *         "item.changed"
                     *       ],
                     *       "failingSince": null,
                     *       "failures": 0,
                     *       "id": "01a20828-15b8-7513-9434-fb370c028a47",
                     *       "lastError": null,
                     *       "retryAt": null,
                     *       "status": "active",
                     *       "url": "http://127.0.0.1:36255/",
                     *       "version": 1
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Webhook"];
                };
            };
            /**
             * @description - `malformed-request`: the bytes are no HTTP request, the body is not as long as `Content-Length` says, or an upload was cut off or took longer than 10 minutes
             *     - `malformed-url`: the URL, unescaped, is no UTF-8 text, or has NUL
             *     - `validation-failed`: a field has the wrong type, is out of bounds, missing, or not known; `errors` names each
             *     - `unknown-version`: `Holdfast-Version` names a date that behaviour never changed on; `errors` lists the known ones
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unauthenticated`: no API key, or one that nobody has; a token (JWT) that is expired or not one taken here; at a service: no account named by the gateway */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `forbidden`: the key's scope is `shop` and the path is below `/api/v1/admin/`, or the operation is `refundOrder` or `returnItems` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `webhook-not-found`: no webhook has the id, or it was deleted */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `rate-limited`: the key has used its quota (`RateLimit`, `RateLimit-Policy`), or too much came from the address, or too much without a valid key */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `not-ready`: on `GET /readyz`: a dependency that the service needs cannot be reached, `checks` names it; elsewhere: the service's database cannot be reached, `Retry-After: 1`
             *     - `keys-unavailable`: the gateway cannot tell whether a key or token is good: it has not read its database yet, or the issuer's keys; `Retry-After: 1`
             *     - `upstream-unavailable`: a service cannot be reached, answers something that is no problem of ours, or its breaker is open; `Retry-After: 5`, or what the service said. On an order with `orderId`: inventory or pricing did not answer in time, and all is undone. Without `orderId`: nobody knows yet, the order may still be confirmed
             */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `deadline-exceeded`: the time of `Request-Timeout-Ms` or of the operation (`resilience.yaml`) is over; inventory says so of what has still to wait then, and does nothing. A write may still take effect */
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
    readonly deleteWebhook: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description ETags, or `*`: replace only what has one of them. */
                readonly "if-match"?: string;
                /** @description Create only. */
                readonly "if-none-match"?: "*";
                /**
                 * @description The date of the behaviour that the client was written for; the newest without it.
                 * @example 2026-11-22
                 */
                readonly "holdfast-version"?: string;
                /**
                 * @description For how long the client waits; the gateway answers 504 rather than later.
                 * @example 1500
                 */
                readonly "request-timeout-ms"?: number;
                /**
                 * @description 1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.
                 * @example cart-4711
                 */
                readonly "x-correlation-id"?: string;
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
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description - `malformed-request`: the bytes are no HTTP request, the body is not as long as `Content-Length` says, or an upload was cut off or took longer than 10 minutes
             *     - `malformed-url`: the URL, unescaped, is no UTF-8 text, or has NUL
             *     - `validation-failed`: a field has the wrong type, is out of bounds, missing, or not known; `errors` names each
             *     - `unknown-version`: `Holdfast-Version` names a date that behaviour never changed on; `errors` lists the known ones
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unauthenticated`: no API key, or one that nobody has; a token (JWT) that is expired or not one taken here; at a service: no account named by the gateway */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `forbidden`: the key's scope is `shop` and the path is below `/api/v1/admin/`, or the operation is `refundOrder` or `returnItems` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `webhook-not-found`: no webhook has the id, or it was deleted */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `precondition-failed`: `If-Match` names another version, or `If-None-Match: *` meets one that exists */
            readonly 412: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `rate-limited`: the key has used its quota (`RateLimit`, `RateLimit-Policy`), or too much came from the address, or too much without a valid key */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `not-ready`: on `GET /readyz`: a dependency that the service needs cannot be reached, `checks` names it; elsewhere: the service's database cannot be reached, `Retry-After: 1`
             *     - `keys-unavailable`: the gateway cannot tell whether a key or token is good: it has not read its database yet, or the issuer's keys; `Retry-After: 1`
             *     - `upstream-unavailable`: a service cannot be reached, answers something that is no problem of ours, or its breaker is open; `Retry-After: 5`, or what the service said. On an order with `orderId`: inventory or pricing did not answer in time, and all is undone. Without `orderId`: nobody knows yet, the order may still be confirmed
             */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `deadline-exceeded`: the time of `Request-Timeout-Ms` or of the operation (`resilience.yaml`) is over; inventory says so of what has still to wait then, and does nothing. A write may still take effect */
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
    readonly patchWebhook: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description ETags, or `*`: replace only what has one of them. */
                readonly "if-match"?: string;
                /** @description Create only. */
                readonly "if-none-match"?: "*";
                /**
                 * @description The date of the behaviour that the client was written for; the newest without it.
                 * @example 2026-11-22
                 */
                readonly "holdfast-version"?: string;
                /**
                 * @description For how long the client waits; the gateway answers 504 rather than later.
                 * @example 1500
                 */
                readonly "request-timeout-ms"?: number;
                /**
                 * @description 1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.
                 * @example cart-4711
                 */
                readonly "x-correlation-id"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "description": "The warehouse"
                 *     }
                 */
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
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "createdAt": "2026-11-23T11:28:42.307Z",
                     *       "description": "The warehouse",
                     *       "disabledReason": null,
                     *       "enabled": true,
                     *       "eventTypes": [
                     *         "stock.changed"
                     *       ],
                     *       "failingSince": null,
                     *       "failures": 0,
                     *       "id": "01a2082a-5743-7da6-84ca-a5e7c24e4fa8",
                     *       "lastError": null,
                     *       "retryAt": null,
                     *       "status": "active",
                     *       "url": "http://127.0.0.1:34677/hook",
                     *       "version": 2
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Webhook"];
                };
            };
            /**
             * @description - `malformed-request`: the bytes are no HTTP request, the body is not as long as `Content-Length` says, or an upload was cut off or took longer than 10 minutes
             *     - `malformed-url`: the URL, unescaped, is no UTF-8 text, or has NUL
             *     - `json-too-deep`: the body is nested deeper than 64 levels
             *     - `malformed-json`: the body is no JSON, is empty where JSON is expected, or has a `__proto__` key
             *     - `validation-failed`: a field has the wrong type, is out of bounds, missing, or not known; `errors` names each
             *     - `unknown-version`: `Holdfast-Version` names a date that behaviour never changed on; `errors` lists the known ones
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unauthenticated`: no API key, or one that nobody has; a token (JWT) that is expired or not one taken here; at a service: no account named by the gateway */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `forbidden`: the key's scope is `shop` and the path is below `/api/v1/admin/`, or the operation is `refundOrder` or `returnItems` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `webhook-not-found`: no webhook has the id, or it was deleted */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `precondition-failed`: `If-Match` names another version, or `If-None-Match: *` meets one that exists */
            readonly 412: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `webhook-url-refused`: nothing can be sent there: not https, not public, or with credentials; `errors` says which */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `rate-limited`: the key has used its quota (`RateLimit`, `RateLimit-Policy`), or too much came from the address, or too much without a valid key */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `not-ready`: on `GET /readyz`: a dependency that the service needs cannot be reached, `checks` names it; elsewhere: the service's database cannot be reached, `Retry-After: 1`
             *     - `keys-unavailable`: the gateway cannot tell whether a key or token is good: it has not read its database yet, or the issuer's keys; `Retry-After: 1`
             *     - `upstream-unavailable`: a service cannot be reached, answers something that is no problem of ours, or its breaker is open; `Retry-After: 5`, or what the service said. On an order with `orderId`: inventory or pricing did not answer in time, and all is undone. Without `orderId`: nobody knows yet, the order may still be confirmed
             */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `deadline-exceeded`: the time of `Request-Timeout-Ms` or of the operation (`resilience.yaml`) is over; inventory says so of what has still to wait then, and does nothing. A write may still take effect */
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
    readonly listWebhookDeliveries: {
        readonly parameters: {
            readonly query?: {
                readonly status?: "pending" | "delivered" | "failed";
                readonly limit?: number;
                /** @description `nextCursor` of a page. */
                readonly cursor?: string;
            };
            readonly header?: {
                /**
                 * @description The date of the behaviour that the client was written for; the newest without it.
                 * @example 2026-11-22
                 */
                readonly "holdfast-version"?: string;
                /**
                 * @description For how long the client waits; the gateway answers 504 rather than later.
                 * @example 1500
                 */
                readonly "request-timeout-ms"?: number;
                /**
                 * @description 1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.
                 * @example cart-4711
                 */
                readonly "x-correlation-id"?: string;
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
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "attempts": [
                     *             {
                     *               "at": "2026-11-23T11:28:42.450Z",
                     *               "durationMs": 8,
                     *               "error": "answered 500",
                     *               "statusCode": 500
                     *             }
                     *           ],
                     *           "createdAt": "2026-11-23T11:28:42.417Z",
                     *           "endedAt": null,
                     *           "eventId": "stock/SETTINGS-4/1",
                     *           "eventType": "stock.changed",
                     *           "id": "01a2082a-57c2-75ae-999d-9644be5e013f",
                     *           "status": "pending"
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
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
            /**
             * @description - `malformed-request`: the bytes are no HTTP request, the body is not as long as `Content-Length` says, or an upload was cut off or took longer than 10 minutes
             *     - `malformed-url`: the URL, unescaped, is no UTF-8 text, or has NUL
             *     - `validation-failed`: a field has the wrong type, is out of bounds, missing, or not known; `errors` names each
             *     - `unknown-version`: `Holdfast-Version` names a date that behaviour never changed on; `errors` lists the known ones
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unauthenticated`: no API key, or one that nobody has; a token (JWT) that is expired or not one taken here; at a service: no account named by the gateway */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `forbidden`: the key's scope is `shop` and the path is below `/api/v1/admin/`, or the operation is `refundOrder` or `returnItems` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `webhook-not-found`: no webhook has the id, or it was deleted */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `rate-limited`: the key has used its quota (`RateLimit`, `RateLimit-Policy`), or too much came from the address, or too much without a valid key */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `not-ready`: on `GET /readyz`: a dependency that the service needs cannot be reached, `checks` names it; elsewhere: the service's database cannot be reached, `Retry-After: 1`
             *     - `keys-unavailable`: the gateway cannot tell whether a key or token is good: it has not read its database yet, or the issuer's keys; `Retry-After: 1`
             *     - `upstream-unavailable`: a service cannot be reached, answers something that is no problem of ours, or its breaker is open; `Retry-After: 5`, or what the service said. On an order with `orderId`: inventory or pricing did not answer in time, and all is undone. Without `orderId`: nobody knows yet, the order may still be confirmed
             */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `deadline-exceeded`: the time of `Request-Timeout-Ms` or of the operation (`resilience.yaml`) is over; inventory says so of what has still to wait then, and does nothing. A write may still take effect */
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
    readonly getWebhookDelivery: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description The date of the behaviour that the client was written for; the newest without it.
                 * @example 2026-11-22
                 */
                readonly "holdfast-version"?: string;
                /**
                 * @description For how long the client waits; the gateway answers 504 rather than later.
                 * @example 1500
                 */
                readonly "request-timeout-ms"?: number;
                /**
                 * @description 1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.
                 * @example cart-4711
                 */
                readonly "x-correlation-id"?: string;
            };
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
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "attempts": [
                     *         {
                     *           "at": "2026-11-23T11:28:42.450Z",
                     *           "durationMs": 8,
                     *           "error": "answered 500",
                     *           "statusCode": 500
                     *         }
                     *       ],
                     *       "createdAt": "2026-11-23T11:28:42.417Z",
                     *       "endedAt": null,
                     *       "event": {
                     *         "aggregate": "stock/SETTINGS-4",
                     *         "at": "2026-11-23T11:28:42.400Z",
                     *         "data": {
                     *           "locations": [
                     *             {
                     *               "code": "BER",
                     *               "onHand": 1,
                     *               "reserved": 0
                     *             }
                     *           ],
                     *           "sku": "SETTINGS-4"
                     *         },
                     *         "id": "stock/SETTINGS-4/1",
                     *         "sequence": 1,
                     *         "traceparent": "00-aa0c809c1d55ff8ef053eb2bf9956fbd-266ba3393c1d54fc-03",
                     *         "type": "stock.changed"
                     *       },
                     *       "eventId": "stock/SETTINGS-4/1",
                     *       "eventType": "stock.changed",
                     *       "id": "01a2082a-57c2-75ae-999d-9644be5e013f",
                     *       "status": "pending"
                     *     }
                     */
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
            /**
             * @description - `malformed-request`: the bytes are no HTTP request, the body is not as long as `Content-Length` says, or an upload was cut off or took longer than 10 minutes
             *     - `malformed-url`: the URL, unescaped, is no UTF-8 text, or has NUL
             *     - `validation-failed`: a field has the wrong type, is out of bounds, missing, or not known; `errors` names each
             *     - `unknown-version`: `Holdfast-Version` names a date that behaviour never changed on; `errors` lists the known ones
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unauthenticated`: no API key, or one that nobody has; a token (JWT) that is expired or not one taken here; at a service: no account named by the gateway */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `forbidden`: the key's scope is `shop` and the path is below `/api/v1/admin/`, or the operation is `refundOrder` or `returnItems` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `delivery-not-found`: the webhook has no delivery of this id, or it is older than 30 days */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `rate-limited`: the key has used its quota (`RateLimit`, `RateLimit-Policy`), or too much came from the address, or too much without a valid key */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `not-ready`: on `GET /readyz`: a dependency that the service needs cannot be reached, `checks` names it; elsewhere: the service's database cannot be reached, `Retry-After: 1`
             *     - `keys-unavailable`: the gateway cannot tell whether a key or token is good: it has not read its database yet, or the issuer's keys; `Retry-After: 1`
             *     - `upstream-unavailable`: a service cannot be reached, answers something that is no problem of ours, or its breaker is open; `Retry-After: 5`, or what the service said. On an order with `orderId`: inventory or pricing did not answer in time, and all is undone. Without `orderId`: nobody knows yet, the order may still be confirmed
             */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `deadline-exceeded`: the time of `Request-Timeout-Ms` or of the operation (`resilience.yaml`) is over; inventory says so of what has still to wait then, and does nothing. A write may still take effect */
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
    readonly replayWebhookDelivery: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description The date of the behaviour that the client was written for; the newest without it.
                 * @example 2026-11-22
                 */
                readonly "holdfast-version"?: string;
                /**
                 * @description For how long the client waits; the gateway answers 504 rather than later.
                 * @example 1500
                 */
                readonly "request-timeout-ms"?: number;
                /**
                 * @description 1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.
                 * @example cart-4711
                 */
                readonly "x-correlation-id"?: string;
            };
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
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "attempts": [
                     *         {
                     *           "at": "2026-11-23T11:26:14.552Z",
                     *           "durationMs": 6,
                     *           "error": null,
                     *           "statusCode": 204
                     *         }
                     *       ],
                     *       "createdAt": "2026-11-23T11:26:14.607Z",
                     *       "endedAt": null,
                     *       "eventId": "item/CONTRACT-4/1",
                     *       "eventType": "item.changed",
                     *       "id": "01a20828-160c-7f0c-a71f-ebdeb4bc90b9",
                     *       "status": "pending"
                     *     }
                     */
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
            /**
             * @description - `malformed-request`: the bytes are no HTTP request, the body is not as long as `Content-Length` says, or an upload was cut off or took longer than 10 minutes
             *     - `malformed-url`: the URL, unescaped, is no UTF-8 text, or has NUL
             *     - `validation-failed`: a field has the wrong type, is out of bounds, missing, or not known; `errors` names each
             *     - `unknown-version`: `Holdfast-Version` names a date that behaviour never changed on; `errors` lists the known ones
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unauthenticated`: no API key, or one that nobody has; a token (JWT) that is expired or not one taken here; at a service: no account named by the gateway */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `forbidden`: the key's scope is `shop` and the path is below `/api/v1/admin/`, or the operation is `refundOrder` or `returnItems` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `delivery-not-found`: the webhook has no delivery of this id, or it is older than 30 days */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `invalid-state`: the reservation or charge has moved on (expired, released, confirmed, captured …), holds other goods under this id, or belongs to another order; the promotion needs no coupon, or the coupon is its own; the order has redeemed other promotions, or given them back; the quote is of before what it follows from was recorded */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `rate-limited`: the key has used its quota (`RateLimit`, `RateLimit-Policy`), or too much came from the address, or too much without a valid key */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `not-ready`: on `GET /readyz`: a dependency that the service needs cannot be reached, `checks` names it; elsewhere: the service's database cannot be reached, `Retry-After: 1`
             *     - `keys-unavailable`: the gateway cannot tell whether a key or token is good: it has not read its database yet, or the issuer's keys; `Retry-After: 1`
             *     - `upstream-unavailable`: a service cannot be reached, answers something that is no problem of ours, or its breaker is open; `Retry-After: 5`, or what the service said. On an order with `orderId`: inventory or pricing did not answer in time, and all is undone. Without `orderId`: nobody knows yet, the order may still be confirmed
             */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `deadline-exceeded`: the time of `Request-Timeout-Ms` or of the operation (`resilience.yaml`) is over; inventory says so of what has still to wait then, and does nothing. A write may still take effect */
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
    readonly skipWebhookDelivery: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description The date of the behaviour that the client was written for; the newest without it.
                 * @example 2026-11-22
                 */
                readonly "holdfast-version"?: string;
                /**
                 * @description For how long the client waits; the gateway answers 504 rather than later.
                 * @example 1500
                 */
                readonly "request-timeout-ms"?: number;
                /**
                 * @description 1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.
                 * @example cart-4711
                 */
                readonly "x-correlation-id"?: string;
            };
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
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "attempts": [
                     *         {
                     *           "at": "2026-11-23T11:28:42.450Z",
                     *           "durationMs": 8,
                     *           "error": "answered 500",
                     *           "statusCode": 500
                     *         }
                     *       ],
                     *       "createdAt": "2026-11-23T11:28:42.417Z",
                     *       "endedAt": "2026-11-23T11:28:42.515Z",
                     *       "eventId": "stock/SETTINGS-4/1",
                     *       "eventType": "stock.changed",
                     *       "id": "01a2082a-57c2-75ae-999d-9644be5e013f",
                     *       "status": "failed"
                     *     }
                     */
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
            /**
             * @description - `malformed-request`: the bytes are no HTTP request, the body is not as long as `Content-Length` says, or an upload was cut off or took longer than 10 minutes
             *     - `malformed-url`: the URL, unescaped, is no UTF-8 text, or has NUL
             *     - `validation-failed`: a field has the wrong type, is out of bounds, missing, or not known; `errors` names each
             *     - `unknown-version`: `Holdfast-Version` names a date that behaviour never changed on; `errors` lists the known ones
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unauthenticated`: no API key, or one that nobody has; a token (JWT) that is expired or not one taken here; at a service: no account named by the gateway */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `forbidden`: the key's scope is `shop` and the path is below `/api/v1/admin/`, or the operation is `refundOrder` or `returnItems` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `delivery-not-found`: the webhook has no delivery of this id, or it is older than 30 days */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `invalid-state`: the reservation or charge has moved on (expired, released, confirmed, captured …), holds other goods under this id, or belongs to another order; the promotion needs no coupon, or the coupon is its own; the order has redeemed other promotions, or given them back; the quote is of before what it follows from was recorded */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `rate-limited`: the key has used its quota (`RateLimit`, `RateLimit-Policy`), or too much came from the address, or too much without a valid key */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `not-ready`: on `GET /readyz`: a dependency that the service needs cannot be reached, `checks` names it; elsewhere: the service's database cannot be reached, `Retry-After: 1`
             *     - `keys-unavailable`: the gateway cannot tell whether a key or token is good: it has not read its database yet, or the issuer's keys; `Retry-After: 1`
             *     - `upstream-unavailable`: a service cannot be reached, answers something that is no problem of ours, or its breaker is open; `Retry-After: 5`, or what the service said. On an order with `orderId`: inventory or pricing did not answer in time, and all is undone. Without `orderId`: nobody knows yet, the order may still be confirmed
             */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `deadline-exceeded`: the time of `Request-Timeout-Ms` or of the operation (`resilience.yaml`) is over; inventory says so of what has still to wait then, and does nothing. A write may still take effect */
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
                /**
                 * @description The date of the behaviour that the client was written for; the newest without it.
                 * @example 2026-11-22
                 */
                readonly "holdfast-version"?: string;
                /**
                 * @description For how long the client waits; the gateway answers 504 rather than later.
                 * @example 1500
                 */
                readonly "request-timeout-ms"?: number;
                /**
                 * @description 1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.
                 * @example cart-4711
                 */
                readonly "x-correlation-id"?: string;
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
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "createdAt": "2026-11-23T11:28:42.307Z",
                     *       "description": "The warehouse",
                     *       "disabledReason": null,
                     *       "enabled": true,
                     *       "eventTypes": [
                     *         "stock.changed"
                     *       ],
                     *       "failingSince": null,
                     *       "failures": 0,
                     *       "id": "01a2082a-5743-7da6-84ca-a5e7c24e4fa8",
                     *       "lastError": null,
                     *       "retryAt": null,
                     *       "secret": "whsec_B30YQ2zRtM…",
                     *       "status": "active",
                     *       "url": "http://127.0.0.1:34677/hook",
                     *       "version": 3
                     *     }
                     */
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
            /**
             * @description - `malformed-request`: the bytes are no HTTP request, the body is not as long as `Content-Length` says, or an upload was cut off or took longer than 10 minutes
             *     - `malformed-url`: the URL, unescaped, is no UTF-8 text, or has NUL
             *     - `validation-failed`: a field has the wrong type, is out of bounds, missing, or not known; `errors` names each
             *     - `idempotency-key-missing`: the operation requires an `Idempotency-Key`
             *     - `idempotency-key-invalid`: the key is not 1 to 255 visible ASCII characters, or was sent twice
             *     - `unknown-version`: `Holdfast-Version` names a date that behaviour never changed on; `errors` lists the known ones
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unauthenticated`: no API key, or one that nobody has; a token (JWT) that is expired or not one taken here; at a service: no account named by the gateway */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `forbidden`: the key's scope is `shop` and the path is below `/api/v1/admin/`, or the operation is `refundOrder` or `returnItems` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `webhook-not-found`: no webhook has the id, or it was deleted */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `idempotency-key-in-flight`: the first request with this key is not answered yet */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `precondition-failed`: `If-Match` names another version, or `If-None-Match: *` meets one that exists */
            readonly 412: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `idempotency-key-reused`: the key belongs to another request of this account in the last 24 hours (for orders: at any time) */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `rate-limited`: the key has used its quota (`RateLimit`, `RateLimit-Policy`), or too much came from the address, or too much without a valid key */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `not-ready`: on `GET /readyz`: a dependency that the service needs cannot be reached, `checks` names it; elsewhere: the service's database cannot be reached, `Retry-After: 1`
             *     - `keys-unavailable`: the gateway cannot tell whether a key or token is good: it has not read its database yet, or the issuer's keys; `Retry-After: 1`
             *     - `upstream-unavailable`: a service cannot be reached, answers something that is no problem of ours, or its breaker is open; `Retry-After: 5`, or what the service said. On an order with `orderId`: inventory or pricing did not answer in time, and all is undone. Without `orderId`: nobody knows yet, the order may still be confirmed
             */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `deadline-exceeded`: the time of `Request-Timeout-Ms` or of the operation (`resilience.yaml`) is over; inventory says so of what has still to wait then, and does nothing. A write may still take effect */
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
    readonly testWebhook: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description The date of the behaviour that the client was written for; the newest without it.
                 * @example 2026-11-22
                 */
                readonly "holdfast-version"?: string;
                /**
                 * @description For how long the client waits; the gateway answers 504 rather than later.
                 * @example 1500
                 */
                readonly "request-timeout-ms"?: number;
                /**
                 * @description 1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.
                 * @example cart-4711
                 */
                readonly "x-correlation-id"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "dryRun": true
                 *     }
                 */
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
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "attempt": null,
                     *       "delivered": false,
                     *       "request": {
                     *         "body": "{\"id\":\"webhook-test/01a2082a-5760-75bc-a30c-10863afe9611/1\",\"aggregate\":\"webhook-test/01a2082a-5760-75bc-a30c-10863afe9611\",\"sequence\":1,\"type\":\"webhook.test\",\"at\":\"2026-11-23T11:28:42.336Z\",\"traceparent\":\"00-da2d808035a76d15505127fab650e8a1-7ec946435e146566-03\",\"data\":{\"webhookId\":\"01a2082a-5743-7da6-84ca-a5e7c24e4fa8\"}}",
                     *         "headers": {
                     *           "content-type": "application/json",
                     *           "traceparent": "00-da2d808035a76d15505127fab650e8a1-7ec946435e146566-03",
                     *           "user-agent": "Holdfast-Webhooks/1",
                     *           "webhook-id": "evt_5a7e58be37ba551d0d5b5fe339e2e991",
                     *           "webhook-signature": "v1,UlLPQ8vLXTjsQp6yRvdPrRjPWl6UNd8QClb1vuIWIjY=",
                     *           "webhook-timestamp": "1795433322"
                     *         },
                     *         "url": "http://127.0.0.1:34677/hook"
                     *       },
                     *       "sent": false
                     *     }
                     */
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
            /**
             * @description - `malformed-request`: the bytes are no HTTP request, the body is not as long as `Content-Length` says, or an upload was cut off or took longer than 10 minutes
             *     - `malformed-url`: the URL, unescaped, is no UTF-8 text, or has NUL
             *     - `json-too-deep`: the body is nested deeper than 64 levels
             *     - `malformed-json`: the body is no JSON, is empty where JSON is expected, or has a `__proto__` key
             *     - `validation-failed`: a field has the wrong type, is out of bounds, missing, or not known; `errors` names each
             *     - `unknown-version`: `Holdfast-Version` names a date that behaviour never changed on; `errors` lists the known ones
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unauthenticated`: no API key, or one that nobody has; a token (JWT) that is expired or not one taken here; at a service: no account named by the gateway */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `forbidden`: the key's scope is `shop` and the path is below `/api/v1/admin/`, or the operation is `refundOrder` or `returnItems` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `webhook-not-found`: no webhook has the id, or it was deleted */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `rate-limited`: the key has used its quota (`RateLimit`, `RateLimit-Policy`), or too much came from the address, or too much without a valid key */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `not-ready`: on `GET /readyz`: a dependency that the service needs cannot be reached, `checks` names it; elsewhere: the service's database cannot be reached, `Retry-After: 1`
             *     - `keys-unavailable`: the gateway cannot tell whether a key or token is good: it has not read its database yet, or the issuer's keys; `Retry-After: 1`
             *     - `upstream-unavailable`: a service cannot be reached, answers something that is no problem of ours, or its breaker is open; `Retry-After: 5`, or what the service said. On an order with `orderId`: inventory or pricing did not answer in time, and all is undone. Without `orderId`: nobody knows yet, the order may still be confirmed
             */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `deadline-exceeded`: the time of `Request-Timeout-Ms` or of the operation (`resilience.yaml`) is over; inventory says so of what has still to wait then, and does nothing. A write may still take effect */
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
    readonly drillCascade: {
        readonly parameters: {
            readonly query?: {
                readonly failure_mode?: "none" | "inventory" | "pricing" | "orders" | "timeout" | "random";
                readonly seed?: number;
                /** @description Whose view is asked for; the first product, unless given. */
                readonly sku?: string;
            };
            readonly header?: {
                /**
                 * @description The date of the behaviour that the client was written for; the newest without it.
                 * @example 2026-11-22
                 */
                readonly "holdfast-version"?: string;
                /**
                 * @description For how long the client waits; the gateway answers 504 rather than later.
                 * @example 1500
                 */
                readonly "request-timeout-ms"?: number;
                /**
                 * @description 1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.
                 * @example cart-4711
                 */
                readonly "x-correlation-id"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "dependencies": [
                     *         {
                     *           "attempts": 31,
                     *           "breaker": {
                     *             "after": "closed",
                     *             "before": "closed",
                     *             "path": [
                     *               "closed"
                     *             ]
                     *           },
                     *           "calls": 31,
                     *           "elapsedMs": 111,
                     *           "fallback": "last known availability with its asOf and stale true; unknown without one",
                     *           "fallbackUsed": false,
                     *           "fault": null,
                     *           "name": "inventory",
                     *           "outcomes": {
                     *             "ok": 31
                     *           },
                     *           "retries": 0
                     *         },
                     *         {
                     *           "attempts": 31,
                     *           "breaker": {
                     *             "after": "closed",
                     *             "before": "closed",
                     *             "path": [
                     *               "closed"
                     *             ]
                     *           },
                     *           "calls": 31,
                     *           "elapsedMs": 94,
                     *           "fallback": "last known price with its asOf and stale true; null without one",
                     *           "fallbackUsed": false,
                     *           "fault": null,
                     *           "name": "pricing",
                     *           "outcomes": {
                     *             "ok": 31
                     *           },
                     *           "retries": 0
                     *         },
                     *         {
                     *           "attempts": 31,
                     *           "breaker": {
                     *             "after": "closed",
                     *             "before": "closed",
                     *             "path": [
                     *               "closed"
                     *             ]
                     *           },
                     *           "calls": 31,
                     *           "elapsedMs": 107,
                     *           "fallback": null,
                     *           "fallbackUsed": false,
                     *           "fault": null,
                     *           "name": "orders",
                     *           "outcomes": {
                     *             "ok": 31
                     *           },
                     *           "retries": 0
                     *         }
                     *       ],
                     *       "elapsedMs": 132,
                     *       "failureMode": "none",
                     *       "productView": {
                     *         "degraded": [],
                     *         "status": 200
                     *       },
                     *       "seed": null,
                     *       "sku": "CONTRACT-1"
                     *     }
                     */
                    readonly "application/json": {
                        readonly dependencies: readonly {
                            /** @description Requests of these calls, retries included. */
                            readonly attempts: number;
                            readonly breaker: {
                                /** @enum {unknown} */
                                readonly after: "closed" | "half-open" | "open";
                                /** @enum {unknown} */
                                readonly before: "closed" | "half-open" | "open";
                                /** @description Every state from before the fault until after it was lifted: closed, open, half-open, closed where all is well. */
                                readonly path: readonly ("closed" | "half-open" | "open")[];
                            };
                            readonly calls: number;
                            /** @description Until its breaker was open, or all calls were made. */
                            readonly elapsedMs: number;
                            /** @description What answers instead, as resilience.yaml names it; null: the caller is refused. */
                            readonly fallback: string | null;
                            readonly fallbackUsed: boolean;
                            readonly fault: {
                                readonly delayMs?: number;
                                /** @enum {unknown} */
                                readonly kind: "refused" | "hang" | "status" | "delay";
                                readonly status?: number;
                            } | null;
                            /** @enum {unknown} */
                            readonly name: "inventory" | "pricing" | "orders";
                            /** @description Calls by how they ended: ok, or the kind of the error. */
                            readonly outcomes: {
                                readonly [key: string]: number;
                            };
                            readonly retries: number;
                        }[];
                        readonly elapsedMs: number;
                        /** @enum {unknown} */
                        readonly failureMode: "none" | "inventory" | "pricing" | "orders" | "timeout" | "random";
                        readonly productView: {
                            readonly degraded: readonly ("inventory" | "pricing")[];
                            readonly status: number;
                        };
                        /** @description Of `random`: repeats it. */
                        readonly seed: number | null;
                        readonly sku: string;
                    };
                };
            };
            /**
             * @description - `malformed-request`: the bytes are no HTTP request, the body is not as long as `Content-Length` says, or an upload was cut off or took longer than 10 minutes
             *     - `malformed-url`: the URL, unescaped, is no UTF-8 text, or has NUL
             *     - `validation-failed`: a field has the wrong type, is out of bounds, missing, or not known; `errors` names each
             *     - `unknown-version`: `Holdfast-Version` names a date that behaviour never changed on; `errors` lists the known ones
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unauthenticated`: no API key, or one that nobody has; a token (JWT) that is expired or not one taken here; at a service: no account named by the gateway */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `forbidden`: the key's scope is `shop` and the path is below `/api/v1/admin/`, or the operation is `refundOrder` or `returnItems`
             *     - `fault-injection-disabled`: this gateway injects no faults (`FAULT_INJECTION` is not `on`): customers may be there
             */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `drill-in-progress`: another drill runs in this process */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `rate-limited`: the key has used its quota (`RateLimit`, `RateLimit-Policy`), or too much came from the address, or too much without a valid key */
            readonly 429: {
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
            readonly header?: {
                /**
                 * @description The date of the behaviour that the client was written for; the newest without it.
                 * @example 2026-11-22
                 */
                readonly "holdfast-version"?: string;
                /**
                 * @description For how long the client waits; the gateway answers 504 rather than later.
                 * @example 1500
                 */
                readonly "request-timeout-ms"?: number;
                /**
                 * @description 1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.
                 * @example cart-4711
                 */
                readonly "x-correlation-id"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "createdAt": "2026-11-23T11:26:13.147Z",
                     *           "currency": "EUR",
                     *           "customer": {
                     *             "email": "ada@example.com"
                     *           },
                     *           "id": "01a20828-109b-7f79-85d8-a832f8e4129d",
                     *           "lines": [
                     *             {
                     *               "discounts": [],
                     *               "quantity": 2,
                     *               "sku": "CONTRACT-1",
                     *               "subtotal": {
                     *                 "amount": 3998,
                     *                 "currency": "EUR"
                     *               },
                     *               "tax": {
                     *                 "amount": 638,
                     *                 "currency": "EUR"
                     *               },
                     *               "total": {
                     *                 "amount": 3998,
                     *                 "currency": "EUR"
                     *               },
                     *               "unit": {
                     *                 "amount": 1999,
                     *                 "currency": "EUR"
                     *               }
                     *             }
                     *           ],
                     *           "paymentId": "01a20828-10c1-7471-a376-6071a10f9e48",
                     *           "quoteId": "01a20828-10a9-79c7-a19c-b6959d88ed12",
                     *           "refunded": {
                     *             "amount": 3998,
                     *             "currency": "EUR"
                     *           },
                     *           "region": "DE",
                     *           "reservationId": "01a20828-109b-72bc-b359-ade918aed254",
                     *           "shipments": [],
                     *           "shortfallPolicy": "refuse",
                     *           "status": "cancelled",
                     *           "total": {
                     *             "amount": 3998,
                     *             "currency": "EUR"
                     *           },
                     *           "traceId": "e412f4c1a40daf705980f78f4d755e62"
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
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
                            readonly lines?: readonly components["schemas"]["OrderLine"][];
                            readonly paymentId?: string;
                            readonly problem?: components["schemas"]["Problem"];
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
                            readonly shipments?: readonly components["schemas"]["Shipment"][];
                            /** @enum {unknown} */
                            readonly shortfallPolicy: "refuse" | "refund" | "backorder" | "split";
                            /** @enum {unknown} */
                            readonly status: "processing" | "confirmed" | "failed" | "cancelled";
                            readonly total?: components["schemas"]["Money"];
                            /** @description The trace of the request that placed the order. */
                            readonly traceId: string;
                        }[];
                        readonly nextCursor: string | null;
                    };
                };
            };
            /**
             * @description - `malformed-request`: the bytes are no HTTP request, the body is not as long as `Content-Length` says, or an upload was cut off or took longer than 10 minutes
             *     - `malformed-url`: the URL, unescaped, is no UTF-8 text, or has NUL
             *     - `validation-failed`: a field has the wrong type, is out of bounds, missing, or not known; `errors` names each
             *     - `unknown-version`: `Holdfast-Version` names a date that behaviour never changed on; `errors` lists the known ones
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unauthenticated`: no API key, or one that nobody has; a token (JWT) that is expired or not one taken here; at a service: no account named by the gateway */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `forbidden`: the key's scope is `shop` and the path is below `/api/v1/admin/`, or the operation is `refundOrder` or `returnItems` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `rate-limited`: the key has used its quota (`RateLimit`, `RateLimit-Policy`), or too much came from the address, or too much without a valid key */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `not-ready`: on `GET /readyz`: a dependency that the service needs cannot be reached, `checks` names it; elsewhere: the service's database cannot be reached, `Retry-After: 1`
             *     - `keys-unavailable`: the gateway cannot tell whether a key or token is good: it has not read its database yet, or the issuer's keys; `Retry-After: 1`
             *     - `upstream-unavailable`: a service cannot be reached, answers something that is no problem of ours, or its breaker is open; `Retry-After: 5`, or what the service said. On an order with `orderId`: inventory or pricing did not answer in time, and all is undone. Without `orderId`: nobody knows yet, the order may still be confirmed
             */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `deadline-exceeded`: the time of `Request-Timeout-Ms` or of the operation (`resilience.yaml`) is over; inventory says so of what has still to wait then, and does nothing. A write may still take effect */
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
    readonly createOrder: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description Required: 1 to 255 visible ASCII characters. */
                readonly "idempotency-key": string;
                /** @description `wait=5` (seconds) or `respond-async` */
                readonly prefer?: string;
                /**
                 * @description The date of the behaviour that the client was written for; the newest without it.
                 * @example 2026-11-22
                 */
                readonly "holdfast-version"?: string;
                /**
                 * @description For how long the client waits; the gateway answers 504 rather than later.
                 * @example 1500
                 */
                readonly "request-timeout-ms"?: number;
                /**
                 * @description 1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.
                 * @example cart-4711
                 */
                readonly "x-correlation-id"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "currency": "EUR",
                 *       "customer": {
                 *         "email": "ada@example.com"
                 *       },
                 *       "items": [
                 *         {
                 *           "quantity": 1,
                 *           "sku": "SLOW-1"
                 *         }
                 *       ],
                 *       "paymentMethod": {
                 *         "token": "tok_slow"
                 *       },
                 *       "region": "DE"
                 *     }
                 */
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
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** Format: date-time */
                        readonly createdAt: string;
                        readonly currency: string;
                        /** Format: uuid */
                        readonly id: string;
                        readonly lines: readonly components["schemas"]["OrderLine"][];
                        /** @description null when there was nothing to pay. */
                        readonly paymentId: string | null;
                        readonly region: string;
                        readonly reservationId: string;
                        readonly shipments: readonly components["schemas"]["Shipment"][];
                        /** @enum {unknown} */
                        readonly shortfallPolicy: "refuse" | "refund" | "backorder" | "split";
                        /** @enum {string} */
                        readonly status: "confirmed";
                        readonly total: components["schemas"]["Money"];
                        readonly traceId: string;
                    };
                };
            };
            /** @description Default Response */
            readonly 202: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01a20827-504b-78e9-a5e9-3f08ab819fe3",
                     *       "status": "processing"
                     *     }
                     */
                    readonly "application/json": {
                        /** Format: uuid */
                        readonly id: string;
                        /** @enum {string} */
                        readonly status: "processing";
                    };
                };
            };
            /**
             * @description - `malformed-request`: the bytes are no HTTP request, the body is not as long as `Content-Length` says, or an upload was cut off or took longer than 10 minutes
             *     - `malformed-url`: the URL, unescaped, is no UTF-8 text, or has NUL
             *     - `json-too-deep`: the body is nested deeper than 64 levels
             *     - `malformed-json`: the body is no JSON, is empty where JSON is expected, or has a `__proto__` key
             *     - `validation-failed`: a field has the wrong type, is out of bounds, missing, or not known; `errors` names each
             *     - `idempotency-key-missing`: the operation requires an `Idempotency-Key`
             *     - `idempotency-key-invalid`: the key is not 1 to 255 visible ASCII characters, or was sent twice
             *     - `unknown-version`: `Holdfast-Version` names a date that behaviour never changed on; `errors` lists the known ones
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unauthenticated`: no API key, or one that nobody has; a token (JWT) that is expired or not one taken here; at a service: no account named by the gateway */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `payment-declined`: the provider declined the card; nothing is held or charged */
            readonly 402: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `forbidden`: the key's scope is `shop` and the path is below `/api/v1/admin/`, or the operation is `refundOrder` or `returnItems` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `item-not-found`: inventory has no item of this SKU; of `getItem`, `deleteItem` and of holds also: it is discontinued. `errors` names the lines
             *     - `reservation-not-found`: no reservation of this account has the id
             */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `idempotency-key-in-flight`: the first request with this key is not answered yet
             *     - `insufficient-stock`: not every line can be promised; nothing is held, and `shortages` names each short SKU. A movement: fewer units than it takes away are free of reservations
             *     - `quota-exceeded`: more than the item's `maxPerOrder` in one reservation, or more than its `maxPerBuyer` together with what the buyer holds and has bought; nothing is held, `quotas` and `errors` name each line
             *     - `invalid-state`: the reservation or charge has moved on (expired, released, confirmed, captured …), holds other goods under this id, or belongs to another order; the promotion needs no coupon, or the coupon is its own; the order has redeemed other promotions, or given them back; the quote is of before what it follows from was recorded
             *     - `price-changed`: the quote's time is over, or a promotion in it was used up since; `newTotal` is what it costs now; a reservation of yours stays held
             *     - `checkout-stopped`: an operator stopped the checkout; what it did is undone
             *     - `order-cancelled`: the order was cancelled while its checkout ran; what it did is undone
             */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `idempotency-key-reused`: the key belongs to another request of this account in the last 24 hours (for orders: at any time)
             *     - `price-not-found`: a line has no price for this currency, region, group, quantity and time; `errors` names each
             *     - `unknown-currency`: no active ISO 4217 currency; `errors` names the field
             *     - `unknown-region`: a region of no ISO 3166 country; `errors` names the field
             *     - `tax-rate-missing`: no tax rate of a line's category is in force in the region
             *     - `fx-rate-missing`: a line has no price in the currency, and no exchange rate converts one; `errors` names the currency
             *     - `fx-rate-stale`: a price would be converted by rates older than `maxAgeHours`
             *     - `amount-too-large`: an amount above 2^53 − 1 minor units
             *     - `quote-invalid`: the token is not pricing's, is for another account, currency or region, or is no quote; a reservation of yours stays held
             *     - `reservation-mismatch`: the reservation holds other goods than are ordered; it stays held
             *     - `token-unknown`: the provider does not know the payment token
             *     - `payment-refused`: the payment provider refuses for another reason, such as a currency or amount that it does not take; nothing is held or charged
             */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `rate-limited`: the key has used its quota (`RateLimit`, `RateLimit-Policy`), or too much came from the address, or too much without a valid key */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `not-ready`: on `GET /readyz`: a dependency that the service needs cannot be reached, `checks` names it; elsewhere: the service's database cannot be reached, `Retry-After: 1`
             *     - `keys-unavailable`: the gateway cannot tell whether a key or token is good: it has not read its database yet, or the issuer's keys; `Retry-After: 1`
             *     - `upstream-unavailable`: a service cannot be reached, answers something that is no problem of ours, or its breaker is open; `Retry-After: 5`, or what the service said. On an order with `orderId`: inventory or pricing did not answer in time, and all is undone. Without `orderId`: nobody knows yet, the order may still be confirmed
             *     - `payment-unavailable`: the provider failed or did not answer in time; an order is undone before this is answered
             */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `deadline-exceeded`: the time of `Request-Timeout-Ms` or of the operation (`resilience.yaml`) is over; inventory says so of what has still to wait then, and does nothing. A write may still take effect */
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
    readonly getOrder: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description The date of the behaviour that the client was written for; the newest without it.
                 * @example 2026-11-22
                 */
                readonly "holdfast-version"?: string;
                /**
                 * @description For how long the client waits; the gateway answers 504 rather than later.
                 * @example 1500
                 */
                readonly "request-timeout-ms"?: number;
                /**
                 * @description 1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.
                 * @example cart-4711
                 */
                readonly "x-correlation-id"?: string;
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
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "createdAt": "2026-11-23T11:25:23.915Z",
                     *       "currency": "EUR",
                     *       "customer": {
                     *         "email": "ada@example.com"
                     *       },
                     *       "id": "01a20827-504b-78e9-a5e9-3f08ab819fe3",
                     *       "region": "DE",
                     *       "reservationId": "01a20827-504b-7141-89b5-c744e0c7701f",
                     *       "shortfallPolicy": "refuse",
                     *       "status": "processing",
                     *       "timeline": [
                     *         {
                     *           "attempt": 1,
                     *           "durationMs": 9,
                     *           "startedAt": "2026-11-23T11:25:23.926Z",
                     *           "status": "done",
                     *           "step": "quote"
                     *         },
                     *         {
                     *           "attempt": 1,
                     *           "durationMs": 8,
                     *           "startedAt": "2026-11-23T11:25:23.943Z",
                     *           "status": "done",
                     *           "step": "hold"
                     *         }
                     *       ],
                     *       "traceId": "87562cb79147c82bb9c1f69f36ac4255"
                     *     }
                     */
                    readonly "application/json": {
                        /** Format: date-time */
                        readonly createdAt: string;
                        readonly currency: string;
                        readonly customer: {
                            readonly email: string;
                        };
                        /** Format: uuid */
                        readonly id: string;
                        readonly lines?: readonly components["schemas"]["OrderLine"][];
                        readonly paymentId?: string;
                        readonly problem?: components["schemas"]["Problem"];
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
                        readonly shipments?: readonly components["schemas"]["Shipment"][];
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
                        readonly total?: components["schemas"]["Money"];
                        /** @description The trace of the request that placed the order. */
                        readonly traceId: string;
                    };
                };
            };
            /**
             * @description - `malformed-request`: the bytes are no HTTP request, the body is not as long as `Content-Length` says, or an upload was cut off or took longer than 10 minutes
             *     - `malformed-url`: the URL, unescaped, is no UTF-8 text, or has NUL
             *     - `validation-failed`: a field has the wrong type, is out of bounds, missing, or not known; `errors` names each
             *     - `unknown-version`: `Holdfast-Version` names a date that behaviour never changed on; `errors` lists the known ones
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unauthenticated`: no API key, or one that nobody has; a token (JWT) that is expired or not one taken here; at a service: no account named by the gateway */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `forbidden`: the key's scope is `shop` and the path is below `/api/v1/admin/`, or the operation is `refundOrder` or `returnItems` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `order-not-found`: no order of this account has the id */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `rate-limited`: the key has used its quota (`RateLimit`, `RateLimit-Policy`), or too much came from the address, or too much without a valid key */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `not-ready`: on `GET /readyz`: a dependency that the service needs cannot be reached, `checks` names it; elsewhere: the service's database cannot be reached, `Retry-After: 1`
             *     - `keys-unavailable`: the gateway cannot tell whether a key or token is good: it has not read its database yet, or the issuer's keys; `Retry-After: 1`
             *     - `upstream-unavailable`: a service cannot be reached, answers something that is no problem of ours, or its breaker is open; `Retry-After: 5`, or what the service said. On an order with `orderId`: inventory or pricing did not answer in time, and all is undone. Without `orderId`: nobody knows yet, the order may still be confirmed
             */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `deadline-exceeded`: the time of `Request-Timeout-Ms` or of the operation (`resilience.yaml`) is over; inventory says so of what has still to wait then, and does nothing. A write may still take effect */
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
    readonly cancelOrder: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 visible ASCII. */
                readonly "idempotency-key"?: string;
                /** @description `wait=5` (seconds) or `respond-async` */
                readonly prefer?: string;
                /**
                 * @description The date of the behaviour that the client was written for; the newest without it.
                 * @example 2026-11-22
                 */
                readonly "holdfast-version"?: string;
                /**
                 * @description For how long the client waits; the gateway answers 504 rather than later.
                 * @example 1500
                 */
                readonly "request-timeout-ms"?: number;
                /**
                 * @description 1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.
                 * @example cart-4711
                 */
                readonly "x-correlation-id"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /** @example {} */
                readonly "application/json": {
                    readonly reason?: string;
                } | null;
            };
        };
        readonly responses: {
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "change": {
                     *         "amount": {
                     *           "amount": 3998,
                     *           "currency": "EUR"
                     *         },
                     *         "createdAt": "2026-11-23T11:26:13.446Z",
                     *         "finishedAt": "2026-11-23T11:26:13.515Z",
                     *         "id": "01a20828-11c6-77a9-9707-bbe07087af80",
                     *         "items": [
                     *           {
                     *             "quantity": 2,
                     *             "sku": "CONTRACT-1"
                     *           }
                     *         ],
                     *         "kind": "cancel",
                     *         "restock": true,
                     *         "status": "done"
                     *       },
                     *       "createdAt": "2026-11-23T11:26:13.147Z",
                     *       "currency": "EUR",
                     *       "customer": {
                     *         "email": "ada@example.com"
                     *       },
                     *       "id": "01a20828-109b-7f79-85d8-a832f8e4129d",
                     *       "lines": [
                     *         {
                     *           "discounts": [],
                     *           "quantity": 2,
                     *           "sku": "CONTRACT-1",
                     *           "subtotal": {
                     *             "amount": 3998,
                     *             "currency": "EUR"
                     *           },
                     *           "tax": {
                     *             "amount": 638,
                     *             "currency": "EUR"
                     *           },
                     *           "total": {
                     *             "amount": 3998,
                     *             "currency": "EUR"
                     *           },
                     *           "unit": {
                     *             "amount": 1999,
                     *             "currency": "EUR"
                     *           }
                     *         }
                     *       ],
                     *       "paymentId": "01a20828-10c1-7471-a376-6071a10f9e48",
                     *       "quoteId": "01a20828-10a9-79c7-a19c-b6959d88ed12",
                     *       "refunded": {
                     *         "amount": 3998,
                     *         "currency": "EUR"
                     *       },
                     *       "region": "DE",
                     *       "reservationId": "01a20828-109b-72bc-b359-ade918aed254",
                     *       "shipments": [],
                     *       "shortfallPolicy": "refuse",
                     *       "status": "cancelled",
                     *       "timeline": [
                     *         {
                     *           "attempt": 1,
                     *           "durationMs": 5,
                     *           "startedAt": "2026-11-23T11:26:13.159Z",
                     *           "status": "done",
                     *           "step": "quote"
                     *         },
                     *         {
                     *           "attempt": 1,
                     *           "durationMs": 6,
                     *           "startedAt": "2026-11-23T11:26:13.169Z",
                     *           "status": "done",
                     *           "step": "hold"
                     *         },
                     *         {
                     *           "attempt": 1,
                     *           "durationMs": 37,
                     *           "startedAt": "2026-11-23T11:26:13.183Z",
                     *           "status": "done",
                     *           "step": "authorise"
                     *         },
                     *         {
                     *           "attempt": 1,
                     *           "durationMs": 15,
                     *           "startedAt": "2026-11-23T11:26:13.224Z",
                     *           "status": "done",
                     *           "step": "confirm-hold"
                     *         },
                     *         {
                     *           "attempt": 1,
                     *           "durationMs": 13,
                     *           "startedAt": "2026-11-23T11:26:13.250Z",
                     *           "status": "done",
                     *           "step": "capture"
                     *         },
                     *         {
                     *           "attempt": 1,
                     *           "durationMs": 8,
                     *           "startedAt": "2026-11-23T11:26:13.468Z",
                     *           "status": "done",
                     *           "step": "cancel-refund"
                     *         },
                     *         {
                     *           "attempt": 1,
                     *           "durationMs": 11,
                     *           "startedAt": "2026-11-23T11:26:13.483Z",
                     *           "status": "done",
                     *           "step": "cancel-restock"
                     *         },
                     *         {
                     *           "attempt": 1,
                     *           "durationMs": 9,
                     *           "startedAt": "2026-11-23T11:26:13.503Z",
                     *           "status": "done",
                     *           "step": "cancel-promotions"
                     *         }
                     *       ],
                     *       "total": {
                     *         "amount": 3998,
                     *         "currency": "EUR"
                     *       },
                     *       "traceId": "e412f4c1a40daf705980f78f4d755e62"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["ChangedOrder"];
                };
            };
            /** @description Default Response */
            readonly 202: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly change: components["schemas"]["OrderChange"];
                        /** Format: uuid */
                        readonly id: string;
                        /** @enum {unknown} */
                        readonly status: "processing" | "confirmed" | "failed" | "cancelled";
                    };
                };
            };
            /**
             * @description - `malformed-request`: the bytes are no HTTP request, the body is not as long as `Content-Length` says, or an upload was cut off or took longer than 10 minutes
             *     - `malformed-url`: the URL, unescaped, is no UTF-8 text, or has NUL
             *     - `json-too-deep`: the body is nested deeper than 64 levels
             *     - `malformed-json`: the body is no JSON, is empty where JSON is expected, or has a `__proto__` key
             *     - `validation-failed`: a field has the wrong type, is out of bounds, missing, or not known; `errors` names each
             *     - `idempotency-key-missing`: the operation requires an `Idempotency-Key`
             *     - `idempotency-key-invalid`: the key is not 1 to 255 visible ASCII characters, or was sent twice
             *     - `unknown-version`: `Holdfast-Version` names a date that behaviour never changed on; `errors` lists the known ones
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unauthenticated`: no API key, or one that nobody has; a token (JWT) that is expired or not one taken here; at a service: no account named by the gateway */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `forbidden`: the key's scope is `shop` and the path is below `/api/v1/admin/`, or the operation is `refundOrder` or `returnItems` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `order-not-found`: no order of this account has the id */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `idempotency-key-in-flight`: the first request with this key is not answered yet
             *     - `invalid-state`: the reservation or charge has moved on (expired, released, confirmed, captured …), holds other goods under this id, or belongs to another order; the promotion needs no coupon, or the coupon is its own; the order has redeemed other promotions, or given them back; the quote is of before what it follows from was recorded
             *     - `change-in-flight`: another change of the order, `changeId`, is not done yet; nothing is done
             */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `idempotency-key-reused`: the key belongs to another request of this account in the last 24 hours (for orders: at any time) */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `rate-limited`: the key has used its quota (`RateLimit`, `RateLimit-Policy`), or too much came from the address, or too much without a valid key */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `not-ready`: on `GET /readyz`: a dependency that the service needs cannot be reached, `checks` names it; elsewhere: the service's database cannot be reached, `Retry-After: 1`
             *     - `keys-unavailable`: the gateway cannot tell whether a key or token is good: it has not read its database yet, or the issuer's keys; `Retry-After: 1`
             *     - `upstream-unavailable`: a service cannot be reached, answers something that is no problem of ours, or its breaker is open; `Retry-After: 5`, or what the service said. On an order with `orderId`: inventory or pricing did not answer in time, and all is undone. Without `orderId`: nobody knows yet, the order may still be confirmed
             */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `deadline-exceeded`: the time of `Request-Timeout-Ms` or of the operation (`resilience.yaml`) is over; inventory says so of what has still to wait then, and does nothing. A write may still take effect */
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
    readonly cancelOrderLines: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 visible ASCII. */
                readonly "idempotency-key"?: string;
                /** @description `wait=5` (seconds) or `respond-async` */
                readonly prefer?: string;
                /**
                 * @description The date of the behaviour that the client was written for; the newest without it.
                 * @example 2026-11-22
                 */
                readonly "holdfast-version"?: string;
                /**
                 * @description For how long the client waits; the gateway answers 504 rather than later.
                 * @example 1500
                 */
                readonly "request-timeout-ms"?: number;
                /**
                 * @description 1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.
                 * @example cart-4711
                 */
                readonly "x-correlation-id"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "items": [
                 *         {
                 *           "quantity": 1,
                 *           "sku": "AFTER-POT"
                 *         }
                 *       ]
                 *     }
                 */
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
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "change": {
                     *         "amount": {
                     *           "amount": 1999,
                     *           "currency": "EUR"
                     *         },
                     *         "createdAt": "2026-11-23T11:25:02.921Z",
                     *         "finishedAt": "2026-11-23T11:25:02.991Z",
                     *         "id": "01a20826-fe49-7a6d-9cf2-19fe01068007",
                     *         "items": [
                     *           {
                     *             "quantity": 1,
                     *             "sku": "AFTER-POT"
                     *           }
                     *         ],
                     *         "kind": "cancel-lines",
                     *         "restock": true,
                     *         "status": "done"
                     *       },
                     *       "createdAt": "2026-11-23T11:25:02.694Z",
                     *       "currency": "EUR",
                     *       "customer": {
                     *         "email": "ada@example.com"
                     *       },
                     *       "id": "01a20826-fd66-799b-b757-c0fd64efb63a",
                     *       "lines": [
                     *         {
                     *           "discounts": [],
                     *           "quantity": 3,
                     *           "sku": "AFTER-CUP",
                     *           "subtotal": {
                     *             "amount": 999,
                     *             "currency": "EUR"
                     *           },
                     *           "tax": {
                     *             "amount": 160,
                     *             "currency": "EUR"
                     *           },
                     *           "total": {
                     *             "amount": 999,
                     *             "currency": "EUR"
                     *           },
                     *           "unit": {
                     *             "amount": 333,
                     *             "currency": "EUR"
                     *           }
                     *         },
                     *         {
                     *           "discounts": [],
                     *           "quantity": 2,
                     *           "sku": "AFTER-POT",
                     *           "subtotal": {
                     *             "amount": 3998,
                     *             "currency": "EUR"
                     *           },
                     *           "tax": {
                     *             "amount": 638,
                     *             "currency": "EUR"
                     *           },
                     *           "total": {
                     *             "amount": 3998,
                     *             "currency": "EUR"
                     *           },
                     *           "unit": {
                     *             "amount": 1999,
                     *             "currency": "EUR"
                     *           }
                     *         }
                     *       ],
                     *       "paymentId": "01a20826-fdb6-752f-b1c3-76623ebad9b1",
                     *       "quoteId": "01a20826-fd8b-700c-990a-7ea46c546df3",
                     *       "refunded": {
                     *         "amount": 1999,
                     *         "currency": "EUR"
                     *       },
                     *       "region": "DE",
                     *       "reservationId": "01a20826-fd66-75a6-97ba-a7f18ee090a4",
                     *       "shipments": [
                     *         {
                     *           "lines": [
                     *             {
                     *               "quantity": 3,
                     *               "sku": "AFTER-CUP"
                     *             },
                     *             {
                     *               "quantity": 1,
                     *               "sku": "AFTER-POT"
                     *             }
                     *           ],
                     *           "status": "ready"
                     *         }
                     *       ],
                     *       "shortfallPolicy": "refuse",
                     *       "status": "confirmed",
                     *       "timeline": [
                     *         {
                     *           "attempt": 1,
                     *           "durationMs": 26,
                     *           "startedAt": "2026-11-23T11:25:02.712Z",
                     *           "status": "done",
                     *           "step": "quote"
                     *         },
                     *         {
                     *           "attempt": 1,
                     *           "durationMs": 12,
                     *           "startedAt": "2026-11-23T11:25:02.743Z",
                     *           "status": "done",
                     *           "step": "hold"
                     *         },
                     *         {
                     *           "attempt": 1,
                     *           "durationMs": 49,
                     *           "startedAt": "2026-11-23T11:25:02.766Z",
                     *           "status": "done",
                     *           "step": "authorise"
                     *         },
                     *         {
                     *           "attempt": 1,
                     *           "durationMs": 9,
                     *           "startedAt": "2026-11-23T11:25:02.820Z",
                     *           "status": "done",
                     *           "step": "confirm-hold"
                     *         },
                     *         {
                     *           "attempt": 1,
                     *           "durationMs": 21,
                     *           "startedAt": "2026-11-23T11:25:02.843Z",
                     *           "status": "done",
                     *           "step": "capture"
                     *         },
                     *         {
                     *           "attempt": 1,
                     *           "durationMs": 5,
                     *           "startedAt": "2026-11-23T11:25:02.952Z",
                     *           "status": "done",
                     *           "step": "cancel-lines-look-up-refunds"
                     *         },
                     *         {
                     *           "attempt": 1,
                     *           "durationMs": 8,
                     *           "startedAt": "2026-11-23T11:25:02.960Z",
                     *           "status": "done",
                     *           "step": "cancel-lines-refund"
                     *         },
                     *         {
                     *           "attempt": 1,
                     *           "durationMs": 13,
                     *           "startedAt": "2026-11-23T11:25:02.974Z",
                     *           "status": "done",
                     *           "step": "cancel-lines-restock"
                     *         }
                     *       ],
                     *       "total": {
                     *         "amount": 4997,
                     *         "currency": "EUR"
                     *       },
                     *       "traceId": "7a52d0b136d0f663a9714c28969b24b1"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["ChangedOrder"];
                };
            };
            /** @description Default Response */
            readonly 202: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly change: components["schemas"]["OrderChange"];
                        /** Format: uuid */
                        readonly id: string;
                        /** @enum {unknown} */
                        readonly status: "processing" | "confirmed" | "failed" | "cancelled";
                    };
                };
            };
            /**
             * @description - `malformed-request`: the bytes are no HTTP request, the body is not as long as `Content-Length` says, or an upload was cut off or took longer than 10 minutes
             *     - `malformed-url`: the URL, unescaped, is no UTF-8 text, or has NUL
             *     - `json-too-deep`: the body is nested deeper than 64 levels
             *     - `malformed-json`: the body is no JSON, is empty where JSON is expected, or has a `__proto__` key
             *     - `validation-failed`: a field has the wrong type, is out of bounds, missing, or not known; `errors` names each
             *     - `idempotency-key-missing`: the operation requires an `Idempotency-Key`
             *     - `idempotency-key-invalid`: the key is not 1 to 255 visible ASCII characters, or was sent twice
             *     - `unknown-version`: `Holdfast-Version` names a date that behaviour never changed on; `errors` lists the known ones
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unauthenticated`: no API key, or one that nobody has; a token (JWT) that is expired or not one taken here; at a service: no account named by the gateway */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `forbidden`: the key's scope is `shop` and the path is below `/api/v1/admin/`, or the operation is `refundOrder` or `returnItems` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `order-not-found`: no order of this account has the id */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `idempotency-key-in-flight`: the first request with this key is not answered yet
             *     - `invalid-state`: the reservation or charge has moved on (expired, released, confirmed, captured …), holds other goods under this id, or belongs to another order; the promotion needs no coupon, or the coupon is its own; the order has redeemed other promotions, or given them back; the quote is of before what it follows from was recorded
             *     - `change-in-flight`: another change of the order, `changeId`, is not done yet; nothing is done
             */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `idempotency-key-reused`: the key belongs to another request of this account in the last 24 hours (for orders: at any time)
             *     - `quantity-over-limit`: a shelf would have more than 1,000,000,000 units; of an order or a reservation, more than are left of it, `errors` says how many; nothing is done
             *     - `item-not-in-order`: the order has no such SKU; `errors` names each, nothing is done
             */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `rate-limited`: the key has used its quota (`RateLimit`, `RateLimit-Policy`), or too much came from the address, or too much without a valid key */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `not-ready`: on `GET /readyz`: a dependency that the service needs cannot be reached, `checks` names it; elsewhere: the service's database cannot be reached, `Retry-After: 1`
             *     - `keys-unavailable`: the gateway cannot tell whether a key or token is good: it has not read its database yet, or the issuer's keys; `Retry-After: 1`
             *     - `upstream-unavailable`: a service cannot be reached, answers something that is no problem of ours, or its breaker is open; `Retry-After: 5`, or what the service said. On an order with `orderId`: inventory or pricing did not answer in time, and all is undone. Without `orderId`: nobody knows yet, the order may still be confirmed
             */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `deadline-exceeded`: the time of `Request-Timeout-Ms` or of the operation (`resilience.yaml`) is over; inventory says so of what has still to wait then, and does nothing. A write may still take effect */
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
    readonly listOrderChanges: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description The date of the behaviour that the client was written for; the newest without it.
                 * @example 2026-11-22
                 */
                readonly "holdfast-version"?: string;
                /**
                 * @description For how long the client waits; the gateway answers 504 rather than later.
                 * @example 1500
                 */
                readonly "request-timeout-ms"?: number;
                /**
                 * @description 1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.
                 * @example cart-4711
                 */
                readonly "x-correlation-id"?: string;
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
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "amount": {
                     *             "amount": 1999,
                     *             "currency": "EUR"
                     *           },
                     *           "createdAt": "2026-11-23T11:25:02.921Z",
                     *           "finishedAt": "2026-11-23T11:25:02.991Z",
                     *           "id": "01a20826-fe49-7a6d-9cf2-19fe01068007",
                     *           "items": [
                     *             {
                     *               "quantity": 1,
                     *               "sku": "AFTER-POT"
                     *             }
                     *           ],
                     *           "kind": "cancel-lines",
                     *           "restock": true,
                     *           "status": "done"
                     *         },
                     *         {
                     *           "amount": {
                     *             "amount": 333,
                     *             "currency": "EUR"
                     *           },
                     *           "createdAt": "2026-11-23T11:25:03.030Z",
                     *           "finishedAt": "2026-11-23T11:25:03.096Z",
                     *           "id": "01a20826-feb6-7936-abe1-ddabcf6e2689",
                     *           "items": [
                     *             {
                     *               "quantity": 1,
                     *               "sku": "AFTER-CUP"
                     *             }
                     *           ],
                     *           "kind": "return",
                     *           "location": "HAM",
                     *           "restock": true,
                     *           "status": "done"
                     *         },
                     *         {
                     *           "amount": {
                     *             "amount": 100,
                     *             "currency": "EUR"
                     *           },
                     *           "createdAt": "2026-11-23T11:25:03.117Z",
                     *           "finishedAt": "2026-11-23T11:25:03.149Z",
                     *           "id": "01a20826-ff0d-71f6-8b2e-941855342652",
                     *           "items": [],
                     *           "kind": "refund",
                     *           "restock": false,
                     *           "status": "done"
                     *         },
                     *         {
                     *           "amount": {
                     *             "amount": 2565,
                     *             "currency": "EUR"
                     *           },
                     *           "createdAt": "2026-11-23T11:25:03.177Z",
                     *           "finishedAt": "2026-11-23T11:25:03.236Z",
                     *           "id": "01a20826-ff49-78d9-b8d1-65a7646435f7",
                     *           "items": [
                     *             {
                     *               "quantity": 2,
                     *               "sku": "AFTER-CUP"
                     *             },
                     *             {
                     *               "quantity": 1,
                     *               "sku": "AFTER-POT"
                     *             }
                     *           ],
                     *           "kind": "cancel",
                     *           "restock": true,
                     *           "status": "done"
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["OrderChange"][];
                    };
                };
            };
            /**
             * @description - `malformed-request`: the bytes are no HTTP request, the body is not as long as `Content-Length` says, or an upload was cut off or took longer than 10 minutes
             *     - `malformed-url`: the URL, unescaped, is no UTF-8 text, or has NUL
             *     - `validation-failed`: a field has the wrong type, is out of bounds, missing, or not known; `errors` names each
             *     - `unknown-version`: `Holdfast-Version` names a date that behaviour never changed on; `errors` lists the known ones
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unauthenticated`: no API key, or one that nobody has; a token (JWT) that is expired or not one taken here; at a service: no account named by the gateway */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `forbidden`: the key's scope is `shop` and the path is below `/api/v1/admin/`, or the operation is `refundOrder` or `returnItems` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `order-not-found`: no order of this account has the id */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `rate-limited`: the key has used its quota (`RateLimit`, `RateLimit-Policy`), or too much came from the address, or too much without a valid key */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `not-ready`: on `GET /readyz`: a dependency that the service needs cannot be reached, `checks` names it; elsewhere: the service's database cannot be reached, `Retry-After: 1`
             *     - `keys-unavailable`: the gateway cannot tell whether a key or token is good: it has not read its database yet, or the issuer's keys; `Retry-After: 1`
             *     - `upstream-unavailable`: a service cannot be reached, answers something that is no problem of ours, or its breaker is open; `Retry-After: 5`, or what the service said. On an order with `orderId`: inventory or pricing did not answer in time, and all is undone. Without `orderId`: nobody knows yet, the order may still be confirmed
             */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `deadline-exceeded`: the time of `Request-Timeout-Ms` or of the operation (`resilience.yaml`) is over; inventory says so of what has still to wait then, and does nothing. A write may still take effect */
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
    readonly watchOrder: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The `id` of the last event seen. */
                readonly "last-event-id"?: string;
                /**
                 * @description The date of the behaviour that the client was written for; the newest without it.
                 * @example 2026-11-22
                 */
                readonly "holdfast-version"?: string;
                /**
                 * @description For how long the client waits; the gateway answers 504 rather than later.
                 * @example 1500
                 */
                readonly "request-timeout-ms"?: number;
                /**
                 * @description 1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.
                 * @example cart-4711
                 */
                readonly "x-correlation-id"?: string;
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
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/event-stream": string;
                };
            };
            /** @description The order is at its end, and you have seen it. */
            readonly 204: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description - `malformed-request`: the bytes are no HTTP request, the body is not as long as `Content-Length` says, or an upload was cut off or took longer than 10 minutes
             *     - `malformed-url`: the URL, unescaped, is no UTF-8 text, or has NUL
             *     - `validation-failed`: a field has the wrong type, is out of bounds, missing, or not known; `errors` names each
             *     - `unknown-version`: `Holdfast-Version` names a date that behaviour never changed on; `errors` lists the known ones
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unauthenticated`: no API key, or one that nobody has; a token (JWT) that is expired or not one taken here; at a service: no account named by the gateway */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `forbidden`: the key's scope is `shop` and the path is below `/api/v1/admin/`, or the operation is `refundOrder` or `returnItems` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `order-not-found`: no order of this account has the id */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `rate-limited`: the key has used its quota (`RateLimit`, `RateLimit-Policy`), or too much came from the address, or too much without a valid key
             *     - `streams-over-limit`: the account watches 32 orders at this process; `Retry-After: 5`
             */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `not-ready`: on `GET /readyz`: a dependency that the service needs cannot be reached, `checks` names it; elsewhere: the service's database cannot be reached, `Retry-After: 1`
             *     - `keys-unavailable`: the gateway cannot tell whether a key or token is good: it has not read its database yet, or the issuer's keys; `Retry-After: 1`
             *     - `upstream-unavailable`: a service cannot be reached, answers something that is no problem of ours, or its breaker is open; `Retry-After: 5`, or what the service said. On an order with `orderId`: inventory or pricing did not answer in time, and all is undone. Without `orderId`: nobody knows yet, the order may still be confirmed
             *     - `overloaded`: the callee has more to do than it can, and has done nothing; `Retry-After: 1` of inventory, whose queue is full or who met others at the same items too often, and of the gateway, where as many calls wait for the callee as may (`waitingMax`): the callee was not asked. Any operation of the gateway answers it, with `Retry-After: 1`, while more is asked of the gateway itself than it can answer in time: browsing first, checkout last ([operate](guides/operate.md#overload)). The sandbox says so twice to `tok_flaky`
             */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `deadline-exceeded`: the time of `Request-Timeout-Ms` or of the operation (`resilience.yaml`) is over; inventory says so of what has still to wait then, and does nothing. A write may still take effect */
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
    readonly refundOrder: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 visible ASCII. */
                readonly "idempotency-key"?: string;
                /** @description `wait=5` (seconds) or `respond-async` */
                readonly prefer?: string;
                /**
                 * @description The date of the behaviour that the client was written for; the newest without it.
                 * @example 2026-11-22
                 */
                readonly "holdfast-version"?: string;
                /**
                 * @description For how long the client waits; the gateway answers 504 rather than later.
                 * @example 1500
                 */
                readonly "request-timeout-ms"?: number;
                /**
                 * @description 1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.
                 * @example cart-4711
                 */
                readonly "x-correlation-id"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "amount": {
                 *         "amount": 100,
                 *         "currency": "EUR"
                 *       }
                 *     }
                 */
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
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "change": {
                     *         "amount": {
                     *           "amount": 100,
                     *           "currency": "EUR"
                     *         },
                     *         "createdAt": "2026-11-23T11:25:03.117Z",
                     *         "finishedAt": "2026-11-23T11:25:03.149Z",
                     *         "id": "01a20826-ff0d-71f6-8b2e-941855342652",
                     *         "items": [],
                     *         "kind": "refund",
                     *         "restock": false,
                     *         "status": "done"
                     *       },
                     *       "createdAt": "2026-11-23T11:25:02.694Z",
                     *       "currency": "EUR",
                     *       "customer": {
                     *         "email": "ada@example.com"
                     *       },
                     *       "id": "01a20826-fd66-799b-b757-c0fd64efb63a",
                     *       "lines": [
                     *         {
                     *           "discounts": [],
                     *           "quantity": 3,
                     *           "sku": "AFTER-CUP",
                     *           "subtotal": {
                     *             "amount": 999,
                     *             "currency": "EUR"
                     *           },
                     *           "tax": {
                     *             "amount": 160,
                     *             "currency": "EUR"
                     *           },
                     *           "total": {
                     *             "amount": 999,
                     *             "currency": "EUR"
                     *           },
                     *           "unit": {
                     *             "amount": 333,
                     *             "currency": "EUR"
                     *           }
                     *         },
                     *         {
                     *           "discounts": [],
                     *           "quantity": 2,
                     *           "sku": "AFTER-POT",
                     *           "subtotal": {
                     *             "amount": 3998,
                     *             "currency": "EUR"
                     *           },
                     *           "tax": {
                     *             "amount": 638,
                     *             "currency": "EUR"
                     *           },
                     *           "total": {
                     *             "amount": 3998,
                     *             "currency": "EUR"
                     *           },
                     *           "unit": {
                     *             "amount": 1999,
                     *             "currency": "EUR"
                     *           }
                     *         }
                     *       ],
                     *       "paymentId": "01a20826-fdb6-752f-b1c3-76623ebad9b1",
                     *       "quoteId": "01a20826-fd8b-700c-990a-7ea46c546df3",
                     *       "refunded": {
                     *         "amount": 2432,
                     *         "currency": "EUR"
                     *       },
                     *       "region": "DE",
                     *       "reservationId": "01a20826-fd66-75a6-97ba-a7f18ee090a4",
                     *       "shipments": [
                     *         {
                     *           "lines": [
                     *             {
                     *               "quantity": 3,
                     *               "sku": "AFTER-CUP"
                     *             },
                     *             {
                     *               "quantity": 1,
                     *               "sku": "AFTER-POT"
                     *             }
                     *           ],
                     *           "status": "ready"
                     *         }
                     *       ],
                     *       "shortfallPolicy": "refuse",
                     *       "status": "confirmed",
                     *       "timeline": [
                     *         {
                     *           "attempt": 1,
                     *           "durationMs": 26,
                     *           "startedAt": "2026-11-23T11:25:02.712Z",
                     *           "status": "done",
                     *           "step": "quote"
                     *         },
                     *         {
                     *           "attempt": 1,
                     *           "durationMs": 12,
                     *           "startedAt": "2026-11-23T11:25:02.743Z",
                     *           "status": "done",
                     *           "step": "hold"
                     *         },
                     *         {
                     *           "attempt": 1,
                     *           "durationMs": 49,
                     *           "startedAt": "2026-11-23T11:25:02.766Z",
                     *           "status": "done",
                     *           "step": "authorise"
                     *         },
                     *         {
                     *           "attempt": 1,
                     *           "durationMs": 9,
                     *           "startedAt": "2026-11-23T11:25:02.820Z",
                     *           "status": "done",
                     *           "step": "confirm-hold"
                     *         },
                     *         {
                     *           "attempt": 1,
                     *           "durationMs": 21,
                     *           "startedAt": "2026-11-23T11:25:02.843Z",
                     *           "status": "done",
                     *           "step": "capture"
                     *         },
                     *         {
                     *           "attempt": 1,
                     *           "durationMs": 5,
                     *           "startedAt": "2026-11-23T11:25:02.952Z",
                     *           "status": "done",
                     *           "step": "cancel-lines-look-up-refunds"
                     *         },
                     *         {
                     *           "attempt": 1,
                     *           "durationMs": 8,
                     *           "startedAt": "2026-11-23T11:25:02.960Z",
                     *           "status": "done",
                     *           "step": "cancel-lines-refund"
                     *         },
                     *         {
                     *           "attempt": 1,
                     *           "durationMs": 13,
                     *           "startedAt": "2026-11-23T11:25:02.974Z",
                     *           "status": "done",
                     *           "step": "cancel-lines-restock"
                     *         },
                     *         {
                     *           "attempt": 1,
                     *           "durationMs": 7,
                     *           "startedAt": "2026-11-23T11:25:03.046Z",
                     *           "status": "done",
                     *           "step": "return-find-location"
                     *         },
                     *         {
                     *           "attempt": 1,
                     *           "durationMs": 2,
                     *           "startedAt": "2026-11-23T11:25:03.057Z",
                     *           "status": "done",
                     *           "step": "return-look-up-refunds"
                     *         },
                     *         {
                     *           "attempt": 1,
                     *           "durationMs": 4,
                     *           "startedAt": "2026-11-23T11:25:03.062Z",
                     *           "status": "done",
                     *           "step": "return-refund"
                     *         },
                     *         {
                     *           "attempt": 1,
                     *           "durationMs": 10,
                     *           "startedAt": "2026-11-23T11:25:03.073Z",
                     *           "status": "done",
                     *           "step": "return-restock"
                     *         },
                     *         {
                     *           "attempt": 1,
                     *           "durationMs": 2,
                     *           "startedAt": "2026-11-23T11:25:03.134Z",
                     *           "status": "done",
                     *           "step": "refund-look-up-refunds"
                     *         },
                     *         {
                     *           "attempt": 1,
                     *           "durationMs": 5,
                     *           "startedAt": "2026-11-23T11:25:03.139Z",
                     *           "status": "done",
                     *           "step": "refund"
                     *         }
                     *       ],
                     *       "total": {
                     *         "amount": 4997,
                     *         "currency": "EUR"
                     *       },
                     *       "traceId": "7a52d0b136d0f663a9714c28969b24b1"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["ChangedOrder"];
                };
            };
            /** @description Default Response */
            readonly 202: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly change: components["schemas"]["OrderChange"];
                        /** Format: uuid */
                        readonly id: string;
                        /** @enum {unknown} */
                        readonly status: "processing" | "confirmed" | "failed" | "cancelled";
                    };
                };
            };
            /**
             * @description - `malformed-request`: the bytes are no HTTP request, the body is not as long as `Content-Length` says, or an upload was cut off or took longer than 10 minutes
             *     - `malformed-url`: the URL, unescaped, is no UTF-8 text, or has NUL
             *     - `json-too-deep`: the body is nested deeper than 64 levels
             *     - `malformed-json`: the body is no JSON, is empty where JSON is expected, or has a `__proto__` key
             *     - `validation-failed`: a field has the wrong type, is out of bounds, missing, or not known; `errors` names each
             *     - `idempotency-key-missing`: the operation requires an `Idempotency-Key`
             *     - `idempotency-key-invalid`: the key is not 1 to 255 visible ASCII characters, or was sent twice
             *     - `unknown-version`: `Holdfast-Version` names a date that behaviour never changed on; `errors` lists the known ones
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unauthenticated`: no API key, or one that nobody has; a token (JWT) that is expired or not one taken here; at a service: no account named by the gateway */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `forbidden`: the key's scope is `shop` and the path is below `/api/v1/admin/`, or the operation is `refundOrder` or `returnItems` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `order-not-found`: no order of this account has the id */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `idempotency-key-in-flight`: the first request with this key is not answered yet
             *     - `invalid-state`: the reservation or charge has moved on (expired, released, confirmed, captured …), holds other goods under this id, or belongs to another order; the promotion needs no coupon, or the coupon is its own; the order has redeemed other promotions, or given them back; the quote is of before what it follows from was recorded
             *     - `change-in-flight`: another change of the order, `changeId`, is not done yet; nothing is done
             */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `idempotency-key-reused`: the key belongs to another request of this account in the last 24 hours (for orders: at any time)
             *     - `amount-over-limit`: more than was paid and is not refunded yet, `left`; nothing is refunded
             */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `rate-limited`: the key has used its quota (`RateLimit`, `RateLimit-Policy`), or too much came from the address, or too much without a valid key */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `not-ready`: on `GET /readyz`: a dependency that the service needs cannot be reached, `checks` names it; elsewhere: the service's database cannot be reached, `Retry-After: 1`
             *     - `keys-unavailable`: the gateway cannot tell whether a key or token is good: it has not read its database yet, or the issuer's keys; `Retry-After: 1`
             *     - `upstream-unavailable`: a service cannot be reached, answers something that is no problem of ours, or its breaker is open; `Retry-After: 5`, or what the service said. On an order with `orderId`: inventory or pricing did not answer in time, and all is undone. Without `orderId`: nobody knows yet, the order may still be confirmed
             */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `deadline-exceeded`: the time of `Request-Timeout-Ms` or of the operation (`resilience.yaml`) is over; inventory says so of what has still to wait then, and does nothing. A write may still take effect */
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
    readonly returnItems: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 visible ASCII. */
                readonly "idempotency-key"?: string;
                /** @description `wait=5` (seconds) or `respond-async` */
                readonly prefer?: string;
                /**
                 * @description The date of the behaviour that the client was written for; the newest without it.
                 * @example 2026-11-22
                 */
                readonly "holdfast-version"?: string;
                /**
                 * @description For how long the client waits; the gateway answers 504 rather than later.
                 * @example 1500
                 */
                readonly "request-timeout-ms"?: number;
                /**
                 * @description 1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.
                 * @example cart-4711
                 */
                readonly "x-correlation-id"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "items": [
                 *         {
                 *           "quantity": 1,
                 *           "sku": "AFTER-CUP"
                 *         }
                 *       ],
                 *       "location": "HAM"
                 *     }
                 */
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
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "change": {
                     *         "amount": {
                     *           "amount": 333,
                     *           "currency": "EUR"
                     *         },
                     *         "createdAt": "2026-11-23T11:25:03.030Z",
                     *         "finishedAt": "2026-11-23T11:25:03.096Z",
                     *         "id": "01a20826-feb6-7936-abe1-ddabcf6e2689",
                     *         "items": [
                     *           {
                     *             "quantity": 1,
                     *             "sku": "AFTER-CUP"
                     *           }
                     *         ],
                     *         "kind": "return",
                     *         "location": "HAM",
                     *         "restock": true,
                     *         "status": "done"
                     *       },
                     *       "createdAt": "2026-11-23T11:25:02.694Z",
                     *       "currency": "EUR",
                     *       "customer": {
                     *         "email": "ada@example.com"
                     *       },
                     *       "id": "01a20826-fd66-799b-b757-c0fd64efb63a",
                     *       "lines": [
                     *         {
                     *           "discounts": [],
                     *           "quantity": 3,
                     *           "sku": "AFTER-CUP",
                     *           "subtotal": {
                     *             "amount": 999,
                     *             "currency": "EUR"
                     *           },
                     *           "tax": {
                     *             "amount": 160,
                     *             "currency": "EUR"
                     *           },
                     *           "total": {
                     *             "amount": 999,
                     *             "currency": "EUR"
                     *           },
                     *           "unit": {
                     *             "amount": 333,
                     *             "currency": "EUR"
                     *           }
                     *         },
                     *         {
                     *           "discounts": [],
                     *           "quantity": 2,
                     *           "sku": "AFTER-POT",
                     *           "subtotal": {
                     *             "amount": 3998,
                     *             "currency": "EUR"
                     *           },
                     *           "tax": {
                     *             "amount": 638,
                     *             "currency": "EUR"
                     *           },
                     *           "total": {
                     *             "amount": 3998,
                     *             "currency": "EUR"
                     *           },
                     *           "unit": {
                     *             "amount": 1999,
                     *             "currency": "EUR"
                     *           }
                     *         }
                     *       ],
                     *       "paymentId": "01a20826-fdb6-752f-b1c3-76623ebad9b1",
                     *       "quoteId": "01a20826-fd8b-700c-990a-7ea46c546df3",
                     *       "refunded": {
                     *         "amount": 2332,
                     *         "currency": "EUR"
                     *       },
                     *       "region": "DE",
                     *       "reservationId": "01a20826-fd66-75a6-97ba-a7f18ee090a4",
                     *       "shipments": [
                     *         {
                     *           "lines": [
                     *             {
                     *               "quantity": 3,
                     *               "sku": "AFTER-CUP"
                     *             },
                     *             {
                     *               "quantity": 1,
                     *               "sku": "AFTER-POT"
                     *             }
                     *           ],
                     *           "status": "ready"
                     *         }
                     *       ],
                     *       "shortfallPolicy": "refuse",
                     *       "status": "confirmed",
                     *       "timeline": [
                     *         {
                     *           "attempt": 1,
                     *           "durationMs": 26,
                     *           "startedAt": "2026-11-23T11:25:02.712Z",
                     *           "status": "done",
                     *           "step": "quote"
                     *         },
                     *         {
                     *           "attempt": 1,
                     *           "durationMs": 12,
                     *           "startedAt": "2026-11-23T11:25:02.743Z",
                     *           "status": "done",
                     *           "step": "hold"
                     *         },
                     *         {
                     *           "attempt": 1,
                     *           "durationMs": 49,
                     *           "startedAt": "2026-11-23T11:25:02.766Z",
                     *           "status": "done",
                     *           "step": "authorise"
                     *         },
                     *         {
                     *           "attempt": 1,
                     *           "durationMs": 9,
                     *           "startedAt": "2026-11-23T11:25:02.820Z",
                     *           "status": "done",
                     *           "step": "confirm-hold"
                     *         },
                     *         {
                     *           "attempt": 1,
                     *           "durationMs": 21,
                     *           "startedAt": "2026-11-23T11:25:02.843Z",
                     *           "status": "done",
                     *           "step": "capture"
                     *         },
                     *         {
                     *           "attempt": 1,
                     *           "durationMs": 5,
                     *           "startedAt": "2026-11-23T11:25:02.952Z",
                     *           "status": "done",
                     *           "step": "cancel-lines-look-up-refunds"
                     *         },
                     *         {
                     *           "attempt": 1,
                     *           "durationMs": 8,
                     *           "startedAt": "2026-11-23T11:25:02.960Z",
                     *           "status": "done",
                     *           "step": "cancel-lines-refund"
                     *         },
                     *         {
                     *           "attempt": 1,
                     *           "durationMs": 13,
                     *           "startedAt": "2026-11-23T11:25:02.974Z",
                     *           "status": "done",
                     *           "step": "cancel-lines-restock"
                     *         },
                     *         {
                     *           "attempt": 1,
                     *           "durationMs": 7,
                     *           "startedAt": "2026-11-23T11:25:03.046Z",
                     *           "status": "done",
                     *           "step": "return-find-location"
                     *         },
                     *         {
                     *           "attempt": 1,
                     *           "durationMs": 2,
                     *           "startedAt": "2026-11-23T11:25:03.057Z",
                     *           "status": "done",
                     *           "step": "return-look-up-refunds"
                     *         },
                     *         {
                     *           "attempt": 1,
                     *           "durationMs": 4,
                     *           "startedAt": "2026-11-23T11:25:03.062Z",
                     *           "status": "done",
                     *           "step": "return-refund"
                     *         },
                     *         {
                     *           "attempt": 1,
                     *           "durationMs": 10,
                     *           "startedAt": "2026-11-23T11:25:03.073Z",
                     *           "status": "done",
                     *           "step": "return-restock"
                     *         }
                     *       ],
                     *       "total": {
                     *         "amount": 4997,
                     *         "currency": "EUR"
                     *       },
                     *       "traceId": "7a52d0b136d0f663a9714c28969b24b1"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["ChangedOrder"];
                };
            };
            /** @description Default Response */
            readonly 202: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly change: components["schemas"]["OrderChange"];
                        /** Format: uuid */
                        readonly id: string;
                        /** @enum {unknown} */
                        readonly status: "processing" | "confirmed" | "failed" | "cancelled";
                    };
                };
            };
            /**
             * @description - `malformed-request`: the bytes are no HTTP request, the body is not as long as `Content-Length` says, or an upload was cut off or took longer than 10 minutes
             *     - `malformed-url`: the URL, unescaped, is no UTF-8 text, or has NUL
             *     - `json-too-deep`: the body is nested deeper than 64 levels
             *     - `malformed-json`: the body is no JSON, is empty where JSON is expected, or has a `__proto__` key
             *     - `validation-failed`: a field has the wrong type, is out of bounds, missing, or not known; `errors` names each
             *     - `idempotency-key-missing`: the operation requires an `Idempotency-Key`
             *     - `idempotency-key-invalid`: the key is not 1 to 255 visible ASCII characters, or was sent twice
             *     - `unknown-version`: `Holdfast-Version` names a date that behaviour never changed on; `errors` lists the known ones
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unauthenticated`: no API key, or one that nobody has; a token (JWT) that is expired or not one taken here; at a service: no account named by the gateway */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `forbidden`: the key's scope is `shop` and the path is below `/api/v1/admin/`, or the operation is `refundOrder` or `returnItems` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `location-not-found`: inventory has no such location
             *     - `order-not-found`: no order of this account has the id
             */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `idempotency-key-in-flight`: the first request with this key is not answered yet
             *     - `invalid-state`: the reservation or charge has moved on (expired, released, confirmed, captured …), holds other goods under this id, or belongs to another order; the promotion needs no coupon, or the coupon is its own; the order has redeemed other promotions, or given them back; the quote is of before what it follows from was recorded
             *     - `change-in-flight`: another change of the order, `changeId`, is not done yet; nothing is done
             */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `idempotency-key-reused`: the key belongs to another request of this account in the last 24 hours (for orders: at any time)
             *     - `quantity-over-limit`: a shelf would have more than 1,000,000,000 units; of an order or a reservation, more than are left of it, `errors` says how many; nothing is done
             *     - `item-not-in-order`: the order has no such SKU; `errors` names each, nothing is done
             */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `rate-limited`: the key has used its quota (`RateLimit`, `RateLimit-Policy`), or too much came from the address, or too much without a valid key */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `not-ready`: on `GET /readyz`: a dependency that the service needs cannot be reached, `checks` names it; elsewhere: the service's database cannot be reached, `Retry-After: 1`
             *     - `keys-unavailable`: the gateway cannot tell whether a key or token is good: it has not read its database yet, or the issuer's keys; `Retry-After: 1`
             *     - `upstream-unavailable`: a service cannot be reached, answers something that is no problem of ours, or its breaker is open; `Retry-After: 5`, or what the service said. On an order with `orderId`: inventory or pricing did not answer in time, and all is undone. Without `orderId`: nobody knows yet, the order may still be confirmed
             */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `deadline-exceeded`: the time of `Request-Timeout-Ms` or of the operation (`resilience.yaml`) is over; inventory says so of what has still to wait then, and does nothing. A write may still take effect */
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
    readonly receivePaymentEvent: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description The date of the behaviour that the client was written for; the newest without it.
                 * @example 2026-11-22
                 */
                readonly "holdfast-version"?: string;
                /**
                 * @description For how long the client waits; the gateway answers 504 rather than later.
                 * @example 1500
                 */
                readonly "request-timeout-ms"?: number;
                /**
                 * @description 1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.
                 * @example cart-4711
                 */
                readonly "x-correlation-id"?: string;
            };
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
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description - `malformed-request`: the bytes are no HTTP request, the body is not as long as `Content-Length` says, or an upload was cut off or took longer than 10 minutes
             *     - `malformed-url`: the URL, unescaped, is no UTF-8 text, or has NUL
             *     - `json-too-deep`: the body is nested deeper than 64 levels
             *     - `malformed-json`: the body is no JSON, is empty where JSON is expected, or has a `__proto__` key
             *     - `validation-failed`: a field has the wrong type, is out of bounds, missing, or not known; `errors` names each
             *     - `unknown-version`: `Holdfast-Version` names a date that behaviour never changed on; `errors` lists the known ones
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `unauthenticated`: no API key, or one that nobody has; a token (JWT) that is expired or not one taken here; at a service: no account named by the gateway
             *     - `webhook-signature-invalid`: the event's signature is missing or wrong, is more than 5 minutes old or ahead, or what it signs is no event; nothing is stored
             */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `forbidden`: the key's scope is `shop` and the path is below `/api/v1/admin/`, or the operation is `refundOrder` or `returnItems` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `payment-provider-unknown`: the path names no payment provider that this shop is configured for, or there is no secret for its webhook; nothing is stored */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `payload-too-large`: a JSON body above 1 MiB */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unsupported-media-type`: the content type is not the operation's, or the body is compressed */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `rate-limited`: the key has used its quota (`RateLimit`, `RateLimit-Policy`), or too much came from the address, or too much without a valid key */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `not-ready`: on `GET /readyz`: a dependency that the service needs cannot be reached, `checks` names it; elsewhere: the service's database cannot be reached, `Retry-After: 1`
             *     - `keys-unavailable`: the gateway cannot tell whether a key or token is good: it has not read its database yet, or the issuer's keys; `Retry-After: 1`
             *     - `upstream-unavailable`: a service cannot be reached, answers something that is no problem of ours, or its breaker is open; `Retry-After: 5`, or what the service said. On an order with `orderId`: inventory or pricing did not answer in time, and all is undone. Without `orderId`: nobody knows yet, the order may still be confirmed
             */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `deadline-exceeded`: the time of `Request-Timeout-Ms` or of the operation (`resilience.yaml`) is over; inventory says so of what has still to wait then, and does nothing. A write may still take effect */
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
    readonly listProducts: {
        readonly parameters: {
            readonly query?: {
                readonly query?: string;
                readonly category?: string;
                /** @description true: only what is available now; false: only what is not. */
                readonly inStock?: boolean;
                readonly limit?: number;
                /** @description `nextCursor` of a page, with the same `query`, `category` and `inStock`. */
                readonly cursor?: string;
                /** @description ISO 4217; the shop's own by default. */
                readonly currency?: string;
                /** @description ISO 3166 (ES, ES-CN); the shop's own by default. */
                readonly region?: string;
                readonly customerGroup?: string;
                /** @description Where it is sold (`web`, `app`): prices and promotions may be for one only. */
                readonly channel?: string;
            };
            readonly header?: {
                /** @description `ETag`s of answers that you have: 304 when one of them still says the same. */
                readonly "if-none-match"?: string;
                /**
                 * @description The date of the behaviour that the client was written for; the newest without it.
                 * @example 2026-11-22
                 */
                readonly "holdfast-version"?: string;
                /**
                 * @description For how long the client waits; the gateway answers 504 rather than later.
                 * @example 1500
                 */
                readonly "request-timeout-ms"?: number;
                /**
                 * @description 1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.
                 * @example cart-4711
                 */
                readonly "x-correlation-id"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "attributes": {},
                     *           "availability": {
                     *             "asOf": "2026-11-23T11:27:25.593Z",
                     *             "available": 5,
                     *             "locations": [
                     *               {
                     *                 "available": 5,
                     *                 "code": "BER"
                     *               }
                     *             ],
                     *             "status": "low"
                     *           },
                     *           "category": null,
                     *           "degraded": [],
                     *           "description": null,
                     *           "name": "Item WHOM-1",
                     *           "price": {
                     *             "adjustments": [],
                     *             "asOf": "2026-11-23T11:27:25.599Z",
                     *             "compareAt": null,
                     *             "lowest30Days": {
                     *               "amount": 1000,
                     *               "currency": "EUR"
                     *             },
                     *             "total": {
                     *               "amount": 900,
                     *               "currency": "EUR"
                     *             },
                     *             "unit": {
                     *               "amount": 900,
                     *               "currency": "EUR"
                     *             }
                     *           },
                     *           "sku": "WHOM-1"
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["ProductView"][];
                        readonly nextCursor: string | null;
                    };
                };
            };
            /** @description What you have still says the same; only its times of reading are older. */
            readonly 304: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description - `malformed-request`: the bytes are no HTTP request, the body is not as long as `Content-Length` says, or an upload was cut off or took longer than 10 minutes
             *     - `malformed-url`: the URL, unescaped, is no UTF-8 text, or has NUL
             *     - `validation-failed`: a field has the wrong type, is out of bounds, missing, or not known; `errors` names each
             *     - `unknown-version`: `Holdfast-Version` names a date that behaviour never changed on; `errors` lists the known ones
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unauthenticated`: no API key, or one that nobody has; a token (JWT) that is expired or not one taken here; at a service: no account named by the gateway */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `forbidden`: the key's scope is `shop` and the path is below `/api/v1/admin/`, or the operation is `refundOrder` or `returnItems` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unknown-currency`: no active ISO 4217 currency; `errors` names the field */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `rate-limited`: the key has used its quota (`RateLimit`, `RateLimit-Policy`), or too much came from the address, or too much without a valid key */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `not-ready`: on `GET /readyz`: a dependency that the service needs cannot be reached, `checks` names it; elsewhere: the service's database cannot be reached, `Retry-After: 1`
             *     - `keys-unavailable`: the gateway cannot tell whether a key or token is good: it has not read its database yet, or the issuer's keys; `Retry-After: 1`
             *     - `upstream-unavailable`: a service cannot be reached, answers something that is no problem of ours, or its breaker is open; `Retry-After: 5`, or what the service said. On an order with `orderId`: inventory or pricing did not answer in time, and all is undone. Without `orderId`: nobody knows yet, the order may still be confirmed
             */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `deadline-exceeded`: the time of `Request-Timeout-Ms` or of the operation (`resilience.yaml`) is over; inventory says so of what has still to wait then, and does nothing. A write may still take effect */
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
    readonly bulkCheckProducts: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description The date of the behaviour that the client was written for; the newest without it.
                 * @example 2026-11-22
                 */
                readonly "holdfast-version"?: string;
                /**
                 * @description For how long the client waits; the gateway answers 504 rather than later.
                 * @example 1500
                 */
                readonly "request-timeout-ms"?: number;
                /**
                 * @description 1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.
                 * @example cart-4711
                 */
                readonly "x-correlation-id"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "skus": [
                 *         "CONTRACT-1",
                 *         "NO-SUCH",
                 *         "CONTRACT-1"
                 *       ]
                 *     }
                 */
                readonly "application/json": {
                    /** @description ISO 4217; the shop's own by default. */
                    readonly currency?: string;
                    /** @description ISO 3166 (ES, ES-CN); the shop's own by default. */
                    readonly region?: string;
                    readonly skus: readonly string[];
                };
            };
        };
        readonly responses: {
            /** @description JSON, or JSON lines where they are asked for. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "available": 98,
                     *           "degraded": [],
                     *           "found": true,
                     *           "price": {
                     *             "adjustments": [],
                     *             "asOf": "2026-11-23T11:26:12.849Z",
                     *             "compareAt": null,
                     *             "lowest30Days": {
                     *               "amount": 1999,
                     *               "currency": "EUR"
                     *             },
                     *             "total": {
                     *               "amount": 1999,
                     *               "currency": "EUR"
                     *             },
                     *             "unit": {
                     *               "amount": 1999,
                     *               "currency": "EUR"
                     *             }
                     *           },
                     *           "sku": "CONTRACT-1"
                     *         },
                     *         {
                     *           "available": 0,
                     *           "degraded": [],
                     *           "found": false,
                     *           "price": null,
                     *           "sku": "NO-SUCH"
                     *         },
                     *         {
                     *           "available": 98,
                     *           "degraded": [],
                     *           "found": true,
                     *           "price": {
                     *             "adjustments": [],
                     *             "asOf": "2026-11-23T11:26:12.849Z",
                     *             "compareAt": null,
                     *             "lowest30Days": {
                     *               "amount": 1999,
                     *               "currency": "EUR"
                     *             },
                     *             "total": {
                     *               "amount": 1999,
                     *               "currency": "EUR"
                     *             },
                     *             "unit": {
                     *               "amount": 1999,
                     *               "currency": "EUR"
                     *             }
                     *           },
                     *           "sku": "CONTRACT-1"
                     *         }
                     *       ],
                     *       "summary": {
                     *         "asked": 3,
                     *         "degraded": [],
                     *         "found": 2,
                     *         "inStock": 2,
                     *         "notFound": 1,
                     *         "priced": 2,
                     *         "unknown": 0
                     *       }
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: readonly {
                            readonly available: number | null;
                            /** @description Who could not be asked. `pricing`: the price is the last known one, or null. `inventory`: name, attributes and availability are the last known ones; where nothing is known, name and description are null and the status is `unknown`, and the product is shown only because pricing knows its price. */
                            readonly degraded: readonly ("inventory" | "pricing")[];
                            readonly error?: {
                                /** @description Why: `upstream-unavailable` or `deadline-exceeded`. */
                                readonly code: string;
                            };
                            /** @description false: there is no such product; null: inventory could not be asked. */
                            readonly found: boolean | null;
                            readonly price: components["schemas"]["ProductPrice"] | null;
                            readonly sku: string;
                        }[];
                        readonly summary: {
                            readonly asked: number;
                            /** @description Who could not be asked. `pricing`: the price is the last known one, or null. `inventory`: name, attributes and availability are the last known ones; where nothing is known, name and description are null and the status is `unknown`, and the product is shown only because pricing knows its price. */
                            readonly degraded: readonly ("inventory" | "pricing")[];
                            readonly found: number;
                            readonly inStock: number;
                            readonly notFound: number;
                            readonly priced: number;
                            /** @description Inventory could not be asked. */
                            readonly unknown: number;
                        };
                    };
                    readonly "application/x-ndjson": string;
                };
            };
            /**
             * @description - `malformed-request`: the bytes are no HTTP request, the body is not as long as `Content-Length` says, or an upload was cut off or took longer than 10 minutes
             *     - `malformed-url`: the URL, unescaped, is no UTF-8 text, or has NUL
             *     - `json-too-deep`: the body is nested deeper than 64 levels
             *     - `malformed-json`: the body is no JSON, is empty where JSON is expected, or has a `__proto__` key
             *     - `validation-failed`: a field has the wrong type, is out of bounds, missing, or not known; `errors` names each
             *     - `unknown-version`: `Holdfast-Version` names a date that behaviour never changed on; `errors` lists the known ones
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unauthenticated`: no API key, or one that nobody has; a token (JWT) that is expired or not one taken here; at a service: no account named by the gateway */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `forbidden`: the key's scope is `shop` and the path is below `/api/v1/admin/`, or the operation is `refundOrder` or `returnItems` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `payload-too-large`: a JSON body above 1 MiB */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unknown-currency`: no active ISO 4217 currency; `errors` names the field */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `rate-limited`: the key has used its quota (`RateLimit`, `RateLimit-Policy`), or too much came from the address, or too much without a valid key */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `not-ready`: on `GET /readyz`: a dependency that the service needs cannot be reached, `checks` names it; elsewhere: the service's database cannot be reached, `Retry-After: 1`
             *     - `keys-unavailable`: the gateway cannot tell whether a key or token is good: it has not read its database yet, or the issuer's keys; `Retry-After: 1`
             *     - `upstream-unavailable`: a service cannot be reached, answers something that is no problem of ours, or its breaker is open; `Retry-After: 5`, or what the service said. On an order with `orderId`: inventory or pricing did not answer in time, and all is undone. Without `orderId`: nobody knows yet, the order may still be confirmed
             */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `deadline-exceeded`: the time of `Request-Timeout-Ms` or of the operation (`resilience.yaml`) is over; inventory says so of what has still to wait then, and does nothing. A write may still take effect */
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
    readonly getProduct: {
        readonly parameters: {
            readonly query?: {
                /** @description ISO 4217; the shop's own by default. */
                readonly currency?: string;
                /** @description ISO 3166 (ES, ES-CN); the shop's own by default. */
                readonly region?: string;
                readonly customerGroup?: string;
                /** @description Where it is sold (`web`, `app`): prices and promotions may be for one only. */
                readonly channel?: string;
                readonly quantity?: number;
            };
            readonly header?: {
                /** @description `ETag`s of answers that you have: 304 when one of them still says the same. */
                readonly "if-none-match"?: string;
                /**
                 * @description The date of the behaviour that the client was written for; the newest without it.
                 * @example 2026-11-22
                 */
                readonly "holdfast-version"?: string;
                /**
                 * @description For how long the client waits; the gateway answers 504 rather than later.
                 * @example 1500
                 */
                readonly "request-timeout-ms"?: number;
                /**
                 * @description 1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.
                 * @example cart-4711
                 */
                readonly "x-correlation-id"?: string;
            };
            readonly path: {
                readonly sku: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A price of null without `degraded` is no price. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "attributes": {},
                     *       "availability": {
                     *         "asOf": "2026-11-23T11:25:39.998Z",
                     *         "available": 5,
                     *         "locations": [
                     *           {
                     *             "available": 5,
                     *             "code": "BER"
                     *           }
                     *         ],
                     *         "status": "low"
                     *       },
                     *       "category": null,
                     *       "degraded": [
                     *         "pricing"
                     *       ],
                     *       "description": null,
                     *       "name": "Item DEGRADED-1",
                     *       "price": null,
                     *       "sku": "DEGRADED-1"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["ProductView"];
                };
            };
            /** @description What you have still says the same; only its times of reading are older. */
            readonly 304: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description - `malformed-request`: the bytes are no HTTP request, the body is not as long as `Content-Length` says, or an upload was cut off or took longer than 10 minutes
             *     - `malformed-url`: the URL, unescaped, is no UTF-8 text, or has NUL
             *     - `validation-failed`: a field has the wrong type, is out of bounds, missing, or not known; `errors` names each
             *     - `unknown-version`: `Holdfast-Version` names a date that behaviour never changed on; `errors` lists the known ones
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unauthenticated`: no API key, or one that nobody has; a token (JWT) that is expired or not one taken here; at a service: no account named by the gateway */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `forbidden`: the key's scope is `shop` and the path is below `/api/v1/admin/`, or the operation is `refundOrder` or `returnItems` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `product-not-found`: inventory has no such item */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `unknown-currency`: no active ISO 4217 currency; `errors` names the field
             *     - `amount-too-large`: an amount above 2^53 − 1 minor units
             */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `rate-limited`: the key has used its quota (`RateLimit`, `RateLimit-Policy`), or too much came from the address, or too much without a valid key */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `not-ready`: on `GET /readyz`: a dependency that the service needs cannot be reached, `checks` names it; elsewhere: the service's database cannot be reached, `Retry-After: 1`
             *     - `keys-unavailable`: the gateway cannot tell whether a key or token is good: it has not read its database yet, or the issuer's keys; `Retry-After: 1`
             *     - `upstream-unavailable`: a service cannot be reached, answers something that is no problem of ours, or its breaker is open; `Retry-After: 5`, or what the service said. On an order with `orderId`: inventory or pricing did not answer in time, and all is undone. Without `orderId`: nobody knows yet, the order may still be confirmed
             */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `deadline-exceeded`: the time of `Request-Timeout-Ms` or of the operation (`resilience.yaml`) is over; inventory says so of what has still to wait then, and does nothing. A write may still take effect */
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
    readonly createQuote: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 visible ASCII characters; a repeat gets the first answer. */
                readonly "idempotency-key"?: string;
                /**
                 * @description The date of the behaviour that the client was written for; the newest without it.
                 * @example 2026-11-22
                 */
                readonly "holdfast-version"?: string;
                /**
                 * @description For how long the client waits; the gateway answers 504 rather than later.
                 * @example 1500
                 */
                readonly "request-timeout-ms"?: number;
                /**
                 * @description 1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.
                 * @example cart-4711
                 */
                readonly "x-correlation-id"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "currency": "EUR",
                 *       "items": [
                 *         {
                 *           "quantity": 2,
                 *           "sku": "CONTRACT-1"
                 *         }
                 *       ],
                 *       "region": "DE"
                 *     }
                 */
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
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "createdAt": "2026-11-23T11:26:12.881Z",
                     *       "currency": "EUR",
                     *       "expiresAt": "2026-11-23T11:41:13.000Z",
                     *       "explanation": [
                     *         {
                     *           "after": {
                     *             "amount": 3998,
                     *             "currency": "EUR"
                     *           },
                     *           "before": {
                     *             "amount": 0,
                     *             "currency": "EUR"
                     *           },
                     *           "rule": "CONTRACT-1: 2 × 19.99 EUR, price book version 1",
                     *           "step": "base-price"
                     *         },
                     *         {
                     *           "after": {
                     *             "amount": 3998,
                     *             "currency": "EUR"
                     *           },
                     *           "before": {
                     *             "amount": 3998,
                     *             "currency": "EUR"
                     *           },
                     *           "rule": "CONTRACT-1: 19 % standard contained = 6.38 EUR, half-up per line, tax rule of DE, version 1",
                     *           "step": "tax"
                     *         }
                     *       ],
                     *       "id": "01a20828-0f94-712f-9e67-fb836f160191",
                     *       "lines": [
                     *         {
                     *           "discounts": [],
                     *           "quantity": 2,
                     *           "sku": "CONTRACT-1",
                     *           "subtotal": {
                     *             "amount": 3998,
                     *             "currency": "EUR"
                     *           },
                     *           "tax": {
                     *             "amount": 638,
                     *             "currency": "EUR"
                     *           },
                     *           "total": {
                     *             "amount": 3998,
                     *             "currency": "EUR"
                     *           },
                     *           "unit": {
                     *             "amount": 1999,
                     *             "currency": "EUR"
                     *           }
                     *         }
                     *       ],
                     *       "pricesIncludeTax": true,
                     *       "region": "DE",
                     *       "rejectedCoupons": [],
                     *       "token": "eyJhbGciOiJFZERT…",
                     *       "totals": {
                     *         "discount": {
                     *           "amount": 0,
                     *           "currency": "EUR"
                     *         },
                     *         "subtotal": {
                     *           "amount": 3998,
                     *           "currency": "EUR"
                     *         },
                     *         "tax": {
                     *           "amount": 638,
                     *           "currency": "EUR"
                     *         },
                     *         "total": {
                     *           "amount": 3998,
                     *           "currency": "EUR"
                     *         }
                     *       }
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Quote"];
                };
            };
            /**
             * @description - `malformed-request`: the bytes are no HTTP request, the body is not as long as `Content-Length` says, or an upload was cut off or took longer than 10 minutes
             *     - `malformed-url`: the URL, unescaped, is no UTF-8 text, or has NUL
             *     - `json-too-deep`: the body is nested deeper than 64 levels
             *     - `malformed-json`: the body is no JSON, is empty where JSON is expected, or has a `__proto__` key
             *     - `validation-failed`: a field has the wrong type, is out of bounds, missing, or not known; `errors` names each
             *     - `idempotency-key-missing`: the operation requires an `Idempotency-Key`
             *     - `idempotency-key-invalid`: the key is not 1 to 255 visible ASCII characters, or was sent twice
             *     - `unknown-version`: `Holdfast-Version` names a date that behaviour never changed on; `errors` lists the known ones
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unauthenticated`: no API key, or one that nobody has; a token (JWT) that is expired or not one taken here; at a service: no account named by the gateway */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `forbidden`: the key's scope is `shop` and the path is below `/api/v1/admin/`, or the operation is `refundOrder` or `returnItems` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `idempotency-key-in-flight`: the first request with this key is not answered yet */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `idempotency-key-reused`: the key belongs to another request of this account in the last 24 hours (for orders: at any time)
             *     - `price-not-found`: a line has no price for this currency, region, group, quantity and time; `errors` names each
             *     - `unknown-currency`: no active ISO 4217 currency; `errors` names the field
             *     - `unknown-region`: a region of no ISO 3166 country; `errors` names the field
             *     - `unknown-customer-group`: no price, promotion or customer group has ever named it
             *     - `tax-rate-missing`: no tax rate of a line's category is in force in the region
             *     - `fx-rate-missing`: a line has no price in the currency, and no exchange rate converts one; `errors` names the currency
             *     - `fx-rate-stale`: a price would be converted by rates older than `maxAgeHours`
             *     - `amount-too-large`: an amount above 2^53 − 1 minor units
             */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `rate-limited`: the key has used its quota (`RateLimit`, `RateLimit-Policy`), or too much came from the address, or too much without a valid key */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `not-ready`: on `GET /readyz`: a dependency that the service needs cannot be reached, `checks` names it; elsewhere: the service's database cannot be reached, `Retry-After: 1`
             *     - `keys-unavailable`: the gateway cannot tell whether a key or token is good: it has not read its database yet, or the issuer's keys; `Retry-After: 1`
             *     - `upstream-unavailable`: a service cannot be reached, answers something that is no problem of ours, or its breaker is open; `Retry-After: 5`, or what the service said. On an order with `orderId`: inventory or pricing did not answer in time, and all is undone. Without `orderId`: nobody knows yet, the order may still be confirmed
             *     - `overloaded`: the callee has more to do than it can, and has done nothing; `Retry-After: 1` of inventory, whose queue is full or who met others at the same items too often, and of the gateway, where as many calls wait for the callee as may (`waitingMax`): the callee was not asked. Any operation of the gateway answers it, with `Retry-After: 1`, while more is asked of the gateway itself than it can answer in time: browsing first, checkout last ([operate](guides/operate.md#overload)). The sandbox says so twice to `tok_flaky`
             */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `deadline-exceeded`: the time of `Request-Timeout-Ms` or of the operation (`resilience.yaml`) is over; inventory says so of what has still to wait then, and does nothing. A write may still take effect */
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
    readonly getQuote: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description The date of the behaviour that the client was written for; the newest without it.
                 * @example 2026-11-22
                 */
                readonly "holdfast-version"?: string;
                /**
                 * @description For how long the client waits; the gateway answers 504 rather than later.
                 * @example 1500
                 */
                readonly "request-timeout-ms"?: number;
                /**
                 * @description 1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.
                 * @example cart-4711
                 */
                readonly "x-correlation-id"?: string;
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
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "createdAt": "2026-11-23T11:26:12.881Z",
                     *       "currency": "EUR",
                     *       "expiresAt": "2026-11-23T11:41:13.000Z",
                     *       "explanation": [
                     *         {
                     *           "after": {
                     *             "amount": 3998,
                     *             "currency": "EUR"
                     *           },
                     *           "before": {
                     *             "amount": 0,
                     *             "currency": "EUR"
                     *           },
                     *           "rule": "CONTRACT-1: 2 × 19.99 EUR, price book version 1",
                     *           "step": "base-price"
                     *         },
                     *         {
                     *           "after": {
                     *             "amount": 3998,
                     *             "currency": "EUR"
                     *           },
                     *           "before": {
                     *             "amount": 3998,
                     *             "currency": "EUR"
                     *           },
                     *           "rule": "CONTRACT-1: 19 % standard contained = 6.38 EUR, half-up per line, tax rule of DE, version 1",
                     *           "step": "tax"
                     *         }
                     *       ],
                     *       "id": "01a20828-0f94-712f-9e67-fb836f160191",
                     *       "lines": [
                     *         {
                     *           "discounts": [],
                     *           "quantity": 2,
                     *           "sku": "CONTRACT-1",
                     *           "subtotal": {
                     *             "amount": 3998,
                     *             "currency": "EUR"
                     *           },
                     *           "tax": {
                     *             "amount": 638,
                     *             "currency": "EUR"
                     *           },
                     *           "total": {
                     *             "amount": 3998,
                     *             "currency": "EUR"
                     *           },
                     *           "unit": {
                     *             "amount": 1999,
                     *             "currency": "EUR"
                     *           }
                     *         }
                     *       ],
                     *       "pricesIncludeTax": true,
                     *       "region": "DE",
                     *       "rejectedCoupons": [],
                     *       "token": "eyJhbGciOiJFZERT…",
                     *       "totals": {
                     *         "discount": {
                     *           "amount": 0,
                     *           "currency": "EUR"
                     *         },
                     *         "subtotal": {
                     *           "amount": 3998,
                     *           "currency": "EUR"
                     *         },
                     *         "tax": {
                     *           "amount": 638,
                     *           "currency": "EUR"
                     *         },
                     *         "total": {
                     *           "amount": 3998,
                     *           "currency": "EUR"
                     *         }
                     *       }
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Quote"];
                };
            };
            /**
             * @description - `malformed-request`: the bytes are no HTTP request, the body is not as long as `Content-Length` says, or an upload was cut off or took longer than 10 minutes
             *     - `malformed-url`: the URL, unescaped, is no UTF-8 text, or has NUL
             *     - `validation-failed`: a field has the wrong type, is out of bounds, missing, or not known; `errors` names each
             *     - `unknown-version`: `Holdfast-Version` names a date that behaviour never changed on; `errors` lists the known ones
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unauthenticated`: no API key, or one that nobody has; a token (JWT) that is expired or not one taken here; at a service: no account named by the gateway */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `forbidden`: the key's scope is `shop` and the path is below `/api/v1/admin/`, or the operation is `refundOrder` or `returnItems` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `quote-not-found`: no quote of this account has the id; to an administrator: none at all */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `quote-expired`: its time is over */
            readonly 410: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `rate-limited`: the key has used its quota (`RateLimit`, `RateLimit-Policy`), or too much came from the address, or too much without a valid key */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `not-ready`: on `GET /readyz`: a dependency that the service needs cannot be reached, `checks` names it; elsewhere: the service's database cannot be reached, `Retry-After: 1`
             *     - `keys-unavailable`: the gateway cannot tell whether a key or token is good: it has not read its database yet, or the issuer's keys; `Retry-After: 1`
             *     - `upstream-unavailable`: a service cannot be reached, answers something that is no problem of ours, or its breaker is open; `Retry-After: 5`, or what the service said. On an order with `orderId`: inventory or pricing did not answer in time, and all is undone. Without `orderId`: nobody knows yet, the order may still be confirmed
             */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `deadline-exceeded`: the time of `Request-Timeout-Ms` or of the operation (`resilience.yaml`) is over; inventory says so of what has still to wait then, and does nothing. A write may still take effect */
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
    readonly listReports: {
        readonly parameters: {
            readonly query?: {
                readonly limit?: number;
                /** @description `nextCursor` of a page. */
                readonly cursor?: string;
            };
            readonly header?: {
                /**
                 * @description The date of the behaviour that the client was written for; the newest without it.
                 * @example 2026-11-22
                 */
                readonly "holdfast-version"?: string;
                /**
                 * @description For how long the client waits; the gateway answers 504 rather than later.
                 * @example 1500
                 */
                readonly "request-timeout-ms"?: number;
                /**
                 * @description 1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.
                 * @example cart-4711
                 */
                readonly "x-correlation-id"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "bytes": 0,
                     *           "createdAt": "2026-11-23T11:28:42.988Z",
                     *           "format": "csv",
                     *           "from": "2026-01-01T00:00:00.000Z",
                     *           "id": "01a2082a-59ec-79ec-b953-055dd96ae27c",
                     *           "progress": 0,
                     *           "rows": 0,
                     *           "status": "running",
                     *           "to": "2026-02-01T00:00:00.000Z",
                     *           "type": "sales"
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
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
            /**
             * @description - `malformed-request`: the bytes are no HTTP request, the body is not as long as `Content-Length` says, or an upload was cut off or took longer than 10 minutes
             *     - `malformed-url`: the URL, unescaped, is no UTF-8 text, or has NUL
             *     - `validation-failed`: a field has the wrong type, is out of bounds, missing, or not known; `errors` names each
             *     - `unknown-version`: `Holdfast-Version` names a date that behaviour never changed on; `errors` lists the known ones
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unauthenticated`: no API key, or one that nobody has; a token (JWT) that is expired or not one taken here; at a service: no account named by the gateway */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `forbidden`: the key's scope is `shop` and the path is below `/api/v1/admin/`, or the operation is `refundOrder` or `returnItems` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `rate-limited`: the key has used its quota (`RateLimit`, `RateLimit-Policy`), or too much came from the address, or too much without a valid key */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `not-ready`: on `GET /readyz`: a dependency that the service needs cannot be reached, `checks` names it; elsewhere: the service's database cannot be reached, `Retry-After: 1`
             *     - `keys-unavailable`: the gateway cannot tell whether a key or token is good: it has not read its database yet, or the issuer's keys; `Retry-After: 1`
             *     - `upstream-unavailable`: a service cannot be reached, answers something that is no problem of ours, or its breaker is open; `Retry-After: 5`, or what the service said. On an order with `orderId`: inventory or pricing did not answer in time, and all is undone. Without `orderId`: nobody knows yet, the order may still be confirmed
             */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `deadline-exceeded`: the time of `Request-Timeout-Ms` or of the operation (`resilience.yaml`) is over; inventory says so of what has still to wait then, and does nothing. A write may still take effect */
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
    readonly createReport: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A repeat gets the first report. */
                readonly "idempotency-key"?: string;
                /**
                 * @description The date of the behaviour that the client was written for; the newest without it.
                 * @example 2026-11-22
                 */
                readonly "holdfast-version"?: string;
                /**
                 * @description For how long the client waits; the gateway answers 504 rather than later.
                 * @example 1500
                 */
                readonly "request-timeout-ms"?: number;
                /**
                 * @description 1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.
                 * @example cart-4711
                 */
                readonly "x-correlation-id"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "format": "csv",
                 *       "from": "2026-01-01T00:00:00Z",
                 *       "to": "2026-02-01T00:00:00Z",
                 *       "type": "sales"
                 *     }
                 */
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
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01a2082a-59ec-79ec-b953-055dd96ae27c",
                     *       "status": "queued"
                     *     }
                     */
                    readonly "application/json": {
                        /** Format: uuid */
                        readonly id: string;
                        /** @enum {string} */
                        readonly status: "queued";
                    };
                };
            };
            /**
             * @description - `malformed-request`: the bytes are no HTTP request, the body is not as long as `Content-Length` says, or an upload was cut off or took longer than 10 minutes
             *     - `malformed-url`: the URL, unescaped, is no UTF-8 text, or has NUL
             *     - `json-too-deep`: the body is nested deeper than 64 levels
             *     - `malformed-json`: the body is no JSON, is empty where JSON is expected, or has a `__proto__` key
             *     - `validation-failed`: a field has the wrong type, is out of bounds, missing, or not known; `errors` names each
             *     - `idempotency-key-missing`: the operation requires an `Idempotency-Key`
             *     - `idempotency-key-invalid`: the key is not 1 to 255 visible ASCII characters, or was sent twice
             *     - `unknown-version`: `Holdfast-Version` names a date that behaviour never changed on; `errors` lists the known ones
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unauthenticated`: no API key, or one that nobody has; a token (JWT) that is expired or not one taken here; at a service: no account named by the gateway */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `forbidden`: the key's scope is `shop` and the path is below `/api/v1/admin/`, or the operation is `refundOrder` or `returnItems` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `idempotency-key-in-flight`: the first request with this key is not answered yet */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `idempotency-key-reused`: the key belongs to another request of this account in the last 24 hours (for orders: at any time) */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `rate-limited`: the key has used its quota (`RateLimit`, `RateLimit-Policy`), or too much came from the address, or too much without a valid key */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `not-ready`: on `GET /readyz`: a dependency that the service needs cannot be reached, `checks` names it; elsewhere: the service's database cannot be reached, `Retry-After: 1`
             *     - `keys-unavailable`: the gateway cannot tell whether a key or token is good: it has not read its database yet, or the issuer's keys; `Retry-After: 1`
             *     - `upstream-unavailable`: a service cannot be reached, answers something that is no problem of ours, or its breaker is open; `Retry-After: 5`, or what the service said. On an order with `orderId`: inventory or pricing did not answer in time, and all is undone. Without `orderId`: nobody knows yet, the order may still be confirmed
             */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `deadline-exceeded`: the time of `Request-Timeout-Ms` or of the operation (`resilience.yaml`) is over; inventory says so of what has still to wait then, and does nothing. A write may still take effect */
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
    readonly getReport: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description The date of the behaviour that the client was written for; the newest without it.
                 * @example 2026-11-22
                 */
                readonly "holdfast-version"?: string;
                /**
                 * @description For how long the client waits; the gateway answers 504 rather than later.
                 * @example 1500
                 */
                readonly "request-timeout-ms"?: number;
                /**
                 * @description 1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.
                 * @example cart-4711
                 */
                readonly "x-correlation-id"?: string;
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
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "bytes": 0,
                     *       "createdAt": "2026-11-23T11:28:34.242Z",
                     *       "format": "json",
                     *       "from": "2026-01-01T00:00:00.000Z",
                     *       "id": "01a2082a-37c2-7ef9-a8fb-a306f8e6f409",
                     *       "progress": 0,
                     *       "rows": 0,
                     *       "status": "running",
                     *       "to": "2026-12-31T00:00:00.000Z",
                     *       "type": "sales"
                     *     }
                     */
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
            /**
             * @description - `malformed-request`: the bytes are no HTTP request, the body is not as long as `Content-Length` says, or an upload was cut off or took longer than 10 minutes
             *     - `malformed-url`: the URL, unescaped, is no UTF-8 text, or has NUL
             *     - `validation-failed`: a field has the wrong type, is out of bounds, missing, or not known; `errors` names each
             *     - `unknown-version`: `Holdfast-Version` names a date that behaviour never changed on; `errors` lists the known ones
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unauthenticated`: no API key, or one that nobody has; a token (JWT) that is expired or not one taken here; at a service: no account named by the gateway */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `forbidden`: the key's scope is `shop` and the path is below `/api/v1/admin/`, or the operation is `refundOrder` or `returnItems` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `report-not-found`: no report of this account has the id, or it is long forgotten */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `rate-limited`: the key has used its quota (`RateLimit`, `RateLimit-Policy`), or too much came from the address, or too much without a valid key */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `not-ready`: on `GET /readyz`: a dependency that the service needs cannot be reached, `checks` names it; elsewhere: the service's database cannot be reached, `Retry-After: 1`
             *     - `keys-unavailable`: the gateway cannot tell whether a key or token is good: it has not read its database yet, or the issuer's keys; `Retry-After: 1`
             *     - `upstream-unavailable`: a service cannot be reached, answers something that is no problem of ours, or its breaker is open; `Retry-After: 5`, or what the service said. On an order with `orderId`: inventory or pricing did not answer in time, and all is undone. Without `orderId`: nobody knows yet, the order may still be confirmed
             */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `deadline-exceeded`: the time of `Request-Timeout-Ms` or of the operation (`resilience.yaml`) is over; inventory says so of what has still to wait then, and does nothing. A write may still take effect */
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
    readonly cancelReport: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description The date of the behaviour that the client was written for; the newest without it.
                 * @example 2026-11-22
                 */
                readonly "holdfast-version"?: string;
                /**
                 * @description For how long the client waits; the gateway answers 504 rather than later.
                 * @example 1500
                 */
                readonly "request-timeout-ms"?: number;
                /**
                 * @description 1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.
                 * @example cart-4711
                 */
                readonly "x-correlation-id"?: string;
            };
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
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description - `malformed-request`: the bytes are no HTTP request, the body is not as long as `Content-Length` says, or an upload was cut off or took longer than 10 minutes
             *     - `malformed-url`: the URL, unescaped, is no UTF-8 text, or has NUL
             *     - `validation-failed`: a field has the wrong type, is out of bounds, missing, or not known; `errors` names each
             *     - `unknown-version`: `Holdfast-Version` names a date that behaviour never changed on; `errors` lists the known ones
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unauthenticated`: no API key, or one that nobody has; a token (JWT) that is expired or not one taken here; at a service: no account named by the gateway */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `forbidden`: the key's scope is `shop` and the path is below `/api/v1/admin/`, or the operation is `refundOrder` or `returnItems` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `report-not-found`: no report of this account has the id, or it is long forgotten */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `rate-limited`: the key has used its quota (`RateLimit`, `RateLimit-Policy`), or too much came from the address, or too much without a valid key */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `not-ready`: on `GET /readyz`: a dependency that the service needs cannot be reached, `checks` names it; elsewhere: the service's database cannot be reached, `Retry-After: 1`
             *     - `keys-unavailable`: the gateway cannot tell whether a key or token is good: it has not read its database yet, or the issuer's keys; `Retry-After: 1`
             *     - `upstream-unavailable`: a service cannot be reached, answers something that is no problem of ours, or its breaker is open; `Retry-After: 5`, or what the service said. On an order with `orderId`: inventory or pricing did not answer in time, and all is undone. Without `orderId`: nobody knows yet, the order may still be confirmed
             */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `deadline-exceeded`: the time of `Request-Timeout-Ms` or of the operation (`resilience.yaml`) is over; inventory says so of what has still to wait then, and does nothing. A write may still take effect */
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
    readonly getReportResult: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description The date of the behaviour that the client was written for; the newest without it.
                 * @example 2026-11-22
                 */
                readonly "holdfast-version"?: string;
                /**
                 * @description For how long the client waits; the gateway answers 504 rather than later.
                 * @example 1500
                 */
                readonly "request-timeout-ms"?: number;
                /**
                 * @description 1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.
                 * @example cart-4711
                 */
                readonly "x-correlation-id"?: string;
            };
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
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "*/*": string;
                };
            };
            /**
             * @description - `malformed-request`: the bytes are no HTTP request, the body is not as long as `Content-Length` says, or an upload was cut off or took longer than 10 minutes
             *     - `malformed-url`: the URL, unescaped, is no UTF-8 text, or has NUL
             *     - `validation-failed`: a field has the wrong type, is out of bounds, missing, or not known; `errors` names each
             *     - `unknown-version`: `Holdfast-Version` names a date that behaviour never changed on; `errors` lists the known ones
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unauthenticated`: no API key, or one that nobody has; a token (JWT) that is expired or not one taken here; at a service: no account named by the gateway */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `forbidden`: the key's scope is `shop` and the path is below `/api/v1/admin/`, or the operation is `refundOrder` or `returnItems` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `report-not-found`: no report of this account has the id, or it is long forgotten */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `report-not-ready`: the report is queued, runs, or failed */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `report-expired`: its result was kept for its time, or the report was cancelled */
            readonly 410: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `rate-limited`: the key has used its quota (`RateLimit`, `RateLimit-Policy`), or too much came from the address, or too much without a valid key */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `not-ready`: on `GET /readyz`: a dependency that the service needs cannot be reached, `checks` names it; elsewhere: the service's database cannot be reached, `Retry-After: 1`
             *     - `keys-unavailable`: the gateway cannot tell whether a key or token is good: it has not read its database yet, or the issuer's keys; `Retry-After: 1`
             *     - `upstream-unavailable`: a service cannot be reached, answers something that is no problem of ours, or its breaker is open; `Retry-After: 5`, or what the service said. On an order with `orderId`: inventory or pricing did not answer in time, and all is undone. Without `orderId`: nobody knows yet, the order may still be confirmed
             */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `deadline-exceeded`: the time of `Request-Timeout-Ms` or of the operation (`resilience.yaml`) is over; inventory says so of what has still to wait then, and does nothing. A write may still take effect */
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
            readonly header: {
                /** @description 1 to 255 visible ASCII characters. A repeat acts once. */
                readonly "idempotency-key": string;
                /**
                 * @description The date of the behaviour that the client was written for; the newest without it.
                 * @example 2026-11-22
                 */
                readonly "holdfast-version"?: string;
                /**
                 * @description For how long the client waits; the gateway answers 504 rather than later.
                 * @example 1500
                 */
                readonly "request-timeout-ms"?: number;
                /**
                 * @description 1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.
                 * @example cart-4711
                 */
                readonly "x-correlation-id"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "items": [
                 *         {
                 *           "quantity": 1,
                 *           "sku": "REFUSE-1"
                 *         }
                 *       ]
                 *     }
                 */
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
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "createdAt": "2026-11-23T11:28:03.866Z",
                     *       "expiresAt": "2026-11-23T11:43:03.866Z",
                     *       "id": "01a20829-c11a-74da-b426-f6b741044345",
                     *       "items": [
                     *         {
                     *           "allocations": [
                     *             {
                     *               "location": "BER",
                     *               "quantity": 1
                     *             }
                     *           ],
                     *           "quantity": 1,
                     *           "sku": "REFUSE-1"
                     *         }
                     *       ],
                     *       "status": "held"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Reservation"];
                };
            };
            /**
             * @description - `malformed-request`: the bytes are no HTTP request, the body is not as long as `Content-Length` says, or an upload was cut off or took longer than 10 minutes
             *     - `malformed-url`: the URL, unescaped, is no UTF-8 text, or has NUL
             *     - `json-too-deep`: the body is nested deeper than 64 levels
             *     - `malformed-json`: the body is no JSON, is empty where JSON is expected, or has a `__proto__` key
             *     - `validation-failed`: a field has the wrong type, is out of bounds, missing, or not known; `errors` names each
             *     - `idempotency-key-missing`: the operation requires an `Idempotency-Key`
             *     - `idempotency-key-invalid`: the key is not 1 to 255 visible ASCII characters, or was sent twice
             *     - `unknown-version`: `Holdfast-Version` names a date that behaviour never changed on; `errors` lists the known ones
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unauthenticated`: no API key, or one that nobody has; a token (JWT) that is expired or not one taken here; at a service: no account named by the gateway */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `forbidden`: the key's scope is `shop` and the path is below `/api/v1/admin/`, or the operation is `refundOrder` or `returnItems` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `item-not-found`: inventory has no item of this SKU; of `getItem`, `deleteItem` and of holds also: it is discontinued. `errors` names the lines */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `idempotency-key-in-flight`: the first request with this key is not answered yet
             *     - `insufficient-stock`: not every line can be promised; nothing is held, and `shortages` names each short SKU. A movement: fewer units than it takes away are free of reservations
             *     - `quota-exceeded`: more than the item's `maxPerOrder` in one reservation, or more than its `maxPerBuyer` together with what the buyer holds and has bought; nothing is held, `quotas` and `errors` name each line
             */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `idempotency-key-reused`: the key belongs to another request of this account in the last 24 hours (for orders: at any time) */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `rate-limited`: the key has used its quota (`RateLimit`, `RateLimit-Policy`), or too much came from the address, or too much without a valid key */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `not-ready`: on `GET /readyz`: a dependency that the service needs cannot be reached, `checks` names it; elsewhere: the service's database cannot be reached, `Retry-After: 1`
             *     - `keys-unavailable`: the gateway cannot tell whether a key or token is good: it has not read its database yet, or the issuer's keys; `Retry-After: 1`
             *     - `upstream-unavailable`: a service cannot be reached, answers something that is no problem of ours, or its breaker is open; `Retry-After: 5`, or what the service said. On an order with `orderId`: inventory or pricing did not answer in time, and all is undone. Without `orderId`: nobody knows yet, the order may still be confirmed
             *     - `outcome-unknown`: the database went away while this was being written: it was done, or not; `Retry-After: 1`
             *     - `overloaded`: the callee has more to do than it can, and has done nothing; `Retry-After: 1` of inventory, whose queue is full or who met others at the same items too often, and of the gateway, where as many calls wait for the callee as may (`waitingMax`): the callee was not asked. Any operation of the gateway answers it, with `Retry-After: 1`, while more is asked of the gateway itself than it can answer in time: browsing first, checkout last ([operate](guides/operate.md#overload)). The sandbox says so twice to `tok_flaky`
             */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `deadline-exceeded`: the time of `Request-Timeout-Ms` or of the operation (`resilience.yaml`) is over; inventory says so of what has still to wait then, and does nothing. A write may still take effect */
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
            readonly header?: {
                /**
                 * @description The date of the behaviour that the client was written for; the newest without it.
                 * @example 2026-11-22
                 */
                readonly "holdfast-version"?: string;
                /**
                 * @description For how long the client waits; the gateway answers 504 rather than later.
                 * @example 1500
                 */
                readonly "request-timeout-ms"?: number;
                /**
                 * @description 1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.
                 * @example cart-4711
                 */
                readonly "x-correlation-id"?: string;
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
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "createdAt": "2026-11-23T11:26:12.961Z",
                     *       "expiresAt": "2026-11-23T11:41:12.961Z",
                     *       "id": "01a20828-0fe0-77c0-a969-ddadeca811e3",
                     *       "items": [
                     *         {
                     *           "allocations": [
                     *             {
                     *               "location": "BER",
                     *               "quantity": 2
                     *             }
                     *           ],
                     *           "quantity": 2,
                     *           "sku": "CONTRACT-1"
                     *         }
                     *       ],
                     *       "status": "held"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Reservation"];
                };
            };
            /**
             * @description - `malformed-request`: the bytes are no HTTP request, the body is not as long as `Content-Length` says, or an upload was cut off or took longer than 10 minutes
             *     - `malformed-url`: the URL, unescaped, is no UTF-8 text, or has NUL
             *     - `validation-failed`: a field has the wrong type, is out of bounds, missing, or not known; `errors` names each
             *     - `unknown-version`: `Holdfast-Version` names a date that behaviour never changed on; `errors` lists the known ones
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unauthenticated`: no API key, or one that nobody has; a token (JWT) that is expired or not one taken here; at a service: no account named by the gateway */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `forbidden`: the key's scope is `shop` and the path is below `/api/v1/admin/`, or the operation is `refundOrder` or `returnItems` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `reservation-not-found`: no reservation of this account has the id */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `rate-limited`: the key has used its quota (`RateLimit`, `RateLimit-Policy`), or too much came from the address, or too much without a valid key */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `not-ready`: on `GET /readyz`: a dependency that the service needs cannot be reached, `checks` names it; elsewhere: the service's database cannot be reached, `Retry-After: 1`
             *     - `keys-unavailable`: the gateway cannot tell whether a key or token is good: it has not read its database yet, or the issuer's keys; `Retry-After: 1`
             *     - `upstream-unavailable`: a service cannot be reached, answers something that is no problem of ours, or its breaker is open; `Retry-After: 5`, or what the service said. On an order with `orderId`: inventory or pricing did not answer in time, and all is undone. Without `orderId`: nobody knows yet, the order may still be confirmed
             */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `deadline-exceeded`: the time of `Request-Timeout-Ms` or of the operation (`resilience.yaml`) is over; inventory says so of what has still to wait then, and does nothing. A write may still take effect */
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
    readonly releaseReservation: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description The date of the behaviour that the client was written for; the newest without it.
                 * @example 2026-11-22
                 */
                readonly "holdfast-version"?: string;
                /**
                 * @description For how long the client waits; the gateway answers 504 rather than later.
                 * @example 1500
                 */
                readonly "request-timeout-ms"?: number;
                /**
                 * @description 1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.
                 * @example cart-4711
                 */
                readonly "x-correlation-id"?: string;
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
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "createdAt": "2026-11-23T11:26:12.961Z",
                     *       "expiresAt": "2026-11-23T11:41:12.961Z",
                     *       "id": "01a20828-0fe0-77c0-a969-ddadeca811e3",
                     *       "items": [
                     *         {
                     *           "allocations": [
                     *             {
                     *               "location": "BER",
                     *               "quantity": 2
                     *             }
                     *           ],
                     *           "quantity": 2,
                     *           "sku": "CONTRACT-1"
                     *         }
                     *       ],
                     *       "status": "released"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Reservation"];
                };
            };
            /**
             * @description - `malformed-request`: the bytes are no HTTP request, the body is not as long as `Content-Length` says, or an upload was cut off or took longer than 10 minutes
             *     - `malformed-url`: the URL, unescaped, is no UTF-8 text, or has NUL
             *     - `validation-failed`: a field has the wrong type, is out of bounds, missing, or not known; `errors` names each
             *     - `unknown-version`: `Holdfast-Version` names a date that behaviour never changed on; `errors` lists the known ones
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unauthenticated`: no API key, or one that nobody has; a token (JWT) that is expired or not one taken here; at a service: no account named by the gateway */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `forbidden`: the key's scope is `shop` and the path is below `/api/v1/admin/`, or the operation is `refundOrder` or `returnItems` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `reservation-not-found`: no reservation of this account has the id */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `invalid-state`: the reservation or charge has moved on (expired, released, confirmed, captured …), holds other goods under this id, or belongs to another order; the promotion needs no coupon, or the coupon is its own; the order has redeemed other promotions, or given them back; the quote is of before what it follows from was recorded */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `rate-limited`: the key has used its quota (`RateLimit`, `RateLimit-Policy`), or too much came from the address, or too much without a valid key */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `not-ready`: on `GET /readyz`: a dependency that the service needs cannot be reached, `checks` names it; elsewhere: the service's database cannot be reached, `Retry-After: 1`
             *     - `keys-unavailable`: the gateway cannot tell whether a key or token is good: it has not read its database yet, or the issuer's keys; `Retry-After: 1`
             *     - `upstream-unavailable`: a service cannot be reached, answers something that is no problem of ours, or its breaker is open; `Retry-After: 5`, or what the service said. On an order with `orderId`: inventory or pricing did not answer in time, and all is undone. Without `orderId`: nobody knows yet, the order may still be confirmed
             *     - `outcome-unknown`: the database went away while this was being written: it was done, or not; `Retry-After: 1`
             *     - `overloaded`: the callee has more to do than it can, and has done nothing; `Retry-After: 1` of inventory, whose queue is full or who met others at the same items too often, and of the gateway, where as many calls wait for the callee as may (`waitingMax`): the callee was not asked. Any operation of the gateway answers it, with `Retry-After: 1`, while more is asked of the gateway itself than it can answer in time: browsing first, checkout last ([operate](guides/operate.md#overload)). The sandbox says so twice to `tok_flaky`
             */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `deadline-exceeded`: the time of `Request-Timeout-Ms` or of the operation (`resilience.yaml`) is over; inventory says so of what has still to wait then, and does nothing. A write may still take effect */
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
            readonly header?: {
                /**
                 * @description The date of the behaviour that the client was written for; the newest without it.
                 * @example 2026-11-22
                 */
                readonly "holdfast-version"?: string;
                /**
                 * @description For how long the client waits; the gateway answers 504 rather than later.
                 * @example 1500
                 */
                readonly "request-timeout-ms"?: number;
                /**
                 * @description 1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.
                 * @example cart-4711
                 */
                readonly "x-correlation-id"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "ttlSeconds": 60
                 *     }
                 */
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
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "createdAt": "2026-11-23T11:26:12.961Z",
                     *       "expiresAt": "2026-11-23T11:41:12.961Z",
                     *       "id": "01a20828-0fe0-77c0-a969-ddadeca811e3",
                     *       "items": [
                     *         {
                     *           "allocations": [
                     *             {
                     *               "location": "BER",
                     *               "quantity": 2
                     *             }
                     *           ],
                     *           "quantity": 2,
                     *           "sku": "CONTRACT-1"
                     *         }
                     *       ],
                     *       "status": "held"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Reservation"];
                };
            };
            /**
             * @description - `malformed-request`: the bytes are no HTTP request, the body is not as long as `Content-Length` says, or an upload was cut off or took longer than 10 minutes
             *     - `malformed-url`: the URL, unescaped, is no UTF-8 text, or has NUL
             *     - `json-too-deep`: the body is nested deeper than 64 levels
             *     - `malformed-json`: the body is no JSON, is empty where JSON is expected, or has a `__proto__` key
             *     - `validation-failed`: a field has the wrong type, is out of bounds, missing, or not known; `errors` names each
             *     - `unknown-version`: `Holdfast-Version` names a date that behaviour never changed on; `errors` lists the known ones
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `unauthenticated`: no API key, or one that nobody has; a token (JWT) that is expired or not one taken here; at a service: no account named by the gateway */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `forbidden`: the key's scope is `shop` and the path is below `/api/v1/admin/`, or the operation is `refundOrder` or `returnItems` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `reservation-not-found`: no reservation of this account has the id */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `invalid-state`: the reservation or charge has moved on (expired, released, confirmed, captured …), holds other goods under this id, or belongs to another order; the promotion needs no coupon, or the coupon is its own; the order has redeemed other promotions, or given them back; the quote is of before what it follows from was recorded */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `extension-over-limit`: the hold would last for more than two hours from its beginning; it stays as it was, and `errors` says how many seconds from now are left */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `rate-limited`: the key has used its quota (`RateLimit`, `RateLimit-Policy`), or too much came from the address, or too much without a valid key */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `not-ready`: on `GET /readyz`: a dependency that the service needs cannot be reached, `checks` names it; elsewhere: the service's database cannot be reached, `Retry-After: 1`
             *     - `keys-unavailable`: the gateway cannot tell whether a key or token is good: it has not read its database yet, or the issuer's keys; `Retry-After: 1`
             *     - `upstream-unavailable`: a service cannot be reached, answers something that is no problem of ours, or its breaker is open; `Retry-After: 5`, or what the service said. On an order with `orderId`: inventory or pricing did not answer in time, and all is undone. Without `orderId`: nobody knows yet, the order may still be confirmed
             *     - `outcome-unknown`: the database went away while this was being written: it was done, or not; `Retry-After: 1`
             *     - `overloaded`: the callee has more to do than it can, and has done nothing; `Retry-After: 1` of inventory, whose queue is full or who met others at the same items too often, and of the gateway, where as many calls wait for the callee as may (`waitingMax`): the callee was not asked. Any operation of the gateway answers it, with `Retry-After: 1`, while more is asked of the gateway itself than it can answer in time: browsing first, checkout last ([operate](guides/operate.md#overload)). The sandbox says so twice to `tok_flaky`
             */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `deadline-exceeded`: the time of `Request-Timeout-Ms` or of the operation (`resilience.yaml`) is over; inventory says so of what has still to wait then, and does nothing. A write may still take effect */
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
