import { createServer } from "node:http";

/** Takes every POST, reads it to its end and forgets it: a collector that costs the sender nothing but the sending. */
const server = createServer((request, response) => {
  request.resume().on("end", () => response.end());
});
server.listen(0, "127.0.0.1", () => process.send?.(server.address()));
process.on("disconnect", () => process.exit());
