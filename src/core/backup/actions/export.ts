/** A full export leaves the house in the clear, so it asks for the strongest permission, and the log says who took it. */
import { findOrganisation, organisationScope, requirePermission } from '#core/identity/public.ts'
import { exportMade } from '#events/backup.ts'
import type { ReplyOf } from '#kit/contract.ts'
import type { ActorRef } from '#kit/event.ts'
import { Fault } from '#kit/fault.ts'
import { exportArchive } from '#platform/export/write.ts'
import type { Caller } from '#platform/http/handlers.ts'
import { backupCodes } from '../contract/codes.ts'
import type { backupContract } from '../contract/contract.ts'
import { TAKE_EXPORTS } from '../domain/permissions.ts'
import type { BackupMeans } from '../means.ts'
import type { Needs } from '../needs.ts'

type Preview = ReplyOf<(typeof backupContract)['readExport']>

export async function readExport({ clock }: Needs, means: BackupMeans, caller: Caller): Promise<Preview> {
  requirePermission(caller, TAKE_EXPORTS, organisationScope)
  const opened = await means.openExport(clock.now())
  try {
    const { seq, tables, measured, files, leftOut } = opened.about
    const names = (all: readonly { readonly name: string }[]) => all.map(({ name }) => name)
    return { seq, tables: names(tables), measured: names(measured), files, leftOut: leftOut.map((one) => ({ ...one })) }
  } finally {
    await opened.close()
  }
}

/** Installations whose export is under way on this node: each holds a snapshot, which keeps the database from tidying up. */
const underWay = new WeakSet<BackupMeans>()

/** The archive while it is made. Nothing is opened before the first piece is asked for. Throws `backup.export_running`. */
export async function* exportBytes(platform: Needs, means: BackupMeans, caller: Caller): AsyncGenerator<Uint8Array> {
  requirePermission(caller, TAKE_EXPORTS, organisationScope)
  if (underWay.has(means)) throw new Fault(backupCodes.export_running)
  underWay.add(means)
  try {
    const at = platform.clock.now()
    const opened = await means.openExport(at)
    try {
      await tellExport(platform, { actor: caller.ref, to: 'archive', seq: opened.about.seq })
      yield* exportArchive(opened.entries(), at)
    } finally {
      await opened.close()
    }
  } finally {
    underWay.delete(means)
  }
}

/** Before set-up there is nobody's log to tell. */
export async function tellExport(
  { work, clock, log }: Needs,
  { actor, ...particulars }: { readonly actor: ActorRef; readonly to: 'archive' | 'folder'; readonly seq: number },
): Promise<void> {
  await work.run(async (tx) => {
    const organisation = await findOrganisation(tx)
    if (organisation === undefined) return
    const about = { record: { kind: 'organisation', id: organisation.id }, scope: organisationScope, at: clock.now() } as const
    await log.publish(tx, { event: exportMade, actor, ...about, particulars })
  })
}
