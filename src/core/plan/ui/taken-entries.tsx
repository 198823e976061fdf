/** Entries that this plan, or one above it, took away: who did it, and the way back. */
import { Undo2 } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Button } from '#design/button/button.tsx'
import type { PlanAnswer } from './client.ts'
import { originOf, useReading, type Reading } from './reading.ts'
import { standardTexts } from './standard-texts.ts'
import { usePlanChange } from './use-plan-change.ts'
import { OriginLabel } from './value.tsx'
import styles from './plan.module.css'

type Taken = PlanAnswer['taken'][number]

/** Those that stood in this list. */
export function takenBelow({ plan }: Reading, list: string): readonly Taken[] {
  return plan.taken.filter(({ path }) => path.slice(0, path.lastIndexOf('.')) === list)
}

export function TakenEntries({ list }: { readonly list: string }) {
  const reading = useReading()
  const taken = takenBelow(reading, list)
  if (taken.length === 0) return null
  return (
    <ul className={styles['taken']} aria-label={i18n.t('Not for {of}', { of: reading.plan.name })}>
      {taken.map((entry) => (
        <TakenEntry key={entry.path} entry={entry} />
      ))}
    </ul>
  )
}

function TakenEntry({ entry }: { readonly entry: Taken }) {
  const reading = useReading()
  const { plan } = reading
  const change = usePlanChange()
  const origin = originOf(reading, entry)
  const isOwn = origin.of === plan.of
  const name = takenName(entry)
  const words = i18n.t('{name} is back for {of}.', { name, of: plan.name })
  const back = isOwn ? { unset: [entry.path], words } : entry.mark && { set: [entry.mark], words }
  return (
    <li className={styles['takenEntry']}>
      <span>
        {i18n.t('Not for {of}', { of: plan.name })}: <s>{name}</s>
      </span>
      <OriginLabel origin={origin} />
      {plan.mayChange && back ? (
        <Button
          size="small"
          kind="quiet"
          icon={<Undo2 aria-hidden />}
          aria-label={`${i18n.t('Bring back')}: ${name}`}
          pending={change.pending}
          onClick={() => change.run(back)}
        >
          {i18n.t('Bring back')}
        </Button>
      ) : null}
    </li>
  )
}

function takenName({ path, title }: Taken): string {
  const key = path.slice(path.lastIndexOf('.') + 1).replaceAll('_', ' ')
  if (title === null) return key
  return standardTexts.has(title) ? i18n._(title) : title
}
