/** One of a list: by opening it, or by typing into it. */
import { type ReactNode, useState } from 'react'
import { Button as AriaButton } from 'react-aria-components/Button'
import { ComboBox as AriaComboBox } from 'react-aria-components/ComboBox'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'
import { Popover } from 'react-aria-components/Popover'
import { Select as AriaSelect, SelectValue } from 'react-aria-components/Select'
import { Text } from 'react-aria-components/Text'
import { Check, ChevronDown } from 'lucide-react'
import { i18n } from '@lingui/core'
import { cx } from '../class-names.ts'
import field from '../field/field.module.css'
import overlay from '../overlay/overlay.module.css'
import styles from './select.module.css'

export interface Option<V extends string = string> {
  readonly value: V
  readonly label: string
  readonly note?: string | undefined
  readonly icon?: ReactNode
}

export interface SelectProps<V extends string> {
  readonly label: string
  readonly hideLabel?: boolean
  readonly value: V | null
  readonly onChange: (value: V) => void
  readonly options: readonly Option<V>[]
  readonly placeholder?: string
  readonly hint?: string
  readonly fault?: string | null | undefined
}

function item(option: Option) {
  return (
    <ListBoxItem key={option.value} id={option.value} textValue={option.label} className={overlay['item'] ?? ''}>
      {({ isSelected }) => (
        <>
          {option.icon}
          <span className={overlay['itemWords']}>
            {option.label}
            {option.note ? <span className={overlay['why']}>{option.note}</span> : null}
          </span>
          {isSelected ? <Check aria-hidden className={overlay['tick']} /> : null}
        </>
      )}
    </ListBoxItem>
  )
}

function Frame({ hint, fault }: { readonly hint?: string | undefined; readonly fault?: string | null | undefined }) {
  return (
    <>
      {hint ? (
        <Text slot="description" className={field['hint'] ?? ''}>
          {hint}
        </Text>
      ) : null}
      {fault ? (
        <div className={field['fault']} role="alert">
          {fault}
        </div>
      ) : null}
    </>
  )
}

export function Select<V extends string>({ label, hideLabel, value, onChange, options, placeholder, hint, fault }: SelectProps<V>) {
  return (
    <AriaSelect
      value={value}
      onChange={(key) => (key === null ? undefined : onChange(String(key) as V))}
      placeholder={placeholder ?? i18n.t('Choose…')}
      className={field['field'] ?? ''}
    >
      <Label className={cx(field['label'], hideLabel && field['unseen'])}>{label}</Label>
      <AriaButton className={cx(field['control'], styles['trigger'])}>
        <SelectValue className={styles['value'] ?? ''}>
          {({ selectedText, isPlaceholder, defaultChildren }) => (isPlaceholder ? defaultChildren : selectedText)}
        </SelectValue>
        <ChevronDown aria-hidden />
      </AriaButton>
      <Frame hint={hint} fault={fault} />
      <Popover className={overlay['popover'] ?? ''} offset={4}>
        <ListBox className={overlay['items'] ?? ''}>{options.map(item)}</ListBox>
      </Popover>
    </AriaSelect>
  )
}

/** As Select, with a box to type in; for long lists. */
export function Combobox<V extends string>({ label, hideLabel, value, onChange, options, placeholder, hint, fault }: SelectProps<V>) {
  const chosen = options.find((option) => option.value === value)?.label ?? ''
  const [typed, setTyped] = useState<string | null>(null)
  const shown = typed === null || typed === chosen ? options : options.filter((option) => matches(option, typed))
  return (
    <AriaComboBox
      items={shown}
      value={value}
      inputValue={typed ?? chosen}
      onInputChange={setTyped}
      onChange={(key) => {
        setTyped(null)
        if (key !== null) onChange(String(key) as V)
      }}
      onOpenChange={(open) => (open ? undefined : setTyped(null))}
      menuTrigger="focus"
      allowsEmptyCollection
      className={field['field'] ?? ''}
    >
      <Label className={cx(field['label'], hideLabel && field['unseen'])}>{label}</Label>
      <div className={cx(field['control'], styles['combo'])}>
        <Input
          className={field['input'] ?? ''}
          placeholder={placeholder ?? i18n.t('Type to search…')}
          onFocus={(event) => event.currentTarget.select()}
        />
        <AriaButton className={styles['open'] ?? ''}>
          <ChevronDown aria-hidden />
        </AriaButton>
      </div>
      <Frame hint={hint} fault={fault} />
      <Popover className={overlay['popover'] ?? ''} offset={4}>
        <ListBox
          className={overlay['items'] ?? ''}
          renderEmptyState={() => <div className={overlay['empty']}>{i18n.t('Nothing matches.')}</div>}
        >
          {item}
        </ListBox>
      </Popover>
    </AriaComboBox>
  )
}

function matches(option: Option, typed: string): boolean {
  return `${option.label} ${option.note ?? ''}`.toLocaleLowerCase().includes(typed.trim().toLocaleLowerCase())
}
