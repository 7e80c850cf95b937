import { changePassword } from '../domain/accounts/change-password.ts'
import { logIn } from '../domain/accounts/login.ts'
import { requestReset, resetPassword } from '../domain/accounts/reset-password.ts'
import { logOut, refresh } from '../domain/accounts/sessions.ts'
import { signUp } from '../domain/accounts/signup.ts'
import { mutation, router } from './init.ts'

export const accounts = router({
  signup: mutation(signUp),
  login: mutation(logIn),
  refresh: mutation(refresh),
  logout: mutation(logOut),
  changePassword: mutation(changePassword),
  requestReset: mutation(requestReset),
  resetPassword: mutation(resetPassword),
})
