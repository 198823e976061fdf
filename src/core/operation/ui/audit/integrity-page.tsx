/** Whether the log holds: walking the chain of hashes from the first event to the last, with progress, head hash and result. */
import { Download, ShieldCheck } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Button } from '#design/button/button.tsx'
import { Card } from '#design/card/card.tsx'
import { CopyField } from '#design/copy-field/copy-field.tsx'
import { type Column, DataTable } from '#design/data-table/data-table.tsx'
import { PageLayout } from '#design/layouts/layouts.tsx'
import { useRead, useWrite } from '#design/session/client.ts'
import { SkeletonRows } from '#design/skeleton/skeleton.tsx'
import { StateLabel, type Tone } from '#design/state-label/state-label.tsx'
import { EmptyState, ErrorState } from '#design/states/states.tsx'
import { number } from '#design/time/format.ts'
import { RelativeTime } from '#design/time/relative-time.tsx'
import { useToast } from '#design/toast/toast.tsx'
import { SECOND_MS } from '#kit/time.ts'
import { useOperation, type Verification } from '../client.ts'
import { AuditTabs } from './audit-tabs.tsx'
import styles from './audit.module.css'

/** While a walk is under way. */
const LOOK_AGAIN_MS = SECOND_MS

function resultWords(state: Verification['state']): { readonly tone: Tone; readonly words: string } {
  const results: Readonly<Record<Verification['state'], { tone: Tone; words: string }>> = {
    running: { tone: 'unknown', words: i18n.t('Under way') },
    passed: { tone: 'good', words: i18n.t('The chain holds') },
    failed: { tone: 'critical', words: i18n.t('The chain is broken') },
    broken_off: { tone: 'off', words: i18n.t('Broken off') },
  }
  return results[state]
}

function columns(): readonly Column<Verification>[] {
  return [
    {
      id: 'state',
      title: i18n.t('Result'),
      width: 'minmax(150px, 1fr)',
      cell: (row) => <StateLabel tone={resultWords(row.state).tone}>{resultWords(row.state).words}</StateLabel>,
    },
    { id: 'events', title: i18n.t('Events'), width: '110px', end: true, cell: (row) => number(row.checkedSeq) },
    {
      id: 'head',
      title: i18n.t('Hash of the last event'),
      width: 'minmax(0, 2fr)',
      rank: 3,
      cell: (row) => <span className={styles['hash']}>{row.head ?? '–'}</span>,
    },
    { id: 'by', title: i18n.t('Started by'), width: 'minmax(0, 1fr)', rank: 2, cell: (row) => row.startedBy },
    { id: 'at', title: i18n.t('When'), width: '110px', end: true, cell: (row) => <RelativeTime at={row.startedAt} /> },
  ]
}

export function IntegrityPage() {
  const operation = useOperation()
  const toast = useToast()
  const latest = useRead(
    operation,
    'listVerifications',
    { query: { limit: 20 } },
    { everyMs: (data) => (data?.items[0]?.state === 'running' ? LOOK_AGAIN_MS : undefined) },
  )
  const walk = latest.data?.items[0]
  const running = walk?.state === 'running'
  const start = useWrite(() => operation.call('startVerification', {}), {
    touches: ['operation'],
    failed: (problem) => toast({ words: problem.message, tone: 'failed' }),
  })
  return (
    <PageLayout
      title={i18n.t('Audit trail')}
      documentTitle={i18n.t('Integrity of the audit trail')}
      summary={i18n.t('Every change of every record, in one append-only log.')}
    >
      <AuditTabs current="integrity" />
      <Card
        title={i18n.t('Does the chain hold?')}
        note={i18n.t('Each event carries the hash of the one before; a change anywhere breaks everything after it.')}
        actions={
          <Button kind="primary" icon={<ShieldCheck aria-hidden />} pending={start.pending || running} onClick={() => start.run(undefined)}>
            {i18n.t('Verify now')}
          </Button>
        }
      >
        {latest.error && !latest.data ? <ErrorState problem={latest.error} retry={() => void latest.refetch()} compact /> : null}
        {latest.isPending && !latest.error ? <SkeletonRows rows={2} /> : null}
        {walk ? <Verdict walk={walk} /> : null}
        {latest.data && !walk ? (
          <EmptyState compact icon={<ShieldCheck aria-hidden />} title={i18n.t('Nobody has verified the chain yet.')} />
        ) : null}
      </Card>
      <Card flush title={i18n.t('Earlier walks')}>
        <DataTable
          label={i18n.t('Earlier walks')}
          columns={columns()}
          rows={latest.data?.items}
          rowKey={(row) => row.id}
          problem={latest.error}
          empty={<EmptyState compact title={i18n.t('None yet.')} />}
        />
      </Card>
      <Card
        title={i18n.t('Checkpoints')}
        note={i18n.t('Signed at regular positions. Kept on another machine, they prove later that nothing before them was changed.')}
      >
        <Button icon={<Download aria-hidden />} onClick={() => location.assign('/api/pitcrew/v1/audit/checkpoints.jsonl')}>
          {i18n.t('Save all checkpoints')}
        </Button>
      </Card>
    </PageLayout>
  )
}

function Verdict({ walk }: { readonly walk: Verification }) {
  const result = resultWords(walk.state)
  const share = walk.toSeq ? Math.min(1, walk.checkedSeq / walk.toSeq) : 0
  return (
    <div className={styles['verdict']} aria-live="polite">
      <p className={styles['verdictHead']}>
        <StateLabel strong tone={result.tone}>
          {result.words}
        </StateLabel>
      </p>
      {walk.state === 'running' ? (
        <>
          <p className={styles['words']}>{i18n.t('{done} events checked so far.', { done: number(walk.checkedSeq) })}</p>
          <div
            className={styles['bar']}
            role="progressbar"
            aria-label={i18n.t('Progress')}
            aria-valuemin={0}
            aria-valuemax={100}
            aria-valuenow={Math.round(share * 100)}
          >
            <div className={styles['fill']} style={{ inlineSize: `${share * 100}%` }} />
          </div>
        </>
      ) : null}
      {walk.state === 'passed' ? (
        <p className={styles['words']}>{i18n.t('All {count} events are as they were written.', { count: number(walk.checkedSeq) })}</p>
      ) : null}
      {walk.fault ? (
        <p className={styles['words']}>
          {i18n.t('The first event that does not fit is number {seq}: {what}', { seq: walk.fault.seq, what: walk.fault.what })}
        </p>
      ) : null}
      {walk.head ? <CopyField label={i18n.t('Hash of the last event')} value={walk.head} /> : null}
    </div>
  )
}
