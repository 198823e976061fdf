/** When a rule fires: limit, duration, window, and what no data means. */
import { i18n } from '@lingui/core'
import { NativeSelect } from '#design/field/native-select.tsx'
import { TextField } from '#design/field/text-field.tsx'
import { hasLimit, hasWindow, isMoment, type RuleFields } from './rule-fields.ts'
import { noDataWords } from './rule-words.ts'
import styles from './alerting.module.css'

interface LimitsProps {
  readonly fields: RuleFields
  readonly set: (next: Partial<RuleFields>) => void
}

const NO_DATA = ['keep', 'fire', 'recover'] as const

export function RuleLimits({ fields, set }: LimitsProps) {
  const { kind } = fields
  if (kind === 'burn_rate') return <Goal fields={fields} set={set} />
  if (kind === 'errors' && isMoment(fields.measure))
    return <p className={styles['quiet']}>{i18n.t('It fires at once, until somebody has resolved or ignored the group.')}</p>
  return (
    <>
      <div className={styles['matcher']}>
        {hasSides(kind) && hasLimit(fields) ? <Side fields={fields} set={set} /> : null}
        {kind === 'forecast' ? (
          <TextField label={i18n.t('Reaches')} value={fields.reaches} onChange={(reaches) => set({ reaches })} />
        ) : null}
        {hasLimit(fields) ? <TextField label={limitWords(fields)} value={fields.limit} onChange={(limit) => set({ limit })} /> : null}
        {hasWindow(kind) ? (
          <TextField label={i18n.t('Within, in minutes')} value={fields.overMinutes} onChange={(overMinutes) => set({ overMinutes })} />
        ) : null}
        {isLasting(kind) ? (
          <TextField label={i18n.t('For, in minutes')} value={fields.minutes} onChange={(minutes) => set({ minutes })} />
        ) : null}
        {hasVolume(fields) ? <TextField label={volumeWords(kind)} value={fields.volume} onChange={(volume) => set({ volume })} /> : null}
      </div>
      {isOfSamples(kind) && hasLimit(fields) ? <Ends fields={fields} set={set} /> : null}
    </>
  )
}

const isOfSamples = (kind: RuleFields['kind']): boolean => kind === 'metric' || kind === 'promql' || kind === 'database'
const hasSides = (kind: RuleFields['kind']): boolean => isOfSamples(kind) || kind === 'change' || kind === 'logs'
/** The window of the others is how long it must last. */
const isLasting = (kind: RuleFields['kind']): boolean => kind !== 'latency' && kind !== 'error_share' && kind !== 'errors'
const hasVolume = ({ kind, measure }: RuleFields): boolean =>
  kind === 'latency' || kind === 'error_share' || (kind === 'errors' && measure === 'spike')

function Goal({ fields, set }: LimitsProps) {
  return (
    <TextField
      label={i18n.t('Goal, in per cent')}
      hint={i18n.t('Fires when the error budget of 30 days burns too fast, by three pairs of windows.')}
      value={fields.goal}
      onChange={(goal) => set({ goal })}
    />
  )
}

function Side({ fields, set }: LimitsProps) {
  return (
    <NativeSelect
      label={i18n.t('Fires')}
      value={fields.comparison}
      onChange={(next) => set({ comparison: next === 'below' ? 'below' : 'above' })}
      options={[
        { value: 'above', label: i18n.t('above') },
        { value: 'below', label: i18n.t('below') },
      ]}
    />
  )
}

function Ends({ fields, set }: LimitsProps) {
  return (
    <div className={styles['matcher']}>
      <TextField label={i18n.t('Recovers at')} optional value={fields.recoverAt} onChange={(recoverAt) => set({ recoverAt })} />
      <NativeSelect
        label={i18n.t('Without data')}
        value={fields.onNoData}
        onChange={(next) => set({ onNoData: NO_DATA.find((one) => one === next) ?? 'keep' })}
        options={NO_DATA.map((value) => ({ value, label: noDataWords(value) }))}
      />
    </div>
  )
}

function volumeWords(kind: RuleFields['kind']): string {
  return kind === 'latency' ? i18n.t('At least so many requests') : i18n.t('At least so many errors')
}

function limitWords({ kind, measure, figure, inUnits }: RuleFields): string {
  if (kind === 'absence') return i18n.t('Silent for, in seconds')
  if (kind === 'forecast') return i18n.t('Within, in hours')
  if (kind === 'latency') return i18n.t('Limit, in seconds')
  if (kind === 'error_share' || (kind === 'change' && !inUnits)) return i18n.t('Limit, in per cent')
  if (kind === 'logs') return i18n.t('Lines')
  if (kind === 'database')
    return figure === 'connections'
      ? i18n.t('Limit, as a share from 0 to 1')
      : figure === 'slow_statements'
        ? i18n.t('Limit')
        : i18n.t('Limit, in seconds')
  if (kind !== 'errors') return i18n.t('Limit')
  if (measure === 'spike') return i18n.t('Times as many as usual')
  return measure === 'users' ? i18n.t('More than so many people') : i18n.t('More than so many errors')
}
