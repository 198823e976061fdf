/**
 * Columns of lines as bytes, in the form in which ClickHouse's Native format has them
 * (https://clickhouse.com/docs/interfaces/formats/Native): numbers little-endian, a text as the length of its UTF-8 in
 * variable length and the UTF-8. So keeping a record is copying bytes. Buffers are used again by the next request.
 */

const FIRST_BYTES = 16_384
/** A buffer that one large request has blown up beyond this is given back. */
const KEPT_BYTES_MAX = 4 * 1024 * 1024
/** A character has at most three bytes in UTF-8, and a length at most five. */
const LENGTH_BYTES = 5
/** Up to here a loop beats a call into the runtime. */
const SHORT = 24
const TWO_POW_32 = 2 ** 32

export class ByteColumn {
  #bytes = Buffer.allocUnsafeSlow(FIRST_BYTES)
  #at = 0

  begin(): void {
    this.#at = 0
    if (this.#bytes.length > KEPT_BYTES_MAX) this.#bytes = Buffer.allocUnsafeSlow(FIRST_BYTES)
  }

  /** Points into the buffer: to be copied before the next request begins. */
  get bytes(): Buffer {
    return this.#bytes.subarray(0, this.#at)
  }

  /** Upper bound exclusive: 2^8, 2^16, 2^32. */
  number(value: number, width: 1 | 2 | 4): void {
    this.#reserve(width)
    this.#at = this.#bytes.writeUIntLE(value, this.#at, width)
  }

  /** A whole number within 2^53, as 64 bits. */
  wide(value: number): void {
    this.#reserve(8)
    this.#bytes.writeUInt32LE(value >>> 0, this.#at)
    this.#bytes.writeInt32LE(Math.floor(value / TWO_POW_32), this.#at + 4)
    this.#at += 8
  }

  /** So many bytes; zeros for a text that is not as many in hexadecimal. */
  hex(text: string, bytes: number): void {
    this.#reserve(bytes)
    const written = text.length === 2 * bytes ? this.#bytes.write(text, this.#at, 'hex') : 0
    if (written < bytes) this.#bytes.fill(0, this.#at, this.#at + bytes)
    this.#at += bytes
  }

  raw(bytes: Uint8Array): void {
    this.#reserve(bytes.length)
    this.#bytes.set(bytes, this.#at)
    this.#at += bytes.length
  }

  text(value: string): void {
    this.#reserve(3 * value.length + LENGTH_BYTES)
    if (value.length <= SHORT && this.#ascii(value)) return
    // The length is known once it is written: most texts are ASCII, and then as long as they seemed.
    const lengthBytes = value.length < 128 ? 1 : value.length < 16_384 ? 2 : 3
    const start = this.#at + lengthBytes
    const written = this.#bytes.write(value, start, 'utf8')
    const needed = written < 128 ? 1 : written < 16_384 ? 2 : written < 2_097_152 ? 3 : 4
    if (needed !== lengthBytes) this.#bytes.copyWithin(this.#at + needed, start, start + written)
    let rest = written
    for (let i = 1; i < needed; i++, rest >>>= 7) this.#bytes[this.#at++] = (rest & 127) | 128
    this.#bytes[this.#at++] = rest
    this.#at += written
  }

  #ascii(value: string): boolean {
    const start = this.#at + 1
    for (let i = 0; i < value.length; i++) {
      const code = value.charCodeAt(i)
      if (code > 127) return false
      this.#bytes[start + i] = code
    }
    this.#bytes[this.#at] = value.length
    this.#at = start + value.length
    return true
  }

  #reserve(bytes: number): void {
    if (this.#at + bytes <= this.#bytes.length) return
    const larger = Buffer.allocUnsafeSlow(Math.max(2 * this.#bytes.length, this.#at + bytes))
    this.#bytes.copy(larger, 0, 0, this.#at)
    this.#bytes = larger
  }
}
