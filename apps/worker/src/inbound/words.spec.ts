import { asksToStop, isAutomaticSubject, isReplySubject, plainWords, speaksOfAbsence } from './words.js';

describe('words that ask to get no more', () => {
  it.each([
    'STOP',
    'Stop!',
    'stopall',
    'Unsubscribe.',
    'unsubscribe me please',
    'Please remove me from your mailing list. Thank you!',
    'take me off this list',
    'opt-out',
    'I would like to unsubscribe',
    'No more emails, please.',
    'Please don’t email me again',
    'stop sending me emails',
    'Abmelden',
    'Bitte melden Sie mich ab!',
    'Bitte keine weiteren E-Mails mehr',
    'Löschen Sie mich aus Ihrem Verteiler',
    'Désabonner',
    'Merci de me désinscrire',
    'Désabonnez-moi svp',
    'Baja',
    'Por favor, darme de baja',
    'Cancellami, grazie',
    'Graag uitschrijven',
    'descadastrar',
    'Wypisz mnie, proszę',
  ])('%s', (words) => {
    expect(asksToStop(words)).toBe(true);
  });

  it.each([
    '',
    'Yes',
    'never',
    'No, thanks',
    'Please stop by on Tuesday',
    'Do not worry',
    'No more questions from my side',
    'How do I unsubscribe my colleague?',
    'Cancel',
    'Remove the hedge, please',
    'Das nächste Mal bitte mit Preisen',
    'stop '.repeat(40),
  ])('not %j', (words) => {
    expect(asksToStop(words)).toBe(false);
  });
});

describe('words of absence', () => {
  it.each([
    'I am out of the office',
    'I am on parental leave until May',
    'Ich bin im Urlaub',
    'Wieder erreichbar ab Montag',
    'Je suis absente du bureau',
    'Estoy fuera de la oficina',
    'Sono in ferie',
    'Ik ben afwezig',
    'Jag har semester',
  ])('%s', (words) => {
    expect(speaksOfAbsence(words)).toBe(true);
  });

  it.each(['We have received your request', 'Your ticket is closed', 'Wir melden uns'])('not %s', (words) => {
    expect(speaksOfAbsence(words)).toBe(false);
  });
});

describe('subjects', () => {
  it.each(['Automatic reply: x', 'AUTO: x', 'Re: Out of office: x', 'Réponse automatique : x', 'Abwesenheitsnotiz: x'])(
    'of programs: %s',
    (subject) => {
      expect(isAutomaticSubject(subject)).toBe(true);
    },
  );

  it.each(['Automatic watering: which one?', 'Autobahn', 'Re: hello'])('not of programs: %s', (subject) => {
    expect(isAutomaticSubject(subject)).toBe(false);
  });

  it('that answer another', () => {
    expect(['Re: x', 'AW: x', 'RE[2]: x', 'SV: x', 'x', 'Regarding: x'].map(isReplySubject)).toEqual([
      true,
      true,
      true,
      true,
      false,
      false,
    ]);
  });
});

/** Half a million of them took minutes to put in order, in which the worker did nothing else. */
test('accents that stand by themselves are left out before words are compared', () => {
  const pile = '\u0316\u0301'.repeat(250_000);
  expect(asksToStop(`s${pile}top`)).toBe(true);
  expect(isAutomaticSubject(`Re\u0301ponse automatique : x${pile}`)).toBe(true);
  expect(plainWords(`\u00c9te\u0301 \u1ed3${pile}`)).toBe('ete o');
});
