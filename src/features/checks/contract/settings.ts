/** What each kind looks at and expects, checked at the edge. */
import { z } from 'zod'
import { stepsOf } from '../domain/json-path.ts'
import { HTTP_METHODS, DNS_TYPES, type Settings } from '../domain/settings.ts'

const text = (max: number) => z.string().max(max)
const host = z
  .string()
  .trim()
  .max(253)
  .regex(/^[A-Za-z0-9_.:-]+$/, 'a name such as shop.example.com, or an address')
  .meta({ description: 'Name or address, without a scheme', examples: ['shop.example.com'] })
const port = (usual: number) => z.number().int().min(1).max(65_535).default(usual)
const days = z.number().int().min(0).max(3_650)
const authority = z
  .string()
  .max(100_000)
  .regex(/-----BEGIN CERTIFICATE-----/, 'one or more certificates in PEM')
  .nullable()
  .default(null)
  .meta({ description: 'Certificates in PEM to trust instead of the public ones' })
const seconds = (max: number) => z.number().int().min(1).max(max)
const header = z.object({
  name: z
    .string()
    .max(100)
    .regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/, 'a name of a header, such as Accept'),
  value: z
    .string()
    .max(2_000)
    .regex(/^[\t\x20-\x7e\x80-\xff]*$/, 'one line'),
})
const status = (usual: number) => z.number().int().min(100).max(599).default(usual)
const url = z
  .url({ protocol: /^https?$/, error: 'must be an address such as https://shop.example.com/health' })
  .max(2_000)
  .refine((value) => !URL.canParse(value) || (new URL(value).username === '' && new URL(value).password === ''), {
    error: 'a name or password has no place in an address; use the secret',
  })

const WEEK_SECONDS = 7 * 86_400
const MONTH_SECONDS = 31 * 86_400

export const settingsField = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('http'),
    url,
    method: z.enum(HTTP_METHODS).default('GET'),
    headers: z.array(header).max(30).default([]),
    body: text(50_000).default('').meta({ description: 'Sent with POST' }),
    followRedirects: z.boolean().default(true),
    statusFrom: status(200),
    statusTo: status(299).meta({ description: 'Inclusive' }),
    slowerThanMs: z.number().int().min(1).max(60_000).nullable().default(null).meta({ description: 'Down when the answer takes longer' }),
    expectHeader: header.nullable().default(null).meta({ description: 'Must hold this text; an empty text: must be there' }),
    expectText: text(2_000).min(1).nullable().default(null).meta({ description: 'Must stand in the first mebibyte of the answer' }),
    expectJson: z
      .object({
        path: z
          .string()
          .min(1)
          .max(500)
          .refine((path) => stepsOf(path) !== undefined, { error: 'a path such as checks[0].ok' }),
        value: text(2_000),
      })
      .nullable()
      .default(null),
    certificateDaysMin: days.nullable().default(7).meta({ description: 'Down when the certificate ends in fewer days' }),
    authority,
  }),
  z.object({ kind: z.literal('tcp'), host, port: port(443) }),
  z.object({
    kind: z.literal('dns'),
    name: host,
    type: z.enum(DNS_TYPES).default('A'),
    expected: z
      .array(text(500).min(1))
      .max(50)
      .default([])
      .meta({ description: 'All of them and no others, in any order; empty: any answer' }),
    server: z
      .string()
      .max(300)
      .regex(/^(\[[0-9a-fA-F:]+\]|[A-Za-z0-9_.-]+)(:\d{1,5})?$/, 'a name server such as 192.0.2.53 or [2001:db8::53]:53')
      .nullable()
      .default(null),
  }),
  z.object({
    kind: z.literal('tls'),
    host,
    port: port(443),
    certificateDaysMin: days.default(14),
    names: z.array(host).max(50).default([]).meta({ description: 'Further names that the certificate must hold' }),
    authority,
  }),
  z.object({ kind: z.literal('ping'), host }),
  z.object({
    kind: z.literal('heartbeat'),
    everySeconds: seconds(MONTH_SECONDS).default(3_600),
    graceSeconds: z.number().int().min(0).max(WEEK_SECONDS).default(300),
    runSecondsMax: seconds(WEEK_SECONDS).nullable().default(null),
  }),
  z.object({
    kind: z.literal('sql'),
    host,
    port: port(5_432),
    database: text(63).min(1),
    user: text(63).min(1),
    encrypted: z.boolean().default(true),
    statement: text(10_000).min(1).default('select 1'),
    expected: text(2_000).nullable().default(null),
  }),
]) satisfies z.ZodType<Settings>

/** An answer has every field, also those that may be left out when they are sent. */
export const settingsAnswer = settingsField as unknown as z.ZodType<Settings, Settings>
