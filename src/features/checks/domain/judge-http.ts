/** Whether an answer by HTTP is the one that was expected; the first thing that is not says why. Pure. */
import { textAt } from './json-path.ts'
import { aLook, type Look } from './look.ts'
import type { HttpSettings } from './settings.ts'

/** More than any page's text; a text that is expected stands nearer to the beginning. */
export const BODY_BYTES_MAX = 1024 * 1024

export interface Answer {
  readonly status: number
  /** By name in lower case. */
  readonly headers: Readonly<Record<string, string>>
  /** Empty when nothing of it is expected. */
  readonly body: string
  /** Whether more came than was looked at. */
  readonly isCut: boolean
}

export const wantsBody = ({ expectText, expectJson }: HttpSettings): boolean => expectText !== null || expectJson !== null

/** We ask for it unpacked; what is packed nevertheless cannot be looked into. */
export function bodyText(bytes: Uint8Array, headers: Answer['headers']): string {
  return (headers['content-encoding'] ?? 'identity') === 'identity' ? new TextDecoder().decode(bytes) : ''
}

export function judgeAnswer(answer: Answer, settings: HttpSettings): Look {
  const { statusFrom, statusTo, expectHeader, expectText, expectJson } = settings
  if (answer.status < statusFrom || answer.status > statusTo) return aLook('status_unexpected', { detail: String(answer.status) })
  if (expectHeader !== null && !hasHeader(answer, expectHeader)) return aLook('header_missing', { detail: expectHeader.name })
  if (expectText !== null && !answer.body.includes(expectText)) return aLook('text_missing', { detail: expectText })
  if (expectJson !== null && jsonAt(answer.body, expectJson.path) !== expectJson.value)
    return aLook('json_differs', { detail: expectJson.path })
  return aLook('answered', { detail: String(answer.status) })
}

/** An empty expectation asks only that it is there. */
function hasHeader({ headers }: Answer, { name, value }: { readonly name: string; readonly value: string }): boolean {
  return headers[name.toLowerCase()]?.toLowerCase().includes(value.toLowerCase()) ?? false
}

function jsonAt(body: string, path: string): string | undefined {
  try {
    return textAt(JSON.parse(body), path)
  } catch {
    // What is no JSON has no value anywhere.
    return undefined
  }
}
