/** Gives one thing or many to somebody else. What is refused stays here with its reason; the rest can be taken back. */
import { useState } from 'react'
import { i18n } from '@lingui/core'
import { useAssignable } from '#core/records/ui/list/people.ts'
import { Button } from '#design/button/button.tsx'
import { FormLayout, Row } from '#design/layouts/layouts.tsx'
import { Dialog } from '#design/overlay/dialog.tsx'
import { Combobox } from '#design/select/select.tsx'
import { useWrite } from '#design/session/client.ts'
import { FormProblem } from '#design/states/states.tsx'
import { useToast } from '#design/toast/toast.tsx'
import { TOUCHES, useCoverage } from './client.ts'
import styles from './coverage.module.css'

/** As many as one request takes. */
const GIVEN_MAX = 200

export interface Giving {
  readonly kind: string
  readonly id: string
  readonly title: string
}

interface GiveDialogProps {
  readonly person: { readonly id: string; readonly name: string }
  readonly things: readonly Giving[]
  readonly onClose: () => void
}

interface Refused extends Giving {
  readonly message: string
}

export function GiveDialog({ person, things, onClose }: GiveDialogProps) {
  const coverage = useCoverage()
  const toast = useToast()
  const people = useAssignable().filter(({ id }) => id !== person.id)
  const [toId, setTo] = useState<string | null>(null)
  const [refused, setRefused] = useState<readonly Refused[] | null>(null)
  const asked = things.slice(0, GIVEN_MAX)
  const params = { id: person.id }
  const takeBack = useWrite(
    (items: readonly { readonly kind: string; readonly id: string; readonly before: string }[]) =>
      coverage.call('takeBack', { params, body: { toId: toId ?? '', items: [...items] } }),
    {
      touches: TOUCHES,
      done: ({ results }) => {
        const first = results.find(({ outcome }) => outcome === 'refused')
        if (first?.outcome === 'refused') toast({ words: first.message, tone: 'failed' })
      },
      failed: (problem) => toast({ words: problem.message, tone: 'failed' }),
    },
  )
  const give = useWrite(
    () => coverage.call('handOver', { params, body: { toId: toId ?? '', items: asked.map(({ kind, id }) => ({ kind, id })) } }),
    {
      touches: TOUCHES,
      done: ({ results }) => {
        const given = results.flatMap((one) => (one.outcome === 'given' ? [{ kind: one.kind, id: one.id, before: one.before }] : []))
        const name = people.find(({ id }) => id === toId)?.name ?? ''
        if (given.length > 0) {
          const words = i18n.t('{count, plural, one {# thing was given to {name}.} other {# things were given to {name}.}}', {
            count: given.length,
            name,
          })
          toast({ words, undo: () => takeBack.run(given) })
        }
        const left = results.flatMap((one, index) => {
          const thing = asked[index]
          return one.outcome === 'refused' && thing ? [{ ...thing, message: one.message }] : []
        })
        if (left.length === 0) onClose()
        else setRefused(left)
      },
    },
  )
  const [only] = things
  const title =
    things.length === 1 && only
      ? i18n.t('Give {title} to…', { title: only.title })
      : i18n.t('Give {count} things of {name} to…', { count: asked.length, name: person.name })
  return (
    <Dialog title={title} open onClose={onClose}>
      <FormLayout
        label={title}
        onSubmit={() => (refused ? onClose() : give.run(undefined))}
        actions={
          <Row>
            <Button type="submit" kind="primary" pending={give.pending} why={toId ? null : i18n.t('Choose a person.')}>
              {refused ? i18n.t('Close') : i18n.t('Give')}
            </Button>
            {refused ? null : <Button onClick={onClose}>{i18n.t('Cancel')}</Button>}
          </Row>
        }
      >
        {refused ? (
          <div className={styles['refused']} role="alert">
            <p>{i18n.t('These stayed where they were:')}</p>
            <ul>
              {refused.map(({ id, title: what, message }) => (
                <li key={id}>
                  {what}: {message}
                </li>
              ))}
            </ul>
          </div>
        ) : (
          <Combobox
            label={i18n.t('Who takes it')}
            value={toId}
            onChange={setTo}
            options={people.map(({ id, name }) => ({ value: id, label: name }))}
          />
        )}
        <FormProblem problem={give.problem} />
      </FormLayout>
    </Dialog>
  )
}
