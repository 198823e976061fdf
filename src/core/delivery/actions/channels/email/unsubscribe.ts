/**
 * Addresses by which a person stops mail of one sort without signing in (RFC 8058). The address holds whose mail and what sort,
 * signed by this installation; it works for as long as the signing key does, because mail is kept for years.
 */
import { timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { Secrets } from '#platform/secrets/secrets.ts'

/** `digest`: no digest any more. */
export interface Unsubscription {
  readonly personId: string
  readonly about: 'topic' | 'digest'
  /** Key of the topic; empty for the digest. */
  readonly key: string
}

const PURPOSE = 'unsubscribe'
const wire = z.tuple([z.uuid(), z.enum(['topic', 'digest']), z.string().max(100)])

/** The last part of the address. */
export function unsubscribeToken(secrets: Pick<Secrets, 'sign'>, { personId, about, key }: Unsubscription): string {
  const body = Buffer.from(JSON.stringify([personId, about, key])).toString('base64url')
  return `${body}.${signature(secrets, body).toString('base64url')}`
}

/** Undefined when it was not made here. */
export function readUnsubscribeToken(secrets: Pick<Secrets, 'sign'>, token: string): Unsubscription | undefined {
  const [body = '', signed = ''] = token.split('.')
  const [given, expected] = [Buffer.from(signed, 'base64url'), signature(secrets, body)]
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined
  const [personId, about, key] = wire.parse(JSON.parse(Buffer.from(body, 'base64url').toString('utf8')))
  return { personId, about, key }
}

/** Half of the digest is more than anybody guesses, and keeps the address in one line of a mail. */
const SIGNATURE_BYTES = 16

function signature(secrets: Pick<Secrets, 'sign'>, body: string): Buffer {
  return Buffer.from(secrets.sign(PURPOSE, Buffer.from(body))).subarray(0, SIGNATURE_BYTES)
}
