/** Adds a mapping rule behind the others, or changes one. */
import { useState } from 'react'
import { Plus, X } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Button, IconButton } from '#design/button/button.tsx'
import { TextField } from '#design/field/text-field.tsx'
import { Row } from '#design/layouts/layouts.tsx'
import { FormDialog } from '#design/overlay/form-dialog.tsx'
import { Select } from '#design/select/select.tsx'
import { useWrite } from '#design/session/client.ts'
import { MATCHERS_MAX } from '../domain/limits.ts'
import { MATCHES, type Matcher } from '../domain/rules.ts'
import { isClient, type Mapping, type Rule, TOUCHES, useMapping } from './client.ts'
import { environmentWords, matchWords } from './words.ts'
import styles from './mapping.module.css'

interface RuleDialogProps {
  readonly owner: string
  readonly mapping: Mapping
  /** Of the rule that is changed; null: a new one. */
  readonly index: number | null
  /** What it begins with; null: nothing. */
  readonly rule: Rule | null
  readonly onClose: () => void
}

const EMPTY: Matcher = { label: '', match: 'is', value: '' }

export function RuleDialog({ owner, mapping, index, rule, onClose }: RuleDialogProps) {
  const client = useMapping()
  const [matchers, setMatchers] = useState<readonly Matcher[]>(rule?.matchers ?? [EMPTY])
  const [environmentId, setEnvironment] = useState(rule?.environmentId ?? mapping.environments[0]?.environmentId ?? '')
  const at = index ?? mapping.rules.length
  const written = { matchers: [...matchers], environmentId }
  const rules = index === null ? [...mapping.rules, written] : mapping.rules.map((each, of) => (of === index ? written : each))
  const name = isClient(owner) ? 'writeClientMapping' : 'writeApplicationMapping'
  const save = useWrite(() => client.call(name, { params: { id: owner }, body: { rules } }, { ifMatch: mapping.version }), {
    touches: TOUCHES,
    done: onClose,
  })
  const change = (which: number, over: Partial<Matcher>) =>
    setMatchers(matchers.map((matcher, each) => (each === which ? { ...matcher, ...over } : matcher)))
  return (
    <FormDialog
      title={index === null ? i18n.t('Add a mapping rule') : i18n.t('Edit rule {number}', { number: index + 1 })}
      onClose={onClose}
      verb={index === null ? i18n.t('Add') : i18n.t('Save')}
      save={save}
      why={mapping.environments.length === 0 ? i18n.t('Add an environment first.') : null}
    >
      {matchers.map((matcher, which) => (
        <MatcherFields
          // Matchers have nothing of their own by which one could be told from another.
          key={which}
          matcher={matcher}
          onChange={(over) => change(which, over)}
          onRemove={matchers.length === 1 ? null : () => setMatchers(matchers.filter((_, each) => each !== which))}
          fault={(field) => save.problem?.of(`rules.${at}.matchers.${which}.${field}`)}
        />
      ))}
      <Row>
        <Button
          size="small"
          icon={<Plus aria-hidden />}
          why={matchers.length >= MATCHERS_MAX ? i18n.t('A rule can have no more.') : null}
          onClick={() => setMatchers([...matchers, EMPTY])}
        >
          {i18n.t('And another label')}
        </Button>
      </Row>
      <Select
        label={i18n.t('Environment')}
        value={environmentId}
        onChange={setEnvironment}
        options={mapping.environments.map(({ environmentId: value }) => ({
          value,
          label: environmentWords(mapping, value, isClient(owner)),
        }))}
      />
    </FormDialog>
  )
}

interface MatcherFieldsProps {
  readonly matcher: Matcher
  readonly onChange: (over: Partial<Matcher>) => void
  /** Null: it is the only one. */
  readonly onRemove: (() => void) | null
  readonly fault: (field: string) => string | undefined
}

function MatcherFields({ matcher, onChange, onRemove, fault }: MatcherFieldsProps) {
  return (
    <div className={styles['matcher']}>
      <TextField
        label={i18n.t('Label')}
        mono
        placeholder="service.name"
        value={matcher.label}
        onChange={(label) => onChange({ label })}
        fault={fault('label')}
      />
      <Select
        label={i18n.t('Comparison')}
        value={matcher.match}
        onChange={(match) => onChange({ match })}
        options={MATCHES.map((value) => ({ value, label: matchWords(value) }))}
      />
      <TextField label={i18n.t('Value')} mono value={matcher.value} onChange={(value) => onChange({ value })} fault={fault('value')} />
      {onRemove ? <IconButton plain label={i18n.t('Remove the label')} icon={<X aria-hidden />} onClick={onRemove} /> : null}
    </div>
  )
}
