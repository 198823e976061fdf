/** The first visit: organisation, owner and applications come into being together or not at all. */
import {
  findOrganisation,
  foundOrganisation,
  hashPassword,
  hashToken,
  requireGoodPassword,
  type Browser,
  type IdentityNeeds,
  type OpenedSession,
} from '#core/identity/public.ts'
import {
  createApplications,
  createSelf,
  readAddresses,
  type AddedApplication,
  type LineNote,
  type ParsedAddress,
} from '#core/catalog/public.ts'
import { Fault } from '#kit/fault.ts'
import type { Tx } from '#platform/work.ts'
import { setupCodes } from '../contract/codes.ts'
import { isToken, takeToken } from '../store/token.ts'

export interface SetUp {
  readonly token: string
  readonly owner: { readonly name: string; readonly email: string; readonly password: string; readonly locale: string }
  readonly organisation: { readonly name: string; readonly zone: string }
  /** As pasted; may be empty. */
  readonly addresses: string
  readonly browser: Browser
}

export interface SetUpDone {
  readonly session: OpenedSession
  /** In the order of the addresses; Pitcrew itself, which is always added, is not among them. */
  readonly applications: readonly AddedApplication[]
  readonly notes: readonly LineNote[]
}

/** Whatever is refused leaves the link whole, so that the form can be mended and sent again. */
export async function setUp(platform: IdentityNeeds, wanted: SetUp): Promise<SetUpDone> {
  const tokenHash = hashToken(wanted.token)
  await platform.work.read((tx) => requireToken(tx, tokenHash))
  const { owner, organisation } = wanted
  requireGoodPassword(owner.password, { field: 'owner.password', names: [owner.email, owner.name, organisation.name] })
  const { addresses, notes } = readPasted(wanted.addresses)
  const passwordHash = await hashPassword(owner.password)
  return platform.work.run(async (tx) => {
    if (!(await takeToken(tx, tokenHash))) throw await whyNot(tx)
    const session = await foundOrganisation(platform, tx, { organisation, owner: { ...owner, passwordHash }, browser: wanted.browser })
    if (!session) throw new Fault(setupCodes.done_already)
    const founding = { actor: { kind: 'person', id: session.personId }, at: platform.clock.now(), ownerId: session.personId } as const
    await createSelf(platform, tx, { ...founding, url: platform.config.publicUrl })
    const added = await createApplications(platform, tx, { ...founding, addresses })
    return { session, applications: added.applications, notes: [...notes, ...added.notes] }
  })
}

async function requireToken(tx: Tx, tokenHash: Buffer): Promise<void> {
  if (!(await isToken(tx, tokenHash))) throw await whyNot(tx)
}

/** Somebody else may have been faster; otherwise the link is an old one. */
async function whyNot(tx: Tx): Promise<Fault> {
  return new Fault((await findOrganisation(tx)) ? setupCodes.done_already : setupCodes.link_wrong)
}

/** Nothing pasted is no fault here: applications can be added later. */
function readPasted(text: string): { addresses: readonly ParsedAddress[]; notes: readonly LineNote[] } {
  return text.trim() === '' ? { addresses: [], notes: [] } : readAddresses(text, 'body.addresses')
}
