-- What becomes of an order after its checkout, and what is told of it.
alter table orders
  drop constraint orders_status_check,
  drop constraint orders_outcome,
  add constraint orders_status_check check (status in ('processing', 'confirmed', 'failed', 'cancelled')),
  add constraint orders_outcome check (
    (status = 'processing' and finished_at is null and problem is null)
    or (status = 'confirmed' and finished_at is not null and problem is null
        and payment_id is not null and total_minor is not null and lines is not null)
    or (status = 'failed' and finished_at is not null and problem is not null)
    or (status = 'cancelled' and finished_at is not null)),
  add column shortfall_policy text not null default 'refuse'
    check (shortfall_policy in ('refuse', 'refund', 'backorder', 'split')),
  add column cancel_requested_at timestamptz, -- the running checkout stops at its next step, unless it has captured
  add column refunded_minor bigint not null default 0 check (refunded_minor >= 0),
  add column event_sequence bigint not null default 0, -- of the last event of the order in the outbox
  add column revision bigint not null default 0; -- moves with the order's status: see order_step.revision

-- A saga writes its steps one after the other, so that within one order the revisions come in the order of the commits:
-- whoever has seen all up to one asks for those above it.
create sequence order_revision;
alter table order_step add column revision bigint not null default nextval('order_revision');
create index order_step_revision on order_step (order_id, revision);
create index orders_of_account on orders (account, created_at desc, id desc);
create index orders_by_time on orders (created_at desc, id desc);

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

create type aggregate_range as range (subtype = text, collation = "C");
create table outbox (
  aggregate text not null, -- order/<id> or report/<id>
  sequence bigint not null, -- within the aggregate, from 1, without a gap
  transaction_id xid8 not null default pg_current_xact_id(),
  id bigint generated always as identity,
  type text not null,
  at timestamptz not null,
  traceparent text,
  payload json not null,
  events smallint not null default 1,
  more json,
  members aggregate_range,
  primary key (aggregate, sequence),
  constraint outbox_bundle check ((events > 1) = (more is not null) and (more is null) = (members is null))
);
create index outbox_in_order on outbox (transaction_id, id);
create index outbox_members on outbox using gist (members) where members is not null;
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
