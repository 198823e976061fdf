/**
 * OpenID Connect, through openid-client: discovery, authorisation code with PKCE, state and nonce, ID token with its signature
 * checked. Every request goes through the egress guard, so an issuer in a private network needs the owner's EGRESS_ALLOW.
 * The package is loaded when the first person comes this way.
 */
import type { Configuration, CustomFetch } from 'openid-client'
import { Fault } from '#kit/fault.ts'
import { HOUR_MS, later, SECOND_MS, type Instant } from '#kit/time.ts'
import type { Platform } from '#platform/platform.ts'
import type { Needs } from '../access/needs.ts'
import { identityCodes } from '../contract/codes.ts'
import { linkPaths } from '../contract/contract.ts'
import type { ProviderClaims } from '../domain/provider.ts'
import { groupsIn } from '../domain/provider-groups.ts'

export type ProviderNeeds = Needs & Pick<Platform, 'egress'>

/** One client at one issuer. */
export interface ProviderClient {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** The claim that names groups; null: nobody asks. */
  readonly groupsClaim: string | null
}

const library = () => import('openid-client')
const SCOPE = 'openid email profile'
/** Some providers name groups only to who asks for this, and others refuse scopes that they do not know. */
const GROUPS_SCOPE = 'groups'
const ANSWER_WITHIN_MS = 10 * SECOND_MS
/** Key sets and discovery documents have a few kB; tokens with many groups somewhat more. */
const ANSWER_BYTES_MAX = 512 * 1024
/** Providers change their keys now and then; openid-client fetches new keys by itself, this renews the rest. */
const REMEMBER_MS = HOUR_MS

interface Discovered {
  readonly configuration: Configuration
  readonly until: Instant
}
const discovered = new WeakMap<Needs['config'], Map<string, Discovered>>()

/** Where the provider sends browsers back to; to be registered there. */
export function returnAddress({ config }: Pick<Needs, 'config'>): string {
  return `${config.publicUrl}${linkPaths.providerReturn}`
}

/** Asks the issuer for its configuration. Throws `identity.oidc_unreachable` with what was wrong. */
export async function discover(platform: ProviderNeeds, client: ProviderClient): Promise<Configuration> {
  const known = discovered.get(platform.config) ?? new Map<string, Discovered>()
  discovered.set(platform.config, known)
  const key = JSON.stringify([client.issuer, client.clientId, client.clientSecret])
  const remembered = known.get(key)
  if (remembered && platform.clock.now() < remembered.until) return remembered.configuration
  const configuration = await asked(() => discoverAnew(platform, client))
  // One client is in use; what was configured before is not needed again.
  known.clear()
  known.set(key, { configuration, until: later(platform.clock.now(), REMEMBER_MS) })
  return configuration
}

async function discoverAnew(platform: ProviderNeeds, { issuer, clientId, clientSecret }: ProviderClient): Promise<Configuration> {
  const { allowInsecureRequests, ClientSecretBasic, customFetch, discovery, enableNonRepudiationChecks } = await library()
  const url = new URL(issuer)
  const configuration = await discovery(url, clientId, undefined, ClientSecretBasic(clientSecret), {
    [customFetch]: guardedFetch(platform),
    timeout: ANSWER_WITHIN_MS / SECOND_MS,
    // https is asked of every issuer but one on this very machine, see `judgeIssuer`.
    execute: [enableNonRepudiationChecks, ...(url.protocol === 'http:' ? [allowInsecureRequests] : [])],
  })
  configuration.timeout = ANSWER_WITHIN_MS / SECOND_MS
  return configuration
}

/** What only our second half may know. */
export interface ProviderSecrets {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
}

/** The address to send the browser to. */
export async function authorisation(platform: ProviderNeeds, client: ProviderClient): Promise<ProviderSecrets & { readonly url: string }> {
  const configuration = await discover(platform, client)
  const { buildAuthorizationUrl, calculatePKCECodeChallenge, randomNonce, randomPKCECodeVerifier, randomState } = await library()
  const asksForGroups = client.groupsClaim !== null && configuration.serverMetadata().scopes_supported?.includes(GROUPS_SCOPE)
  const [state, nonce, verifier] = [randomState(), randomNonce(), randomPKCECodeVerifier()]
  const url = buildAuthorizationUrl(configuration, {
    redirect_uri: returnAddress(platform),
    scope: asksForGroups ? `${SCOPE} ${GROUPS_SCOPE}` : SCOPE,
    state,
    nonce,
    code_challenge: await calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    // The provider asks for its own proof each time: a session that begins here counts as just proved.
    prompt: 'login',
  })
  return { url: url.href, state, nonce, verifier }
}

/** Exchanges the code and checks the ID token. `query`: what the provider appended to the return address. */
export async function claimsOf(
  platform: ProviderNeeds,
  client: ProviderClient,
  { query, state, nonce, verifier }: ProviderSecrets & { readonly query: string },
): Promise<ProviderClaims> {
  const configuration = await discover(platform, client)
  const { authorizationCodeGrant, fetchUserInfo } = await library()
  const address = new URL(returnAddress(platform))
  address.search = query
  return asked(async () => {
    const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true }
    const tokens = await authorizationCodeGrant(configuration, address, checks)
    const claims = tokens.claims()
    if (!claims) throw new Error('the answer has no ID token')
    const hasUserInfo = configuration.serverMetadata().userinfo_endpoint !== undefined
    const { groupsClaim } = client
    const hasGroups = groupsClaim === null || groupsIn(claims, groupsClaim).length > 0
    const isWhole = (claims['email'] !== undefined && hasGroups) || !hasUserInfo
    const told = isWhole ? claims : { ...claims, ...(await fetchUserInfo(configuration, tokens.access_token, claims.sub)) }
    return plainClaims(told, groupsClaim)
  })
}

function plainClaims(claims: Readonly<Record<string, unknown>> & { readonly sub: string }, groupsClaim: string | null): ProviderClaims {
  const text = (name: string): string | null => (typeof claims[name] === 'string' && claims[name] !== '' ? claims[name] : null)
  // Some providers write the boolean as a text.
  const emailVerified = claims['email_verified'] === true || claims['email_verified'] === 'true'
  const groups = groupsClaim === null ? [] : groupsIn(claims, groupsClaim)
  return { subject: claims.sub, email: text('email'), emailVerified, name: text('name'), groups }
}

async function asked<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (cause) {
    if (cause instanceof Fault) throw cause
    throw new Fault(identityCodes.oidc_unreachable, {
      detail: `The sign-in provider does not answer as it should: ${innermost(cause)}.`,
      cause,
    })
  }
}

/** The package wraps failures; the innermost says what happened. Its messages hold no tokens. */
function innermost(error: unknown): string {
  let inner = error
  // Errors nest a few levels deep, never in a circle.
  for (let depth = 0; depth < 5 && inner instanceof Error && inner.cause instanceof Error; depth++) inner = inner.cause
  return inner instanceof Error ? inner.message.replace(/\.$/, '') : 'no reason was given'
}

function guardedFetch({ egress }: Pick<Platform, 'egress'>): CustomFetch {
  return async (url, { method, headers, body }) => {
    const answer = await egress.request({
      url,
      method: method as 'GET' | 'POST',
      headers,
      // The package sends forms only.
      ...(body instanceof URLSearchParams ? { body: body.toString() } : {}),
      timeoutMs: ANSWER_WITHIN_MS,
      answerBytesMax: ANSWER_BYTES_MAX,
    })
    if (!answer.ok) throw new Error(answer.detail)
    return new Response(answer.status === 204 ? null : new Uint8Array(answer.body), { status: answer.status, headers: answer.headers })
  }
}
