import { describe, expect, test } from 'vitest'
import { parseAddresses } from './addresses.ts'
import { ADDRESSES_MAX } from './words.ts'

const one = (text: string) => parseAddresses(text).addresses[0]
const faultOf = (text: string) => parseAddresses(text).faults[0]?.message

describe('what is read', () => {
  test.each([
    ['https://shop.example.com', 'shop.example.com', 'https://shop.example.com/'],
    ['shop.example.com', 'shop.example.com', 'https://shop.example.com/'],
    ['www.example.com', 'example.com', 'https://www.example.com/'],
    ['HTTP://Shop.Example.COM/', 'shop.example.com', 'http://shop.example.com/'],
    ['shop.example.com:8443/admin/', 'shop.example.com:8443/admin', 'https://shop.example.com:8443/admin/'],
    ['https://shop.example.com:443', 'shop.example.com', 'https://shop.example.com/'],
    ['https://shop.example.com/a?b=c#d', 'shop.example.com/a', 'https://shop.example.com/a?b=c'],
    ['Web shop https://shop.example.com', 'Web shop', 'https://shop.example.com/'],
    ['Web shop: shop.example.com', 'Web shop', 'https://shop.example.com/'],
    ['Web shop - shop.example.com', 'Web shop', 'https://shop.example.com/'],
    ['- shop.example.com', 'shop.example.com', 'https://shop.example.com/'],
    ['3. Web shop = shop.example.com', 'Web shop', 'https://shop.example.com/'],
    ['<https://shop.example.com>', 'shop.example.com', 'https://shop.example.com/'],
    ['bücher.example', 'bücher.example', 'https://xn--bcher-kva.example/'],
    ['例え.テスト', '例え.テスト', 'https://xn--r8jz45g.xn--zckzah/'],
    ['192.0.2.10:8080', '192.0.2.10:8080', 'http://192.0.2.10:8080/'],
    ['https://192.0.2.10', '192.0.2.10', 'https://192.0.2.10/'],
    ['2001:db8::1', '[2001:db8::1]', 'http://[2001:db8::1]/'],
    ['2001:db8::1/x', '[2001:db8::1]/x', 'http://[2001:db8::1]/x'],
    ['[2001:db8::1]:8080', '[2001:db8::1]:8080', 'http://[2001:db8::1]:8080/'],
    ['https://[2001:db8::1]', '[2001:db8::1]', 'https://[2001:db8::1]/'],
    ['localhost:3000', 'localhost:3000', 'http://localhost:3000/'],
    ['http://intranet/wiki', 'intranet/wiki', 'http://intranet/wiki'],
    ['shop.example.com.', 'shop.example.com', 'https://shop.example.com/'],
  ])('%s', (typed, name, url) => {
    expect(parseAddresses(typed)).toEqual({ addresses: [{ line: 1, name, url }], notes: [], faults: [] })
  })

  test('lines and commas both separate, and empty ones do not matter', () => {
    const { addresses } = parseAddresses('a.example, b.example\r\n\r\n  \nWiki c.example,\n')
    expect(addresses.map(({ line, name }) => [line, name])).toEqual([
      [1, 'a.example'],
      [1, 'b.example'],
      [4, 'Wiki'],
    ])
  })

  test('nothing pasted is nothing read', () => {
    expect(parseAddresses(' \n,')).toEqual({ addresses: [], notes: [], faults: [] })
  })
})

describe('what is said', () => {
  test('the same address in two spellings is added once, and the line says so', () => {
    const { addresses, notes } = parseAddresses('Shop https://shop.example.com/a\nshop.example.com/a/')
    expect(addresses).toHaveLength(1)
    expect(notes).toEqual([{ line: 2, message: 'https://shop.example.com/a/ stands already in line 1; it is added once, as “Shop”.' }])
  })

  test('every faulty line is told at once, beside the good ones', () => {
    const { addresses, faults } = parseAddresses('ftp://a.example\nb.example\nme@c.example')
    expect(addresses.map(({ url }) => url)).toEqual(['https://b.example/'])
    expect(faults.map(({ line }) => line)).toEqual([1, 3])
  })

  test.each([
    ['ftp://files.example', 'http:// or https://'],
    ['https:shop.example.com', 'https://shop.example.com'],
    ['https:/shop.example.com', 'https://shop.example.com'],
    ['https://me:secret@shop.example.com', 'before the @'],
    ['me@shop.example.com', 'mail address'],
    ['hello', 'http://hello'],
    ['1.2.3', 'all four parts'],
    ['https://1.2.3', 'all four parts'],
    ['300.1.2.3', 'is not an address'],
    ['shop.example.com:99999', 'is not an address'],
    ['shop.example.com:0', 'port 0'],
    ['shop..example.com', '1 to 63'],
    [`${'a'.repeat(64)}.example`, '1 to 63'],
    ['https://shop.example.com Shop', 'before its address'],
    [`${'n'.repeat(121)} shop.example.com`, '120 characters'],
    [`shop.example.com/${'p'.repeat(2_000)}`, '2000 characters'],
    ['https://', 'is not an address'],
  ])('%s', (typed, words) => {
    expect(parseAddresses(typed).addresses).toEqual([])
    expect(faultOf(typed)).toContain(words)
  })

  test('a password in an address is not repeated in what is said', () => {
    expect(faultOf('https://me:secret@shop.example.com')).not.toContain('secret')
  })

  test('more addresses than one request may add are refused from the first that is too many', () => {
    const text = Array.from({ length: ADDRESSES_MAX + 1 }, (_, index) => `a${index}.example`).join('\n')
    expect(parseAddresses(text).faults).toEqual([{ line: ADDRESSES_MAX + 1, message: expect.stringContaining(`${ADDRESSES_MAX}`) }])
  })

  test('a name from a host keeps within the length of names', () => {
    expect(one(`shop.example.com/${'p'.repeat(500)}`)?.name).toHaveLength(120)
  })
})
