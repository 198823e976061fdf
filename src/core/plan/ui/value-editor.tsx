/** What is behind a value: where it comes from, what else it could be, and the way back to what is inherited. */
import { useState } from 'react'
import { Undo2 } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Button } from '#design/button/button.tsx'
import { FormLayout, Row } from '#design/layouts/layouts.tsx'
import { Link } from '#design/link/link.tsx'
import { href } from '#design/navigation/screen.ts'
import { useWrite } from '#design/session/client.ts'
import { FormProblem } from '#design/states/states.tsx'
import { useToast } from '#design/toast/toast.tsx'
import { TOUCHES, usePlans, type Sourced, type Value } from './client.ts'
import { leafAt, originOf, originSentence, originWords, useReading } from './reading.ts'
import { planScreen } from './screens.ts'
import { tellValue } from './value-words.ts'
import { ValueBelow } from './value-below.tsx'
import { ValueControl } from './value-control.tsx'
import styles from './plan.module.css'

interface EditorProps {
  readonly path: string
  readonly label: string
  readonly sourced: Sourced
  readonly onClose: () => void
}

export function ValueEditor({ path, label, sourced, onClose }: EditorProps) {
  const reading = useReading()
  const { plan } = reading
  const leaf = leafAt(path)
  const [draft, setDraft] = useState<Value>(sourced.value)
  const change = useChange(path, label, sourced, onClose)
  if (!leaf) return null
  const origin = originOf(reading, sourced)
  const isOwn = origin.of === plan.of && origin.layer !== 'standard'
  const beneath = isOwn ? sourced.beneath : null
  return (
    <div className={styles['editor']}>
      <h3 className={styles['editorTitle']}>{label}</h3>
      {plan.mayChange ? (
        <FormLayout
          label={label}
          onSubmit={() => change.run({ set: withoutBlanks(draft) })}
          actions={
            <Row>
              <Button type="submit" kind="primary" pending={change.pending}>
                {i18n.t('Save for {name}', { name: plan.name })}
              </Button>
              <Button onClick={onClose}>{i18n.t('Cancel')}</Button>
            </Row>
          }
        >
          <ValueControl leaf={leaf} label={label} value={draft} onChange={setDraft} fault={change.problem?.of(path)} />
          {change.problem && !change.problem.of(path) ? <FormProblem problem={change.problem} /> : null}
        </FormLayout>
      ) : (
        <p className={styles['hint']}>{whyNot(plan.layer)}</p>
      )}
      <p className={styles['hint']}>
        {originSentence(origin)}{' '}
        {origin.layer === 'standard' || isOwn ? null : <Link to={href(planScreen, {}, { of: origin.of })}>{i18n.t('Open that plan')}</Link>}
      </p>
      {beneath && plan.mayChange ? (
        <Button size="small" icon={<Undo2 aria-hidden />} pending={change.pending} onClick={() => change.run({ set: null })}>
          {i18n.t('Back to inherited: {value} ({origin})', {
            value: tellValue(reading, leaf, beneath.value),
            origin: originWords(originOf(reading, beneath)),
          })}
        </Button>
      ) : null}
      {plan.layer === 'application' ? null : <ValueBelow path={path} leaf={leaf} />}
    </div>
  )
}

/** Lines that were left empty. */
function withoutBlanks(value: Value): Value {
  return Array.isArray(value) ? value.filter((item) => item.trim() !== '') : value
}

function whyNot(layer: string): string {
  return layer === 'standard'
    ? i18n.t('The standard plan stays as it is. Choose the organisation, a client or an application above to set something else for it.')
    : i18n.t('Your roles do not include changing this plan. An owner can grant it under People.')
}

/** `set` null: inherited again. */
function useChange(path: string, label: string, sourced: Sourced, onClose: () => void) {
  const reading = useReading()
  const plans = usePlans()
  const toast = useToast()
  const { plan } = reading
  const isOwn = originOf(reading, sourced).of === plan.of
  const write = ({ set, version = plan.version }: { readonly set: Value | null; readonly version?: number }) =>
    plans.call(
      'changePlan',
      { params: { plan: plan.of }, body: set === null ? { unset: [path] } : { set: [{ path, value: set }] } },
      { ifMatch: version },
    )
  const back = useWrite(write, { touches: TOUCHES, failed: (problem) => toast({ words: problem.message, tone: 'failed' }) })
  return useWrite(write, {
    touches: TOUCHES,
    done: (next, { set }) => {
      onClose()
      toast({
        words:
          set === null
            ? i18n.t('{label} is inherited again.', { label })
            : i18n.t('{label} is set for {name}.', { label, name: plan.name }),
        undo: () => back.run({ set: isOwn ? sourced.value : null, version: next.version }),
      })
    },
  })
}
