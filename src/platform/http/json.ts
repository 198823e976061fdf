/**
 * Reads a request body as JSON, strictly: UTF-8 only, no key twice in one object (readers disagree which one counts), no
 * `__proto__` or `prototype` (they poison whoever merges the object), bounded depth.
 */
import { common, Fault } from '#kit/fault.ts'

/** Deeper than any contract; keeps recursive schemas from being driven into the ground. */
const DEPTH_MAX = 64
const REFUSED_KEYS = new Set(['__proto__', 'prototype'])
const utf8 = new TextDecoder('utf-8', { fatal: true })

/** Undefined for an empty body. Throws Fault `common.invalid_request` naming the line and column where it can. */
export function parseJson(bytes: Uint8Array): unknown {
  if (bytes.length === 0) return undefined
  const text = decodeText(bytes)
  const value = parseText(text)
  const bad = findBadKey(text)
  if (bad !== undefined) throw refused(`${bad.what} at ${place(text, bad.at)}`)
  return value
}

function decodeText(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes)
  } catch (cause) {
    throw refused('is not UTF-8 text', cause)
  }
}

function parseText(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    const said = (cause as Error).message
    // V8 says "… at position 12", or quotes the text without a position when it is short.
    const position = /at position (\d+)/.exec(said)?.[1]
    const unexpected = /^Unexpected token (.+?)(?:,| in JSON)/.exec(said)?.[1]
    const what = unexpected === undefined ? 'is not complete JSON' : `is not JSON: ${unexpected} was not expected`
    throw refused(position === undefined ? what : `${what} at ${place(text, Number(position))}`, cause)
  }
}

function refused(message: string, cause?: unknown): Fault {
  return new Fault(common.invalid_request, { detail: `The body ${message}.`, fields: [{ field: 'body', message }], cause })
}

function place(text: string, at: number): string {
  const before = text.slice(0, at).split('\n')
  return `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`
}

interface BadKey {
  readonly what: string
  readonly at: number
}

/** `text` is known to be JSON, so only strings and brackets matter: a string followed by a colon is a key. */
function findBadKey(text: string): BadKey | undefined {
  const open: (Set<string> | null)[] = []
  for (let at = 0; at < text.length; at++) {
    const sign = text[at]
    if (sign === '{') open.push(new Set())
    else if (sign === '[') open.push(null)
    else if (sign === '}' || sign === ']') open.pop()
    if (open.length > DEPTH_MAX) return { what: `is nested deeper than ${DEPTH_MAX} levels`, at }
    if (sign !== '"') continue
    const end = endOfString(text, at)
    const keys = open.at(-1)
    if (keys && isFollowedByColon(text, end)) {
      const bad = badKey(keys, JSON.parse(text.slice(at, end)) as string)
      if (bad !== undefined) return { what: bad, at }
    }
    at = end - 1
  }
  return undefined
}

function badKey(keys: Set<string>, key: string): string | undefined {
  if (REFUSED_KEYS.has(key)) return `has the key "${key}", which is not accepted,`
  if (keys.has(key)) return `has the key "${key}" twice in one object, the second time`
  keys.add(key)
  return undefined
}

function endOfString(text: string, start: number): number {
  let at = start + 1
  while (text[at] !== '"') at += text[at] === '\\' ? 2 : 1
  return at + 1
}

function isFollowedByColon(text: string, from: number): boolean {
  let at = from
  while (text[at] === ' ' || text[at] === '\n' || text[at] === '\r' || text[at] === '\t') at++
  return text[at] === ':'
}
