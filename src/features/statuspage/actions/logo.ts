/** The picture of a page. */
import { statusPageChanged } from '#events/statuspage.ts'
import { common, Fault } from '#kit/fault.ts'
import { statuspageCodes } from '../contract/codes.ts'
import { LOGO_BYTES_MAX, logoTypeOf } from '../domain/logo.ts'
import { WRITE_PAGES } from '../domain/permissions.ts'
import { findLogo, putLogo, type Picture } from '../store/pages.ts'
import { claimPage, tellOfPage, type Act } from './act.ts'

/** Throws `statuspage.not_a_picture` for what browsers do not show as one. Nothing is read of what somebody sends who may not. */
export async function changeLogo(act: Act, id: string, upload: AsyncIterable<Uint8Array>): Promise<void> {
  await act.platform.work.run((tx) => claimPage(tx, act.caller, { id, permission: WRITE_PAGES }))
  const bytes = await gathered(upload)
  const mediaType = logoTypeOf(bytes)
  if (mediaType === undefined) throw new Fault(statuspageCodes.not_a_picture)
  await setLogo(act, id, { bytes, mediaType })
}

export function removeLogo(act: Act, id: string): Promise<void> {
  return setLogo(act, id, null)
}

function setLogo({ platform, caller }: Act, id: string, logo: Picture | null): Promise<void> {
  const at = platform.clock.now()
  return platform.work.run(async (tx) => {
    const page = await claimPage(tx, caller, { id, permission: WRITE_PAGES })
    const before = await findLogo(tx, id)
    if (logo === null ? before === undefined : before?.bytes.equals(logo.bytes)) return
    await putLogo(tx, { id, logo })
    await tellOfPage({ platform, tx, at, actor: caller.ref }, statusPageChanged, page, { fields: ['logo'] })
  })
}

/** The whole of what was sent, which is small. */
async function gathered(upload: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  let bytes = 0
  for await (const piece of upload) {
    bytes += piece.length
    if (bytes > LOGO_BYTES_MAX) throw new Fault(common.too_large, { detail: `A logo may have at most ${LOGO_BYTES_MAX} bytes.` })
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}
