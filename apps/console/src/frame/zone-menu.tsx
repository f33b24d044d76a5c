import { Globe } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Popup } from '../parts/popup.js';
import { SegmentedChoice } from '../parts/segmented-choice.js';
import { SearchInput } from '../parts/search-input.js';
import { OptionList } from '../parts/option-list.js';
import { formatInstant } from '../parts/time-format.js';
import { localZone } from './local-zone.js';
import styles from './top-bar.module.css';
import { useZone, zoneNames } from './zone.js';

/** Local, UTC, or any zone by name: every time on every page follows. */
export const ZoneMenu = () => {
  const { choice, name } = useZone();
  const label = choice === 'local' ? 'Local' : name.replace(/^.*\//, '').replaceAll('_', ' ');
  return (
    <Popup
      label="Time zone"
      trigger={
        <button type="button" className={styles.tool} title={`Times are shown in ${name}`}>
          <Globe size={15} aria-hidden />
          <span>{label}</span>
        </button>
      }
    >
      <ZonePanel />
    </Popup>
  );
};

const ZonePanel = () => {
  const { choice, name, choose } = useZone();
  const [text, setText] = useState('');
  const found = text === '' ? [] : zoneNames().filter((zone) => matches(zone, text));
  return (
    <div className={styles.zone}>
      <SegmentedChoice
        label="Time zone"
        value={choice}
        onChoose={choose}
        choices={[
          { value: 'local', label: `Local (${localZone})` },
          { value: 'UTC', label: 'UTC' },
        ]}
      />
      <SearchInput label="Another time zone" placeholder="Another, e.g. Berlin" value={text} onChange={setText} />
      {text === '' ? null : (
        <OptionList
          label="Time zones"
          options={found.slice(0, 8).map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))}
          chosen={[choice]}
          onChoose={choose}
        />
      )}
      <p className={styles.now}>
        Now <Clock zone={name} />
      </p>
    </div>
  );
};

const matches = (zone: string, text: string): boolean =>
  zone.toLowerCase().replaceAll('_', ' ').includes(text.toLowerCase().trim());

const Clock = ({ zone }: { readonly zone: string }) => {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return <time dateTime={now.toISOString()}>{formatInstant(now.toISOString(), zone, 'seconds')}</time>;
};
