/** How something was over time, one bar for each piece of it: full when up, red from the ground when down, a stub when nobody knows. */
import { i18n } from '@lingui/core'
import { figure } from '#design/time/format.ts'
import type { Listed } from './client.ts'
import styles from './checks.module.css'

const HEIGHT = 20
/** Low enough to be told from a bar that is up without its colour. */
const UNKNOWN = 5

type Share = Listed['bars'][number]

export function Bars({
  bars,
  availability,
  span,
}: {
  readonly bars: readonly Share[]
  readonly availability: number | null
  readonly span: string
}) {
  const label =
    availability === null
      ? i18n.t('Nothing is known of the last {span}', { span })
      : i18n.t('Up in {share} of the last {span}', { share: availabilityWords(availability), span })
  return (
    <svg className={styles['bars']} viewBox={`0 0 ${bars.length * 4} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={label}>
      {bars.map((bar, index) => (
        <Bar key={index} bar={bar} x={index * 4} />
      ))}
    </svg>
  )
}

function Bar({ bar: { up, down }, x }: { readonly bar: Share; readonly x: number }) {
  const known = up + down
  if (known === 0) return <rect className={styles['unknown']} x={x} y={HEIGHT - UNKNOWN} width={3} height={UNKNOWN} />
  // The shortest outage is still seen: a bar of half an hour has pixels for more than its share.
  const downHeight = down === 0 ? 0 : Math.max(5, (down / known) * HEIGHT)
  return (
    <>
      <rect className={styles['up']} x={x} y={0} width={3} height={HEIGHT - downHeight} />
      {downHeight > 0 ? <rect className={styles['down']} x={x} y={HEIGHT - downHeight} width={3} height={downHeight} /> : null}
    </>
  )
}

/** 99.98 % and 100 % are not the same promise. */
export function availabilityWords(availability: number | null): string {
  if (availability === null) return '–'
  const percent = availability * 100
  return percent > 99 && percent < 100 ? `${(Math.floor(percent * 100) / 100).toLocaleString(i18n.locale)} %` : figure(percent, 'percent')
}
