alter table resource_finding drop constraint resource_finding_concern_check,
  add constraint resource_finding_concern_check check (concern in ('near_limit', 'unusual', 'waste', 'tune'));
