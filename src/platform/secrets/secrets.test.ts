import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { StartFault } from '../start-fault.ts'
import { secretsCodes } from './codes.ts'
import { openSecrets, secretsUnder } from './open.ts'

const folder = mkdtempSync(join(tmpdir(), 'pitcrew-secrets-'))
afterAll(() => rmSync(folder, { recursive: true }))
const plain = Buffer.from('a webhook token')
const refusalOf = (keyFile: string): string => {
  try {
    openSecrets({ keyFile })
  } catch (error) {
    if (error instanceof StartFault) return error.message
    throw error
  }
  throw new Error('the key file was accepted')
}

test('the key file is made once, is for its owner alone, and opens what was sealed before a restart', () => {
  const keyFile = join(folder, 'master.key')
  const sealed = openSecrets({ keyFile }).seal(plain, 'webhook')
  expect(statSync(keyFile).mode & 0o777).toBe(0o600)
  expect(Buffer.from(openSecrets({ keyFile }).open(sealed, 'webhook'))).toEqual(plain)
  expect(readdirSync(folder)).toEqual(['master.key'])
})

test('a key file that others can read is refused with the command that mends it', () => {
  const keyFile = join(folder, 'open.key')
  openSecrets({ keyFile })
  chmodSync(keyFile, 0o640)
  expect(refusalOf(keyFile)).toMatch(/can be read by others .*chmod 600 .*open.key/)
})

test.each([
  ['an empty file', ''],
  ['a torn key', 'pitcrew-master-key-1 abc\n'],
  ['something else', 'hello\n'],
])('%s is never taken for a key and never overwritten', (_, text) => {
  const keyFile = join(folder, 'bad.key')
  writeFileSync(keyFile, text, { mode: 0o600 })
  expect(refusalOf(keyFile)).toContain('cannot be used')
  expect(readFileSync(keyFile, 'utf8')).toBe(text)
})

test('a folder that is not there gives a sentence, not a stack', () => {
  expect(refusalOf(join(folder, 'absent', 'master.key'))).toContain('can be neither read nor made')
})

test('after a rotation the new key seals, the old one still opens, and signatures stay the same', () => {
  const [old, fresh] = [randomBytes(32), randomBytes(32)]
  const before = secretsUnder([old])
  const after = secretsUnder([old, fresh])
  const sealedBefore = before.seal(plain, 'c')
  const sealedAfter = after.seal(plain, 'c')
  expect(Buffer.from(after.open(sealedBefore, 'c'))).toEqual(plain)
  expect(() => before.open(sealedAfter, 'c')).toThrow(expect.objectContaining({ code: secretsCodes.key_missing }))
  expect(after.sign('link', plain)).toEqual(before.sign('link', plain))
})

test('signatures of two purposes never meet', () => {
  const secrets = secretsUnder([randomBytes(32)])
  expect(secrets.sign('link', plain)).not.toEqual(secrets.sign('session', plain))
  expect(secrets.sign('link', plain)).toHaveLength(32)
})
