/** Who may call, and who wrote what. */
import { fail, ok } from "@holdfast/result";
import { type ApiCommand, apiCommand } from "./api-command.ts";
import { PAGING } from "./shop-commands.ts";
import { given, textOf, wholeOf } from "./words.ts";

type Key = {
  readonly id: string;
  readonly account: string;
  readonly scope: string;
  readonly label: string;
  readonly expiresAt: string | null;
  readonly revokedAt: string | null;
  readonly lastUsedAt: string | null;
};
const keyFields = (
  key: Key & { readonly key?: string; readonly previousUntil: string | null },
) => ({
  ...{ id: key.id, account: key.account, scope: key.scope, label: key.label },
  expires: key.expiresAt,
  "old secret until": key.previousUntil,
  // A repeated call has none: the secret is kept nowhere.
  secret: key.key ?? "was shown once, in an answer that got lost: rotate the key",
});
const stateOf = ({ revokedAt, expiresAt }: Key): string =>
  revokedAt === null ? (expiresAt === null ? "active" : `until ${expiresAt}`) : "revoked";

export const KEY_COMMANDS: readonly ApiCommand[] = [
  apiCommand({
    name: "key list",
    about: "all API keys, and when each was last used",
    options: [["--account <name>", "of this account alone"], ...PAGING],
    example: "key list --account acme",
    operation: "listApiKeys",
    input: ({ flags }) => {
      const limit = wholeOf(flags.limit, "--limit");
      if (!limit.ok) return limit;
      const query = given({
        account: textOf(flags.account),
        limit: limit.value,
        cursor: textOf(flags.cursor),
      });
      return ok({ query });
    },
    view: {
      head: ["ID", "ACCOUNT", "SCOPE", "LABEL", "STATE", "LAST USED"],
      rows: ({ data }) =>
        data.map((key) => [
          ...[key.id, key.account, key.scope, key.label, stateOf(key), key.lastUsedAt],
        ]),
    },
  }),
  apiCommand({
    name: "key create <account> <label>",
    about: "make an API key; its secret is shown once",
    options: [
      ["--scope <scope>", "shop or admin (shop)"],
      ["--expires <time>", "when it ends by itself, such as 2027-01-01T00:00:00Z"],
    ],
    example: 'key create acme "the web shop" --scope shop',
    operation: "createApiKey",
    input: ({ args: [account = "", label = ""], flags }) => {
      const scope = textOf(flags.scope) ?? "shop";
      if (scope !== "shop" && scope !== "admin") {
        return fail(`a key's scope is shop or admin, not "${scope}"`);
      }
      return ok({ body: given({ account, label, scope, expiresAt: textOf(flags.expires) }) });
    },
    view: { fields: keyFields },
  }),
  apiCommand({
    name: "key rotate <id>",
    about: "give a key a new secret; the old one opens besides for a while",
    options: [["--overlap <seconds>", "how long the old one still opens; 0 for not at all"]],
    example: "key rotate 0198c9f0-0000-7000-8000-000000000000 --overlap 3600",
    operation: "rotateApiKey",
    input: ({ args: [id = ""], flags }) => {
      const overlapSeconds = wholeOf(flags.overlap, "--overlap");
      if (!overlapSeconds.ok) return overlapSeconds;
      return ok({ path: { id }, body: given({ overlapSeconds: overlapSeconds.value }) });
    },
    view: { fields: keyFields },
  }),
  apiCommand({
    name: "key revoke <id>",
    about: "end a key for good, within a second everywhere",
    example: "key revoke 0198c9f0-0000-7000-8000-000000000000",
    operation: "revokeApiKey",
    input: ({ args: [id = ""] }) => ok({ path: { id } }),
    view: {},
  }),
  apiCommand({
    name: "key audit",
    about: "who wrote what as an administrator, the newest first",
    options: [
      ["--account <name>", "of this account alone"],
      ["--operation <id>", "of this operation alone, such as putPrices"],
      ...PAGING,
    ],
    example: "key audit --operation putPrices",
    operation: "listAdminAudit",
    input: ({ flags }) => {
      const limit = wholeOf(flags.limit, "--limit");
      if (!limit.ok) return limit;
      const query = given({
        account: textOf(flags.account),
        operation: textOf(flags.operation),
        limit: limit.value,
        cursor: textOf(flags.cursor),
      });
      return ok({ query });
    },
    view: {
      head: ["AT", "ACCOUNT", "OPERATION", "PATH", "STATUS", "TRACE"],
      rows: ({ data }) =>
        data.map((row) => [
          ...[row.at, row.account, row.operation, row.path, row.status, row.traceId],
        ]),
    },
  }),
];
