/** What identity contributes to the console. */
import { KeyRound, Settings, ShieldCheck, UserPlus, UserRound, Users } from 'lucide-react'
import { i18n } from '@lingui/core'
import type { ConsolePart } from '#design/navigation/part.ts'
import { href } from '#design/navigation/screen.ts'
import {
  forgottenPasswordScreen,
  invitationScreen,
  invitationsScreen,
  keysScreen,
  organisationScreen,
  passwordResetScreen,
  peopleScreen,
  personScreen,
  profileScreen,
  providerReturnScreen,
  reachedScreen,
  rolesScreen,
  securityScreen,
  signInScreen,
  signInSettingsScreen,
  signInsScreen,
} from './screens.ts'

const FOUND_MAX = 6

export const identityConsole: ConsolePart = {
  name: 'identity',
  follows: ['person', 'organisation'],
  sentences: () => import('./sentences.ts').then((module) => module.sentences),
  pages: [
    { screen: signInScreen, permission: null, load: () => import('./door/sign-in-page.tsx').then((page) => page.SignInPage) },
    {
      screen: providerReturnScreen,
      permission: null,
      load: () => import('./door/provider-return-page.tsx').then((page) => page.ProviderReturnPage),
    },
    { screen: invitationScreen, permission: null, load: () => import('./door/invitation-page.tsx').then((page) => page.InvitationPage) },
    {
      screen: forgottenPasswordScreen,
      permission: null,
      load: () => import('./door/forgotten-password-page.tsx').then((page) => page.ForgottenPasswordPage),
    },
    {
      screen: passwordResetScreen,
      permission: null,
      load: () => import('./door/password-reset-page.tsx').then((page) => page.PasswordResetPage),
    },
    {
      screen: peopleScreen,
      permission: 'identity.people.read',
      load: () => import('./people/people-page.tsx').then((page) => page.PeoplePage),
    },
    {
      screen: invitationsScreen,
      permission: 'identity.people.write',
      load: () => import('./people/invitations-page.tsx').then((page) => page.InvitationsPage),
    },
    {
      screen: personScreen,
      permission: 'identity.people.read',
      load: () => import('./people/person-page.tsx').then((page) => page.PersonPage),
    },
    { screen: profileScreen, load: () => import('./profile/profile-page.tsx').then((page) => page.ProfilePage) },
    { screen: securityScreen, load: () => import('./security/security-page.tsx').then((page) => page.SecurityPage) },
    { screen: reachedScreen, load: () => import('./profile/reached-page.tsx').then((page) => page.ReachedPage) },
    {
      screen: signInsScreen,
      permission: 'identity.sign_ins.read',
      load: () => import('./people/sign-ins-page.tsx').then((page) => page.SignInsPage),
    },
    {
      screen: signInSettingsScreen,
      permission: 'identity.sign_in.write',
      load: () => import('./settings/sign-in-settings-page.tsx').then((page) => page.SignInSettingsPage),
    },
    { screen: organisationScreen, load: () => import('./settings/organisation-page.tsx').then((page) => page.OrganisationPage) },
    { screen: keysScreen, permission: 'identity.keys.write', load: () => import('./settings/keys-page.tsx').then((page) => page.KeysPage) },
    { screen: rolesScreen, load: () => import('./settings/roles-page.tsx').then((page) => page.RolesPage) },
  ],
  navigation: [
    { to: href(peopleScreen, {}), label: () => i18n.t('People'), icon: Users, permission: 'identity.people.read', key: 'P', group: 'care' },
    { to: href(organisationScreen, {}), label: () => i18n.t('Settings'), icon: Settings, key: 'S', group: 'installation' },
  ],
  settings: [
    { to: href(organisationScreen, {}), label: () => i18n.t('Organisation') },
    { to: href(rolesScreen, {}), label: () => i18n.t('Roles') },
    { to: href(signInSettingsScreen, {}), label: () => i18n.t('Sign-in'), permission: 'identity.sign_in.write' },
    { to: href(keysScreen, {}), label: () => i18n.t('API keys'), permission: 'identity.keys.write' },
  ],
  commands: [
    {
      id: 'identity.invite',
      label: () => i18n.t('Invite somebody'),
      icon: UserPlus,
      to: href(peopleScreen, {}, { invite: 'yes' }),
      permission: 'identity.people.write',
    },
    {
      id: 'identity.key',
      label: () => i18n.t('Make an API key'),
      icon: KeyRound,
      to: href(keysScreen, {}, { make: 'yes' }),
      permission: 'identity.keys.write',
    },
    { id: 'identity.profile', label: () => i18n.t('Open your profile'), icon: UserRound, to: href(profileScreen, {}) },
    {
      id: 'identity.security',
      label: () => i18n.t('Protect your account'),
      icon: ShieldCheck,
      to: href(securityScreen, {}),
    },
  ],
  finders: [
    {
      id: 'people',
      label: () => i18n.t('People'),
      icon: UserRound,
      permission: 'identity.people.read',
      find: async (caller, text) => {
        const { items } = (await caller('identity.listPeople', { query: { q: text, limit: FOUND_MAX } })) as {
          items: { id: string; name: string; email: string }[]
        }
        return items.map((one) => ({ id: one.id, label: one.name, note: one.email, to: href(personScreen, { person: one.id }) }))
      },
    },
  ],
}
