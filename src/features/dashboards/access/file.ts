/** A dashboard from and to the text of a file. */
import { leanForm, printFile } from '#platform/configuration-files/print.ts'
import type { ConfigurationFile } from '#platform/configuration-files/kinds.ts'
import { readWhole } from '#platform/configuration-files/read.ts'
import { dashboardFile, panelEntry, type DashboardForm } from '../contract/files.ts'
import type { DashboardContent, Panel } from '../domain/panel.ts'

export interface FileFault {
  /** From 1. */
  readonly line: number
  readonly message: string
}

/** The same dashboard when it is read again. */
export function writeDashboard(path: string, { title, panels }: DashboardContent): ConfigurationFile {
  // Panel by panel, so that forty of them take forty times as long as one.
  const lean = panels.map((panel) => leanForm(panelEntry, inOrder(panel)))
  return printFile(path, `The dashboard ${title}`, { title, panels: lean })
}

/** Fields as people write them: the store keeps them in an order of its own. */
function inOrder({ title, kind, unit, width, expressions }: Panel) {
  return { title, kind, unit, width, expressions: expressions.map(({ text, legend }) => ({ text, legend })) }
}

/** For whoever brings a single file; where it is kept is theirs to say. */
export function readDashboardText(text: string): { readonly dashboard: DashboardForm | null; readonly faults: FileFault[] } {
  const { entries, faults } = readWhole({ path: '', text }, dashboardFile)
  const [entry] = entries
  if (entry !== undefined) return { dashboard: entry.value, faults: [] }
  const told = faults.map(({ line, message }) => ({ line: line ?? 1, message })).toSorted((a, b) => a.line - b.line)
  return { dashboard: null, faults: told.length > 0 ? told : [NOTHING] }
}

const NOTHING: FileFault = { line: 1, message: 'The file says nothing. Write a title, and panels below it.' }
