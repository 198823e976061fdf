/**
 * What buttons and links carry: a message and one answer to it, signed by this installation. Whoever holds one can say that one answer
 * to that one message, as long as it counts.
 */
import { timingSafeEqual } from 'node:crypto'
import { uuidFromHex } from '#kit/ids.ts'
import type { Secrets } from '#platform/secrets/secrets.ts'
import { ANSWERS, type Answer } from '../domain/message.ts'

const PURPOSE = 'channel answer'
const ID_BYTES = 16
/** Half of the digest is more than anybody guesses, and the whole fits into the 64 bytes that Telegram gives a button. */
const SIGNATURE_BYTES = 16
const TOKEN = /^[A-Za-z0-9_-]{44}$/

export interface SaidAnswer {
  /** UUID of the message. */
  readonly messageId: string
  readonly answer: Answer
}

/** 44 characters of base64url. */
export function answerToken(secrets: Pick<Secrets, 'sign'>, { messageId, answer }: SaidAnswer): string {
  const body = Buffer.concat([Buffer.from(messageId.replaceAll('-', ''), 'hex'), Buffer.of(ANSWERS.indexOf(answer))])
  return Buffer.concat([body, signature(secrets, body)]).toString('base64url')
}

/** Undefined when it was not made here. */
export function readAnswerToken(secrets: Pick<Secrets, 'sign'>, token: string): SaidAnswer | undefined {
  if (!TOKEN.test(token)) return undefined
  const bytes = Buffer.from(token, 'base64url')
  const body = bytes.subarray(0, ID_BYTES + 1)
  const signed = bytes.subarray(ID_BYTES + 1)
  const answer = ANSWERS[body[ID_BYTES] ?? ANSWERS.length]
  if (answer === undefined || !timingSafeEqual(signed, signature(secrets, body))) return undefined
  return { messageId: uuidFromHex(body.subarray(0, ID_BYTES).toString('hex')), answer }
}

function signature(secrets: Pick<Secrets, 'sign'>, body: Uint8Array): Buffer {
  return Buffer.from(secrets.sign(PURPOSE, body)).subarray(0, SIGNATURE_BYTES)
}
