import { expect, test } from 'vitest'
import { SCRUB_RULES, scrubPairs, scrubText } from './scrub.ts'

// In pieces, so that nobody takes them for real ones.
const JWT = ['eyJhbGciOiJIUzI1NiJ9', 'eyJzdWIiOiIxMjM0NTY3ODkwIn0', 'dozjgNryP4J3jVmNHl0w5N'].join('.')
const AWS = ['AKIA', 'IOSFODNN7EXAMPLE'].join('')
const SLACK = ['xoxb', '123456789012', 'abcdefghij'].join('-')
const HEX = 'd41d8cd98f00b204e9800998ecf8427ed41d8cd98f00b204'
const KEY = ['-----BEGIN RSA PRIVATE KEY-----', 'MIIEpAIBAAKCAQEA', '-----END RSA PRIVATE KEY-----'].join('\n')

test.each([
  ['login of anna.berg+shop@example.co.uk failed', 'login of [removed:e-mail] failed'],
  ['an address with letters of its own: jürgen@müller.de', 'an address with letters of its own: [removed:e-mail]'],
  ['GET /reset?email=bob%40example.com&x=1', 'GET /reset?email=[removed:e-mail]&x=1'],
  ['password=hunter2 user=bob', 'password=[removed:secret] user=bob'],
  ['DB_PASSWORD: "a b \\" c" next', 'DB_PASSWORD: "[removed:secret]" next'],
  ['{"user":"bob","passwort":"geheim","n":1}', '{"user":"bob","passwort":"[removed:secret]","n":1}'],
  ['{"log":"{\\"apiKey\\":\\"abc123def\\",\\"n\\":1}"}', '{"log":"{\\"apiKey\\":\\"[removed:secret]\\",\\"n\\":1}"}'],
  ["{:password => 'swordfish', :n => 1}", "{:password => '[removed:secret]', :n => 1}"],
  ['password: [hunter2], n: 1', 'password: [removed:secret], n: 1'],
  ['https://x.de/cb?access_token=abc123&state=1', 'https://x.de/cb?access_token=[removed:secret]&state=1'],
  ['Authorization: Basic dXNlcjpwYXNz', 'Authorization: [removed:secret]'],
  ['-H "Authorization: Token abc" -X POST', '-H "Authorization: [removed:secret]" -X POST'],
  ['Cookie: sid=1; theme=dark\nHost: x.de', 'Cookie: [removed:secret]\nHost: x.de'],
  ['sent bearer abcdefgh12345678 along', 'sent bearer [removed:authorization] along'],
  [`user has ${JWT} now`, 'user has [removed:token] now'],
  ['postgres://shop:s3cret@db:5432/shop', 'postgres://shop:[removed:password]@db:5432/shop'],
  ['redis://:p@ss@cache/0', 'redis://:[removed:password]@cache/0'],
  ['card 4111 1111 1111 1111 declined', 'card [removed:card-number] declined'],
  ['card 378282246310005 declined', 'card [removed:card-number] declined'],
  ['pay DE89 3704 0044 0532 0130 00 EUR', 'pay [removed:iban] EUR'],
  ['pay GB29NWBK60161331926819 today', 'pay [removed:iban] today'],
  [`before\n${KEY}\nafter`, 'before\n[removed:private-key]\nafter'],
  ['-----BEGIN PRIVATE KEY-----\nMIIE and then it is cut', '[removed:private-key]'],
  [`key ghp_${'a1'.repeat(18)} leaked`, 'key [removed:token] leaked'],
  [AWS, '[removed:token]'],
  [SLACK, '[removed:token]'],
  [`our pci_${HEX} and pck_${HEX}`, 'our [removed:token] and [removed:token]'],
])('%s', (text, scrubbed) => {
  expect(scrubText(text)).toBe(scrubbed)
  expect(scrubText(scrubbed)).toBe(scrubbed)
})

test.each([
  'token: expired',
  'invalid token: jwt malformed',
  'max_tokens=512 tokens: 12',
  'primary_key=order-123 cache_key: users:7',
  'password=null token=*** secret=',
  'took 1763800000000 ms, 1763800000000000000 ns',
  'card 4111 1111 1111 1112 has a wrong checksum',
  'trace 4bf92f3577b34da6a3ce929d0e0e4736 span 00f067aa0ba902b7',
  'order 01890a5d-ac96-774b-bcce-b302099a8057 of 12:30:45.123',
  'DE89 3704 0044 0532 0130 01 has a wrong checksum',
  'ratio 0.4111111111111111 at https://shop.example.com:8443/a@b',
  'Basic authentication is off; bearer of bad news',
  'see https://example.com/token and the word secret',
])('nothing is taken out of: %s', (text) => {
  expect(scrubText(text)).toBe(text)
})

test('a value whose name gives it away is taken out whole, others are looked through', () => {
  const pairs = ['http.request.header.authorization', 'whatever', 'user', 'bob@example.com', 'db.password', 'x', 'status', '502']
  expect(scrubPairs(pairs)).toEqual([
    'http.request.header.authorization',
    '[removed:secret]',
    'user',
    '[removed:e-mail]',
    'db.password',
    'x',
    'status',
    '502',
  ])
  expect(scrubPairs(['bob@example.com', 'clicked'])).toEqual(['[removed:e-mail]', 'clicked'])
})

test('every rule has a name that stands in its mark', () => {
  expect(SCRUB_RULES).toEqual(['secret', 'private-key', 'password', 'authorization', 'token', 'e-mail', 'card-number', 'iban'])
})
