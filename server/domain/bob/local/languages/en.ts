import type { Language } from './language.ts'

/** English. */
export const english: Language = {
  code: 'en',
  stemmer: 'english',
  compounds: false,
  keepsCapitals: false,
  compoundParts: '',
  stop: `a an the and or but nor so if then than as at by for from in into of off on onto out over to up upon with within
    without about above across after again against all along also am among any are around be because been before being
    below between both can cannot could did do does doing done down during each either else ever every few had has have
    having he her here hers him his how i is it its itself just let lets like me mine more most much must my myself neither
    no not now only other our ours ourselves own please same shall she should some such that their theirs them these they
    this those through till too under until us very was we were what when where which while who whom whose why will would
    yes yet you your yours yourself may might per via oh ok okay hi hello hey thanks thank pls plz well there s t re ve ll d
    m got get gets getting anyway actually really quite maybe perhaps exactly etc whether though although since still
    something anything someone anyone somebody anybody everything everyone thing things kind sort bit lot lots
    wondering wonder know tell ask question curious`,
  everyday: `guy guys door morning evening afternoon sorry summer winter couple wondering mum mom dad mate mates friend friends wife husband partner brother sister boyfriend girlfriend colleague gran nan manage managed accept accepts add added advice allow allowed amount answer apply arrange arrive available avoid back bad base
    based become begin best better big bring bringing brought business by buy call came carry case cause certain chance
    change check choose close come comes coming common company contain cost count current currently customer day deal
    decide different difficult direct do easy enough ensure entire especially even event example expect explain extra
    fact far fast feel fill final find fine first follow following form found full further gave general give given gives
    go goes going gone good great guide half hand handle happen happens hard held help helps high hold home hope hour
    hours idea important include included includes including inform information inside instead interested involve issue
    item join keep keeps kept last late later latest lead learn least leave left less let level light limit list little
    live long look looking lot low made main make makes making many matter mean means meet mention mind minute minutes
    miss moment month months move much name near need needed needs never new next nice normal normally note notice
    number offer offered offers often old once one open option options order others outside part particular
    people perfect person place plan point policy possible possibly prefer prepare present problem process proper provide
    provided provides put question quick quickly read ready real reason receive recently recommend regular regularly
    rest right rule run said sale save say says see seem send sent serve set short show side sign simple simply single
    small soon sort special specific stand standard start state stay step stop straight such suggest suit sure take taken
    takes taking talk team ten thing think thought time times today together told tomorrow tonight took top total touch
    tried true try trying turn two three four five six type types understand use used uses using usual usually various
    visit wait want wanted wants way ways week weeks went whole wish work working works world worry worth would wrong
    year years yesterday happy love hear please require required requires requirement possible able unable thinking
    hoping planning expected cover covers covered both several each everybody sometimes usually always minimum maximum
    max min run runs running accepting does services service shop store place somewhere anywhere guy guys folks`,
  concepts: {
    price:
      'price, prices, pricing, cost, costs, fee, fees, charge, charges, rate, rates, tariff, how much, price list',
    cheap: 'cheap, cheaper, cheapest, affordable, inexpensive, low cost, budget, lowest price',
    free: 'free of charge, no charge, complimentary, for free, at no cost, no extra charge, no cost, free',
    payment: 'pay, paid, paying, payment, payments, payable, settle',
    card: 'card, cards, debit, credit card, credit cards, debit card',
    cardBrand: 'visa, mastercard, amex, american express, maestro',
    contactless: 'contactless, apple pay, google pay, tap to pay',
    cash: 'cash, coins, banknotes',
    cheque: 'cheque, cheques, check by post',
    transfer: 'bank transfer, wire transfer, bacs',
    instalment:
      'instalment, instalments, installments, pay monthly, spread the cost, payment plan, finance, pay in parts',
    invoice: 'invoice, invoices, bill, receipt, receipts',
    deposit: 'deposit, deposits, prepayment, down payment, pay in advance, upfront, up front',
    refund: 'refund, refunds, refunded, refundable, reimburse, reimbursement, money back',
    discount:
      'discount, discounts, discounted, concession, concessions, reduction, reduced, special offer, special offers, money off, deals',
    voucher: 'voucher, vouchers, gift card, gift cards, gift certificate, gift voucher, gift vouchers',
    tip: 'tip, tips, tipping, gratuity, service charge',
    cancel:
      'cancel, cancels, cancelled, canceled, cancelling, cancellation, cancellations, call off, back out',
    move: 'reschedule, rescheduled, rearrange, postpone, change my appointment, change my booking, move my appointment, move my booking, change the date, another date',
    booking:
      'book, booked, booking, bookings, reserve, reserved, reservation, reservations, appointment, appointments, slot, slots',
    noShow:
      'no show, miss my appointment, miss an appointment, missed appointment, missed appointments, fail to attend, not turn up, do not show up, without telling',
    late: 'late, lateness, running late, delayed',
    ahead: 'in advance, ahead, beforehand, advance notice, how early, notice',
    hours:
      'opening times, opening hours, business hours, open, opens, opening, close, closes, closing, closed, shut',
    address:
      'address, located, location, =directions, find you, get there, get to you, postcode, situated, =based, whereabouts',
    parking: 'park, parking, parked, car park, parking space, parking spaces, parking lot, garage',
    car: 'car, cars, drive, driving',
    vehicle: 'vehicle, vehicles',
    bike: 'bike, bikes, bicycle, bicycles, cycle',
    transport: 'public transport, transit',
    bus: 'bus, buses',
    train: 'train, trains, railway',
    metro: 'metro, tube, underground, subway',
    tram: 'tram, trams',
    station: 'station, stations, =stop, =stops',
    accessible: 'accessible, accessibility, disabled, disability, disabilities, step free, mobility, ramp',
    wheelchair: 'wheelchair, wheelchairs, mobility scooter',
    lift: 'lift, lifts, elevator, elevators',
    stairs: 'stairs, staircase, =steps, =step, upstairs, climb',
    floor: 'floor, storey',
    toilet: 'toilet, toilets, restroom, restrooms, loo, wc, washroom, washrooms',
    child:
      'child, children, kid, kids, little ones, youngster, youngsters, son, daughter, under 18, minors, young ones',
    baby: 'baby, babies, infant, infants, newborn, toddler, toddlers',
    teenager: 'teenager, teenagers, teen, teens, adolescent',
    parent: 'parent, parents, guardian, mother, father, mum, dad, mom',
    adult: 'adult, adults, grown ups',
    pensioner: 'senior, seniors, elderly, pensioner, pensioners, retired',
    student: 'student, students',
    family: 'family, families',
    age: 'age, ages, aged, how old, years old, minimum age, old enough, year old',
    pet: 'pet, pets, animal, animals',
    dog: 'dog, dogs, puppy, puppies',
    cat: 'cat, cats, kitten, kittens',
    rabbit: 'rabbit, rabbits, bunny',
    bird: 'bird, birds, parrot, budgie',
    phone:
      'phone, telephone, phone number, telephone number, mobile number, landline, ring you, call you, give you a call',
    email: 'email, e mail, mail address',
    contact: 'contact, get in touch, get hold, reach you, contact details',
    internet: 'online, website, web site, internet, web',
    app: 'app, mobile app',
    wifi: 'wifi, wi fi, wireless, internet access, wireless internet',
    delivery:
      'deliver, delivers, delivered, delivery, deliveries, ship, ships, shipping, shipped, shipment, courier, dispatch, dispatched',
    pickup: 'pick up, pickup, collect, collection, click and collect, collected',
    goodsReturn:
      'return, returns, returned, send back, bring back, take back, exchange, exchanges, send it back, bring it back',
    warranty: 'warranty, warranties, guarantee, guarantees, guaranteed',
    complaint: 'complaint, complaints, complain, unhappy, not happy, dissatisfied',
    emergency: 'emergency, emergencies, urgent, urgently, out of hours',
    holiday: 'holiday, holidays, bank holiday, bank holidays, public holiday, public holidays',
    christmas: 'christmas, xmas, boxing day',
    easter: 'easter',
    newYear: 'new year, new years',
    job: 'job, jobs, vacancy, vacancies, =hiring, career, careers, work for you, recruiting, apprenticeship, apprenticeships, work with us, working with us, join our team, cv, trainee, internship',
    qualified:
      'qualified, qualification, qualifications, certified, certificate, certificates, accredited, licensed, trained, registered, credentials',
    experience: 'experience, experienced',
    insurance: 'insurance, insured, insurer, insurers',
    staff: 'staff, team, employees, crew, personnel',
    owner: 'owner, owners, owns, founder, founders, runs the',
    founded: 'founded, established, how long have you been, in business, since when, set up in',
    r: '=manager, boss, in charge',
    doctor: 'doctor, doctors, gp, physician',
    dentist: 'dentist, dentists',
    vet: 'vet, vets, veterinarian, veterinary',
    lawyer: 'lawyer, lawyers, solicitor, solicitors, attorney, attorneys',
    guest: 'customer, customers, client, clients, guest, guests, patient, patients, visitor, visitors',
    newcomer:
      'new patient, new patients, new customer, new customers, new client, new clients, become a patient, new member, new members, become a member, become a client, first time, never been',
    register:
      'register, registering, registration, enrol, enroll, enrolment, enrollment, sign up, signing up, join, joining, enlist',
    membership: 'membership, memberships, subscription, subscriptions, member, members, subscribe',
    trial: 'trial, taster, try out, try it',
    course: 'class, classes, lesson, lessons, course, courses, session, sessions, workshop, workshops',
    beginner: 'beginner, beginners, novice, no experience, complete beginner, starter course, never done',
    menu: 'menu, menus, dish, dishes, food, eat',
    meal: 'meal, meals',
    breakfast: 'breakfast, breakfasts',
    lunch: 'lunch, lunches, lunchtime',
    dinner: 'dinner, dinners, supper, evening meal',
    vegetarian: 'vegetarian, vegetarians, veggie, meat free, plant based, meatless',
    vegan: 'vegan, vegans',
    gluten: 'gluten, gluten free, coeliac, celiac, wheat',
    allergy:
      'allergy, allergies, allergic, allergen, allergens, intolerance, intolerances, intolerant, dietary',
    nuts: 'nut, nuts, peanut, peanuts',
    dairy: 'dairy, lactose, milk',
    halal: 'halal',
    kosher: 'kosher',
    alcohol: 'alcohol, alcoholic, drinks, booze',
    wine: 'wine, wines',
    beer: 'beer, beers',
    ownBottle:
      'byob, corkage, bring your own wine, bring our own wine, own bottle, bring my own wine, bring my own bottle',
    takeaway: 'takeaway, takeaways, take away, takeout, take out, to go',
    outdoors: 'outside, outdoor, outdoors, terrace, patio, garden, al fresco, open air',
    highchair: 'high chair, high chairs, highchair, highchairs, booster seat',
    party: 'party, parties, celebration, celebrations, celebrate, function, private hire',
    birthday: 'birthday, birthdays',
    wedding: 'wedding, weddings',
    group: 'group, groups, large party, big party, large table, bunch of us',
    room: 'room, rooms, bedroom, bedrooms',
    arrival: 'check in, checkin, arrive, arrival, arriving',
    departure: 'check out, checkout, departure, vacate',
    luggage: 'luggage, bag, bags, suitcase, suitcases, baggage',
    smoking: 'smoke, smoking, smokers, vape, vaping, cigarettes',
    towel: 'towel, towels',
    shower: 'shower, showers',
    changing: 'changing room, changing rooms, locker, lockers, get changed',
    equipment: 'equipment, gear, kit, tools',
    clothes: 'clothes, clothing, wear, wearing, dress, dress code, attire, outfit',
    shoes: 'shoes, footwear, trainers, sneakers, boots',
    pain: 'pain, painful, hurt, hurts, hurting, ache, aching, sore',
    fear: 'nervous, anxious, anxiety, scared, afraid, fear, phobia, frightened, worried',
    pregnant: 'pregnant, pregnancy, expecting',
    medicine: 'medicine, medicines, medication, medications, drug, drugs, tablets, pills',
    prescription: 'prescription, prescriptions',
    repair: 'repair, repairs, repaired, repairing, fix, fixed, fixing, mend, mending, broken',
    damage: 'damage, damaged, faulty, defective, defect, breaks, arrives broken',
    replacement: 'replace, replaced, replacement, replacements',
    installation: 'install, installed, installation, installing, fitting, fitted',
    quote: 'quote, quotes, quotation, estimate, estimates, estimated',
    area: 'area, areas, region, regions, come out to, travel to, deliver to, cover my area, catchment',
    waiting: 'waiting time, waiting list, wait, queue, waiting',
    walkIn:
      'walk in, walk ins, walkin, drop in, without an appointment, without booking, no appointment, turn up, just show up, just come',
    duration: 'how long, duration, length, lasts',
    speaks: 'language, languages, speak, speaks, spoken, interpreter',
    privacy: 'privacy, personal data, gdpr, confidential, confidentiality',
    order: 'order, orders, ordering, ordered, purchase, purchases, buy, buying',
    sell: 'sell, sells, sold, stock, stocks, in stock, carry',
    size: 'size, sizes',
    colour: 'colour, colours, color, colors',
    recycle:
      'recycle, recycling, recycled, eco friendly, sustainable, environment, environmentally friendly, green',
    gift: 'gift, gifts, present, presents, gift wrap, gift wrapping',
    lost: 'lost property, left behind, forgot, forgotten, lost and found, left my, lost my',
    photo: 'photo, photos, picture, pictures, photography, photographs',
    music: 'music, live music, band',
    swimming: 'swim, swimming, swimmer',
    pool: 'pool, swimming pool, pools',
    sauna: 'sauna, steam room, spa, jacuzzi, hot tub',
    fitness: 'gym, fitness, workout, work out, exercise',
    trainer: 'trainer, coach, coaches, instructor, instructors, teacher, teachers, tutor, tutors',
    hair: 'hair, hairdresser, barber',
    haircut: 'haircut, haircuts, hair cut, trim',
    consultation: 'consultation, consultations, consult, first meeting, initial meeting, assessment',
    start: 'start, starts, begin, begins, starting, commence',
    finish: 'finish, finishes, end, ends, ending',
    need: 'need, needs, needed, require, required, requires, requirement, necessary, must, mandatory, obligatory, compulsory, have to',
    allow: 'allow, allowed, allows, permit, permitted, welcome, accept, accepted, accepts, can i bring',
    forbidden: 'forbidden, prohibited, banned, not allowed, not permitted',
    offer: 'offer, offers, offered, provide, provides, provided, available, do you do',
    bring: 'bring, brings, bringing, take along, what to bring',
    documents: 'document, documents, paperwork, id, identification, passport, proof of identity, papers',
    sign: 'signature, signed, sign language',
    key: 'key, keys',
    heating: 'heating, boiler, boilers, radiator, radiators',
    cooling: 'air conditioning, air con, ac, aircon, cooling',
    charging:
      'charger, chargers, charging point, charging points, charge point, charge points, ev, electric car, electric cars, charge my car',
    news: 'newsletter, mailing list, news',
    loyalty: 'loyalty, points, stamp card, rewards, reward',
    minimum: 'minimum, at least, least',
    maximum: 'maximum, max, up to, at most, limit',
    quiet: 'quiet, noise, noisy, peaceful',
    clean: 'clean, cleaning, cleaned, cleaner, cleaners',
    wash: 'wash, washing, washed, laundry',
    collectHome:
      'home visit, home visits, house call, house calls, come to my house, come to my home, at home, visit me',
    video: 'video call, video calls, zoom, remote, remotely, teams call, skype',
    result: 'result, results',
    test: 'test, tests, testing, exam, exams, examination',
    vaccine: 'vaccine, vaccines, vaccination, vaccinations, vaccinate, vaccinated, jab, jabs, shots, booster',
    surgery: 'surgery, operation, operations, operate',
    anaesthetic: 'anaesthetic, anesthetic, anaesthesia, numb, numbing, sedation, sedated, put to sleep',
    xray: 'x ray, x rays, xray, xrays, radiograph',
    lend: 'rent, rental, rentals, =hire, lend, borrow, loan',
    second: 'second hand, used, pre owned, secondhand',
    weight: 'weight, weigh, weighs, heavy, kg, kilos',
    signal: 'signal, reception',
    secure: 'safe, secure, security, safely',
    frequency: 'how often, how frequently, how regularly, how many times, every how many',
    help: 'help, assistance, support, assist',
    permit: 'permit, permits, licence, license, licences, licenses, permission, authorisation',
    tax: 'tax, taxes, council tax, property tax, rates bill',
    fine: 'fine, fines, penalty, penalties, ticket, tickets',
    rubbish: 'rubbish, garbage, trash, waste, refuse, bin, bins',
    bulky: 'bulky, mattress, sofa, furniture, large items, old furniture',
    apply: 'apply, application, applications, applying, form, forms',
    renew: 'renew, renewal, renewing, renewed',
    report: 'report, reporting, reported',
    council: 'council, town hall, city hall, mayor',
    library: 'library, libraries',
    school: 'school, schools, pupils',
    marriage: 'marriage, marry, married, get married, civil ceremony',
    birthRecord: 'birth certificate, birth certificates, register a birth',
    water: 'water, water bill, meter',
    streetlight: 'street light, street lights, streetlight, streetlights, lamp post',
    pothole: 'pothole, potholes, road damage',
    vote: 'vote, voting, voter, ballot, polling',
    meeting: 'meeting, meetings',
    deadline: 'deadline, deadlines, due date, due, by when, last day, latest date',
    filling: 'filling, fillings, cavity, cavities',
    teethCleaning:
      'hygienist, scale and polish, teeth cleaning, cleaning my teeth, hygiene, teeth cleaned, tooth cleaning, professional cleaning',
    checkup: 'check up, checkup, check ups, examination, health check',
    brace: 'brace, braces, orthodontic, orthodontics, aligners, straighten, straightening',
    implant: 'implant, implants',
    denture: 'denture, dentures, false teeth',
    whitening: 'whitening, whiten, bleaching, whiter, bleach',
    extraction: 'extraction, extractions, take out a tooth, tooth out, pull, pulled, tooth removed',
    rootCanal: 'root canal, root treatment, endodontic',
    gums: 'gum, gums, gum disease',
    swelling: 'swelling, swollen, abscess',
    bleeding: 'bleed, bleeding, blood',
    afterwards: 'aftercare, afterwards, following treatment, recovery, recover',
    starter: 'starter, starters, appetiser, appetizer, appetizers, small plates',
    dessert: 'dessert, desserts, pudding, puddings, something sweet, cake, cakes',
    fish: 'fish, seafood, shellfish',
    meat: 'meat, steak, beef, pork, lamb, chicken',
    spicy: 'spicy, chilli, hot food',
    bringCake: 'own cake, bring a cake, bring our own cake, bring my own cake',
    table: 'table, tables, seat, seats, seating',
    chef: 'chef, cook, cooks, kitchen',
  },
  hints: {
    price:
      'set me back, fork out, cough up, how much do i owe, how much money, what do i owe, pricey, dear, ticket price, entry fee, sting me, rip, payable amount, per person, quid, bucks',
    cheap:
      'cheapest option, reasonable, bargain, cut price, save money, pay less, money saving, lower price, knock off, on a budget, economical',
    free: 'gratis, without paying, not pay, for nothing, nothing to pay, on the house, without charge, costs nothing, at no charge',
    payment: 'settle up, settle the bill, cough up, fork out, hand over money',
    card: 'plastic, chip and pin',
    cash: 'hard cash, notes and coins',
    contactless: 'phone pay, pay by phone, with my phone, pay with my phone, tap',
    instalment:
      'bit by bit, pay off, pay it off, in bits, in chunks, over time, monthly payments, month by month, pay later, buy now pay later, split the payment, spread payments, spread it, spreading the cost, interest free, interest, in stages, afford, cannot afford, can not afford, struggling to pay, can not pay, short of money, financing, loan, credit agreement, monthly instalments, a bit each month, payment plans, payment arrangement, money is tight',
    invoice: 'paperwork for work, proof of payment, expense, expenses, claim back, vat',
    deposit:
      'holding fee, money up front, pay something now, booking fee, secure the booking, secure my place, hold my place',
    refund:
      'lose my money, lose the money, lose my deposit, lose the deposit, lose our deposit, keep my money, keep my deposit, get my money back, give me my money back, money returned, paid back, get it back, reimbursed, returned to you, give the money back',
    discount:
      'cheaper rate, special rate, deal, mates rates, promo, promo code, coupon, coupons, reduced rate, off the price, concessionary, percent off, knock something off',
    voucher: 'gift token, present for, buy a present, as a present',
    tip: 'gratuities, leave something for the staff',
    cancel:
      'can not make it, can not come, can not attend, unable to attend, unable to come, will not make it, something came up, something has come up, something comes up, changed my mind, change my mind, pull out, drop out, back out, bail, bail out, scrap, not able to come, plans changed, plans have changed, do not want it any more, not going to make it, get out of, can not be there, call it off, end my contract, terminate, quit, leave the plan, stop my membership, not coming, not show up, got ill, fall ill',
    move: 'swap, swap my, shift, push back, put back, bring forward, another day, different day, different time, change my slot, change the time, change my time, move it, new date, later date, earlier date, other day, rebook, re arrange, change it',
    booking:
      'arrange a visit, get in, fit me in, squeeze me in, see someone, be seen, make an appointment, put my name down, next free, next available, first available, schedule, scheduled, scheduling, bookable, space for us, get a table, sign me up, secure a place',
    noShow:
      'forget to come, forgot my, forget my, do not turn up, does not turn up, did not turn up, nobody turns up, not showing up, not turn up, forgot to come, just not come, stood up, misses, fails to arrive',
    late: 'stuck in traffic, behind schedule, held up, running behind, be a bit late, delay, delays, arriving late, not on time, minutes late, overdue, grace period',
    ahead:
      'how far ahead, in good time, last minute, short notice, same day, how soon before, days before, weeks before',
    hours:
      '=hours, opening time, closing time, when can i come, knock off, what time do you finish, till what time, shut up shop, hours of business, lunch break, when are you there, around at the weekend',
    address:
      'where to find you, postal address, zip code, where abouts, which street, what street, where exactly, on the map, google maps, satnav, sat nav, gps, premises, find your, find the place, get to the, way to you, come by, reach you by',
    parking:
      'leave the car, leave my car, put the car, put my car, car spaces, spaces, parking bay, parking bays, bay, bays, parking spot, parking spots, garage space, where to park, valet, kerb, street parking, space for the car, space for my car, somewhere for the car, by car',
    car: 'drive there, vans, van, motor, by car, automobile, truck',
    bike: 'cycling, cycles, cycle stand, bike rack, pushbike, bicycle rack, scooter',
    transport:
      'public transit, get there without a car, without a car, no car, do not drive, by public transport',
    bus: 'coach, bus stop, which bus, bus route',
    train: 'rail, train station, by train',
    accessible:
      'step free access, wheel chair access, disabled access, walking frame, walker, crutches, zimmer, mobility problems, bad knees, bad knee, bad hip, bad leg, bad legs, can not walk, walking stick, hard of hearing, deaf, blind, hearing loop, hearing aid, large print, braille, visually impaired, partially sighted, ramps, special needs, autistic, autism, sensory',
    stairs:
      'flight of stairs, climb stairs, climb steps, climbing, go up, step up, staircases, downstairs, ground floor',
    lift: 'without stairs',
    toilet: 'loos, ladies, gents, bathroom, bathrooms, lavatory, need a wee, facilities, changing places',
    child:
      'boy, girl, little boy, little girl, kiddies, my lad, young children, school age, toddler, grandson, granddaughter, grandchild, grandchildren, tots, bairns, under 16, under 12, year olds, little one, nipper, nippers, children s',
    baby: 'bub, pram, prams, pushchair, pushchairs, stroller, strollers, buggy, buggies, nappy, nappies, diaper, diapers, breastfeed, breastfeeding, bottle warmed, baby changing, changing table, nursing',
    teenager: 'adolescents, youth, young person, young people',
    highchair: 'baby seat, child seat, kids chair, baby chair, seat for a baby, chair for a toddler',
    parent:
      'guardians, grandparent, grandparents, grandma, grandad, granny, nan, gran, grandmother, grandfather, carer, carers, chaperone, accompany, accompanied, come along with, companion',
    pensioner:
      'over 60, over 65, over 70, old age, oap, oaps, older people, senior citizen, senior citizens, retirement',
    student: 'uni, university, college, student card',
    age: 'too young, too old, how young, minimum of age, from what age, youngest, oldest',
    pet: 'four legged, furry friend, creature',
    dog: 'pup, hound, pooch, canine, on a lead, on a leash, guide dog, assistance dog, assistance dogs, terrier, labrador, spaniel',
    cat: 'moggy, feline',
    phone:
      'ring, dial, give you a ring, mobile, text you, whatsapp, phone you, telephone you, phoning, hotline, phone line',
    email: 'write to you, drop you a line, send you an email, inbox',
    contact:
      'get through, speak to you, talk to you, contacting, who do i ask, who to ask, who do i speak to, who can i talk to',
    internet: 'webpage, site, portal, on the web, from home, digitally, electronically',
    wifi: 'wi fi password, internet connection, get online, hotspot, connect my laptop, network, laptop, work on my laptop',
    delivery:
      'bring it to me, bring it round, drop off, dropped off, to my door, to my house, to my home, post it, by post, mail it, sent to me, send it to me, deliveroo, uber eats, couriers, home delivery',
    pickup:
      'come and get, fetch, fetched, pick it up, collect it, pick my, come and collect, collecting, picked up, pick things up',
    goodsReturn:
      'do not like it, does not fit, wrong size, wrong item, swap it, exchange it, hand back, change of mind, unwanted, give back, take it back, bring back',
    warranty: 'if it breaks, if it fails, covered if, stand by your work, how long is it covered',
    complaint:
      'unsatisfied, went wrong, goes wrong, gone wrong, bad experience, mistake, moan, grievance, not satisfied, report a problem, not happy with, feedback, poor service, who do i complain to, something wrong',
    emergency:
      'right away, straight away, asap, as soon as possible, in the middle of the night, at night, after hours, this minute, can not wait, hospital, ambulance, on call, same day',
    holiday:
      'national holiday, may day, thanksgiving, independence day, fourth of july, 4th of july, labor day, memorial day, martin luther king day, veterans day, presidents day, festive, days off',
    christmas:
      'christmas eve, christmas day, 24 december, 25 december, festive season, between christmas, over christmas, yuletide',
    easter: 'good friday, easter monday',
    newYear: 'new years eve, new years day, 31 december, 1 january, hogmanay',
    job: 'are you recruiting, recruit, recruitment, openings, opening for, position, positions, work experience, internships, interns, trainees, looking for work, looking for staff, employ, apply for a job, send my cv, resume, become an apprentice, earn, salary, wage, wages',
    qualified:
      'diploma, degree, legit, good enough, regulated, where did he train, where did she train, train, studied, expertise, specialist, specialists, specialise',
    experience: 'how long has, years in the job, have done, background',
    insurance:
      'policy, claim, claims, claiming, insure, cover me, health plan, bupa, axa, medical cover, covered by',
    staff: 'people work, who works, who work, how many people, faces, colleague, colleagues, somebody there',
    owner:
      'who is behind, whose business, who set up, proprietor, who started, belongs to, own the place, owned by, family run, family owned',
    founded:
      'how long have you existed, how old is the, start up, started the, opened in, first open, history, been going, been around',
    manager: 'person in charge, who is in charge, who runs, looks after, responsible for, in charge of',
    guest: 'punters, people you see',
    newcomer:
      'not been before, have not been before, new here, never been before, taking on new, take on new, accepting new, new to the area, first visit, first appointment, join your, become a customer, not registered, not a patient, new starters, just moved',
    register:
      'put my name down, put his name down, put her name down, put my child down, sign on, get on the list, on the list, on your books, open an account, set up an account, start service, enter, entry, signing on',
    membership:
      'monthly plan, annual plan, pass, season pass, season ticket, plan, plans, join the plan, contract',
    trial: 'try first, try before, have a go, sample, test run, trial session, first one free',
    course:
      'training session, learn, learn to, teach, teaches, taught, tuition, tutorial, cooking class, programme, program, programs',
    beginner:
      'new to, never tried, starting out, first timer, from scratch, no idea how, newbie, basics, never done it',
    menu: 'meals, grub, nosh, plates, what is cooking, what do you serve, bite to eat, eating',
    breakfast: 'morning meal, brekkie, eat in the morning',
    lunch: 'midday meal, set lunch, menu of the day, at midday, lunch menu',
    dinner: 'dine, dining, evening, tea time, night time meal',
    vegetarian: 'no meat, do not eat meat, does not eat meat, without meat, non meat, pescatarian',
    vegan: 'no animal products, plant based, dairy free and egg free',
    gluten: 'flour, bread, coeliacs, celiacs, no gluten, without gluten, off gluten, wheat free',
    allergy:
      'react to, reaction, can not eat, makes me ill, food restrictions, diet, diets, hives, anaphylaxis, traces, cross contamination, ingredients, sensitive to, latex',
    nuts: 'almond, almonds, hazelnut, hazelnuts, walnut, walnuts, cashew, nut allergy',
    dairy: 'cheese, cream, butter, milk free, lactose intolerant, off dairy, dairy free, egg, eggs',
    alcohol:
      'cocktail, cocktails, spirits, boozy, liquor, alcohol free, drink, non alcoholic, mocktail, sober, soft drinks',
    wine: 'bottle of red, bottle of white, red wine, white wine, vino, cava, prosecco, champagne, sommelier, cellar',
    beer: 'pint, lager, ale, draught',
    ownBottle:
      'our own bottle, my own wine, your own bottle, own bottles, own alcohol, own drink, own drinks, own beer, bring wine, bring a bottle',
    takeaway:
      'take home, eat at home, takeaway food, take it home, to take home, wrap it up, doggy bag, leftovers, box, at our flat, at home instead, pick up food, collected',
    outdoors:
      'sit outside, outside seating, sunshine, in the sun, seats outside, tables outside, deck, rooftop, courtyard',
    party:
      'do, bash, anniversary, anniversaries, reception, receptions, hen do, stag do, corporate event, christmas party, hire the place, hire the whole, private room, whole place, private event, private function, company do, work do, gathering, reunion, baptism, communion, christening, rent the place',
    birthday: 'bday, turning, 50th, 40th, 60th, 30th, 18th, 21st, candles',
    wedding: 'getting married, bride, groom, engaged, reception',
    group:
      'lots of us, big group, large group, whole family, there are ten of us, there will be, many people, of us, party of, crowd, team outing, colleagues, office, company, coach party',
    room: 'bed, double room, single room, suite, overnight, stay the night, stay over, private room, function room, meeting room, hall, venue, space',
    arrival: 'what time can we arrive, get the key, drop our bags, when can we come in, turn up early',
    departure: 'leave the room, have to leave, have to be out, what time to leave',
    luggage:
      'rucksack, cases, leave our bags, leave my bags, store bags, store luggage, cloakroom, coat, coats',
    smoking: 'fag, fags, cig, cigar, e cig, ecig, smoke outside, light up, smokefree, tobacco',
    changing: 'shower, where to change, storage for clothes',
    equipment: 'need to bring, provided, own gear, materials, supplies',
    clothes:
      'smart, casual, dressed up, what to wear, shorts, suit, jeans, tie, barefoot, jacket, formal, fancy, dress smart',
    shoes: 'heels, flip flops, sandals',
    pain: 'agony, toothache, tooth ache, throbbing, stings, sting, killing me, discomfort, tender, headache, headaches, painkiller, painkillers, suffering',
    fear: 'petrified, terrified, terrify, dread, dreading, panic, panicky, panics, freak, freaks, freaking out, wimp, coward, squeamish, hate needles, hate the dentist, scares, scare, stressed, stress, calm, calming, gentle, relax, relaxed, shaking, nerves, phobic, cry, cries, reassure, hides, scary, apprehensive, bottling it, jittery',
    pregnant: 'having a baby, up the duff, expecting a baby, trimester, midwife, birth, mother to be',
    medicine:
      'blood thinner, blood thinners, warfarin, ibuprofen, paracetamol, aspirin, antibiotics, antibiotic, painkiller, painkillers, meds, inhaler, insulin',
    prescription: 'script, repeat prescription, prescribe, prescribed',
    condition:
      'diabetes, diabetic, heart condition, heart valve, pacemaker, blood pressure, epilepsy, epileptic, asthma, asthmatic, medical condition, medical conditions, chemotherapy, cancer, illness, medical history, health problem, health problems',
    repair:
      'mended, sort it out, put right, not working, stopped working, does not work, packed up, conked out, bust, busted, patched, leak, leaking, cracked, crack, snapped, broke, breaks, fell off, fell out, came off, come off, came out, falls off, fallen out, chipped, chip, lost crown',
    damage: 'smashed, scratched, ruined, torn, dented, spoiled',
    replacement: 'new one, renewed, substitute, swap for a new',
    quote: 'rough price, ballpark, price up, free quote, written plan, treatment plan, price estimate',
    area: 'do you cover, live in, my village, outside town, outside the city, how far do you go, how far do you travel, postcode area, neighbourhood, neighborhood, district, zone, zones',
    waiting:
      'how busy, busy, quickest, soonest, next appointment, wait for, long is the wait, line, lines, wait times, first come, booked up, fully booked, full up, quieter, quietest, rush hour, avoid the queue, crowded, crowds',
    walkIn:
      'without a booking, without a reservation, just walk in, not booked, no booking, no reservation, on the off chance, unannounced, need to book, need an appointment, have to book, do i need an appointment, do i have to book, must i book, rock up',
    duration:
      'take long, takes long, time does it take, finished by, be over, all in all, how much time, time it takes',
    speaks:
      'translator, speaks english, in english, in spanish, in french, in german, in polish, polish, spanish, french, german, arabic, hindi, welsh, mother tongue, translate, translated, translation, bilingual, do not speak english, foreign language, italian, portuguese, chinese',
    privacy:
      'my details, my data, who sees, share my, hold on me, information about me, records, record, notes, delete my data, my file, files, cctv, camera, cameras, data protection, what do you keep',
    order: 'place an order, pre order, preorder, get hold of one, request',
    sell: 'buy from you, can i buy, do you stock, available to buy, on sale, for sale',
    recycle:
      'green waste, blue bin, recyclable, recyclables, cardboard, glass bottles, plastics, compost, composting, paper and glass, plastic bottles, cans',
    lost: 'left something, forgot my, lost something, umbrella, found a, mislaid, leave my, left it, misplaced, i think i left, dropped my, wallet, handbag, purse, i left',
    photo: 'camera, filming, film, instagram, take pictures, selfie',
    music: 'live acts, gig, gigs, concert, concerts, guitar, singer, dj, bands, tunes, entertainment',
    swimming:
      'dip, bathe, bathing, swimming lessons, lifeguard, lifeguards, pool opens, go for a swim, swim lessons, learn to swim, cool off, splash, splashing, swimsuit, swim in, public pool, water aerobics, laps, swim laps',
    pool: 'paddling pool, splash pad, lap lanes',
    fitness:
      'running, go running, jog, jogging, sport, sports, rugby, football training, weights, train again, physical activity, lifting',
    trainer: 'who teaches, who runs the class, mentor',
    consultation:
      'chat first, talk it over, talk to someone first, discuss, advice first, meet first, second opinion, look at it, have a look',
    start: 'get going, when does it begin, kick off, kicks off',
    finish: 'last until, go on until, over by, done by',
    need: 'do i have to, do we have to, am i obliged, obliged, is it necessary, required to, supposed to, must i, is it compulsory, do i need',
    allow:
      'am i allowed, are we allowed, is it ok, is it okay, is it alright, may i, may we, can we bring, legal, permissible, mind if, would you mind, against the rules, is it legal, get away with, let me, let us, allowed to, ok to',
    forbidden:
      'no go, off limits, illegal, rule, rules, bylaw, ordinance, banned from, restriction, restrictions',
    documents:
      'proof of address, proof of residency, what do i need to bring, what should i bring, driving licence, drivers license, utility bill, photo id, birth certificate',
    heating: 'no heat, cold house, warm, heaters, hot water, fireplace',
    cooling: 'hot in there, cool, fan, too hot',
    charging:
      'electric vehicle, plug in my car, tesla, charge the car, charge my electric, socket, sockets, plug, plugs, power outlet, charge my phone, phone charger, outlets',
    loyalty:
      'regulars, bonus, refer a friend, recommend a friend, recommended you, bring a friend, referral, refer, friend gets, recommendation, stamp',
    quiet:
      'loud, noise level, calm, peace and quiet, hear yourself, have a conversation, party noise, neighbours, neighbour, loud music, racket, barking, quietest, noisiest',
    collectHome:
      'housebound, can not leave the house, come to us, at my place, at my house, home visits, come round, visit at home, bedridden, care home',
    video: 'over the internet, by video, online appointment, on screen, virtual',
    vaccine: 'injection, injections, needle, needles',
    surgery: 'stitches, under the knife',
    anaesthetic:
      'knock me out, put me out, put me under, put under, sleep through, asleep, general anaesthetic, gas, drowsy, sedative, calm me down, something to calm, tranquilliser, numbness, laughing gas, not feel anything, wake up',
    rubbish:
      'junk, litter, wheelie bin, trash can, trash cans, garbage can, dump, tip, cart, carts, skip, dumpster, bin day, trash day, take out the trash, collection day, landfill, throw away, throw out, get rid of, dispose, disposal, chuck out, chuck',
    bulky:
      'couch, couches, fridge, freezer, washing machine, appliance, appliances, wardrobe, tv, television, large stuff, big items, old sofa, bed frame, old bed, armchair, refrigerator',
    hazard:
      'paint, batteries, battery, chemicals, hazardous, motor oil, oil, electronics, e waste, computer, light bulbs, pesticide, pesticides, toxic',
    yard: 'yard waste, leaves, leaf, branches, branch, grass clippings, grass, lawn, mow, mowing, weeds, weed, hedge, garden waste, brush, tall grass, overgrown, trimmings, lawn mower',
    tree: 'tree, trees, stump, limbs, cut down, chop down, chop, fell a, plant a tree, branches hanging, overhanging, roots, root, dead tree, ash tree, oak',
    snow: 'snow, ice, icy, plough, plow, plowing, ploughing, shovel, shoveling, snow emergency, salt, slippery, winter, blizzard, frozen, clear the snow, clear my walk, dig out, snowed in, shovelling, snow blower, plowed, snow removal, mailbox, driveway plowed',
    fence: 'fence, fences, fencing, wall, walls, property line, boundary, hedges',
    building:
      'build, building, construction, extension, shed, sheds, deck, decks, garage, remodel, renovate, renovation, planning permission, inspection, inspections, inspector, roof, roofing, carport, porch, basement, contractor, contractors, zoning, add on, put up',
    noiseRule:
      'noise, noisy, loud, music, racket, quiet hours, party next door, fireworks, firework, firecrackers, blasting, keeps me up, keeping me awake, can not sleep, cannot sleep, parties, drums, midnight, late night, next door are loud, hammering, builders start, noisy neighbor, noisy neighbours, disturbing, volume, stereo, band practice, booming',
    burning:
      'burn, burning, bonfire, bonfires, fire pit, fire pits, campfire, barbecue, bbq, grill, open fire, open fires',
    yardSale:
      'garage sale, yard sale, garage sales, yard sales, jumble sale, rummage sale, sell my old stuff, sell stuff, sell old things, in my driveway, clear out, clearout, boot sale, rummage, declutter, sell things from my, tag sale, flea market',
    streetParty:
      'block party, street party, close the street, close our street, parade, street closure, road closure, close the road, closed road',
    foodTruck:
      'food truck, food trucks, street vendor, vendor, vendors, stall, peddler, door to door, solicitor, ice cream van',
    business:
      'business license, business licence, start a business, open a shop, open a business, liquor license, alcohol license, set up shop',
    passport: 'passport, passports, travel document',
    notary: 'notary, notarised, notarized, notarize, witness a signature, notary public',
    marriage:
      'tie the knot, wed, get hitched, marriage license, marriage licence, marriage certificate, civil partnership, elope',
    divorce: 'divorce, divorced, separation',
    death:
      'death, died, dead, die, passed away, funeral, burial, buried, cemetery, grave, graves, death certificate, plot',
    birthRecord:
      'copy of my birth certificate, vital records, born, vital record, proof of birth, when born, was born, born here, prove my age, prove her age, proof of age, replacement birth, his birth, her birth',
    water:
      'tap, taps, sewer, sewage, drain, drains, hydrant, leak, burst, burst pipe, burst main, no water, water pressure, water main, shut off, cut off, disconnected, reconnect, turn on the water, water off, brown water, utility, utilities, utility bill, water service',
    streetlight:
      'lamp, lights out, street lamp, light is out, traffic light, traffic lights, lights, light out',
    pothole:
      'hole in the road, holes in the road, road, roads, street, streets, bumpy, pavement, sidewalk, sidewalks, kerb, curb, road repair',
    vote: 'elections, election, polling station, polling place, absentee, mail in ballot, register to vote, voters',
    meeting:
      'council meeting, council meetings, public hearing, public meeting, agenda, minutes of, speak at, attend a meeting, public comment, hearing',
    council:
      'councillor, councilman, councilwoman, councilmember, council member, alderman, mayors, clerk, city clerk, city manager, ward, representative, who represents',
    tax: 'rates, taxed, assessment, assessor, property taxes, sales tax, homestead, exemption',
    fine: 'fined, citation, parking ticket, parking tickets, speeding ticket, punishment, appeal, contest, penalised, get in trouble, towed, tow, impound, impounded, boot, clamped, late fee, surcharge',
    police:
      'police, cop, cops, sheriff, officer, crime, burglary, stolen, theft, non emergency, break in, robbed, patrol, drunk',
    fireBrigade:
      'fire department, fire brigade, firefighter, firefighters, smoke alarm, smoke detector, smoke alarms, fire station',
    straysRule:
      'stray, strays, barking dog, dog license, dog licence, dog tag, dog waste, dog park, off leash, off the lead, leash law, vicious dog, bite, bitten, animal control, shelter, rabies, chickens, chicken, hens, bees, goat, goats, livestock, poultry, loose dog, raccoon, wildlife',
    park: '=park, parks, playground, playgrounds, picnic, shelter, shelters, pavilion, pavilions, ball field, ballfield, soccer field, field, trail, trails, skate park, campground, camping, camp, gazebo',
    library:
      'library card, borrow books, borrow a book, books, book loan, borrow, e books, ebooks, librarian, reading room',
    school: 'school district, kindergarten, nursery, preschool, daycare, day care, summer camp, after school',
    volunteer:
      'volunteer, volunteers, volunteering, help out, get involved, donate, donation, donations, give blood, charity',
    boat: 'boat, boats, boat ramp, launch, kayak, canoe, marina, dock, mooring, fishing, fish license, fishing licence',
    flood:
      'flood, floods, flooding, flooded, sandbag, sandbags, storm, storms, tornado, siren, sirens, storm drain, emergency alerts, alerts, evacuate, river level',
    housing:
      'housing, rent, tenant, tenants, landlord, landlords, eviction, homeless, section 8, rental property, lodger, airbnb, short term rental',
    seniorHelp: 'meals on wheels, senior center, senior centre, elderly care',
    report:
      'let you know about, flag, tell you about, inform you, notify, who do i tell, who do i call about',
    apply:
      'how do i get a, how to get a, get a permit, fill in, fill out, hand in, submit, submitting, paperwork, permit application, file',
    renew:
      'expires, expired, expiry, run out, runs out, out of date, extend, extended, valid, validity, how long is it valid, good for',
    deadline:
      'too late, last date, when is it due, when are bills due, before when, cut off date, final date, closing date, pay by, late payment',
    teethCleaning:
      'clean my teeth, teeth scraped, tartar, plaque, descale, stains, stain, gunk, polish my teeth, deep clean, deep cleaning, coffee stains, tea stains, stained, scrape, buildup, build up, cleaned, gunge, brushing, toothbrush, floss, mouthwash, hygiene visit',
    checkup:
      'check my teeth, teeth checked, look over, once over, routine exam, exam, exams, examinations, routine visit, yearly check, mot, examined, check over, checkups',
    brace:
      'crooked teeth, crooked, wonky, straight teeth, straighten my teeth, invisalign, aligner, retainer, retainers, overbite, train tracks',
    implant: 'missing tooth, replace a tooth, lost a tooth, gap in my teeth, screw in tooth',
    denture: 'falsies, plate, false tooth',
    whitening:
      'yellow teeth, whiter teeth, brighter, hollywood smile, bleached, stained teeth, yellow, dazzling',
    extraction:
      'pulled out, yank, yanked, taken out, wisdom tooth, wisdom teeth, take my tooth out, get a tooth out, out a tooth, remove a tooth, tooth removal, had one pulled, removing a tooth',
    knockedOut:
      'knocked out, smashed out, fell and, kicked out, lost a tooth, tooth came out, tooth knocked, punched, tooth got, smashed, bashed, hit in the mouth, bashed out, kicked, fell off bike, fell over, accident',
    crown: 'cap, caps, crowned, crowns, veneer, veneers',
    gums: 'bleeding gums, sore gums, gingivitis, gum problems',
    swelling: 'swollen face, puffy, lump, infected, infection, fat cheek, big cheek',
    grinding: 'grind, grinding, clench, clenching, night guard, bite guard, mouth guard, mouthguard, bruxism',
    snoring: 'snore, snores, snoring, sleep apnoea, sleep apnea',
    xray: 'scan, scans, radiation',
    afterwards:
      'after the treatment, after surgery, after treatment, healing, heal, heals, post op, after having, straight after, next day, yesterday, when can i eat, eat again, drink again, rinse, after having a tooth, back to work, go back to, still numb, still hurts, days later, the day after, recover from',
    starter: 'nibbles, bites, to begin with, first course, snack, snacks, to share, sharing',
    dessert: 'afters, sweet, sweets, sweet tooth, ice cream, cheesecake, tart, sorbet, brownie, chocolate',
    fish: 'salmon, cod, tuna, prawns, prawn, squid, octopus, mussels, crab, lobster, sea food, catch of the day',
    meat: 'ribs, burger, burgers, ham, sausage, sausages, duck, veal, barbecue, steaks, grill, grilled, carnivore',
    rice: 'rice, risotto, paella, paellas',
    spicy: 'hot and spicy, mild, heat, curry, pepper',
    table:
      'place for, sit, sit down, spot for two, table for, tables for, room for, fit, how many fit, capacity, seated',
    chef: 'who cooks, head chef, cooking, chefs, behind the stove',
    portion:
      'portion, portions, how big are, half portion, big enough, filling enough, hungry, sharing plate, enough for two, large plates, size of the dishes',
    setMenu:
      'set menu, set menus, tasting menu, menu of the day, daily menu, fixed menu, fixed price, menu del dia, lunch deal, courses, degustation',
    tv: 'tv, television, match on, screen, screens, watch the game, watch the match, show the game, big screen, projector, microphone',
    origin:
      'where does, where do you get, come from, comes from, sourced, source, local produce, supplier, suppliers, organic, free range, locally grown, homemade, home made, made in, from scratch',
    leftover: 'left over, leftovers, waste food, too good to go, end of the day, surplus',
    taxi: 'taxi, taxis, cab, cabs, uber, airport, airport transfer, lift home',
    split: 'split the bill, pay separately, separate bills, go dutch, split it, each pay, divide the bill',
    visit: 'tour, tours, school trip, school trips, see the kitchen, look around, show us around, guided',
    reminder:
      'reminder, reminders, remind, remind me, text me before, nudge, notification, confirm my appointment',
    woman: 'woman, women, female, lady, lady dentist',
    companion:
      'come in with me, hold my hand, sit with me, alone in the room, bring a friend, bring my partner, bring someone, with me in the room, nurse in the room, chaperone, chaperones, companion, stay with me, accompany me, moral support, in the room with me',
    notes:
      'send my notes, transfer my records, moving away, moved away, move house, moving house, new dentist, changing dentist, leaving town, my records, pass my file on, records sent',
    filling:
      'hole in my tooth, hole in a tooth, hole, silver, amalgam, mercury, metal fillings, white filling, drill, drills, drilled',
    rootCanal: 'nerve, dead tooth, nerve taken out',
    biteHigh: 'bite feels, feels high, sensitive, sensitivity, twinge, cold drinks hurt',
    overdue:
      'forgot to pay, have not paid, not paid, debt, owe, owe you, reminder letter, late paying, behind on, behind with, overdue, unpaid, in arrears, collections, debt collector',
    keyWorker:
      'nurse, police officer, firefighter, paramedic, blue light, army, military, veteran, veterans, teacher discount, key worker',
    respect: 'shout, shouting, swear, swearing, aggressive, abusive, behaviour, rude patients, angry',
    dummy: 'dummy, dummies, pacifier, thumb, thumb sucking, sucks her thumb, sucks his thumb, suck',
    firstVisit:
      'first time, first tooth, first teeth, how old for first, when should i bring, what happens at the first',
    nightTime:
      'middle of the night, at night, on a sunday, on sunday, weekend, after closing, when you are closed, when closed, out of hours, 2am, 3am, late at night',
    cardDetails:
      'card details, card to book, need my card, credit card to reserve, card number, why do you want my card, hold on my card, take a card',
    tableTime:
      'kick us out, how long can we stay, how long can we sit, time limit, have to leave by, second sitting, sitting, sittings, two hours, stay at the table, hurry us, rush us, linger',
    privateRoom:
      'room just for us, room to ourselves, presentation, business meeting, meeting room, work meeting, private dining, separate room, projector, fireplace',
    alone: 'for one, on my own, by myself, just me, alone, solo, single person, one person, table for one',
    foodFault:
      'food was cold, did not like, do not like the food, send food back, cold food, overcooked, undercooked, hair in, disappointed with',
    queue:
      'best time to come, when is it quiet, quiet time, less busy, beat the rush, avoid crowds, how busy is it',
    earlyMeal:
      'eat early, early dinner, before eight, early bird, eat at six, eat at 6, too late for us, early evening',
    nonDrinker:
      'do not drink, does not drink, alcohol free, non alcoholic, designated driver, teetotal, without alcohol, soft drink',
    claim:
      'wrecked, damaged my car, pay me back, compensation, compensate, liable, your fault, hit my car, ruined my, broke my, pay for the damage, pay for damage, bent my, bent a, flat tire, burst tyre, my tire, reimburse me, cover the damage, claim, claims, rim',
    abandonedCar:
      'junk car, car left, sitting there for weeks, broken down car, no plates, rusting, rusty, abandoned, has not moved, old car on the street, wreck',
    towed:
      'car is gone, took my car, tow truck, car disappeared, where is my car, car was taken, took it, get my car back, vehicle gone, towed away, car missing, car has gone',
    mess: 'jungle, messy, eyesore, yard full of, junk in the yard, rubbish in the garden, pile of tires, couches on, dumping, dumped, fly tipping, graffiti, spray paint, spray painted, tagged, vandalism, vandalised, vandalized, uncut, knee high, waist high, overgrown yard',
    hens: 'birds for eggs, fresh eggs, own eggs, eggs, rooster, roosters, coop, poultry, henhouse, ducks',
    waterLate:
      'afford my water, behind on water, pay my water, pink notice, disconnect, shut my water, water shut, pay the water, keep the water on, turned off',
    assessment:
      'house is worth, valued too high, assessed, assessment too high, too much tax, tax too high, value of my house, overvalued, protest, appeal my tax, homestead',
    buildWork:
      'knock down, tear down, redo my roof, new roof, new windows, add a room, new kitchen, bathroom remodel, build a, building a, put up a, treehouse, tree house, conservatory, workshop, garden room, gazebo, greenhouse, sheds, outbuilding, carport, new garage, loft, attic, basement, siding, solar, solar panels',
    inspectionVisit: 'come and look, come out and check, sign off, signed off, checked by, inspector coming',
    trade:
      'electrician, electrics, rewire, wiring, plumber, plumbing, furnace, boiler, water heater, outlet, gas line, pipes',
    homePool:
      'inflatable pool, above ground pool, backyard pool, own pool, hot tub, put in a pool, trampoline',
    driveway:
      'driveway, drive way, curb cut, dig up, digging, dropped kerb, skip on the street, dumpster, moving container, pod',
    variance:
      'closer to the line, exception, exemption from the rules, too close to, rezone, rezoning, zoned, split my land, split the lot, subdivide, divide my land',
    grannyFlat:
      'granny flat, in law suite, mother in law, tiny house, second home on, second house, guest house, guesthouse, annex, annexe, apartment over, converted garage, small dwelling',
    historic: 'old town, historic house, heritage, listed building, historic, facade, historical',
    tenancy:
      'landlord, no heat, freezing, apartment, flat, mold, mould, rented, renting, tenant rights, kick me out, evict, deposit back from my landlord, my landlord, lease',
    homeStay:
      'airbnb, rent out a room, spare bedroom, spare room, rent my house, rent our house, tourists, vrbo, holiday let, short term',
    shopOpening:
      'open a cafe, open a shop, start a company, set up a company, own boss, starting a business, small business, start up, open a store, self employed, new business, open a salon',
    streetFood:
      'tacos, sell food, hot dogs, ice cream truck, from a van, from a truck, burger van, food cart, food stand, lemonade stand, sell from a',
    doorSales:
      'knocking, knocks, salesman, salesmen, salespeople, at my door, at the door, pushy sellers, door to door, hawker, peddling, soliciting',
    liquor:
      'bar, booze, sell beer, serve beer, smoke shop, vape shop, drink in the park, alcohol in the park, drink beer, drink outside, pub, last call',
    homeBusiness:
      'from my house, from home, run a business from home, piano lessons, from my kitchen, home office, home based, in my living room, out of my house, at my house, cut hair at home, sell cakes, bake at home, baking from home, clients come to my house, customers to my house',
    guestParking:
      'guests park, visitors park, visiting me, when people visit, friends visit, guest parking, visitor parking, visitor permit, overnight parking, park overnight, outside my house, in front of my house',
    parkingMeter:
      'meter, meters, pay and display, coins for parking, pay to park, how long can i park, time limit, parking garage',
    camper:
      'rv, camper, campers, caravan, motorhome, motor home, trailer, trailers, boat parked, park my boat',
    streetSweep: 'sweeper, street sweeping, sweep, swept, street cleaning, move my car for',
    sidewalk:
      'cracked, tripped, trip, uneven, slab, slabs, lifted, broken sidewalk, pavement outside, footpath, walkway, bike on the sidewalk, ride on the sidewalk',
    awayWatch:
      'going away, keep an eye on, while we are away, while i am away, on vacation, empty house, house sit, watch my house, gone for two weeks, house will be empty',
    fingerprints:
      'fingerprints, fingerprint, fingerprinted, background check, background checks, dbs, police check, clearance, good conduct, criminal record',
    crash:
      'accident report, car accident, crash, crashed, fender bender, police report, copy of the report, collision, stolen bike, report a theft',
    smokeAlarm:
      'beeping, smoke detector, smoke detectors, smoke alarm, carbon monoxide, fire alarm, detector',
    carSeat: 'car seat, baby seat, child seat, child seats, booster, infant seat, seat is fitted',
    firstAid: 'cpr, first aid, resuscitation, defibrillator, save a life',
    lockout: 'locked out, lost my keys, lost key, forgot my keys, keys inside, locksmith',
    ambulance: 'ambulance, paramedics, ambulance bill, ride to hospital, emergency ride',
    picnic:
      'picnic, pavilion, birthday in the park, family reunion, cookout, reserve a shelter, rent a shelter, party in the park, gathering in the park, bouncy castle, bounce house',
    sports:
      'soccer, youth sports, kids sports, t ball, baseball, basketball, team for my, league, sign my kid up, gym, treadmill, work out, lift weights, indoor track, walking track',
    camp: 'summer camp, day camp, school holidays, when school is out, kids busy, holiday club, childcare, child care, look after my kids, summer activities, somewhere for the kids',
    hallHire:
      'hall for hire, rent a hall, rent a room, venue, community room, rooms for rent, space for a party, place for a party, stage',
    printing:
      'print, printing, printer, photocopy, photocopies, scan a document, scanner, print something, copies, fax',
    borrow:
      'borrow, fishing rod, telescope, museum pass, snowshoes, lend out, check out books, late book, overdue book, library book, lost a book, films, dvds',
    storyTime:
      'story time, storytime, toddler group, read to kids, stories for, baby group, activities for toddlers',
    taxReturn: 'tax return, income tax, file my taxes, do my taxes, tax help, taxes done',
    grave:
      'ashes, urn, headstone, tombstone, gravestone, bury, laid to rest, graveyard, flowers on the grave, family tree, ancestors, genealogy, cremated',
    travelAbroad:
      'going abroad, travel abroad, trip abroad, fly abroad, leaving the country, overseas, renew my passport',
    witness:
      'witness my signature, stamp a document, certify, certified copy, official stamp, signed in front of',
    runForOffice:
      'run for council, run for mayor, become mayor, stand for, get elected, become a councillor, candidate, on the ballot, politics, office',
    speakUp:
      'speak at, have my say, say something to the council, complain to the council, address the council, stream, streamed, watch the meeting, recording, recordings, what was decided, decided, voted on',
    joinBoard:
      'join a board, be on a board, committee, committees, commission, serve on, help the city, give my time, sit on a',
    foia: 'freedom of information, foia, public records, copy of a document, emails of, request documents, official documents, police video, body cam, see the records',
    ride: 'get around, ride to, lift to, take me to, pick me up, does not drive, can not drive, no longer drive, bus to, door to door ride, without driving, get to the doctor, ride home, stopped driving, paratransit',
    olderHelp:
      'elderly mother, elderly father, old lady, frail, lives alone, meals delivered, hot meals, lunch club, grab bar, grab bars, handyman, ramp at home, aging parent, ageing, old age help',
    disabledParking:
      'disabled parking, blue badge, handicap, handicapped, handicap spot, placard, accessible parking',
    summerJob:
      'summer job, lifeguard job, part time, seasonal, temp, teenager job, job for my teen, holiday job, student job, police officer job, become a cop, become a police officer, internship for',
    alerts:
      'text alerts, get texts, notify me, sign up for texts, warning, warnings, sirens, siren, horn, loud siren, updates, stop the texts, stop texting, unsubscribe',
    floodRisk:
      'river rising, river is high, river high, flood zone, flood plain, floodplain, flood insurance, water coming up, basement flooded, cellar, sewage, backing up, backed up, sewer backup, drain blocked',
    market:
      'farmers market, farmers, veggies, produce, fresh vegetables, stall, sell my jam, sell my honey, sell vegetables, market stall, craft stall, local food',
    filming:
      'movie, film shoot, shoot a, drone, drones, fly a, photo shoot, wedding photos, filming, commercial shoot, quadcopter',
    parkWedding: 'wedding in the park, marry in the park, outdoor wedding, ceremony outside, ceremony',
    broadband:
      'broadband, fiber, fibre, router, internet down, internet is down, internet at home, home internet, fast internet, megabit, gigabit, isp, provider, netflix, streaming',
    movedHere:
      'moved here, just moved, new resident, new in town, new to town, moving to, moving in, newcomers, newcomer, first thing to do, what should i do first, settle in',
    trail:
      'trail, trails, hike, hiking, walk the dog, place to walk, jog, bike path, cycle path, bike trail, helmet, helmets, e bike, ebike, electric bike, rollerblade',
    pests:
      'rats, rat, mice, mosquito, mosquitoes, bugs, wasp, wasps, ants, bed bugs, cockroach, roaches, vermin, pest, pests, insects, spraying, bitten by mosquitoes, infestation, hornets, nest',
    notOurs:
      'drivers license, driver license, driving license, license plates, register my car, car registration, divorce papers, food stamps, food benefits, power cut, power is out, electricity is out, no electricity, lights went out, social security, school bus, restaurant was dirty, food poisoning, court date, jury duty',
    missedPickup:
      'missed our, missed my, skipped, skipped us, skipped our, did not pick up, was not picked up, not collected, still full, bin was not emptied, not emptied, truck did not come, forgot our, drove past',
    binHelp:
      'drag the bin, can not move the cart, too heavy to move, roll the cart, move the bin, bad back, take my bin out, cart is too heavy, wheel the bin, push the cart, haul, drag',
    extraBags:
      'too much trash, extra bags, more trash, bag next to, overflow, overflowing, too full, bigger cart, smaller cart, second cart, lost cart, broken cart, cart is broken, stolen cart, new cart, wheel broke',
    christmasTree: 'christmas tree, christmas trees, xmas tree, old tree, after christmas',
    medicineDrop:
      'old medicine, old pills, expired pills, expired medicine, leftover medicine, unused medicine, needles, sharps, syringes',
    rustyWater:
      'brown water, rusty water, water is brown, water looks, dirty water, cloudy, yellow water, smells, water tastes, chlorine, fluoride, hard water, limescale, lead pipe, lead pipes, lead in, safe to drink, discolored',
    highBill:
      'bill went through the roof, bill is huge, bill doubled, huge bill, high bill, so high, bill so high, crazy bill, toilet keeps running, toilet runs, running toilet, drip, dripping, leaky, hidden leak, why is my bill, more than usual',
    startWater:
      'hook up water, connect water, get water, water turned on, new account, open account, name on the account, stop service, close my account, moving out, move out, move in, final bill, utilities set up, transfer service',
    autopay:
      'autopay, auto pay, automatic payment, direct debit, standing order, paperless, e bill, pay online, online payment, pay my bill online, drop box, pay in person, mail a check, post a cheque',
    poll: 'where do i vote, which polling, my polling, polling place, vote early, vote by mail, postal vote, absentee ballot, register for the election',
    animalLoose:
      'loose dog, stray dog, found a dog, lost dog, my dog ran away, dog ran off, dog got out, lost my cat, aggressive dog, snake, skunk, possum, bat, bats, coyote, deer, dead animal, dead deer, roadkill, run over',
    dogFree:
      'off the leash, off leash, off lead, without a leash, run free, let my dog run, let him off, dog run, dog park, walk my dog, dog poo, dog poop, pick up after, poop bags, mess on the',
    petLimit: 'too many cats, limit on pets',
  },
  types: [
    ['email', /\be ?mail (address|you|it|them|us|to)?\b|\bwhat is (your|the) e ?mail|\bwrite to you\b/],
    [
      'phone',
      /\b(phone|telephone|mobile|contact|whatsapp) number\b|\bwhat number\b|\bnumber (to|do i|can i|should i) (call|ring|dial)|\b(call|ring|phone) you\b|\bby phone\b|\bwhatsapp\b/,
    ],
    [
      'price',
      /\b(sting|charge|rob|fleece) me\b|\bset me back\b|\bfork out\b|\bcough up\b|\bhow much (?!time|notice|longer|space|room|weight|water|experience|sleep)|\b(prices?|pricing|costs?|fees?|rates?|price list|tariffs?)\b|\bexpensive\b|\bcheap|\bwhat do you charge|\bdo you charge|\bcharged? (for|extra|me)|\bwhat (will|would|does) (it|that|this|a|an|the) .{0,40}\b(set me back|come to)|\bhow many (euros|pounds|dollars)/,
    ],
    [
      'hours',
      /\b(opening|business|office|store|shop|closing|working|visiting) (hours?|times?|days?)\b|\bwhat (are|is|r) (your|the|ur) hours\b|\bare you (guys |still |ever )?(open|closed|shut)\b|\b(do|does|will|would|when|are|is|what time|how late) .{0,40}\b(open|opens|close|closes|closed|shut|shuts)\b|\b(open|closed) (on|at|now|today|tonight|tomorrow|late|until|till|all|during|over|sundays?|saturdays?|weekends?|mondays?|before|after|past|every|early)\b|\b(you|guys) open\b|^(open|hours|closing time|opening)\b|\bwork (on )?(weekends?|saturdays?|sundays?)\b/,
    ],
    [
      'duration',
      /\bhow long\b|\bhow (soon|quickly|fast|much time|much notice|far (in advance|ahead|back)|many (minutes|hours|days|weeks|months|years))\b|\bduration\b|\bturnaround\b/,
    ],
    [
      'count',
      /\bhow (many|big|large|heavy|tall|high|old|far|wide|deep|often)\b|\b(maximum|minimum|max|min) (number|size|age|weight|height|people)\b|\bwhat age\b|\bage limit\b|\bcapacity\b|\bweight limit\b/,
    ],
    [
      'where',
      /\bwhere\b(?! (can|do|should|could) (i|we) (book|pay|buy|sign|order|register|complain|see|check))|\b(address|postcode|post code|zip code|located|directions|location|whereabouts)\b|\bhow (do|can|would|to) (i |we |you )?(get|find) (there|to you|you|to the)\b|\bwhich (street|road|floor|building)\b/,
    ],
    [
      'who',
      /\bwho\b|\bwhose\b|\bname of (the|your)\b|\bwhat is the (owner|manager|boss|dentist|doctor|chef) called/,
    ],
    [
      'when',
      /\bwhen\b|\bwhat (time|day|days|date|dates|month|times)\b|\bwhich (day|days|dates|months)\b|\bhow (late|early)\b|\blatest\b|\bearliest\b/,
    ],
    [
      'contact',
      /\b(contact|get in touch|get hold|reach) (with |of )?(you|the|someone|details)?\b|\bhow (do|can|should) (i|we) (contact|reach|get)\b/,
    ],
    [
      'offer',
      /\b(do|does|did|would|will|can) (you|u|they|the \w+) (guys |also |even |actually |ever |still |currently |happen to )?(have|offer|do|sell|provide|stock|serve|treat|carry|make|run|handle|fix|repair|cover|teach|rent|hire|supply|cater|speak|deliver|take|accept|include|keep|see|work)\b|\b(is|are) there\b|\bhave you got\b|\bgot any\b|\bany chance of\b/,
    ],
  ],
  asks: /^(what|when|where|which|who|whom|whose|why|how|is|are|am|was|were|do|does|did|can|could|may|might|will|would|shall|should|must|have|has|any|and (what|when|where|who|how|do|is|are|can)|i (want|need|would like|wonder|was wondering) |tell me|let me know|please (tell|explain)|do you|got any)\b|\b(what|when|where|how|whether|if) (is|are|do|does|can|you|i|we|much|many|long|it|there)\b|\?/,
  leansBack:
    /^(after that|before that|if not|if so|otherwise|instead|then|also|it|its|they|their|this|that|these|those|he|she|him|her|both|however|in that case|for that|there|here|such|either|neither|even so|the same|all of (these|them)|and|but|or|so|please note that this|each of)\b/,
  joins:
    /[?.!;]\s+|,?\s+\b(?:and|also|plus|but)\b,?\s+(?=(?:also |then )?(?:what|when|where|which|who|how|is|are|do|does|can|could|will|would|should|have|has)\b)/,
  smallTalk: [
    [
      'thanks',
      /^(thanks|thank you|thankyou|thx|tnx|ty|cheers|ta|much appreciated|appreciate it|appreciated|very kind|you have been (very |really |so )?(helpful|kind)|that (helps|helped|is (very |really |so )?(helpful|useful|kind|great|good|perfect|all i needed))|great help|very helpful|got it|good to know|that answers my question|(that is )?(perfect|great|brilliant|lovely|awesome|wonderful|excellent|fantastic|super|amazing|cool|nice))( (thanks|thank you|thx|cheers|ta))?( (a lot|a bunch|a million|so much|very much|much|loads|lots|again|mate|that is (great|perfect|all|very helpful|helpful)|for (your|the|all|all your|that|this|helping|everything|info|answering|letting)( [a-z]+){0,5}))*$/,
    ],
    [
      'goodbye',
      /^(bye|bye bye|goodbye|good bye|good night|see you|see ya|cya|see you (soon|later|then|tomorrow)|take care|farewell|laters|ttyl|have a (nice|good|great|lovely) (day|one|evening|weekend|night)|(no|nope|nah)? ?(that is|thats|that will be|this is) (all|it|everything)|that is all( i need(ed)?)?|nothing else|i am (done|good|all set)|no more questions|no thanks|no thank you)( (for now|for today|today|thanks|thank you|bye|then|goodbye|take care|see you|have a (nice|good|great|lovely) (day|one|evening|weekend|night)))*$/,
    ],
    [
      'wellbeing',
      /^(((hi|hello|hey|hiya) )?you there|how are you( doing| today| doing today| getting on)?|how is it going|how do you do|how are things|what is up|sup|whats up|you (alright|ok|okay)|are you (ok|okay|well|there|awake)|anyone there|anybody there|is (anyone|anybody|someone) there|are you (still )?(there|around|online)|all good|how is your day( going)?|nice to meet you|pleased to meet you)$/,
    ],
    [
      'identity',
      /^(are|r) (you|u) (a |an )?(real |actual |live )?(person|human|human being|robot|bot|chatbot|machine|ai|computer|program|real|assistant|virtual assistant)( or (a |an )?(real |actual )?(person|human|human being|robot|bot|machine|computer|ai))?$|^(who|what) are you( exactly)?$|^what is your name$|^(do you have a name|what can you do|what do you do|how do you work|who (made|built|created) you|what are you able to do|how can you help( me)?|what can you help( me)? with|what can i ask( you)?)$|^am i (talking|speaking|chatting) (to|with) (a |an )?(real |actual )?(person|human|robot|bot|machine|computer|ai|someone real)( or (a |an )?(person|human|robot|bot|machine))?$|^is this (a |an )?(real |actual )?(person|human|robot|bot|chatbot|machine|ai|automated)$/,
    ],
    [
      'greeting',
      /^(hi|hello|hey|hiya|heya|yo|hallo|greetings|howdy|good (morning|afternoon|evening|day)|morning|afternoon|evening|hi there|hello there|hey there|help|start|i have (a|another|one more|a quick) question|(can|could|may) i ask (you )?(a|something|a question|you something|a quick question)|quick question|i need (some )?(help|information|info)|can you help( me)?|please help( me)?)( (there|all|everyone|team|mate|folks|again|sir|madam|guys|hi|hello|how are you( today| doing)?|i have a question|can you help( me)?|quick question))*$/,
    ],
  ],
  smallWords: {
    greeting:
      'hi hello hey hiya heya yo howdy greetings morning afternoon evening hallo hola there all everyone team folks',
    thanks:
      'thanks thank thankyou thx ty cheers ta appreciated appreciate grateful helpful star legend brilliant great perfect lovely awesome wonderful excellent fantastic super amazing cool nice kind sweet ace smashing sorted',
    goodbye: 'bye goodbye night cya later laters farewell see care tomorrow soon weekend ttyl done',
    filler:
      'you your u are is am was were have has had been a an the so very much many that this it i me my we us for of and to with again lot lots bunch million help helping info information time answer answering reply good one all needed need now then today day evening well hope doing how things going too really absolutely just mate bob pal dear sir madam love guys ok okay right alright yes yeah yep no nope got understood noted fine glad happy bit more nothing else everything out take be will would do helps helped what haha lol wow oh ah um great enjoy rest your',
  },
  courtesy:
    /\b(please|pls|plz|bob|so|well|um|uh|er|ok|okay|oh|ah|haha|lol|anyway|dear|alright|right|sorry|excuse me|just)\b/g,
  ownContact:
    /\b(my|our) (?:[a-z]+ ){0,3}(number|mobile|cell|phone|tel|telephone|landline|email|mail|contact|whatsapp|details)\b|\b(reach|call|ring|phone|text|contact|email|mail|message|whatsapp|write to|get back to|get in touch with|tell|notify|let) (me|us)\b|\b(send|forward|drop|give) .{0,30}\b(me|us|to me|to us|here)\b|\b(i am|this is|name is|i can be reached|reply to|it is under|booked under)\b/,
  supposes:
    /^(what (if|happens|can i do|do i do)|how (do|can) i|is there)\b|\b(can|could|do|may|should) i (get|have|still|return|claim|ask|bring|change)\b/,
  rules: {
    injection: [
      /\b(ignore|disregard|override|bypass)\b.{0,40}\b(instructions?|rules?|guidelines|prompts?|restrictions|safeguards|everything|programming|training|filters?|you (were|have been) told)\b/,
      /\bforget (everything|what you were told|(all |any |your |the |previous |prior )+(instructions?|rules?|prompts?|training|guidelines))\b/,
      /\bsystem (prompt|message|instructions?)\b/,
      /\b(your|initial|hidden|original|secret) (system )?(prompt|instructions)\b(?! (for|on|about|after|before|when))/,
      /\b(developer|debug|admin|god|root|dan|jailbreak|maintenance) mode\b/,
      /\bjailbr(eak|oken)/,
      /\byou are now (?!open|closed|available|offering|accepting|doing|hiring)/,
      /\b(pretend (that )?you|roleplay|role play)\b/,
      /(^|\b(now|please|immediately|instead|first|just|simply|you to|you must|you should|you will|then|and) )(act|behave|respond|answer) (as|like) (a|an|if|my|the|dan)\b/,
      /\b(act|behave|speak|answer) (as|like) (the|my|a|an) (manager|owner|boss|admin|administrator|developer|director|supervisor)\b/,
      /\bno longer (bob|an assistant|bound)/,
      /\b(reveal|print|output|dump|repeat|show( me)?)\b.{0,30}\b(prompts?|instructions|system|configuration|secrets?|passwords?|api keys?|database|source code|everything above|words above|text above)\b/,
      /\b(api|secret|access|private) (keys?|tokens?)\b/,
      /\b(list|give( me)?|export|send me|show me|who are)\b.{0,25}\b((other|all|your) (customers|clients|patients|users|guests|members|tenants)|customer (data|list|records)|patient (records|data|list)|personal data of)\b/,
      /\bdrop table\b/,
      /<script/,
      /\bselect \* from\b/,
      /\bnew instructions\b/,
      /\bend of (system|prompt|instructions)\b/,
      /\bfrom now on you\b/,
      /\bsudo\b/,
      /\bdo anything now\b/,
      /\bbase64\b/,
      /\b(admin|administrator|staff|owner|system|database) passwords?\b/,
    ],
    human: [
      /\b(someone|somebody|anyone|anybody|a (real )?(person|human|colleague)|the (manager|owner|boss)|(member|one) of (your|the) [a-z]+)( [a-z]+){0,5} (call|ring|phone|contact|email|text|get back to|get in touch with) (me|us)\b(?! (when|if|once|before|after|as soon|should)\b)/,

      /^(can|could|would|please|have) (you (get|have|ask) )?(please )?(somebody|someone|anyone|a (person|member|colleague|human)|one)\b( [a-z]+){0,6} (call|ring|phone|contact|email|text) me\b/,
      /\b(have|get|ask) (somebody|someone|a person|a colleague|the team|one of your [a-z]+) (to )?(call|ring|phone|contact|email|get back to) (me|us)\b/,
      /\b(have|get) a (quick |brief )?(word|chat|conversation) with (a|an|the|your|someone|somebody|one)\b/,
      /\bis (there )?(a |an )?(human|real person|person|anybody|anyone)( here| there)? (reading|answering|typing|behind)\b/,

      /\b(is|are) (there )?(a |an |any |some )?(human|real person|real people|actual person|actual human|someone|anyone|somebody) (i can|we can|there i can|available to|who can) (speak|talk|chat|help)\b/,
      /\b(want|need|would like|like|prefer|rather|can i|could i|may i|let me)( to)?( please)? (speak|talk|chat) (to|with) (somebody|someone|a|an|the|your|one|my|whoever|dr|mr|mrs)\b(?! dog)/,

      /\bget (a |an |the )?(real |actual |live )*(human|person|human being|someone real|member of staff) (for|to|on)\b/,
      /\b(speak|talk|chat)( directly)? (to|with) (a |an |the |some |any |your |another |one of |real |actual |live |proper |senior |duty )*(human|person|people|someone|somebody|anyone|anybody|agent|representative|rep|operator|staff|colleague|adviser|advisor|manager|supervisor|owner|boss|team|employee|receptionist|reception|human being|member of staff|customer service|one of you)\b/,
      /\b(can|could|may|let|want to|need to|like to|rather|prefer to) (i |me |we )?(please )?(speak|talk|chat)( directly)? (to|with) (?!you about|my|our)/,
      /\b(connect|transfer|pass|put|hand|forward|escalate|switch)\b( me| us| this| it)?( over)?( through)?( on)? (to|with) (a |an |the |some |any |your |another |one of |real |actual |live |proper |senior |duty )*(human|person|people|someone|somebody|anyone|anybody|agent|representative|rep|operator|staff|colleague|adviser|advisor|manager|supervisor|owner|boss|team|employee|receptionist|reception|human being|member of staff|customer service|one of you)\b/,
      /\bget me (a |an |the |some |any |your |another |one of |real |actual |live |proper |senior |duty )*(human|person|people|someone|somebody|anyone|anybody|agent|representative|rep|operator|staff|colleague|adviser|advisor|manager|supervisor|owner|boss|team|employee|receptionist|reception|human being|member of staff|customer service|one of you)\b/,
      /\b(need|want|would like|prefer|give me|is there|can i have|rather have|rather) (a |an |the |to )*(real |actual |live )*(human|real person|human being|agent|representative|operator|live chat|living person)\b/,
      /\b(need|want|would like|prefer|rather have|rather) a person\b/,
      /^(human|agent|operator|representative|real person|person|live agent|customer service|talk to human|speak to human)( please)?$/,
      /\bnot (with )?(a|some|your) (stupid |dumb )?(bot|robot|machine|computer|chatbot)\b/,
      /\b(no|without|stop|hate|sick of|tired of|enough of) (the |this |these |a |talking to )*(bots?|robots?|chatbots?|machines?)\b/,
      /\bhuman (being )?(please|now|help|support|agent)\b/,
      /\b(real|actual|live) (human|person)\b/,
      /\byou are not (helping|helpful|understanding)/,
      /\byou do not understand\b/,
      /\b(raise|open|create|log) a (support )?ticket\b/,
      /\b(leave|pass on|take) a message\b(?! with your)/,
      /\bis (there )?(anyone|anybody|someone|somebody) (real |human )?(there |around |available )?(i can|to) (talk|speak|chat)\b/,
    ],
    callback: [
      /\bcall ?back\b/,
      /\b(give|giving) me a (ring|call|bell|buzz)\b/,
      /\b(can|could|would|please|have|get|ask|want|need)( (someone|somebody|anyone|a person|a human|you|the team|the manager|your [a-z]+))?( please)?( to)? (call|ring|phone|contact|email|get back to|get in touch with) me\b(?! (when|if|once|before|after|as soon|should)\b)/,
      /^(call|ring|phone|contact|text) me\b/,
      /\b(call|ring|phone) me back\b/,
    ],
    complaint: [
      /\b(laughed at|shouted at|yelled at|swore at|hung up on|lied to|insulted|snapped at) (me|us)\b/,
      /\b(unacceptable|inexcusable|inedible|unbelievable)$/,

      /\b(disgraceful|outrageous|appalling|disgusting)$/,

      /\b(this|that|it) (is|was) (just |really |simply |absolutely |so |totally |completely )*(not ok|not okay|not acceptable|a joke|a disgrace|beyond a joke|an insult|out of order|not on|a shambles)\b/,
      /\bhow dare you\b|\b(never|not) (coming|going|eating|using|setting foot)( [a-z]+){0,2} (back|again|here again|there again)\b/,
      /\b(i am|we are|i was|we were|am|are) (really |very |so |extremely |quite |deeply |not at all |not |pretty |rather |most )*(unhappy|displeased|upset|dissatisfied|not satisfied|fuming|insulted|mad|cross|cheesed off|disappointed|annoyed|not impressed)\b(?!.{0,60}\b(what|how|who|where|can i|could i|do i|what if)\b)/,
      /\b(shocking|disgraceful|unprofessional|lousy|crap|sloppy|shoddy|poor) (service|treatment|work|job|attitude|experience|behaviou?r)\b/,

      /\b(i (want|would like|need|wish|have) (to )?(make |file |lodge |raise |submit )?(a |an )?(formal |official |serious )?complain(t)?)\b/,
      /\b(terrible|awful|appalling|disgusting|disgraceful|unacceptable|horrible|horrendous|atrocious|pathetic|dreadful|shocking|shambles|useless|rubbish|worst|outrageous|ridiculous|incompetent)\b.{0,60}\b(service|experience|visit|treatment|staff|food|job|work|place|company|attitude|room|stay|meal|appointment|quality|customer|again|ever)\b/,
      /\b(service|experience|visit|treatment|staff|food|job|work|place|company|attitude|room|stay|meal|appointment|quality|receptionist|waiter|waitress|driver|plumber|doctor|dentist|vet|this|it|you|that|he|she|they)\b.{0,30} (was|were|is|are) (so |very |really |absolutely |just |an absolute |a |totally |completely |extremely |incredibly |beyond )*(terrible|awful|appalling|disgusting|disgraceful|unacceptable|horrible|horrendous|atrocious|pathetic|dreadful|shocking|shambles|joke|useless|rubbish|rude|worst|outrageous|ridiculous|incompetent|disrespectful)\b/,
      /\b(i am|i was|we are|we were|i feel|i have been|really|so|very|extremely|absolutely) (so |very |really |absolutely |extremely |not |pretty |quite |deeply |beyond |being )*(furious|angry|disappointed|fed up|disgusted|livid|outraged|upset|unhappy with|not happy with|dissatisfied|ripped off|annoyed|frustrated|appalled|overcharged|ignored|let down|treated badly)\b/,
      /\b(ripped|rip) (me |us )?off\b/,
      /\b(ripoff|a scam|scammers|a disgrace)\b/,
      /\bi want my money back\b/,
      /\b(you|they|he|she|your [a-z]+) (have |has )?(overcharged|ignored|ruined|insulted|lied|messed up|botched|hurt|burned|damaged|broke|scratched|never (came|showed|turned|called|replied|arrived)|did not (show|turn up|come|call|reply|arrive))\b/,
      /\bnobody (came|showed|called|replied|answers|answered|turned up|has called)\b/,
      /\bstill (waiting|have not (heard|received))\b/,
      /\b(leave|post|write) a (bad|one star|1 star|negative) review\b/,
      /\b(trading standards|ombudsman|take legal action|sue you|hear from my (lawyer|solicitor))\b/,
      /\bnot good enough\b/,
      /\bvery bad (experience|service)\b/,
      /\bi am complaining\b/,
    ],
    off_topic: [
      /\b(write|draft|compose)( me)? (a |an |my )?(email|letter|message|speech|toast|caption|tweet|cover letter|blog post) (to|for|about) my (landlord|boss|wife|husband|girlfriend|boyfriend|mum|mom|teacher|friend|job|company)\b/,
      /\bhelp( me)? (write|with) (a |an |my )?(cover letter|cv|resume|essay|love letter|homework|thesis)\b/,
      /\bwho should i vote for\b|\bdo you (think|believe) (trump|biden|putin|god|aliens)\b|\bwhat do you think (of|about) (religion|god|politics|love|abortion|war|the government|the election)\b/,
      /\b(play|wanna play|let us play) (chess|a game|tic tac toe|hangman|20 questions)\b|\b(tell|say)( me)? something funny\b|\bdraw( me)? (a|an|me)\b/,
      /\bhow (do|can) i (get (a )?(girlfriend|boyfriend)|make money fast|get rich)\b/,
      /\bwhat is \d+ ?(%|percent) of \d+|\bsquare root\b/,
      /\bwho (are|were|was) (the beatles|napoleon|einstein|shakespeare|taylor swift|elvis|hitler|messi|ronaldo)\b/,
      /\bwhat time is it in [a-z ]+$/,
      /\bsummari[sz]e (hamlet|the (bible|book|film|movie|news)|this (article|book|text))\b|\bscore (of|in) the [a-z ]{1,30}(game|match)\b|\bwhat should i (name|call) my (cat|dog|baby|son|daughter)\b/,

      /\bhow (do|can|should) i (cook|bake|roast|fry) (?!.*\b(your|here|you)\b)/,
      /\btranslate .{1,60} (in|to|into) [a-z]+$/,
      /\b(which|what) (phone|laptop|computer|tv|camera|game|movie|film|book|series|stocks?|shares?) should i (buy|get|watch|read|play)\b|\bstock (tips?|advice|picks?)\b/,

      /\brecipe (for|of) (?!(your|the|that|this|those)\b)/,
      /\bwho (wrote|invented|painted|discovered|composed) (?!your|this|the (menu|policy|page|website|rules))|\bwho (is the (president|king|queen|pope|prime minister|richest))\b/,
      /\bhow (tall|high|old|far|heavy|big) is (the (moon|sun|eiffel tower|earth|pope|queen|king)|mount everest|big ben|mars|jupiter)\b/,
      /\b(do|solve|finish|help( me)?( with)?|write|check) my (homework|assignment|essay|dissertation|thesis|tax return|maths?|coursework|cv|resume)\b/,
      /\b(solve|calculate|integrate|differentiate) (this|the|for x|x|\d)/,
      /\b(recommend|suggest)( me| us)? (a |an |some |any )?(good )?(movies?|films?|books?|series|songs?|podcasts?|stocks?|netflix)\b/,
      /\b(what is|how is|how will|what will) the weather\b|\bweather (today|tomorrow|this week|forecast)\b/,
      /\bexplain (quantum|black holes|photosynthesis|relativity|blockchain|evolution)\b/,

      /\b(tell|know|say|give)( me)?( us)? (a |an |another |any |some )?(good |funny )?(jokes?|stor(y|ies)|riddles?|poems?|fun facts?)\b/,
      /\b(write|compose|draft|generate)( me)?( us)? (a |an |some |my )?([a-z]+ ){0,3}(poem|essay|song|story|code|script|program|function|homework|haiku|rap|speech|novel|limerick|cover letter)\b/,
      /\b(what is|how is|tell me) the weather\b/,
      /\bcapital (city )?of [a-z]+$/,
      /\b(meaning of life|what is love|do you love me|will you marry|are you (single|married)|do you have (feelings|a girlfriend|a boyfriend)|what is your favou?rite)\b/,
      /\bwhat is \d+ (plus|minus|times|divided|x) \d+/,
      /^\d+( ?[x+*/-] ?| plus | times | minus )\d+$/,
      /\bwhat is the (square root|integral|derivative)\b/,
      /\btranslate (this|the following) (sentence|text|word|into)\b/,
      /\bpython (script|code|program)/,
      /\bhelp (me )?with my (homework|essay|maths|math)\b/,
      /\bsing( me)? (a )?song\b/,
      /\bplay (a )?game\b/,
      /^what (day|date|time|year) is it( now| today)?$/,
      /\brecommend (me )?(a )?(movie|film|book|series|song)\b/,
    ],
    topics: [
      /\b(weather|forecast|temperature outside|going to rain|is it raining)\b/,
      /\b(president of|prime minister|population of|distance (to|from) the (moon|sun))\b/,
      /\bwho (won|will win|is winning)\b/,
      /\b(football|soccer|premier league|world cup|champions league|super bowl|cricket|nba|nfl)\b/,
      /\b(bitcoin|crypto|cryptocurrency|stock market|stock tip|stock price|share price|lottery|horoscope|star sign|forex)\b/,
      /\b(politics|trump|biden|putin|brexit|god exist)\b/,
      /\b(chatgpt|openai|gpt 4|claude|gemini|siri|alexa)\b/,
      /\b(javascript|html|css|sql query)\b/,
      /\brecipe for\b/,
      /\b(who|what) do you think (will|about)\b/,
    ],
  },
  aboutUs:
    /\b(you|your|yours|here|there|we|our|shown|allowed|terrace|shop|store|office|building|yard|garden|park|open|closed|close|book|booking|cancel|i pay)\b/,
  days: [
    'monday mon mondays',
    'tuesday tue tues tuesdays',
    'wednesday wed weds wednesdays',
    'thursday thu thur thurs thursdays',
    'friday fri fridays',
    'saturday sat saturdays',
    'sunday sun sundays',
  ],
  weekdays: /\b(weekdays?|working days?|business days?|during the week)\b/,
  weekend: /\b(weekends?)\b/,
  daily: /\b(every day|daily|all week|seven days a week|7 days a week|24 7|each day)\b/,
  months:
    'january february march april june july august september october november december jan feb mar apr jun jul aug sept sep oct nov dec',
  rangeWords: 'to till until through thru',
  marks: {
    free: /\b(free|no charge|included|complimentary|no extra (cost|charge)|at no cost|includes|half price|no fee|nothing extra)\b/,
    closed: /\b(closed|shut|not open)\b/,
    place:
      /\b(street|road|lane|avenue|square|court|close|drive|way|row|st|rd|ave|floor|corner|opposite|behind|next (to|door)|near|beside|between|walk from|minutes from|miles?|across|located|entrance|station|at the (front|back|rear|end)|upstairs|downstairs|nearest|directly|courtyard|yard|building|basement|town|city|from the|on the (left|right)|map|in the)\b/,
    person:
      /\b(dr|mr|mrs|ms|miss|prof|professor|owner|founder|founded by|manager|led by|run by|our team|head of|chef|director)\b/,
    span: /\b(minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?|overnight|same day|immediately|straight away|fortnight|half an hour|night|nights|moments?|until|life|forever|today|since)\b/,
    number:
      /\b(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|twenty|thirty|forty|fifty|hundred|once|twice|half|no limit|unlimited|any number|both|daily|weekly|monthly|yearly|annually|every)\b/,
    clock: /\b(noon|midday|midnight|o clock|[ap] m|dawn|dusk|sunset|evenings?|mornings?|afternoons?)\b/,
  },
  abbreviations: 'dr mr mrs ms st no nr e.g i.e approx vs prof inc ltd co dept min max tel ext etc',
  spelledOut: [
    [/\bcan't\b/g, 'can not'],
    [/\bwon't\b/g, 'will not'],
    [/\bshan't\b/g, 'shall not'],
    [/n't\b/g, ' not'],
    [/\b(what|where|who|how|when|that|there|it|he|she|here|why)'s\b/g, '$1 is'],
    [/\blet's\b/g, 'let us'],
    [/'re\b/g, ' are'],
    [/'ll\b/g, ' will'],
    [/'ve\b/g, ' have'],
    [/'d\b/g, ' would'],
    [/\bi'm\b/g, 'i am'],
    [/'s\b/g, ''],
    [/\b(what|where|how|who|when|that)s\b/g, '$1 is'],
    [/\b(do|does|did|is|are|was|would|could|should|have|has)nt\b/g, '$1 not'],
    [/\bcant\b/g, 'can not'],
    [/\bwont\b/g, 'will not'],
    [/\bim\b/g, 'i am'],
    [/\bive\b/g, 'i have'],
    [/\byoure\b/g, 'you are'],
    [/\bu\b/g, 'you'],
    [/\bur\b/g, 'your'],
    [/\br u\b/g, 'are you'],
    [/\bappt\b/g, 'appointment'],
    [/\binfo\b/g, 'information'],
    [/\b(tmrw|tmr|tomoz)\b/g, 'tomorrow'],
    [/\bw\/o\b/g, 'without'],
  ],
  restem: (stem) => stem,
  apartPrefixes: new Set(),
  ordinal: null,
  respell: (word) => IRREGULAR.get(word) ?? word,
}

const IRREGULAR = new Map(
  `held:hold kept:keep paid:pay sold:sell bought:buy brought:bring lost:lose broke:break broken:break gave:give given:give took:take taken:take saw:see seen:see spoke:speak spoken:speak sent:send found:find wore:wear worn:wear drove:drive driven:drive ate:eat eaten:eat drank:drink drunk:drink swam:swim ran:run began:begin begun:begin came:come went:go gone:go met:meet made:make said:say told:tell taught:teach wrote:write written:write chose:choose chosen:choose flew:fly grew:grow grown:grow built:build dug:dig felt:feel slept:sleep rode:ride ridden:ride shown:show stolen:steal stole:steal thrown:throw threw:throw hung:hang lent:lend spent:spend bent:bend burnt:burn children:child feet:foot teeth:tooth women:woman men:man mice:mouse wives:wife knives:knife halves:half`
    .split(/\s+/)
    .map((pair) => pair.split(':') as [string, string]),
)
