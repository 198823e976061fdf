/** Which application, environment and time a page looks at; all of it stands in the address. */
import type { ReactNode } from 'react'
import { Layers, ZoomOut } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Button } from '#design/button/button.tsx'
import { RadioGroup } from '#design/choice/choice.tsx'
import { useScope } from '#design/navigation/scope.ts'
import { Combobox, Select } from '#design/select/select.tsx'
import { useRead } from '#design/session/client.ts'
import { SkeletonRows } from '#design/skeleton/skeleton.tsx'
import { EmptyState, ErrorState } from '#design/states/states.tsx'
import { useCatalog, type Place } from './client.ts'
import { RANGES, type Looked, type RangeName } from './screens.ts'
import { rangeWords } from './words.ts'
import styles from './dashboards.module.css'

const ENVIRONMENTS_MAX = 200

interface LookedAtProps {
  readonly search: Looked
  readonly update: (change: Partial<Record<keyof Looked, string | undefined>>) => void
  /** A dashboard of one application looks at no other. */
  readonly applicationId?: string | null
  readonly children: (place: Place) => ReactNode
}

/** Draws its children when it is known where they look. */
export function LookedAt({ search, update, applicationId, children }: LookedAtProps) {
  const { applications } = useScope()
  const chosen = applicationId ?? applications.find(({ id }) => id === search.application)?.id ?? applications[0]?.id
  const query = { applicationId: chosen ?? '', limit: ENVIRONMENTS_MAX }
  const { data, error, refetch } = useRead(useCatalog(), 'listEnvironments', { query }, { enabled: chosen !== undefined })
  const environment = data?.items.find(({ id }) => id === search.environment) ?? data?.items[0]
  if (chosen === undefined) return <EmptyState icon={<Layers aria-hidden />} title={i18n.t('No application yet.')} />
  return (
    <>
      <div className={styles['looked']}>
        {applicationId ? null : (
          <div className={styles['application']}>
            <Combobox
              label={i18n.t('Application')}
              value={chosen}
              onChange={(application) => update({ application, environment: undefined })}
              options={applications.map(({ id, name }) => ({ value: id, label: name }))}
            />
          </div>
        )}
        <Select
          label={i18n.t('Environment')}
          value={environment?.id ?? null}
          onChange={(next) => update({ environment: next })}
          options={(data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
        <Times search={search} update={update} />
      </div>
      {error && !data ? <ErrorState problem={error} retry={() => void refetch()} /> : null}
      {data || error ? null : <SkeletonRows />}
      {data && !environment ? (
        <EmptyState icon={<Layers aria-hidden />} title={i18n.t('No environment yet.')}>
          {i18n.t('What is measured belongs to an environment. Add one on the overview of the application first.')}
        </EmptyState>
      ) : null}
      {environment ? children({ applicationId: chosen, environmentId: environment.id }) : null}
    </>
  )
}

function Times({ search, update }: Pick<LookedAtProps, 'search' | 'update'>) {
  const isDrawn = search.from !== undefined && search.to !== undefined
  return (
    <>
      <RadioGroup
        bar
        hideLabel
        label={i18n.t('Span of time')}
        value={isDrawn ? '' : (search.range ?? '1h')}
        onChange={(range) => update({ range: range || undefined, from: undefined, to: undefined })}
        options={RANGES.map((range) => ({ value: range as RangeName | '', label: rangeWords(range) }))}
      />
      {isDrawn ? (
        <Button icon={<ZoomOut aria-hidden />} onClick={() => update({ from: undefined, to: undefined })}>
          {i18n.t('Whole time')}
        </Button>
      ) : null}
    </>
  )
}
