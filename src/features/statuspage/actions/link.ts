/** The private link of a page: it opens the page without a sign-in, also while it is a draft, until it is renewed. */
import { uuidFromHex } from '#kit/ids.ts'
import type { Secrets } from '#platform/secrets/secrets.ts'
import { readSignedText, signedText } from './signed-id.ts'

export interface PrivateLink {
  /** UUID */
  readonly pageId: string
  /** Rises with each renewal; only the newest opens the page. */
  readonly number: number
}

const PURPOSE = 'statuspage.link'

/** The last part of the address. */
export function linkSecret(secrets: Pick<Secrets, 'sign'>, { pageId, number }: PrivateLink): string {
  return signedText(secrets, PURPOSE, `${pageId.replaceAll('-', '')}.${number}`)
}

/** Undefined when it was not made here. Whether it is still the newest says the page. */
export function readLinkSecret(secrets: Pick<Secrets, 'sign'>, text: string): PrivateLink | undefined {
  const [hex = '', number = ''] = readSignedText(secrets, PURPOSE, text)?.split('.') ?? []
  return hex === '' ? undefined : { pageId: uuidFromHex(hex), number: Number(number) }
}
