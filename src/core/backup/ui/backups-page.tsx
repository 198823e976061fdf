/** Settings → Backups: what opens them, when they are made, which there are. */
import { useState } from 'react'
import { DatabaseBackup } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Banner } from '#design/banner/banner.tsx'
import { Button } from '#design/button/button.tsx'
import { Card } from '#design/card/card.tsx'
import { DataTable } from '#design/data-table/data-table.tsx'
import { TextField } from '#design/field/text-field.tsx'
import { FormLayout, Row } from '#design/layouts/layouts.tsx'
import { href } from '#design/navigation/screen.ts'
import { SettingsLayout } from '#design/navigation/settings.tsx'
import { useRead, useWrite } from '#design/session/client.ts'
import { useWhyNot } from '#design/session/session.ts'
import { SkeletonRows } from '#design/skeleton/skeleton.tsx'
import { EmptyState, ErrorState, FormProblem } from '#design/states/states.tsx'
import { RelativeTime } from '#design/time/relative-time.tsx'
import { useToast } from '#design/toast/toast.tsx'
import { SECOND_MS } from '#kit/time.ts'
import { columns } from './columns.tsx'
import { useBackups, useIdentity, type BackupState } from './client.ts'
import { ExportCard } from './export-card.tsx'
import { RecoveryKeyDialog } from './recovery-key-dialog.tsx'
import { backupsScreen } from './screens.ts'
import styles from './backups.module.css'

const TOUCHES = ['backup', 'records']
/** While a backup is being made. */
const LOOK_AGAIN_MS = 2 * SECOND_MS

export function BackupsPage() {
  const backups = useBackups()
  const { data, error, refetch } = useRead(backups, 'readState', {})
  return (
    <SettingsLayout current={href(backupsScreen, {})}>
      {error && !data ? <ErrorState problem={error} retry={() => void refetch()} compact /> : null}
      {!data && !error ? <SkeletonRows rows={6} /> : null}
      {data ? (
        <div className={styles['cards']}>
          <RecoveryKeyCard madeAt={data.recoveryKeyMadeAt} />
          <ScheduleCard key={data.version} state={data} />
          <ListCard state={data} />
          <ExportCard />
        </div>
      ) : null}
    </SettingsLayout>
  )
}

function RecoveryKeyCard({ madeAt }: { readonly madeAt: string | null }) {
  const [open, setOpen] = useState(false)
  const why = useWhyNot()('backup.backups.write')
  const verb = madeAt ? i18n.t('Make a new one') : i18n.t('Make the recovery key')
  return (
    <Card
      title={i18n.t('Recovery key')}
      note={i18n.t('Backups are encrypted. On this machine its own master key opens them; anywhere else the recovery key does.')}
      actions={
        <Button kind={madeAt ? 'secondary' : 'primary'} why={why} onClick={() => setOpen(true)}>
          {verb}
        </Button>
      }
    >
      {madeAt ? (
        <p>
          {i18n.t('Made')} <RelativeTime at={madeAt} />
        </p>
      ) : (
        <Banner tone="warning">{i18n.t('There is none yet: should this machine be lost, nobody could read its backups.')}</Banner>
      )}
      {open ? <RecoveryKeyDialog replaces={madeAt !== null} onClose={() => setOpen(false)} /> : null}
    </Card>
  )
}

function ScheduleCard({ state }: { readonly state: BackupState }) {
  const backups = useBackups()
  const toast = useToast()
  const why = useWhyNot()('backup.backups.write')
  const [everyHours, setEveryHours] = useState(String(state.everyHours))
  const [keep, setKeep] = useState(String(state.keep))
  const changed = everyHours !== String(state.everyHours) || keep !== String(state.keep)
  const save = useWrite(
    () => backups.call('changeSchedule', { body: { everyHours: Number(everyHours), keep: Number(keep) } }, { ifMatch: state.version }),
    { touches: TOUCHES, done: () => toast({ words: i18n.t('Saved.') }) },
  )
  return (
    <Card
      title={i18n.t('Schedule')}
      note={i18n.t('Files lie in {folder}. Copy them to another machine regularly.', { folder: state.folder })}
    >
      <FormLayout
        label={i18n.t('Schedule')}
        onSubmit={() => save.run(undefined)}
        actions={
          <Button type="submit" kind="primary" pending={save.pending} why={why ?? (changed ? null : i18n.t('Nothing was changed.'))}>
            {i18n.t('Save')}
          </Button>
        }
      >
        <Row>
          <TextField
            label={i18n.t('Hours between two backups')}
            hint={i18n.t('0 makes none by itself.')}
            inputMode="numeric"
            value={everyHours}
            onChange={setEveryHours}
            readOnly={why !== null}
            fault={save.problem?.of('everyHours')}
          />
          <TextField
            label={i18n.t('How many are kept')}
            hint={i18n.t('Older files are removed.')}
            inputMode="numeric"
            value={keep}
            onChange={setKeep}
            readOnly={why !== null}
            fault={save.problem?.of('keep')}
          />
        </Row>
        <FormProblem problem={save.problem} />
      </FormLayout>
    </Card>
  )
}

function ListCard({ state }: { readonly state: BackupState }) {
  const backups = useBackups()
  const identity = useIdentity()
  const toast = useToast()
  const why = useWhyNot()('backup.backups.write')
  const failed = (problem: { readonly message: string }) => toast({ words: problem.message, tone: 'failed' })
  const list = useRead(
    backups,
    'listBackups',
    { query: { limit: 50 } },
    { everyMs: (data) => (data?.items.some(({ state: now }) => now === 'running') ? LOOK_AGAIN_MS : undefined) },
  )
  const running = list.data?.items.some((one) => one.state === 'running') ?? false
  const make = useWrite(() => backups.call('makeBackup', {}), { touches: TOUCHES, failed })
  const check = useWrite((id: string) => backups.call('checkBackup', { params: { id } }), {
    touches: TOUCHES,
    done: () => toast({ words: i18n.t('The file is being read to its end; the list shows the result.') }),
    failed,
  })
  // A download shows no dialog, so who one is is asked before its address is followed.
  const save = useWrite((id: string) => identity.call('expectProof', {}).then(() => id), {
    touches: [],
    done: (id) => location.assign(`/api/pitcrew/v1/backups/${id}/file`),
    failed,
  })
  return (
    <Card
      flush
      title={i18n.t('Backups')}
      note={
        state.lastGoodAt ? (
          <>
            {i18n.t('The last good one:')} <RelativeTime at={state.lastGoodAt} />
          </>
        ) : (
          i18n.t('None was made yet.')
        )
      }
      actions={
        <Button icon={<DatabaseBackup aria-hidden />} why={why} pending={make.pending || running} onClick={() => make.run(undefined)}>
          {i18n.t('Make one now')}
        </Button>
      }
    >
      <DataTable
        label={i18n.t('Backups')}
        columns={columns({ why, onCheck: check.run, onSave: save.run })}
        rows={list.data?.items}
        rowKey={(row) => row.id}
        problem={list.error}
        empty={<EmptyState compact icon={<DatabaseBackup aria-hidden />} title={i18n.t('None yet.')} />}
      />
    </Card>
  )
}
