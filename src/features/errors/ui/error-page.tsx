/** One kind of error: how often, where, for whom, the latest of it with its stack, and what people do about it. */
import { lazy, Suspense, useState } from 'react'
import { BellOff, Check, Combine, Rocket, RotateCcw, UserRound } from 'lucide-react'
import { i18n } from '@lingui/core'
import { applicationScreen } from '#core/catalog/ui/screens.ts'
import { useReaders } from '#core/records/ui/list/people.ts'
import { RecordPage } from '#core/records/ui/record-page.tsx'
import { Banner } from '#design/banner/banner.tsx'
import { Button, IconButton } from '#design/button/button.tsx'
import { useShortcut } from '#design/keyboard/keyboard.ts'
import { Link } from '#design/link/link.tsx'
import { href, useScreen } from '#design/navigation/screen.ts'
import { useRead } from '#design/session/client.ts'
import { useWhyNot } from '#design/session/session.ts'
import { SkeletonRows } from '#design/skeleton/skeleton.tsx'
import { StateLabel } from '#design/state-label/state-label.tsx'
import { ErrorState } from '#design/states/states.tsx'
import { absoluteTime, figure } from '#design/time/format.ts'
import { type Group, useErrors } from './client.ts'
import { ErrorCards } from './error-cards.tsx'
import { type ChangingGroup, useGroupChange } from './group-change.ts'
import { GroupFacts } from './group-facts.tsx'
import { errorScreen } from './screens.ts'
import { levelWords, stateWords } from './words.ts'

const IgnoreDialog = lazy(() => import('./ignore-dialog.tsx').then((module) => ({ default: module.IgnoreDialog })))
const MergeDialog = lazy(() => import('./merge-dialog.tsx').then((module) => ({ default: module.MergeDialog })))
const AssignDialog = lazy(() => import('#core/records/ui/list/assign-dialog.tsx').then((module) => ({ default: module.AssignDialog })))

export function ErrorPage() {
  const { params } = useScreen(errorScreen)
  const { data, error, refetch } = useRead(useErrors(), 'readGroup', { params: { id: params.group } })
  if (error && !data) return <ErrorState problem={error} retry={() => void refetch()} />
  return data ? <GroupDetail group={data} /> : <SkeletonRows />
}

function GroupDetail({ group }: { readonly group: Group }) {
  const [open, setOpen] = useState<'assign' | 'ignore' | 'merge' | null>(null)
  const change = useGroupChange(group)
  const [state, level] = [stateWords(group.state), levelWords(group.level)]
  const people = useReaders('error_group', group.applicationId)
  const close = () => setOpen(null)
  return (
    <RecordPage
      record={group.id}
      label={group.label}
      title={group.title}
      crumbs={[{ label: i18n.t('Errors'), to: href(applicationScreen, { application: group.applicationId }, { tab: 'errors' }) }]}
      state={
        <StateLabel strong tone={state.tone}>
          {state.label}
        </StateLabel>
      }
      marks={<StateLabel tone={level.tone}>{level.label}</StateLabel>}
      owner={group.assignee?.name ?? null}
      actions={<Actions group={group} change={change} onOpen={setOpen} />}
      facts={<GroupFacts group={group} />}
    >
      <Standing group={group} />
      {group.state === 'merged' ? null : <ErrorCards group={group} />}
      <Suspense fallback={null}>
        {open === 'ignore' ? <IgnoreDialog change={change} onClose={close} /> : null}
        {open === 'merge' ? <MergeDialog group={group} onClose={close} /> : null}
        {open === 'assign' ? (
          <AssignDialog people={people} onClose={close} onChoose={(person) => change.run({ assigneeId: person?.id ?? null })} />
        ) : null}
      </Suspense>
    </RecordPage>
  )
}

interface ActionsProps {
  readonly group: Group
  readonly change: ChangingGroup
  readonly onOpen: (dialog: 'assign' | 'ignore' | 'merge') => void
}

function Actions({ group, change, onOpen }: ActionsProps) {
  const missing = useWhyNot()('errors.groups.write')
  const why = missing ?? (group.state === 'merged' ? i18n.t('Its errors count for another group.') : null)
  const isOpen = group.state === 'open'
  const step = () => change.run({ settled: { state: isOpen ? 'resolved' : 'open' } })
  useShortcut({ keys: 'E', label: isOpen ? i18n.t('Resolve') : i18n.t('Reopen'), group: 'page', run: () => (why ? undefined : step()) })
  useShortcut({ keys: 'A', label: i18n.t('Assign'), group: 'page', run: () => (why ? undefined : onOpen('assign')) })
  return (
    <>
      <Button
        kind={isOpen ? 'primary' : 'secondary'}
        icon={isOpen ? <Check aria-hidden /> : <RotateCcw aria-hidden />}
        why={why}
        pending={change.pending}
        onClick={step}
        shortcut="E"
      >
        {isOpen ? i18n.t('Resolve') : i18n.t('Reopen')}
      </Button>
      {isOpen ? (
        <Button icon={<Rocket aria-hidden />} why={why} onClick={() => change.run({ settled: { state: 'resolved', inNextRelease: true } })}>
          {i18n.t('With the next release')}
        </Button>
      ) : null}
      <Button icon={<BellOff aria-hidden />} why={why} onClick={() => onOpen('ignore')}>
        {i18n.t('Ignore')}
      </Button>
      <Button icon={<UserRound aria-hidden />} why={why} onClick={() => onOpen('assign')} shortcut="A">
        {i18n.t('Assign')}
      </Button>
      <IconButton label={i18n.t('Merge')} icon={<Combine aria-hidden />} why={why} onClick={() => onOpen('merge')} />
    </>
  )
}

/** What its state means, where the word alone does not say it. */
function Standing({ group }: { readonly group: Group }) {
  if (group.mergedInto) {
    return (
      <Banner tone="info">
        {i18n.t('Its errors count for another group.')} <Link to={href(errorScreen, { group: group.mergedInto })}>{i18n.t('Open it')}</Link>
      </Banner>
    )
  }
  const words = standingWords(group)
  return words ? <Banner tone="info">{words}</Banner> : null
}

function standingWords(group: Group): string | null {
  if (group.state === 'resolved' && group.resolvedInNextRelease)
    return i18n.t('Resolved with the next release: it comes back when a later one has it.')
  if (group.state === 'resolved') return i18n.t('It comes back when it happens again.')
  if (group.state !== 'ignored') return null
  if (group.ignoredUntilAt) return i18n.t('Ignored until {time}.', { time: absoluteTime(group.ignoredUntilAt) })
  if (group.ignoredUntilEvents !== null)
    return i18n.t('Ignored until there are {count} errors.', { count: figure(group.ignoredUntilEvents, 'count') })
  return group.ignoredUntilNextRelease ? i18n.t('Ignored until a later release has it.') : i18n.t('Ignored for ever.')
}
