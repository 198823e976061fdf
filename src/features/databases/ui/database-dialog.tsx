/** Adds a database, or changes how it is watched: where it is, how one gets in, and whether that works. */
import { useState } from 'react'
import { PlugZap } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Button } from '#design/button/button.tsx'
import { Checkbox } from '#design/choice/choice.tsx'
import { TextArea, TextField } from '#design/field/text-field.tsx'
import { FormDialog } from '#design/overlay/form-dialog.tsx'
import { Select } from '#design/select/select.tsx'
import { useRead, useWrite } from '#design/session/client.ts'
import { useSession } from '#design/session/session.ts'
import { FormProblem } from '#design/states/states.tsx'
import { userSql } from '../domain/user-sql.ts'
import { KINDS, TLS_MODES } from '../domain/words.ts'
import { TOUCHES, type WholeDatabase, useCatalog, useDatabases } from './client.ts'
import { SqlText } from './sql-text.tsx'
import { TrialAnswer } from './trial-answer.tsx'
import { bodyOf, type DatabaseForm, formOf, NEW, PORTS, withKind } from './database-form.ts'
import { kindWords, tlsWords } from './words.ts'
import styles from './databases.module.css'

interface DialogProps {
  readonly applicationId: string
  /** Absent: a new one. */
  readonly database?: WholeDatabase
  readonly onClose: () => void
}

export function DatabaseDialog({ applicationId, database, onClose }: DialogProps) {
  const databases = useDatabases()
  const environments = useRead(useCatalog(), 'listEnvironments', { query: { applicationId, limit: 200 } })
  const [form, setForm] = useState<DatabaseForm>(database ? formOf(database) : NEW)
  const change = (part: Partial<DatabaseForm>) => setForm((before) => ({ ...before, ...part }))
  const environmentId = form.environmentId ?? environments.data?.items[0]?.id ?? ''
  const save = useWrite(
    () => {
      const { password, ...body } = bodyOf(form)
      if (!database) return databases.call('createDatabase', { body: { ...body, environmentId, kind: form.kind, password } })
      const changed = { ...body, ...(password === '' ? {} : { password }) }
      return databases.call('changeDatabase', { params: { id: database.id }, body: changed }, { ifMatch: database.version })
    },
    { touches: TOUCHES, done: onClose },
  )
  const trial = useWrite(
    () => {
      const { name: _name, intervalSeconds: _interval, password, ...place } = bodyOf(form)
      const keptPassword = database && password === '' ? { password: null, databaseId: database.id } : { password, databaseId: null }
      return databases.call('tryDatabase', { body: { ...place, ...keptPassword, environmentId, kind: form.kind } })
    },
    { touches: [], done: (answer) => change({ trial: answer }) },
  )
  const tryIt = (
    <Button icon={<PlugZap aria-hidden />} pending={trial.pending} onClick={() => trial.run(undefined)}>
      {i18n.t('Test connection')}
    </Button>
  )
  return (
    <FormDialog
      size="wide"
      title={database ? i18n.t('How {name} is watched', { name: database.name }) : i18n.t('Watch a database')}
      onClose={onClose}
      verb={database ? i18n.t('Save') : i18n.t('Add database')}
      save={save}
      why={environments.data?.items.length === 0 ? i18n.t('Add an environment first.') : null}
      more={tryIt}
    >
      <div className={styles['pair']}>
        <TextField
          label={i18n.t('Name')}
          autoFocus
          value={form.name}
          onChange={(name) => change({ name })}
          fault={save.problem?.of('name')}
        />
        {database ? null : (
          <Select
            label={i18n.t('Environment')}
            value={environmentId}
            onChange={(id) => change({ environmentId: id })}
            options={(environments.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          />
        )}
      </div>
      {database ? null : (
        <Select
          label={i18n.t('Kind')}
          value={form.kind}
          onChange={(kind) => setForm((before) => withKind(before, kind))}
          options={KINDS.map((kind) => ({ value: kind, label: kindWords(kind) }))}
        />
      )}
      <PlaceFields form={form} change={change} isNew={!database} faultOf={(field) => save.problem?.of(field) ?? trial.problem?.of(field)} />
      {database ? null : (
        <details className={styles['help']}>
          <summary>{i18n.t('Make a user that only reads')}</summary>
          <p>{i18n.t('Run this as an administrator of the database, with a password of your own:')}</p>
          <SqlText label={i18n.t('Statements that make the user')} text={userSql(form.kind, form)} />
        </details>
      )}
      {form.trial ? <TrialAnswer trial={form.trial} /> : null}
      <FormProblem problem={trial.problem} />
    </FormDialog>
  )
}

interface FieldsProps {
  readonly form: DatabaseForm
  readonly change: (part: Partial<DatabaseForm>) => void
  readonly isNew: boolean
  readonly faultOf: (field: string) => string | undefined
}

function PlaceFields({ form, change, isNew, faultOf }: FieldsProps) {
  const mayApprove = useSession().permissions.has('databases.private.approve')
  return (
    <>
      <div className={styles['pair']}>
        <TextField label={i18n.t('Host')} mono value={form.host} onChange={(host) => change({ host })} fault={faultOf('host')} />
        <TextField
          label={i18n.t('Port')}
          mono
          inputMode="numeric"
          value={form.port}
          placeholder={String(PORTS[form.kind])}
          onChange={(port) => change({ port })}
          fault={faultOf('port')}
        />
      </div>
      <div className={styles['pair']}>
        {form.kind === 'redis' ? null : (
          <TextField
            label={i18n.t('Database')}
            mono
            value={form.databaseName}
            onChange={(databaseName) => change({ databaseName })}
            fault={faultOf('databaseName')}
          />
        )}
        <TextField
          label={i18n.t('User')}
          mono
          value={form.username}
          onChange={(username) => change({ username })}
          fault={faultOf('username')}
        />
      </div>
      <TextField
        label={i18n.t('Password')}
        type="password"
        autoComplete="off"
        value={form.password}
        onChange={(password) => change({ password })}
        hint={isNew ? i18n.t('Kept encrypted, and shown to nobody again.') : i18n.t('Leave it empty to keep it.')}
        fault={faultOf('password')}
      />
      <div className={styles['pair']}>
        <Select
          label={i18n.t('Encryption')}
          value={form.tls}
          onChange={(tls) => change({ tls })}
          options={TLS_MODES.map((mode) => ({ value: mode, ...tlsWords(mode) }))}
        />
        <TextField
          label={i18n.t('Read every (seconds)')}
          inputMode="numeric"
          value={form.intervalSeconds}
          onChange={(intervalSeconds) => change({ intervalSeconds })}
          fault={faultOf('intervalSeconds')}
        />
      </div>
      {form.tls === 'verified' ? (
        <TextArea
          label={i18n.t('Who signs its certificate')}
          mono
          optional
          rows={3}
          value={form.tlsAuthority}
          onChange={(tlsAuthority) => change({ tlsAuthority })}
          hint={i18n.t('As PEM; empty when an authority that everybody trusts does.')}
          fault={faultOf('tlsAuthority')}
        />
      ) : null}
      <Checkbox
        label={i18n.t('The address may lie in a private network')}
        hint={i18n.t('Pitcrew then reaches this one address inside your network.')}
        checked={form.privateAllowed}
        onChange={(privateAllowed) => change({ privateAllowed })}
        why={mayApprove ? null : i18n.t('Only owners can allow this.')}
      />
    </>
  )
}
