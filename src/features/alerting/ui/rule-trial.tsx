/** What a rule would have found in the last days. */
import { useState } from 'react'
import { History } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Button } from '#design/button/button.tsx'
import { useWrite } from '#design/session/client.ts'
import { FormProblem } from '#design/states/states.tsx'
import { absoluteTime, plain } from '#design/time/format.ts'
import { type Trial, useAlerting } from './client.ts'
import { bodyOf, canBeTried, isWhole, type RuleFields } from './rule-fields.ts'
import styles from './alerting.module.css'

const DAYS = 7
const SHOWN = 8

export function RuleTrial({ applicationId, fields }: { readonly applicationId: string; readonly fields: RuleFields }) {
  const alerting = useAlerting()
  const [found, setFound] = useState<Trial | null>(null)
  const trial = useWrite(
    () => {
      const { source, condition, environmentId = null } = bodyOf(fields)
      return alerting.call('tryRule', { params: { id: applicationId }, body: { source, condition, environmentId, days: DAYS } })
    },
    { touches: [], done: setFound },
  )
  const missing = canBeTried(fields) ? null : i18n.t('Nothing is kept by which this rule could be tried.')
  const why = missing ?? (isWhole(fields) ? null : i18n.t('Name the rule, what it looks at and its limit.'))
  return (
    <div className={styles['name']}>
      <Button size="small" icon={<History aria-hidden />} why={why} pending={trial.pending} onClick={() => trial.run(undefined)}>
        {i18n.t('Try on the last {days} days', { days: DAYS })}
      </Button>
      <FormProblem problem={trial.problem} />
      {found ? <Found trial={found} /> : null}
    </div>
  )
}

function Found({ trial: { series, spells } }: { readonly trial: Trial }) {
  if (series === 0) return <p className={styles['quiet']}>{i18n.t('No series fits.')}</p>
  const shown = spells.slice(0, SHOWN)
  return (
    <>
      <p>{i18n.t('It would have fired {count, plural, =0 {never} one {once} other {# times}}.', { count: spells.length })}</p>
      <ul>
        {shown.map(({ from, to, worst, labels }) => (
          <li key={`${from} ${JSON.stringify(labels)}`} className={styles['quiet']}>
            {absoluteTime(from)} – {to === null ? i18n.t('now') : absoluteTime(to)}, {plain(worst, 3)}, {Object.values(labels).join(' ')}
          </li>
        ))}
      </ul>
    </>
  )
}
