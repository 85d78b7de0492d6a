-- A promise that was given back, or ended unfilled, is owed no more. It leaves the index of what is owed, which is read
-- whenever units may come: that must not grow with all that was ever promised.
alter table reservation_line add column withdrawn boolean not null default false;
update reservation_line set withdrawn = true
  from reservation
 where reservation.id = reservation_id and location is null and status in ('released', 'expired');
drop index reservation_line_owed;
create index reservation_line_owed on reservation_line (sku, reservation_id) where location is null and not withdrawn;
