/** The support plan as the document it is. */
import { lazy, Suspense } from 'react'
import { CalendarDays, Download, FileUp } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Button } from '#design/button/button.tsx'
import { Switch } from '#design/choice/choice.tsx'
import { PageLayout } from '#design/layouts/layouts.tsx'
import { Link } from '#design/link/link.tsx'
import { href, useScreen } from '#design/navigation/screen.ts'
import { useScope } from '#design/navigation/scope.ts'
import { saveFile } from '#design/saving/save-file.ts'
import { Combobox } from '#design/select/select.tsx'
import { useRead } from '#design/session/client.ts'
import { useSession, useWhyNot } from '#design/session/session.ts'
import { SkeletonRows } from '#design/skeleton/skeleton.tsx'
import { EmptyState, ErrorState } from '#design/states/states.tsx'
import { Tabs } from '#design/tabs/tabs.tsx'
import { usePlans, type PlanAnswer } from './client.ts'
import { chapters } from './chapters.ts'
import { ChapterView, differs } from './chapter-view.tsx'
import { readingOf, ReadingProvider, type Reading } from './reading.ts'
import { planScreen } from './screens.ts'
import styles from './plan.module.css'

const VersionsView = lazy(() => import('./versions-view.tsx').then((module) => ({ default: module.VersionsView })))
const ImportDialog = lazy(() => import('./import-dialog.tsx').then((module) => ({ default: module.ImportDialog })))
const HolidaysDialog = lazy(() => import('./holidays-dialog.tsx').then((module) => ({ default: module.HolidaysDialog })))

/** Whose plan the address means: named in it, or following the filters of the console; undefined when it names none. */
function useOf(): string | undefined {
  const { search } = useScreen(planScreen)
  const scope = useScope()
  return search.of ?? scope.applicationId ?? scope.clientId
}

const useReadPlan = (of: string) => useRead(usePlans(), 'readPlan', { params: { plan: of }, query: {} })

export function PlanPage() {
  const chosen = useOf()
  const { clients, applications } = useScope()
  const organisation = useReadPlan(chosen ?? 'organisation')
  // Who works for single clients only does not see the organisation's plan and begins with the first of theirs.
  const own = (clients[0] ?? applications[0])?.id
  const isElsewhere = chosen === undefined && own !== undefined && organisation.error?.status === NOT_FOUND
  return isElsewhere ? <PlanOf of={own} /> : <PlanOf of={chosen ?? 'organisation'} />
}

/** What is out of reach is answered like what does not exist. */
const NOT_FOUND = 404

function PlanOf({ of }: { readonly of: string }) {
  const { data, error, refetch } = useReadPlan(of)
  if (error && !data) {
    return (
      <PageLayout title={i18n.t('Support plan')}>
        <LayerSwitcher of={of} />
        {of === 'organisation' && error.status === NOT_FOUND ? (
          <EmptyState title={i18n.t('The organisation’s own plan is not shown to you.')}>
            {i18n.t('Your roles are for single clients or applications. What those inherit stands in their plans: choose one above.')}
          </EmptyState>
        ) : (
          <ErrorState problem={error} retry={() => void refetch()} />
        )}
      </PageLayout>
    )
  }
  if (!data) return <SkeletonRows />
  return <PlanDocument plan={data} />
}

function PlanDocument({ plan }: { readonly plan: PlanAnswer }) {
  const { search, update } = useScreen(planScreen)
  const reading = readingOf(plan, search.differs === 'yes')
  const address = (view?: 'versions') => href(planScreen, {}, { of: plan.of, view })
  return (
    <ReadingProvider value={reading}>
      <PageLayout
        title={i18n.t('Support plan')}
        documentTitle={`${plan.name} · ${i18n.t('Support plan')}`}
        actions={<Actions plan={plan} />}
      >
        <LayerSwitcher of={plan.of} />
        <Summary reading={reading} />
        <div>
          <Tabs
            label={i18n.t('Support plan')}
            tabs={[
              { label: i18n.t('Plan'), to: address(), current: search.view === undefined },
              { label: i18n.t('Versions'), to: address('versions'), current: search.view === 'versions', count: plan.version || undefined },
            ]}
          />
          <Suspense fallback={<SkeletonRows />}>{search.view ? <VersionsView plan={plan} /> : <Chapters reading={reading} />}</Suspense>
        </div>
        <Suspense fallback={null}>
          {search.file === 'import' ? <ImportDialog plan={plan} onClose={() => update({ file: undefined })} /> : null}
          {search.file === 'holidays' ? <HolidaysDialog plan={plan} onClose={() => update({ file: undefined })} /> : null}
        </Suspense>
      </PageLayout>
    </ReadingProvider>
  )
}

function Actions({ plan }: { readonly plan: PlanAnswer }) {
  const { update } = useScreen(planScreen)
  const plans = usePlans()
  const whyNot = useWhyNot()
  const standard = plan.layer === 'standard' ? i18n.t('The standard plan stays as it is.') : null
  const why = standard ?? whyNot('plan.plans.write') ?? (plan.mayChange ? null : i18n.t('Your roles do not include changing this plan.'))
  const save = async () => {
    const { source } = await plans.call('readPlanSource', {
      params: { plan: plan.of },
      query: { of: plan.version === 0 ? 'effective' : 'own' },
    })
    saveFile(
      `support-plan-${plan.name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}.yaml`,
      new Blob([source], { type: 'application/yaml' }),
    )
  }
  return (
    <>
      <Button icon={<Download aria-hidden />} onClick={() => void save()}>
        {i18n.t('Export')}
      </Button>
      <Button icon={<FileUp aria-hidden />} why={why} onClick={() => update({ file: 'import' })}>
        {i18n.t('Import')}
      </Button>
      <Button icon={<CalendarDays aria-hidden />} why={why} onClick={() => update({ file: 'holidays' })}>
        {i18n.t('Holidays')}
      </Button>
    </>
  )
}

/** Everything that has a plan, from the most general. */
function LayerSwitcher({ of }: { readonly of: string }) {
  const { update } = useScreen(planScreen)
  const { organisation } = useSession()
  const { clients, applications } = useScope()
  const options = [
    { value: 'standard', label: i18n.t('Standard'), note: i18n.t('the program’s own') },
    { value: 'organisation', label: organisation.name, note: i18n.t('the organisation') },
    ...clients.map(({ id, name }) => ({ value: id, label: name, note: i18n.t('client') })),
    ...applications.map(({ id, name }) => ({ value: id, label: name, note: i18n.t('application') })),
  ]
  return (
    <div className={styles['switcher']}>
      <Combobox label={i18n.t('Whose plan')} value={of} onChange={(next) => update({ of: next })} options={options} />
    </div>
  )
}

/** In a sentence: what this plan inherits from, and how much it sets itself. */
function Summary({ reading }: { readonly reading: Reading }) {
  const { plan } = reading
  const { update, search } = useScreen(planScreen)
  const { organisation } = useSession()
  const { clients, applications } = useScope()
  const own = [...plan.values, ...plan.taken].filter(({ origin }) => plan.origins[origin]?.of === plan.of).length
  const clientId = applications.find(({ id }) => id === plan.of)?.clientId
  const client = clients.find(({ id }) => id === clientId)
  const above = [
    { of: 'standard', name: i18n.t('Standard') },
    ...(plan.layer === 'standard' || plan.layer === 'organisation' ? [] : [{ of: 'organisation', name: organisation.name }]),
    ...(client ? [{ of: client.id, name: client.name }] : []),
  ]
  if (plan.layer === 'standard')
    return (
      <p className={styles['summary']}>{i18n.t('What counts until the organisation, a client or an application sets something else.')}</p>
    )
  return (
    <div className={styles['summary']}>
      <p>
        {own === 0
          ? i18n.t('{name} sets nothing itself; everything is inherited.', { name: plan.name })
          : i18n.t('{name} sets {own, plural, one {# value} other {# values}} itself; everything else is inherited.', {
              name: plan.name,
              own,
            })}{' '}
        {i18n.t('Inherits from')}{' '}
        {above.map((layer, index) => (
          <span key={layer.of}>
            {index > 0 ? ' → ' : ''}
            <Link to={href(planScreen, {}, { of: layer.of })}>{layer.name}</Link>
          </span>
        ))}
        . {i18n.t('Click a value to see who set it, or to change it for {name}.', { name: plan.name })}
      </p>
      <Switch
        label={i18n.t('Show only what differs from the standard')}
        checked={search.differs === 'yes'}
        onChange={(on) => update({ differs: on ? 'yes' : undefined })}
      />
    </div>
  )
}

function Chapters({ reading }: { readonly reading: Reading }) {
  const all = chapters()
  if (reading.onlyOwn && reading.plan.taken.length === 0 && !reading.plan.values.some(({ path }) => differs(reading, path))) {
    return (
      <EmptyState title={i18n.t('Everything here is the standard plan.')}>
        {i18n.t('Click a value in the whole plan to set something else.')}
      </EmptyState>
    )
  }
  return (
    <div className={styles['document']}>
      <nav aria-label={i18n.t('Chapters')} className={styles['contents']}>
        {all.map(({ key, title }) => (
          <a key={key} href={`#chapter-${key}`}>
            {title}
          </a>
        ))}
      </nav>
      <div className={styles['chapters']}>
        {all.map((chapter) => (
          <ChapterView key={chapter.key} chapter={chapter} />
        ))}
      </div>
    </div>
  )
}
