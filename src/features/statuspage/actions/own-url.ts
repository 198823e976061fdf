/** The addresses by which one who follows a page confirms and stops. */
import type { Platform } from '#platform/platform.ts'
import { signedText } from './signed-id.ts'

/** Of signed addresses of subscribers. */
export const PURPOSE = 'statuspage.subscriber'

/** The address below which a subscriber confirms and stops. */
export function ownUrl({ secrets, config }: Pick<Platform, 'secrets' | 'config'>, { pageId, id }: Following): string {
  return `${config.publicUrl}/status-subscription/${signedText(secrets, PURPOSE, `${pageId}.${id}`)}`
}

/** One who follows one page; UUIDs. */
export interface Following {
  readonly pageId: string
  readonly id: string
}
