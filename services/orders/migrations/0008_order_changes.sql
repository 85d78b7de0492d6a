-- What happens to an order after its checkout: cancelled as a whole or in part, refunded, returned. One row a change, in
-- the order in which they were accepted; one at a time, so that two never spend the same money or units.
create table order_change (
  id uuid primary key,
  order_id uuid not null references orders on delete cascade,
  number int not null check (number >= 1), -- within the order; its steps have the seq 1000 × number + n
  kind text not null check (kind in ('cancel', 'cancel-lines', 'refund', 'return')),
  status text not null default 'processing' check (status in ('processing', 'done', 'failed')),
  account text not null, -- who asked; an administrator's is not the order's
  idempotency_key text,
  fingerprint text not null,
  items jsonb not null, -- units by line: [{ line, sku, quantity }]
  amount_minor bigint check (amount_minor >= 0), -- null: all that is left, known when the checkout has ended
  restock boolean not null,
  location text,
  reason text,
  problem jsonb, -- why it failed
  correlation_id text not null,
  traceparent text not null,
  created_at timestamptz not null,
  begun_at timestamptz, -- the engine has it
  tried_at timestamptz, -- when the sweep last gave it to the engine
  finished_at timestamptz,
  unique (order_id, number),
  unique (account, idempotency_key),
  constraint order_change_outcome check ((status = 'processing') = (finished_at is null)
    and (status = 'failed') = (problem is not null) and (status <> 'done' or amount_minor is not null))
);
create unique index order_change_running on order_change (order_id) where status = 'processing';
create index order_change_unsubmitted on order_change (coalesce(tried_at, created_at))
  where status = 'processing' and begun_at is null;
