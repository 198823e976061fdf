import { expect, test } from 'vitest'
import { secretsUnder } from '#platform/secrets/open.ts'
import { answerToken, readAnswerToken } from './answer-token.ts'

const secrets = secretsUnder([Buffer.alloc(32, 7)])
const said = { messageId: '019aa000-0000-7000-8000-000000000001', answer: 'escalate' } as const

test('what a button carries comes back as it was, and fits into the 64 bytes of a Telegram button', () => {
  const token = answerToken(secrets, said)
  expect(token).toMatch(/^[\w-]{44}$/)
  expect(readAnswerToken(secrets, token)).toEqual(said)
})

test('every single changed sign makes it worthless, and so does another installation', () => {
  const token = answerToken(secrets, said)
  for (let at = 0; at < token.length; at++) {
    const changed = `${token.slice(0, at)}${token[at] === 'x' ? 'y' : 'x'}${token.slice(at + 1)}`
    expect(readAnswerToken(secrets, changed)).toBeUndefined()
  }
  expect(readAnswerToken(secretsUnder([Buffer.alloc(32, 8)]), token)).toBeUndefined()
})
