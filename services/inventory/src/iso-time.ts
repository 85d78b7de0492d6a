/** RFC 3339 in UTC with milliseconds, of a time in Unix ms. */
export const isoTime = (ms: number): string => new Date(ms).toISOString();
