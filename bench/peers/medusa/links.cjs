/** Import this first. Has the framework take its links from their own package instead of the whole server's. */
const { MODULE_PACKAGE_NAMES, Modules } = require("@medusajs/framework/utils");

MODULE_PACKAGE_NAMES[Modules.LINK] = __filename;
exports.discoveryPath = require.resolve("@medusajs/link-modules"); // what the framework asks of that file
