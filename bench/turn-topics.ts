/** What a business writes down about one thing, with gaps for what differs, and what a visitor asks about it. */
export type Topic = readonly [heading: string, question: string, text: string]

/** Forty sections of a plausible handbook. A gap such as {price} is filled for each business. */
export const topics: readonly Topic[] = [
  [
    'Opening hours',
    'When are you open on Saturdays?',
    'From Monday to Friday we are open from {hour} am to 6:30 pm, on Saturdays from {hour} am to 1 pm. On Sundays and public holidays we are closed. In December we stay open until 8 pm on Thursdays. The last appointment of the day begins {minutes} minutes before we close, so that nobody has to be hurried out of the door.',
  ],
  [
    'Address and directions',
    'Where are you and how do I get there?',
    'You find us at {number} {street}, on the ground floor behind the bakery. From the central station take bus {number} and get off at the third stop; the walk takes {minutes} minutes. The entrance has no steps. If you cannot find the door, call {phone} and somebody will come out to you.',
  ],
  [
    'Parking',
    'Is there somewhere to park?',
    'There are {few} parking spaces of our own in the yard behind the house, free for the time of your visit. When they are taken, the car park at {street} costs {price} dollars an hour. Two of our spaces are wide enough for a wheelchair, and bicycles can be locked to the railing by the entrance.',
  ],
  [
    'Accessibility',
    'Can I come in with a wheelchair?',
    'The entrance, the waiting room and the rest room can all be used with a wheelchair; the doors are 95 cm wide. The lift to the first floor takes up to {number} kg. Guide dogs are welcome everywhere. Tell us when you book if you need a sign-language interpreter, and give us {days} days to find one.',
  ],
  [
    'Making an appointment',
    'How do I make an appointment?',
    'You can book online, by phone at {phone}, or at the counter. New customers usually get a first appointment within {days} days; for regular customers it is often sooner. We send a confirmation by e-mail at once and a reminder the day before. Please arrive {minutes} minutes early for your first visit.',
  ],
  [
    'Moving an appointment',
    'Can I move my appointment to another day?',
    'An appointment can be moved free of charge up to {hours} hours before it begins, online with the link in your confirmation or by phone. Later than that we charge {price} dollars. If you are ill, tell us as soon as you can; with a note from a doctor we charge nothing at all.',
  ],
  [
    'Cancelling',
    'What does it cost to cancel?',
    'Cancelling is free until {hours} hours before your appointment. Later cancellations cost {price} dollars, and if you do not come at all we charge half of the price. A deposit that was paid is returned within {days} working days to the card it came from. Groups of more than {few} people have their own terms.',
  ],
  [
    'Being late',
    'What happens if I am late?',
    'Call {phone} when you notice that you will be late. Up to {minutes} minutes are no problem. After that we may have to shorten your appointment or give it to somebody who is waiting; the full price is still due, because the time was kept for you alone.',
  ],
  [
    'Prices',
    'How much is the standard service?',
    'The standard service costs {price} dollars and takes {minutes} minutes. The extended service costs {large} dollars and takes an hour and a half. A first consultation is free of charge. All prices include tax and material.\n\n| Service | Price |\n|---|---|\n| Standard | {price} dollars |\n| Extended | {large} dollars |\n| Express | {medium} dollars |',
  ],
  [
    'Discounts',
    'Do you have a discount for students?',
    'Students, apprentices and people over {number} pay {percent} % less from Monday to Thursday. Bring a card that is still valid. The discount cannot be combined with a voucher or with other offers. Families with three or more children get {percent} % off every visit after the first one.',
  ],
  [
    'Ways to pay',
    'Can I pay by card?',
    'We take cash, debit cards and all usual credit cards, and you can pay with your phone. Invoices are possible for companies from {large} dollars on and are due after {days} days. We do not take cheques. For amounts over {large} dollars we can agree on three monthly instalments without interest.',
  ],
  [
    'Vouchers',
    'Do you sell gift vouchers?',
    'Gift vouchers of any amount from {price} dollars on are sold at the counter and online. They are valid for three years from the end of the year in which they were bought and can be used in parts. A lost voucher can be replaced when you still have the receipt with its number.',
  ],
  [
    'Deposits',
    'Do I have to pay a deposit?',
    'For appointments of more than an hour we ask for a deposit of {price} dollars when you book. It is taken off the bill. When you cancel in time you get it back within {days} working days. Regular customers who have been with us for longer than a year pay no deposit.',
  ],
  [
    'Receipts and invoices',
    'Can I get a copy of an old invoice?',
    'Every payment comes with a receipt, on paper or by e-mail as you wish. We keep invoices for ten years; a copy of an old one costs nothing and takes {days} days. Write to the office with your name and the month of your visit. For the tax office we can put the kinds of work on separate lines.',
  ],
  [
    'Guarantee',
    'Is there a guarantee on your work?',
    'We give a guarantee of {months} months on our work and pass on the maker’s guarantee on material, which is two years in most cases. If something is not right, come back within that time and we put it right free of charge. Wear from normal use is not covered.',
  ],
  [
    'Returning goods',
    'Can I return something I bought?',
    'Unused goods can be returned within {days} days in their packing, with the receipt. You get your money back the way you paid. Opened care products cannot be returned for reasons of hygiene. Sale goods can be exchanged for others but not given back for money.',
  ],
  [
    'Our team',
    'Who works in your team?',
    'The house was founded by {name} {number} years ago. Today {few} people work here, two of them in training. {name} looks after new customers, and {other} runs the office. Everybody takes part in a course at least twice a year; the certificates hang in the waiting room.',
  ],
  [
    'Languages we speak',
    'Do you speak Spanish?',
    'We speak English and Spanish at all times, and on {weekday} there is somebody who speaks German and French. {other} also knows some sign language. For other languages you may bring a person you trust, or we call an interpreting line, which costs {price} dollars for each started quarter of an hour.',
  ],
  [
    'Children',
    'May I bring my children?',
    'Children are welcome. There is a corner with books and toys in the waiting room, and a place to change nappies. Children under {few} must be accompanied by an adult the whole time. From Monday to Wednesday between 2 and 4 pm we keep a table free for families.',
  ],
  [
    'Pets',
    'Can I bring my dog?',
    'Small dogs on a lead may wait with you at the entrance, where there is a bowl of water. In the work rooms no animals are allowed, except guide dogs. On {weekday} the yard is closed and dogs have to stay at home, because deliveries come then.',
  ],
  [
    'What to bring',
    'What should I bring to my first visit?',
    'Please bring an identity card, the confirmation of your appointment and, if you have them, papers from earlier work. For discounts we need the card that shows your right to them. Wear comfortable clothes. Lockers are free; you need a coin of one dollar.',
  ],
  [
    'How long it takes',
    'How long does a first visit take?',
    'A first visit takes about an hour: {minutes} minutes for the consultation and the rest for the work itself. Later visits take between {minutes} and 60 minutes. On {weekday} it may take a little longer, as it is the day with the most customers. If you are in a hurry ask for the express service.',
  ],
  [
    'Waiting list',
    'Is there a waiting list?',
    'When no appointment is free we put you on the waiting list. As soon as somebody cancels you get a message and have {hours} hours to accept. On average it takes {days} days. You may be on the list for several days at once and leave it at any time by answering STOP.',
  ],
  [
    'Express service',
    'Do you have a faster service?',
    'The express service is for people in a hurry: no longer than {minutes} minutes, without an appointment, from Monday to Friday between 12 and 2 pm. It costs {medium} dollars. Only {few} express places are given away each day, in the order in which people come to the counter.',
  ],
  [
    'Home visits',
    'Do you come to my home?',
    'We come to your home within {number} kilometres of {street}. A home visit costs {medium} dollars on top of the usual price, and from {number} kilometres on each further kilometre costs one dollar. Home visits take place on {weekday} and have to be booked {days} days ahead.',
  ],
  [
    'Groups and companies',
    'Can we come as a group?',
    'Groups of {few} or more people get a fixed contact, {other}, and {percent} % off. Companies can book a yearly plan with fixed dates. Please ask at least {days} days ahead and tell us how many people come and whether somebody needs help. A group may send one bill to one address.',
  ],
  [
    'Courses',
    'When is the next course?',
    'Courses for beginners begin on the first {weekday} of each month and last {few} evenings. They cost {large} dollars, material included, and there are {number} places. You can miss one evening and make up for it in the next course. Everybody who comes to all evenings gets a certificate.',
  ],
  [
    'Membership',
    'What does a membership cost?',
    'A membership costs {medium} dollars a month and includes one standard service a month, {percent} % off everything else and a parking space. It runs for {months} months and then goes on from month to month. You can pause it once a year for up to {few} weeks, for example while you travel.',
  ],
  [
    'Ending a membership',
    'How do I end my membership?',
    'After the first {months} months a membership can be ended to the end of any month, by e-mail or on paper, with {days} days of notice. Services that were not used can be used for another {few} weeks. If you move further away than {number} kilometres you may end it at once.',
  ],
  [
    'Lost property',
    'I left something behind, do you have it?',
    'What is found is kept at the counter for {months} months. Describe it to us by phone at {phone} or by e-mail and we look for it. For a parcel we charge {price} dollars. Keys and wallets go to the lost property office of the city after {days} days if nobody has asked for them.',
  ],
  [
    'Privacy',
    'What happens to my personal data?',
    'We keep your name, how to reach you and the work that was done, and nobody else gets any of it without your consent. Files are deleted {few} years after your last visit unless the law says otherwise. You may see what we keep about you at any time; write to {other}, who answers within {days} days.',
  ],
  [
    'Photos',
    'May I take pictures during my visit?',
    'You may take pictures of yourself and of the work, but not of other customers or the team without asking them. We publish pictures of our work only with your written consent, which you can withdraw at any time. There is no camera in the rooms; the yard is watched at night.',
  ],
  [
    'Hygiene',
    'How do you clean your tools?',
    'All tools are cleaned and disinfected after each customer, and every {hours} hours the surfaces as well. Single-use material is thrown away at once. An outside laboratory checks us twice a year; the last report, of {months} months ago, can be read at the counter.',
  ],
  [
    'Allergies',
    'I have an allergy, what can you use for me?',
    'Tell us about allergies when you book. For nearly every product we have one without perfume, latex or nickel, at no extra cost. A test on a small spot takes {minutes} minutes and should be made {days} days before the appointment. The list of all that is in our products is at the counter.',
  ],
  [
    'Wireless internet and drinks',
    'Is there wifi in the waiting room?',
    'Wireless internet is free; the password is on the card at the counter and changes on {weekday}. Water, tea and coffee are free as well. There are {few} sockets by the window where you can work. Please take phone calls outside, because people rest here.',
  ],
  [
    'Complaints procedure',
    'How do I make a suggestion to the management?',
    'If something was not as it should be, speak to {name} or write to us. You get an answer within {days} working days. When we cannot agree, the arbitration board at {street} can be called; it costs nothing for customers. Suggestions that we take up earn a voucher of {price} dollars.',
  ],
  [
    'Jobs and training',
    'Do you have open positions?',
    'We are looking for somebody for {number} hours a week, and in August there is a place for training. Send your application with two pages at most to {other}. We answer within {days} days, and a day of trial work is paid with {large} dollars. There is no need for a photo.',
  ],
  [
    'Holidays',
    'Are you closed over the holidays?',
    'Between Christmas and New Year we are closed, and in summer for {few} days in the second week of August. During these times {other} answers urgent messages once a day. The exact days are on the door and on the website {months} months before. Appointments can be booked the whole time.',
  ],
  [
    'Emergencies',
    'It is urgent, can you help today?',
    'In urgent cases call {phone}; the line is answered from {hour} am to 8 pm every day, and a place is kept free for emergencies each morning. Outside these hours a recording names who is on duty. An emergency costs {medium} dollars on top. If a life is in danger call 911.',
  ],
  [
    'Environment',
    'What do you do for the environment?',
    'We heat with wood, use electricity from water, and separate our waste. Empty bottles of our care products are refilled for {price} dollars. Customers who come by bicycle or bus {few} times get a stamp card with one coffee. Since last year we have used {percent} % less water.',
  ],
]

/** What visitors also write: small talk, things that no business here knows, and the wish for a person. */
export const otherMessages: readonly string[] = [
  'Hello!',
  'Thank you, that helps',
  'Who won the football match yesterday?',
  'Do you know a good restaurant in Lisbon?',
  'What is the tensile strength of your roof tiles?',
  'Can I talk to a person, please?',
]
