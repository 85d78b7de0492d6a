-- The reservation engine: many requests are decided and written by one transaction, so what it writes a request is kept
-- small, and every change leaves its event in the outbox.

-- Selling rules of an item.
alter table item
  add column preorder_limit int not null default 0 check (preorder_limit >= 0),
  add column available_from timestamptz, -- before it the preorder limit holds, from it on the backorder limit
  add column max_per_buyer int check (max_per_buyer >= 1), -- held and bought together; null: as many as there are
  add column discontinued_at timestamptz; -- not sold any more; its ledger and its open holds stay

-- What belongs to an item as a whole. Its row is the lock of the item: whoever changes stock or reservations of a SKU has
-- it, and takes the rows of several SKUs in the order of the SKU.
create table item_stock (
  sku text primary key references item,
  generation int not null default 0, -- grows with every change of the item's rules and of the locations that stock it
  event_sequence bigint not null default 0, -- of the item's last stock event: counts without a gap
  owed int not null default 0, -- promised beyond what is on the shelves: backorders and preorders
  owed_max int not null default 0,
  constraint item_never_overpromised check (owed between 0 and owed_max)
) with (fillfactor = 50);
insert into item_stock (sku, owed_max) select sku, backorder_limit from item;

-- A lowered limit takes nothing back: what is promised stays promised, nothing more is.
create function keep_item_stock() returns trigger language plpgsql as $$
begin
  insert into item_stock (sku, owed_max) values (new.sku, greatest(new.backorder_limit, new.preorder_limit))
  on conflict (sku) do update set generation = item_stock.generation + 1,
    owed_max = greatest(excluded.owed_max, item_stock.owed);
  return new;
end $$;
create trigger item_has_stock after insert or update on item for each row execute function keep_item_stock();
create function count_shelves() returns trigger language plpgsql as $$
begin
  update item_stock set generation = generation + 1 where sku = new.sku;
  return new;
end $$;
create trigger item_got_a_shelf after insert on stock for each row execute function count_shelves();

alter table stock add column incoming int not null default 0 check (incoming >= 0); -- announced, not yet received

alter table reservation
  add column buyer_id text, -- the shop's name for its buyer: quotas are counted by it
  add column idempotency_key text,
  add column fingerprint text, -- of the request that came with the key
  add column ttl_seconds int; -- as first asked: what a repeat is told, whatever was extended since
-- The key first: accounts are few, so comparing them first would be in vain.
create unique index reservation_of_key on reservation (idempotency_key, account) where idempotency_key is not null;
create index reservation_of_buyer on reservation (account, buyer_id) where buyer_id is not null;
update reservation set ttl_seconds = extract(epoch from expires_at - created_at)::int;
update reservation set idempotency_key = kept.key, fingerprint = kept.fingerprint
  from idempotency_key kept
 where kept.account = reservation.account and kept.status = 201 and kept.body ->> 'id' = reservation.id::text;

-- A line without a location is owed: promised beyond what is on the shelves. Foreign keys would cost the hot path a
-- query a row; the engine writes a line only with its reservation, and only of stock rows that it has changed.
alter table reservation_line
  drop constraint reservation_line_pkey,
  drop constraint reservation_line_reservation_id_fkey,
  drop constraint reservation_line_sku_location_fkey;
alter table reservation_line
  alter column location drop not null,
  add primary key (reservation_id, position);
-- Deliveries go to those who were promised them first.
create index reservation_line_owed on reservation_line (sku, reservation_id) where location is null;

alter table movement
  add column movement_id uuid not null default uuidv7(), -- the public id; `id` is the order of the ledger
  add column other_location text; -- where a transfer went to or came from
create unique index movement_of_id on movement (movement_id);

-- Every change of stock and reservations, told in the transaction that makes it. Read in (transaction_id, id) order below
-- the oldest running transaction: nothing that commits late is skipped.
create table outbox (
  aggregate text not null, -- stock/<sku> or reservation/<id>
  sequence bigint not null, -- within the aggregate, from 1, without a gap
  transaction_id xid8 not null default pg_current_xact_id(),
  id bigint generated always as identity,
  type text not null, -- stock.changed, reservation.held, …
  at timestamptz not null,
  traceparent text,
  payload json not null, -- as it was written: nobody searches in it
  primary key (aggregate, sequence)
);
create index outbox_in_order on outbox (transaction_id, id);
