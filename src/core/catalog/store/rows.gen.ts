// Generated from the migrations by tools/generators/rows.ts.
import type { ColumnType, Generated } from 'kysely'
import type { Instant } from '#kit/time.ts'

export interface ApplicationTable {
  id: string
  client_id: string | null
  name: string
  slug: string
  description: Generated<string>
  kind: 'watched' | 'self'
  url: string | null
  state: Generated<'active' | 'archived'>
  version: Generated<number>
  created_at: ColumnType<Instant, Date, Date>
  updated_at: ColumnType<Instant, Date, Date>
  runbook_url: string | null
}

export interface ClientTable {
  id: string
  name: string
  slug: string
  zone: string | null
  state: Generated<'active' | 'archived'>
  version: Generated<number>
  created_at: ColumnType<Instant, Date, Date>
  updated_at: ColumnType<Instant, Date, Date>
}

export interface ComponentTable {
  id: string
  application_id: string
  name: string
  kind: 'web' | 'api' | 'worker' | 'database' | 'cache' | 'queue' | 'host' | 'external' | 'other'
  description: Generated<string>
  position: Generated<number>
  state: Generated<'active' | 'archived'>
  version: Generated<number>
  created_at: ColumnType<Instant, Date, Date>
  updated_at: ColumnType<Instant, Date, Date>
}

export interface ComponentDependencyTable {
  application_id: string
  from_id: string
  to_id: string
}

export interface EnvironmentTable {
  id: string
  application_id: string
  name: string
  kind: 'production' | 'qa' | 'development'
  url: string | null
  position: Generated<number>
  state: Generated<'active' | 'archived'>
  version: Generated<number>
  created_at: ColumnType<Instant, Date, Date>
  updated_at: ColumnType<Instant, Date, Date>
}

export interface FeatureTable {
  id: string
  application_id: string
  name: string
  importance: 'core' | 'safety_critical' | 'ordinary'
  description: Generated<string>
  routes: Generated<string[]>
  state: Generated<'active' | 'archived'>
  version: Generated<number>
  created_at: ColumnType<Instant, Date, Date>
  updated_at: ColumnType<Instant, Date, Date>
}

export interface FeatureComponentTable {
  application_id: string
  feature_id: string
  component_id: string
}

export interface OwnershipTable {
  id: string
  application_id: string
  component_id: string | null
  person_id: string
  part: 'owner' | 'deputy'
}

export interface DB {
  application: ApplicationTable
  client: ClientTable
  component: ComponentTable
  component_dependency: ComponentDependencyTable
  environment: EnvironmentTable
  feature: FeatureTable
  feature_component: FeatureComponentTable
  ownership: OwnershipTable
}
