/**
 * What sample data consists of: clients, their applications, components, features and people, drawn from fixed lists by a
 * generator with a fixed seed, so that every installation gets the same. Every name says that it is a sample.
 */
import { randomFrom } from '#kit/random.ts'

/** Sizes by name: how many clients, applications for each of them, and people. `year` spreads the same as `busy` over a year. */
export const SIZES = {
  small: { clients: 3, applicationsEach: 3, people: 6, days: 0 },
  busy: { clients: 12, applicationsEach: 6, people: 24, days: 0 },
  year: { clients: 12, applicationsEach: 6, people: 24, days: 365 },
} as const
export type SeedSize = keyof typeof SIZES

export interface SeedComponent {
  readonly name: string
  readonly kind: 'web' | 'api' | 'worker' | 'database' | 'cache' | 'queue' | 'external'
  /** Names of components of the same application that it needs. */
  readonly needs: readonly string[]
}

export interface SeedApplication {
  readonly name: string
  readonly description: string
  readonly components: readonly SeedComponent[]
  readonly features: readonly {
    readonly name: string
    readonly importance: 'core' | 'safety_critical' | 'ordinary'
    readonly routes: readonly string[]
  }[]
}

export interface SeedPlan {
  readonly clients: readonly { readonly name: string; readonly applications: readonly SeedApplication[] }[]
  readonly people: readonly { readonly name: string; readonly email: string; readonly role: string }[]
}

const MARK = 'sample'
const CLIENTS = [
  'Harbour Coffee',
  'Nordlicht Apotheke',
  'Alpine Rail',
  'Casa Verde',
  'Blue Finch Books',
  'Kumo Logistics',
  'Ponte Insurance',
  'Saffron Kitchens',
  'Tidewater Clinics',
  'Müller & Söhne',
  'Lumen Schools',
  'Osprey Outfitters',
] as const
const APPLICATIONS = [
  { name: 'Web shop', about: 'Where customers order and pay.', feature: 'Checkout', route: '/checkout/*' },
  { name: 'Booking', about: 'Appointments and seats.', feature: 'Reserve a slot', route: '/reservations/*' },
  {
    name: 'Customer portal',

    about: 'Invoices, contracts and messages.',
    feature: 'Download an invoice',
    route: '/invoices/*',
  },
  { name: 'Mobile API', about: 'Serves the apps on phones.', feature: 'Sign in', route: '/v2/session' },
  { name: 'Back office', about: 'What the staff works with.', feature: 'Approve an order', route: '/orders/:id/approval' },
  { name: 'Newsletter', about: 'Mailings and their subscribers.', feature: 'Subscribe', route: '/subscribe' },
] as const
const PEOPLE = [
  'Aylin Demir',
  'Bjarne Holm',
  'Chiara Conti',
  'Daniel Okafor',
  'Elif Kaya',
  'Felix Brandt',
  'Grace Lin',
  'Hugo Martins',
  'Ines Vidal',
  'Jonas Weber',
  'Keiko Mori',
  'Liam Byrne',
  'Marta Nowak',
  'Nadia Haddad',
  'Oskar Lund',
  'Priya Nair',
  'Quinn Archer',
  'Rosa Silva',
  'Sven Eriksen',
  'Tereza Malá',
  'Uri Cohen',
  'Vera Petrov',
  'Wanda Kowalska',
  'Yusuf Aziz',
] as const
const ROLES = ['technical_lead', 'support_engineer', 'user_support', 'qa', 'developer', 'project_manager'] as const

export function planSeed(size: SeedSize): SeedPlan {
  const { clients, applicationsEach, people } = SIZES[size]
  const random = randomFrom(20_261_121)
  return {
    clients: CLIENTS.slice(0, clients).map((client) => ({
      name: `${client} (${MARK})`,
      applications: APPLICATIONS.slice(0, applicationsEach).map((application) => planApplication(client, application, random)),
    })),
    people: PEOPLE.slice(0, people).map((name, index) => ({
      name: `${name} (${MARK})`,
      email: `${slugOf(name)}@${MARK}.invalid`,
      role: ROLES[index % ROLES.length] ?? 'developer',
    })),
  }
}

function planApplication(client: string, of: (typeof APPLICATIONS)[number], random: () => number): SeedApplication {
  const database = { name: 'PostgreSQL', kind: 'database', needs: [] } as const
  const cache = { name: 'Redis', kind: 'cache', needs: [] } as const
  const mail = { name: 'Mail provider', kind: 'external', needs: [] } as const
  const withCache = random() < 0.6
  const withWorker = random() < 0.7
  const api: SeedComponent = { name: 'API', kind: 'api', needs: [database.name, ...(withCache ? [cache.name] : [])] }
  const worker: SeedComponent = { name: 'Worker', kind: 'worker', needs: [database.name, mail.name] }
  const web: SeedComponent = { name: 'Website', kind: 'web', needs: [api.name] }
  return {
    name: `${of.name}, ${client}`,
    description: `${of.about} Sample data: without an address, since nothing would answer there.`,
    components: [database, ...(withCache ? [cache] : []), ...(withWorker ? [mail, worker] : []), api, web],
    features: [
      { name: of.feature, importance: 'core', routes: [of.route] },
      { name: 'Search', importance: 'ordinary', routes: ['/search'] },
    ],
  }
}

function slugOf(name: string): string {
  return name
    .normalize('NFD')
    .replace(/[^a-zA-Z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .toLowerCase()
}
