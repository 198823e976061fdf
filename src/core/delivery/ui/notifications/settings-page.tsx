/** How one wants to be told: mail at once or gathered, quiet hours, which topics by which channel, and what one wants less of. */
import { useState } from 'react'
import { Undo2 } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Button, IconButton } from '#design/button/button.tsx'
import { Card } from '#design/card/card.tsx'
import { Checkbox, RadioGroup } from '#design/choice/choice.tsx'
import { TextField } from '#design/field/text-field.tsx'
import { FormLayout, PageLayout } from '#design/layouts/layouts.tsx'
import { href } from '#design/navigation/screen.ts'
import { useSentence } from '#design/navigation/sentences.ts'
import { Select } from '#design/select/select.tsx'
import { useRead, useWrite } from '#design/session/client.ts'
import { SkeletonRows } from '#design/skeleton/skeleton.tsx'
import { EmptyState, ErrorState, FormProblem } from '#design/states/states.tsx'
import { useToast } from '#design/toast/toast.tsx'
import { type Preferences, useDelivery } from '../client.ts'
import { notificationsScreen } from '../screens.ts'
import { calledWords } from './called.ts'
import { reasonWords, weekdayOptions } from '../words.ts'
import styles from './notifications.module.css'

export function NoticeSettingsPage() {
  const delivery = useDelivery()
  const { data, error, refetch } = useRead(delivery, 'readPreferences', {})
  if (error && !data) return <ErrorState problem={error} retry={() => void refetch()} />
  return (
    <PageLayout
      measure
      title={i18n.t('Notification settings')}
      crumbs={[{ label: i18n.t('Notifications'), to: href(notificationsScreen, {}) }]}
    >
      {data ? (
        <>
          <MailCard key={data.version} preferences={data} />
          <TopicsCard preferences={data} />
          <LessCard preferences={data} />
        </>
      ) : (
        <SkeletonRows rows={5} />
      )}
    </PageLayout>
  )
}

function MailCard({ preferences }: { readonly preferences: Preferences }) {
  const delivery = useDelivery()
  const toast = useToast()
  const [mail, setMail] = useState(preferences.mail)
  const [hour, setHour] = useState(String(preferences.digestHour))
  const [weekday, setWeekday] = useState(String(preferences.digestWeekday))
  const [quiet, setQuiet] = useState(preferences.quiet)
  const body = { mail, digestHour: Number(hour), digestWeekday: Number(weekday), quiet }
  const save = useWrite(() => delivery.call('setPreferences', { body }, { ifMatch: preferences.version }), {
    touches: ['delivery'],
    done: () => toast({ words: i18n.t('Saved.') }),
  })
  const hours = Array.from({ length: 24 }, (_, at) => ({ value: String(at), label: `${String(at).padStart(2, '0')}:00` }))
  return (
    <Card title={i18n.t('Mail')}>
      <FormLayout
        label={i18n.t('Mail')}
        onSubmit={() => save.run(undefined)}
        actions={
          <Button type="submit" kind="primary" pending={save.pending}>
            {i18n.t('Save')}
          </Button>
        }
      >
        <RadioGroup
          label={i18n.t('When')}
          value={mail}
          onChange={setMail}
          options={[
            { value: 'each', label: i18n.t('Each by itself'), hint: i18n.t('At most one mail in five minutes about one thing.') },
            { value: 'daily', label: i18n.t('Once a day') },
            { value: 'weekly', label: i18n.t('Once a week') },
            { value: 'off', label: i18n.t('No mail') },
          ]}
        />
        {mail === 'daily' || mail === 'weekly' ? (
          <div className={styles['pair']}>
            <Select label={i18n.t('At')} value={hour} onChange={setHour} options={hours} />
            {mail === 'weekly' ? <Select label={i18n.t('On')} value={weekday} onChange={setWeekday} options={weekdayOptions()} /> : null}
          </div>
        ) : null}
        <Checkbox
          label={i18n.t('Quiet hours')}
          hint={i18n.t('Mail that falls into them waits until they end. Your own time zone counts.')}
          checked={quiet !== null}
          onChange={(checked) => setQuiet(checked ? { from: '20:00', to: '07:00' } : null)}
        />
        {quiet ? (
          <div className={styles['pair']}>
            <TextField
              label={i18n.t('From')}
              value={quiet.from}
              onChange={(from) => setQuiet({ ...quiet, from })}
              fault={save.problem?.of('quiet.from')}
            />
            <TextField
              label={i18n.t('To')}
              value={quiet.to}
              onChange={(to) => setQuiet({ ...quiet, to })}
              fault={save.problem?.of('quiet.to')}
            />
          </div>
        ) : null}
        <FormProblem problem={save.problem} />
      </FormLayout>
    </Card>
  )
}

function useSetRefusal() {
  const delivery = useDelivery()
  const toast = useToast()
  type Change = Pick<Preferences['refusals'][number], 'channel' | 'about' | 'key'> & { readonly isRefused: boolean }
  return useWrite((body: Change) => delivery.call('setRefusal', { body }), {
    touches: ['delivery'],
    failed: (problem) => toast({ words: problem.message, tone: 'failed' }),
  })
}

function TopicsCard({ preferences: { topics, refusals } }: { readonly preferences: Preferences }) {
  const set = useSetRefusal()
  const tell = useSentence()
  const told = topics.map(({ key, title }) => ({ key, title: tell({ kind: `topic.${key}`, sentence: title, particulars: {} }) }))
  const isRefused = (key: string, channel: 'console' | 'mail') =>
    refusals.some((refusal) => refusal.about === 'topic' && refusal.key === key && refusal.channel === channel)
  return (
    <Card title={i18n.t('What about')}>
      <div className={styles['topics']}>
        {told
          .toSorted((a, b) => a.title.localeCompare(b.title, i18n.locale))
          .map(({ key, title }) => (
            <fieldset key={key} className={styles['topic']}>
              <legend>{title}</legend>
              <Checkbox
                label={i18n.t('Here')}
                checked={!isRefused(key, 'console')}
                onChange={(wanted) => set.run({ channel: 'console', about: 'topic', key, isRefused: !wanted })}
              />
              <Checkbox
                label={i18n.t('By mail')}
                checked={!isRefused(key, 'mail')}
                onChange={(wanted) => set.run({ channel: 'mail', about: 'topic', key, isRefused: !wanted })}
              />
            </fieldset>
          ))}
      </div>
    </Card>
  )
}

function LessCard({ preferences: { refusals } }: { readonly preferences: Preferences }) {
  const set = useSetRefusal()
  const less = refusals.filter(({ about }) => about !== 'topic')
  return (
    <Card title={i18n.t('Less of this')} note={i18n.t('What you asked for less of on a notification.')}>
      {less.length === 0 ? <EmptyState compact title={i18n.t('You asked for less of nothing.')} /> : null}
      <ul className={styles['less']}>
        {less.map(({ channel, about, key, called }) => (
          <li key={`${channel} ${about} ${key}`}>
            <span>{about === 'reason' ? reasonWords(key as never) : called ? calledWords(called) : key}</span>
            <span className={styles['older']}>{channel === 'mail' ? i18n.t('By mail') : i18n.t('Here')}</span>
            <IconButton
              plain
              size="small"
              label={i18n.t('As much as before')}
              icon={<Undo2 aria-hidden />}
              onClick={() => set.run({ channel, about, key, isRefused: false })}
            />
          </li>
        ))}
      </ul>
    </Card>
  )
}
