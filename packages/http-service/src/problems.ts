import { type Problem, problem } from "@holdfast/problem";

/** What Node says of bytes that are no request. */
export const MALFORMED_REQUEST = problem({
  status: 400,
  code: "malformed-request",
  title: "Malformed request",
  detail: "The request is not valid HTTP.",
});
/** Headers or body came too slowly. */
export const REQUEST_TIMEOUT = problem({
  status: 408,
  code: "request-timeout",
  title: "Request timeout",
  detail: "The request did not arrive in time. Send it again over a better connection.",
});
export const CLIENT_ERRORS: Readonly<Record<string, Problem>> = {
  HPE_HEADER_OVERFLOW: problem({
    status: 431,
    code: "headers-too-large",
    title: "Headers too large",
    detail: "The URL and headers together are above 32 KiB. Send less.",
  }),
  ERR_HTTP_REQUEST_TIMEOUT: REQUEST_TIMEOUT,
};

export const MALFORMED_URL = problem({
  status: 400,
  code: "malformed-url",
  title: "Malformed URL",
  detail: "The URL is not well-formed text in UTF-8, percent-encoded, without NUL.",
});

/** The only expectation that HTTP knows is `100-continue`. */
export const EXPECTATION_FAILED = problem({
  status: 417,
  code: "expectation-failed",
  title: "Expectation failed",
  detail: "Expect may only say 100-continue. Send the request without it.",
});

/** What Fastify refuses before a handler runs, by its error code. */
export const FRAMEWORK_ERRORS: Readonly<Record<string, Problem>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: problem({
    status: 413,
    code: "payload-too-large",
    title: "Payload too large",
    detail: "A JSON body may have 1 MiB at most. Split the request, or use an import.",
    errors: [{ path: "/", message: "must not be larger than 1 MiB" }],
  }),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: problem({
    status: 415,
    code: "unsupported-media-type",
    title: "Unsupported media type",
    detail:
      "Send the content type that the contract names for this operation, most often application/json.",
    errors: [{ path: "header/content-type", message: "is not accepted here" }],
  }),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: problem({
    status: 400,
    code: "malformed-request",
    title: "Malformed request",
    detail: "The body is not as long as Content-Length says.",
  }),
  FST_ERR_BAD_URL: MALFORMED_URL,
  FST_ERR_MAX_PARAM_LENGTH: uriTooLong(),
};

export function uriTooLong(): Problem {
  return problem({
    status: 414,
    code: "uri-too-long",
    title: "URI too long",
    detail:
      "The URL is longer than 8,000 characters, or one of its segments longer than 256. Shorten it.",
  });
}

export function routeNotFound(path: string): Problem {
  return problem({
    status: 404,
    code: "route-not-found",
    title: "No such route",
    detail: `Nothing is served at ${path}. The contract at /openapi.json lists every path.`,
  });
}

export function methodNotAllowed(method: string, allowed: readonly string[]): Problem {
  return problem({
    status: 405,
    code: "method-not-allowed",
    title: "Method not allowed",
    detail: `${method} is not served here, only ${allowed.join(", ")}.`,
  });
}

/** The service's own database does not answer. */
export const OUTAGE = problem({
  status: 503,
  code: "not-ready",
  title: "Not ready",
  detail:
    "The service cannot reach its database at the moment. Try again shortly; a write with the same Idempotency-Key.",
});

/** RFC 9112, 3.2: a request names its host, once. */
export const HOST_AMBIGUOUS = problem({
  status: 400,
  code: "malformed-request",
  title: "Malformed request",
  detail: "A request has exactly one Host header.",
  errors: [{ path: "header/host", message: "must be sent once" }],
});

/** RFC 9110, 8.4: a body in a coding that is not undone here would be read as if it were plain. */
export const BODY_CODED = problem({
  status: 415,
  code: "unsupported-media-type",
  title: "Unsupported media type",
  detail: "Compressed bodies are not taken. Send it without Content-Encoding.",
  errors: [{ path: "header/content-encoding", message: "must be identity, or not sent" }],
});

/** More is asked of the process than it can answer in time. */
export const OVERLOADED = problem({
  status: 503,
  code: "overloaded",
  title: "Overloaded",
  detail:
    "More is asked at the moment than can be answered in time. Nothing was done. Try again after the time in Retry-After.",
});
