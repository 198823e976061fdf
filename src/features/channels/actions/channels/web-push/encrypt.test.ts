import { describe, expect, test } from 'vitest'
import { pushReceiver, vapidClaims } from '#test/support/push-receiver.ts'
import { instant } from '#kit/time.ts'
import { encryptPush, makeVapidKeys, PLAIN_BYTES_MAX, vapidHeader } from './encrypt.ts'

/** RFC 8291, section 5 and appendix A. */
const RFC = {
  plain: 'When I grow up, I want to be a watermelon',
  sender: 'yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw',
  receiver: 'q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94',
  auth: 'BTBZMqHH6r4Tts7J_aSIgg',
  p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
  salt: 'DGv6ra1nlYgDCS1FRnbzlw',
  message:
    'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
}

describe('what a browser gets', () => {
  test('is the example of RFC 8291, byte for byte', () => {
    const chance = { salt: Buffer.from(RFC.salt, 'base64url'), privateKey: Buffer.from(RFC.sender, 'base64url') }
    const body = encryptPush(Buffer.from(RFC.plain), { p256dh: RFC.p256dh, auth: RFC.auth }, chance)
    expect(body.toString('base64url')).toBe(RFC.message)
  })

  test('is read by a receiver that reads the example of RFC 8291, up to what push services take', () => {
    const example = pushReceiver({ privateKey: RFC.receiver, auth: RFC.auth })
    expect(example.open(Buffer.from(RFC.message, 'base64url'))).toBe(RFC.plain)
    const receiver = pushReceiver()
    const longest = 'ü'.repeat(PLAIN_BYTES_MAX / 2)
    for (const text of ['', RFC.plain, longest]) {
      const body = encryptPush(Buffer.from(text), receiver.keys)
      expect(body.length).toBeLessThanOrEqual(4_096)
      expect(receiver.open(body)).toBe(text)
      expect(() => pushReceiver().open(body)).toThrow(/unable to authenticate/)
    }
  })
})

test('the push service learns by a signature who sends, for which service, and for less than a day', () => {
  const keys = makeVapidKeys()
  const at = instant('2026-11-22T03:00:00Z')
  const header = vapidHeader(keys, { endpoint: 'https://push.example/send/abc', subject: 'https://pitcrew.example', at })
  expect(vapidClaims(header)).toEqual({
    claims: { aud: 'https://push.example', exp: at / 1000 + 12 * 3600, sub: 'https://pitcrew.example' },
    key: keys.publicKey,
  })
  expect(vapidClaims(header.replace(/k=.*/, `k=${makeVapidKeys().publicKey}`))).toBeUndefined()
})
