-- A host of its own, in lower case: the page is at its root.
alter table status_page
  add column domain text check (length(domain) between 4 and 253),
  add constraint status_page_domain_unique unique (domain);
