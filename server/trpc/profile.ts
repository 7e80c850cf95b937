import { getProfile, updateProfile } from '../domain/profile/profile.ts'
import { mutation, query, router } from './init.ts'

export const profile = router({ get: query(getProfile), update: mutation(updateProfile) })
