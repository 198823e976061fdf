/**
 * Messages to the server, written one behind the other into one buffer: the frontend's half of the extended query protocol
 * (https://www.postgresql.org/docs/current/protocol-message-formats.html), as much of it as a batch needs. All values go as text,
 * bytes as they are, as the driver sends them too.
 */
const PARSE = 0x50
const BIND = 0x42
const DESCRIBE = 0x44
const EXECUTE = 0x45
const SYNC = 0x53
const CLOSE = 0x43
const PORTAL = 0x50
const STATEMENT = 0x53

const TEXT = 0
const BINARY = 1

/** Larger than most batches. It is kept between them; what a large one made is not. */
const KEPT_BYTES = 16_384
/** UTF-8 takes at most three bytes for each unit of UTF-16. */
const BYTES_PER_UNIT_MAX = 3

const kept = Buffer.allocUnsafeSlow(KEPT_BYTES)

/** As the driver's `prepareValue` makes them. */
export type WireValue = Buffer | string | null

export class Frames {
  #buffer = kept
  #length = 0

  /** `name` is empty for a statement that is used once. */
  parse(name: string, text: string): void {
    const start = this.#begin(PARSE)
    this.#terminated(name)
    this.#terminated(text)
    this.#int16(0)
    this.#end(start)
  }

  /** Forgets what the server knows under this name, which may be nothing. */
  close(name: string): void {
    const start = this.#begin(CLOSE)
    this.#byte(STATEMENT)
    this.#terminated(name)
    this.#end(start)
  }

  bind(name: string, values: readonly WireValue[]): void {
    const start = this.#begin(BIND)
    this.#terminated('')
    this.#terminated(name)
    this.#int16(values.length)
    for (const value of values) this.#int16(Buffer.isBuffer(value) ? BINARY : TEXT)
    this.#int16(values.length)
    for (const value of values) this.#value(value)
    this.#int16(0)
    this.#end(start)
  }

  describe(): void {
    const start = this.#begin(DESCRIBE)
    this.#byte(PORTAL)
    this.#terminated('')
    this.#end(start)
  }

  execute(): void {
    const start = this.#begin(EXECUTE)
    this.#terminated('')
    this.#int32(0)
    this.#end(start)
  }

  sync(): void {
    this.#end(this.#begin(SYNC))
  }

  /** All that was written, in a buffer of its own; begins anew. */
  take(): Buffer {
    const taken = Buffer.from(this.#buffer.subarray(0, this.#length))
    this.#buffer = kept
    this.#length = 0
    return taken
  }

  #begin(code: number): number {
    this.#byte(code)
    this.#int32(0)
    return this.#length
  }

  /** The length of a message counts itself. */
  #end(start: number): void {
    this.#buffer.writeInt32BE(this.#length - start + 4, start - 4)
  }

  #value(value: WireValue): void {
    if (value === null) return this.#int32(-1)
    if (typeof value === 'string') {
      this.#int32(0)
      const start = this.#length
      this.#text(value)
      this.#buffer.writeInt32BE(this.#length - start, start - 4)
      return
    }
    this.#int32(value.length)
    this.#room(value.length)
    this.#length += value.copy(this.#buffer, this.#length)
  }

  #terminated(text: string): void {
    this.#text(text)
    this.#byte(0)
  }

  #text(text: string): void {
    this.#room(text.length * BYTES_PER_UNIT_MAX)
    this.#length += this.#buffer.write(text, this.#length)
  }

  #byte(value: number): void {
    this.#room(1)
    this.#buffer[this.#length++] = value
  }

  #int16(value: number): void {
    this.#room(2)
    this.#length = this.#buffer.writeUInt16BE(value, this.#length)
  }

  #int32(value: number): void {
    this.#room(4)
    this.#length = this.#buffer.writeInt32BE(value, this.#length)
  }

  #room(bytes: number): void {
    if (this.#length + bytes <= this.#buffer.length) return
    const larger = Buffer.allocUnsafeSlow(2 * (this.#length + bytes))
    this.#buffer.copy(larger, 0, 0, this.#length)
    this.#buffer = larger
  }
}
