/** Which role, and where it counts. A contact of a client always has a client; an owner owns everything. */
import { i18n } from '@lingui/core'
import { nameIn, type Scope, useScope } from '#design/navigation/scope.ts'
import { Combobox, Select } from '#design/select/select.tsx'
import type { Role } from '../../domain/roles.ts'
import type { Grant } from '../client.ts'
import { roles } from '../screens.ts'
import { roleComesFor, roleTitle } from '../words.ts'
import styles from './people.module.css'

export interface GrantDraft {
  readonly role: Role
  readonly clientId: string | null
  readonly applicationId: string | null
}

export const newGrant: GrantDraft = { role: 'support_engineer', clientId: null, applicationId: null }

const EVERYWHERE = 'everywhere'

interface GrantFieldsProps {
  readonly value: GrantDraft
  readonly onChange: (value: GrantDraft) => void
}

export function GrantFields({ value, onChange }: GrantFieldsProps) {
  const scope = useScope()
  const { role, clientId, applicationId } = value
  const applications = scope.applications.filter((one) => clientId === null || one.clientId === clientId)
  return (
    <div className={styles['fields']}>
      <Select
        label={i18n.t('Role')}
        value={role}
        onChange={(next) => onChange(next === 'owner' ? { ...newGrant, role: next } : { ...value, role: next })}
        options={roles.map((one) => ({ value: one, label: roleTitle(one), note: roleComesFor(one) }))}
      />
      {role === 'owner' ? null : (
        <div className={styles['pair']}>
          {scope.clients.length > 0 ? (
            <Combobox
              label={i18n.t('Client')}
              value={clientId ?? EVERYWHERE}
              onChange={(next) => onChange({ ...value, clientId: next === EVERYWHERE ? null : next, applicationId: null })}
              options={[
                ...(role === 'client_contact' ? [] : [{ value: EVERYWHERE, label: i18n.t('All clients') }]),
                ...scope.clients.map((one) => ({ value: one.id, label: one.name })),
              ]}
            />
          ) : null}
          <Combobox
            label={i18n.t('Application')}
            value={applicationId ?? EVERYWHERE}
            onChange={(next) => onChange({ ...value, applicationId: next === EVERYWHERE ? null : next })}
            options={[
              { value: EVERYWHERE, label: i18n.t('All applications') },
              ...applications.map((one) => ({ value: one.id, label: one.name })),
            ]}
          />
        </div>
      )}
    </div>
  )
}

/** Where a role counts, in words. */
export function whereWords(grant: Pick<Grant, 'clientId' | 'applicationId'>, scope: Scope): string {
  if (grant.applicationId) return nameIn(scope, grant.applicationId)
  if (grant.clientId) return nameIn(scope, grant.clientId)
  return i18n.t('Everywhere')
}
