/** Plans a window or a freeze, or changes one; shows at once when it takes place and what it meets. */
import { useState } from 'react'
import { i18n } from '@lingui/core'
import { Banner } from '#design/banner/banner.tsx'
import { Checkbox, RadioGroup } from '#design/choice/choice.tsx'
import { LocalTimeField } from '#design/field/date-time-field.tsx'
import { TextField } from '#design/field/text-field.tsx'
import { useScope } from '#design/navigation/scope.ts'
import { FormDialog } from '#design/overlay/form-dialog.tsx'
import { Combobox, Select } from '#design/select/select.tsx'
import { useRead, useWrite } from '#design/session/client.ts'
import { nowMs } from '#design/time/now.ts'
import { ownZone, zoneOptions } from '#design/time/zones.ts'
import { DAY_MS } from '#kit/time.ts'
import { type Draft, TOUCHES, useCatalog, useMaintenance, type WindowDetail } from './client.ts'
import { Preview } from './preview.tsx'
import { ruleChoices } from './words.ts'
import styles from './maintenance.module.css'

const ALL = ''
const HOURS = [1, 2, 4, 8, 24, 48, 168]
const CATALOG_MAX = 200

export interface WindowDialogProps {
  /** Null: a new one. */
  readonly window: WindowDetail | null
  readonly applicationId: string | null
  readonly onClose: () => void
  readonly onDone: (window: WindowDetail) => void
}

/** Tomorrow at two in the morning, when most work is done. */
const tomorrow = (): string => `${new Date(nowMs() + DAY_MS).toISOString().slice(0, 10)}T02:00`

function draftOf(window: WindowDetail | null, applicationId: string | null): Draft {
  if (window) return { ...window, applicationId: window.applicationId ?? '' }
  const effects = { holdsAlerts: true, pausesClocks: false, freezesReleases: false, isPublic: false, publicText: '' }
  const schedule = { zone: ownZone(), startsLocal: tomorrow(), durationMinutes: 60, rule: null }
  return { kind: 'window', title: '', applicationId: applicationId ?? '', environmentIds: [], componentIds: [], ...schedule, ...effects }
}

export function WindowDialog({ window, applicationId, onClose, onDone }: WindowDialogProps) {
  const maintenance = useMaintenance()
  const [draft, setDraft] = useState(() => draftOf(window, applicationId))
  const set = (change: Partial<Draft>) => setDraft({ ...draft, ...change })
  const save = useWrite(
    () => {
      const { kind: _kind, applicationId: _application, ...body } = fields(draft)
      const { title: _title, zone: _zone, startsLocal: _starts, durationMinutes: _length, rule: _rule, ...ofPlan } = body
      return window
        ? maintenance.call(
            'changeWindow',
            { params: { id: window.id }, body: window.followsPlan ? ofPlan : body },
            { ifMatch: window.version },
          )
        : maintenance.call('planWindow', { body: fields(draft) })
    },
    { touches: TOUCHES, done: onDone },
  )
  const isReady = draft.title.trim() !== '' && draft.applicationId !== ''
  return (
    <FormDialog
      title={window ? i18n.t('Edit {name}', { name: window.label }) : i18n.t('Plan window')}
      verb={window ? i18n.t('Save') : i18n.t('Plan')}
      save={save}
      why={isReady ? null : i18n.t('Give it a title and an application.')}
      onClose={onClose}
    >
      {window ? null : (
        <RadioGroup
          bar
          label={i18n.t('What it is')}
          value={draft.kind ?? 'window'}
          onChange={(kind) => set({ kind })}
          options={[
            { value: 'window', label: i18n.t('Window for work') },
            { value: 'freeze', label: i18n.t('Freeze of releases') },
          ]}
        />
      )}
      {window?.followsPlan ? (
        <Banner>{i18n.t('Title and times come from the support plan.')}</Banner>
      ) : (
        <>
          <TextField
            label={i18n.t('Title')}
            autoFocus
            value={draft.title}
            onChange={(title) => set({ title })}
            fault={save.problem?.of('title')}
          />
          <When draft={draft} set={set} faultOf={(field) => save.problem?.of(field)} />
        </>
      )}
      <Where draft={draft} set={set} isNew={window === null} />
      <Effects draft={draft} set={set} />
      {isReady && !window?.followsPlan ? <Preview draft={fields(draft)} windowId={window?.id ?? null} /> : null}
    </FormDialog>
  )
}

/** Only what the routes know; an answer has more. */
function fields(draft: Draft): Draft {
  const { kind, title, applicationId, environmentIds, componentIds, zone, startsLocal, durationMinutes, rule } = draft
  const { holdsAlerts, pausesClocks, freezesReleases, isPublic, publicText, note } = draft
  const schedule = { zone, startsLocal, durationMinutes, rule }
  return {
    kind,
    title,
    applicationId,
    environmentIds,
    componentIds,
    ...schedule,
    holdsAlerts,
    pausesClocks,
    freezesReleases,
    isPublic,
    publicText,
    note,
  }
}

interface PartProps {
  readonly draft: Draft
  readonly set: (change: Partial<Draft>) => void
}

function When({ draft, set, faultOf }: PartProps & { readonly faultOf: (field: string) => string | undefined }) {
  const rules = ruleChoices(draft.startsLocal)
  const rule = draft.rule ?? ''
  const lengths = [...new Set([...HOURS.map((hours) => hours * 60), draft.durationMinutes])].toSorted((a, b) => a - b)
  return (
    <div className={styles['pair']}>
      <LocalTimeField
        label={i18n.t('Starts')}
        value={draft.startsLocal}
        onChange={(startsLocal) => set({ startsLocal, rule: null })}
        fault={faultOf('startsLocal')}
      />
      <Combobox label={i18n.t('Time zone')} value={draft.zone} onChange={(zone) => set({ zone })} options={zoneOptions(draft.zone)} />
      <Select
        label={i18n.t('Lasts')}
        value={String(draft.durationMinutes)}
        onChange={(value) => set({ durationMinutes: Number(value) })}
        options={lengths.map((minutes) => ({ value: String(minutes), label: lengthWords(minutes) }))}
        fault={faultOf('durationMinutes')}
      />
      <Select
        label={i18n.t('Repeats')}
        value={rule}
        onChange={(value) => set({ rule: value === '' ? null : value })}
        options={rules.some(({ value }) => value === rule) ? rules : [...rules, { value: rule, label: rule }]}
        fault={faultOf('rule')}
      />
    </div>
  )
}

function lengthWords(minutes: number): string {
  if (minutes % 1_440 === 0) return i18n.t('{count, plural, one {# day} other {# days}}', { count: minutes / 1_440 })
  if (minutes % 60 === 0) return i18n.t('{count, plural, one {# hour} other {# hours}}', { count: minutes / 60 })
  return i18n.t('{count, plural, one {# minute} other {# minutes}}', { count: minutes })
}

function Where({ draft, set, isNew }: PartProps & { readonly isNew: boolean }) {
  const scope = useScope()
  const catalog = useCatalog()
  const query = { applicationId: draft.applicationId, limit: CATALOG_MAX }
  const options = { enabled: draft.applicationId !== '' }
  const environments = useRead(catalog, 'listEnvironments', { query }, options).data?.items ?? []
  const components = useRead(catalog, 'listComponents', { query }, options).data?.items ?? []
  return (
    <div className={styles['pair']}>
      {isNew ? (
        <Combobox
          label={i18n.t('Application')}
          value={draft.applicationId}
          onChange={(applicationId) => set({ applicationId, environmentIds: [], componentIds: [] })}
          options={scope.applications.map(({ id, name }) => ({ value: id, label: name }))}
        />
      ) : null}
      <Select
        label={i18n.t('Environment')}
        value={chosenOf(draft.environmentIds)}
        onChange={(id) => set({ environmentIds: idsOf(id) })}
        options={choicesOf(i18n.t('All environments'), environments, draft.environmentIds)}
      />
      <Select
        label={i18n.t('Component')}
        value={chosenOf(draft.componentIds)}
        onChange={(id) => set({ componentIds: idsOf(id) })}
        options={choicesOf(i18n.t('All components'), components, draft.componentIds)}
      />
    </div>
  )
}

/** One, all, or several that the API was told. */
const chosenOf = (ids: readonly string[] = []): string => ids.join(' ')
const idsOf = (chosen: string): string[] => chosen.split(' ').filter(Boolean)

function choicesOf(all: string, items: readonly { readonly id: string; readonly name: string }[], ids: readonly string[] = []) {
  const several = items.filter(({ id }) => ids.includes(id)).map(({ name }) => name)
  return [
    { value: ALL, label: all },
    ...items.map(({ id, name }) => ({ value: id, label: name })),
    ...(ids.length > 1 ? [{ value: chosenOf(ids), label: several.join(', ') }] : []),
  ]
}

function Effects({ draft, set }: PartProps) {
  const { kind, holdsAlerts = true, pausesClocks = false, freezesReleases = false, isPublic = false, publicText = '' } = draft
  return (
    <>
      {kind === 'freeze' ? null : (
        <div className={styles['choices']}>
          <Checkbox label={i18n.t('Hold alerts')} checked={holdsAlerts} onChange={(value) => set({ holdsAlerts: value })} />
          <Checkbox
            label={i18n.t('Let promised times stand still')}
            checked={pausesClocks}
            onChange={(value) => set({ pausesClocks: value })}
          />
          <Checkbox label={i18n.t('Release nothing')} checked={freezesReleases} onChange={(value) => set({ freezesReleases: value })} />
        </div>
      )}
      <Checkbox label={i18n.t('Tell clients and status pages')} checked={isPublic} onChange={(value) => set({ isPublic: value })} />
      {isPublic ? (
        <TextField label={i18n.t('What they are told')} optional value={publicText} onChange={(value) => set({ publicText: value })} />
      ) : null}
    </>
  )
}
