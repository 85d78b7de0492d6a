import { BlockList, isIP } from "node:net";

/** IANA's special-purpose registry: what is not the public internet, or is nobody's to be sent to. */
const NOT_PUBLIC_V4: readonly (readonly [string, number])[] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10], // behind carriers' NAT
  ["127.0.0.0", 8],
  ["169.254.0.0", 16], // link-local, and where clouds tell machines their secrets
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
];
/** Within the one block of IPv6 that is given out: protocols (Teredo among them), examples, 6to4, which wraps an IPv4 address. */
const NOT_PUBLIC_V6: readonly (readonly [string, number])[] = [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
];

const blocked = new BlockList();
for (const [net, bits] of NOT_PUBLIC_V4) blocked.addSubnet(net, bits, "ipv4");
for (const [net, bits] of NOT_PUBLIC_V6) blocked.addSubnet(net, bits, "ipv6");
const givenOut = new BlockList();
givenOut.addSubnet("2000::", 3, "ipv6");

/**
 * Whether an IP address is one of the public internet's. False for what is no address, and for IPv6 that wraps IPv4
 * (mapped, NAT64, 6to4): nothing that resolves to those is better reached by them.
 */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !blocked.check(address, "ipv4");
    case 6:
      if (address.includes("%")) return false; // of one link
      return givenOut.check(address, "ipv6") && !blocked.check(address, "ipv6");
    default:
      return false;
  }
}
