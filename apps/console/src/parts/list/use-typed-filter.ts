import { useEffect, useState } from 'react';

/** How long typing rests before the list is asked. */
const restMs = 250;

/** The text of a field that narrows a list by what the URL keeps of it. */
export const useTypedFilter = (kept: string | undefined, onRest: (text: string | undefined) => void) => {
  const [text, setText] = useState(kept ?? '');
  const [before, setBefore] = useState(kept);
  const typed = text.trim();
  // The URL was changed by somebody else than this field.
  if (before !== kept) {
    setBefore(kept);
    if (typed !== (kept ?? '')) setText(kept ?? '');
  }
  useEffect(() => {
    if (typed === (kept ?? '')) return undefined;
    const timer = setTimeout(() => onRest(typed === '' ? undefined : typed), restMs);
    return () => clearTimeout(timer);
  });
  return [text, setText] as const;
};
