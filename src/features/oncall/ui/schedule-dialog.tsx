/** Makes a duty schedule, or changes one. */
import { useState } from 'react'
import { Plus, Trash2, X } from 'lucide-react'
import { i18n } from '@lingui/core'
import { ManagedByFile } from '#design/banner/managed-by-file.tsx'
import { PersonName } from '#design/avatar/avatar.tsx'
import { Button, IconButton } from '#design/button/button.tsx'
import { Card } from '#design/card/card.tsx'
import { NativeSelect } from '#design/field/native-select.tsx'
import { TextField } from '#design/field/text-field.tsx'
import { FormDialog } from '#design/overlay/form-dialog.tsx'
import { Combobox } from '#design/select/select.tsx'
import { useRead, useWrite } from '#design/session/client.ts'
import { useNow } from '#design/time/now.ts'
import { ownZone, zoneOptions } from '#design/time/zones.ts'
import { type Schedule, type ScheduleBody, TOUCHES, useIdentity, useOncall } from './client.ts'
import { type Coverage, COVERAGES, coverageOf, hoursOf } from './coverage.ts'
import styles from './oncall.module.css'

type LayerDraft = ScheduleBody['layers'][number]

interface ScheduleDialogProps {
  /** Null: a new one. */
  readonly schedule: Schedule | null
  readonly onClose: () => void
  readonly onDone: (id: string) => void
}

export function ScheduleDialog({ schedule, onClose, onDone }: ScheduleDialogProps) {
  const oncall = useOncall()
  const now = useNow()
  const people = useRead(useIdentity(), 'listPeople', { query: { state: 'active', limit: 200 } })
  const options = (people.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))
  const [name, setName] = useState(schedule?.name ?? '')
  const [zone, setZone] = useState(schedule?.zone ?? ownZone())
  const fresh = (): LayerDraft => ({
    name: i18n.t('Layer'),
    people: [],
    turnDays: 7,
    startsOn: new Date(now).toISOString().slice(0, 10),
    handOverAt: '09:00',
  })
  const [layers, setLayers] = useState<readonly LayerDraft[]>(() => schedule?.layers ?? [fresh()])
  const body = { name, zone, layers: [...layers] }
  const save = useWrite(
    () =>
      schedule
        ? oncall.call('changeSchedule', { params: { id: schedule.id }, body }, { ifMatch: schedule.version })
        : oncall.call('createSchedule', { body }),
    { touches: TOUCHES, done: ({ id }) => onDone(id) },
  )
  const remove = useWrite(() => oncall.call('deleteSchedule', { params: { id: schedule?.id ?? '' } }), { touches: TOUCHES, done: onClose })
  const put = (index: number, over: Partial<LayerDraft>) =>
    setLayers(layers.map((layer, place) => (place === index ? { ...layer, ...over } : layer)))
  const isEmpty = layers.some((layer) => layer.people.length === 0)
  return (
    <FormDialog
      title={schedule ? i18n.t('Edit {name}', { name: schedule.name }) : i18n.t('Add schedule')}
      size="wide"
      onClose={onClose}
      verb={schedule ? i18n.t('Save') : i18n.t('Add')}
      save={remove.problem ? { ...save, problem: remove.problem } : save}
      why={isEmpty ? i18n.t('Every layer needs somebody who takes turns.') : null}
      more={
        schedule ? (
          <Button kind="danger" pending={remove.pending} onClick={() => remove.run(undefined)}>
            {i18n.t('Delete')}
          </Button>
        ) : null
      }
    >
      <ManagedByFile path={schedule?.managedBy} />
      <div className={styles['pair']}>
        <TextField label={i18n.t('Name')} value={name} onChange={setName} autoFocus fault={save.problem?.of('name')} />
        <Combobox label={i18n.t('Time zone')} value={zone} onChange={setZone} options={zoneOptions(zone)} />
      </div>
      {layers.map((layer, index) => (
        <LayerFields
          // Layers have no identity but their place.
          key={index}
          layer={layer}
          options={options}
          onChange={(over) => put(index, over)}
          remove={
            layers.length > 1 ? (
              <IconButton
                label={i18n.t('Remove layer')}
                icon={<Trash2 aria-hidden />}
                onClick={() => setLayers(layers.filter((_, place) => place !== index))}
              />
            ) : null
          }
        />
      ))}
      <Button icon={<Plus aria-hidden />} onClick={() => setLayers([...layers, fresh()])}>
        {i18n.t('Add a layer on top')}
      </Button>
    </FormDialog>
  )
}

interface LayerFieldsProps {
  readonly layer: LayerDraft
  readonly options: readonly { readonly value: string; readonly label: string }[]
  readonly onChange: (over: Partial<LayerDraft>) => void
  readonly remove: React.ReactNode
}

function LayerFields({ layer, options, onChange, remove }: LayerFieldsProps) {
  const labelOf = (id: string) => options.find(({ value }) => value === id)?.label ?? ''
  return (
    <Card title={layer.name} actions={remove}>
      <div className={styles['pair']}>
        <TextField label={i18n.t('Name of the layer')} value={layer.name} onChange={(name) => onChange({ name })} />
        <NativeSelect
          label={i18n.t('A turn lasts')}
          value={String(layer.turnDays)}
          onChange={(days) => onChange({ turnDays: Number(days) })}
          options={[1, 2, 3, 4, 5, 7, 14, 28].map((days) => ({
            value: String(days),
            label: i18n.t('{days, plural, one {# day} other {# days}}', { days }),
          }))}
        />
        <TextField
          label={i18n.t('First hand-over on')}
          placeholder="2026-11-23"
          value={layer.startsOn}
          onChange={(startsOn) => onChange({ startsOn })}
        />
        <TextField label={i18n.t('At')} placeholder="09:00" value={layer.handOverAt} onChange={(handOverAt) => onChange({ handOverAt })} />
        <NativeSelect
          label={i18n.t('On duty')}
          value={coverageOf(layer.hours ?? null)}
          onChange={(coverage) => onChange({ hours: hoursOf(coverage as Coverage, layer.hours ?? null) })}
          options={COVERAGES.filter((one) => one !== 'own' || coverageOf(layer.hours ?? null) === 'own').map((one) => ({
            value: one,
            label: coverageWords(one),
          }))}
        />
        <Combobox
          key={layer.people.length}
          label={i18n.t('Add somebody who takes turns')}
          value={null}
          onChange={(id) => onChange({ people: [...layer.people, id] })}
          options={options}
        />
      </div>
      <ol className={styles['turns']}>
        {layer.people.map((id, place) => (
          // The same person may stand in it twice.
          <li key={`${id} ${place}`}>
            <PersonName name={labelOf(id)} />
            <IconButton
              size="small"
              label={i18n.t('Remove {name}', { name: labelOf(id) })}
              icon={<X aria-hidden />}
              onClick={() => onChange({ people: layer.people.filter((_, index) => index !== place) })}
            />
          </li>
        ))}
      </ol>
    </Card>
  )
}

function coverageWords(coverage: Coverage): string {
  const words: Readonly<Record<Coverage, string>> = {
    always: i18n.t('Day and night'),
    nights: i18n.t('Nights, 20:00 to 08:00'),
    weekends: i18n.t('Weekends'),
    workdays: i18n.t('Working days, 08:00 to 20:00'),
    own: i18n.t('Hours of its own'),
  }
  return words[coverage]
}
