/** How the provider treats a payment token. Each is a fault that a real provider shows, on demand. */
export type TokenBehaviour = {
  /** Set: authorising is refused with this code, always. */
  readonly declineCode?: "declined" | "insufficient-funds";
  /** Authorisations of one order that answer 503 before one works. */
  readonly failuresBeforeSuccess: number;
  readonly captureFails: boolean;
  readonly authorisePace: Pace;
  readonly capturePace: Pace;
};

/** When the answer leaves: a `never` answer leaves the caller without one, although the charge stands in the book. */
export type Pace = "at-once" | "slow" | "never";

const ORDINARY: TokenBehaviour = {
  failuresBeforeSuccess: 0,
  captureFails: false,
  authorisePace: "at-once",
  capturePace: "at-once",
};

const TOKENS: ReadonlyMap<string, TokenBehaviour> = new Map<string, TokenBehaviour>([
  ["tok_ok", ORDINARY],
  ["tok_declined", { ...ORDINARY, declineCode: "declined" }],
  ["tok_insufficient_funds", { ...ORDINARY, declineCode: "insufficient-funds" }],
  ["tok_timeout", { ...ORDINARY, authorisePace: "never" }],
  ["tok_flaky", { ...ORDINARY, failuresBeforeSuccess: 2 }],
  ["tok_slow", { ...ORDINARY, authorisePace: "slow", capturePace: "slow" }],
  ["tok_capture_fails", { ...ORDINARY, captureFails: true }],
]);

export function behaviourOf(token: string): TokenBehaviour | undefined {
  return TOKENS.get(token);
}
