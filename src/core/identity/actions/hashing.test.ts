import { expect, test } from 'vitest'
import { fitsPassword, hashPassword } from './hashing.ts'

test('a hash fits its password and no other, and is argon2id with the parameters of OWASP', async () => {
  const stored = await hashPassword('nine grey boats at anchor')
  expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  expect(await fitsPassword(stored, 'nine grey boats at anchor')).toBe(true)
  expect(await fitsPassword(stored, 'Nine grey boats at anchor')).toBe(false)
})

test('without an account nothing fits, after the same work', async () => {
  const stored = await hashPassword('nine grey boats at anchor')
  const millisecondsOf = async (hash: string | null): Promise<number> => {
    const lasted: number[] = []
    for (let i = 0; i < 5; i++) {
      const started = performance.now()
      expect(await fitsPassword(hash, 'not the password')).toBe(false)
      lasted.push(performance.now() - started)
    }
    return Math.min(...lasted)
  }
  const [known, unknown] = [await millisecondsOf(stored), await millisecondsOf(null)]
  // The quickest of five each, and wide, because the machine does other things too; without the work it would be a thousandth.
  expect(unknown / known).toBeGreaterThan(0.2)
})

test('a flood is answered instead of kept: two run, 64 wait, the rest hears when to come back', async () => {
  const flood = await Promise.allSettled(Array.from({ length: 70 }, () => fitsPassword(null, 'not the password')))
  const refused = flood.filter((result) => result.status === 'rejected')
  expect(refused).toHaveLength(4)
  expect(refused[0]?.reason).toMatchObject({ code: { code: 'identity.hashing_busy', retryable: true }, retryAfterSeconds: 2 })
  expect(await fitsPassword(null, 'not the password')).toBe(false)
})
