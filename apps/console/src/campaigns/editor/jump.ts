const editable = 'input:not([type=hidden]),select,textarea,button';

/**
 * Goes to the field that a JSON Pointer names, or to the nearest one around it: a fault deep inside a member is mended where
 * that member is written. False: no field has anything to do with it.
 */
export const jumpTo = (pointer: string): boolean => {
  const fields = [...document.querySelectorAll<HTMLElement>('[data-pointer]')];
  const nearest = fields
    .filter(({ dataset }) => {
      const of = dataset['pointer'] ?? '';
      return pointer === of || pointer.startsWith(`${of}/`) || of.startsWith(`${pointer}/`);
    })
    .toSorted((a, b) => closeness(b, pointer) - closeness(a, pointer))[0];
  const control = nearest?.matches(editable) ? nearest : nearest?.querySelector<HTMLElement>(editable);
  if (!control) return false;
  control.scrollIntoView({ block: 'center' });
  control.focus({ preventScroll: true });
  return true;
};

/** The field itself first, then what is around it, the closest first, then what is inside it. */
const closeness = ({ dataset }: HTMLElement, pointer: string): number => {
  const of = dataset['pointer'] ?? '';
  if (of === pointer) return 1_000_000;
  return pointer.startsWith(`${of}/`) ? of.length : -of.length;
};
