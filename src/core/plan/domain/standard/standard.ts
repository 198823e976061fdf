/** The standard support plan: what counts until somebody says otherwise. */
import type { Plan } from '../form.ts'
import { cadence, compliance, maintenance, patching, releases, testing } from './care.ts'
import { escalation, hours, roles, severity, targets, tiers } from './people.ts'
import { restraint, thresholds } from './watch.ts'

export const standardPlan: Plan = {
  roles,
  severity,
  targets,
  hours,
  tiers,
  escalation,
  thresholds,
  testing,
  releases,
  patching,
  maintenance,
  cadence,
  compliance,
  restraint,
}
