/** Cookies with one attribute set: HttpOnly, SameSite=Lax, Path=/, and behind https also Secure with the `__Host-` prefix. */
import cookiePlugin from '@fastify/cookie'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Config } from '../config/config.ts'
import { isSecure } from './headers.ts'

/** The prefix makes browsers refuse a cookie that another host of the domain planted (RFC 6265bis, 4.1.3.2). */
const HOST_PREFIX = '__Host-'

/** Parsing and writing themselves are @fastify/cookie's. */
export function acceptCookies(server: FastifyInstance): void {
  server.register(cookiePlugin)
}

/** Behind https, a cookie without the prefix is not ours and is left out. */
export function plainCookies(request: FastifyRequest, { publicUrl }: Config): Readonly<Record<string, string | undefined>> {
  if (!isSecure(publicUrl)) return request.cookies
  const ours = Object.entries(request.cookies).filter(([name]) => name.startsWith(HOST_PREFIX))
  return Object.fromEntries(ours.map(([name, value]) => [name.slice(HOST_PREFIX.length), value]))
}

/** A null value clears the cookie; without `maxAgeSeconds` it ends with the browser's session. */
export function writeCookie(
  reply: FastifyReply,
  { publicUrl }: Config,
  cookie: { name: string; value: string | null; maxAgeSeconds?: number },
): void {
  const secure = isSecure(publicUrl)
  const maxAge = cookie.value === null ? 0 : cookie.maxAgeSeconds
  reply.setCookie(secure ? `${HOST_PREFIX}${cookie.name}` : cookie.name, cookie.value ?? '', {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure,
    ...(maxAge === undefined ? {} : { maxAge }),
  })
}
