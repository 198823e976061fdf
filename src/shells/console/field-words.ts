/** What the server says about single fields, in the reader's language. */
import { i18n } from '@lingui/core'
import { fieldMessages } from './field-messages.gen.ts'

/** A message, and the form in which the server sends it with what was put in. */
interface Form {
  readonly message: string
  readonly sent: RegExp
}

const PUT_IN = /\{\d+\}/g

// Those with more words of their own come first, because "must be {0}" fits nearly everything.
const forms: readonly Form[] = fieldMessages
  .toSorted((a, b) => b.replaceAll(PUT_IN, '').length - a.replaceAll(PUT_IN, '').length)
  .map((message) => ({ message, sent: new RegExp(`^${escaped(message).replaceAll(/\\\{\d+\\\}/g, '(.+)')}$`, 's') }))

/** In the words of the server when nobody knows them. */
export function fieldWords(english: string): string {
  for (const { message, sent } of forms) {
    const found = sent.exec(english)
    if (found) return i18n._(message, { ...found.slice(1) })
  }
  return english
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&')
}
