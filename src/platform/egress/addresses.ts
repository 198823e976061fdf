/**
 * Which addresses may be reached. Pure: a host and an address go in, a verdict with its reason comes out.
 *
 * Three kinds: *public* may always be reached; *private* only when an owner approved the target; *forbidden* never, approved or
 * not: where clouds hand out credentials, and what is no address of one machine (multicast, unspecified, reserved). IPv6
 * addresses that carry an IPv4 address are judged by what they carry, since a gateway on the way would unpack them.
 */
import ipaddr from 'ipaddr.js'

type Address = ipaddr.IPv4 | ipaddr.IPv6

export type Verdict =
  | { readonly allowed: true; readonly reason: 'public' | 'approved' }
  | { readonly allowed: false; readonly reason: 'private' | 'forbidden' }

/** What the owner approved: host names (exact, lower case) and CIDR ranges or single addresses. */
export interface Approvals {
  readonly hosts: ReadonlySet<string>
  readonly ranges: readonly (readonly [Address, number])[]
}

/**
 * Metadata and credential services of AWS, Google, Azure, Alibaba and Oracle. All of IPv4 link-local is in the list: nothing
 * else lives there on a server, and AWS alone uses four addresses of it (EC2, ECS, EKS, time).
 */
const METADATA = ['169.254.0.0/16', '100.100.100.200/32', '168.63.129.16/32', '192.0.0.192/32', 'fd00:ec2::/32', 'fd20:ce::254/128'].map(
  (range) => ipaddr.parseCIDR(range),
)

const PRIVATE_RANGES = new Set<string>(['loopback', 'private', 'carrierGradeNat', 'uniqueLocal'])
const GLOBAL_IPV6 = ipaddr.parseCIDR('2000::/3')

/** Splits config.egressAllow into names and ranges. */
export function readApprovals(entries: readonly string[]): Approvals {
  const hosts = new Set<string>()
  const ranges: (readonly [Address, number])[] = []
  for (const entry of entries) {
    if (ipaddr.isValidCIDR(entry)) ranges.push(ipaddr.parseCIDR(entry))
    else if (isAddress(entry)) ranges.push(wholeAddress(parse(entry)))
    else hosts.add(entry.toLowerCase())
  }
  return { hosts, ranges }
}

/** The target that an address was resolved for. */
export interface Target {
  /** The name in the URL, lower case, without brackets. */
  readonly host: string
  /** Whether an owner approved this very target. */
  readonly approved: boolean
}

/** Judges one resolved address. */
export function judgeAddress(address: string, target: Target, approvals: Approvals): Verdict {
  if (!isAddress(address)) return { allowed: false, reason: 'forbidden' }
  const plain = parse(address)
  const kind = kindOf(plain)
  if (kind === 'public') return { allowed: true, reason: 'public' }
  if (kind === 'forbidden') return { allowed: false, reason: 'forbidden' }
  const approved = target.approved || approvals.hosts.has(target.host) || approvals.ranges.some((range) => within(plain, range))
  return approved ? { allowed: true, reason: 'approved' } : { allowed: false, reason: 'private' }
}

function kindOf(address: Address): 'public' | 'private' | 'forbidden' {
  if (METADATA.some((range) => within(address, range))) return 'forbidden'
  const carried = carriedIpv4(address)
  // What a gateway would unpack must be public: nobody approves a private machine by its NAT64 or 6to4 name.
  if (carried) return carried.every((inner) => kindOf(inner) === 'public') ? 'public' : 'forbidden'
  const range = address.range()
  if (PRIVATE_RANGES.has(range)) return 'private'
  if (range !== 'unicast') return 'forbidden'
  return address.kind() === 'ipv4' || within(address, GLOBAL_IPV6) ? 'public' : 'forbidden'
}

/** Where IPv6 transition addresses carry IPv4 addresses: offset in bytes and a mask over each byte, by ipaddr.js' name of the range. */
const CARRIED: Readonly<Record<string, readonly { readonly at: number; readonly mask: number }[]>> = {
  rfc6052: [{ at: 12, mask: 0 }], // NAT64, 64:ff9b::/96
  rfc6145: [{ at: 12, mask: 0 }], // ::ffff:0:0:0/96
  '6to4': [{ at: 2, mask: 0 }], // 2002::/16
  // The server, then the client with all bits turned over (RFC 4380 §4).
  teredo: [
    { at: 4, mask: 0 },
    { at: 12, mask: 0xff },
  ],
}

/** IPv4 addresses inside an IPv6 transition address; undefined when it is none. */
function carriedIpv4(address: Address): readonly ipaddr.IPv4[] | undefined {
  const bytes = address.toByteArray()
  return CARRIED[address.range()]?.map(({ at, mask }) => new ipaddr.IPv4(bytes.slice(at, at + 4).map((byte) => byte ^ mask)))
}

/**
 * A valid address; IPv4-mapped IPv6 (::ffff:10.0.0.1) becomes the IPv4 address that the system would connect to. Dots inside
 * IPv6 are turned to hex first, since ipaddr.js takes the withdrawn form ::10.0.0.1 for a mapped address.
 */
function parse(address: string): Address {
  const isDotted = address.includes(':') && address.includes('.')
  return ipaddr.process(isDotted ? new URL(`http://[${address}]`).hostname.slice(1, -1) : address)
}
const isAddress = (text: string): boolean => ipaddr.IPv4.isValidFourPartDecimal(text) || ipaddr.IPv6.isValid(text)
const wholeAddress = (address: Address): readonly [Address, number] => [address, address.kind() === 'ipv4' ? 32 : 128]

function within(address: Address, [network, bits]: readonly [Address, number]): boolean {
  return address.kind() === network.kind() && address.match(network, bits)
}
