/** The paper plane. */
export const Mark = ({ size = 20 }: { readonly size?: number }) => (
  <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden>
    <rect width="32" height="32" rx="7" fill="var(--mark, #3f4bd1)" />
    <path d="M6 15.5 26 6l-6.6 20-4.2-8.2z" fill="#fff" />
    <path d="m15.2 17.8 4.2 8.2-5.6-3.4z" fill="#c9cdf7" />
  </svg>
);
