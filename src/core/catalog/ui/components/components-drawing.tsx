/** The components of an application as a drawing, each with how it is: on the overview, where a click leads to the component. */
import { useMemo, useState } from 'react'
import { i18n } from '@lingui/core'
import { Card } from '#design/card/card.tsx'
import { GraphView } from '#design/graph/graph-view.tsx'
import { href, useGo } from '#design/navigation/screen.ts'
import { type ComponentsHealth, Slot } from '#design/navigation/slots.tsx'
import { useRead } from '#design/session/client.ts'
import { ErrorState } from '#design/states/states.tsx'
import { useCatalog } from '../client.ts'
import { applicationScreen } from '../screens.ts'
import { drawnNodes } from './drawn-nodes.tsx'
import styles from './components.module.css'

/** Draws nothing while an application has no component. */
export function ComponentsDrawing({ applicationId }: { readonly applicationId: string }) {
  const go = useGo()
  const [health, setHealth] = useState<ComponentsHealth>()
  const { data, error, refetch } = useRead(useCatalog(), 'readGraph', { params: { id: applicationId } })
  const nodes = useMemo(() => (data ? drawnNodes(data, health) : []), [data, health])
  if (error && !data) return <ErrorState problem={error} retry={() => void refetch()} compact />
  if (!data || nodes.length === 0) return null
  const toComponent = (component: string | undefined) =>
    go(href(applicationScreen, { application: applicationId }, { tab: 'components', component }))
  return (
    <Card flush title={i18n.t('Components')} note={i18n.t('Lines lead from what needs something down to what it needs.')}>
      <Slot floats name="components.health" given={{ applicationId, onHealth: setHealth }} />
      <div className={styles['drawing']}>
        <GraphView
          label={i18n.t('Components and what they need')}
          nodes={nodes}
          edges={data.edges}
          chosen={undefined}
          onChoose={toComponent}
        />
      </div>
    </Card>
  )
}
