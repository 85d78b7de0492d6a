-- Items tell of themselves: aggregate item/<sku>, whose sequence is the item's version. Those that there are now tell how they
-- stand, as nothing told of them so far; their numbers begin with the version that they have.
insert into outbox (aggregate, sequence, type, at, payload)
select 'item/' || sku, version, 'item.changed', now(),
       json_build_object('sku', sku, 'category', category, 'attributes', attributes, 'taxCategory', tax_category,
         'discontinued', discontinued_at is not null)
  from item order by sku;

-- A subscription begins where it is declared, which would be after these: pricing gets all that is kept. Where nobody
-- declares it, it is forgotten like any other.
insert into outbox_subscription (name, transaction_id, id, declared_at) values ('pricing', '0', 0, now())
on conflict do nothing;
