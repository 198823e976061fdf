/** The mapping rules of an application or a client, and what came that none of them assigned. */
import { lazy, Suspense, useState } from 'react'
import { Ellipsis, ListTree, Plus } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Button, IconButton } from '#design/button/button.tsx'
import { Card } from '#design/card/card.tsx'
import { type Column, DataTable } from '#design/data-table/data-table.tsx'
import { Menu } from '#design/overlay/menu.tsx'
import { type Problem, useRead, useWrite } from '#design/session/client.ts'
import { useSession, useWhyNot } from '#design/session/session.ts'
import { EmptyState } from '#design/states/states.tsx'
import { figure } from '#design/time/format.ts'
import { RelativeTime } from '#design/time/relative-time.tsx'
import { useToast } from '#design/toast/toast.tsx'
import { matchersFor } from '../domain/suggest.ts'
import { isClient, type Mapping, type Rule, TOUCHES, type Unassigned, useMapping } from './client.ts'
import { environmentWords, matchWords, protocolWords, reasonWords } from './words.ts'
import styles from './mapping.module.css'

const RuleDialog = lazy(() => import('./rule-dialog.tsx').then((module) => ({ default: module.RuleDialog })))

/** `index`: of the rule that is changed; null: a new one, behind all others. */
interface Open {
  readonly index: number | null
  readonly rule: Rule | null
}

/** How often it is looked whether something came unassigned. */
const LOOK_EVERY_MS = 15_000

export function MappingCards({ owner }: { readonly owner: string }) {
  const allowed = useSession().permissions.has('mapping.rules.read')
  const ofClient = isClient(owner)
  const name = ofClient ? 'readClientMapping' : 'readApplicationMapping'
  const mapping = useRead(useMapping(), name, { params: { id: owner } }, { enabled: allowed, everyMs: LOOK_EVERY_MS })
  const [open, setOpen] = useState<Open | null>(null)
  const save = useSave(owner, mapping.data)
  if (!allowed) return null
  const { data, error, refetch } = mapping
  const shown = { mapping: data, problem: error, retry: () => void refetch(), ofClient, onOpen: setOpen }
  return (
    <>
      <RulesCard {...shown} onSave={save.run} />
      {data && data.unassigned.length > 0 ? <UnassignedCard {...shown} mapping={data} /> : null}
      <Suspense fallback={null}>
        {open && data ? <RuleDialog owner={owner} mapping={data} {...open} onClose={() => setOpen(null)} /> : null}
      </Suspense>
    </>
  )
}

function useSave(owner: string, mapping: Mapping | undefined) {
  const client = useMapping()
  const toast = useToast()
  const name = isClient(owner) ? 'writeClientMapping' : 'writeApplicationMapping'
  return useWrite(
    (rules: readonly Rule[]) =>
      client.call(name, { params: { id: owner }, body: { rules: [...rules] } }, { ifMatch: mapping?.version ?? 0 }),
    { touches: TOUCHES, failed: (problem) => toast({ words: problem.message, tone: 'failed' }) },
  )
}

interface RulesCardProps {
  readonly mapping: Mapping | undefined
  readonly problem: Problem | null
  readonly retry: () => void
  readonly ofClient: boolean
  readonly onOpen: (open: Open) => void
  readonly onSave: (rules: readonly Rule[]) => void
}

function RulesCard({ mapping, problem, retry, ofClient, onOpen, onSave }: RulesCardProps) {
  const why = useWhyNot()('mapping.rules.write')
  const rows = mapping?.rules.map((rule, index) => ({ rule, index }))
  const addButton = (
    <Button size="small" icon={<Plus aria-hidden />} why={why} onClick={() => onOpen({ index: null, rule: null })}>
      {i18n.t('Add rule')}
    </Button>
  )
  return (
    <Card
      flush
      title={i18n.t('Mapping rules')}
      note={
        ofClient
          ? i18n.t('They say which environment belongs to what comes with a key of the client. The first that matches counts.')
          : i18n.t('They say which environment belongs to what comes with a key of the application. The first that matches counts.')
      }
      actions={addButton}
    >
      <DataTable
        label={i18n.t('Mapping rules')}
        columns={ruleColumns(mapping, ofClient)}
        rows={rows}
        rowKey={({ index }) => String(index)}
        problem={problem}
        retry={retry}
        actions={({ rule, index }) => (
          <RuleMenu rules={mapping?.rules ?? []} index={index} why={why} onSave={onSave} onEdit={() => onOpen({ index, rule })} />
        )}
        empty={
          <EmptyState compact icon={<ListTree aria-hidden />} title={i18n.t('No rules yet.')}>
            {i18n.t('Without rules, only keys of one environment can send.')}
          </EmptyState>
        }
      />
    </Card>
  )
}

interface RuleMenuProps {
  readonly rules: readonly Rule[]
  readonly index: number
  readonly why: string | null
  readonly onSave: (rules: readonly Rule[]) => void
  readonly onEdit: () => void
}

function RuleMenu({ rules, index, why, onSave, onEdit }: RuleMenuProps) {
  const number = index + 1
  const swap = (at: number) => () =>
    onSave(rules.map((rule, each) => (each === at ? rules[at + 1] : each === at + 1 ? rules[at] : rule) ?? rule))
  const commands = [
    { id: 'edit', label: i18n.t('Edit'), why, run: onEdit },
    { id: 'up', label: i18n.t('Try earlier'), why: index === 0 ? i18n.t('It is the first.') : why, run: swap(index - 1) },
    { id: 'down', label: i18n.t('Try later'), why: number === rules.length ? i18n.t('It is the last.') : why, run: swap(index) },
    { id: 'delete', label: i18n.t('Delete'), danger: true, why, run: () => onSave(rules.filter((_, each) => each !== index)) },
  ]
  return (
    <Menu label={i18n.t('Commands for rule {number}', { number })} commands={commands}>
      <IconButton plain size="small" label={i18n.t('Commands for rule {number}', { number })} icon={<Ellipsis aria-hidden />} />
    </Menu>
  )
}

function ruleColumns(mapping: Mapping | undefined, ofClient: boolean): readonly Column<{ readonly rule: Rule; readonly index: number }>[] {
  return [
    { id: 'number', title: i18n.t('No.'), width: '48px', rank: 3, cell: ({ index }) => index + 1 },
    {
      id: 'matchers',
      title: i18n.t('When'),
      width: 'minmax(180px, 2fr)',
      cell: ({ rule }) => (
        <span className={styles['lines']}>
          {rule.matchers.map(({ label, match, value }) => (
            <span key={`${label} ${match} ${value}`}>
              <code>{label}</code> {matchWords(match)} <code>{value}</code>
            </span>
          ))}
        </span>
      ),
    },
    {
      id: 'environment',
      title: i18n.t('Environment'),
      width: 'minmax(110px, 1fr)',
      cell: ({ rule }) => (mapping ? environmentWords(mapping, rule.environmentId, ofClient) : ''),
    },
  ]
}

interface UnassignedCardProps {
  readonly mapping: Mapping
  readonly problem: Problem | null
  readonly retry: () => void
  readonly onOpen: (open: Open) => void
}

function UnassignedCard({ mapping, problem, retry, onOpen }: UnassignedCardProps) {
  const why = useWhyNot()('mapping.rules.write')
  return (
    <Card
      flush
      title={i18n.t('Unassigned')}
      note={i18n.t('What no rule assigned since the rules were changed. Nothing of it is kept but these labels.')}
    >
      <DataTable
        label={i18n.t('Unassigned')}
        columns={unassignedColumns()}
        rows={mapping.unassigned}
        rowKey={({ labels, protocol, reason }) => JSON.stringify([labels, protocol, reason])}
        problem={problem}
        retry={retry}
        actions={(set) => {
          const rule = ruleFor(mapping, set)
          const none = rule === null ? i18n.t('It has no label that a rule could go by.') : null
          return (
            <Button size="small" kind="quiet" why={why ?? none} onClick={() => onOpen({ index: null, rule })}>
              {i18n.t('Make a rule')}
            </Button>
          )
        }}
        empty={<EmptyState compact title={i18n.t('Everything is assigned.')} />}
      />
    </Card>
  )
}

/** Null when its labels say too little. */
function ruleFor({ environments }: Mapping, { labels }: Unassigned): Rule | null {
  const matchers = matchersFor(labels.map(({ label, value }) => [label, value]))
  const [environment] = environments
  return matchers.length > 0 && environment ? { matchers: [...matchers], environmentId: environment.environmentId } : null
}

function unassignedColumns(): readonly Column<Unassigned>[] {
  return [
    {
      id: 'labels',
      title: i18n.t('Labels'),
      width: 'minmax(180px, 2fr)',
      ownLine: true,
      cell: ({ labels, protocol, reason }) => (
        <span className={styles['lines']}>
          {labels.length === 0 ? i18n.t('none that say where it comes from') : null}
          {labels.map(({ label, value }) => (
            <code key={label}>
              {label}={value}
            </code>
          ))}
          <span className={styles['help']}>{`${protocolWords(protocol)} · ${reasonWords(reason)}`}</span>
        </span>
      ),
    },
    { id: 'items', title: i18n.t('Not kept'), width: '100px', end: true, cell: ({ items }) => figure(items, 'count') },
    { id: 'first', title: i18n.t('First'), width: '90px', rank: 3, cell: ({ firstAt }) => <RelativeTime at={firstAt} /> },
    { id: 'last', title: i18n.t('Last'), width: '90px', rank: 2, cell: ({ lastAt }) => <RelativeTime at={lastAt} /> },
  ]
}
