/** Components as boxes of the drawing: what they are, who is missing, and how they are. */
import { i18n } from '@lingui/core'
import type { GraphViewNode } from '#design/graph/graph-view.tsx'
import type { ComponentsHealth } from '#design/navigation/slots.tsx'
import type { Graph } from '../client.ts'
import { ComponentIcon, componentKindWords } from '../words.tsx'

/** Without health, because nobody told it, a box says nothing of it; with it, what is not in it is well. */
export function drawnNodes(graph: Graph, health: ComponentsHealth | undefined): readonly GraphViewNode[] {
  return graph.nodes.map((node) => {
    const ill = health?.get(node.id)
    const kind = componentKindWords(node.kind)
    const gap = node.coverage === 'covered' ? [] : [gapWords(node.coverage)]
    const alerts = ill ? [i18n.t('{count, plural, one {# alert} other {# alerts}}', { count: ill.alerts })] : []
    return {
      id: node.id,
      label: node.name,
      note: [...alerts, kind, ...gap].join(' · '),
      icon: <ComponentIcon kind={node.kind} />,
      warned: node.coverage === 'no_owner',
      ...(health ? { tone: ill ? toneOf(ill.severity) : 'good' } : {}),
    }
  })
}

const toneOf = (severity: 'critical' | 'major' | 'minor' | 'notify') => (severity === 'notify' ? 'minor' : severity)

function gapWords(coverage: 'one_person' | 'no_owner'): string {
  return coverage === 'one_person' ? i18n.t('one person only') : i18n.t('no owner')
}
