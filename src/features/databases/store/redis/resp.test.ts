import { Duplex } from 'node:stream'
import { expect, test } from 'vitest'
import { readReply, RedisError, RespConnection } from './resp.ts'

const whole = '*4\r\n$4\r\ncart\r\n:42\r\n*2\r\n+OK\r\n$-1\r\n-NOPERM no\r\n'
const expected = ['cart', 42, ['OK', null], new RedisError('NOPERM no')]

test('a reply is read once it is whole, wherever it was cut', () => {
  for (let length = 0; length < whole.length; length++) expect(readReply(Buffer.from(whole.slice(0, length)), 0)).toBeUndefined()
  expect(readReply(Buffer.from(whole), 0)).toEqual({ reply: expected, end: whole.length })
})

test.each(['HTTP/1.1 400 Bad Request\r\n', ':one\r\n', '$99999999999\r\n', `${'*1\r\n'.repeat(20)}:1\r\n`])('%j is no reply', (text) => {
  expect(() => readReply(Buffer.from(text), 0)).toThrow(RangeError)
})

/** A server that answers everything with this. */
const answering = (answer: string): Duplex =>
  new Duplex({
    read: () => undefined,
    write(_bytes, _encoding, done) {
      this.push(answer)
      done()
    },
  })

test('an error of the server carries its code, and the connection lives on', async () => {
  const connection = new RespConnection(answering('-NOPERM this user has no permissions\r\n'))
  await expect(connection.command('SLOWLOG', 'GET')).rejects.toMatchObject({ code: 'NOPERM' })
  await expect(connection.command('PING')).rejects.toMatchObject({ code: 'NOPERM' })
})

test('what is no Redis is said so at once, and never asked again', async () => {
  const connection = new RespConnection(answering('220 mail.example ESMTP\r\n'))
  await expect(connection.command('PING')).rejects.toMatchObject({ failure: { reason: 'failed' } })
  await expect(connection.command('PING')).rejects.toMatchObject({ failure: { reason: 'failed' } })
})
