import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Service } from "@holdfast/http-service";
import { routeNotFound } from "@holdfast/http-service/problems";
import { refuse } from "../refuse.ts";

type File = { readonly type: string; readonly etag: string; readonly content: Buffer };

/** Nothing from elsewhere, and no script in the page itself; Swagger UI sets styles of its elements. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
/** Looked at again each time, by its tag: an upgrade of the gateway shows at once. */
const CACHING = "no-cache";

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Holdfast API</title>
<link rel="icon" type="image/png" href="/docs/favicon-32x32.png">
<link rel="stylesheet" href="/docs/swagger-ui.css">
</head>
<body>
<main id="docs"></main>
<noscript>This page needs JavaScript. The contract itself is at /openapi.json.</noscript>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/start.js"></script>
</body>
</html>
`;
const START = `SwaggerUIBundle({
  url: "/openapi.json",
  dom_id: "#docs",
  deepLinking: true,
  docExpansion: "none",
  filter: true,
  displayRequestDuration: true,
  tryItOutEnabled: true,
  validatorUrl: null, // asks nobody else
});
`;

/** What the page is made of: our two files, and those of Swagger UI, read when somebody first looks. */
const FILES: Readonly<Record<string, { readonly type: string; readonly read: () => Buffer }>> = {
  "": { type: "text/html; charset=utf-8", read: () => Buffer.from(PAGE) },
  "start.js": { type: "text/javascript; charset=utf-8", read: () => Buffer.from(START) },
  "swagger-ui-bundle.js": {
    type: "text/javascript; charset=utf-8",
    read: () => asset("swagger-ui-bundle.js"),
  },
  "swagger-ui.css": { type: "text/css; charset=utf-8", read: () => asset("swagger-ui.css") },
  "favicon-32x32.png": { type: "image/png", read: () => asset("favicon-32x32.png") },
};

function asset(name: string): Buffer {
  const manifest = createRequire(import.meta.url).resolve("@fastify/swagger-ui/package.json");
  return readFileSync(join(dirname(manifest), "static", name));
}

/** The contract to read and to try, for everybody: it asks for a key only when an operation is tried. */
export function addDocsRoutes(app: Service): void {
  const files = new Map<string, File>();
  const fileAt = (name: string): File | undefined => {
    const known = files.get(name);
    const source = Object.hasOwn(FILES, name) ? FILES[name] : undefined;
    if (known !== undefined || source === undefined) return known;
    const content = source.read();
    const digest = createHash("sha256").update(content).digest("base64url").slice(0, 22);
    const file = { type: source.type, etag: `"${digest}"`, content };
    files.set(name, file);
    return file;
  };
  for (const url of ["/docs", "/docs/:file"]) {
    app.get<{ Params: { file?: string } }>(url, { schema: { hide: true } }, (request, reply) => {
      const { file: name = "" } = request.params;
      const file = fileAt(name);
      if (file === undefined) return refuse(reply, routeNotFound(`/docs/${name}`));
      const { etag, type, content } = file;
      reply.headers({ etag, "cache-control": CACHING, "content-security-policy": POLICY });
      if (request.headers["if-none-match"] === etag) return reply.code(304).send();
      return reply.type(type).send(content);
    });
  }
}
