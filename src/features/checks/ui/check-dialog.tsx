/** Adds a check or changes one; it can be tried before it is saved. */
import { useState } from 'react'
import { i18n } from '@lingui/core'
import { ManagedByFile } from '#design/banner/managed-by-file.tsx'
import { Button } from '#design/button/button.tsx'
import { Checkbox } from '#design/choice/choice.tsx'
import { TextField } from '#design/field/text-field.tsx'
import { FormDialog } from '#design/overlay/form-dialog.tsx'
import { Select } from '#design/select/select.tsx'
import { useWrite, type Problem } from '#design/session/client.ts'
import { useWhyNot } from '#design/session/session.ts'
import { FormProblem } from '#design/states/states.tsx'
import { SECOND_MS } from '#kit/time.ts'
import { freshSettings } from '../domain/fresh-settings.ts'
import { hostAsked, type Settings } from '../domain/settings.ts'
import { CHECK_KINDS, type CheckKind } from '../domain/words.ts'
import { Answer } from './answer.tsx'
import { type Check, type Environment, type SettingsSent, TOUCHES, useChecks } from './client.ts'
import { HeartbeatSecretDialog } from './heartbeat-card.tsx'
import { KindFields } from './kind-fields.tsx'
import { NumberField } from './number-field.tsx'
import { kindWords } from './words.ts'
import styles from './checks.module.css'

interface CheckDialogProps {
  /** At least one. */
  readonly environments: readonly Environment[]
  /** Null: a new one. */
  readonly check: Check | null
  readonly onClose: () => void
}

interface Draft {
  readonly environmentId: string
  readonly name: string
  readonly settings: Settings
  readonly intervalSeconds: number
  readonly timeLimitMs: number
  readonly retries: number
  readonly isPrivateAllowed: boolean
  /** Empty: none, or the one that is kept. */
  readonly secret: string
}

const STANDARD = { intervalSeconds: 60, timeLimitMs: 10 * SECOND_MS, retries: 2, isPrivateAllowed: false, secret: '' } as const

export function CheckDialog({ environments, check, onClose }: CheckDialogProps) {
  const first = environments[0]
  const [draft, setDraft] = useState<Draft>(() =>
    check
      ? { ...STANDARD, ...check, settings: check.settings }
      : {
          ...STANDARD,
          environmentId: first?.id ?? '',
          name: '',
          settings: { ...freshSettings('http'), url: first?.url ?? '' } as Settings,
        },
  )
  const [heartbeatSecret, setHeartbeatSecret] = useState<string | null>(null)
  const change = (some: Partial<Draft>) => setDraft({ ...draft, ...some })
  const save = useSave(check, draft, (secret) => (secret === null ? onClose() : setHeartbeatSecret(secret)))
  if (heartbeatSecret) return <HeartbeatSecretDialog secret={heartbeatSecret} onClose={onClose} />
  return (
    <FormDialog
      title={check ? i18n.t('Edit {name}', { name: check.name }) : i18n.t('Add check')}
      onClose={onClose}
      verb={check ? i18n.t('Save') : i18n.t('Add')}
      save={save}
      why={draft.name.trim() === '' ? i18n.t('Give it a name.') : null}
    >
      <ManagedByFile path={check?.managedBy} />
      {check ? null : <Place draft={draft} environments={environments} change={change} />}
      <TextField
        label={i18n.t('Name')}
        value={draft.name}
        onChange={(name) => change({ name })}
        hint={i18n.t('What it says when it is down, such as “Shop answers”.')}
        fault={save.problem?.of('name')}
      />
      <KindFields settings={draft.settings} change={(settings) => change({ settings })} problem={save.problem} />
      <Terms draft={draft} check={check} change={change} problem={save.problem} />
      {draft.settings.kind === 'heartbeat' ? null : <Try draft={draft} check={check} />}
    </FormDialog>
  )
}

function useSave(check: Check | null, draft: Draft, done: (heartbeatSecret: string | null) => void) {
  const checks = useChecks()
  return useWrite(
    async () => {
      const { environmentId, secret, settings, name, intervalSeconds, timeLimitMs, retries, isPrivateAllowed } = draft
      const body = {
        name,
        intervalSeconds,
        timeLimitMs,
        retries,
        isPrivateAllowed,
        settings: settings as unknown as SettingsSent,
        ...(secret === '' ? {} : { secret }),
      }
      if (!check) return (await checks.call('createCheck', { body: { environmentId, ...body } })).heartbeatSecret
      await checks.call('changeCheck', { params: { id: check.id }, body }, { ifMatch: check.version })
      return null
    },
    { touches: TOUCHES, done },
  )
}

interface PartProps {
  readonly draft: Draft
  readonly change: (some: Partial<Draft>) => void
}

function Place({ draft, environments, change }: PartProps & { readonly environments: readonly Environment[] }) {
  const choose = (kind: CheckKind) => change({ settings: freshSettings(kind) })
  return (
    <div className={styles['pair']}>
      <Select
        label={i18n.t('Kind')}
        value={draft.settings.kind}
        onChange={choose}
        options={CHECK_KINDS.map((value) => ({ value, label: kindWords(value).title, note: kindWords(value).note }))}
      />
      <Select
        label={i18n.t('Environment')}
        value={draft.environmentId}
        onChange={(environmentId) => change({ environmentId })}
        options={environments.map(({ id, name }) => ({ value: id, label: name }))}
      />
    </div>
  )
}

/** How often, how long, how many times, and with what. */
function Terms({ draft, check, change, problem }: PartProps & { readonly check: Check | null; readonly problem: Problem | null }) {
  const whyNot = useWhyNot()('checks.targets.approve')
  const { kind } = draft.settings
  const wasAllowed = check?.isPrivateAllowed === true && hostAsked(check.settings) === hostAsked(draft.settings)
  return (
    <>
      <div className={styles['pair']}>
        <NumberField
          label={i18n.t('Every, seconds')}
          value={draft.intervalSeconds}
          onChange={(intervalSeconds) => change({ intervalSeconds })}
          fault={problem?.of('intervalSeconds')}
        />
        {kind === 'heartbeat' ? null : (
          <>
            <NumberField
              label={i18n.t('Time limit, ms')}
              value={draft.timeLimitMs}
              onChange={(timeLimitMs) => change({ timeLimitMs })}
              fault={problem?.of('timeLimitMs')}
            />
            <NumberField
              label={i18n.t('Retries')}
              value={draft.retries}
              onChange={(retries) => change({ retries })}
              fault={problem?.of('retries')}
            />
          </>
        )}
      </div>
      {kind === 'http' || kind === 'sql' ? (
        <TextField
          label={kind === 'sql' ? i18n.t('Password') : i18n.t('Authorization header')}
          type="password"
          optional
          autoComplete="off"
          value={draft.secret}
          onChange={(secret) => change({ secret })}
          hint={check?.hasSecret ? i18n.t('There is one; it stays unless you write another, and while the target is the same.') : undefined}
          fault={problem?.of('secret')}
        />
      ) : null}
      {kind === 'heartbeat' ? null : (
        <Checkbox
          label={i18n.t('May lie in a private network')}
          hint={i18n.t('Such as 10.0.0.7 or localhost. An owner approves it for this one target.')}
          checked={draft.isPrivateAllowed}
          onChange={(isPrivateAllowed) => change({ isPrivateAllowed })}
          why={wasAllowed ? null : whyNot}
        />
      )}
    </>
  )
}

function Try({ draft, check }: { readonly draft: Draft; readonly check: Check | null }) {
  const checks = useChecks()
  const trial = useWrite(
    () => {
      const { environmentId, settings, secret, timeLimitMs, isPrivateAllowed } = draft
      const body = {
        environmentId,
        timeLimitMs,
        isPrivateAllowed,
        settings: settings as unknown as SettingsSent,
        ...(check ? { checkId: check.id } : {}),
        ...(secret === '' ? {} : { secret }),
      }
      return checks.call('tryCheck', { body })
    },
    { touches: [], done: (answer) => setAnswer(answer) },
  )
  const [answer, setAnswer] = useState<Awaited<ReturnType<typeof trial.runAsync>> | null>(null)
  return (
    <div className={styles['more']}>
      <div>
        <Button size="small" pending={trial.pending} onClick={() => trial.run(undefined)}>
          {i18n.t('Test now')}
        </Button>
      </div>
      {answer && !trial.pending && !trial.problem ? <Answer look={answer} /> : null}
      <FormProblem problem={trial.problem} />
    </div>
  )
}
