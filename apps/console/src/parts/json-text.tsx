import { Download } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Button } from './button.js';
import { CopyButton } from './copy-button.js';
import styles from './json-text.module.css';
import { saveFile } from './save-file.js';

/** More than this, in characters, is shown only when asked for. */
const shownAtOnce = 20_000;

interface JsonTextProps {
  /** What it is: names the copy button and the downloaded file. */
  readonly label: string;
  readonly value: unknown;
}

/** A JSON value as text. However large it is, the page stays quick: the rest comes as a file. */
export const JsonText = ({ label, value }: JsonTextProps) => {
  const text = useMemo(() => JSON.stringify(value, null, 2) ?? 'null', [value]);
  const [shown, setShown] = useState(shownAtOnce);
  const cut = text.length > shown;
  return (
    <div className={styles.frame}>
      <div className={styles.tools}>
        <CopyButton text={text} label={`Copy ${label}`} />
      </div>
      <pre className={styles.text} tabIndex={0} aria-label={label}>
        {cut ? text.slice(0, shown) : text}
      </pre>
      {cut ? (
        <div className={styles.rest}>
          <span>
            {shown.toLocaleString()} of {text.length.toLocaleString()} characters
          </span>
          <Button look="ghost" onClick={() => setShown((before) => before * 4)}>
            Show more
          </Button>
          <Button look="ghost" icon={Download} onClick={() => saveFile(`${label}.json`, 'application/json', [text])}>
            Download all
          </Button>
        </div>
      ) : null}
    </div>
  );
};
