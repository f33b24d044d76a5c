import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { announce } from './announcer.js';
import styles from './copy.module.css';

const shownMs = 1_500;

/** Rejects when the browser does not allow it; without HTTPS it has no clipboard at all. */
export const copyText = async (text: string): Promise<void> => navigator.clipboard.writeText(text);

/** Whether something was just copied, and how to copy. */
export const useCopy = (): readonly [boolean, (text: string) => void] => {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), shownMs);
    return () => clearTimeout(timer);
  }, [copied]);
  return [
    copied,
    (text) => {
      copyText(text).then(
        () => {
          setCopied(true);
          announce('Copied');
        },
        () => announce('The browser did not allow copying'),
      );
    },
  ];
};

export const CopyButton = ({ text, label }: { readonly text: string; readonly label: string }) => {
  const [copied, copy] = useCopy();
  const Icon = copied ? Check : Copy;
  return (
    <button type="button" className={styles.button} aria-label={label} onClick={() => copy(text)}>
      <Icon size={13} aria-hidden />
    </button>
  );
};
