const TIMEOUT_MS = 2000;

/** Does the service at `origin` answer `GET /readyz` with 200? */
export async function isServiceReady(origin: string): Promise<boolean> {
  try {
    const response = await fetch(`${origin}/readyz`, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
