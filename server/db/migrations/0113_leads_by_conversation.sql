-- How the visitor of an escalation can be reached is read with it.
create index leads_by_conversation on leads (tenant_id, conversation_id) where conversation_id is not null;
