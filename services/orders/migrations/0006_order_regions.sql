-- What is ordered may go to a part of a country with taxes of its own, by its code of ISO 3166-2: ES-CN.
alter table orders drop constraint orders_region_check,
  add constraint orders_region_check check (region ~ '^[A-Z]{2}(-[A-Z0-9]{1,3})?$');
