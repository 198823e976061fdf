/** Which releases of an application have source maps, and how to upload more. */
import { useState } from 'react'
import { FileCode2, Trash2 } from 'lucide-react'
import { i18n } from '@lingui/core'
import { IconButton } from '#design/button/button.tsx'
import { Card } from '#design/card/card.tsx'
import { CopyField } from '#design/copy-field/copy-field.tsx'
import { type Column, DataTable } from '#design/data-table/data-table.tsx'
import { FormDialog } from '#design/overlay/form-dialog.tsx'
import { useRead, useWrite } from '#design/session/client.ts'
import { useWhyNot } from '#design/session/session.ts'
import { EmptyState } from '#design/states/states.tsx'
import { figure } from '#design/time/format.ts'
import { RelativeTime } from '#design/time/relative-time.tsx'
import { type MappedRelease, useErrors } from './client.ts'
import styles from './errors.module.css'

interface SourceMapsCardProps {
  readonly applicationId: string
  readonly environments: readonly { readonly id: string; readonly name: string }[]
}

export function SourceMapsCard({ applicationId, environments }: SourceMapsCardProps) {
  const [removing, setRemoving] = useState<MappedRelease | null>(null)
  const { data, error, refetch } = useRead(useErrors(), 'listSourceMaps', { params: { id: applicationId } })
  const why = useWhyNot()('errors.source_maps.write')
  const first = environments[0]
  return (
    <Card
      flush
      title={i18n.t('Source maps')}
      note={i18n.t('By them errors of minified scripts show the source. Kept while errors need them.')}
    >
      <DataTable
        label={i18n.t('Source maps')}
        columns={columns()}
        rows={data?.items}
        rowKey={(row) => `${row.environmentId} ${row.release}`}
        problem={error}
        retry={() => void refetch()}
        actions={(row) => (
          <IconButton
            plain
            size="small"
            label={i18n.t('Remove the source maps of {release}', { release: row.release })}
            icon={<Trash2 aria-hidden />}
            why={why}
            onClick={() => setRemoving(row)}
          />
        )}
        empty={
          <EmptyState compact icon={<FileCode2 aria-hidden />} title={i18n.t('No release has source maps.')}>
            {i18n.t('Upload them when a release is built, with an API key that may do so.')}
          </EmptyState>
        }
      />
      {first ? (
        <div className={styles['command']}>
          <CopyField label={i18n.t('After each build')} value={commandFor(first.id)} />
        </div>
      ) : null}
      {removing ? <RemoveDialog release={removing} onClose={() => setRemoving(null)} /> : null}
    </Card>
  )
}

function commandFor(environment: string): string {
  return `pitcrew sourcemaps upload dist --url ${location.origin} --environment ${environment} --release RELEASE --key-file FILE`
}

function RemoveDialog({ release, onClose }: { readonly release: MappedRelease; readonly onClose: () => void }) {
  const errors = useErrors()
  const call = { params: { id: release.environmentId }, query: { release: release.release } }
  const save = useWrite(() => errors.call('removeSourceMaps', call), { touches: ['errors', 'records'], done: onClose })
  return (
    <FormDialog title={i18n.t('Remove source maps')} onClose={onClose} verb={i18n.t('Remove')} save={save}>
      <p>
        {i18n.t('Errors of {release} in {environment} show minified calls again.', {
          release: release.release,
          environment: release.environment,
        })}
      </p>
    </FormDialog>
  )
}

function columns(): readonly Column<MappedRelease>[] {
  return [
    { id: 'release', title: i18n.t('Release'), width: 'minmax(140px, 2fr)', cell: (row) => row.release },
    { id: 'environment', title: i18n.t('Environment'), width: '120px', rank: 2, cell: (row) => row.environment },
    { id: 'files', title: i18n.t('Scripts'), width: '90px', end: true, cell: (row) => figure(row.files, 'count') },
    { id: 'bytes', title: i18n.t('Size'), width: '100px', rank: 2, end: true, cell: (row) => figure(row.bytes, 'bytes') },
    { id: 'uploaded', title: i18n.t('Uploaded'), width: '110px', cell: (row) => <RelativeTime at={row.uploadedAt} /> },
    { id: 'needed', title: i18n.t('Last needed'), width: '110px', rank: 3, cell: (row) => <RelativeTime at={row.neededAt} /> },
  ]
}
