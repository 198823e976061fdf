import { expect, test } from 'vitest'
import { logoTypeOf } from './logo.ts'

test.each([
  [Buffer.from('89504e470d0a1a0a0000', 'hex'), 'image/png'],
  [Buffer.from('ffd8ffe000104a46', 'hex'), 'image/jpeg'],
  [Buffer.from('RIFF\x24\0\0\0WEBPVP8 '), 'image/webp'],
  [Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'image/svg+xml'],
  [Buffer.from('\uFEFF<?xml version="1.0"?>\n<!-- made by hand -->\n<!DOCTYPE svg PUBLIC "x" "y">\n<svg>'), 'image/svg+xml'],
  [Buffer.from('<html><svg></svg></html>'), undefined],
  [Buffer.from('GIF89a'), undefined],
  [Buffer.from('%PDF-1.7'), undefined],
  [Buffer.alloc(0), undefined],
])('a picture is what its bytes say (%#)', (bytes, type) => {
  expect(logoTypeOf(bytes)).toBe(type)
})
