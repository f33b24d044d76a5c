import { Braces } from 'lucide-react';
import styles from './api-button.module.css';
import { Button } from './button.js';
import { CopyButton } from './copy-button.js';
import { type ApiRequest, curlOf } from './curl.js';
import { Popup } from './popup.js';

interface ApiButtonProps {
  /** What gave the page, or what its main command would send. */
  readonly requests: readonly (ApiRequest & { readonly what: string })[];
}

/** The exact requests behind a page, to run them elsewhere. */
export const ApiButton = ({ requests }: ApiButtonProps) => (
  <Popup label="Requests of this page" trigger={<Button icon={Braces}>API</Button>}>
    <div className={styles.requests}>
      {requests.map(({ what, ...request }) => {
        const text = curlOf(window.location.origin, request);
        return (
          <section key={what}>
            <div className={styles.head}>
              <h2 className={styles.what}>{what}</h2>
              <CopyButton text={text} label={`Copy as cURL: ${what}`} />
            </div>
            <pre className={styles.text} tabIndex={0} aria-label={`cURL: ${what}`}>
              {text}
            </pre>
          </section>
        );
      })}
      <p className={styles.note}>
        <code>$API_KEY</code> is a key of yours; the console itself uses a session.
      </p>
    </div>
  </Popup>
);
