/** One line: its whole text, what else it says, who sent it, and what the same service wrote around it. */
import { useEffect, useRef } from 'react'
import { i18n } from '@lingui/core'
import { cx } from '#design/class-names.ts'
import { Slot } from '#design/navigation/slots.tsx'
import { PropertyList, TextProperties } from '#design/property-list/property-list.tsx'
import { useRead } from '#design/session/client.ts'
import { SkeletonRows } from '#design/skeleton/skeleton.tsx'
import { ErrorState } from '#design/states/states.tsx'
import { preciseTime } from '#design/time/format.ts'
import { useLogs, type WholeLine } from './client.ts'
import { LineWords } from './line-words.tsx'
import { bandWords } from './words.ts'
import styles from './logs.module.css'

export function LineDetail({ environment, line }: { readonly environment: string; readonly line: string }) {
  const { data, error, refetch } = useRead(useLogs(), 'readLine', { params: { id: environment, line } })
  return (
    <div className={styles['detail']}>
      {error && !data ? <ErrorState compact problem={error} retry={() => void refetch()} /> : null}
      {data ? <Whole environment={environment} line={data} /> : error ? null : <SkeletonRows rows={3} />}
    </div>
  )
}

function Whole({ environment, line }: { readonly environment: string; readonly line: WholeLine }) {
  const facts = [
    { label: i18n.t('Time'), value: preciseTime(line.at) },
    { label: i18n.t('Came'), value: preciseTime(line.observedAt) },
    { label: i18n.t('Severity'), value: bandWords(line.severity) },
    { label: i18n.t('Service'), value: line.service || '–' },
    ...(line.traceId
      ? [
          {
            label: i18n.t('Trace id'),
            value: <Slot name="trace.link" given={{ environmentId: environment, traceId: line.traceId, words: line.traceId }} />,
          },
        ]
      : []),
    ...(line.spanId ? [{ label: i18n.t('Span id'), value: <code>{line.spanId}</code> }] : []),
  ]
  return (
    <>
      <pre className={styles['whole']} tabIndex={0} aria-label={i18n.t('Whole text')}>
        {line.text}
      </pre>
      <div className={styles['facts']}>
        <PropertyList title={i18n.t('Line')} properties={facts} />
        <TextProperties title={i18n.t('Attributes')} texts={line.attributes} />
        <TextProperties title={i18n.t('Resource')} texts={line.resource} />
      </div>
      <Context line={line} />
    </>
  )
}

/** From the oldest to the newest, as a file would have them; begins with the line itself in the middle. */
function Context({ line }: { readonly line: WholeLine }) {
  const box = useRef<HTMLOListElement>(null)
  useEffect(() => {
    const [list, self] = [box.current, box.current?.querySelector<HTMLElement>('[aria-current]')]
    if (list && self) list.scrollTop = self.offsetTop - (list.clientHeight - self.clientHeight) / 2
  }, [line.id])
  if (line.before.length + line.after.length === 0) return null
  return (
    <section className={styles['context']}>
      <h3 className={styles['title']}>{i18n.t('Around this line, same service')}</h3>
      <ol ref={box} className={styles['around']} tabIndex={0} aria-label={i18n.t('Around this line, same service')}>
        {[...line.before, line, ...line.after].map((one) => (
          <li
            key={one.id}
            className={cx(styles['line'], one.id === line.id && styles['self'])}
            {...(one.id === line.id ? { 'aria-current': true } : {})}
          >
            <LineWords line={one} />
          </li>
        ))}
      </ol>
    </section>
  )
}
