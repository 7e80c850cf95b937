import { getAppointment, getCalendar, listAppointments } from '../server/domain/appointments/appointments.ts'
import {
  cancelAppointment,
  confirmAppointment,
  createAppointment,
  moveAppointment,
} from '../server/domain/appointments/book.ts'
import { listSlots } from '../server/domain/appointments/list-slots.ts'
import { createStaff, listStaff, updateStaff } from '../server/domain/appointments/staff.ts'
import { get, patch, post } from './route.ts'

/** What is booked, when something can be, and with whom. */
export const appointmentRoutes = [
  get('/api/appointments', listAppointments, { tag: 'Appointments' }),
  post('/api/appointments', createAppointment, {
    tag: 'Appointments',
    status: 201,
    fails: ['not_found', 'slot_taken'],
  }),
  get('/api/appointments/slots', listSlots, { tag: 'Appointments', fails: ['not_found'] }),
  get('/api/appointments/{id}', getAppointment, { tag: 'Appointments', fails: ['not_found'] }),
  get('/api/appointments/{id}/calendar', getCalendar, {
    tag: 'Appointments',
    media: 'text/calendar',
    fails: ['not_found'],
  }),
  post('/api/appointments/{id}/confirm', confirmAppointment, {
    tag: 'Appointments',
    fails: ['not_found', 'hold_expired'],
  }),
  post('/api/appointments/{id}/cancel', cancelAppointment, { tag: 'Appointments', fails: ['not_found'] }),
  post('/api/appointments/{id}/move', moveAppointment, {
    tag: 'Appointments',
    fails: ['not_found', 'slot_taken', 'appointment_cancelled'],
  }),
  get('/api/staff', listStaff, { tag: 'Appointments' }),
  post('/api/staff', createStaff, { tag: 'Appointments', status: 201 }),
  patch('/api/staff/{id}', updateStaff, { tag: 'Appointments', fails: ['not_found'] }),
]
