-- Whoever wants to be told by e-mail. Until they confirmed, nobody but they themselves is believed to own the address.
create table status_subscriber (
  id uuid primary key,
  page_id uuid not null references status_page on delete cascade,
  -- In lower case.
  address text not null check (length(address) <= 320),
  -- Components of interest; null: all of the page.
  component_ids uuid[],
  -- When a mail that asks them was last sent, so that nobody fills a mailbox with them.
  asked_at timestamptz not null,
  confirmed_at timestamptz,
  constraint status_subscriber_unique unique (page_id, address)
);
create index status_subscriber_address_idx on status_subscriber (address);
create index status_subscriber_pending_idx on status_subscriber (asked_at) where confirmed_at is null;

-- Whom an update is still to be sent to: written with the release, gone with the mail that is queued for it.
create table status_delivery (
  update_id uuid not null references status_update on delete cascade,
  subscriber_id uuid not null references status_subscriber on delete cascade,
  primary key (update_id, subscriber_id)
);
create index status_delivery_subscriber_idx on status_delivery (subscriber_id);
