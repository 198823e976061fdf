/** Passkeys in the browser. The package is fetched when somebody uses one. */
import { i18n } from '@lingui/core'
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser'
import { Problem } from '#design/session/client.ts'
import type { AssertionAnswer, CreationAnswer } from '../contract/fields.ts'

const library = () => import('@simplewebauthn/browser')

export const canUsePasskeys = (): boolean => 'PublicKeyCredential' in globalThis

/** Makes a passkey. Rejects with a Problem in words a person understands. */
export async function makePasskey(options: object): Promise<CreationAnswer> {
  const { startRegistration } = await library()
  const optionsJSON = options as PublicKeyCredentialCreationOptionsJSON
  return (await startRegistration({ optionsJSON }).catch(inWords)) as CreationAnswer
}

/** Answers with a passkey. `autofill` waits quietly in the field of the address until one is chosen there. */
export async function answerWithPasskey(options: object, { autofill = false } = {}): Promise<AssertionAnswer> {
  const { startAuthentication } = await library()
  const optionsJSON = options as PublicKeyCredentialRequestOptionsJSON
  const answer: AuthenticationResponseJSON = await startAuthentication({ optionsJSON, useBrowserAutofill: autofill }).catch(inWords)
  return answer as AssertionAnswer
}

/** Whether the browser can offer passkeys in the field of the address. */
export async function canAutofill(): Promise<boolean> {
  if (!canUsePasskeys()) return false
  const { browserSupportsWebAuthnAutofill } = await library()
  return browserSupportsWebAuthnAutofill()
}

/** Ends the quiet waiting, so that a dialog of the browser can open. */
export async function stopAutofill(): Promise<void> {
  const { WebAuthnAbortService } = await library()
  WebAuthnAbortService.cancelCeremony()
}

const given = (title: string): Problem => new Problem({ status: 400, code: 'console.passkey', title })

function inWords(error: unknown): never {
  const { name, code } = error as { name?: string; code?: string }
  if (code === 'ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED') throw given(i18n.t('This device has a passkey for your account already.'))
  if (name === 'NotAllowedError' || name === 'AbortError') throw given(i18n.t('Nothing was confirmed. Try again when you are ready.'))
  if (name === 'SecurityError') throw given(i18n.t('Passkeys do not work at this address.'))
  throw given(i18n.t('Your browser or device could not use a passkey here.'))
}
