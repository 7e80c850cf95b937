import { APART_PREFIXES, infinitiveOf, withoutPersonEnding } from './german-verbs.ts'
import type { Language } from './language.ts'

/** German. */
export const german: Language = {
  code: 'de',
  stemmer: 'german',
  compounds: true,
  keepsCapitals: true,
  compoundParts: `abend abfall ablauf abteilung amt anfrage angabe anlage anzug apfel arbeit art auftrag aufnahme auge ausgabe auskunft aussen
    bad bahn bank bau baum becken bein berg beruf besuch bett bewertung bezirk bild birne blatt blick block blume boden bohrer boot
    box brand brett brief brille brot brötchen brücke brunnen buch bund büro burg butter creme dach dame datum decke dienst ding
    dorf dose draht druck ecke ehe ei eingang einkauf eis eisen empfang energie ente erde ernte fach faden fahrt fall farbe fass
    feder fehler feld fenster ferien fest feuer film finger firma fläche flasche fleck flug fluss form frau frist frucht fuss
    gabel gang garten gas gebäude gebiet gefahr geld gemeinde gemüse gepäck gerät gesetz gesicht gesund gewicht glas gold grund
    gurt haken hals halter hand handel hase haube haupt haus haut heft heim heizung hemd herd herr herz hilfe hof holz hose
    hotel huhn hut immobilie industrie insel jacke jahr kabel kaffee kamera kammer kanal kanne kappe karton käse kasse kasten
    keks keller kette kiste klasse kleid klinik knie knopf koch kopf korb körper kosmetik kraft kranke kreis kreuz kuchen küche
    kugel kühl kultur kunst kurve lampe land lappen last laub leder lehre leiste leistung leiter leitung licht liebe liege liste
    löffel luft mann mantel markt maschine masse matte mauer maus meer mehl messe messer metall miete milch mine mitte mittel
    möbel monat motor mund musik mutter nacht nagel namen nase natur netz nummer obst ofen ohr öl ordnung ort paket papier park
    pass pfanne pferd pflanze pflege plan platte platz post praxis probe produkt programm prüfung pulver pumpe punkt quelle rabe
    radio rahmen rand raum rechnung recht regal regel regen reifen reihe reise rest ring rock rohr rolle rücken ruhe saal sache
    sack saft salat salz sand satz säule schaden schale schalter schaltung schirm schlauch schloss schnee schrank schritt schuh
    schule schutz schwimmen see seife seil seite sekt service sessel sicht sitz socken sohn sommer sonne spiegel spiel spitze
    sport sprache stadt stahl stall stand stange start stein stelle steuer stift stoff strand strasse strom stück studio stuhl
    stunde suppe system tafel tag tank tanz tasche tasse tee teich teil teller teppich test text theater tisch topf tor torte
    tour transport traum tuch tür turm turnen uhr umzug urlaub vater verein verkauf verkehr vertrag vogel volk vorhang wache
    wagen wald wand wanne ware wechsel wein welle werk wert weste wetter wild wind winter wirtschaft woche wohnung wolle wunsch
    wurst wurzel zahl zahn zaun zeichen zeit zelle zelt zentrum zettel zimmer zins zoll zone zucker zug zunge zwang zweig`,
  stop: `ich e pro wieso weshalb denn trotzdem trotz wegen seit weil obwohl deren sowie rein raus hinein heraus herein rauf runter da
    daran darauf daraus darin daruber darüber drauf drin drum worauf womit wofur wofür wozu woran worin wobei jedoch ausserdem
    sowas irgendwas irgendwo irgendwann namlich nämlich halt eben dich dir ihrer ihres eures unseres deines meines ware wäre
    waren wären hatten hätte hätten hättet sollen solltet wurdet würdet daher deshalb deswegen zwar wohl erst bloss bloß
    ebenfalls somit mitten statt anstatt ne nee jo hm aha toll okay ok heisst heißt meint kriege kriegen kriegt kriegst bekomme
    bekommt bekommst konntest wollte wollen wollt willst musste mussten magst mag wobei inwiefern solche solchen solcher
    aber alle allem allen aller alles als also am an ander andere anderen auch auf aus bei beim bin bis bist bitte da
    damit dann das dass dein deine dem den denn der des dessen die dies diese diesem diesen dieser dieses doch dort du durch
    ein eine einem einen einer eines er es etwa etwas euch euer eure eurem euren eurer für fur gegen gerade gern gerne gibt
    hab habe haben habt hat hatte hier ihm ihn ihnen ihr ihre ihrem ihren ihrer im in ins irgendwelche irgendwie ist ja je
    jede jedem jeden jeder jedes jemand jetzt kann kannst können konnen könnt konnt könnte konnte könnten konnten man mein
    meine meinem meinen meiner mich mir mit muss müssen mussen möchte mochte möchten mochten nach nein nicht nichts noch nun
    nur ob oder ohne schon sehr sein seine seid selbst sich sie sind so soll sollte über uber um und uns unser unsere
    unserem unseren unserer unter viel viele vielen vom von vor wann war waren warum was welche welchem welchen welcher
    welches wem wen wenn wer werde werden werdet wie wieder will wir wird wo wohin woher würde wurde würden wurden zu zum zur
    zwischen hallo danke hi guten tag mal eigentlich wissen sagen frage fragen wieviel ab dabei dafür davon dazu darf`,
  everyday: `abend annehmen anbieten anfang anfangen angebot angeboten ankommen arbeiten art bekommen benutzen bereits besonders
    besser beste bestimmt bieten bietet bietest bleiben brauche brauchen braucht bringen dauern dauert denken dinge direkt
    einfach einmal ende erhalten erlaubt erst erste ersten fall fallen finden findet firma form ganz geben geht gehen genau
    gehört geld genug gut gute gross großen groß grösse haus heute helfen hilfe hoch holen immer jahr jahre jahren kaufen
    kein keine keinen kennen klein kleine kommen kommt kunde kunden kurz lang lange laden lassen leicht leute leuten
    letzte liegen mache machen macht mal manche mehr mensch menschen minuten mindestens maximal minute möglich monat monate
    morgen müsste nächste nah name nehmen nehmt nimmt neu neue nie normal normalerweise notwendig nummer nötig nutzen oft
    ort paar person personen platz problem richtig sache schnell schreiben sehen seite selber service sicher sonst später
    sprechen stehen stelle stunde stunden suchen tage tagen teil tun unternehmen verfügbar verschieden vielleicht voll
    wochen woche weg weit weiter welch wichtig wirklich wohl wollen wollt wünschen zahl zeigen zeit ziehen zwei drei vier
    fünf sechs zusammen zuerst passieren passiert möglichkeit gelten gilt wenig stattfinden findet statt`,
  concepts: {
    price:
      'preis, preise, preisliste, kosten, kostet, gebühr, gebühren, tarif, tarife, wie teuer, teuer, wieviel kostet, wie viel kostet, honorar, preis pro, mietpreis, eintritt, eintrittspreis, stundensatz, kostenpunkt',
    cheap: 'billig, günstig, günstiger, günstigste, preiswert',
    free: 'kostenlos, gratis, kostenfrei, umsonst, ohne aufpreis, unentgeltlich, kostenfreie, kostenlose, ohne kosten, kostet nichts',
    payment:
      'zahlen, bezahlen, zahlung, bezahlung, zahlt, zahlungsarten, zahlungsmethoden, zahlungsmittel, bezahlt, zahlungsart, bezahlen kann, zahlweise',
    card: 'karte, karten, kreditkarte, kreditkarten, ec karte, girocard, kartenzahlung, karte zahlen, ec, debitkarte, kartenzahlungen, girokarte',
    cardBrand: 'visa, mastercard, amex, american express, maestro',
    contactless: 'kontaktlos, apple pay, google pay',
    cash: 'bar, bargeld, barzahlung, bargeldlos, barzahler, scheine, münzen, geldscheine',
    transfer: 'überweisung, überweisen',
    instalment:
      'raten, ratenzahlung, in raten, finanzierung, abbezahlen, abzahlen, abstottern, ratenkauf, monatsrate, monatsraten, teilzahlung, zinsen, zinsfrei',
    invoice:
      'rechnung, rechnungen, quittung, beleg, auf rechnung, kassenbon, kassenzettel, bon, kaufbeleg, kaufbelege',
    deposit:
      'anzahlung, anzahlungen, kaution, vorauszahlung, im voraus, pfand, sicherheit hinterlegen, hinterlegen, sperrbetrag',
    refund: 'erstattung, rückerstattung, geld zurück, erstatten, erstattet',
    discount:
      'rabatt, rabatte, ermässigung, ermäßigung, ermäßigungen, nachlass, vergünstigung, sonderangebot, ermäßigt, prozente, nachlässe, ermässigt, vergünstigungen, studentenrabatt, mengenrabatt, sonderpreis',
    voucher: 'gutschein, gutscheine, geschenkgutschein, geschenkkarte, geschenkgutscheine, wertgutschein',
    tip: 'trinkgeld',
    cancel:
      'stornieren, storno, stornierung, absagen, absage, abmelden, kündigen, kündigung, abbestellen, storniert, stornierungsgebühr, zurücktreten, rücktritt, absagt, stornogebühr, stornobedingungen',
    move: 'verschieben, verlegen, umbuchen, umbuchung, anderen termin, verschiebt, termin ändern, termin verlegen, umlegen, anderer tag',
    booking:
      'buchen, buchung, buchungen, reservieren, reservierung, reservierungen, termin, termine, terminvereinbarung, reserviert',
    noShow: 'nicht erscheinen, nicht komme, nicht auftauche, versäumt, versäumen, verpasse, verpassen',
    late: 'verspätung, verspäten, zu spät, verspätet, verspätete, zu spät komme, zu spät kommen, überziehen, überzogen',
    ahead: 'im voraus, vorher, vorab, vorlauf, frühzeitig',
    hours:
      'öffnungszeiten, öffnungszeit, geöffnet, offen, öffnen, öffnet, auf haben, geschlossen, schließen, schließt, schliesst, zu haben, sprechzeiten, sprechstunde',
    address:
      'adresse, anschrift, standort, anfahrt, lage, wegbeschreibung, postleitzahl, befindet, adressen, sitz, findet man, zu finden',
    parking:
      'parken, parkplatz, parkplätze, parkhaus, parkmöglichkeit, parkmöglichkeiten, parke, tiefgarage, stellplatz, stellplätze, parkschein, parkgebühr, parkgebühren, parkplätzen, bewohnerparken, ladeplätze, abstellen',
    car: 'auto, autos, pkw, wagen, kfz, autofahrer, kombi',
    vehicle: 'fahrzeug, fahrzeuge',
    bike: 'fahrrad, fahrräder, rad, räder, velo, drahtesel',
    transport: 'öffentliche verkehrsmittel, öffentlichen verkehrsmitteln, öpnv, öffis',
    bus: 'bus, busse',
    train: 'zug, züge, bahn, bahnhof',
    metro: 'u bahn, metro, s bahn',
    tram: 'straßenbahn, tram',
    station: 'haltestelle, station, bahnhof',
    accessible:
      'barrierefrei, barrierefreiheit, behindert, behinderung, behindertengerecht, rampe, stufenlos, ebenerdig, barrierefreier, rollator, schwellenlos, gehbehindert, gehbehinderung',
    wheelchair: 'rollstuhl, rollstühle, rollstuhlgerecht, rollstuhlfahrer',
    lift: 'aufzug, fahrstuhl, lift',
    stairs: 'treppe, treppen, stufen',
    floor: 'stock, stockwerk, etage',
    toilet: 'toilette, toiletten, wc, klo, kundentoilette, sanitäranlagen, klos, wcs',
    child:
      'kind, kinder, kindern, sohn, tochter, kleinen, kids, kleinkinder, nachwuchs, enkel, enkelin, enkelkind, enkelkinder, töchter, söhne, minderjährig, minderjährige',
    baby: 'baby, babys, säugling, kleinkind, kleinkinder',
    teenager: 'jugendliche, jugendlicher, jugendlichen, teenager',
    parent: 'eltern, mutter, vater, erziehungsberechtigte, elternteil, mama, papa, erziehungsberechtigter',
    adult: 'erwachsene, erwachsener, erwachsenen',
    pensioner: 'senioren, rentner, seniorinnen, rentnerin, rentnerinnen, pensionär',
    student:
      'student, studenten, =studierende, =studierenden, =schüler, studentin, studentinnen, studierend, azubi, azubis, auszubildende, auszubildender, auszubildenden, schülerin, schülerinnen',
    family: 'familie, familien',
    age: 'alter, alt, wie alt, mindestalter, ab welchem alter',
    pet: 'haustier, haustiere, tier, tiere',
    dog: 'hund, hunde, welpe, welpen',
    cat: 'katze, katzen',
    phone: 'telefon, telefonnummer, anrufen, handynummer, telefonisch, anruf, rufnummer',
    email: 'email, e mail, mail, mailadresse',
    contact: 'kontakt, kontaktieren, erreichen, erreichbar',
    internet: 'online, internet, webseite, website, homepage',
    app: 'app',
    wifi: 'wlan, wifi, w lan, internetzugang',
    delivery:
      'liefern, lieferung, lieferungen, liefert, versand, versenden, versendet, zustellung, lieferservice, verschicken, bringdienst, hol und bringdienst, zustellen, geliefert, anliefern, vorbeibringen',
    pickup: 'abholen, abholung, abgeholt, selbstabholung, abholdienst, abholbereit, mitgenommen',
    goodsReturn:
      'rückgabe, zurückgeben, zurückschicken, umtausch, umtauschen, retoure, rücksendung, zurücksenden, zurückbringen, zurückgegeben, umgetauscht, zurücknehmen, rückgaberecht, widerruf',
    warranty: 'garantie, gewährleistung, gewährleistungsfrist, garantiezeit, garantiefall',
    complaint:
      'beschwerde, beschwerden, beschweren, reklamation, reklamieren, unzufrieden, reklamationen, beanstandung, beanstanden, schiedsstelle',
    emergency:
      'notfall, notfälle, notdienst, dringend, notruf, panne, pannendienst, pannenhilfe, bereitschaft',
    holiday:
      'feiertag, feiertage, feiertagen, brückentag, brückentage, brückentagen, betriebsferien, betriebsurlaub, ferien, karneval, fasching',
    christmas: 'weihnachten, heiligabend, weihnachtstage',
    easter: 'ostern',
    newYear: 'silvester, neujahr',
    job: 'job, jobs, offene stelle, offene stellen, freie stelle, freie stellen, stelle frei, stellen frei, stellenanzeige, stellenangebote, bewerben, bewerbung, ausbildung, arbeiten bei, aushilfe, aushilfen, praktikum, praktika, schülerpraktikum, ausbildungsplatz, ausbildungsplätze, lehrstelle, minijob, nebenjob, bewerbungen, stellenangebot, vollzeit, teilzeit',
    qualified:
      'qualifiziert, ausgebildet, zertifiziert, zertifikat, zugelassen, zulassung, staatlich geprüft',
    experience: 'erfahrung, erfahren',
    insurance:
      'versicherung, versicherungen, krankenkasse, krankenkassen, versichert, versichere, haftung, haften, schutzpaket, vollkasko',
    staff: 'personal, team, mitarbeiter, angestellte',
    owner:
      'inhaber, inhaberin, besitzer, besitzerin, eigentümer, gründer, gründerin, chef, chefin, besitzt, gehört der laden, gehört das geschäft, betreiber, betreiberin',
    founded: 'gegründet, gründung, seit wann, wie lange gibt es, eröffnet, gibt es euch, gibt es sie',
    manager:
      'leiter, leiterin, geschäftsführer, geschäftsführerin, leitet, leitung, werkstattleiter, werkstattleiterin, filialleiter, zuständig, verantwortlich',
    doctor: 'arzt, ärztin, ärzte, doktor',
    dentist: 'zahnarzt, zahnärztin, zahnärzte',
    vet: 'tierarzt, tierärztin',
    lawyer: 'anwalt, anwältin, rechtsanwalt',
    guest: 'kunde, kunden, gast, gäste, patient, patienten, klient, klienten, besucher',
    newcomer:
      'neue patienten, neukunden, neupatienten, neue kunden, neuer patient, erstes mal, zum ersten mal',
    register: 'anmelden, anmeldung, registrieren, registrierung, einschreiben, anmelde',
    membership: 'mitglied, mitglieder, mitgliedschaft, abo, abonnement, mitgliedschaften',
    trial: 'probe, probetraining, probestunde, ausprobieren, schnuppern, schnupperstunde',
    course:
      'kurs, kurse, kursen, unterricht, stunde, workshop, workshops, lehrgang, schulung, seminar, seminare, einweisung',
    beginner: 'anfänger, anfängerin, einsteiger, ohne vorkenntnisse, vorkenntnisse, keine erfahrung',
    menu: 'speisekarte, menü, gericht, gerichte, essen, speisen',
    breakfast: 'frühstück, frühstücken',
    lunch: 'mittagessen, mittag, mittagstisch, mittagsmenü',
    dinner: 'abendessen',
    vegetarian: 'vegetarisch, vegetarische, vegetarier, fleischlos, ohne fleisch',
    vegan: 'vegan, vegane, veganes, veganer',
    gluten: 'gluten, glutenfrei, zöliakie, weizen',
    allergy: 'allergie, allergien, allergisch, allergene, unverträglichkeit, unverträglichkeiten',
    nuts: 'nüsse, nuss, erdnuss, erdnüsse',
    dairy: 'laktose, laktosefrei, milch',
    alcohol: 'alkohol, alkoholisch, alkoholische, getränke',
    wine: 'wein, weine',
    beer: 'bier, biere',
    takeaway: 'mitnehmen, zum mitnehmen, außer haus',
    outdoors: 'draußen, terrasse, garten, im freien, biergarten, außenbereich, aussenbereich',
    highchair: 'hochstuhl, hochstühle, kinderstuhl',
    party: 'feier, feiern, party, fest, veranstaltung, veranstaltungen, events',
    birthday: 'geburtstag, geburtstage',
    wedding: 'hochzeit, hochzeiten',
    group: 'gruppe, gruppen',
    room: 'zimmer, raum, räume',
    arrival: 'check in, einchecken, anreise, ankunft',
    departure: 'check out, auschecken, abreise',
    luggage: 'gepäck, koffer, taschen, gepäckstück, rucksack',
    smoking: 'rauchen, raucher, nichtraucher',
    towel: 'handtuch, handtücher',
    shower: 'dusche, duschen',
    changing: 'umkleide, umkleiden, umkleidekabine, spind, spinde, schließfach, schließfächer',
    equipment: 'ausrüstung, geräte, ausstattung, werkzeug, zubehör, gerätschaften, material',
    clothes: 'kleidung, anziehen, kleiderordnung, dresscode, sachen',
    shoes: 'schuhe, turnschuhe, schuhwerk',
    pain: 'schmerz, schmerzen, weh, wehtun',
    fear: 'angst, ängste, nervös, ängstlich, angstpatienten, furcht',
    pregnant: 'schwanger, schwangere, schwangerschaft',
    medicine: 'medikament, medikamente, arznei, tabletten',
    prescription: 'rezept, rezepte',
    repair:
      'reparieren, reparatur, reparaturen, repariert, kaputt, defekt, richten, instandsetzen, instandsetzung, wieder hinkriegen, hinbekommen',
    replacement:
      'ersatz, ersetzen, austauschen, ersatzteile, auswechseln, wechseln, ausgetauscht, erneuern, tauschen, tausch',
    installation: 'einbau, installieren, installation, montage, einbauen',
    quote:
      'kostenvoranschlag, angebot einholen, kostenvoranschläge, voranschlag, preisangabe, angebot machen',
    area: 'gebiet, gebiete, umgebung, umkreis, region, stadtteil, bezirk, stadtgrenze, einzugsgebiet, im umkreis, umland',
    waiting: 'wartezeit, wartezeiten, warten, warteliste, wartet, vorlaufzeit, wartedauer',
    walkIn:
      'ohne termin, ohne anmeldung, ohne reservierung, spontan, einfach vorbeikommen, unangemeldet, ohne voranmeldung, sofortservice, sofort drankommen',
    duration: 'wie lange, dauer, dauert, dauern, zeitaufwand, dauerte',
    speaks:
      'sprache, sprachen, spricht, sprecht, dolmetscher, englisch, türkisch, französisch, spanisch, polnisch, arabisch, russisch, niederländisch, fremdsprache, fremdsprachen, sprechen sie englisch',
    privacy:
      'datenschutz, daten, vertraulich, datenschutzerklärung, persönliche daten, personenbezogene, speichern, gespeichert, speichert, aufbewahrt, aufbewahren, löschen, löschung, dsgvo',
    order: 'bestellen, bestellung, bestellungen, kaufen, bestellt, erwerben, kauf, gekauft, anschaffen',
    sell: 'verkaufen, verkauft, verkauf, vorrätig, verkauft ihr, im sortiment, sortiment, führt ihr',
    size: 'größe, größen, grösse',
    colour: 'farbe, farben',
    recycle: 'recycling, nachhaltig, nachhaltigkeit, umwelt, bio',
    gift: 'geschenk, geschenke, schenken, verschenken, mitbringsel',
    lost: 'fundsachen, verloren, vergessen, liegen gelassen, fundbüro, verlorene, fundsache, liegengelassen, liegenlassen, verlegt, abhanden',
    photo: 'foto, fotos, bilder, fotografieren, aufnahmen',
    music: 'musik, livemusik',
    swimming: 'schwimmen',
    pool: 'pool, schwimmbad, schwimmbecken',
    sauna: 'sauna, dampfbad, wellness',
    fitness: 'fitness, fitnessstudio, training, trainieren',
    trainer: 'trainer, trainerin, lehrer, lehrerin, kursleiter',
    hair: 'haare, haar, friseur',
    haircut: 'haarschnitt, haare schneiden',
    consultation: 'beratung, beratungsgespräch, erstgespräch',
    start: 'beginnen, beginnt, anfangen, start, starten, beginn, fängt',
    finish: 'enden, endet, aufhören, schluss',
    need: 'brauche, brauchen, benötigen, benötige, nötig, notwendig, erforderlich, pflicht, voraussetzung, voraussetzungen, verpflichtend',
    allow: 'erlaubt, dürfen, gestattet, willkommen, akzeptieren, akzeptiert, nehmen, zugelassen',
    forbidden: 'verboten, nicht erlaubt, nicht gestattet',
    offer: 'anbieten, bieten, bietet, angebot, verfügbar',
    bring: 'mitbringen, mitnehmen, mitgebracht',
    documents: 'dokument, dokumente, unterlagen, ausweis, personalausweis, reisepass, papiere',
    key: 'schlüssel',
    heating: 'heizung, heizungen, heizkessel, therme',
    cooling: 'klimaanlage, klimatisiert',
    charging: 'ladestation, ladesäule, elektroauto, aufladen, laden',
    minimum: 'mindestens, minimum, mindest',
    maximum:
      'längste, längstens, größte, höchste, allerhöchstens, äußerstenfalls, maximale, maximal, maximum, höchstens, höchst',
    quiet: 'ruhig, lärm, leise',
    clean: 'reinigen, reinigung, sauber, putzen',
    wash: 'waschen, wäsche, waschmaschine',
    collectHome: 'hausbesuch, hausbesuche, zu hause, nach hause',
    permit: 'genehmigung, erlaubnis, lizenz',
    tax: 'steuer, steuern',
    rubbish: 'müll, abfall, mülltonne, tonne',
    bulky: 'sperrmüll, möbel, matratze',
    apply: 'antrag, anträge, beantragen, formular',
    filling: 'füllung, füllungen, karies',
    teethCleaning: 'zahnreinigung, professionelle zahnreinigung, prophylaxe, zähne reinigen',
    checkup: 'kontrolle, vorsorge, untersuchung, vorsorgeuntersuchung, kontrolluntersuchung',
    dessert: 'nachtisch, dessert, desserts, kuchen, süßes',
    fish: 'fisch, meeresfrüchte',
    meat: 'fleisch, rind, schwein, steak',
    table: 'tisch, tische, sitzplatz, sitzplätze',
    damage: 'schaden, schäden, beschädigt, beschädigung, demoliert, verbeult, zerkratzt',
    theft: 'diebstahl, gestohlen, geklaut, klauen, entwendet, dieb',
    buyIn: 'ankauf, ankaufen, kauft ihr an, inzahlungnahme, in zahlung, loswerden, inzahlung, abkaufen',
    camera: 'kamera, kameras, videoüberwachung, überwachungskamera, gefilmt, überwacht',
    lend: 'mieten, miete, leihen, ausleihen, verleih, verleihen, leihe, leihweise, vermieten, vermietung, ausleihe, anmieten, mietet, vermietet, verleiht, leihgebühr, leihgerät',
    second:
      'gebraucht, gebrauchte, gebrauchter, gebrauchtes, second hand, aus zweiter hand, gebrauchtrad, gebrauchtware',
    weight: 'gewicht, wiegt, wiegen, wiege, schwer, kilo, kg, kilogramm, traglast, belastbar',
    secure: 'sicher, sicherheit',
    frequency: 'wie oft, wie häufig, in welchen abständen, regelmäßig, wie regelmäßig',
    help: 'unterstützung, hilfestellung',
    fine: 'strafe, bussgeld, strafzettel, knöllchen, mahngebühr, mahnung',
    renew: 'verlängern, verlängerung, verlängert, abgelaufen',
    report: 'melden, meldung, gemeldet, anzeigen',
    council: 'rathaus, stadtrat, bürgermeister, bürgermeisterin, stadtverwaltung, bürgeramt',
    library: 'bibliothek, bücherei',
    school: 'schule, schulen, schulklasse',
    marriage: 'heiraten, eheschließung, trauung, standesamt',
    birthRecord: 'geburtsurkunde, geburtsurkunden',
    water: 'wasser, wasserrechnung, wasserzähler',
    vote: 'wählen, wahl, wahllokal, briefwahl',
    deadline: 'frist, fristen, stichtag, spätestens, bis wann, letzter tag, bewerbungsfrist',
    vaccine: 'impfung, impfen, impfungen, geimpft',
    surgery: 'operation, op, operieren, operiert',
    anaesthetic: 'betäubung, narkose, vollnarkose, spritze, dämmerschlaf',
    xray: 'röntgen, röntgenbild, röntgenaufnahme',
    brace: 'zahnspange, spange, schiene',
    implant: 'implantat, implantate',
    denture: 'prothese, gebiss, dritte zähne',
    whitening: 'bleaching, aufhellen, aufhellung, weißere zähne',
    extraction: 'zahn ziehen, gezogen, weisheitszahn, weisheitszähne',
    rootCanal: 'wurzelbehandlung, wurzelkanal',
    gums: 'zahnfleisch, parodontitis',
    swelling: 'geschwollen, schwellung, abszess',
    bleeding: 'blutet, bluten, blutung, blut',
    starter: 'vorspeise, vorspeisen',
    spicy: 'scharf, schärfe',
    chef: 'koch, köchin, küchenchef',
    halal: 'halal',
    kosher: 'koscher',
    loyalty: 'stammkunde, stammkunden, treuekarte, bonuskarte, punkte sammeln',
    video: 'videosprechstunde, videocall, per video',
    helmet: 'helm, helme, fahrradhelm',
    meal: 'mahlzeit, mahlzeiten',
    cheque: 'scheck, schecks',
    rabbit: 'kaninchen, hase',
    bird: 'vogel, vögel',
    newsletter: 'newsletter, rundbrief, werbung, rundmail',
    limit: 'grenze, obergrenze, höchstgrenze, beschränkung, limit, begrenzt',
    license: 'führerschein, fahrerlaubnis',
    ready: 'fertig, abholbereit, fertiggestellt',
    weather: 'regen, schnee, sturm, unwetter, gewitter',
    inspection: 'inspektion, inspektionen, durchsehen, durchgesehen, wartung, check, überprüfung',
    spare: 'ersatzrad, leihfahrzeug, ersatzwagen, leihwagen, ersatzgerät',
    donate: 'spende, spenden, fahrradspende, kleiderkammer, geflüchtete, sachspenden',
    storage:
      'lager, winterlager, lagern, lagerung, einlagern, einlagerung, unterstellen, steht kostenlos, aufheben, überwinterung',
    tour: 'tour, touren, rundfahrt, führung, ausflug, ausflüge, stadtführung',
    range: 'reichweite, km weit, kilometer weit',
    ownParts: 'mitgebrachte teile, eigene teile, anderswo gekauft, selbst mitgebrachte',
    valid: 'gültig, gültigkeit, gelten, gilt, verfallen, verfällt, ablaufen, haltbar, einlösbar',
  },
  hints: {
    price:
      'was nehmt ihr, was nehmen sie, was verlangt ihr, was verlangen sie, wie viel geld, was zahle ich, was muss ich zahlen, was kommt auf mich zu, blechen, löhnen, was macht das, was muss ich hinlegen, euro, aufpreis, zuschlag, mehrkosten, was berechnet ihr, was bezahle ich, was bezahlt man, was zahlt man, was schulde ich, kohle, zuschläge, teurer, zusatzkosten, nachzahlen, draufzahlen, extra zahlen, nochmal was, happig',
    cheap:
      'sparen, billiger, preisgünstig, am günstigsten, weniger zahlen, geringer preis, schnäppchen, budget',
    free: 'nichts zahlen, ohne bezahlung, für lau, geschenkt, nix, nichts kosten, inklusive, inbegriffen, mit drin, im preis enthalten, mit inbegriffen',
    payment:
      'geld, begleichen, abrechnen, abrechnung, kasse, womit zahlen, wie zahlen, zahlungsmöglichkeiten, zahlungsmöglichkeit, paypal, klarna',
    card: 'plastikgeld, mit karte, kartenzahlung möglich, karte annehmen, kartenlesegerät',
    contactless: 'mit dem handy zahlen, handy bezahlen, per handy, mit dem smartphone',
    cash: 'bares, kleingeld, wechselgeld, große scheine',
    instalment:
      'stück für stück, nach und nach, monatlich zahlen, in teilen, kann nicht alles auf einmal, nicht auf einmal, später zahlen, aufteilen, monat für monat, häppchenweise, kredit, nicht alles sofort',
    invoice:
      'firma bezahlt, absetzen, finanzamt, mehrwertsteuer, nachweis, firmenrechnung, zettel, buchhaltung, belegs',
    deposit:
      'geld hinterlegen, vorher zahlen, vorab zahlen, vorkasse, als sicherheit, hinterlegung, pfandgeld, wieder bekommen, wieder zurück, geld blockiert, blockiert',
    refund:
      'geld wieder, geld wiederbekommen, wiederbekommen, zurückbekommen, bekomme ich mein geld, kriege ich mein geld, kohle zurück, zurückerhalten, zurückgezahlt, zurückzahlen, auszahlen, ausgezahlt, kriege ich zurück, wiederkriegen, geld futsch, verliere ich mein geld',
    discount:
      'weniger bezahlen, billiger für, prozent, vorteil, aktionen, aktion, rabattcode, günstiger für, köln pass, sozialpass, schwerbehindertenausweis, ehrenamtskarte, mehrere, mehrfach',
    voucher:
      'verschenken, als geschenk, zum geburtstag schenken, geschenkidee, guthaben, einlösen, eingelöst',
    tip: 'kaffeekasse, was geben für den service',
    cancel:
      'kann nicht kommen, klappt nicht, klappt doch nicht, schaffe es nicht, schaffe ich nicht, schaffe es doch nicht, schaffe es heute nicht, nicht wahrnehmen, nicht einhalten, dazwischen gekommen, dazwischengekommen, dazwischen kommt, kommt was dazwischen, krank werde, krank geworden, krank bin, bin krank, anders überlegt, verhindert, aussteigen, raus aus dem vertrag, vertrag beenden, loskommen, abo beenden, abblasen, abspringen, fällt aus, ausfallen, plan geändert, pläne geändert, nicht mehr will, will nicht mehr, nicht mehr wollen, nicht mehr brauche, hinwerfen, rückgängig',
    move: 'an einem anderen tag, später kommen, einen tag später, anderes datum, tauschen den termin, neuer termin, nach hinten schieben, vorziehen, auf nächste woche, ändern',
    booking:
      'drankommen, dran komme, einen platz bekommen, eintragen, vormerken, freier termin, freie termine, nächster termin, nächsten termin, terminkalender, platz sichern, anmelden muss, vorbestellen, platz frei, zeitfenster, frei halten, freihalten, zurücklegen',
    noShow:
      'einfach nicht komme, einfach nicht kommen, nicht auftauchen, termin vergessen, vergesse den termin, termin verpasst, nicht erschienen, nicht abgesagt, ohne absage, nicht absage, nicht gekommen, sausen lassen',
    late: 'stau, etwas später, bisschen später, nicht pünktlich, unpünktlich, nicht rechtzeitig, halbe stunde später, später zurück, zu lange behalte, länger behalte, überfällig, stunde drüber, im stau, nicht schaffe bis, komme später',
    ahead:
      'wie weit vorher, wie viele tage vorher, wie früh, kurzfristig, auf den letzten drücker, rechtzeitig, wochen vorher, monate vorher, tage vorher, lange vorher, von heute auf morgen, spontan',
    hours:
      'wann kann ich kommen, wann seid ihr da, wann ist jemand da, wie lange seid ihr da, feierabend, bis wann seid ihr, mittagspause, ladenschluss, zu den zeiten, wann geht es los, öffnungstage, schicht, macht ihr auf, macht ihr zu, habt ihr auf, habt ihr zu, vorbeikommen, erreichbar, nach der arbeit, nach feierabend, abends, spätabends, wann macht, pause',
    address:
      'wo seid ihr, wo sitzt ihr, wo sind sie, wo finde ich, welche strasse, in welcher strasse, hausnummer, navi, google maps, auf der karte, wie komme ich hin, hinkommen, wie komme ich zu, den weg, den laden finden, eingang, wo ist der eingang, plz, stadtteil, viertel, hinfinden',
    parking:
      'auto lassen, auto hinstellen, auto abstellen, wagen abstellen, hinstellen, mit dem auto kommen, mit dem auto, parkautomat, wo lasse ich, halten, kurz halten, ausladen, entladen, einladen, transporter, parkuhr, parkzone',
    car: 'transporter, anhänger, fahre mit, kofferraum, auto transportieren',
    bike: 'drahtesel, bikes, radl, mit dem rad, fiets, zweirad',
    transport:
      'ohne auto, mit öffentlichen, mit den öffentlichen, öffentlich, nahverkehr, linie, ubahn, sbahn',
    bus: 'buslinie, welcher bus, bushaltestelle, linienbus',
    train: 'bahnfahren, vom bahnhof, hauptbahnhof, s bahn',
    metro: 'ubahn, welche bahn',
    accessible:
      'krücken, gehhilfe, gehstock, kann nicht laufen, schlecht laufen, schlecht zu fuß, schlecht zu fuss, sitze im rollstuhl, kann nicht lange stehen, nicht stehen, schwerbehindert, blind, gehörlos, sehbehindert, kinderwagen, ohne stufen, ohne treppe, ohne treppen, schwelle, mobilität, beeinträchtigt, knie, hüfte, stufe, hindernis',
    wheelchair: 'rolli, rollis, rollifahrer, elektrorollstuhl, e rollstuhl',
    stairs: 'hoch laufen, raufsteigen, treppenhaus, stufe, oben',
    toilet:
      'mal müssen, aufs klo, muss mal, bad, waschraum, wickeltisch, wickelraum, händewaschen, pinkeln, örtchen',
    child:
      'kleine, kleiner, der kleine, die kleine, jungen, junge, mädchen, bub, knirps, zwerge, kleinen mitnehmen, unter 18, unter 14, jährige, jähriger, jährigen, jahre alt, fünfjährige, fünfjährigen, sechsjährige, dreijährige, vierjährige, minderjährig, beiden kleinen, grundschüler, schulkind, familie, junior, vater, mutter, mein sohn, meine tochter',
    baby: 'kinderwagen, wickeln, stillen, fläschchen, windel, windeln, krabbelkind',
    teenager: '16, 17, 15 jahre, halbstarke, teenie, teenies, unter 18',
    adult: 'volljährig, großen, ausgewachsen',
    parent:
      'oma, opa, großeltern, begleitperson, begleitung, einverständnis, einverständniserklärung, begleiten',
    pensioner: 'ältere, ältere menschen, über 65, im ruhestand, rente',
    student: 'uni, studium, hochschule, studierendenausweis, immatrikulation, lehrling, studiere, studieren',
    age: 'zu jung, zu alt, wie jung, ab wann darf, ab wann dürfen, ab wieviel jahren, ab wie viel jahren, ab wie vielen jahren, volljährig, 18, altersgrenze, jünger, jüngste, wie alt muss, alt genug, geburtsdatum',
    pet: 'vierbeiner, tierisch, fellnase',
    dog: 'wauwau, vierbeiner, leine, dackel, hündin, pudel, labrador, hundchen, assistenzhund, blindenhund',
    phone:
      'durchklingeln, durchrufen, klingeln, handy, nummer, hotline, ans telefon, am telefon, rufe an, ruft an, anzurufen, unter welcher nummer, ranghen, rangehen, sms',
    email: 'schreiben an, per mail, elektronisch, postfach, anmailen',
    contact:
      'ansprechpartner, ansprechpartnerin, an wen wende ich mich, wen frage ich, wen kann ich fragen, wer ist zuständig, wer hilft, melden bei, wende, wenden, wen muss ich',
    internet: 'seite, im netz, übers netz, von zu hause, digital, über die seite, online shop',
    wifi: 'netz, ins internet, laptop, hotspot',
    delivery:
      'nach hause bringen, bringt ihr, bringen sie, vor die tür, per post, schicken, zuschicken, zusenden, ins hotel, zum hotel, ins büro, an die haustür, bringt ihr mir, kommt ihr zu mir, dhl, paket, päckchen',
    pickup:
      'abzuholen, holt ihr, holt ihr ab, holen sie ab, mitnehmen, jemand anders abholen, von zu hause holen, einsammeln, kommt ihr holen, für mich abholen, freund schicken, bruder schicken, frau schicken',
    goodsReturn:
      'gefällt mir nicht, passt nicht, falsche größe, falsche grösse, wiederbringen, wieder bringen, zurücknehmt, nehmt ihr zurück, nimmt ihr zurück, wieder abgeben, nicht gefällt, retournieren, wieder loswerden, abgeben, abgabe, zurück geben, fehlkauf',
    warranty:
      'wieder kaputt, nochmal kaputt, noch mal kaputt, schon wieder kaputt, geht wieder kaputt, hält nicht, nicht lange gehalten, haltet ihr gerade, wie lange steht ihr dafür, nachbessern, nachbesserung, nachstellen, gleiche problem, gleicher fehler, derselbe fehler, gerade gemacht, erst repariert, neulich repariert, kürzlich repariert, wochen repariert, pfusch, funktioniert wieder nicht, vor drei wochen, vor zwei wochen, vor einer woche, letzte woche bei euch',
    complaint:
      'nicht zufrieden, schief gelaufen, schiefgelaufen, ärger, geärgert, fehler gemacht, streit, unzufriedenheit, feedback, wenn etwas nicht stimmt, mangel, mängel, pfusch, einigen, verbraucherschutz, vermittlung',
    emergency:
      'sofort, so schnell wie möglich, schnellstmöglich, eilig, eilt, heute noch, noch heute, auf die schnelle, mitten in der nacht, liegen geblieben, liegengeblieben, unterwegs, pannenfall, hilfe, platten, plattfuß, platter, brennt, ganz schnell, am selben tag, bis heute abend',
    holiday:
      'silvester, ostern, weihnachten, zwischen den jahren, rosenmontag, pfingsten, christi himmelfahrt, fronleichnam, erster mai, 1 mai, tag der arbeit, urlaub, sommerpause, winterpause, sommerferien, weihnachtsferien, osterferien, herbstferien, ganz zu, inventur, allerheiligen',
    christmas: 'zwischen weihnachten und, heilig abend, 24 dezember, zwischen den jahren, weihnachtsferien',
    newYear: 'jahreswechsel, zwischen den jahren, 31 dezember',
    job: 'arbeiten, bei euch arbeiten, sucht ihr leute, leute suchen, sucht ihr jemanden, sucht ihr noch, mitarbeiten, arbeit suchen, jobben, ferienjob, verdienen, verdienst, verdient, lohn, gehalt, einstellen, stellt ihr ein, lebenslauf, anschreiben, lehre machen, lehre, azubi werden, anfangen bei, werkstudent, praktikant, praktikantin, student job, zeugnis, zeugnisse, abschluss, urlaubstage, team verstärken, verstärkung, probearbeiten, probetag',
    qualified:
      'gelernt, studiert, meister, meisterin, meisterbetrieb, experte, expertin, fachmann, fachfrau, spezialist, spezialistin, ahnung, kennt sich aus, kennen sich aus, auskennt, auskennen, geprüft',
    experience: 'jahre dabei, lange dabei, routine',
    insurance:
      'police, selbstbeteiligung, eigenanteil, absichern, abgesichert, wenn etwas passiert, kasko, versicherungsschutz, zahlt die versicherung, übernimmt die versicherung, schutz, schadensfall, unfall, gutachten, haftpflicht, wer haftet, hafte',
    staff:
      'wie viele leute, wer arbeitet, wer arbeitet bei, leute arbeiten, belegschaft, kollege, kollegin, kollegen, mannschaft, ansprechpartner',
    owner: 'wem gehört, gehört, wer steckt dahinter, wessen laden, wer hat gegründet, besitzt, oberste, boss',
    founded:
      'wie lange schon, wie lange gibt, eröffnung, geschichte, angefangen, wie alt ist der, gegründet worden, tradition, seit welchem jahr',
    manager:
      'wer leitet, wer hat das sagen, wer ist verantwortlich, wer kümmert sich, kümmert, betreut, organisiert, plant, wer macht, boss, chef',
    guest: 'kundschaft, leute die kommen',
    newcomer:
      'noch nie da, neu hier, noch nie bei euch, zum ersten, erster besuch, erster termin, erstmals, neu in der stadt, neu zugezogen',
    register:
      'eintragen, einschreiben, aufgenommen werden, auf die liste, account, konto anlegen, voranmelden',
    membership:
      'monatlich, jahreskarte, dauerkarte, vertrag, monatsbeitrag, paket, laufzeit, vertragslaufzeit, mindestlaufzeit, flatrate, abo abschließen',
    trial:
      'testen, erst mal testen, ausprobiert, probefahrt, probefahrten, probieren, probe fahren, erst probieren, mal fahren, draufsetzen, test',
    course:
      'lernen, beibringen, zeigt ihr, lernt man, lehrt, lerne, selber machen, selbst machen, selbst reparieren, selber reparieren, selber schrauben, do it yourself, schrauben, zeigt mir, anleitung, unterrichtet',
    beginner: 'zwei linke hände, keine ahnung, noch nie gemacht, von null, grundlagen, noch nie, laie',
    group:
      'mehrere leute, viele leute, zu zehnt, zu acht, zu sechst, ganze familie, betriebsausflug, firmenausflug, junggesellenabschied, verein, vereine, freundeskreis, klasse, schulklasse, kollegium, firma, betrieb, kegelclub, personen, teamevent, großbestellung',
    room: 'bett, übernachten, übernachtung, saal, platz für',
    arrival: 'wann können wir rein, wann darf ich rein, früher kommen',
    departure: 'raus müssen, wann müssen wir raus',
    luggage:
      'packtasche, packtaschen, satteltasche, satteltaschen, unterbringen, zeug, einkäufe, transportieren',
    smoking: 'qualmen, zigarette, zigaretten, vapen, kippe, dampfen',
    equipment:
      'was brauche ich, eigenes, gestellt, wird gestellt, ausgestattet, ausgeliehen, muss ich mitbringen, extras, mitnehmen',
    clothes: 'anziehen, outfit, jacke, regenjacke, poncho, ponchos, mütze, handschuhe',
    fear: 'panik, bammel, schiss, traue mich nicht, unsicher, sorge, sorgen, mulmig, zittere, beruhigen, feige',
    pain: 'tut weh, aua, sticht, pocht, ziept, zwickt, kopfschmerzen, schmerzhaft',
    medicine: 'pille, pillen, schmerzmittel, ibuprofen, blutverdünner, antibiotikum, antibiotika',
    repair:
      'geht nicht, geht nicht mehr, funktioniert nicht, funktioniert nicht mehr, macht geräusche, quietscht, quietschen, klappert, knackt, knarzt, schleift, springt, springt raus, tropft, undicht, gebrochen, gerissen, abgebrochen, hinüber, im eimer, heile machen, wieder ganz, ganz machen, flicken, hakt, klemmt, wackelt, eiert, locker, verbogen, ölt ihr, durchsicht, warten lassen, wartung, auf vordermann, fit machen, überholen, schleifende, verstellt, nachziehen',
    inspection:
      'durchsicht, durchchecken, check, nachsehen, prüfen, überprüfen, einmal komplett, tüv, winterfest, frühjahrscheck, durchgecheckt, service machen, kontrollieren, auf vordermann',
    damage:
      'kaputt gemacht, kaputtgemacht, kaputt machen, kaputt mache, kratzer, delle, gestürzt, sturz, hingefallen, umgefallen, verbogen, ramponiert, schuld, kaputtgeht, kaputt geht, was passiert wenn',
    theft:
      'weg ist, verschwunden, einfach weg, abgeschlossen, polizei, aktenzeichen, klau, geklautes, gemopst, aufgebrochen, wenn das rad weg, diebe, langfinger',
    replacement:
      'neuen, neuer, neues, gegen ein neues, ausgewechselt, auswechselt, aufziehen, umbauen, neu machen',
    quote:
      'was kostet es ungefähr, ungefähr kosten, grobe schätzung, schätzen, vorher wissen was, preis vorher, kostenschätzung, überraschung, teurer wird, mehr kostet, teurer als',
    area: 'kommt ihr bis, fahrt ihr bis, rechte rheinseite, andere seite, außerhalb, ausserhalb, dorf, vorort, wie weit fahrt, wie weit kommt, ins ausland, ausland, grenze, über die grenze, land, länder',
    waiting:
      'schlange, viel los, voll bei euch, ausgebucht, dran, an die reihe, wie schnell, wann komme ich dran, wartezimmer, vorlauf, andrang, frühestens, nächster freier, so lange bleiben, drauf warten, dabei bleiben, solange warten',
    walkIn:
      'einfach so, einfach so vorbeikommen, einfach kommen, einfach hinkommen, spontan vorbei, vorbeischauen, brauche ich einen termin, muss ich einen termin, muss ich mich anmelden, muss man sich anmelden, muss ich vorher anrufen, mal eben, schnell mal, kurz vorbei, auf gut glück, ohne voranmeldung, direkt kommen, sofort, gleich machen, auf der stelle',
    duration:
      'zeit einplanen, zeit mitbringen, bis wann fertig, wann fertig, wann ist es fertig, wie viel zeit, geht das schnell, schnell gemacht, zieht sich, wann bekomme ich, wie lange braucht, wie lange brauchen, wie lang',
    ready:
      'wann kann ich abholen, wann bekomme ich es wieder, wann bekomme ich mein, bescheid, bescheid sagen, benachrichtigt, benachrichtigung, nachricht, sms, informiert, fertigstellung, sagt ihr bescheid, woher weiss ich, so weit',
    speaks:
      'auf englisch, in english, deutsch nicht gut, kein deutsch, übersetzen, muttersprache, italienisch, ukrainisch, kann kein deutsch, spreche nur, versteht ihr, ausländer, verständigen',
    privacy:
      'meine daten, was macht ihr mit, wer sieht, datensatz, was speichert ihr, auskunft, weitergeben, gebt ihr weiter, infos über mich, meine angaben, mein ausweis, ausweiskopie, kopie, kopiert, kopieren, tracken, verfolgen, geortet, orten, ortung, gps, tracker, bewegungsprofil, verfolgt, ortungsgerät',
    camera: 'filmt ihr, aufgenommen, aufzeichnung, aufzeichnungen, video, videos, filmen',
    order: 'besorgen, besorgt, nachbestellen, holen, zulegen',
    sell: 'zu kaufen, kann ich kaufen, kaufen, gibt es zu kaufen, auf lager, im angebot, im laden, anschaffen',
    buyIn:
      'verkaufen an euch, mein altes, altes rad, nehmt ihr mein, nehmen sie mein, zahlt ihr für, geld für mein, gebt ihr mir, kauft ihr, kaufen sie, abgeben, nicht mehr brauche, ausgedient, altes loswerden',
    second: 'nicht neu, schon gefahren, vorbesitzer, generalüberholt',
    lend: 'borgen, ausborgen, geborgt, überlassen, für ein wochenende, fürs wochenende, übers wochenende, am wochenende haben, tageweise, mietdauer, mietvertrag, für eine woche, leihrad, mietrad, nur mal kurz, wochenweise',
    spare:
      'solange mein rad, in der zwischenzeit, währenddessen, zwischenzeit, überbrücken, solange es in, ohne rad dasteh, ersatz, ersatzfahrrad, zur überbrückung',
    weight:
      'dick, schwere, schwerer, wie viel trägt, hält das aus, aushält, zu schwer, belasten, belastung, zuladung, trägt, gewichtsgrenze',
    size: 'passt mir, zu groß, zu klein, wie groß muss, körpergröße, cm groß, meter groß, gross bin, bin 1, zu gross, zwei meter, länge, breite, höhe',
    frequency: 'alle wie viel, wie viele male, in welchem abstand, intervall, jedes jahr, jährlich',
    lost: 'bei euch gelassen, habe vergessen, liegen lassen, vermisse, schal, schirm, jacke vergessen, finde nicht, hab ich verloren, habe ich verloren, handschuh, mütze, nicht mehr finde, abgegeben worden, weg',
    key: 'nicht aufbekomme, aufsperren, bekommt das auf, kriegt das auf, aufmachen, knacken, aufschneiden, aufbrechen, flexen, nicht mehr auf, aufgeht, ausgesperrt, kombination vergessen, code vergessen, zahlencode',
    documents:
      'perso, pass, führerschein, was muss ich mitbringen, was brauche ich, mitbringen muss, vorzeigen, vorlegen, zeigen, nachweis, bescheinigung, ausweisen, papiere, legitimieren',
    need: 'muss ich, muss man, brauche ich, braucht man, ist es pflicht, zwingend, vorschrift, vorgeschrieben, gesetzlich',
    allow:
      'darf ich, darf man, dürfen wir, kann ich auch, ist es ok, ist es okay, geht das, klargeht, was dagegen, in ordnung, geht auch, machbar, möglich',
    forbidden:
      'nicht dürfen, tabu, untersagt, verboten, nicht machen, ausgeschlossen, ausgenommen, nicht repariert, macht ihr nicht, lehnt ihr ab, weigert',
    deadline: 'bis spätestens, wann ist schluss, letzte gelegenheit, noch zeit, spätester, annahmeschluss',
    charging:
      'strom tanken, aufgeladen, stecker, steckdose, akku leer, akku voll, laden lassen, ladegerät, saft, stromtanken, ladezeit',
    quiet: 'laut, krach, ruhe, lautstärke, bellen',
    collectHome:
      'zu mir kommen, kommt ihr zu, kommen sie zu, kommt ihr auch, bei mir zu hause, mobil, daheim, vor ort bei mir, bei mir vorbei',
    clean:
      'dreckig, schmutzig, schlamm, verschlammt, verdreckt, matsch, putzt ihr, sauber machen, saubermachen, schmutz, versaut, staubig, vollgematscht',
    wash: 'abspritzen, hochdruckreiniger, kärcher, kärchern, gartenschlauch, abwaschen, dampfstrahler',
    recycle:
      'entsorgen, entsorgung, wegwerfen, alte teile, altteile, müll, wohin mit, umweltfreundlich, wegschmeißen, verschrotten, schrott, alter akku, alten akku',
    donate:
      'spenden, spende, verschenken, weggeben, hergeben, nicht mehr gebraucht, bedürftige, geflüchtete, guten zweck, fahrradspende, sachspende, wohltätig',
    rubbish: 'wegwerfen, entsorgen, hausmüll, altpapier, biomüll, restmüll, mülleimer',
    bulky: 'sofa, couch, kühlschrank, schrank, altes sofa, sperrig',
    outdoors: 'in der sonne, an der frischen luft, draußen sitzen, hof, innenhof',
    party: 'jubiläum, taufe, firmenfeier, weihnachtsfeier, jga, geburtstagsfeier, empfang',
    vegetarian: 'kein fleisch, esse kein, isst kein, ohne tier, pflanzlich',
    allergy:
      'vertrage kein, verträgt kein, vertragen, reagiere auf, nahrungsmittel, darf nicht essen, spuren',
    gluten: 'mehl, brot, getreide',
    alcohol: 'drinks, cocktail, cocktails, schnaps, sekt, promille, alkoholfrei',
    menu: 'karte, was gibt es zu essen, hunger, futtern, tagesgericht',
    fine: 'überziehe, anbrummen, aufgebrummt, saftig',
    storage:
      'einlagern, lagern, unterstellen, unterbringen, überwintern, abstellplatz, einstellen, lagerung, lagerplatz, aufheben, aufbewahren, stehen lassen, länger stehen, wie lange steht, nicht sofort abholen, später abholen, nicht abhole, liegen lassen, bei euch lassen, winterlager',
    weather:
      'regnet, schlechtes wetter, wenn es regnet, bei regen, nass, sturmwarnung, unwetterwarnung, hagel, schüttet, pladdert, sauwetter, mistwetter, glatteis',
    helmet: 'kopfschutz, kopf schützen, helmpflicht, ohne helm',
    license: 'lappen, papiere',
    start: 'geht los, losgehen, losgeht, wann startet, anfängt, treffpunkt',
    finish: 'fertig sein, zu ende, vorbei',
    tour: 'tour, touren, rundfahrt, stadtführung, führung, ausflug, stadttour, geführte',
    newsletter: 'keine mails mehr, keine werbung mehr, abbestellen, mails bekommen, abonniert, austragen',
    range:
      'reichweite, wie weit, strecke, kilometer, km, mit einer ladung, durchhält, durchhalten, schafft, weit kommen, ohne nachladen',
    ownParts:
      'eigene teile, selbst gekauft, selber gekauft, online gekauft, im internet gekauft, im internet bestellt, woanders gekauft, anderswo gekauft, bei amazon, teil mitbringen, teile mitbringen, mitgebracht, eigenes teil, gebracht habe, bestellt habe',
  },
  types: [
    ['email', /\be ?mail\b|\bmailadresse\b/],
    [
      'phone',
      /\b(telefonnummer|telefon|handynummer|rufnummer|whatsapp|telefonisch)\b|\b(euch|sie|dich) anrufen\b/,
    ],
    [
      'price',
      /\b(wie ?viel|was) (kostet|kosten|nehmt|verlangt|zahlt|zahle|berechnet)|\b(preise?|preisliste|kostet|kosten|gebuhr|gebuhren|tarife?)\b|\bwie teuer\b|\bteuer\b/,
    ],
    [
      'hours',
      /\b(offnungszeit(en)?|sprechzeiten|sprechstunden?|geschaftszeiten)\b|\b(geoffnet|offen|offnet|offnen|geschlossen|schliesst|schliessen)\b|\b(habt|haben|hat) .{0,40}\b(auf|zu|offen)\b|\bmacht ihr .{0,30}\b(auf|zu)\b/,
    ],
    [
      'duration',
      /\bwie (lange|schnell|viele? (minuten|stunden|tage|wochen|monate|jahre))\b|\bdauer\b|\bdauert\b|\bwie weit im voraus\b/,
    ],
    [
      'count',
      /\bwie ?viele?\b|\bwie (gross|schwer|alt|hoch|weit|oft)\b|\bmaximale?\b|\bmindestalter\b|\bab welchem alter\b/,
    ],
    [
      'where',
      /\b(wo|wohin)\b(?! (kann|konnen) (ich|wir|man) (buchen|bezahlen|kaufen|reservieren|anmelden|mich))|\b(adresse|anschrift|standort|anfahrt|postleitzahl)\b|\bwie (komme|kommt|finde|finden|kommen)\b/,
    ],
    ['who', /\b(wer|wem|wen|wessen)\b|\bwie heisst\b/],
    [
      'when',
      /\bwann\b|\b(um )?wie ?viel uhr\b|\b(welche[mnrs]?) (tag|tage|tagen|datum|uhrzeit|zeit)\b|\bwie (spat|fruh)\b/,
    ],
    ['contact', /\b(kontakt|kontaktieren|erreichen|erreiche|erreichbar)\b/],
    [
      'offer',
      /\b(habt|haben|bietet|bieten|gibt|macht|verkauft|fuhrt|nehmt|akzeptiert|liefert|repariert|behandelt|sprecht|vermietet|hat)\b/,
    ],
  ],
  asks: /^[a-z]{2,}(e|st|t|en|n) (ich|man|ihr|sie|es|wir|du|mein(e|en|er)?|dein(e|en|er)?|euer|eure|jemand|einer)\b|\b(wo|wann|wie|was|wer|ob|welche[mnrs]?|wieso|warum|wofur|womit|wohin|woher) (ist|sind|kann|muss|darf|ich|ihr|sie|man|es|lange|viel|oft|weit|hoch|gross|schnell|kostet|macht|mache|gibt|finde|bekomme|kriege|wird|werden|habt|haben)\b|^(was|wann|wo|wohin|woher|wer|wem|wen|wessen|wie|wieviel|warum|wieso|weshalb|welche[mnrs]?|ist|sind|gibt|habt|haben|hat|kann|konnt|konnen|konnte|konnten|darf|durfen|muss|mussen|bietet|bieten|macht|nehmt|akzeptiert|liefert|verkauft|repariert|brauche|braucht|soll|werden|wird|um|ab|bis|seit|in welche|ich (mochte|wollte|wurde|brauche|suche)|sagen sie|sag mir|und (was|wann|wo|wie|am|im))\b|\?/,
  leansBack:
    /^(danach|davor|dann|ansonsten|sonst|wenn nicht|falls nicht|stattdessen|ausserdem|auch|er|sie|es|diese[mnrs]?|das|dies|dafur|dazu|dort|hier|beide|jedoch|aber|und|oder|in diesem fall|dabei|darin|davon)\b/,
  joins:
    /[?.!;]\s+|,?\s+\b(?:und|ausserdem|auch)\b,?\s+(?=(?:auch |dann |noch |vor allem )?(?:was|wann|wo|wer|wie|welche[mnrs]?|gibt|habt|haben|ist|sind|kann|kannst|konnt|konnen|darf|durfen|muss|mussen|bietet|bieten|macht|machen|brauche|nehmt|nehmen|kostet|bekomme|repariert|verleiht|verkauft|womit|wohin|warum|ab wann|bis wann)\b)/,
  smallTalk: [
    [
      'thanks',
      /^((vielen|herzlichen|besten|tausend|super|prima|ok|perfekt) )*(dank|danke|dankeschon|danke schon|merci|perfekt|super|prima|toll|das hilft( mir)?|sehr (hilfreich|nett|freundlich)|alles klar|verstanden|gut zu wissen)( (danke|sehr|schon|dir|ihnen|euch|vielmals|fur (die|deine|ihre|eure) (hilfe|info|auskunft|information|antwort)))*$/,
    ],
    [
      'goodbye',
      /^(tschuss|tschuess|tschau|ciao|auf wiedersehen|wiedersehen|bis (bald|dann|spater|morgen)|schonen tag( noch)?|schonen abend( noch)?|mach s gut|(nein )?das (war|ist) alles|nein danke|gute nacht|servus)( (danke|noch|und tschuss|tschuss|vielen dank))*$/,
    ],
    [
      'wellbeing',
      /^(wie geht es( dir| ihnen| euch)?|wie gehts( dir| ihnen)?|alles gut|na( alles (klar|gut|fit))?|was macht die kunst|alles (klar|fit|ok)( bei dir| bei euch)?|ist (da )?jemand( da)?|was geht|bist du da)$/,
    ],
    [
      'identity',
      /^(bist du|sind sie|ist das|(spreche|schreibe|rede|chatte) ich( hier| da| gerade| jetzt| wirklich)* mit|antwortet( mir)?( hier| da)?|sitzt da|ist da) (ein |eine |einem |einer )?(echter? |echten |richtiger? )?(mensch(en)?|roboter|bot|chatbot|maschine|ki|computer|person|automat)( oder (ein |eine |einem |einer )?(mensch(en)?|roboter|bot|maschine|ki|computer))?$|^(wer|was) (bist du|sind sie)$|^wie (heisst du|heissen sie|ist dein name)$|^was kannst du( alles)?$|^wie kannst du( mir)? helfen$|^wer hat dich (gemacht|gebaut|entwickelt)$/,
    ],
    [
      'greeting',
      /^(hallo|hi|hey|moin|moin moin|servus|gruss gott|gruezi|guten (tag|morgen|abend)|hallochen|ich habe eine( kurze)? frage|hilfe|ich brauche hilfe|kannst du mir helfen|konnen sie mir helfen|darf ich( sie| dich)? etwas fragen)( (zusammen|hallo|guten tag|ich habe eine( kurze)? frage|wie gehts|alle|leute))*$/,
    ],
  ],
  smallWords: {
    greeting: 'hallo hi hey moin servus guten gruss gruezi tag morgen abend tagchen',
    thanks:
      'danke dank vielen herzlichen besten super toll prima perfekt klasse genial hilfreich nett freundlich lieb liebe lieben lieber merci dankeschon thx tausend bedanke spitze mega cool top hammer wunderbar fantastisch',
    goodbye:
      'tschuss tschuess tschau ciao wiedersehen bald dann spater wiederhoren tschau tscho tschussi tschusschen servus machs schonen schones',
    filler:
      'schnelle schnellen tolle super nette netten hilfsbereit fur eine einen kurze ganz herzlich dafur hier hilft sehr wunsche angenehmen schon gern beim nachmittag woche heute lieb gruss grusse viele liebe beste gut wie geht es ihnen dir euch so sehr fur die der das den deine ihre eure hilfe info auskunft antwort zeit alles klar ok okay ja nein das war ist auf bis schonen schone noch und mir hat geholfen ich bin du sie ein eine einen wochenende feierabend gott zusammen bob mal auch verstanden nichts mehr weiter nacht gute schon vielmals',
  },
  courtesy:
    /\b(bitte|bob|also|ok|okay|ja|ah|oh|ahm|entschuldigung|sorry|entschuldigen sie|naja|mal|liebes team)\b/g,
  ownContact:
    /\b(meine?r?|unsere?r?) (?:[a-z]+ ){0,2}([a-z]*nummer|handy|telefon|e ?mail|mail|mailadresse|adresse|e mail adresse|name|kontaktdaten|daten|whatsapp|festnetz)\b|\b(mich|uns|mir)\b.{0,50}\b(an|anrufen|zuruck|zuruckrufen|erreichen|erreicht|melden|kontaktieren|schreiben|schicken|senden|sagen)\b|\b(ruf|ruft|rufe|rufen sie|schreib|schreibt|schreibe|schreiben sie|schick|schickt|schicken sie|erreicht|erreichen sie|kontaktieren sie|kontaktiert|mailt|mailen sie|sagt|sagen sie|gebt|geben sie) (bitte )?(mir|mich|uns)\b|\b(meldet|melden sie|melde) (euch|sich|dich)\b|\b(erreichbar|zu erreichen|ich (heisse|bin))\b/,
  supposes:
    /^(was (ist|passiert|geschieht|mache ich|tun|kann ich)|wie kann ich|wo kann ich|an wen)\b|\b(kann|darf|muss|konnte) ich( [a-z]+){0,4} (zuruckgeben|umtauschen|reklamieren|nachbessern|bekommen|zahlen|zuruckbekommen)\b/,
  rules: {
    injection: [
      /\b(ignorier|vergiss|vergesst|missachte|lass) (\w+ ){0,5}(bisher\w*|vorher\w*|vorherig\w*|obig\w*|gesagt\w*|regeln|anweisungen|instruktionen|vorgaben)\b/,
      /\b(interne\w*|geheime\w*|versteckte\w*|urspruenglich\w*|ursprunglich\w*) (\w+ )?(anweisung\w*|instruktion\w*|regeln|prompt\w*|vorgaben|konfiguration)\b/,
      /\b(gib|zeig|zeige|nenne|liste|schick|sende|verrate|druck)\w*\b.{0,40}\b(kundenliste|kundendaten|zugangsdaten|passwort\w*|adressen (aller|der|eurer|ihrer) kunden|alle kunden|aller kunden|anderer kunden|api schlussel|schlussel der api|umgebungsvariablen|quelltext)\b/,
      /\bneue (anweisung|anweisungen|instruktion|instruktionen)\b|\bab sofort (bist|antwortest|sprichst)\b|\bohne (regeln|einschrankungen|filter)\b/,

      /\b(ignorier\w*|vergiss|vergesst|missachte|umgehe|uberspringe)\b.{0,40}\b(anweisungen|regeln|instruktionen|alles (was|bisherige|vorherige)|prompts?|vorgaben|beschrankungen)\b/,
      /\bsystem ?(prompt|nachricht|anweisungen?)\b/,
      /\bdeine (anweisungen|instruktionen)\b/,
      /\b(entwickler|admin|debug|dan|gott) ?modus\b/,
      /\b(du bist (jetzt|nun|ab sofort)|tu so als|verhalte dich (als|wie)|gib vor|spiele die rolle|ab jetzt (bist|antwortest))\b/,
      /\b(zeig|zeige|nenne|verrate|gib)\b.{0,30}\b(prompt|anweisungen|passwort|passworter|api|quellcode|datenbank|andere kunden|kundendaten|daten anderer)\b/,
      /\bjailbreak\b/,
      /\bignore (all|previous|your)\b/,
      /<script/,
    ],
    human: [
      /^(?=.*\b(mich|uns)\b)(?!.*\b(wenn|bevor|falls|sobald|ob)\b).*\b(jemand|einer|eine|kollege|kollegin|mitarbeiter(in)?|mensch|chef|chefin)\b.*\b(anrufen|zuruckrufen|anruft|zuruckruft)\b/,

      /\b(kann|konnte|konnt|konnten|soll|mag|wurde) (mich |mir )?(bitte )?(jemand|wer|einer|eine|der chef|die chefin|das team)( [a-z]+){0,4} (anrufen|zuruckrufen|kontaktieren)\b(?!.{0,30}\bwenn\b)/,
      /^(?!(wo|wen|wer|wann|was)\b)(?!.*\b(bevor|vorher|vor der|vor dem|wenn|falls)\b).*\bmit (der|dem|den|einem|einer|eine[nr]|eurem|eurer|ihrem|ihrer|wem|jemand|jemandem|irgendwem|irgendjemandem|frau|herrn|euch)( [a-z]+){0,6} (sprechen|reden|quatschen|telefonieren|chatten|unterhalten)\b/,
      /\b(menschlich|personlich)e[nrs]? (ansprechpartner(in)?|kontakt|beratung|mitarbeiter(in)?|hilfe|ansprache)\b/,
      /\b(mich|uns)( bitte| mal)* (weiter)?verbinden\b|\bweiterverbinden\b/,
      /^(bitte )?(einen? |den |die )?(menschen?|mitarbeiter(in)?|person|berater(in)?|kundenservice|chef|chefin|kundenberater|operator)( bitte| her| sofort| jetzt)*$/,
      /\b(ich )?(brauche|will|mochte|hatte gern|hatte gerne|gib mir|gebt mir) (bitte |lieber |jetzt |mal |endlich )*(eine[n]? )?(richtigen? |echten? |lebendigen? |lebenden? )*(menschen|ansprechpartner(in)?|mitarbeiter(in)?|sachbearbeiter(in)?)\b/,

      /\becht(er|en|e) (mensch|menschen|person|mitarbeiter|mitarbeiterin)\b/,
      /\b(kein bock|keine lust|keinen bock) auf (einen |den |diesen |ein )?(bot|roboter|chatbot|maschine)\b/,

      /\b(einen?|den|richtigen?|echten?) (richtigen? |echten? |lebenden )*(menschen|mitarbeiter(in)?|kollegen|sachbearbeiter|kundenberater|ansprechpartner)( aus fleisch und blut)?( bitte)?$/,
      /\b(ist|gibt es|hast du|habt ihr) (da |hier |bei euch )?(auch )?(jemand|jemanden|einen|irgendwer|irgendjemand)( [a-z]+){0,4} (sprechen|reden|chatten|schreiben|unterhalten|echtes|echter)\b/,
      /\b(jemand|jemanden|irgendwen) (echten?s?|richtigen?|vom team|aus (dem|eurem|ihrem) team|vom laden|aus der werkstatt)\b/,
      /\b(leite|leiten sie|leitet|verbinde|verbinden sie|verbindet|gib|stell|stellen sie|stellt|ubergib|hol|holt|holen sie) (mich|das|mir|es)( [a-z]+){0,4} (weiter|durch|team|mitarbeiter|menschen|mensch|chef|chefin|kollegen|person|jemanden?)\b/,
      /\b(will|mochte|wurde|wollte) (ich )?(lieber )?(nicht|keinen?) (mit )?(einem |einer |dem |der )?(bot|roboter|maschine|computer|automaten|chatbot|ki)\b/,
      /\b(mensch|menschen|person|mitarbeiter) (statt|anstatt|und (nicht|kein))\b/,
      /\b(personlich|direkt) (mit )?(jemandem|wem|einem) (sprechen|reden)\b/,
      /\b(lieber|besser) (mit )?(einem |einer )?(echten |richtigen )?(menschen|person|mitarbeiter)\b/,

      /\b(mit|zu) (einem |einer |dem |der |jemandem |jemand |eurem |ihrem |einem echten |einem richtigen |einem eurer )*(menschen|mensch|mitarbeiter|mitarbeiterin|person|chef|inhaber|berater|team|personal|jemandem|jemand|kollegen|verantwortlichen)\b.{0,30}\b(sprechen|reden|chatten|telefonieren|verbinden|verbunden|schreiben)\b/,
      /\b(sprechen|reden|verbinden|verbinde mich|weiterleiten)\b.{0,20}\bmit (einem|einer|jemandem|dem|der)\b.{0,20}\b(menschen|mitarbeiter|person|chef|berater|team)\b/,
      /\b(echten|richtigen) menschen\b/,
      /\bkeinen? (bot|roboter|maschine)\b/,
      /^(mensch|mitarbeiter|person|echter mensch|kundenservice)$/,
      /\bdu verstehst mich nicht\b/,
    ],
    callback: [
      /^(?=.*\b(mich|uns)\b)(?!.*\b(wenn|bevor|falls|sobald|ob)\b).*\b(kann|konnte|konnt|konnen|konntet|konnten|soll|wurde|wurdet|wurden)\b.*\b(anrufen|zuruckrufen)\b/,

      /\b(ruft|rufen sie|ruf|rufe) mich( bitte)?( zuruck| an)\b/,
      /\bruckruf\b/,
    ],
    complaint: [
      /\b(sauerei|saftladen|saustall|schweinerei|drecksladen|sauladen|witzbolde|stumper|pfuscher|halsabschneider)\b/,
      /\b(total|absolut|sehr|echt|vollig|hochst|wirklich|extrem|mega|uberhaupt nicht|gar nicht) (unzufrieden|verargert|genervt|enttauscht|angefressen|sauer|zufrieden mit)\b/,
      /\b(keiner|niemand|kein mensch) (meldet sich|hat sich|ruft|antwortet|reagiert|geht ran|kummert sich)\b/,
      /\bwarte (ich )?(jetzt |nun |bereits |schon |inzwischen )*(seit|uber|mehr als)\b/,
      /\b(das letzte mal|zum letzten mal)\b.{0,20}\b(bei euch|bei ihnen|hier)\b/,

      /\b(habt ihr|haben sie|ihr habt|sie haben|hat ihr [a-z]+|hat euer [a-z]+)\b.{0,60}\b(versaut|verschlampt|ruiniert|belogen|beleidigt|ignoriert|angeschrien|angelogen|verarscht|betrogen|abgezockt)\b/,

      /\b(mochte|will|muss|wollte|wurde|werde) (ich )?(mich|uns)( [a-z]+){0,4} beschweren\b/,
      /\bbeschwere mich\b/,
      /\b(verargert|stinksauer|wutend|emport|entsetzt|enttauscht|entnervt|frustriert|genervt|fassungslos|veraergert|stocksauer)\b(?!.{0,30}\bwo kann ich\b)/,
      /\b(das|so was|sowas|so etwas) (ist|war) (ja |echt |wirklich |doch |einfach |absolut |vollig )*(das letzte|unmoglich|unter aller sau|unverschamt|eine frechheit|ein witz|lacherlich|nicht in ordnung|nicht akzeptabel|inakzeptabel|peinlich|armselig)\b/,
      /\b(schon wieder|zum (zweiten|dritten|vierten) mal)\b.{0,60}\b(kaputt|vergessen|versaut|verschlampt|falsch|nicht fertig|verschoben)\b(?!.{0,40}\b(was|wie|wer|kostet|garantie)\b)/,
      /\b(miserabel\w*|mies\w*|grottig\w*|unterirdisch\w*|lausig\w*|saumassig\w*|schlampig\w*|pampig\w*|patzig\w*|respektlos\w*|arrogant\w*)\b/,
      /\bsehr unzufrieden\b|\b(bin|sind) (total |echt |wirklich |sehr |uberhaupt |gar |absolut )*(unzufrieden|nicht zufrieden)\b/,
      /\b(nie wieder|einmal und nie)\b|\bschlechte bewertung\b|\b(anwalt einschalten|verbraucherzentrale|hort von meinem anwalt)\b/,

      /\b(ich (mochte|will|muss|wollte) mich beschweren|beschwerde (einreichen|einlegen|machen)|unverschamt\w*|frechheit|katastrophe|katastrophal\w*|furchtbar\w*|schrecklich\w*|enttauscht|wutend|sauer|inakzeptabel|unfreundlich\w*|betrug|abzocke|schlechte[rn]? (service|erfahrung|behandlung)|unmoglich behandelt|ich will mein geld zuruck|zumutung|eine schande|nie wieder)\b/,
      /\bniemand (kam|ist gekommen|hat sich gemeldet|antwortet|geht ran)\b/,
      /\bwarte (immer noch|noch immer|schon)\b/,
    ],
    off_topic: [
      /\b(schreib|schreibe|verfass|verfasse|formuliere?|schreiben)\b.{0,20}\b(mail|brief|nachricht|text|rede|bewerbung|liebesbrief|kundigung|gedicht|geschichte)\b.{0,20}\b(an|fur) mein(e|en|em|er)? (vermieter|chef|chefin|frau|mann|freundin|freund|mutter|lehrer|firma)\b|\b(liebesbrief|aufsatz|gedicht|bewerbungsschreiben) schreiben\b/,
      /\b(hilf|hilfst du|helfen sie|hilf mir)\b.{0,12}\bbei (meiner|der) (bewerbung|masterarbeit|steuererklarung|hausarbeit)$/,
      /\blottozahlen\b|\bwen soll ich wahlen\b|\b(lass|lasst) uns (ein |eine )?([a-z]+ )?(schach|spiel|spielen)\b/,
      /\bwie (steht|stand|spielt|spielte) (es |das )?(bei )?.{1,30}\bgegen [a-z]+$/,
      /\bwie finde ich eine(n)? (freundin|freund|partner)\b|\bwie werde ich reich\b/,
      /\bwas (ist|sind) \d+ (prozent|%) von \d+|\bquadratwurzel\b/,
      /\b(programmier|programmiere|code) mir (ein|eine|einen) (app|programm|spiel|skript|webseite|website)\b/,
      /\bwer (war|ist) (napoleon|goethe|schiller|einstein|mozart|beethoven|hitler|messi|ronaldo|taylor swift|caesar)\b/,
      /\bwie spat ist es in [a-z]+$/,
      /\bfass(e|t)?( mir)? .{1,40}\bzusammen$|\b(mal|male|zeichne|zeichnest du)( mir)? (ein|eine|einen) (bild|[a-z]+)$/,
      /\b(erklar|erklare|erklarst du|erklaren sie)( mir)?( bitte)? (die |das |den )?(relativitatstheorie|mathe|quantenphysik|photosynthese|physik|chemie|evolution|schwarze locher|bruchrechnung)\b|\b(mathe|physik|chemie|latein) erklaren\b/,
      /\b(kuchen|pfannkuchen|suppen|salat|brot|nudel|koch|back)rezepte?\b/,
      /\b(prasident|konig|kanzler|papst|hauptstadt|wahrung) (der|von|des|in) (usa|[a-z]+)$|\bwie soll ich (meine|meinen|mein) (katze|hund|baby|sohn|tochter|kind) nennen\b/,

      /\bwie (koche|backe|brate) ich\b|\bwas soll ich (heute |morgen |am wochenende )*(kochen|essen|gucken|schauen|lesen|zocken)\b/,
      /\b(lauft|kommt) .{0,20}\bim (fernsehen|tv|kino)\b/,
      /\b(hochste|langste|grosste|schnellste|tiefste|kleinste|reichste|alteste) .{0,25}(der welt|deutschlands|europas|auf der erde)\b/,
      /\b(ein|n) lied (singen|vorsingen)\b|\b(etwas|was) lustiges\b/,
      /\bubersetz(e|en sie|t)? .{1,60} (ins|auf) [a-z]+$/,

      /\b(bei|mit) (den|meinen|der|meiner) (hausaufgaben|matheaufgaben|masterarbeit|bachelorarbeit|steuererklarung)\b/,
      /\bwer wird (deutscher )?(meister|weltmeister|kanzler|bundeskanzler|prasident)\b/,

      /\brezept (fur|von|zu) (?!(euer|eure|ihr|brille|den|die|das)\b)/,
      /\b(was ist|nenn(e|en sie)?( mir)?|wie heisst|kennst du) die hauptstadt\b/,
      /\bwer (hat|war) .{0,40}\b(erfunden|geschrieben|gemalt|entdeckt|komponiert|gewonnen)\b/,
      /\bwie (hoch|alt|gross|weit|schwer) ist (der (mond|eiffelturm|kolner dom|mount everest|papst)|die (sonne|erde|zugspitze))\b/,
      /\b(mach|lose|losen sie|hilf|hilfst du|hilf mir).{0,25}\b(hausaufgaben?|matheaufgabe|gleichung|steuererklarung|referat|bewerbungsschreiben|lebenslauf|masterarbeit|bachelorarbeit)\b/,
      /\b(programmiere|programmier|code|skript|script) .{0,20}\b(python|java|javascript|html|sql|php)\b|\bpython (code|skript|script|programm)\b/,
      /\b(empfiehl|empfehlen sie|empfiehlst du|kennst du)( mir)? (einen? |ein )?(guten?s? )?(film|buch|serie|song|lied|podcast)\b/,
      /\bsing(e|st)?( du)?( mir)? (ein|was|etwas)\b|\berzahl(e|st)?( du)?( mir| uns)? (einen|was|etwas)( [a-z]+)? ?(witz|lustiges|geschichte)\b/,
      /\bwas (haltst|denkst) du (von|uber) (?!(ihrem|ihren|eurem|euren|der reparatur))/,
      /\b(wie wird|wie ist|wird) (das |morgen das |heute das )?wetter\b|\bregnet es (heute|morgen)\b/,

      /\b(erzahl|erzahle|kennst du) ?(mir )?(einen |eine |ein )?(witz|geschichte|ratsel|gedicht)\b/,
      /\b(schreib|schreibe|verfasse)( mir)? (einen |eine |ein )?([a-z]+ )?(gedicht|aufsatz|geschichte|code|programm|lied|brief|rede)\b/,
      /\bwie (ist|wird) das wetter\b/,
      /\bhauptstadt von [a-z]+$/,
      /\b(sinn des lebens|liebst du mich|hast du gefuhle)\b/,
      /\bwas ist \d+ (plus|minus|mal|durch) \d+/,
      /^\d+ ?[x+*/-] ?\d+$/,
      /\bubersetze (mir |das |diesen |den )/,
      /^wie spat ist es$/,
      /^welcher tag ist heute$/,
    ],
    topics: [
      /\b(wetter|regnet|wettervorhersage)\b/,
      /\b(prasident von|einwohner hat)\b/,
      /\bwer (gewinnt|hat gewonnen|wird gewinnen)\b/,
      /\b(fussball|bundesliga|champions league|weltmeister)\b/,
      /\b(bitcoin|aktien|lotto|horoskop|krypto)\b/,
      /\b(politik|bundeskanzler)\b/,
      /\b(chatgpt|openai|siri|alexa)\b/,
    ],
  },
  aboutUs:
    /\b(ihr|euch|euer|eure|eurem|euren|sie|ihnen|ihre|hier|bei euch|bei ihnen|habt|verkauft|nehmt|akzeptiert|zeigt|zahlen|bezahlen|mieten|leihen|buchen|reservieren|reservierung|termin|werkstatt|laden|geoffnet|offen|reparatur|stornieren|absagen|kostenlos|preis|kostet|kosten|fahren|fahrt)\b/,
  days: [
    'montag mo montags',
    'dienstag di dienstags',
    'mittwoch mi mittwochs',
    'donnerstag do donnerstags',
    'freitag fr freitags',
    'samstag sa samstags sonnabend',
    'sonntag so sonntags',
  ],
  weekdays: /\b(werktags?|werktagen|wochentags|unter der woche|wochentagen)\b/,
  weekend: /\b(wochenende|wochenenden)\b/,
  daily: /\b(taglich|jeden tag|alle tage|rund um die uhr|sieben tage)\b/,
  months: 'januar februar märz april mai juni juli august september oktober november dezember',
  rangeWords: 'bis',
  marks: {
    free: /\b(kostenlos|gratis|kostenfrei|inklusive|inbegriffen|enthalten|ohne aufpreis|frei)\b/,
    closed: /\b(geschlossen|zu|ruhetag)\b/,
    place:
      /(strasse|platz|weg|allee|gasse|ring)\b|\b(str|stock|etage|ecke|gegenuber|hinter|neben|nahe|zwischen|minuten|meter|km|haltestelle|bahnhof|eingang|erdgeschoss|hof|stadt|im|am)\b/,
    person:
      /\b(dr|herr|frau|inhaber|inhaberin|grunder|grunderin|leiter|leiterin|chef|chefin|geschaftsfuhrer|geschaftsfuhrerin|team|koch)\b/,
    span: /\b(minuten?|min|stunden?|std|tage?n?|wochen?|monate?n?|jahre?n?|sofort|am selben tag|nacht|nachte|halbe)\b/,
    number:
      /\b(eins?|eine[rmn]?|zwei|drei|vier|funf|sechs|sieben|acht|neun|zehn|elf|zwolf|zwanzig|dreissig|hundert|unbegrenzt|beide|taglich|wochentlich|monatlich|jahrlich|mal)\b/,
    clock: /\b(uhr|mittags|mitternacht|abends|morgens|vormittags|nachmittags)\b/,
  },
  abbreviations: 'dr hr fr nr str z.b bzw ca usw inkl evtl tel st d.h u.a max min zzgl prof',
  spelledOut: [
    [/\bgehts\b/g, 'geht es'],
    [/\bgibts\b/g, 'gibt es'],
    [/\b(geht|gibt|kostet|ist)'s\b/g, '$1 es'],
    [/ae/g, 'a'],
    [/oe/g, 'o'],
    [/(?<![aequ])ue/g, 'u'],
    [/\bwieviel(e?)\b/g, 'wie viel$1'],
    [/\b(\d{1,2})(?:[.:](\d{2}))? ?uhr(?: (\d{2}))?\b/g, clockTime],
    [/\bhalb (eins?|zwei|drei|vier|funf|sechs|sieben|acht|neun|zehn|elf|zwolf)\b/g, halfBefore],
    [/\b(?:nen|ne|nem|ner)\b/g, 'ein'],
    [/\bn (?=[a-z])/g, 'ein '],
    [/\b(?:hab|habs)\b/g, 'habe'],
    [/\b(kann|muss|hat|ist|habt|macht|nehmt|soll|wird)s\b/g, '$1 es'],
    [/\b(\d+) ?prozent\b/g, '$1 %'],
  ],
  respell: (word) =>
    infinitiveOf(
      word
        .replaceAll('ae', 'a')
        .replaceAll('oe', 'o')
        .replace(/(?<![aequ])ue/g, 'u'),
    ),
  restem: withoutPersonEnding,
  apartPrefixes: APART_PREFIXES,
  ordinal: /\b(?:am|im|vom|zum|zur|beim|ab|bis|seit|der|die|das|den|dem|des|jede[mnrs]?) \d{1,2}\.$/i,
}

function clockTime(_written: string, hour: string, minutes?: string, after?: string): string {
  return `${hour}:${minutes ?? after ?? '00'}`
}

const HOURS = [
  'ein',
  'zwei',
  'drei',
  'vier',
  'funf',
  'sechs',
  'sieben',
  'acht',
  'neun',
  'zehn',
  'elf',
  'zwolf',
]

// "halb neun" is half an hour before nine
function halfBefore(_written: string, hour: string): string {
  const at = HOURS.indexOf(hour === 'eins' ? 'ein' : hour)
  return `${at === 0 ? 12 : at}:30`
}
