/** What a user of Redis may not see, with the exact command that mends it. */
import type { Lack } from './words.ts'

export const redisLack = (username: string): Lack => ({
  kind: 'no_statistics_role',
  detail: '',
  fix: `ACL SETUSER ${username || 'default'} +info +ping +slowlog|get +latency|latest`,
})

/** What makes the user that reads, for an administrator to copy. It reaches no key. */
export function redisUserSql({ username }: { readonly username: string }): string {
  return `ACL SETUSER ${username} on >… resetkeys resetchannels -@all +ping +info +slowlog|get +latency|latest\nACL SAVE`
}
