-- The picture of a page, some tens of kilobytes at most; it is read with the page alone, never with a list.
alter table status_page
  add column logo bytea check (length(logo) between 1 and 65536),
  add column logo_type text check (logo_type in ('image/png', 'image/jpeg', 'image/webp', 'image/svg+xml')),
  add constraint status_page_logo_whole check ((logo is null) = (logo_type is null));
