/** What a technical lead opens first: how one environment of an application is, from what each part knows of it. */
import { i18n } from '@lingui/core'
import { RadioGroup } from '#design/choice/choice.tsx'
import { useScreen } from '#design/navigation/screen.ts'
import { Slot, type Slots } from '#design/navigation/slots.tsx'
import { Select } from '#design/select/select.tsx'
import { useRead } from '#design/session/client.ts'
import { SkeletonRows } from '#design/skeleton/skeleton.tsx'
import { ErrorState } from '#design/states/states.tsx'
import { type Application, type Environment, useCatalog } from '../client.ts'
import { ComponentsDrawing } from '../components/components-drawing.tsx'
import { applicationScreen } from '../screens.ts'
import { EnvironmentsCard } from './environments-card.tsx'
import styles from './applications.module.css'

/** More of them do not fit into one row. */
const SIDE_BY_SIDE_MAX = 4

type OverviewSlot = Extract<keyof Slots, `overview.${string}`>

/** What needs somebody first, then how it does, then why. */
const WIDE: readonly OverviewSlot[] = ['overview.incidents', 'overview.alerts', 'overview.windows', 'overview.figures']
const BESIDE: readonly OverviewSlot[] = ['overview.checks', 'overview.pages', 'overview.errors', 'overview.queries', 'overview.activity']

export function OverviewPanel({ application, why }: { readonly application: Application; readonly why: string | null }) {
  const { search, update } = useScreen(applicationScreen)
  const { data, error, refetch } = useRead(useCatalog(), 'listEnvironments', { query: { applicationId: application.id, limit: 200 } })
  if (error && !data) return <ErrorState problem={error} retry={() => void refetch()} compact />
  if (!data) return <SkeletonRows rows={4} />
  const environments = data.items
  const chosen = environments.find(({ id }) => id === search.environment) ?? usual(environments)
  if (!chosen) return <EnvironmentsCard applicationId={application.id} why={why} />
  const given = { applicationId: application.id, environmentId: chosen.id }
  return (
    <>
      {application.description ? <p className={styles['description']}>{application.description}</p> : null}
      {environments.length > 1 ? (
        <Choice environments={environments} chosen={chosen.id} onChoose={(environment) => update({ environment })} />
      ) : null}
      {WIDE.map((name) => (
        <Slot key={`${name} ${chosen.id}`} name={name} given={given} />
      ))}
      <ComponentsDrawing applicationId={application.id} />
      <div className={styles['beside']}>
        {BESIDE.map((name) => (
          <Slot key={`${name} ${chosen.id}`} name={name} given={given} />
        ))}
      </div>
    </>
  )
}

const usual = (environments: readonly Environment[]) => environments.find(({ kind }) => kind === 'production') ?? environments[0]

interface ChoiceProps {
  readonly environments: readonly Environment[]
  readonly chosen: string
  readonly onChoose: (id: string) => void
}

function Choice({ environments, chosen, onChoose }: ChoiceProps) {
  const shared = {
    label: i18n.t('Environment'),
    hideLabel: true,
    value: chosen,
    onChange: onChoose,
    options: environments.map(({ id, name }) => ({ value: id, label: name })),
  }
  return environments.length > SIDE_BY_SIDE_MAX ? <Select {...shared} /> : <RadioGroup bar {...shared} />
}
