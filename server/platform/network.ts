import ipaddr from 'ipaddr.js'

/**
 * Who shares an address, for counting: an IPv4 address by itself, an IPv6 one by its /64, which is what one customer
 * of a provider gets (RFC 6177). Text that is no address stands for itself.
 */
export function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return address
  const parsed = ipaddr.process(address)
  if (parsed.kind() === 'ipv4') return parsed.toString()
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${parsed.toString()}/64`)}/64`
}
