/** What users say to an error, or to nothing in particular, in their own words (https://develop.sentry.dev/sdk/telemetry/feedbacks/). */
import { FEEDBACK_LENGTH_MAX, VALUE_LENGTH_MAX } from './limits.ts'
import { millisecondsIn, objectOf, textIn, valueIn, type Json } from './read.ts'

export interface Feedback {
  /** 32 hexadecimal digits by which files name it; empty when it has none of its own. */
  readonly id: string
  /** Of the error that it is about; empty when nobody said. */
  readonly errorId: string
  /** Milliseconds since 1970; undefined when nobody said. */
  readonly at: number | undefined
  /** As its author wrote it, to be answered by; may be empty. */
  readonly name: string
  /** In lower case; empty when it is none. */
  readonly email: string
  readonly text: string
  readonly url: string
}

const EMAIL_LENGTH_MAX = 200
const EMAIL = /^[^\s@<>"]{1,64}@[^\s@<>"]+\.[^\s@<>".]+$/
const ID = /^[0-9a-f]{32}$/

/** Undefined when it says nothing. */
export function readFeedback(json: Json, envelopeId: string): Feedback | undefined {
  const said = objectOf(valueIn(objectOf(valueIn(json, 'contexts')), 'feedback'))
  const text = textIn(said, 'message', FEEDBACK_LENGTH_MAX).trim()
  if (text === '') return undefined
  return {
    id: idOf(textIn(json, 'event_id') || envelopeId),
    errorId: idOf(textIn(said, 'associated_event_id')),
    at: millisecondsIn(json, 'timestamp'),
    name: textIn(said, 'name'),
    email: emailIn(said, 'contact_email'),
    text,
    url: textIn(said, 'url', VALUE_LENGTH_MAX),
  }
}

/** As older clients send it: always about an error, without an id of its own. */
export function readUserReport(json: Json, envelopeId: string): Feedback | undefined {
  const text = textIn(json, 'comments', FEEDBACK_LENGTH_MAX).trim()
  const errorId = idOf(textIn(json, 'event_id') || envelopeId)
  if (text === '' || errorId === '') return undefined
  return { id: '', errorId, at: undefined, name: textIn(json, 'name'), email: emailIn(json, 'email'), text, url: '' }
}

/** Not scrubbed: it was given in order to be answered, is known to be an address, and goes with the person. */
function emailIn(json: Json, name: string): string {
  const value = valueIn(json, name)
  const text = typeof value === 'string' ? value.trim().toLowerCase() : ''
  return text.length <= EMAIL_LENGTH_MAX && !text.includes('\u0000') && EMAIL.test(text) ? text : ''
}

/** An id as events have it, with dashes or without; empty for anything else. */
export function idOf(text: string): string {
  const id = text.replaceAll('-', '').toLowerCase()
  return ID.test(id) ? id : ''
}
