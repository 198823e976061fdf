/** Which groups of the sign-in provider give which roles. */
import { Plus, X } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Button, IconButton } from '#design/button/button.tsx'
import { Switch } from '#design/choice/choice.tsx'
import { TextField } from '#design/field/text-field.tsx'
import { Row } from '#design/layouts/layouts.tsx'
import type { Problem } from '#design/session/client.ts'
import type { GrantDraft } from '../people/grant-fields.tsx'
import { GrantFields, newGrant } from '../people/grant-fields.tsx'
import styles from './settings.module.css'

export interface GroupDraft extends GrantDraft {
  readonly group: string
}
export interface GroupsDraft {
  readonly claim: string
  readonly rules: readonly GroupDraft[]
}

const newRule: GroupDraft = { ...newGrant, group: '' }
/** What most providers call it. */
const firstGroups: GroupsDraft = { claim: 'groups', rules: [newRule] }

interface GroupsProps {
  /** Null: groups give no roles. */
  readonly value: GroupsDraft | null
  readonly onChange: (value: GroupsDraft | null) => void
  readonly problem: Problem | null
}

export function ProviderGroups({ value, onChange, problem }: GroupsProps) {
  return (
    <>
      <Switch
        label={i18n.t('Groups of the provider give roles')}
        hint={i18n.t(
          'At each sign-in, roles of groups become what the groups say; roles that somebody gave here stay. Whoever ends up without any role is refused. The last owner stays one.',
        )}
        checked={value !== null}
        onChange={(on) => onChange(on ? firstGroups : null)}
      />
      {value ? (
        <>
          <TextField
            label={i18n.t('Claim that names the groups')}
            autoComplete="off"
            value={value.claim}
            onChange={(claim) => onChange({ ...value, claim })}
            hint={i18n.t('Such as groups; dots lead into objects, as in access.roles.')}
            fault={problem?.of('provider.groups.claim')}
          />
          {value.rules.map((rule, index) => (
            <Rule
              key={index}
              rule={rule}
              fault={(field) => problem?.of(`provider.groups.rules.${index}.${field}`)}
              onChange={(next) => onChange({ ...value, rules: value.rules.with(index, next) })}
              onRemove={() => onChange({ ...value, rules: value.rules.toSpliced(index, 1) })}
            />
          ))}
          <Row>
            <Button size="small" icon={<Plus aria-hidden />} onClick={() => onChange({ ...value, rules: [...value.rules, newRule] })}>
              {i18n.t('Add a group')}
            </Button>
          </Row>
        </>
      ) : null}
    </>
  )
}

interface RuleProps {
  readonly rule: GroupDraft
  readonly fault: (field: string) => string | undefined
  readonly onChange: (rule: GroupDraft) => void
  readonly onRemove: () => void
}

function Rule({ rule, fault, onChange, onRemove }: RuleProps) {
  const name = rule.group || i18n.t('new group')
  return (
    <fieldset className={styles['rule']}>
      <legend className={styles['ruleName']}>{name}</legend>
      <TextField
        label={i18n.t('Group')}
        autoComplete="off"
        value={rule.group}
        onChange={(group) => onChange({ ...rule, group })}
        hint={i18n.t('Letter by letter as the provider names it.')}
        fault={fault('group') ?? fault('role')}
      />
      <GrantFields value={rule} onChange={(grant) => onChange({ ...rule, ...grant })} />
      <span className={styles['ruleRemove']}>
        <IconButton size="small" label={i18n.t('Remove {name}', { name })} icon={<X aria-hidden />} onClick={onRemove} />
      </span>
    </fieldset>
  )
}
