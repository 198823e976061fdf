/** How mail leaves, and what stands in its way. */
import { organisationScope, requirePermission } from '#core/identity/public.ts'
import type { HandledOf, ReplyOf } from '#kit/contract.ts'
import { decodeCursor, pageFrom } from '#platform/http/cursor.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { NowItem } from '#platform/module.ts'
import type { mailRoutes } from '../contract/mail.ts'
import { mailLines, type MailLine } from '../domain/now-lines.ts'
import { READ_MESSAGES } from '../domain/permissions.ts'
import type { Needs } from '../needs.ts'

type Routes = typeof mailRoutes

export async function readRelay(platform: Needs, caller: Caller): Promise<ReplyOf<Routes['readRelay']>> {
  requirePermission(caller, READ_MESSAGES, organisationScope)
  const relay = await platform.work.read((tx) => platform.mail.relay(tx))
  if (relay === undefined) return { version: 0, relay: null }
  const { version, sender, ...rest } = relay
  return { version, relay: { ...rest, senderAddress: sender.address, senderName: sender.name } }
}

export async function checkMail(platform: Needs, caller: Caller): Promise<ReplyOf<Routes['checkMail']>> {
  requirePermission(caller, READ_MESSAGES, organisationScope)
  const [relay, domain] = await Promise.all([platform.mail.tryRelay(), platform.mail.checkDomain()])
  return { items: [relay, ...domain].map((found) => ({ ...found, particulars: { ...found.particulars } })) }
}

const ORDER = 'address'

export async function suppressionPage(
  platform: Needs,
  caller: Caller,
  { query }: HandledOf<Routes['listSuppressions']>,
): Promise<ReplyOf<Routes['listSuppressions']>> {
  requirePermission(caller, READ_MESSAGES, organisationScope)
  const cursor = decodeCursor(query.cursor, ORDER, 1)
  const page = { after: cursor === null ? null : String(cursor[0]), limit: query.limit + 1 }
  const rows = await platform.work.read((tx) => platform.mail.suppressions(tx, page))
  const { items, nextCursor } = pageFrom(rows, query.limit, ORDER, (row) => [row.address])
  return { items: [...items], nextCursor }
}

const PLACES: Readonly<Record<MailLine['kind'], Pick<NowItem, 'band' | 'href'>>> = {
  no_relay: { band: 'waiting', href: '/settings/mail' },
  relay_in_trouble: { band: 'breaching', href: '/settings/mail' },
  failed: { band: 'waiting', href: '/messages?state=failed' },
}

/** For those who can do something about it. */
export async function mailNow(platform: Needs, caller: Caller): Promise<readonly NowItem[]> {
  if (!caller.may(READ_MESSAGES, organisationScope)) return []
  const standing = await platform.work.read((tx) => platform.mail.standing(tx))
  return mailLines(standing, platform.clock.now()).map(({ kind, ...line }) => ({ key: `delivery.${kind}`, ...line, ...PLACES[kind] }))
}
