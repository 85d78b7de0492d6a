-- Part of what was sold may come back: lines of a sold reservation get smaller, and keep their place.
-- Nothing is scanned: the check before this one was stricter.
alter table reservation_line drop constraint reservation_line_quantity_check,
  add constraint reservation_line_quantity_check check (quantity >= 0) not valid;

-- Events beside those that tell of a status: units that came for a promise, units that were given back.
alter table reservation add column extra_events int not null default 0;

-- What was given back, by the key of whoever asked: the same key again changes nothing, however late it comes.
create table reservation_reduction (
  reservation_id uuid not null references reservation,
  key text not null,
  at timestamptz not null,
  primary key (reservation_id, key)
);
