/** The list of backups, column by column. */
import { Download, ShieldCheck } from 'lucide-react'
import { i18n } from '@lingui/core'
import { IconButton } from '#design/button/button.tsx'
import type { Column } from '#design/data-table/data-table.tsx'
import { Row } from '#design/layouts/layouts.tsx'
import { StateLabel, type Tone } from '#design/state-label/state-label.tsx'
import { figure } from '#design/time/format.ts'
import { RelativeTime } from '#design/time/relative-time.tsx'
import type { Backup } from './client.ts'

interface Acts {
  /** Why files may not be checked or saved; null when they may. */
  readonly why: string | null
  readonly onCheck: (id: string) => void
  readonly onSave: (id: string) => void
}

export function columns({ why, onCheck, onSave }: Acts): readonly Column<Backup>[] {
  return [
    { id: 'at', title: i18n.t('When'), width: '120px', cell: (row) => <RelativeTime at={row.startedAt} /> },
    { id: 'state', title: i18n.t('Result'), width: 'minmax(150px, 1fr)', cell: (row) => <Result row={row} /> },
    {
      id: 'why',
      title: i18n.t('Made'),
      width: 'minmax(0, 1fr)',
      rank: 3,
      cell: (row) => (row.why === 'schedule' ? i18n.t('by the schedule') : i18n.t('by hand')),
    },
    { id: 'bytes', title: i18n.t('Size'), width: '90px', end: true, rank: 2, cell: (row) => figure(row.bytes, 'bytes') },
    { id: 'checked', title: i18n.t('Checked'), width: '120px', rank: 2, cell: (row) => <Checked row={row} /> },
    {
      id: 'acts',
      title: '',
      width: '88px',
      end: true,
      cell: (row) => {
        const whyNot = why ?? (row.state === 'done' ? null : i18n.t('There is no whole file.'))
        return (
          <Row end>
            <IconButton label={i18n.t('Check')} icon={<ShieldCheck aria-hidden />} why={whyNot} onClick={() => onCheck(row.id)} />
            <IconButton label={i18n.t('Save')} icon={<Download aria-hidden />} why={whyNot} onClick={() => onSave(row.id)} />
          </Row>
        )
      },
    },
  ]
}

function Result({ row }: { readonly row: Backup }) {
  const results: Readonly<Record<Backup['state'], { tone: Tone; words: string }>> = {
    running: { tone: 'unknown', words: i18n.t('Under way') },
    done: { tone: 'good', words: row.hasRecoveryKey ? i18n.t('Done') : i18n.t('Done, without recovery key') },
    failed: { tone: 'critical', words: row.error ?? i18n.t('Failed') },
  }
  return <StateLabel tone={results[row.state].tone}>{results[row.state].words}</StateLabel>
}

function Checked({ row }: { readonly row: Backup }) {
  if (row.checkFault) return <StateLabel tone="critical">{i18n.t('Damaged')}</StateLabel>
  return row.checkedAt ? <RelativeTime at={row.checkedAt} /> : '–'
}
