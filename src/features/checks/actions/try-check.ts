/** Looks once as a check would, so that its answer is seen before it is saved. */
import type { HandledOf } from '#kit/contract.ts'
import { common, Fault } from '#kit/fault.ts'
import type { Caller } from '#platform/http/handlers.ts'
import type { Platform } from '#platform/platform.ts'
import { requirePermission } from '#core/identity/public.ts'
import type { checksContract } from '../contract/contract.ts'
import type { Look } from '../domain/look.ts'
import { APPROVE_TARGETS } from '../domain/permissions.ts'
import { hostAsked } from '../domain/settings.ts'
import { outcomeOf, type Outcome } from '../domain/words.ts'
import { findCheck } from '../store/checks.ts'
import { claimEnvironment } from './checks.ts'
import { Controls } from './looks/controls.ts'
import { look } from './looks/look.ts'
import { monotonicMs, Stalls } from './looks/stalls.ts'
import { openSecret } from './secrets.ts'

type Trial = HandledOf<(typeof checksContract)['tryCheck']>['body']
type TryNeeds = Pick<Platform, 'work' | 'clock' | 'egress' | 'logger' | 'secrets'>

/** A look is short, and so is the time in which the process is watched for it. */
const PACE_MS = 100

export async function tryCheck(
  { platform, caller }: { readonly platform: TryNeeds; readonly caller: Caller },
  { environmentId, checkId, secret, settings, timeLimitMs, isPrivateAllowed }: Trial,
): Promise<Omit<Look, 'redirects'> & { readonly outcome: Outcome; readonly redirects: string[] }> {
  const known = await platform.work.read(async (tx) => {
    const scope = await claimEnvironment(tx, caller, environmentId)
    const row = checkId === undefined ? undefined : await findCheck(tx, checkId)
    if (checkId !== undefined && row?.environmentId !== environmentId) throw new Fault(common.not_found)
    const isApproved = row?.isPrivateAllowed === true && hostAsked(row.settings) === hostAsked(settings)
    if (isPrivateAllowed && !isApproved) requirePermission(caller, APPROVE_TARGETS, scope)
    // A secret goes only to where it was meant for, or whoever may change a check could have it sent to themselves.
    return row && hostAsked(row.settings) === hostAsked(settings) ? row : undefined
  })
  const stalls = new Stalls(PACE_MS)
  stalls.note(monotonicMs())
  const pace = setInterval(() => stalls.note(monotonicMs()), PACE_MS)
  try {
    const kept = () => (known ? openSecret(platform.secrets, known.id, known.sealedSecret) : null)
    const wanted = { checkId: known?.id, settings, secret: secret === undefined ? kept : () => secret, timeLimitMs, isPrivateAllowed }
    const found = await look({ platform, controls: new Controls(stalls) }, wanted)
    return { ...found, redirects: [...found.redirects], outcome: outcomeOf(found.reason) }
  } finally {
    clearInterval(pace)
  }
}
