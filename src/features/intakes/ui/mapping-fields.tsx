/** Where the JSON of a webhook says what, tried on a sample while it is written. */
import { useEffect, useState } from 'react'
import { i18n } from '@lingui/core'
import { Banner } from '#design/banner/banner.tsx'
import { TextArea, TextField } from '#design/field/text-field.tsx'
import { PropertyList } from '#design/property-list/property-list.tsx'
import type { Arrived, Reading } from '../domain/arrived.ts'
import { type Mapping, readWebhook } from '../domain/kinds/webhook.ts'
import { readList } from './draft.ts'
import { refusalWords } from './words.ts'
import styles from './intakes.module.css'

interface MappingFieldsProps {
  readonly mapping: Mapping
  readonly onChange: (mapping: Mapping) => void
  /** Whether the sample gives at least one alert, and nothing of it is refused. */
  readonly onTried: (isTried: boolean) => void
}

const SAMPLE = '{\n  "id": "disk-web-1",\n  "title": "Disk of web-1 is full",\n  "status": "firing",\n  "severity": "warning"\n}'

export function MappingFields({ mapping, onChange, onTried }: MappingFieldsProps) {
  const [sample, setSample] = useState(SAMPLE)
  const reading = readSample(sample, mapping)
  const isTried = reading !== null && reading.alerts.length > 0 && reading.refused.length === 0
  useEffect(() => onTried(isTried), [isTried, onTried])
  const paths: readonly (readonly [Exclude<keyof Mapping, 'resolvedWords' | 'acknowledgedWords'>, string])[] = [
    ['alerts', i18n.t('List of alerts')],
    ['title', i18n.t('Title')],
    ['key', i18n.t('Recognised by')],
    ['state', i18n.t('State')],
    ['severity', i18n.t('Severity')],
    ['component', i18n.t('Component')],
    ['description', i18n.t('Description')],
    ['link', i18n.t('Link')],
    ['labels', i18n.t('Labels')],
  ]
  return (
    <>
      <p className={styles['quiet']}>
        {i18n.t('Where to find what: paths such as alert.labels.0 or /alert/labels/0; empty where it is not said.')}
      </p>
      <div className={styles['paths']}>
        {paths.map(([field, label]) => (
          <TextField key={field} label={label} mono value={mapping[field]} onChange={(path) => onChange({ ...mapping, [field]: path })} />
        ))}
        <Words
          label={i18n.t('States that end it')}
          words={mapping.resolvedWords}
          onChange={(next) => onChange({ ...mapping, resolvedWords: next })}
        />
        <Words
          label={i18n.t('States that acknowledge it')}
          words={mapping.acknowledgedWords}
          onChange={(next) => onChange({ ...mapping, acknowledgedWords: next })}
        />
      </div>
      <TextArea label={i18n.t('Sample of what is sent')} rows={6} value={sample} onChange={setSample} spellCheck={false} />
      <Preview reading={reading} />
    </>
  )
}

interface WordsProps {
  readonly label: string
  readonly words: readonly string[]
  readonly onChange: (words: readonly string[]) => void
}

/** Kept as it is typed until the field is left. */
function Words({ label, words, onChange }: WordsProps) {
  const [text, setText] = useState(words.join(', '))
  return (
    <TextField
      label={label}
      value={text}
      onChange={(next) => {
        setText(next)
        onChange(readList(next))
      }}
    />
  )
}

/** Null for what is no JSON. */
function readSample(sample: string, mapping: Mapping): Reading | null {
  try {
    return readWebhook(JSON.parse(sample), mapping)
  } catch {
    return null // said below the field
  }
}

function Preview({ reading }: { readonly reading: Reading | null }) {
  if (reading === null) return <Banner tone="warning">{i18n.t('The sample is not JSON.')}</Banner>
  const [refusal] = reading.refused
  if (refusal !== undefined) return <Banner tone="warning">{refusalWords(refusal)}</Banner>
  return (
    <div aria-live="polite">
      {reading.alerts.slice(0, 3).map((alert) => (
        <PropertyList key={alert.key} title={i18n.t('What it gives')} properties={propertiesOf(alert)} />
      ))}
    </div>
  )
}

function propertiesOf({ title, key, state, severity, component, labels }: Arrived) {
  const states = { firing: i18n.t('Firing'), acknowledged: i18n.t('Acknowledged'), resolved: i18n.t('Over') }
  return [
    { label: i18n.t('Title'), value: title || '–' },
    { label: i18n.t('Recognised by'), value: key },
    { label: i18n.t('State'), value: states[state] },
    { label: i18n.t('Severity'), value: severity ?? '–' },
    { label: i18n.t('Component'), value: component ?? '–' },
    {
      label: i18n.t('Labels'),
      value:
        Object.entries(labels)
          .map(([name, value]) => `${name}=${value}`)
          .join(', ') || '–',
    },
  ]
}
