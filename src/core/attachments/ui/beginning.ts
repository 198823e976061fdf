/** The beginning of a text, without fetching the rest of a long one. */

/** About 4,000 lines of a log; who needs more saves it. */
export const TEXT_BYTES_MAX = 512 * 1024

export interface Beginning {
  readonly text: string
  readonly isWhole: boolean
}

/** Leaves the connection when it has enough. */
export async function readBeginning({ body }: Response): Promise<Beginning> {
  if (!body) return { text: '', isWhole: true }
  const decoder = new TextDecoder()
  let [text, bytes] = ['', 0]
  const reader = body.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return { text: text + decoder.decode(), isWhole: true }
    text += decoder.decode(value.subarray(0, TEXT_BYTES_MAX - bytes), { stream: true })
    bytes += value.length
    if (bytes <= TEXT_BYTES_MAX) continue
    await reader.cancel()
    return { text, isWhole: false }
  }
}
