/** What a page message says. */
import { languageOf } from '#kit/language.ts'
import { invariant } from '#kit/fault.ts'
import type { Platform } from '#platform/platform.ts'
import type { Tx } from '#platform/work.ts'
import { toId } from '#kit/ids.ts'
import { environmentPlaces, namedOf, runbookOf } from '#core/catalog/public.ts'
import { recipients } from '#core/identity/public.ts'
import { alertChart, alertInBrief, type AlertInBrief } from '#features/alerting/public.ts'
import { CHART_POINTS_MAX, type ChannelMessage } from '#features/channels/public.ts'
import { CHART_WITHIN_MS } from '../domain/limits.ts'
import { PAGE_ANSWERS } from '../domain/page.ts'
import { courseCaption, releaseLine, valueLine, type Reader } from '../domain/told.ts'
import type { PageMessageRow } from '../store/messages.ts'
import { findPage, listSubjects, type PageRow, type SubjectRow } from '../store/pages.ts'

/** Things of a page that one message names; the rest is on the page. */
const SUBJECTS_TOLD_MAX = 5

export type ComposeNeeds = Pick<Platform, 'work' | 'clock' | 'clickhouse' | 'logger'>

interface Told {
  readonly message: Omit<ChannelMessage, 'chart'>
  readonly reader: Reader
  /** Whose course is drawn; UUID. */
  readonly alertId: string | null
}

/** The key is the message's own id, so it is the same at every retry. Outside any transaction. */
export async function composed(needs: ComposeNeeds, row: PageMessageRow): Promise<ChannelMessage> {
  const { message, reader, alertId } = await needs.work.read((tx) => tellIn(tx, row))
  return { ...message, chart: alertId === null ? null : await chartOf(needs, alertId, reader) }
}

async function tellIn(tx: Tx, { id, pageId, addressId, personId }: PageMessageRow): Promise<Told> {
  const page = await findPage(tx, pageId)
  invariant(page, 'a message belongs to a page')
  const reader = await readerOf(tx, personId)
  const subjects = await listSubjects(tx, { pageIds: [pageId], limit: SUBJECTS_TOLD_MAX })
  const alertId = subjects.find(({ kind }) => kind === 'alert')?.id ?? null
  const brief = alertId === null ? undefined : await alertInBrief(tx, alertId)
  const where = await whereOf(tx, page)
  const message = {
    key: id,
    addressId,
    subject: where === '' ? page.title : `${page.title} (${where})`,
    lines: linesOf(page, { where, subjects, brief, reader }),
    href: `/pages/${toId('page', pageId)}`,
    severity: page.severity,
    answers: PAGE_ANSWERS,
    runbookUrl: brief ? brief.runbookUrl : page.applicationId === null ? null : await runbookOf(tx, page.applicationId),
  }
  return { message, reader, alertId }
}

async function readerOf(tx: Tx, personId: string): Promise<Reader> {
  const [person] = await recipients(tx, [personId])
  return { language: languageOf(person?.locale), zone: person?.zone ?? 'UTC' }
}

async function whereOf(tx: Tx, { applicationId, environmentId }: PageRow): Promise<string> {
  const application = applicationId === null ? undefined : await namedOf(tx, 'application', applicationId)
  const place = environmentId === null ? undefined : (await environmentPlaces(tx, [environmentId])).get(environmentId)
  return [application?.name, place?.name].filter((name) => name !== undefined).join(', ')
}

interface Known {
  readonly where: string
  readonly subjects: readonly SubjectRow[]
  readonly brief: AlertInBrief | undefined
  readonly reader: Reader
}

function linesOf({ title }: PageRow, { where, subjects, brief, reader }: Known): readonly string[] {
  const others = subjects.map((one) => one.title).filter((one) => one !== title)
  return [
    ...(where === '' ? [] : [where]),
    ...(brief?.measured ? [valueLine(reader, brief.measured)] : []),
    ...(brief?.release ? [releaseLine(reader, brief.release)] : []),
    ...others,
  ]
}

/** A page waits for its chart no longer than it may, and goes without one when measurements cannot be read. */
async function chartOf(needs: ComposeNeeds, alertId: string, reader: Reader): Promise<NonNullable<ChannelMessage['chart']> | null> {
  const drawn = alertChart(needs, { id: alertId, points: CHART_POINTS_MAX }).catch((error: unknown) => {
    needs.logger.warn({ err: error }, 'a page goes without its chart')
    return null
  })
  const chart = await within(drawn, CHART_WITHIN_MS)
  return chart === null ? null : { caption: courseCaption(reader, chart.minutes), points: chart.points }
}

async function within<T>(wanted: Promise<T>, ms: number): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), ms)
  })
  try {
    return await Promise.race([wanted, late])
  } finally {
    clearTimeout(timer)
  }
}
