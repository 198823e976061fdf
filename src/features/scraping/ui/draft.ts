/** What somebody has written of a target, and what is sent of it. */
import type { Target } from './client.ts'

export interface Draft {
  readonly name: string
  readonly url: string
  readonly intervalSeconds: string
  readonly timeoutSeconds: string
  readonly kind: Target['credentials']['kind']
  readonly username: string
  readonly secret: string
  /** The secret that is kept holds unless another one is written. */
  readonly keepsSecret: boolean
  /** `name=value`, one on each line. */
  readonly labels: string
}

/** Of a new target for null. */
export function draftOf(target: Target | null): Draft {
  return {
    name: target?.name ?? '',
    url: target?.url ?? '',
    intervalSeconds: String(target?.intervalSeconds ?? 15),
    timeoutSeconds: String(target?.timeoutSeconds ?? 10),
    kind: target?.credentials.kind ?? 'none',
    username: target?.credentials.username ?? '',
    secret: '',
    keepsSecret: target !== null && target.credentials.kind !== 'none',
    labels: Object.entries(target?.labels ?? {})
      .map((pair) => pair.join('='))
      .join('\n'),
  }
}

/** Credentials are left out where they stay as they are. */
export function bodyOf(draft: Draft, target: Target | null) {
  const { kind, username, secret } = draft
  const isAsBefore = kind === (target?.credentials.kind ?? 'none') && (kind === 'none' || (draft.keepsSecret && secret === ''))
  return {
    name: draft.name,
    url: draft.url.trim(),
    intervalSeconds: Number(draft.intervalSeconds),
    timeoutSeconds: Number(draft.timeoutSeconds),
    labels: labelsIn(draft.labels),
    ...(isAsBefore ? {} : { credentials: credentialsOf(kind, username, secret) }),
  }
}

function credentialsOf(kind: Draft['kind'], username: string, secret: string) {
  if (kind === 'none') return { kind }
  return kind === 'bearer' ? { kind, token: secret } : { kind, username, password: secret }
}

/** A line without an equals sign is a label without a value, which the server refuses by its name. */
function labelsIn(text: string): Readonly<Record<string, string>> {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  return Object.fromEntries(
    lines.map((line) => {
      const [name = '', ...value] = line.split('=')
      return [name.trim(), value.join('=').trim()]
    }),
  )
}
