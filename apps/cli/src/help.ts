/** What `--help` teaches beyond the options. */

export const ABOUT =
  "Holdfast: what do you have, what does it cost, hold it for me while I pay. Never oversold, never mispriced.";

export const AFTER = `
First steps, from the repository's root:
  $ npm start                                        everything, with demo data; Ctrl-C stops it
  $ npx holdfast status                              in a second terminal
  $ npx holdfast import products my-shop.csv         your own products
  $ npx holdfast export stock stock.csv              what is on every shelf
  $ npx holdfast audit                               is every unit accounted for?
  $ npx holdfast product show MUG-HARBOUR-BLUE       what there is, and what it costs
  $ npx holdfast order create MUG-HARBOUR-BLUE=2 --email ada@example.com
  $ npx holdfast load product                        how fast it answers
  $ npx holdfast doctor                              is the set-up well?
  $ curl -H "Authorization: Bearer hf_dev_shop" http://127.0.0.1:8000/api/v1/products/MUG-HARBOUR-BLUE

Environment:
  PORT_BASE        moves all ports (8000): gateway +0, inventory +1, pricing +2, orders +3,
                   payment sandbox +4, PostgreSQL +10, Restate +11 to +13, orders' Restate endpoint +14
  HOLDFAST_HOME    the data directory (.holdfast in the repository)
  HOLDFAST_URL     the gateway that commands ask; else the one that runs here
  HOLDFAST_KEY     the API key for it (hf_dev_admin, which the embedded mode alone takes)

Exit codes:
  0    done, and all is well
  1    done, and the answer is no: refused, not running, drift, rejected rows, a taken port
  2    could not ask: wrong usage, or nothing answers
  130  killed by a second Ctrl-C

"holdfast <command> --help" says more about one command.
`;

export const AFTER_START = `
What runs: PostgreSQL and Restate, embedded, and five services as processes of their own. What dies is restarted; what a
killed supervisor left running is found again and stopped first. Data stays in .holdfast/ for the next start.

Examples:
  $ npm start
  $ PORT_BASE=9000 npm start                         when a port is taken
  $ npm start -- --fresh                             forget everything first
  $ npm start -- --only inventory,pricing            work on two services
  $ INVENTORY_DATABASE_URL=postgresql://… npm start  a database of your own

Environment:
  PORT_BASE, HOLDFAST_HOME                see "holdfast --help"
  GATEWAY_HOST                            where the gateway listens (127.0.0.1); all else stays on 127.0.0.1. One that
                                          opens it to the network needs GATEWAY_API_KEYS: the development keys and
                                          the demo data are then left out
  GATEWAY_API_KEYS                        keys of yours: [{"sha256": "<hex>", "account": "acme", "scope": "admin"}]
  GATEWAY_DATABASE_URL, INVENTORY_DATABASE_URL, PRICING_DATABASE_URL, ORDERS_DATABASE_URL
                                          databases of yours; all four set: no embedded PostgreSQL
  RESTATE_INGRESS_URL, RESTATE_ADMIN_URL  a Restate of yours, instead of the embedded one
  INVENTORY_LANES                         batches of the reservation engine side by side, 1 to 32 (1)
  INVENTORY_EVENT_SUBSCRIBERS, PRICING_EVENT_SUBSCRIBERS, ORDERS_EVENT_SUBSCRIBERS
                                          who is sent events: [{"name": "search", "url": "http://…"}];
                                          pricing and orders get inventory's besides, orders pricing's
  INVENTORY_EVENT_RETENTION_DAYS, PRICING_EVENT_RETENTION_DAYS, ORDERS_EVENT_RETENTION_DAYS
                                          how long events are kept that every subscriber has (7)
  PAYMENT_PROVIDER                        sandbox (default) or stripe, with STRIPE_SECRET_KEY and, for what Stripe tells
                                          by itself, STRIPE_WEBHOOK_SECRET
  REPORTS_AT_ONCE, REPORT_RETENTION_DAYS  how many reports are made at once (2), how long results are kept (7)
  REPORTS_BUCKET_URL                      an S3-compatible bucket for results, with REPORTS_BUCKET_ACCESS_KEY_ID,
                                          _SECRET_ACCESS_KEY and _REGION; none: files in the data directory
  WEBHOOK_ALLOW_PRIVATE                   on or off (off): webhooks at private addresses and over http, for development
  WEBHOOK_SECRET_KEYS                     seals the secrets of webhooks: 32 bytes in base64, the newest first
  FLAGS_FILE                              the file of feature flags, which gateway and pricing read again whenever it changes
  TAX_PROVIDER_URL                        who computes tax for regions whose rule says "external"; none: their own rates
  QUOTE_RETENTION_DAYS                    how long quotes are kept, for replays (90)
  REDIS_URL                               a Redis of yours, through which pricing processes share what they read, and
                                          gateways count together for rate limits
  RATE_LIMIT_DEFAULT                      requests of a key that has no limit of its own (50000/1s)
  RATE_LIMIT_ADDRESS                      requests from an address; one with a wrong key counts 100 (200000/1s)
  TRUSTED_PROXIES                         proxies whose X-Forwarded-For is believed, such as 10.0.0.0/8; none
  CORS_ORIGINS                            origins whose web pages may call, comma separated; none
  HSTS_MAX_AGE_SECONDS                    tells browsers to come by HTTPS only; not sent
  VIEW_CACHE_MS                           how old a product view from a gateway's memory may be, up to 60000; none is (0)
  PRICE_CACHE_MAX_MB                      prices that a pricing process keeps in memory (64)
  PRICE_CACHE_REDIS_TIMEOUT_MS            how long it waits for Redis (20)
  PRICE_STALE_MAX_SECONDS                 how old a price may be that is shown while PostgreSQL is away (900)
  LOG_LEVEL                               trace, debug, info (default), warn, error
  DRAIN_TIMEOUT_MS                        how long a service may finish its work when stopped (10000)
  OTEL_EXPORTER_OTLP_ENDPOINT             where traces go, with the other OTEL_* variables

Output: readable lines on a terminal; JSON lines elsewhere, or with --json. The line with "event":"ready" has the
addresses, the keys, the times and the memory measured.
`;

export const AFTER_STATUS = `
Exit code 0 when everything that was started is ready, 1 when not, or when nothing runs.

Example:
  $ npx holdfast status --json
`;

export const AFTER_AUDIT = `
Asks the inventory service to add up its ledger and its reservations, and compares both with the stock it shows.
Exit code 0: no drift. 1: drift, each row listed. 2: the service does not answer.

--repair makes an end of it first, and says each row: units on hand are what is on the shelf, so the ledger gets a correcting
movement (kind adjust, reason "audit: …"); what is reserved or owed is set to what the reservations add up to. A shelf with
fewer units than are reserved stays as it is, is told, and the exit code is 1.

Environment:
  INVENTORY_URL    the inventory service (http://127.0.0.1:8001, moved by PORT_BASE); of several, comma separated, the first
`;

export const AFTER_EVENTS = `
Reads the events of the inventory service from the oldest that is kept, or from a cursor on: each with time, type, id and data.
At the end the cursor is printed to go on from. docs/guides/events.md says what each event means.

Examples:
  $ npx holdfast events
  $ npx holdfast events --follow --json | jq 'select(.type == "stock.low")'

Environment:
  INVENTORY_URL    the inventory service (http://127.0.0.1:8001, moved by PORT_BASE); of several, comma separated, the first
`;

export const AFTER_QUOTE_REPLAY = `
Reads the versions of prices, promotions, rates and rules that the quote was made from, whatever is in force today, computes it
again and compares the bytes. Exit code 0: identical. 1: different, each place listed. 2: there is no such quote, or no
answer. Quotes are kept for QUOTE_RETENTION_DAYS (90).

Environment:
  HOLDFAST_URL      the gateway (http://127.0.0.1:8000, moved by PORT_BASE)
  HOLDFAST_KEY      a key with scope admin (in the embedded mode: hf_dev_admin)
`;

export const AFTER_IMPORT = `
Our own columns: sku, name, description, category, tax_category, attributes (JSON), location, quantity, and a price column
for each currency: price_eur, price_usd.

Examples:
  $ npx holdfast import products my-shop.csv
  $ npx holdfast import products shopify-export.csv --currency USD --location BER
`;

export const AFTER_IMPORT_ITEMS = `
Columns: sku, name, description, category, tax_category, attributes (JSON), attribute.<name>, safety_stock,
backorder_limit, preorder_limit, available_from, max_per_order, max_per_buyer. Only sku and name are required; an empty
cell leaves what is there.

Example:
  $ npx holdfast import items items.csv
`;

export const AFTER_IMPORT_STOCK = `
Columns: sku, location, quantity. A quantity is a count of the shelf: stock moves by the difference to the last import, so
the same file twice changes nothing, whatever was sold in between.

Example:
  $ npx holdfast import stock counted.csv --location BER
`;

export const AFTER_IMPORT_PRICES = `
Columns: sku, currency, amount (a decimal such as 19.99), minQuantity, customerGroup, channel, region, validFrom, validTo,
compareAt, floor, priority. Only the first three are required; an empty cell does not limit the price. A row takes the place
of the price with the same conditions and leaves all others of its SKU alone.

Example:
  $ npx holdfast import prices prices.csv
`;

export const AFTER_IMPORT_TAX_RATES = `
The file: { "items": { "ES": [{ "effective_from": "0000-01-01", "rates": { "standard": 21 }, "exceptions": [{ "name": "Canary
Islands", "postcode": "(35\\\\d{3}|38\\\\d{3})", "standard": 0 }] }] } }, as github.com/ibericode/vat-rates publishes it. All of it
lands or, where anything in it is wrong, none; the same file twice changes nothing.

Example:
  $ npx holdfast import tax-rates vat-rates.json
`;

export const AFTER_IMPORT_FX_RATES = `
CSV: columns currency and rate, of which one --base is worth so much. JSON: { "base": "EUR", "asOf": "2026-11-01", "rates":
{ "USD": "1.0832" }, "maxAgeHours": 48, "whenStale": "refuse" }. All of it lands or none, and replaces the rates in force.

Examples:
  $ npx holdfast import fx-rates rates.csv --base EUR --as-of 2026-11-01
  $ npx holdfast import fx-rates rates.json
`;

export const AFTER_IMPORT_COUPONS = `
Columns: code, max_uses. An empty max_uses: as often as the promotion's own budget allows. Rows land while the file is sent.

Example:
  $ npx holdfast import coupons codes.csv --promotion 019a4c0e-7d1c-7b61-9f0e-3f0c4b7a2d11
`;

export const AFTER_EXPORT = `
The file is there only when it is whole; one that breaks off is an error (exit code 2). Importing it changes nothing.

Examples:
  $ npx holdfast export items items.csv
  $ npx holdfast export stock | grep ^MUG-
  $ npx holdfast export prices prices.csv
`;

export const AFTER_TRANSFER = `
Everything is streamed: the size of a file does not matter. An import waits for its job to end; good rows land, each
rejected row is told with line, column and reason (the first 20; --json has 1,000), and the exit code is 1.

Environment:
  HOLDFAST_URL      the gateway (http://127.0.0.1:8000, moved by PORT_BASE)
  HOLDFAST_KEY      a key with scope admin (in the embedded mode: hf_dev_admin)
`;

export const AFTER_COMPLETION = `
Examples:
  $ source <(holdfast completion bash)               in ~/.bashrc
  $ source <(holdfast completion zsh)                in ~/.zshrc, after compinit
  $ holdfast completion fish | source                in ~/.config/fish/config.fish
`;
