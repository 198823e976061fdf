/** What is known of a group as a whole: how often, since when, in which releases, with which tags, and what is merged into it. */
import { Split } from 'lucide-react'
import { i18n } from '@lingui/core'
import { IconButton } from '#design/button/button.tsx'
import { Link } from '#design/link/link.tsx'
import { href } from '#design/navigation/screen.ts'
import { PropertyList } from '#design/property-list/property-list.tsx'
import { useWrite } from '#design/session/client.ts'
import { useWhyNot } from '#design/session/session.ts'
import { figure } from '#design/time/format.ts'
import { RelativeTime } from '#design/time/relative-time.tsx'
import { useToast } from '#design/toast/toast.tsx'
import { type Group, TOUCHES, useErrors } from './client.ts'
import { Course } from './errors-panel.tsx'
import { errorScreen } from './screens.ts'
import { reasonWords } from './words.ts'
import styles from './errors.module.css'

export function GroupFacts({ group }: { readonly group: Group }) {
  return (
    <>
      <PropertyList
        title={i18n.t('Facts')}
        properties={[
          { label: i18n.t('Errors'), value: figure(group.events, 'count') },
          { label: i18n.t('People'), value: figure(group.users, 'count') },
          { label: i18n.t('14 days'), value: <Course days={group.days} /> },
          { label: i18n.t('First'), value: <RelativeTime at={group.firstSeenAt} /> },
          { label: i18n.t('Last'), value: <RelativeTime at={group.lastSeenAt} /> },
          { label: i18n.t('Environment'), value: group.environment || '–' },
          { label: i18n.t('Grouped by'), value: reasonWords(group.reason) },
        ]}
      />
      {group.releases.length > 0 ? (
        <PropertyList
          title={i18n.t('Releases')}
          properties={group.releases.map(({ release, errors }) => ({ label: release, value: figure(errors, 'count') }))}
        />
      ) : null}
      {group.tags.length > 0 ? (
        <PropertyList
          title={i18n.t('Most frequent tags')}
          properties={group.tags.map(({ name, values }) => ({ label: name, value: <Values values={values} /> }))}
        />
      ) : null}
      {group.merged.length > 0 ? <Merged group={group} /> : null}
    </>
  )
}

/** The most frequent first, each with its share. */
function Values({ values }: { readonly values: Group['tags'][number]['values'] }) {
  const all = values.reduce((sum, { errors }) => sum + errors, 0)
  return (
    <ul className={styles['values']}>
      {values.map(({ value, errors }) => (
        <li key={value}>
          {value} <span className={styles['quiet']}>{figure((100 * errors) / all, 'percent')}</span>
        </li>
      ))}
    </ul>
  )
}

function Merged({ group }: { readonly group: Group }) {
  const errors = useErrors()
  const toast = useToast()
  const why = useWhyNot()('errors.groups.write')
  const split = useWrite((merged: string) => errors.call('splitGroup', { params: { id: group.id, merged } }), {
    touches: TOUCHES,
    failed: (problem) => toast({ words: problem.message, tone: 'failed' }),
  })
  return (
    <PropertyList
      title={i18n.t('Merged into it')}
      properties={group.merged.map(({ id, label, title, events }) => ({
        label,
        value: (
          <span className={styles['merged']}>
            <span>
              <Link to={href(errorScreen, { group: id })}>{title}</Link> <span className={styles['quiet']}>{figure(events, 'count')}</span>
            </span>
            <IconButton
              plain
              size="small"
              label={i18n.t('Split {label} off', { label })}
              icon={<Split aria-hidden />}
              why={why}
              onClick={() => split.run(id)}
            />
          </span>
        ),
      }))}
    />
  )
}
