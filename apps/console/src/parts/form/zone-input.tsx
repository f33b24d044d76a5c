import { type ComponentProps, useId } from 'react';
import { zoneNames } from '../../frame/zone.js';

interface ZoneInputProps extends Omit<ComponentProps<'input'>, 'list' | 'value' | 'onChange'> {
  readonly value: string;
  onChange(zone: string): void;
}

/** A time zone by its name, which the browser completes. */
export const ZoneInput = ({ onChange, ...rest }: ZoneInputProps) => {
  const zones = useId();
  return (
    <>
      <input {...rest} list={zones} onChange={({ target }) => onChange(target.value)} />
      <datalist id={zones}>
        {zoneNames().map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
    </>
  );
};
