/** The control for a value, by its form. */
import { X } from 'lucide-react'
import { i18n } from '@lingui/core'
import { PersonName } from '#design/avatar/avatar.tsx'
import { IconButton } from '#design/button/button.tsx'
import { Checkbox } from '#design/choice/choice.tsx'
import { TextArea, TextField } from '#design/field/text-field.tsx'
import { Combobox, Select } from '#design/select/select.tsx'
import { useRead } from '#design/session/client.ts'
import { zoneOptions } from '#design/time/zones.ts'
import { NONE, type Dimension, type Leaf } from '../domain/shape.ts'
import { useIdentity, type Value } from './client.ts'
import { keysOfNamed, pathOfKey, useReading } from './reading.ts'
import { titleOf } from './value-words.ts'
import { choiceWords } from './words.ts'
import styles from './plan.module.css'

interface ControlProps {
  readonly leaf: Leaf
  readonly label: string
  readonly value: Value
  readonly onChange: (value: Value) => void
  readonly fault: string | undefined
  /** In a form of several; alone, the title above it says what it is, and it takes the focus. */
  readonly labelShown?: boolean
}

export function ValueControl(props: ControlProps) {
  const { leaf, label, value, onChange, fault, labelShown = false } = props
  const options = useOptions(leaf)
  if (leaf.kind === 'list') return <ListControl {...props} of={leaf.of} />
  if (leaf.kind === 'flag') {
    const choices = [
      { value: 'yes', label: i18n.t('yes') },
      { value: 'no', label: i18n.t('no') },
    ]
    return (
      <Select
        label={label}
        hideLabel={!labelShown}
        value={value ? 'yes' : 'no'}
        onChange={(next) => onChange(next === 'yes')}
        options={choices}
        fault={fault}
      />
    )
  }
  if (leaf.kind === 'zone')
    return <Combobox label={label} hideLabel={!labelShown} value={String(value)} onChange={onChange} options={zones()} fault={fault} />
  if (options)
    return <Select label={label} hideLabel={!labelShown} value={String(value)} onChange={onChange} options={options} fault={fault} />
  const isCount = leaf.kind === 'count'
  return (
    <TextField
      label={label}
      hideLabel={!labelShown}
      autoFocus={!labelShown}
      inputMode={isCount ? 'numeric' : 'text'}
      value={String(value)}
      onChange={(next) => onChange(isCount && /^\d+$/.test(next) ? Number(next) : next)}
      hint={hintOf(leaf)}
      fault={fault}
    />
  )
}

function zones() {
  return [{ value: 'local', label: i18n.t('local: of the client, or of the organisation') }, ...zoneOptions('UTC')]
}

function useOptions(leaf: Leaf | Extract<Leaf, { kind: 'list' }>['of']) {
  const reading = useReading()
  if (leaf.kind === 'choice') return leaf.of.map((value) => ({ value, label: choiceWords(value) }))
  if (leaf.kind !== 'name') return undefined
  return keysOfNamed(reading, leaf.of).map((value) => ({ value, label: titleOf(reading, pathOfKey(leaf.of, value)) ?? value }))
}

function hintOf(leaf: Leaf): string | undefined {
  if (leaf.kind === 'amount') {
    const hints: Readonly<Record<Dimension, string>> = {
      time: i18n.t('Such as 15 min, 4 h or 7 days'),
      work: i18n.t('Such as 15 min, 4 h, 1 business hour or 5 business days'),
      share: i18n.t('Such as 80 %'),
      limit: i18n.t('Such as 3 s, 80 % or 0 clients'),
    }
    return leaf.mayBeNone ? i18n.t('{hint}; or {none}', { hint: hints[leaf.in], none: NONE }) : hints[leaf.in]
  }
  if (leaf.kind === 'hours') return i18n.t('Such as 09:00-12:00, 13:00-17:00; or closed')
  if (leaf.kind === 'time') return i18n.t('Such as 09:30')
  return undefined
}

type ListProps = ControlProps & { readonly of: Extract<Leaf, { kind: 'list' }>['of'] }

function ListControl(props: ListProps) {
  const { label, value, onChange, fault, of } = props
  const options = useOptions(of)
  const items = Array.isArray(value) ? value : []
  if (of.kind === 'person') return <PeopleControl {...props} items={items} />
  if (!options) {
    return (
      <TextArea
        label={label}
        hideLabel
        value={items.join('\n')}
        onChange={(text) => onChange(text.split('\n'))}
        hint={i18n.t('One per line')}
        fault={fault}
      />
    )
  }
  return (
    <fieldset className={styles['checks']}>
      <legend className={styles['unseen']}>{label}</legend>
      {options.map((option) => (
        <Checkbox
          key={option.value}
          label={option.label}
          checked={items.includes(option.value)}
          onChange={(on) => onChange(on ? [...items, option.value] : items.filter((one) => one !== option.value))}
        />
      ))}
      {fault ? <p role="alert">{fault}</p> : null}
    </fieldset>
  )
}

/** As many as one answer holds; teams are far smaller. */
const PEOPLE_MAX = 200

function PeopleControl({ label, items, onChange, fault }: ListProps & { readonly items: readonly string[] }) {
  const { plan } = useReading()
  const people = useRead(useIdentity(), 'listPeople', { query: { limit: PEOPLE_MAX, state: 'active' } })
  const names = new Map([...plan.people, ...(people.data?.items ?? [])].map(({ id, name }) => [id, name]))
  const options = (people.data?.items ?? []).filter(({ id }) => !items.includes(id)).map(({ id, name }) => ({ value: id, label: name }))
  return (
    <div className={styles['checks']}>
      {items.map((id) => (
        <span key={id} className={styles['person']}>
          <PersonName name={names.get(id) ?? i18n.t('(erased)')} />
          <IconButton
            size="small"
            label={i18n.t('Remove {name}', { name: names.get(id) ?? id })}
            icon={<X aria-hidden />}
            onClick={() => onChange(items.filter((one) => one !== id))}
          />
        </span>
      ))}
      <Combobox
        label={i18n.t('{label}: add somebody', { label })}
        value={null}
        onChange={(id) => onChange([...items, id])}
        options={options}
        fault={fault}
      />
    </div>
  )
}
