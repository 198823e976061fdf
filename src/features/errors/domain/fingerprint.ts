/**
 * Which errors are the same. Pure: the same event always has the same key, whatever came before, so that two nodes agree and a
 * reader can say why. The first rule that has something to go by decides, and its name is the reason:
 *
 * | Reason | When | Key |
 * |---|---|---|
 * | `custom` | the client sends a fingerprint | its parts; `{{ default }}` stands for the key that the other rules give |
 * | `stack_in_app` | a stack has calls of the application's own code | type of each exception, then those calls |
 * | `stack` | stacks have calls of libraries only | type of each exception, then all calls |
 * | `exception` | no stack | type and text of each exception without numbers |
 * | `message_template` | a message with values put into a text | the text before the values were put in |
 * | `message` | another message | it without numbers |
 * | `nothing` | none of these | what was being done |
 *
 * A call is its function and its module or file; without a function, its line of code. Lines and columns are left out, because they
 * move with each release, and so are what build tools put into names (hashes of files, numbers of anonymous functions), hosts,
 * query strings, and repetitions of a call that calls itself. The text of an exception does not count when there is a stack: it
 * names ids. The innermost calls decide; further out than thirty the same thing is reached by other ways.
 */
import type { ErrorEvent, Exception, Frame } from './event.ts'

export const GROUP_REASONS = ['custom', 'stack_in_app', 'stack', 'exception', 'message_template', 'message', 'nothing', 'too_many'] as const
export type GroupReason = (typeof GROUP_REASONS)[number]

export interface Fingerprint {
  readonly reason: GroupReason
  readonly parts: readonly string[]
}

const DEFAULT_PART = /^\{\{\s*default\s*\}\}$/
const FRAMES_COUNTED = 30

export function fingerprintOf(event: ErrorEvent): Fingerprint {
  const { fingerprint } = event
  const isCustom = fingerprint.length > 0 && !(fingerprint.length === 1 && DEFAULT_PART.test(fingerprint[0] as string))
  const own = byDefault(event)
  if (!isCustom) return own
  return { reason: 'custom', parts: fingerprint.flatMap((part) => (DEFAULT_PART.test(part) ? own.parts : [part])) }
}

function byDefault({ template, transaction, detail: { exceptions, message } }: ErrorEvent): Fingerprint {
  const stack = byStack(exceptions)
  if (stack) return stack
  const thrown = exceptions.filter(({ type, value }) => type !== '' || value !== '')
  if (thrown.length > 0) return { reason: 'exception', parts: thrown.flatMap(({ type, value }) => [type, withoutNumbers(value)]) }
  if (template !== '' && template !== message) return { reason: 'message_template', parts: [template] }
  if (message !== '') return { reason: 'message', parts: [withoutNumbers(message)] }
  return { reason: 'nothing', parts: [transaction] }
}

function byStack(exceptions: readonly Exception[]): Fingerprint | undefined {
  const calls = exceptions.map(({ type, frames }) => ({ type, own: callsOf(frames.filter(({ inApp }) => inApp)), all: callsOf(frames) }))
  const kind = calls.some(({ own }) => own.length > 0) ? 'own' : 'all'
  if (calls.every((each) => each[kind].length === 0)) return undefined
  return {
    reason: kind === 'own' ? 'stack_in_app' : 'stack',
    parts: calls.flatMap((each) => [each.type, ...each[kind].slice(-FRAMES_COUNTED)]),
  }
}

function callsOf(frames: readonly Frame[]): readonly string[] {
  const calls = frames.map(callOf).filter((call) => call !== '')
  return calls.filter((call, index) => call !== calls[index - 1])
}

function callOf(frame: Frame): string {
  const where = frame.module === '' ? withoutBuild(frame.file) : withoutBuild(frame.module)
  const what = functionName(frame.function) || frame.code.trim()
  return what === '' && where === '' ? '' : `${what} in ${where}`
}

/** Without what stands for "no name": `<anonymous>`, `lambda$main$0`, `async`, `new`. */
function functionName(name: string): string {
  const bare = name.replace(/^(?:async |new |Object\.|Module\.|Array\.)+/, '').replaceAll(/\$\d+|\{closure[^}]*\}/g, '')
  return /^(?:<?(?:anonymous|unknown|lambda)[^a-z]*|eval|)$/i.test(bare) ? '' : bare
}

/** Without host, query, numbers and the hash of its content: `app-3f2a9c1b.js` and `app.3f2a9c1b.min.js` are `app.js`. */
function withoutBuild(file: string): string {
  const path = file.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*/i, '').replace(/[?#].*$/, '')
  return path
    .replace(/\.min(?=\.[a-z]+$)/i, '')
    .replaceAll(/[-._](?=[\w-]*\d)[\w-]{6,64}(?=\.[a-z]+$)/gi, '')
    .replaceAll(/\d+/g, '*')
}

const NUMBERS = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b|\b0x[0-9a-f]+\b|\b(?=[a-f]*\d)[0-9a-f]{8,}\b|\d+/gi

/** Numbers, UUIDs and hashes are different each time. */
export function withoutNumbers(text: string): string {
  return text.replaceAll(NUMBERS, '*')
}
