import { expect, test } from 'vitest'
import { besiege } from '../testing-siege.ts'

test(
  'more than a thousand damaged and hostile envelopes get a plain answer, and the next good one works',
  { timeout: 600_000 },
  async () => {
    const { outcomes, worksAfterwards } = await besiege(1_500, 7)
    const plain = [
      'common.invalid_request',
      'common.too_large',
      'common.unsupported_media_type',
      'errors.malformed',
      'errors.too_many_items',
      'taken',
    ]
    expect([...outcomes.keys()].toSorted()).toEqual(plain)
    expect(worksAfterwards).toBe(true)
  },
)
