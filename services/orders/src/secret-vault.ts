import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

/** Keeps what must be read again, so that whoever reads the database alone cannot. */
export type Vault = {
  readonly seal: (secret: string) => string;
  /** @throws Error when it was sealed with a key that is not there, or changed since. */
  readonly open: (sealed: string) => string;
};

const PREFIX = "sealed:";
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;

/**
 * Seals with the first key (AES-256-GCM) and opens with any, so that a key is replaced by one in front of it. Without keys
 * secrets are kept as they are, and those are read with keys too.
 */
export function openVault(keys: readonly Uint8Array[]): Vault {
  const [first] = keys;
  return {
    seal: (secret) => {
      if (first === undefined) return secret;
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv("aes-256-gcm", first, nonce);
      const text = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
      return PREFIX + Buffer.concat([nonce, cipher.getAuthTag(), text]).toString("base64");
    },
    open: (sealed) => {
      if (!sealed.startsWith(PREFIX)) return sealed;
      const bytes = Buffer.from(sealed.slice(PREFIX.length), "base64");
      for (const key of keys) {
        const secret = tryOpen(key, bytes);
        if (secret !== undefined) return secret;
      }
      throw new Error("a webhook's secret cannot be read: WEBHOOK_SECRET_KEYS lacks its key");
    },
  };
}

function tryOpen(key: Uint8Array, bytes: Buffer): string | undefined {
  const tagEnd = NONCE_BYTES + TAG_BYTES;
  const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, NONCE_BYTES));
  decipher.setAuthTag(bytes.subarray(NONCE_BYTES, tagEnd));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(tagEnd)), decipher.final()]).toString();
  } catch {
    return undefined;
  }
}

/** `WEBHOOK_SECRET_KEYS`: keys of 32 bytes in base64, comma separated. @throws Error that does not repeat them. */
export function readKeys(text: string | undefined): readonly Uint8Array[] {
  if (text === undefined || text === "") return [];
  const keys = text.split(",").map((each) => Buffer.from(each.trim(), "base64"));
  if (keys.every(({ length }) => length === KEY_BYTES)) return keys;
  throw new Error("WEBHOOK_SECRET_KEYS must be keys of 32 bytes in base64, comma separated");
}

/** As Standard Webhooks writes them. */
export const makeSecret = (bytes: Uint8Array): string =>
  `whsec_${Buffer.from(bytes).toString("base64")}`;
