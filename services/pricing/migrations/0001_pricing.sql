-- Prices and tax rules are versioned documents: every version is written once and never changed, and one row per SKU or
-- region points at the version in force. So there is one place where a price stands, a quote can name the versions it was
-- made from, and its recomputation reads exactly those.

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only: a change is a new version', tg_table_name using errcode = 'restrict_violation';
end $$;

create table price_book (
  sku text primary key check (sku ~ '^[A-Za-z0-9][A-Za-z0-9._~-]{0,63}$'),
  version bigint not null
);

-- prices: [{ currency, amountMinor, compareAtMinor, minQuantity, customerGroup, region, validFromMs, validToMs }]
create table price_history (
  sku text not null references price_book (sku),
  version bigint not null check (version >= 1),
  prices jsonb not null check (jsonb_typeof(prices) = 'array'),
  recorded_at timestamptz not null,
  primary key (sku, version),
  constraint price_amounts check (not jsonb_path_exists(prices, '$[*] ? (!(
    @.amountMinor.type() == "number" && @.amountMinor >= 0 && @.amountMinor <= 10000000000000 &&
    @.amountMinor.floor() == @.amountMinor &&
    @.minQuantity.type() == "number" && @.minQuantity >= 1 && @.minQuantity.floor() == @.minQuantity))'))
);
-- Checked at commit: a book without the version it points at cannot be stored, whatever the order of the writes.
alter table price_book add constraint price_book_in_force
  foreign key (sku, version) references price_history (sku, version) deferrable initially deferred;
create trigger price_history_append_only before update or delete or truncate on price_history
  for each statement execute function refuse_change();

create table tax_rule (
  region text primary key check (region ~ '^[A-Z]{2}$'),
  version bigint not null
);

-- rule: { pricesIncludeTax, rounding: { mode, level }, rates: [{ category, ratePercent, validFromMs }] }
create table tax_rule_history (
  region text not null references tax_rule (region),
  version bigint not null check (version >= 1),
  rule jsonb not null check (jsonb_typeof(rule -> 'rates') = 'array'),
  recorded_at timestamptz not null,
  primary key (region, version)
);
alter table tax_rule add constraint tax_rule_in_force
  foreign key (region, version) references tax_rule_history (region, version) deferrable initially deferred;
create trigger tax_rule_history_append_only before update or delete or truncate on tax_rule_history
  for each statement execute function refuse_change();

-- request and versions are what the answer was computed from; answer is what the client was told.
create table quote (
  id uuid primary key,
  account text not null,
  request jsonb not null,
  versions jsonb not null,
  answer jsonb not null,
  created_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > created_at)
);

-- Keys that ever signed stay listed, so that their tokens verify until they expire; exactly one signs.
create table signing_key (
  kid text primary key,
  private_jwk jsonb not null,
  signs boolean not null,
  created_at timestamptz not null
);
create unique index signing_key_one_signs on signing_key (signs) where signs;

create table idempotency_key (
  account text,
  key text,
  fingerprint text not null,
  status int not null,
  body jsonb,
  created_at timestamptz not null,
  primary key (account, key)
);
create index idempotency_key_age on idempotency_key (created_at);
