/** Checks that go down and come up are judged by the rules on them. */
import { checkBecameUnknown, checkCameUp, checkDeleted, checkPaused, checkRested, checkWentDown } from '#events/checks.ts'
import type { Reaction } from '#platform/module.ts'

export const checkReaction = (turnCheck: Reaction['react']): Reaction => ({
  name: 'alerting.checks',
  on: [checkWentDown, checkCameUp, checkBecameUnknown, checkPaused, checkRested, checkDeleted],
  react: turnCheck,
})
