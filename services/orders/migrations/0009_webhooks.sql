-- Who wants to hear of events, and what became of each that they were to hear.
create table webhook_endpoint (
  id uuid primary key,
  url text not null,
  description text,
  event_types text[], -- null: all
  enabled boolean not null default true,
  disabled_reason text, -- `gone`: it answered 410
  version bigint not null default 1,
  secret text not null, -- sealed, where there is a key
  previous_secret text, -- signs besides until then
  previous_secret_until timestamptz,
  created_at timestamptz not null,
  deleted_at timestamptz, -- its deliveries are deleted in pieces, then it
  failures int not null default 0, -- attempts since one was taken
  failing_since timestamptz,
  last_error text,
  retry_at timestamptz, -- nothing is sent before
  awake_until timestamptz, -- whoever delivers to it lives, or has been woken; later it is woken again
  constraint webhook_endpoint_failing check ((failures = 0) = (failing_since is null))
);

-- The inbox too: an event that is here was taken.
create table webhook_event (
  id text primary key, -- <aggregate>/<sequence>
  type text not null,
  traceparent text,
  body text not null, -- as it is signed and sent
  taken_at timestamptz not null
);
create index webhook_event_age on webhook_event (taken_at);

create table webhook_delivery (
  id uuid primary key,
  endpoint_id uuid not null references webhook_endpoint,
  seq bigint generated always as identity, -- the order in which the endpoint gets them
  event_id text not null references webhook_event on delete cascade,
  status text not null default 'pending' check (status in ('pending', 'delivered', 'failed')),
  created_at timestamptz not null, -- tried until three days after it
  ended_at timestamptz,
  attempts jsonb not null default '[]', -- the last 20
  constraint webhook_delivery_ended check ((status = 'pending') = (ended_at is null))
) with (fillfactor = 70);
create index webhook_delivery_pending on webhook_delivery (endpoint_id, seq) where status = 'pending';
create index webhook_delivery_of_endpoint on webhook_delivery (endpoint_id, seq);
create index webhook_delivery_event on webhook_delivery (event_id);
