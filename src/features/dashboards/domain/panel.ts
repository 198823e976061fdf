/** What a dashboard is made of. */
import type { Unit } from './units.ts'

export const PANEL_KINDS = ['line', 'area', 'stat', 'table'] as const
export type PanelKind = (typeof PANEL_KINDS)[number]

/** Of the width of the page; on a phone each panel has all of it. */
export const PANEL_WIDTHS = ['third', 'half', 'full'] as const
export type PanelWidth = (typeof PANEL_WIDTHS)[number]

export interface PanelExpression {
  readonly text: string
  /** May name labels as `{{route}}`; empty: the labels in which series differ. */
  readonly legend: string
}

export interface Panel {
  readonly title: string
  readonly kind: PanelKind
  readonly unit: Unit
  readonly width: PanelWidth
  readonly expressions: readonly PanelExpression[]
}

/** Without where it is kept: what a file holds, and a clone takes along. */
export interface DashboardContent {
  readonly title: string
  readonly panels: readonly Panel[]
}

/** More is searched, not looked through. */
export const DASHBOARDS_MAX = 1_000
/** As many as are read in one go; each is a question to the store of measurements. */
export const PANELS_MAX = 40
export const TITLE_LENGTH_MAX = 120
export const LEGEND_LENGTH_MAX = 200
/** A file with everything at its longest, and room to write it in. */
export const FILE_LENGTH_MAX = 1_000_000
