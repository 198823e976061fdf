import { describe, expect, test } from 'vitest'
import { judgeAddress, readApprovals } from './addresses.ts'

const none = readApprovals([])
const reasonOf = (address: string, approved = false): string => judgeAddress(address, { host: 'example.test', approved }, none).reason

test.each(['1.1.1.1', '93.184.216.34', '2606:4700:4700::1111', '::ffff:1.1.1.1', '64:ff9b::101:101', '2002:101:101::1'])(
  '%s is public',
  (address) => expect(reasonOf(address)).toBe('public'),
)

test.each([
  '127.0.0.1',
  '127.8.8.8',
  '10.0.0.1',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '100.64.0.1',
  '::1',
  'fc00::1',
  'fd12:3456::1',
  '::ffff:10.0.0.1',
  '::ffff:7f00:1',
])('%s is private: refused, unless an owner approved it', (address) => {
  expect(reasonOf(address)).toBe('private')
  expect(reasonOf(address, true)).toBe('approved')
})

describe('never, not even for approved targets', () => {
  test.each([
    ['the metadata service of most clouds', '169.254.169.254'],
    ['the same, mapped', '::ffff:169.254.169.254'],
    ['the same, mapped, in hex', '::ffff:a9fe:a9fe'],
    ['the same, through NAT64', '64:ff9b::169.254.169.254'],
    ['the same, through 6to4', '2002:a9fe:a9fe::1'],
    ['the same, through stateless translation', '::ffff:0:169.254.169.254'],
    ['credentials of containers', '169.254.170.2'],
    ['the metadata service of AWS over IPv6', 'fd00:ec2::254'],
    ['the metadata service of Google over IPv6', 'fd20:ce::254'],
    ['the metadata service of Alibaba', '100.100.100.200'],
    ['the metadata service of Azure', '168.63.129.16'],
    ['the metadata service of Oracle', '192.0.0.192'],
    ['this host by zero', '0.0.0.0'],
    ['this host by zero over IPv6', '::'],
    ['multicast', '224.0.0.1'],
    ['multicast over IPv6', 'ff02::1'],
    ['broadcast', '255.255.255.255'],
    ['reserved', '240.0.0.1'],
    ['link-local over IPv6', 'fe80::1'],
    ['documentation', '2001:db8::1'],
    ['site-local, withdrawn', 'fec0::1'],
    ['IPv4-compatible, withdrawn', '::10.0.0.1'],
    ['local NAT64', '64:ff9b:1::a00:1'],
    ['a private address through NAT64', '64:ff9b::10.0.0.1'],
    ['a private address through 6to4', '2002:a00:1::'],
    ['a private server through Teredo', '2001:0:a00:1::f5ff:fffe'],
    ['a private client through Teredo', '2001:0:101:101::f5ff:fffe'],
    ['no address at all', 'localhost'],
    ['an address in short notation', '127.1'],
    ['an address in octal', '0177.0.0.1'],
  ])('%s (%s)', (_, address) => {
    expect(reasonOf(address, true)).toBe('forbidden')
  })
})

test('approvals are exact hosts, single addresses and ranges of either family', () => {
  const approvals = readApprovals(['Intranet.example', '10.1.0.0/16', '192.168.7.7', 'fd12::/16'])
  const allowed = (address: string, host = 'other.example'): boolean => judgeAddress(address, { host, approved: false }, approvals).allowed
  expect(allowed('10.1.2.3')).toBe(true)
  expect(allowed('::ffff:10.1.2.3')).toBe(true)
  expect(allowed('10.2.0.1')).toBe(false)
  expect(allowed('192.168.7.7')).toBe(true)
  expect(allowed('192.168.7.8')).toBe(false)
  expect(allowed('fd12:9::1')).toBe(true)
  expect(allowed('10.9.9.9', 'intranet.example')).toBe(true)
  expect(allowed('10.9.9.9', 'sub.intranet.example')).toBe(false)
  expect(allowed('169.254.169.254', 'intranet.example')).toBe(false)
})
