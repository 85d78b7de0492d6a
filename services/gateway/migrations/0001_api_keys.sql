-- Who may call. A secret is shown once, when it is made; here is only its SHA-256, which needs no salt: it has 256 random bits.
create table api_key (
  id uuid primary key,
  account text not null check (account ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  scope text not null check (scope in ('shop', 'admin')),
  label text not null check (length(label) between 1 and 100),
  sha256 bytea not null unique check (octet_length(sha256) = 32),
  -- The secret before the last rotation, and until when it opens besides.
  previous_sha256 bytea unique check (octet_length(previous_sha256) = 32),
  previous_until timestamptz,
  -- A rate limit of its own: so many requests in so many seconds. Without one it has the gateway's.
  quota int check (quota between 1 and 10000000),
  window_seconds int check (window_seconds between 1 and 3600),
  version int not null default 1,
  created_at timestamptz not null,
  expires_at timestamptz,
  revoked_at timestamptz,
  last_used_at timestamptz,
  check ((quota is null) = (window_seconds is null)),
  check ((previous_sha256 is null) = (previous_until is null))
);
create index api_key_account on api_key (account, id);

-- Every gateway holds the live keys in memory and reads them again when it is told. Who was used when is nothing to tell.
create function tell_api_key() returns trigger language plpgsql as $$
begin
  perform pg_notify('api_key', '');
  return null;
end $$;
create trigger api_key_changed
  after insert or delete or update of sha256, previous_sha256, previous_until, quota, window_seconds, expires_at, revoked_at
  on api_key for each statement execute function tell_api_key();

-- Answers kept per Idempotency-Key, without the secrets; read and written by @holdfast/idempotency.
create table idempotency_key (
  account text,
  key text,
  fingerprint text not null,
  status int not null,
  body jsonb,
  created_at timestamptz not null,
  primary key (account, key)
);
create index idempotency_key_age on idempotency_key (created_at);
