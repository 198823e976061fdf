/**
 * Values that their names give away: `password=…`, `"apiKey": "…"`, `Authorization: …`. Own code instead of one long pattern,
 * because names stand before separators: looking only there takes one pass over a line, whatever it holds.
 */

/** What stands in place of what was taken out, with the name of the rule. */
export const mark = (rule: string): string => `[removed:${rule}]`

const SECRET = mark('secret')

/** Their values are never anything but a secret, whatever they look like. */
const ALWAYS =
  /(?:passw(?:or)?d|passphrase|pwd|passwort|kennwort|secret|(?:^|[-_.])pass|private[-_.]?key|client[-_.]?assertion|cvv2?|cvc2?)$/i
/** Their values may also be words: "token: expired". */
const WHEN_RANDOM = /(?:token|key|cookie|credentials?|signature|sess(?:ion)?[-_.]?id|connect\.sid|(?:^|[-_.])sig)$/i
/** Of names that end in "key" only those that open something; "primary_key" and "cache_key" are what people search for. */
const KEY_THAT_OPENS =
  /(?:api|access|secret|signing|encryption|subscription|account|auth|master|shared|ssh|license)[-_.]?key$|^(?:apikey|x-key)$/i
/** The rest of the line belongs to them: a scheme and its particulars, several cookies. */
const HEADER = /(?:authorization|cookie)$/i

/** A value of letters only and shorter than this is a word. */
const RANDOM_LENGTH_MIN = 16
const NOT_SECRET = /^(?:null|true|false|undefined|none|nil|nan|\*+|x+|•+|-+)?$/i
const MARK_BEGINNING = '[removed:'
const MARKS = /\[removed:[a-z-]+\]/g
const MARKED = /^\[removed:[a-z-]+\]$/

/** Longest name that is looked at; a longer one is no name. */
const NAME_LENGTH_MAX = 64
const SPACES_MAX = 8

type Kind = 'always' | 'when_random' | 'header'

/** What a name says of its value; undefined when nothing. */
export function secretKind(name: string): Kind | undefined {
  if (HEADER.test(name)) return 'header'
  if (ALWAYS.test(name)) return 'always'
  if (!WHEN_RANDOM.test(name)) return undefined
  return !/key$/i.test(name) || KEY_THAT_OPENS.test(name) ? 'when_random' : undefined
}

/** The value of a name of this kind, or the mark in its place. */
export function scrubValue(kind: Kind, value: string): string {
  if (NOT_SECRET.test(value) || MARKED.test(value)) return value
  if (kind === 'when_random' && isWord(value)) return value
  return SECRET
}

/** Marks inside do not make a word random. */
function isWord(value: string): boolean {
  const own = value.includes(MARK_BEGINNING) ? value.replaceAll(MARKS, '') : value
  return own.length < RANDOM_LENGTH_MIN && !/\d/.test(own)
}

const code = (sign: string): number => sign.charCodeAt(0)
const [EQUALS, COLON, SPACE, TAB, BACKSLASH, QUOTE, APOSTROPHE, SLASH, OPENING] = ['=', ':', ' ', '\t', '\\', '"', "'", '/', '['].map(code)

/** By character code: what names consist of, and what ends a value without quotes. */
const IN_NAME = new Uint8Array(128)
for (const sign of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-') IN_NAME[code(sign)] = 1
const ENDS_VALUE = new Uint8Array(128)
for (const sign of ' \t\r\n,;&"\'<>(){}]|') ENDS_VALUE[code(sign)] = 1
/** The last letters of all names above: most names are not looked at any further. */
const LAST_OF_NAME = new Uint8Array(128)
for (const sign of 'dentylshgc2DENTYLSHGC') LAST_OF_NAME[code(sign)] = 1

/** The text with such values taken out; the same text when there are none. Linear in its length. */
export function scrubNamed(text: string): string {
  let out = ''
  let copied = 0
  for (let at = 1; at < text.length; at++) {
    const sign = text.charCodeAt(at)
    if (sign !== EQUALS && sign !== COLON) continue
    const kind = kindBefore(text, at)
    if (kind === undefined) continue
    const value = valueAfter(text, at + 1, kind)
    if (value === undefined) continue
    const found = text.slice(value.start, value.end)
    const scrubbed = scrubValue(kind, found)
    // What stays may hold names and values of its own.
    if (scrubbed === found) continue
    out += text.slice(copied, value.start) + scrubbed
    copied = value.end
    at = value.end - 1
  }
  return copied === 0 ? text : out + text.slice(copied)
}

/** Looks back from a separator over spaces and a closing quote at the name. */
function kindBefore(text: string, separator: number): Kind | undefined {
  let end = separator
  for (let spaces = 0; spaces < SPACES_MAX && isSpace(text.charCodeAt(end - 1)); spaces++) end--
  const quote = text.charCodeAt(end - 1)
  if (quote === QUOTE || quote === APOSTROPHE) {
    end--
    while (text.charCodeAt(end - 1) === BACKSLASH && separator - end < SPACES_MAX) end--
  }
  if (LAST_OF_NAME[text.charCodeAt(end - 1)] !== 1) return undefined
  let start = end - 1
  while (start > 0 && end - start < NAME_LENGTH_MAX && IN_NAME[text.charCodeAt(start - 1)] === 1) start--
  return secretKind(text.slice(start, end))
}

/** Where the value behind a separator stands, without its quotes; undefined when none does, or what it holds is looked at by itself. */
function valueAfter(text: string, from: number, kind: Kind): { readonly start: number; readonly end: number } | undefined {
  let start = from
  // `=>`, `:=` and `==` separate too, `://` does not.
  while (start < from + 2 && /[=>:]/.test(text.charAt(start))) start++
  if (text.charCodeAt(from - 1) === COLON && text.charCodeAt(start) === SLASH && text.charCodeAt(start + 1) === SLASH) return undefined
  for (let spaces = 0; spaces < SPACES_MAX && isSpace(text.charCodeAt(start)); spaces++) start++
  const quoteAt = afterBackslashes(text, start)
  const quote = text.charCodeAt(quoteAt)
  if (quote === QUOTE || quote === APOSTROPHE) return { start: quoteAt + 1, end: closingQuote(text, quoteAt, quoteAt - start) }
  if (text.charAt(start) === '{') return undefined
  if (text.charAt(start) === '[') return { start, end: endOf(text, ']', start) }
  const end = kind === 'header' ? endOfHeader(text, start) : endOfWord(text, start)
  return end > start ? { start, end } : undefined
}

const isSpace = (sign: number): boolean => sign === SPACE || sign === TAB

function afterBackslashes(text: string, from: number): number {
  let at = from
  while (at - from < SPACES_MAX && text.charCodeAt(at) === BACKSLASH) at++
  return at
}

/** Of a quote behind as many backslashes as the opening one; one that is never closed reaches to the end. */
function closingQuote(text: string, opening: number, backslashes: number): number {
  const quote = text.charAt(opening)
  let at = text.indexOf(quote, opening + 1)
  for (; at !== -1; at = text.indexOf(quote, at + 1)) {
    let before = at
    while (before > opening + 1 && text.charCodeAt(before - 1) === BACKSLASH) before--
    if (backslashes === 0 ? (at - before) % 2 === 0 : at - before <= backslashes) return backslashes === 0 ? at : before
  }
  return text.length
}

function endOf(text: string, sign: string, from: number): number {
  const at = text.indexOf(sign, from)
  return at === -1 ? text.length : at + sign.length
}

function endOfWord(text: string, from: number): number {
  let at = from
  while (at < text.length && ENDS_VALUE[text.charCodeAt(at)] !== 1 && !isMarkAt(text, at)) at++
  return at
}

const isMarkAt = (text: string, at: number): boolean => text.charCodeAt(at) === OPENING && text.startsWith(MARK_BEGINNING, at)

function endOfHeader(text: string, from: number): number {
  let at = from
  while (at < text.length && !'\r\n"\''.includes(text.charAt(at))) at++
  return at
}
