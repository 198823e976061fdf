/** What operations of the OpenAPI document share: security schemes, headers, problems. */
import type { Code } from '#kit/fault.ts'

export const securitySchemes = {
  apiKey: { type: 'http', scheme: 'bearer', description: 'An API key: Authorization: Bearer …' },
  environmentKey: {
    type: 'http',
    scheme: 'bearer',
    description: 'A write-only key of one environment: Authorization: Bearer …, or as the password of Authorization: Basic …',
  },
  session: { type: 'apiKey', in: 'cookie', name: 'pitcrew_session', description: 'The cookie that signing in sets; for browsers' },
}

/** By the names under which operations refer to them. */
export const headerParameters = {
  IfMatch: {
    name: 'If-Match',
    in: 'header',
    required: true,
    description: 'ETag of the record as it was read',
    schema: { type: 'string' },
    example: '"3"',
  },
  IfNoneMatch: {
    name: 'If-None-Match',
    in: 'header',
    required: false,
    description: 'ETag of what you have; the answer is 304 when it still holds',
    schema: { type: 'string' },
  },
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    description: 'A UUID of yours; repeating the request with it has no second effect and gets the first answer, for 24 hours',
    schema: { type: 'string', maxLength: 128 },
  },
}

/** By status. */
export const problemTitles: Readonly<Record<string, string>> = {
  400: 'The request is not valid; `errors` names the fields.',
  401: 'Nobody is signed in, or the key is not valid.',
  403: 'The caller lacks the permission.',
  404: 'There is nothing here, or it is not the caller’s to see.',
  409: 'This clashes with what is there.',
  412: 'Somebody changed the record since it was read.',
  413: 'The body is too large.',
  415: 'The body is not of a type that is taken here; that is JSON unless said.',
  422: 'The request is understood and cannot be carried out as it is.',
  428: 'If-Match is missing.',
  429: 'Too many requests; `Retry-After` says how long to wait.',
  500: 'Pitcrew made a mistake; the request id finds it in the log.',
  503: 'A database is being restarted; try again after `Retry-After`.',
}

const content = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } }

/** By name: Problem400, Problem401, … */
export const problemResponses = Object.fromEntries(
  Object.entries(problemTitles).map(([status, description]) => [`Problem${status}`, { description, content }]),
)

/** Codes are listed as examples and not as an enumeration: a new one must not break a client. */
export function problemSchema(codes: readonly Code[]): object {
  return {
    type: 'object',
    required: ['type', 'title', 'status', 'detail', 'code', 'requestId', 'retryable'],
    properties: {
      type: { type: 'string', format: 'uri', description: 'Address of the code’s entry on the page of codes' },
      title: { type: 'string' },
      status: { type: 'integer' },
      detail: { type: 'string', description: 'What happened, what was kept, what to do' },
      help: { type: 'string', description: 'What one can do about this code; absent where the detail says it' },
      code: { type: 'string', description: 'Stable for ever', examples: codes.map(({ code }) => code) },
      requestId: { type: 'string', description: 'Finds the request in the log' },
      retryable: { type: 'boolean', description: 'Whether the same request can succeed later without being changed' },
      errors: {
        type: 'array',
        items: {
          type: 'object',
          required: ['field', 'message'],
          properties: {
            field: { type: 'string', description: 'Dotted path, such as body.addresses.3' },
            message: { type: 'string' },
          },
        },
      },
    },
  }
}
