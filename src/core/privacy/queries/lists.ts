/** Erasures, retention and consents as their pages show them. */
import { organisationScope, requirePermission } from '#core/identity/public.ts'
import type { HandledOf, ReplyOf } from '#kit/contract.ts'
import { Fault } from '#kit/fault.ts'
import { decodeCursor, encodeCursor } from '#platform/http/cursor.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Retention } from '#platform/personal.ts'
import { privacyCodes } from '../contract/codes.ts'
import type { privacyContract } from '../contract/contract.ts'
import { READ_CONSENTS, READ_PRIVACY } from '../domain/permissions.ts'
import type { Needs } from '../needs.ts'
import type { Parts } from '../parts.ts'
import { findConsent, listConsents } from '../store/consents.ts'
import { findErasure, listErasures } from '../store/erasures.ts'
import { listRules, type RuleRow } from '../store/retention.ts'

type Routes = typeof privacyContract
type Reads = Pick<Needs, 'work'>

export async function erasurePage(
  { work }: Reads,
  caller: Caller,
  { query }: HandledOf<Routes['listErasures']>,
): Promise<ReplyOf<Routes['listErasures']>> {
  requirePermission(caller, READ_PRIVACY, organisationScope)
  const cursor = decodeCursor(query.cursor, '-id', 1)
  const rows = await work.read((tx) => listErasures(tx, { beforeId: cursor === null ? null : String(cursor[0]), limit: query.limit + 1 }))
  return paged(rows, query.limit)
}

export async function readErasure({ work }: Reads, id: string): Promise<ReplyOf<Routes['erasePerson']>> {
  const row = await work.read((tx) => findErasure(tx, id))
  if (!row) throw new Fault(privacyCodes.unknown_kind)
  return row
}

export async function retentionList({ work }: Reads, parts: Parts, caller: Caller): Promise<ReplyOf<Routes['listRetention']>> {
  requirePermission(caller, READ_PRIVACY, organisationScope)
  const rules = await work.read(listRules)
  return { items: parts.retention.map((one) => shown(one, rules)) }
}

export async function readRetention(
  { work }: Reads,
  parts: Parts,
  caller: Caller,
  kind: string,
): Promise<ReplyOf<Routes['readRetention']>> {
  requirePermission(caller, READ_PRIVACY, organisationScope)
  const declared = parts.retention.find((one) => one.kind === kind)
  if (!declared) throw new Fault(privacyCodes.unknown_kind)
  return shown(declared, await work.read(listRules))
}

function shown({ kind, title, sentence, days, daysMin }: Retention, rules: readonly RuleRow[]) {
  const rule = rules.find((one) => one.kind === kind)
  const chosen = rule ? rule.days : days
  return {
    kind,
    title,
    sentence,
    days: chosen,
    standardDays: days,
    daysMin,
    changedAt: rule?.changedAt ?? null,
    version: rule?.version ?? 0,
  }
}

export async function consentPage(
  { work }: Reads,
  caller: Caller,
  { query }: HandledOf<Routes['listConsents']>,
): Promise<ReplyOf<Routes['listConsents']>> {
  requirePermission(caller, READ_CONSENTS, organisationScope)
  const cursor = decodeCursor(query.cursor, '-id', 1)
  const ask = { email: query.email, beforeId: cursor === null ? null : String(cursor[0]), limit: query.limit + 1 }
  return paged(await work.read((tx) => listConsents(tx, ask)), query.limit)
}

export async function readConsent({ work }: Reads, caller: Caller, id: string): Promise<ReplyOf<Routes['recordConsent']>> {
  requirePermission(caller, READ_CONSENTS, organisationScope)
  const row = await work.read((tx) => findConsent(tx, id))
  if (!row) throw new Fault(privacyCodes.unknown_kind)
  return row
}

function paged<Row extends { readonly id: string }>(rows: readonly Row[], limit: number): { items: Row[]; nextCursor: string | null } {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, nextCursor: rows.length > limit && last ? encodeCursor({ order: '-id', after: [last.id] }) : null }
}
