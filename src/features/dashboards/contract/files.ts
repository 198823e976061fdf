/** A dashboard as files tell it: the fields of the API, without whose it is. In a folder of configuration as in the console. */
import { z } from 'zod'
import { EXPRESSIONS_MAX } from '../domain/limits.ts'
import { PANELS_MAX } from '../domain/panel.ts'
import { panel, title } from './keeping.ts'

const expression = panel.shape.expressions.element.strict()

export const panelEntry = panel.extend({ expressions: z.array(expression).min(1).max(EXPRESSIONS_MAX) }).strict()

export const dashboardFile = z.strictObject({ title, panels: z.array(panelEntry).max(PANELS_MAX).default([]) })

/** Everything that a file tells, filled in. */
export type DashboardForm = z.output<typeof dashboardFile>
