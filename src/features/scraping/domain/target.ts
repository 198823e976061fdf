/** What a change of a target means for what it was trusted with. */

export const STATES = ['active', 'paused'] as const
export type State = (typeof STATES)[number]

export const CREDENTIAL_KINDS = ['none', 'bearer', 'basic'] as const
export type CredentialKind = (typeof CREDENTIAL_KINDS)[number]

/** Names that labels of a target may have: as Prometheus takes them, without those it keeps for itself. */
export const LABEL_NAME = /^(?!__)[a-zA-Z_][a-zA-Z0-9_]*$/

/**
 * Whether both lead to the same place. A secret is sent, and a private address asked, only where it was meant to be: whoever may change
 * an address could otherwise have the secret sent to themselves.
 */
export function isSamePlace(before: string, after: string): boolean {
  return new URL(before).origin === new URL(after).origin
}

/** The labels that every series of a target has; those that it was given go before. */
export function labelsOf(target: {
  readonly name: string
  readonly url: string
  readonly labels: Readonly<Record<string, string>>
}): Readonly<Record<string, string>> {
  return Object.fromEntries([['job', target.name], ['instance', addressOf(target.url)], ...Object.entries(target.labels)])
}

const PORTS: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' }

/** Host and port, also where the port goes without saying, as Prometheus has it. */
function addressOf(url: string): string {
  const { hostname, port, protocol } = new URL(url)
  return `${hostname}:${port === '' ? PORTS[protocol] : port}`
}
