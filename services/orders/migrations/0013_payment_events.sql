-- What the payment provider told us on its own account: each event once, however often it is sent.
create table payment_event (
  provider text,
  id text,
  type text not null,
  order_id text, -- as the provider has it: it may be none of ours
  at timestamptz not null,
  received_at timestamptz not null,
  outcome text not null check (outcome in ('reversing', 'refund-elsewhere', 'order-unknown', 'nothing-to-do')),
  primary key (provider, id)
);
create index payment_event_age on payment_event (received_at);
create index payment_event_order on payment_event (order_id, at);
