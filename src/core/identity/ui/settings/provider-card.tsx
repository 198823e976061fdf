/** The organisation's OpenID Connect provider. */
import { lazy, Suspense, useState } from 'react'
import { i18n } from '@lingui/core'
import { Button } from '#design/button/button.tsx'
import { Card } from '#design/card/card.tsx'
import { Switch } from '#design/choice/choice.tsx'
import { CopyField } from '#design/copy-field/copy-field.tsx'
import { TextField } from '#design/field/text-field.tsx'
import { FormLayout, Row } from '#design/layouts/layouts.tsx'
import { Select } from '#design/select/select.tsx'
import { type Problem, useWrite } from '#design/session/client.ts'
import { FormProblem } from '#design/states/states.tsx'
import { useToast } from '#design/toast/toast.tsx'
import type { JoinRole } from '../../domain/sign-in-settings.ts'
import { type SignInSettings, useIdentity } from '../client.ts'
import { roles } from '../screens.ts'
import { roleTitle } from '../words.ts'
import { ProviderGroups, type GroupsDraft } from './provider-groups.tsx'

const ConfirmDialog = lazy(() => import('#design/overlay/dialog.tsx').then((module) => ({ default: module.ConfirmDialog })))

const NOBODY = 'nobody'
const joinRoles = roles.filter((role): role is JoinRole => role !== 'owner' && role !== 'client_contact')

interface Draft {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  readonly label: string
  readonly domains: string
  readonly joinRole: string
  readonly only: boolean
  readonly groups: GroupsDraft | null
}

function draftOf(provider: SignInSettings['provider']): Draft {
  return {
    issuer: provider?.issuer ?? '',
    clientId: provider?.clientId ?? '',
    clientSecret: '',
    label: provider?.label ?? '',
    domains: provider?.domains.join(', ') ?? '',
    joinRole: provider?.joinRole ?? NOBODY,
    only: provider?.only ?? false,
    groups: provider?.groups ?? null,
  }
}

/** As the route takes it; an empty secret keeps the one that is there. */
function bodyOf(draft: Draft) {
  const { domains, joinRole, clientSecret, groups, ...rest } = draft
  return {
    ...rest,
    groups: groups && { ...groups, rules: [...groups.rules] },
    ...(clientSecret ? { clientSecret } : {}),
    domains: domains.split(/[\s,;]+/).filter((one) => one !== ''),
    joinRole: joinRoles.find((role) => role === joinRole) ?? null,
  }
}

export function ProviderCard({ settings }: { readonly settings: SignInSettings }) {
  const identity = useIdentity()
  const toast = useToast()
  const [draft, setDraft] = useState(() => draftOf(settings.provider))
  const [removing, setRemoving] = useState(false)
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part })
  const save = useWrite(
    (provider: ReturnType<typeof bodyOf> | null) =>
      identity.call('updateSignInSettings', { body: { provider } }, { ifMatch: settings.version }),
    { touches: ['identity'], done: () => toast({ words: i18n.t('Saved.') }), failed: () => setRemoving(false) },
  )
  return (
    <Card
      title={i18n.t('Sign-in provider')}
      note={i18n.t('Your own OpenID Connect provider, such as Keycloak, Entra ID, Google or Okta. It answers for second factors itself.')}
    >
      <FormLayout
        label={i18n.t('Sign-in provider')}
        onSubmit={() => save.run(bodyOf(draft))}
        actions={
          <Row>
            <Button type="submit" kind="primary" pending={save.pending}>
              {i18n.t('Check and save')}
            </Button>
            {settings.provider ? <Button onClick={() => setRemoving(true)}>{i18n.t('Remove the provider')}</Button> : null}
          </Row>
        }
      >
        <ProviderFields settings={settings} draft={draft} onChange={change} problem={save.problem} />
        <FormProblem problem={save.problem} />
      </FormLayout>
      <Suspense fallback={null}>
        {removing ? (
          <ConfirmDialog
            title={i18n.t('Remove the provider?')}
            open
            onClose={() => setRemoving(false)}
            onConfirm={() => save.run(null)}
            verb={i18n.t('Remove the provider')}
            pending={save.pending}
          >
            {i18n.t('Nobody signs in through it any more. People without a password need a link for choosing one.')}
          </ConfirmDialog>
        ) : null}
      </Suspense>
    </Card>
  )
}

interface ProviderFieldsProps {
  readonly settings: SignInSettings
  readonly draft: Draft
  readonly onChange: (part: Partial<Draft>) => void
  readonly problem: Problem | null
}

function ProviderFields({ settings, draft, onChange, problem }: ProviderFieldsProps) {
  const fault = (field: keyof Draft) => problem?.of(`provider.${field}`)
  return (
    <>
      <CopyField label={i18n.t('Redirect URI to register at the provider')} value={settings.returnAddress} />
      <TextField
        label={i18n.t('Issuer')}
        type="url"
        autoComplete="off"
        placeholder="https://login.example.org"
        value={draft.issuer}
        onChange={(issuer) => onChange({ issuer })}
        fault={fault('issuer')}
      />
      <TextField
        label={i18n.t('Client ID')}
        autoComplete="off"
        value={draft.clientId}
        onChange={(clientId) => onChange({ clientId })}
        fault={fault('clientId')}
      />
      <TextField
        label={i18n.t('Client secret')}
        type="password"
        autoComplete="off"
        value={draft.clientSecret}
        onChange={(clientSecret) => onChange({ clientSecret })}
        fault={fault('clientSecret')}
        {...(settings.provider ? { hint: i18n.t('Kept encrypted. Leave it empty to keep the one that is there.') } : {})}
      />
      <TextField
        label={i18n.t('Name on the button')}
        placeholder="Example SSO"
        value={draft.label}
        onChange={(label) => onChange({ label })}
        fault={fault('label')}
      />
      <TextField
        label={i18n.t('Allowed e-mail domains')}
        optional
        placeholder="example.org, example.com"
        value={draft.domains}
        onChange={(domains) => onChange({ domains })}
        fault={domainFault(problem)}
        hint={i18n.t('Empty: all that the provider vouches for.')}
      />
      <Select
        label={i18n.t('Who has no account yet')}
        value={draft.joinRole}
        onChange={(joinRole) => onChange({ joinRole })}
        options={[
          { value: NOBODY, label: draft.groups ? i18n.t('needs an invitation or a group') : i18n.t('needs an invitation') },
          ...joinRoles.map((role) => ({ value: role as string, label: i18n.t('joins as {role}', { role: roleTitle(role) }) })),
        ]}
      />
      <Switch
        label={i18n.t('Only through the provider')}
        hint={i18n.t('Passwords and passkeys stop working for everybody but owners, who keep a way in.')}
        checked={draft.only}
        onChange={(only) => onChange({ only })}
      />
      <ProviderGroups value={draft.groups} onChange={(groups) => onChange({ groups })} problem={problem} />
    </>
  )
}

/** Faults of single domains stand under the one field that holds them all. */
function domainFault(problem: Problem | null): string | undefined {
  return problem?.fields.find(({ field }) => field.startsWith('body.provider.domains'))?.message
}
