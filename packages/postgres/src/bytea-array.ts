const BYTEA_OID = 17;
const HEADER_BYTES = 20;
const LENGTH_BYTES = 4;

/**
 * A parameter for `$1::bytea[]` in PostgreSQL's binary form, which pg gives to every Buffer. An array of Buffers it would write in
 * hex, twice their size: of 2.5 KB each that takes the server 45 µs to read and us 5 to write.
 */
export function byteaArray(items: readonly Uint8Array[]): Buffer {
  let size = HEADER_BYTES;
  for (const item of items) size += LENGTH_BYTES + item.length;
  const array = Buffer.alloc(size);
  array.writeInt32BE(1, 0); // dimensions
  array.writeInt32BE(0, 4); // none of them is null
  array.writeInt32BE(BYTEA_OID, 8);
  array.writeInt32BE(items.length, 12);
  array.writeInt32BE(1, 16); // where its numbers begin
  let at = HEADER_BYTES;
  for (const item of items) {
    at = array.writeInt32BE(item.length, at);
    array.set(item, at);
    at += item.length;
  }
  return array;
}
