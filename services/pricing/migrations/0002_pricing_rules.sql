-- What a price follows from besides price books and tax rules, each written once and never changed, like those: a quote
-- names what it was made from, and can be computed again from exactly that.

-- Documents that are few and looked at together: promotions, exchange rates, currencies, customer groups, rules and limits of
-- dynamic prices. A kind's revision counts its changes without a gap, so one number says how all of its documents stood.
create table document_kind (
  kind text primary key check (kind in
    ('promotion', 'fx-rates', 'currency', 'customer-group', 'dynamic-rule', 'price-limits')),
  revision bigint not null default 0
);
insert into document_kind (kind) values
  ('promotion'), ('fx-rates'), ('currency'), ('customer-group'), ('dynamic-rule'), ('price-limits');

create table document_history (
  kind text not null references document_kind,
  key text not null,
  version bigint not null check (version >= 1), -- of this document
  revision bigint not null check (revision >= 1), -- of its kind
  body jsonb, -- null: deleted
  recorded_at timestamptz not null,
  primary key (kind, key, version),
  unique (kind, revision)
);
create trigger document_history_append_only before update or delete or truncate on document_history
  for each statement execute function refuse_change();

-- What the newest version says; a deleted document stays, without a body, so that its versions go on counting.
create table document (
  kind text not null references document_kind,
  key text not null,
  version bigint not null,
  revision bigint not null,
  body jsonb,
  recorded_at timestamptz not null,
  primary key (kind, key),
  foreign key (kind, key, version) references document_history deferrable initially deferred
);

-- What promotions and taxes ask of a product. Inventory owns it and tells us; version is that of inventory's item.
create table product (
  sku text primary key,
  version bigint not null
);
create table product_history (
  sku text not null references product deferrable initially deferred,
  version bigint not null,
  category text,
  attributes jsonb not null default '{}',
  tax_category text not null default 'standard',
  recorded_at timestamptz not null,
  primary key (sku, version)
);
create trigger product_history_append_only before update or delete or truncate on product_history
  for each statement execute function refuse_change();

-- What the rules of dynamic prices make of a SKU's stock and demand at present.
-- body: { percent, rules: [{ key, version, percent }], … }
create table adjustment (
  sku text primary key,
  version bigint not null
);
create table adjustment_history (
  sku text not null references adjustment deferrable initially deferred,
  version bigint not null check (version >= 1),
  body jsonb not null,
  recorded_at timestamptz not null,
  primary key (sku, version)
);
create trigger adjustment_history_append_only before update or delete or truncate on adjustment_history
  for each statement execute function refuse_change();
-- The stock and the demand as events told them.
create table signal (
  sku text primary key,
  available_units bigint,
  stock_sequence bigint not null default 0, -- of the last stock event that was taken
  changed_at timestamptz not null
);
create table demand (
  sku text not null,
  hour timestamptz not null, -- its beginning
  units bigint not null,
  primary key (sku, hour)
);
-- Each event is taken once, however often it is delivered.
create table inbox (
  event_id text primary key,
  taken_at timestamptz not null
);
create index inbox_age on inbox (taken_at);

-- Coupon codes of promotions, in upper case. max_uses null: as often as the promotion's own budget allows.
create table coupon (
  code text primary key check (code = upper(code)),
  promotion_id text not null,
  max_uses int check (max_uses >= 1),
  uses int not null default 0,
  created_at timestamptz not null,
  constraint coupon_within_budget check (uses >= 0 and (max_uses is null or uses <= max_uses))
);
create index coupon_of_promotion on coupon (promotion_id, code);
-- What was used of a promotion's budget. The limits stand in the promotion; who uses has the row's lock.
create table promotion_use (
  promotion_id text primary key,
  uses bigint not null default 0 check (uses >= 0),
  discounts jsonb not null default '{}' -- what was given, in minor units by currency: { "EUR": 1500 }
);
create table promotion_customer_use (
  promotion_id text not null,
  customer text not null,
  uses bigint not null check (uses >= 0),
  primary key (promotion_id, customer)
);
-- One row per promotion and coupon of an order: what is given back when the order is cancelled.
create table redemption (
  order_id text not null,
  promotion_id text not null,
  coupon_code text,
  customer text,
  currency text not null,
  discount_minor bigint not null check (discount_minor >= 0),
  redeemed_at timestamptz not null,
  restored_at timestamptz,
  primary key (order_id, promotion_id)
);

-- The answer byte for byte, and what is in no document: coupons and budgets as they stood, what a tax provider said.
alter table quote
  add column facts jsonb not null default '{}',
  alter column answer type text using answer::text;

-- Every change of prices and promotions, told in the transaction that makes it; as in the other services.
create table outbox (
  aggregate text not null, -- price/<sku> or promotion/<id>
  sequence bigint not null, -- within the aggregate, from 1, without a gap: the version that it tells of
  transaction_id xid8 not null default pg_current_xact_id(),
  id bigint generated always as identity,
  type text not null, -- price.changed, promotion.changed
  at timestamptz not null,
  traceparent text,
  payload json not null,
  primary key (aggregate, sequence)
);
create index outbox_in_order on outbox (transaction_id, id);
create table outbox_subscription (
  name text primary key,
  transaction_id xid8 not null,
  id bigint not null,
  declared_at timestamptz not null,
  holder uuid,
  leased_until timestamptz,
  failures int not null default 0,
  retry_at timestamptz,
  last_error text,
  delivered_at timestamptz
) with (fillfactor = 50);
create table outbox_pruned (
  only_row boolean primary key default true check (only_row),
  transaction_id xid8 not null,
  id bigint not null,
  at timestamptz
);
insert into outbox_pruned (transaction_id, id) values ('0', 0);
