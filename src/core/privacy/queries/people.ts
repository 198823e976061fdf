/** What is held about a person: counted before anything is done, or whole as a file. */
import { findOrganisation, organisationScope, requirePermission } from '#core/identity/public.ts'
import { personExported } from '#events/privacy.ts'
import type { ReplyOf } from '#kit/contract.ts'
import { invariant } from '#kit/fault.ts'
import { SECOND_MS, toIso } from '#kit/time.ts'
import { EVENTS_PAGE_MAX } from '#platform/log/log.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Subject } from '#platform/personal.ts'
import { tarGz, type TarEntry, type TarStream } from '#platform/tar.ts'
import { heldOf, resolve } from '../access/subject.ts'
import type { Handle, privacyContract } from '../contract/contract.ts'
import { EXPORT_PEOPLE } from '../domain/permissions.ts'
import { withCounts, type Counts } from '../domain/report.ts'
import { confirmationOf } from '../domain/subject.ts'
import type { Needs } from '../needs.ts'
import type { Parts } from '../parts.ts'

/** A list is cut into pieces of about this length, so that an export of any size needs the memory of one. */
const PIECE_BYTES = 1024 * 1024
/** The log is searched by what they did and by what was done to their account; both see every scope. */
const EVERYTHING = [{ clientId: null, applicationId: null, audiences: ['internal', 'client', 'public'] }] as const

export async function findHolding(
  platform: Needs,
  parts: Parts,
  caller: Caller,
  who: Handle,
): Promise<ReplyOf<(typeof privacyContract)['findHolding']>> {
  requirePermission(caller, EXPORT_PEOPLE, organisationScope)
  return platform.work.read(async (tx) => {
    const subject = await resolve(parts, tx, who)
    let counts: Counts = {}
    for await (const { part, item } of heldOf(parts, tx, subject)) {
      counts = withCounts(counts, part.name, { [item.kind]: (counts[part.name]?.[item.kind] ?? 0) + 1 })
    }
    return { confirmation: confirmationOf(subject), emails: [...subject.emails], names: [...subject.names], counts }
  })
}

/** Everything as a `.tar.gz`; the log says that somebody took it. */
export async function* personArchive(platform: Needs, parts: Parts, caller: Caller, who: Handle): AsyncIterable<Uint8Array> {
  requirePermission(caller, EXPORT_PEOPLE, organisationScope)
  const subject = await platform.work.read((tx) => resolve(parts, tx, who))
  const at = platform.clock.now()
  const counted = { items: 0 }
  yield* tarGz(entriesOf(platform, parts, subject, counted), Math.floor(at / SECOND_MS))
  await platform.work.run(async (tx) => {
    const organisation = await findOrganisation(tx)
    invariant(organisation, 'exports are taken by people, who come after set-up')
    const about = { actor: caller.ref, record: { kind: 'organisation', id: organisation.id }, scope: organisationScope } as const
    await platform.log.publish(tx, { event: personExported, ...about, at, particulars: counted })
  })
}

async function* entriesOf(
  platform: Needs,
  parts: Parts,
  subject: Subject,
  counted: { items: number },
): AsyncGenerator<TarEntry | TarStream> {
  yield jsonEntry('person.json', { emails: subject.emails, names: subject.names, exportedAt: toIso(platform.clock.now()) })
  for (const part of parts.personal) yield* partEntries(platform, part, subject, counted)
  yield* listEntries('log/events', eventsAbout(platform, subject), counted)
}

async function* partEntries(
  platform: Needs,
  part: Parts['personal'][number],
  subject: Subject,
  counted: { items: number },
): AsyncGenerator<TarEntry | TarStream> {
  // Lists of one part may come interleaved; they are few kinds, and each holds one piece at most.
  const lists = new Map<string, { lines: string[]; bytes: number; pieces: number }>()
  const cut = (kind: string): TarEntry | undefined => {
    const list = lists.get(kind)
    if (!list || list.lines.length === 0) return undefined
    const entry = linesEntry(`${part.name}/${kind}`, ++list.pieces, list.lines)
    list.lines = []
    list.bytes = 0
    return entry
  }
  const items = await platform.work.read((tx) => Promise.resolve({ all: part.personal.export(subject, tx) }))
  for await (const item of items.all) {
    counted.items += 1
    if ('file' in item) {
      const content = await platform.files.get(item.file.digest)
      if (content) yield { name: fileName(part.name, item.file), length: item.file.bytes, content }
      continue
    }
    const list = lists.get(item.kind) ?? { lines: [], bytes: 0, pieces: 0 }
    lists.set(item.kind, list)
    const line = JSON.stringify(item.data)
    list.lines.push(line)
    list.bytes += line.length
    const entry = list.bytes >= PIECE_BYTES ? cut(item.kind) : undefined
    if (entry) yield entry
  }
  for (const kind of lists.keys()) {
    const entry = cut(kind)
    if (entry) yield entry
  }
}

async function* listEntries(name: string, items: AsyncIterable<object>, counted: { items: number }): AsyncGenerator<TarEntry | TarStream> {
  let [lines, bytes, pieces]: [string[], number, number] = [[], 0, 0]
  for await (const item of items) {
    counted.items += 1
    const line = JSON.stringify(item)
    lines.push(line)
    bytes += line.length
    if (bytes < PIECE_BYTES) continue
    yield linesEntry(name, ++pieces, lines)
    ;[lines, bytes] = [[], 0]
  }
  if (lines.length > 0) yield linesEntry(name, ++pieces, lines)
}

async function* eventsAbout({ log }: Needs, subject: Subject): AsyncGenerator<object> {
  const ids = [...subject.personIds, ...subject.contactIds]
  for (const by of ids.flatMap((id) => [{ actorId: id }, { recordId: id }])) {
    for (let before: number | null = null; ;) {
      const page = await log.search({ ...by, visible: EVERYTHING, before, limit: EVENTS_PAGE_MAX })
      yield* page.items.map((event) => ({ ...event, at: toIso(event.at) }))
      before = page.before
      if (before === null) break
    }
  }
}

const jsonEntry = (name: string, value: unknown): TarEntry => ({ name, bytes: Buffer.from(`${JSON.stringify(value, null, 2)}\n`) })
const linesEntry = (name: string, piece: number, lines: readonly string[]): TarEntry => ({
  name: `${name}-${String(piece).padStart(4, '0')}.jsonl`,
  bytes: Buffer.from(`${lines.join('\n')}\n`),
})

/** The digest keeps names apart; what a name may not hold in a path gives way, and its end with the extension stays. */
function fileName(part: string, { name, digest }: { readonly name: string; readonly digest: string }): string {
  const plain = name.replaceAll(/[^A-Za-z0-9._-]+/g, '_').slice(-40)
  return `${part}/files/${digest.slice(0, 16)}-${plain}`
}
