-- Who reads the outbox, and how far it was read.

-- One row a subscriber. Whoever delivers to it has the lease; whoever has it moves the position. A lease and not a lock:
-- no transaction waits for a subscriber, and a process that dies is followed by another when its lease ends.
create table outbox_subscription (
  name text primary key,
  transaction_id xid8 not null, -- of the last event that it took, or passed over
  id bigint not null,
  declared_at timestamptz not null, -- when a process last said that it delivers to it
  holder uuid,
  leased_until timestamptz, -- by the database's clock
  failures int not null default 0, -- since it last took something
  retry_at timestamptz,
  last_error text,
  delivered_at timestamptz
) with (fillfactor = 50);

-- Through where events were deleted: a reader that asks for older ones is told, rather than given the next it finds.
create table outbox_pruned (
  only_row boolean primary key default true check (only_row),
  transaction_id xid8 not null,
  id bigint not null,
  at timestamptz -- the latest of any deleted event
);
insert into outbox_pruned (transaction_id, id) values ('0', 0);
