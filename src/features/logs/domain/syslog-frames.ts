/**
 * Messages out of a stream (RFC 6587): each with its length in front (`57 <34>1 …`), or each up to the end of its line. Which of
 * both is seen from the first sign of each message.
 */

/** Longest message; the rest of a longer one is passed over, as RFC 5424 asks. */
export const MESSAGE_BYTES_MAX = 65_536
/** More digits than any length that is taken; what has more is no length. */
const LENGTH_DIGITS_MAX = 9
const [LINE_FEED, CARRIAGE_RETURN, NUL, SPACE, ZERO, NINE] = [10, 13, 0, 32, 48, 57]

export class SyslogFrames {
  #rest: Buffer = Buffer.alloc(0)
  /** Of a message that is too long: bytes still to be passed over, or up to the end of the line. */
  #passing: number | 'line' = 0

  /** The messages that are whole with these bytes. Holds at most one message that is not. */
  push(bytes: Buffer): readonly Buffer[] {
    const all = this.#rest.length === 0 ? bytes : Buffer.concat([this.#rest, bytes])
    const messages: Buffer[] = []
    let at = 0
    for (let next = this.#next(all, at); next !== undefined; next = this.#next(all, at)) {
      if (next.message.length > 0) messages.push(next.message)
      at = next.end
    }
    // A copy, so that what was read is not held by what was not.
    this.#rest = Buffer.from(all.subarray(at))
    return messages
  }

  /** What stands behind the last end of a line when the stream ends. */
  end(): readonly Buffer[] {
    const isCounted = lengthAt(this.#rest, 0) !== undefined
    return this.#rest.length > 0 && this.#passing === 0 && !isCounted ? [trimmed(this.#rest)] : []
  }

  #next(all: Buffer, at: number): { readonly message: Buffer; readonly end: number } | undefined {
    if (at >= all.length) return undefined
    if (this.#passing !== 0) return this.#pass(all, at, this.#passing)
    const counted = lengthAt(all, at)
    if (counted === 'more') return undefined
    return counted === undefined ? this.#line(all, at) : this.#counted(all, counted)
  }

  #pass(all: Buffer, at: number, passing: number | 'line'): { readonly message: Buffer; readonly end: number } {
    const found = passing === 'line' ? all.indexOf(LINE_FEED, at) : at + passing - 1
    const end = found === -1 ? all.length : Math.min(found + 1, all.length)
    if (passing === 'line') this.#passing = found === -1 ? 'line' : 0
    else this.#passing = passing - (end - at)
    return { message: Buffer.alloc(0), end }
  }

  #counted(all: Buffer, { start, length }: Counted): { readonly message: Buffer; readonly end: number } | undefined {
    const taken = Math.min(length, MESSAGE_BYTES_MAX)
    if (all.length < start + taken) return undefined
    this.#passing = length - taken
    return { message: trimmed(all.subarray(start, start + taken)), end: start + taken }
  }

  #line(all: Buffer, at: number): { readonly message: Buffer; readonly end: number } | undefined {
    const found = all.indexOf(LINE_FEED, at)
    if (found !== -1 && found - at <= MESSAGE_BYTES_MAX) return { message: trimmed(all.subarray(at, found)), end: found + 1 }
    if (all.length - at < MESSAGE_BYTES_MAX) return undefined
    this.#passing = 'line'
    return { message: trimmed(all.subarray(at, at + MESSAGE_BYTES_MAX)), end: at + MESSAGE_BYTES_MAX }
  }
}

interface Counted {
  readonly start: number
  readonly length: number
}

/** `more` when the bytes end within the length. */
function lengthAt(all: Buffer, at: number): Counted | 'more' | undefined {
  let length = 0
  for (let digits = 0; digits <= LENGTH_DIGITS_MAX; digits++) {
    const sign = all[at + digits]
    if (sign === undefined) return digits === 0 ? undefined : 'more'
    if (sign === SPACE && digits > 0) return length === 0 ? undefined : { start: at + digits + 1, length }
    if (sign < ZERO || sign > NINE) return undefined
    length = 10 * length + (sign - ZERO)
  }
  return undefined
}

/** Without what ends a line or a text in C. */
function trimmed(message: Buffer): Buffer {
  let end = message.length
  while (end > 0 && [LINE_FEED, CARRIAGE_RETURN, NUL].includes(message[end - 1] as number)) end--
  return message.subarray(0, end)
}
