/** What one look gave: the outcome with its reason, and the time that each step took. */
import { i18n } from '@lingui/core'
import { StateLabel } from '#design/state-label/state-label.tsx'
import { figure } from '#design/time/format.ts'
import { RelativeTime } from '#design/time/relative-time.tsx'
import type { Split, Trial } from './client.ts'
import { outcomeWords, reasonWords, stepWords } from './words.ts'
import styles from './checks.module.css'

const STEPS = ['dns', 'connect', 'tls', 'wait', 'receive'] as const satisfies readonly (keyof Split)[]

interface AnswerProps {
  readonly look: Pick<Trial, 'outcome' | 'reason' | 'detail' | 'ms' | 'split' | 'certificateDays'> & {
    readonly redirects?: readonly string[]
  }
  /** When it was, RFC 3339; a look that was made just now has none. */
  readonly at?: string
  /** What it found is said beside it already. */
  readonly isSaid?: boolean
}

export function Answer({ look, at, isSaid = false }: AnswerProps) {
  const { tone, words } = outcomeWords(look.outcome)
  const steps = STEPS.filter((step) => look.split[step] !== null)
  return (
    <div className={styles['answer']} role="status">
      <div className={styles['standing']}>
        {isSaid ? null : (
          <>
            <StateLabel tone={tone}>{words}</StateLabel>
            <span>{reasonWords(look.reason, look.detail)}</span>
          </>
        )}
        {at ? (
          <span className={styles['quiet']}>
            {i18n.t('Last look')} <RelativeTime at={at} />
          </span>
        ) : null}
      </div>
      <dl className={styles['steps']}>
        {steps.map((step) => (
          <div key={step}>
            <dt>{stepWords(step)}</dt>
            <dd>{figure(look.split[step], 'ms')}</dd>
          </div>
        ))}
        {steps.length > 0 ? (
          <div>
            <dt>{i18n.t('Together')}</dt>
            <dd>{figure(look.ms, 'ms')}</dd>
          </div>
        ) : null}
        {look.certificateDays === null ? null : (
          <div>
            <dt>{i18n.t('Certificate')}</dt>
            <dd>{i18n.t('{days} days left', { days: look.certificateDays })}</dd>
          </div>
        )}
      </dl>
      {look.redirects && look.redirects.length > 0 ? (
        <p className={styles['quiet']}>{i18n.t('Led to {address}', { address: look.redirects.join(' → ') })}</p>
      ) : null}
    </div>
  )
}
