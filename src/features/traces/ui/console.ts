/** What traces contribute to the console: the latest on the page of an application, and a page for each. */
import { lazy } from 'react'
import type { ConsolePart } from '#design/navigation/part.ts'
import { traceScreen } from './screens.ts'

export const tracesConsole: ConsolePart = {
  name: 'traces',
  follows: [],
  pages: [{ screen: traceScreen, permission: 'traces.spans.read', load: () => import('./trace-page.tsx').then((page) => page.TracePage) }],
  fills: {
    'trace.link': lazy(() => import('./trace-link.tsx').then((module) => ({ default: module.TraceLink }))),
    'application.traces': lazy(() => import('./traces-panel.tsx').then((module) => ({ default: module.TracesPanel }))),
  },
}
