import { expect, test } from 'vitest'
import { readBeginning, TEXT_BYTES_MAX } from './beginning.ts'

test('a short text is read whole, letters that come in two pieces too', async () => {
  const bytes = new TextEncoder().encode('Grüße')
  const body = new ReadableStream({
    start: (controller) => {
      controller.enqueue(bytes.slice(0, 3))
      controller.enqueue(bytes.slice(3))
      controller.close()
    },
  })
  expect(await readBeginning(new Response(body))).toEqual({ text: 'Grüße', isWhole: true })
  expect(await readBeginning(new Response('x'.repeat(TEXT_BYTES_MAX)))).toMatchObject({ isWhole: true })
  expect(await readBeginning(new Response(null))).toEqual({ text: '', isWhole: true })
})

test('of a long one the beginning is read, and the rest not fetched', async () => {
  let [pieces, cancelled] = [0, false]
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      pieces += 1
      controller.enqueue(new Uint8Array(100_000).fill(97))
    },
    cancel: () => {
      cancelled = true
    },
  })
  const { text, isWhole } = await readBeginning(new Response(body))
  expect([text.length, isWhole, cancelled]).toEqual([TEXT_BYTES_MAX, false, true])
  expect(pieces).toBeLessThan(10)
})
