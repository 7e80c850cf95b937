import { endImpersonation, impersonate } from '../domain/operators/impersonate.ts'
import { getMe, logIn, logOut } from '../domain/operators/login.ts'
import {
  changeOperatorRole,
  createOperator,
  disableOperator,
  enableOperator,
  listOperators,
  resetOperatorTotp,
} from '../domain/operators/manage.ts'
import { changePassword } from '../domain/operators/password.ts'
import { listPlatformAudit, verifyPlatformAudit } from '../domain/operators/platform-log.ts'
import { stepUp } from '../domain/operators/step-up.ts'
import { getTenant, listTenants } from '../domain/operators/tenants.ts'
import { confirmTotp, disableTotp, enrolTotp, renewRecoveryCodes } from '../domain/operators/totp.ts'
import { mutation, query, router } from './init.ts'

/** What Mission Control calls. */
export const platform = router({
  auth: router({
    login: mutation(logIn),
    logout: mutation(logOut),
    me: query(getMe),
    stepUp: mutation(stepUp),
    enrolTotp: mutation(enrolTotp),
    confirmTotp: mutation(confirmTotp),
    renewRecoveryCodes: mutation(renewRecoveryCodes),
    disableTotp: mutation(disableTotp),
    changePassword: mutation(changePassword),
  }),
  operators: router({
    list: query(listOperators),
    create: mutation(createOperator),
    changeRole: mutation(changeOperatorRole),
    disable: mutation(disableOperator),
    enable: mutation(enableOperator),
    resetTotp: mutation(resetOperatorTotp),
  }),
  tenants: router({
    list: query(listTenants),
    get: query(getTenant),
    impersonate: mutation(impersonate),
    endImpersonation: mutation(endImpersonation),
  }),
  audit: router({ list: query(listPlatformAudit), verify: query(verifyPlatformAudit) }),
})
