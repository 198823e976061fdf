/** One finding with what can be done about it. */
import { ListTodo } from 'lucide-react'
import { i18n } from '@lingui/core'
import { applicationScreen } from '#core/catalog/ui/screens.ts'
import { taskScreen } from '#core/tasks/ui/screens.ts'
import { Button } from '#design/button/button.tsx'
import { Link } from '#design/link/link.tsx'
import { href } from '#design/navigation/screen.ts'
import { useWrite } from '#design/session/client.ts'
import { useWhyNot } from '#design/session/session.ts'
import { StateLabel } from '#design/state-label/state-label.tsx'
import { RelativeTime } from '#design/time/relative-time.tsx'
import { useToast } from '#design/toast/toast.tsx'
import { TITLE_LENGTH_MAX } from '../domain/words.ts'
import { type Finding, TOUCHES, useResources } from './client.ts'
import { findingWords } from './finding-words.ts'
import { dismissalWords, stateWords } from './words.ts'
import styles from './resources.module.css'

interface EntryProps {
  readonly applicationId: string
  readonly finding: Finding
  readonly onDismiss: () => void
}

export function FindingEntry({ applicationId, finding, onDismiss }: EntryProps) {
  const { title, what, wins } = findingWords(finding)
  return (
    <li className={styles['entry']}>
      <h4 className={styles['entryTitle']}>{title}</h4>
      <p>{what}</p>
      <p className={styles['quiet']}>
        {wins} {i18n.t('Found:')} <RelativeTime at={finding.openedAt} />
      </p>
      <div className={styles['row']}>
        {finding.state === 'open' ? <OpenActions finding={finding} onDismiss={onDismiss} /> : <Standing finding={finding} />}
        {hasRule(finding) ? <RuleLink applicationId={applicationId} finding={finding} /> : null}
        {finding.databaseId ? <Link to={`/databases/${finding.databaseId}`}>{i18n.t('Database')}</Link> : null}
      </div>
    </li>
  )
}

/** Signals that a rule of alerting can look at as they are. */
const RULED: readonly unknown[] = ['response_time', 'error_rate', 'cpu', 'memory']
const hasRule = ({ kind, facts }: Finding): boolean => kind === 'deviates' && facts['turn'] === 'above' && RULED.includes(facts['signal'])

/** Leads to a rule that is filled with what was usual, and learns first. */
function RuleLink({ applicationId, finding }: { readonly applicationId: string; readonly finding: Finding }) {
  const { facts, environmentId } = finding
  const search = { tab: 'alerts', rule: String(facts['signal']), above: String(facts['upper']), environment: environmentId } as const
  return <Link to={href(applicationScreen, { application: applicationId }, search)}>{i18n.t('Make a rule')}</Link>
}

function OpenActions({ finding, onDismiss }: { readonly finding: Finding; readonly onDismiss: () => void }) {
  const resources = useResources()
  const toast = useToast()
  const whyNot = useWhyNot()
  const why = whyNot('resources.findings.write')
  const { title, what, wins } = findingWords(finding)
  const body = { title: title.slice(0, TITLE_LENGTH_MAX), description: `${what}\n\n${wins}` }
  const make = useWrite(() => resources.call('makeTask', { params: { id: finding.id }, body }), {
    touches: TOUCHES,
    done: () => toast({ words: i18n.t('The task is there. Once it is done, this is measured again.') }),
    failed: (problem) => toast({ words: problem.message, tone: 'failed' }),
  })
  return (
    <>
      <Button
        size="small"
        icon={<ListTodo aria-hidden />}
        why={why ?? whyNot('tasks.write')}
        pending={make.pending}
        onClick={() => make.run(undefined)}
      >
        {i18n.t('Make a task')}
      </Button>
      <Button size="small" kind="quiet" why={why} onClick={onDismiss}>
        {i18n.t('Dismiss')}
      </Button>
    </>
  )
}

function Standing({ finding }: { readonly finding: Finding }) {
  const { tone, words } = stateWords(finding.state)
  return (
    <>
      <StateLabel tone={tone}>{finding.dismissedAs ? dismissalWords(finding.dismissedAs).title : words}</StateLabel>
      {finding.taskId ? <Link to={href(taskScreen, { task: finding.taskId })}>{i18n.t('Task')}</Link> : null}
      {finding.measuredFrom ? (
        <span className={styles['quiet']}>
          {i18n.t('Measured again:')} <RelativeTime at={finding.measuredFrom} />
        </span>
      ) : null}
      {finding.state === 'dismissed' ? <Reopen finding={finding} /> : null}
    </>
  )
}

function Reopen({ finding }: { readonly finding: Finding }) {
  const resources = useResources()
  const toast = useToast()
  const why = useWhyNot()('resources.findings.write')
  const reopen = useWrite(() => resources.call('reopenFinding', { params: { id: finding.id } }), {
    touches: TOUCHES,
    failed: (problem) => toast({ words: problem.message, tone: 'failed' }),
  })
  return (
    <Button size="small" kind="quiet" why={why} pending={reopen.pending} onClick={() => reopen.run(undefined)}>
      {i18n.t('Open again')}
    </Button>
  )
}
