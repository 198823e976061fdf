/** By which rules an application is judged: those of its support plan, which follow it, and its own. */
import { lazy, Suspense, useState } from 'react'
import { Plus, Scale } from 'lucide-react'
import { i18n } from '@lingui/core'
import { applicationScreen } from '#core/catalog/ui/screens.ts'
import { Button } from '#design/button/button.tsx'
import { Card } from '#design/card/card.tsx'
import { type Column, DataTable } from '#design/data-table/data-table.tsx'
import { useScreen } from '#design/navigation/screen.ts'
import { useRead } from '#design/session/client.ts'
import { useWhyNot } from '#design/session/session.ts'
import { EmptyState } from '#design/states/states.tsx'
import { Worded } from './alert-table.tsx'
import { type Rule, useAlerting } from './client.ts'
import { draftFor } from './rule-draft.ts'
import { conditionWords, sourceWords } from './rule-words.ts'
import { modeWords, severityWords } from './words.ts'
import styles from './alerting.module.css'

const RuleDialog = lazy(() => import('./rule-dialog.tsx').then((module) => ({ default: module.RuleDialog })))

export function RulesCard({ applicationId }: { readonly applicationId: string }) {
  const { search, update } = useScreen(applicationScreen)
  const why = useWhyNot()('alerting.rules.write')
  const draft = why === null ? draftFor(search) : null
  const [chosen, setOpen] = useState<Rule | 'new' | null>(null)
  const open = chosen ?? (draft === null ? null : 'new')
  const { data, error, refetch } = useRead(useAlerting(), 'listRules', { params: { id: applicationId } })
  return (
    <Card
      flush
      title={i18n.t('Rules')}
      note={i18n.t('Those of the support plan change with the plan.')}
      actions={
        <Button size="small" icon={<Plus aria-hidden />} why={why} onClick={() => setOpen('new')}>
          {i18n.t('Add rule')}
        </Button>
      }
    >
      <DataTable
        label={i18n.t('Rules')}
        columns={columns()}
        rows={data?.items}
        rowKey={({ key }) => key}
        actions={(row) =>
          row.id === null ? null : (
            <Button size="small" why={why} onClick={() => setOpen(row)}>
              {i18n.t('Edit')}
            </Button>
          )
        }
        problem={error}
        retry={() => void refetch()}
        empty={<EmptyState compact icon={<Scale aria-hidden />} title={i18n.t('No rule yet.')} />}
      />
      <Suspense fallback={null}>
        {open === null ? null : (
          <RuleDialog
            applicationId={applicationId}
            rule={open === 'new' ? null : open}
            draft={draft}
            onClose={() => {
              setOpen(null)
              update({ rule: undefined, above: undefined })
            }}
          />
        )}
      </Suspense>
    </Card>
  )
}

function columns(): readonly Column<Rule>[] {
  return [
    { id: 'name', title: i18n.t('Rule'), width: 'minmax(180px, 2fr)', cell: (row) => <Name rule={row} /> },
    { id: 'severity', title: i18n.t('Severity'), width: '110px', cell: ({ severity }) => <Worded {...severityWords(severity)} /> },
    { id: 'mode', title: i18n.t('Mode'), width: '110px', rank: 2, cell: ({ mode }) => <Worded {...modeWords(mode)} /> },
    { id: 'when', title: i18n.t('Fires'), width: 'minmax(140px, 2fr)', rank: 3, cell: (row) => conditionWords(row) },
  ]
}

function Name({ rule }: { readonly rule: Rule }) {
  return (
    <span className={styles['name']}>
      <span className={styles['title']}>{rule.name}</span>
      <span className={styles['quiet']}>{rule.id === null ? i18n.t('Follows the plan') : sourceWords(rule.source)}</span>
    </span>
  )
}
