-- Rules over requests say of which operation; those that are there are about every one.
update alert_rule set source = source || '{"operation": ""}'::jsonb where source ->> 'kind' = 'requests' and not source ? 'operation';
