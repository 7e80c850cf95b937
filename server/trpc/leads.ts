import { getLead, listLeads, updateLead } from '../domain/leads/leads.ts'
import { mutation, query, router } from './init.ts'

export const leads = router({ list: query(listLeads), get: query(getLead), update: mutation(updateLead) })
