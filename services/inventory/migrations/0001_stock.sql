-- Stock is a ledger: movement rows are only appended, stock.on_hand is their sum, stock.reserved is the sum of the lines
-- of held reservations. All three change in one transaction; GET /internal/audit proves that they agree.

create table item (
  sku text primary key,
  name text not null,
  description text,
  category text,
  attributes jsonb not null default '{}',
  tax_category text not null default 'standard',
  safety_stock int not null default 0 check (safety_stock >= 0),
  backorder_limit int not null default 0 check (backorder_limit >= 0),
  max_per_order int not null default 10 check (max_per_order >= 1),
  version bigint not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

create table location (
  code text primary key,
  name text not null,
  priority int not null default 1,
  latitude double precision check (latitude between -90 and 90),
  longitude double precision check (longitude between -180 and 180),
  country text,
  version bigint not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

-- The checks make overselling impossible even for a bug: no unit can be promised that is not there.
create table stock (
  sku text not null references item,
  location text not null references location,
  on_hand int not null check (on_hand >= 0),
  reserved int not null default 0 check (reserved >= 0),
  imported_units int check (imported_units >= 0), -- the last imported count: the same file again changes nothing
  primary key (sku, location),
  constraint stock_never_oversold check (reserved <= on_hand)
) with (fillfactor = 50); -- room for HOT updates: a hot row changes thousands of times between two vacuums

create table reservation (
  id uuid primary key,
  account text not null,
  status text not null check (status in ('held', 'confirmed', 'released', 'expired')),
  order_id text, -- set when the orders service holds for an order
  created_at timestamptz not null,
  expires_at timestamptz not null
);
-- Finds holds that are due and not yet swept, of all SKUs; stays as small as the number of open holds.
create index reservation_due on reservation (expires_at) where status = 'held';

-- One row per allocation. What it allocates never changes, so that may be read without a lock.
create table reservation_line (
  reservation_id uuid not null references reservation,
  sku text not null,
  location text not null,
  quantity int not null check (quantity > 0),
  position int not null, -- order in the answer: items as asked, locations as allocated
  held_until timestamptz, -- the reservation's expires_at while it is held, then null
  primary key (reservation_id, sku, location),
  foreign key (sku, location) references stock
);
-- What is due on a SKU: neither the SKU's past nor other SKUs' holds are read.
create index reservation_line_due on reservation_line (sku, held_until) where held_until is not null;

create table movement (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  sku text not null,
  location text not null,
  kind text not null check (kind in
    ('receive', 'adjust', 'return', 'transfer', 'write-off', 'import', 'sale', 'sale-undone')),
  quantity int not null check (quantity <> 0), -- signed: what it does to on_hand
  reason text not null,
  reference text, -- the reservation of a sale
  actor text not null, -- the account that asked
  trace_id text,
  foreign key (sku, location) references stock
);
create index movement_of_sku on movement (sku, id);

create function refuse_ledger_change() returns trigger language plpgsql as $$
begin
  raise exception 'movement is an append-only ledger: % is refused, append a correcting movement', tg_op;
end $$;
create trigger movement_is_append_only before update or delete on movement
  for each row execute function refuse_ledger_change();
create trigger movement_is_never_truncated before truncate on movement
  for each statement execute function refuse_ledger_change();

-- Answers kept per Idempotency-Key; read and written by @holdfast/idempotency.
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
