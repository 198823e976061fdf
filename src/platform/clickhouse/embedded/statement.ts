/**
 * Reads one statement as far as the shim must: is it an insert whose rows come along, and may it run at all? Everything
 * allowed is listed; what is not listed is refused, so that a new engine version brings no new holes.
 *
 * Only SQL of our own store functions is meant to arrive here. This is the second fence: a mistake there must not read files,
 * reach other machines, or change state that outlives a request.
 */
import { ALLOWED_DATABASE_ENGINES, ALLOWED_TABLE_ENGINES, isAllowedStatement, REFUSED_FUNCTIONS } from './allowed.ts'
import { tokensOf, UnreadableSql, type Token } from './tokens.ts'

/** Says in one sentence what is not allowed. */
export class RefusedSql extends Error {}

export type Statement =
  | { readonly kind: 'other'; readonly sql: string; readonly parameters: readonly string[] }
  | {
      readonly kind: 'insert'
      /** `insert into t (a, b)`, to be followed by where the rows are, `settings` and `format`. */
      readonly head: string
      /** `settings …` as written, or nothing. */
      readonly settings: string
      readonly format: string
      /** Rows that stood in the statement itself; the request's body follows them. */
      readonly inline: string
      readonly parameters: readonly string[]
    }

/** Throws RefusedSql, or UnreadableSql when it is no SQL. */
export function readStatement(sql: string): Statement {
  const tokens: Token[] = []
  const insert = new InsertReader(sql)
  for (const token of tokensOf(sql)) {
    tokens.push(token)
    if (insert.reachesData(token)) break
  }
  const statement = withoutTail(tokens)
  if (statement.length === 0) throw new UnreadableSql('the statement is empty')
  refuse(statement)
  const parameters = parametersOf(statement)
  return insert.found === undefined ? { kind: 'other', sql, parameters } : { kind: 'insert', ...insert.found, parameters }
}

interface InsertParts {
  readonly head: string
  readonly settings: string
  readonly format: string
  readonly inline: string
}

/** Watches the tokens of `insert into … [settings …] format X` or `… values` go by and notes where the data begins. */
class InsertReader {
  found: InsertParts | undefined
  readonly #sql: string
  #position = 0
  #depth = 0
  #over = false
  #settingsAt: number | undefined
  #formatAt: number | undefined

  constructor(sql: string) {
    this.#sql = sql
  }

  /** True when what follows this token is data and no SQL. */
  reachesData(token: Token): boolean {
    const position = this.#position++
    if (position === 0 && !isWord(token, 'insert')) this.#over = true
    // `insert into format format Native`: the table's name may be any word.
    if (this.#over || position < 3) return false
    if (token.value === '(' && token.kind === 'sign') this.#depth++
    if (token.value === ')' && token.kind === 'sign') this.#depth--
    return this.#depth === 0 && this.#reads(token)
  }

  #reads(token: Token): boolean {
    if (this.#formatAt !== undefined) return this.#ends(token.value, this.#formatAt, token.end)
    if (isWord(token, 'values')) return this.#ends('Values', token.start, token.end)
    if (isWord(token, 'format')) this.#formatAt = token.start
    if (isWord(token, 'settings')) this.#settingsAt = token.start
    if (['select', 'with', 'watch'].some((word) => isWord(token, word))) this.#over = true
    return false
  }

  #ends(format: string, formatAt: number, dataAt: number): true {
    const settingsAt = this.#settingsAt ?? formatAt
    const inline = this.#sql.slice(dataAt).replace(/^[ \t\r]*\n?|\s*;?\s*$/g, '')
    this.found = { head: this.#sql.slice(0, settingsAt), settings: this.#sql.slice(settingsAt, formatAt), format, inline }
    return true
  }
}

function isWord(token: Token | undefined, word: string): boolean {
  return token?.kind === 'name' && token.value.toLowerCase() === word
}

function isSign(token: Token | undefined, sign: string): boolean {
  return token?.kind === 'sign' && token.value === sign
}

/** Removes one closing semicolon; anything after it would be a second statement. */
function withoutTail(tokens: readonly Token[]): readonly Token[] {
  const semicolon = tokens.findIndex((token) => isSign(token, ';'))
  if (semicolon < 0) return tokens
  if (semicolon < tokens.length - 1) throw new RefusedSql('One request carries one statement.')
  return tokens.slice(0, -1)
}

function parametersOf(tokens: readonly Token[]): string[] {
  return tokens.flatMap((token, i) => {
    const [name, colon] = tokens.slice(i + 1, i + 3)
    return isSign(token, '{') && name?.kind === 'name' && isSign(colon, ':') ? [name.value] : []
  })
}

function refuse(tokens: readonly Token[]): void {
  const words = tokens.filter((token) => token.kind === 'name').map((token) => token.value.toLowerCase())
  const [verb = '', ...rest] = isSign(tokens[0], '(') ? ['select'] : words
  if (tokens[0]?.kind !== 'name' && !isSign(tokens[0], '(')) throw new RefusedSql('A statement begins with a verb.')
  if (!isAllowedStatement(verb, rest))
    throw new RefusedSql(`This kind of statement does not run on the embedded store: ${[verb, ...rest].slice(0, 3).join(' ')} ….`)
  const archive = verb === 'backup' || verb === 'restore'
  tokens.forEach((token, i) => {
    refuseFiles(token, tokens[i + 1])
    refuseFunction(token, tokens[i + 1], archive)
    if (verb === 'create' && isWord(token, 'engine')) refuseEngine(tokens, i + 1, rest)
  })
}

function refuseFiles(token: Token, next: Token | undefined): void {
  if (isWord(token, 'into') && isWord(next, 'outfile')) throw new RefusedSql('INTO OUTFILE writes files and is not allowed.')
  if (isWord(token, 'from') && isWord(next, 'infile'))
    throw new RefusedSql('FROM INFILE reads files and is not allowed; send the rows with the request.')
  if (isWord(token, 'into') && isWord(next, 'function'))
    throw new RefusedSql('INSERT INTO FUNCTION writes outside of the store and is not allowed.')
  const isTable = ['from', 'join', 'table', 'describe', 'desc'].some((word) => isWord(token, word))
  if (isTable && next?.kind === 'text') throw new RefusedSql('A table is named, not quoted as a text.')
}

function refuseFunction(token: Token, next: Token | undefined, archive: boolean): void {
  if (!isSign(next, '(') || (token.kind !== 'name' && token.kind !== 'quoted name')) return
  const name = token.value.toLowerCase()
  // `backup … to File('name')`: the engine keeps it below its own folder for backups.
  if (archive && name === 'file') return
  if (archive && ['disk', 'azureblobstorage', 'memory'].includes(name))
    throw new RefusedSql(`A backup goes to File(…), not to ${token.value}.`)
  if (REFUSED_FUNCTIONS.has(name)) throw new RefusedSql(`The function ${token.value} reaches outside of the store and is not allowed.`)
}

function refuseEngine(tokens: readonly Token[], at: number, words: readonly string[]): void {
  const engine = tokens[isSign(tokens[at], '=') ? at + 1 : at]
  const allowed = words.includes('database') && !words.includes('table') ? ALLOWED_DATABASE_ENGINES : ALLOWED_TABLE_ENGINES
  if (engine === undefined || !allowed.test(engine.value)) throw new RefusedSql(`The engine ${engine?.value ?? ''} is not allowed.`)
}
