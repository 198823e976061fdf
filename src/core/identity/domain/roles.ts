/**
 * The roles of the people of a support organisation, and what each may do. This table is the whole of it: permissions are
 * declared by the part that asks for them, roles are declared here, and a test of the composed program holds both together
 * (every name here is declared by a module, every declared permission is held by some role).
 */

export const ROLES = [
  'owner',
  'technical_lead',
  'support_engineer',
  'user_support',
  'qa',
  'developer',
  'project_manager',
  'client_contact',
] as const

export type Role = (typeof ROLES)[number]

/** How a role is called on screen, and what its holder comes for. */
export const roleWords: Readonly<Record<Role, { readonly title: string; readonly comesFor: string }>> = {
  owner: { title: 'Owner', comesFor: 'The installation itself: people, keys, settings.' },
  technical_lead: { title: 'Technical lead', comesFor: 'Architecture, major incidents, release decisions.' },
  support_engineer: { title: 'Support engineer', comesFor: 'Bugs, performance, security updates, on-call.' },
  user_support: { title: 'User support specialist', comesFor: 'Answers users, keeps articles and guides, trains.' },
  qa: { title: 'QA specialist', comesFor: 'Tests updates and validates fixes.' },
  developer: { title: 'Developer', comesFor: 'The third support tier: fixes and features.' },
  project_manager: { title: 'Project manager', comesFor: 'Plan, sign-off, status reports, clients.' },
  client_contact: { title: 'Client contact', comesFor: 'Approves updates and reads reports of their own applications.' },
}

/** What everybody of the support organisation may read, and how they work together on what they read. */
const TEAM_READS = [
  'identity.people.read',
  'identity.keys.write',
  'catalog.clients.read',
  'catalog.applications.read',
  'contacts.contacts.read',
  'plan.plans.read',
  'records.timeline.read',
  'tasks.read',
  'tasks.write',
  'views.read',
  'views.write',
  'search.read',
  'coverage.map.read',
  'coverage.hand_overs.write',
  'comments.comments.read',
  'comments.comments.write',
  'links.links.read',
  'links.links.write',
  'attachments.attachments.read',
  'attachments.attachments.write',
  'decisions.decisions.read',
  'decisions.decisions.write',
  'monitoring.figures.read',
  'databases.databases.read',
  'telemetry.intake.read',
  'scraping.targets.read',
  'traces.spans.read',
  'logs.lines.read',
  'checks.checks.read',
  'errors.groups.read',
  'errors.groups.write',
] as const

/** Permissions by role, without the owner, who holds every permission of the program. */
const held: Readonly<Record<Exclude<Role, 'owner'>, readonly string[]>> = {
  technical_lead: [
    ...TEAM_READS,
    'views.share',
    'identity.sign_ins.read',
    'catalog.clients.write',
    'catalog.applications.write',
    'contacts.contacts.write',
    'plan.plans.write',
    'comments.comments.moderate',
    'attachments.attachments.moderate',
    'operation.audit.read',
    'operation.jobs.read',
    'operation.jobs.write',
    'operation.settings.read',
    'operation.health.read',
    'backup.backups.read',
    'storage.room.read',
    'privacy.settings.read',
    'privacy.consents.read',
    'delivery.messages.read',
    'delivery.messages.write',
    'telemetry.keys.write',
    'scraping.targets.write',
    'checks.checks.write',
    'databases.databases.write',
  ],
  support_engineer: [
    ...TEAM_READS,
    'telemetry.keys.write',
    'scraping.targets.write',
    'checks.checks.write',
    'databases.databases.write',
    'catalog.applications.write',
    'contacts.contacts.write',
    'operation.jobs.read',
    'operation.jobs.write',
    'operation.health.read',
    'storage.room.read',
  ],
  user_support: [...TEAM_READS, 'contacts.contacts.write', 'privacy.consents.read', 'privacy.consents.write'],
  qa: [...TEAM_READS, 'checks.checks.write'],
  developer: [
    ...TEAM_READS,
    'catalog.applications.write',
    'telemetry.keys.write',
    'scraping.targets.write',
    'checks.checks.write',
    'databases.databases.write',
  ],
  project_manager: [
    ...TEAM_READS,
    'views.share',
    'contacts.contacts.write',
    'catalog.clients.write',
    'catalog.applications.write',
    'plan.plans.write',
    'operation.audit.read',
  ],
  client_contact: [
    'catalog.clients.read',
    'catalog.applications.read',
    'records.timeline.read',
    'comments.comments.read',
    'comments.comments.write',
    'links.links.read',
    'attachments.attachments.read',
    'attachments.attachments.write',
    'monitoring.figures.read',
  ],
}

/** Permissions that only owners hold, so that the app-level test knows every name. */
const OWNER_ONLY = [
  'identity.people.write',
  'identity.organisation.write',
  'identity.sign_in.write',
  'operation.settings.write',
  'backup.backups.write',
  'backup.exports.take',
  'storage.room.write',
  'privacy.people.export',
  'privacy.people.erase',
  'privacy.retention.write',
  'delivery.mail.write',
  'scraping.targets.approve',
  'checks.targets.approve',
  'databases.private.approve',
] as const

/** Whether the role holds the permission somewhere; the owner holds every permission there is. */
export function roleHolds(role: Role, permission: string): boolean {
  return role === 'owner' || held[role].includes(permission)
}

/** Every permission named by the table, each once, sorted. */
export const namedPermissions: readonly string[] = [...new Set([...Object.values(held).flat(), ...OWNER_ONLY])].toSorted()
