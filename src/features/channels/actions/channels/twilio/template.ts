/** Any provider with an HTTP interface: an address and a body with placeholders in double braces. */
import { z } from 'zod'
import type { Judged } from '../../../domain/judging.ts'
import { judgeStatus, type ChannelRequest, type ProviderAnswer } from '../over-http.ts'

const PLACEHOLDERS = ['to', 'text', 'key'] as const
const known = (text: string) =>
  [...text.matchAll(/\{\{(.*?)\}\}/g)].every(([, name]) => PLACEHOLDERS.includes(name as (typeof PLACEHOLDERS)[number]))
const WORDS = 'has placeholders other than {{to}}, {{text}} and {{key}}'

export const CONTENT_TYPES = ['application/json', 'application/x-www-form-urlencoded'] as const

export const httpProvider = z.object({
  kind: z.literal('http'),
  url: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .refine((url) => !url.includes('{{'), 'takes no placeholders; put them into the body'),
  contentType: z.enum(CONTENT_TYPES),
  body: z.string().min(1).max(2_000).refine(known, WORDS),
  /** Sent as Authorization; empty for none. */
  authorization: z
    .string()
    .max(500)
    .regex(/^[\x20-\x7e]*$/, 'must be ASCII'),
})
export type HttpProvider = z.infer<typeof httpProvider>

export type Values = Readonly<Record<(typeof PLACEHOLDERS)[number], string>>

/** Values are put in as their form needs it: nothing that stands in one can end the text around it. */
export function filled(provider: HttpProvider, values: Values): ChannelRequest {
  const escape = provider.contentType === 'application/json' ? (text: string) => JSON.stringify(text).slice(1, -1) : encodeURIComponent
  const body = provider.body.replaceAll(/\{\{(to|text|key)\}\}/g, (_, name: keyof Values) => escape(values[name]))
  const authorization: Record<string, string> = provider.authorization === '' ? {} : { authorization: provider.authorization }
  return { url: provider.url, headers: { 'content-type': provider.contentType, ...authorization }, body }
}

/** Only the status is common to all of them. Their 404 is about the address that was configured, not about the number. */
export function readTemplate(answer: ProviderAnswer): Judged {
  const judged = judgeStatus(answer)
  return judged.kind === 'failed' && judged.reason === 'invalid_address' ? { ...judged, reason: 'refused' } : judged
}
