/** Routes of the door and of one's own factors to actions and queries; nothing is decided here. */
import type { HandlersOf } from '#platform/http/handlers.ts'
import { signedIn } from '../access/caller.ts'
import type { Needs } from '../access/needs.ts'
import { CHALLENGE_LIFETIME_MS } from '../actions/challenges.ts'
import { beginOidc, finishOidc } from '../actions/oidc.ts'
import type { ProviderNeeds } from '../actions/oidc-provider.ts'
import { addPasskey, beginPasskey, beginTotp, confirmTotp, removePasskey, removeTotp, renamePasskey } from '../actions/own-factors.ts'
import { offerPasskeySignIn, signInWithPasskey } from '../actions/passkey-sign-in.ts'
import { offerProvingPasskey, prove } from '../actions/proofs.ts'
import { makeRecoveryCodes } from '../actions/recovery-codes.ts'
import { completeSignIn, offerSecondPasskey } from '../actions/second-factor.ts'
import { endOtherSessions, signOut } from '../actions/sessions.ts'
import { signIn } from '../actions/sign-in.ts'
import { updateSignInSettings } from '../actions/sign-in-settings.ts'
import { PROVIDER_COOKIE, SESSION_COOKIE } from '../contract/contract.ts'
import type { securityContract } from '../contract/security.ts'
import type { signInContract } from '../contract/sign-in.ts'
import type { signInSettingsContract } from '../contract/sign-in-settings.ts'
import { readSecurity } from '../queries/security.ts'
import { readSignInOptions, readSignInSettings } from '../queries/sign-in-settings.ts'
import { listMySignIns, listSignIns } from '../queries/sign-ins.ts'
import { answerOf, versionOf, welcome } from './welcome.ts'

export function signInHandlers(platform: ProviderNeeds): HandlersOf<typeof signInContract> {
  return {
    readSignInOptions: async () => readSignInOptions(platform),
    signIn: async ({ body }, context) => answerOf(platform, context, await signIn(platform, { ...body, browser: context })),
    completeSignIn: async ({ body }, context) => welcome(platform, context, await completeSignIn(platform, { ...body, browser: context })),
    offerSecondPasskey: async ({ body }) => ({ ...(await offerSecondPasskey(platform, body.token)) }),
    offerPasskeySignIn: async () => ({ ...(await offerPasskeySignIn(platform)) }),
    signInWithPasskey: async ({ body }, context) =>
      welcome(platform, context, await signInWithPasskey(platform, { ...body, browser: context })),
    beginProviderSignIn: async ({ body }, context) => {
      const { url, token } = await beginOidc(platform, { returnTo: body.return })
      context.setCookie(PROVIDER_COOKIE, token, CHALLENGE_LIFETIME_MS / 1_000)
      return { url }
    },
    finishProviderSignIn: async ({ body }, context) => {
      const arrived = { token: context.cookies[PROVIDER_COOKIE], query: body.query, browser: context }
      const { session, returnTo } = await finishOidc(platform, arrived)
      const me = await welcome(platform, context, session)
      context.setCookie(PROVIDER_COOKIE, null)
      return { me, return: returnTo }
    },
    signOut: async (_, context) => {
      await signOut(platform, signedIn(context.caller))
      context.setCookie(SESSION_COOKIE, null)
    },
    prove: async ({ body }, context) => {
      await prove(platform, signedIn(context.caller), { proof: body, browser: context })
    },
    // The route is `fresh`: whoever gets here has proved it.
    expectProof: async () => undefined,
    offerProvingPasskey: async (_, { caller }) => ({ ...(await offerProvingPasskey(platform, signedIn(caller))) }),
  }
}

const copied = (codes: readonly string[] | null): string[] | null => codes && [...codes]

export function securityHandlers(platform: Needs): HandlersOf<typeof securityContract> {
  return {
    readSecurity: async (_, { caller }) => readSecurity(platform, signedIn(caller)),
    beginTotp: async (_, { caller }) => beginTotp(platform, signedIn(caller)),
    confirmTotp: async ({ body }, { caller }) => ({ recoveryCodes: copied(await confirmTotp(platform, signedIn(caller), body.code)) }),
    removeTotp: async (_, { caller }) => {
      await removeTotp(platform, signedIn(caller))
    },
    beginPasskey: async (_, { caller }) => ({ ...(await beginPasskey(platform, signedIn(caller))) }),
    addPasskey: async ({ body }, { caller }) => {
      const { id, recoveryCodes } = await addPasskey(platform, signedIn(caller), body)
      return { id, recoveryCodes: copied(recoveryCodes) }
    },
    renamePasskey: async ({ params, body }, { caller }) => {
      await renamePasskey(platform, signedIn(caller), { ...params, ...body })
    },
    removePasskey: async ({ params }, { caller }) => {
      await removePasskey(platform, signedIn(caller), params.id)
    },
    makeRecoveryCodes: async (_, { caller }) => ({ recoveryCodes: [...(await makeRecoveryCodes(platform, signedIn(caller)))] }),
    endOtherSessions: async (_, { caller }) => {
      await endOtherSessions(platform, signedIn(caller))
    },
    listMySignIns: async ({ query }, { caller }) => listMySignIns(platform, signedIn(caller), query),
  }
}

export function signInSettingsHandlers(platform: ProviderNeeds): HandlersOf<typeof signInSettingsContract> {
  return {
    readSignInSettings: async (_, { caller }) => readSignInSettings(platform, signedIn(caller)),
    updateSignInSettings: async ({ body }, context) => {
      const caller = signedIn(context.caller)
      await updateSignInSettings(platform, caller, { version: versionOf(context), to: body })
      return readSignInSettings(platform, caller)
    },
    listSignIns: async ({ query }, { caller }) => listSignIns(platform, signedIn(caller), query),
  }
}
