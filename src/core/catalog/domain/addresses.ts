/**
 * Reads what people paste into the box for addresses: one per line or separated by commas, with or without a scheme, with a
 * name before the address if they like, with the bullets and numbers that lists are copied with. Everything wrong is told at
 * once, each by its line and with what to do; nothing is guessed where two readings are possible.
 */
import { ADDRESSES_MAX, NAME_LENGTH_MAX, URL_LENGTH_MAX } from './words.ts'

/** One application to be. */
export interface ParsedAddress {
  /** Line of the text, from 1. */
  readonly line: number
  /** As given, or host, port and path as typed. */
  readonly name: string
  /** Normal form: scheme, ASCII host, port unless the usual one, path; no fragment. */
  readonly url: string
}

/** Something to say about one line. */
export interface LineNote {
  readonly line: number
  readonly message: string
}

export interface ParsedAddresses {
  /** In the order of the text, each address once. */
  readonly addresses: readonly ParsedAddress[]
  /** Duplicates that were merged. */
  readonly notes: readonly LineNote[]
  /** Lines that could not be read; when there is any, nothing should be added. */
  readonly faults: readonly LineNote[]
}

export function parseAddresses(text: string): ParsedAddresses {
  const faults: LineNote[] = []
  const notes: LineNote[] = []
  const byKey = new Map<string, ParsedAddress>()
  for (const { line, entry } of entriesOf(text)) {
    const parsed = parseEntry(entry)
    if ('fault' in parsed) faults.push({ line, message: parsed.fault })
    else keepOnce(byKey, notes, { line, ...parsed })
  }
  const addresses = [...byKey.values()]
  const excess = addresses[ADDRESSES_MAX]
  if (excess)
    faults.push({ line: excess.line, message: `At most ${ADDRESSES_MAX} addresses at once; add the rest from here on afterwards.` })
  return { addresses, notes, faults }
}

function keepOnce(byKey: Map<string, ParsedAddress>, notes: LineNote[], found: ParsedAddress): void {
  const key = sameAddressKey(found.url)
  const first = byKey.get(key)
  if (!first) {
    byKey.set(key, found)
    return
  }
  const where = first.line === found.line ? 'twice in this line' : `already in line ${first.line}`
  notes.push({ line: found.line, message: `${found.url} stands ${where}; it is added once, as “${first.name}”.` })
}

/** Addresses with the same key count as one: a slash at the end makes no other application. */
export function sameAddressKey(url: string): string {
  return url.replace(/\/+$/, '')
}

function entriesOf(text: string): { line: number; entry: string }[] {
  return text
    .split(/\r\n|\r|\n/)
    .flatMap((content, index) => content.split(',').map((entry) => ({ line: index + 1, entry: entry.trim() })))
    .filter(({ entry }) => entry !== '')
}

type Parsed = { readonly name: string; readonly url: string } | { readonly fault: string }

const BULLET = /^(?:[-*•·–]|\d{1,3}[.)])\s+/
const JOINER = /\s*(?:[:=–—-]|->|→)$/

/** The last word is the address, what stands before it is the name. */
function parseEntry(entry: string): Parsed {
  const plain = entry.replace(BULLET, '')
  const words = plain.split(/\s+/)
  const typed = unwrap(words.at(-1) ?? '')
  const name = words.slice(0, -1).join(' ').replace(JOINER, '').trim()
  if (name.length > NAME_LENGTH_MAX)
    return { fault: `The name before the address is longer than ${NAME_LENGTH_MAX} characters; shorten it.` }
  const misplaced = words.slice(0, -1).find((word) => SCHEME.test(word))
  if (misplaced)
    return { fault: `Write the name before its address (“${words.at(-1)} ${misplaced}”), or put each address in a line of its own.` }
  const address = parseAddress(typed)
  if ('fault' in address) return address
  return { name: name || address.name.slice(0, NAME_LENGTH_MAX), url: address.url }
}

/** Mail programs and Markdown put addresses between brackets or quotes. */
function unwrap(word: string): string {
  const match = /^(?:<(.*)>|"(.*)"|“(.*)”|'(.*)')$/.exec(word)
  return match ? (match.slice(1).find((part) => part !== undefined) ?? '') : word
}

const SCHEME = /^([a-z][a-z0-9+.-]*):\/\//i

function parseAddress(typed: string): Parsed {
  if (typed.length > URL_LENGTH_MAX)
    return { fault: `The address is longer than ${URL_LENGTH_MAX} characters; leave out what follows the path.` }
  if (/^https?:(?!\/\/)/i.test(typed)) return { fault: `“${typed}” lacks the two slashes; write ${typed.replace(/:\/?/, '://')}` }
  const scheme = SCHEME.exec(typed)?.[1]?.toLowerCase()
  if (scheme && scheme !== 'http' && scheme !== 'https')
    return { fault: `“${scheme}://” is not watched over HTTP; give the http:// or https:// address of the application.` }
  const rest = bracketed(typed.replace(SCHEME, ''))
  const { authority, tail } = cut(rest)
  const fault = authorityFault(authority, scheme !== undefined)
  if (fault) return { fault }
  const url = toUrl(`${scheme ?? usualScheme(authority)}://${authority}${tail}`)
  if (!url) return { fault: `“${typed}” is not an address; write it such as https://shop.example.com or 192.0.2.10:8080.` }
  return checked(url, { typed, authority })
}

function checked(url: URL, from: { typed: string; authority: string }): Parsed {
  const host = hostOf(from.authority)
  const numeric = /^\d+(?:\.\d+){3}$/.test(url.hostname)
  if (numeric && host !== url.hostname)
    return { fault: `“${host}” is only part of a number address; write all four parts, such as 192.0.2.10.` }
  if (url.port === '0') return { fault: `“${from.typed}” names port 0, where nothing can answer; give the real port.` }
  const long = url.hostname.length > 253 || url.hostname.split('.').some((label) => label === '' || label.length > 63)
  if (long && !url.hostname.startsWith('['))
    return { fault: `“${host}” cannot be a host name: each part between dots has 1 to 63 characters, all together 253.` }
  url.hash = ''
  const path = url.pathname.replace(/\/+$/, '')
  const typedName = host.toLowerCase().replace(/^www\./, '')
  const port = url.port ? `:${url.port}` : ''
  return { name: `${typedName}${port}${readable(path)}`, url: url.href }
}

function readable(path: string): string {
  try {
    return decodeURI(path)
  } catch {
    return path
  }
}

function toUrl(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined
}

function cut(rest: string): { authority: string; tail: string } {
  const end = rest.search(/[/?#]/)
  if (end < 0) return { authority: rest.replace(/\.$/, ''), tail: '' }
  return { authority: rest.slice(0, end).replace(/\.$/, ''), tail: rest.slice(end) }
}

/** A bare IPv6 address gets its brackets: its colons would be read as a port. */
function bracketed(rest: string): string {
  const bare = /^([0-9a-f]*:[0-9a-f]*:[0-9a-f:.]*)(?=$|[/?#])/i.exec(rest)?.[1]
  return bare ? `[${bare}]${rest.slice(bare.length)}` : rest
}

function hostOf(authority: string): string {
  return authority.replace(/:\d*$/, '')
}

const NUMBERS = /^(?:\d+\.){3}\d+$/

/** Secure unless it cannot have a certificate of its own as a rule: a number, this machine, or a name of the own network. */
function usualScheme(authority: string): 'http' | 'https' {
  const host = hostOf(authority)
  const local = host.startsWith('[') || NUMBERS.test(host) || !host.includes('.')
  return local ? 'http' : 'https'
}

function authorityFault(authority: string, hasScheme: boolean): string | undefined {
  if (authority.includes('@'))
    return hasScheme
      ? 'The address holds a user name or password; leave out what stands before the @.'
      : `“${authority}” looks like a mail address; give the address of the application instead.`
  const hasPort = /:\d+$/.test(authority)
  const single = !authority.includes('.') && !authority.startsWith('[') && authority.toLowerCase() !== 'localhost'
  if (single && !hasScheme && !hasPort)
    return `“${authority}” is a word without a dot; write the whole host name, or http://${authority} when it is a name of your own network.`
  return undefined
}
