const words: Readonly<Record<string, string>> = {
  '/name': 'Name',
  '/channel': 'Channel',
  '/goal': 'Goal',
  '/segment': 'Segment',
  '/sender': 'Sender',
  '/instructions/prose': 'Instructions',
  '/instructions/sections': 'Sections',
  '/template/subject': 'Subject',
  '/template/text': 'Text',
  '/template/html': 'HTML',
  '/template/body': 'Body',
  '/template': 'Template',
  '/writer': 'Written by',
  '/reviewer': 'Reviewed by',
  '/responseBehaviour': 'Replies',
  '/onUnknown': 'Unknown fate',
  '/defaults': 'Defaults',
  '/limits/maxRecipients': 'Most recipients',
  '/limits/concurrentRuns': 'Runs at a time',
  '/limits/startWithinSeconds': 'Start within',
  '/limits/quietHours': 'Quiet hours',
};

const unescaped = (name: string): string => name.replaceAll('~1', '/').replaceAll('~0', '~');

/** What people call the member of a campaign that a JSON Pointer names. */
export const wordsOf = (pointer: string): string => {
  const exact = words[pointer];
  if (exact !== undefined) return exact;
  const parent = Object.keys(words)
    .filter((each) => pointer.startsWith(`${each}/`))
    .toSorted((a, b) => b.length - a.length)[0];
  if (parent === undefined) return pointer === '' ? 'The campaign' : pointer;
  return `${words[parent] ?? parent}: ${unescaped(pointer.slice(parent.length + 1))}`;
};
