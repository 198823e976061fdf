/** How an application escalates: by the plan, or by steps of its own, with whom each step would ask now. */
import { useState } from 'react'
import { Plus } from 'lucide-react'
import { i18n } from '@lingui/core'
import { ManagedByFile } from '#design/banner/managed-by-file.tsx'
import { Badge } from '#design/badge/badge.tsx'
import { Button } from '#design/button/button.tsx'
import { Card } from '#design/card/card.tsx'
import { NativeSelect } from '#design/field/native-select.tsx'
import { Row } from '#design/layouts/layouts.tsx'
import { href, useGo } from '#design/navigation/screen.ts'
import { useScope } from '#design/navigation/scope.ts'
import { Combobox } from '#design/select/select.tsx'
import { useRead, useWrite } from '#design/session/client.ts'
import { useWhyNot } from '#design/session/session.ts'
import { SkeletonRows } from '#design/skeleton/skeleton.tsx'
import { EmptyState, ErrorState, FormProblem } from '#design/states/states.tsx'
import { REPEATS_MAX, STEPS_MAX } from '../domain/limits.ts'
import { type Policy, type StepDraft, TOUCHES, useOncall } from './client.ts'
import { EscalationStep } from './escalation-step.tsx'
import { oncallScreen } from './screens.ts'
import styles from './oncall.module.css'

export function EscalationView({ application }: { readonly application: string | undefined }) {
  const { applicationId, applications } = useScope()
  const go = useGo()
  const chosen = application ?? applicationId ?? applications[0]?.id
  if (chosen === undefined) {
    return <EmptyState title={i18n.t('No application yet')}>{i18n.t('An application says here who is asked when it breaks.')}</EmptyState>
  }
  return (
    <>
      <Combobox
        label={i18n.t('Application')}
        value={chosen}
        onChange={(id) => go(href(oncallScreen, {}, { view: 'escalation', of: id }))}
        options={applications.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <PolicyOf key={chosen} application={chosen} />
    </>
  )
}

function PolicyOf({ application }: { readonly application: string }) {
  const { data, error, refetch } = useRead(useOncall(), 'readPolicy', { params: { application } })
  if (error && !data) return <ErrorState problem={error} retry={() => void refetch()} />
  return data ? <PolicyForm key={data.version} application={application} policy={data} /> : <SkeletonRows />
}

const FRESH: StepDraft = { who: [], waitMinutes: 5, isBusinessTime: false }

function PolicyForm({ application, policy }: { readonly application: string; readonly policy: Policy }) {
  const oncall = useOncall()
  const may = useWhyNot()('oncall.policies.write')
  const [steps, setSteps] = useState<readonly StepDraft[]>(policy.steps)
  const [repeats, setRepeats] = useState(policy.repeats)
  const params = { application }
  const save = useWrite(() => oncall.call('changePolicy', { params, body: { steps: [...steps], repeats } }, { ifMatch: policy.version }), {
    touches: TOUCHES,
  })
  const follow = useWrite(() => oncall.call('followPlan', { params }), { touches: TOUCHES })
  const isWhole = steps.length > 0 && steps.every(({ who }) => who.length > 0)
  const preview = useRead(oncall, 'previewPolicy', { params, body: { steps: [...steps] } }, { enabled: isWhole })
  const put = (index: number, over: Partial<StepDraft>) =>
    setSteps(steps.map((step, place) => (place === index ? { ...step, ...over } : step)))
  const missing = isWhole ? null : i18n.t('Every step needs somebody who is asked.')
  return (
    <Card
      title={i18n.t('Whom it asks')}
      note={i18n.t('Each person is tried by their own channels in their own order; at night by those that break silent mode first.')}
      actions={
        <Badge tone={policy.followsPlan ? 'plain' : 'accent'}>
          {policy.followsPlan ? i18n.t('follows the plan') : i18n.t('steps of its own')}
        </Badge>
      }
    >
      <ManagedByFile path={policy.managedBy} />
      <ol className={styles['steps']}>
        {steps.map((step, index) => (
          <EscalationStep
            // Steps have no identity but their place.
            key={index}
            number={index + 1}
            step={step}
            roles={policy.roles}
            asked={preview.data?.steps[index]}
            mayChange={may === null}
            onChange={(over) => put(index, over)}
            onRemove={steps.length > 1 ? () => setSteps(steps.filter((_, place) => place !== index)) : null}
          />
        ))}
      </ol>
      {may === null ? (
        <>
          <div className={styles['tools']}>
            <Button
              icon={<Plus aria-hidden />}
              why={steps.length < STEPS_MAX ? null : i18n.t('There are as many steps as there can be.')}
              onClick={() => setSteps([...steps, FRESH])}
            >
              {i18n.t('Add step')}
            </Button>
            <NativeSelect
              label={i18n.t('Repeat all steps')}
              value={String(repeats)}
              onChange={(times) => setRepeats(Number(times))}
              options={Array.from({ length: REPEATS_MAX + 1 }, (_, times) => ({
                value: String(times),
                label: i18n.t('{times, plural, =0 {never} one {# time} other {# times}}', { times }),
              }))}
            />
          </div>
          <FormProblem problem={save.problem ?? follow.problem} />
          <Row>
            <Button kind="primary" why={missing} pending={save.pending} onClick={() => save.run(undefined)}>
              {i18n.t('Save')}
            </Button>
            {policy.followsPlan ? null : (
              <Button pending={follow.pending} onClick={() => follow.run(undefined)}>
                {i18n.t('Follow the plan again')}
              </Button>
            )}
          </Row>
        </>
      ) : null}
    </Card>
  )
}
