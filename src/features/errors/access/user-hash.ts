/** Under which hash somebody stands to whom an error happened. */
import type { Subject } from '#platform/personal.ts'
import type { Secrets } from '#platform/secrets/secrets.ts'

/** `user` as the envelope names them (`userIn`). Another hash in each environment, and without our key nobody can guess who it is. */
export function userHashOf(secrets: Pick<Secrets, 'sign'>, environmentId: string, user: string): bigint {
  const signed = secrets.sign('errors.users', Buffer.from(`${environmentId} ${user}`))
  // 0 stands for nobody.
  return Buffer.from(signed).readBigUInt64LE(0) || 1n
}

/** What an envelope could have called a subject: by address, or by a name or address as its id. */
export function usersOf({ emails, names }: Subject): readonly string[] {
  const words = [...emails, ...names].map((word) => word.toLowerCase())
  return [...emails.map((email) => `email:${email.toLowerCase()}`), ...words.map((word) => `id:${word}`)]
}
