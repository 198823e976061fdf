/** Words for what tables hold. */
import { i18n } from '@lingui/core'

/** One that is new shows under its own name. */
export function tableTitle(table: string): string {
  const titles: Readonly<Record<string, string>> = {
    sample: i18n.t('Samples'),
    rollup: i18n.t('Roll-ups of samples'),
    rollup_hour: i18n.t('What is rolled up'),
    series: i18n.t('Series and their labels'),
    line: i18n.t('Log lines'),
    span: i18n.t('Spans of traces'),
    error: i18n.t('Errors'),
    page_item: i18n.t('What pages tell'),
    session_count: i18n.t('Sessions by release'),
    check_result: i18n.t('Results of checks'),
    database_statement: i18n.t('Statements of databases'),
    fact: i18n.t('Facts for reports'),
    intake: i18n.t('Counts of what arrived'),
    migration: i18n.t('Changes of the tables'),
  }
  return titles[table] ?? table
}
