-- Who wrote what by /api/v1/admin, and what came of it. No bodies, no secrets.
create table admin_audit (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  account text not null,
  key_id text not null,
  operation text not null,
  method text not null,
  path text not null,
  status int not null,
  correlation_id text not null,
  trace_id text not null
);
create index admin_audit_at on admin_audit (at);
create index admin_audit_account on admin_audit (account, id);

-- Append-only. What is older than the shortest retention may be deleted.
create function refuse_audit_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    if old.at < now() - interval '7 days' then
      return old;
    end if;
  end if;
  raise exception 'admin_audit is append-only: % is refused', tg_op;
end $$;
create trigger admin_audit_is_append_only before update or delete on admin_audit
  for each row execute function refuse_audit_change();
create trigger admin_audit_is_never_truncated before truncate on admin_audit
  for each statement execute function refuse_audit_change();
