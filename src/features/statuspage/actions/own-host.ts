/** The host of its own that a page may have. */
import { organisationScope } from '#core/identity/public.ts'
import { statusPageChanged } from '#events/statuspage.ts'
import { Fault } from '#kit/fault.ts'
import type { Platform } from '#platform/platform.ts'
import { statuspageCodes } from '../contract/codes.ts'
import { WRITE_PAGES } from '../domain/permissions.ts'
import { isOwnHost } from '../domain/site.ts'
import { putDomain } from '../store/pages.ts'
import { claimPage, tellOfPage, type Act } from './act.ts'

type DomainAct = Act & { readonly platform: Pick<Platform, 'config'> }

/**
 * Null removes it. Whatever is asked of that host is then answered with the page, so it takes the right to change the pages of all
 * clients: else one client could answer for a host of another. Repeatable.
 */
export function changeDomain({ platform, caller }: DomainAct, id: string, domain: string | null): Promise<void> {
  const at = platform.clock.now()
  return platform.work.run(async (tx) => {
    const page = await claimPage(tx, caller, { id, permission: WRITE_PAGES })
    if (!caller.may(WRITE_PAGES, organisationScope)) throw new Fault(statuspageCodes.domain_for_all)
    if (page.domain === domain) return
    const isTaken = domain !== null && isOwnHost(platform.config.publicUrl, domain)
    if (isTaken || !(await putDomain(tx, { id, domain }))) throw new Fault(statuspageCodes.domain_taken)
    await tellOfPage({ platform, tx, at, actor: caller.ref }, statusPageChanged, page, { fields: ['domain'] })
  })
}
