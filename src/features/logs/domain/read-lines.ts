/** From the body of a request to its lines, each with its number. */
import type { Line, Resource } from './line.ts'
import { LINES_PER_REQUEST_MAX } from './limits.ts'
import { readObject } from './read-object.ts'
import { objectIn, readText } from './read-text.ts'

/** `json`: each line is an object, or the body is one object or a list of them. `text`: each line is whatever it is. */
export type Form = 'json' | 'text'

export interface ReadLines {
  readonly lines: readonly Line[]
  /** Where in the request each of `lines` stands, from 1. */
  readonly numbers: readonly number[]
  /** Numbers of those that are no objects although the form says so. */
  readonly unreadable: readonly number[]
}

/** Lines that go on with what the one before began, such as the frames of a stack trace. */
const CONTINUES = /^(?:\s+\S|Caused by: |Traceback \()/

/** `too_many` before anything was read of more lines than a request may hold. */
export function readLines(text: string, form: Form, resource: Resource): ReadLines | 'too_many' {
  const sender = senders(resource)
  if (form === 'json' && text.trimStart().startsWith('[')) return readList(text, sender)
  const pieces = form === 'text' ? joined(text) : separate(text)
  if (pieces.length > LINES_PER_REQUEST_MAX) return 'too_many'
  const lines: Line[] = []
  const numbers: number[] = []
  const unreadable: number[] = []
  for (const { number, piece } of pieces) {
    const object = form === 'json' ? objectIn(piece) : undefined
    if (form === 'json' && object === undefined) {
      unreadable.push(number)
      continue
    }
    lines.push(object === undefined ? readText(piece, sender) : readObject(object, sender))
    numbers.push(number)
  }
  if (form === 'json' && lines.length === 0 && unreadable.length > 1) return readWhole(text, sender) ?? { lines, numbers, unreadable }
  return { lines, numbers, unreadable }
}

type Sender = ReturnType<typeof senders>

/** Resources by service, so that lines of the same sender share one. */
export function senders(resource: Resource) {
  const known = new Map<string, Resource>([[resource.service, resource]])
  return {
    resource,
    resourceOf: (service: string): Resource => {
      const found = known.get(service) ?? { ...resource, service }
      known.set(service, found)
      return found
    },
  }
}

interface Piece {
  readonly number: number
  readonly piece: string
}

/** Lines that hold something, one after the other; one more than may be suffices to know that there are too many. */
function separate(text: string): readonly Piece[] {
  const pieces: Piece[] = []
  for (let at = 0, number = 1; at < text.length && pieces.length <= LINES_PER_REQUEST_MAX; number++) {
    const found = text.indexOf('\n', at)
    const end = found === -1 ? text.length : found
    const piece = text.slice(at, text.charCodeAt(end - 1) === 13 ? end - 1 : end)
    if (piece.trim() !== '') pieces.push({ number, piece })
    at = end + 1
  }
  return pieces
}

/** Those that go on with the one before belong to it. */
function joined(text: string): readonly Piece[] {
  const pieces: { number: number; parts: string[] }[] = []
  for (const { number, piece } of separate(text)) {
    const last = pieces.at(-1)
    if (last && CONTINUES.test(piece)) last.parts.push(piece)
    else pieces.push({ number, parts: [piece] })
  }
  return pieces.map(({ number, parts }) => ({ number, piece: parts.join('\n') }))
}

/** One object over several lines. */
function readWhole(text: string, sender: Sender): ReadLines | undefined {
  const object = objectIn(text)
  return object && { lines: [readObject(object, sender)], numbers: [1], unreadable: [] }
}

function readList(text: string, sender: Sender): ReadLines | 'too_many' {
  const list = objectIn(`{"list":${text}}`)?.['list']
  if (!Array.isArray(list)) return { lines: [], numbers: [], unreadable: [1] }
  if (list.length > LINES_PER_REQUEST_MAX) return 'too_many'
  const isObject = (value: unknown): value is Record<string, unknown> =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
  const numbered = list.map((value: unknown, index) => ({ value, number: index + 1 }))
  const objects = numbered.flatMap(({ value, number }) => (isObject(value) ? [{ line: readObject(value, sender), number }] : []))
  return {
    lines: objects.map(({ line }) => line),
    numbers: objects.map(({ number }) => number),
    unreadable: numbered.filter(({ value }) => !isObject(value)).map(({ number }) => number),
  }
}
