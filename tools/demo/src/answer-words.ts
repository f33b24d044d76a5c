/** What people write back. Each of them answers a question, so none is taken for a wish to get no more mails. */
export const replies: readonly string[] = [
  'Dark, please. And I bring a friend.',
  'The light one! See you on the 11th.',
  'Gerne die dunkle. Ich komme etwas später, geht das?',
  'La claire, sans hésiter. Merci pour l’invitation !',
  'Light.\n\nIs there parking nearby?',
  'Obie! 🙂 Będę z córką.',
  '深煎りでお願いします。楽しみにしています。',
  'Темную, пожалуйста. А можно прийти вдвоем?',
  'Neither, I am a tea person now, but thank you for thinking of me.',
  'Koyu olsun. Saat kaçta başlıyor?',
  'I cannot make it that evening. Could you post me 250 g of the dark one?',
  'Die helle Röstung. Zum „Zum Adler“ bitte einen Tisch für vier.',
];

export const absences: readonly { readonly subject: string; readonly text: string }[] = [
  { subject: 'Automatic reply', text: 'I am out of the office until 7 December with limited access to my email.' },
  { subject: 'Abwesenheitsnotiz', text: 'Ich bin bis zum 7. Dezember im Urlaub und lese keine Mails.' },
  { subject: 'Réponse automatique', text: 'Je suis absente du bureau et de retour le 7 décembre.' },
];

export const failures: readonly { readonly status: string; readonly diagnostic: string }[] = [
  { status: '5.1.1', diagnostic: '550 5.1.1 The email account that you tried to reach does not exist' },
  { status: '5.2.2', diagnostic: '552 5.2.2 The mailbox is full' },
  { status: '5.4.4', diagnostic: '550 5.4.4 Unable to route: host not found' },
];
