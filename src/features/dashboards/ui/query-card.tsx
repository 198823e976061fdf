/** One expression of the explorer: the pickers, and the text that they write and read. */
import { useState } from 'react'
import { Trash2 } from 'lucide-react'
import { i18n } from '@lingui/core'
import { IconButton } from '#design/button/button.tsx'
import { Card } from '#design/card/card.tsx'
import { TextArea } from '#design/field/text-field.tsx'
import { Combobox, Select } from '#design/select/select.tsx'
import { ErrorState } from '#design/states/states.tsx'
import { INTERVAL } from '../domain/interval.ts'
import { GROUPINGS, PICKED_FUNCTIONS, picksOf, writePicks, type Picks } from '../domain/picks.ts'
import { readPicks } from '../domain/read-picks.ts'
import type { Fault, Place } from './client.ts'
import { FaultWords } from './fault-words.tsx'
import { LabelChips } from './label-chips.tsx'
import { useMetrics } from './metrics.ts'
import { functionWords, groupingWords, metricNote, windowWords } from './words.ts'
import styles from './dashboards.module.css'

const WINDOWS = [INTERVAL, '1m', '5m', '15m', '1h', '1d']
const QUANTILES = [0.5, 0.75, 0.9, 0.95, 0.99, 0.999]

interface QueryCardProps {
  readonly index: number
  readonly text: string
  readonly place: Place
  readonly faults: readonly Fault[]
  readonly onChange: (text: string) => void
  /** Undefined for the only one. */
  readonly onRemove: (() => void) | undefined
}

export function QueryCard({ index, text, place, faults, onChange, onRemove }: QueryCardProps) {
  const picks = readPicks(text)
  const name = String.fromCodePoint(65 + index)
  const change = (next: Picks) => onChange(writePicks(next))
  return (
    <Card
      title={i18n.t('Expression {name}', { name })}
      actions={
        onRemove ? (
          <IconButton size="small" label={i18n.t('Remove expression {name}', { name })} icon={<Trash2 aria-hidden />} onClick={onRemove} />
        ) : undefined
      }
    >
      <div className={styles['query']}>
        <div className={styles['pickers']}>
          <div className={styles['metric']}>
            <MetricPicker
              place={place}
              metric={picks?.metric ?? null}
              onChange={(metric) => onChange(writePicks(repicked(picks, metric)))}
            />
          </div>
          {picks ? <Pickers picks={picks} onChange={change} /> : null}
        </div>
        {picks ? <LabelChips place={place} picks={picks} onChange={change} /> : null}
        <ExpressionField text={text} isByHand={text !== '' && picks === null} onChange={onChange} />
        <FaultWords text={text} faults={faults} />
      </div>
    </Card>
  )
}

/** Another metric begins as one does; filters stay, because most metrics of a sender share their labels. */
function repicked(picks: Picks | null, metric: string): Picks {
  return { ...picksOf(metric), filters: picks?.filters ?? [] }
}

function MetricPicker({
  place,
  metric,
  onChange,
}: {
  readonly place: Place
  readonly metric: string | null
  readonly onChange: (metric: string) => void
}) {
  const { data, error, refetch } = useMetrics(place)
  if (error && !data) return <ErrorState problem={error} retry={() => void refetch()} compact />
  const metrics = data?.items ?? []
  const options = metrics.map((one) => ({ value: one.name, label: one.name, note: metricNote(one) }))
  const isKnown = metric === null || metrics.some(({ name }) => name === metric)
  return (
    <Combobox
      label={i18n.t('Metric')}
      value={metric}
      onChange={onChange}
      options={isKnown ? options : [...options, { value: metric, label: metric, note: i18n.t('nothing of it arrived within a day') }]}
      {...(data?.items.length === 0 ? { hint: i18n.t('Nothing arrived of this environment within a day.') } : {})}
    />
  )
}

function Pickers({ picks, onChange }: { readonly picks: Picks; readonly onChange: (picks: Picks) => void }) {
  const { picked, window, quantile, grouping } = picks
  const quantiles = [...new Set([...QUANTILES, quantile])].toSorted((a, b) => a - b)
  return (
    <>
      <Select
        label={i18n.t('Function')}
        value={picked}
        onChange={(next) => onChange({ ...picks, picked: next, ...(next === 'percentile' ? { grouping: 'none' } : {}) })}
        options={PICKED_FUNCTIONS.map((one) => ({ value: one, label: functionWords(one) }))}
      />
      {picked === 'percentile' ? (
        <Select
          label={i18n.t('Percentile')}
          value={String(quantile)}
          onChange={(next) => onChange({ ...picks, quantile: Number(next) })}
          options={quantiles.map((one) => ({ value: String(one), label: `p${Number((one * 100).toFixed(3))}` }))}
        />
      ) : (
        <Select
          label={i18n.t('Put together')}
          value={grouping}
          onChange={(next) => onChange({ ...picks, grouping: next, by: next === 'none' ? [] : picks.by })}
          options={GROUPINGS.map((one) => ({ value: one, label: groupingWords(one) }))}
        />
      )}
      {picked === 'as_is' ? null : (
        <Select
          label={i18n.t('Window')}
          value={window}
          onChange={(next) => onChange({ ...picks, window: next })}
          options={[...new Set([...WINDOWS, window])].map((one) => ({ value: one, label: windowWords(one) }))}
        />
      )}
    </>
  )
}

interface ExpressionFieldProps {
  readonly text: string
  readonly isByHand: boolean
  readonly onChange: (text: string) => void
}

/** Evaluated when somebody leaves it or presses Enter, not with each key. */
function ExpressionField({ text, isByHand, onChange }: ExpressionFieldProps) {
  const [typed, setTyped] = useState(text)
  const [before, setBefore] = useState(text)
  // The pickers wrote another one meanwhile.
  if (before !== text) {
    setBefore(text)
    setTyped(text)
  }
  const commit = () => (typed.trim() === text ? undefined : onChange(typed.trim()))
  return (
    <TextArea
      mono
      rows={2}
      label="PromQL"
      spellCheck={false}
      value={typed}
      onChange={setTyped}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || event.shiftKey) return
        event.preventDefault()
        commit()
      }}
      hint={
        isByHand
          ? i18n.t('Written by hand: the pickers cannot show all of it. Choosing a metric starts anew.')
          : i18n.t('Enter evaluates; Shift and Enter begin a new line.')
      }
    />
  )
}
