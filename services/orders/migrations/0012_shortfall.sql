-- What of a confirmed order can be sent at once, and what waits for stock. Null: all at once, as before.
alter table orders add column shipments jsonb;

-- An undo that fails is tried for ever. Whoever looks for those that fail for long must tell them from steps.
alter table order_step add column undo boolean not null default false;
create index order_step_retried_undo on order_step (started_at) where status = 'retrying' and undo;

-- A cancelled order frees the reservation that it was to take, as a failed one does.
create unique index orders_reservation_kept on orders (account, reservation_id)
  where status not in ('failed', 'cancelled');
drop index orders_reservation;
alter index orders_reservation_kept rename to orders_reservation;
