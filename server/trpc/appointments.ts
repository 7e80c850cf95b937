import { getAppointment, getCalendar, listAppointments } from '../domain/appointments/appointments.ts'
import {
  cancelAppointment,
  confirmAppointment,
  createAppointment,
  moveAppointment,
} from '../domain/appointments/book.ts'
import { listSlots } from '../domain/appointments/list-slots.ts'
import { createStaff, listStaff, updateStaff } from '../domain/appointments/staff.ts'
import { mutation, query, router } from './init.ts'

export const appointments = router({
  list: query(listAppointments),
  get: query(getAppointment),
  calendar: query(getCalendar),
  slots: query(listSlots),
  create: mutation(createAppointment),
  confirm: mutation(confirmAppointment),
  cancel: mutation(cancelAppointment),
  move: mutation(moveAppointment),
  listStaff: query(listStaff),
  createStaff: mutation(createStaff),
  updateStaff: mutation(updateStaff),
})
