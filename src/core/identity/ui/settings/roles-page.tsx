/** Who may do what: the matrix of roles and permissions, straight from the program's own table. */
import { Fragment } from 'react'
import { Check } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Card } from '#design/card/card.tsx'
import { href } from '#design/navigation/screen.ts'
import { SettingsLayout } from '#design/navigation/settings.tsx'
import { useRead } from '#design/session/client.ts'
import { SkeletonRows } from '#design/skeleton/skeleton.tsx'
import { ErrorState } from '#design/states/states.tsx'
import type { AnswerOf } from '#kit/contract.ts'
import type { organisationContract } from '../../contract/organisation.ts'
import { useIdentity } from '../client.ts'
import { rolesScreen } from '../screens.ts'
import { roleComesFor, roleTitle } from '../words.ts'
import styles from './settings.module.css'

type Table = AnswerOf<(typeof organisationContract)['readPermissions']>

export function RolesPage() {
  const identity = useIdentity()
  const { data, error, refetch } = useRead(identity, 'readPermissions', {})
  return (
    <SettingsLayout current={href(rolesScreen, {})}>
      <Card
        flush
        title={i18n.t('Roles')}
        note={i18n.t('Roles are given on the page of a person, everywhere or for one client or application.')}
      >
        {error && !data ? <ErrorState problem={error} retry={() => void refetch()} compact /> : null}
        {data ? <Matrix table={data} /> : error ? null : <SkeletonRows />}
      </Card>
    </SettingsLayout>
  )
}

function Matrix({ table: { roles, permissions } }: { readonly table: Table }) {
  const areas = [...new Set(permissions.map((one) => areaOf(one.name)))]
  return (
    <div className={styles['scroll']} tabIndex={0} role="region" aria-label={i18n.t('Who may do what')}>
      <table className={styles['matrix']}>
        <thead>
          <tr>
            <th scope="col">{i18n.t('Permission')}</th>
            {roles.map(({ role }) => (
              <th key={role} scope="col" title={roleComesFor(role)}>
                {roleTitle(role)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {areas.map((area) => (
            <Fragment key={area}>
              <tr className={styles['area']}>
                <th scope="colgroup" colSpan={roles.length + 1}>
                  {areaWords(area)}
                </th>
              </tr>
              {permissions
                .filter((one) => areaOf(one.name) === area)
                .map((one) => (
                  <tr key={one.name}>
                    <th scope="row">
                      {one.allows}
                      <span className={styles['name']}>{one.name}</span>
                    </th>
                    {roles.map(({ role }) => (
                      <td key={role}>
                        {one.heldBy.includes(role) ? (
                          <Check className={styles['held']} role="img" aria-label={i18n.t('yes')} />
                        ) : (
                          <span className={styles['none']} role="img" aria-label={i18n.t('no')}>
                            –
                          </span>
                        )}
                      </td>
                    ))}
                  </tr>
                ))}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function areaOf(permission: string): string {
  return permission.split('.')[0] ?? permission
}

function areaWords(area: string): string {
  const words: Readonly<Record<string, string>> = {
    identity: i18n.t('People and keys'),
    catalog: i18n.t('Clients and applications'),
    records: i18n.t('Records'),
    operation: i18n.t('The installation'),
    monitoring: i18n.t('Monitoring'),
  }
  return words[area] ?? area
}
