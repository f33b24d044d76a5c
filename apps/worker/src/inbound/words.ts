/**
 * Text as words are compared: no accents, no case, no typographic apostrophes, one space between words. Accents that
 * stand alone go first: normalizing sorts each run of them, and a mail of nothing else held the worker for minutes.
 */
export const plainWords = (text: string): string =>
  text
    .replaceAll(/\p{M}/gu, '')
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('ø', 'o')
    .replaceAll('æ', 'ae')
    .replaceAll('ł', 'l')
    .replaceAll(/[’‘`´]/g, "'")
    .replaceAll(/\s+/g, ' ')
    .trim();

/** Words that ask politely and decide nothing. */
const fillers = new RegExp(
  String.raw`\b(?:please|pls|plz|kindly|hi|hello|hey|dear|sirs?|madam|team|all|thank you|thanks?|thx|many|best|kind|regards|cheers|now|immediately|asap|i|we|would like to|want to|wish to|hallo|guten tag|sehr geehrte damen und herren|bitte|danke|vielen dank|sofort|ich mochte|mit freundlichen grussen|mfg|bonjour|svp|s'il vous plait|s'il te plait|merci|je veux|je souhaite|je voudrais|cordialement|hola|por favor|gracias|quiero|buongiorno|per favore|grazie|voglio|graag|alstublieft|aub|bedankt|ola|obrigad[oa]|quero|prosze|dziekuje|tack|tak|takk)\b`,
  'g',
);

/** One request to get no more, and nothing else; by language. Single words as telephones know them come first. */
const requests = [
  'stop(?:all)?|stopp|unsubscribe|opt ?out|remove',
  'unsubscribe me|remove me|take me off|opt me out|stop (?:e?mails?|this|it)',
  String.raw`(?:unsubscribe|remove|take) (?:me|my (?:e ?mail|address|e ?mail address))? ?(?:from|off) ?(?:of )?(?:this|that|your|the)? ?(?:mailing|e ?mail|distribution)? ?lists?`,
  String.raw`stop (?:sending|e ?mailing|mailing|contacting|writing)(?: to)?(?: me| us)?(?: any)?(?: more)?(?: these| this| your)?(?: e ?mails?| messages?| newsletters?)?`,
  String.raw`no (?:more|further) (?:e ?mails?|messages?|newsletters?)|(?:do not|don'?t|never) (?:e ?mail|mail|contact|write(?: to)?|send) (?:me|us)(?: any)?(?: more)?(?: e ?mails?| messages?| newsletters?)?(?: again| any ?more)?`,
  'abmelden|abmeldung|abbestellen|austragen|mich (?:abmelden|austragen|abbestellen)|melden sie mich ab|newsletter (?:abbestellen|abmelden)|abmeldung vom newsletter',
  'keine (?:weiteren )?(?:e ?mails?|mails?|nachrichten|newsletter|werbung)(?: mehr)?|(?:nehmen|streichen|loschen|entfernen) sie mich (?:aus|von) (?:dem|ihrem|der|ihrer) (?:e ?mail ?)?(?:verteiler|liste)',
  'desabonner|desabonnement|desinscription|desinscrire|(?:de )?me (?:desabonner|desinscrire)|(?:desabonnez|desinscrivez|retirez) moi|retirez moi de (?:votre|la|cette) liste|ne (?:plus )?me contactez plus|plus de (?:mails?|e ?mails?|messages)',
  'baja|(?:dar(?:me)? de|deme de|dadme de) baja|cancelar (?:la |mi )?suscripcion|desuscrib(?:ir|irme|eme|anme)|no (?:me )?(?:envien|enviar|manden) mas (?:correos|emails|mensaje?s)',
  "cancella(?:mi|temi|zione)|disiscri(?:vimi|vetemi|zione)|annulla(?:re)? (?:l')?iscrizione|rimuov(?:imi|etemi)(?: dalla lista)?",
  'afmelden|uitschrijven|schrijf mij uit|meld mij af|uitschrijven (?:van de )?nieuwsbrief',
  'cancelar (?:a )?(?:inscricao|assinatura)|descadastrar|descadastr(?:e|em) me|remover|sair da lista',
  'wypisz(?: mnie)?|rezygnuje|avregistrera|avprenumerera|afmeld|frameld|meld meg av|peruuta tilaus|odhlasit|abonelikten cik',
].join('|');

const onlyRequest = new RegExp(`^(?:${requests})$`);

/** Whether these words ask to get no more mails, and say nothing else but courtesies. */
export const asksToStop = (words: string): boolean => {
  const rest = plainWords(words)
    .replaceAll(/[^\p{L}\p{N}' ]+/gu, ' ')
    .replaceAll(fillers, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return rest.length <= 80 && onlyRequest.test(rest);
};

/** That somebody is away; by language. */
const absence = new RegExp(
  String.raw`\b(?:` +
    [
      String.raw`out of (?:the )?office|ooo|on (?:\w+ )?(?:leave|vacation|holidays?|pto)|annual leave|away (?:from|until|on)|(?:currently|am|be) (?:away|out|unavailable|traveling|travelling)|back (?:in the office|on|at work)|limited access to (?:my )?e-?mails?`,
      String.raw`abwesen(?:d|heit|heitsnotiz|heitsassistent)|nicht (?:im (?:haus|buro|hause)|erreichbar)|im urlaub|urlaubs?|elternzeit|ausser haus|(?:zuruck|wieder) (?:am|ab|im|erreichbar)`,
      String.raw`absente?s?(?: du bureau)?|absence|en conges?|conge (?:annuel|maternite)|de retour (?:le|au)|en vacances`,
      String.raw`fuera de (?:la )?oficina|ausente|ausencia|de vacaciones`,
      String.raw`fuori (?:sede|ufficio)|assente|assenza|in ferie`,
      String.raw`afwezig(?:heid)?|niet aanwezig|met vakantie|op vakantie|buiten kantoor`,
      String.raw`fora do escritorio|de ferias|ausencia`,
      String.raw`poza biurem|nieobecn\w+|franvarande|franvaro|semester|ikke (?:til stede|pa kontoret)|pa ferie|fravaer\w*|poissa|lomalla`,
    ].join('|') +
    String.raw`)\b`,
);

export const speaksOfAbsence = (words: string): boolean => absence.test(plainWords(words));

/** How programs begin the subject of what they answer. */
const automaticSubject =
  /^(?:auto(?:matic)? ?-?(?:reply|response)|autoreply|auto|out of (?:the )?office|ooo|automatische (?:antwort|beantwortung)|abwesenheitsnotiz|abwesend|reponse automatique|respuesta automatica|risposta automatica|automatisch antwoord|resposta automatica|odpowiedz automatyczna|autosvar|automaattinen vastaus|automaticka odpoved|otomatik yanit)\b ?[:[(-]/;

export const isAutomaticSubject = (subject: string): boolean =>
  automaticSubject.test(plainWords(subject).replace(/^(?:(?:re|aw|sv|antw|rif|odp) ?: ?)+/, ''));

/** Whether a subject says that it answers another. */
export const isReplySubject = (subject: string): boolean =>
  /^(?:re|aw|sv|antw|rif|odp|vs|ynt|res) ?(?:\[\d+\])?:/.test(plainWords(subject));
