import fc from 'fast-check'
import { expect, test } from 'vitest'
import { attachmentHeader } from './disposition.ts'

test('a plain name stands as it is, one of another script in both forms', () => {
  expect(attachmentHeader('error.log')).toBe('attachment; filename="error.log"')
  expect(attachmentHeader('Übersicht (neu).pdf')).toBe(
    `attachment; filename="_bersicht (neu).pdf"; filename*=UTF-8''%C3%9Cbersicht%20%28neu%29.pdf`,
  )
})

test('no name leaves the header, and every whole one comes back', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (name) => {
      const header = attachmentHeader(name)
      expect(header).toMatch(/^attachment; filename="[ !#$&-[\]-~]*"(?:; filename\*=UTF-8''[\w!#$&+\-.^`|~%]*)?$/)
      const [, plain = '', encoded] = /filename="(.*?)"(?:; filename\*=UTF-8''(.*))?$/.exec(header) ?? []
      expect(encoded === undefined ? plain : decodeURIComponent(encoded)).toBe(Buffer.from(name).toString())
    }),
  )
})
