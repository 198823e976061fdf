/**
 * From a line of text to a line: JSON, logfmt, and the access logs of web servers are taken apart; of all else the time at its
 * beginning and its level are read, and the text stays whole.
 */
import type { Line } from './line.ts'
import { readObject, readPairs, type Reading } from './read-object.ts'
import { severityOf } from './severity.ts'
import { timeOf } from './time-text.ts'

/** Common and combined, as Apache and nginx write them: host, identity, user, time, request, status, bytes, and two quoted fields. */
const ACCESS = /^(\S{1,255}) (\S{1,255}) (\S{1,255}) \[([^\]]{20,30})\] "([^"]*)" (\d{3}) (\d+|-)(?: "([^"]*)" "([^"]*)")?/
const REQUEST = /^([A-Z]{3,20}) (\S+)(?: HTTP\/([\d.]+))?$/

const LEADING_TIME = /^\[?(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?)/
/** A level is written in capitals, or in brackets, or before a colon at the beginning, where an exception may also stand. */
const LEVEL =
  /\b(TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|CRITICAL|FATAL|PANIC)\b|\[(trace|debug|info|notice|warn|warning|error|crit|alert|emerg|fatal)\]|^([Dd]ebug|[Ii]nfo|[Ww]arn|[Ww]arning|[Ee]rror|[Ff]atal):|^[\w.]{1,80}(Error|Exception): /
/** Where levels stand. */
const LEVEL_WITHIN = 120

/** Never fails: what is nothing else is text. */
export function readText(text: string, reading: Reading): Line {
  if (text.startsWith('{')) {
    const object = objectIn(text)
    if (object !== undefined) return readObject(object, reading)
  }
  const access = ACCESS.exec(text)
  if (access) return readAccess(text, access, reading)
  const pairs = logfmtIn(text)
  return pairs === undefined ? readPlain(text, reading) : readPairs(pairs, reading)
}

/** Undefined when the text is no JSON object. */
export function objectIn(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}

function readPlain(text: string, { resource }: Reading): Line {
  const at = timeOf(LEADING_TIME.exec(text)?.[1]) ?? null
  return { at, observedAt: null, severity: levelIn(text), body: text, attributes: [], resource, traceId: '', spanId: '' }
}

function levelIn(text: string): number {
  const [, ...levels] = LEVEL.exec(text.slice(0, LEVEL_WITHIN)) ?? []
  return severityOf(levels.find((level) => level !== undefined) ?? '')
}

function readAccess(
  text: string,
  [, client, , user, time, request, status, bytes, referer, agent]: RegExpExecArray,
  reading: Reading,
): Line {
  const [, method = '', path = '', version = ''] = REQUEST.exec(request ?? '') ?? []
  const pairs = [
    ['client.address', client],
    ['user.name', user],
    ['http.request.method', method],
    ['url.path', path],
    ['network.protocol.version', version],
    ['http.response.status_code', status],
    ['http.response.body.size', bytes],
    ['http.request.header.referer', referer],
    ['user_agent.original', agent],
  ].filter(([, value]) => value !== undefined && value !== '' && value !== '-')
  const severity = Number(status) >= 500 ? 17 : Number(status) >= 400 ? 13 : 9
  const attributes = pairs.flat() as string[]
  return {
    at: timeOf(time) ?? null,
    observedAt: null,
    severity,
    body: text,
    attributes,
    resource: reading.resource,
    traceId: '',
    spanId: '',
  }
}

/** `name=value name="value with \"quotes\"" bare`, as logfmt has it. */
const PAIR = /\s*([^\s="]{1,200})(?:=(?:"((?:[^"\\]|\\[^])*)"|([^\s"]*)))?(?=\s|$)/y
/** One of these makes a line of pairs a log line; otherwise `a=1 b=2` in the middle of nowhere would lose its text. */
const TELLING = /(?:^|\s)(?:level|lvl|msg|message|ts|time)=/
const PAIRS_MAX = 512

/** Undefined when the text is not logfmt from beginning to end. */
function logfmtIn(text: string): readonly string[] | undefined {
  if (!TELLING.test(text) || !/^[^\s="]+=/.test(text)) return undefined
  const pairs: string[] = []
  let at = 0
  while (at < text.length && pairs.length < 2 * PAIRS_MAX) {
    PAIR.lastIndex = at
    const pair = PAIR.exec(text)
    if (!pair) return text.slice(at).trim() === '' ? pairs : undefined
    const [whole, name = '', quoted, bare] = pair
    at += whole.length
    pairs.push(name, quoted === undefined ? (bare ?? 'true') : quoted.replaceAll(/\\(["\\])/g, '$1').replaceAll(String.raw`\n`, '\n'))
  }
  return pairs
}
