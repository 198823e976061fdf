import { fastify } from 'fastify'
import { expect, test } from 'vitest'
import { allowOrigin, answerPreflight } from './cross-site.ts'

test('any page may ask before it sends, and only the one that is named may read the answer', async () => {
  const server = fastify()
  answerPreflight(server, { id: 'test.take', path: '/in/:id/', method: 'POST' })
  server.post('/in/:id/', (_request, reply) => {
    allowOrigin(reply, 'https://shop.example')
    return reply.header('x-sentry-rate-limits', '1:error:organization').code(429).send()
  })
  const asked = await server.inject({ method: 'OPTIONS', url: '/in/7/', headers: { origin: 'https://shop.example' } })
  expect(asked.statusCode).toBe(204)
  expect(asked.headers).toMatchObject({ 'access-control-allow-origin': '*', 'access-control-allow-methods': 'POST' })
  expect(asked.headers['access-control-allow-credentials']).toBeUndefined()
  const sent = await server.inject({ method: 'POST', url: '/in/7/' })
  expect(sent.headers).toMatchObject({ 'access-control-allow-origin': 'https://shop.example', vary: 'origin' })
  expect(sent.headers['access-control-expose-headers']).toContain('x-sentry-rate-limits')
})
