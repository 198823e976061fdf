/** How people may sign in: one row. */
import { toDate, type Instant } from '#kit/time.ts'
import { kysely, named } from '#platform/pg/tx.ts'
import type { Tx } from '#platform/work.ts'
import type { Role } from '../domain/roles.ts'
import type { SecondFactorRule } from '../domain/second-factor.ts'
import type { DB } from './rows.gen.ts'

export interface SignInSettingsRow {
  readonly version: number
  readonly secondFactorRoles: readonly Role[]
  readonly secondFactorGraceDays: number
  readonly secondFactorSince: Instant | null
  readonly oidcIssuer: string | null
  readonly oidcClientId: string | null
  readonly oidcSealedSecret: Buffer | null
  readonly oidcLabel: string | null
  readonly oidcDomains: readonly string[]
  readonly oidcJoinRole: Role | null
  readonly oidcOnly: boolean
  /** Null: groups give no roles. */
  readonly oidcGroupsClaim: string | null
}

const columns = [
  'version',
  'second_factor_roles as secondFactorRoles',
  'second_factor_grace_days as secondFactorGraceDays',
  'second_factor_since as secondFactorSince',
  'oidc_issuer as oidcIssuer',
  'oidc_client_id as oidcClientId',
  'oidc_sealed_secret as oidcSealedSecret',
  'oidc_label as oidcLabel',
  'oidc_domains as oidcDomains',
  'oidc_join_role as oidcJoinRole',
  'oidc_only as oidcOnly',
  'oidc_groups_claim as oidcGroupsClaim',
] as const

/** The row is made by a migration and never removed. */
export async function findSignInSettings(tx: Tx): Promise<SignInSettingsRow> {
  const query = kysely<DB>(tx).selectFrom('sign_in_settings').select(columns)
  return (await named<SignInSettingsRow>(tx, 'identity.findSignInSettings', query))[0] as SignInSettingsRow
}

/** Undefined when somebody else changed them since `version`. */
export async function updateSignInSettings(tx: Tx, to: SignInSettingsRow): Promise<SignInSettingsRow | undefined> {
  const query = kysely<DB>(tx)
    .updateTable('sign_in_settings')
    .set({
      version: to.version + 1,
      second_factor_roles: [...to.secondFactorRoles],
      second_factor_grace_days: to.secondFactorGraceDays,
      second_factor_since: to.secondFactorSince === null ? null : toDate(to.secondFactorSince),
      oidc_issuer: to.oidcIssuer,
      oidc_client_id: to.oidcClientId,
      oidc_sealed_secret: to.oidcSealedSecret,
      oidc_label: to.oidcLabel,
      oidc_domains: [...to.oidcDomains],
      oidc_join_role: to.oidcJoinRole,
      oidc_only: to.oidcOnly,
      oidc_groups_claim: to.oidcGroupsClaim,
    })
    .where('version', '=', to.version)
    .returning(columns)
  return (await named<SignInSettingsRow>(tx, 'identity.updateSignInSettings', query))[0]
}

/** The organisation's rule about second factors. */
export function ruleOf(settings: SignInSettingsRow): SecondFactorRule {
  return { roles: settings.secondFactorRoles, graceDays: settings.secondFactorGraceDays, since: settings.secondFactorSince }
}
