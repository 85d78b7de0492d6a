import { answersOk } from "@holdfast/embedded/answers-ok";

const TIMEOUT_MS = 2_000;

/** Does the service at `origin` answer `GET /readyz` with 200? */
export const isServiceReady = (origin: string): Promise<boolean> =>
  answersOk(`${origin}/readyz`, TIMEOUT_MS);
