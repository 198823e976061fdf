/** One component: what it needs, who needs it, who knows it. What it needs is changed by ticking; circles are refused with the circle named. */
import { lazy, Suspense, useState } from 'react'
import { Archive, Pencil, UsersRound } from 'lucide-react'
import { i18n } from '@lingui/core'
import { PersonName } from '#design/avatar/avatar.tsx'
import { Button } from '#design/button/button.tsx'
import { Card } from '#design/card/card.tsx'
import { Checkbox } from '#design/choice/choice.tsx'
import { Slot } from '#design/navigation/slots.tsx'
import { useWrite } from '#design/session/client.ts'
import { FormProblem } from '#design/states/states.tsx'
import { useToast } from '#design/toast/toast.tsx'
import { type Component, type Graph, TOUCHES, useCatalog } from '../client.ts'
import { componentKindWords, CoverageLabel } from '../words.tsx'
import styles from './components.module.css'

const ComponentDialog = lazy(() => import('./component-dialog.tsx').then((module) => ({ default: module.ComponentDialog })))
const OwnersOf = lazy(() => import('../applications/owners-of.tsx').then((module) => ({ default: module.OwnersOf })))

interface ComponentCardProps {
  readonly component: Component
  readonly graph: Graph
  readonly why: string | null
}

export function ComponentCard({ component, graph, why }: ComponentCardProps) {
  const [open, setOpen] = useState<'edit' | 'owners' | null>(null)
  const close = () => setOpen(null)
  return (
    <>
      <Card
        title={component.name}
        note={[componentKindWords(component.kind), component.description].filter(Boolean).join(' · ')}
        actions={
          <>
            <Button size="small" icon={<UsersRound aria-hidden />} why={why} onClick={() => setOpen('owners')}>
              {i18n.t('Owners')}
            </Button>
            <Button size="small" icon={<Pencil aria-hidden />} why={why} onClick={() => setOpen('edit')}>
              {i18n.t('Edit')}
            </Button>
            <ArchiveComponent component={component} why={why} />
          </>
        }
      >
        <div className={styles['columns']}>
          <Needs component={component} graph={graph} why={why} />
          <section>
            <h3 className={styles['title']}>{i18n.t('Needed by')}</h3>
            <NeededBy component={component} graph={graph} />
          </section>
          <section>
            <h3 className={styles['title']}>{i18n.t('Who knows it')}</h3>
            <Knowers component={component} />
          </section>
        </div>
      </Card>
      <Card title={i18n.t('Timeline of {name}', { name: component.name })}>
        <Slot name="thing.timeline" given={{ record: component.id }} />
      </Card>
      <Suspense fallback={null}>
        {open === 'edit' ? (
          <ComponentDialog applicationId={component.applicationId} component={component} onClose={close} onDone={close} />
        ) : null}
        {open === 'owners' ? <OwnersOf thing={component.id} onClose={close} /> : null}
      </Suspense>
    </>
  )
}

function Needs({ component, graph, why }: ComponentCardProps) {
  const catalog = useCatalog()
  const save = useWrite(
    (dependsOn: string[]) =>
      catalog.call('setComponentDependencies', { params: { id: component.id }, body: { dependsOn } }, { ifMatch: component.version }),
    { touches: TOUCHES },
  )
  const others = graph.nodes.filter((node) => node.id !== component.id)
  const toggle = (id: string, on: boolean) => save.run(on ? [...component.dependsOn, id] : component.dependsOn.filter((one) => one !== id))
  return (
    <section>
      <h3 className={styles['title']}>{i18n.t('Needs')}</h3>
      {others.length === 0 ? <p className={styles['quiet']}>{i18n.t('Nothing else is here yet.')}</p> : null}
      <div className={styles['list']}>
        {others.map((node) => (
          <Checkbox
            key={node.id}
            label={node.name}
            checked={component.dependsOn.includes(node.id)}
            onChange={(on) => toggle(node.id, on)}
            why={why}
          />
        ))}
      </div>
      <FormProblem problem={save.problem} />
    </section>
  )
}

function NeededBy({ component, graph }: Pick<ComponentCardProps, 'component' | 'graph'>) {
  const names = graph.edges
    .filter((edge) => edge.to === component.id)
    .map((edge) => graph.nodes.find((node) => node.id === edge.from)?.name ?? edge.from)
  if (names.length === 0) return <p className={styles['quiet']}>{i18n.t('Nothing needs it.')}</p>
  return (
    <ul className={styles['list']}>
      {names.map((name) => (
        <li key={name}>{name}</li>
      ))}
    </ul>
  )
}

function Knowers({ component }: { readonly component: Component }) {
  return (
    <div className={styles['list']}>
      <CoverageLabel coverage={component.coverage} />
      {component.owners.map((one) => (
        <PersonName key={one.personId} name={one.name} note={one.part === 'owner' ? i18n.t('owner') : i18n.t('deputy')} />
      ))}
      {component.ownersInherited ? <p className={styles['quiet']}>{i18n.t('From the application.')}</p> : null}
    </div>
  )
}

function ArchiveComponent({ component, why }: { readonly component: Component; readonly why: string | null }) {
  const catalog = useCatalog()
  const toast = useToast()
  const set = useWrite(
    ({ state, version }: Pick<Component, 'state' | 'version'>) =>
      catalog.call('setComponentState', { params: { id: component.id }, body: { state } }, { ifMatch: version }),
    {
      touches: TOUCHES,
      done: (now) => {
        if (now.state !== 'archived') return
        toast({
          words: i18n.t('{name} is archived; its history and figures stay.', { name: now.name }),
          undo: () => set.run({ state: 'active', version: now.version }),
        })
      },
      failed: (problem) => toast({ words: problem.message, tone: 'failed' }),
    },
  )
  return (
    <Button
      size="small"
      icon={<Archive aria-hidden />}
      why={why}
      pending={set.pending}
      onClick={() => set.run({ state: 'archived', version: component.version })}
    >
      {i18n.t('Archive')}
    </Button>
  )
}
