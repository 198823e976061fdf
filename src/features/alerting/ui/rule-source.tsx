/** What a rule looks at: where, and by the fields of its kind. */
import { i18n } from '@lingui/core'
import { Checkbox } from '#design/choice/choice.tsx'
import { NativeSelect } from '#design/field/native-select.tsx'
import { TextArea, TextField } from '#design/field/text-field.tsx'
import { useRead } from '#design/session/client.ts'
import { DATABASE_FINDINGS, DATABASE_MEASURES, ERROR_MEASURES, LOG_LEVELS } from '../domain/rule.ts'
import { useAlerting, useCatalog } from './client.ts'
import { isOfMetric, type RuleFields } from './rule-fields.ts'
import { errorMeasureWords, figureWords, findingWords, levelWords } from './rule-words.ts'
import styles from './alerting.module.css'

interface FieldsProps {
  readonly applicationId: string
  readonly fields: RuleFields
  readonly set: (next: Partial<RuleFields>) => void
}

const NAMED_MAX = 200

export function RulePlace({ applicationId, fields, set }: FieldsProps) {
  const query = { applicationId, limit: NAMED_MAX }
  const environments = useRead(useCatalog(), 'listEnvironments', { query })
  const components = useRead(useCatalog(), 'listComponents', { query })
  return (
    <div className={styles['matcher']}>
      <Choice
        label={i18n.t('Environment')}
        none={i18n.t('Every environment')}
        value={fields.environmentId}
        onChange={(environmentId) => set({ environmentId })}
        options={environments.data?.items}
      />
      <Choice
        label={i18n.t('Component')}
        none={i18n.t('As labels say')}
        value={fields.componentId}
        onChange={(componentId) => set({ componentId })}
        options={components.data?.items}
      />
    </div>
  )
}

interface ChoiceProps {
  readonly label: string
  /** What no choice means. */
  readonly none: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly options: readonly { readonly id: string; readonly name: string }[] | undefined
}

function Choice({ label, none, value, onChange, options = [] }: ChoiceProps) {
  const named = options.map(({ id, name }) => ({ value: id, label: name }))
  return <NativeSelect label={label} value={value} onChange={onChange} options={[{ value: '', label: none }, ...named]} />
}

export function RuleSource(props: FieldsProps) {
  const { kind } = props.fields
  if (kind === 'change') return <ChangeFields {...props} />
  if (isOfMetric(kind)) return <MetricFields {...props} />
  if (kind === 'promql') return <ExpressionFields {...props} />
  if (kind === 'logs') return <LineFields {...props} />
  if (kind === 'check' || kind === 'database') return <TargetFields {...props} />
  if (kind === 'errors' || kind === 'database_finding') return <MeasureFields {...props} />
  return <RequestFields {...props} />
}

function MetricFields({ fields, set }: FieldsProps) {
  return (
    <div className={styles['matcher']}>
      <TextField label={i18n.t('Metric')} value={fields.metric} onChange={(metric) => set({ metric })} />
      <TextField
        label={i18n.t('Labels')}
        hint={i18n.t('Such as host=db-1, zone=a')}
        value={fields.labels}
        onChange={(labels) => set({ labels })}
      />
    </div>
  )
}

function ChangeFields(props: FieldsProps) {
  const { fields, set } = props
  return (
    <>
      <MetricFields {...props} />
      <Checkbox
        label={i18n.t('Limit in the unit of the metric instead of per cent')}
        checked={fields.inUnits}
        onChange={(inUnits) => set({ inUnits })}
      />
    </>
  )
}

function ExpressionFields({ fields, set }: FieldsProps) {
  return (
    <>
      <TextArea
        label={i18n.t('Expression in PromQL')}
        hint={i18n.t('Each series of the answer is judged by itself.')}
        rows={2}
        value={fields.expression}
        onChange={(expression) => set({ expression })}
      />
      <Checkbox
        label={i18n.t('Fires for every series of the answer, as in Prometheus')}
        checked={fields.whenAnswered}
        onChange={(whenAnswered) => set({ whenAnswered })}
      />
    </>
  )
}

function LineFields({ fields, set }: FieldsProps) {
  return (
    <div className={styles['matcher']}>
      <TextField
        label={i18n.t('Words in the line')}
        hint={i18n.t('Empty: every line')}
        value={fields.text}
        onChange={(text) => set({ text })}
      />
      <NativeSelect
        label={i18n.t('At least')}
        value={fields.level}
        onChange={(next) => set({ level: LOG_LEVELS.find((one) => one === next) ?? 'any' })}
        options={LOG_LEVELS.map((value) => ({ value, label: levelWords(value) }))}
      />
      <ServiceField fields={fields} set={set} />
    </div>
  )
}

function ServiceField({ fields, set }: Omit<FieldsProps, 'applicationId'>) {
  return (
    <TextField
      label={i18n.t('Service')}
      hint={i18n.t('Empty: every service')}
      value={fields.service}
      onChange={(service) => set({ service })}
    />
  )
}

function RequestFields({ fields, set }: FieldsProps) {
  if (fields.kind === 'burn_rate') return <ServiceField fields={fields} set={set} />
  return (
    <div className={styles['matcher']}>
      <ServiceField fields={fields} set={set} />
      <TextField
        label={i18n.t('Operation')}
        hint={i18n.t('Such as GET /cart; empty: every operation')}
        value={fields.operation}
        onChange={(operation) => set({ operation })}
      />
    </div>
  )
}

function TargetFields({ applicationId, fields, set }: FieldsProps) {
  const { data } = useRead(useAlerting(), 'listRuleTargets', { params: { id: applicationId } })
  if (fields.kind === 'check')
    return (
      <Choice
        label={i18n.t('Check')}
        none={i18n.t('Every check')}
        value={fields.checkId}
        onChange={(checkId) => set({ checkId })}
        options={data?.checks}
      />
    )
  return (
    <div className={styles['matcher']}>
      <NativeSelect
        label={i18n.t('Figure')}
        value={fields.figure}
        onChange={(next) => set({ figure: DATABASE_MEASURES.find((one) => one === next) ?? 'connections' })}
        options={DATABASE_MEASURES.map((value) => ({ value, label: figureWords(value) }))}
      />
      <Choice
        label={i18n.t('Database')}
        none={i18n.t('Every watched database')}
        value={fields.databaseId}
        onChange={(databaseId) => set({ databaseId })}
        options={data?.databases}
      />
    </div>
  )
}

function MeasureFields({ fields, set }: FieldsProps) {
  if (fields.kind === 'errors')
    return (
      <NativeSelect
        label={i18n.t('What of each group')}
        value={fields.measure}
        onChange={(next) => set({ measure: ERROR_MEASURES.find((one) => one === next) ?? 'events' })}
        options={ERROR_MEASURES.map((value) => ({ value, label: errorMeasureWords(value) }))}
      />
    )
  const findings = DATABASE_FINDINGS.map((value) => ({ value, label: findingWords(value) }))
  return (
    <NativeSelect
      label={i18n.t('Finding')}
      value={fields.finding}
      onChange={(finding) => set({ finding })}
      options={[{ value: '', label: i18n.t('Whatever is found') }, ...findings]}
    />
  )
}
