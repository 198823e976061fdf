/**
 * Takes secrets and personal data out of texts before they are stored anywhere, also on the disk of a node. Each rule leaves a
 * mark with its name, so that a reader sees that something stood there and what. Nothing of what was there is kept, not even a
 * hash: an address can be guessed from its hash.
 *
 * All of it is linear in the length of the text: patterns begin where a run of their signs begins (the lookbehinds), so that no
 * run is looked at from each of its places. Scrubbing twice is scrubbing once.
 */
import { isCardNumber, ibanIn } from './checksums.ts'
import { mark, scrubNamed, scrubValue, secretKind } from './scrub-named.ts'
import { SIGN, signsOf } from './scrub-signs.ts'

interface Rule {
  /** Stands in the mark; a word for people. */
  readonly name: string
  /** Signs without which the pattern finds nothing: all of these, and one of those unless there are none. */
  readonly all: number
  readonly any: number
  /** Whether the pattern is worth trying: cheap, and true for all that it could find. */
  readonly hint?: (text: string) => boolean
  readonly pattern: RegExp
  /** What stands there instead; `found` itself when it is none after all. `groups` are those of the pattern. */
  readonly instead?: (found: string, groups: readonly (string | undefined)[]) => string
}

const has =
  (...any: readonly string[]) =>
  (text: string): boolean =>
    any.some((sign) => text.includes(sign))

/** Signs that local parts of addresses do not have; letters of all scripts are among those that they may have. */
const LOCAL = String.raw`[^\s@"'<>(),;:[\]\\/=|{}&?#]`
const HOST_LETTER = String.raw`A-Za-z\u00a1-\uffef`
const HOST_LABEL = `[${HOST_LETTER}0-9](?:[${HOST_LETTER}0-9-]{0,61}[${HOST_LETTER}0-9])?`

/** Keys of others, by the beginnings that their makers gave them so that they are found in places such as this. */
const KNOWN_TOKENS = [
  String.raw`(?<![A-Za-z0-9])(?:gh[pousr]_[A-Za-z0-9]{20,}|npm_[A-Za-z0-9]{30,}|hf_[A-Za-z0-9]{30,}|pc[ik]_[0-9a-f]{48}|dop_v1_[0-9a-f]{64})`,
  String.raw`(?<![A-Za-z0-9])(?:(?:AKIA|ASIA)[A-Z0-9]{16}|[rs]k_(?:live|test)_[A-Za-z0-9]{10,}|shp(?:at|ca|pa|ss)_[0-9a-f]{32})(?![A-Za-z0-9])`,
  String.raw`(?<![\w-])(?:github_pat_\w{20,}|glpat-[\w-]{20,}|xox[abeoprs]-[\w-]{10,}|sk-[\w-]{20,}|pypi-[\w-]{16,}|whsec_[\w+/=-]{16,})`,
  String.raw`(?<![\w-])(?:AIza[\w-]{35}|SG\.[\w-]{16,}\.[\w-]{16,}|ya29\.[\w-]{20,})`,
].join('|')

/** One of them stands in every key above; searching for each is cheaper than trying the pattern everywhere. */
const TOKEN_BEGINNINGS = [
  'gh',
  'npm_',
  'hf_',
  'pch_',
  'pci_',
  'pck_',
  'dop_',
  'AKIA',
  'ASIA',
  'k_live_',
  'k_test_',
  'shp',
  'glpat-',
  'xox',
].concat('github_pat_', 'sk-', 'pypi-', 'whsec_', 'AIza', 'SG.', 'ya29.')

/** In the order in which they are tried; `secret` (values that their names give away) stands after the first. */
const RULES: readonly Rule[] = [
  {
    name: 'private-key',
    all: SIGN.dash | SIGN.capitalA,
    any: 0,
    hint: has('PRIVATE KEY'),
    pattern: /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY[A-Z ]{0,10}-----[^]*?(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY[A-Z ]{0,10}-----|$)/g,
  },
  {
    name: 'password',
    all: SIGN.colon | SIGN.slash | SIGN.at,
    any: 0,
    hint: has('://'),
    pattern: /(:\/\/[^\s/?#@:"'<>[\]]*:)[^\s/?#"'<>]+@/g,
    instead: (_, [before]) => `${before}${mark('password')}@`,
  },
  {
    name: 'authorization',
    all: SIGN.b,
    any: 0,
    hint: (text) => /bearer|basic/i.test(text),
    pattern: /\b(bearer|basic)([ \t]+)(?=[^\s\d=]*[\d=])[A-Za-z0-9+/=._~-]{8,}/gi,
    instead: (_, [scheme, space]) => `${scheme}${space}${mark('authorization')}`,
  },
  { name: 'token', all: SIGN.dot, any: 0, hint: has('eyJ'), pattern: /(?<![\w-])eyJ[\w-]{10,}\.[\w-]{10,}(?:\.[\w-]*)*/g },
  {
    name: 'token',
    all: 0,
    any: SIGN.underscore | SIGN.dash | SIGN.dot | SIGN.capitalA,
    hint: has(...TOKEN_BEGINNINGS),
    pattern: new RegExp(KNOWN_TOKENS, 'g'),
  },
  {
    name: 'e-mail',
    all: 0,
    any: SIGN.at | SIGN.percent,
    hint: has('@', '%40'),
    pattern: new RegExp(`(?<!${LOCAL})${LOCAL}{1,64}(?:@|%40)(?:${HOST_LABEL}\\.)+[${HOST_LETTER}]{2,24}`, 'g'),
  },
  {
    name: 'card-number',
    all: SIGN.cardDigits,
    any: 0,
    pattern: /(?<![\w.-])(?:\d{13,19}|\d{4}([ -])\d{4}\1\d{4}\1\d{1,7}|\d{4}([ -])\d{6}\2\d{4,5})(?![\w-])/g,
    instead: (found) => (isCardNumber(found.replaceAll(/[ -]/g, '')) ? mark('card-number') : found),
  },
  {
    name: 'iban',
    all: SIGN.ibanBeginning,
    any: 0,
    pattern: /(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?:[A-Z0-9]{11,30}|(?: [A-Z0-9]{4}){2,7}(?: [A-Z0-9]{1,3})?)(?![A-Za-z0-9])/g,
    instead: (found) => {
      const length = ibanIn(found)
      return length === 0 ? found : mark('iban') + found.slice(length)
    },
  },
]
const NAMED_AFTER = 1
/** One of them stands between a name and its value. */
const BEFORE_VALUES = SIGN.equals | SIGN.colon
/** The shortest thing that any rule takes out: `a@b.de`. */
const LENGTH_MIN = 6
/** Up to here a rule needs one of these signs: the shortest key of others has 15 characters, the shortest card number 13. */
const SHORT = 12
const SIGNS_OF_SHORT = /[@%=:]/

/** The names of all rules, for the page that says what is taken out. */
export const SCRUB_RULES: readonly string[] = ['secret', ...new Set(RULES.map(({ name }) => name))]

/** The text without what must not be kept. */
export function scrubText(text: string): string {
  if (text.length < LENGTH_MIN || (text.length <= SHORT && !SIGNS_OF_SHORT.test(text))) return text
  let scrubbed = text
  let signs = signsOf(text)
  for (let i = 0; i < RULES.length; i++) {
    const rule = RULES[i] as Rule
    const named = i === NAMED_AFTER && (signs & BEFORE_VALUES) !== 0 ? scrubNamed(scrubbed) : scrubbed
    // What is left, and the mark, may have other signs.
    if (named !== scrubbed) signs = signsOf(named)
    scrubbed = mayFind(rule, signs) ? apply(rule, named) : named
    if (scrubbed !== named) signs = signsOf(scrubbed)
  }
  return scrubbed
}

function mayFind({ all, any }: Rule, signs: number): boolean {
  return (signs & all) === all && (any === 0 || (signs & any) !== 0)
}

function apply({ name, hint, pattern, instead }: Rule, text: string): string {
  if (hint?.(text) === false) return text
  pattern.lastIndex = 0
  if (!pattern.test(text)) return text
  if (instead === undefined) return text.replaceAll(pattern, mark(name))
  return text.replaceAll(pattern, (found: string, ...rest: unknown[]) => instead(found, rest as string[]))
}

interface KnownName {
  /** Scrubbed itself: somebody's address may be a key of an object. */
  readonly name: string
  readonly kind: ReturnType<typeof secretKind>
}

/** Names come again with each line. Beyond this many they are learnt anew: some megabytes. */
const NAMES_MAX = 10_000
const known = new Map<string, KnownName>()

function knownName(name: string): KnownName {
  const found = known.get(name)
  if (found) return found
  if (known.size >= NAMES_MAX) known.clear()
  const learnt = { name: scrubText(name), kind: secretKind(name) }
  known.set(name, learnt)
  return learnt
}

/** Flat pairs, name and value; a value whose name gives it away is taken out whole. */
export function scrubPairs(pairs: readonly string[]): string[] {
  const scrubbed: string[] = []
  for (let i = 0; i < pairs.length; i += 2) {
    const { name, kind } = knownName(pairs[i] as string)
    const value = pairs[i + 1] as string
    scrubbed.push(name, kind === undefined ? scrubText(value) : scrubValue(kind, value))
  }
  return scrubbed
}
