-- One row per accepted order. The row answers everything a client may ask, whatever the durable engine still remembers:
-- its unique index is what makes a repeated POST the same order.
create table orders (
  id uuid primary key,
  account text not null,
  idempotency_key text not null,
  fingerprint text not null,
  status text not null default 'processing' check (status in ('processing', 'confirmed', 'failed')),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  region text not null check (region ~ '^[A-Z]{2}$'),
  customer_email text not null,
  reservation_id uuid not null,
  payment_id text,
  total_minor bigint check (total_minor >= 0),
  lines jsonb,
  problem jsonb, -- the refusal exactly as the client was told, or will be
  correlation_id text not null,
  traceparent text not null, -- of the request that placed the order: the parent of every step's span
  created_at timestamptz not null,
  answer_due_at timestamptz not null, -- past this, the request that placed the order answers nobody any more
  accepted_at timestamptz, -- set when the client was told 202
  finished_at timestamptz,
  constraint orders_outcome check (
    (status = 'processing' and finished_at is null and problem is null)
    or (status = 'confirmed' and finished_at is not null and problem is null
        and payment_id is not null and total_minor is not null and lines is not null)
    or (status = 'failed' and finished_at is not null and problem is not null))
);
create unique index orders_idempotency_key on orders (account, idempotency_key);
-- A hold is sold once: two orders cannot adopt the same reservation. A failed order frees it.
create unique index orders_reservation on orders (account, reservation_id) where status <> 'failed';

-- What the durable engine has still to be given: written with the order, gone as soon as its checkout begins. The input
-- holds the payment token, which is kept nowhere else here.
create table order_submission (
  order_id uuid primary key references orders on delete cascade,
  input jsonb not null,
  created_at timestamptz not null
);
create index order_submission_age on order_submission (created_at);

-- The timeline: one row per step or undo, in the order in which they began. A repeated attempt updates its row.
create table order_step (
  order_id uuid not null references orders on delete cascade,
  seq int not null,
  step text not null,
  status text not null check (status in ('done', 'failed', 'compensated', 'retrying')),
  attempt int not null check (attempt >= 1),
  started_at timestamptz not null, -- of the first attempt
  duration_ms int not null check (duration_ms >= 0), -- from there to the end of the last
  primary key (order_id, seq)
);
