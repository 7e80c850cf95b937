import { lookup } from 'node:dns/promises'
import { BlockList, isIP } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** What is known of a host that somebody wants us to call. */
export type Host =
  | { state: 'allowed'; addresses: readonly string[] }
  /** At least one of its addresses is not on the public internet, or its name never leaves a private network. */
  | { state: 'forbidden' }
  /** Its name leads nowhere now. */
  | { state: 'unknown' }

/** Which hosts may be called: everything that dials an address somebody else has chosen asks here. */
export type Outbound = {
  /** `host` as URL.hostname says it. Waits for DNS at most 3 s; never throws. */
  find(host: string): Promise<Host>
}

type Resolve = (host: string) => Promise<readonly string[]>

const dnsMs = 3_000

/** The special-purpose ranges of IPv4 that IANA lists, with multicast. Source: RFC 6890 and its registry, 2025-10. */
const specialIpv4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.31.196.0/24',
  '192.52.193.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '192.175.48.0/24',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
]

/**
 * Only this much of IPv6 is handed out to the public: mapped and compatible addresses, NAT64, unique-local, link-local and
 * multicast all lie outside it. Source: RFC 4291, section 2.4.
 */
const publicIpv6 = '2000::/3'

/** The special-purpose ranges inside it: Teredo, ORCHID and benchmarking are in the first, the third is 6to4. */
const specialIpv6 = ['2001::/23', '2001:db8::/32', '2002::/16', '2620:4f:8000::/48', '3fff::/20']

/** Names that never lead to the public internet. Source: RFC 6761, 6762, 8375, 9476; ICANN on .internal, 2024. */
const privateName = /(^|\.)(localhost|local|internal|home\.arpa|alt|onion|invalid|test)$/

/** `allowed`: ranges that may be called although they are special. */
export function createOutbound(allowed: readonly string[], resolve: Resolve = resolveAll): Outbound {
  const ranges = {
    allowed: listOf(allowed),
    special: listOf([...specialIpv4, ...specialIpv6]),
    public: listOf([publicIpv6]),
  }
  const isAllowed = (address: string) => {
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
    if (ranges.allowed.check(address, family)) return true
    return (
      !ranges.special.check(address, family) && (family === 'ipv4' || ranges.public.check(address, 'ipv6'))
    )
  }
  return {
    async find(host) {
      const name = host.replace(/^\[|\]$/g, '').replace(/\.$/, '')
      const addresses = isIP(name) ? [name] : await resolve(name).catch(() => [])
      if (addresses.length > 0)
        return addresses.every(isAllowed) ? { state: 'allowed', addresses } : { state: 'forbidden' }
      return { state: privateName.test(name) || !name.includes('.') ? 'forbidden' : 'unknown' }
    },
  }
}

async function resolveAll(host: string): Promise<readonly string[]> {
  const found = lookup(host, { all: true }).then((all) => all.map(({ address }) => address))
  return Promise.race([found, sleep(dnsMs, [], { ref: false })])
}

function listOf(ranges: readonly string[]): BlockList {
  const list = new BlockList()
  for (const range of ranges) {
    const [address = '', bits] = range.split('/')
    list.addSubnet(address, Number(bits), isIP(address) === 6 ? 'ipv6' : 'ipv4')
  }
  return list
}
