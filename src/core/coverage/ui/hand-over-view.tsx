/** Everything that one person holds, by kind, each to be given to somebody else in place. */
import { useState } from 'react'
import { CircleCheckBig, Handshake, UserRound } from 'lucide-react'
import { i18n } from '@lingui/core'
import { useAssignable } from '#core/records/ui/list/people.ts'
import { Button } from '#design/button/button.tsx'
import { Card } from '#design/card/card.tsx'
import { type Column, DataTable } from '#design/data-table/data-table.tsx'
import { Combobox } from '#design/select/select.tsx'
import { useRead } from '#design/session/client.ts'
import { useWhyNot } from '#design/session/session.ts'
import { SkeletonRows } from '#design/skeleton/skeleton.tsx'
import { EmptyState, ErrorState } from '#design/states/states.tsx'
import { type Held, type HeldKind, useCoverage } from './client.ts'
import { GiveDialog, type Giving } from './give-dialog.tsx'
import { useCoverageWords } from './words.tsx'
import styles from './coverage.module.css'

export function HandOverView({ person, onPerson }: { readonly person: string | undefined; readonly onPerson: (person: string) => void }) {
  const here = useAssignable()
  const { data } = useRead(useCoverage(), 'readHandOvers', { params: { id: person ?? '' } }, { enabled: person !== undefined })
  // Who has left already still holds what nobody took.
  const people = data && here.every(({ id }) => id !== data.person.id) ? [...here, data.person] : here
  return (
    <div className={styles['stack']}>
      <div className={styles['picker']}>
        <Combobox
          label={i18n.t('Who leaves')}
          value={person ?? null}
          onChange={onPerson}
          options={people.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </div>
      {person ? (
        <HeldBy key={person} person={person} />
      ) : (
        <EmptyState icon={<UserRound aria-hidden />} title={i18n.t('Choose a person.')}>
          {i18n.t('Applications, tasks, decisions, roles: everything that would be nobody’s without them is listed here.')}
        </EmptyState>
      )}
    </div>
  )
}

function HeldBy({ person }: { readonly person: string }) {
  const { data, error, refetch } = useRead(useCoverage(), 'readHandOvers', { params: { id: person } })
  const [giving, setGiving] = useState<readonly Giving[] | null>(null)
  const words = useCoverageWords()
  const why = useWhyNot()('coverage.hand_overs.write')
  if (error && !data) return <ErrorState problem={error} retry={() => void refetch()} compact />
  if (!data) return <SkeletonRows rows={4} />
  const { name } = data.person
  if (data.count === 0) {
    return (
      <EmptyState icon={<CircleCheckBig aria-hidden />} title={i18n.t('Nothing hangs on {name}.', { name })}>
        {i18n.t('As far as you may see: no application, task, decision, plan or role would be nobody’s without them.')}
      </EmptyState>
    )
  }
  const givingOf = ({ key, items }: HeldKind): readonly Giving[] =>
    items.map((item) => ({ kind: key, id: item.id, title: words.title(key, item) }))
  const all = data.kinds.filter(({ canGive }) => canGive).flatMap(givingOf)
  return (
    <>
      {all.length > 0 ? (
        <div>
          <Button kind="primary" icon={<Handshake aria-hidden />} why={why} onClick={() => setGiving(all)}>
            {i18n.t('Give everything to…')}
          </Button>
        </div>
      ) : null}
      {data.kinds.map((kind) => (
        <KindCard key={kind.key} kind={kind} why={why} onGive={setGiving} givingOf={givingOf} />
      ))}
      {giving ? <GiveDialog person={data.person} things={giving} onClose={() => setGiving(null)} /> : null}
    </>
  )
}

interface KindCardProps {
  readonly kind: HeldKind
  readonly why: string | null
  readonly onGive: (things: readonly Giving[]) => void
  readonly givingOf: (kind: HeldKind) => readonly Giving[]
}

function KindCard({ kind, why, onGive, givingOf }: KindCardProps) {
  const words = useCoverageWords()
  const columns: readonly Column<Held>[] = [
    { id: 'title', title: i18n.t('What'), width: 'minmax(0, 1.4fr)', cell: (row) => words.title(kind.key, row) },
    { id: 'how', title: i18n.t('How'), width: 'minmax(0, 1fr)', cell: (row) => words.how(kind.key, row) },
  ]
  const title = words.held(kind)
  return (
    <Card
      flush
      title={title}
      note={kind.more ? i18n.t('There are more than are listed: give these first.') : undefined}
      actions={
        kind.canGive && kind.items.length > 1 ? (
          <Button size="small" why={why} onClick={() => onGive(givingOf(kind))}>
            {i18n.t('Give all to…')}
          </Button>
        ) : undefined
      }
    >
      <DataTable
        label={title}
        columns={columns}
        rows={kind.items}
        rowKey={(row) => row.id}
        to={(row) => row.href}
        {...(kind.canGive
          ? {
              actions: (row: Held) => (
                <Button size="small" kind="quiet" why={why} onClick={() => onGive(givingOf({ ...kind, items: [row] }))}>
                  {i18n.t('Give to…')}
                </Button>
              ),
            }
          : {})}
        empty={null}
      />
    </Card>
  )
}
