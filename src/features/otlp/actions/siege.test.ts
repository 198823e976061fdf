import { describe, expect, test } from 'vitest'
import { besiege } from '../testing-siege.ts'

describe.each(['protobuf', 'json'] as const)('as %s', (form) => {
  test.each([
    ['metrics', 'telemetry.too_many_samples'],
    ['traces', 'traces.too_many_spans'],
    ['logs', 'logs.too_many_lines'],
  ] as const)(
    'more than a thousand damaged and hostile requests of %s get a plain answer, and the next good one works',
    { timeout: 600_000 },
    async (signal, tooMany) => {
      const { outcomes, afterwards } = await besiege(signal, form, { count: 1_500, seed: 7, rounds: 1 })
      const unpacking = ['common.invalid_request', 'common.too_large', 'common.unsupported_media_type']
      const plain = [...unpacking, 'otlp.malformed', 'otlp.too_large', 'refused', 'taken', tooMany]
      expect([...outcomes.keys()].toSorted()).toEqual(plain.toSorted())
      expect(afterwards).toEqual({ count: 0, words: '' })
    },
  )
})
