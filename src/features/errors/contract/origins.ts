/** From which pages errors are taken. */
import { z } from 'zod'
import { idOf, route, type Contract } from '#kit/contract.ts'
import { ORIGIN_FORM, ORIGINS_MAX } from '../domain/origins.ts'
import { READ_ERRORS, WRITE_ERRORS } from '../domain/permissions.ts'

const PATH = '/api/pitcrew/v1/environments/:id/error-origins'
const params = z.object({ id: idOf('environment') })
const origins = z.object({
  origins: z
    .array(z.string().trim().toLowerCase().regex(ORIGIN_FORM, 'must be an origin such as https://shop.example or https://*.shop.example'))
    .max(ORIGINS_MAX)
    .meta({
      description: 'Origins of pages; a star alone stands for every page, none for no page at all',
      examples: [['https://shop.example']],
    }),
})

export const originRoutes = {
  readOrigins: route({
    id: 'errors.readOrigins',
    method: 'GET',
    path: PATH,
    summary: 'Read from which pages errors of an environment are taken.',
    access: { permission: READ_ERRORS },
    params,
    response: origins,
  }),
  changeOrigins: route({
    id: 'errors.changeOrigins',
    method: 'PUT',
    path: PATH,
    summary: 'Say from which pages errors of an environment are taken.',
    access: { permission: WRITE_ERRORS },
    params,
    body: origins,
    response: origins,
  }),
} satisfies Contract
