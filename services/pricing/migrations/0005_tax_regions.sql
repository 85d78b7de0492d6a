-- A tax rule is of a country or of a part of one (ISO 3166-2): the Canary Islands are ES-CN.
alter table tax_rule drop constraint tax_rule_region_check,
  add constraint tax_rule_region_check check (region ~ '^[A-Z]{2}(-[A-Z0-9]{1,3})?$');
