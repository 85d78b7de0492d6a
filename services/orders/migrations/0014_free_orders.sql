-- An order that costs nothing is confirmed without a payment: no provider takes 0.
alter table orders
  drop constraint orders_outcome,
  add constraint orders_outcome check (
    (status = 'processing' and finished_at is null and problem is null)
    or (status = 'confirmed' and finished_at is not null and problem is null
        and (payment_id is not null or total_minor = 0) and total_minor is not null and lines is not null)
    or (status = 'failed' and finished_at is not null and problem is not null)
    or (status = 'cancelled' and finished_at is not null));
