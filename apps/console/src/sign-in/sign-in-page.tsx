import { useSearch } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { type Proof, useSignIn } from '../api/session.js';
import { Mark } from '../frame/mark.js';
import { Button } from '../parts/button.js';
import { safePlace } from './safe-place.js';
import styles from './sign-in-page.module.css';

/** Good once, and in no history: it is taken out of the address as it is read. */
const ticketOfLink = (): string | null => {
  const ticket = new URLSearchParams(window.location.hash.slice(1)).get('ticket');
  if (ticket !== null) window.history.replaceState(null, '', window.location.pathname + window.location.search);
  return ticket;
};

export const SignInPage = () => {
  const { to } = useSearch({ from: '/sign-in' });
  const signIn = useSignIn();
  const [key, setKey] = useState('');
  const [state, setState] = useState<{ busy: boolean; why: string | null }>({ busy: false, why: null });

  const submit = async (proof: Proof): Promise<void> => {
    setState({ busy: true, why: null });
    try {
      const answer = await signIn(proof);
      if (answer.ok) window.location.assign(safePlace(to, window.location.origin));
      else setState({ busy: false, why: answer.why });
    } catch {
      setState({ busy: false, why: 'The API did not answer. Is it running?' }); // fetch rejects for no other reason
    }
  };

  const withLink = useRef(submit);
  useEffect(() => {
    const ticket = ticketOfLink();
    if (ticket !== null) void withLink.current({ ticket });
  }, []);

  return (
    <main className={styles.page}>
      <title>Sign in · Sortie</title>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void submit({ key: key.trim() });
        }}
      >
        <div className={styles.brand}>
          <Mark size={32} />
          <h1 className={styles.title}>Sign in to Sortie</h1>
        </div>
        <label className={styles.field}>
          API key
          <input
            className={styles.input}
            type="password"
            name="key"
            autoComplete="current-password"
            spellCheck={false}
            required
            value={key}
            aria-describedby="sign-in-about"
            aria-invalid={state.why !== null}
            onChange={(event) => setKey(event.target.value)}
          />
        </label>
        {state.why === null ? null : (
          <p className={styles.why} role="alert">
            {state.why}
          </p>
        )}
        <Button type="submit" look="primary" disabled={state.busy}>
          {state.busy ? 'Signing in…' : 'Sign in'}
        </Button>
        <p id="sign-in-about" className={styles.about}>
          A key belongs to one person; what you do is recorded under its name. It is exchanged for a session and not
          kept in this browser. On the machine of the service, <code>sortie console</code> signs you in without one.
        </p>
      </form>
    </main>
  );
};
