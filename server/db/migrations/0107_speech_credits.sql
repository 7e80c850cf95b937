-- Recordings that were paid for, which are counted apart from answers.
create index credit_ledger_speech on credit_ledger (tenant_id, created_at)
  where kind = 'settle' and reference like 'speech %';
