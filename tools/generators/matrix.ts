/** Generates docs/reports/permissions.md: which role may call which route. Whether a record is within reach is decided besides. */
import type { Access } from '#kit/contract.ts'
import { roleHolds, ROLES, roleWords, type Role } from '#core/identity/domain/roles.ts'
import { findContracts, type FoundContract } from './contracts.ts'

const PATH = 'docs/reports/permissions.md'

/** Path below the package root → content. */
export async function generateMatrix(): Promise<Map<string, string>> {
  return new Map([[PATH, renderMatrix(await findContracts())]])
}

export function renderMatrix(contracts: readonly FoundContract[]): string {
  return [
    '# Who may call which route',
    '',
    'Generated from the contracts and the table of roles by `npm run generate`. Do not edit.',
    '',
    'A dot means: holders of the role pass the route’s own check. Their role may be limited to a client or an application; each',
    'action asks again for the record at hand, and answers 404 for one that is out of reach.',
    '',
    ...contracts.flatMap(section),
    '',
  ].join('\n')
}

function section({ part, contract }: FoundContract): string[] {
  const head = ['Route', 'Access', ...ROLES.map((role) => roleWords[role].title)]
  const rows = Object.values(contract).map(({ id, method, path, access }) => [
    `\`${id}\`<br>${method} ${path}`,
    accessText(access),
    ...ROLES.map((role) => (mayCall(role, access) ? '●' : '')),
  ])
  return [`## ${part}`, '', line(head), line(head.map(() => '---')), ...rows.map(line), '']
}

function mayCall(role: Role, access: Access): boolean {
  if (access === 'environment_key') return false
  return typeof access === 'string' || roleHolds(role, access.permission)
}

function accessText(access: Access): string {
  if (access === 'public') return 'anybody'
  if (access === 'signed_in') return 'anybody signed in'
  if (access === 'environment_key') return 'a write-only key of an environment'
  return [`\`${access.permission}\``, ...(access.also ?? []).map(({ act, permission }) => `${act}: \`${permission}\``)].join('<br>')
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}
