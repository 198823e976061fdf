/** The texts of confidential messages lie sealed in the store, bound to their message. */
import { z } from 'zod'
import type { Secrets } from '../secrets/secrets.ts'
import type { Texts } from './compose.ts'

export type Sealing = Pick<Secrets, 'seal' | 'open'>

const sealedTexts = z.object({ text: z.string(), html: z.string().nullable() })

/** Only `openTexts` with the same id opens them. */
export function sealTexts(secrets: Sealing, id: string, texts: Texts): Uint8Array {
  return secrets.seal(Buffer.from(JSON.stringify(texts)), contextOf(id))
}

/** Undefined when they were forgotten. */
export function openTexts(
  secrets: Sealing,
  of: { readonly id: string; readonly text: string | null; readonly html: string | null; readonly sealed: Uint8Array | null },
): Texts | undefined {
  if (of.sealed !== null) return sealedTexts.parse(JSON.parse(Buffer.from(secrets.open(of.sealed, contextOf(of.id))).toString('utf8')))
  return of.text === null ? undefined : { text: of.text, html: of.html }
}

const contextOf = (id: string): string => `mail message ${id}`
