import type { Language } from './language.ts'

/** Spanish. */
export const spanish: Language = {
  code: 'es',
  stemmer: 'spanish',
  compounds: false,
  keepsCapitals: false,
  compoundParts: '',
  stop: `a al algo alguien algun alguna algunas alguno algunos ante antes aqui asi aun aunque bajo bien cada casi como con
    contra cual cuales cualquier cuando cuanta cuantas cuanto cuantos de del desde donde dos durante e el ella ellas ellos
    en entonces entre era eran eres es esa esas ese eso esos esta estaba estamos estan estar estas este esto estos estoy estais
    fue fueron ha habia hace hacen haceis han has hasta hay haya he hemos habeis la las le les lo los me mas mi mis mio mia
    misma mismo mucha muchas mucho muchos muy nada ni no nos nosotros nuestra nuestras nuestro nuestros o os otra otras otro
    otros para pero poco por porque pues que quien quienes se sea sean segun ser si sido sin sobre sois solo somos son soy su
    sus suya suyo tal tambien tampoco tan tanto te teneis tenemos tener tengo tenga ti tiene tienen tienes toda todas todavia
    todo todos tu tus tuya tuyo un una unas uno unos usted ustedes va vais vamos van vosotros vuestra vuestras vuestro
    vuestros y ya yo hola buenas buenos gracias favor podria podrias podriais podrian puede pueden puedes podeis puedo
    podemos quisiera quiero queria querria gustaria saber decir decirme dime digame vale oye oiga q d x k xq tb`,
  everyday: `madre padre amigo amigos amiga mujer marido hermano hermana novio novia pareja anoche noche sitio rato algo final aceptar acepta aceptan aceptais admitir admite admiten año años ayuda ayudar bueno buena buscar caso cambiar cambio
    cerca claro cliente clientes cosa cosas cuenta cuesta cuestan cualquiera dar dan dais dentro deber debo debe dejar dejan
    dia dias diferente dificil disponible disponibles dispone disponen encontrar empezar empresa entender ejemplo enviar
    especial esperar existe existen facil falta forma fuera funciona general gente grande gran gusta haber hablar hacer hago
    haga hora horas hoy igual incluir incluye incluyen incluido incluida informacion ir ire iba llegar llego lleva llevar
    llevo lugar local luego maxima maximo mañana mayor mayores mejor menor menos mes meses minimo minima minuto minutos modo
    momento necesario necesaria necesita necesitan necesitar necesito necesitais negocio normal normalmente noche numero
    nuevo nueva nunca obligatorio ocurre ofrecer ofrece ofrecen ofreceis opcion opciones parte pasa pasar pasaria paso pedir
    pensar permitir permite permiten permitis pequeño persona personas poder poner posible precisa preguntar pregunta primer
    primera primero problema propio pronto proxima proximo querer quedar realizar recibir recibis recomendar saber sabe
    semana semanas servicio servicios siempre siguiente sitio suele suelen tarde tardar tarda temprano tiempo tipo tipos
    tomar tomo trabajar trabaja trabajan trabajais traer tratar tres usar uso utilizar vender venir vengo veces vez ver vivir
    volver necesidad seguro hacerlo haceros realizais cuatro cinco seis ultimo ultima contar contais aparte ademas alguna
    posibilidad normas sueles soleis`,
  concepts: {
    price:
      'precio, precios, coste, costes, costo, costar, cuesta, cuestan, tarifa, tarifas, cobrar, cobran, cobrais, cuanto vale, cuanto valen, cuanto sale, cuanto es, importe, cuanto cuesta, honorarios',
    cheap: 'barato, barata, baratos, baratas, economico, economica, asequible, mas barato',
    free: 'gratis, gratuito, gratuita, gratuitos, sin coste, sin cargo, sin coste adicional',
    payment: 'pagar, pago, pagos, paga, pagan, abonar, abono',
    card: 'tarjeta, tarjetas, tarjeta de credito, tarjeta de debito, credito, debito, datafono',
    cardBrand: 'visa, mastercard, amex, american express, maestro',
    contactless: 'contactless, apple pay, google pay, sin contacto, pagar con el movil, bizum',
    cash: 'efectivo, metalico, en metalico, monedas, billetes',
    cheque: 'cheque, cheques, talon',
    transfer: 'transferencia, transferencias',
    instalment: 'plazos, a plazos, cuotas, financiar, financiacion, fraccionar, fraccionado',
    invoice: 'factura, facturas, recibo, recibos, ticket',
    deposit: 'señal, deposito, anticipo, fianza, por adelantado, por anticipado, adelanto',
    refund:
      'reembolso, reembolsos, reembolsar, devolucion del dinero, devolver el dinero, devuelven el dinero, me devolveis el dinero',
    discount: 'descuento, descuentos, rebaja, rebajas, oferta, ofertas, promocion, promociones, bonificacion',
    voucher: 'vale regalo, tarjeta regalo, tarjetas regalo, bono regalo, cheque regalo, vales',
    tip: 'propina, propinas',
    cancel:
      'cancelar, cancelo, cancela, cancelacion, cancelaciones, anular, anulo, anulacion, anulaciones, cancelada',
    move: 'cambiar la cita, cambiar mi cita, cambiar la reserva, cambiar mi reserva, aplazar, posponer, otra fecha, cambiar la fecha, modificar la reserva, modificar, reprogramar',
    booking:
      'reserva, reservas, reservar, reservo, reservado, cita, citas, turno, pedir hora, coger hora, cita previa, pedir cita',
    noShow:
      'no me presento, no presentarse, no acudir, no presentado, faltar, falto, no asistir, no voy, no venir, no viene, no aparezco, no aparecer, no acude',
    late: 'llegar tarde, llego tarde, retraso, retrasos, retrasar, retrasarse, retraso',
    ahead: 'antelacion, con antelacion, de antemano, con tiempo, aviso previo, avisar antes',
    hours:
      'horario, horarios, abrir, abre, abren, abris, abierto, abierta, abiertos, abiertas, apertura, cerrar, cierra, cierran, cerrais, cerrado, cerrada, cerrados, cierre, a que hora abris, a que hora abren',
    address:
      'direccion, ubicacion, ubicado, ubicados, situado, situados, donde estais, donde estan, como llegar, como se llega, encontrar, localizacion, codigo postal, queda, os encuentro',
    parking:
      'parking, aparcamiento, aparcamientos, aparcar, aparco, estacionar, estacionamiento, plaza de garaje, garaje, parquing, parqueadero',
    car: 'coche, coches, auto, autos, carro, conducir',
    vehicle: 'vehiculo, vehiculos',
    bike: 'bici, bicis, bicicleta, bicicletas',
    transport: 'transporte publico, transporte',
    bus: 'autobus, autobuses, bus, buses',
    train: 'tren, trenes, cercanias, ferrocarril',
    metro: 'metro, subte',
    tram: 'tranvia, tranvias',
    station: 'estacion, estaciones, parada, paradas',
    accessible:
      'accesible, accesibles, accesibilidad, discapacidad, discapacitado, discapacitados, movilidad reducida, rampa, minusvalidos, sin escalones',
    wheelchair: 'silla de ruedas, sillas de ruedas',
    lift: 'ascensor, ascensores, elevador',
    stairs: 'escalera, escaleras, escalones, escalon, peldaños',
    floor: 'planta, piso',
    toilet: 'aseo, aseos, lavabo, lavabos, baño, baños, servicios higienicos, wc',
    child:
      'niño, niños, niña, niñas, crio, crios, hijo, hijos, hija, hijas, pequeños, peques, infantil, menor, menores, chiquillos, chaval, chavales, nene',
    baby: 'bebe, bebes, recien nacido',
    teenager: 'adolescente, adolescentes, joven, jovenes',
    parent: 'padre, padres, madre, tutor, tutores',
    adult: 'adulto, adultos',
    pensioner: 'jubilado, jubilados, pensionista, pensionistas, tercera edad, mayores de 65, ancianos',
    student: 'estudiante, estudiantes, alumno, alumnos',
    family: 'familia, familias, familiar',
    age: 'edad, edades, años tiene, cuantos años, edad minima, a partir de que edad, desde que edad',
    pet: 'mascota, mascotas, animal, animales',
    dog: 'perro, perros, perra, perrito, cachorro, cachorros',
    cat: 'gato, gatos, gata, gatito',
    rabbit: 'conejo, conejos',
    bird: 'pajaro, pajaros, loro, aves',
    phone: 'telefono, telefonos, numero de telefono, llamar, llamo, llamaros, movil, telefonicamente',
    email: 'correo, correo electronico, email, e mail, mail',
    contact: 'contacto, contactar, contactaros, contacta, ponerme en contacto, localizaros',
    internet: 'online, en linea, pagina web, web, internet, sitio web, por internet',
    app: 'aplicacion, app',
    wifi: 'wifi, wi fi, conexion a internet, red inalambrica',
    delivery:
      'envio, envios, enviar, enviais, envian, entrega, entregas, entregar, reparto, repartir, a domicilio, mensajeria, domicilio, mandar, mandais',
    pickup: 'recoger, recogida, recojo, pasar a buscar, pasar a por',
    goodsReturn: 'devolver, devolucion, devoluciones, devuelvo, cambios, descambiar',
    warranty: 'garantia, garantias, garantizado',
    complaint:
      'queja, quejas, reclamacion, reclamaciones, reclamar, quejarme, hoja de reclamaciones, insatisfecho, descontento',
    emergency: 'urgencia, urgencias, urgente, emergencia, emergencias',
    holiday: 'festivo, festivos, fiesta nacional, dias festivos, puente, feriado, feriados, vacaciones',
    christmas: 'navidad, navidades, nochebuena',
    easter: 'semana santa, pascua',
    newYear: 'nochevieja, año nuevo, fin de año',
    job: 'empleo, trabajo, vacante, vacantes, trabajar con vosotros, trabajar para, curriculum, contratando',
    qualified:
      'titulado, titulados, titulacion, cualificado, cualificados, certificado, certificados, diplomado, acreditado, colegiado',
    experience: 'experiencia',
    insurance: 'seguro, seguros, aseguradora, aseguradoras, mutua, mutuas, asegurado',
    staff: 'personal, equipo, empleados, trabajadores, plantilla',
    owner:
      'dueño, dueña, dueños, propietario, propietaria, propietarios, fundador, fundadora, lleva el negocio',
    founded: 'fundado, fundada, fundo, desde cuando, cuanto tiempo llevais, abrio, en que año, antiguedad',
    manager: 'encargado, encargada, gerente, jefe, jefa, responsable, director, directora',
    doctor: 'medico, medicos, doctor, doctora, doctores',
    dentist: 'dentista, dentistas, odontologo',
    vet: 'veterinario, veterinaria, veterinarios',
    lawyer: 'abogado, abogada, abogados',
    guest: 'cliente, clientes, paciente, pacientes, huesped, huespedes, visitante, visitantes',
    newcomer:
      'nuevo paciente, nuevos pacientes, nuevo cliente, nuevos clientes, primera vez, primera visita, pacientes nuevos, clientes nuevos',
    register:
      'inscribir, inscribirme, inscripcion, inscripciones, apuntar, apuntarme, apuntarse, apunto, matricula, matricular, matricularme, registrarse, registro, darme de alta, darse de alta, alta, inscribo',
    membership:
      'socio, socios, abonado, abonados, suscripcion, suscripciones, membresia, mensualidad, cuota mensual, carnet',
    trial: 'prueba, de prueba, probar, pruebo',
    course: 'clase, clases, curso, cursos, sesion, sesiones, taller, talleres, leccion, lecciones',
    beginner:
      'principiante, principiantes, sin experiencia, desde cero, iniciacion, nunca he, empezar de cero',
    menu: 'menu, menus, carta, plato, platos, comida, comidas, comer',
    breakfast: 'desayuno, desayunos, desayunar',
    lunch: 'almuerzo, almuerzos, almorzar, mediodia, menu del dia',
    dinner: 'cena, cenas, cenar',
    vegetarian: 'vegetariano, vegetariana, vegetarianos, vegetarianas, sin carne, vegetal',
    vegan: 'vegano, vegana, veganos, veganas',
    gluten: 'gluten, sin gluten, celiaco, celiaca, celiacos, trigo',
    allergy:
      'alergia, alergias, alergico, alergica, alergenos, alergeno, intolerancia, intolerancias, intolerante, intolerantes',
    nuts: 'frutos secos, cacahuete, cacahuetes, nueces',
    dairy: 'lactosa, lacteos, leche',
    halal: 'halal',
    kosher: 'kosher',
    alcohol: 'alcohol, alcoholicas, bebidas alcoholicas, bebida, bebidas, copas',
    wine: 'vino, vinos, bodega',
    beer: 'cerveza, cervezas',
    ownBottle:
      'descorche, traer vino, llevar vino, mi propio vino, traer nuestra bebida, traer bebida, llevar mi vino',
    takeaway: 'para llevar, comida para llevar, llevarme',
    outdoors: 'terraza, terrazas, aire libre, al aire libre, exterior, patio, jardin, fuera',
    highchair: 'trona, tronas',
    party: 'fiesta, fiestas, celebracion, celebraciones, celebrar, evento, eventos',
    birthday: 'cumpleaños, cumple',
    wedding: 'boda, bodas',
    group: 'grupo, grupos, mesa grande, somos muchos, bastantes personas',
    room: 'habitacion, habitaciones, dormitorio, cuarto, cuartos',
    arrival: 'check in, entrada, hora de entrada, llegada, registro de entrada',
    departure: 'check out, salida, hora de salida, dejar la habitacion',
    luggage: 'equipaje, equipajes, maleta, maletas, bolsa, bolsas, consigna',
    smoking: 'fumar, fumador, fumadores, fuma, tabaco, cigarrillos, vapear',
    towel: 'toalla, toallas',
    shower: 'ducha, duchas, ducharse',
    changing: 'vestuario, vestuarios, taquilla, taquillas, cambiarme',
    equipment: 'equipo, equipos, material, materiales, equipamiento, herramientas',
    clothes: 'ropa, vestir, vestimenta, codigo de vestimenta, indumentaria, etiqueta',
    shoes: 'zapato, zapatos, calzado, zapatillas, botas, deportivas',
    pain: 'dolor, dolores, duele, duelen, doler, doloroso',
    fear: 'miedo, nervioso, nerviosa, nerviosos, ansiedad, fobia, panico, asustado',
    pregnant: 'embarazada, embarazadas, embarazo, gestante',
    medicine: 'medicina, medicinas, medicamento, medicamentos, medicacion, pastillas',
    prescription: 'receta, recetas, recetar',
    repair:
      'reparar, reparacion, reparaciones, reparais, arreglar, arreglo, arreglos, arreglais, roto, rota, averia, averias',
    damage: 'dañado, dañada, daños, defectuoso, defectuosa, defecto, llega roto, estropeado, estropeada',
    replacement: 'reemplazar, recambio, sustituir, sustitucion, repuesto',
    installation: 'instalar, instalacion, instalaciones, montar, montaje',
    quote: 'presupuesto, presupuestos, presupuestar, estimacion',
    area: 'zona, zonas, area, barrio, barrios, region, os desplazais, llegais hasta',
    waiting: 'espera, lista de espera, cola, tiempo de espera, esperar',
    walkIn: 'sin cita, sin reserva, sin cita previa, sin reservar, directamente',
    duration: 'cuanto dura, cuanto tarda, cuanto tiempo, dura, duran, duracion',
    speaks: 'idioma, idiomas, hablan, hablais, habla, lengua, lenguas',
    privacy: 'privacidad, datos personales, confidencial, confidencialidad, proteccion de datos',
    order: 'pedido, pedidos, encargar, encargo, encargos, comprar, compra, compras',
    sell: 'vender, vende, venden, vendeis, venta, stock, existencias',
    size: 'talla, tallas, tamaño, tamaños, medidas',
    colour: 'color, colores',
    recycle:
      'reciclar, reciclaje, reciclado, ecologico, ecologica, ecologicos, sostenible, sostenibilidad, medio ambiente',
    gift: 'regalo, regalos, regalar, envolver para regalo',
    lost: 'objetos perdidos, perdido, perdida, olvidado, me deje, me he dejado, he perdido, olvide',
    photo: 'foto, fotos, fotografia, fotografias',
    music: 'musica, musica en vivo, musica en directo, directo, concierto, conciertos',
    swimming: 'nadar, natacion, bañarse',
    pool: 'piscina, piscinas',
    sauna: 'sauna, spa, jacuzzi, baño de vapor',
    fitness: 'gimnasio, fitness, entrenar, entrenamiento, ejercicio',
    trainer:
      'entrenador, entrenadora, entrenadores, profesor, profesora, profesores, monitor, monitora, monitores, instructor, instructores',
    hair: 'pelo, cabello, peluqueria, peluquero, barbero',
    haircut: 'corte de pelo, corte, cortar el pelo, cortarme el pelo',
    consultation: 'consulta, consultas, primera cita, valoracion, asesoramiento',
    start: 'empezar, empieza, empiezan, comienza, comienzan, comenzar, inicio, iniciar',
    finish: 'terminar, termina, terminan, acabar, acaba, acaban, finaliza, fin',
    need: 'necesitar, necesito, necesita, necesario, necesaria, obligatorio, obligatoria, imprescindible, hace falta, requisito, requisitos, hay que, requiere, exigen, exigis',
    allow:
      'permitir, permitido, permitida, permitidos, permiten, admitir, admiten, admitis, admitido, admiten, aceptar, aceptan, aceptais, bienvenido, bienvenidos, se puede, dejais, dejan',
    forbidden: 'prohibido, prohibida, prohibidos, no permitido, no se permite, no se admiten',
    offer: 'ofrecer, ofrece, ofrecen, ofreceis, disponer, disponeis, disponible, disponibles',
    bring: 'traer, llevar, traigo, llevo, que tengo que llevar',
    documents:
      'documento, documentos, documentacion, dni, nie, pasaporte, carnet de identidad, identificacion, papeles',
    key: 'llave, llaves',
    heating: 'calefaccion, caldera, calderas, radiador',
    cooling: 'aire acondicionado, climatizacion, climatizado',
    charging:
      'cargador, cargadores, punto de recarga, puntos de recarga, coche electrico, coches electricos, recargar, recarga',
    news: 'boletin, newsletter',
    loyalty: 'fidelidad, tarjeta de puntos, puntos, programa de puntos',
    minimum: 'minimo, minima, al menos, como minimo',
    maximum: 'maximo, maxima, limite, como mucho, hasta cuantos',
    quiet: 'tranquilo, tranquila, ruido, silencioso',
    clean: 'limpiar, limpieza, limpiezas, limpia, limpio',
    wash: 'lavar, lavado, lavadora, lavanderia, colada',
    collectHome: 'a domicilio, en casa, visita a domicilio, visitas a domicilio, venir a casa, venis a casa',
    video: 'videollamada, videollamadas, zoom, telematica, a distancia, en remoto',
    result: 'resultado, resultados',
    test: 'prueba, pruebas, examen, examenes, analisis, test',
    vaccine: 'vacuna, vacunas, vacunar, vacunacion, vacunado',
    surgery: 'cirugia, operacion, operar, operaciones',
    anaesthetic: 'anestesia, anestesico, sedacion, dormido',
    xray: 'radiografia, radiografias, rayos x',
    lend: 'alquilar, alquiler, alquileres, alquilais, prestar, prestais',
    second: 'segunda mano, usado, usados',
    weight: 'peso, pesa, pesan, kg, kilos',
    secure: 'seguridad, vigilancia, vigilado',
    frequency: 'cada cuanto, con que frecuencia, cuantas veces',
    help: 'ayuda, ayudar, asistencia, apoyo',
    permit: 'permiso, permisos, licencia, licencias, autorizacion',
    tax: 'impuesto, impuestos, tributo, tributos, ibi, contribucion',
    fine: 'multa, multas, sancion, sanciones, penalizacion',
    rubbish: 'basura, basuras, residuos, desechos, contenedor, contenedores, desperdicios',
    bulky: 'voluminosos, colchon, sofa, muebles, muebles viejos, enseres, trastos',
    apply:
      'solicitar, solicitud, solicitudes, solicito, tramitar, tramite, tramites, formulario, formularios',
    renew: 'renovar, renovacion, renuevo',
    report: 'denunciar, notificar, avisar, reportar, informar de, incidencia',
    council: 'ayuntamiento, alcalde, alcaldesa, concejal, consejo, municipio',
    library: 'biblioteca, bibliotecas',
    school: 'colegio, colegios, escuela, escuelas',
    marriage: 'matrimonio, casarme, casarse, casarnos, boda civil',
    birthRecord: 'partida de nacimiento, certificado de nacimiento, acta de nacimiento',
    water: 'agua, recibo del agua, contador',
    streetlight: 'farola, farolas, alumbrado, alumbrado publico',
    pothole: 'bache, baches',
    vote: 'votar, votacion, voto, censo electoral',
    meeting: 'reunion, reuniones, pleno',
    deadline: 'plazo, plazos, fecha limite, ultimo dia, vence, vencimiento, antes de que fecha',
    filling: 'empaste, empastes, caries',
    teethCleaning: 'limpieza dental, limpieza bucal, limpieza de dientes, higienista, higiene dental',
    checkup: 'revision, revisiones, chequeo, reconocimiento',
    brace: 'ortodoncia, brackets, aparato dental, alineadores',
    implant: 'implante, implantes',
    denture: 'dentadura, dentaduras, dentadura postiza, protesis',
    whitening: 'blanqueamiento, blanquear',
    extraction:
      'extraccion, extracciones, sacar una muela, sacarme una muela, sacar un diente, quitar una muela',
    rootCanal: 'endodoncia, matar el nervio',
    gums: 'encia, encias',
    swelling: 'hinchazon, hinchado, hinchada, flemon, absceso',
    bleeding: 'sangrar, sangra, sangrado, sangre',
    starter: 'entrante, entrantes, primero, primeros, para picar, aperitivo, aperitivos, tapa, tapas',
    dessert: 'postre, postres, algo dulce, tarta, tartas, pastel',
    fish: 'pescado, pescados, marisco, mariscos',
    meat: 'carne, carnes, ternera, cerdo, cordero, pollo, chuleta',
    spicy: 'picante, picantes, pica',
    bringCake: 'traer tarta, traer una tarta, nuestra tarta, propia tarta, llevar tarta',
    table: 'mesa, mesas, asiento, sitio para',
    chef: 'chef, cocinero, cocinera, cocina',
  },
  hints: {
    price:
      'cuanto sale, cuanto saldria, cuanto me sale, cuanto me costaria, cuanto nos saldria, a como, cuanto se paga, cuanto hay que pagar, cuanto pedis, cuanto cobras, clavada, dineral, cuanto dinero, precio por persona, por cuanto sale, cobrais algo, cuota',
    cheap: 'ahorrar, mas economico, menos dinero, economicos, precio bajo, por poco dinero',
    free: 'de gorra, sin pagar, no cuesta nada, no se paga, no pagar nada, de balde, invita la casa, sin suplemento',
    payment: 'pagamos, se paga, formas de pago, metodos de pago, como se paga, como pagar, pagarse',
    cash: 'dinero en efectivo, suelto, cajero',
    contactless: 'pagar con movil, con el movil, con el telefono',
    instalment:
      'pagar poco a poco, poco a poco, mes a mes, en varios pagos, por meses, sin intereses, en partes, no puedo pagar todo, dividir el pago, aplazado',
    invoice: 'ticket de compra, comprobante, justificante, desgravar, gastos de empresa, factura a nombre de',
    deposit:
      'reserva de dinero, paga y señal, dinero por adelantado, pagar antes, adelantar dinero, dejar algo a cuenta, pagar por adelantado, dejar dinero',
    refund:
      'perdemos el dinero, perdemos la señal, se pierde el dinero, os quedais con el dinero, me devuelven, recuperar el dinero, devolver la señal, devuelve el dinero, perder el dinero, pierdo el dinero, pierdo la señal',
    discount:
      'mas barato, precio especial, rebajado, algo de descuento, hacéis precio, haceis precio, ofertas especiales, cupon, cupones',
    voucher:
      'tarjetas de regalo, para regalar, regalar una comida, regalar una cena, cheques regalo, bono, bonos, quiero regalar',
    tip: 'dejar algo al camarero, dejar propina',
    cancel:
      'no podemos ir, no puedo ir, no vamos a poder, al final no vamos, al final no podemos, echarnos atras, echarme atras, si me pongo malo, si me pongo enfermo, desapuntarme, darme de baja, baja, ha surgido algo, surge algo, imprevisto, desistir, cancelo, no podre ir, ya no queremos, nos rajamos, deshacer la reserva',
    move: 'cambiar de dia, cambiar el dia, pasar la reserva, otro dia, otra hora, mover, retrasar, adelantar, cambiarla, cambiar la hora, pasarlo a otro dia',
    booking:
      'pillar mesa, coger mesa, guardar mesa, guardar sitio, apuntar, hueco, huecos, sitio libre, reservado para, hay sitio, hacer una reserva, tener mesa, coger sitio, guardarnos',
    noShow:
      'no aparecemos, no nos presentamos, dejar plantados, si no vamos, no vamos, si no venimos, no avisamos, nos olvidamos',
    late: 'llegamos tarde, atasco, nos retrasamos, se nos hace tarde, un rato tarde, minutos tarde, tardamos, impuntual, llegaremos tarde, guardais la mesa, aguantais la mesa, esperais, media hora tarde, llegamos mas tarde, no llegamos a tiempo, retenciones',
    ahead:
      'cuanto antes, dias antes, semanas antes, con cuanto tiempo, con cuantos dias, de un dia para otro, a ultima hora, ultimo momento',
    hours:
      'a que hora se puede ir, estais abiertos, cuando abris, cuando cerrais, hora de cierre, que dias, hasta que hora servis, hasta que hora, a que hora, descanso, turno, turnos, ultima hora para',
    address:
      'por donde cae, por donde estais, que calle, en que calle, mapa, como se va, donde queda, indicaciones, ubicacion exacta, llegar hasta, donde os encuentro, como llegamos',
    parking:
      'dejar el coche, aparcar el coche, donde dejo el coche, donde aparco, zona azul, plazas de aparcamiento, aparcacoches, sitio para el coche, meter el coche, aparcamos, en coche, estacionamos, aparcar cerca',
    car: 'furgoneta, vehiculo propio, en coche',
    bike: 'patinete, aparcabicis, en bici',
    transport: 'sin coche, llegar en transporte, no tengo coche',
    accessible:
      'muletas, andador, cojo, coja, no puedo subir, subir escaleras, no puede andar, problemas de movilidad, caminar mal, baston, sordo, ciego, braille, letra grande, discapacidad visual, va en silla, entrar con silla, rampas, barreras, mayor y le cuesta',
    stairs: 'subir escalones, subir, piso de arriba, plantas, bajar',
    toilet: 'servicios, el servicio, cuarto de baño, retrete, cambiador',
    child:
      'niñas, criatura, criaturas, nietos, nieto, nieta, pequeñajos, crios, enanos, chiquitin, mi niño, mi niña, bajitos, parque infantil, ninos pequeños, los peques, el peque, la peque',
    baby: 'carrito, carritos, silla de paseo, biberon, potito, pañal, pañales, cambiador, dar el pecho, lactancia, recien nacida, cochecito, meses',
    highchair:
      'sillita, silla para bebe, silla para niños, silla alta, silla de bebe, sentarlo, sentar al bebe, trona para',
    teenager: 'chico, chica, chicos, menor de edad',
    parent: 'abuelo, abuela, abuelos, acompañante, acompañado, con un adulto',
    age: 'con que edad, cuantos años hay que tener, demasiado pequeño, demasiado mayor',
    pet: 'bicho, animalito',
    dog: 'perrete, correa, perro guia, chucho, canes, podenco, labrador',
    phone:
      'dar un toque, llamaros por telefono, llamada, llamadas, telefonear, whatsapp, mensajes, wasap, guasap, llamar por telefono',
    email: 'escribiros, mandar un correo, escribir un correo, direccion de correo',
    contact: 'hablar con, preguntar a, dirigirme, a quien pregunto, con quien hablo, quien lleva',
    internet: 'pagina, por la web, desde casa, via web',
    wifi: 'internet gratis, clave del wifi, contraseña del wifi, conectarme, red wifi, portatil, ordenador portatil, trabajar con el ordenador',
    delivery:
      'traer a casa, traeis a casa, llevar a casa, llevais a casa, glovo, uber eats, just eat, mandarlo a casa, me lo traeis, repartis, a mi casa, por mensajero, envios a',
    pickup:
      'ir a buscar, paso a recoger, pasar a recoger, lo recojo, ir a por, recogerlo, pasamos a buscar, pasamos a recoger',
    goodsReturn: 'no me gusta, no me vale, no me queda bien, cambiarlo, cambiar por otro, descambiarlo',
    warranty: 'si se rompe, cuanto dura la garantia, cubre',
    complaint:
      'no me ha gustado, no nos gusta, no nos ha gustado, poner una queja, hablar mal, algo salio mal, si no me gusta, poner pegas, mala experiencia, protestar, no estoy contento, descontenta, libro de reclamaciones',
    emergency: 'cuanto antes, ahora mismo, lo antes posible, por la noche, a medianoche, de guardia, me urge',
    holiday:
      'dia de fiesta, dias de fiesta, fiestas, fallas, dia festivo, constitucion, todos los santos, reyes, dia de reyes, cierre por vacaciones, agosto, mes de agosto',
    christmas: 'comida de navidad, 24 de diciembre, 25 de diciembre, cena de navidad, en navidades',
    newYear: '31 de diciembre, primero de año, 1 de enero, uvas',
    job: 'trabajar ahi, trabajar aqui, trabajo para mi, camareros, camarero, camarera, buscais gente, buscais personal, buscais camareros, buscar trabajo, contratais, ofertas de trabajo, puesto, puestos, practicas, dejar el curriculum, cv, sueldo, contrato, bolsa de trabajo, personal nuevo, hace falta gente, necesitais gente',
    qualified: 'estudios, donde estudio, formado, formacion, aprendio, especialista, especialidad',
    insurance: 'cubre el seguro, poliza',
    staff:
      'cuantos sois, cuanta gente trabaja, trabajais, gente trabaja, empleadas, quienes sois, los que trabajan',
    owner:
      'de quien es, quien esta detras, quien monto, quien lleva, dueños, propietarias, negocio familiar, jefes',
    founded:
      'cuando empezasteis, cuando abristeis, desde que año, historia, llevais abiertos, cuantos años llevais, empezo el negocio, lleva abierto, antigua',
    manager: 'quien manda, persona a cargo, jefe de sala, maitre, al frente',
    newcomer: 'nunca he ido, nunca hemos ido, es la primera vez',
    register: 'me apunto, nos apuntamos, apuntarnos, como me apunto, inscribirse, inscribirnos, dar de alta',
    membership: 'plan mensual, bono mensual, pase, cuota',
    course:
      'aprender, aprender a, enseñais, enseñan, clases de cocina, aprender a cocinar, curso de cocina, cocinar',
    menu: 'que se come, que servis, que teneis para comer, de comer, que hay de comer, zampar, comemos',
    breakfast: 'por la mañana, desayunamos',
    lunch:
      'al mediodia, medio dia, comer al mediodia, comida del mediodia, hora de comer, menu de diario, menu diario, entre semana a comer',
    dinner: 'por la noche, cenamos, cenar tarde, cenar pronto, de noche, cenita, noches',
    vegetarian:
      'no como carne, no come carne, no comemos carne, verduras, verdura, sin carne ni pescado, opciones sin carne',
    vegan: 'nada de origen animal, nada animal',
    gluten:
      'celiacas, celiaquia, harina, harinas, pan especial, sin trigo, apto para celiacos, aptos para celiacos',
    allergy:
      'me sienta mal, le sienta mal, no puedo comer, no puede comer, ingrediente, ingredientes, trazas, reaccion, dieta, dietas, sensibles, alergicos, alergica a',
    nuts: 'almendra, almendras, avellana, avellanas, nuez, frutos de cascara, anacardos',
    dairy:
      'queso, nata, mantequilla, sin leche, sin lactosa, huevo, huevos, no toma leche, no puede tomar leche',
    alcohol:
      'coctel, cocteles, combinados, gin tonic, licor, licores, vermut, chupito, sin alcohol, no bebo, beber, para beber, no bebe, abstemio, mosto, refrescos, cubatas',
    wine: 'tinto, blanco, cava, botella de vino, botellas, sumiller, maridaje, cata, catas, enologo, copa de vino',
    beer: 'caña, cañas, jarra, birra, birras',
    ownBottle:
      'nuestro propio vino, botella propia, traer una botella, llevar una botella, nuestra botella, mi botella, vino de casa, llevar bebida, nuestro vino, traemos vino, llevamos vino, botella de casa, vino propio, llevar nuestro vino',
    takeaway:
      'comida a casa, llevarnoslo, llevarmelo, me lo llevo, comer en casa, en casa, encargar comida, lo que sobra, llevarse las sobras, sobras, tupper, para casa, nos lo llevamos',
    outdoors:
      'sentarnos fuera, mesa fuera, comer fuera, cenar fuera, al sol, mesas fuera, sitio fuera, a la fresca, calle',
    party:
      'comunion, bautizo, despedida, despedida de soltera, despedida de soltero, comida de empresa, cena de empresa, empresa, aniversario, privatizar, cerrar el local, alquilar el local, local entero, reservado, sala privada, salon privado, comedor privado, celebramos, festejar, reunion familiar, montar una fiesta, solo para nosotros',
    birthday:
      'cumplimos, cumplo, velas, soplar velas, cumples, tarta de cumpleaños, cumpleañero, cumpleañera',
    wedding: 'casarnos, nos casamos, banquete, casamiento, enlace',
    group:
      'somos, seremos, muchos, grupo grande, peña, cuadrilla, toda la familia, comensales, mucha gente, varios amigos, grupos grandes, bastante gente, un monton',
    room: 'sala, salas, salon, comedor, espacio',
    luggage:
      'mochila, mochilas, dejar las maletas, guardar las maletas, abrigo, abrigos, guardarropa, ropero, perchero, trastos',
    smoking: 'cigarro, cigarros, pitillo, pitillos, echar un cigarro, vaper, cigarrillo',
    clothes:
      'arreglado, elegante, ir arreglado, vestirse, como hay que ir, chaqueta, corbata, bañador, pantalon corto, de etiqueta, ir vestido, chanclas, informal, formal, bermudas',
    pain: 'me duele, dolorido, molestias',
    fear: 'aterrado, aterrada, panico a, terror, susto, asusta, agobiado, tranquila, tranquilo, calmar',
    pregnant: 'espero un bebe, esperando un bebe, en estado',
    speaks:
      'ingles, frances, aleman, valenciano, catalan, italiano, arabe, en ingles, en castellano, castellano, habla ingles, hablan ingles, traduccion, traducir, carta en ingles, traducida',
    privacy:
      'mis datos, borrar mis datos, que guardais, guardais mis datos, camaras, camara, grabais, videovigilancia, informacion mia, numero de tarjeta',
    order: 'encargarlo, encargamos, por encargo, encargado, pedir, pedirlo',
    sell: 'comprar, puedo comprar, se vende, a la venta',
    lost: 'me olvide, nos dejamos, se me olvido, me he olvidado, paraguas, cartera, perdi, extravie, encontrado, chaqueta olvidada, olvidar, se me quedo, nos hemos dejado',
    photo: 'hacer fotos, sacar fotos, grabar',
    music: 'grupo en directo, guitarra, actuacion, actuaciones, cantante, dj, tocan, ambiente',
    trainer: 'quien da la clase, quien imparte',
    start: 'a que hora empieza, cuando empieza, arranca',
    need: 'tengo que, tenemos que, es necesario, hace falta que, obligan, es obligatorio, debo',
    allow:
      'se puede entrar, puedo entrar, podemos entrar, puedo llevar, podemos llevar, puedo traer, podemos traer, dejais entrar, me dejan, esta permitido, os importa si, esta bien si, hay problema si',
    forbidden: 'no se puede, no dejais, norma, reglas, prohibis',
    heating: 'estufa, estufas, calor, frio, chimenea',
    cooling: 'aire, ventilador, fresquito, climatizada',
    charging: 'enchufe, enchufes, cargar el movil, cargar el coche, cargador de movil, cargar',
    quiet:
      'ruidoso, bullicio, se oye, silencio, tranquilidad, charlar, conversar, sin ruido, jaleo, escandalo',
    waiting:
      'hacer cola, colas, lleno, llenos, llena de gente, mucha gente, cuando hay menos gente, hora tranquila, esperas, se llena, menos lleno',
    walkIn:
      'ir sin reservar, sin haber reservado, ir sin reserva, presentarnos sin reserva, hace falta reservar, hay que reservar, necesito reservar, es necesario reservar, ir directamente, a la aventura, sobre la marcha, plantarnos',
    duration:
      'cuanto se tarda, cuanto rato, rato, cuanto tiempo dura, cuanto tardan, cuanto tardais, dura mucho, se hace largo, tiempo de preparacion',
    starter: 'de primero, para empezar, picoteo, picar algo, compartir, para compartir, al centro',
    dessert: 'dulce, dulces, helado, helados, flan, bizcocho, chocolate, pasteles, reposteria',
    fish: 'gambas, gamba, pulpo, sepia, bacalao, merluza, calamares, mejillones, bogavante, del dia',
    meat: 'chuleton, chuletas, filete, solomillo, jamon, presa, vaca, buey, brasa, parrilla, carnivoro, asado',
    rice: 'arroz, arroces, paella, paellas, fideua, arrocito',
    table: 'sitio, plaza, plazas, caben, cabemos, aforo, capacidad, sentarnos, comedor, cuanta gente cabe',
    chef: 'quien cocina, cocineros, cocineras, en los fogones, a los fogones, jefe de cocina',
    portion:
      'racion, raciones, media racion, medias raciones, cantidad, abundante, abundantes, para compartir, suficiente para, hambre, grandes son, tamaño de los platos, cuantos platos, llena, me quedo con hambre',
    setMenu:
      'menu degustacion, degustacion, menu del dia, menu cerrado, menus cerrados, menu de grupo, menu diario, menu fijo, menu de mediodia, pases',
    tv: 'television, tele, partido, ver el partido, futbol, pantalla, proyector, microfono',
    origin:
      'de donde viene, de donde es, de donde son, de donde sacais, proveedor, proveedores, producto local, ecologico, de kilometro cero, casero, casera, caseros, hecho en casa, de temporada, huerta',
    leftover: 'sobras, lo que sobra, desperdicio, sobrante, bolsas',
    taxi: 'taxi, taxis, uber, cabify, aeropuerto',
    split:
      'pagar por separado, dividir la cuenta, separar la cuenta, pagar cada uno, cada uno lo suyo, a escote, cuentas separadas, partir la cuenta, pagar a medias',
    visit: 'visitar la cocina, ver la cocina, enseñais la cocina, visita, visitas, excursion, colegio',
    cardDetails:
      'datos de la tarjeta, tarjeta para reservar, me pedis la tarjeta, numero de tarjeta, por que pedis la tarjeta, dejar la tarjeta, dar la tarjeta',
    tableTime:
      'nos echais, nos echan, cuanto podemos estar, hasta cuando podemos estar, limite de tiempo, sobremesa, alargar, doblar mesa, segundo turno, primer turno, turnos, quedarnos, cuanto tiempo tenemos la mesa, levantar de la mesa',
    privateRoom:
      'sala para nosotros, salon para nosotros, solo para nosotros, presentacion, reunion de trabajo, reunion, sala aparte, comedor aparte, intimidad, proyector, chimenea, espacio privado, apartado',
    alone:
      'para uno, voy solo, voy sola, yo solo, yo sola, una sola persona, individual, para una persona, comer solo, comer sola',
    foodFault:
      'comida fria, no esta bueno, no me gusta el plato, esta frio, esta crudo, quemado, devolver el plato, no nos convence, malo, mala, salado',
    queue: 'mejor hora, cuando hay menos, hora mas tranquila, evitar colas, menos lio, hay mucho lio, petado',
    earlyMeal:
      'cenar temprano, cenar pronto, a las siete, a las 7, cenas tempranas, horario guiri, antes de las ocho, tan tarde, pronto',
    nonDrinker: 'no bebo alcohol, conduzco, tengo que conducir, sin alcohol, abstemia, refresco',
    childSeat: 'asiento para bebe, asiento infantil, silla infantil',
    childPlay:
      'entretener, entretenerse, pintar, dibujar, jugar, juguetes, rincon, zona infantil, colorear, columpios',
    childFood:
      'algo para niños, medias raciones, macarrones, comida de niños, plato pequeño, que comen los niños, menu para niños',
    weather:
      'si llueve, lluvia, llueve, mal tiempo, frio en la terraza, hace frio, hace calor, viento, toldo, sombra',
    motherDay: 'dia de la madre, mamá, regalo para mi madre, domingo de mayo',
    fallasDays: 'fallas, mascleta, petardos, marzo, san jose',
    allergyCall: 'alergia grave, muy alergico, anafilaxia, shock, urgencias por comer',
    eggs: 'huevo, huevos, mayonesa, alioli',
    shellfish: 'marisco, gambas, crustaceos, moluscos, caldo',
    porkRule: 'cerdo, musulman, musulmanes, religion, judio, halal, no comemos cerdo',
    ownCake:
      'tarta de casa, tarta propia, traer la tarta, llevar la tarta, pastel propio, nuestra tarta, mi tarta, hacer una tarta, encargar una tarta, tarta para el cumple',
    learnCook:
      'aprender a hacer paella, aprender paella, clase de paella, hacer paella, taller, talleres, cursillo',
    wineTasting: 'cata, catas, probar vinos, degustar vinos, aprender de vinos',
    schoolVisit: 'colegio, cole, excursion escolar, alumnos, visita escolar, profesora, clase de mi hijo',
    data: 'borrar mis datos, que haceis con mis datos, proteccion de datos, rgpd, camaras',
    invoiceAsk:
      'factura para la empresa, gastos, desgravar, factura con nif, a nombre de mi empresa, necesito factura',
    mealCard:
      'tarjeta restaurante, ticket restaurant, cheque restaurante, cheques restaurante, sodexo, edenred, tarjeta de comida, tarjetas de empresa',
    giftIdea: 'regalar, quiero regalar, regalo de boda, invitar a alguien, bono para, sorpresa',
    expiry:
      'caduca, caducan, caducidad, fecha de caducidad, cuanto vale el bono, validez, valido hasta, prorroga',
    menuLanguage: 'carta en otros idiomas, carta en ingles, no hablo español, traducida, carta traducida',
    electric: 'enchufe, enchufes, cargar el movil, bateria, sin bateria, cable, cables, cargador',
    workLaptop: 'trabajar con el portatil, teletrabajar, portatil, trabajar un rato, ordenador',
    coat: 'abrigos, guardarropa, perchero, dejar el abrigo, dejar las maletas, maletas, bolsas de viaje, mochila',
    seeKitchen:
      'ver la cocina, ver como cocinan, mesa con vistas, mesa cerca de la cocina, cocina abierta, cocina vista',
    wildParking:
      'donde aparcar, dejamos el coche, llegar en coche, zona de bajas emisiones, distintivo ambiental, etiqueta ambiental, pegatina, multa por entrar, entrar en coche, parking cercano',
    animalIn:
      'entrar con el perro, con perro, mi perro, con mi mascota, llevar al perro, traer al perro, perro dentro, perro guia, perro de asistencia',
    priceFish: 'precio del pescado, segun mercado, pescado del dia, cuanto cuesta el pescado',
    supplement:
      'suplemento, cubierto, cobrais pan, cobrais el pan, servicio de mesa, recargo, cobrais terraza, cobrais mas en terraza, extra por',
  },
  types: [
    ['email', /\b(correo|email|e mail|mail)\b/],
    [
      'phone',
      /\b(telefono|numero (de|para) (contacto|llamar|whatsapp)|whatsapp|movil|llamaros|llamarles|por telefono)\b|\b(donde|como|a que numero|a donde) (os |les )?llam/,
    ],
    [
      'price',
      /\bcuant[oa]s? (me |os |nos |les |te )?(cuestan?|costaria|valen?|vale|sale|salen|saldria|cobrais|cobran|cobra|es(?! el tiempo)|son (?!los que)|hay que pagar|pago|pagaria|tengo que pagar)|\b(precios?|tarifas?|coste|costes|costo|importe|honorarios)\b|\bcaro\b|\bbarat[oa]s?\b|\bque (vale|valen|cuesta|cuestan|cobrais|cobran|precio)\b|\bcobr(ais|an|as)\b|\ba cuanto\b|\b(cuestan?|costaria)\b/,
    ],
    [
      'hours',
      /\b(horarios?|apertura)\b|\b(abris|abren|abre|abierto|abiertos|abierta|cerrais|cierran|cierra|cerrado|cerrados|cerrada|abriis)\b|\bque dias (abr|cerr|cierr|trabaj)|\b(trabajais|trabajan|atendeis|atienden) (los |el |en |hoy|manana)/,
    ],
    [
      'duration',
      /\bcuant[oa] (tiempo|dura|duran|tarda|tardan|tardais|tardare|se tarda|duraria|antes|hay que esperar)|\bcuant[oa]s (minutos|horas|dias|semanas|meses|anos)\b|\bduracion\b|\bcon cuanta antelacion\b|\bque plazo\b|\bcuanto (tiempo )?antes\b|\bplazo\b/,
    ],
    [
      'count',
      /\bcuant[oa]s\b|\b(numero|edad|peso|tamano) (maxim[oa]|minim[oa])\b|\b(maximo|minimo) (de )?(personas|kilos|peso|edad)\b|\bque edad\b|\baforo\b|\bcapacidad\b|\bcuanto (pesa|mide)\b/,
    ],
    [
      'where',
      /\b(a |de )?donde\b(?! (puedo|podemos) (reservar|pagar|comprar|apuntarme|pedir|inscribirme|ver))|\b(direccion|ubicacion|localizacion|codigo postal)\b|\bcomo (se llega|llego|llegar|puedo llegar|ir|voy|podemos llegar)\b|\ben que (calle|planta|piso|zona|barrio)\b|\bque (calle|direccion)\b/,
    ],
    ['who', /\bquien(es)?\b|\bcomo se llama\b|\bnombre (de|del)\b/],
    [
      'when',
      /\bcuando\b|\ba que hora\b|\bhasta que hora\b|\bdesde que hora\b|\bque (dia|dias|fecha|fechas|hora|horas)\b|\ben que (dias?|fechas?|meses?|momento)\b|\bmas (tarde|temprano|tardar)\b/,
    ],
    ['contact', /\b(contactar|contacto|contactaros|ponerme en contacto|localizaros)\b/],
    [
      'offer',
      /\b(teneis|tienen|tiene|ofreceis|ofrecen|ofrece|haceis|hacen|vendeis|venden|hay|servis|sirven|disponeis|disponen|reparais|reparan|tratais|tratan|aceptais|aceptan|admitis|admiten|dais|dan|trabajais con|enviais|envian|alquilais|alquilan|hablais|hablan|atendeis|atienden|incluye|incluyen|existe)\b/,
    ],
  ],
  asks: /^(que|cual|cuales|cuando|donde|a donde|adonde|de donde|quien|quienes|como|cuanto|cuanta|cuantos|cuantas|por que|a que|en que|desde|hasta que|con que|con cuanta|para|hay|es|son|estais|esta|estan|teneis|tienen|tiene|puedo|puede|podemos|pueden|podria|podriais|se puede|se pueden|hace falta|tengo que|hay que|ofreceis|haceis|abris|abren|aceptais|admitis|quiero|quisiera|queria|me gustaria|necesito|y (que|cual|cuando|donde|cuanto|los|el|en)|saber|dime|digame|me podeis|me puedes|me podria)\b|\b(que|cuando|donde|cuanto|como|si) (es|son|hay|puedo|teneis|tienen|cuesta|esta)\b|\?/,
  leansBack:
    /^(despues|antes de eso|luego|si no|en caso contrario|en ese caso|tambien|ademas|esto|eso|este|esta|estos|estas|ese|esa|ellos|ellas|el mismo|la misma|ambos|ambas|sin embargo|pero|y|o|alli|aqui|lo mismo|tampoco|para ello|por eso|su|sus)\b/,
  joins:
    /[?.!;]\s+¿?|,?\s+\b(?:y|e|tambien|ademas|pero)\b,?\s+¿?(?=(?:tambien )?(?:que|cual|cuales|cuando|donde|quien|como|cuanto|cuanta|cuantos|cuantas|hay|teneis|tienen|puedo|podemos|se puede|aceptais|aceptan|abris|abren|haceis|hacen|ofreceis|ofrecen|es|esta|a que hora)\b)/,
  smallTalk: [
    [
      'thanks',
      /^((muchas|mil|muchisimas|ok|vale|perfecto|genial|estupendo) )*(gracias|grax|te lo agradezco|os lo agradezco|se lo agradezco|agradecid[oa]|muy amable(s)?|perfecto|genial|estupendo|fantastico|me ha(s|n|beis)? (sido de )?(ayudado|ayuda|servido)|que bien|entendido|me queda claro|de gran ayuda|eso ayuda)( (gracias|muchas gracias|por todo|por (la|tu|su|vuestra) (ayuda|informacion|respuesta|atencion)|mucho|de nuevo|otra vez|muy amable|es todo|por responder|por la info))*$/,
    ],
    [
      'goodbye',
      /^(adios|chao|chau|hasta (luego|pronto|manana|otra|la vista)|nos vemos|bye|que (tengas|tenga|tengais) (un )?(buen|buena) (dia|tarde|noche|fin de semana)|(no )?(eso es|es|nada) todo|nada mas|no nada mas|eso seria todo|ya esta( todo)?|no gracias|no necesito nada mas|cuidate|feliz dia|feliz tarde)( (gracias|muchas gracias|adios|hasta luego|hasta pronto|por ahora|y gracias))*$/,
    ],
    [
      'wellbeing',
      /^(como (estas|esta|estais|va|te va|va todo|andas|vamos)|que tal( estas| va| todo)?|todo bien|que pasa|hay alguien( ahi)?|estas (ahi|bien)|estais ahi|encantad[oa]|mucho gusto)( hoy)?$/,
    ],
    [
      'identity',
      /^(eres|es|sois|estoy hablando con|hablo con|esto es) (un |una |el |la )?(persona( real)?|human[oa]|robot|bot|maquina|ia|chatbot|inteligencia artificial|ordenador|alguien real|asistente( virtual)?|automatico)( o (un |una )?(persona( real)?|human[oa]|robot|bot|maquina|ia))?$|^(quien eres|que eres|como te llamas|cual es tu nombre|que puedes hacer|que sabes hacer|en que (me )?puedes ayudar(me)?|como funcionas|quien te (hizo|creo)|para que sirves|que te puedo preguntar)$/,
    ],
    [
      'greeting',
      /^(hola|holaa|buenas|buenos dias|buenas tardes|buenas noches|buen dia|saludos|ey|hey|hi|hello|que hay|ayuda|necesito ayuda|tengo una (pregunta|duda|consulta)|una (pregunta|duda|consulta)|puedo hacer(te|le|os)? una pregunta|me (puedes|podeis|puede|podria|podrias) ayudar|quiero (informacion|preguntar( algo)?)|necesito informacion)( (hola|a todos|que tal|buenas|buenos dias|buenas tardes|buenas noches|tengo una (pregunta|duda|consulta)|una pregunta|necesito ayuda|me (puedes|podeis|puede) ayudar|como estas|como estais))*$/,
    ],
  ],
  smallWords: {
    greeting: 'hola holaa buenas buenos saludos hey ey buen',
    thanks:
      'gracias grax agradezco agradecido agradecida agradecidos amable amables genial perfecto perfecta estupendo fantastico maravilloso excelente util guay mil muchas muchisimas merci crack',
    goodbye: 'adios chao chau luego pronto vemos bye cuidate cuidaos despedida',
    filler:
      'dia dias tarde tardes noche noches que tal como va estas esta estais todo toda todos bien muy mucho mucha por para la el lo los las tu su vuestra ayuda informacion info respuesta atencion de nada mas es eso esto y a me te le os se ha has habeis sido ayudado servido vale ok si no ya gusto encantado encantada hasta manana otra vez nos igualmente tengas tenga tengais buena feliz fin semana un una bob tio amigo amiga jaja claro entendido entonces pues ah oh de nuevo',
  },
  courtesy:
    /\b(por favor|porfa|porfavor|bob|bueno|pues|vale|ok|ah|oh|eh|jaja|jajaja|perdon|perdona|perdone|disculpa|disculpe|disculpad|oye|oiga|mira)\b/g,
  ownContact:
    /\b(mi|mis|nuestro|nuestra) (?:[a-z]+ ){0,3}(numero|telefono|movil|correo|email|mail|contacto|whatsapp|nombre|datos|fijo)\b|\b(llamad|llama|llame|llamen|llamar|escribid|escribe|escriba|escribir|contactad|contacta|contacten|contactar|mandad|manda|mandar|avisad|avisa|avisen|avisar|localizad|localizar|enviad|envia|enviar|decid|decir|confirmad|confirmar|apuntad)(me|nos)\b|\b(me llamo|soy|somos|a nombre de|(me|nos) (podeis|puedes|pueden|puede) [a-z]+)\b/,
  supposes:
    /^(que (pasa|pasaria|hago|ocurre) si|como (puedo|hago)|donde|a quien)\b|\b(puedo|podria|podemos) (pedir|devolver|cambiar|recuperar|reclamar)\b/,
  rules: {
    injection: [
      /\b(ignora|ignore|olvida|olvide|omite|saltate|desobedece)\b.{0,40}\b(instrucciones|reglas|ordenes|restricciones|lo anterior|todo lo que|prompt|programacion|filtros?)\b/,
      /\b(prompt|mensaje|instrucciones) (del|de) sistema\b/,
      /\bsystem prompt\b/,
      /\btus instrucciones\b/,
      /\bmodo (desarrollador|administrador|dios|admin|debug|dan)\b/,
      /\b(ahora eres|a partir de ahora eres|a partir de ahora (vas|debes|responde)|actua como|finge (ser|que)|haz como si|comportate como|imagina que eres|hazte pasar)\b/,
      /\b(revela|muestra(me)?|ensename|dime|imprime|repite)\b.{0,30}\b(prompt|instrucciones|contrasenas?|claves?|api|configuracion|codigo fuente|base de datos)\b/,
      /\b(lista|dame|dime|muestra(me)?|ensename|pasame)\b.{0,30}\b((otros|los|tus|vuestros|demas) (clientes|pacientes|usuarios|huespedes)|datos de (los )?(clientes|pacientes))\b/,
      /\bignore (all|previous|your)\b/,
      /\bjailbreak\b/,
      /<script/,
      /\bdrop table\b/,
      /\bcontrasena (del|de) (administrador|sistema|admin)\b/,
    ],
    human: [
      /\b(alguien|una persona|el encargado|la encargada|el dueno|el gerente)( [a-z]+){0,5} (llamarme|contactarme|escribirme|me (llame|llama|llamara|contacte|escriba))\b|\b(que )?me (llame|llama|llamara|contacte) (alguien|una persona|el encargado|la encargada|el gerente)\b/,

      /^(un |una )?(humano|humana|agente|operador|operadora|persona|persona real|encargado)( por favor)?$/,

      /\b(alguien|alguna persona)( [a-z]+){0,3} (que no sea|y no) (un |una )?(robot|bot|maquina)\b/,

      /\b(me )?(pasas|pasais|pasa|pueden pasarme|puedes pasarme) con (un|una|el|la|alguien)\b/,
      /\b(que me|me) (atienda|conteste|responda|ayude|atendiera) (una persona|alguien|un humano|una persona real)\b/,
      /\b(hablar|hablo|hable|chatear|comunicarme|conectarme|contactar|pasame|pasadme|paseme|pasarme|pongame|ponme|ponedme|transfiereme|transferirme|derivame|conectame|comunicame)\b( directamente)? ?(con|a|al)? (un |una |el |la |los |alguien |algun |alguna |otra |otro |vuestro |su |uno de |de |del )*(persona|humano|humana|alguien|agente|operador|operadora|encargado|encargada|responsable|gerente|jefe|jefa|equipo|dueno|duena|companero|companera|empleado|asesor|asesora|recepcion|recepcionista|ser humano|vosotros|ustedes|representante|persona real|atencion al cliente)\b/,
      /\b(quiero|necesito|prefiero|quisiera|dame|hay) (a |con )?(un |una |alguna |algun )?(humano|persona real|persona de verdad|persona|agente|operador|operadora|ser humano|atencion humana)\b(?! (para|mas|por))/,
      /\b(no quiero|odio|harto de|harta de|cansado de|basta de) (hablar con |los |las |el |este |un |una )*(robots?|bots?|maquinas?|chatbots?)\b/,
      /^(humano|agente|operador|persona|persona real|un humano|una persona|atencion al cliente)$/,
      /\bno me (entiendes|ayudas|estas ayudando|sirves|estas entendiendo)\b/,
      /\bdejar un (mensaje|recado)\b/,
      /\b(quiero|necesito|puedo|podria|prefiero|quisiera|gustaria) (hablar|charlar) con (?!(antelacion|mi|mis|nuestr))/,
    ],
    callback: [
      /\b(podeis|pueden|puedes|puede|podriais|podrian) (por favor )?llamarme\b/,
      /\b(llamadme|llamame|llameme|que me llame(n|is)?|me (podeis|puedes|puede|pueden|podrian|podriais|podria) (llamar|contactar|telefonear)|devolv\w+ la llamada|me llame alguien|me llameis|ponganse en contacto conmigo|poneos en contacto conmigo|contactadme)\b/,
    ],
    complaint: [
      /\b(esto|eso) (es|fue|ha sido) (un |una |muy |totalmente |absolutamente |de )*(desastre|verguenza|intolerable|inadmisible|tomadura de pelo|timo|robo|juzgado|chiste|lamentable)\b/,
      /\b(no (pienso|vamos a|voy a) volver|nunca mas (vuelvo|volvere|volveremos|volvemos))\b/,
      /\b(un trato|una atencion|un servicio) (muy |bastante )?(malo?|mala|pesim[oa]|horrible|nefast[oa]|lamentable|deplorable)\b|\bnefast[oa]\b|\bmuy mal (servicio|trato)\b/,

      /\b(quiero|quisiera|queria|necesito|voy a|me gustaria|deseo) (a )?(poner|presentar|hacer|interponer|formular|dejar|tramitar)? ?(una |mi |la )?(queja|reclamacion|reclamar|quejarme|denuncia|hoja de reclamaciones)\b/,
      /\b(pesim[oa]|horrible|fatal|terrible|vergonzos[oa]|una verguenza|inaceptable|lamentable|asco|asqueros[oa]|desastre|indignante|indignad[oa]|decepcionad[oa]|enfadad[oa]|hart[oa]|furios[oa]|estaf\w+|timo|me habeis enganado|intolerable|mal servicio|muy mala experiencia|una tomadura|verguenza|impresentables|incompetentes?)\b/,
      /\b(estoy|estamos|quede|quedamos) (muy |bastante |nada |tan |poco )?(descontent[oa]s?|insatisfech[oa]s?|molest[oa]s?|cabread[oa]s?|disgustad[oa]s?)\b/,
      /\b(sois|son) (unos|unas|lo peor|un desastre)\b/,
      /\b(quiero|devolvedme|devuelvanme|exijo) (que me devolv\w+ )?(mi|el) dinero\b/,
      /\bnadie (vino|me (llamo|ha llamado|contesta|responde|atiende|ha contestado)|aparecio|ha venido|contesta)\b/,
      /\b(sigo|seguimos|llevo .{0,20}) esperando\b/,
      /\b(me han|me habeis|nos han|nos habeis) (cobrado de mas|tratado (muy )?mal|mentido|ignorado|enganado|dejado tirad[oa]s?|roto|danado|estropeado)\b/,
      /\bmaleducad[oa]s?\b/,
      /\bgroser[oa]s?\b/,
      /\bponer(os|les)? una mala (resena|opinion)\b/,
    ],
    off_topic: [
      /\b(escribe(me)?|redacta(me)?) (un |una )?(correo|carta|mensaje|email|cancion)\b.{0,10}\b(a|para|de) (mi|amor)\b/,
      /\ba quien (voto|deberia votar)\b|\bque hora es en [a-z ]+$|\bcomo ligo\b/,
      /\b(explica(me)?|explicame) (la relatividad|la fotosintesis|matematicas|fisica|la evolucion)\b|\b(juguemos|jugamos|juega) al?\b|\bdibuja(me)? (un|una)\b|\bcuenta(me)? algo (gracioso|divertido)\b|\bque nombre le pongo a mi\b/,

      /\bcomo (cocino|horneo) /,
      /\bque (pelicula|serie|libro|movil|ordenador) (veo|me compro|leo|compro|deberia)\b/,

      /\breceta (de|para|del) (?!(gafas|medicament|vuestr|su|la|el|las|los|ese|esa|farmacia))/,
      /\bquien (escribio|invento|pinto|descubrio|compuso|es el (presidente|rey|papa))\b/,
      /\b(capital|poblacion) de (la )?[a-z]+$/,
      /\b(ayuda(me)?( con)?|haz(me)?|resuelve(me)?|corrige(me)?) (con )?(mis?|los|esta|este|la) (deberes|ecuacion|tarea|redaccion|trabajo de|tesis|curriculum|declaracion de la renta)\b/,
      /\b(recomienda(me)?|sugiere(me)?)( [a-z]+)? (una |un |alguna |algun )?(buena |buen )?(pelicula|libro|serie|cancion|podcast)\b/,
      /\bque tiempo (va a hacer|hara|hace)\b/,

      /\b(cuenta(me)?|dime|sabes|cuentanos) (un |una |algun |otro )?(chiste|cuento|historia|adivinanza|poema|broma)s?\b/,
      /\b(escribe(me)?|redacta(me)?|hazme|genera|componme) (un |una |mi |el |la )?([a-z]+ ){0,2}(poema|redaccion|ensayo|cancion|cuento|historia|codigo|programa|deberes|carta|curriculum|discurso|script)\b/,
      /\bque tiempo (hace|hara)\b/,
      /\bcapital de [a-z]+$/,
      /\b(sentido de la vida|me quieres|te casarias|tienes novi[oa]|tienes sentimientos|tu (color|pelicula|comida|libro) favorit[oa])\b/,
      /\bcuanto (es|son) \d+ (mas|menos|por|entre|x) \d+/,
      /^\d+( ?[x+*/-] ?| mas | por | menos )\d+$/,
      /\btraduce(me)? (esto|esta|la|el|al|lo)\b/,
      /\b(codigo|programa|script) (en|de) python\b/,
      /^que (hora|dia) es( hoy| ahora)?$/,
      /\brecomienda(me)? (una|un) (pelicula|libro|serie|cancion)\b/,
      /\bhazme los deberes\b/,
    ],
    topics: [
      /\b(el tiempo (en|hoy|manana)|pronostico|va a llover|llovera|lloviendo)\b/,
      /\b(presidente de|poblacion de|que altura tiene)\b/,
      /\bquien (gano|ganara|va ganando|va a ganar)\b/,
      /\b(futbol|la liga|champions|mundial|real madrid|barca)\b/,
      /\b(bitcoin|criptomonedas?|la bolsa|loteria|horoscopo|signo del zodiaco)\b/,
      /\b(politica|partido politico|existe dios)\b/,
      /\b(chatgpt|openai|siri|alexa|gemini|claude)\b/,
      /\breceta (de|para)(?! (gafas|medicament))\b/,
    ],
  },
  aboutUs:
    /\b(teneis|tienen|tiene|vendeis|venden|aceptais|aceptan|poneis|ponen|dais|dan|haceis|hacen|hay|vuestr[oa]s?|ofreceis|ofrecen|abris|abren|ahi|alli|local|terraza|puedo|podemos|se puede)\b/,
  days: [
    'lunes lun',
    'martes mar',
    'miercoles mie',
    'jueves jue',
    'viernes vie',
    'sabado sab sabados',
    'domingo dom domingos',
  ],
  weekdays: /\b(entre semana|dias laborables|dias laborales|laborables)\b/,
  weekend: /\b(fin(es)? de semana|finde|findes)\b/,
  daily: /\b(todos los dias|cada dia|a diario|diariamente|los siete dias|7 dias|siete dias|24 horas)\b/,
  months:
    'enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre',
  rangeWords: 'a al hasta el',
  marks: {
    free: /\b(gratis|gratuit[oa]s?|incluid[oa]s?|incluye|sin (coste|cargo|suplemento)|no tiene coste|no cobramos)\b/,
    closed: /\b(cerrad[oa]s?|cerramos|cierra|no abrimos)\b/,
    place:
      /\b(calle|avenida|avda|plaza|paseo|carretera|camino|ronda|numero|planta|piso|esquina|frente|enfrente|detras|junto|al lado|cerca|entre|minutos|km|metros|estacion|parada|entrada|situad[oa]s?|local|bajo|centro|barrio|en la|en el|desde)\b/,
    person:
      /\b(dr|dra|sr|sra|don|dona|doctor|doctora|fundador|fundadora|fund[oa]|duen[oa]|propietari[oa]|directora?|gerente|encargad[oa]|jef[ea]|dirige|lleva|chef|equipo)\b/,
    span: /\b(minutos?|min|horas?|dias?|semanas?|mes|meses|anos?|inmediatamente|mismo dia|noches?|media hora|de inmediato|desde|hasta)\b/,
    number:
      /\b(un|una|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|docena|veinte|treinta|cuarenta|cincuenta|cien|sin limite|ilimitad[oa]|ambos|diario|diaria|mensual|anual|semanal|cada|veces)\b/,
    clock:
      /\b(mediodia|medianoche|de la (manana|tarde|noche)|por la (manana|tarde|noche)|mananas|tardes|noches|horas?)\b/,
  },
  abbreviations:
    'sr sra srta dr dra d dna avda av c pza pl num no tel ej p.ej etc aprox min max ud uds s.l s.a',
  spelledOut: [
    [/\bxq\b/g, 'porque'],
    [/\bpq\b/g, 'porque'],
    [/\b(q|k)\b/g, 'que'],
    [/\btb\b/g, 'tambien'],
    [/\bxfa\b|\bpls\b|\bplis\b/g, 'por favor'],
    [/\bx\b(?! ?\d)/g, 'por'],
    [/\binfo\b/g, 'informacion'],
    [/\btlf\b|\btfno\b|\btelf\b/g, 'telefono'],
    [/\bfinde\b/g, 'fin de semana'],
  ],
  restem: (stem) => stem,
  apartPrefixes: new Set(),
  ordinal: null,
  respell: (word) => (IRREGULAR.get(word) ?? word).replace(/([csx])ion$/, '$1ión'),
}

const IRREGULAR = new Map(
  `pido:pedir pide:pedir piden:pedir pedis:pedir vuelvo:volver vuelve:volver juega:jugar juegan:jugar sirve:servir sirven:servir empieza:empezar empiezan:empezar cierra:cerrar cierran:cerrar cuesta:costar cuestan:costar duerme:dormir durmiendo:dormir prueba:probar prueban:probar pruebo:probar encuentra:encontrar encuentro:encontrar devuelve:devolver devuelven:devolver devuelvo:devolver recomienda:recomendar recomiendan:recomendar cuenta:contar sienta:sentar sientan:sentar sentarlo:sentar sentarse:sentar sentarnos:sentar sentarme:sentar hecho:hacer abierto:abrir roto:romper visto:ver vengo:venir viene:venir vienen:venir vamos:ir voy:ir dijo:decir traigo:traer trae:traer traen:traer`
    .split(/\s+/)
    .map((pair) => pair.split(':') as [string, string]),
)
