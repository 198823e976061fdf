/** Makes an API key and shows its secret once. */
import { useState } from 'react'
import { i18n } from '@lingui/core'
import { Checkbox } from '#design/choice/choice.tsx'
import { TextField } from '#design/field/text-field.tsx'
import { SecretDialog } from '#design/overlay/secret-dialog.tsx'
import { FormDialog } from '#design/overlay/form-dialog.tsx'
import { Select } from '#design/select/select.tsx'
import { useRead, useWrite } from '#design/session/client.ts'
import { useSession } from '#design/session/session.ts'
import { useIdentity } from '../client.ts'
import styles from './settings.module.css'

const lives = ['30', '90', '365', 'never'] as const

export function NewKeyDialog({ onClose }: { readonly onClose: () => void }) {
  const identity = useIdentity()
  const { permissions } = useSession()
  const table = useRead(identity, 'readPermissions', {})
  const [name, setName] = useState('')
  const [scopes, setScopes] = useState<readonly string[]>([])
  const [life, setLife] = useState<(typeof lives)[number]>('90')
  const [secret, setSecret] = useState<string | null>(null)
  const make = useWrite(
    () => identity.call('createApiKey', { body: { name, scopes: [...scopes], expiresInDays: life === 'never' ? null : Number(life) } }),
    { touches: ['identity'], done: (made) => setSecret(made.secret) },
  )
  if (secret) return <SecretDialog title={i18n.t('The key is ready')} secret={secret} onClose={onClose} />
  const own = (table.data?.permissions ?? []).filter((one) => permissions.has(one.name))
  const toggle = (scope: string, on: boolean) => setScopes(on ? [...scopes, scope] : scopes.filter((one) => one !== scope))
  const lifeWords = (days: string) => (days === 'never' ? i18n.t('until it is revoked') : i18n.t('{days} days', { days }))
  return (
    <FormDialog
      title={i18n.t('New API key')}
      onClose={onClose}
      verb={i18n.t('Make the key')}
      save={make}
      why={scopes.length === 0 ? i18n.t('Choose at least one permission.') : null}
    >
      <TextField
        label={i18n.t('Name')}
        autoFocus
        value={name}
        onChange={setName}
        hint={i18n.t('What it is for, such as “deploy script”.')}
        fault={make.problem?.of('name')}
      />
      <Select
        label={i18n.t('Works for')}
        value={life}
        onChange={setLife}
        options={lives.map((value) => ({ value, label: lifeWords(value) }))}
      />
      <fieldset>
        <legend>{i18n.t('It may')}</legend>
        <div className={styles['scopes']}>
          {own.map((one) => (
            <Checkbox
              key={one.name}
              label={one.allows}
              hint={<code>{one.name}</code>}
              checked={scopes.includes(one.name)}
              onChange={(on) => toggle(one.name, on)}
            />
          ))}
        </div>
      </fieldset>
    </FormDialog>
  )
}
