/** What a service that strangers reach needs beyond the frame. */
export type EdgeOptions = {
  /** Addresses and networks of proxies whose X-Forwarded-For is believed; of others it is not looked at. */
  readonly trustedProxies: readonly string[];
  /** Tells browsers to come by HTTPS only, where a proxy before us serves that; undefined: not told. */
  readonly hstsMaxAgeSeconds: number | undefined;
};

/**
 * The headers of every answer, made once. An answer that is no document loads nothing and is shown in no frame; unless it says otherwise
 * nobody keeps it, since it may be one customer's.
 */
export function edgeHeaders({ hstsMaxAgeSeconds }: EdgeOptions): Readonly<Record<string, string>> {
  return {
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    ...(hstsMaxAgeSeconds === undefined
      ? {}
      : { "strict-transport-security": `max-age=${hstsMaxAgeSeconds}` }),
  };
}
