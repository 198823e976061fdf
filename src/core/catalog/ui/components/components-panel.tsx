/** What an application is made of and what needs what: the drawing, and beside it the component that is chosen. */
import { lazy, Suspense, useMemo, useState } from 'react'
import { Boxes, Plus } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Button } from '#design/button/button.tsx'
import { Card } from '#design/card/card.tsx'
import { GraphView } from '#design/graph/graph-view.tsx'
import { useScreen } from '#design/navigation/screen.ts'
import { type ComponentsHealth, Slot } from '#design/navigation/slots.tsx'
import { useRead } from '#design/session/client.ts'
import { SkeletonRows } from '#design/skeleton/skeleton.tsx'
import { EmptyState, ErrorState } from '#design/states/states.tsx'
import { type Application, type Component, type Graph, useCatalog } from '../client.ts'
import { applicationScreen } from '../screens.ts'
import { ComponentCard } from './component-card.tsx'
import { drawnNodes } from './drawn-nodes.tsx'
import styles from './components.module.css'

const ComponentDialog = lazy(() => import('./component-dialog.tsx').then((module) => ({ default: module.ComponentDialog })))

export function ComponentsPanel({ application, why }: { readonly application: Application; readonly why: string | null }) {
  const catalog = useCatalog()
  const { search, update } = useScreen(applicationScreen)
  const { data, error, refetch } = useRead(catalog, 'readGraph', { params: { id: application.id } })
  const [adding, setAdding] = useState(false)
  const addButton = (
    <Button size="small" icon={<Plus aria-hidden />} why={why} onClick={() => setAdding(true)}>
      {i18n.t('Add component')}
    </Button>
  )
  const chosen = data?.nodes.find((node) => node.id === search.component)
  return (
    <>
      <Card
        flush
        title={i18n.t('Components')}
        note={i18n.t('Lines lead from what needs something down to what it needs.')}
        actions={addButton}
      >
        {error && !data ? <ErrorState problem={error} retry={() => void refetch()} compact /> : null}
        {!data && !error ? <SkeletonRows rows={4} /> : null}
        {data?.nodes.length === 0 ? (
          <EmptyState compact icon={<Boxes aria-hidden />} title={i18n.t('No component yet.')} action={addButton}>
            {i18n.t('Web server, database, queue, the payment service: what must work so that this works.')}
          </EmptyState>
        ) : null}
        {data && data.nodes.length > 0 ? <Drawing graph={data} chosen={chosen} onChoose={(component) => update({ component })} /> : null}
      </Card>
      {chosen && data ? <ComponentCard key={chosen.id} component={chosen} graph={data} why={why} /> : null}
      <Suspense fallback={null}>
        {adding ? (
          <ComponentDialog
            applicationId={application.id}
            component={null}
            onClose={() => setAdding(false)}
            onDone={(component) => {
              setAdding(false)
              update({ component: component.id })
            }}
          />
        ) : null}
      </Suspense>
    </>
  )
}

function Drawing({
  graph,
  chosen,
  onChoose,
}: {
  readonly graph: Graph
  readonly chosen: Component | undefined
  readonly onChoose: (id: string | undefined) => void
}) {
  const [health, setHealth] = useState<ComponentsHealth>()
  const nodes = useMemo(() => drawnNodes(graph, health), [graph, health])
  return (
    <div className={styles['drawing']}>
      <Slot floats name="components.health" given={{ applicationId: graph.applicationId, onHealth: setHealth }} />
      <GraphView
        label={i18n.t('Components and what they need')}
        nodes={nodes}
        edges={graph.edges}
        chosen={chosen?.id}
        onChoose={onChoose}
      />
    </div>
  )
}
