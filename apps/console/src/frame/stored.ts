/** A choice of this browser that is kept. Without storage (forbidden, private) it holds until the page is left. */
export const readStored = (name: string): string | null => {
  try {
    return localStorage.getItem(`sortie.${name}`);
  } catch {
    return null; // no storage, no choice
  }
};

/** Null forgets it. */
export const writeStored = (name: string, value: string | null): void => {
  try {
    if (value === null) localStorage.removeItem(`sortie.${name}`);
    else localStorage.setItem(`sortie.${name}`, value);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error; // full or forbidden: the choice ends with the page
  }
};
